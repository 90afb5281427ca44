//! Replacing words in one block, as a correction does.

use super::{Block, BlockId, Cell, Document, GalleryItem, Image, Inline, ListItem, Row};

/// Why a text was not replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotReplaced {
    /// There is no block, list item, table row or picture with this id.
    NoBlock,
    /// It does not hold the text.
    NoText,
}

impl Document {
    /// Replaces the first place in a block where `before` stands. What is put there is set like
    /// the beginning of what it replaces.
    pub fn replace(&mut self, id: &BlockId, before: &str, after: &str) -> Result<(), NotReplaced> {
        let swap = Swap { before, after };
        match swap.find(&mut self.content, id) {
            None => Err(NotReplaced::NoBlock),
            Some(false) => Err(NotReplaced::NoText),
            Some(true) => Ok(()),
        }
    }
}

struct Swap<'a> {
    before: &'a str,
    after: &'a str,
}

impl Swap<'_> {
    /// `None` where no block has the id, else whether its text was replaced.
    fn find(&self, blocks: &mut [Block], id: &BlockId) -> Option<bool> {
        blocks.iter_mut().find_map(|block| {
            if block.id() == id {
                return Some(self.block(block));
            }
            match block {
                Block::Blockquote { content, .. } | Block::FactBox { content, .. } => {
                    self.find(content, id)
                }
                Block::BulletList { content, .. } | Block::OrderedList { content, .. } => content
                    .iter_mut()
                    .find_map(|ListItem::ListItem { attrs, content }| {
                        if attrs.id == *id {
                            Some(self.any(content))
                        } else {
                            self.find(content, id)
                        }
                    }),
                Block::Table { content, .. } => {
                    content
                        .iter_mut()
                        .find_map(|Row::TableRow { attrs, content }| {
                            if attrs.id == *id {
                                return Some(self.cells(content));
                            }
                            content.iter_mut().find_map(
                                |(Cell::TableHeader { content } | Cell::TableCell { content })| {
                                    self.find(content, id)
                                },
                            )
                        })
                }
                Block::Gallery { content, .. } => content
                    .iter_mut()
                    .map(|GalleryItem::Image { attrs }| attrs)
                    .find(|image| image.id == *id)
                    .map(|image| self.image(image)),
                Block::Paragraph { .. }
                | Block::Heading { .. }
                | Block::Image { .. }
                | Block::PullQuote { .. }
                | Block::CodeBlock { .. }
                | Block::HorizontalRule { .. }
                | Block::Embed { .. }
                | Block::RelatedStory { .. } => None,
            }
        })
    }

    fn any(&self, blocks: &mut [Block]) -> bool {
        blocks.iter_mut().any(|block| self.block(block))
    }

    fn cells(&self, cells: &mut [Cell]) -> bool {
        cells
            .iter_mut()
            .any(|(Cell::TableHeader { content } | Cell::TableCell { content })| self.any(content))
    }

    fn block(&self, block: &mut Block) -> bool {
        match block {
            Block::Paragraph { content, .. }
            | Block::Heading { content, .. }
            | Block::PullQuote { content, .. }
            | Block::CodeBlock { content, .. } => self.line(content),
            Block::Blockquote { content, .. } => self.any(content),
            Block::FactBox { attrs, content } => self.text(&mut attrs.title) || self.any(content),
            Block::BulletList { content, .. } | Block::OrderedList { content, .. } => content
                .iter_mut()
                .any(|ListItem::ListItem { content, .. }| self.any(content)),
            Block::Table { content, .. } => content
                .iter_mut()
                .any(|Row::TableRow { content, .. }| self.cells(content)),
            Block::Image { attrs } => self.image(attrs),
            Block::Gallery { content, .. } => content
                .iter_mut()
                .any(|GalleryItem::Image { attrs }| self.image(attrs)),
            Block::Embed { attrs } => self.text(&mut attrs.title),
            Block::RelatedStory { .. } | Block::HorizontalRule { .. } => false,
        }
    }

    fn image(&self, image: &mut Image) -> bool {
        self.text(&mut image.caption) || self.text(&mut image.credit) || self.text(&mut image.alt)
    }

    fn text(&self, text: &mut String) -> bool {
        let Some(at) = text.find(self.before) else {
            return false;
        };
        text.replace_range(at..at + self.before.len(), self.after);
        true
    }

    /// A line whose text may be set in several runs.
    fn line(&self, content: &mut Vec<Inline>) -> bool {
        let whole: String = content.iter().map(said).collect();
        let Some(start) = whole.find(self.before) else {
            return false;
        };
        let end = start + self.before.len();
        let (mut at, mut due) = (0, Some(self.after));
        let mut runs = Vec::with_capacity(content.len());
        for mut run in content.drain(..) {
            let length = said(&run).len();
            let (from, to) = (start.max(at), end.min(at + length));
            let (from, to) = (from.saturating_sub(at), to.saturating_sub(at));
            at += length;
            if from >= to {
                runs.push(run);
                continue;
            }
            match &mut run {
                Inline::Text { text, .. } => {
                    text.replace_range(from..to, due.take().unwrap_or_default());
                    if !text.is_empty() {
                        runs.push(run);
                    }
                }
                Inline::HardBreak => {}
            }
        }
        *content = runs;
        true
    }
}

fn said(run: &Inline) -> &str {
    match run {
        Inline::Text { text, .. } => text,
        Inline::HardBreak => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::{Id, Mark};

    fn document() -> Document {
        let run = |text: &str, marks| Inline::Text {
            text: text.into(),
            marks,
        };
        let id = |id: &str| Id {
            id: BlockId(id.into()),
        };
        Document::new(vec![
            Block::Paragraph {
                attrs: id("p"),
                content: vec![
                    run("Rapat dihadiri ", vec![]),
                    run("dua belas", vec![Mark::Bold]),
                    run(" menteri.", vec![]),
                ],
            },
            Block::BulletList {
                attrs: id("l"),
                content: vec![ListItem::ListItem {
                    attrs: id("i"),
                    content: vec![Block::Paragraph {
                        attrs: id("q"),
                        content: vec![run("Senin", vec![])],
                    }],
                }],
            },
        ])
    }

    fn replaced(id: &str, before: &str, after: &str) -> Result<String, NotReplaced> {
        let mut document = document();
        document.replace(&BlockId(id.into()), before, after)?;
        Ok(document.to_html())
    }

    #[test]
    fn words_are_replaced_within_a_run_and_across_runs() {
        let html = replaced("p", "dua belas", "sebelas").expect("replaced");
        assert!(
            html.contains("dihadiri <strong>sebelas</strong> menteri."),
            "{html}"
        );
        let html = replaced("p", "dihadiri dua belas menteri", "sepi").expect("replaced");
        assert!(html.contains(">Rapat sepi.</p>"), "{html}");
        let html = replaced("p", "belas", "").expect("removed");
        assert!(html.contains("<strong>dua </strong>"), "{html}");
    }

    #[test]
    fn items_of_lists_are_blocks_too() {
        for id in ["l", "i", "q"] {
            let html = replaced(id, "Senin", "Selasa").expect("replaced");
            assert!(html.contains("Selasa"), "{id}: {html}");
        }
    }

    #[test]
    fn what_does_not_stand_in_the_block_is_refused() {
        assert_eq!(replaced("p", "Senin", "x"), Err(NotReplaced::NoText));
        assert_eq!(replaced("x", "Senin", "x"), Err(NotReplaced::NoBlock));
    }
}
