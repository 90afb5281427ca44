//! What somebody of the newsroom is told about a story.

use super::{article::Status, id::ArticleId, moderation::When};
use serde::{Deserialize, Serialize};

/// Why somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// They are to work on it.
    Assigned,
    /// A note names them.
    Mentioned,
    /// There is a note on a story of theirs.
    Noted,
    /// It waits for review.
    Review,
    /// It was handed back to its writers.
    Returned,
    Ready,
    Scheduled,
    Published,
    Withdrawn,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Cause; 9] = [
        Cause::Assigned,
        Cause::Mentioned,
        Cause::Noted,
        Cause::Review,
        Cause::Returned,
        Cause::Ready,
        Cause::Scheduled,
        Cause::Published,
        Cause::Withdrawn,
    ];

    /// The word in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Cause::Assigned => "assigned",
            Cause::Mentioned => "mentioned",
            Cause::Noted => "noted",
            Cause::Review => "review",
            Cause::Returned => "returned",
            Cause::Ready => "ready",
            Cause::Scheduled => "scheduled",
            Cause::Published => "published",
            Cause::Withdrawn => "withdrawn",
        }
    }

    /// Reads that word.
    pub fn from_word(word: &str) -> Option<Cause> {
        Cause::ALL.into_iter().find(|cause| cause.as_str() == word)
    }

    /// What a story's way from one state to another tells its writers; `None` where nothing moved.
    pub fn of_move(from: Status, to: Status) -> Option<Cause> {
        if from == to {
            return None;
        }
        Some(match to {
            Status::Idea | Status::Draft => Cause::Returned,
            Status::InReview => Cause::Review,
            Status::Ready => Cause::Ready,
            Status::Scheduled => Cause::Scheduled,
            Status::Published => Cause::Published,
            Status::Unpublished => Cause::Withdrawn,
        })
    }
}

/// One notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskNotice {
    pub id: i64,
    pub cause: Cause,
    pub story: ArticleId,
    /// Empty where none is written yet.
    pub headline: String,
    /// Empty where the server acted by itself.
    pub by: String,
    pub when: When,
    pub unread: bool,
}

/// The page of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskNotices {
    pub staff: super::moderation::Staff,
    /// Newest first.
    pub notices: Vec<DeskNotice>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_has_a_word_of_its_own() {
        for cause in Cause::ALL {
            assert_eq!(Cause::from_word(cause.as_str()), Some(cause));
        }
    }

    #[test]
    fn staying_where_it_is_tells_nobody_anything() {
        for status in Status::ALL {
            assert_eq!(Cause::of_move(status, status), None);
        }
        assert_eq!(
            Cause::of_move(Status::InReview, Status::Draft),
            Some(Cause::Returned)
        );
    }
}
