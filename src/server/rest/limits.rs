//! How often the API may be called: by token, and without one by network address.

use super::{openapi, problem::Problem, who};
use crate::{
    server::{pages::Pages, session},
    service::{calling, throttle::Left},
};
use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// What tells callers how they stand: the three headers of the IETF's drafts that clients know.
pub(super) const HEADERS: [&str; 3] = ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"];

/// Calls that are not counted. Every open page of a story makes the first, and thousands of
/// readers share the one address of a mobile network; what they are answered is the same for all,
/// so a cache in front gives most of the answers, and a count would only be of what it did not
/// have. Streams are counted where they are opened (`service::live`), by how many are open at
/// once, and comments by their own rules (`service::commenting`), from which staff are exempt.
const FREE: [(&str, &str); 7] = [
    ("GET", "/api/v1/breaking"),
    ("GET", "/api/v1/articles/{slug}/comments/events"),
    ("GET", openapi::DOCUMENT),
    ("GET", openapi::PAGE),
    ("GET", "/api/v1/articles/{slug}/comments/stream"),
    ("GET", "/api/v1/moderation/stream"),
    ("POST", "/api/v1/articles/{slug}/comments"),
];

/// Whether calls of this route are counted.
pub(super) fn applies(method: &str, route: &str) -> bool {
    let method = if method == "HEAD" { "GET" } else { method };
    !FREE.contains(&(method, route))
}

/// In front of every call: counts it, and says what is left.
pub async fn count(State(pages): State<Pages>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>();
    let method = request.method().as_str();
    if route.is_some_and(|route| !applies(method, route.as_str())) {
        return next.run(request).await;
    }
    let address = session::address(&pages, request.extensions(), request.headers());
    let token = who::token(request.headers());
    let counted = calling::count(&pages.services, token, &address).await;
    let (left, mut response) = match counted {
        Ok(left) => {
            let reads = matches!(*request.method(), Method::GET | Method::HEAD);
            let response = next.run(request).await;
            if reads && !is_for_one(&response) {
                return response;
            }
            (left, response)
        }
        Err(over) => {
            let detail = format!("{} calls may be made at once", over.left.limit);
            let problem = Problem::too_fast(over.seconds, detail);
            (over.left, problem.into_response())
        }
    };
    tell(&mut response, left);
    response
}

/// Whether no cache gives this answer to anybody else: only there is told how one caller stands.
fn is_for_one(response: &Response) -> bool {
    let keep = response.headers().get(header::CACHE_CONTROL);
    keep.is_some_and(|keep| keep.as_bytes() == b"no-store")
}

fn tell(response: &mut Response, left: Left) {
    let headers = response.headers_mut();
    for (name, value) in [
        (
            HeaderName::from_static("ratelimit-limit"),
            u64::from(left.limit),
        ),
        (
            HeaderName::from_static("ratelimit-remaining"),
            u64::from(left.remaining),
        ),
        (HeaderName::from_static("ratelimit-reset"), left.whole_in),
    ] {
        headers.insert(name, HeaderValue::from(value));
    }
}
