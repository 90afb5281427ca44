//! `/tokens`: the caller's own.

use super::{
    input::{Fields, id_in_path},
    list, once,
    openapi::bodies::NewToken,
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
use utoipa::ToSchema;

type Tokens = list::List<'static, Token>;

/// A token, without its secret.
#[derive(Serialize, ToSchema)]
struct Token {
    id: TokenId,
    name: String,
    /// Empty: all rights of the owner's role.
    #[schema(value_type = Vec<Scope>)]
    scopes: Vec<String>,
    #[schema(format = DateTime)]
    created_at: String,
    /// To the hour.
    #[schema(required, format = DateTime)]
    used_at: Option<String>,
}

/// A token just made.
#[derive(Serialize, ToSchema)]
#[schema(as = NewTokenMade)]
struct Made {
    id: TokenId,
    name: String,
    #[schema(value_type = Vec<Scope>)]
    scopes: Vec<String>,
    /// The secret.
    token: String,
}

/// The words of a token's scopes.
fn words(scopes: &str) -> Vec<String> {
    scopes.split_whitespace().map(str::to_owned).collect()
}

/// `GET /tokens`
#[utoipa::path(
    get, path = "/api/v1/tokens", operation_id = "listTokens", tag = "account",
    summary = "Own tokens, newest first",
    security(("token" = ["account"])),
    responses(
        (status = 200, description = "All of them", body = Tokens),
    ),
)]
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
#[utoipa::path(
    post, path = "/api/v1/tokens", operation_id = "createToken", tag = "account",
    summary = "Make a token",
    description = "One made with a token can do no more than that token.",
    security(("token" = ["account"])),
    request_body = NewToken,
    responses(
        (status = 201, description = "The token; this answer alone has the secret", body = Made),
    ),
)]
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
#[utoipa::path(
    delete, path = "/api/v1/tokens/{id}", operation_id = "revokeToken", tag = "account",
    summary = "Revoke a token",
    security(("token" = ["account"])),
    responses(
        (status = 204, description = "Revoked"),
    ),
)]
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
