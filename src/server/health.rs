//! Whether the process lives and whether it can serve.

use super::pages::Pages;
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};

/// `/healthz`: the process answers.
pub async fn alive() -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "no-store")], "ok\n")
}

/// `/readyz`: the database answers and has the schema this program needs.
pub async fn ready(State(pages): State<Pages>) -> impl IntoResponse {
    let (status, text) = match crate::service::reading::ready(&pages.services.store).await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::error!(%error, "not ready: {error}");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            )
        }
    };
    (status, [(header::CACHE_CONTROL, "no-store")], text)
}
