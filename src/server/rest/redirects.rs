//! `/redirects`: a redirect has no id; `?from=` names it.

use super::{
    input,
    input::Fields,
    list,
    openapi::{
        answers::NotFound,
        bodies::{Paging, RedirectPatch},
    },
    problem::{Fault, Problem},
    who,
};
use crate::{
    domain::redirect::Wrong,
    server::pages::Pages,
    service::redirecting::{self, RedirectError},
    store::redirect::RedirectRow,
};
use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

type Redirects = list::List<'static, Redirect>;

/// A path that leads elsewhere.
#[derive(Serialize, ToSchema)]
struct Redirect {
    /// A path of this site.
    from: String,
    /// A path of this site, or an https address.
    to: String,
}

impl From<RedirectRow> for Redirect {
    fn from(row: RedirectRow) -> Self {
        Redirect {
            from: row.from_path,
            to: row.to_path,
        }
    }
}

impl From<RedirectError> for Problem {
    fn from(error: RedirectError) -> Self {
        let wrong = match error {
            RedirectError::NotFound => return Problem::not_found("there is no such redirect"),
            RedirectError::Service(error) => return error.into(),
            RedirectError::Wrong(wrong) => wrong,
        };
        let (pointer, detail) = match wrong {
            Wrong::From => ("/from", "a path of this site, without ? and #"),
            Wrong::Own => (
                "/from",
                "the site has pages there; change the page's address instead",
            ),
            Wrong::To => ("/to", "a path of this site or an https address"),
            Wrong::Circle => ("/to", "the address would lead back to itself"),
        };
        Problem::unacceptable(vec![Fault {
            pointer: pointer.to_owned(),
            detail: detail.to_owned(),
        }])
    }
}

/// `GET /redirects`: by address.
#[utoipa::path(
    get, path = "/api/v1/redirects", operation_id = "listRedirects", tag = "redirects",
    summary = "Redirects, by address",
    description = "Editors and administrators.",
    security(("token" = ["write"])),
    params(
        ("q" = Option<String>, Query, description = "Part of an address to look for"),
        Paging,
    ),
    responses(
        (status = 200, description = "A page of the list", body = Redirects),
    ),
)]
pub async fn all(
    State(pages): State<Pages>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let by = who::site_editor(&pages.services, &headers).await?;
    let query = input::query(&uri)?;
    let limit = list::limit(&query)?;
    let text = |name: &str| query.get(name).map_or("", String::as_str);
    let (words, after) = (text("q"), text("after"));
    let mut rows = redirecting::list(&pages.services, &by, words, after, limit + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|row| row.from_path.clone());
    let next = next.map(|path| crate::domain::desk_list::escaped(&path));
    let items: Vec<Redirect> = rows.into_iter().map(Redirect::from).collect();
    Ok(list::answer(
        &items,
        next.as_deref(),
        &format!("/api/v1/redirects?limit={limit}"),
    ))
}

/// `POST /redirects`
#[utoipa::path(
    post, path = "/api/v1/redirects", operation_id = "createRedirect", tag = "redirects",
    summary = "Add a redirect",
    description = "Editors and administrators.",
    security(("token" = ["write"])),
    request_body = Redirect,
    responses(
        (status = 201, description = "The redirect", body = Redirect),
    ),
)]
pub async fn create(
    State(pages): State<Pages>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let by = who::site_editor(&pages.services, &headers).await?;
    let mut fields = Fields::read(&headers, body).await?;
    let (from, to) = (fields.needed_text("from"), fields.needed_text("to"));
    fields.finish()?;
    let made = redirecting::add(&pages.services, &by, &from, &to).await?;
    Ok(list::json(StatusCode::CREATED, &Redirect::from(made)))
}

/// `PATCH /redirects?from=`: leads elsewhere from now on.
#[utoipa::path(
    patch, path = "/api/v1/redirects", operation_id = "updateRedirect", tag = "redirects",
    summary = "Let a redirect lead elsewhere",
    description = "Editors and administrators.",
    security(("token" = ["write"])),
    params(("from" = String, Query, description = "The path that is redirected")),
    request_body = RedirectPatch,
    responses(
        (status = 200, description = "The redirect as it is now", body = Redirect),
        NotFound,
    ),
)]
pub async fn update(
    State(pages): State<Pages>,
    headers: HeaderMap,
    uri: Uri,
    body: Body,
) -> Result<Response, Problem> {
    let by = who::site_editor(&pages.services, &headers).await?;
    let query = input::query(&uri)?;
    let from = query.get("from").map_or("", String::as_str);
    let mut fields = Fields::read(&headers, body).await?;
    let to = fields.needed_text("to");
    fields.finish()?;
    let changed = redirecting::change(&pages.services, &by, from, &to).await?;
    Ok(list::json(StatusCode::OK, &Redirect::from(changed)))
}

/// `DELETE /redirects?from=`
#[utoipa::path(
    delete, path = "/api/v1/redirects", operation_id = "deleteRedirect", tag = "redirects",
    summary = "Delete a redirect",
    description = "Editors and administrators.",
    security(("token" = ["write"])),
    params(("from" = String, Query, description = "The path that is redirected")),
    responses(
        (status = 204, description = "Deleted"),
        NotFound,
    ),
)]
pub async fn delete(
    State(pages): State<Pages>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let by = who::site_editor(&pages.services, &headers).await?;
    let query = input::query(&uri)?;
    let from = query.get("from").map_or("", String::as_str);
    redirecting::delete(&pages.services, &by, from).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
