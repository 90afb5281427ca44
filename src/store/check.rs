//! Reading everything once, by pages of keys, to see whether it agrees with itself; and mending what
//! is made from something else.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    document::Document,
    id::{ArticleId, CommentId, MediaId},
};

/// A story, and how far what is made from others' rows is off.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct StoryRow {
    pub id: i64,
    pub slug: String,
    /// JSON.
    pub document: String,
    pub html: String,
    pub plain: String,
    pub banner_id: Option<i64>,
    /// 1 where the library has the banner.
    pub banners: i64,
    /// Published comments that are not counted; below 0 where too many are.
    pub uncounted: i64,
    /// Bylines and tags that repeat another time of publication than the story's.
    pub misdated: i64,
}

// That likes are none below 0 says which index is walked: that of the story's comments.
const STORIES: &str = "SELECT a.id, a.slug, a.document, a.html, a.plain, a.banner_id, \
     (SELECT count(*) FROM media m WHERE m.id = a.banner_id) AS banners, \
     (SELECT count(*) FROM comments k WHERE k.article_id = a.id AND k.state = 'published' AND k.likes >= 0) - a.comment_count AS uncounted, \
     (SELECT count(*) FROM bylines b WHERE b.article_id = a.id \
      AND coalesce(b.published_at, 0) <> CASE WHEN a.status = 'published' THEN a.published_at ELSE 0 END) + \
     (SELECT count(*) FROM article_tags t WHERE t.article_id = a.id \
      AND coalesce(t.published_at, 0) <> CASE WHEN a.status = 'published' THEN a.published_at ELSE 0 END) AS misdated \
     FROM articles a WHERE a.id > $1 ORDER BY a.id LIMIT $2";

