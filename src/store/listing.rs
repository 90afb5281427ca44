//! Lists of published stories, walked by key. Each statement is served by one index in its order;
//! `tests/it/query_plans.rs` reads the plans.

use super::{
    StoreError,
    pool::{Store, on_pool},
};
use crate::domain::{
    id::{AccountId, ArticleId, CategoryId, TagId},
    media::Picture,
    page::{Key, Walk},
    stamp::Stamp,
};

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Stories published in `from..to`; the whole archive with [`Scope::ALL`].
    Between(Stamp, Stamp),
    Category(CategoryId),
    Tag(TagId),
    Author(AccountId),
}

impl Scope {
    /// Every story.
    pub const ALL: Scope = Scope::Between(Stamp::from_micros(0), Stamp::from_micros(i64::MAX));
}

/// A story in a list, as stored.
#[derive(Debug, Clone)]
pub struct CardRow {
    pub id: ArticleId,
    pub slug: String,
    /// BCP 47.
    pub language: String,
    pub headline: String,
    pub standfirst: String,
    pub published_at: Stamp,
    pub sample: bool,
    pub category_slug: String,
    pub category_name: String,
    pub picture: Option<Picture>,
}

impl CardRow {
    /// Its place in every list.
    pub fn key(&self) -> Key {
        Key {
            at: self.published_at,
            id: self.id.0,
        }
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct RawCard {
    id: i64,
    slug: String,
    language: String,
    headline: String,
    standfirst: String,
    published_at: i64,
    sample: bool,
    category_slug: String,
    category_name: String,
    #[sqlx(flatten)]
    picture: RawPicture,
}

/// The columns of a picture beside a story; all NULL when it has none.
#[derive(sqlx::FromRow)]
pub(super) struct RawPicture {
    media_key: Option<String>,
    width: Option<i64>,
    height: Option<i64>,
    vector: Option<bool>,
    alt: Option<String>,
    caption: Option<String>,
    credit: Option<String>,
    note: Option<String>,
    focal_x: Option<i64>,
    focal_y: Option<i64>,
    /// Read for the one large picture of a page alone: lists would grow heavy.
    #[sqlx(default)]
    placeholder: Option<String>,
    avif: Option<bool>,
    /// The focal point of the cuts; read where they are named.
    #[sqlx(default)]
    cropped: Option<String>,
}

impl RawPicture {
    pub(super) fn into_picture(self) -> Option<Picture> {
        let side = |n: Option<i64>| n.and_then(|n| u32::try_from(n).ok()).unwrap_or(1);
        let percent = |n: Option<i64>| n.and_then(|n| u8::try_from(n).ok()).unwrap_or(50);
        let focal = (percent(self.focal_x), percent(self.focal_y));
        let cropped = self.cropped == Some(format!("{}-{}", focal.0, focal.1));
        Some(Picture {
            key: self.media_key?,
            width: side(self.width),
            height: side(self.height),
            vector: self.vector.unwrap_or(false),
            alt: self.alt.unwrap_or_default(),
            caption: self.caption.unwrap_or_default(),
            credit: self.credit.unwrap_or_default(),
            note: self.note.unwrap_or_default(),
            focal,
            placeholder: self.placeholder.unwrap_or_default(),
            avif: self.avif.unwrap_or(false),
            cropped,
        })
    }
}

impl From<RawCard> for CardRow {
    fn from(raw: RawCard) -> Self {
        CardRow {
            id: ArticleId(raw.id),
            slug: raw.slug,
            language: raw.language,
            headline: raw.headline,
            standfirst: raw.standfirst,
            published_at: Stamp::from_micros(raw.published_at),
            sample: raw.sample,
            category_slug: raw.category_slug,
            category_name: raw.category_name,
            picture: raw.picture.into_picture(),
        }
    }
}

/// A statement that selects cards, perhaps with columns of its own before them; the last argument
/// continues it after the joins' tables.
macro_rules! card_rows {
    ($from:literal, $rest:literal) => {
        card_rows!("", $from, $rest)
    };
    ($own:literal, $from:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $own,
            "a.id, a.slug, a.language, a.headline, a.standfirst, a.published_at, a.sample, ",
            "c.slug AS category_slug, c.name AS category_name, m.media_key, m.width, m.height, m.vector, m.alt, ",
            "m.caption, m.credit, m.note, m.focal_x, m.focal_y, m.avif FROM ",
            $from,
            " JOIN categories c ON c.id = a.category_id LEFT JOIN media m ON m.id = a.banner_id WHERE ",
            $rest
        )
    };
}
pub(super) use card_rows;

const BETWEEN_BEFORE: &str = card_rows!(
    "articles a",
    "a.status = 'published' AND a.published_at >= $1 AND (a.published_at, a.id) < ($2, $3) \
     ORDER BY a.published_at DESC, a.id DESC LIMIT $4"
);
const BETWEEN_AFTER: &str = card_rows!(
    "articles a",
    "a.status = 'published' AND a.published_at < $1 AND (a.published_at, a.id) > ($2, $3) \
     ORDER BY a.published_at, a.id LIMIT $4"
);
const CATEGORY_BEFORE: &str = card_rows!(
    "articles a",
    "a.status = 'published' AND a.category_id = $1 AND (a.published_at, a.id) < ($2, $3) \
     ORDER BY a.published_at DESC, a.id DESC LIMIT $4"
);
const CATEGORY_AFTER: &str = card_rows!(
    "articles a",
    "a.status = 'published' AND a.category_id = $1 AND (a.published_at, a.id) > ($2, $3) \
     ORDER BY a.published_at, a.id LIMIT $4"
);
const TAG_BEFORE: &str = card_rows!(
    "article_tags x JOIN articles a ON a.id = x.article_id",
    "x.tag_id = $1 AND (x.published_at, x.article_id) < ($2, $3) \
     ORDER BY x.published_at DESC, x.article_id DESC LIMIT $4"
);
const TAG_AFTER: &str = card_rows!(
    "article_tags x JOIN articles a ON a.id = x.article_id",
    "x.tag_id = $1 AND (x.published_at, x.article_id) > ($2, $3) \
     ORDER BY x.published_at, x.article_id LIMIT $4"
);
const AUTHOR_BEFORE: &str = card_rows!(
    "bylines x JOIN articles a ON a.id = x.article_id",
    "x.account_id = $1 AND (x.published_at, x.article_id) < ($2, $3) \
     ORDER BY x.published_at DESC, x.article_id DESC LIMIT $4"
);
const AUTHOR_AFTER: &str = card_rows!(
    "bylines x JOIN articles a ON a.id = x.article_id",
    "x.account_id = $1 AND (x.published_at, x.article_id) > ($2, $3) \
     ORDER BY x.published_at, x.article_id LIMIT $4"
);

/// Every list statement, for the test that reads query plans.
pub const STATEMENTS: [(&str, &str); 8] = [
    ("BETWEEN_BEFORE", BETWEEN_BEFORE),
    ("BETWEEN_AFTER", BETWEEN_AFTER),
    ("CATEGORY_BEFORE", CATEGORY_BEFORE),
    ("CATEGORY_AFTER", CATEGORY_AFTER),
    ("TAG_BEFORE", TAG_BEFORE),
    ("TAG_AFTER", TAG_AFTER),
    ("AUTHOR_BEFORE", AUTHOR_BEFORE),
    ("AUTHOR_AFTER", AUTHOR_AFTER),
];

/// Up to `limit` stories of a list from a key on, those nearest to the key, newest first.
pub async fn cards(
    store: &Store,
    scope: Scope,
    walk: Walk,
    limit: u32,
) -> Result<Vec<CardRow>, StoreError> {
    let (sql, first) = match (scope, walk) {
        (Scope::Between(from, _), Walk::Before(_)) => (BETWEEN_BEFORE, from.micros()),
        (Scope::Between(_, to), Walk::After(_)) => (BETWEEN_AFTER, to.micros()),
        (Scope::Category(id), Walk::Before(_)) => (CATEGORY_BEFORE, id.0),
        (Scope::Category(id), Walk::After(_)) => (CATEGORY_AFTER, id.0),
        (Scope::Tag(id), Walk::Before(_)) => (TAG_BEFORE, id.0),
        (Scope::Tag(id), Walk::After(_)) => (TAG_AFTER, id.0),
        (Scope::Author(id), Walk::Before(_)) => (AUTHOR_BEFORE, id.0),
        (Scope::Author(id), Walk::After(_)) => (AUTHOR_AFTER, id.0),
    };
    let key = match (walk, scope) {
        (Walk::Before(key), Scope::Between(_, to)) => key.min(Key { at: to, id: 0 }),
        (Walk::After(key), Scope::Between(from, _)) => key.max(Key { at: from, id: -1 }),
        (Walk::Before(key) | Walk::After(key), _) => key,
    };
    let rows: Vec<RawCard> = on_pool!(store, p => sqlx::query_as(sql)
        .bind(first)
        .bind(key.at.micros())
        .bind(key.id)
        .bind(i64::from(limit))
        .fetch_all(p)
        .await)?;
    let mut cards: Vec<CardRow> = rows.into_iter().map(CardRow::from).collect();
    if matches!(walk, Walk::After(_)) {
        cards.reverse();
    }
    Ok(cards)
}

const PICKS: &str = card_rows!(
    "related_articles x JOIN articles a ON a.id = x.related_id",
    "x.article_id = $1 AND a.status = 'published' ORDER BY x.position LIMIT 6"
);

/// The editor's picks beside a story, in their order.
pub async fn picks(store: &Store, article: ArticleId) -> Result<Vec<CardRow>, StoreError> {
    let rows: Vec<RawCard> =
        on_pool!(store, p => sqlx::query_as(PICKS).bind(article.0).fetch_all(p).await)?;
    Ok(rows.into_iter().map(CardRow::from).collect())
}

/// When the newest story before `limit` was published.
pub async fn newest_before(store: &Store, limit: Stamp) -> Result<Option<Stamp>, StoreError> {
    let sql = "SELECT published_at FROM articles WHERE status = 'published' AND published_at < $1 ORDER BY published_at DESC LIMIT 1";
    let at: Option<i64> =
        on_pool!(store, p => sqlx::query_scalar(sql).bind(limit.micros()).fetch_optional(p).await)?;
    Ok(at.map(Stamp::from_micros))
}
