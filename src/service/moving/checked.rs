//! What a row of an export may hold. Nobody vouches for its files: HTML is made here, never taken, and
//! what pages print as addresses is looked at.

use super::is_open_setting;
use crate::{
    domain::{
        breaking::is_link, document::Document, logo::Logo, redirect::LENGTH, slug::Slug,
        story::Content,
    },
    service::{comment_text, commenting::fresh_secret, pictures, settings},
    store::moving::Value,
};
use serde::de::IgnoredAny;

/// A row on its way in.
pub(super) type Row = Vec<(&'static str, Value)>;

/// A row that may be put in, and the document in it, where the row shows pictures.
pub(super) struct Checked {
    pub(super) row: Row,
    pub(super) document: Option<Document>,
}

pub(super) fn text<'a>(row: &'a [(&'static str, Value)], name: &str) -> &'a str {
    let found = row.iter().find(|(column, _)| *column == name);
    match found {
        Some((_, Value::Text(text))) => text,
        _ => "",
    }
}

pub(super) fn number(row: &[(&'static str, Value)], name: &str) -> Option<i64> {
    match row.iter().find(|(column, _)| *column == name) {
        Some((_, Value::Number(number))) => Some(*number),
        _ => None,
    }
}

fn set(row: &mut Row, name: &'static str, value: String) {
    row.retain(|(column, _)| *column != name);
    row.push((name, Value::Text(value)));
}

/// The document of a row, which holds it afterwards as this program writes it.
fn written(row: &mut Row) -> Result<Document, String> {
    let document: Document = serde_json::from_str(text(row, "document"))
        .map_err(|error| format!("its document cannot be read: {error}"))?;
    if document.depth() > Document::DEPTH || document.content.len() > Document::BLOCKS {
        return Err("its document is larger or deeper than documents are here".into());
    }
    let json = serde_json::to_string(&document).map_err(|error| error.to_string())?;
    set(row, "document", json);
    Ok(document)
}

fn slug(row: &[(&'static str, Value)]) -> Result<(), String> {
    let slug = text(row, "slug");
    match Slug::parse(slug) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!("its slug {slug:?} is none: {error}")),
    }
}

/// Whether a key can name a folder of pictures.
fn is_key(key: &str) -> bool {
    pictures::mime_at(key, "1.jpg").is_some()
}

/// Checks a row, and completes it with what is made from it.
pub(super) fn row(kind: &str, mut row: Row) -> Result<Checked, String> {
    let mut shown = None;
    match kind {
        "articles" => {
            slug(&row)?;
            let document = written(&mut row)?;
            set(&mut row, "html", document.to_html());
            set(&mut row, "plain", document.to_plain());
            shown = Some(document);
        }
        "standing_pages" => {
            slug(&row)?;
            let document = written(&mut row)?;
            set(&mut row, "html", document.to_html());
            shown = Some(document);
        }
        "revisions" => {
            written(&mut row)?;
        }
        "categories" | "tags" | "article_slugs" => slug(&row)?,
        "accounts" => {
            let name = text(&row, "slug");
            // That of somebody who has left.
            let left = name.strip_prefix('~');
            if !left.is_some_and(|id| id.bytes().all(|b| b.is_ascii_digit())) {
                slug(&row)?;
            }
        }
        "comments" => {
            let text = comment_text::render(text(&row, "body"));
            set(&mut row, "body", text.body);
            set(&mut row, "html", text.html);
        }
        "media" => {
            let key = text(&row, "media_key");
            if !is_key(key) {
                return Err(format!("{key:?} is no key of a picture"));
            }
            let words = ["alt", "caption", "credit", "file_name"].map(|name| text(&row, name));
            let search = words.join(" ").to_lowercase();
            set(&mut row, "search", search);
        }
        "media_keys" => {
            let key = text(&row, "media_key");
            if !is_key(key) {
                return Err(format!("{key:?} is no key of a picture"));
            }
        }
        "settings" => {
            let (name, value) = (text(&row, "name"), text(&row, "value"));
            if !is_open_setting(name) {
                return Err(format!("there is no setting {name:?}"));
            }
            match name.starts_with("logo") {
                true if value.is_empty() => {}
                true if Logo::parse(value).is_some_and(|logo| is_key(&logo.key)) => {}
                true => return Err(format!("{value:?} is no logo")),
                false => settings::check(name, value).map_err(|error| error.to_string())?,
            }
        }
        "redirects" => {
            let (from, to) = (text(&row, "from_path"), text(&row, "to_path"));
            let path = from.starts_with('/') && !from.starts_with("//") && from.len() <= LENGTH;
            if !path || !is_link(to) || from == to {
                return Err(format!("{from:?} cannot lead to {to:?}"));
            }
        }
        "breaking" if !text(&row, "href").is_empty() && !is_link(text(&row, "href")) => {
            return Err("its address is none".into());
        }
        // It stands in streams as it is: valid, and on one line.
        "story_events" => {
            let payload = text(&row, "payload");
            if serde_json::from_str::<IgnoredAny>(payload).is_err()
                || payload.contains(['\n', '\r'])
            {
                return Err("its payload is no JSON on one line".into());
            }
        }
        "working_copies" => {
            serde_json::from_str::<Content>(text(&row, "content"))
                .map_err(|error| format!("its content cannot be read: {error}"))?;
        }
        "thread_follows" => set(&mut row, "secret", fresh_secret()),
        _ => {}
    }
    Ok(Checked {
        row,
        document: shown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(kind: &str, columns: &[(&'static str, &str)]) -> Result<Checked, String> {
        let text = |text: &str| Value::Text(text.to_owned());
        let columns = columns.iter().map(|(name, value)| (*name, text(value)));
        row(kind, columns.collect())
    }

    #[test]
    fn what_nobody_may_bring_in_is_refused() {
        let story = r#"{"type":"doc","version":1,"content":[]}"#;
        for (kind, columns, word) in [
            ("media", &[("media_key", "../../etc")][..], "no key"),
            ("media_keys", &[("media_key", "a/b")], "no key"),
            ("categories", &[("slug", "Huruf Besar")], "slug"),
            ("accounts", &[("slug", "~../x")], "slug"),
            (
                "articles",
                &[("slug", "a"), ("document", "<p>")],
                "document",
            ),
            ("articles", &[("slug", "../a"), ("document", story)], "slug"),
            ("breaking", &[("href", "javascript:alert(1)")], "address"),
            (
                "redirects",
                &[("from_path", "/a"), ("to_path", "//jahat.example")],
                "cannot lead",
            ),
            (
                "redirects",
                &[("from_path", "//a"), ("to_path", "/b")],
                "cannot lead",
            ),
            (
                "settings",
                &[("name", "webhook.secret"), ("value", "x")],
                "no setting",
            ),
            (
                "settings",
                &[("name", "logo"), ("value", "../../x 1 1")],
                "no logo",
            ),
            (
                "settings",
                &[("name", "zone"), ("value", "Mars/Olympus")],
                "",
            ),
            ("story_events", &[("payload", "bukan")], "no JSON"),
            (
                "story_events",
                &[("payload", "{}\n\nevent: comment.created\ndata: {}")],
                "no JSON",
            ),
            ("story_events", &[("payload", "{\n}")], "no JSON"),
            ("working_copies", &[("content", "{}")], "content"),
        ] {
            match checked(kind, columns) {
                Ok(_) => panic!("{kind} {columns:?} was taken"),
                Err(error) => assert!(error.contains(word), "{kind} {columns:?}: {error}"),
            }
        }
    }

    #[test]
    fn markup_is_made_here() {
        let document = r#"{"type":"doc","version":1,"content":[{"type":"paragraph","attrs":{"id":"aaaaaaaaaaaa"},"content":[{"type":"text","text":"Satu <b>"}]}]}"#;
        let given = [
            ("slug", "satu"),
            ("document", document),
            ("html", "<script>alert(1)</script>"),
            ("plain", "lain"),
        ];
        let row = checked("articles", &given).map(|checked| checked.row);
        let row = row.unwrap_or_default();
        assert!(text(&row, "html").contains("Satu &lt;b"), "{row:?}");
        assert!(!text(&row, "html").contains("script"));
        assert_eq!(text(&row, "plain").trim(), "Satu <b>");
        let comment = [("body", "**a** <i>"), ("html", "<script>")];
        let row = checked("comments", &comment).map(|checked| checked.row);
        assert!(!text(&row.unwrap_or_default(), "html").contains("script"));
    }
}
