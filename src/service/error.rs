//! What a use case can answer instead of a result.

use crate::store::StoreError;

/// A refusal or a fault.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The address is malformed: a cursor of another list, a month 13.
    #[error("bad address: {0}")]
    BadAddress(&'static str),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Too much is under way; trying again may help.
    #[error("busy: {0}")]
    Busy(&'static str),
    /// Something given to us cannot be used; the text says what and where.
    #[error("{0}")]
    Input(String),
    /// A file could not be read or written.
    #[error("{path}: {cause}")]
    File { path: String, cause: std::io::Error },
}
