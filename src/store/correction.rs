//! What was wrong in public stories.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    id::{AccountId, ArticleId},
    stamp::Stamp,
};

/// A correction as it is made.
#[derive(Debug, Clone)]
pub struct NewCorrection {
    pub article: ArticleId,
    pub block: String,
    pub before: String,
    pub after: String,
    pub reason: String,
    pub by: AccountId,
    pub at: Stamp,
}

/// A correction as stored.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct CorrectionRow {
    pub id: i64,
    pub block_id: String,
    pub before_text: String,
    pub after_text: String,
    pub reason: String,
    pub at: i64,
}

/// Keeps a correction; its id.
pub async fn insert(tx: &mut Tx<'_>, new: &NewCorrection) -> Result<i64, StoreError> {
    let sql = "INSERT INTO corrections (article_id, block_id, before_text, after_text, reason, at, account_id) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";
    Ok(on_tx!(tx, c => sqlx::query_scalar(sql)
        .bind(new.article.0)
        .bind(&new.block)
        .bind(&new.before)
        .bind(&new.after)
        .bind(&new.reason)
        .bind(new.at.micros())
        .bind(new.by.0)
        .fetch_one(c)
        .await)?)
}

/// The corrections of a story, newest first.
pub async fn of_article(
    store: &Store,
    article: ArticleId,
) -> Result<Vec<CorrectionRow>, StoreError> {
    let sql = "SELECT id, block_id, before_text, after_text, reason, at FROM corrections WHERE article_id = $1 ORDER BY id DESC";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(article.0).fetch_all(p).await)?)
}
