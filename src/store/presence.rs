//! Who has a story open.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    id::{AccountId, ArticleId},
    stamp::Stamp,
};

/// Somebody who has a story open.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PresentRow {
    pub account_id: i64,
    pub name: String,
    /// Which block they write in, counted from 1; 0 where none.
    pub block: i64,
}

/// Notes that a tab has a story open, and forgets those that have been silent since `before`.
pub async fn note(
    tx: &mut Tx<'_>,
    article: ArticleId,
    tab: &str,
    account: AccountId,
    block: i64,
    now: Stamp,
    before: Stamp,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM story_presence WHERE article_id = $1 AND at < $2";
    on_tx!(tx, c => sqlx::query(sql).bind(article.0).bind(before.micros()).execute(c).await.map(|_| ()))?;
    let sql = "INSERT INTO story_presence (article_id, tab, account_id, block, at) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (article_id, tab) DO UPDATE SET account_id = excluded.account_id, block = excluded.block, at = excluded.at";
    on_tx!(tx, c => sqlx::query(sql)
        .bind(article.0)
        .bind(tab)
        .bind(account.0)
        .bind(block)
        .bind(now.micros())
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// A tab has closed the story.
pub async fn leave(
    tx: &mut Tx<'_>,
    article: ArticleId,
    tab: &str,
    account: AccountId,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM story_presence WHERE article_id = $1 AND tab = $2 AND account_id = $3";
    on_tx!(tx, c => sqlx::query(sql).bind(article.0).bind(tab).bind(account.0).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Who else has had the story open since then, the one who came last first.
pub async fn others(
    store: &Store,
    article: ArticleId,
    but: AccountId,
    since: Stamp,
) -> Result<Vec<PresentRow>, StoreError> {
    let sql = "SELECT p.account_id, a.name, p.block FROM story_presence p JOIN accounts a ON a.id = p.account_id \
               WHERE p.article_id = $1 AND p.account_id <> $2 AND p.at >= $3 ORDER BY p.at DESC, p.account_id LIMIT 20";
    Ok(
        on_pool!(store, p => sqlx::query_as(sql).bind(article.0).bind(but.0).bind(since.micros()).fetch_all(p).await)?,
    )
}
