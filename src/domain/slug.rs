//! The readable part of an address.

use serde::{Deserialize, Serialize};

/// Lower-case letters, digits and single hyphens between them, at most 120 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// The text is no slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "an address part has only a-z, 0-9 and single hyphens between them, at most 120 characters"
)]
pub struct BadSlug;

impl Slug {
    /// Longest slug, in characters.
    pub const MAX: usize = 120;

    /// Checks `text`; changes nothing in it.
    pub fn parse(text: &str) -> Result<Slug, BadSlug> {
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        let words_ok = text
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(plain));
        if words_ok && text.len() <= Self::MAX {
            Ok(Slug(text.to_owned()))
        } else {
            Err(BadSlug)
        }
    }

    /// A slug from a headline or name: accents are dropped, other signs become hyphens, and it is
    /// cut at a word's end. `None` when nothing is left.
    pub fn from_title(title: &str) -> Option<Slug> {
        let mut out = String::new();
        for c in title.chars().flat_map(char::to_lowercase) {
            match fold(c) {
                Some(c) => out.push(c),
                None if !out.is_empty() && !out.ends_with('-') => out.push('-'),
                None => {}
            }
        }
        if out.len() > Self::MAX {
            out.truncate(Self::MAX + 1);
            let end = out.rfind('-').unwrap_or(Self::MAX);
            out.truncate(end);
        }
        Slug::parse(out.trim_matches('-')).ok()
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn fold(c: char) -> Option<char> {
    Some(match c {
        'a'..='z' | '0'..='9' => c,
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ě' => 'e',
        'ì' | 'í' | 'î' | 'ï' | 'ī' => 'i',
        'ñ' | 'ń' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => 'o',
        'š' | 'ś' => 's',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' => 'u',
        'ý' | 'ÿ' => 'y',
        'ž' | 'ź' | 'ż' => 'z',
        _ => return None,
    })
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Slug {
    type Error = BadSlug;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Slug::parse(&text)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> String {
        slug.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_words_joined_by_hyphens() {
        assert!(Slug::parse("menlu-tiongkok-dan-rusia-2024").is_ok());
    }

    #[test]
    fn refuses_everything_else() {
        for bad in [
            "",
            "-a",
            "a-",
            "a--b",
            "A",
            "a b",
            "é",
            "a/b",
            "..",
            &"a".repeat(121),
        ] {
            assert_eq!(Slug::parse(bad), Err(BadSlug), "{bad:?}");
        }
    }

    #[test]
    fn makes_slugs_from_headlines() {
        let slug = Slug::from_title("Forum Pangan Dunia ke-2: Dibuka di «Roma»!").map(String::from);
        assert_eq!(
            slug.as_deref(),
            Some("forum-pangan-dunia-ke-2-dibuka-di-roma")
        );
        assert_eq!(
            Slug::from_title("Café São Paulo")
                .map(String::from)
                .as_deref(),
            Some("cafe-sao-paulo")
        );
        assert_eq!(Slug::from_title("«…»"), None);
    }

    #[test]
    fn cuts_long_headlines_at_a_word() {
        let slug = Slug::from_title(&"kata ".repeat(60))
            .map(String::from)
            .unwrap_or_default();
        assert!(slug.len() <= Slug::MAX && slug.ends_with("kata"), "{slug}");
    }
}
