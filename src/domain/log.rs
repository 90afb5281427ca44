//! The log of who did what, as administrators read it.

use super::{id::AccountId, moderation::When};

/// What a line of the log is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Stories and pictures.
    Stories,
    Comments,
    /// Accounts, their tokens and bans.
    People,
    /// Whatever else stands around every story.
    Site,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 4] = [Kind::Stories, Kind::Comments, Kind::People, Kind::Site];

    /// The word in the database and in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Stories => "stories",
            Kind::Comments => "comments",
            Kind::People => "people",
            Kind::Site => "site",
        }
    }

    /// Reads that word.
    pub fn from_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// From a line's subject, such as `article:12`.
    pub fn of(subject: &str) -> Kind {
        match subject.split_once(':').map(|(noun, _)| noun) {
            Some("article" | "media") => Kind::Stories,
            Some("comment") => Kind::Comments,
            Some("account") => Kind::People,
            _ => Kind::Site,
        }
    }
}

/// A line of the log, printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    pub when: When,
    /// Who did it; `None` for the command line and for nobody in particular.
    pub by: Option<AccountId>,
    /// Their name now, empty where it is gone.
    pub by_name: String,
    /// What was done.
    pub action: String,
    /// What it was done to: a noun, a colon, and an id or a name.
    pub subject: String,
    /// What that is called now; empty where it is gone or has no name.
    pub subject_name: String,
    /// What else was noted.
    pub detail: String,
}

/// Which lines are looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wanted {
    pub kind: Option<Kind>,
    /// Who did it.
    pub by: Option<AccountId>,
    /// Only lines before the one with this id.
    pub before: Option<i64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_subject_has_its_kind() {
        assert_eq!(Kind::of("article:1"), Kind::Stories);
        assert_eq!(Kind::of("media:x"), Kind::Stories);
        assert_eq!(Kind::of("comment:2"), Kind::Comments);
        assert_eq!(Kind::of("account:3"), Kind::People);
        assert_eq!(Kind::of("setting:name"), Kind::Site);
        assert_eq!(Kind::of("nothing"), Kind::Site);
        for kind in Kind::ALL {
            assert_eq!(Kind::from_word(kind.as_str()), Some(kind));
        }
    }
}
