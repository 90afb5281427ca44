//! The text of a story as other systems keep it, made HTML that our own reader takes.

mod frames;
mod markup;
mod paragraphs;
mod shortcodes;

pub(super) use markup::images;
pub(super) use shortcodes::{Shown, galleries, shortcodes};

use crate::domain::{
    document::{Block, Document, Embed, Inline, Mark},
    embed::provided,
};
use frames::Played;

/// A text that our own reader takes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Body {
    pub(super) html: String,
    /// What was changed, or stays as it should not.
    pub(super) notes: Vec<String>,
}

/// WordPress' text: the comments of its block editor are dropped, captions become figures, and
/// where that editor did not write it, empty lines part paragraphs, also between those it has.
pub(super) fn from_wordpress(text: &str) -> Body {
    let blocks = text.contains("<!-- wp:");
    from(text, |text| !blocks || !has_paragraphs(text))
}

/// A text that was finished there: empty lines part paragraphs only where it has none.
pub(super) fn from_html(text: &str) -> Body {
    from(text, |text| !has_paragraphs(text))
}

fn from(text: &str, unparted: impl Fn(&str) -> bool) -> Body {
    let text = text.replace("\r\n", "\n");
    let text = without_comments(&text);
    let unparted = unparted(&text);
    let text = shortcodes::captions(&text);
    let mut played = Played::default();
    let text = frames::coded(&text, &mut played);
    let text = frames::framed(&text, &mut played);
    let codes = shortcodes(&text);
    let notes = codes
        .into_iter()
        .map(|code| format!("the shortcode [{code}] stays as text"));
    let mut notes: Vec<String> = notes.collect();
    for (count, what) in [(played.audio, "audio"), (played.video, "video")] {
        if count > 0 {
            notes.push(format!("stories have no {what} here: {count} became links"));
        }
    }
    let html = match unparted {
        true => paragraphs::paragraphs(&text),
        false => text,
    };
    Body { html, notes }
}

/// Plain text, or text with a little HTML, as people write comments: with its paragraphs.
pub(super) fn from_remark(text: &str) -> String {
    paragraphs::paragraphs(&without_comments(&text.replace("\r\n", "\n")))
}

/// Whether its writer, or a program, has set paragraphs: `<pre>` is none.
fn has_paragraphs(text: &str) -> bool {
    ["<p>", "<p ", "<P>", "<P "]
        .iter()
        .any(|paragraph| text.contains(paragraph))
}

fn without_comments(text: &str) -> String {
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

/// `<!-- wp:block {"ref":7} /-->` with the text of the block that many stories share; `shared`
/// knows it by its number. Answers also with the numbers that are not known.
pub(super) fn with_shared<'a>(
    text: &str,
    shared: &impl Fn(&str) -> Option<&'a str>,
) -> (String, Vec<String>) {
    const BEGIN: &str = "<!-- wp:block ";
    /// Blocks may hold each other, and in a circle.
    const DEEPEST: usize = 4;
    let (mut text, mut unknown) = (text.to_owned(), Vec::new());
    for _ in 0..DEEPEST {
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        let mut found = false;
        while let Some((before, after)) = rest.split_once(BEGIN) {
            out.push_str(before);
            let (said, after) = after.split_once("-->").unwrap_or((after, ""));
            rest = after;
            let said = said.trim().trim_end_matches('/');
            let number = serde_json::from_str::<serde_json::Value>(said).ok();
            let number = number.and_then(|value| value.get("ref").map(ToString::to_string));
            let Some(number) = number else { continue };
            match shared(&number) {
                Some(more) => {
                    found = true;
                    out.push_str(more);
                }
                None => unknown.push(number),
            }
        }
        out.push_str(rest);
        text = out;
        if !found {
            break;
        }
    }
    (text, unknown)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_paragraphs_gets_them() {
        let body = from_wordpress("Satu\ndua\n\n<h2>Judul</h2>\n\n[gallery ids=\"1,2\"]");
        assert_eq!(
            body.html,
            "<p>Satu<br>dua</p><h2>Judul</h2><p>[gallery ids=\"1,2\"]</p>"
        );
        assert_eq!(body.notes, ["the shortcode [gallery] stays as text"]);
        let mixed = "Satu\n\n<p>Dua</p>\n\nTiga\n\nEmpat";
        assert_eq!(
            from_wordpress(mixed).html,
            "<p>Satu</p><p>Dua</p><p>Tiga</p><p>Empat</p>"
        );
        assert_eq!(from_html(mixed).html, mixed, "it was finished there");
    }

    #[test]
    fn blocks_and_captions_are_plain_html() {
        let text = "<!-- wp:paragraph {\"x\":1} --><p>Satu [2]</p><!-- /wp:paragraph -->";
        let body = from_wordpress(text);
        assert_eq!(
            (body.html.as_str(), body.notes.len()),
            ("<p>Satu [2]</p>", 0)
        );
        let text = "[caption id=\"a\" width=\"3\"]<a href=\"x\"><img src=\"a.jpg\" alt=\"B > c\" /></a> Di <em>pantai</em>[/caption]";
        let body = from_wordpress(text);
        assert!(
            body.html
                .contains("<figcaption>Di <em>pantai</em></figcaption></figure>"),
            "{}",
            body.html
        );
        assert!(body.notes.is_empty());
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
        let text = "x [gallery ids=\"7, 9\"] y [gallery ids=\"9\"]";
        let text = galleries(text, "1", known, |_| Vec::new());
        let body = from_wordpress(&text);
        for part in [
            "<div class=\"gallery\"><figure>",
            "<img src=\"a.jpg?x=1&amp;y\" alt=\"&quot;A&quot;\">",
            "<figcaption>&lt;b&gt;</figcaption>",
        ] {
            assert!(body.html.contains(part), "{part}: {}", body.html);
        }
        assert_eq!(body.notes, ["the shortcode [gallery] stays as text"]);
        let body = from_wordpress(
            "Satu\n\n[embed width=\"3\"]https://youtu.be/abcdefghijk[/embed]<iframe src=\"//a.test/x\"></iframe>dua",
        );
        assert_eq!(
            body.html,
            "<p>Satu</p><p><a href=\"https://youtu.be/abcdefghijk\">https://youtu.be/abcdefghijk</a></p>\
             <p><a href=\"https://a.test/x\">https://a.test/x</a></p><p>dua</p>"
        );
        assert!(body.notes.is_empty());
    }

    #[test]
    fn shared_blocks_are_put_in() {
        let known = |id: &str| match id {
            "7" => Some("<p>Bersama</p><!-- wp:block {\"ref\":8} /-->"),
            "8" => Some("<p>Dalam</p><!-- wp:block {\"ref\":7} /-->"),
            _ => None,
        };
        let text = "<p>a</p><!-- wp:block {\"ref\":9} /--><!-- wp:block {\"ref\":7} /--><p>b</p>";
        let (text, unknown) = with_shared(text, &known);
        assert!(
            text.starts_with("<p>a</p><p>Bersama</p><p>Dalam</p>") && text.ends_with("<p>b</p>")
        );
        assert_eq!(unknown, ["9"]);
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
            "[embed ék]é[/embed]",
        ] {
            let _ = (from_wordpress(text), from_html(text));
        }
    }
}
