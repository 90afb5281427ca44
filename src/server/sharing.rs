//! `/share/…`: the picture under which a story without a banner is shared.

use super::{answer, pages::Pages};
use crate::{
    domain::id::ArticleId,
    service::{error::ServiceError, pictures::Card, sharing},
};
use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

/// A year: what is drawn is in the name.
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// For an address from before a change.
const A_WHILE: HeaderValue = HeaderValue::from_static("public, max-age=300");

pub(super) fn routes() -> Router<Pages> {
    Router::new().route("/share/{name}", get(picture))
}

/// `GET /share/{name}`: the picture; one of a former look of the story leads to what it is now.
async fn picture(
    State(pages): State<Pages>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some((story, hash)) = sharing::parse(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let card = match card(&pages, story).await {
        Ok(Some(card)) => card,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return away(&error),
    };
    if card.hash() != hash {
        return moved(&sharing::address(story, &card));
    }
    let tag = format!("\"{name}\"");
    let known = answer::knows(&headers, &tag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        match pages.cards.of(&pages.services, story, card).await {
            Ok(file) => Response::new(Body::from(file)),
            Err(error) => return away(&error),
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, IMMUTABLE);
    if !known {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// The card of a story that everyone may read.
async fn card(pages: &Pages, story: ArticleId) -> Result<Option<Card>, ServiceError> {
    // Settings that cannot be read are not to be taken for those that a site has by default.
    let place = pages.try_place().await?;
    let look = place.look();
    let card = look.card_of(&pages.services.store, &place.zone, story);
    Ok(card.await?)
}

fn moved(to: &str) -> Response {
    let Ok(to) = HeaderValue::from_str(to) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [(header::LOCATION, to), (header::CACHE_CONTROL, A_WHILE)];
    (StatusCode::FOUND, headers).into_response()
}

fn away(error: &ServiceError) -> Response {
    tracing::error!(%error, "a story's picture cannot be drawn: {error}");
    let soon = [(header::RETRY_AFTER, HeaderValue::from_static("5"))];
    (StatusCode::SERVICE_UNAVAILABLE, soon).into_response()
}
