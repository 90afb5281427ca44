//! Text of another site without its markup.

use crate::service::{clock::block_ids, html};
use rand::{SeedableRng, rngs::StdRng};

/// Text without markup and without signs that no text has.
pub(super) fn plain(html: &str) -> String {
    let html = printable(html);
    if !html.contains(['<', '&']) {
        return html.trim().to_owned();
    }
    let mut ids = block_ids(StdRng::seed_from_u64(0));
    let read = html::to_document(&html, &mut ids);
    read.map_or_else(String::new, |read| read.to_plain().trim().to_owned())
}

/// A text without the signs that no XML may hold (<https://www.w3.org/TR/xml/#charsets>): feeds
/// are made of it.
pub(super) fn printable(text: &str) -> String {
    let wanted = |c: &char| {
        matches!(c, '\n' | '\t' | '\r') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    text.chars().filter(wanted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_has_no_markup_and_no_strange_signs() {
        assert_eq!(plain("A &amp; <b>B</b>"), "A & B");
        assert_eq!(plain(" a\u{8}b\u{ffff}\nc "), "ab\nc");
    }
}
