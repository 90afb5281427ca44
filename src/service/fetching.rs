//! Asking other servers: whatever address somebody types, only the public internet is reached. A
//! name is resolved here, and what is connected to is the address that was looked at, so that a name
//! that leads elsewhere a moment later leads nowhere.

mod reach;

use crate::domain::stamp::Stamp;
use bytes::Bytes;
pub use reach::{Names, SystemNames, is_public};
use reqwest::{
    Body, Client, Method, Response, StatusCode, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION, RETRY_AFTER},
    redirect::Policy,
};
use std::{
    error::Error,
    net::{IpAddr, SocketAddr},
    sync::{Arc, OnceLock},
    time::Duration,
};

/// How often an answer may lead elsewhere.
const REDIRECTS: u32 = 5;
/// Longest wait for a connection.
const CONNECT: Duration = Duration::from_secs(5);
/// Longest address, in bytes.
const LONGEST: usize = 2_000;

/// Why nothing came; the text says what would help.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    #[error("{0} is no address of a page: it begins with https:// or http://")]
    NotHttp(String),
    #[error("the address holds a user name or a password: leave them out")]
    Credentials,
    #[error("the address is longer than {LONGEST} characters")]
    TooLong,
    #[error(
        "{0} is not on the public internet: addresses of this machine and of private networks are not asked"
    )]
    Private(String),
    #[error("there is no server with the name {0}")]
    NoSuchName(String),
    #[error("the answer leads elsewhere more than {REDIRECTS} times")]
    Redirects,
    #[error("the answer is larger than {0} bytes")]
    TooLarge(u64),
    #[error("no answer within {} seconds", .0.as_secs())]
    TooSlow(Duration),
    #[error("the answer cannot be read: {0}")]
    Broken(String),
}

/// What an answer may cost.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of its body.
    pub bytes: u64,
    /// From the first byte sent to the last byte read.
    pub time: Duration,
}

/// Asks other servers. Cheap to clone.
#[derive(Clone)]
pub struct Fetcher {
    guard: Guard,
    agent: Arc<str>,
    /// Made when something is first asked: many commands never do.
    client: Arc<OnceLock<Result<Client, String>>>,
}

/// Which addresses are reached, and under which names.
#[derive(Clone)]
struct Guard {
    names: Arc<dyn Names>,
    may_reach: fn(IpAddr) -> bool,
}

/// A name has no address that may be reached.
#[derive(Debug, thiserror::Error)]
enum Shut {
    #[error("{0} is private")]
    Private(String),
    #[error("{0} is no name")]
    NoSuchName(String),
}

impl From<Shut> for FetchError {
    fn from(shut: Shut) -> Self {
        match shut {
            Shut::Private(name) => FetchError::Private(name),
            Shut::NoSuchName(name) => FetchError::NoSuchName(name),
        }
    }
}

impl Guard {
    async fn open(self, name: String) -> Result<Vec<IpAddr>, Shut> {
        let found = self.names.addresses(&name).await.unwrap_or_default();
        if found.is_empty() {
            return Err(Shut::NoSuchName(name));
        }
        let open: Vec<_> = found.into_iter().filter(|a| (self.may_reach)(*a)).collect();
        match open.is_empty() {
            true => Err(Shut::Private(name)),
            false => Ok(open),
        }
    }
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let (guard, name) = (self.clone(), name.as_str().to_owned());
        Box::pin(async move {
            let open = guard.open(name).await?;
            // The port is the address's own.
            let sockets = open.into_iter().map(|ip| SocketAddr::new(ip, 0));
            Ok(Box::new(sockets) as Addrs)
        })
    }
}

impl Fetcher {
    /// Reaches the public internet alone. Others see whose server it is that asks.
    pub fn outside(base_url: &str) -> Fetcher {
        Fetcher::new(Arc::new(SystemNames), is_public, base_url)
    }

    /// Reaches what `may_reach` lets through, under the names of `names`.
    pub fn new(names: Arc<dyn Names>, may_reach: fn(IpAddr) -> bool, base_url: &str) -> Fetcher {
        let version = env!("CARGO_PKG_VERSION");
        Fetcher {
            guard: Guard { names, may_reach },
            agent: format!("Warta/{version} (+{base_url})").into(),
            client: Arc::default(),
        }
    }

    fn client(&self) -> Result<&Client, FetchError> {
        let made = self.client.get_or_init(|| self.build());
        made.as_ref().map_err(|e| FetchError::Broken(e.clone()))
    }

