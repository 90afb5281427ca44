//! WordPress eXtended RSS (`wp-admin/includes/export.php` writes it), read as a stream.

mod finished;

use super::{Author, Comment, Found, ImportError, Next, Site, Story, Term, Text, xml};
use crate::{domain::slug::Slug, service::zone::Zone};
use finished::{Library, finished};
use std::{collections::HashMap, path::Path};

/// What of an item is being read.
#[derive(Default)]
struct Item {
    story: Story,
    kind: String,
    status: String,
    date: String,
    date_gmt: String,
    modified: String,
    modified_gmt: String,
    password: bool,
    attachment: String,
    /// The item it was uploaded for, and its place among those.
    parent: String,
    order: i64,
    meta_key: String,
    thumbnail: Option<String>,
    /// What a picture shows, for those who do not see it.
    alt: String,
    /// Slugs that it had before.
    old_slugs: Vec<String>,
    remark: Option<Remark>,
    remarks: Vec<Remark>,
    term: Term,
    domain: String,
}

/// A comment, with what is known of it when its item is whole.
#[derive(Default)]
struct Remark {
    comment: Comment,
    approved: String,
    kind: String,
    date: String,
    date_gmt: String,
}

/// Reads an export from its beginning to its end, telling what it finds until `tell` says stop.
pub(super) fn read(path: &Path, zone: &Zone, tell: impl Fn(Next) -> bool) {
    let library = library(path);
    let mut above: HashMap<String, String> = HashMap::new();
    let done = walk(path, |item, read| {
        let found = match item {
            Piece::Site(link) => Found::Site(Site::at(link)),
            Piece::Author(mut author) => {
                author.links.extend(written_by(&author.key));
                Found::Author(author)
            }
            Piece::Category(mut term, parent) => {
                term.links = categorised(&term.slug, &parent, &above);
                above.insert(term.slug.clone(), parent);
                Found::Category(term)
            }
            Piece::Item(item) => match finished(*item, &library, zone) {
                Some(found) => found,
                None => return true,
            },
        };
        tell(Ok((found, read.into())))
    });
    if let Err(error) = done {
        tell(Err(error));
    }
}

/// Where WordPress lists what somebody wrote, as long as nobody set another address.
fn written_by(login: &str) -> Option<String> {
    Slug::from_title(login).map(|slug| format!("/author/{slug}/"))
}

/// Where WordPress lists a category: under those above it, and without them.
fn categorised(slug: &str, parent: &str, above: &HashMap<String, String>) -> Vec<String> {
    let alone = format!("/category/{slug}/");
    let (mut path, mut parent) = (slug.to_owned(), parent);
    // Parents in a circle come to no end.
    for _ in 0..16 {
        if parent.is_empty() {
            break;
        }
        path = format!("{parent}/{path}");
        parent = above.get(parent).map_or("", String::as_str);
    }
    let whole = format!("/category/{path}/");
    match whole == alone {
        true => vec![alone],
        false => vec![whole, alone],
    }
}

/// What stories name before it comes.
fn library(path: &Path) -> Library {
    let mut library = Library::default();
    // What is wrong with the export is told when it is read for its stories.
    let _ = walk(path, |piece, _| {
        if let Piece::Item(item) = piece {
            library.take(*item);
        }
        true
    });
    library
}

enum Piece {
    Site(String),
    Author(Author),
    /// With the slug of the one above it.
    Category(Term, String),
    Item(Box<Item>),
}

