//! Opening an SQLite file: one connection that writes, a pool that only reads, and the pragmas
//! they must have, read back on every connection.

use super::StoreError;
use sqlx::{
    ConnectOptions, Connection, SqliteConnection, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, str::FromStr, time::Duration};

/// How long a connection waits for another process's lock.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Opens (and creates) the file named by `url`.
pub(super) async fn open(url: &str) -> Result<(SqlitePool, SqliteConnection), StoreError> {
    let unusable = |what: String| StoreError::Unusable(what);
    let options = SqliteConnectOptions::from_str(url)
        .map_err(|e| {
            unusable(format!(
                "DATABASE_URL {url:?} is not an SQLite address like sqlite:data/warta.db ({e})"
            ))
        })?
        .create_if_missing(true)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .statement_cache_capacity(200);
    let file = options.get_filename().to_owned();
    let explain = |error: sqlx::Error| unusable(explain(&file, &error));

    let mut write = options.connect().await.map_err(explain)?;
    check_pragmas(&mut write).await.map_err(explain)?;
    // A file that may be read but not written is found out now, not at the first save.
    let probe = "BEGIN IMMEDIATE; CREATE TABLE warta_probe (x); DROP TABLE warta_probe; ROLLBACK";
    sqlx::raw_sql(probe)
        .execute(&mut write)
        .await
        .map_err(explain)?;

    let read = SqlitePoolOptions::new()
        .max_connections(8)
        .acquire_timeout(BUSY_TIMEOUT)
        .after_connect(|connection, _| Box::pin(check_pragmas(connection)))
        .connect_with(options.create_if_missing(false).pragma("query_only", "ON"))
        .await
        .map_err(explain)?;
    Ok((read, write))
}

/// Reads back what was asked for: a silent fallback here would cost durability later.
async fn check_pragmas(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let journal: String = sqlx::query_scalar("PRAGMA journal_mode")
        .fetch_one(&mut *connection)
        .await?;
    let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous")
        .fetch_one(&mut *connection)
        .await?;
    let keys: i64 = sqlx::query_scalar("PRAGMA foreign_keys")
        .fetch_one(&mut *connection)
        .await?;
    let busy: i64 = sqlx::query_scalar("PRAGMA busy_timeout")
        .fetch_one(&mut *connection)
        .await?;
    if journal == "wal" && synchronous == 2 && keys == 1 && busy == 5000 {
        return Ok(());
    }
    Err(sqlx::Error::Protocol(format!(
        "SQLite kept journal_mode={journal}, synchronous={synchronous}, foreign_keys={keys}, busy_timeout={busy}"
    )))
}

/// One line that says what is wrong with the file and what to do.
fn explain(file: &Path, error: &sqlx::Error) -> String {
    let file = file.display();
    let code = match error {
        sqlx::Error::Database(db) => {
            db.code().and_then(|c| c.parse::<u32>().ok()).unwrap_or(0) & 0xff
        }
        _ => 0,
    };
    match code {
        5 | 6 => format!(
            "the database {file} is locked by another process: stop that process, then start again"
        ),
        8 => format!(
            "the database {file} cannot be written: give this user the right to write to the file and its folder"
        ),
        14 => format!(
            "the database {file} cannot be opened: create its folder and give this user the right to write there"
        ),
        11 | 26 => format!(
            "{file} is not an SQLite database or is damaged: restore a backup, or name another file in DATABASE_URL"
        ),
        13 => format!("no space is left for the database {file}: free some, then start again"),
        _ => format!("the database {file} cannot be used: {error}"),
    }
}

/// Closes the writing connection; failure leaves nothing to do.
pub(super) async fn close(connection: SqliteConnection) {
    if let Err(error) = connection.close().await {
        tracing::warn!(%error, "SQLite did not close cleanly");
    }
}
