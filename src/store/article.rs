//! Stories: one by its address, and writing them.

use super::{
    StoreError,
    listing::RawPicture,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    article::{Neighbour, Status},
    document::Document,
    id::{AccountId, ArticleId, CategoryId, MediaId, TagId},
    media::Picture,
    page::Key,
    stamp::Stamp,
};

/// A story as stored, without its body.
#[derive(Debug, Clone)]
pub struct ArticleRow {
    pub id: ArticleId,
    pub slug: String,
    pub status: String,
    pub headline: String,
    pub standfirst: String,
    pub language: String,
    pub category_id: CategoryId,
    pub category_slug: String,
    pub category_name: String,
    pub dateline: String,
    pub sample: bool,
    pub published_at: Option<Stamp>,
    pub updated_at: Option<Stamp>,
    pub withdrawn_reason: Option<String>,
    /// Length of the plain text in words.
    pub words: usize,
    pub banner: Option<Picture>,
}

#[derive(sqlx::FromRow)]
struct RawArticle {
    id: i64,
    slug: String,
    status: String,
    headline: String,
    standfirst: String,
    language: String,
    category_id: i64,
    category_slug: String,
    category_name: String,
    dateline: String,
    sample: bool,
    published_at: Option<i64>,
    updated_at: Option<i64>,
    withdrawn_reason: Option<String>,
    plain: String,
    #[sqlx(flatten)]
    banner: RawPicture,
}

impl From<RawArticle> for ArticleRow {
    fn from(raw: RawArticle) -> Self {
        ArticleRow {
            id: ArticleId(raw.id),
            slug: raw.slug,
            status: raw.status,
            headline: raw.headline,
            standfirst: raw.standfirst,
            language: raw.language,
            category_id: CategoryId(raw.category_id),
            category_slug: raw.category_slug,
            category_name: raw.category_name,
            dateline: raw.dateline,
            sample: raw.sample,
            published_at: raw.published_at.map(Stamp::from_micros),
            updated_at: raw.updated_at.map(Stamp::from_micros),
            withdrawn_reason: raw.withdrawn_reason,
            words: raw.plain.split_whitespace().count(),
            banner: raw.banner.into_picture(),
        }
    }
}

/// The story at this slug, in whatever status.
pub async fn by_slug(store: &Store, slug: &str) -> Result<Option<ArticleRow>, StoreError> {
    let sql = "SELECT a.id, a.slug, a.status, a.headline, a.standfirst, a.language, a.category_id, c.slug AS category_slug, \
               c.name AS category_name, a.dateline, a.sample, a.published_at, a.updated_at, a.withdrawn_reason, a.plain, \
               m.media_key, m.width, m.height, m.vector, m.alt, coalesce(a.banner_caption, m.caption) AS caption, \
               coalesce(a.banner_credit, m.credit) AS credit, coalesce(a.banner_note, m.note) AS note, m.focal_x, m.focal_y, m.placeholder, m.avif, m.cropped \
               FROM articles a JOIN categories c ON c.id = a.category_id LEFT JOIN media m ON m.id = a.banner_id WHERE a.slug = $1";
    let raw: Option<RawArticle> =
        on_pool!(store, p => sqlx::query_as(sql).bind(slug).fetch_optional(p).await)?;
    Ok(raw.map(ArticleRow::from))
}

/// What a published story is headed with.
#[derive(Debug, Clone)]
pub struct Heading {
    pub headline: String,
    /// Name of the category.
    pub category: String,
    pub published_at: Stamp,
}

/// The heading of a story; `None` where it is not public.
pub async fn heading(store: &Store, id: ArticleId) -> Result<Option<Heading>, StoreError> {
    let sql = "SELECT a.headline, c.name, a.published_at FROM articles a JOIN categories c ON c.id = a.category_id \
               WHERE a.id = $1 AND a.status = 'published' AND a.published_at IS NOT NULL";
    let row: Option<(String, String, i64)> =
        on_pool!(store, p => sqlx::query_as(sql).bind(id.0).fetch_optional(p).await)?;
    Ok(row.map(|(headline, category, at)| Heading {
        headline,
        category,
        published_at: Stamp::from_micros(at),
    }))
}

/// The HTML of a published story's body.
pub async fn html_by_slug(store: &Store, slug: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT html FROM articles WHERE slug = $1 AND status = 'published'";
    Ok(on_pool!(store, p => sqlx::query_scalar(sql).bind(slug).fetch_optional(p).await)?)
}

