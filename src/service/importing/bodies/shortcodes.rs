//! WordPress' shortcodes (<https://codex.wordpress.org/Shortcode_API>).

use super::markup::images;
use crate::domain::document::Escaped;
use std::ops::Range;

/// Names and values, in their order.
type Attributes = Vec<(String, String)>;

/// A shortcode in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Code {
    /// With what it encloses, and with its end.
    pub(super) place: Range<usize>,
    /// What it encloses, where it has an end.
    pub(super) inside: Option<Range<usize>>,
    attributes: Attributes,
}

impl Code {
    /// An attribute's value; one without a name has the empty one.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// The first shortcode of one of these names at or behind `from`. `[[name]]` is one that is shown.
pub(super) fn next_code(text: &str, from: usize, names: &[&str]) -> Option<Code> {
    let mut at = from;
    loop {
        let begin = at + text.get(at..)?.find('[')?;
        at = begin + 1;
        if text[..begin].ends_with('[') {
            continue;
        }
        let Some((name, attributes, end)) = opened(text, begin) else {
            continue;
        };
        if !names.contains(&name) {
            continue;
        }
        let closed = text[begin..end].ends_with("/]");
        let inside = enclosed(text, name, end).filter(|_| !closed);
        let whole = inside
            .as_ref()
            .map_or(end, |inside| inside.end + name.len() + 3);
        return Some(Code {
            place: begin..whole,
            inside,
            attributes,
        });
    }
}

/// Name and attributes of what begins with `[` at `begin`, and the place behind its `]`.
fn opened(text: &str, begin: usize) -> Option<(&str, Attributes, usize)> {
    let rest = &text[begin + 1..];
    let length = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))
        .unwrap_or(rest.len());
    let (name, after) = rest.split_at(length);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic())
        || !after.starts_with(|c: char| c.is_whitespace() || matches!(c, ']' | '/'))
    {
        return None;
    }
    let mut quote = None;
    let mut end = None;
    for (at, c) in after.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, ']') => {
                end = Some(at);
                break;
            }
            (None, '[') => break,
            _ => {}
        }
    }
    // A quote that is never closed belongs to the text.
    let end = end.or_else(|| after.find(']'))?;
    let said = after[..end].trim_end_matches('/');
    Some((name, attributes(said), begin + 1 + length + end + 1))
}

/// `a="b" c='d' e=f g`
fn attributes(text: &str) -> Attributes {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let Some(value) = after.trim_start().strip_prefix('=') else {
            found.push((String::new(), name.to_owned()));
            rest = after.trim_start();
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        found.push((name.to_ascii_lowercase(), value.replace("&amp;", "&")));
        rest = after.trim_start();
    }
    found
}

/// What stands before `[/name]`; nothing where another of the name begins before that.
fn enclosed(text: &str, name: &str, from: usize) -> Option<Range<usize>> {
    let end = from + text[from..].find(&format!("[/{name}]"))?;
    let mut at = from;
    while let Some(next) = text[at..end].find('[') {
        let begin = at + next;
        if opened(text, begin).is_some_and(|(other, ..)| other == name) {
            return None;
        }
        at = begin + 1;
    }
    Some(from..end)
}

/// Puts something in the place of every shortcode of these names; `None` leaves it as it is.
pub(super) fn replaced(
    text: &str,
    names: &[&str],
    mut with: impl FnMut(&Code) -> Option<String>,
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    while let Some(code) = next_code(text, from, names) {
        out.push_str(&text[from..code.place.start]);
        match with(&code) {
            Some(new) => out.push_str(&new),
            None => out.push_str(&text[code.place.clone()]),
        }
        from = code.place.end;
    }
    out.push_str(&text[from..]);
    out
}

/// `[caption …]<img …> text[/caption]` (<https://codex.wordpress.org/Caption_Shortcode>)
pub(super) fn captions(text: &str) -> String {
    replaced(text, &["caption", "wp_caption"], |code| {
        let inside = &text[code.inside.clone()?];
        let Some(image) = images(inside).into_iter().next() else {
            return Some(inside.to_owned());
        };
        let behind = inside[image.place.end..].replace("</a>", "");
        // It stood in an attribute before WordPress 3.4.
        let caption = match behind.trim() {
            "" => code.get("caption").unwrap_or_default(),
            said => said,
        };
        let picture = &inside[image.place];
        Some(format!(
            "\n\n<figure>{picture}<figcaption>{caption}</figcaption></figure>\n\n"
        ))
    })
}

/// A picture of a gallery.
pub(in super::super) struct Shown<'a> {
    pub(in super::super) url: &'a str,
    pub(in super::super) alt: &'a str,
    pub(in super::super) caption: &'a str,
}

