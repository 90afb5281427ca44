//! Accounts as whoever runs the site sees them.

use super::{
    account::{Role, Standing},
    id::AccountId,
    moderation::When,
};

/// A line of the list of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub id: AccountId,
    pub name: String,
    /// Empty for whoever only signs stories.
    pub email: String,
    pub role: Role,
    pub standing: Standing,
    /// May not comment at the moment.
    pub banned: bool,
    /// When they were last here, where that is known.
    pub seen: Option<When>,
    /// Was invited, and the link still works.
    pub link_works: bool,
    /// Whoever looks at the list.
    pub own: bool,
}

/// Which of the lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum List {
    #[default]
    Staff,
    Readers,
    Disabled,
}

impl List {
    /// Every list.
    pub const ALL: [List; 3] = [List::Staff, List::Readers, List::Disabled];

    /// The word in addresses; empty for the first.
    pub const fn as_str(self) -> &'static str {
        match self {
            List::Staff => "",
            List::Readers => "readers",
            List::Disabled => "disabled",
        }
    }

    /// Reads that word.
    pub fn from_word(word: &str) -> List {
        let mut all = List::ALL.into_iter();
        all.find(|list| list.as_str() == word).unwrap_or_default()
    }
}

/// Which people are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub list: List,
    /// Only those with this role.
    pub role: Option<Role>,
    /// Part of a name or of an address.
    pub words: String,
    /// This one alone.
    pub account: Option<AccountId>,
    /// Only those who came before this one.
    pub before: Option<AccountId>,
}

/// A link that was just made, shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    pub email: String,
    /// The whole address.
    pub link: String,
}
