//! People who were invited: an account that nobody comes in with yet, and a link that opens it once.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{account::Role, id::AccountId, stamp::Stamp};

/// Adds an account without a password, whose owner is invited; [`StoreError::Conflict`] when the
/// address or the slug is taken.
pub async fn insert_account(
    tx: &mut Tx<'_>,
    (name, email, slug): (&str, &str, &str),
    role: Role,
    at: Stamp,
) -> Result<AccountId, StoreError> {
    let sql = "INSERT INTO accounts (email, name, slug, role, state, created_at) VALUES ($1, $2, $3, $4, 'invited', $5) RETURNING id";
    let id = on_tx!(tx, c => sqlx::query_scalar(sql)
        .bind(email).bind(name).bind(slug).bind(role.as_str()).bind(at.micros())
        .fetch_one(c).await)?;
    Ok(AccountId(id))
}

/// Notes a link; an earlier one of the same account stops working.
pub async fn put(
    tx: &mut Tx<'_>,
    account: AccountId,
    hash: &str,
    by: Option<AccountId>,
    at: Stamp,
    expires: Stamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO invitations (account_id, token_hash, invited_by, at, expires_at) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (account_id) DO UPDATE SET token_hash = excluded.token_hash, invited_by = excluded.invited_by, at = excluded.at, expires_at = excluded.expires_at";
    let by = by.map(|by| by.0);
    on_tx!(tx, c => sqlx::query(sql).bind(account.0).bind(hash).bind(by)
        .bind(at.micros()).bind(expires.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Whose link this is, while it works.
pub async fn find(store: &Store, hash: &str, now: Stamp) -> Result<Option<AccountId>, StoreError> {
    let sql = "SELECT account_id FROM invitations WHERE token_hash = $1 AND expires_at > $2";
    let id: Option<i64> = on_pool!(store, p => sqlx::query_scalar(sql).bind(hash).bind(now.micros()).fetch_optional(p).await)?;
    Ok(id.map(AccountId))
}

/// Uses a link up: the same as [`find`], once.
pub async fn take(
    tx: &mut Tx<'_>,
    hash: &str,
    now: Stamp,
) -> Result<Option<AccountId>, StoreError> {
    let sql =
        "DELETE FROM invitations WHERE token_hash = $1 AND expires_at > $2 RETURNING account_id";
    let id: Option<i64> = on_tx!(tx, c => sqlx::query_scalar(sql).bind(hash).bind(now.micros()).fetch_optional(c).await)?;
    Ok(id.map(AccountId))
}

/// Makes the account of somebody who was invited theirs: with the name and the slug they have from
/// now on, a password given as a PHC string, and an address that counts as confirmed.
pub async fn accept(
    tx: &mut Tx<'_>,
    id: AccountId,
    (name, slug): (&str, &str),
    password: &str,
    at: Stamp,
) -> Result<(), StoreError> {
    let sql = "UPDATE accounts SET name = $2, slug = $3, password = $4, verified_at = $5, state = 'active' WHERE id = $1 AND state = 'invited'";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(name).bind(slug).bind(password)
        .bind(at.micros()).execute(c).await.map(|_| ()))?;
    super::search::forget_signed(tx, id).await
}

/// Removes the account of somebody who was invited and never came, and their link with it.
/// `false` where there is no such account.
pub async fn take_back(tx: &mut Tx<'_>, id: AccountId) -> Result<bool, StoreError> {
    let sql = "DELETE FROM accounts WHERE id = $1 AND state = 'invited'";
    let rows = on_tx!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}
