//! What was written lately: for rules about rate and likeness.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{id::AccountId, stamp::Stamp};

/// When the `nth` newest comment of an account since `since` was written, counted from 0.
pub async fn nth_of_account(
    tx: &mut Tx<'_>,
    account: AccountId,
    since: Stamp,
    now: Stamp,
    nth: i64,
) -> Result<Option<Stamp>, StoreError> {
    let at: Option<i64> = on_tx!(tx, c => sqlx::query_scalar(NTH_OF_ACCOUNT)
        .bind(account.0).bind(since.micros()).bind(now.micros()).bind(nth).fetch_optional(c).await)?;
    Ok(at.map(Stamp::from_micros))
}

/// The same for an address.
pub async fn nth_of_address(
    tx: &mut Tx<'_>,
    address: &str,
    since: Stamp,
    now: Stamp,
    nth: i64,
) -> Result<Option<Stamp>, StoreError> {
    let at: Option<i64> = on_tx!(tx, c => sqlx::query_scalar(NTH_OF_ADDRESS)
        .bind(address).bind(since.micros()).bind(now.micros()).bind(nth).fetch_optional(c).await)?;
    Ok(at.map(Stamp::from_micros))
}

/// `nth` is small: the limit of the rule.
pub const NTH_OF_ACCOUNT: &str = "SELECT created_at FROM comments WHERE account_id = $1 AND created_at > $2 AND created_at <= $3 \
     ORDER BY created_at DESC LIMIT 1 OFFSET $4";
/// The same for an address.
pub const NTH_OF_ADDRESS: &str = "SELECT created_at FROM comments WHERE address_hash = $1 AND created_at > $2 AND created_at <= $3 \
     ORDER BY created_at DESC LIMIT 1 OFFSET $4";
/// The beginnings of the newest spam.
pub const SPAM: &str = "SELECT substr(body, 1, 1000) FROM comments WHERE state = 'spam' ORDER BY created_at DESC, id DESC LIMIT $1";

/// The beginnings of the newest spam.
pub async fn recent_spam(store: &Store, limit: u32) -> Result<Vec<String>, StoreError> {
    Ok(on_pool!(store, p => sqlx::query_scalar(SPAM).bind(i64::from(limit)).fetch_all(p).await)?)
}
