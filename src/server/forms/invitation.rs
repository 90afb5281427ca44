//! `/invitation/{link}`. Opening it changes nothing, for mail programs open links by themselves;
//! pressing the button does.

use super::{
    account::{page, refused, see_other},
    fields::Fields,
};
use crate::{
    pages::account::{form::Sent, invitation},
    server::{pages::Pages, session},
    service::{
        accounts::{AccountError, Origin},
        administering::{self, Invited},
        error::ServiceError,
    },
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

async fn invited(pages: &Pages, link: &str) -> Result<Option<Invited>, ServiceError> {
    administering::invitation(&pages.services, link).await
}

/// What somebody sees whose link does not work.
async fn bad_link(pages: &Pages, status: StatusCode) -> Response {
    page(pages, status, |_, words| invitation::bad_link(words)).await
}

/// `GET /invitation/{link}`
pub async fn show(State(pages): State<Pages>, Path(link): Path<String>) -> Response {
    match invited(&pages, &link).await {
        Ok(Some(Invited { name, email })) => {
            page(&pages, StatusCode::OK, move |_, words| {
                invitation::welcome(&link, &name, &email, &Sent::default(), words)
            })
            .await
        }
        Ok(None) => bad_link(&pages, StatusCode::NOT_FOUND).await,
        Err(error) => session::fault(&pages, error).await,
    }
}

/// `POST /invitation/{link}`
pub async fn accept(
    State(pages): State<Pages>,
    Path(link): Path<String>,
    origin: Origin,
    fields: Fields,
) -> Response {
    let (name, password) = (fields.get("name"), fields.get("password"));
    let done = administering::accept(&pages.services, &link, name, password, &origin).await;
    let error = match done {
        Ok((key, staff)) => {
            let mut response = see_other(if staff { "/editor" } else { "/account" });
            session::give(&mut response, &pages.services.base_url, &key);
            return response;
        }
        Err(AccountError::BadLink) => {
            return bad_link(&pages, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        Err(error) => error,
    };
    match invited(&pages, &link).await {
        Ok(Some(Invited { name, email })) => {
            refused(&pages, error, "undangan", &fields, move |sent, words| {
                invitation::welcome(&link, &name, &email, &sent, words)
            })
            .await
        }
        Ok(None) => bad_link(&pages, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(error) => session::fault(&pages, error).await,
    }
}
