//! Who takes part: roles, what each may do, and what a page may know of whoever looks at it.

use super::{id::AccountId, site::Language};
use serde::{Deserialize, Serialize};

/// How somebody of the newsroom has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeskSettings {
    /// Nothing for the site's.
    pub language: Option<Language>,
    /// Whether notices about stories are mailed.
    pub mail: bool,
}

/// What an account is for. The order is no ladder: a moderator may not write stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Reader,
    Contributor,
    Author,
    Editor,
    Moderator,
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Role; 6] = [
        Role::Reader,
        Role::Contributor,
        Role::Author,
        Role::Editor,
        Role::Moderator,
        Role::Administrator,
    ];

    /// The word the database, the command line and the API use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Reader => "reader",
            Role::Contributor => "contributor",
            Role::Author => "author",
            Role::Editor => "editor",
            Role::Moderator => "moderator",
            Role::Administrator => "administrator",
        }
    }

    /// Reads that word.
    pub fn from_word(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// Whether the newsroom's rules apply rather than the readers'.
    pub const fn is_staff(self) -> bool {
        !matches!(self, Role::Reader)
    }

    /// Write stories at all; which, and how far, is in [`super::workflow`].
    pub const fn may_write(self) -> bool {
        matches!(
            self,
            Role::Contributor | Role::Author | Role::Editor | Role::Administrator
        )
    }

    /// Approve, reject, pick, pin, ban; search comments and read the audit log.
    pub const fn may_moderate(self) -> bool {
        matches!(self, Role::Editor | Role::Moderator | Role::Administrator)
    }

    /// Upload pictures, and say what is on one's own.
    pub const fn may_illustrate(self) -> bool {
        matches!(
            self,
            Role::Contributor | Role::Author | Role::Editor | Role::Administrator
        )
    }

    /// Change, replace and delete anybody's pictures.
    pub const fn may_keep_library(self) -> bool {
        matches!(self, Role::Editor | Role::Administrator)
    }

    /// Categories, and whatever else every story stands in.
    pub const fn may_arrange(self) -> bool {
        matches!(self, Role::Editor | Role::Administrator)
    }

    /// Accounts, roles and settings.
    pub const fn may_administer(self) -> bool {
        matches!(self, Role::Administrator)
    }
}

/// Where an account stands. Only an active one lets anybody in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Active,
    /// Its owner was invited and has not accepted yet.
    Invited,
    /// Nobody comes in with it until an administrator enables it again.
    Disabled,
    /// Its row was emptied.
    Deleted,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Standing; 4] = [
        Standing::Active,
        Standing::Invited,
        Standing::Disabled,
        Standing::Deleted,
    ];

    /// The word the database and the API use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Standing::Active => "active",
            Standing::Invited => "invited",
            Standing::Disabled => "disabled",
            Standing::Deleted => "deleted",
        }
    }

    /// Reads that word.
    pub fn from_word(word: &str) -> Option<Standing> {
        Standing::ALL.into_iter().find(|own| own.as_str() == word)
    }
}

/// Whoever is signed in, as their own pages may know them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Viewer {
    pub id: AccountId,
    pub name: String,
    pub email: String,
    pub role: Role,
    /// Whether the address has been confirmed (always, where no mail is sent).
    pub verified: bool,
}

/// Longest name, in characters.
pub const NAME_LENGTH: usize = 60;
/// Password length in characters; longer ones are refused rather than cut.
pub const PASSWORD_LENGTH: std::ops::RangeInclusive<usize> = 10..=200;

/// The letters of an avatar: the first of the first and the last word, or the first letter and a
/// number at the end (`Pembaca 4` is `P4`).
pub fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().next();
    let mut words = name.split_whitespace();
    let head = words.next().and_then(first);
    let tail = words.next_back().and_then(first);
    head.into_iter()
        .chain(tail)
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_roles_and_back() {
        for role in Role::ALL {
            assert_eq!(Role::from_word(role.as_str()), Some(role));
        }
        assert_eq!(Role::from_word("owner"), None);
        for standing in Standing::ALL {
            assert_eq!(Standing::from_word(standing.as_str()), Some(standing));
        }
    }

    #[test]
    fn the_order_of_roles_is_no_ladder() {
        let moderate: Vec<_> = Role::ALL.into_iter().filter(|r| r.may_moderate()).collect();
        assert_eq!(
            moderate,
            [Role::Editor, Role::Moderator, Role::Administrator]
        );
        assert!(!Role::Reader.is_staff() && Role::Contributor.is_staff());
    }

    #[test]
    fn initials_are_two_letters_at_most() {
        assert_eq!(initials("Eko Satrio Wibowo"), "EW");
        assert_eq!(initials("Pembaca 4"), "P4");
        assert_eq!(initials("ratih"), "R");
        assert_eq!(initials(""), "");
    }
}
