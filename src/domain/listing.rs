//! Lists of stories as pages show them.

use super::{article::Card, category::Named};
use serde::{Deserialize, Serialize};

/// The front page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Front {
    pub lead: Option<Card>,
    /// Who signs the lead.
    pub lead_bylines: Vec<Named>,
    pub seconds: Vec<Card>,
    /// The newest stories that are not above.
    pub latest: Vec<Card>,
    pub blocks: Vec<Block>,
    /// What is read most, or nothing where too little was read.
    pub popular: Vec<Card>,
}

/// A category's part of the front page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub category: Named,
    pub cards: Vec<Card>,
    /// Whether an editor put the first one there.
    pub picked: bool,
}

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ListKind {
    Category,
    Tag,
    Author,
    Month(Month),
}

/// One page of a category, tag, author or month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    pub kind: ListKind,
    /// Path of the list.
    pub path: String,
    /// Path and query of this page of it.
    pub canonical: String,
    pub title: String,
    pub description: String,
    pub cards: Vec<Card>,
    /// Cursor of the next page back in time, if there is one.
    pub older: Option<String>,
    /// Cursor of the next page forward, if there is one.
    pub newer: Option<String>,
    /// Whether this is the newest page.
    pub first: bool,
}

/// A month that has stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    pub year: i16,
    /// 1-12
    pub month: u8,
}

/// A standing page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingPage {
    pub slug: String,
    pub title: String,
    /// Made by our own code from a document, escaped by construction.
    pub html: String,
}
