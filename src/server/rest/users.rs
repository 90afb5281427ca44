//! `/users`, and `/users/{id}/ban`.

use super::{
    input::{Fields, id, id_in_path, query},
    list,
    openapi::bodies::{Ban, NewUser, Paging, UserPatch},
    problem::Problem,
    who,
};
use crate::{
    domain::{
        account::{Role, Standing},
        id::AccountId,
    },
    server::pages::Pages,
    service::{
        Services,
        administering::{self, By, Patch},
        moderating,
        zone::parse_rfc3339,
    },
    store::account::AccountRow,
};
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

type Users = list::List<'static, User>;

/// An account.
#[derive(Serialize, ToSchema)]
struct User {
    id: AccountId,
    name: String,
    /// `null` for whoever only signs stories.
    #[schema(required)]
    email: Option<String>,
    #[schema(value_type = Role)]
    role: &'static str,
    #[schema(value_type = Standing)]
    state: &'static str,
}

impl From<AccountRow> for User {
    fn from(row: AccountRow) -> Self {
        User {
            id: AccountId(row.id),
            role: row.role().as_str(),
            state: row.standing().as_str(),
            name: row.name,
            email: row.email,
        }
    }
}

/// The word of a role, if the field is there.
fn role(fields: &mut Fields) -> Option<Role> {
    let word = fields.text("role")?;
    let role = Role::from_word(&word);
    if role.is_none() {
        let words: Vec<_> = Role::ALL.iter().map(|role| role.as_str()).collect();
        fields.wrong("role", format!("the roles are {}", words.join(", ")));
    }
    role
}

async fn answer(
    services: &Services,
    by: By<'_>,
    status: StatusCode,
    id: AccountId,
) -> Result<Response, Problem> {
    let row = administering::by_id(services, by, id).await?;
    Ok(list::json(status, &User::from(row)))
}

/// `GET /users`: by id.
#[utoipa::path(
    get, path = "/api/v1/users", operation_id = "listUsers", tag = "users",
    summary = "Accounts, by id",
    description = "Administrators.",
    security(("token" = ["admin"])),
    params(Paging),
    responses(
        (status = 200, description = "A page of the list", body = Users),
    ),
)]
pub async fn all(
    State(pages): State<Pages>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let services = &pages.services;
    let administrator = who::administrator(services, &headers).await?;
    let query = query(&uri)?;
    let limit = list::limit(&query)?;
    let after = match query.get("after") {
        None => None,
        Some(text) => match id(text) {
            Some(id) => Some(AccountId(id)),
            None => return Err(Problem::unreadable("after is no cursor of this list")),
        },
    };
    let by = By::Administrator(&administrator);
    let mut rows = administering::list(services, by, after, limit + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|row| row.id.to_string());
    let items: Vec<User> = rows.into_iter().map(User::from).collect();
    let path = format!("/api/v1/users?limit={limit}");
    Ok(list::answer(&items, next.as_deref(), &path))
}

/// `GET /users/{id}`
#[utoipa::path(
    get, path = "/api/v1/users/{id}", operation_id = "getUser", tag = "users",
    summary = "One account",
    description = "Administrators.",
    security(("token" = ["admin"])),
    responses(
        (status = 200, description = "The account", body = User),
    ),
)]
pub async fn one(
    State(pages): State<Pages>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let administrator = who::administrator(&pages.services, &headers).await?;
    let (by, id) = (
        By::Administrator(&administrator),
        AccountId(id_in_path(&id)?),
    );
    answer(&pages.services, by, StatusCode::OK, id).await
}

/// `POST /users`: without a password, somebody is invited by mail.
#[utoipa::path(
    post, path = "/api/v1/users", operation_id = "createUser", tag = "users",
    summary = "Make an account, or invite somebody",
    description = "Administrators.",
    security(("token" = ["admin"])),
    request_body = NewUser,
    responses(
        (status = 201, description = "The account", body = User),
    ),
)]
pub async fn create(
    State(pages): State<Pages>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let services = &pages.services;
    let administrator = who::administrator(services, &headers).await?;
    let by = By::Administrator(&administrator);
    let mut fields = Fields::read(&headers, body).await?;
    let (name, email) = (fields.needed_text("name"), fields.needed_text("email"));
    let (role, password) = (role(&mut fields), fields.text("password"));
    fields.needed("role", role.is_none());
    fields.finish()?;
    // Refused before, where it was missing.
    let role = role.unwrap_or(Role::Reader);
    let id = match password {
        Some(password) => {
            administering::create(services, by, &name, &email, role, &password).await?
        }
        None => {
            administering::invite(services, by, &name, &email, role)
                .await?
                .0
        }
    };
    answer(services, by, StatusCode::CREATED, id).await
}

/// `PATCH /users/{id}`
#[utoipa::path(
    patch, path = "/api/v1/users/{id}", operation_id = "updateUser", tag = "users",
    summary = "Change an account",
    description = "Administrators.",
    security(("token" = ["admin"])),
    request_body = UserPatch,
    responses(
        (status = 200, description = "The account as it is now", body = User),
    ),
)]
pub async fn update(
    State(pages): State<Pages>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let services = &pages.services;
    let administrator = who::administrator(services, &headers).await?;
    let by = By::Administrator(&administrator);
    let id = AccountId(id_in_path(&id)?);
    let mut fields = Fields::read(&headers, body).await?;
    let patch = Patch {
        name: fields.text("name"),
        role: role(&mut fields),
        standing: standing(&mut fields),
    };
    fields.finish()?;
    administering::change(services, by, id, patch).await?;
    answer(services, by, StatusCode::OK, id).await
}

/// The state that is chosen, if the field is there.
fn standing(fields: &mut Fields) -> Option<Standing> {
    let word = fields.text("state")?;
    let chosen = Standing::from_word(&word)
        .filter(|standing| matches!(standing, Standing::Active | Standing::Disabled));
    if chosen.is_none() {
        fields.wrong("state", "state is active or disabled");
    }
    chosen
}

/// `DELETE /users/{id}`: as its owner would delete it who lets the comments stay.
#[utoipa::path(
    delete, path = "/api/v1/users/{id}", operation_id = "deleteUser", tag = "users",
    summary = "Delete an account",
    description = "Its comments stay without a name. Administrators.",
    security(("token" = ["admin"])),
    responses(
        (status = 204, description = "Deleted"),
    ),
)]
pub async fn delete(
    State(pages): State<Pages>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let administrator = who::administrator(&pages.services, &headers).await?;
    let id = AccountId(id_in_path(&id)?);
    administering::remove(&pages.services, By::Administrator(&administrator), id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /users/{id}/ban`
#[utoipa::path(
    post, path = "/api/v1/users/{id}/ban", operation_id = "banUser", tag = "moderation",
    summary = "Ban an account from commenting",
    description = "Moderators, editors and administrators.",
    security(("token" = ["moderate"])),
    request_body = Ban,
    responses(
        (status = 204, description = "Banned"),
    ),
)]
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
#[utoipa::path(
    delete, path = "/api/v1/users/{id}/ban", operation_id = "unbanUser", tag = "moderation",
    summary = "End a ban",
    description = "Moderators, editors and administrators.",
    security(("token" = ["moderate"])),
    responses(
        (status = 204, description = "Ended"),
    ),
)]
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
