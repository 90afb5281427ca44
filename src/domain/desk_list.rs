//! The newsroom's list of stories, as the page and the server tell it each other.

use super::{
    article::Status,
    category::Named,
    desk::Person,
    id::ArticleId,
    moderation::{Staff, When},
};
use serde::{Deserialize, Serialize};

/// A story in the newsroom's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub id: ArticleId,
    pub version: i64,
    /// Empty where none is written yet.
    pub headline: String,
    pub status: Status,
    pub category: String,
    pub names: Vec<String>,
    /// When it is or will be public, or is planned to be.
    pub when: Option<When>,
    pub saved: When,
    /// How often it was read, where it was public.
    pub reads: Option<i64>,
    /// What is typed and not yet part of it.
    pub copy: Option<LineCopy>,
}

/// The working copy of a story in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineCopy {
    pub version: i64,
    /// Whether the story has changed since it began: it becomes the story by a merge alone.
    pub behind: bool,
}

/// Which stories a list shows; each may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The word of a state.
    pub status: String,
    /// Slug of a category.
    pub category: String,
    /// Words of the headline.
    pub words: String,
    /// `1`: one's own alone.
    pub mine: String,
    pub after: String,
}

/// Most lists that somebody keeps.
pub const KEPT: i64 = 20;
/// Longest name of one, in characters.
pub const NAME_LENGTH: usize = 40;

/// A list that is kept under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    pub name: String,
    pub address: String,
}

impl Shown {
    /// What stands behind the `?` of this list's address, from its beginning.
    pub fn query(&self) -> String {
        let whole = Shown {
            after: String::new(),
            ..self.clone()
        };
        let address = whole.address();
        address
            .split_once('?')
            .map_or("", |(_, query)| query)
            .to_owned()
    }

    /// The address of this list.
    pub fn address(&self) -> String {
        let fields = [
            ("status", &self.status),
            ("category", &self.category),
            ("q", &self.words),
            ("mine", &self.mine),
            ("after", &self.after),
        ];
        let mut address = String::from("/editor/stories");
        for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            let mark = if address.contains('?') { '&' } else { '?' };
            address = format!("{address}{mark}{name}={}", escaped(value));
        }
        address
    }
}

/// A text as the value of a query.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                out.push(char::from(byte));
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// A page of the newsroom's list of stories.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stories {
    pub staff: Staff,
    pub shown: Shown,
    pub lines: Vec<Line>,
    /// Cursor of the next page.
    pub next: Option<String>,
    pub categories: Vec<Named>,
    /// What whoever looks keeps, by name.
    pub views: Vec<View>,
    /// Whom a story can be given to.
    pub people: Vec<Person>,
}
