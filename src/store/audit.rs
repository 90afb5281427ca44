//! The log of who did what: only ever added to.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{id::AccountId, stamp::Stamp};

/// One line of the log.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct AuditRow {
    pub id: i64,
    pub at: i64,
    /// Who did it; `None` for the command line and for nobody in particular.
    pub account_id: Option<i64>,
    /// That account's name now, empty where it is gone.
    pub by_name: String,
    pub action: String,
    /// `comment:ID`, `account:ID` or `article:ID`.
    pub subject: String,
    pub detail: String,
}

/// Adds a line, in the transaction of what it tells of.
pub async fn note(
    tx: &mut Tx<'_>,
    at: Stamp,
    account: Option<AccountId>,
    action: &str,
    subject: &str,
    detail: &str,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO audit_log (at, account_id, action, subject, detail) VALUES ($1, $2, $3, $4, $5)";
    let by = account.map(|a| a.0);
    on_tx!(tx, c => sqlx::query(sql).bind(at.micros()).bind(by).bind(action).bind(subject).bind(detail).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// The newest lines about one subject, newest first.
pub async fn by_subject(
    store: &Store,
    subject: &str,
    limit: u32,
) -> Result<Vec<AuditRow>, StoreError> {
    let sql = "SELECT l.id, l.at, l.account_id, coalesce(a.name, '') AS by_name, l.action, l.subject, l.detail FROM audit_log l LEFT JOIN accounts a ON a.id = l.account_id WHERE l.subject = $1 ORDER BY l.id DESC LIMIT $2";
    Ok(
        on_pool!(store, p => sqlx::query_as(sql).bind(subject).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}

/// All lines, newest first, before the line with this id.
pub async fn all(
    store: &Store,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<AuditRow>, StoreError> {
    let sql = "SELECT l.id, l.at, l.account_id, coalesce(a.name, '') AS by_name, l.action, l.subject, l.detail FROM audit_log l LEFT JOIN accounts a ON a.id = l.account_id WHERE l.id < $1 ORDER BY l.id DESC LIMIT $2";
    let before = before.unwrap_or(i64::MAX);
    Ok(
        on_pool!(store, p => sqlx::query_as(sql).bind(before).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}
