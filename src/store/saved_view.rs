//! Lists of stories that somebody keeps under a name.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::id::AccountId;

const OF_ACCOUNT: &str =
    "SELECT name, query FROM saved_views WHERE account_id = $1 ORDER BY name LIMIT 100";

/// Every statement that walks a list, for the test that reads query plans.
pub const STATEMENTS: [(&str, &str); 1] = [("SAVED_VIEWS", OF_ACCOUNT)];

/// Name and query of what an account keeps, by name.
pub async fn of_account(
    store: &Store,
    account: AccountId,
) -> Result<Vec<(String, String)>, StoreError> {
    Ok(on_pool!(store, p => sqlx::query_as(OF_ACCOUNT).bind(account.0).fetch_all(p).await)?)
}

/// How many an account keeps under other names than this.
pub async fn others(tx: &mut Tx<'_>, account: AccountId, name: &str) -> Result<i64, StoreError> {
    let sql = "SELECT count(*) FROM saved_views WHERE account_id = $1 AND name <> $2";
    Ok(on_tx!(tx, c => sqlx::query_scalar(sql).bind(account.0).bind(name).fetch_one(c).await)?)
}

/// The query that an account keeps under a name.
pub async fn query(
    tx: &mut Tx<'_>,
    account: AccountId,
    name: &str,
) -> Result<Option<String>, StoreError> {
    let sql = "SELECT query FROM saved_views WHERE account_id = $1 AND name = $2";
    Ok(on_tx!(tx, c => sqlx::query_scalar(sql).bind(account.0).bind(name).fetch_optional(c).await)?)
}

/// Keeps a list under a name; what was kept under it before is forgotten.
pub async fn keep(
    tx: &mut Tx<'_>,
    account: AccountId,
    name: &str,
    query: &str,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO saved_views (account_id, name, query) VALUES ($1, $2, $3) \
               ON CONFLICT (account_id, name) DO UPDATE SET query = excluded.query";
    on_tx!(tx, c => sqlx::query(sql).bind(account.0).bind(name).bind(query).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Forgets a list.
pub async fn forget(tx: &mut Tx<'_>, account: AccountId, name: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM saved_views WHERE account_id = $1 AND name = $2";
    on_tx!(tx, c => sqlx::query(sql).bind(account.0).bind(name).execute(c).await.map(|_| ()))?;
    Ok(())
}
