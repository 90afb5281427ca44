//! Links in mail: each works once.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{id::AccountId, stamp::Stamp};

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Confirms the address of a new account.
    Verify,
    /// Sets a new password.
    Reset,
    /// Confirms a new address; `detail` is that address.
    Email,
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Purpose::Verify => "verify",
            Purpose::Reset => "reset",
            Purpose::Email => "email",
        }
    }
}

/// Adds a link; earlier ones of the same account and purpose stop working.
pub async fn insert(
    tx: &mut Tx<'_>,
    hash: &str,
    account: AccountId,
    purpose: Purpose,
    detail: &str,
    expires: Stamp,
) -> Result<(), StoreError> {
    delete(tx, account, purpose).await?;
    let sql = "INSERT INTO mail_tokens (token_hash, account_id, purpose, detail, expires_at) VALUES ($1, $2, $3, $4, $5)";
    on_tx!(tx, c => sqlx::query(sql).bind(hash).bind(account.0).bind(purpose.as_str())
        .bind(detail).bind(expires.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Whose link this is and its detail, while it works.
pub async fn find(
    store: &Store,
    hash: &str,
    purpose: Purpose,
    now: Stamp,
) -> Result<Option<(AccountId, String)>, StoreError> {
    let sql = "SELECT account_id, detail FROM mail_tokens WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3";
    let row: Option<(i64, String)> = on_pool!(store, p => sqlx::query_as(sql).bind(hash).bind(purpose.as_str()).bind(now.micros()).fetch_optional(p).await)?;
    Ok(row.map(|(id, detail)| (AccountId(id), detail)))
}

/// Uses a link up: the same as [`find`], once.
pub async fn take(
    tx: &mut Tx<'_>,
    hash: &str,
    purpose: Purpose,
    now: Stamp,
) -> Result<Option<(AccountId, String)>, StoreError> {
    let sql = "DELETE FROM mail_tokens WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3 RETURNING account_id, detail";
    let row: Option<(i64, String)> = on_tx!(tx, c => sqlx::query_as(sql).bind(hash).bind(purpose.as_str()).bind(now.micros()).fetch_optional(c).await)?;
    Ok(row.map(|(id, detail)| (AccountId(id), detail)))
}

/// Stops an account's links of one purpose.
pub async fn delete(
    tx: &mut Tx<'_>,
    account: AccountId,
    purpose: Purpose,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM mail_tokens WHERE account_id = $1 AND purpose = $2";
    on_tx!(tx, c => sqlx::query(sql).bind(account.0).bind(purpose.as_str()).execute(c).await.map(|_| ()))?;
    Ok(())
}
