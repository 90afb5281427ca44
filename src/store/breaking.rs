//! The line above every page: one row, or none.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{breaking::Breaking, id::AccountId, stamp::Stamp};

/// The line, over or not.
pub async fn read(store: &Store) -> Result<Option<Breaking>, StoreError> {
    let sql = "SELECT text, href, until, set_at FROM breaking WHERE id = 1";
    let row: Option<(String, String, i64, i64)> =
        on_pool!(store, p => sqlx::query_as(sql).fetch_optional(p).await)?;
    Ok(row.map(|(text, href, until, since)| Breaking {
        text,
        href,
        until: Stamp::from_micros(until),
        since: Stamp::from_micros(since),
    }))
}

/// Puts a line in the place of the one there is.
pub async fn set(tx: &mut Tx<'_>, line: &Breaking, by: AccountId) -> Result<(), StoreError> {
    let sql = "INSERT INTO breaking (id, text, href, until, set_by, set_at) VALUES (1, $1, $2, $3, $4, $5) \
               ON CONFLICT (id) DO UPDATE SET text = excluded.text, href = excluded.href, until = excluded.until, \
               set_by = excluded.set_by, \
               set_at = CASE WHEN excluded.set_at > breaking.set_at THEN excluded.set_at ELSE breaking.set_at + 1 END";
    on_tx!(tx, c => sqlx::query(sql).bind(&line.text).bind(&line.href).bind(line.until.micros()).bind(by.0).bind(line.since.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Takes it down.
pub async fn clear(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    let sql = "DELETE FROM breaking WHERE id = 1";
    on_tx!(tx, c => sqlx::query(sql).execute(c).await.map(|_| ()))?;
    Ok(())
}