/// Where the story that once had this slug is now, if it is or was public.
pub async fn moved_to(store: &Store, old_slug: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT a.slug FROM article_slugs s JOIN articles a ON a.id = s.article_id \
               WHERE s.slug = $1 AND a.published_at IS NOT NULL";
    Ok(on_pool!(store, p => sqlx::query_scalar(sql).bind(old_slug).fetch_optional(p).await)?)
}

/// Where an old path of the site leads now.
pub async fn redirect(store: &Store, path: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT to_path FROM redirects WHERE from_path = $1";
    Ok(on_pool!(store, p => sqlx::query_scalar(sql).bind(path).fetch_optional(p).await)?)
}

/// The stories published just before and just after this place, in that order.
pub async fn neighbours(
    store: &Store,
    key: Key,
) -> Result<(Option<Neighbour>, Option<Neighbour>), StoreError> {
    let older = "SELECT slug, language, headline FROM articles WHERE status = 'published' AND (published_at, id) < ($1, $2) \
                 ORDER BY published_at DESC, id DESC LIMIT 1";
    let newer = "SELECT slug, language, headline FROM articles WHERE status = 'published' AND (published_at, id) > ($1, $2) \
                 ORDER BY published_at, id LIMIT 1";
    let (at, id) = (key.at.micros(), key.id);
    let older: Option<(String, String, String)> =
        on_pool!(store, p => sqlx::query_as(older).bind(at).bind(id).fetch_optional(p).await)?;
    let newer: Option<(String, String, String)> =
        on_pool!(store, p => sqlx::query_as(newer).bind(at).bind(id).fetch_optional(p).await)?;
    let neighbour = |(slug, language, headline)| Neighbour {
        slug,
        language,
        headline,
    };
    Ok((older.map(neighbour), newer.map(neighbour)))
}

/// Whether the site has any story at all.
pub async fn any(store: &Store) -> Result<bool, StoreError> {
    let sql = "SELECT id FROM articles LIMIT 1";
    let first: Option<i64> = on_pool!(store, p => sqlx::query_scalar(sql).fetch_optional(p).await)?;
    Ok(first.is_some())
}

/// A story to be written.
#[derive(Debug, Clone)]
pub struct NewArticle {
    pub slug: String,
    pub status: Status,
    pub headline: String,
    pub standfirst: String,
    pub document: Document,
    pub language: String,
    pub category: CategoryId,
    pub dateline: String,
    pub banner: Option<MediaId>,
    pub banner_caption: Option<String>,
    pub banner_credit: Option<String>,
    pub banner_note: Option<String>,
    pub sample: bool,
    pub published_at: Option<Stamp>,
    pub bylines: Vec<AccountId>,
    pub tags: Vec<TagId>,
    pub desk: Desk,
}

/// What the newsroom knows of a new story and no page prints.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    pub created_by: Option<AccountId>,
    /// The slug was set by hand.
    pub slug_fixed: bool,
    pub seo_title: String,
    pub seo_description: String,
    /// When it is meant to be published.
    pub planned_at: Option<Stamp>,
}

