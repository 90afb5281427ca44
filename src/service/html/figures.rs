//! Figures: a picture with what is said of it, several of them, or something else altogether.

use super::{
    Reader, find,
    inline::text_of,
    tree::{Element, Node},
};
use crate::domain::document::{Block, GalleryItem, Image, Inline};

impl Reader<'_> {
    pub(super) fn figure(&mut self, element: &Element, inside: &[Node], list: &mut Vec<Block>) {
        if element.has_class("wp-block-pullquote")
            && let Some(quote) = self.pull_quote(element, inside)
        {
            list.push(quote);
            return;
        }
        let img = find(inside, &|e| e.is("img"));
        let Some(img) = img.filter(|_| shows_pictures(inside)) else {
            list.extend(self.blocks(inside));
            return;
        };
        if pictures_in(inside) > 1 {
            self.figures(element, inside, list);
            return;
        }
        let Some(mut image) = self.image(img.0, element.id.clone()) else {
            return;
        };
        if let Some((_, caption)) = find(inside, &|e| e.is("figcaption")) {
            let credit = find(caption, &|e| e.has_class("credit"));
            image.credit = credit.map(|(_, c)| text_of(c)).unwrap_or_default();
            let said = text_of(caption);
            let said = said.strip_suffix(&image.credit).unwrap_or(&said);
            image.caption = said.trim().to_owned();
        }
        list.push(Block::Image { attrs: image });
    }

    /// Several pictures in one figure, as galleries of other systems are; what is said of all of
    /// them stands below.
    fn figures(&mut self, element: &Element, inside: &[Node], list: &mut Vec<Block>) {
        let attrs = self.id(element);
        let (mut content, mut rest) = (Vec::new(), Vec::new());
        for block in self.blocks(inside) {
            match block {
                Block::Image { attrs } => content.push(GalleryItem::Image { attrs }),
                other => rest.push(other),
            }
        }
        if !content.is_empty() {
            list.push(Block::Gallery { attrs, content });
        }
        list.append(&mut rest);
    }

    /// A quotation that is set apart, with whose it is; `None` where more than lines is in it.
    fn pull_quote(&mut self, element: &Element, inside: &[Node]) -> Option<Block> {
        let mut content = Vec::new();
        let mut blocks = Vec::new();
        for block in self.blocks(inside) {
            match block {
                Block::Blockquote { content, .. } => blocks.extend(content),
                other => blocks.push(other),
            }
        }
        for block in blocks {
            let Block::Paragraph {
                content: mut line, ..
            } = block
            else {
                return None;
            };
            if !content.is_empty() {
                content.push(Inline::HardBreak);
            }
            content.append(&mut line);
        }
        let attrs = self.id(element);
        (!content.is_empty()).then_some(Block::PullQuote { attrs, content })
    }

    /// A picture of the library, as its own address shows.
    pub(super) fn image(&mut self, img: &Element, id: Option<String>) -> Option<Image> {
        let (key, _) = img.src.strip_prefix("/media/")?.split_once('/')?;
        if img.width == 0 || img.height == 0 || key.is_empty() {
            return None;
        }
        let element = Element {
            id: id.or_else(|| img.id.clone()),
            ..Element::default()
        };
        Some(Image {
            id: self.id(&element).id,
            media: key.to_owned(),
            width: img.width,
            height: img.height,
            alt: img.alt.clone(),
            caption: String::new(),
            credit: String::new(),
            focal: None,
            size: Default::default(),
        })
    }

    pub(super) fn gallery(&mut self, element: &Element, inside: &[Node]) -> Option<Block> {
        let attrs = self.id(element);
        let pictures = self.blocks(inside).into_iter();
        let content: Vec<_> = pictures
            .filter_map(|block| match block {
                Block::Image { attrs } => Some(GalleryItem::Image { attrs }),
                _ => None,
            })
            .collect();
        (!content.is_empty()).then_some(Block::Gallery { attrs, content })
    }
}

/// Whether pictures are all there is beside what is said of them: a table with a picture in it is
/// a table.
fn shows_pictures(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match node {
        Node::Text(text) => text.trim().is_empty(),
        Node::Element(element, _) if matches!(element.name.as_str(), "img" | "br") => true,
        Node::Element(element, _) if element.is("figcaption") => true,
        Node::Element(element, inside) => {
            let around = matches!(
                element.name.as_str(),
                "a" | "div" | "span" | "p" | "figure" | "ul" | "ol" | "li"
            );
            around && shows_pictures(inside)
        }
    })
}

fn pictures_in(nodes: &[Node]) -> usize {
    let own = nodes.iter().map(|node| match node {
        Node::Element(element, _) if element.is("img") => 1,
        Node::Element(_, inside) => pictures_in(inside),
        Node::Text(_) => 0,
    });
    own.sum()
}
