//! `Idempotency-Key`: a call that is sent again is answered as it was the first time.
//!
//! Answers that changed something are kept. A refusal changed nothing, so the call may be tried
//! again with the same key. Two calls keep the key themselves, in the transaction of what they
//! make: a comment, so that not even a server that is killed in between makes two, and a token,
//! whose secret must not be kept.

use super::{problem::Problem, who};
use crate::{
    server::pages::Pages,
    service::{
        repeating::{self, Answer, Before, KEY_LENGTH},
        rights::Reader,
    },
};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// Calls that keep the key themselves.
const OWN: [&str; 2] = ["/api/v1/articles/{slug}/comments", "/api/v1/tokens"];
/// Largest JSON body that is looked at; a larger one is refused by whoever reads it.
const LOOKED_AT: usize = 4 << 20;
/// Largest answer that is kept.
const LARGEST_ANSWER: usize = 4 << 20;
/// What is kept of an answer's head.
const HEADERS: [HeaderName; 4] = [
    header::CONTENT_TYPE,
    header::CACHE_CONTROL,
    header::LOCATION,
    header::ETAG,
];

/// The key of a call, if it has one.
pub fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    match headers.get(&IDEMPOTENCY_KEY).map(HeaderValue::to_str) {
        None => Ok(None),
        Some(Ok(key)) if !key.is_empty() && key.len() <= KEY_LENGTH => Ok(Some(key.to_owned())),
        Some(_) => {
            let detail = format!("Idempotency-Key has 1 to {KEY_LENGTH} plain characters");
            Err(Problem::unreadable(detail))
        }
    }
}

/// In front of every call of the API.
pub async fn answer(
    State(pages): State<Pages>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let path = request.extensions().get::<MatchedPath>();
    let own = path.is_some_and(|path| OWN.contains(&path.as_str()));
    if safe || own || !request.headers().contains_key(&IDEMPOTENCY_KEY) {
        return Ok(next.run(request).await);
    }
    let Some(key) = key(request.headers())? else {
        return Ok(next.run(request).await);
    };
    let services = &pages.services;
    // Without a token the call is refused where it leads.
    let Some(reader) = who::anybody(services, request.headers()).await? else {
        return Ok(next.run(request).await);
    };
    let (request, call) = read(request).await?;
    match repeating::begin(services, &reader, &key, &call).await? {
        Before::Nothing => Ok(run(&pages, &reader, &key, request, next).await),
        Before::Answered(answer) => Ok(again(answer)),
        Before::Underway => Err(Problem::conflict(
            "the first call with this Idempotency-Key has not been answered; ask again in a moment, \
             and if that does not change, look at what came of it before using another key",
        )),
        Before::AnotherCall => Err(Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "key-used",
            "The key was used before",
            "this Idempotency-Key came with another call; make a new one for each",
        )),
    }
}

/// The request, and what tells it from others. A file that is sent is told by its length alone.
async fn read(request: Request) -> Result<(Request, String), Problem> {
    let (parts, body) = request.into_parts();
    let text = |name: HeaderName| {
        let value = parts
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let mut call = format!("{} {}\n", parts.method, parts.uri);
    let is_file = text(header::CONTENT_TYPE).starts_with("multipart/");
    let body = if is_file {
        call += &text(header::CONTENT_LENGTH);
        body
    } else {
        let bytes = to_bytes(body, LOOKED_AT).await.map_err(|_| {
            let detail = format!("a body may have at most {LOOKED_AT} bytes");
            let status = StatusCode::PAYLOAD_TOO_LARGE;
            Problem::new(status, "too-large", "Too large", detail)
        })?;
        call += &String::from_utf8_lossy(&bytes);
        Body::from(bytes)
    };
    Ok((Request::from_parts(parts, body), call))
}

/// Makes the call and keeps what came of it.
async fn run(pages: &Pages, reader: &Reader, key: &str, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let (parts, body) = response.into_parts();
    let done = parts.status.is_success() || parts.status.is_redirection();
    // An answer of the API is in memory already.
    let body = to_bytes(body, LARGEST_ANSWER).await;
    let answer = match (&body, done) {
        (Ok(body), true) => Some(Answer {
            status: parts.status.as_u16(),
            headers: kept(&parts.headers),
            body: String::from_utf8_lossy(body).into_owned(),
        }),
        _ => None,
    };
    if let Err(error) = repeating::end(&pages.services, reader, key, answer).await {
        // What was asked for is done all the same.
        tracing::error!(%error, "an answer could not be kept for its Idempotency-Key: {error}");
    }
    Response::from_parts(parts, Body::from(body.unwrap_or_else(|_| Bytes::new())))
}

fn kept(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |name: &HeaderName| {
        let value = headers.get(name)?.to_str().ok()?;
        Some((name.to_string(), value.to_owned()))
    };
    HEADERS.iter().filter_map(text).collect()
}

/// The answer as it was given.
fn again(answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let mut response = (status, answer.body).into_response();
    response.headers_mut().remove(header::CONTENT_TYPE);
    for (name, value) in &answer.headers {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
