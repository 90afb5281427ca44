//! The addresses of accounts, and what their handlers share.

use super::{comment, fields::Fields, invitation, notices, recovery, settings, sign_in};
use crate::{
    components::sheet::Sheet,
    domain::{
        account_fields::{self, Field},
        site::Site,
    },
    pages::account::{
        desk,
        form::{Sent, Trouble},
    },
    server::{
        pages::{self, Pages},
        private, session,
    },
    service::accounts::AccountError,
    text::Words,
};
use axum::{
    Router,
    http::{HeaderValue, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::get,
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::sync::Arc;

/// Forms about accounts.
pub(in crate::server) fn routes() -> Router<Pages> {
    // What only takes a form leads whoever opens its address to the page the form is on.
    let back = || get(async || see_other("/account"));
    Router::new()
        .route("/login", get(sign_in::show).post(sign_in::send))
        .route("/signup", get(sign_in::show_new).post(sign_in::send_new))
        .route("/logout", back().post(sign_in::leave))
        .route("/account", get(settings::show))
        .route("/account/name", back().post(settings::name))
        .route("/account/email", back().post(settings::email))
        .route("/account/password", back().post(settings::password))
        .route(desk::PATH, back().post(settings::desk))
        .route("/account/sessions", back().post(settings::end_sessions))
        .route("/account/tokens", back().post(settings::make_token))
        .route("/account/tokens/{id}", back().post(settings::revoke_token))
        .route("/account/data", get(settings::data))
        .route("/account/delete", back().post(settings::delete))
        .route(
            "/account/verify",
            get(recovery::show_verify).post(recovery::verify),
        )
        .route("/account/notices", get(notices::show).post(notices::send))
        .route(
            "/unsubscribe/{secret}",
            get(notices::ask).post(notices::unsubscribe),
        )
        .route(
            "/articles/{slug}/comment",
            get(comment::show).post(comment::send),
        )
        .route("/account/verify/again", back().post(settings::verify_again))
        .route(
            "/password/reset",
            get(recovery::show_ask).post(recovery::ask),
        )
        .route(
            "/password/reset/{link}",
            get(recovery::show_set).post(recovery::set),
        )
        .route(
            "/invitation/{link}",
            get(invitation::show).post(invitation::accept),
        )
        .layer(middleware::map_response(keep_nowhere))
}

async fn keep_nowhere(mut response: Response) -> Response {
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    // Addresses of these pages may hold a secret.
    let no_referrer = HeaderValue::from_static("same-origin");
    response
        .headers_mut()
        .insert(header::REFERRER_POLICY, no_referrer);
    response
}

/// On to another page.
pub(in crate::server) fn see_other(path: &str) -> Response {
    match HeaderValue::from_str(path) {
        Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// Where to go on to, when that is a place on this site.
pub(super) fn next(fields: &Fields) -> String {
    account_fields::next(fields.get("next"))
        .unwrap_or_default()
        .to_owned()
}

/// The page to sign in, and back here afterwards.
pub(in crate::server) fn sign_in_first(path: &str) -> Response {
    see_other(&format!(
        "/login?next={}",
        utf8_percent_encode(path, NON_ALPHANUMERIC)
    ))
}

/// A page.
pub(super) async fn page(
    pages: &Pages,
    status: StatusCode,
    draw: impl Fn(&Arc<Site>, &'static Words) -> Sheet + Send + Sync + 'static,
) -> Response {
    private::page(pages, status, draw).await
}

/// The page again after a refusal, with what was typed and what is wrong; a fault of ours has a
/// page of its own.
pub(super) async fn refused(
    pages: &Pages,
    error: AccountError,
    form: &'static str,
    fields: &Fields,
    draw: impl Fn(Sent, &'static Words) -> Sheet + Send + Sync + 'static,
) -> Response {
    // Passwords are never sent back.
    let typed = [Field::Name, Field::Email, Field::TokenName];
    let mut sent = Sent {
        form,
        values: typed
            .map(|field| (field, fields.get(field.as_str()).to_owned()))
            .into(),
        next: next(fields),
        ..Sent::default()
    };
    let mut wait = None;
    let status = match error {
        AccountError::Fields(complaints) => {
            sent.complaints = complaints;
            StatusCode::UNPROCESSABLE_ENTITY
        }
        AccountError::Credentials => {
            sent.trouble = Some(Trouble::Credentials);
            StatusCode::UNPROCESSABLE_ENTITY
        }
        AccountError::TooOften(time) => {
            let seconds = time.as_secs() + 1;
            wait = HeaderValue::from_str(&seconds.to_string()).ok();
            sent.trouble = Some(Trouble::TooOften(seconds.div_ceil(60)));
            StatusCode::TOO_MANY_REQUESTS
        }
        AccountError::BadLink => {
            sent.trouble = Some(Trouble::BadLink);
            StatusCode::UNPROCESSABLE_ENTITY
        }
        AccountError::LastAdministrator => {
            sent.trouble = Some(Trouble::LastAdministrator);
            StatusCode::UNPROCESSABLE_ENTITY
        }
        AccountError::NotAllowed | AccountError::Yourself => {
            return pages::failed(pages, StatusCode::FORBIDDEN).await;
        }
        AccountError::NotFound | AccountError::NotAccepted => return sign_in_first("/account"),
        AccountError::Service(error) => return session::fault(pages, error).await,
    };
    let mut response = page(pages, status, move |_, words| draw(sent.clone(), words)).await;
    if let Some(wait) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, wait);
    }
    response
}
