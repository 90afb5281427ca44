//! `/password/reset` and `/account/verify`: what links in mail lead to. Opening one changes
//! nothing, for mail programs open links by themselves; pressing the button does.

use super::{
    account::{page, refused, see_other},
    fields::Fields,
};
use crate::{
    pages::account::{form::Sent, recovery},
    server::{pages::Pages, session},
    service::accounts::{self, AccountError, Origin},
};
use axum::{
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::Response,
};

/// `GET /password/reset`
pub async fn show_ask(State(pages): State<Pages>) -> Response {
    page(&pages, StatusCode::OK, |_, words| {
        recovery::ask_sheet(&Sent::default(), words)
    })
    .await
}

/// `POST /password/reset`
pub async fn ask(State(pages): State<Pages>, origin: Origin, fields: Fields) -> Response {
    match accounts::forgotten(&pages.services, fields.get("email"), &origin).await {
        // Nothing is repeated by loading this page again that the first time did not do.
        Ok(()) => {
            page(&pages, StatusCode::OK, |_, words| {
                recovery::sent_sheet(words)
            })
            .await
        }
        Err(error) => {
            refused(&pages, error, "minta", &fields, |sent, words| {
                recovery::ask_sheet(&sent, words)
            })
            .await
        }
    }
}

/// `GET /password/reset/{link}`
pub async fn show_set(State(pages): State<Pages>, Path(link): Path<String>) -> Response {
    match accounts::reset_works(&pages.services, &link).await {
        Ok(true) => {
            page(&pages, StatusCode::OK, move |_, words| {
                recovery::set_sheet(&link, &Sent::default(), words)
            })
            .await
        }
        Ok(false) => {
            page(&pages, StatusCode::NOT_FOUND, |_, words| {
                recovery::bad_link_sheet(words)
            })
            .await
        }
        Err(error) => session::fault(&pages, error).await,
    }
}

/// `POST /password/reset/{link}`
pub async fn set(
    State(pages): State<Pages>,
    Path(link): Path<String>,
    origin: Origin,
    fields: Fields,
) -> Response {
    match accounts::reset(&pages.services, &link, fields.get("password"), &origin).await {
        Ok(key) => {
            let mut response = see_other("/account?done=password");
            session::give(&mut response, &pages.services.base_url, &key);
            response
        }
        Err(AccountError::BadLink) => {
            page(&pages, StatusCode::UNPROCESSABLE_ENTITY, |_, words| {
                recovery::bad_link_sheet(words)
            })
            .await
        }
        Err(error) => {
            refused(&pages, error, "sandi", &fields, move |sent, words| {
                recovery::set_sheet(&link, &sent, words)
            })
            .await
        }
    }
}

/// `GET /account/verify?token=`
pub async fn show_verify(State(pages): State<Pages>, RawQuery(query): RawQuery) -> Response {
    let fields = Fields::parse(&query.unwrap_or_default());
    let token = fields.get("token").to_owned();
    page(&pages, StatusCode::OK, move |_, words| {
        recovery::verify_sheet(&token, words)
    })
    .await
}

/// `POST /account/verify`
pub async fn verify(State(pages): State<Pages>, fields: Fields) -> Response {
    match accounts::confirm_email(&pages.services, fields.get("token")).await {
        Ok(()) => see_other("/account?done=verified"),
        Err(AccountError::Service(error)) => session::fault(&pages, error).await,
        Err(_) => {
            page(&pages, StatusCode::UNPROCESSABLE_ENTITY, |_, words| {
                recovery::bad_link_sheet(words)
            })
            .await
        }
    }
}
