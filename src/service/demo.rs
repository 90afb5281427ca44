//! The demo content: reads the files under `demo/` and fills an empty site with them.

mod picturing;

use super::{
    clock::{Clock, block_ids},
    error::ServiceError,
    markdown,
    media_store::MediaStore,
    zone::parse_rfc3339,
};
use crate::{
    domain::{article::Status, id::*, slug::Slug, stamp::Stamp},
    store::{self, Store, StoreError, article::NewArticle, media::NewPicture},
};
use picturing::MediaEntry;
use serde::{Deserialize, de::DeserializeOwned};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

/// What was loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Loaded {
    pub stories: usize,
    pub pictures: usize,
    pub pages: usize,
}

#[derive(Deserialize)]
struct Categories {
    category: Vec<Category>,
}

#[derive(Deserialize)]
struct Category {
    slug: String,
    name: String,
    order: i64,
    description: String,
}

#[derive(Deserialize)]
struct Authors {
    author: Vec<Author>,
}

#[derive(Deserialize)]
struct Author {
    slug: String,
    name: String,
    bio: String,
}

#[derive(Deserialize)]
struct Media {
    media: Vec<MediaEntry>,
}

#[derive(Deserialize)]
struct StoryHead {
    headline: String,
    slug: String,
    category: String,
    #[serde(default)]
    standfirst: String,
    published: String,
    #[serde(default)]
    authors: Vec<String>,
    #[serde(default)]
    tags: Vec<String>,
    banner: Option<String>,
    banner_caption: Option<String>,
    banner_credit: Option<String>,
    banner_note: Option<String>,
    sample: bool,
    #[serde(default)]
    related: Vec<String>,
    #[serde(default)]
    dateline: String,
}

#[derive(Deserialize)]
struct PageHead {
    title: String,
    slug: String,
    order: i64,
}

/// Everything read and prepared, before the first write.
struct Content {
    categories: Vec<Category>,
    authors: Vec<Author>,
    pictures: Vec<(String, NewPicture)>,
    stories: Vec<(StoryHead, Stamp, String)>,
    pages: Vec<(PageHead, String)>,
}

/// Loads the content of `folder` in one transaction; picture files go to `media`.
pub async fn load(
    store: &Store,
    clock: Arc<dyn Clock>,
    folder: &Path,
    media: &MediaStore,
) -> Result<Loaded, ServiceError> {
    let place = folder.to_owned();
    let (mut content, entries) = tokio::task::spawn_blocking(move || read(&place))
        .await
        .map_err(|e| ServiceError::Input(format!("reading the demo content stopped: {e}")))??;
    content.pictures = picturing::prepare_all(&folder.join("media"), media, entries).await?;
    let loaded = Loaded {
        stories: content.stories.len(),
        pictures: content.pictures.len(),
        pages: content.pages.len(),
    };
    let now = clock.now();
    store
        .write(move |tx| Box::pin(write(tx, content, now)))
        .await?;
    Ok(loaded)
}

fn read(folder: &Path) -> Result<(Content, Vec<MediaEntry>), ServiceError> {
    let categories: Categories = toml_file(&folder.join("categories.toml"))?;
    let authors: Authors = toml_file(&folder.join("authors.toml"))?;
    let entries: Media = toml_file(&folder.join("media.toml"))?;
    let stories = markdown_files::<StoryHead>(&folder.join("stories"))?;
    let pages = markdown_files::<PageHead>(&folder.join("pages"))?;
    let stories = stories.into_iter().map(|(head, body)| {
        let at = parse_rfc3339(&head.published);
        let at = at.ok_or_else(|| {
            ServiceError::Input(format!("{}: published is no RFC 3339 time", head.slug))
        })?;
        Ok((head, at, body))
    });
    let content = Content {
        categories: categories.category,
        authors: authors.author,
        pictures: Vec::new(),
        stories: stories.collect::<Result<_, ServiceError>>()?,
        pages,
    };
    Ok((content, entries.media))
}