/// Up to `limit` stories after this one, by id.
pub async fn stories(store: &Store, after: i64, limit: u32) -> Result<Vec<StoryRow>, StoreError> {
    Ok(
        on_pool!(store, p => sqlx::query_as(STORIES).bind(after).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}

/// Up to `limit` standing pages after this one, as (slug, document, HTML).
pub async fn pages(
    store: &Store,
    after: &str,
    limit: u32,
) -> Result<Vec<(String, String, String)>, StoreError> {
    let sql =
        "SELECT slug, document, html FROM standing_pages WHERE slug > $1 ORDER BY slug LIMIT $2";
    Ok(
        on_pool!(store, p => sqlx::query_as(sql).bind(after).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}

/// Up to `limit` revisions after this one, as (story, number, document).
pub async fn revisions(
    store: &Store,
    after: (i64, i64),
    limit: u32,
) -> Result<Vec<(i64, i64, String)>, StoreError> {
    let sql = "SELECT article_id, n, document FROM revisions WHERE (article_id, n) > ($1, $2) ORDER BY article_id, n LIMIT $3";
    Ok(
        on_pool!(store, p => sqlx::query_as(sql).bind(after.0).bind(after.1).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}

/// A comment's counters, and what they should be.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct CommentRow {
    pub id: i64,
    pub article_id: i64,
    pub replies: i64,
    /// Replies that are shown.
    pub shown: i64,
    pub reports: i64,
    /// Reports that nobody has answered.
    pub open: i64,
    /// 1 where the top of its thread is a comment of the same story.
    pub threads: i64,
}

const COMMENTS: &str = "SELECT k.id, k.article_id, k.replies, k.reports, \
     (SELECT count(*) FROM comments r WHERE r.parent_id = k.id AND (r.state = 'published' OR r.replies > 0)) AS shown, \
     (SELECT count(*) FROM comment_reports r WHERE r.comment_id = k.id AND r.resolved_at IS NULL) AS open, \
     (SELECT count(*) FROM comments t WHERE t.id = CASE WHEN k.thread_id = 0 THEN k.id ELSE k.thread_id END AND t.article_id = k.article_id) AS threads \
     FROM comments k WHERE k.id < $1 ORDER BY k.id DESC LIMIT $2";

/// Up to `limit` comments before this one, the newest first: replies come before what they answer.
pub async fn comments(
    store: &Store,
    before: i64,
    limit: u32,
) -> Result<Vec<CommentRow>, StoreError> {
    Ok(
        on_pool!(store, p => sqlx::query_as(COMMENTS).bind(before).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}

/// Up to `limit` pictures after this one, as (id, key).
pub async fn pictures(
    store: &Store,
    after: i64,
    limit: u32,
) -> Result<Vec<(i64, String)>, StoreError> {
    let sql = "SELECT id, media_key FROM media WHERE id > $1 ORDER BY id LIMIT $2";
    Ok(
        on_pool!(store, p => sqlx::query_as(sql).bind(after).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}

/// The files that a picture should have, as (format, width, bytes).
pub async fn renditions(
    store: &Store,
    picture: MediaId,
) -> Result<Vec<(String, i64, i64)>, StoreError> {
    let sql = "SELECT format, width, bytes FROM media_renditions WHERE media_id = $1 ORDER BY format, width";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(picture.0).fetch_all(p).await)?)
}

/// The picture that has this key or had it once, and the key that it has now.
pub async fn picture_of(store: &Store, key: &str) -> Result<Option<(i64, String)>, StoreError> {
    let sql = "SELECT m.id, m.media_key FROM media_keys k JOIN media m ON m.id = k.media_id WHERE k.media_key = $1";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(key).fetch_optional(p).await)?)
}

/// Up to `limit` keys that pictures had before they were replaced, after this one.
pub async fn former_keys(
    store: &Store,
    after: &str,
    limit: u32,
) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT k.media_key FROM media_keys k WHERE k.media_key > $1 \
               AND NOT EXISTS (SELECT 1 FROM media m WHERE m.media_key = k.media_key) ORDER BY k.media_key LIMIT $2";
    Ok(
        on_pool!(store, p => sqlx::query_scalar(sql).bind(after).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}

/// The pictures that a story is known to show, as (id, above it, in its text).
pub async fn uses(store: &Store, article: ArticleId) -> Result<Vec<(i64, bool, bool)>, StoreError> {
    let sql =
        "SELECT media_id, banner, body FROM media_uses WHERE article_id = $1 ORDER BY media_id";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(article.0).fetch_all(p).await)?)
}

/// Former addresses of stories that are the present address of one.
pub async fn taken_slugs(store: &Store, limit: u32) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT s.slug FROM article_slugs s JOIN articles a ON a.slug = s.slug ORDER BY s.slug LIMIT $1";
    Ok(on_pool!(store, p => sqlx::query_scalar(sql).bind(i64::from(limit)).fetch_all(p).await)?)
}

/// Every statement that walks a list, for the test that reads query plans.
pub const STATEMENTS: [(&str, &str); 2] = [("STORIES", STORIES), ("COMMENTS", COMMENTS)];

/// A story's HTML and plain text are its document's.
pub async fn render(tx: &mut Tx<'_>, id: ArticleId, document: &Document) -> Result<(), StoreError> {
    let sql = "UPDATE articles SET html = $2, plain = $3 WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql)
        .bind(id.0)
        .bind(document.to_html())
        .bind(document.to_plain())
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// The same of a standing page.
pub async fn render_page(
    tx: &mut Tx<'_>,
    slug: &str,
    document: &Document,
) -> Result<(), StoreError> {
    let sql = "UPDATE standing_pages SET html = $2 WHERE slug = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(slug).bind(document.to_html()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// A story counts its published comments, and its bylines and tags repeat its time of publication.
pub async fn recount_story(tx: &mut Tx<'_>, id: ArticleId) -> Result<(), StoreError> {
    for sql in [
        "UPDATE articles SET comment_count = (SELECT count(*) FROM comments k WHERE k.article_id = articles.id AND k.state = 'published' AND k.likes >= 0) WHERE id = $1",
        "UPDATE bylines SET published_at = (SELECT CASE WHEN a.status = 'published' THEN a.published_at END FROM articles a WHERE a.id = bylines.article_id) WHERE article_id = $1",
        "UPDATE article_tags SET published_at = (SELECT CASE WHEN a.status = 'published' THEN a.published_at END FROM articles a WHERE a.id = article_tags.article_id) WHERE article_id = $1",
    ] {
        on_tx!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// A comment counts the replies that are shown, and the reports that nobody has answered.
pub async fn recount_comment(tx: &mut Tx<'_>, id: CommentId) -> Result<(), StoreError> {
    let sql = "UPDATE comments SET \
               replies = (SELECT count(*) FROM comments r WHERE r.parent_id = comments.id AND (r.state = 'published' OR r.replies > 0)), \
               reports = (SELECT count(*) FROM comment_reports r WHERE r.comment_id = comments.id AND r.resolved_at IS NULL) WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// How long a file of a picture is.
pub async fn set_bytes(
    tx: &mut Tx<'_>,
    picture: MediaId,
    format: &str,
    width: u32,
    bytes: u64,
) -> Result<(), StoreError> {
    let sql =
        "UPDATE media_renditions SET bytes = $4 WHERE media_id = $1 AND format = $2 AND width = $3";
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    on_tx!(tx, c => sqlx::query(sql).bind(picture.0).bind(format).bind(i64::from(width)).bind(bytes).execute(c).await.map(|_| ()))?;
    Ok(())
}
