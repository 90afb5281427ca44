//! `/redirects`: a redirect has no id; `?from=` names it.

use super::{
    input,
    input::Fields,
    list,
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

#[derive(Serialize)]
struct Redirect {
    from: String,
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
