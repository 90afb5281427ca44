//! The ids of blocks, and how deep blocks stand in blocks.

use super::{Block, BlockId, Cell, Document, GalleryItem, ListItem, Row};
use std::collections::HashSet;

impl BlockId {
    /// Whether it has the form of an id: 12 characters of `a-z2-7`.
    pub fn is_well_formed(&self) -> bool {
        self.0.len() == 12
            && self
                .0
                .bytes()
                .all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7'))
    }
}

impl Document {
    /// Most levels of blocks in blocks: more than any story has, and few enough to be drawn and
    /// read back without end.
    pub const DEPTH: usize = 12;
    /// Most blocks at the top.
    pub const BLOCKS: usize = 2_000;

    /// Gives a new id to every block whose id is malformed or stands a second time.
    pub fn settle_ids(&mut self, fresh: &mut dyn FnMut() -> BlockId) {
        let mut seen = HashSet::new();
        each(&mut self.content, &mut |id| {
            while !id.is_well_formed() || !seen.insert(id.clone()) {
                *id = fresh();
            }
        });
    }

    /// The deepest level on which a block stands; 0 for an empty document.
    pub fn depth(&self) -> usize {
        levels(&self.content)
    }
}

fn levels(blocks: &[Block]) -> usize {
    blocks
        .iter()
        .map(|block| {
            1 + block
                .within()
                .into_iter()
                .map(levels)
                .max()
                .unwrap_or_default()
        })
        .max()
        .unwrap_or_default()
}

/// Visits every id in the order of the text.
fn each(blocks: &mut [Block], visit: &mut dyn FnMut(&mut BlockId)) {
    for block in blocks {
        visit(block.id_mut());
        match block {
            Block::Blockquote { content, .. } | Block::FactBox { content, .. } => {
                each(content, visit);
            }
            Block::BulletList { content, .. } | Block::OrderedList { content, .. } => {
                for ListItem::ListItem { attrs, content } in content {
                    visit(&mut attrs.id);
                    each(content, visit);
                }
            }
            Block::Table { content, .. } => {
                for Row::TableRow { attrs, content } in content {
                    visit(&mut attrs.id);
                    for Cell::TableHeader { content } | Cell::TableCell { content } in content {
                        each(content, visit);
                    }
                }
            }
            Block::Gallery { content, .. } => {
                for GalleryItem::Image { attrs } in content {
                    visit(&mut attrs.id);
                }
            }
            Block::Paragraph { .. }
            | Block::Heading { .. }
            | Block::Image { .. }
            | Block::PullQuote { .. }
            | Block::CodeBlock { .. }
            | Block::HorizontalRule { .. }
            | Block::Embed { .. }
            | Block::RelatedStory { .. } => {}
        }
    }
}

impl Block {
    /// The runs of blocks that stand in it: a quote's, each item's of a list, each cell's of a table.
    pub(super) fn within(&self) -> Vec<&[Block]> {
        match self {
            Block::Blockquote { content, .. } | Block::FactBox { content, .. } => vec![content],
            Block::BulletList { content, .. } | Block::OrderedList { content, .. } => content
                .iter()
                .map(|ListItem::ListItem { content, .. }| content.as_slice())
                .collect(),
            Block::Table { content, .. } => content
                .iter()
                .flat_map(|Row::TableRow { content, .. }| content)
                .map(
                    |(Cell::TableHeader { content } | Cell::TableCell { content })| {
                        content.as_slice()
                    },
                )
                .collect(),
            Block::Paragraph { .. }
            | Block::Heading { .. }
            | Block::Image { .. }
            | Block::Gallery { .. }
            | Block::PullQuote { .. }
            | Block::CodeBlock { .. }
            | Block::HorizontalRule { .. }
            | Block::Embed { .. }
            | Block::RelatedStory { .. } => Vec::new(),
        }
    }

    /// Its id.
    pub fn id(&self) -> &BlockId {
        match self {
            Block::Paragraph { attrs, .. }
            | Block::Gallery { attrs, .. }
            | Block::Blockquote { attrs, .. }
            | Block::PullQuote { attrs, .. }
            | Block::BulletList { attrs, .. }
            | Block::OrderedList { attrs, .. }
            | Block::Table { attrs, .. }
            | Block::HorizontalRule { attrs } => &attrs.id,
            Block::Heading { attrs, .. } => &attrs.id,
            Block::Image { attrs } => &attrs.id,
            Block::CodeBlock { attrs, .. } => &attrs.id,
            Block::Embed { attrs } => &attrs.id,
            Block::RelatedStory { attrs } => &attrs.id,
            Block::FactBox { attrs, .. } => &attrs.id,
        }
    }

    pub(super) fn id_mut(&mut self) -> &mut BlockId {
        match self {
            Block::Paragraph { attrs, .. }
            | Block::Gallery { attrs, .. }
            | Block::Blockquote { attrs, .. }
            | Block::PullQuote { attrs, .. }
            | Block::BulletList { attrs, .. }
            | Block::OrderedList { attrs, .. }
            | Block::Table { attrs, .. }
            | Block::HorizontalRule { attrs } => &mut attrs.id,
            Block::Heading { attrs, .. } => &mut attrs.id,
            Block::Image { attrs } => &mut attrs.id,
            Block::CodeBlock { attrs, .. } => &mut attrs.id,
            Block::Embed { attrs } => &mut attrs.id,
            Block::RelatedStory { attrs } => &mut attrs.id,
            Block::FactBox { attrs, .. } => &mut attrs.id,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::Id;

    fn rule(id: &str) -> Block {
        Block::HorizontalRule {
            attrs: Id {
                id: BlockId(id.into()),
            },
        }
    }

    #[test]
    fn a_pasted_duplicate_gets_an_id_of_its_own() {
        let mut document =
            Document::new(vec![rule("abcdefghijkl"), rule("abcdefghijkl"), rule("x")]);
        let mut n = 0;
        document.settle_ids(&mut || {
            n += 1;
            BlockId::from_bits(n)
        });
        let ids: Vec<_> = document.content.iter().map(|b| b.id().0.clone()).collect();
        assert_eq!(ids[0], "abcdefghijkl");
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 3, "{ids:?}");
    }

    #[test]
    fn depth_counts_blocks_in_blocks() {
        let quote = |content| Block::Blockquote {
            attrs: Id {
                id: BlockId("abcdefghijkl".into()),
            },
            content,
        };
        assert_eq!(Document::new(vec![]).depth(), 0);
        let twice = quote(vec![quote(vec![rule("x")])]);
        assert_eq!(Document::new(vec![rule("x"), twice]).depth(), 3);
    }
}