/// `[gallery ids="7,9"]` with its pictures, by their numbers; one without numbers shows those that
/// belong to its story, or to the one it names. One of which no picture is known stays as it is.
pub(in super::super) fn galleries<'a>(
    text: &str,
    own: &str,
    picture: impl Fn(&str) -> Option<Shown<'a>>,
    belonging: impl Fn(&str) -> Vec<String>,
) -> String {
    replaced(text, &["gallery"], |code| {
        let named = code.get("ids").or_else(|| code.get("include"));
        let ids: Vec<String> = match named {
            Some(ids) => ids.split(',').map(|id| id.trim().to_owned()).collect(),
            None => belonging(code.get("id").unwrap_or(own)),
        };
        let shown: Vec<Shown<'_>> = ids.iter().filter_map(|id| picture(id)).collect();
        if shown.is_empty() {
            return None;
        }
        let mut out = "\n\n<div class=\"gallery\">".to_owned();
        for one in shown {
            out.push_str(&format!(
                "<figure><img src=\"{}\" alt=\"{}\"><figcaption>{}</figcaption></figure>",
                Escaped(one.url),
                Escaped(one.alt),
                Escaped(one.caption)
            ));
        }
        out.push_str("</div>\n\n");
        Some(out)
    })
}

/// The names of what stands in square brackets and looks like a shortcode: it has attributes, or
/// an end, or a name that nobody writes in a sentence.
pub(in super::super) fn shortcodes(text: &str) -> Vec<String> {
    let mut names: Vec<String> = text
        .match_indices('[')
        .filter_map(|(at, _)| {
            let (name, attributes, _) = opened(text, at)?;
            let known = matches!(
                name,
                "gallery" | "embed" | "video" | "audio" | "playlist" | "caption"
            );
            let looks = known
                || name.contains('_')
                || attributes.iter().any(|(name, _)| !name.is_empty())
                || text[at..].contains(&format!("[/{name}]"));
            looks.then(|| name.to_owned())
        })
        .collect();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_whole_words() {
        let text = "[embed_pdf url=\"x\"] a [embed width=3]u[/embed] [[embed]] [embed/] [embed]";
        let all: Vec<String> = {
            let mut found = Vec::new();
            let mut from = 0;
            while let Some(code) = next_code(text, from, &["embed"]) {
                from = code.place.end;
                found.push(text[code.place].to_owned());
            }
            found
        };
        assert_eq!(all, ["[embed width=3]u[/embed]", "[embed/]", "[embed]"]);
    }

    #[test]
    fn one_without_an_end_encloses_nothing() {
        let text = "[embed src='https://a.test/x] y'] lama [embed]https://b.test[/embed]";
        let code = next_code(text, 0, &["embed"]).expect("one");
        assert_eq!(
            (code.get("src"), &code.inside),
            (Some("https://a.test/x] y"), &None)
        );
        let next = next_code(text, code.place.end, &["embed"]).expect("another");
        assert_eq!(&text[next.inside.expect("an end")], "https://b.test");
    }

    #[test]
    fn a_gallery_without_numbers_shows_what_belongs_to_its_story() {
        let shown = |id: &str| {
            (id == "7").then_some(Shown {
                url: "a.jpg",
                alt: "",
                caption: "",
            })
        };
        let of = |id: &str| match id {
            "5" => vec!["7".to_owned()],
            _ => Vec::new(),
        };
        for text in [
            "[gallery]",
            "[gallery ids=7]",
            "[gallery columns=\"2\" id='5']",
        ] {
            let html = galleries(text, "5", shown, of);
            assert!(html.contains("src=\"a.jpg\""), "{text}: {html}");
        }
        assert_eq!(galleries("[gallery]", "6", shown, of), "[gallery]");
        assert_eq!(galleries("[gallery_x]", "5", shown, of), "[gallery_x]");
    }

    #[test]
    fn what_looks_like_one_is_named() {
        let text = "[kontak] [sic] [2] [form id=\"3\"] [tab]x[/tab] [su_tombol] [...]";
        assert_eq!(shortcodes(text), ["form", "su_tombol", "tab"]);
    }

    #[test]
    fn captions_become_figures() {
        let text = "[wp_caption id='a' caption='Lama']<a href=\"x\"><img src=\"a.jpg\" /></a>[/wp_caption]";
        assert_eq!(
            captions(text).trim(),
            "<figure><img src=\"a.jpg\" /><figcaption>Lama</figcaption></figure>"
        );
        assert_eq!(captions("[captions]x[/captions]"), "[captions]x[/captions]");
    }
}
