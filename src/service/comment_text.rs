//! A comment as typed, made safe: a small part of Markdown to HTML, the same for the preview and
//! for what is stored. The HTML is built from an allow-list and sanitised once more afterwards.

use crate::domain::comment::LONGEST;
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream};
use std::{collections::HashSet, sync::LazyLock};

/// Deepest quote or list that is drawn as one; what is nested deeper is drawn at this level.
const NESTING: usize = 6;
/// Most combining marks on one character. Scripts in use need fewer.
const MARKS: usize = 4;

/// What became of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// What was typed, cleaned.
    pub body: String,
    pub html: String,
    /// How many links the reader would see.
    pub links: usize,
    /// Whether anything at all can be seen.
    pub visible: bool,
}

/// The text as it would be shown; nothing of one that is too long to be taken.
pub fn preview(input: &str) -> String {
    if clean(input).chars().count() > LONGEST {
        return String::new();
    }
    render(input).html
}

/// Cleans and renders.
pub fn render(input: &str) -> Rendered {
    let body = clean(input);
    let mut writer = Writer::default();
    let events = TextMergeStream::new(Parser::new_ext(&body, Options::empty()));
    for event in events {
        writer.event(event);
    }
    let html = SANITISER.clean(&writer.html).to_string();
    Rendered {
        html,
        links: writer.links,
        visible: writer.visible,
        body,
    }
}

/// Takes out what is not text: control characters, characters that turn the direction of what
/// follows, and heaps of combining marks; at most two line ends follow each other.
pub fn clean(input: &str) -> String {
    let mut out = String::with_capacity(input.len());
    let (mut marks, mut lines) = (0, 0);
    for c in input.replace("\r\n", "\n").replace('\r', "\n").chars() {
        if is_unwanted(c) {
            continue;
        }
        if unicode_normalization::char::is_combining_mark(c) {
            marks += 1;
            if marks > MARKS {
                continue;
            }
        } else {
            marks = 0;
        }
        if c == '\n' {
            lines += 1;
            if lines > 2 {
                continue;
            }
        } else if !c.is_whitespace() {
            lines = 0;
        }
        out.push(c);
    }
    // Spaces before the first word would make it code: only whole empty lines go.
    let out = out.trim_end();
    let start = out
        .char_indices()
        .find(|(_, c)| !c.is_whitespace())
        .map_or(out.len(), |(at, _)| {
            out[..at].rfind('\n').map_or(0, |n| n + 1)
        });
    out[start..].to_owned()
}

/// A guest's name on one line.
pub fn clean_name(input: &str) -> String {
    let name: Vec<&str> = input.split_whitespace().collect();
    let name: String = clean(&name.join(" "))
        .chars()
        .filter(|c| !is_invisible(*c))
        .collect();
    if name.chars().any(char::is_alphanumeric) {
        name.trim().to_owned()
    } else {
        String::new()
    }
}

fn is_unwanted(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{2800}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_visible(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !is_invisible(c)
}

static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let tags = [
        "p",
        "br",
        "em",
        "strong",
        "a",
        "blockquote",
        "ul",
        "ol",
        "li",
        "code",
        "pre",
    ];
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(HashSet::from(tags))
        .tag_attributes([("a", HashSet::from(["href"]))].into())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow ugc noopener"));
    builder
});

