//! What feeds and sitemaps print of stories besides what lists print.

use super::{
    StoreError,
    pool::{Store, on_pool},
};
use crate::domain::id::ArticleId;

/// The text of a public story, for a feed.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TextRow {
    /// Made by our own code from a document, escaped by construction.
    pub html: String,
    /// BCP 47.
    pub language: String,
    /// Microseconds; `None` where nothing changed after publication.
    pub updated_at: Option<i64>,
}

/// `None` for a story that is not public.
pub async fn text(store: &Store, article: ArticleId) -> Result<Option<TextRow>, StoreError> {
    let sql =
        "SELECT html, language, updated_at FROM articles WHERE id = $1 AND status = 'published'";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(article.0).fetch_optional(p).await)?)
}

/// A public story as sitemaps list it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PlaceRow {
    pub id: i64,
    pub slug: String,
    pub headline: String,
    pub language: String,
    /// Microseconds.
    pub published_at: i64,
    pub updated_at: Option<i64>,
    pub media_key: Option<String>,
    pub width: Option<i64>,
}

macro_rules! places {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.slug, a.headline, a.language, a.published_at, a.updated_at, m.media_key, m.width \
             FROM articles a LEFT JOIN media m ON m.id = a.banner_id WHERE a.status = 'published' AND ",
            $rest
        )
    };
}

const IN_BLOCK: &str = places!("a.id >= $1 AND a.id < $2 ORDER BY a.id");
const SINCE: &str =
    places!("a.published_at >= $1 ORDER BY a.published_at DESC, a.id DESC LIMIT $2");
const LAST: &str = "SELECT coalesce(max(id), 0) FROM articles";

/// Every statement that walks a list, for the test that reads query plans.
pub const STATEMENTS: [(&str, &str); 2] = [("IN_BLOCK", IN_BLOCK), ("NEWS_SINCE", SINCE)];

/// The public stories whose ids are in `from..to`, by id.
pub async fn in_block(store: &Store, from: i64, to: i64) -> Result<Vec<PlaceRow>, StoreError> {
    Ok(on_pool!(store, p => sqlx::query_as(IN_BLOCK).bind(from).bind(to).fetch_all(p).await)?)
}

/// Up to `limit` stories public since then (microseconds), newest first.
pub async fn since(store: &Store, from: i64, limit: u32) -> Result<Vec<PlaceRow>, StoreError> {
    Ok(
        on_pool!(store, p => sqlx::query_as(SINCE).bind(from).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}

/// The largest id that a story ever had.
pub async fn last_id(store: &Store) -> Result<i64, StoreError> {
    Ok(on_pool!(store, p => sqlx::query_scalar(LAST).fetch_one(p).await)?)
}

/// Whether a story in `from..to` is public.
pub async fn block_is_filled(store: &Store, from: i64, to: i64) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM articles WHERE status = 'published' AND id >= $1 AND id < $2 LIMIT 1";
    let found: Option<i32> =
        on_pool!(store, p => sqlx::query_scalar(sql).bind(from).bind(to).fetch_optional(p).await)?;
    Ok(found.is_some())
}

/// Paths of everything else that is listed: categories, tags that public stories have, authors of
/// such stories, and standing pages.
pub async fn other_paths(store: &Store) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT '/categories/' || slug FROM categories \
               UNION ALL SELECT '/pages/' || slug FROM standing_pages \
               UNION ALL SELECT '/tags/' || slug FROM tags t WHERE EXISTS (SELECT 1 FROM article_tags x WHERE x.tag_id = t.id AND x.published_at IS NOT NULL) \
               UNION ALL SELECT '/authors/' || slug FROM accounts c WHERE EXISTS (SELECT 1 FROM bylines b WHERE b.account_id = c.id AND b.published_at IS NOT NULL) \
               ORDER BY 1 LIMIT 50000";
    Ok(on_pool!(store, p => sqlx::query_scalar(sql).fetch_all(p).await)?)
}

/// A public comment, for a feed.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct CommentRow {
    pub id: i64,
    pub slug: String,
    pub headline: String,
    /// Empty for a deleted account.
    pub name: String,
    /// Sanitised when it was written.
    pub html: String,
    /// Microseconds.
    pub created_at: i64,
}

macro_rules! comments {
    ($narrowed:literal) => {
        concat!(
            "SELECT k.id, a.slug, a.headline, coalesce(u.name, k.name) AS name, k.html, k.created_at \
             FROM comments k JOIN articles a ON a.id = k.article_id LEFT JOIN accounts u ON u.id = k.account_id \
             WHERE k.state = 'published' AND a.status = 'published' AND a.comment_policy <> 'off'",
            $narrowed,
            " ORDER BY k.created_at DESC, k.id DESC LIMIT $1"
        )
    };
}

const COMMENTS: &str = comments!("");
const COMMENTS_OF: &str = comments!(" AND k.article_id = $2");

/// The statements of comments, for the test that reads query plans.
pub const COMMENT_STATEMENTS: [(&str, &str); 2] =
    [("COMMENTS", COMMENTS), ("COMMENTS_OF", COMMENTS_OF)];

/// Up to `limit` public comments, newest first: of the site, or of one story.
pub async fn comments(
    store: &Store,
    article: Option<ArticleId>,
    limit: u32,
) -> Result<Vec<CommentRow>, StoreError> {
    let limit = i64::from(limit);
    Ok(match article {
        None => on_pool!(store, p => sqlx::query_as(COMMENTS).bind(limit).fetch_all(p).await)?,
        Some(article) => {
            on_pool!(store, p => sqlx::query_as(COMMENTS_OF).bind(limit).bind(article.0).fetch_all(p).await)?
        }
    })
}