fn walk(path: &Path, mut tell: impl FnMut(Piece, u64) -> bool) -> Result<(), ImportError> {
    let kind = xml::Kind {
        name: "an export of WordPress",
        root: "rss",
    };
    let mut item: Option<Box<Item>> = None;
    let mut author = Author::default();
    let (mut term, mut above) = (Term::default(), String::new());
    xml::walk(path, kind, |piece, meter| match piece {
        xml::Piece::Open {
            name, attributes, ..
        } => {
            match (name, item.as_mut()) {
                ("item", _) => item = Some(Box::default()),
                ("category", Some(item)) => {
                    item.domain = attributes.get("domain").to_owned();
                    item.term.slug = attributes.get("nicename").to_owned();
                }
                ("wp:comment", Some(item)) => item.remark = Some(Remark::default()),
                ("wp:author", None) => author = Author::default(),
                ("wp:category", None) => {
                    (term, above) = (Term::default(), String::new());
                }
                _ => {}
            }
            true
        }
        xml::Piece::Close { name, parent, text } => match (name, item.as_mut()) {
            ("item", Some(_)) => {
                meter.item_ended();
                item.take()
                    .is_none_or(|item| tell(Piece::Item(item), meter.read))
            }
            (_, Some(item)) => {
                put(item, parent, name, text);
                true
            }
            ("link", None) if parent == "channel" => tell(Piece::Site(text), meter.read),
            ("wp:author_login", None) => keep(&mut author.key, text),
            ("wp:author_email", None) => keep(&mut author.email, text),
            ("wp:author_display_name", None) => keep(&mut author.name, text),
            ("wp:author", None) => {
                meter.item_ended();
                tell(Piece::Author(std::mem::take(&mut author)), meter.read)
            }
            ("wp:category_nicename", None) => keep(&mut term.slug, text),
            ("wp:cat_name", None) => keep(&mut term.name, text),
            ("wp:category_description", None) => keep(&mut term.description, text),
            ("wp:category_parent", None) => keep(&mut above, text),
            ("wp:category", None) => {
                meter.item_ended();
                let (term, above) = (std::mem::take(&mut term), std::mem::take(&mut above));
                tell(Piece::Category(term, above), meter.read)
            }
            _ => true,
        },
    })
}

fn keep(field: &mut String, text: String) -> bool {
    *field = text;
    true
}

/// One element of an item.
fn put(item: &mut Item, parent: &str, name: &str, text: String) {
    let story = &mut item.story;
    if parent == "wp:comment" {
        if let Some(remark) = item.remark.as_mut() {
            match name {
                "wp:comment_id" => remark.comment.key = text,
                "wp:comment_parent" => remark.comment.parent = text,
                "wp:comment_author" => remark.comment.name = text,
                "wp:comment_date" => remark.date = text,
                "wp:comment_date_gmt" => remark.date_gmt = text,
                "wp:comment_content" => remark.comment.html = text,
                "wp:comment_approved" => remark.approved = text,
                "wp:comment_type" => remark.kind = text,
                _ => {}
            }
        }
        return;
    }
    match (parent, name) {
        ("item", "wp:comment") => item.remarks.extend(item.remark.take()),
        ("item", "title") => story.title = text,
        ("item", "link") => story.link = text,
        ("item", "dc:creator") => story.authors = vec![text],
        ("item", "content:encoded") => story.text = Text::WordPress(text),
        ("item", "excerpt:encoded") => story.summary = text,
        ("item", "wp:post_id") => story.key = text,
        ("item", "wp:post_name") => story.slug = text,
        ("item", "wp:post_date") => item.date = text,
        ("item", "wp:post_date_gmt") => item.date_gmt = text,
        ("item", "wp:post_modified") => item.modified = text,
        ("item", "wp:post_modified_gmt") => item.modified_gmt = text,
        ("item", "wp:post_password") => item.password = !text.is_empty(),
        ("item", "wp:status") => item.status = text,
        ("item", "wp:post_type") => item.kind = text,
        ("item", "wp:post_parent") => item.parent = text,
        ("item", "wp:menu_order") => item.order = text.trim().parse().unwrap_or_default(),
        ("item", "wp:comment_status") => story.closed = text == "closed",
        ("item", "wp:attachment_url") => item.attachment = text,
        ("item", "category") => {
            let mut term = std::mem::take(&mut item.term);
            term.name = text;
            if term.name.is_empty() {
                return;
            }
            match item.domain.as_str() {
                "category" => {
                    term.links.push(format!("/category/{}/", term.slug));
                    story.categories.push(term);
                }
                "post_tag" => {
                    term.links.push(format!("/tag/{}/", term.slug));
                    story.tags.push(term);
                }
                _ => {}
            }
        }
        ("wp:postmeta", "wp:meta_key") => item.meta_key = text,
        ("wp:postmeta", "wp:meta_value") => match item.meta_key.as_str() {
            "_thumbnail_id" => item.thumbnail = Some(text),
            "_wp_attachment_image_alt" => item.alt = text,
            "_wp_old_slug" => item.old_slugs.push(text),
            _ => {}
        },
        _ => {}
    }
}

#[cfg(test)]
mod tests;
