//! Settings: one row a name.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};

/// All settings that were ever set, as (name, value).
pub async fn all(store: &Store) -> Result<Vec<(String, String)>, StoreError> {
    Ok(on_pool!(store, p => sqlx::query_as("SELECT name, value FROM settings").fetch_all(p).await)?)
}

/// Sets one.
pub async fn set(tx: &mut Tx<'_>, name: &str, value: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    on_tx!(tx, c => sqlx::query(sql).bind(name).bind(value).execute(c).await.map(|_| ()))?;
    Ok(())
}
