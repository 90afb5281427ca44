//! The pictures of a document, wherever in it they stand.

use super::{Block, Cell, Document, GalleryItem, Image, ListItem, Row};
use std::collections::BTreeSet;

/// Walks blocks to their pictures; once to read and once to change them.
macro_rules! walk {
    ($name:ident, $($mutable:tt)?) => {
        fn $name<'a>(blocks: &'a $($mutable)? [Block], each: &mut impl FnMut(&'a $($mutable)? Image)) {
            for block in blocks {
                match block {
                    Block::Image { attrs } => each(attrs),
                    Block::Gallery { content, .. } => {
                        for GalleryItem::Image { attrs } in content {
                            each(attrs);
                        }
                    }
                    Block::Blockquote { content, .. } | Block::FactBox { content, .. } => {
                        $name(content, each);
                    }
                    Block::BulletList { content, .. } | Block::OrderedList { content, .. } => {
                        for ListItem::ListItem { content, .. } in content {
                            $name(content, each);
                        }
                    }
                    Block::Table { content, .. } => {
                        for Row::TableRow { content, .. } in content {
                            for cell in content {
                                match cell {
                                    Cell::TableHeader { content } | Cell::TableCell { content } => {
                                        $name(content, each);
                                    }
                                }
                            }
                        }
                    }
                    Block::Paragraph { .. }
                    | Block::Heading { .. }
                    | Block::PullQuote { .. }
                    | Block::CodeBlock { .. }
                    | Block::HorizontalRule { .. }
                    | Block::Embed { .. }
                    | Block::RelatedStory { .. } => {}
                }
            }
        }
    };
}

walk!(read,);
walk!(change, mut);

impl Document {
    /// How many of its pictures name nobody as their maker.
    pub fn without_credit(&self) -> usize {
        let mut count = 0;
        read(&self.content, &mut |image| {
            count += usize::from(image.credit.trim().is_empty());
        });
        count
    }

    /// The keys of its pictures in the media library.
    pub fn media_keys(&self) -> BTreeSet<&str> {
        let mut keys = BTreeSet::new();
        read(&self.content, &mut |image| {
            keys.insert(image.media.as_str());
        });
        keys
    }

    /// Changes its pictures one by one.
    pub fn change_images(&mut self, mut each: impl FnMut(&mut Image)) {
        change(&mut self.content, &mut each);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::{BlockId, FactBox, Id};

    fn image(key: &str) -> Image {
        Image {
            id: BlockId(key.into()),
            media: key.into(),
            width: 640,
            height: 480,
            alt: String::new(),
            caption: String::new(),
            credit: String::new(),
            focal: None,
            size: Default::default(),
        }
    }

    fn id() -> Id {
        Id {
            id: BlockId("x".into()),
        }
    }

    #[test]
    fn pictures_are_found_wherever_they_stand() {
        let single = |key: &str| Block::Image { attrs: image(key) };
        let fact_box = FactBox {
            id: BlockId("f".into()),
            title: String::new(),
        };
        let mut document = Document::new(vec![
            single("a"),
            Block::Gallery {
                attrs: id(),
                content: vec![GalleryItem::Image { attrs: image("b") }],
            },
            Block::FactBox {
                attrs: fact_box,
                content: vec![Block::BulletList {
                    attrs: id(),
                    content: vec![ListItem::ListItem {
                        attrs: id(),
                        content: vec![single("c")],
                    }],
                }],
            },
            Block::Table {
                attrs: id(),
                content: vec![Row::TableRow {
                    attrs: id(),
                    content: vec![Cell::TableCell {
                        content: vec![single("d")],
                    }],
                }],
            },
        ]);
        assert_eq!(
            document.media_keys().into_iter().collect::<String>(),
            "abcd"
        );
        document.change_images(|image| image.media = "e".into());
        assert_eq!(document.media_keys().into_iter().collect::<String>(), "e");
    }
}
