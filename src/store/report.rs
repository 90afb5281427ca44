//! Reports of comments by readers.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{id::CommentId, stamp::Stamp};

/// A report as stored.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ReportRow {
    /// `account:ID` or `address:HASH`.
    pub reporter: String,
    pub reason: String,
    pub note: String,
    pub at: i64,
    pub resolved_at: Option<i64>,
}

/// Adds a report. `false` when this reporter had reported the comment before.
pub async fn insert(
    tx: &mut Tx<'_>,
    comment: CommentId,
    reporter: &str,
    reason: &str,
    note: &str,
    at: Stamp,
) -> Result<bool, StoreError> {
    let sql = "INSERT INTO comment_reports (comment_id, reporter, reason, note, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    let rows = on_tx!(tx, c => sqlx::query(sql)
        .bind(comment.0)
        .bind(reporter)
        .bind(reason)
        .bind(note)
        .bind(at.micros())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    if rows == 1 {
        let sql = "UPDATE comments SET reports = reports + 1 WHERE id = $1";
        on_tx!(tx, c => sqlx::query(sql).bind(comment.0).execute(c).await.map(|_| ()))?;
    }
    Ok(rows == 1)
}

/// A decision settles every report there is.
pub async fn resolve(tx: &mut Tx<'_>, comment: CommentId, at: Stamp) -> Result<(), StoreError> {
    let sql =
        "UPDATE comment_reports SET resolved_at = $2 WHERE comment_id = $1 AND resolved_at IS NULL";
    on_tx!(tx, c => sqlx::query(sql).bind(comment.0).bind(at.micros()).execute(c).await.map(|_| ()))?;
    let sql = "UPDATE comments SET reports = 0 WHERE id = $1 AND reports > 0";
    on_tx!(tx, c => sqlx::query(sql).bind(comment.0).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// The newest reports of a comment, newest first.
pub async fn of_comment(store: &Store, comment: CommentId) -> Result<Vec<ReportRow>, StoreError> {
    let sql = "SELECT reporter, reason, note, at, resolved_at FROM comment_reports WHERE comment_id = $1 ORDER BY at DESC LIMIT 100";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(comment.0).fetch_all(p).await)?)
}
