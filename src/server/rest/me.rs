//! `/me`: the account behind the token.

use super::{list, problem::Problem, who};
use crate::{domain::account::Viewer, server::pages::Pages};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Serialize;
use utoipa::ToSchema;

/// The account behind a token.
#[derive(Serialize, ToSchema)]
struct Me<'a> {
    #[serde(flatten)]
    #[schema(value_type = Viewer)]
    viewer: &'a Viewer,
    /// Always `active`: no other account lets anybody in.
    state: &'static str,
}

/// `GET /me`
#[utoipa::path(
    get, path = "/api/v1/me", operation_id = "getMe", tag = "account",
    summary = "The account behind the token",
    security(("token" = [])),
    responses(
        (status = 200, description = "The account", body = Me),
    ),
)]
pub async fn me(State(pages): State<Pages>, headers: HeaderMap) -> Result<Response, Problem> {
    let reader = who::anybody(&pages.services, &headers).await?;
    let reader =
        reader.ok_or_else(|| Problem::who_are_you("send Authorization: Bearer and a token"))?;
    let me = Me {
        viewer: reader.viewer(),
        state: "active",
    };
    Ok(list::json(StatusCode::OK, &me))
}
