//! Pages that say what went wrong and one way on.

use super::words;
use crate::{error::AppError, text::Words};
use leptos::prelude::*;

/// What is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// HTTP status, shown small.
    pub status: u16,
    pub title: String,
    pub text: String,
}

/// The words for an HTTP status.
pub fn told_by_status(status: u16, words: &Words) -> Told {
    let (title, text) = match status {
        400 => (words.bad_title, words.bad_text),
        403 => (words.forbidden_plain_title, words.forbidden_plain_text),
        404 => (words.not_found_title, words.not_found_text),
        405 => (words.method_title, words.method_text),
        410 => (words.gone_title, words.gone_text),
        414 => (words.too_long_title, words.too_long_text),
        503 => (words.unavailable_title, words.unavailable_text),
        _ => (words.error_title, words.error_text),
    };
    Told {
        status,
        title: title.to_owned(),
        text: text.to_owned(),
    }
}

/// The words for an error of our own.
pub fn told_by_error(error: &AppError, words: &Words) -> Told {
    match error {
        AppError::NotFound => told_by_status(404, words),
        AppError::BadAddress => told_by_status(400, words),
        AppError::Forbidden => told_by_status(403, words),
        AppError::Unavailable => told_by_status(503, words),
        AppError::Internal => told_by_status(500, words),
        AppError::Refused(status) => told_by_status(*status, words),
        // Only a browser can be without a connection, and it says so itself.
        AppError::Offline => told_by_status(503, words),
    }
}

/// The section inside `main`.
#[component]
pub fn Problem(told: Told) -> impl IntoView {
    let words = words();
    view! {
        <section class="problem wrap">
            <p class="label">{told.status.to_string()}</p>
            <h1>{told.title}</h1>
            <p>{told.text}</p>
            <p class="problem__way"><a href="/">{words.to_home}</a></p>
        </section>
    }
}
