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
use serde::Serialize;
use utoipa::ToSchema;

/// Seconds for which caches may keep an answer.
const KEPT: i64 = 15;

/// What is happening.
#[derive(Serialize, ToSchema)]
#[schema(as = Breaking)]
struct Line {
    /// Another one for every line, of the same text too.
    id: String,
    text: String,
    /// Where it leads.
    #[schema(required)]
    href: Option<String>,
    /// When it goes.
    #[schema(format = DateTime)]
    until: String,
    /// Seconds until then, counted from this answer.
    left: i64,
}

/// `GET /breaking`
#[utoipa::path(
    get, path = "/api/v1/breaking", operation_id = "getBreaking", tag = "site",
    summary = "The line above every page",
    description = "`null` while there is none. Caches may keep it for 15 seconds at most.",
    responses(
        (status = 200, description = "The line", body = Option<Line>),
    ),
)]
pub async fn now(State(pages): State<Pages>) -> Result<Response, Problem> {
    let line = breaking::now(&pages.services).await?;
    let zone = Zone::utc();
    let left = line.as_ref().map(|line| {
        let left = line.until.micros() - pages.services.clock.now().micros();
        (left / 1_000_000 + 1).max(1)
    });
    let line = line.map(|line| Line {
        id: line.since.micros().to_string(),
        left: left.unwrap_or_default(),
        text: line.text,
        href: Some(line.href).filter(|href| !href.is_empty()),
        until: zone.moment(line.until).datetime(),
    });
    let mut response = Json(line).into_response();
    // No cache shows it once its time is over.
    let short = format!("public, max-age={}", left.unwrap_or(KEPT).min(KEPT));
    if let Ok(short) = HeaderValue::from_str(&short) {
        response.headers_mut().insert(header::CACHE_CONTROL, short);
    }
    Ok(response)
}
