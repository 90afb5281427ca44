//! Feeds: the newest stories of the site, a category, a tag or an author, with their whole text.

use super::{error::ServiceError, zone::Zone};
use crate::{
    domain::{
        category::Named,
        id::{AccountId, CategoryId, TagId},
        media::Picture,
        moment::Moment,
        page::{Key, Walk},
        site::Site,
        stamp::Stamp,
    },
    store::{
        self, Store,
        listing::{CardRow, Scope},
    },
};

/// Stories in a feed.
pub const STORIES: u32 = 30;

/// The names of feeds, one a format: RSS 2.0, Atom and JSON Feed.
pub const RSS: &str = "feed.xml";
pub const ATOM: &str = "atom.xml";
pub const JSON: &str = "feed.json";
pub const FILES: [&str; 3] = [RSS, ATOM, JSON];

/// Of what a feed is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    Site,
    Category(String),
    Tag(String),
    Author(String),
}

impl Of {
    /// The path of the page with the same stories, and of its feeds.
    pub fn path(&self) -> String {
        match self {
            Of::Site => "/".to_owned(),
            Of::Category(slug) => format!("/categories/{slug}"),
            Of::Tag(slug) => format!("/tags/{slug}"),
            Of::Author(slug) => format!("/authors/{slug}"),
        }
    }

    /// The path of its feed with this name.
    pub fn feed(&self, file: &str) -> String {
        format!("{}/{file}", self.path().trim_end_matches('/'))
    }
}

/// A feed.
#[derive(Debug, Clone)]
pub struct Feed {
    pub title: String,
    pub description: String,
    /// Path of the page with the same stories.
    pub path: String,
    /// The newest first.
    pub entries: Vec<Entry>,
    /// When something in it changed last.
    pub updated: Stamp,
}

/// A story in a feed.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: i64,
    pub slug: String,
    pub headline: String,
    pub standfirst: String,
    /// With root-relative addresses.
    pub html: String,
    pub language: String,
    pub category: Named,
    pub tags: Vec<Named>,
    pub bylines: Vec<Named>,
    pub banner: Option<Picture>,
    pub published: Moment,
    /// The same in UTC.
    pub day: Moment,
    pub updated: Moment,
}

/// The feed of `of`; `None` where there is no such thing.
pub async fn load(
    store: &Store,
    site: &Site,
    zone: &Zone,
    of: &Of,
) -> Result<Option<Feed>, ServiceError> {
    let named = |name: &str| format!("{name} - {}", site.name);
    let (scope, title, description) = match of {
        Of::Site => (Scope::ALL, site.name.clone(), site.tagline.clone()),
        Of::Category(slug) => match store::category::by_slug(store, slug).await? {
            Some(row) => {
                let scope = Scope::Category(CategoryId(row.id));
                (scope, named(&row.name), row.description)
            }
            None => return Ok(None),
        },
        Of::Tag(slug) => match store::tag::by_slug(store, slug).await? {
            Some(row) => (Scope::Tag(TagId(row.id)), named(&row.name), row.description),
            None => return Ok(None),
        },
        Of::Author(slug) => match store::account::by_slug(store, slug).await? {
            Some(row) => {
                let scope = Scope::Author(AccountId(row.id));
                (scope, named(&row.name), String::new())
            }
            None => return Ok(None),
        },
    };
    let newest = Walk::Before(Key::NEWEST);
    let rows = store::listing::cards(store, scope, newest, STORIES).await?;
    let mut entries = Vec::with_capacity(rows.len());
    let mut updated = Stamp::from_micros(0);
    for row in rows {
        if let Some((entry, at)) = entry(store, zone, row).await? {
            entries.push(entry);
            updated = updated.max(at);
        }
    }
    if matches!(of, Of::Author(_)) && entries.is_empty() {
        // A reader's account is nobody's business.
        return Ok(None);
    }
    Ok(Some(Feed {
        description: match description.trim() {
            "" => title.clone(),
            said => said.to_owned(),
        },
        title,
        path: of.path(),
        entries,
        updated,
    }))
}

async fn entry(
    store: &Store,
    zone: &Zone,
    row: CardRow,
) -> Result<Option<(Entry, Stamp)>, ServiceError> {
    // Withdrawn since the list was read.
    let Some(text) = store::feed::text(store, row.id).await? else {
        return Ok(None);
    };
    let updated = text.updated_at.map(Stamp::from_micros);
    let updated = updated.unwrap_or(row.published_at).max(row.published_at);
    let entry = Entry {
        id: row.id.0,
        html: text.html,
        language: text.language,
        tags: store::tag::of_article(store, row.id).await?,
        bylines: store::account::bylines_of(store, row.id).await?,
        slug: row.slug,
        headline: row.headline,
        standfirst: row.standfirst,
        category: Named {
            slug: row.category_slug,
            name: row.category_name,
        },
        banner: row.picture,
        published: zone.moment(row.published_at),
        day: Zone::utc().moment(row.published_at),
        updated: zone.moment(updated),
    };
    Ok(Some((entry, updated)))
}
