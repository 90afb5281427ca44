//! A document as plain text: for search, descriptions and word counts.

use super::{Block, Cell, Document, GalleryItem, Inline, ListItem, Row};

impl Document {
    /// The text without its setting, one line a block.
    pub fn to_plain(&self) -> String {
        let mut out = String::new();
        blocks(&self.content, &mut out);
        out.truncate(out.trim_end().len());
        out
    }
}

/// The text of these blocks.
pub(super) fn of(list: &[Block]) -> String {
    let mut out = String::new();
    blocks(list, &mut out);
    out
}

impl Block {
    /// The text of one block, without its setting.
    pub fn to_plain(&self) -> String {
        of(std::slice::from_ref(self)).trim_end().to_owned()
    }
}

fn blocks(list: &[Block], out: &mut String) {
    list.iter().for_each(|b| block(b, out));
}

fn block(block: &Block, out: &mut String) {
    match block {
        Block::Paragraph { content, .. }
        | Block::Heading { content, .. }
        | Block::PullQuote { content, .. }
        | Block::CodeBlock { content, .. } => line(content, out),
        Block::Blockquote { content, .. } | Block::FactBox { content, .. } => blocks(content, out),
        Block::BulletList { content, .. } | Block::OrderedList { content, .. } => {
            for ListItem::ListItem { content, .. } in content {
                blocks(content, out);
            }
        }
        Block::Table { content, .. } => {
            for Row::TableRow { content, .. } in content {
                for Cell::TableHeader { content } | Cell::TableCell { content } in content {
                    blocks(content, out);
                }
            }
        }
        Block::Image { attrs } => push_line(&attrs.caption, out),
        Block::Gallery { content, .. } => {
            for GalleryItem::Image { attrs } in content {
                push_line(&attrs.caption, out);
            }
        }
        Block::Embed { attrs } => push_line(&attrs.title, out),
        Block::RelatedStory { .. } | Block::HorizontalRule { .. } => {}
    }
}

fn line(content: &[Inline], out: &mut String) {
    let text: String = content
        .iter()
        .map(|run| match run {
            Inline::Text { text, .. } => text.as_str(),
            Inline::HardBreak => " ",
        })
        .collect();
    push_line(&text, out);
}

fn push_line(text: &str, out: &mut String) {
    if !text.is_empty() {
        out.push_str(text);
        out.push('\n');
    }
}
