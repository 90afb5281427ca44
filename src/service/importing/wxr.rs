//! WordPress eXtended RSS (`wp-admin/includes/export.php` writes it), read as a stream.

use super::{
    Author, Comment, CommentState, Found, ImportError, Next, Skipped, State, Story, Term, at,
};
use crate::{
    domain::stamp::Stamp,
    service::zone::{Zone, parse_rfc3339},
};
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use std::{
    cell::Cell,
    collections::HashMap,
    fs::File,
    io::{BufReader, Read},
    path::Path,
    rc::Rc,
};

/// Most bytes of one item: what is longer is no story, and would fill the memory.
const LARGEST: u64 = 64 << 20;
/// Deepest nesting that an export has use for.
const DEPTH: usize = 64;

/// Lets so many bytes through before it is told that an item has ended.
struct Bounded<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buffer)?;
        let left = self.left.get().checked_sub(n as u64).ok_or_else(|| {
            std::io::Error::other(format!("an item has more than {LARGEST} bytes"))
        })?;
        self.left.set(left);
        Ok(n)
    }
}

/// What of an item is being read.
#[derive(Default)]
struct Item {
    story: Story,
    kind: String,
    status: String,
    date: String,
    date_gmt: String,
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
        tell(Ok((found, read)))
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

fn wrong(path: &Path, at: u64, what: impl std::fmt::Display) -> ImportError {
    ImportError::Export(format!("{}: at byte {at}: {what}", path.display()))
}

fn walk(path: &Path, mut tell: impl FnMut(Piece, u64) -> bool) -> Result<(), ImportError> {
    let left = Rc::new(Cell::new(LARGEST));
    let file = File::open(path).map_err(at(path))?;
    let bounded = Bounded {
        inner: file,
        left: Rc::clone(&left),
    };
    let mut xml = Reader::from_reader(BufReader::with_capacity(64 << 10, bounded));
    let mut buffer = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut text = String::new();
    let mut item: Option<Box<Item>> = None;
    let mut author = Author::default();
    let mut term = Term::default();
    let mut seen = false;
    loop {
        buffer.clear();
        let position = xml.buffer_position();
        let event = xml.read_event_into(&mut buffer);
        match event.map_err(|error| wrong(path, position, error))? {
            Event::DocType(_) => {
                return Err(wrong(
                    path,
                    position,
                    "an export of WordPress has no document type",
                ));
            }
            Event::Start(start) => {
                let name = name_of(&start, path, position)?;
                if open.len() >= DEPTH {
                    return Err(wrong(path, position, "elements stand too deep in elements"));
                }
                match name.as_str() {
                    "rss" => seen = true,
                    "item" => item = Some(Box::default()),
                    "category" => {
                        if let Some(item) = item.as_mut() {
                            item.domain = attribute(&start, "domain");
                            item.term.slug = attribute(&start, "nicename");
                        }
                    }
                    "wp:comment" => {
                        if let Some(item) = item.as_mut() {
                            item.comment = Some(Default::default());
                        }
                    }
                    "wp:author" => author = Author::default(),
                    "wp:category" => term = Term::default(),
                    _ => {}
                }
                text.clear();
                open.push(name);
            }
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Text(piece) => {
                let piece = piece
                    .decode()
                    .map_err(|error| wrong(path, position, error))?;
                text.push_str(&piece);
            }
            Event::CData(piece) => {
                let piece = piece
                    .decode()
                    .map_err(|error| wrong(path, position, error))?;
                text.push_str(&piece);
            }
            Event::GeneralRef(named) => {
                let known = named.resolve_char_ref().ok().flatten();
                let name = named
                    .decode()
                    .map_err(|error| wrong(path, position, error))?;
                let known = known.or(match &*name {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => None,
                });
                match known {
                    Some(c) => text.push(c),
                    // One of HTML, which the text's own reader knows.
                    None => text.push_str(&format!("&{name};")),
                }
            }
            Event::End(_) => {
                let name = open.pop().unwrap_or_default();
                let own = std::mem::take(&mut text);
                let parent = open.last().map(String::as_str).unwrap_or_default();
                let go_on = match (name.as_str(), item.as_mut()) {
                    ("item", Some(_)) => {
                        left.set(LARGEST);
                        item.take()
                            .is_none_or(|item| tell(Piece::Item(item), position))
                    }
                    (_, Some(item)) => {
                        put(item, parent, &name, own);
                        true
                    }
                    ("link", None) if parent == "channel" => tell(Piece::Site(own), position),
                    ("wp:author_login", None) => keep(&mut author.key, own),
                    ("wp:author_email", None) => keep(&mut author.email, own),
                    ("wp:author_display_name", None) => keep(&mut author.name, own),
                    ("wp:author", None) => {
                        left.set(LARGEST);
                        tell(Piece::Author(std::mem::take(&mut author)), position)
                    }
                    ("wp:category_nicename", None) => keep(&mut term.slug, own),
                    ("wp:cat_name", None) => keep(&mut term.name, own),
                    ("wp:category_description", None) => keep(&mut term.description, own),
                    ("wp:category", None) => {
                        left.set(LARGEST);
                        tell(Piece::Category(std::mem::take(&mut term)), position)
                    }
                    _ => true,
                };
                if !go_on {
                    return Ok(());
                }
            }
            Event::Eof if open.is_empty() && seen => return Ok(()),
            Event::Eof if seen => {
                return Err(wrong(
                    path,
                    position,
                    "the export ends in the middle; what came before is here",
                ));
            }
            Event::Eof => return Err(wrong(path, position, "this is no export of WordPress")),
        }
    }
}

fn keep(field: &mut String, text: String) -> bool {
    *field = text;
    true
}

fn name_of(start: &BytesStart<'_>, path: &Path, position: u64) -> Result<String, ImportError> {
    let name = std::str::from_utf8(start.name().into_inner());
    Ok(name
        .map_err(|error| wrong(path, position, error))?
        .to_owned())
}

fn attribute(start: &BytesStart<'_>, name: &str) -> String {
    let decoder = start.decoder();
    let found = start.attributes().flatten();
    let found = found.filter(|one| one.key.as_ref() == name.as_bytes());
    found
        .filter_map(|one| {
            let value = one.decoded_and_normalized_value(XmlVersion::Implicit1_0, decoder);
            value.ok().map(|value| value.into_owned())
        })
        .next()
        .unwrap_or_default()
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
        ("item", "content:encoded") => story.html = text,
        ("item", "excerpt:encoded") => story.summary = text,
        ("item", "wp:post_id") => story.key = text,
        ("item", "wp:post_name") => story.slug = text,
        ("item", "wp:post_date") => item.date = text,
        ("item", "wp:post_date_gmt") => item.date_gmt = text,
        ("item", "wp:status") => item.status = text,
        ("item", "wp:post_type") => item.kind = text,
        ("item", "wp:comment_status") => story.closed = text == "closed",
        ("item", "wp:attachment_url") => item.attachment = text,
        ("item", "category") => {
            let mut term = std::mem::take(&mut item.term);
            term.name = text;
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
    if let Some((url, title, caption)) = thumbnail.and_then(|id| pictures.get(&id)) {
        story.banner = Some(url.clone());
        story.banner_alt.clone_from(title);
        story.banner_caption.clone_from(caption);
    }
    Some(Found::Story(Box::new(story)))
}
