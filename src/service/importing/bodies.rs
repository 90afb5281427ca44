//! The text of a story as other systems keep it, made HTML that our own reader takes.

use crate::domain::{
    document::{Block, Document, Embed, Escaped, Inline, Mark},
    embed::provided,
};
use std::ops::Range;

/// Elements that stand by themselves.
const BLOCKS: [&str; 22] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "blockquote",
    "pre",
    "table",
    "figure",
    "div",
    "hr",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "dl",
    "iframe",
];

/// WordPress' text as HTML: the comments of its block editor are dropped, captions become figures,
/// and where there are no paragraphs, empty lines make them. The names of shortcodes that were
/// left as they are come with it.
pub(super) fn from_wordpress(text: &str) -> (String, Vec<String>) {
    let text = text.replace("\r\n", "\n");
    let text = without_block_comments(&text);
    let written = has_paragraphs(&text);
    let text = captions(&text);
    let text = frames(&embeds(&text));
    let codes = shortcodes(&text);
    let html = match written {
        true => text,
        false => paragraphs(&text),
    };
    (html, codes)
}

/// Whether its writer, or a program, has set paragraphs: `<pre>` is none.
fn has_paragraphs(text: &str) -> bool {
    ["<p>", "<p ", "<P>", "<P "]
        .iter()
        .any(|paragraph| text.contains(paragraph))
}

fn without_block_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(begin) = rest.find("<!--") {
        out.push_str(&rest[..begin]);
        rest = match rest[begin..].find("-->") {
            Some(end) => &rest[begin + end + 3..],
            None => "",
        };
    }
    out.push_str(rest);
    out
}

