//! Words of a text and their stems.
//!
//! Stems are those of Snowball 3.0 (<https://snowballstem.org/algorithms/>): for Indonesian the
//! algorithm of F. Z. Tala, "A Study of Stemming Effects on Information Retrieval in Bahasa
//! Indonesia" (2003), with what `roots` adds to it, for English Porter's second.

use super::roots;
use crate::domain::site::Language;
use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use waken_snowball::Algorithm;

/// Longest word in characters; what follows in it is not looked at.
const LONGEST: usize = 64;

/// The words of a text, folded, each with its place in bytes.
pub fn words(text: &str) -> impl Iterator<Item = (Range<usize>, String)> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (start, first) = chars.next()?;
            if !first.is_alphanumeric() {
                continue;
            }
            let mut end = start + first.len_utf8();
            while let Some(&(at, c)) = chars.peek() {
                // `Jum'at` and `Qur’an` are one word, also where they are written without the sign.
                let inside = c.is_alphanumeric() || is_combining_mark(c) || {
                    matches!(c, '\'' | '’' | 'ʼ')
                        && text[at + c.len_utf8()..]
                            .chars()
                            .next()
                            .is_some_and(char::is_alphanumeric)
                };
                if !inside {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
            let folded = fold(&text[start..end]);
            if !folded.is_empty() {
                return Some((start..end, folded));
            }
        }
    })
}

/// A word in lower case without accents: letters and digits alone.
fn fold(word: &str) -> String {
    word.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .map(|c| match c {
            'ø' => 'o',
            'ł' => 'l',
            'đ' => 'd',
            'ı' => 'i',
            other => other,
        })
        .take(LONGEST)
        .collect()
}

/// The language of a story by its tag, where its words have stems.
pub fn language_of(tag: &str) -> Option<Language> {
    Language::from_tag(tag.split('-').next().unwrap_or_default())
}

/// The stem of a folded word; the word itself in a language without stems here.
pub fn stem(word: &str, language: Option<Language>) -> String {
    // The algorithms know no other letters.
    if !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let algorithm = match language {
        None => return word.to_owned(),
        Some(Language::Indonesian) => Algorithm::Indonesian,
        Some(Language::English) => Algorithm::English,
    };
    let stem = waken_snowball::stem(algorithm, word);
    // Nothing is found by an empty word.
    let stem = match stem.is_empty() {
        true => word.to_owned(),
        false => stem.into(),
    };
    match language {
        Some(Language::Indonesian) => roots::whole(word, stem),
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).map(|(_, word)| word).collect()
    }

    #[test]
    fn words_are_folded() {
        assert_eq!(
            folded("Jum’at, José & Ångström: COVID-19! anak-anak"),
            ["jumat", "jose", "angstrom", "covid", "19", "anak", "anak"]
        );
        assert_eq!(
            folded("'kutip' ﬁlm ½ İstanbul"),
            ["kutip", "film", "12", "istanbul"]
        );
        assert_eq!(folded(" \t -- \" * "), Vec::<String>::new());
    }

    #[test]
    fn a_word_keeps_its_place() {
        let text = "«Qur'an» é";
        let places: Vec<&str> = words(text).map(|(at, _)| &text[at]).collect();
        assert_eq!(places, ["Qur'an", "é"]);
    }

    #[test]
    fn an_endless_word_is_cut() {
        assert_eq!(folded(&"x".repeat(1000))[0].len(), LONGEST);
    }

    #[test]
    fn indonesian_words_share_their_stem() {
        let id = |word| stem(word, Some(Language::Indonesian));
        for (stem, forms) in [
            (
                "bahas",
                &["membahas", "dibahas", "pembahasan", "bahasan", "bahas"][..],
            ),
            (
                "bakar",
                &[
                    "kebakaran",
                    "membakar",
                    "dibakar",
                    "terbakar",
                    "pembakaran",
                    "bakar",
                ],
            ),
            (
                "banjir",
                &["banjir", "banjirnya", "kebanjiran", "membanjiri"],
            ),
            (
                "pilih",
                &["memilih", "dipilih", "pilihan", "pemilihan", "pilihlah"],
            ),
            ("sapu", &["menyapu", "sapu"]),
            (
                "baca",
                &["membaca", "dibaca", "pembaca", "bacaan", "bacakah"],
            ),
            ("main", &["bermain", "permainan", "mainan"]),
        ] {
            for form in forms {
                assert_eq!(id(form), stem, "{form}");
            }
        }
    }

    #[test]
    fn english_words_share_their_stem() {
        let en = |word| stem(word, Some(Language::English));
        for (stem, forms) in [
            ("flood", &["flood", "floods", "flooding", "flooded"][..]),
            ("elect", &["election", "elections", "elected"]),
            ("citi", &["city", "cities"]),
        ] {
            for form in forms {
                assert_eq!(en(form), stem, "{form}");
            }
        }
    }

    #[test]
    fn other_words_are_left_alone() {
        for word in ["北京", "covid19", "2024", "ß"] {
            assert_eq!(stem(word, Some(Language::Indonesian)), word);
            assert_eq!(stem(word, Some(Language::English)), word);
        }
        assert_eq!(stem("membahas", None), "membahas");
        assert_eq!(language_of("en-GB"), Some(Language::English));
        assert_eq!(language_of("jv"), None);
    }
}
