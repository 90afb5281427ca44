//! What Ghost's editor keeps, made HTML: nodes of Lexical (<https://lexical.dev>) and Ghost's cards
//! (<https://github.com/TryGhost/Koenig>).

use crate::domain::document::{Escaped, is_safe_href};
use serde_json::Value;
use std::fmt::Write;

/// Deepest nesting that is read.
const DEPTH: usize = 60;

/// Bits of a text's `format`, with the elements they stand for.
const FORMATS: [(i64, &str); 6] = [
    (1, "strong"),
    (2, "em"),
    (4, "s"),
    (16, "code"),
    (32, "sub"),
    (64, "sup"),
];

/// What was made of a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) html: String,
    /// Kinds of cards that have no place here.
    pub(super) left: Vec<String>,
}

/// `None` where it is none of Lexical's.
pub(super) fn to_html(kept: &str) -> Option<Made> {
    let kept: Value = serde_json::from_str(kept).ok()?;
    let root = kept.get("root")?;
    let mut made = Made::default();
    children(root, 0, &mut made);
    made.left.sort();
    made.left.dedup();
    Some(made)
}

fn children(node: &Value, depth: usize, made: &mut Made) {
    let list = node.get("children").and_then(Value::as_array);
    for child in list.into_iter().flatten().filter(|_| depth < DEPTH) {
        one(child, depth + 1, made);
    }
}

fn said<'a>(node: &'a Value, name: &str) -> &'a str {
    node.get(name).and_then(Value::as_str).unwrap_or_default()
}

// Writing to memory does not fail.
fn put(made: &mut Made, html: std::fmt::Arguments<'_>) {
    let _ = made.html.write_fmt(html);
}

fn within(name: &str, node: &Value, depth: usize, made: &mut Made) {
    put(made, format_args!("<{name}>"));
    children(node, depth, made);
    put(made, format_args!("</{name}>"));
}

fn one(node: &Value, depth: usize, made: &mut Made) {
    match said(node, "type") {
        "text" | "extended-text" => text(node, made),
        "linebreak" => made.html.push_str("<br>"),
        "tab" => made.html.push(' '),
        "paragraph" => within("p", node, depth, made),
        "heading" | "extended-heading" => {
            let level = match said(node, "tag") {
                tag @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => tag,
                _ => "h2",
            };
            within(level, node, depth, made);
        }
        "quote" | "extended-quote" | "aside" => within("blockquote", node, depth, made),
        "list" if said(node, "listType") == "number" => within("ol", node, depth, made),
        "list" => within("ul", node, depth, made),
        "listitem" => within("li", node, depth, made),
        "link" | "autolink" | "at-link" => link(node, depth, made),
        "horizontalrule" => made.html.push_str("<hr>"),
        "image" => figure(&[node], said(node, "caption"), made),
        "gallery" => {
            let pictures = node.get("images").and_then(Value::as_array);
            let pictures: Vec<&Value> = pictures.into_iter().flatten().collect();
            figure(&pictures, said(node, "caption"), made);
        }
        "codeblock" | "code-block" => code(node, made),
        "html" => made.html.push_str(said(node, "html")),
        "callout" => {
            let text = said(node, "calloutText");
            put(made, format_args!("<blockquote>{text}</blockquote>"));
        }
        "toggle" => {
            let (heading, content) = (said(node, "heading"), said(node, "content"));
            put(made, format_args!("<h4>{heading}</h4>{content}"));
        }
        "bookmark" => bookmark(node, made),
        "embed" => embed(node, made),
        "button" => address(said(node, "buttonUrl"), said(node, "buttonText"), "", made),
        "file" => {
            let (title, about) = (said(node, "fileTitle"), said(node, "fileCaption"));
            address(said(node, "src"), title, about, made);
        }
        "audio" => played("audio", said(node, "title"), node, made),
        "video" => played("video", said(node, "caption"), node, made),
        // It parts what everyone reads from what members do; whoever may not see it has no text.
        "paywall" => {}
        // A node that holds others is none of the cards.
        _ if node.get("children").is_some() => children(node, depth, made),
        other => made.left.push(other.to_owned()),
    }
}

fn text(node: &Value, made: &mut Made) {
    let format = node.get("format").and_then(Value::as_i64).unwrap_or(0);
    let set = FORMATS.iter().filter(|(bit, _)| format & bit != 0);
    let set: Vec<&str> = set.map(|(_, name)| *name).collect();
    for name in &set {
        put(made, format_args!("<{name}>"));
    }
    put(made, format_args!("{}", Escaped(said(node, "text"))));
    for name in set.iter().rev() {
        put(made, format_args!("</{name}>"));
    }
}

fn link(node: &Value, depth: usize, made: &mut Made) {
    put(
        made,
        format_args!("<a href=\"{}\">", Escaped(said(node, "url"))),
    );
    children(node, depth, made);
    made.html.push_str("</a>");
}

