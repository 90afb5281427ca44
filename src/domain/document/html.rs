//! A document as HTML, escaped by construction: text reaches the page through [`escape`] alone.

use super::{
    Block, BlockId, Cell, Document, Embed, GalleryItem, Image, ImageSize, Inline, ListItem, Mark,
    Row, is_safe_href,
};
use crate::domain::{
    embed::provided,
    media::{focal_classes, widths},
};
use std::fmt::Write;

impl Document {
    /// The body as HTML.
    pub fn to_html(&self) -> String {
        let mut out = String::new();
        blocks(&self.content, &mut out);
        out
    }
}

impl Block {
    /// One block as HTML.
    pub fn to_html(&self) -> String {
        let mut out = String::new();
        block(self, &mut out);
        out
    }
}

fn blocks(list: &[Block], out: &mut String) {
    list.iter().for_each(|b| block(b, out));
}

fn block(block: &Block, out: &mut String) {
    match block {
        Block::Paragraph { attrs, content } => {
            element("p", &attrs.id, "", out, |out| inlines(content, out))
        }
        Block::Heading { attrs, content } => {
            let tag = if attrs.level <= 2 { "h2" } else { "h3" };
            element(tag, &attrs.id, "", out, |out| inlines(content, out));
        }
        Block::Image { attrs } => figure(attrs, out),
        Block::Gallery { attrs, content } => {
            element("div", &attrs.id, " class=\"gallery\"", out, |out| {
                for GalleryItem::Image { attrs } in content {
                    figure(attrs, out);
                }
            })
        }
        Block::Blockquote { attrs, content } => {
            element("blockquote", &attrs.id, "", out, |out| blocks(content, out))
        }
        Block::PullQuote { attrs, content } => {
            element("p", &attrs.id, " class=\"pullquote\"", out, |out| {
                inlines(content, out)
            });
        }
        Block::BulletList { attrs, content } => {
            element("ul", &attrs.id, "", out, |out| items(content, out))
        }
        Block::OrderedList { attrs, content } => {
            element("ol", &attrs.id, "", out, |out| items(content, out))
        }
        Block::CodeBlock { attrs, content } => {
            element("pre", &attrs.id, " tabindex=\"0\"", out, |out| {
                out.push_str("<code>");
                inlines(content, out);
                out.push_str("</code>");
            })
        }
        Block::Table { attrs, content } => table(&attrs.id, content, out),
        Block::HorizontalRule { attrs } => {
            let _ = write!(out, "<hr id=\"b-{}\">", Escaped(&attrs.id.0));
        }
        Block::Embed { attrs } => embed(attrs, out),
        Block::RelatedStory { attrs } => {
            element("p", &attrs.id, " class=\"related-story\"", out, |out| {
                let href = format!("/articles/{}", attrs.slug);
                link(&href, out, |out| escape(&attrs.headline, out));
            })
        }
        Block::FactBox { attrs, content } => {
            element("aside", &attrs.id, " class=\"factbox\"", out, |out| {
                if !attrs.title.is_empty() {
                    out.push_str("<h3>");
                    escape(&attrs.title, out);
                    out.push_str("</h3>");
                }
                blocks(content, out);
            })
        }
    }
}

fn element(
    tag: &str,
    id: &BlockId,
    attributes: &str,
    out: &mut String,
    inside: impl FnOnce(&mut String),
) {
    let _ = write!(out, "<{tag} id=\"b-{}\"{attributes}>", Escaped(&id.0));
    inside(out);
    let _ = write!(out, "</{tag}>");
}

fn items(list: &[ListItem], out: &mut String) {
    for ListItem::ListItem { attrs, content } in list {
        element("li", &attrs.id, "", out, |out| match content.as_slice() {
            // A list of single lines needs no paragraphs.
            [Block::Paragraph { content, .. }] => inlines(content, out),
            several => blocks(several, out),
        });
    }
}

fn table(id: &BlockId, rows: &[Row], out: &mut String) {
    let _ = write!(
        out,
        "<div class=\"table\" tabindex=\"0\" id=\"b-{}\"><table>",
        Escaped(&id.0)
    );
    for Row::TableRow { attrs, content } in rows {
        element("tr", &attrs.id, "", out, |out| {
            for cell in content {
                let (open, close, content) = match cell {
                    Cell::TableHeader { content } => ("<th scope=\"col\">", "</th>", content),
                    Cell::TableCell { content } => ("<td>", "</td>", content),
                };
                out.push_str(open);
                match content.as_slice() {
                    [Block::Paragraph { content, .. }] => inlines(content, out),
                    several => blocks(several, out),
                }
                out.push_str(close);
            }
        });
    }
    out.push_str("</table></div>");
}

