//! Ghost's export (<https://ghost.org/docs/migration/custom/>).

mod lexical;

use super::{Author, Found, ImportError, Next, Site, State, Story, Term, Text, at};
use crate::{domain::stamp::Stamp, service::zone::parse_rfc3339};
use serde::Deserialize;
use std::{collections::HashMap, path::Path};

/// Largest export that is read: all of it stands in memory.
const LARGEST: u64 = 1 << 30;

#[derive(Deserialize)]
struct File {
    db: Vec<Db>,
}

#[derive(Deserialize)]
struct Db {
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    #[serde(default)]
    posts: Vec<Post>,
    #[serde(default)]
    users: Vec<User>,
    #[serde(default)]
    tags: Vec<Tag>,
    #[serde(default)]
    posts_tags: Vec<PostTag>,
    #[serde(default)]
    posts_authors: Vec<PostAuthor>,
    #[serde(default)]
    posts_meta: Vec<Meta>,
    #[serde(default)]
    settings: Vec<Setting>,
}

/// Numbers in old exports, texts in new ones.
#[derive(Deserialize, Clone, PartialEq, Eq, Hash)]
#[serde(untagged)]
enum Key {
    Number(i64),
    Text(String),
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Key::Number(n) => write!(f, "{n}"),
            Key::Text(text) => f.write_str(text),
        }
    }
}

#[derive(Deserialize)]
struct Post {
    id: Key,
    #[serde(default)]
    title: String,
    #[serde(default)]
    slug: String,
    html: Option<String>,
    /// What its editors keep; the older one of them is mobiledoc.
    lexical: Option<String>,
    mobiledoc: Option<String>,
    plaintext: Option<String>,
    feature_image: Option<String>,
    feature_image_alt: Option<String>,
    feature_image_caption: Option<String>,
    #[serde(default)]
    status: String,
    #[serde(default, rename = "type")]
    kind: Option<String>,
    /// 1 where exports are of version 3.
    #[serde(default)]
    page: Option<serde_json::Value>,
    published_at: Option<String>,
    updated_at: Option<String>,
    custom_excerpt: Option<String>,
    author_id: Option<Key>,
    visibility: Option<String>,
}

/// What is known of few posts. Before version 3 it stood with them.
#[derive(Deserialize)]
struct Meta {
    post_id: Key,
    feature_image_alt: Option<String>,
    feature_image_caption: Option<String>,
    meta_title: Option<String>,
    meta_description: Option<String>,
    /// A number or a truth value.
    email_only: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct User {
    id: Key,
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    slug: String,
    bio: Option<String>,
}

#[derive(Deserialize)]
struct Tag {
    id: Key,
    #[serde(default)]
    name: String,
    #[serde(default)]
    slug: String,
    description: Option<String>,
    visibility: Option<String>,
}

#[derive(Deserialize)]
struct PostTag {
    post_id: Key,
    tag_id: Key,
    #[serde(default)]
    sort_order: i64,
}

#[derive(Deserialize)]
struct PostAuthor {
    post_id: Key,
    author_id: Key,
    #[serde(default)]
    sort_order: i64,
}

#[derive(Deserialize)]
struct Setting {
    key: String,
    value: Option<serde_json::Value>,
}

/// Reads an export, telling what it finds until `tell` says stop.
pub(super) fn read(path: &Path, tell: impl Fn(Next) -> bool) {
    match parse(path) {
        Ok((data, size)) => {
            told(data, size, &tell);
        }
        Err(error) => {
            tell(Err(error));
        }
    }
}

fn parse(path: &Path) -> Result<(Data, u64), ImportError> {
    let wrong = |what: String| ImportError::Export(format!("{}: {what}", path.display()));
    let size = std::fs::metadata(path).map_err(at(path))?.len();
    if size > LARGEST {
        return Err(wrong(format!("it is larger than {LARGEST} bytes")));
    }
    let file = std::io::BufReader::new(std::fs::File::open(path).map_err(at(path))?);
    let file: File = serde_json::from_reader(file)
        .map_err(|error| wrong(format!("this is no export of Ghost: {error}")))?;
    let first = file.db.into_iter().next();
    let data = first
        .ok_or_else(|| wrong("it holds no database".into()))?
        .data;
    Ok((data, size))
}

fn told(data: Data, size: u64, tell: &impl Fn(Next) -> bool) -> Option<()> {
    let say = |found: Found, read: u64| tell(Ok((found, read.into()))).then_some(());
    let setting = |name: &str| {
        let found = data.settings.iter().find(|one| one.key == name)?;
        let value = found.value.as_ref()?.as_str()?;
        Some(value.to_owned()).filter(|value| !value.is_empty())
    };
    let site = Site {
        address: setting("title").unwrap_or_default(),
        // Of the database itself: it is older than the other.
        key: setting("db_hash").or_else(|| setting("site_uuid")),
    };
    say(Found::Site(site), 0)?;
    for user in data.users {
        let author = Author {
            links: listed("author", &user.slug),
            key: user.id.to_string(),
            email: user.email,
            name: user.name,
            bio: user.bio.unwrap_or_default(),
        };
        say(Found::Author(author), 0)?;
    }
    let tags: HashMap<Key, Tag> = data
        .tags
        .into_iter()
        .map(|tag| (tag.id.clone(), tag))
        .collect();
    let mut of_post: HashMap<Key, Vec<(i64, Key)>> = HashMap::new();
    for link in data.posts_tags {
        let list = of_post.entry(link.post_id).or_default();
        list.push((link.sort_order, link.tag_id));
    }
    let mut more: HashMap<Key, Meta> = data
        .posts_meta
        .into_iter()
        .map(|meta| (meta.post_id.clone(), meta))
        .collect();
    let mut by: HashMap<Key, Vec<(i64, Key)>> = HashMap::new();
    for link in data.posts_authors {
        let list = by.entry(link.post_id).or_default();
        list.push((link.sort_order, link.author_id));
    }
    let count = data.posts.len().max(1) as u64;
    for (n, post) in data.posts.into_iter().enumerate() {
        let read = size / count * (n as u64 + 1);
        let mut list = of_post.remove(&post.id).unwrap_or_default();
        list.sort_by_key(|(order, _)| *order);
        let terms = list.into_iter().filter_map(|(_, id)| tags.get(&id));
        // What begins with # is for the other site's own use.
        let terms = terms.filter(|tag| {
            tag.visibility.as_deref() != Some("internal") && !tag.name.starts_with('#')
        });
        let mut terms: Vec<Term> = terms.map(term).collect();
        let mut authors = by.remove(&post.id).unwrap_or_default();
        authors.sort_by_key(|(order, _)| *order);
        let mut authors: Vec<String> = authors.into_iter().map(|(_, id)| id.to_string()).collect();
        if authors.is_empty() {
            authors.extend(post.author_id.iter().map(Key::to_string));
        }
        // The first tag is what Ghost's own themes print above a story.
        let categories: Vec<Term> = terms.drain(..terms.len().min(1)).collect();
        let meta = more.remove(&post.id);
        let story = Story {
            authors,
            categories,
            tags: terms,
            ..story(post, meta)
        };
        say(Found::Story(Box::new(story)), read)?;
    }
    Some(())
}

fn term(tag: &Tag) -> Term {
    Term {
        slug: tag.slug.clone(),
        name: tag.name.clone(),
        description: tag.description.clone().unwrap_or_default(),
        links: listed("tag", &tag.slug),
    }
}

/// Where Ghost lists what has a tag or an author.
fn listed(kind: &str, slug: &str) -> Vec<String> {
    match slug.is_empty() {
        true => Vec::new(),
        false => vec![format!("/{kind}/{slug}/")],
    }
}

/// Why a post was not for everyone.
fn held(post: &Post, meta: Option<&Meta>) -> Option<&'static str> {
    let mailed = meta.and_then(|meta| meta.email_only.as_ref());
    let mailed =
        mailed.is_some_and(|only| only.as_bool() == Some(true) || only.as_i64() == Some(1));
    if mailed || post.status == "sent" {
        return Some("it was sent by mail only");
    }
    let open = post.visibility.as_deref();
    if open.is_some_and(|seen| seen != "public") && post.status != "draft" {
        return Some("only members could read it there");
    }
    (post.status == "scheduled").then_some("it was to be published later")
}

