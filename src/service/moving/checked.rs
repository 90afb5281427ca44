//! What a row of an export may hold. Nobody vouches for its files: HTML is made here, never taken, and
//! what pages print as addresses is looked at.

use super::is_open_setting;
use crate::{
    domain::{breaking::is_link, document::Document, logo::Logo, redirect::LENGTH, slug::Slug},
    service::{comment_text, commenting::fresh_secret, pictures, settings},
    store::moving::Value,
};

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

fn document(row: &[(&'static str, Value)]) -> Result<Document, String> {
    let document: Document = serde_json::from_str(text(row, "document"))
        .map_err(|error| format!("its document cannot be read: {error}"))?;
    if document.depth() > Document::DEPTH || document.content.len() > Document::BLOCKS {
        return Err("its document is larger or deeper than documents are here".into());
    }
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
            let document = document(&row)?;
            // As this program writes it, whoever wrote it there.
            let json = serde_json::to_string(&document).map_err(|error| error.to_string())?;
            set(&mut row, "document", json);
            set(&mut row, "html", document.to_html());
            set(&mut row, "plain", document.to_plain());
            shown = Some(document);
        }
        "standing_pages" => {
            slug(&row)?;
            let document = document(&row)?;
            let json = serde_json::to_string(&document).map_err(|error| error.to_string())?;
            set(&mut row, "document", json);
            set(&mut row, "html", document.to_html());
            shown = Some(document);
        }
        "revisions" => {
            let document = document(&row)?;
            let json = serde_json::to_string(&document).map_err(|error| error.to_string())?;
            set(&mut row, "document", json);
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
        "thread_follows" => set(&mut row, "secret", fresh_secret()),
        _ => {}
    }
    Ok(Checked {
        row,
        document: shown,
    })
}
