//! Stories as the newsroom works on them: whole, in whatever state.

use super::{
    StoreError,
    article::to_json,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    article::Status,
    category::Named,
    document::Document,
    id::{AccountId, ArticleId, CategoryId, MediaId},
    stamp::Stamp,
    translation::Member,
};

/// A story with everything that is written of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    pub id: ArticleId,
    pub slug: String,
    /// Set by hand: it does not follow the headline.
    pub slug_fixed: bool,
    pub status: Status,
    pub headline: String,
    pub standfirst: String,
    pub document: Document,
    pub language: String,
    pub category: CategoryId,
    pub category_slug: String,
    pub dateline: String,
    pub banner: Option<MediaId>,
    pub seo_title: String,
    pub seo_description: String,
    /// Set from the first publication on.
    pub published_at: Option<Stamp>,
    /// When the text last changed in public.
    pub updated_at: Option<Stamp>,
    /// When it becomes public, while it is scheduled.
    pub publish_at: Option<Stamp>,
    pub scheduled_by: Option<AccountId>,
    pub planned_at: Option<Stamp>,
    pub created_by: Option<AccountId>,
    pub saved_at: Stamp,
    pub version: i64,
    pub withdrawn_reason: Option<String>,
    /// Who signs it, with the readable part of their address.
    pub bylines: Vec<(AccountId, String)>,
    /// Who is to work on it.
    pub assigned: Vec<AccountId>,
    pub tags: Vec<Named>,
    /// Those that say the same in other languages, in the order in which they were begun. Not
    /// written by [`save`].
    pub translations: Vec<Member>,
}

impl Story {
    /// Whether everyone may read it.
    pub fn is_public(&self) -> bool {
        self.status == Status::Published
    }

    /// Whether it is somebody's own: made by them, signed by them, or given to them to work on.
    pub fn is_of(&self, account: AccountId) -> bool {
        self.created_by == Some(account)
            || self.bylines.iter().any(|(id, _)| *id == account)
            || self.assigned.contains(&account)
    }
}

#[derive(sqlx::FromRow)]
struct RawStory {
    id: i64,
    slug: String,
    slug_fixed: bool,
    status: String,
    headline: String,
    standfirst: String,
    document: String,
    language: String,
    category_id: i64,
    category_slug: String,
    dateline: String,
    banner_id: Option<i64>,
    seo_title: String,
    seo_description: String,
    published_at: Option<i64>,
    updated_at: Option<i64>,
    publish_at: Option<i64>,
    scheduled_by: Option<i64>,
    planned_at: Option<i64>,
    created_by: Option<i64>,
    saved_at: i64,
    version: i64,
    withdrawn_reason: Option<String>,
}

impl RawStory {
    fn with(
        self,
        bylines: Vec<(i64, String)>,
        assigned: Vec<i64>,
        tags: Vec<(String, String)>,
        translations: Vec<Member>,
    ) -> Result<Story, StoreError> {
        let status = Status::from_word(&self.status).ok_or_else(|| StoreError::Inconsistent {
            table: "articles",
            column: "status",
            detail: self.status.clone(),
        })?;
        Ok(Story {
            id: ArticleId(self.id),
            slug: self.slug,
            slug_fixed: self.slug_fixed,
            status,
            headline: self.headline,
            standfirst: self.standfirst,
            document: from_json(&self.document)?,
            language: self.language,
            category: CategoryId(self.category_id),
            category_slug: self.category_slug,
            dateline: self.dateline,
            banner: self.banner_id.map(MediaId),
            seo_title: self.seo_title,
            seo_description: self.seo_description,
            published_at: self.published_at.map(Stamp::from_micros),
            updated_at: self.updated_at.map(Stamp::from_micros),
            publish_at: self.publish_at.map(Stamp::from_micros),
            scheduled_by: self.scheduled_by.map(AccountId),
            planned_at: self.planned_at.map(Stamp::from_micros),
            created_by: self.created_by.map(AccountId),
            saved_at: Stamp::from_micros(self.saved_at),
            version: self.version,
            withdrawn_reason: self.withdrawn_reason,
            bylines: bylines
                .into_iter()
                .map(|(id, slug)| (AccountId(id), slug))
                .collect(),
            assigned: assigned.into_iter().map(AccountId).collect(),
            tags: tags
                .into_iter()
                .map(|(slug, name)| Named { slug, name })
                .collect(),
            translations,
        })
    }
}

const ONE: &str = "SELECT a.id, a.slug, a.slug_fixed, a.status, a.headline, a.standfirst, a.document, a.language, a.category_id, \
     c.slug AS category_slug, a.dateline, a.banner_id, a.seo_title, a.seo_description, a.published_at, a.updated_at, a.publish_at, \
     a.scheduled_by, a.planned_at, a.created_by, a.saved_at, a.version, a.withdrawn_reason \
     FROM articles a JOIN categories c ON c.id = a.category_id WHERE a.id = $1";
