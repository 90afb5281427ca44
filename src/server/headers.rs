//! Headers of every answer, and the checks every request passes first.

use super::{
    pages::{self, Pages},
    rest::{self, problem::Problem},
};
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
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
    let has_zero = request
        .uri()
        .path_and_query()
        .is_some_and(|p| p.as_str().contains("%00"));
    let mut response = if has_zero {
        // No text holds one, and PostgreSQL takes none.
        let lacks = Lack::of(&request);
        refused(&pages, lacks, StatusCode::BAD_REQUEST).await
    } else if length > LONGEST {
        let lacks = Lack::of(&request);
        refused(&pages, lacks, StatusCode::URI_TOO_LONG).await
    } else if !came_from_here(&request, &pages.services.base_url) {
        let lacks = Lack::of(&request);
        refused(&pages, lacks, StatusCode::FORBIDDEN).await
    } else {
        next.run(request).await
    };
    for (name, value) in ALWAYS {
        response.headers_mut().entry(name).or_insert(value);
    }
    response
}

/// Lets what may change something run to its end though whoever sent it has gone: a write that is
/// committed must also be told to this process.
pub async fn to_the_end(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let done = tokio::spawn(next.run(request)).await;
    // Panics are caught further in.
    done.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// What a refusal has to know of a request.
#[derive(Clone, Copy)]
enum Lack {
    /// A page is what it asks for.
    Page,
    /// A program, which sends neither a token nor where it comes from.
    Token,
    /// It calls the API from somewhere else.
    Place,
}

impl Lack {
    fn of(request: &Request) -> Lack {
        let headers = request.headers();
        if !rest::is_api(request.uri().path()) {
            Lack::Page
        } else if headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN) {
            Lack::Place
        } else {
            Lack::Token
        }
    }
}

/// Refuses in the way that whoever asks can read.
async fn refused(pages: &Pages, lacks: Lack, status: StatusCode) -> Response {
    let problem = match (lacks, status) {
        (Lack::Page, _) => return pages::failed(pages, status).await,
        (_, StatusCode::URI_TOO_LONG) => Problem::new(
            status,
            "address-too-long",
            "The address is too long",
            "shorten the query",
        ),
        (_, StatusCode::BAD_REQUEST) => Problem::unreadable("the address holds a zero byte"),
        (Lack::Token, _) => Problem::who_are_you("send Authorization: Bearer and a token"),
        (Lack::Place, _) => {
            Problem::forbidden("a request without a token must come from a page of this site")
        }
    };
    problem.into_response()
}

/// Whether a request that could change something was sent by a page of this site: browsers say so
/// in `Sec-Fetch-Site`, older ones in `Origin`. GET and HEAD change nothing and are not checked.
fn came_from_here(request: &Request, base_url: &str) -> bool {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return true;
    }
    // A mail program sends what its reader pressed (RFC 8058); the secret in the address decides.
    if request.method() == Method::POST && request.uri().path().starts_with("/unsubscribe/") {
        return true;
    }
    // No other site can make a browser send a token, and the API heeds no cookie.
    if rest::is_api(request.uri().path()) && rest::who::token(request.headers()).is_some() {
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
