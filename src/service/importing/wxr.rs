//! WordPress eXtended RSS (`wp-admin/includes/export.php` writes it), read as a stream.

use super::{
    Author, Comment, CommentState, Found, ImportError, Next, Skipped, State, Story, Term, Text,
    bodies, xml,
};
use crate::{
    domain::stamp::Stamp,
    service::zone::{Zone, parse_rfc3339},
};
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
    meta_key: String,
    thumbnail: Option<String>,
    comment: Option<(Comment, String, String)>,
    term: Term,
    domain: String,
}

/// Reads an export from its beginning to its end, telling what it finds until `tell` says stop.
pub(super) fn read(path: &Path, zone: &Zone, tell: impl Fn(Next) -> bool) {
    let pictures = attachments(path);
    let done = walk(path, |item, read| {
        let found = match item {
            Piece::Site(link) => Found::Site(link),
            Piece::Author(author) => Found::Author(author),
            Piece::Category(term) => Found::Category(term),
            Piece::Item(item) => match finished(*item, &pictures, zone) {
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

/// A picture: its address, its description and its caption.
type Attachment = (String, String, String);

/// The pictures by their numbers: stories name them before they come.
fn attachments(path: &Path) -> HashMap<String, Attachment> {
    let mut found = HashMap::new();
    // What is wrong with the export is told when it is read for its stories.
    let _ = walk(path, |piece, _| {
        if let Piece::Item(item) = piece
            && item.kind == "attachment"
            && !item.attachment.is_empty()
        {
            let Item {
                story, attachment, ..
            } = *item;
            found.insert(story.key, (attachment, story.title, story.summary));
        }
        true
    });
    found
}

enum Piece {
    Site(String),
    Author(Author),
    Category(Term),
    Item(Box<Item>),
}

fn walk(path: &Path, mut tell: impl FnMut(Piece, u64) -> bool) -> Result<(), ImportError> {
    let kind = xml::Kind {
        name: "an export of WordPress",
        root: "rss",
    };
    let mut item: Option<Box<Item>> = None;
    let mut author = Author::default();
    let mut term = Term::default();
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
                ("wp:comment", Some(item)) => item.comment = Some(Default::default()),
                ("wp:author", None) => author = Author::default(),
                ("wp:category", None) => term = Term::default(),
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
            ("wp:category", None) => {
                meter.item_ended();
                tell(Piece::Category(std::mem::take(&mut term)), meter.read)
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
        if let Some((comment, approved, kind)) = item.comment.as_mut() {
            match name {
                "wp:comment_id" => comment.key = text,
                "wp:comment_parent" => comment.parent = text,
                "wp:comment_author" => comment.name = text,
                "wp:comment_date_gmt" => comment.at = moment(&text, &Zone::utc()),
                "wp:comment_content" => comment.html = text,
                "wp:comment_approved" => *approved = text,
                "wp:comment_type" => *kind = text,
                _ => {}
            }
        }
        return;
    }
    match (parent, name) {
        ("item", "wp:comment") => {
            if let Some((mut comment, approved, kind)) = item.comment.take()
                && matches!(kind.as_str(), "" | "comment")
                && approved != "trash"
            {
                comment.state = match approved.as_str() {
                    "1" => CommentState::Published,
                    "spam" => CommentState::Spam,
                    _ => CommentState::Held,
                };
                story.comments.push(comment);
            }
        }
        ("item", "title") => story.title = text,
        ("item", "link") => story.link = text,
        ("item", "dc:creator") => story.authors = vec![text],
        ("item", "content:encoded") => story.text = Text::Html(text),
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
        ("item", "wp:comment_status") => story.closed = text == "closed",
        ("item", "wp:attachment_url") => item.attachment = text,
        ("item", "category") => {
            let mut term = std::mem::take(&mut item.term);
            term.name = text;
            if term.name.is_empty() {
                return;
            }
            match item.domain.as_str() {
                "category" => story.categories.push(term),
                "post_tag" => story.tags.push(term),
                _ => {}
            }
        }
        ("wp:postmeta", "wp:meta_key") => item.meta_key = text,
        ("wp:postmeta", "wp:meta_value") if item.meta_key == "_thumbnail_id" => {
            item.thumbnail = Some(text);
        }
        _ => {}
    }
}

/// `2019-05-03 10:11:12` in a zone; nothing for WordPress' `0000-00-00 00:00:00`.
fn moment(text: &str, zone: &Zone) -> Option<Stamp> {
    let text = text.trim();
    if text.starts_with("0000") || text.len() < 19 {
        return None;
    }
    let (day, time) = (text.get(..10)?, text.get(11..19)?);
    if zone.name() == "UTC" {
        return parse_rfc3339(&format!("{day}T{time}Z"));
    }
    zone.local(&format!("{day}T{time}"))
}

/// An item that is whole; `None` for what sites have no use for.
fn finished(item: Item, pictures: &HashMap<String, Attachment>, zone: &Zone) -> Option<Found> {
    let Item {
        mut story,
        kind,
        status,
        date,
        date_gmt,
        modified,
        modified_gmt,
        password,
        thumbnail,
        ..
    } = item;
    let skip = |why: &str| {
        Some(Found::Skipped(Skipped {
            what: format!("{kind} {}: {}", story.key, story.title),
            why: why.to_owned(),
        }))
    };
    match kind.as_str() {
        "post" => {}
        "page" => story.page = true,
        // Its pictures come with the stories that show them; the rest is how the other site looks.
        "attachment" | "nav_menu_item" | "revision" | "custom_css" | "wp_global_styles"
        | "wp_navigation" | "wp_template" | "wp_template_part" | "oembed_cache"
        | "wp_font_face" | "wp_font_family" => return None,
        _ => return skip("this kind of content has no place here"),
    }
    story.published = moment(&date_gmt, &Zone::utc()).or_else(|| moment(&date, zone));
    story.state = match status.as_str() {
        "publish" => State::Published,
        "pending" => State::InReview,
        "draft" | "future" | "private" => State::Draft,
        "trash" | "auto-draft" | "inherit" => return None,
        _ => return skip("its state is none that is known"),
    };
    story.updated = moment(&modified_gmt, &Zone::utc()).or_else(|| moment(&modified, zone));
    if password {
        story.state = State::Draft;
        story
            .notes
            .push("only who had its password could read it there; here it is a draft".to_owned());
    }
    if let Text::Html(html) = &mut story.text {
        *html = bodies::galleries(html, |id| {
            let (url, alt, caption) = pictures.get(id)?;
            Some(bodies::Shown { url, alt, caption })
        });
    }
    if let Some((url, title, caption)) = thumbnail.and_then(|id| pictures.get(&id)) {
        story.banner = Some(url.clone());
        story.banner_alt.clone_from(title);
        story.banner_caption.clone_from(caption);
    }
    Some(Found::Story(Box::new(story)))
}
