//! Migrations: applying them, and knowing whether the database is older or newer than we are.

use super::{
    StoreError,
    pool::{Pool, Store, on_pool},
};
use sqlx::migrate::{MigrateError, Migrator};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

fn migrator(store: &Store) -> &'static Migrator {
    match &store.pool {
        Pool::Sqlite { .. } => &SQLITE,
        Pool::Postgres(_) => &POSTGRES,
    }
}

fn newest(store: &Store) -> i64 {
    migrator(store).iter().map(|m| m.version).max().unwrap_or(0)
}

/// The newest migration applied; 0 for an empty database.
pub(super) async fn applied(store: &Store) -> Result<i64, StoreError> {
    let tables = match &store.pool {
        Pool::Sqlite { .. } => "SELECT count(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'",
        Pool::Postgres(_) => {
            "SELECT count(*) FROM information_schema.tables WHERE table_name = '_sqlx_migrations' AND table_schema = current_schema()"
        }
    };
    let there: i64 = on_pool!(store, p => sqlx::query_scalar(tables).fetch_one(p).await)?;
    if there == 0 {
        return Ok(0);
    }
    let newest = "SELECT coalesce(max(version), 0) FROM _sqlx_migrations";
    Ok(on_pool!(store, p => sqlx::query_scalar(newest).fetch_one(p).await)?)
}

fn too_new(found: i64, known: i64) -> StoreError {
    StoreError::Unusable(format!(
        "the database has schema {found}, this program knows only up to {known}: start the newer Warta that wrote it"
    ))
}

pub(super) async fn migrate(store: &Store) -> Result<(), StoreError> {
    let (found, known) = (applied(store).await?, newest(store));
    if found > known {
        return Err(too_new(found, known));
    }
    let explain = |error: MigrateError| {
        StoreError::Unusable(format!(
            "the database could not be brought up to date: {error}"
        ))
    };
    match &store.pool {
        Pool::Sqlite { writer, .. } => {
            if found == known {
                return Ok(());
            }
            writer
                .run(|tx| {
                    Box::pin(async move {
                        if let super::Tx::Sqlite(connection) = tx {
                            apply_to_sqlite(connection).await?;
                        }
                        Ok(())
                    })
                })
                .await
        }
        Pool::Postgres(pool) => POSTGRES.run(pool).await.map_err(explain),
    }
}

/// Runs the missing migrations inside the writer's transaction and notes them where sqlx looks,
/// so that its own tools still read the history.
async fn apply_to_sqlite(connection: &mut sqlx::SqliteConnection) -> Result<(), StoreError> {
    const TABLE: &str = "CREATE TABLE IF NOT EXISTS _sqlx_migrations (
        version BIGINT PRIMARY KEY, description TEXT NOT NULL,
        installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, success BOOLEAN NOT NULL,
        checksum BLOB NOT NULL, execution_time BIGINT NOT NULL)";
    sqlx::query(TABLE).execute(&mut *connection).await?;
    let done: Vec<i64> = sqlx::query_scalar("SELECT version FROM _sqlx_migrations")
        .fetch_all(&mut *connection)
        .await?;
    for migration in SQLITE.iter().filter(|m| !done.contains(&m.version)) {
        sqlx::raw_sql(migration.sql.clone())
            .execute(&mut *connection)
            .await?;
        sqlx::query("INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES ($1, $2, TRUE, $3, 0)")
            .bind(migration.version)
            .bind(migration.description.as_ref())
            .bind(migration.checksum.as_ref())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Refuses a database that is older or newer than this program.
pub(super) async fn require_current(store: &Store) -> Result<(), StoreError> {
    let (found, known) = (applied(store).await?, newest(store));
    match found.cmp(&known) {
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(too_new(found, known)),
        std::cmp::Ordering::Less => Err(StoreError::Unusable(format!(
            "the database has schema {found}, this program needs {known}: run `warta migrate` first"
        ))),
    }
}