/// `[caption …]<img …> text[/caption]` (<https://codex.wordpress.org/Caption_Shortcode>)
fn captions(text: &str) -> String {
    const BEGIN: &str = "[caption";
    const END: &str = "[/caption]";
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(begin) = rest.find(BEGIN) {
        out.push_str(&rest[..begin]);
        let inside = rest[begin..].split_once(']').map(|(_, inside)| inside);
        let Some((inside, after)) = inside.and_then(|inside| inside.split_once(END)) else {
            out.push_str(&rest[begin..]);
            return out;
        };
        let picture = images(inside).into_iter().next();
        match picture {
            Some(image) => {
                let caption = inside[image.place.end..].replace("</a>", "");
                out.push_str("\n\n<figure>");
                out.push_str(&inside[image.place]);
                out.push_str("<figcaption>");
                out.push_str(caption.trim());
                out.push_str("</figcaption></figure>\n\n");
            }
            None => out.push_str(inside),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// A picture of a gallery.
pub(super) struct Shown<'a> {
    pub(super) url: &'a str,
    pub(super) alt: &'a str,
    pub(super) caption: &'a str,
}

/// `[gallery ids="7,9"]` with its pictures, by their numbers. One that names none, or none that is
/// known, stays as it is.
pub(super) fn galleries<'a>(text: &str, picture: impl Fn(&str) -> Option<Shown<'a>>) -> String {
    const BEGIN: &str = "[gallery";
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(begin) = rest.find(BEGIN) {
        let Some(end) = rest[begin..].find(']') else {
            break;
        };
        let code = &rest[begin..=begin + end];
        let ids = value(code, "ids").unwrap_or_default();
        let shown: Vec<Shown<'_>> = ids.split(',').filter_map(|id| picture(id.trim())).collect();
        out.push_str(&rest[..begin]);
        if shown.is_empty() {
            out.push_str(code);
        } else {
            out.push_str("\n\n<div class=\"gallery\">");
            for one in shown {
                out.push_str(&format!(
                    "<figure><img src=\"{}\" alt=\"{}\"><figcaption>{}</figcaption></figure>",
                    Escaped(one.url),
                    Escaped(one.alt),
                    Escaped(one.caption)
                ));
            }
            out.push_str("</div>\n\n");
        }
        rest = &rest[begin + end + 1..];
    }
    out.push_str(rest);
    out
}

/// `[embed]address[/embed]`: the address in a paragraph of its own.
fn embeds(text: &str) -> String {
    const END: &str = "[/embed]";
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(begin) = rest.find("[embed") {
        let inside = rest[begin..].split_once(']').map(|(_, inside)| inside);
        let Some((address, after)) = inside.and_then(|inside| inside.split_once(END)) else {
            break;
        };
        out.push_str(&rest[..begin]);
        link(&mut out, address.trim());
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Frames of other sites as links to what they show.
fn frames(text: &str) -> String {
    const END: &str = "</iframe>";
    let lower = text.to_ascii_lowercase();
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    while let Some(begin) = lower[from..].find("<iframe") {
        let begin = from + begin;
        let Some(end) = lower[begin..].find('>') else {
            break;
        };
        let src = value(&text[begin..begin + end], "src").unwrap_or_default();
        out.push_str(&text[from..begin]);
        match src.strip_prefix("//") {
            Some(rest) => link(&mut out, &format!("https://{rest}")),
            None => link(&mut out, &src),
        }
        let behind = lower[begin..].find(END).map(|at| begin + at + END.len());
        from = behind.unwrap_or(begin + end + 1);
    }
    out.push_str(&text[from..]);
    out
}

fn link(out: &mut String, address: &str) {
    if address.starts_with("https://") || address.starts_with("http://") {
        let address = Escaped(address);
        out.push_str(&format!(
            "\n\n<p><a href=\"{address}\">{address}</a></p>\n\n"
        ));
    }
}

/// What shows something of a provider: a paragraph that is its address and nothing else.
pub(super) fn with_embeds(document: &mut Document) {
    for block in &mut document.content {
        let Block::Paragraph { attrs, content } = block else {
            continue;
        };
        let [Inline::Text { text, marks }] = &content[..] else {
            continue;
        };
        let address = text.trim();
        let plain = marks.iter().all(|mark| match mark {
            Mark::Link { attrs } => attrs.href == address,
            _ => false,
        });
        if plain && provided(address).is_some() {
            *block = Block::Embed {
                attrs: Embed {
                    id: attrs.id.clone(),
                    url: address.to_owned(),
                    title: String::new(),
                },
            };
        }
    }
}

/// The names of what stands in square brackets and looks like a shortcode.
pub(super) fn shortcodes(text: &str) -> Vec<String> {
    let mut names: Vec<String> = text
        .split('[')
        .skip(1)
        .filter_map(|rest| {
            let (inside, _) = rest.split_once(']')?;
            let name: String = inside
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
                .collect();
            let after = inside.get(name.len()..).unwrap_or_default();
            let coded = after.starts_with(' ') && after.contains('=');
            let known = matches!(
                name.as_str(),
                "gallery" | "embed" | "video" | "audio" | "playlist"
            );
            (coded || known).then_some(name)
        })
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Empty lines part paragraphs, other line breaks are line breaks (`wpautop` of WordPress).
fn paragraphs(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    for piece in text
        .split("\n\n")
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
    {
        let name: String = piece
            .strip_prefix('<')
            .unwrap_or_default()
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        if BLOCKS.contains(&name.to_ascii_lowercase().as_str()) {
            out.push_str(piece);
        } else {
            out.push_str("<p>");
            out.push_str(&piece.replace('\n', "<br>"));
            out.push_str("</p>");
        }
    }
    out
}

/// A picture in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Image {
    pub(super) place: Range<usize>,
    pub(super) src: String,
    pub(super) alt: String,
}

/// The `<img>` elements of a text, in their order. What it makes of broken markup does not matter:
/// the text is read and cleaned afterwards.
pub(super) fn images(html: &str) -> Vec<Image> {
    let mut found = Vec::new();
    let lower = html.to_ascii_lowercase();
    let mut from = 0;
    while let Some(begin) = lower[from..].find("<img") {
        let begin = from + begin;
        let mut quote = None;
        let end = html[begin..].char_indices().find(|(_, c)| {
            match (quote, *c) {
                (None, '"' | '\'') => quote = Some(*c),
                (Some(open), c) if c == open => quote = None,
                (None, '>') => return true,
                _ => {}
            }
            false
        });
        let Some((end, _)) = end else { break };
        let end = begin + end + 1;
        let tag = &html[begin..end];
        if let Some(src) = value(tag, "src") {
            found.push(Image {
                place: begin..end,
                alt: value(tag, "alt").unwrap_or_default(),
                src,
            });
        }
        from = end;
    }
    found
}

/// An attribute's value in quotes.
fn value(tag: &str, name: &str) -> Option<String> {
    for quote in ['"', '\''] {
        let begin = format!(" {name}={quote}");
        if let Some(at) = tag.find(&begin) {
            let rest = &tag[at + begin.len()..];
            let text = rest.split(quote).next()?;
            return Some(text.replace("&amp;", "&").replace("&quot;", "\""));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_paragraphs_gets_them() {
        let (html, codes) = from_wordpress("Satu\ndua\n\n<h2>Judul</h2>\n\n[gallery ids=\"1,2\"]");
        assert_eq!(
            html,
            "<p>Satu<br>dua</p><h2>Judul</h2><p>[gallery ids=\"1,2\"]</p>"
        );
        assert_eq!(codes, ["gallery"]);
    }

    #[test]
    fn blocks_and_captions_are_plain_html() {
        let text = "<!-- wp:paragraph {\"x\":1} --><p>Satu [2]</p><!-- /wp:paragraph -->";
        assert_eq!(
            from_wordpress(text),
            ("<p>Satu [2]</p>".to_owned(), Vec::new())
        );
        let text = "[caption id=\"a\" width=\"3\"]<a href=\"x\"><img src=\"a.jpg\" alt=\"B > c\" /></a> Di <em>pantai</em>[/caption]";
        let (html, codes) = from_wordpress(text);
        assert_eq!(
            html,
            "<figure><img src=\"a.jpg\" alt=\"B > c\" /><figcaption>Di <em>pantai</em></figcaption></figure>"
        );
        assert!(codes.is_empty());
    }

    #[test]
    fn galleries_and_embeds_become_what_the_document_has() {
        let known = |id: &str| {
            (id == "7").then_some(Shown {
                url: "a.jpg?x=1&y",
                alt: "\"A\"",
                caption: "<b>",
            })
        };
        let text = galleries("x [gallery ids=\"7, 9\"] y [gallery ids=\"9\"]", known);
        let (html, codes) = from_wordpress(&text);
        assert!(
            html.contains("<div class=\"gallery\"><figure><img src=\"a.jpg?x=1&amp;y\" alt=\"&quot;A&quot;\"><figcaption>&lt;b&gt;</figcaption></figure></div>"),
            "{html}"
        );
        assert_eq!(codes, ["gallery"]);
        let (html, codes) = from_wordpress(
            "Satu\n\n[embed width=\"3\"]https://youtu.be/abcdefghijk[/embed]<iframe src=\"//a.test/x\"></iframe>dua",
        );
        assert_eq!(
            html,
            "<p>Satu</p><p><a href=\"https://youtu.be/abcdefghijk\">https://youtu.be/abcdefghijk</a></p>\
             <p><a href=\"https://a.test/x\">https://a.test/x</a></p><p>dua</p>"
        );
        assert!(codes.is_empty());
    }

    #[test]
    fn broken_markup_is_no_reason_to_stop() {
        for text in [
            "[caption",
            "[caption]x[/caption]",
            "<img",
            "<img src=\"a",
            "<!-- x",
            "[gallery ids=\"1",
            "[embed]x",
            "<iframe",
            "<iframe src='a'>",
            "[",
            "<p>[",
        ] {
            let _ = from_wordpress(text);
        }
        assert_eq!(images("<IMG alt='é' src='a.jpg'>x")[0].alt, "é");
    }
}
