//! `/users/{id}/ban`.

use super::{
    input::{Fields, id_in_path},
    problem::Problem,
    who,
};
use crate::{
    domain::id::AccountId,
    server::pages::Pages,
    service::{moderating, zone::parse_rfc3339},
};
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};

/// `POST /users/{id}/ban`
pub async fn ban(
    State(pages): State<Pages>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Problem> {
    let services = &pages.services;
    let moderator = who::moderator(services, &headers).await?;
    let id = AccountId(id_in_path(&id)?);
    let mut fields = Fields::read(&headers, body).await?;
    let reason = fields.needed_text("reason");
    let text = fields.text("until");
    let until = text.as_deref().and_then(parse_rfc3339);
    if text.is_some() && until.is_none_or(|until| until <= services.clock.now()) {
        fields.wrong("until", "until is a time to come, as RFC 3339 writes it");
    }
    fields.finish()?;
    moderating::ban(services, &moderator, id, until, &reason).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE /users/{id}/ban`
pub async fn unban(
    State(pages): State<Pages>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let moderator = who::moderator(&pages.services, &headers).await?;
    let id = AccountId(id_in_path(&id)?);
    moderating::unban(&pages.services, &moderator, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
