//! XML as WordPress writes it, and bodies as it reads them.

use crate::domain::document::{Block, Document, Escaped};
use std::{
    fmt::Write as _,
    fs::File,
    io::{BufWriter, Result, Write},
};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n\
<rss version=\"2.0\" xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" \
xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel>\n";

/// Writes elements one after the other. What fails is remembered, and told at the end.
pub(super) struct Writer {
    out: BufWriter<File>,
    failed: Result<()>,
}

impl Writer {
    pub(super) fn new(out: BufWriter<File>) -> Writer {
        Writer {
            out,
            failed: Ok(()),
        }
    }

    fn put(&mut self, text: &str) {
        if self.failed.is_ok() {
            self.failed = self.out.write_all(text.as_bytes());
        }
    }

    pub(super) fn begin(&mut self) {
        self.put(HEAD);
    }

    pub(super) fn open(&mut self, name: &str) {
        self.put(&format!("<{name}>\n"));
    }

    pub(super) fn close(&mut self, name: &str) {
        self.put(&format!("</{name}>\n"));
    }

    /// An element with a text.
    pub(super) fn element(&mut self, name: &str, text: &str) {
        self.put(&format!("<{name}>{}</{name}>\n", cdata(text)));
    }

    /// An element whose text is read as HTML there.
    pub(super) fn html(&mut self, name: &str, text: &str) {
        self.element(name, &Escaped(text).to_string());
    }

    /// A category or a tag of a story.
    pub(super) fn term(&mut self, domain: &str, slug: &str, name: &str) {
        let slug = Escaped(slug);
        let name = cdata(&Escaped(name).to_string());
        self.put(&format!(
            "<category domain=\"{domain}\" nicename=\"{slug}\">{name}</category>\n"
        ));
    }

    /// A field of a story that has no element.
    pub(super) fn meta(&mut self, key: &str, value: &str) {
        self.open("wp:postmeta");
        self.element("wp:meta_key", key);
        self.element("wp:meta_value", value);
        self.close("wp:postmeta");
    }

    pub(super) fn end(mut self) -> Result<File> {
        self.put("</channel>\n</rss>\n");
        self.failed?;
        self.out.into_inner().map_err(|error| error.into_error())
    }
}

/// A text that is no markup, without the characters that XML 1.0 has no place for.
fn cdata(text: &str) -> String {
    let known = |c: &char| {
        matches!(c, '\t' | '\n' | '\r') || (*c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    let text: String = text.chars().filter(known).collect();
    format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"))
}

/// A body as HTML with pictures by their whole addresses, and with the signs of shortcodes written so
/// that they are none.
pub(super) fn body(document: &Document, base: &str) -> String {
    let mut out = String::new();
    for block in &document.content {
        match block {
            Block::Embed { attrs } => {
                let url = Escaped(&attrs.url);
                let _ = write!(out, "[embed]{url}[/embed]");
            }
            block => plain_pictures(&block.to_html().replace('[', "&#91;"), base, &mut out),
        }
        out.push_str("\n\n");
    }
    out
}

/// One size of every picture in place of all: the sizes have addresses that only this site knows.
fn plain_pictures(html: &str, base: &str, out: &mut String) {
    let mut rest = html;
    while let Some((before, inside)) = rest.split_once("<picture>") {
        out.push_str(before);
        let (picture, after) = inside.split_once("</picture>").unwrap_or((inside, ""));
        let image = picture.split_once("<img ").map_or("", |(_, image)| image);
        let value = |name: &str| {
            let begin = format!("{name}=\"");
            let found = image.split_once(begin.as_str());
            found.and_then(|(_, rest)| Some(rest.split_once('"')?.0))
        };
        let _ = write!(
            out,
            "<img src=\"{}{}\" width=\"{}\" height=\"{}\" alt=\"{}\">",
            Escaped(base),
            value("src").unwrap_or_default(),
            value("width").unwrap_or_default(),
            value("height").unwrap_or_default(),
            value("alt").unwrap_or_default(),
        );
        rest = after;
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_cannot_leave_their_element() {
        assert_eq!(cdata("a]]>b\u{0}<c>"), "<![CDATA[a]]]]><![CDATA[>b<c>]]>");
    }

    #[test]
    fn pictures_have_one_address() {
        let html = "<figure><picture><source srcset=\"/media/k/320.webp 320w\"><img src=\"/media/k/640.jpg\" srcset=\"/media/k/320.jpg 320w\" width=\"640\" height=\"480\" alt=\"a &quot;b&quot;\" loading=\"lazy\"></picture><figcaption>c</figcaption></figure>";
        let mut out = String::new();
        plain_pictures(html, "https://warta.test", &mut out);
        assert_eq!(
            out,
            "<figure><img src=\"https://warta.test/media/k/640.jpg\" width=\"640\" height=\"480\" alt=\"a &quot;b&quot;\"><figcaption>c</figcaption></figure>"
        );
    }
}
