//! Stories as pages show them.

use super::{category::Named, id::ArticleId, media::Picture, moment::Moment, translation::Member};
use serde::{Deserialize, Serialize};

/// Where a story stands between idea and print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Idea,
    Draft,
    InReview,
    Ready,
    Scheduled,
    Published,
    Unpublished,
}

impl Status {
    /// Every state, in the order of the work.
    pub const ALL: [Status; 7] = [
        Status::Idea,
        Status::Draft,
        Status::InReview,
        Status::Ready,
        Status::Scheduled,
        Status::Published,
        Status::Unpublished,
    ];

    /// The word the database and the API use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Status::Idea => "idea",
            Status::Draft => "draft",
            Status::InReview => "in_review",
            Status::Ready => "ready",
            Status::Scheduled => "scheduled",
            Status::Published => "published",
            Status::Unpublished => "unpublished",
        }
    }

    /// Reads that word.
    pub fn from_word(word: &str) -> Option<Status> {
        Status::ALL
            .into_iter()
            .find(|status| status.as_str() == word)
    }
}

/// A story in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub slug: String,
    /// BCP 47.
    pub language: String,
    pub headline: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub standfirst: String,
    pub category: Named,
    pub at: Moment,
    /// Written to show how Warta works.
    #[serde(default)]
    pub sample: bool,
    pub picture: Option<Picture>,
}

/// A link to one story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Neighbour {
    pub slug: String,
    /// BCP 47.
    pub language: String,
    pub headline: String,
}

/// What was wrong in a story that everyone could read, and since when it is right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    pub id: i64,
    /// Id of the block.
    pub block: String,
    pub before: String,
    pub after: String,
    pub reason: String,
    pub at: Moment,
}

/// Everything on a story's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    pub id: ArticleId,
    pub slug: String,
    pub language: String,
    pub headline: String,
    pub standfirst: String,
    pub category: Named,
    pub bylines: Vec<Named>,
    pub dateline: String,
    pub published: Moment,
    /// Set when the text changed after publication.
    pub updated: Option<Moment>,
    pub banner: Option<Picture>,
    pub tags: Vec<Named>,
    /// Public ones, in the order in which they were begun.
    #[serde(default)]
    pub translations: Vec<Member>,
    /// Newest first.
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// Reading time in minutes, at least 1.
    pub minutes: u32,
    pub sample: bool,
    /// Other news: the editor's picks, then the same category, then the newest.
    pub others: Vec<Card>,
    /// The newest stories besides this one.
    pub latest: Vec<Card>,
    pub older: Option<Neighbour>,
    pub newer: Option<Neighbour>,
    /// The body as HTML.
    pub html: String,
}

/// What stands at an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Found<T> {
    Here(T),
    /// The story now lives at this path.
    Moved(String),
    /// The story was withdrawn.
    Gone {
        headline: String,
        reason: String,
    },
}

/// Minutes a text of so many words takes to read, at 200 words a minute and never 0.
pub fn reading_minutes(words: usize) -> u32 {
    u32::try_from(words.div_ceil(200).max(1)).unwrap_or(u32::MAX)
}
