//! Tags in a text, by their places. What is made of broken markup does not matter: the text is read
//! and cleaned afterwards.

use html5ever::tokenizer::{
    BufferQueue, Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::{cell::RefCell, ops::Range};

/// A tag: its name in lower case, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) place: Range<usize>,
    pub(super) name: String,
    pub(super) closes: bool,
}

/// The first tag at or behind `from`; what is in quotes does not end it.
pub(super) fn next_tag(text: &str, mut from: usize) -> Option<Found> {
    loop {
        let begin = from + text.get(from..)?.find('<')?;
        from = begin + 1;
        let closes = text[from..].starts_with('/');
        let named = from + usize::from(closes);
        let name: String = text[named..]
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = end_of_tag(text, named + name.len())?;
        return Some(Found {
            place: begin..end,
            name: name.to_ascii_lowercase(),
            closes,
        });
    }
}

/// Behind the `>` of a tag whose name ends at `from`.
fn end_of_tag(text: &str, from: usize) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text[from..].char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, '>') => return Some(from + at + 1),
            _ => {}
        }
    }
    None
}

/// Behind the tag that closes `name`, searched from `from` on; the text's end where there is none.
pub(super) fn behind(text: &str, name: &str, mut from: usize) -> usize {
    while let Some(tag) = next_tag(text, from) {
        from = tag.place.end;
        if tag.closes && tag.name == name {
            return from;
        }
    }
    text.len()
}

/// An attribute's value as a browser reads it: whatever the case, the quotes and the white space.
pub(super) fn attribute(tag: &str, name: &str) -> Option<String> {
    #[derive(Default)]
    struct First(RefCell<Option<Tag>>);

    impl TokenSink for First {
        type Handle = ();

        fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
            if let Token::TagToken(tag) = token {
                self.0.borrow_mut().get_or_insert(tag);
            }
            TokenSinkResult::Continue
        }
    }

    let input = BufferQueue::default();
    input.push_back(tag.into());
    let tokenizer = Tokenizer::new(First::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let tag = tokenizer.sink.0.into_inner()?;
    let found = tag.attrs.iter().find(|one| &*one.name.local == name)?;
    Some(found.value.to_string())
}

/// A picture in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Image {
    pub(in super::super) place: Range<usize>,
    pub(in super::super) src: String,
    pub(in super::super) alt: String,
    /// It belongs to a card of Ghost's and says nothing.
    pub(in super::super) icon: bool,
}

/// The `<img>` elements of a text, in their order.
pub(in super::super) fn images(html: &str) -> Vec<Image> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(tag) = next_tag(html, from) {
        from = tag.place.end;
        let text = &html[tag.place.clone()];
        if tag.name == "img"
            && let Some(src) = attribute(text, "src")
        {
            let class = attribute(text, "class").unwrap_or_default();
            found.push(Image {
                place: tag.place,
                alt: attribute(text, "alt").unwrap_or_default(),
                src,
                icon: class.contains("kg-bookmark-icon"),
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_as_a_browser_reads_them() {
        for tag in [
            "<img alt='x' src=\"a.jpg?b=1&amp;c\">",
            "<IMG\n\tSRC='a.jpg?b=1&amp;c'>",
            "<img src=a.jpg?b=1&amp;c>",
            "<img data-src=\"b.jpg\" src=\"a.jpg?b=1&amp;c\"/>",
        ] {
            let src = attribute(tag, "src");
            assert_eq!(src.as_deref(), Some("a.jpg?b=1&c"), "{tag}");
        }
    }

    #[test]
    fn a_tag_ends_behind_its_quotes() {
        let text = "a < b <IMG alt='é > e' src='a.jpg'>x</p>";
        let images = images(text);
        assert_eq!((images.len(), images[0].alt.as_str()), (1, "é > e"));
        let close = next_tag(text, images[0].place.end).expect("a tag");
        assert_eq!((close.name.as_str(), close.closes), ("p", true));
        assert_eq!(next_tag("<a", 0), None);
    }
}
