//! `/theme/…`: the style sheet of the site's own colour. It is worked out of its name alone, so an
//! address that a kept page names works for ever.

use crate::domain::accent::{Colour, ENOUGH};
use axum::{
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// Raised whenever another sheet is made of the same colour.
const EDITION: u32 = 1;

/// The address of the sheet.
pub fn address(accent: Colour) -> String {
    format!("/theme/{}-{EDITION}.css", accent.digits())
}

/// `GET /theme/{name}`
pub async fn sheet(Path(name): Path<String>) -> Response {
    let colour = name
        .split_once('-')
        .and_then(|(digits, _)| Colour::parse(&format!("#{digits}")));
    let named =
        |colour: &Colour| address(*colour) == format!("/theme/{name}") && colour.by_day() >= ENOUGH;
    let Some(colour) = colour.filter(named) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let css = HeaderValue::from_static("text/css; charset=utf-8");
    let keep = HeaderValue::from_static("public, max-age=31536000, immutable");
    (
        [(header::CONTENT_TYPE, css), (header::CACHE_CONTROL, keep)],
        colour.sheet(),
    )
        .into_response()
}