const BYLINES: &str = "SELECT a.id, a.slug FROM bylines b JOIN accounts a ON a.id = b.account_id WHERE b.article_id = $1 ORDER BY b.position";
const TAGS: &str = "SELECT t.slug, t.name FROM article_tags x JOIN tags t ON t.id = x.tag_id WHERE x.article_id = $1 ORDER BY x.position";

/// The story with this id.
pub async fn by_id(store: &Store, id: ArticleId) -> Result<Option<Story>, StoreError> {
    let raw: Option<RawStory> =
        on_pool!(store, p => sqlx::query_as(ONE).bind(id.0).fetch_optional(p).await)?;
    let Some(raw) = raw else { return Ok(None) };
    let bylines = on_pool!(store, p => sqlx::query_as(BYLINES).bind(id.0).fetch_all(p).await)?;
    let assigned = on_pool!(store, p => sqlx::query_scalar(super::assignment::OF_ARTICLE).bind(id.0).fetch_all(p).await)?;
    let tags = on_pool!(store, p => sqlx::query_as(TAGS).bind(id.0).fetch_all(p).await)?;
    let translations = super::translation::of_article(store, id).await?;
    raw.with(bylines, assigned, tags, translations).map(Some)
}

/// The same, with its row locked until the transaction ends: who saves second sees what the first
/// one saved.
pub async fn lock(tx: &mut Tx<'_>, id: ArticleId) -> Result<Option<Story>, StoreError> {
    let hold = "UPDATE articles SET version = version WHERE id = $1";
    on_tx!(tx, c => sqlx::query(hold).bind(id.0).execute(c).await.map(|_| ()))?;
    let raw: Option<RawStory> =
        on_tx!(tx, c => sqlx::query_as(ONE).bind(id.0).fetch_optional(c).await)?;
    let Some(raw) = raw else { return Ok(None) };
    let bylines = on_tx!(tx, c => sqlx::query_as(BYLINES).bind(id.0).fetch_all(c).await)?;
    let assigned = on_tx!(tx, c => sqlx::query_scalar(super::assignment::OF_ARTICLE).bind(id.0).fetch_all(c).await)?;
    let tags = on_tx!(tx, c => sqlx::query_as(TAGS).bind(id.0).fetch_all(c).await)?;
    let translations = super::translation::of_article_in(tx, id).await?;
    raw.with(bylines, assigned, tags, translations).map(Some)
}

/// Writes everything of a story that changes in the course of its life, and what is made of its
/// text. Of another picture the old one's caption says nothing.
pub async fn save(tx: &mut Tx<'_>, story: &Story) -> Result<(), StoreError> {
    let sql = "UPDATE articles SET slug = $2, slug_fixed = $3, status = $4, headline = $5, standfirst = $6, document = $7, \
               html = $8, plain = $9, language = $10, category_id = $11, dateline = $12, \
               banner_caption = CASE WHEN banner_id = $13 THEN banner_caption END, \
               banner_credit = CASE WHEN banner_id = $13 THEN banner_credit END, \
               banner_note = CASE WHEN banner_id = $13 THEN banner_note END, banner_id = $13, \
               seo_title = $14, seo_description = $15, published_at = $16, updated_at = $17, publish_at = $18, \
               scheduled_by = $19, planned_at = $20, saved_at = $21, version = $22, withdrawn_reason = $23 WHERE id = $1";
    let at = |stamp: Option<Stamp>| stamp.map(Stamp::micros);
    let json = to_json(&story.document)?;
    on_tx!(tx, c => sqlx::query(sql)
        .bind(story.id.0)
        .bind(&story.slug)
        .bind(story.slug_fixed)
        .bind(story.status.as_str())
        .bind(&story.headline)
        .bind(&story.standfirst)
        .bind(&json)
        .bind(story.document.to_html())
        .bind(story.document.to_plain())
        .bind(&story.language)
        .bind(story.category.0)
        .bind(&story.dateline)
        .bind(story.banner.map(|m| m.0))
        .bind(&story.seo_title)
        .bind(&story.seo_description)
        .bind(at(story.published_at))
        .bind(at(story.updated_at))
        .bind(at(story.publish_at))
        .bind(story.scheduled_by.map(|a| a.0))
        .bind(at(story.planned_at))
        .bind(story.saved_at.micros())
        .bind(story.version)
        .bind(story.withdrawn_reason.as_deref())
        .execute(c)
        .await
        .map(|_| ()))?;
    super::media_use::note(tx, story.id, story.banner, &story.document).await?;
    links(tx, story).await?;
    super::search::note(tx, story.id).await
}