async fn write(mut tx: store::Tx<'_>, content: Content, now: Stamp) -> Result<(), StoreError> {
    let missing = |what: &str, name: &str| {
        StoreError::Unusable(format!("demo content: {what} {name:?} is not defined"))
    };
    // Made inside the transaction's future, which must be Send: a seeded generator is.
    let mut ids = block_ids(<rand::rngs::StdRng as rand::SeedableRng>::from_os_rng());
    let mut categories: HashMap<String, CategoryId> = HashMap::new();
    for c in content.categories {
        let id =
            store::category::insert(&mut tx, &c.slug, &c.name, c.order, &c.description).await?;
        categories.insert(c.slug, id);
    }
    let mut authors: HashMap<String, AccountId> = HashMap::new();
    for a in content.authors {
        let id = store::account::insert_author(&mut tx, &a.slug, &a.name, &a.bio, now).await?;
        authors.insert(a.slug, id);
    }
    let mut media: HashMap<String, MediaId> = HashMap::new();
    for (file, picture) in content.pictures {
        media.insert(file, store::media::insert(&mut tx, &picture, now).await?);
    }
    let mut picks = Vec::new();
    for (head, at, body) in content.stories {
        let mut tags = Vec::new();
        for name in &head.tags {
            let slug = Slug::from_title(name).ok_or_else(|| missing("tag", name))?;
            tags.push(store::tag::ensure(&mut tx, slug.as_str(), name).await?);
        }
        let bylines = head
            .authors
            .iter()
            .map(|a| authors.get(a).copied().ok_or_else(|| missing("author", a)));
        let banner = head
            .banner
            .as_ref()
            .map(|b| media.get(b).copied().ok_or_else(|| missing("picture", b)));
        let new = NewArticle {
            slug: head.slug,
            status: Status::Published,
            headline: head.headline,
            standfirst: head.standfirst,
            document: markdown::to_document(&body, &mut ids),
            language: "id".into(),
            category: *categories
                .get(&head.category)
                .ok_or_else(|| missing("category", &head.category))?,
            dateline: head.dateline,
            banner: banner.transpose()?,
            banner_caption: head.banner_caption,
            banner_credit: head.banner_credit,
            banner_note: head.banner_note,
            sample: head.sample,
            published_at: Some(at),
            bylines: bylines.collect::<Result<_, _>>()?,
            tags,
            desk: Default::default(),
        };
        let id = store::article::insert(&mut tx, &new, now).await?;
        picks.push((id, head.related));
    }
    for (id, slugs) in picks {
        store::article::set_picks(&mut tx, id, &slugs).await?;
    }
    for (head, body) in content.pages {
        let document = markdown::to_document(&body, &mut ids);
        let page = store::standing_page::NewPage {
            slug: &head.slug,
            title: &head.title,
            document: &document,
            html: &document.to_html(),
            at: now,
        };
        store::standing_page::insert(&mut tx, &page, head.order).await?;
    }
    let tagline = "Ruang redaksi yang Anda jalankan sendiri";
    store::settings::set(&mut tx, "tagline", tagline).await?;
    let footer = "Berita bertanda Contoh ditulis untuk memperlihatkan cara kerja Warta.";
    store::settings::set(&mut tx, "footer", footer).await?;
    store::changes::note(&mut tx, &["site".to_owned(), "lists".to_owned()]).await
}

fn bytes(path: &Path) -> Result<Vec<u8>, ServiceError> {
    std::fs::read(path).map_err(|cause| ServiceError::File {
        path: path.display().to_string(),
        cause,
    })
}

fn text(path: &Path) -> Result<String, ServiceError> {
    String::from_utf8(bytes(path)?)
        .map_err(|_| ServiceError::Input(format!("{}: not UTF-8", path.display())))
}

fn toml_file<T: DeserializeOwned>(path: &Path) -> Result<T, ServiceError> {
    toml::from_str(&text(path)?)
        .map_err(|e| ServiceError::Input(format!("{}: {e}", path.display())))
}

/// The Markdown files of a folder, by name: their front matter between `+++` lines, and the rest.
fn markdown_files<T: DeserializeOwned>(folder: &Path) -> Result<Vec<(T, String)>, ServiceError> {
    let listing = std::fs::read_dir(folder).map_err(|cause| ServiceError::File {
        path: folder.display().to_string(),
        cause,
    })?;
    let mut paths: Vec<PathBuf> = listing
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "md"));
    paths.sort();
    let parse = |path: &PathBuf| {
        let text = text(path)?;
        let wrong = |what: String| ServiceError::Input(format!("{}: {what}", path.display()));
        let rest = text
            .strip_prefix("+++\n")
            .ok_or_else(|| wrong("does not begin with +++".into()))?;
        let (head, body) = rest
            .split_once("\n+++\n")
            .ok_or_else(|| wrong("has no second +++".into()))?;
        Ok((
            toml::from_str(head).map_err(|e| wrong(e.to_string()))?,
            body.trim().to_owned(),
        ))
    };
    paths.iter().map(parse).collect()
}
