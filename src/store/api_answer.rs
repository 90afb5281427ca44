//! First answers to calls of the API that may be repeated.

use super::{
    StoreError,
    pool::{Tx, on_tx},
};
use crate::domain::{id::AccountId, stamp::Stamp};

/// A call that was made with a key before.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AnswerRow {
    pub call_hash: String,
    /// `None` until it has been answered.
    pub status: Option<i64>,
    /// As JSON: a list of names and values.
    pub headers: String,
    pub body: String,
}

/// Takes a key for a call. The earlier call where the key was used before.
pub async fn take(
    tx: &mut Tx<'_>,
    account: AccountId,
    key: &str,
    call: &str,
    at: Stamp,
) -> Result<Option<AnswerRow>, StoreError> {
    let sql = "INSERT INTO api_answers (account_id, key_hash, call_hash, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    let fresh = on_tx!(tx, c => sqlx::query(sql).bind(account.0).bind(key).bind(call).bind(at.micros()).execute(c).await.map(|done| done.rows_affected()))?;
    if fresh == 1 {
        return Ok(None);
    }
    let sql = "SELECT call_hash, status, headers, body FROM api_answers WHERE account_id = $1 AND key_hash = $2";
    Ok(on_tx!(tx, c => sqlx::query_as(sql).bind(account.0).bind(key).fetch_optional(c).await)?)
}

/// Keeps the answer to the call that took the key.
pub async fn keep(
    tx: &mut Tx<'_>,
    account: AccountId,
    key: &str,
    status: u16,
    headers: &str,
    body: &str,
) -> Result<(), StoreError> {
    let sql = "UPDATE api_answers SET status = $3, headers = $4, body = $5 WHERE account_id = $1 AND key_hash = $2";
    on_tx!(tx, c => sqlx::query(sql).bind(account.0).bind(key).bind(i64::from(status)).bind(headers).bind(body).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Gives the key back: its call came to nothing.
pub async fn give_back(tx: &mut Tx<'_>, account: AccountId, key: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM api_answers WHERE account_id = $1 AND key_hash = $2 AND status IS NULL";
    on_tx!(tx, c => sqlx::query(sql).bind(account.0).bind(key).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Forgets what was taken before this instant.
pub async fn forget(tx: &mut Tx<'_>, before: Stamp) -> Result<(), StoreError> {
    let sql = "DELETE FROM api_answers WHERE at < $1";
    on_tx!(tx, c => sqlx::query(sql).bind(before.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}
