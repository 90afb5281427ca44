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

/// What is happening.
#[derive(Serialize, ToSchema)]
#[schema(as = Breaking)]
struct Line {
    text: String,
    /// Where it leads.
    #[schema(required)]
    href: Option<String>,
    /// When it goes.
    #[schema(format = DateTime)]
    until: String,
}

/// `GET /breaking`
#[utoipa::path(
    get, path = "/api/v1/breaking", operation_id = "getBreaking", tag = "site",
    summary = "The line above every page",
    description = "`null` while there is none. Caches may keep it for 15 seconds.",
    responses(
        (status = 200, description = "The line", body = Option<Line>),
    ),
)]
pub async fn now(State(pages): State<Pages>) -> Result<Response, Problem> {
    let line = breaking::now(&pages.services).await?;
    let zone = Zone::utc();
    let line = line.map(|line| Line {
        text: line.text,
        href: Some(line.href).filter(|href| !href.is_empty()),
        until: zone.moment(line.until).datetime(),
    });
    let mut response = Json(line).into_response();
    let short = HeaderValue::from_static("public, max-age=15");
    response.headers_mut().insert(header::CACHE_CONTROL, short);
    Ok(response)
}
