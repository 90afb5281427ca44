//! `/me`: the account behind the token.

use super::{list, problem::Problem, who};
use crate::{domain::account::Viewer, server::pages::Pages};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Serialize;

#[derive(Serialize)]
struct Me<'a> {
    #[serde(flatten)]
    viewer: &'a Viewer,
    state: &'static str,
}

/// `GET /me`
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