fn figure(image: &Image, out: &mut String) {
    let size = match image.size {
        ImageSize::Text => "",
        ImageSize::Small => " class=\"figure--small\"",
        ImageSize::Wide => " class=\"figure--wide\"",
    };
    let focal = image.focal.map_or(String::new(), |at| {
        format!(" class=\"{}\"", focal_classes((at.x, at.y)))
    });
    element("figure", &image.id, size, out, |out| {
        let set = |ext: &str| {
            let one = |w: u32| format!("/media/{}/{w}.{ext} {w}w", image.media);
            widths(image.width)
                .into_iter()
                .map(one)
                .collect::<Vec<_>>()
                .join(", ")
        };
        let _ = write!(
            out,
            "<picture><source type=\"image/webp\" srcset=\"{webp}\" sizes=\"{SIZES}\">\
             <img src=\"/media/{key}/{w}.jpg\" srcset=\"{jpg}\" sizes=\"{SIZES}\" width=\"{w}\" height=\"{h}\" \
             alt=\"{alt}\"{focal} loading=\"lazy\"></picture>",
            webp = Escaped(&set("webp")),
            jpg = Escaped(&set("jpg")),
            key = Escaped(&image.media),
            w = image.width,
            h = image.height,
            alt = Escaped(&image.alt),
        );
        if !image.caption.is_empty() || !image.credit.is_empty() {
            let _ = write!(
                out,
                "<figcaption>{} <span class=\"credit\">{}</span></figcaption>",
                Escaped(&image.caption),
                Escaped(&image.credit)
            );
        }
    });
}

/// A card with a link to the provider; script puts the provider's frame above it when asked
/// (`browser/embed.rs`). Of another site, it is a link like any other.
fn embed(embed: &Embed, out: &mut String) {
    let text = if embed.title.is_empty() {
        &embed.url
    } else {
        &embed.title
    };
    let Some(known) = provided(&embed.url) else {
        return element("p", &embed.id, " class=\"embed\"", out, |out| {
            link(&embed.url, out, |out| escape(text, out));
        });
    };
    let class = format!(" class=\"embed {}\"", known.kind.class());
    element("p", &embed.id, &class, out, |out| {
        let frame = known.frame.map_or(String::new(), |address| {
            format!(" data-frame=\"{}\"", Escaped(&address))
        });
        let _ = write!(
            out,
            "<a href=\"{}\" data-by=\"{}\"{frame}>{}</a>",
            Escaped(&embed.url),
            known.provider,
            Escaped(text)
        );
    });
}

/// The text column: 640 px, or the phone's width less its margins.
const SIZES: &str = "(min-width: 720px) 640px, calc(100vw - 32px)";

fn inlines(content: &[Inline], out: &mut String) {
    for run in content {
        match run {
            Inline::HardBreak => out.push_str("<br>"),
            Inline::Text { text, marks } => marked(text, marks, out),
        }
    }
}

fn marked(text: &str, marks: &[Mark], out: &mut String) {
    let Some((mark, inner)) = marks.split_first() else {
        return escape(text, out);
    };
    let tag = match mark {
        Mark::Bold => "strong",
        Mark::Italic => "em",
        Mark::Strike => "s",
        Mark::Code => "code",
        Mark::Subscript => "sub",
        Mark::Superscript => "sup",
        Mark::Link { attrs } => return link(&attrs.href, out, |out| marked(text, inner, out)),
    };
    let _ = write!(out, "<{tag}>");
    marked(text, inner, out);
    let _ = write!(out, "</{tag}>");
}

/// A link when its address is safe, else only its text.
fn link(href: &str, out: &mut String, inside: impl FnOnce(&mut String)) {
    if !is_safe_href(href) {
        return inside(out);
    }
    let _ = write!(out, "<a href=\"{}\">", Escaped(href));
    inside(out);
    out.push_str("</a>");
}

/// Text that prints itself escaped for element content and quoted attributes.
pub struct Escaped<'a>(pub &'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

fn escape(text: &str, out: &mut String) {
    let _ = write!(out, "{}", Escaped(text));
}

#[cfg(test)]
mod tests {
    use crate::domain::document::{Block, BlockId, Document, Id, Inline, Link, Mark};

    fn paragraph(content: Vec<Inline>) -> Document {
        Document::new(vec![Block::Paragraph {
            attrs: Id {
                id: BlockId("abcdefghijkl".into()),
            },
            content,
        }])
    }

    fn text(text: &str, marks: Vec<Mark>) -> Inline {
        Inline::Text {
            text: text.into(),
            marks,
        }
    }

    #[test]
    fn a_paragraph_carries_its_id_and_escapes_its_text() {
        let html = paragraph(vec![text("<b> & \"x\"", vec![])]).to_html();
        assert_eq!(
            html,
            "<p id=\"b-abcdefghijkl\">&lt;b&gt; &amp; &quot;x&quot;</p>"
        );
    }

    #[test]
    fn marks_nest_in_their_order() {
        let html = paragraph(vec![text("x", vec![Mark::Bold, Mark::Italic])]).to_html();
        assert!(html.contains("<strong><em>x</em></strong>"), "{html}");
    }

    #[test]
    fn a_link_that_could_run_script_becomes_text() {
        for href in [
            "javascript:alert(1)",
            "JAVASCRIPT:x",
            "data:text/html,x",
            "//evil.example",
            "/\\evil",
            "java\nscript:x",
            " https://a",
        ] {
            let html = paragraph(vec![text(
                "x",
                vec![Mark::Link {
                    attrs: Link { href: href.into() },
                }],
            )])
            .to_html();
            assert!(!html.contains("<a"), "{href}: {html}");
        }
    }

    #[test]
    fn json_is_prosemirrors() {
        let document = paragraph(vec![text("x", vec![Mark::Bold])]);
        let json = serde_json::to_string(&document).expect("a document is JSON");
        assert_eq!(
            json,
            r#"{"type":"doc","version":1,"content":[{"type":"paragraph","attrs":{"id":"abcdefghijkl"},"content":[{"type":"text","text":"x","marks":[{"type":"bold"}]}]}]}"#
        );
        assert_eq!(
            serde_json::from_str::<Document>(&json).expect("and reads back"),
            document
        );
    }
}
