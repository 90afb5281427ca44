//! From idea to print and back: which story may go where, by whose hand. One table, asked on every
//! path that moves, reads or changes a story.

use super::{account::Role, article::Status};
use Power::{Publish, Write};
use Status::{Draft, Idea, InReview, Published, Ready, Scheduled, Unpublished};

/// What a move asks of whoever makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Power {
    /// Whoever writes the story.
    Write,
    /// Whoever answers for what is public.
    Publish,
}

/// Which stories a role's power reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Stories made by oneself, or that carry one's name.
    Own,
    Every,
}

/// What somebody may want of a story besides moving it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// See it as the newsroom does, in whatever state.
    Read,
    Edit,
    Delete,
    /// Change what is public, dated and with its reason.
    Correct,
}

impl Act {
    /// Every act.
    pub const ALL: [Act; 4] = [Act::Read, Act::Edit, Act::Delete, Act::Correct];
}

/// Why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// For whoever asks there is no such story.
    Hidden,
    /// It is there to see, but not theirs to touch.
    Forbidden,
    /// Nobody can do this from the state the story is in.
    WrongState,
}

/// Every move there is: from, to, and what it asks.
///
/// What was public stays withdrawn (410) until it is public again, wherever it stands meanwhile.
pub const MOVES: [(Status, Status, Power); 31] = [
    (Idea, Draft, Write),
    (Idea, InReview, Write),
    (Idea, Ready, Publish),
    (Idea, Scheduled, Publish),
    (Idea, Published, Publish),
    (Draft, Idea, Write),
    (Draft, InReview, Write),
    (Draft, Ready, Publish),
    (Draft, Scheduled, Publish),
    (Draft, Published, Publish),
    (InReview, Draft, Write),
    (InReview, Ready, Publish),
    (InReview, Scheduled, Publish),
    (InReview, Published, Publish),
    (Ready, Draft, Publish),
    (Ready, InReview, Publish),
    (Ready, Scheduled, Publish),
    (Ready, Published, Publish),
    (Scheduled, Draft, Publish),
    (Scheduled, InReview, Publish),
    (Scheduled, Ready, Publish),
    // To another time.
    (Scheduled, Scheduled, Publish),
    (Scheduled, Published, Publish),
    // A working copy becomes the public text.
    (Published, Published, Publish),
    (Published, Unpublished, Publish),
    (Unpublished, Draft, Publish),
    (Unpublished, InReview, Publish),
    (Unpublished, Ready, Publish),
    (Unpublished, Scheduled, Publish),
    (Unpublished, Published, Publish),
    // With another reason.
    (Unpublished, Unpublished, Publish),
];

/// How far a role's power reaches; `None` where it has none.
pub const fn reach(role: Role, power: Power) -> Option<Reach> {
    match (role, power) {
        (Role::Contributor, Power::Write) | (Role::Author, Power::Write | Power::Publish) => {
            Some(Reach::Own)
        }
        (Role::Editor | Role::Administrator, Power::Write | Power::Publish) => Some(Reach::Every),
        (Role::Contributor, Power::Publish) | (Role::Reader | Role::Moderator, _) => None,
    }
}

fn reaches(role: Role, power: Power, own: bool) -> bool {
    reach(role, power).is_some_and(|reach| own || reach == Reach::Every)
}

/// Whether somebody may do this with a story in this state.
pub fn may(role: Role, own: bool, status: Status, act: Act) -> Result<(), Refusal> {
    if !reaches(role, Write, own) {
        return Err(unseen(status));
    }
    let publishes = reaches(role, Publish, own);
    let allowed = match act {
        Act::Read => true,
        // Once it is handed on, whoever may not publish does not write in it any more.
        Act::Edit => publishes || matches!(status, Idea | Draft | InReview),
        Act::Delete => publishes || matches!(status, Idea | Draft),
        Act::Correct => publishes,
    };
    match (allowed, act, status) {
        (false, ..) => Err(Refusal::Forbidden),
        // Before it is public it is simply edited.
        (true, Act::Correct, status) if status != Published => Err(Refusal::WrongState),
        (true, ..) => Ok(()),
    }
}

