//! Telling other processes and nodes which pages a write altered.

use super::{
    StoreError,
    dialect::CHANNEL,
    pool::{Tx, on_tx},
};
use sqlx::{PgPool, SqlitePool, postgres::PgListener};
use std::time::Duration;
use tokio::sync::watch;

/// Number of the lock under which changes are noted on PostgreSQL; "warta" in ASCII.
const ALONE: i64 = 0x77_61_72_74_61;

/// How many notices are kept; whoever slept longer drops everything.
const KEEP: i64 = 10_000;
/// After how many notices the oldest are dropped.
const TRIM_EVERY: i64 = 64;

/// Notes, in the same transaction as the write itself, that pages with these keys are stale.
///
/// To be called last in a transaction: on PostgreSQL, ids are given before the commit, and whoever
/// reads up to a number would miss a smaller one that is committed later. So from here to its end
/// a transaction is alone.
pub async fn note(tx: &mut Tx<'_>, keys: &[String]) -> Result<(), StoreError> {
    tx.alone(ALONE).await?;
    let mut last = 0;
    for key in keys {
        let sql = "INSERT INTO changes (page_key) VALUES ($1) RETURNING id";
        last = on_tx!(tx, c => sqlx::query_scalar::<_, i64>(sql).bind(key).fetch_one(c).await)?;
    }
    // Not every time: a comment is written often.
    if last % TRIM_EVERY < keys.len() as i64 {
        let sql = "DELETE FROM changes WHERE id <= $1";
        on_tx!(tx, c => sqlx::query(sql).bind(last - KEEP).execute(c).await.map(|_| ()))?;
    }
    if let Tx::Postgres(connection) = tx {
        sqlx::query("SELECT pg_notify($1, '')")
            .bind(CHANNEL)
            .execute(&mut **connection)
            .await?;
    }
    Ok(())
}

/// What other processes changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Pages with these keys.
    Keys(Vec<String>),
    /// Too much was missed to tell.
    Everything,
}

/// A stream of changes: call [`Changes::next`] in a loop.
pub struct Changes {
    source: Source,
    seen: Option<i64>,
}

enum Source {
    Sqlite {
        pool: SqlitePool,
        wake: watch::Receiver<i64>,
    },
    Postgres {
        pool: PgPool,
        listener: Option<PgListener>,
    },
}

impl Changes {
    pub(super) fn on_sqlite(pool: SqlitePool, wake: watch::Receiver<i64>) -> Changes {
        Changes {
            source: Source::Sqlite { pool, wake },
            seen: None,
        }
    }

    pub(super) fn on_postgres(pool: PgPool) -> Changes {
        Changes {
            source: Source::Postgres {
                pool,
                listener: None,
            },
            seen: None,
        }
    }

    /// Waits for the next change. `None` when the store is closed.
    pub async fn next(&mut self) -> Option<Change> {
        loop {
            let seen = match self.seen {
                Some(seen) => seen,
                None => {
                    let newest = self.newest().await?;
                    *self.seen.insert(newest)
                }
            };
            self.wake().await?;
            match self.since(seen).await {
                Ok((last, change)) => {
                    self.seen = Some(last);
                    if let Some(change) = change {
                        return Some(change);
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "changes of other processes could not be read");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
        }
    }

    async fn newest(&self) -> Option<i64> {
        let sql = "SELECT coalesce(max(id), 0) FROM changes";
        let result = match &self.source {
            Source::Sqlite { pool, .. } => sqlx::query_scalar(sql).fetch_one(pool).await,
            Source::Postgres { pool, .. } => sqlx::query_scalar(sql).fetch_one(pool).await,
        };
        result.ok()
    }

    /// Returns when there may be something to read: at a notice, or after a second on PostgreSQL,
    /// where a notice can be lost.
    async fn wake(&mut self) -> Option<()> {
        match &mut self.source {
            Source::Sqlite { wake, .. } => wake.changed().await.ok(),
            Source::Postgres { pool, listener } => {
                if pool.is_closed() {
                    return None;
                }
                if listener.is_none() {
                    *listener = listen(pool).await;
                }
                let second = Duration::from_secs(1);
                match listener {
                    Some(live) => {
                        if let Ok(Err(_)) = tokio::time::timeout(second, live.recv()).await {
                            *listener = None;
                        }
                    }
                    None => tokio::time::sleep(second).await,
                }
                Some(())
            }
        }
    }

    async fn since(&self, seen: i64) -> Result<(i64, Option<Change>), StoreError> {
        let rows_sql = "SELECT id, page_key FROM changes WHERE id > $1 ORDER BY id";
        let oldest_sql = "SELECT coalesce(min(id), 0) FROM changes";
        let (rows, oldest): (Vec<(i64, String)>, i64) = match &self.source {
            Source::Sqlite { pool, .. } => (
                sqlx::query_as(rows_sql).bind(seen).fetch_all(pool).await?,
                sqlx::query_scalar(oldest_sql).fetch_one(pool).await?,
            ),
            Source::Postgres { pool, .. } => (
                sqlx::query_as(rows_sql).bind(seen).fetch_all(pool).await?,
                sqlx::query_scalar(oldest_sql).fetch_one(pool).await?,
            ),
        };
        let Some((last, _)) = rows.last() else {
            return Ok((seen, None));
        };
        let last = *last;
        let trimmed = seen > 0 && oldest > seen + 1;
        let keys = rows.into_iter().map(|(_, key)| key).collect();
        Ok((
            last,
            Some(if trimmed {
                Change::Everything
            } else {
                Change::Keys(keys)
            }),
        ))
    }
}

async fn listen(pool: &PgPool) -> Option<PgListener> {
    let mut listener = PgListener::connect_with(pool).await.ok()?;
    listener.listen(CHANNEL).await.ok()?;
    Some(listener)
}
