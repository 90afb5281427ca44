//! `/breaking`: the line above every page, or `null`.

use super::problem::Problem;
use crate::{
    server::pages::Pages,
    service::{breaking, zone::Zone},
};
use axum::{
    Json,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

/// `GET /breaking`
pub async fn now(State(pages): State<Pages>) -> Result<Response, Problem> {
    let line = breaking::now(&pages.services).await?;
    let zone = Zone::utc();
    let line = line.map(|line| {
        json!({"text": line.text, "href": Some(line.href).filter(|href| !href.is_empty()), "until": zone.moment(line.until).datetime()})
    });
    let mut response = Json(line).into_response();
    let short = HeaderValue::from_static("public, max-age=15");
    response.headers_mut().insert(header::CACHE_CONTROL, short);
    Ok(response)
}
