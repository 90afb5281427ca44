//! Whose address a request came from, where proxies stand in front.

use axum::http::HeaderMap;
use ipnet::IpNet;
use std::{net::IpAddr, sync::Arc};

/// The proxies whose word about addresses is believed. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Proxies(Arc<[IpNet]>);

impl Proxies {
    /// Reads addresses and networks (`10.0.0.0/8`) with commas between them; `Err` is the part
    /// that is neither.
    pub fn parse(text: &str) -> Result<Proxies, String> {
        let parts = text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        let nets = parts.map(|part| {
            let net = part.parse::<IpNet>();
            net.or_else(|_| part.parse::<IpAddr>().map(IpNet::from))
                .map_err(|_| part.to_owned())
        });
        Ok(Proxies(nets.collect::<Result<Vec<_>, _>>()?.into()))
    }

    fn believes(&self, address: IpAddr) -> bool {
        self.0.iter().any(|net| net.contains(&address))
    }

    /// The reader's address: the last one in `X-Forwarded-For` that no trusted proxy has. Each
    /// proxy adds whom it heard at the end, so what stands before a stranger's entry is hearsay.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        let told = headers.get_all("x-forwarded-for").iter();
        let told: Vec<&str> = told
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .collect();
        for address in told.iter().rev() {
            if !self.believes(client) {
                break;
            }
            match address.trim().parse::<IpAddr>() {
                Ok(address) => client = address.to_canonical(),
                Err(_) => break,
            }
        }
        client
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(trusted: &str, peer: &str, told: &[&str]) -> String {
        let proxies = Proxies::parse(trusted).expect("networks");
        let mut headers = HeaderMap::new();
        for value in told {
            headers.append("x-forwarded-for", value.parse().expect("a header"));
        }
        let peer = peer.parse().expect("an address");
        proxies.client(peer, &headers).to_string()
    }

    #[test]
    fn without_proxies_nobody_is_believed() {
        assert_eq!(client("", "203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
        assert_eq!(
            client("10.0.0.0/8", "203.0.113.9", &["198.51.100.1"]),
            "203.0.113.9"
        );
    }

    #[test]
    fn the_last_stranger_is_the_reader() {
        let trusted = "127.0.0.1, 10.0.0.0/8, ::1";
        assert_eq!(
            client(trusted, "127.0.0.1", &["198.51.100.1"]),
            "198.51.100.1"
        );
        assert_eq!(
            client(
                trusted,
                "::ffff:127.0.0.1",
                &["6.6.6.6, 198.51.100.1, 10.2.3.4"]
            ),
            "198.51.100.1"
        );
        assert_eq!(
            client(trusted, "::1", &["6.6.6.6", "2001:db8::1"]),
            "2001:db8::1"
        );
        assert_eq!(client(trusted, "127.0.0.1", &["unknown"]), "127.0.0.1");
    }

    #[test]
    fn what_is_no_network_is_named() {
        assert_eq!(
            Proxies::parse("127.0.0.1, nginx").err().as_deref(),
            Some("nginx")
        );
    }
}
