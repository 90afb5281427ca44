//! Markdown (CommonMark with tables and strikethrough) read into a [`Document`]. Raw HTML is kept
//! as text, never as markup.

use crate::domain::document::{
    Block, BlockId, Cell, Code, Document, Heading, Id, Inline, Link, ListItem, Mark, Row,
};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::iter::Peekable;

/// How deep blocks stand in blocks in `markdown`: known before a reader goes down there itself.
pub fn depth(markdown: &str) -> usize {
    let (mut level, mut deepest) = (0_usize, 0);
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Start(_) => level += 1,
            Event::End(_) => level -= 1,
            _ => {}
        }
        deepest = deepest.max(level);
    }
    // Items and cells are levels to the parser alone.
    deepest.div_ceil(2)
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

/// Reads `markdown`; every block gets an id from `ids`.
pub fn to_document(markdown: &str, ids: &mut dyn FnMut() -> BlockId) -> Document {
    let mut reader = Reader {
        events: Parser::new_ext(markdown, options()).peekable(),
        ids,
    };
    Document::new(reader.blocks())
}

struct Reader<'a, I: Iterator<Item = Event<'a>>> {
    events: Peekable<I>,
    ids: &'a mut dyn FnMut() -> BlockId,
}

impl<'a, I: Iterator<Item = Event<'a>>> Reader<'a, I> {
    fn id(&mut self) -> Id {
        Id { id: (self.ids)() }
    }

    /// Blocks up to the end of whatever encloses them; consumes that end.
    fn blocks(&mut self) -> Vec<Block> {
        let mut list = Vec::new();
        loop {
            // Tight list items hold bare text: it becomes a paragraph.
            if self.events.peek().is_some_and(is_inline) {
                let content = self.inlines(false);
                list.push(Block::Paragraph {
                    attrs: self.id(),
                    content,
                });
                continue;
            }
            match self.events.next() {
                None | Some(Event::End(_)) => return list,
                Some(Event::Rule) => list.push(Block::HorizontalRule { attrs: self.id() }),
                Some(Event::Start(tag)) => list.extend(self.block(tag)),
                Some(_) => {}
            }
        }
    }

    fn block(&mut self, tag: Tag<'a>) -> Option<Block> {
        let attrs = self.id();
        Some(match tag {
            Tag::Heading { level, .. } => {
                let level = if level <= HeadingLevel::H2 { 2 } else { 3 };
                Block::Heading {
                    attrs: Heading {
                        id: attrs.id,
                        level,
                    },
                    content: self.inlines(true),
                }
            }
            Tag::BlockQuote(_) => Block::Blockquote {
                attrs,
                content: self.blocks(),
            },
            Tag::List(start) => {
                let content = self.items();
                match start {
                    None => Block::BulletList { attrs, content },
                    Some(_) => Block::OrderedList { attrs, content },
                }
            }
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                Block::CodeBlock {
                    attrs: Code {
                        id: attrs.id,
                        language,
                    },
                    content: self.code(),
                }
            }
            Tag::Table(_) => Block::Table {
                attrs,
                content: self.rows(),
            },
            Tag::HtmlBlock => {
                let text: String = self.code().into_iter().filter_map(text_of).collect();
                Block::Paragraph {
                    attrs,
                    content: vec![plain(text.trim().to_owned(), &[])],
                }
            }
            _ => Block::Paragraph {
                attrs,
                content: self.inlines(true),
            },
        })
    }

    fn items(&mut self) -> Vec<ListItem> {
        let mut list = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let attrs = self.id();
                    list.push(ListItem::ListItem {
                        attrs,
                        content: self.blocks(),
                    });
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        list
    }

    fn rows(&mut self) -> Vec<Row> {
        let mut rows = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(tag @ (Tag::TableHead | Tag::TableRow)) => {
                    let attrs = self.id();
                    let header = tag == Tag::TableHead;
                    let mut cells = Vec::new();
                    while let Some(Event::Start(Tag::TableCell)) = self.events.next() {
                        let content = self.inlines(true);
                        let content = vec![Block::Paragraph {
                            attrs: self.id(),
                            content,
                        }];
                        cells.push(if header {
                            Cell::TableHeader { content }
                        } else {
                            Cell::TableCell { content }
                        });
                    }
                    rows.push(Row::TableRow {
                        attrs,
                        content: cells,
                    });
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        rows
    }

    /// The lines of a code block; consumes its end.
    fn code(&mut self) -> Vec<Inline> {
        let mut text = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::Text(t) | Event::Html(t) | Event::InlineHtml(t) => text.push_str(&t),
                Event::End(_) => break,
                _ => {}
            }
        }
        vec![plain(text.trim_end_matches('\n').to_owned(), &[])]
    }

    /// Runs of text with their marks. With `closed` it consumes the end of the enclosing block,
    /// without it stops before anything that is not inline.
    fn inlines(&mut self, closed: bool) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut marks: Vec<Mark> = Vec::new();
        loop {
            if !closed && marks.is_empty() && !self.events.peek().is_some_and(is_inline) {
                return out;
            }
            match self.events.next() {
                Some(Event::Text(t) | Event::InlineHtml(t) | Event::Html(t)) => {
                    push(&mut out, plain(t.to_string(), &marks))
                }
                Some(Event::Code(t)) => {
                    let set: Vec<Mark> = marks.iter().cloned().chain([Mark::Code]).collect();
                    push(&mut out, plain(t.to_string(), &set));
                }
                Some(Event::SoftBreak) => push(&mut out, plain(" ".to_owned(), &marks)),
                Some(Event::HardBreak) => out.push(Inline::HardBreak),
                Some(Event::Start(tag)) => marks.push(match tag {
                    Tag::Strong => Mark::Bold,
                    Tag::Strikethrough => Mark::Strike,
                    Tag::Link { dest_url, .. } => Mark::Link {
                        attrs: Link {
                            href: dest_url.to_string(),
                        },
                    },
                    _ => Mark::Italic,
                }),
                Some(Event::End(
                    TagEnd::Strong
                    | TagEnd::Strikethrough
                    | TagEnd::Link
                    | TagEnd::Emphasis
                    | TagEnd::Image,
                )) => {
                    marks.pop();
                }
                Some(Event::End(_)) | None => return out,
                Some(_) => {}
            }
        }
    }
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineHtml(_)
        | Event::SoftBreak
        | Event::HardBreak => true,
        Event::Start(tag) => {
            matches!(
                tag,
                Tag::Strong
                    | Tag::Emphasis
                    | Tag::Strikethrough
                    | Tag::Link { .. }
                    | Tag::Image { .. }
            )
        }
        _ => false,
    }
}

