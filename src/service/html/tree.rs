//! Cleaning HTML, and what is left of it as a small tree.

use ammonia::{Builder, UrlRelative};
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};
use std::{cell::RefCell, collections::HashSet, sync::LazyLock};

/// Most elements in elements.
const DEEPEST: usize = 100;

/// Text, or an element with what is in it.
#[derive(Debug)]
pub(super) enum Node {
    Text(String),
    Element(Element, Vec<Node>),
}

/// An element's name and the few attributes that say something about a story.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) id: Option<String>,
    pub(super) class: String,
    pub(super) href: String,
    pub(super) src: String,
    pub(super) alt: String,
    pub(super) width: u32,
    pub(super) height: u32,
}

impl Element {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name == name
    }

    pub(super) fn has_class(&self, class: &str) -> bool {
        self.class.split_ascii_whitespace().any(|c| c == class)
    }
}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = "p h1 h2 h3 h4 h5 h6 blockquote ul ol li pre hr br table thead tbody tfoot tr th td figure figcaption img \
                div section article aside main header footer dl dt dd span a strong b em i s del strike code kbd samp sub sup";
    let gone = "script style template noscript iframe object svg math title select textarea button";
    let mut builder = Builder::empty();
    builder
        .tags(tags.split(' ').filter(|t| !t.is_empty()).collect())
        .clean_content_tags(gone.split(' ').collect())
        .generic_attributes(HashSet::from(["id", "class"]))
        .tag_attributes(
            [
                ("a", HashSet::from(["href"])),
                ("img", HashSet::from(["src", "alt", "width", "height"])),
            ]
            .into(),
        )
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    builder
});

/// Reads what is left of `html` after cleaning; `None` where elements stand too deep.
pub(super) fn read(html: &str) -> Option<Vec<Node>> {
    let clean = CLEANER.clean(html).to_string();
    let input = BufferQueue::default();
    input.push_back(clean.into());
    let tokenizer = Tokenizer::new(Growing::default(), Default::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

/// The tree as far as it has grown: the elements that are open, outermost first, and what is in
/// each so far.
#[derive(Default)]
struct Tree {
    roots: Vec<Node>,
    open: Vec<(Element, Vec<Node>)>,
    too_deep: bool,
}

#[derive(Default)]
struct Growing(RefCell<Tree>);

impl TokenSink for Growing {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut tree = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => tree.text(&text),
            Token::TagToken(tag) => tree.tag(tag),
            Token::DoctypeToken(_)
            | Token::CommentToken(_)
            | Token::NullCharacterToken
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

impl Tree {
    fn here(&mut self) -> &mut Vec<Node> {
        match self.open.last_mut() {
            Some((_, inside)) => inside,
            None => &mut self.roots,
        }
    }

    fn text(&mut self, more: &str) {
        match self.here().last_mut() {
            Some(Node::Text(text)) => text.push_str(more),
            _ => self.here().push(Node::Text(more.to_owned())),
        }
    }

    fn tag(&mut self, tag: Tag) {
        let empty = matches!(&*tag.name, "br" | "hr" | "img");
        match tag.kind {
            TagKind::StartTag if empty => {
                let node = Node::Element(element(&tag), Vec::new());
                self.here().push(node);
            }
            TagKind::StartTag => {
                self.too_deep |= self.open.len() >= DEEPEST;
                if !self.too_deep {
                    self.open.push((element(&tag), Vec::new()));
                }
            }
            TagKind::EndTag => self.close(),
        }
    }

    fn close(&mut self) {
        if let Some((element, inside)) = self.open.pop() {
            self.here().push(Node::Element(element, inside));
        }
    }

    fn finish(mut self) -> Option<Vec<Node>> {
        while !self.open.is_empty() {
            self.close();
        }
        (!self.too_deep).then_some(self.roots)
    }
}

fn element(tag: &Tag) -> Element {
    let mut element = Element {
        name: tag.name.to_string(),
        ..Element::default()
    };
    for attribute in &tag.attrs {
        let value = attribute.value.to_string();
        match &*attribute.name.local {
            "id" => element.id = value.strip_prefix("b-").map(str::to_owned),
            "class" => element.class = value,
            "href" => element.href = value,
            "src" => element.src = value,
            "alt" => element.alt = value,
            "width" => element.width = value.parse().unwrap_or(0),
            "height" => element.height = value.parse().unwrap_or(0),
            _ => {}
        }
    }
    element
}