/// Whether somebody may move a story from one state to another.
pub fn may_move(role: Role, own: bool, from: Status, to: Status) -> Result<(), Refusal> {
    if !reaches(role, Write, own) {
        return Err(unseen(from));
    }
    // The right to a state comes first: nobody learns of moves that are not theirs.
    let publishes = reaches(role, Publish, own);
    match MOVES.iter().find(|(a, b, _)| (*a, *b) == (from, to)) {
        Some((.., Write)) => Ok(()),
        Some((.., Publish)) if publishes => Ok(()),
        None if publishes => Err(Refusal::WrongState),
        Some((.., Publish)) | None => Err(Refusal::Forbidden),
    }
}

/// A story that is public hides from nobody; what is or was to come does.
const fn unseen(status: Status) -> Refusal {
    match status {
        Published => Refusal::Forbidden,
        Idea | Draft | InReview | Ready | Scheduled | Unpublished => Refusal::Hidden,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who may do what, written out a second time and differently: a letter a state in the order
    /// of [`Status::ALL`], `y` yes, `f` forbidden, `h` hidden, `w` wrong state.
    const ACTS: [(Role, bool, [&str; 4]); 8] = [
        (Role::Reader, true, ["hhhhhfh"; 4]),
        (Role::Moderator, true, ["hhhhhfh"; 4]),
        (
            Role::Contributor,
            true,
            ["yyyyyyy", "yyyffff", "yyfffff", "fffffff"],
        ),
        (Role::Contributor, false, ["hhhhhfh"; 4]),
        (
            Role::Author,
            true,
            ["yyyyyyy", "yyyyyyy", "yyyyyyy", "wwwwwyw"],
        ),
        (Role::Author, false, ["hhhhhfh"; 4]),
        (
            Role::Editor,
            false,
            ["yyyyyyy", "yyyyyyy", "yyyyyyy", "wwwwwyw"],
        ),
        (
            Role::Administrator,
            false,
            ["yyyyyyy", "yyyyyyy", "yyyyyyy", "wwwwwyw"],
        ),
    ];

    /// The same for moves: a line a state that is left, a letter a state that is entered.
    const PUBLISHER: [&str; 7] = [
        "wyyyyyw", "ywyyyyw", "wywyyyw", "wyywyyw", "wyyyyyw", "wwwwwyy", "wyyyyyy",
    ];
    const CONTRIBUTOR: [&str; 7] = [
        "fyyffff", "yfyffff", "fyfffff", "fffffff", "fffffff", "fffffff", "fffffff",
    ];
    const STRANGER: [&str; 7] = [
        "hhhhhhh", "hhhhhhh", "hhhhhhh", "hhhhhhh", "hhhhhhh", "fffffff", "hhhhhhh",
    ];

    fn letter(outcome: Result<(), Refusal>) -> char {
        match outcome {
            Ok(()) => 'y',
            Err(Refusal::Forbidden) => 'f',
            Err(Refusal::Hidden) => 'h',
            Err(Refusal::WrongState) => 'w',
        }
    }

    #[test]
    fn everybody_may_do_what_is_written_here_and_nothing_else() {
        for (role, own, lines) in ACTS {
            for (act, line) in Act::ALL.into_iter().zip(lines) {
                let got: String = Status::ALL
                    .into_iter()
                    .map(|status| letter(may(role, own, status, act)))
                    .collect();
                assert_eq!(got, line, "{role:?}, own {own}: {act:?}");
            }
        }
    }

    #[test]
    fn every_move_by_everybody() {
        for role in Role::ALL {
            for own in [true, false] {
                let lines = match (role, own) {
                    (Role::Editor | Role::Administrator, _) | (Role::Author, true) => PUBLISHER,
                    (Role::Contributor, true) => CONTRIBUTOR,
                    (Role::Contributor | Role::Author, false)
                    | (Role::Reader | Role::Moderator, _) => STRANGER,
                };
                for (from, line) in Status::ALL.into_iter().zip(lines) {
                    let got: String = Status::ALL
                        .into_iter()
                        .map(|to| letter(may_move(role, own, from, to)))
                        .collect();
                    assert_eq!(got, line, "{role:?}, own {own}: from {from:?}");
                }
            }
        }
    }

    #[test]
    fn whoever_may_publish_publishes_from_any_state() {
        for from in Status::ALL {
            assert_eq!(may_move(Role::Author, true, from, Published), Ok(()));
        }
    }

    #[test]
    fn no_move_stands_twice_in_the_table() {
        for (n, (from, to, _)) in MOVES.iter().enumerate() {
            let same = |(a, b, _): &&(Status, Status, Power)| (a, b) == (from, to);
            assert_eq!(MOVES[n + 1..].iter().find(same), None);
        }
    }
}
