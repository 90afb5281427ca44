//! What came from other sites.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{id::ArticleId, stamp::Stamp};

/// The number that something from another site has here, if it came already.
pub async fn found(
    store: &Store,
    source: &str,
    kind: &str,
    foreign: &str,
) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT local_id FROM imports WHERE source = $1 AND kind = $2 AND foreign_id = $3";
    Ok(
        on_pool!(store, p => sqlx::query_scalar(sql).bind(source).bind(kind).bind(foreign).fetch_optional(p).await)?,
    )
}

/// The same, as the transaction sees it.
pub async fn find(
    tx: &mut Tx<'_>,
    source: &str,
    kind: &str,
    foreign: &str,
) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT local_id FROM imports WHERE source = $1 AND kind = $2 AND foreign_id = $3";
    Ok(
        on_tx!(tx, c => sqlx::query_scalar(sql).bind(source).bind(kind).bind(foreign).fetch_optional(c).await)?,
    )
}

/// Whether anything came from this source.
pub async fn is_source(store: &Store, source: &str) -> Result<bool, StoreError> {
    let sql = "SELECT local_id FROM imports WHERE source = $1 LIMIT 1";
    let found: Option<i64> =
        on_pool!(store, p => sqlx::query_scalar(sql).bind(source).fetch_optional(p).await)?;
    Ok(found.is_some())
}

/// Sets when a story that came was last changed there.
pub async fn set_updated(tx: &mut Tx<'_>, article: ArticleId, at: Stamp) -> Result<(), StoreError> {
    let sql = "UPDATE articles SET updated_at = $2 WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(article.0).bind(at.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Notes that it came.
pub async fn note(
    tx: &mut Tx<'_>,
    source: &str,
    kind: &str,
    foreign: &str,
    local: i64,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO imports (source, kind, foreign_id, local_id) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (source, kind, foreign_id) DO UPDATE SET local_id = excluded.local_id";
    on_tx!(tx, c => sqlx::query(sql).bind(source).bind(kind).bind(foreign).bind(local).execute(c).await.map(|_| ()))?;
    Ok(())
}
