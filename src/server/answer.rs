//! From a rendered document to the answer that is sent.

use super::{
    cache::Page,
    encoding::{Encoded, Encoding},
};
use crate::domain::stamp::Stamp;
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// A rendered document as it is kept: with its headers, its policy and its hash.
pub(super) fn finish(
    status: StatusCode,
    location: Option<String>,
    html: String,
    policy: &str,
    keys: Vec<String>,
    since: u64,
    times: (Stamp, Stamp),
) -> Page {
    let kind = "text/html; charset=utf-8";
    let mut page = file(status, kind, html, keys, since, times);
    let mut set = |name: header::HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            page.headers.insert(name, value);
        }
    };
    set(header::CONTENT_SECURITY_POLICY, policy);
    if let Some(location) = location {
        set(header::LOCATION, &location);
    }
    page
}

/// The same for a text of another kind.
pub(super) fn file(
    status: StatusCode,
    kind: &str,
    text: String,
    keys: Vec<String>,
    since: u64,
    times: (Stamp, Stamp),
) -> Page {
    let (begun, expires) = times;
    let mut headers = HeaderMap::new();
    let mut set = |name: header::HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, kind);
    set(header::VARY, "Accept-Encoding");
    if status.is_server_error() {
        set(header::CACHE_CONTROL, "no-store");
        if status == StatusCode::SERVICE_UNAVAILABLE {
            set(header::RETRY_AFTER, "5");
        }
    } else {
        // A CDN keeps a page for a minute or until its key is purged; a browser asks again.
        set(
            header::CACHE_CONTROL,
            "public, max-age=0, s-maxage=60, stale-while-revalidate=60, stale-if-error=86400",
        );
        set(
            header::HeaderName::from_static("surrogate-key"),
            &keys.join(" "),
        );
    }
    let tag = BASE64_URL_SAFE_NO_PAD.encode(&Sha256::digest(text.as_bytes())[..12]);
    Page {
        status,
        headers,
        tag,
        body: Encoded::new(text.into_bytes()),
        keys,
        since,
        begun,
        expires,
    }
}

/// Whether whoever asks has what this tag names (RFC 9110, 13.1.2).
pub(super) fn knows(asked: &HeaderMap, tag: &str) -> bool {
    let lists = asked.get_all(header::IF_NONE_MATCH).iter();
    let mut lists = lists.filter_map(|list| list.to_str().ok());
    lists.any(|list| {
        list.trim() == "*"
            || list
                .split(',')
                .any(|one| one.trim().trim_start_matches("W/") == tag)
    })
}

/// A kept page as the answer to one request: in the encoding it takes, or 304.
pub(super) fn send(page: &Page, asked: &HeaderMap) -> Response {
    let encoding = Encoding::wanted(asked);
    let mut response = Response::new(Body::empty());
    *response.headers_mut() = page.headers.clone();
    let etag = format!("\"{}-{}\"", page.tag, encoding.name().unwrap_or("id"));
    if page.status == StatusCode::OK {
        let known = knows(asked, &etag);
        // Asked only of those who do not know a tag (RFC 9110, 13.1.3).
        let known = known
            || (!asked.contains_key(header::IF_NONE_MATCH)
                && page
                    .headers
                    .get(header::LAST_MODIFIED)
                    .is_some_and(|at| asked.get(header::IF_MODIFIED_SINCE) == Some(at)));
        if let Ok(etag) = HeaderValue::from_str(&etag) {
            response.headers_mut().insert(header::ETAG, etag);
        }
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response.headers_mut().remove(header::CONTENT_TYPE);
            return response;
        }
    }
    *response.status_mut() = page.status;
    if let Some(name) = encoding.name() {
        response
            .headers_mut()
            .insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    *response.body_mut() = Body::from(page.body.get(encoding));
    response
}
