//! Personal access tokens of the HTTP API.

use super::{
    StoreError,
    account::AccountRow,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    id::{AccountId, TokenId},
    stamp::Stamp,
};

/// A token as its owner sees it: without the secret, which nobody has.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TokenRow {
    pub id: i64,
    pub name: String,
    /// Words divided by spaces; empty means all rights of the role.
    pub scopes: String,
    pub created_at: i64,
    pub used_at: Option<i64>,
}

/// A token that works, together with its owner.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct LiveToken {
    pub token_id: i64,
    pub scopes: String,
    pub used_at: Option<i64>,
    #[sqlx(flatten)]
    pub account: AccountRow,
}

/// Adds a token.
pub async fn insert(
    tx: &mut Tx<'_>,
    account: AccountId,
    name: &str,
    hash: &str,
    scopes: &str,
    at: Stamp,
) -> Result<TokenId, StoreError> {
    let sql = "INSERT INTO api_tokens (account_id, name, token_hash, scopes, created_at) VALUES ($1, $2, $3, $4, $5) RETURNING id";
    let id = on_tx!(tx, c => sqlx::query_scalar(sql).bind(account.0).bind(name).bind(hash).bind(scopes).bind(at.micros()).fetch_one(c).await)?;
    Ok(TokenId(id))
}

/// The account's tokens are made one after the other.
pub async fn lock(tx: &mut Tx<'_>, account: AccountId) -> Result<(), StoreError> {
    let sql = tx.lock(
        "SELECT id FROM accounts WHERE id = $1",
        "SELECT id FROM accounts WHERE id = $1 FOR UPDATE",
    );
    on_tx!(tx, c => sqlx::query_scalar::<_, i64>(sql).bind(account.0).fetch_optional(c).await)?;
    Ok(())
}

/// The account's token with this hash, revoked or not.
pub async fn made(
    tx: &mut Tx<'_>,
    account: AccountId,
    hash: &str,
) -> Result<Option<TokenRow>, StoreError> {
    let sql = "SELECT id, name, scopes, created_at, used_at FROM api_tokens WHERE account_id = $1 AND token_hash = $2";
    Ok(on_tx!(tx, c => sqlx::query_as(sql).bind(account.0).bind(hash).fetch_optional(c).await)?)
}

/// How many working tokens an account has.
pub async fn count(tx: &mut Tx<'_>, account: AccountId) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(*) FROM api_tokens WHERE account_id = $1 AND revoked_at IS NULL";
    Ok(on_tx!(tx, c => sqlx::query_scalar(sql).bind(account.0).fetch_one(c).await)?)
}

/// The token with this hash, unless it was revoked.
pub async fn by_hash(store: &Store, hash: &str) -> Result<Option<LiveToken>, StoreError> {
    let sql = "SELECT t.id AS token_id, t.scopes, t.used_at, a.id, a.email, a.name, a.slug, a.role, a.state, a.created_at, a.password, a.verified_at, a.banned_until, a.ban_reason, a.trusted, a.desk_language, a.desk_mail FROM api_tokens t JOIN accounts a ON a.id = t.account_id WHERE t.token_hash = $1 AND t.revoked_at IS NULL";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(hash).fetch_optional(p).await)?)
}

/// The working tokens of an account, newest first.
pub async fn of_account(store: &Store, account: AccountId) -> Result<Vec<TokenRow>, StoreError> {
    let sql = "SELECT id, name, scopes, created_at, used_at FROM api_tokens WHERE account_id = $1 AND revoked_at IS NULL ORDER BY id DESC";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(account.0).fetch_all(p).await)?)
}

/// Notes that a token was used.
pub async fn touch(tx: &mut Tx<'_>, id: TokenId, at: Stamp) -> Result<(), StoreError> {
    let sql = "UPDATE api_tokens SET used_at = $2 WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(at.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Revokes all tokens of an account.
pub async fn revoke_all(tx: &mut Tx<'_>, owner: AccountId, at: Stamp) -> Result<(), StoreError> {
    let sql = "UPDATE api_tokens SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL";
    on_tx!(tx, c => sqlx::query(sql).bind(owner.0).bind(at.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Revokes a token; whose it was, or `None` where there is no such working token of `owner`
/// (of anybody, without one).
pub async fn revoke(
    tx: &mut Tx<'_>,
    id: TokenId,
    owner: Option<AccountId>,
    at: Stamp,
) -> Result<Option<AccountId>, StoreError> {
    let sql = "UPDATE api_tokens SET revoked_at = $3 WHERE id = $1 AND ($2 IS NULL OR account_id = $2) AND revoked_at IS NULL RETURNING account_id";
    let owner = owner.map(|o| o.0);
    let found: Option<i64> = on_tx!(tx, c => sqlx::query_scalar(sql).bind(id.0).bind(owner).bind(at.micros()).fetch_optional(c).await)?;
    Ok(found.map(AccountId))
}