#[derive(Default)]
struct Writer {
    html: String,
    /// For every open element: what ends it, empty where nothing was written.
    open: Vec<&'static str>,
    nesting: usize,
    in_link: bool,
    in_code: bool,
    links: usize,
    visible: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_code || self.in_link => self.text(&text),
            Event::Text(text) => self.text_with_links(&text),
            Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(text) => {
                self.html.push_str("<code>");
                self.text(&text);
                self.html.push_str("</code>");
            }
            Event::SoftBreak | Event::HardBreak => self.html.push_str("<br>\n"),
            // None of the extensions is on; a rule says nothing.
            Event::Rule
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let (begin, end) = match &tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::HtmlBlock => ("<p>", "</p>\n"),
            Tag::BlockQuote(_) | Tag::List(_) => {
                self.nesting += 1;
                match &tag {
                    _ if self.nesting > NESTING => ("", ""),
                    Tag::BlockQuote(_) => ("<blockquote>\n", "</blockquote>\n"),
                    Tag::List(None) => ("<ul>\n", "</ul>\n"),
                    _ => ("<ol>\n", "</ol>\n"),
                }
            }
            Tag::Item if self.nesting <= NESTING => ("<li>", "</li>\n"),
            Tag::CodeBlock(_) => {
                self.in_code = true;
                ("<pre><code>", "</code></pre>\n")
            }
            Tag::Emphasis => ("<em>", "</em>"),
            Tag::Strong => ("<strong>", "</strong>"),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => match destination(*link_type, dest_url) {
                Some(url) if !self.in_link => {
                    self.in_link = true;
                    self.begin_link(&url);
                    ("", "</a>")
                }
                _ => ("", ""),
            },
            // Of a picture its description stays. The rest are extensions that are off.
            Tag::Item
            | Tag::Image { .. }
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::MetadataBlock(_) => ("", ""),
        };
        self.html.push_str(begin);
        self.open.push(end);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.nesting = self.nesting.saturating_sub(1);
            }
            TagEnd::CodeBlock => self.in_code = false,
            _ => {}
        }
        let end = self.open.pop().unwrap_or_default();
        if end == "</a>" {
            self.in_link = false;
        }
        self.html.push_str(end);
    }

    fn begin_link(&mut self, url: &str) {
        self.links += 1;
        self.html.push_str("<a href=\"");
        escape(url, &mut self.html);
        self.html.push_str("\">");
    }

    fn text(&mut self, text: &str) {
        self.visible = self.visible || text.chars().any(is_visible);
        escape(text, &mut self.html);
    }

    /// Makes links of the bare addresses in a text.
    fn text_with_links(&mut self, text: &str) {
        let mut rest = text;
        while let Some((at, length)) = bare_address(rest) {
            let (before, from) = rest.split_at(at);
            let (address, after) = from.split_at(length);
            self.text(before);
            self.begin_link(address);
            self.text(address);
            self.html.push_str("</a>");
            rest = after;
        }
        self.text(rest);
    }
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
}

/// Where a link may lead; `None` for anything that is not on the web or a mail address.
fn destination(kind: LinkType, url: &CowStr<'_>) -> Option<String> {
    if kind == LinkType::Email {
        return Some(format!("mailto:{url}"));
    }
    if url.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return None;
    }
    let begins = |scheme: &str| {
        url.get(..scheme.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
            && url.len() > scheme.len()
    };
    ["http://", "https://", "mailto:"]
        .into_iter()
        .any(begins)
        .then(|| url.to_string())
}

/// Place and length of the first `http://` or `https://` address in a text.
fn bare_address(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(found) = text[from..].find("http") {
        let at = from + found;
        from = at + 4;
        let rest = &text[at..];
        let Some(host) = rest
            .strip_prefix("https://")
            .or_else(|| rest.strip_prefix("http://"))
        else {
            continue;
        };
        if text[..at]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
            || !host.starts_with(|c: char| c.is_alphanumeric())
        {
            continue;
        }
        let end = rest
            .find(|c: char| {
                c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`')
            })
            .unwrap_or(rest.len());
        return Some((at, end_of_address(&rest[..end])));
    }
    None
}

/// What ends a sentence does not belong to the address before it, nor a bracket opened outside.
fn end_of_address(address: &str) -> usize {
    let mut kept = address;
    loop {
        let unbalanced =
            kept.ends_with(')') && kept.matches(')').count() > kept.matches('(').count();
        let shorter = kept.strip_suffix(['.', ',', ';', ':', '!', '?', '\'', '*', '_', ']']);
        kept = match shorter {
            Some(shorter) => shorter,
            None if unbalanced => &kept[..kept.len() - 1],
            None => return kept.len(),
        };
    }
}

#[cfg(test)]
mod tests;
