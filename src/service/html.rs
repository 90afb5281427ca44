//! HTML read into a [`Document`]. It is cleaned first: what runs, frames or styles is dropped, and
//! what no story has is unwrapped. Pictures are those of the media library; others are left out.

mod figures;
mod inline;
mod tree;

use crate::domain::{
    document::{
        Block, BlockId, Cell, Code, Document, Embed, FactBox, Heading, Id, Inline, Link, ListItem,
        Mark, RelatedStory, Row, is_safe_href,
    },
    embed::provided,
};
use inline::{is_inline, text_of};
use tree::{Element, Node};

/// Boxes that hold nothing but buttons and times.
const PLAYERS: [&str; 3] = ["kg-audio-player", "kg-video-player", "kg-video-overlay"];
/// Longest name of a language of code, in bytes.
const LANGUAGE: usize = 40;

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
                    language: language(element, inside),
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
            "a" if is_safe_href(&element.href) => self.linked(element, inside, list),
            // What a player of Ghost's is worked with.
            "div" if PLAYERS.iter().any(|class| element.has_class(class)) => {}
            _ => list.extend(self.blocks(inside)),
        }
    }

    /// A link around blocks: the first that says something is the link.
    fn linked(&mut self, element: &Element, inside: &[Node], list: &mut Vec<Block>) {
        let mut blocks = self.blocks(inside);
        let first = blocks.iter_mut().find_map(|block| match block {
            Block::Paragraph { content, .. } | Block::Heading { content, .. } => Some(content),
            _ => None,
        });
        for run in first.into_iter().flatten() {
            if let Inline::Text { marks, .. } = run
                && !marks.iter().any(|mark| matches!(mark, Mark::Link { .. }))
            {
                let href = element.href.clone();
                let attrs = Link { href };
                marks.insert(0, Mark::Link { attrs });
            }
        }
        list.append(&mut blocks);
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

/// The language of a block of code: `class="language-js"` on it, or on the code in it.
fn language(pre: &Element, inside: &[Node]) -> String {
    let of = |element: &Element| {
        let mut classes = element.class.split_ascii_whitespace();
        let named = classes.find_map(|class| class.strip_prefix("language-").map(str::to_owned));
        named.filter(|name| !name.is_empty() && name.len() <= LANGUAGE)
    };
    let code = || find(inside, &|e| e.is("code")).and_then(|(code, _)| of(code));
    of(pre).or_else(code).unwrap_or_default()
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
