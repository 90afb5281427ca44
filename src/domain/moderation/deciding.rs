//! What can be decided, about what, and what came of it.

use super::{Author, Entry};
use crate::domain::{comment::State, id::CommentId};
use serde::{Deserialize, Serialize};

/// What can be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Public, and the account's next comments need not wait.
    Approve,
    Reject,
    Spam,
    Remove,
    Pick,
    Unpick,
    /// Above all others of the story; one at a time.
    Pin,
    Unpin,
    /// Undoes the last of the first four.
    Restore,
}

impl Decision {
    /// Every decision.
    pub const ALL: [Decision; 9] = [
        Decision::Approve,
        Decision::Reject,
        Decision::Spam,
        Decision::Remove,
        Decision::Pick,
        Decision::Unpick,
        Decision::Pin,
        Decision::Unpin,
        Decision::Restore,
    ];

    /// The word in addresses, forms and the log.
    pub const fn as_str(self) -> &'static str {
        match self {
            Decision::Approve => "approve",
            Decision::Reject => "reject",
            Decision::Spam => "spam",
            Decision::Remove => "remove",
            Decision::Pick => "pick",
            Decision::Unpick => "unpick",
            Decision::Pin => "pin",
            Decision::Unpin => "unpin",
            Decision::Restore => "restore",
        }
    }

    /// Reads that word.
    pub fn from_word(word: &str) -> Option<Decision> {
        Decision::ALL.into_iter().find(|d| d.as_str() == word)
    }
}

/// Which comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub enum Filter {
    /// Held or reported, the oldest first.
    Waiting,
    /// With reports that nobody has dealt with, the oldest first.
    Reported,
    /// Held ones the oldest first, others the newest first.
    In(State),
    /// The newest first.
    All,
}

impl Filter {
    /// The lists of the desk, in order.
    pub const TABS: [Filter; 6] = [
        Filter::Waiting,
        Filter::In(State::Held),
        Filter::Reported,
        Filter::In(State::Rejected),
        Filter::In(State::Spam),
        Filter::All,
    ];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Filter::Waiting => "waiting",
            Filter::Reported => "reported",
            Filter::In(state) => state.as_str(),
            Filter::All => "all",
        }
    }

    /// Reads that word.
    pub fn from_word(word: &str) -> Option<Filter> {
        match word {
            "waiting" => Some(Filter::Waiting),
            "reported" => Some(Filter::Reported),
            "all" => Some(Filter::All),
            word => State::from_word(word).map(Filter::In),
        }
    }

    /// Path and query of a page of this list.
    pub fn address(self, after: Option<&str>) -> String {
        let mut address = "/editor/moderation".to_owned();
        if self != Filter::Waiting {
            address = format!("{address}?state={}", self.as_str());
        }
        if let Some(cursor) = after {
            let mark = if self == Filter::Waiting { '?' } else { '&' };
            address = format!("{address}{mark}after={cursor}");
        }
        address
    }
}

impl From<Filter> for &'static str {
    fn from(filter: Filter) -> Self {
        filter.as_str()
    }
}

impl TryFrom<String> for Filter {
    type Error = &'static str;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        Filter::from_word(&word).ok_or("no list of comments")
    }
}

/// What whoever decides has seen: where the comment stood, and which text it had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    pub state: State,
    /// When its text was last changed, in microseconds since 1970; 0 where it never was. `None`
    /// where that is not known.
    pub edited: Option<i64>,
}

impl From<State> for Seen {
    fn from(state: State) -> Self {
        Seen {
            state,
            edited: None,
        }
    }
}

/// A comment to be decided about, as whoever decides saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub id: CommentId,
    pub seen: Option<State>,
    /// As in [`Seen`].
    #[serde(default)]
    pub edited: Option<i64>,
}

impl Choice {
    /// `ID:STATE:EDITED`, `ID:STATE`, or `ID` alone.
    pub fn parse(text: &str) -> Option<Choice> {
        let mut parts = text.splitn(3, ':');
        let id = parts.next()?.parse().ok().filter(|id| *id > 0)?;
        let seen = match parts.next() {
            Some(word) => Some(State::from_word(word)?),
            None => None,
        };
        let edited = match parts.next() {
            Some(micros) => Some(micros.parse().ok()?),
            None => None,
        };
        Some(Choice {
            id: CommentId(id),
            seen,
            edited,
        })
    }

    /// What was seen of it.
    pub fn seen(self) -> Option<Seen> {
        let edited = self.edited;
        self.seen.map(|state| Seen { state, edited })
    }
}

impl std::fmt::Display for Choice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.id.fmt(f)?;
        if let Some(seen) = self.seen {
            write!(f, ":{}", seen.as_str())?;
            if let Some(edited) = self.edited {
                write!(f, ":{edited}")?;
            }
        }
        Ok(())
    }
}

/// How a decision ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Done,
    /// Somebody else decided in the meantime, or its state does not allow it.
    Conflict,
    /// Its author changed the text since it was seen.
    Edited,
    NotPinnable,
    NotFound,
    /// Nobody of the newsroom is banned.
    Protected,
    /// The day until which a ban should last is none, or is over.
    BadDate,
    NothingChosen,
    Fault,
}

/// What came of a decision about one comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    pub outcome: Outcome,
    /// The comment as it is now.
    pub entry: Option<Entry>,
}

/// What came of a ban.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Banned {
    pub outcome: Outcome,
    /// The account as it is now.
    pub author: Option<Author>,
}

/// How long a ban lasts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Term {
    Days(u16),
    /// Until this day begins in the site's zone, as `2024-11-20`.
    Until(String),
    ForGood,
    /// It ends now.
    Over,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for decision in Decision::ALL {
            assert_eq!(Decision::from_word(decision.as_str()), Some(decision));
        }
        for filter in Filter::TABS {
            assert_eq!(Filter::from_word(filter.as_str()), Some(filter));
        }
        for text in ["12", "12:held", "12:held:0"] {
            assert_eq!(
                Choice::parse(text).map(|c| c.to_string()).as_deref(),
                Some(text)
            );
        }
        for bad in ["", "x", "-1", "12:", "12:gone", ":held", "12:held:x"] {
            assert_eq!(Choice::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn addresses_name_list_and_place() {
        assert_eq!(Filter::Waiting.address(None), "/editor/moderation");
        assert_eq!(
            Filter::Waiting.address(Some("a")),
            "/editor/moderation?after=a"
        );
        let spam = Filter::In(State::Spam);
        assert_eq!(
            spam.address(Some("a")),
            "/editor/moderation?state=spam&after=a"
        );
    }
}
