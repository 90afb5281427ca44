//! Why a comment was not taken.

use crate::{
    domain::{comment::State, stamp::Stamp},
    service::error::ServiceError,
    store::StoreError,
};
use std::time::Duration;

/// A refusal or a fault.
#[derive(Debug, thiserror::Error)]
pub enum CommentError {
    /// No such comment or story, or none that this reader may see.
    #[error("not found")]
    NotFound,
    /// The story was withdrawn.
    #[error("the story was withdrawn")]
    Gone,
    /// Nothing in the text can be seen.
    #[error("the text is empty")]
    Empty,
    #[error("the text has {length} characters")]
    TooLong { length: usize },
    /// The thread takes no comments, or no longer.
    #[error("the thread is closed")]
    Closed,
    /// A guest gave no name, or one that is too long.
    #[error("a name is needed")]
    NameNeeded,
    /// Only who is signed in may write here.
    #[error("signing in is needed")]
    SignInNeeded,
    #[error("too many comments in a short time")]
    TooFast { retry_after: Duration },
    /// It is somebody else's.
    #[error("not the author's own")]
    NotYours,
    /// The time for changing it is over.
    #[error("too late")]
    TooLate,
    /// Without an end the ban is for good.
    #[error("banned: {reason}")]
    Banned {
        until: Option<Stamp>,
        reason: String,
    },
    /// What it answers is removed, hidden, or under another story.
    #[error("what it answers is gone")]
    ParentGone,
    /// The idempotency key is too long.
    #[error("the idempotency key is too long")]
    BadKey,
    /// Somebody else decided in the meantime, or the state does not allow it.
    #[error("the comment is {} now", now.as_str())]
    Conflict { now: State },
    /// Its author changed the text since it was seen.
    #[error("the text was changed")]
    Edited,
    /// Only what answers the story itself can be pinned.
    #[error("a reply cannot be pinned")]
    NotPinnable,
    /// Nobody of the newsroom is banned by a moderator.
    #[error("staff cannot be banned")]
    Protected,
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<StoreError> for CommentError {
    fn from(error: StoreError) -> Self {
        CommentError::Service(error.into())
    }
}
