//! Addresses that lead elsewhere, for ever.

use super::{
    StoreError,
    pool::{Tx, on_tx},
};

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
