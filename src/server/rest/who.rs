//! Who calls the API: the owner of the token sent along, or nobody. Cookies count for nothing.

use super::problem::Problem;
use crate::{
    context::Services,
    service::{
        rights::{Administrator, Moderator, Reader, Scope, SiteEditor, Writer},
        tokens,
    },
};
use axum::http::{HeaderMap, header};

/// The token of a request, if it has one.
pub(in crate::server) fn token(headers: &HeaderMap) -> Option<&str> {
    let text = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = text.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Who sends the request, if it says so; a token that does not work is refused.
pub async fn anybody(services: &Services, headers: &HeaderMap) -> Result<Option<Reader>, Problem> {
    if !headers.contains_key(header::AUTHORIZATION) {
        return Ok(None);
    }
    let token = token(headers).ok_or_else(Problem::bad_token)?;
    let found = tokens::verify(services, token).await?;
    found.map(Some).ok_or_else(Problem::bad_token)
}

/// Somebody whose token is good for this.
pub async fn reader(
    services: &Services,
    headers: &HeaderMap,
    scope: Scope,
) -> Result<Reader, Problem> {
    let reader = anybody(services, headers)
        .await?
        .ok_or_else(|| Problem::who_are_you("send Authorization: Bearer and a token"))?;
    allowed(reader, scope)
}

/// Refuses a token that was not made for this.
pub fn allowed(reader: Reader, scope: Scope) -> Result<Reader, Problem> {
    if reader.allows(scope) {
        Ok(reader)
    } else {
        let detail = format!("this token was not made for {:?}", scope.as_str());
        Err(Problem::forbidden(detail))
    }
}

/// Somebody who writes stories, with a token that is good for writing.
pub async fn writer(services: &Services, headers: &HeaderMap) -> Result<Writer, Problem> {
    let reader = reader(services, headers, Scope::Write).await?;
    reader.as_writer().ok_or_else(|| {
        Problem::forbidden("only contributors, authors, editors and administrators may do this")
    })
}

/// A moderator, with a token that is good for moderating.
pub async fn moderator(services: &Services, headers: &HeaderMap) -> Result<Moderator, Problem> {
    let reader = reader(services, headers, Scope::Moderate).await?;
    reader.as_moderator().ok_or_else(|| {
        Problem::forbidden("only moderators, editors and administrators may do this")
    })
}

/// Somebody who arranges the site, with a token that is good for writing.
pub async fn site_editor(services: &Services, headers: &HeaderMap) -> Result<SiteEditor, Problem> {
    let reader = reader(services, headers, Scope::Write).await?;
    let editor = reader.as_site_editor();
    editor.ok_or_else(|| Problem::forbidden("only editors and administrators may do this"))
}

/// An administrator, with a token that is good for administering.
pub async fn administrator(
    services: &Services,
    headers: &HeaderMap,
) -> Result<Administrator, Problem> {
    let reader = reader(services, headers, Scope::Admin).await?;
    let administrator = reader.as_administrator();
    administrator.ok_or_else(|| Problem::forbidden("only administrators may do this"))
}
