//! Why a story was not written.

use crate::{
    domain::{
        story::{Complaint, Wrong},
        workflow::Refusal,
    },
    service::error::ServiceError,
    store::{StoreError, story::Story, working_copy::WorkingCopy},
};

/// A refusal or a fault.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// No such story, or none that whoever asks may see.
    #[error("there is no such story")]
    NotFound,
    #[error("this story is not theirs to change like that")]
    Forbidden,
    /// Nobody can do this while the story is in this state.
    #[error("this cannot be done while the story is {}", .0.status.as_str())]
    WrongState(Box<Story>),
    /// It was changed since it was read: this is what it is now.
    #[error("the story has changed: it has version {} now", .0.version)]
    Stale(Box<Story>),
    /// Somebody else saved the working copy: this is what it is now; `None` when it is gone.
    #[error("the working copy has changed")]
    CopyStale(Option<Box<WorkingCopy>>),
    #[error("{} of the fields cannot be taken", .0.len())]
    Fields(Vec<Complaint>),
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl WriteError {
    /// One field that cannot be taken.
    pub(super) fn field(pointer: &str, wrong: Wrong) -> WriteError {
        WriteError::Fields(vec![Complaint::new(pointer, wrong)])
    }

    /// A body that is no document of ours.
    pub fn document(error: &serde_json::Error) -> WriteError {
        WriteError::field("/body", Wrong::Document(error.to_string()))
    }

    /// What the table of the workflow refuses.
    pub(super) fn refused(refusal: Refusal, story: Story) -> WriteError {
        match refusal {
            Refusal::Hidden => WriteError::NotFound,
            Refusal::Forbidden => WriteError::Forbidden,
            Refusal::WrongState => WriteError::WrongState(Box::new(story)),
        }
    }
}

impl From<StoreError> for WriteError {
    fn from(error: StoreError) -> Self {
        WriteError::Service(error.into())
    }
}
