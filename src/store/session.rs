//! Sessions of browsers, and the addresses from which somebody has signed in before.

use super::{
    StoreError,
    account::AccountRow,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{id::AccountId, stamp::Stamp};

/// A session together with its account.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct SessionRow {
    pub token_hash: String,
    pub began_at: i64,
    pub seen_at: i64,
    pub expires_at: i64,
    #[sqlx(flatten)]
    pub account: AccountRow,
}

/// The session with this hash, expired or not.
pub async fn by_hash(store: &Store, hash: &str) -> Result<Option<SessionRow>, StoreError> {
    let sql = "SELECT s.token_hash, s.created_at AS began_at, s.seen_at, s.expires_at, a.id, a.email, a.name, a.slug, a.role, a.state, a.created_at, a.password, a.verified_at, a.banned_until, a.ban_reason, a.trusted, a.desk_language, a.desk_mail FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.token_hash = $1";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(hash).fetch_optional(p).await)?)
}

/// A session that begins.
#[derive(Debug, Clone)]
pub struct NewSession {
    pub hash: String,
    pub account: AccountId,
    /// What the browser calls itself, cut to a length.
    pub agent: String,
    pub at: Stamp,
    pub expires: Stamp,
}

/// Adds a session and clears away those that have expired.
pub async fn insert(tx: &mut Tx<'_>, new: &NewSession) -> Result<(), StoreError> {
    let old = "DELETE FROM sessions WHERE expires_at <= $1";
    on_tx!(tx, c => sqlx::query(old).bind(new.at.micros()).execute(c).await.map(|_| ()))?;
    let sql = "INSERT INTO sessions (token_hash, account_id, agent, created_at, seen_at, expires_at) VALUES ($1, $2, $3, $4, $4, $5)";
    on_tx!(tx, c => sqlx::query(sql).bind(&new.hash).bind(new.account.0).bind(&new.agent)
        .bind(new.at.micros()).bind(new.expires.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Notes that a session was seen, and until when it lasts now.
pub async fn touch(
    tx: &mut Tx<'_>,
    hash: &str,
    seen: Stamp,
    expires: Stamp,
) -> Result<(), StoreError> {
    let sql =
        "UPDATE sessions SET seen_at = $2, expires_at = $3 WHERE token_hash = $1 AND seen_at < $2";
    on_tx!(tx, c => sqlx::query(sql).bind(hash).bind(seen.micros()).bind(expires.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Ends one session.
pub async fn delete(tx: &mut Tx<'_>, hash: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM sessions WHERE token_hash = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(hash).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Ends all sessions of an account.
pub async fn delete_all(tx: &mut Tx<'_>, account: AccountId) -> Result<(), StoreError> {
    let sql = "DELETE FROM sessions WHERE account_id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(account.0).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// A session as its owner sees it in the list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct SeenSession {
    pub token_hash: String,
    pub agent: String,
    pub created_at: i64,
    pub seen_at: i64,
}

/// The sessions of an account that last at `now`, newest first.
pub async fn of_account(
    store: &Store,
    account: AccountId,
    now: Stamp,
) -> Result<Vec<SeenSession>, StoreError> {
    let sql = "SELECT token_hash, agent, created_at, seen_at FROM sessions WHERE account_id = $1 AND expires_at > $2 ORDER BY seen_at DESC, token_hash LIMIT 100";
    Ok(
        on_pool!(store, p => sqlx::query_as(sql).bind(account.0).bind(now.micros()).fetch_all(p).await)?,
    )
}

/// How long an address stays known after the last sign-in, in microseconds: 180 days.
const KNOWN_FOR: i64 = 180 * 86_400 * 1_000_000;

/// When the account last signed in from this address, if it ever did.
pub async fn known_since(
    store: &Store,
    account: AccountId,
    address: &str,
) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT at FROM known_addresses WHERE account_id = $1 AND address_hash = $2";
    Ok(
        on_pool!(store, p => sqlx::query_scalar(sql).bind(account.0).bind(address).fetch_optional(p).await)?,
    )
}

/// Notes that the account signed in from this address.
pub async fn know_address(
    tx: &mut Tx<'_>,
    account: AccountId,
    address: &str,
    at: Stamp,
) -> Result<(), StoreError> {
    let old = "DELETE FROM known_addresses WHERE account_id = $1 AND at < $2";
    on_tx!(tx, c => sqlx::query(old).bind(account.0).bind(at.micros() - KNOWN_FOR).execute(c).await.map(|_| ()))?;
    let sql = "INSERT INTO known_addresses (account_id, address_hash, at) VALUES ($1, $2, $3) ON CONFLICT (account_id, address_hash) DO UPDATE SET at = excluded.at";
    on_tx!(tx, c => sqlx::query(sql).bind(account.0).bind(address).bind(at.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}
