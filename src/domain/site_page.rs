//! What the newsroom and the server tell each other of a standing page.

use super::{
    desk::Objection,
    moderation::{Staff, When},
};
use serde::{Deserialize, Serialize};

/// A page as it is opened to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    pub staff: Staff,
    pub slug: String,
    pub title: String,
    /// JSON.
    pub document: String,
    pub version: i64,
    pub updated: When,
    pub base_url: String,
}

/// What is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    pub title: String,
    pub slug: String,
    /// JSON.
    pub document: String,
}

/// What is wanted of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Wish {
    /// Make what is typed the page that readers see. `seen`: the version it was typed over.
    Save {
        seen: i64,
        typed: Typed,
    },
    Delete,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    Saved {
        slug: String,
        version: i64,
        at: When,
    },
    Deleted,
    /// Somebody else was faster; this is the version now. Nothing was written.
    Stale(i64),
    /// Nothing was written.
    Refused(Vec<Objection>),
}
