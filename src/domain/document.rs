//! The body of a story: a typed document, compatible with ProseMirror's JSON.
//!
//! Top-level blocks, list items, table rows and gallery pictures carry an id that stays with them
//! for ever; HTML shows it as `id="b-…"`.

mod align;
mod avif;
mod correct;
mod embeds;
mod html;
mod ids;
mod images;
pub mod merge;
mod text;

pub use avif::with_avif;
pub use correct::NotReplaced;
pub use html::Escaped;

use serde::{Deserialize, Serialize};

/// A whole body. `{"type":"doc","version":1,"content":[…]}`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    #[serde(rename = "type")]
    pub kind: DocKind,
    pub version: u8,
    pub content: Vec<Block>,
}

/// The word `doc`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DocKind {
    Doc,
}

/// 12 random characters of base 32 (`a-z2-7`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BlockId(pub String);

impl BlockId {
    /// From 60 random bits (the upper four of `bits` are not used).
    pub fn from_bits(bits: u64) -> Self {
        const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
        BlockId(
            (0..12)
                .map(|i| ALPHABET[((bits >> (5 * i)) & 31) as usize] as char)
                .collect(),
        )
    }
}

/// Attributes of a block that has nothing but its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Id {
    pub id: BlockId,
}

/// Attributes of a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    pub id: BlockId,
    /// 2 or 3.
    pub level: u8,
}

/// What must stay in view when a picture is cropped: percent from the left and the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Focal {
    pub x: u8,
    pub y: u8,
}

/// How wide a picture stands in the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ImageSize {
    /// As wide as the text.
    #[default]
    Text,
    Small,
    /// Beyond the text's edge, where the page has room.
    Wide,
}

impl ImageSize {
    fn is_text(&self) -> bool {
        *self == ImageSize::Text
    }
}

/// Attributes of a picture: which, and what is said of it here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    pub id: BlockId,
    /// Key of the picture in the media library.
    pub media: String,
    pub width: u32,
    pub height: u32,
    pub alt: String,
    #[serde(default)]
    pub caption: String,
    #[serde(default)]
    pub credit: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focal: Option<Focal>,
    #[serde(default, skip_serializing_if = "ImageSize::is_text")]
    pub size: ImageSize,
}

/// Attributes of a code block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    pub id: BlockId,
    #[serde(default)]
    pub language: String,
}

/// Attributes of something shown from elsewhere, loaded only when the reader asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Embed {
    pub id: BlockId,
    pub url: String,
    #[serde(default)]
    pub title: String,
}

/// Attributes of a link to another story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RelatedStory {
    pub id: BlockId,
    pub slug: String,
    pub headline: String,
}

/// Attributes of a fact box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactBox {
    pub id: BlockId,
    #[serde(default)]
    pub title: String,
}

/// A block of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Block {
    Paragraph {
        attrs: Id,
        #[serde(default)]
        content: Vec<Inline>,
    },
    Heading {
        attrs: Heading,
        #[serde(default)]
        content: Vec<Inline>,
    },
    Image {
        attrs: Image,
    },
    Gallery {
        attrs: Id,
        content: Vec<GalleryItem>,
    },
    Blockquote {
        attrs: Id,
        content: Vec<Block>,
    },
    PullQuote {
        attrs: Id,
        #[serde(default)]
        content: Vec<Inline>,
    },
    BulletList {
        attrs: Id,
        content: Vec<ListItem>,
    },
    OrderedList {
        attrs: Id,
        content: Vec<ListItem>,
    },
    CodeBlock {
        attrs: Code,
        #[serde(default)]
        content: Vec<Inline>,
    },
    Table {
        attrs: Id,
        content: Vec<Row>,
    },
    HorizontalRule {
        attrs: Id,
    },
    Embed {
        attrs: Embed,
    },
    RelatedStory {
        attrs: RelatedStory,
    },
    FactBox {
        attrs: FactBox,
        content: Vec<Block>,
    },
}

/// A picture of a gallery. `{"type":"image","attrs":{…}}`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum GalleryItem {
    Image { attrs: Image },
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum ListItem {
    ListItem { attrs: Id, content: Vec<Block> },
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Row {
    TableRow { attrs: Id, content: Vec<Cell> },
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Cell {
    TableHeader { content: Vec<Block> },
    TableCell { content: Vec<Block> },
}

/// What runs inside a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Inline {
    Text {
        text: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        marks: Vec<Mark>,
    },
    HardBreak,
}

/// How a run of text is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Mark {
    Bold,
    Italic,
    Strike,
    Code,
    Subscript,
    Superscript,
    Link { attrs: Link },
}

/// Attributes of a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub href: String,
}

impl Document {
    /// The current version of the format.
    pub const VERSION: u8 = 1;

    /// A document of these blocks.
    pub fn new(content: Vec<Block>) -> Self {
        Document {
            kind: DocKind::Doc,
            version: Self::VERSION,
            content,
        }
    }
}

/// Whether a link may stand in a story: a path of this site, a place in the page, or a web or
/// mail address. Anything that could run script is refused.
pub fn is_safe_href(href: &str) -> bool {
    let local = href.starts_with('#')
        || (href.starts_with('/') && !href.starts_with("//") && !href.starts_with("/\\"));
    let scheme = ["https://", "http://", "mailto:"].iter().any(|s| {
        href.get(..s.len())
            .is_some_and(|h| h.eq_ignore_ascii_case(s))
    });
    (local || scheme) && !href.chars().any(|c| c.is_control() || c.is_whitespace())
}
