//! What a use case refuses, as a problem document.

use super::problem::{Fault, Problem};
use crate::{
    domain::{
        account::NAME_LENGTH,
        account_fields::{Complaint, Field, Wrong},
        comment::LONGEST,
    },
    service::{
        accounts::AccountError, commenting::CommentError, error::ServiceError, live::Refusal,
    },
    store::StoreError,
};
use axum::http::StatusCode;

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::Busy(_) => Problem::unavailable("the database does not answer"),
            StoreError::Conflict(_)
            | StoreError::Inconsistent { .. }
            | StoreError::Unusable(_)
            | StoreError::Driver(_) => Problem::fault(&error),
        }
    }
}

impl From<ServiceError> for Problem {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::Store(error) => error.into(),
            ServiceError::BadAddress(what) => {
                Problem::unreadable(format!("{what} is cut, altered or of another list"))
            }
            ServiceError::Busy(_) => Problem::unavailable("too much is under way"),
            ServiceError::Input(_) | ServiceError::File { .. } => Problem::fault(&error),
        }
    }
}

impl From<AccountError> for Problem {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Fields(complaints) => {
                let fault = |complaint: Complaint| Fault {
                    pointer: match complaint.field {
                        Field::TokenName => "/name".to_owned(),
                        field => format!("/{}", field.as_str()),
                    },
                    detail: explained(complaint.wrong).to_owned(),
                };
                Problem::unacceptable(complaints.into_iter().map(fault).collect())
            }
            AccountError::TooOften(wait) => {
                Problem::too_fast(wait.as_secs(), "this was tried too often")
            }
            AccountError::NotFound => Problem::not_found("there is no such account"),
            AccountError::NotAllowed | AccountError::Credentials | AccountError::BadLink => {
                Problem::forbidden(error.to_string())
            }
            AccountError::LastAdministrator
            | AccountError::Yourself
            | AccountError::NotAccepted => Problem::conflict(error.to_string()),
            AccountError::Service(error) => error.into(),
        }
    }
}

const fn explained(wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::NameEmpty => "a name is needed",
        Wrong::NameTooLong => "the name is too long",
        Wrong::NameSigns => "the name has signs that no name has",
        Wrong::EmailForm => "this is no email address",
        Wrong::EmailTaken => "this email address has an account already",
        Wrong::PasswordTooShort => "the password is too short",
        Wrong::PasswordTooLong => "the password is too long",
        Wrong::PasswordNotThis => "the password in force is another one",
        Wrong::TooManyTokens => "there are too many tokens: revoke some",
        Wrong::ScopeUnknown => "a scope is unknown, or more than this token has",
        Wrong::RoleUnknown => "there is no such role",
    }
}

impl From<CommentError> for Problem {
    fn from(error: CommentError) -> Self {
        let refused =
            |kind, detail: String| Problem::new(StatusCode::FORBIDDEN, kind, "Not allowed", detail);
        match error {
            CommentError::NotFound => Problem::not_found("there is no such comment or story"),
            CommentError::Gone => Problem::gone("the story was withdrawn"),
            CommentError::Empty => Problem::field("/body", "body has nothing that can be seen"),
            CommentError::TooLong { length } => {
                let detail = format!("body has {length} characters; {LONGEST} are the most");
                Problem::field("/body", detail)
            }
            CommentError::Closed => refused("closed", "the thread takes no comments".into()),
            CommentError::NameNeeded => {
                let detail = format!("name is needed, of at most {NAME_LENGTH} characters");
                Problem::field("/name", detail)
            }
            CommentError::SignInNeeded => {
                Problem::who_are_you("comments here need an account: send its token")
            }
            CommentError::TooFast { retry_after } => {
                let seconds = retry_after.as_secs() + u64::from(retry_after.subsec_nanos() > 0);
                Problem::too_fast(seconds, "too many comments in a short time")
            }
            CommentError::NotYours => Problem::forbidden("the comment is somebody else's"),
            CommentError::TooLate => refused("too-late", "the time for changing it is over".into()),
            CommentError::Banned { reason, .. } => refused("banned", reason),
            CommentError::ParentGone => Problem::field(
                "/parent_id",
                "what it answers is removed, hidden, or under another story",
            ),
            CommentError::BadKey => Problem::unreadable("Idempotency-Key is too long"),
            CommentError::Conflict { now } => {
                Problem::conflict(format!("the comment is {} now", now.as_str()))
            }
            CommentError::Edited => Problem::conflict("its author has changed the text"),
            CommentError::NotPinnable => {
                Problem::conflict("only what answers the story itself can be pinned")
            }
            CommentError::Protected => Problem::forbidden("nobody of the newsroom is banned here"),
            CommentError::Service(error) => error.into(),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::TooMany => {
                Problem::too_fast(30, "too many streams are open from this address")
            }
            Refusal::Full => {
                Problem::unavailable("too many streams are open, or the server is about to stop")
            }
            Refusal::Store(error) => error.into(),
        }
    }
}
