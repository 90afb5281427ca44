//! What a document shows from elsewhere, wherever in it that stands.

use super::{Block, Cell, Document, ListItem, Row};

impl Document {
    /// The addresses of its embeds.
    pub fn embeds(&self) -> Vec<String> {
        let mut found = Vec::new();
        read(&self.content, &mut found);
        found
    }
}

fn read(blocks: &[Block], found: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Embed { attrs } => found.push(attrs.url.clone()),
            Block::Blockquote { content, .. } | Block::FactBox { content, .. } => {
                read(content, found);
            }
            Block::BulletList { content, .. } | Block::OrderedList { content, .. } => {
                for ListItem::ListItem { content, .. } in content {
                    read(content, found);
                }
            }
            Block::Table { content, .. } => {
                for Row::TableRow { content, .. } in content {
                    for Cell::TableHeader { content } | Cell::TableCell { content } in content {
                        read(content, found);
                    }
                }
            }
            Block::Paragraph { .. }
            | Block::Heading { .. }
            | Block::Image { .. }
            | Block::Gallery { .. }
            | Block::PullQuote { .. }
            | Block::CodeBlock { .. }
            | Block::HorizontalRule { .. }
            | Block::RelatedStory { .. } => {}
        }
    }
}
