//! A story as the index holds it: the stems of each of its parts.

use super::words::{language_of, stem, words};
use std::collections::BTreeSet;

/// Generation of what is written. A higher one than a story's has it written anew: raise it
/// whenever words, stems or parts change.
pub const SCHEME: i64 = 1;

/// Most words of a story that are looked at: PostgreSQL counts no place past 16,383.
const MOST: usize = 15_000;

/// A story's text.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// BCP 47.
    pub language: String,
    pub headline: String,
    pub standfirst: String,
    /// Who signs it and its tags.
    pub names: Vec<String>,
    /// Plain text.
    pub body: String,
}

/// The same as stems, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    pub headline: Vec<String>,
    /// Standfirst and names, with an empty word between what does not belong together.
    pub about: Vec<String>,
    pub body: Vec<String>,
    /// Words that read otherwise than their stem, each once: their beginnings find them.
    pub forms: Vec<String>,
}

impl Entry {
    /// The entry of a story.
    pub fn of(text: &Text) -> Entry {
        let language = language_of(&text.language);
        let mut left = MOST;
        let mut forms = BTreeSet::new();
        let mut stems = |text: &str| -> Vec<String> {
            let found: Vec<String> = words(text)
                .take(left)
                .map(|(_, word)| {
                    let stem = stem(&word, language);
                    if !stem.starts_with(&word) {
                        forms.insert(word);
                    }
                    stem
                })
                .collect();
            left -= found.len();
            found
        };
        let headline = stems(&text.headline);
        let mut about = stems(&text.standfirst);
        for name in &text.names {
            about.push(String::new());
            about.extend(stems(name));
        }
        let body = stems(&text.body);
        Entry {
            headline,
            about,
            body,
            forms: forms.into_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_becomes_stems() {
        let entry = Entry::of(&Text {
            language: "id".into(),
            headline: "Membahas banjir".into(),
            standfirst: "Kota tua".into(),
            names: vec!["Rina Wulandari".into()],
            body: "Dibahas lagi.".into(),
        });
        assert_eq!(entry.headline, ["bahas", "banjir"]);
        assert_eq!(entry.about[..3], ["kota", "tua", ""]);
        assert_eq!(entry.body[0], "bahas");
        assert!(entry.forms.contains(&"membahas".to_owned()));
        assert!(!entry.forms.contains(&"banjir".to_owned()));
    }

    #[test]
    fn an_endless_story_is_cut() {
        let entry = Entry::of(&Text {
            body: "kata ".repeat(MOST + 5),
            ..Text::default()
        });
        assert_eq!(entry.body.len(), MOST);
    }
}
