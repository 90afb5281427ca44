//! Addresses that lead elsewhere, for ever.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::redirect::spellings;

/// Lets one path lead to another. What led to the first leads straight on, and nothing leads away
/// from the second.
pub async fn keep(tx: &mut Tx<'_>, from: &str, to: &str) -> Result<(), StoreError> {
    let free = "DELETE FROM redirects WHERE from_path = $1";
    on_tx!(tx, c => sqlx::query(free).bind(to).execute(c).await.map(|_| ()))?;
    let on = "UPDATE redirects SET to_path = $2 WHERE to_path = $1";
    on_tx!(tx, c => sqlx::query(on).bind(from).bind(to).execute(c).await.map(|_| ()))?;
    let sql = "INSERT INTO redirects (from_path, to_path) VALUES ($1, $2) ON CONFLICT (from_path) DO UPDATE SET to_path = excluded.to_path";
    on_tx!(tx, c => sqlx::query(sql).bind(from).bind(to).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Nothing leads away from this path any more: a page of its own is there.
pub async fn free(tx: &mut Tx<'_>, path: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM redirects WHERE from_path = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(path).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// An address and where it leads.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct RedirectRow {
    pub from_path: String,
    pub to_path: String,
}

const LINES: &str = "SELECT from_path, to_path FROM redirects WHERE from_path > $1 \
     AND ($2 IS NULL OR lower(from_path) LIKE $2 ESCAPE '\\' OR lower(to_path) LIKE $2 ESCAPE '\\') ORDER BY from_path LIMIT $3";

/// Every statement that walks a list, for the test that reads query plans.
pub const STATEMENTS: [(&str, &str); 1] = [("REDIRECTS", LINES)];

/// Up to `limit` redirects after an address, by address. `pattern`: of either end, in lower case.
pub async fn lines(
    store: &Store,
    pattern: Option<&str>,
    after: &str,
    limit: u32,
) -> Result<Vec<RedirectRow>, StoreError> {
    Ok(
        on_pool!(store, p => sqlx::query_as(LINES).bind(after).bind(pattern).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}

/// Where an address leads, in whichever of its spellings it was kept.
pub async fn leading(store: &Store, path: &str) -> Result<Option<String>, StoreError> {
    for spelling in spellings(path) {
        if let Some(to) = super::article::redirect(store, &spelling).await? {
            return Ok(Some(to));
        }
    }
    Ok(None)
}

/// Where an address leads, as the transaction sees it.
pub async fn target(tx: &mut Tx<'_>, from: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT to_path FROM redirects WHERE from_path = $1";
    Ok(on_tx!(tx, c => sqlx::query_scalar(sql).bind(from).fetch_optional(c).await)?)
}
