//! `/preview/{token}`: a draft as its page will be, for whoever has the secret address.

use super::{
    pages::{self, Pages},
    private, session,
};
use crate::{domain::article::Found, pages::article, service::story_desk};
use axum::{
    extract::{Path, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};

/// Draws the page; no search engine lists it, and the story editor shows it in a frame.
pub(super) async fn page(State(pages): State<Pages>, Path(token): Path<String>) -> Response {
    let place = pages.place().await;
    let shown = story_desk::shown(&pages.services, &place.zone, &token).await;
    let article = match shown {
        Ok(Some(article)) => article,
        Ok(None) => return pages::failed(&pages, StatusCode::NOT_FOUND).await,
        Err(error) => return session::fault(&pages, error).await,
    };
    let draw = move |site: &std::sync::Arc<_>, words: &'static _| {
        article::sheet(Found::Here(article.clone()), None, site, words)
    };
    frameable(private::page(&pages, StatusCode::OK, draw).await)
}

/// The same answer for a frame of the newsroom, and for no search engine.
pub(super) fn frameable(mut response: Response) -> Response {
    let headers = response.headers_mut();
    let policy = headers.get(header::CONTENT_SECURITY_POLICY);
    let policy = policy.and_then(|policy| policy.to_str().ok());
    let policy = policy.unwrap_or_default();
    let policy = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'");
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex, nofollow"),
    );
    response
}
