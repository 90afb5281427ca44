//! Comments as pages, the live stream and the API carry them.

use super::id::{ArticleId, CommentId};
use serde::{Deserialize, Serialize};

/// Longest comment, in characters.
pub const LONGEST: usize = 5_000;
/// Top-level comments on one page of a thread.
pub const PAGE: u32 = 50;
/// Replies shown under one comment before a link leads to the rest.
pub const REPLIES: u32 = 20;
/// Deepest level shown inside a page; deeper ones are behind the link to their own page.
pub const DEPTH: u32 = 3;
/// How long its author may change a comment, in microseconds: 15 minutes.
pub const EDIT_WINDOW: i64 = 15 * 60 * 1_000_000;

/// Where a comment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Published,
    Held,
    Rejected,
    Spam,
    Removed,
}

impl State {
    /// The word the database and the API use.
    pub const fn as_str(self) -> &'static str {
        match self {
            State::Published => "published",
            State::Held => "held",
            State::Rejected => "rejected",
            State::Spam => "spam",
            State::Removed => "removed",
        }
    }

    /// Reads that word.
    pub fn from_word(word: &str) -> Option<State> {
        [
            State::Published,
            State::Held,
            State::Rejected,
            State::Spam,
            State::Removed,
        ]
        .into_iter()
        .find(|state| state.as_str() == word)
    }
}

/// The order of a thread's top level. Replies always stand oldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    #[default]
    Newest,
    Oldest,
    Top,
}

impl Sort {
    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Sort::Newest => "newest",
            Sort::Oldest => "oldest",
            Sort::Top => "top",
        }
    }

    /// Reads that word.
    pub fn from_word(word: &str) -> Option<Sort> {
        [Sort::Newest, Sort::Oldest, Sort::Top]
            .into_iter()
            .find(|sort| sort.as_str() == word)
    }
}

/// Whether a story takes comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    #[default]
    Open,
    /// What is there stays readable.
    ReadOnly,
    /// Nothing is shown at all.
    Off,
}

impl Policy {
    /// The word the database uses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Policy::Open => "open",
            Policy::ReadOnly => "read_only",
            Policy::Off => "off",
        }
    }

    /// Reads that word.
    pub fn from_word(word: &str) -> Option<Policy> {
        [Policy::Open, Policy::ReadOnly, Policy::Off]
            .into_iter()
            .find(|policy| policy.as_str() == word)
    }
}

/// Who wrote a comment, as everyone may know it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(as = CommentAuthor))]
pub struct Writer {
    /// Empty for a deleted account.
    pub name: String,
    /// Which of the 12 muted hues its avatar has, from the account.
    pub hue: u8,
    /// Wears the newsroom's badge.
    #[serde(default, skip_serializing_if = "is_false")]
    pub staff: bool,
    /// Signs this very story.
    #[serde(default, skip_serializing_if = "is_false")]
    pub byline: bool,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// One comment. A removed one that still has replies travels without name and text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Comment {
    pub id: CommentId,
    pub article: ArticleId,
    #[cfg_attr(feature = "ssr", schema(required))]
    pub parent_id: Option<CommentId>,
    pub author: Writer,
    /// What was typed.
    pub body: String,
    /// What is shown: made and sanitised on the server.
    pub html: String,
    /// RFC 3339 with the site's offset.
    #[cfg_attr(feature = "ssr", schema(format = DateTime))]
    pub created_at: String,
    #[cfg_attr(feature = "ssr", schema(required, format = DateTime))]
    pub edited_at: Option<String>,
    pub state: State,
    pub likes: u32,
    /// Published direct replies.
    #[serde(default)]
    pub replies: u32,
    #[serde(default, skip_serializing_if = "is_false")]
    pub pinned: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub picked: bool,
    /// Number of the last event about it in its story's log.
    pub seq: i64,
    /// 0 for an answer to the story itself.
    #[serde(default)]
    pub depth: u32,
    /// Why it was rejected or is held; only its author and moderators are told.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Comment {
    /// When it was written, as the numbers of the site's clock: `20/11/2024 12:07`.
    pub fn clock(&self) -> String {
        let part = |from: usize, to: usize| self.created_at.get(from..to).unwrap_or_default();
        format!(
            "{}/{}/{} {}",
            part(8, 10),
            part(5, 7),
            part(0, 4),
            part(11, 16)
        )
    }
}

/// A page of a story's thread, in the order in which it is shown: every comment is followed by
/// its replies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    pub article: ArticleId,
    /// Slug of the story.
    pub slug: String,
    pub policy: Policy,
    pub sort: Sort,
    /// Published comments in the whole thread.
    pub count: u32,
    /// The story's last event when this was read: the stream continues after it.
    pub seq: i64,
    pub comments: Vec<Comment>,
    /// Path and query of the pages around this one.
    pub older: Option<String>,
    pub newer: Option<String>,
    /// Whether it is one comment with what belongs to it rather than a page of the whole thread.
    #[serde(default, skip_serializing_if = "is_false")]
    pub alone: bool,
    /// Whether anyone with a name may write, or only who is signed in.
    #[serde(default)]
    pub guests: bool,
}

/// What the live stream and its cacheable delta carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(as = CommentRemoved))]
pub struct Removed {
    pub id: CommentId,
    pub seq: i64,
    /// Whether its place is kept because replies stand under it.
    pub tombstone: bool,
}

/// Kinds of events in a story's log.
pub const CREATED: &str = "comment.created";
pub const UPDATED: &str = "comment.updated";
pub const REMOVED: &str = "comment.removed";
/// The story itself was changed.
pub const ARTICLE_UPDATED: &str = "article.updated";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        assert_eq!(State::from_word("held"), Some(State::Held));
        assert_eq!(Sort::from_word("top"), Some(Sort::Top));
        assert_eq!(Policy::from_word("read_only"), Some(Policy::ReadOnly));
        assert_eq!(State::from_word("gone"), None);
    }
}
