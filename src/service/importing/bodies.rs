//! The text of a story as other systems keep it, made HTML that our own reader takes.

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
    let text = captions(&text);
    let codes = shortcodes(&text);
    let html = match text.contains("<p") {
        true => text,
        false => paragraphs(&text),
    };
    (html, codes)
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

/// The names of what stands in square brackets and looks like a shortcode.
fn shortcodes(text: &str) -> Vec<String> {
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
    fn broken_markup_is_no_reason_to_stop() {
        for text in [
            "[caption",
            "[caption]x[/caption]",
            "<img",
            "<img src=\"a",
            "<!-- x",
            "[",
            "<p>[",
        ] {
            let _ = from_wordpress(text);
        }
        assert_eq!(images("<IMG alt='é' src='a.jpg'>x")[0].alt, "é");
    }
}
