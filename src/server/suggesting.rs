//! `/search/suggest?q=`: headlines to choose from while somebody types, as a list in JSON.

use super::{
    answer::{file, send},
    cache::Page,
    pages::Pages,
};
use crate::{domain::stamp::Stamp, service::search};
use axum::{
    Router,
    extract::{Query, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
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
    request: Request,
) -> Response {
    let typed = asked.get("q").map(String::as_str).unwrap_or_default();
    let typed = search::beginning(typed);
    let key = format!("/search/suggest?q={typed}");
    let now = pages.services.clock.now();
    let page = pages.cache.get(&key, now, || render(&pages, &typed)).await;
    send(&page, request.headers())
}

async fn render(pages: &Pages, typed: &str) -> Page {
    let since = pages.services.freshness.now();
    let begun = pages.services.clock.now();
    let asked = pages.bounded(search::suggest(&pages.services.store, typed));
    let (status, headlines) = match asked.await {
        Some(Ok(headlines)) => (StatusCode::OK, headlines),
        Some(Err(error)) => {
            tracing::warn!(%error, "headlines could not be suggested: {error}");
            (StatusCode::SERVICE_UNAVAILABLE, Vec::new())
        }
        None => (StatusCode::SERVICE_UNAVAILABLE, Vec::new()),
    };
    let text = serde_json::json!(headlines).to_string();
    let times = (begun, Stamp::from_micros(i64::MAX));
    let keys = vec!["search".to_owned()];
    let mut page = file(status, "application/json", text, keys, since, times);
    let robots = HeaderName::from_static("x-robots-tag");
    let noindex = HeaderValue::from_static("noindex");
    page.headers.insert(robots, noindex);
    if status == StatusCode::OK {
        page.headers.insert(header::CACHE_CONTROL, A_MINUTE);
    }
    page
}