/// Who signs it and its tags; lists of authors and tags repeat the time of what is public.
async fn links(tx: &mut Tx<'_>, story: &Story) -> Result<(), StoreError> {
    let at = story
        .published_at
        .filter(|_| story.is_public())
        .map(Stamp::micros);
    for sql in [
        "DELETE FROM bylines WHERE article_id = $1",
        "DELETE FROM article_tags WHERE article_id = $1",
    ] {
        on_tx!(tx, c => sqlx::query(sql).bind(story.id.0).execute(c).await.map(|_| ()))?;
    }
    let sql = "INSERT INTO bylines (article_id, position, account_id, published_at) VALUES ($1, $2, $3, $4)";
    for (position, (account, _)) in (0_i64..).zip(&story.bylines) {
        on_tx!(tx, c => sqlx::query(sql).bind(story.id.0).bind(position).bind(account.0).bind(at).execute(c).await.map(|_| ()))?;
    }
    let sql = "INSERT INTO article_tags (article_id, position, tag_id, published_at) SELECT $1, $2, id, $4 FROM tags WHERE slug = $3";
    for (position, tag) in (0_i64..).zip(&story.tags) {
        super::tag::ensure(tx, &tag.slug, &tag.name).await?;
        on_tx!(tx, c => sqlx::query(sql).bind(story.id.0).bind(position).bind(&tag.slug).bind(at).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// Removes a story with everything that hangs on it.
pub async fn delete(tx: &mut Tx<'_>, id: ArticleId) -> Result<(), StoreError> {
    let sql = "DELETE FROM articles WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Whether another story has this slug, or had it.
pub async fn slug_taken(
    tx: &mut Tx<'_>,
    slug: &str,
    own: Option<ArticleId>,
) -> Result<bool, StoreError> {
    let sql = "SELECT id FROM articles WHERE slug = $1 AND id <> $2 \
               UNION ALL SELECT article_id FROM article_slugs WHERE slug = $1 AND article_id <> $2 LIMIT 1";
    let own = own.map_or(0, |id| id.0);
    let found: Option<i64> =
        on_tx!(tx, c => sqlx::query_scalar(sql).bind(slug).bind(own).fetch_optional(c).await)?;
    Ok(found.is_some())
}

/// Keeps a slug for redirects to the story that had it; one that it has again is its own.
pub async fn keep_slug(
    tx: &mut Tx<'_>,
    id: ArticleId,
    old: &str,
    new: &str,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO article_slugs (slug, article_id) VALUES ($1, $2) ON CONFLICT (slug) DO UPDATE SET article_id = excluded.article_id";
    on_tx!(tx, c => sqlx::query(sql).bind(old).bind(id.0).execute(c).await.map(|_| ()))?;
    let sql = "DELETE FROM article_slugs WHERE slug = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(new).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// The slugs that a story had before.
pub async fn old_slugs(tx: &mut Tx<'_>, id: ArticleId) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT slug FROM article_slugs WHERE article_id = $1 ORDER BY slug";
    Ok(on_tx!(tx, c => sqlx::query_scalar(sql).bind(id.0).fetch_all(c).await)?)
}

/// The statement behind [`due`].
pub const DUE: &str = "SELECT id FROM articles WHERE status = 'scheduled' AND publish_at <= $1 ORDER BY publish_at, id LIMIT $2";

/// Scheduled stories whose time has come, the earliest first.
pub async fn due(store: &Store, now: Stamp, limit: u32) -> Result<Vec<ArticleId>, StoreError> {
    let ids: Vec<i64> = on_pool!(store, p => sqlx::query_scalar(DUE).bind(now.micros()).bind(i64::from(limit)).fetch_all(p).await)?;
    Ok(ids.into_iter().map(ArticleId).collect())
}

/// Whether there is such a picture.
pub async fn picture_exists(store: &Store, id: MediaId) -> Result<bool, StoreError> {
    let sql = "SELECT id FROM media WHERE id = $1";
    let found: Option<i64> =
        on_pool!(store, p => sqlx::query_scalar(sql).bind(id.0).fetch_optional(p).await)?;
    Ok(found.is_some())
}

/// Whether a banner says whose it is: where it stands, or in the library.
pub async fn banner_credited(
    tx: &mut Tx<'_>,
    id: ArticleId,
    banner: MediaId,
) -> Result<bool, StoreError> {
    let sql = "SELECT m.id FROM media m WHERE m.id = $2 AND (m.credit <> '' OR EXISTS \
               (SELECT 1 FROM articles a WHERE a.id = $1 AND a.banner_id = $2 AND a.banner_credit <> ''))";
    let found: Option<i64> =
        on_tx!(tx, c => sqlx::query_scalar(sql).bind(id.0).bind(banner.0).fetch_optional(c).await)?;
    Ok(found.is_some())
}

/// A document as the database keeps it, read back.
pub(super) fn from_json(json: &str) -> Result<Document, StoreError> {
    serde_json::from_str(json).map_err(|error| StoreError::Inconsistent {
        table: "articles",
        column: "document",
        detail: error.to_string(),
    })
}
