//! `/search/suggest?q=`: headlines to choose from while somebody types, as a list in JSON.

use super::pages::Pages;
use crate::service::search;
use axum::{
    Json, Router,
    extract::{Query, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use std::collections::HashMap;

/// The same beginnings are typed again and again.
const A_MINUTE: HeaderValue = HeaderValue::from_static("public, max-age=60");

pub(super) fn routes() -> Router<Pages> {
    Router::new().route("/search/suggest", get(answer))
}

async fn answer(
    State(pages): State<Pages>,
    Query(asked): Query<HashMap<String, String>>,
) -> Response {
    let typed = asked.get("q").map(String::as_str).unwrap_or_default();
    match search::suggest(&pages.services.store, typed).await {
        Ok(headlines) => {
            let robots = HeaderName::from_static("x-robots-tag");
            let headers = [
                (header::CACHE_CONTROL, A_MINUTE),
                (robots, HeaderValue::from_static("noindex")),
            ];
            (headers, Json(headlines)).into_response()
        }
        Err(error) => {
            tracing::warn!(%error, "headlines could not be suggested: {error}");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
