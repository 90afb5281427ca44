//! The few pieces that differ between SQLite and PostgreSQL.

use super::StoreError;
use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::time::Duration;

/// Oldest PostgreSQL we run on, as its `server_version_num`.
const OLDEST_POSTGRES: i32 = 140_000;

/// How long anything waits for a connection or a lock.
const PATIENCE: Duration = Duration::from_secs(5);

/// Connects to PostgreSQL and checks its version.
pub(super) async fn postgres(url: &str) -> Result<PgPool, StoreError> {
    let unusable = |error| {
        StoreError::Unusable(format!(
            "PostgreSQL cannot be reached: {error}; check the server, and user, password and name in DATABASE_URL"
        ))
    };
    let options: PgConnectOptions = url.parse().map_err(unusable)?;
    let pool = PgPoolOptions::new()
        .max_connections(16)
        .acquire_timeout(PATIENCE)
        // As long as SQLite waits for another writer.
        .connect_with(options.options([("lock_timeout", format!("{}s", PATIENCE.as_secs()))]))
        .await
        .map_err(unusable)?;
    let version: i32 = sqlx::query_scalar("SELECT current_setting('server_version_num')::int")
        .fetch_one(&pool)
        .await?;
    if version < OLDEST_POSTGRES {
        return Err(StoreError::Unusable(format!(
            "PostgreSQL {} is too old: Warta needs 14 or newer",
            version / 10_000
        )));
    }
    Ok(pool)
}

/// Channel on which nodes tell each other of changed pages.
pub(super) const CHANNEL: &str = "warta_changes";
