//! The passage of a story that answers a question, with the words that do.

use super::{
    query::Query,
    words::{language_of, words},
};

/// Words in a passage.
const LENGTH: usize = 32;
/// Words before the first one that answers.
const BEFORE: usize = 6;
/// Words of a text that are looked at.
const LOOKED_AT: usize = 5_000;

/// A run of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// Whether it is a word that was looked for.
    pub found: bool,
}

/// The first passage of a text with the most of the terms, and among those the most words that
/// were looked for; empty where the text has none.
pub fn passage(text: &str, language: &str, query: &Query) -> Vec<Piece> {
    let language = language_of(language);
    let mut places = Vec::new();
    let mut hits: Vec<(usize, usize)> = Vec::new();
    for (n, (at, word)) in words(text).take(LOOKED_AT).enumerate() {
        if let Some(term) = query.term_of(&word, language) {
            hits.push((n, term));
        }
        places.push(at);
    }
    let room = LENGTH - BEFORE;
    let worth = |first: usize| {
        let window = hits[first..]
            .iter()
            .take_while(|(n, _)| *n < hits[first].0 + room);
        let terms: Vec<usize> = window.map(|(_, term)| *term).collect();
        let mut different = terms.clone();
        different.sort_unstable();
        different.dedup();
        (different.len(), terms.len())
    };
    // The first of the best: `max_by_key` would take the last.
    let best = (0..hits.len()).rev().max_by_key(|first| worth(*first));
    let Some(best) = best else { return Vec::new() };
    let first = hits[best].0.saturating_sub(BEFORE);
    let last = (first + LENGTH).min(places.len()) - 1;
    let begin = if first == 0 { 0 } else { places[first].start };
    let end = if last + 1 == places.len() {
        text.len()
    } else {
        places[last].end
    };
    let mut pieces = Vec::new();
    let mut at = begin;
    let mut add = |text: &str, found: bool| {
        if !text.is_empty() {
            let text = text.to_owned();
            pieces.push(Piece { text, found });
        }
    };
    if first > 0 {
        add("… ", false);
    }
    for (n, _) in hits.iter().filter(|(n, _)| (first..=last).contains(n)) {
        add(&spaced(&text[at..places[*n].start]), false);
        add(&text[places[*n].clone()], true);
        at = places[*n].end;
    }
    add(spaced(&text[at..end]).trim_end(), false);
    if end < text.len() {
        add(" …", false);
    }
    pieces
}

/// One space for every gap.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, question: &str) -> String {
        let pieces = passage(text, "id", &Query::parse(question));
        let mark = |piece: &Piece| match piece.found {
            true => format!("[{}]", piece.text),
            false => piece.text.clone(),
        };
        pieces.iter().map(mark).collect()
    }

    #[test]
    fn words_are_marked_in_every_form() {
        assert_eq!(
            shown("Rapat membahas banjir.\nPembahasan selesai.", "bahas"),
            "Rapat [membahas] banjir. [Pembahasan] selesai."
        );
        assert_eq!(shown("Tidak ada.", "bahas"), "");
    }

    #[test]
    fn the_passage_with_the_most_terms_is_shown() {
        let filler = "kata ".repeat(60);
        let text = format!("banjir {filler}banjir di kota tua {filler}kota {filler}");
        let shown = shown(&text, "banjir tua");
        assert!(shown.starts_with("… kata"), "{shown}");
        assert!(shown.contains("[banjir] di kota [tua]"), "{shown}");
        assert!(shown.ends_with(" …"), "{shown}");
    }

    #[test]
    fn what_looks_like_html_stays_text() {
        assert_eq!(shown("<b>banjir</b>", "banjir"), "<b>[banjir]</b>");
    }
}
