//! Answers that many operations give, each told once.

use std::collections::BTreeMap;
use utoipa::{
    IntoResponses,
    openapi::{Ref, RefOr, Response},
};

/// A refusal: name of the component, status, the last part of its `type`s, and when it is given.
pub(super) struct Refusal {
    pub name: &'static str,
    pub status: u16,
    pub kinds: &'static [&'static str],
    pub about: &'static str,
}

macro_rules! refusals {
    ($($name:ident $status:literal $kinds:expr, $about:literal;)+) => {
        /// Every refusal.
        pub(super) const REFUSALS: &[Refusal] = &[$(Refusal {
            name: stringify!($name),
            status: $status,
            kinds: &$kinds,
            about: $about,
        }),+];
    };
}

/// Those that handlers name themselves; the others are added by rule.
macro_rules! named {
    ($($(#[$about:meta])* $name:ident $status:literal;)+) => {
        $(
            $(#[$about])*
            pub enum $name {}

            impl IntoResponses for $name {
                fn responses() -> BTreeMap<String, RefOr<Response>> {
                    let there = Ref::from_response_name(stringify!($name));
                    BTreeMap::from([(stringify!($status).to_owned(), RefOr::Ref(there))])
                }
            }
        )+
    };
}

refusals! {
    Unreadable 400 ["unreadable"], "The address, a parameter or the body cannot be read.";
    Unauthorized 401 ["unauthorized", "bad-token"], "No token where one is needed, or one that does not work.";
    Forbidden 403 ["forbidden", "closed", "too-late", "banned"], "Who asks may not do this, or the token was not made for it.";
    NotFound 404 ["not-found"], "There is nothing here that the caller may know of.";
    Conflict 409 ["conflict", "in-use"], "It is no longer what the caller saw, something else needs it, or the first call with this Idempotency-Key is still under way.";
    Gone 410 ["gone"], "The story was public once and was withdrawn; `detail` is the reason.";
    Stale 412 ["stale"], "The story was changed since the version in If-Match; `ETag` says the one in force.";
    TooLarge 413 ["too-large"], "The body or the file is too large.";
    AddressTooLong 414 ["address-too-long"], "Path and query together are too long.";
    WrongType 415 ["wrong-type"], "The body or the file is of a kind that is not taken here.";
    Unacceptable 422 ["unacceptable", "key-used"], "Readable, but not acceptable: `errors` has a JSON Pointer for each field. Or the Idempotency-Key came with another call before.";
    ConditionNeeded 428 ["condition-needed"], "If-Match is needed here.";
    TooFast 429 ["too-fast"], "Too many calls; `Retry-After` says when to try again.";
    Fault 500 ["internal"], "A fault of the server; its cause is in the log.";
    Unavailable 503 ["unavailable"], "The server is busy; `Retry-After` says when to try again.";
}

named! {
    /// There is nothing here that the caller may know of.
    NotFound 404;
    /// The story was withdrawn.
    Gone 410;
    /// The story was changed since.
    Stale 412;
    /// A condition is needed.
    ConditionNeeded 428;
    /// Too many calls.
    TooFast 429;
    /// The story has another slug now.
    Moved 308;
}
