//! `POST /articles/{slug}/read`: a page tells that its story is being read.

use super::{pages::Pages, session};
use crate::service::{accounts::Origin, readership};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};

/// Counts it; the address has no page.
pub(super) async fn note(
    State(pages): State<Pages>,
    Path(slug): Path<String>,
    origin: Origin,
) -> Response {
    match readership::count(&pages.services, &slug, &origin.address).await {
        Ok(true) => StatusCode::NO_CONTENT.into_response(),
        Ok(false) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => session::fault(&pages, error).await,
    }
}
