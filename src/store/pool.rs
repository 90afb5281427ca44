//! Two databases behind one type. Each query is written once and runs on both through
//! [`on_pool!`] and [`on_tx!`], which expand to a two-armed match.

use super::{StoreError, changes::Changes, schema, sqlite, writer::Writer};
use futures::future::BoxFuture;
use sqlx::{PgConnection, PgPool, SqliteConnection, SqlitePool};

/// The database of a site. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(super) pool: Pool,
}

#[derive(Clone)]
pub(super) enum Pool {
    Sqlite { read: SqlitePool, writer: Writer },
    Postgres(PgPool),
}

/// An open write transaction.
pub enum Tx<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

impl Tx<'_> {
    /// Orders texts by their bytes, after a column: SQLite does so by itself, and PostgreSQL as its
    /// operator has set it up.
    pub(super) fn by_bytes(&self) -> &'static str {
        match self {
            Tx::Sqlite(_) => "",
            Tx::Postgres(_) => " COLLATE \"C\"",
        }
    }

    /// `FOR UPDATE` after a select, where rows are locked one by one. Whoever writes to SQLite is
    /// alone there anyway.
    pub(super) fn lock(&self, plain: &'static str, locking: &'static str) -> &'static str {
        match self {
            Tx::Sqlite(_) => plain,
            Tx::Postgres(_) => locking,
        }
    }

    /// Lets one transaction at a time go on from here to its end, of those that ask with the same
    /// number. Whoever writes to SQLite is alone there anyway.
    pub(super) async fn alone(&mut self, number: i64) -> Result<(), StoreError> {
        if let Tx::Postgres(connection) = self {
            sqlx::query("SELECT pg_advisory_xact_lock($1)")
                .bind(number)
                .execute(&mut **connection)
                .await?;
        }
        Ok(())
    }
}

/// Runs the expression with `$p` bound to the pool that reads.
macro_rules! on_pool {
    ($store:expr, $p:ident => $body:expr) => {
        match &$store.pool {
            $crate::store::pool::Pool::Sqlite { read: $p, .. } => $body,
            $crate::store::pool::Pool::Postgres($p) => $body,
        }
    };
}

/// Runs the expression with `$c` bound to the connection of a transaction.
macro_rules! on_tx {
    ($tx:expr, $c:ident => $body:expr) => {
        match $tx {
            $crate::store::pool::Tx::Sqlite(c) => {
                let $c = &mut **c;
                $body
            }
            $crate::store::pool::Tx::Postgres(c) => {
                let $c = &mut **c;
                $body
            }
        }
    };
}

pub(super) use {on_pool, on_tx};

/// Which database an address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    /// From the scheme of a `DATABASE_URL`.
    pub fn of(url: &str) -> Option<Kind> {
        match url.split_once(':')?.0 {
            "sqlite" => Some(Kind::Sqlite),
            "postgres" | "postgresql" => Some(Kind::Postgres),
            _ => None,
        }
    }
}

impl Store {
    /// Opens the database at `url` and checks that it can be used. SQLite is created and brought
    /// up to date; PostgreSQL must have been migrated with `warta migrate`.
    pub async fn open(url: &str) -> Result<Store, StoreError> {
        let store = Store::connect(url).await?;
        match &store.pool {
            Pool::Sqlite { .. } => store.migrate().await?,
            Pool::Postgres(_) => schema::require_current(&store).await?,
        }
        Ok(store)
    }

    /// Connects without touching the schema.
    pub async fn connect(url: &str) -> Result<Store, StoreError> {
        let pool = match Kind::of(url) {
            Some(Kind::Sqlite) => {
                let (read, write) = sqlite::open(url).await?;
                Pool::Sqlite {
                    read,
                    writer: Writer::start(write),
                }
            }
            Some(Kind::Postgres) => Pool::Postgres(super::dialect::postgres(url).await?),
            None => {
                return Err(StoreError::Unusable(
                    "DATABASE_URL must begin with sqlite: or postgres://".to_owned(),
                ));
            }
        };
        Ok(Store { pool })
    }

    /// Applies the migrations that are missing.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        schema::migrate(self).await
    }

    /// The newest migration that was applied; 0 for an empty database.
    pub async fn schema(&self) -> Result<i64, StoreError> {
        schema::applied(self).await
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), StoreError> {
        on_pool!(self, p => sqlx::query("SELECT 1").execute(p).await.map(|_| ()))?;
        Ok(())
    }

    /// Runs `work` in a write transaction and returns once it is durable. An error rolls back
    /// this piece of work alone.
    ///
    /// On SQLite all writes of the process go through one task that commits them in groups.
    pub async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'c> FnOnce(Tx<'c>) -> BoxFuture<'c, Result<T, StoreError>> + Send + 'static,
    {
        match &self.pool {
            Pool::Sqlite { writer, .. } => writer.run(work).await,
            Pool::Postgres(pool) => {
                let mut tx = pool.begin().await?;
                let value = work(Tx::Postgres(&mut tx)).await?;
                tx.commit().await?;
                Ok(value)
            }
        }
    }

    /// Writes of other processes and nodes, as they are noticed.
    pub fn foreign_changes(&self) -> Changes {
        match &self.pool {
            Pool::Sqlite { read, writer } => {
                Changes::on_sqlite(read.clone(), writer.foreign_writes())
            }
            Pool::Postgres(pool) => Changes::on_postgres(pool.clone()),
        }
    }

    /// Finishes the writes under way and closes every connection.
    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite { read, writer } => {
                writer.close().await;
                read.close().await;
            }
            Pool::Postgres(pool) => pool.close().await,
        }
    }
}
