//! What a reader looks for. Between two `"` stands a phrase; every other sign only parts words, so
//! no operator of any database has a meaning here.

use super::words::{stem, words};
use crate::domain::site::Language;

/// Longest question in characters; what follows is not looked at.
pub const LONGEST: usize = 200;
/// Most words.
pub const WORDS: usize = 12;
/// Shortest beginning of a word that finds it.
const BEGINNING: usize = 3;

/// A word in each form in which a story may hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As typed, folded.
    pub typed: String,
    pub indonesian: String,
    pub english: String,
}

impl Word {
    fn new(typed: String) -> Word {
        Word {
            indonesian: stem(&typed, Some(Language::Indonesian)),
            english: stem(&typed, Some(Language::English)),
            typed,
        }
    }

    /// In a story of this language.
    pub fn in_language(&self, language: Option<Language>) -> &str {
        match language {
            Some(Language::Indonesian) => &self.indonesian,
            Some(Language::English) => &self.english,
            None => &self.typed,
        }
    }
}

/// Words that a story must have, beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// At least one.
    pub words: Vec<Word>,
    /// Whether longer words that begin like the one word of the term are meant too.
    pub begins: bool,
}

impl Term {
    /// The term as the languages write it, each form once.
    pub fn forms(&self) -> Vec<Vec<&str>> {
        let languages = [Some(Language::Indonesian), Some(Language::English), None];
        let mut forms: Vec<Vec<&str>> = Vec::new();
        for language in languages {
            let words = self.words.iter().map(|word| word.in_language(language));
            let form = words.collect();
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        forms
    }
}

/// All of it; a story must have every term.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    pub terms: Vec<Term>,
}

impl Query {
    /// Reads what was typed. Without any word there are no terms.
    pub fn parse(text: &str) -> Query {
        let text: String = text.chars().take(LONGEST).collect();
        let text = text.replace(['“', '”', '„'], "\"");
        let parts: Vec<&str> = text.split('"').collect();
        let mut left = WORDS;
        let mut terms: Vec<Term> = Vec::new();
        for (n, part) in parts.iter().enumerate() {
            // Every second part is between quotes, unless the last one was never closed.
            let quoted = n % 2 == 1 && n + 1 < parts.len();
            let found: Vec<Word> = words(part)
                .take(left)
                .map(|(_, word)| Word::new(word))
                .collect();
            left -= found.len();
            if found.is_empty() {
                continue;
            }
            if quoted {
                terms.push(Term {
                    words: found,
                    begins: false,
                });
                continue;
            }
            let last = n + 1 == parts.len();
            let count = found.len();
            for (i, word) in found.into_iter().enumerate() {
                let long = word.typed.chars().count() >= BEGINNING;
                terms.push(Term {
                    begins: last && i + 1 == count && long,
                    words: vec![word],
                });
            }
        }
        Query { terms }
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The number of the first term to which a folded word of a text in this language belongs.
    pub fn term_of(&self, word: &str, language: Option<Language>) -> Option<usize> {
        let stem = stem(word, language);
        self.terms.iter().position(|term| {
            term.words.iter().any(|wanted| {
                let same = [&wanted.indonesian, &wanted.english, &wanted.typed].contains(&&stem);
                same || (term.begins && word.starts_with(&wanted.typed))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Vec<(String, bool)> {
        let query = Query::parse(text);
        let typed = |term: &Term| {
            let words: Vec<_> = term.words.iter().map(|w| w.typed.as_str()).collect();
            (words.join(" "), term.begins)
        };
        query.terms.iter().map(typed).collect()
    }

    fn plain(list: &[(&str, bool)]) -> Vec<(String, bool)> {
        list.iter().map(|(w, b)| ((*w).to_owned(), *b)).collect()
    }

    #[test]
    fn words_and_phrases() {
        assert_eq!(
            shape("Banjir \"kota tua\" surut"),
            plain(&[("banjir", false), ("kota tua", false), ("surut", true)])
        );
        assert_eq!(shape("“kota tua”"), plain(&[("kota tua", false)]));
        assert_eq!(
            shape("banjir \"kota tua"),
            plain(&[("banjir", false), ("kota", false), ("tua", true)])
        );
        assert_eq!(shape("di"), plain(&[("di", false)]));
    }

    #[test]
    fn operators_are_plain_text() {
        assert_eq!(
            shape("headline:hujan* NOT -api OR (NEAR) ^x"),
            plain(&[
                ("headline", false),
                ("hujan", false),
                ("not", false),
                ("api", false),
                ("or", false),
                ("near", false),
                ("x", false)
            ])
        );
        for nothing in ["", "\"", "\"\"", "* - :", "'&|!<->"] {
            assert!(Query::parse(nothing).is_empty(), "{nothing}");
        }
    }

    #[test]
    fn what_is_too_long_is_cut() {
        assert_eq!(Query::parse(&"kata ".repeat(1000)).terms.len(), WORDS);
        let one = Query::parse(&format!("\"{}\"", "a b ".repeat(40)));
        assert_eq!(one.terms[0].words.len(), WORDS);
        assert_eq!(
            Query::parse(&"x".repeat(5000)).terms[0].words[0]
                .typed
                .len(),
            64
        );
    }

    #[test]
    fn a_term_is_looked_for_in_each_language_once() {
        let query = Query::parse("membahas");
        assert_eq!(
            query.terms[0].forms(),
            [vec!["bahas"], vec!["membaha"], vec!["membahas"]]
        );
        assert_eq!(Query::parse("19").terms[0].forms(), [vec!["19"]]);
    }

    #[test]
    fn words_of_a_text_belong_to_terms() {
        let query = Query::parse("pembahasan \"kota tua\" kebak");
        let id = Some(Language::Indonesian);
        assert_eq!(query.term_of("dibahas", id), Some(0));
        assert_eq!(query.term_of("tua", id), Some(1));
        assert_eq!(query.term_of("kebakaran", id), Some(2));
        assert_eq!(query.term_of("hutan", id), None);
    }
}