/// Adds a story with its first revision, bylines and tags.
pub async fn insert(
    tx: &mut Tx<'_>,
    new: &NewArticle,
    now: Stamp,
) -> Result<ArticleId, StoreError> {
    let json = to_json(&new.document)?;
    let sql = "INSERT INTO articles (slug, status, headline, standfirst, document, html, plain, language, category_id, dateline, \
               banner_id, banner_caption, banner_credit, banner_note, sample, published_at, created_at, \
               saved_at, created_by, slug_fixed, seo_title, seo_description, planned_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18, $19, $20, $21, $22) RETURNING id";
    let id: i64 = on_tx!(tx, c => sqlx::query_scalar(sql)
        .bind(&new.slug)
        .bind(new.status.as_str())
        .bind(&new.headline)
        .bind(&new.standfirst)
        .bind(&json)
        .bind(new.document.to_html())
        .bind(new.document.to_plain())
        .bind(&new.language)
        .bind(new.category.0)
        .bind(&new.dateline)
        .bind(new.banner.map(|m| m.0))
        .bind(new.banner_caption.as_deref())
        .bind(new.banner_credit.as_deref())
        .bind(new.banner_note.as_deref())
        .bind(new.sample)
        .bind(new.published_at.map(Stamp::micros))
        .bind(now.micros())
        .bind(new.desk.created_by.map(|a| a.0))
        .bind(new.desk.slug_fixed)
        .bind(&new.desk.seo_title)
        .bind(&new.desk.seo_description)
        .bind(new.desk.planned_at.map(Stamp::micros))
        .fetch_one(c)
        .await)?;
    let sql = "INSERT INTO revisions (article_id, n, at, account_id, headline, standfirst, document) VALUES ($1, 1, $2, $3, $4, $5, $6)";
    on_tx!(tx, c => sqlx::query(sql)
        .bind(id)
        .bind(now.micros())
        .bind(new.desk.created_by.or(new.bylines.first().copied()).map(|a| a.0))
        .bind(&new.headline)
        .bind(&new.standfirst)
        .bind(&json)
        .execute(c)
        .await
        .map(|_| ()))?;
    let at = new
        .published_at
        .filter(|_| new.status == Status::Published)
        .map(Stamp::micros);
    let byline = "INSERT INTO bylines (article_id, position, account_id, published_at) VALUES ($1, $2, $3, $4)";
    let tag = "INSERT INTO article_tags (article_id, position, tag_id, published_at) VALUES ($1, $2, $3, $4)";
    let links = new
        .bylines
        .iter()
        .map(|a| a.0)
        .enumerate()
        .map(|l| (byline, l));
    let links = links.chain(new.tags.iter().map(|t| t.0).enumerate().map(|l| (tag, l)));
    for (sql, (position, target)) in links {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        on_tx!(tx, c => sqlx::query(sql).bind(id).bind(position).bind(target).bind(at).execute(c).await.map(|_| ()))?;
    }
    super::media_use::note(tx, ArticleId(id), new.banner, &new.document).await?;
    if new.status == Status::Published {
        super::search::note(tx, ArticleId(id)).await?;
    }
    Ok(ArticleId(id))
}

/// Sets the editor's picks beside a story, by slug; unknown slugs are left out.
pub async fn set_picks(
    tx: &mut Tx<'_>,
    article: ArticleId,
    slugs: &[String],
) -> Result<(), StoreError> {
    let sql = "INSERT INTO related_articles (article_id, position, related_id) SELECT $1, $2, id FROM articles WHERE slug = $3";
    for (position, slug) in slugs.iter().enumerate() {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        on_tx!(tx, c => sqlx::query(sql).bind(article.0).bind(position).bind(slug).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// Gives a story a new slug and keeps the old one for redirects. `false` when no such story is there.
pub async fn rename(tx: &mut Tx<'_>, old: &str, new: &str) -> Result<bool, StoreError> {
    let keep = "INSERT INTO article_slugs (slug, article_id) SELECT slug, id FROM articles WHERE slug = $1 \
                ON CONFLICT (slug) DO UPDATE SET article_id = excluded.article_id";
    on_tx!(tx, c => sqlx::query(keep).bind(old).execute(c).await.map(|_| ()))?;
    let sql =
        "UPDATE articles SET slug = $2, slug_fixed = TRUE, version = version + 1 WHERE slug = $1";
    let rows = on_tx!(tx, c => sqlx::query(sql).bind(old).bind(new).execute(c).await.map(|done| done.rows_affected()))?;
    let sql = "DELETE FROM article_slugs WHERE slug = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(new).execute(c).await.map(|_| ()))?;
    Ok(rows == 1)
}

/// Takes a published story off the site, with a reason for its readers. `false` when it is not public.
pub async fn withdraw(tx: &mut Tx<'_>, slug: &str, reason: &str) -> Result<bool, StoreError> {
    let sql = "UPDATE articles SET status = 'unpublished', withdrawn_reason = $2, version = version + 1 \
               WHERE slug = $1 AND status = 'published'";
    let rows = on_tx!(tx, c => sqlx::query(sql).bind(slug).bind(reason).execute(c).await.map(|done| done.rows_affected()))?;
    for sql in [
        "UPDATE bylines SET published_at = NULL WHERE article_id = (SELECT id FROM articles WHERE slug = $1)",
        "UPDATE article_tags SET published_at = NULL WHERE article_id = (SELECT id FROM articles WHERE slug = $1)",
        "DELETE FROM search_stories WHERE article_id = (SELECT id FROM articles WHERE slug = $1)",
    ] {
        if rows == 1 {
            on_tx!(tx, c => sqlx::query(sql).bind(slug).execute(c).await.map(|_| ()))?;
        }
    }
    Ok(rows == 1)
}

/// A document as the database keeps it.
pub(super) fn to_json(document: &Document) -> Result<String, StoreError> {
    serde_json::to_string(document).map_err(|error| StoreError::Inconsistent {
        table: "articles",
        column: "document",
        detail: error.to_string(),
    })
}
