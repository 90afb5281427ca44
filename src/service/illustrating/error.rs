//! Why something about a picture was not done.

use super::Use;
use crate::{
    service::{error::ServiceError, pictures::Refusal},
    store::StoreError,
};

/// A text of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    Alt,
    Caption,
    Credit,
}

impl Text {
    /// The name of its field.
    pub const fn as_str(self) -> &'static str {
        match self {
            Text::Alt => "alt",
            Text::Caption => "caption",
            Text::Credit => "credit",
        }
    }
}

/// A refusal or a fault.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    #[error("there is no such picture")]
    NotFound,
    /// Somebody else uploaded it.
    #[error("the picture is somebody else's")]
    NotYours,
    /// Stories use it.
    #[error("the picture is used in {} stories", .0.len())]
    InUse(Vec<Use>),
    /// Standing pages show it; these are their titles.
    #[error("the picture stands on {}", .0.join(", "))]
    OnPages(Vec<String>),
    /// The file cannot be a picture.
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("{} has more than {longest} characters", field.as_str())]
    TooLong { field: Text, longest: usize },
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<StoreError> for MediaError {
    fn from(error: StoreError) -> Self {
        MediaError::Service(error.into())
    }
}
