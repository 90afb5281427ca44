//! HTML read into a [`Document`]. It is cleaned first: what runs, frames or styles is dropped, and
//! what no story has is unwrapped. Pictures are those of the media library; others are left out.

mod inline;
mod tree;

use crate::domain::{
    document::{
        Block, BlockId, Cell, Code, Document, Embed, FactBox, GalleryItem, Heading, Id, Image,
        ListItem, RelatedStory, Row,
    },
    embed::provided,
};
use inline::{is_inline, text_of};
use tree::{Element, Node};

/// Reads `html`; a block keeps the id it carries as `id="b-…"`, the rest get one from `ids`.
/// `None` where elements stand too deep in elements.
pub fn to_document(html: &str, ids: &mut dyn FnMut() -> BlockId) -> Option<Document> {
    let nodes = tree::read(html)?;
    Some(Document::new(Reader { ids }.blocks(&nodes)))
}

struct Reader<'a> {
    ids: &'a mut dyn FnMut() -> BlockId,
}

impl Reader<'_> {
    fn id(&mut self, element: &Element) -> Id {
        let given = element.id.clone().map(BlockId);
        let given = given.filter(BlockId::is_well_formed);
        Id {
            id: given.unwrap_or_else(|| (self.ids)()),
        }
    }

    /// What stands one below the other; bare text between blocks becomes paragraphs.
    fn blocks(&mut self, nodes: &[Node]) -> Vec<Block> {
        let mut list = Vec::new();
        let mut rest = nodes;
        while let Some((first, others)) = rest.split_first() {
            let line = rest.iter().take_while(|node| is_inline(node)).count();
            match first {
                Node::Element(element, inside) if line == 0 => {
                    self.block(element, inside, &mut list);
                    rest = others;
                }
                _ => {
                    let content = inline::line(&rest[..line]);
                    if !content.is_empty() {
                        let attrs = self.id(&Element::default());
                        list.push(Block::Paragraph { attrs, content });
                    }
                    rest = &rest[line..];
                }
            }
        }
        list
    }

    fn block(&mut self, element: &Element, inside: &[Node], list: &mut Vec<Block>) {
        match element.name.as_str() {
            "hr" => {
                let attrs = self.id(element);
                list.push(Block::HorizontalRule { attrs });
            }
            "img" => list.extend(
                self.image(element, None)
                    .map(|attrs| Block::Image { attrs }),
            ),
            "p" if inside.iter().all(is_inline) => list.extend(self.paragraph(element, inside)),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let content = inline::line(inside);
                if !content.is_empty() {
                    let level = if matches!(element.name.as_str(), "h1" | "h2") {
                        2
                    } else {
                        3
                    };
                    let id = self.id(element).id;
                    list.push(Block::Heading {
                        attrs: Heading { id, level },
                        content,
                    });
                }
            }
            "blockquote" => {
                let (attrs, content) = (self.id(element), self.blocks(inside));
                if !content.is_empty() {
                    list.push(Block::Blockquote { attrs, content });
                }
            }
            "ul" | "ol" => {
                let (attrs, content) = (self.id(element), self.items(inside));
                if !content.is_empty() {
                    list.push(match element.is("ol") {
                        true => Block::OrderedList { attrs, content },
                        false => Block::BulletList { attrs, content },
                    });
                }
            }
            "pre" => {
                let attrs = Code {
                    id: self.id(element).id,
                    language: String::new(),
                };
                let content = inline::verbatim(inside);
                list.push(Block::CodeBlock { attrs, content });
            }
            "table" => list.extend(self.table(element, inside)),
            "figure" => self.figure(element, inside, list),
            "div" if element.has_class("gallery") => list.extend(self.gallery(element, inside)),
            // A table scrolls in a box that carries its id.
            "div" if element.has_class("table") && element.id.is_some() => {
                for node in inside {
                    if let Node::Element(table, rows) = node {
                        let table = Element {
                            name: table.name.clone(),
                            id: element.id.clone(),
                            ..Element::default()
                        };
                        list.extend(self.table(&table, rows));
                    }
                }
            }
            "aside" if element.has_class("factbox") => self.fact_box(element, inside, list),
            _ => list.extend(self.blocks(inside)),
        }
    }

    fn paragraph(&mut self, element: &Element, inside: &[Node]) -> Option<Block> {
        let content = inline::line(inside);
        if content.is_empty() {
            return None;
        }
        let attrs = self.id(element);
        if element.has_class("pullquote") {
            return Some(Block::PullQuote { attrs, content });
        }
        let said = text_of(inside);
        let link = inside.iter().find_map(|node| match node {
            Node::Element(a, _) if a.is("a") => Some(a.href.clone()),
            _ => None,
        });
        Some(match link {
            Some(url) if element.has_class("embed") && provided(&url).is_some() => Block::Embed {
                attrs: Embed {
                    id: attrs.id,
                    title: if said == url { String::new() } else { said },
                    url,
                },
            },
            Some(url) if element.has_class("related-story") => Block::RelatedStory {
                attrs: RelatedStory {
                    id: attrs.id,
                    slug: url.trim_start_matches("/articles/").to_owned(),
                    headline: said,
                },
            },
            _ => Block::Paragraph { attrs, content },
        })
    }

    fn items(&mut self, nodes: &[Node]) -> Vec<ListItem> {
        let mut items = Vec::new();
        for node in nodes {
            let (attrs, content) = match node {
                Node::Element(element, inside) if element.is("li") => {
                    (self.id(element), self.blocks(inside))
                }
                // A list right in a list, as some programs write it.
                Node::Element(..) => (
                    self.id(&Element::default()),
                    self.blocks(std::slice::from_ref(node)),
                ),
                Node::Text(_) => continue,
            };
            if !content.is_empty() {
                items.push(ListItem::ListItem { attrs, content });
            }
        }
        items
    }

    fn table(&mut self, element: &Element, nodes: &[Node]) -> Option<Block> {
        let mut content = Vec::new();
        self.rows(nodes, &mut content);
        (!content.is_empty()).then(|| Block::Table {
            attrs: self.id(element),
            content,
        })
    }

    fn rows(&mut self, nodes: &[Node], rows: &mut Vec<Row>) {
        for node in nodes {
            let Node::Element(element, inside) = node else {
                continue;
            };
            if !element.is("tr") {
                self.rows(inside, rows);
                continue;
            }
            let mut content = Vec::new();
            for cell in inside {
                let Node::Element(cell, inside) = cell else {
                    continue;
                };
                let mut blocks = self.blocks(inside);
                if blocks.is_empty() {
                    blocks.push(Block::Paragraph {
                        attrs: self.id(&Element::default()),
                        content: Vec::new(),
                    });
                }
                content.push(match cell.is("th") {
                    true => Cell::TableHeader { content: blocks },
                    false => Cell::TableCell { content: blocks },
                });
            }
            if !content.is_empty() {
                let attrs = self.id(element);
                rows.push(Row::TableRow { attrs, content });
            }
        }
    }

    fn figure(&mut self, element: &Element, inside: &[Node], list: &mut Vec<Block>) {
        let Some(img) = find(inside, &|e| e.is("img")) else {
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

    /// A picture of the library, as its own address shows.
    fn image(&mut self, img: &Element, id: Option<String>) -> Option<Image> {
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

    fn gallery(&mut self, element: &Element, inside: &[Node]) -> Option<Block> {
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

    fn fact_box(&mut self, element: &Element, inside: &[Node], list: &mut Vec<Block>) {
        let id = self.id(element).id;
        // Its title is no block: it carries no id.
        let (title, rest) = match inside.split_first() {
            Some((Node::Element(h, said), rest)) if h.is("h3") && h.id.is_none() => {
                (text_of(said), rest)
            }
            _ => (String::new(), inside),
        };
        let content = self.blocks(rest);
        list.push(Block::FactBox {
            attrs: FactBox { id, title },
            content,
        });
    }
}

fn pictures_in(nodes: &[Node]) -> usize {
    let own = nodes.iter().map(|node| match node {
        Node::Element(element, _) if element.is("img") => 1,
        Node::Element(_, inside) => pictures_in(inside),
        Node::Text(_) => 0,
    });
    own.sum()
}

/// The first element that is wanted, however deep it stands.
fn find<'a>(
    nodes: &'a [Node],
    wanted: &dyn Fn(&Element) -> bool,
) -> Option<(&'a Element, &'a [Node])> {
    nodes.iter().find_map(|node| match node {
        Node::Element(element, inside) if wanted(element) => Some((element, inside.as_slice())),
        Node::Element(_, inside) => find(inside, wanted),
        Node::Text(_) => None,
    })
}

#[cfg(test)]
mod tests;
