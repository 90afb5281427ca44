//! Full-text search: words and their stems, what a reader asks for, and the passage that answers.
//! Stories and questions go through the same functions, so that both databases know stems alone.

pub mod entry;
pub mod passage;
pub mod query;
mod roots;
pub mod words;

use super::{article::Card, category::Named};
use passage::Piece;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Most stories that a search tells of.
pub const MOST: u32 = 200;
/// Stories on one page of an answer.
pub const PAGE: u32 = 20;

/// What was typed into the form, as it is shown again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    pub q: String,
    /// Slug of a category; empty for all.
    pub category: String,
    /// Slug of a tag; empty for all.
    pub tag: String,
    /// Slug of an author; empty for all.
    pub author: String,
    /// First and last day, `2024-11-20`; empty without a limit.
    pub from: String,
    pub to: String,
}

impl Asked {
    /// Path and query that ask for the same.
    pub fn address(&self) -> String {
        let fields = [
            ("q", &self.q),
            ("category", &self.category),
            ("tag", &self.tag),
            ("author", &self.author),
            ("from", &self.from),
            ("to", &self.to),
        ];
        let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
        let pairs: Vec<String> = fields
            .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)))
            .collect();
        format!("/search?{}", pairs.join("&"))
    }
}

/// A story that answers.
#[derive(Debug, Clone)]
pub struct Hit {
    pub card: Card,
    pub passage: Vec<Piece>,
}

/// One page of an answer.
#[derive(Debug, Clone)]
pub struct Answer {
    pub asked: Asked,
    /// The tag that the stories must have, where that was asked for and there is such a tag.
    pub tag: Option<Named>,
    /// Who must have signed the stories, where that was asked for and there is such an author.
    pub author: Option<Named>,
    /// A day that was given is none.
    pub bad_day: bool,
    /// Whether anything was looked for.
    pub searched: bool,
    pub hits: Vec<Hit>,
    /// Stories found, at most [`MOST`].
    pub count: usize,
    /// Whether there are more than [`MOST`].
    pub more: bool,
    /// Path and query of the next page, if there is one.
    pub next: Option<String>,
    /// Whether this is the first page.
    pub first: bool,
}
