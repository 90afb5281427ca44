//! Where pictures are used. Every write of a story's banner or body notes it here, in its own
//! transaction.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    document::Document,
    id::{AccountId, ArticleId, MediaId},
    stamp::Stamp,
};
use std::collections::BTreeMap;

/// Notes which pictures a story has now, and forgets those it had. To be called wherever a
/// story's banner or document is written.
pub async fn note(
    tx: &mut Tx<'_>,
    article: ArticleId,
    banner: Option<MediaId>,
    document: &Document,
) -> Result<(), StoreError> {
    // As (banner, body).
    let mut uses: BTreeMap<i64, (bool, bool)> = BTreeMap::new();
    if let Some(id) = banner {
        uses.entry(id.0).or_default().0 = true;
    }
    for key in document.media_keys() {
        let sql = "SELECT media_id FROM media_keys WHERE media_key = $1";
        let id: Option<i64> =
            on_tx!(tx, c => sqlx::query_scalar(sql).bind(key).fetch_optional(c).await)?;
        if let Some(id) = id {
            uses.entry(id).or_default().1 = true;
        }
    }
    let sql = "DELETE FROM media_uses WHERE article_id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(article.0).execute(c).await.map(|_| ()))?;
    let sql = "INSERT INTO media_uses (media_id, article_id, banner, body) VALUES ($1, $2, $3, $4)";
    for (id, (banner, body)) in uses {
        on_tx!(tx, c => sqlx::query(sql).bind(id).bind(article.0).bind(banner).bind(body).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// A story that uses a picture.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct UseRow {
    pub article_id: i64,
    pub slug: String,
    pub headline: String,
    pub status: String,
    /// Above the story.
    pub banner: bool,
    /// In its text.
    pub body: bool,
}

/// Most stories that are named.
const NAMED: i64 = 100;

const OF_MEDIA: &str = "SELECT u.article_id, a.slug, a.headline, a.status, u.banner, u.body FROM media_uses u \
                        JOIN articles a ON a.id = u.article_id WHERE u.media_id = $1 ORDER BY u.article_id DESC LIMIT $2";

/// Every statement that walks a list, for the test that reads query plans.
pub const STATEMENTS: [(&str, &str); 2] = [("OF_MEDIA", OF_MEDIA), ("AVIF", AVIF)];

const AVIF: &str = "SELECT m.media_key FROM media_uses u JOIN media m ON m.id = u.media_id WHERE u.article_id = $1 AND u.body AND m.avif";

/// The keys of the pictures in a story's text whose AVIF files are there.
pub async fn avif_in_body(store: &Store, article: ArticleId) -> Result<Vec<String>, StoreError> {
    Ok(on_pool!(store, p => sqlx::query_scalar(AVIF).bind(article.0).fetch_all(p).await)?)
}

/// The stories that use a picture, the newest first.
pub async fn of_media(store: &Store, id: MediaId) -> Result<Vec<UseRow>, StoreError> {
    Ok(on_pool!(store, p => sqlx::query_as(OF_MEDIA).bind(id.0).bind(NAMED).fetch_all(p).await)?)
}

/// All of them, inside a transaction.
pub async fn all_of_media(tx: &mut Tx<'_>, id: MediaId) -> Result<Vec<UseRow>, StoreError> {
    Ok(on_tx!(tx, c => sqlx::query_as(OF_MEDIA).bind(id.0).bind(i64::MAX).fetch_all(c).await)?)
}

/// A story's document.
pub async fn document(tx: &mut Tx<'_>, article: ArticleId) -> Result<Document, StoreError> {
    let sql = "SELECT document FROM articles WHERE id = $1";
    let json: String = on_tx!(tx, c => sqlx::query_scalar(sql).bind(article.0).fetch_one(c).await)?;
    serde_json::from_str(&json).map_err(|error| StoreError::Inconsistent {
        table: "articles",
        column: "document",
        detail: format!("story {article}: {error}"),
    })
}

/// The picture above a story.
pub async fn banner(tx: &mut Tx<'_>, article: ArticleId) -> Result<Option<MediaId>, StoreError> {
    let sql = "SELECT banner_id FROM articles WHERE id = $1";
    let id: Option<i64> =
        on_tx!(tx, c => sqlx::query_scalar(sql).bind(article.0).fetch_one(c).await)?;
    Ok(id.map(MediaId))
}

/// Gives a story the same text with other pictures in it, as a revision of its own.
pub async fn rewrite(
    tx: &mut Tx<'_>,
    article: ArticleId,
    document: &Document,
    by: AccountId,
    at: Stamp,
) -> Result<(), StoreError> {
    let sql = "UPDATE articles SET document = $2, html = $3, version = version + 1 WHERE id = $1";
    let json = super::article::to_json(document)?;
    on_tx!(tx, c => sqlx::query(sql)
        .bind(article.0)
        .bind(&json)
        .bind(document.to_html())
        .execute(c)
        .await
        .map(|_| ()))?;
    let sql = "INSERT INTO revisions (article_id, n, at, account_id, headline, standfirst, document) \
               SELECT id, (SELECT coalesce(max(r.n), 0) + 1 FROM revisions r WHERE r.article_id = articles.id), $2, $3, \
               headline, standfirst, document FROM articles WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(article.0).bind(at.micros()).bind(by.0).execute(c).await.map(|_| ()))?;
    Ok(())
}
