//! What is typed and not yet part of a story: one copy a story, whoever types.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    id::{AccountId, ArticleId},
    stamp::Stamp,
    story::Content,
};

/// A working copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingCopy {
    /// Counts its saves.
    pub version: i64,
    /// The story's version that it began from.
    pub base_version: i64,
    pub content: Content,
    /// Who saved it last.
    pub by: Option<AccountId>,
    pub at: Stamp,
}

#[derive(sqlx::FromRow)]
struct RawCopy {
    version: i64,
    base_version: i64,
    content: String,
    account_id: Option<i64>,
    at: i64,
}

impl TryFrom<RawCopy> for WorkingCopy {
    type Error = StoreError;

    fn try_from(raw: RawCopy) -> Result<Self, StoreError> {
        Ok(WorkingCopy {
            version: raw.version,
            base_version: raw.base_version,
            content: serde_json::from_str(&raw.content).map_err(broken)?,
            by: raw.account_id.map(AccountId),
            at: Stamp::from_micros(raw.at),
        })
    }
}

fn broken(error: serde_json::Error) -> StoreError {
    StoreError::Inconsistent {
        table: "working_copies",
        column: "content",
        detail: error.to_string(),
    }
}

const ONE: &str = "SELECT version, base_version, content, account_id, at FROM working_copies WHERE article_id = $1";

/// The working copy of a story, if there is one.
pub async fn of_article(
    store: &Store,
    article: ArticleId,
) -> Result<Option<WorkingCopy>, StoreError> {
    let raw: Option<RawCopy> =
        on_pool!(store, p => sqlx::query_as(ONE).bind(article.0).fetch_optional(p).await)?;
    raw.map(WorkingCopy::try_from).transpose()
}

/// The same, as the transaction sees it; the story's row must be locked.
pub async fn read(tx: &mut Tx<'_>, article: ArticleId) -> Result<Option<WorkingCopy>, StoreError> {
    let raw: Option<RawCopy> =
        on_tx!(tx, c => sqlx::query_as(ONE).bind(article.0).fetch_optional(c).await)?;
    raw.map(WorkingCopy::try_from).transpose()
}

/// Puts a working copy in the place of the one before.
pub async fn put(
    tx: &mut Tx<'_>,
    article: ArticleId,
    copy: &WorkingCopy,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO working_copies (article_id, version, base_version, content, account_id, at) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (article_id) DO UPDATE SET version = excluded.version, base_version = excluded.base_version, \
               content = excluded.content, account_id = excluded.account_id, at = excluded.at";
    let content = serde_json::to_string(&copy.content).map_err(broken)?;
    on_tx!(tx, c => sqlx::query(sql)
        .bind(article.0)
        .bind(copy.version)
        .bind(copy.base_version)
        .bind(&content)
        .bind(copy.by.map(|a| a.0))
        .bind(copy.at.micros())
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// The story has another version and the same text: a copy that began from the one before begins
/// from this one.
pub async fn carry(
    tx: &mut Tx<'_>,
    article: ArticleId,
    before: i64,
    after: i64,
) -> Result<(), StoreError> {
    let sql =
        "UPDATE working_copies SET base_version = $3 WHERE article_id = $1 AND base_version = $2";
    on_tx!(tx, c => sqlx::query(sql).bind(article.0).bind(before).bind(after).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Drops the working copy.
pub async fn delete(tx: &mut Tx<'_>, article: ArticleId) -> Result<(), StoreError> {
    let sql = "DELETE FROM working_copies WHERE article_id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(article.0).execute(c).await.map(|_| ()))?;
    Ok(())
}
