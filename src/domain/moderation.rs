//! The newsroom's desk for comments: what moderators see of each comment, and what they decide.

mod deciding;

use super::{
    account::Role,
    comment::State,
    id::{AccountId, CommentId},
    site::Language,
};
pub use deciding::{Banned, Choice, Decision, Filter, Outcome, Seen, Term, Verdict};
use serde::{Deserialize, Serialize};

/// A time as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// RFC 3339.
    pub datetime: String,
    pub text: String,
}

/// Whoever works in the newsroom, and what waits there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    pub id: AccountId,
    pub name: String,
    pub role: Role,
    pub language: Language,
    /// The site's name.
    pub site: String,
    /// How many comments are held and reported; `None` for who does not moderate.
    pub waiting: Option<(i64, i64)>,
    /// How many notices about stories they have not read.
    pub notices: i64,
}

/// What a comment answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    pub name: String,
    pub html: String,
}

/// A report by a reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub reason: String,
    pub note: String,
}

/// Why an account may not comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ban {
    pub reason: String,
    /// `None` for good.
    pub until: Option<When>,
}

/// The account that wrote a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    pub id: AccountId,
    pub name: String,
    pub email: String,
    pub since: When,
    pub verified: bool,
    pub trusted: bool,
    pub staff: bool,
    pub ban: Option<Ban>,
    pub published: i64,
    pub held: i64,
    /// Rejected or taken for spam.
    pub refused: i64,
    pub removed: i64,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// Empty where nobody in particular did it.
    pub by: String,
    /// The word of the log: a decision's, or another.
    pub action: String,
    pub when: When,
    /// What was given as reason.
    pub reason: String,
}

/// A comment on the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub id: CommentId,
    pub state: State,
    pub name: String,
    pub html: String,
    pub when: When,
    /// When its text was last changed, in microseconds since 1970; 0 where it never was.
    pub edited: i64,
    pub pinned: bool,
    pub picked: bool,
    /// Answers the story itself.
    pub top: bool,
    pub slug: String,
    pub headline: String,
    pub answers: Option<Answered>,
    /// Why it is held, or the reason of the last decision.
    pub reason: String,
    pub reports: Vec<Report>,
    /// What it said before its author changed it, and since when; the oldest first.
    pub before: Vec<(String, When)>,
    pub address: String,
    /// `None` for a guest.
    pub author: Option<Author>,
    /// The newest first.
    pub log: Vec<Act>,
    /// Its author removed it: nothing is left to decide.
    pub taken_back: bool,
}

impl Entry {
    /// The comment as it is seen here.
    pub fn choice(&self) -> Choice {
        Choice {
            id: self.id,
            seen: Some(self.state),
            edited: Some(self.edited),
        }
    }

    /// The last decision, which can be undone.
    pub fn decided(&self) -> Option<&Act> {
        let last = self.log.first()?;
        let moves = matches!(
            Decision::from_word(&last.action),
            Some(
                Decision::Approve
                    | Decision::Reject
                    | Decision::Spam
                    | Decision::Remove
                    | Decision::Restore
            )
        );
        moves.then_some(last)
    }

    /// What can be decided about it now, in the order in which it is offered.
    pub fn choices(&self) -> Vec<Decision> {
        let public = self.state == State::Published;
        if self.taken_back {
            return Vec::new();
        }
        let mut choices = Vec::new();
        let mut offer = |offered: bool, decision| {
            if offered {
                choices.push(decision);
            }
        };
        offer(!public || !self.reports.is_empty(), Decision::Approve);
        offer(self.state != State::Rejected, Decision::Reject);
        offer(self.state != State::Spam, Decision::Spam);
        offer(public && !self.picked, Decision::Pick);
        offer(public && self.picked, Decision::Unpick);
        offer(public && self.top && !self.pinned, Decision::Pin);
        offer(public && self.pinned, Decision::Unpin);
        offer(public, Decision::Remove);
        let undoable = self.decided().is_some_and(|act| act.action != "restore");
        offer(undoable, Decision::Restore);
        choices
    }
}

/// A page of the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    pub staff: Staff,
    pub filter: Filter,
    /// Whether it is the first page of the list.
    pub first: bool,
    /// Path and query of this page.
    pub here: String,
    pub entries: Vec<Entry>,
    /// Cursor of the next page.
    pub next: Option<String>,
    /// What came of a form that was just sent.
    pub notice: Vec<Verdict>,
}