    fn build(&self) -> Result<Client, String> {
        // Certificates are compiled in, as they are for mail: a container may have none.
        let roots = webpki_roots::TLS_SERVER_ROOTS.iter().cloned();
        let roots = rustls::RootCertStore::from_iter(roots);
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|e| e.to_string())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let built = Client::builder()
            .tls_backend_preconfigured(tls)
            .dns_resolver(Arc::new(self.guard.clone()))
            // A proxy would resolve names by itself.
            .no_proxy()
            // Each step is looked at here.
            .redirect(Policy::none())
            .referer(false)
            .connect_timeout(CONNECT)
            .pool_max_idle_per_host(2)
            .user_agent(&*self.agent)
            .build();
        built.map_err(|e| chain(&e))
    }

    /// An address that may be asked, as far as it says so itself.
    pub fn check(&self, address: &str) -> Result<Url, FetchError> {
        if address.len() > LONGEST {
            return Err(FetchError::TooLong);
        }
        let not_http = || FetchError::NotHttp(address.to_owned());
        let url = Url::parse(address).map_err(|_| not_http())?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(not_http());
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(FetchError::Credentials);
        }
        let host = url.host_str().ok_or_else(not_http)?;
        // Numbers in any spelling are written out by now; no name is asked for them.
        if let Some(ip) = literal(host)
            && !(self.guard.may_reach)(ip)
        {
            return Err(FetchError::Private(host.to_owned()));
        }
        Ok(url)
    }

    /// The same, and its name has an address that may be asked.
    pub async fn find(&self, address: &str) -> Result<Url, FetchError> {
        let url = self.check(address)?;
        let host = url.host_str().unwrap_or_default();
        if literal(host).is_none() {
            self.guard.clone().open(host.to_owned()).await?;
        }
        Ok(url)
    }

    /// Fetches what is at an address, wherever it leads.
    pub async fn get(&self, address: &str, limits: Limits) -> Result<Coming, FetchError> {
        let begun = tokio::time::Instant::now();
        let mut url = self.check(address)?;
        for _ in 0..=REDIRECTS {
            // All steps together have the time of one.
            let left = limits.time.saturating_sub(begun.elapsed());
            let request = self.client()?.request(Method::GET, url.clone());
            let sent = request.timeout(left).send().await;
            let response = sent.map_err(|e| fault(e, limits.time))?;
            let status = response.status();
            let to = response
                .headers()
                .get(LOCATION)
                .and_then(|to| to.to_str().ok());
            let Some(to) = to.filter(|_| status.is_redirection()) else {
                return Ok(Coming::new(response, limits));
            };
            let next = url
                .join(to)
                .map_err(|_| FetchError::NotHttp(to.to_owned()))?;
            url = self.check(next.as_str())?;
        }
        Err(FetchError::Redirects)
    }

    /// Sends something to an address. An answer that leads elsewhere is the answer.
    pub async fn post(
        &self,
        address: &str,
        headers: &[(&'static str, &str)],
        body: impl Into<Body>,
        limits: Limits,
    ) -> Result<Coming, FetchError> {
        let url = self.check(address)?;
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            let value =
                HeaderValue::from_str(value).map_err(|e| FetchError::Broken(e.to_string()))?;
            map.insert(HeaderName::from_static(name), value);
        }
        let request = self.client()?.request(Method::POST, url);
        let request = request.timeout(limits.time).headers(map).body(body);
        let sent = request.send().await;
        Ok(Coming::new(
            sent.map_err(|e| fault(e, limits.time))?,
            limits,
        ))
    }
}

/// The address that a host is, where it is no name.
fn literal(host: &str) -> Option<IpAddr> {
    host.trim_matches(['[', ']']).parse().ok()
}

/// An answer whose body is still to be read.
#[derive(Debug)]
pub struct Coming {
    response: Response,
    limits: Limits,
    read: u64,
}

impl Coming {
    fn new(response: Response, limits: Limits) -> Coming {
        Coming {
            response,
            limits,
            read: 0,
        }
    }

    /// Its status.
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// What the body is said to be, without parameters; empty where nothing is said.
    pub fn kind(&self) -> &str {
        let kind = self.response.headers().get(CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        kind.split(';').next().unwrap_or_default().trim()
    }

    /// After how many seconds whoever answers wants to be asked again (RFC 9110, 10.2.3), if they say.
    pub fn retry_after(&self, now: Stamp) -> Option<i64> {
        let said = self.response.headers().get(RETRY_AFTER)?.to_str().ok()?;
        seconds_until(said.trim(), now)
    }

    /// The next piece of the body; `None` at its end.
    pub async fn piece(&mut self) -> Result<Option<Bytes>, FetchError> {
        if self.response.content_length() > Some(self.limits.bytes) {
            return Err(FetchError::TooLarge(self.limits.bytes));
        }
        let piece = self.response.chunk().await;
        let Some(piece) = piece.map_err(|e| fault(e, self.limits.time))? else {
            return Ok(None);
        };
        self.read += piece.len() as u64;
        if self.read > self.limits.bytes {
            return Err(FetchError::TooLarge(self.limits.bytes));
        }
        Ok(Some(piece))
    }

    /// How the body begins, as text for people. What cannot be read is left out.
    pub async fn beginning(mut self, characters: usize) -> String {
        let mut bytes = Vec::new();
        while bytes.len() < characters * 4
            && let Ok(Some(piece)) = self.response.chunk().await
        {
            let room = characters * 4 - bytes.len();
            bytes.extend_from_slice(&piece[..piece.len().min(room)]);
        }
        let text = String::from_utf8_lossy(&bytes);
        let plain = text.chars().filter(|c| !c.is_control() || *c == '\n');
        plain.take(characters).collect()
    }
}

/// A wait as it is said: in seconds, or as a date (RFC 9110, 5.6.7).
fn seconds_until(said: &str, now: Stamp) -> Option<i64> {
    if let Ok(seconds) = said.parse::<u32>() {
        return Some(seconds.into());
    }
    let until = jiff::fmt::rfc2822::parse(said).ok()?.timestamp();
    Some((until.as_second() - now.micros().div_euclid(1_000_000)).max(0))
}

fn fault(error: reqwest::Error, time: Duration) -> FetchError {
    let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
    while let Some(next) = cause {
        if let Some(shut) = next.downcast_ref::<Shut>() {
            return match shut {
                Shut::Private(name) => FetchError::Private(name.clone()),
                Shut::NoSuchName(name) => FetchError::NoSuchName(name.clone()),
            };
        }
        cause = next.source();
    }
    if error.is_timeout() {
        return FetchError::TooSlow(time);
    }
    FetchError::Broken(chain(&error.without_url()))
}

/// An error with its causes, each once.
fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        let said = next.to_string();
        if !text.contains(&said) {
            text = format!("{text}: {said}");
        }
        cause = next.source();
    }
    text
}

#[cfg(test)]
mod tests;