fn plain(text: String, marks: &[Mark]) -> Inline {
    Inline::Text {
        text,
        marks: marks.to_vec(),
    }
}

fn text_of(run: Inline) -> Option<String> {
    match run {
        Inline::Text { text, .. } => Some(text),
        Inline::HardBreak => None,
    }
}

/// Adds a run, joining it to the one before when they are set alike.
fn push(out: &mut Vec<Inline>, run: Inline) {
    if let (
        Some(Inline::Text { text, marks }),
        Inline::Text {
            text: more,
            marks: same,
        },
    ) = (out.last_mut(), &run)
        && marks == same
    {
        text.push_str(more);
        return;
    }
    out.push(run);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(markdown: &str) -> String {
        let mut n = 0;
        let mut ids = || {
            n += 1;
            BlockId(n.to_string())
        };
        to_document(markdown, &mut ids).to_html()
    }

    #[test]
    fn paragraphs_headings_and_marks() {
        assert_eq!(
            html("Satu **dua**\nbaris"),
            "<p id=\"b-1\">Satu <strong>dua</strong> baris</p>"
        );
        assert_eq!(html("## Judul"), "<h2 id=\"b-1\">Judul</h2>");
        assert_eq!(
            html("[w](https://w.id) `x`"),
            "<p id=\"b-1\"><a href=\"https://w.id\">w</a> <code>x</code></p>"
        );
    }

    #[test]
    fn lists_tight_loose_and_nested() {
        let tight = html("- satu\n- dua *miring*");
        assert!(
            tight.contains(">satu</li>") && tight.contains(">dua <em>miring</em></li>"),
            "{tight}"
        );
        assert!(
            html("1. a\n   - b").contains("<ol"),
            "ordered with a list inside"
        );
        assert!(html("- a\n\n- b").contains("<li"), "loose");
    }

    #[test]
    fn tables_code_and_quotes() {
        let table = html("| a | b |\n|---|---|\n| 1 | 2 |");
        assert!(
            table.contains("<th scope=\"col\">a</th>") && table.contains("<td>2</td>"),
            "{table}"
        );
        assert!(html("```sh\n<b>\n```").contains("<code>&lt;b&gt;</code>"));
        assert!(html("> kutip").contains("<blockquote"));
    }

    #[test]
    fn raw_html_stays_text() {
        for markdown in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
        ] {
            let html = html(markdown);
            assert!(
                !html.contains("<script") && !html.contains("<img"),
                "{html}"
            );
        }
    }

    #[test]
    fn nothing_smart_is_done_to_the_text() {
        assert!(
            html("Radio Bharata Online - Menteri \"x\" (18/11)...")
                .contains("Online - Menteri &quot;x&quot; (18/11)...")
        );
    }
}