fn figure(pictures: &[&Value], caption: &str, made: &mut Made) {
    made.html.push_str("<figure>");
    for picture in pictures {
        let (src, alt) = (Escaped(said(picture, "src")), Escaped(said(picture, "alt")));
        put(made, format_args!("<img src=\"{src}\" alt=\"{alt}\">"));
    }
    captioned(caption, made);
    made.html.push_str("</figure>");
}

/// Captions are HTML already.
fn captioned(caption: &str, made: &mut Made) {
    if !caption.is_empty() {
        put(made, format_args!("<figcaption>{caption}</figcaption>"));
    }
}

fn code(node: &Value, made: &mut Made) {
    let (code, language) = (Escaped(said(node, "code")), Escaped(said(node, "language")));
    put(
        made,
        format_args!("<pre><code class=\"language-{language}\">{code}</code></pre>"),
    );
    let caption = said(node, "caption");
    if !caption.is_empty() {
        put(made, format_args!("<p>{caption}</p>"));
    }
}

fn bookmark(node: &Value, made: &mut Made) {
    let about = node.get("metadata").unwrap_or(&Value::Null);
    let (title, text) = (said(about, "title"), said(about, "description"));
    address(said(node, "url"), title, text, made);
    let caption = said(node, "caption");
    if !caption.is_empty() {
        put(made, format_args!("<p>{caption}</p>"));
    }
}

fn embed(node: &Value, made: &mut Made) {
    match said(node, "url") {
        "" => made.html.push_str(said(node, "html")),
        url => address(url, url, "", made),
    }
    let caption = said(node, "caption");
    if !caption.is_empty() {
        put(made, format_args!("<p>{caption}</p>"));
    }
}

/// A link in a paragraph of its own, and what is said of where it leads.
fn address(url: &str, title: &str, about: &str, made: &mut Made) {
    let title = if title.is_empty() { url } else { title };
    match is_safe_href(url) || url.starts_with("__GHOST_URL__/") {
        true => put(
            made,
            format_args!("<p><a href=\"{}\">{}</a></p>", Escaped(url), Escaped(title)),
        ),
        false => put(made, format_args!("<p>{}</p>", Escaped(title))),
    }
    if !about.is_empty() {
        put(made, format_args!("<p>{}</p>", Escaped(about)));
    }
}

/// As Ghost writes it: the text's reader makes a link of it, and a note.
fn played(name: &str, title: &str, node: &Value, made: &mut Made) {
    let src = Escaped(said(node, "src"));
    put(made, format_args!("<{name} src=\"{src}\"></{name}>"));
    if !title.is_empty() {
        put(made, format_args!("<p>{title}</p>"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn made(list: Value) -> Made {
        let kept = json!({"root": {"type": "root", "children": list}});
        to_html(&kept.to_string()).expect("Lexical")
    }

    #[test]
    fn what_runs_in_lines() {
        let text = |text: &str, format: i64| json!({"type": "extended-text", "text": text, "format": format});
        let link =
            json!({"type": "link", "url": "https://a.test/?b=1&c", "children": [text("taut", 0)]});
        let items = json!([{"type": "listitem", "children": [text("a", 0)]}]);
        let made = made(json!([
            {"type": "paragraph", "children": [text("a < b", 3), {"type": "linebreak"}, link]},
            {"type": "extended-heading", "tag": "h3", "children": [text("Judul", 0)]},
            {"type": "list", "listType": "number", "children": items},
            {"type": "extended-quote", "children": [text("Kutip", 0)]},
            {"type": "horizontalrule"},
        ]));
        assert_eq!(
            made.html,
            "<p><strong><em>a &lt; b</em></strong><br><a href=\"https://a.test/?b=1&amp;c\">taut</a></p>\
             <h3>Judul</h3><ol><li>a</li></ol><blockquote>Kutip</blockquote><hr>"
        );
        assert!(made.left.is_empty());
    }

    #[test]
    fn cards_become_what_there_is_and_the_rest_is_named() {
        let made = made(json!([
            {"type": "image", "src": "__GHOST_URL__/content/images/a.jpg", "alt": "\"A\"", "caption": "<em>B</em>"},
            {"type": "codeblock", "code": "a < b", "language": "js"},
            {"type": "html", "html": "<p>Bebas</p>"},
            {"type": "bookmark", "url": "https://a.test/", "metadata": {"title": "Judul"}},
            {"type": "button", "buttonUrl": "javascript:x()", "buttonText": "Tekan"},
            {"type": "signup", "header": "Daftar"},
        ]));
        for part in [
            "<figure><img src=\"__GHOST_URL__/content/images/a.jpg\" alt=\"&quot;A&quot;\"><figcaption><em>B</em></figcaption></figure>",
            "<pre><code class=\"language-js\">a &lt; b</code></pre>",
            "<p>Bebas</p>",
            "<p><a href=\"https://a.test/\">Judul</a></p>",
            "<p>Tekan</p>",
        ] {
            assert!(made.html.contains(part), "{part}: {}", made.html);
        }
        assert_eq!(made.left, ["signup"]);
        assert_eq!(to_html("{}"), None);
    }
}
