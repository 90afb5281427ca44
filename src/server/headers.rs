//! Headers of every answer, and the checks every request passes first.

use super::pages::{self, Pages};
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};

/// Longest path and query, in bytes.
const LONGEST: usize = 2048;

/// Set wherever the answer does not say otherwise.
const ALWAYS: [(HeaderName, HeaderValue); 5] = [
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    (
        header::REFERRER_POLICY,
        HeaderValue::from_static("strict-origin-when-cross-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=()"),
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"),
    ),
];

/// Refuses what no route could answer, and completes the answer's headers.
pub async fn guard(State(pages): State<Pages>, request: Request, next: Next) -> Response {
    let length = request
        .uri()
        .path_and_query()
        .map_or(0, |p| p.as_str().len());
    let mut response = if length > LONGEST {
        pages::failed(&pages, StatusCode::URI_TOO_LONG).await
    } else if !came_from_here(&request, &pages.services.base_url) {
        pages::failed(&pages, StatusCode::FORBIDDEN).await
    } else {
        next.run(request).await
    };
    for (name, value) in ALWAYS {
        response.headers_mut().entry(name).or_insert(value);
    }
    response
}

/// Whether a request that could change something was sent by a page of this site: browsers say so
/// in `Sec-Fetch-Site`, older ones in `Origin`. GET and HEAD change nothing and are not checked.
fn came_from_here(request: &Request, base_url: &str) -> bool {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return true;
    }
    let text = |name: HeaderName| {
        request
            .headers()
            .get(name)
            .map(|v| v.to_str().unwrap_or_default())
    };
    match (
        text(HeaderName::from_static("sec-fetch-site")),
        text(header::ORIGIN),
    ) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => origin == base_url,
        (None, None) => false,
    }
}
