//! Notes on stories.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    id::{AccountId, ArticleId},
    stamp::Stamp,
};

/// A note with its author's name.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct NoteRow {
    pub id: i64,
    /// Empty for the whole story.
    pub block_id: String,
    pub excerpt: String,
    pub account_id: i64,
    pub name: String,
    pub body: String,
    pub at: i64,
    pub done_at: Option<i64>,
}

/// What [`of_article`] reads.
pub const OF_ARTICLE: &str = "SELECT n.id, n.block_id, n.excerpt, n.account_id, u.name, n.body, n.at, n.done_at \
     FROM story_notes n JOIN accounts u ON u.id = n.account_id WHERE n.article_id = $1 ORDER BY n.id DESC LIMIT $2";

/// The notes on a story, newest first.
pub async fn of_article(
    store: &Store,
    article: ArticleId,
    limit: u32,
) -> Result<Vec<NoteRow>, StoreError> {
    Ok(
        on_pool!(store, p => sqlx::query_as(OF_ARTICLE).bind(article.0).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}

/// A note to be written.
#[derive(Debug, Clone)]
pub struct NewNote {
    pub article: ArticleId,
    pub block: String,
    pub excerpt: String,
    pub by: AccountId,
    pub body: String,
    pub at: Stamp,
}

/// Writes a note.
pub async fn insert(tx: &mut Tx<'_>, note: &NewNote) -> Result<(), StoreError> {
    let sql = "INSERT INTO story_notes (article_id, block_id, excerpt, account_id, body, at) VALUES ($1, $2, $3, $4, $5, $6)";
    on_tx!(tx, c => sqlx::query(sql)
        .bind(note.article.0)
        .bind(&note.block)
        .bind(&note.excerpt)
        .bind(note.by.0)
        .bind(&note.body)
        .bind(note.at.micros())
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Notes that what it asks is done, or that it is not after all.
pub async fn set_done(
    tx: &mut Tx<'_>,
    article: ArticleId,
    id: i64,
    at: Option<Stamp>,
) -> Result<(), StoreError> {
    let sql = "UPDATE story_notes SET done_at = $3 WHERE id = $2 AND article_id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(article.0).bind(id).bind(at.map(Stamp::micros)).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Deletes a note of one's own. `false` where there is none such.
pub async fn delete(
    tx: &mut Tx<'_>,
    article: ArticleId,
    id: i64,
    by: AccountId,
) -> Result<bool, StoreError> {
    let sql = "DELETE FROM story_notes WHERE id = $2 AND article_id = $1 AND account_id = $3";
    let rows = on_tx!(tx, c => sqlx::query(sql).bind(article.0).bind(id).bind(by.0).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}
