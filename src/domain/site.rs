//! What every page prints around its content.

use super::{category::Named, moment::Moment};
use serde::{Deserialize, Serialize};

/// The languages of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
pub enum Language {
    #[default]
    #[serde(rename = "id")]
    Indonesian,
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::Indonesian => "id",
            Language::English => "en",
        }
    }

    /// From a BCP 47 tag.
    pub fn from_tag(tag: &str) -> Option<Language> {
        match tag {
            "id" => Some(Language::Indonesian),
            "en" => Some(Language::English),
            _ => None,
        }
    }
}

/// Name, language, navigation and date of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    pub name: String,
    pub tagline: String,
    pub language: Language,
    /// Absolute address, without a slash at its end.
    pub base_url: String,
    /// IANA name of the site's zone.
    pub zone: String,
    pub today: Moment,
    pub categories: Vec<Named>,
    pub pages: Vec<Named>,
}

/// What an editor may set about the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    pub name: String,
    pub tagline: String,
    pub language: Language,
    /// IANA name.
    pub zone: String,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            name: "Warta".into(),
            tagline: String::new(),
            language: Language::Indonesian,
            zone: "Asia/Jakarta".into(),
        }
    }
}
