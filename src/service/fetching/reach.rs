//! Which addresses belong to the public internet, and who says what a name's addresses are.

use futures::future::{BoxFuture, FutureExt};
use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

/// Networks of IPv4 in which no public server can be (IANA's registry of special-purpose addresses).
const CLOSED: [([u8; 4], u8); 15] = [
    // This host.
    ([0, 0, 0, 0], 8),
    // Private (RFC 1918).
    ([10, 0, 0, 0], 8),
    ([172, 16, 0, 0], 12),
    ([192, 168, 0, 0], 16),
    // Behind the NAT of a carrier (RFC 6598).
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    // Link-local, where clouds answer with credentials.
    ([169, 254, 0, 0], 16),
    // Protocols, and relays that are no more.
    ([192, 0, 0, 0], 24),
    ([192, 88, 99, 0], 24),
    // Documentation.
    ([192, 0, 2, 0], 24),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    // Measuring.
    ([198, 18, 0, 0], 15),
    // Multicast; reserved and broadcast.
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];

/// The same of IPv6, inside 2000::/3: all else is no public unicast, loopback, link-local,
/// unique-local, multicast and IPv4-mapped addresses among it.
const CLOSED_6: [(u128, u8); 4] = [
    // Protocols, Teredo among them, which carries addresses of IPv4.
    (0x2001_0000 << 96, 23),
    // Documentation.
    (0x2001_0db8 << 96, 32),
    (0x3fff_0000 << 96, 20),
    // 6to4, which carries addresses of IPv4.
    (0x2002_0000 << 96, 16),
];
const UNICAST: (u128, u8) = (0x2000_0000 << 96, 3);
/// How networks without IPv4 write its addresses (RFC 6052).
const TRANSLATED: (u128, u8) = (0x0064_ff9b << 96, 96);

/// Whether an address belongs to the public internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_4(address),
        IpAddr::V6(address) => is_public_6(address),
    }
}

fn is_public_4(address: Ipv4Addr) -> bool {
    let bits = address.to_bits();
    CLOSED.iter().all(|(network, length)| {
        let mask = u32::MAX << (32 - u32::from(*length));
        bits & mask != u32::from_be_bytes(*network) & mask
    })
}

fn is_public_6(address: Ipv6Addr) -> bool {
    let bits = address.to_bits();
    let inside = |(network, length): (u128, u8)| {
        let mask = u128::MAX << (128 - u32::from(length));
        bits & mask == network & mask
    };
    if inside(TRANSLATED) {
        let [.., a, b, c, d] = address.octets();
        return is_public_4(Ipv4Addr::new(a, b, c, d));
    }
    inside(UNICAST) && !CLOSED_6.into_iter().any(inside)
}

/// Says which addresses a name has. A value, so that tests have names of their own.
pub trait Names: Send + Sync {
    /// Every address of a name.
    fn addresses(&self, name: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>>;
}

/// The names as this machine knows them.
#[derive(Debug, Clone, Copy)]
pub struct SystemNames;

impl Names for SystemNames {
    fn addresses(&self, name: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        let name = name.to_owned();
        async move {
            // The port is the caller's.
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            Ok(found.map(|socket| socket.ip()).collect())
        }
        .boxed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(text: &str) -> bool {
        is_public(text.parse().expect("an address"))
    }

    #[test]
    fn only_the_public_internet_is_reached() {
        for closed in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.127.255.254",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.7",
            "224.0.0.1",
            "239.255.255.250",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!public(closed), "{closed} is let through");
        }
        for open in [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.255.255",
            "100.128.0.1",
            "126.255.255.255",
            "128.0.0.1",
            "172.15.255.255",
            "172.32.0.1",
            "192.0.1.1",
            "198.17.255.255",
            "223.255.255.254",
            "2001:200::1",
            "2606:4700:4700::1111",
            "2a00:1450::1",
            "64:ff9b::8.8.8.8",
        ] {
            assert!(public(open), "{open} is refused");
        }
    }
}
