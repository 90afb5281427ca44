//! `/login`, `/signup`, `/logout`

use super::{
    account::{next, page, refused, see_other},
    fields::Fields,
};
use crate::{
    domain::account_fields::Field,
    pages::account::{
        form::{Done, Sent},
        sign_in,
    },
    server::{pages::Pages, session},
    service::{
        accounts::{self, AccountError, Origin},
        rights::Reader,
        sessions::Key,
    },
};
use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};

/// Where whoever has signed in goes on to.
fn onward(next: &str) -> &str {
    if next.is_empty() { "/" } else { next }
}

fn asked(query: Option<String>) -> Sent {
    let fields = Fields::parse(&query.unwrap_or_default());
    Sent {
        next: next(&fields),
        done: Done::from_word(fields.get("done")),
        values: vec![(Field::Email, String::new())],
        ..Sent::default()
    }
}

/// `GET /login`
pub async fn show(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    RawQuery(query): RawQuery,
) -> Response {
    let sent = asked(query);
    if reader.is_some() {
        return see_other(onward(&sent.next));
    }
    page(&pages, StatusCode::OK, move |_, words| {
        sign_in::sheet(&sent, words)
    })
    .await
}

/// `GET /signup`
pub async fn show_new(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    RawQuery(query): RawQuery,
) -> Response {
    let sent = asked(query);
    if reader.is_some() {
        return see_other(onward(&sent.next));
    }
    page(&pages, StatusCode::OK, move |_, words| {
        sign_in::new_sheet(&sent, words)
    })
    .await
}

/// `POST /login`
pub async fn send(State(pages): State<Pages>, origin: Origin, fields: Fields) -> Response {
    let (email, password) = (fields.get("email"), fields.get("password"));
    match accounts::sign_in(&pages.services, email, password, &origin).await {
        Ok(key) => entered(&pages, &fields, &key),
        Err(error) => {
            refused(&pages, error, "masuk", &fields, |sent, words| {
                sign_in::sheet(&sent, words)
            })
            .await
        }
    }
}

/// `POST /signup`
pub async fn send_new(State(pages): State<Pages>, origin: Origin, fields: Fields) -> Response {
    let (name, email, password) = (
        fields.get("name"),
        fields.get("email"),
        fields.get("password"),
    );
    match accounts::sign_up(&pages.services, name, email, password, &origin).await {
        Ok(key) => entered(&pages, &fields, &key),
        Err(error) => {
            refused(&pages, error, "daftar", &fields, |sent, words| {
                sign_in::new_sheet(&sent, words)
            })
            .await
        }
    }
}

fn entered(pages: &Pages, fields: &Fields, key: &Key) -> Response {
    let mut response = see_other(onward(&next(fields)));
    session::give(&mut response, &pages.services.base_url, key);
    response
}

/// `POST /logout`
pub async fn leave(State(pages): State<Pages>, origin: Origin, fields: Fields) -> Response {
    if let Some(key) = &origin.key
        && let Err(AccountError::Service(error)) = accounts::sign_out(&pages.services, key).await
    {
        return session::fault(&pages, error).await;
    }
    let mut response = see_other(onward(&next(&fields)));
    session::take(&mut response, &pages.services.base_url);
    response
}
