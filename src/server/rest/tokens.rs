//! `/tokens`: the caller's own.

use super::{
    input::{Fields, id_in_path},
    list, once,
    problem::Problem,
    who,
};
use crate::{
    domain::{id::TokenId, stamp::Stamp},
    server::pages::Pages,
    service::{rights::Scope, tokens},
    store::api_token::TokenRow,
};
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde::Serialize;

#[derive(Serialize)]
struct Token {
    id: TokenId,
    name: String,
    /// Empty: all rights of the owner's role.
    scopes: Vec<String>,
    created_at: String,
    used_at: Option<String>,
}

#[derive(Serialize)]
struct Made {
    id: TokenId,
    name: String,
    scopes: Vec<String>,
    token: String,
}

/// The words of a token's scopes.
fn words(scopes: &str) -> Vec<String> {
    scopes.split_whitespace().map(str::to_owned).collect()
}

/// `GET /tokens`
pub async fn list(State(pages): State<Pages>, headers: HeaderMap) -> Result<Response, Problem> {
    let reader = who::reader(&pages.services, &headers, Scope::Account).await?;
    let zone = pages.place().await.zone;
    let time = |at: i64| zone.moment(Stamp::from_micros(at)).datetime();
    let token = |row: TokenRow| Token {
        id: TokenId(row.id),
        name: row.name,
        scopes: words(&row.scopes),
        created_at: time(row.created_at),
        used_at: row.used_at.map(time),
    };
    let rows = tokens::list(&pages.services, &reader).await?;
    let items: Vec<Token> = rows.into_iter().map(token).collect();
    Ok(list::answer(&items, None, "/api/v1/tokens"))
}

/// `POST /tokens`: the only answer that holds the secret.
pub async fn create(
    State(pages): State<Pages>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let reader = who::reader(&pages.services, &headers, Scope::Account).await?;
    let mut fields = Fields::read(&headers, body).await?;
    let name = fields.needed_text("name");
    let key = once::key(&headers)?;
    let mut scopes = Vec::new();
    for (n, word) in fields.texts("scopes").iter().enumerate() {
        match Scope::from_word(word) {
            Some(scope) => scopes.push(scope),
            None => fields.wrong("scopes", format!("{word:?}, number {n}, is no scope")),
        }
    }
    fields.finish()?;
    let made = tokens::create(&pages.services, &reader, &name, &scopes, key.as_deref());
    let made = made.await?;
    let made = Made {
        id: made.id,
        name: made.name,
        scopes: words(&made.scopes),
        token: made.secret,
    };
    Ok(list::json(StatusCode::CREATED, &made))
}

/// `DELETE /tokens/{id}`
pub async fn revoke(
    State(pages): State<Pages>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reader = who::reader(&pages.services, &headers, Scope::Account).await?;
    let id = TokenId(id_in_path(&id)?);
    if tokens::revoke(&pages.services, &reader, id).await? {
        Ok(StatusCode::NO_CONTENT.into_response())
    } else {
        Err(Problem::not_found("there is no such token of yours"))
    }
}
