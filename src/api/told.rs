//! What is said to whoever wrote a comment, liked one, reported one, when it was not taken.

use crate::{
    domain::{account::NAME_LENGTH, comment::LONGEST, comment::State},
    service::{commenting::CommentError, error::ServiceError, zone::Zone},
    store::StoreError,
    text::{self, Words},
};
use axum::http::StatusCode;

/// The status of a refusal, its reason in words, and whether signing in is what is missing. A
/// fault of ours is logged.
pub fn told(error: &CommentError, words: &Words, zone: &Zone) -> (StatusCode, String, bool) {
    let plain = |status, text: &str| (status, text.to_owned(), false);
    match error {
        CommentError::NotFound => plain(StatusCode::NOT_FOUND, words.told_not_found),
        CommentError::Gone => plain(StatusCode::GONE, words.gone_text),
        CommentError::Empty => plain(StatusCode::UNPROCESSABLE_ENTITY, words.told_empty),
        CommentError::TooLong { length } => {
            let text = words
                .told_too_long
                .replace("{length}", &length.to_string())
                .replace("{most}", &LONGEST.to_string());
            (StatusCode::UNPROCESSABLE_ENTITY, text, false)
        }
        CommentError::Closed => plain(StatusCode::FORBIDDEN, words.told_closed),
        CommentError::NameNeeded => {
            let text = words
                .told_name_needed
                .replace("{most}", &NAME_LENGTH.to_string());
            (StatusCode::UNPROCESSABLE_ENTITY, text, false)
        }
        CommentError::SignInNeeded => (
            StatusCode::UNAUTHORIZED,
            words.told_sign_in_needed.to_owned(),
            true,
        ),
        CommentError::TooFast { .. } => {
            let seconds = retry_after(error).unwrap_or(1).to_string();
            let text = words.told_too_fast.replace("{seconds}", &seconds);
            (StatusCode::TOO_MANY_REQUESTS, text, false)
        }
        CommentError::NotYours => plain(StatusCode::FORBIDDEN, words.told_not_yours),
        CommentError::TooLate => plain(StatusCode::FORBIDDEN, words.told_too_late),
        CommentError::Banned { until, reason } => {
            let ban = match until {
                Some(until) => {
                    let until = text::full(&zone.moment(*until), words.language);
                    words.told_banned_until.replace("{until}", &until)
                }
                None => words.told_banned.to_owned(),
            };
            let text = if reason.is_empty() {
                ban
            } else {
                format!("{ban} {}: {reason}", words.gone_reason)
            };
            (StatusCode::FORBIDDEN, text, false)
        }
        CommentError::ParentGone => plain(StatusCode::UNPROCESSABLE_ENTITY, words.told_parent_gone),
        CommentError::BadKey => plain(StatusCode::UNPROCESSABLE_ENTITY, words.told_bad_key),
        CommentError::Conflict { now } => {
            let text = words
                .told_conflict
                .replace("{state}", state_word(*now, words));
            (StatusCode::CONFLICT, text, false)
        }
        CommentError::Edited => plain(StatusCode::CONFLICT, words.told_edited),
        CommentError::NotPinnable => plain(StatusCode::CONFLICT, words.told_not_pinnable),
        CommentError::Protected => plain(StatusCode::FORBIDDEN, words.told_protected),
        CommentError::Service(fault) => {
            tracing::error!(%fault, "a request about a comment failed: {fault}");
            match fault {
                ServiceError::BadAddress(_) => plain(StatusCode::BAD_REQUEST, words.bad_text),
                ServiceError::Store(StoreError::Busy(_)) | ServiceError::Busy(_) => {
                    plain(StatusCode::SERVICE_UNAVAILABLE, words.told_busy)
                }
                ServiceError::Store(_) | ServiceError::Input(_) | ServiceError::File { .. } => {
                    plain(StatusCode::INTERNAL_SERVER_ERROR, words.told_fault)
                }
            }
        }
    }
}

/// After how many whole seconds trying again may help, where the refusal says so.
pub fn retry_after(error: &CommentError) -> Option<u64> {
    match error {
        CommentError::TooFast { retry_after } => {
            Some(retry_after.as_secs() + u64::from(retry_after.subsec_nanos() > 0))
        }
        CommentError::Service(ServiceError::Store(StoreError::Busy(_)) | ServiceError::Busy(_)) => {
            Some(5)
        }
        CommentError::Service(_)
        | CommentError::NotFound
        | CommentError::Gone
        | CommentError::Empty
        | CommentError::TooLong { .. }
        | CommentError::Closed
        | CommentError::NameNeeded
        | CommentError::SignInNeeded
        | CommentError::NotYours
        | CommentError::TooLate
        | CommentError::Banned { .. }
        | CommentError::ParentGone
        | CommentError::BadKey
        | CommentError::Conflict { .. }
        | CommentError::Edited
        | CommentError::NotPinnable
        | CommentError::Protected => None,
    }
}

/// Where a comment stands, in a word.
pub const fn state_word(state: State, words: &Words) -> &'static str {
    match state {
        State::Published => words.state_published,
        State::Held => words.state_held,
        State::Rejected => words.state_rejected,
        State::Spam => words.state_spam,
        State::Removed => words.state_removed,
    }
}
