//! `/push/…`: what a browser follows, told by the script of its pages and by its worker in JSON. A
//! subscription is what `PushSubscription.toJSON()` holds, `{"endpoint", "p256dh", "auth"}`; a story or
//! a category is named by the `path` of its page. Refusals are problem documents (RFC 9457).

use super::{
    pages::Pages,
    rest::{input::Fields, problem::Problem},
};
use crate::service::{
    accounts::Origin,
    pushing::{self, PushError, Subscription},
};
use axum::{
    Json, Router,
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::json;

/// Largest body: an address, two keys and a path.
const LARGEST: usize = 8 << 10;

pub(super) fn routes() -> Router<Pages> {
    Router::new()
        .route("/push/key", get(key))
        .route("/push/follow", post(follow))
        .route("/push/unfollow", post(unfollow))
        .route("/push/renew", post(renew))
}

/// `GET /push/key`: `{"key"}`, by which a browser subscribes (VAPID, RFC 8292).
async fn key(State(pages): State<Pages>) -> Response {
    let key = pushing::public_key(&pages.services.secret);
    let minute = HeaderValue::from_static("public, max-age=60");
    ([(header::CACHE_CONTROL, minute)], Json(json!({"key": key}))).into_response()
}

/// `POST /push/follow` with a subscription and a `path`: 204.
async fn follow(
    State(pages): State<Pages>,
    origin: Origin,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let mut fields = Fields::read_up_to(&headers, body, LARGEST).await?;
    let subscription = subscription(&mut fields);
    let path = fields.needed_text("path");
    fields.finish()?;
    pushing::follow(&pages.services, &origin, subscription, &path).await?;
    Ok(done())
}

/// `POST /push/unfollow` with an `endpoint` and a `path`; without a path everything of that browser is
/// forgotten. 204, whether there was anything or not.
async fn unfollow(
    State(pages): State<Pages>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let mut fields = Fields::read_up_to(&headers, body, LARGEST).await?;
    let endpoint = fields.needed_text("endpoint");
    let path = fields.text("path");
    fields.finish()?;
    pushing::unfollow(&pages.services, endpoint, path.as_deref()).await?;
    Ok(done())
}

/// `POST /push/renew` with the endpoint that was (`old`) and the subscription that is: 204.
async fn renew(
    State(pages): State<Pages>,
    origin: Origin,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let mut fields = Fields::read_up_to(&headers, body, LARGEST).await?;
    let old = fields.needed_text("old");
    let subscription = subscription(&mut fields);
    fields.finish()?;
    pushing::renew(&pages.services, &origin, old, subscription).await?;
    Ok(done())
}

fn subscription(fields: &mut Fields) -> Subscription {
    Subscription {
        endpoint: fields.needed_text("endpoint"),
        p256dh: fields.needed_text("p256dh"),
        auth: fields.needed_text("auth"),
    }
}

fn done() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let control = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, control);
    response
}

impl From<PushError> for Problem {
    fn from(error: PushError) -> Problem {
        let detail = error.to_string();
        match error {
            PushError::NotHttps | PushError::Endpoint(_) => Problem::field("/endpoint", detail),
            PushError::Keys => Problem::field("/p256dh", detail),
            PushError::NoSuchPage(_) => Problem::not_found(detail),
            PushError::TooMany => Problem::conflict(detail),
            PushError::TooFast(wait) => Problem::too_fast(wait.as_secs(), detail),
            PushError::Service(error) => error.into(),
        }
    }
}
