//! A story as it is written, before anything is made of it.

use super::{
    document::Document,
    id::{AccountId, MediaId},
};
use serde::{Deserialize, Serialize};

/// Longest headline, in characters.
pub const HEADLINE: usize = 300;
/// Longest standfirst.
pub const STANDFIRST: usize = 1_000;
/// Longest dateline, title and description for search engines, and reason.
pub const LINE: usize = 500;
/// Most tags.
pub const TAGS: usize = 20;
/// Most names in the byline.
pub const BYLINES: usize = 20;

/// Everything that is written of a story. A working copy may hold what could not be published:
/// an empty headline, a category that is not chosen yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub headline: String,
    #[serde(default)]
    pub standfirst: String,
    /// `None` lets it follow the headline, until the story is first published.
    #[serde(default)]
    pub slug: Option<String>,
    /// Slug of the category.
    #[serde(default)]
    pub category: String,
    /// Names or slugs.
    #[serde(default)]
    pub tags: Vec<String>,
    #[serde(default)]
    pub bylines: Vec<AccountId>,
    #[serde(default)]
    pub dateline: String,
    #[serde(default)]
    pub language: String,
    #[serde(default)]
    pub banner: Option<MediaId>,
    #[serde(default)]
    pub seo_title: String,
    #[serde(default)]
    pub seo_description: String,
    pub document: Document,
}

/// What is wrong with something that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing stands where something must.
    Empty,
    /// More characters than this.
    TooLong(usize),
    /// More of them than this.
    TooMany(usize),
    /// There is no such category, account or picture.
    Unknown,
    /// An account that writes no stories.
    NoWriter,
    /// Not the form of a readable address.
    SlugForm,
    /// Another story has, or had, this address.
    SlugTaken,
    /// Not a language tag (BCP 47).
    LanguageForm,
    /// Blocks stand in blocks deeper than this.
    TooDeep(usize),
    /// The document is none of ours; the text says why.
    Document(String),
    /// A time that is over.
    Past,
    /// The block does not hold the text that is to be replaced.
    NoSuchText,
    /// So many pictures without a credit, which none may have that is public.
    NoCredit(usize),
    /// The replacement changes nothing.
    Same,
    /// Somebody of this name cannot open the story.
    NotTheirs(String),
    /// A translation that is in the story's own language.
    SameLanguage,
    /// Another translation is in this language already.
    LanguageTaken(String),
}

/// What is wrong, and where: a JSON Pointer into what was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    pub pointer: String,
    pub wrong: Wrong,
}

impl Complaint {
    /// One complaint.
    pub fn new(pointer: impl Into<String>, wrong: Wrong) -> Complaint {
        Complaint {
            pointer: pointer.into(),
            wrong,
        }
    }
}

/// Whether a text is a language tag: `id`, `en-GB`, `zh-Hans`.
pub fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let letters = |p: &str| p.bytes().all(|b| b.is_ascii_alphabetic());
    (2..=3).contains(&primary.len())
        && letters(primary)
        && tag.len() <= 35
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_tags() {
        for good in ["id", "en-GB", "zh-Hans-CN", "min"] {
            assert!(is_language(good), "{good}");
        }
        for bad in ["", "i", "indonesia", "id_ID", "id-", "1d", "id-<b>"] {
            assert!(!is_language(bad), "{bad}");
        }
    }

    #[test]
    fn a_working_copy_may_hold_little() {
        let json = r#"{"headline":"","document":{"type":"doc","version":1,"content":[]}}"#;
        let content: Content = serde_json::from_str(json).expect("content");
        assert_eq!((content.category.as_str(), content.slug), ("", None));
    }
}