fn story(post: Post, meta: Option<Meta>) -> Story {
    let number = post.page.as_ref().and_then(serde_json::Value::as_i64) == Some(1);
    let flag = post.page.as_ref().and_then(serde_json::Value::as_bool) == Some(true);
    let mut story = Story {
        page: post.kind.as_deref() == Some("page") || number || flag,
        held: held(&post, meta.as_ref()).map(str::to_owned),
        key: post.id.to_string(),
        link: format!("/{}/", post.slug),
        state: match post.status.as_str() {
            "published" => State::Published,
            _ => State::Draft,
        },
        published: moment(post.published_at.as_deref()),
        updated: moment(post.updated_at.as_deref()),
        ..Story::default()
    };
    if post.status == "scheduled" {
        story.planned = story.published;
    }
    text(&post, &mut story);
    story.title = post.title;
    story.slug = post.slug;
    story.summary = post.custom_excerpt.unwrap_or_default();
    story.banner = post.feature_image.filter(|url| !url.is_empty());
    let alt = post.feature_image_alt;
    let caption = post.feature_image_caption;
    let (alt, caption, title, about) = match meta {
        Some(meta) => (
            meta.feature_image_alt.or(alt),
            meta.feature_image_caption.or(caption),
            meta.meta_title,
            meta.meta_description,
        ),
        None => (alt, caption, None, None),
    };
    story.banner_alt = alt.unwrap_or_default();
    story.banner_caption = caption.unwrap_or_default();
    story.seo_title = title.unwrap_or_default();
    story.seo_description = about.unwrap_or_default();
    story
}

/// The text of a post: as Ghost shows it, or else as it can be made of what its editor keeps.
fn text(post: &Post, story: &mut Story) {
    let some = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let html = match (some(&post.html), some(&post.lexical), some(&post.mobiledoc)) {
        (Some(html), ..) => html,
        (None, Some(kept), _) => {
            match lexical::to_html(&kept) {
                Some(made) => {
                    let why = "it has no HTML in the export: its text is made of what Ghost's editor keeps";
                    story.notes.push(why.to_owned());
                    story.notes.extend(made.left.into_iter().map(|card| {
                        format!("the card {card:?} has no place here and is left out")
                    }));
                    made.html
                }
                None => {
                    story.held = Some("its text cannot be read".to_owned());
                    String::new()
                }
            }
        }
        (None, None, Some(_)) => {
            let why = "it has no HTML in the export, and of what Ghost's older editor keeps \
                       only the bare text is read";
            story.held = Some(why.to_owned());
            let text = post.plaintext.as_deref().unwrap_or_default();
            crate::domain::document::Escaped(text).to_string()
        }
        (None, None, None) => String::new(),
    };
    // In links to the site itself; pictures are found by what follows it.
    story.text = Text::Html(html.replace("__GHOST_URL__", ""));
}

/// With or without the letters of RFC 3339; always the time of Greenwich.
fn moment(text: Option<&str>) -> Option<Stamp> {
    let text = text?.trim().replacen(' ', "T", 1);
    parse_rfc3339(&text).or_else(|| parse_rfc3339(&format!("{text}Z")))
}

#[cfg(test)]
mod tests;
