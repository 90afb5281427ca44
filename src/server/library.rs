//! `POST /editor/media`: pictures from the newsroom's own pages, by the session of whoever is
//! signed in.

use super::{
    forms::account::{see_other, sign_in_first},
    newsroom,
    pages::Pages,
    rest::media::{media, upload, upload::Trouble},
};
use crate::{
    domain::site::Language,
    service::{
        illustrating::{self, MediaError},
        pictures::{MAX_FILE, MAX_LOGO_FILE, MAX_LOGO_SIDE, MAX_PIXELS, MAX_SIDE, Refusal},
        rights::Reader,
    },
    text,
};
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::json;

/// The address, for its page and for what is sent to it.
pub(super) fn routes() -> Router<Pages> {
    let limit = usize::try_from(upload::LARGEST).unwrap_or(usize::MAX);
    Router::new()
        .route("/editor/media", get(newsroom::page).post(take))
        .layer(DefaultBodyLimit::max(limit))
}

/// Script asks for JSON; a form goes back to the library.
async fn take(State(pages): State<Pages>, reader: Option<Reader>, request: Request) -> Response {
    let accept = request.headers().get(header::ACCEPT);
    let script = accept
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json"));
    let place = pages.place().await;
    let language = reader.as_ref().and_then(|reader| reader.desk().language);
    let language = language.unwrap_or(place.site.language);
    let Some(reader) = reader else {
        return match script {
            true => refused(StatusCode::UNAUTHORIZED, text::library(language).signed_out),
            false => sign_in_first("/editor/media"),
        };
    };
    let Some(illustrator) = reader.as_illustrator() else {
        return match script {
            true => refused(StatusCode::FORBIDDEN, text::library(language).forbidden),
            false => newsroom::closed(&pages).await,
        };
    };
    let stored = match upload::read(request).await {
        Ok((intake, said)) => illustrating::upload(&pages.services, &illustrator, intake, said)
            .await
            .map_err(Trouble::from),
        Err(trouble) => Err(trouble),
    };
    match stored {
        Ok(_) if !script => see_other("/editor/media"),
        Ok(row) => {
            let offered = json!({"creator": row.creator, "copyright": row.copyright});
            let (key, placeholder) = (row.picture.key.clone(), row.placeholder.clone());
            let shape = media(row.id, row.picture, &pages.services.base_url);
            let mut told = serde_json::to_value(shape).unwrap_or_default();
            told["key"] = key.into();
            told["placeholder"] = placeholder.into();
            told["offered"] = offered;
            (StatusCode::CREATED, Json(told)).into_response()
        }
        Err(trouble) => {
            let (status, line) = said(trouble, language);
            refused(status, &line)
        }
    }
}

fn refused(status: StatusCode, message: &str) -> Response {
    let told = json!({"status": status.as_u16(), "message": message});
    (status, Json(told)).into_response()
}

pub(super) fn said(trouble: Trouble, language: Language) -> (StatusCode, String) {
    let words = text::library(language);
    match trouble {
        Trouble::Media(MediaError::Refused(refusal)) => {
            let status = match refusal {
                Refusal::TooLarge | Refusal::LogoTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
                Refusal::Kind { .. } | Refusal::Unknown | Refusal::WrongName { .. } => {
                    StatusCode::UNSUPPORTED_MEDIA_TYPE
                }
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            (status, refusal_said(&refusal, language))
        }
        Trouble::Media(MediaError::TooLong { longest, .. }) => {
            let line = format!("{} {longest}.", words.too_long);
            (StatusCode::UNPROCESSABLE_ENTITY, line)
        }
        Trouble::Media(error) => {
            tracing::error!(%error, "a picture was not stored: {error}");
            (StatusCode::SERVICE_UNAVAILABLE, words.fault.to_owned())
        }
        Trouble::Form(_) => (StatusCode::UNPROCESSABLE_ENTITY, words.no_file.to_owned()),
    }
}

/// Why a file is not taken, for whoever sent it.
fn refusal_said(refusal: &Refusal, language: Language) -> String {
    let words = text::library(language);
    match refusal {
        Refusal::Empty => words.empty.to_owned(),
        Refusal::TooLarge => format!("{} {} MB.", words.too_large, MAX_FILE >> 20),
        Refusal::Kind { kind, .. } => format!("{kind} {}", words.kind),
        Refusal::Unknown => words.unknown.to_owned(),
        Refusal::WrongName { said, is } => {
            format!(
                "{} .{said}, {} {is}.",
                words.wrong_name, words.wrong_name_is
            )
        }
        Refusal::CutShort => words.cut_short.to_owned(),
        Refusal::Damaged => words.damaged.to_owned(),
        Refusal::TooManyPixels { width, height } => format!(
            "{width} × {height}: {} {MAX_SIDE} px, {} MP.",
            words.too_many_pixels,
            MAX_PIXELS / 1_000_000
        ),
        Refusal::LogoTooLarge => format!("{} {} MB.", words.too_large, MAX_LOGO_FILE >> 20),
        Refusal::LogoTooManyPixels { width, height } => format!(
            "{width} × {height}: {} {MAX_LOGO_SIDE} px.",
            words.too_many_pixels
        ),
        Refusal::TooDeep => words.too_deep.to_owned(),
        Refusal::Moving => words.moving.to_owned(),
    }
}
