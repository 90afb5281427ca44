//! Who asks: the cookie of a session, and the network address, which is only ever seen hashed.

use super::pages::{self, Pages};
use crate::{
    context,
    error::AppError,
    service::{
        accounts::Origin,
        error::ServiceError,
        rights::Reader,
        sessions::{self, Key},
    },
};
use axum::{
    extract::{ConnectInfo, FromRequestParts, OptionalFromRequestParts},
    http::{Extensions, HeaderMap, HeaderValue, header, request::Parts},
    response::Response,
};
use std::net::{IpAddr, SocketAddr};

/// How long a browser keeps the cookie, in seconds: the longest any session lasts. The server
/// decides when one ends.
const KEEP: u32 = 180 * 86_400;

/// Name of the cookie. The prefix makes browsers insist on HTTPS, this host and the whole site.
fn name(base_url: &str) -> &'static str {
    if base_url.starts_with("https://") {
        "__Host-warta"
    } else {
        "warta"
    }
}

fn cookie(base_url: &str, value: &str, seconds: u32) -> Option<HeaderValue> {
    let name = name(base_url);
    let secure = if base_url.starts_with("https://") {
        "; Secure"
    } else {
        ""
    };
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).ok()
}

/// Hands the browser the key of a session.
pub(super) fn give(response: &mut Response, base_url: &str, key: &Key) {
    if let Some(value) = cookie(base_url, key.as_str(), KEEP) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Takes the key back.
pub(super) fn take(response: &mut Response, base_url: &str) {
    if let Some(value) = cookie(base_url, "", 0) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// The key in the cookies of a request. Where a token is sent along, cookies count for nothing:
/// such a request passes the check of where it came from.
pub(super) fn key(headers: &HeaderMap, base_url: &str) -> Option<String> {
    if headers.contains_key(header::AUTHORIZATION) {
        return None;
    }
    let name = name(base_url);
    let cookies = headers.get_all(header::COOKIE).iter();
    let mut pairs = cookies
        .filter_map(|c| c.to_str().ok())
        .flat_map(|c| c.split(';'));
    pairs.find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name && !value.is_empty()).then(|| value.to_owned())
    })
}

/// Who holds the key in the cookies of a request.
pub(super) async fn reader(
    pages: &Pages,
    headers: &HeaderMap,
) -> Result<Option<Reader>, ServiceError> {
    match key(headers, &pages.services.base_url) {
        Some(key) => sessions::read(&pages.services, &key).await,
        None => Ok(None),
    }
}

/// The same without noting that they were here.
pub(super) async fn look(
    pages: &Pages,
    headers: &HeaderMap,
) -> Result<Option<Reader>, ServiceError> {
    match key(headers, &pages.services.base_url) {
        Some(key) => sessions::look(&pages.services, &key).await,
        None => Ok(None),
    }
}

/// Keyed hash of the address a request came from. Of IPv6 only the network counts: one line has
/// all the addresses in it.
pub(super) fn address(pages: &Pages, extensions: &Extensions, headers: &HeaderMap) -> String {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>();
    let client = peer.map(|info| pages.proxies.client(info.0.ip(), headers));
    let text = match client {
        None => "unknown".to_owned(),
        Some(IpAddr::V4(ip)) => ip.to_string(),
        Some(IpAddr::V6(ip)) => format!("{:x?}", &ip.segments()[..4]),
    };
    pages.services.secret.hash("address", &text)
}

/// From where a request came, for what is counted by it.
impl FromRequestParts<Pages> for Origin {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, pages: &Pages) -> Result<Self, Self::Rejection> {
        let agent = parts
            .headers
            .get(header::USER_AGENT)
            .and_then(|v| v.to_str().ok());
        Ok(Origin {
            address: address(pages, &parts.extensions, &parts.headers),
            agent: agent.unwrap_or_default().to_owned(),
            key: key(&parts.headers, &pages.services.base_url),
        })
    }
}

/// Who is signed in with a cookie, if anybody.
impl OptionalFromRequestParts<Pages> for Reader {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        pages: &Pages,
    ) -> Result<Option<Self>, Self::Rejection> {
        match reader(pages, &parts.headers).await {
            Ok(reader) => Ok(reader),
            Err(error) => Err(fault(pages, error).await),
        }
    }
}

/// The page for a fault of ours.
pub(super) async fn fault(pages: &Pages, error: ServiceError) -> Response {
    let status = context::status(&AppError::from(error));
    pages::failed(pages, status).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_as_strict_as_the_site_allows() {
        let text = |base: &str| {
            let value = cookie(base, "x", 5).expect("a cookie");
            value.to_str().expect("text").to_owned()
        };
        assert_eq!(
            text("https://warta.test"),
            "__Host-warta=x; Path=/; Max-Age=5; HttpOnly; SameSite=Lax; Secure"
        );
        assert_eq!(
            text("http://warta.test"),
            "warta=x; Path=/; Max-Age=5; HttpOnly; SameSite=Lax"
        );
    }

    #[test]
    fn the_key_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("a=b; xwarta=no; warta=yes"),
        );
        headers.append(header::COOKIE, HeaderValue::from_static("warta=later"));
        assert_eq!(key(&headers, "http://x").as_deref(), Some("yes"));
        assert_eq!(key(&headers, "https://x"), None);
        headers.insert(header::AUTHORIZATION, HeaderValue::from_static("Bearer x"));
        assert_eq!(key(&headers, "http://x"), None);
    }
}
