//! SHARED. The one error that crosses the wire. It says what a reader may know and nothing more;
//! causes are logged on the server where they happen.

use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// Why a page or an action could not be served.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// Nothing stands at this address.
    #[error("not found")]
    NotFound,
    /// The address itself is malformed (a cut cursor, a month 13).
    #[error("bad address")]
    BadAddress,
    /// Whoever asks may not see this.
    #[error("not allowed")]
    Forbidden,
    /// The database does not answer; worth trying again.
    #[error("unavailable")]
    Unavailable,
    /// A fault of ours.
    #[error("internal error")]
    Internal,
    /// Refused before any page, with this HTTP status.
    #[error("refused with status {0}")]
    Refused(u16),
    /// The browser could not reach the server.
    #[error("no connection")]
    Offline,
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => AppError::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => AppError::BadAddress,
            _ => AppError::Internal,
        }
    }
}
