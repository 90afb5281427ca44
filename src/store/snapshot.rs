//! The whole database at one moment, while others write: a copy of the file on SQLite, the rows of
//! every table on PostgreSQL.

use super::{
    StoreError,
    pool::{Pool, Store, Tx},
};
use futures::TryStreamExt;
use sqlx::{
    ConnectOptions, Connection, PgConnection, Postgres, Sqlite, SqliteConnection, Transaction,
    sqlite::SqliteConnectOptions,
};
use std::{collections::BTreeSet, io::Write, path::Path, str::FromStr};

/// Rows put in at once.
const BATCH: usize = 200;

/// The file that an SQLite address names.
pub fn sqlite_file(url: &str) -> Result<std::path::PathBuf, StoreError> {
    let options = SqliteConnectOptions::from_str(url)
        .map_err(|error| StoreError::Unusable(format!("DATABASE_URL: {error}")))?;
    Ok(options.get_filename().to_owned())
}

async fn sqlite(file: &Path) -> Result<SqliteConnection, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(false)
        .busy_timeout(std::time::Duration::from_secs(30));
    Ok(options.connect().await?)
}

/// Copies an SQLite database as it is at one moment into a new file (`VACUUM INTO`,
/// <https://sqlite.org/lang_vacuum.html>). Writers go on meanwhile.
pub async fn copy_sqlite(file: &Path, to: &Path) -> Result<(), StoreError> {
    let mut connection = sqlite(file).await?;
    let to = to.to_string_lossy().into_owned();
    sqlx::query("VACUUM INTO $1")
        .bind(to)
        .execute(&mut connection)
        .await?;
    connection.close().await?;
    Ok(())
}

/// What SQLite finds wrong with a file; empty where all is well.
pub async fn faults_of_sqlite(file: &Path) -> Result<Vec<String>, StoreError> {
    let mut connection = sqlite(file).await?;
    let found: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check(100)")
        .fetch_all(&mut connection)
        .await?;
    let orphans: Vec<(String, Option<i64>, String, i64)> =
        sqlx::query_as("PRAGMA foreign_key_check")
            .fetch_all(&mut connection)
            .await?;
    connection.close().await?;
    let found = found.into_iter().filter(|line| line != "ok");
    let orphans = orphans
        .into_iter()
        .take(100)
        .map(|(table, row, parent, _)| {
            format!(
                "{table}: row {} names a row of {parent} that is not there",
                row.unwrap_or_default()
            )
        });
    Ok(found.chain(orphans).collect())
}

/// Rows of PostgreSQL that name rows which are not there. Its constraints keep that from happening,
/// unless somebody has switched them off, or a disk has failed.
pub async fn faults_of_postgres(store: &Store) -> Result<Vec<String>, StoreError> {
    let Pool::Postgres(pool) = &store.pool else {
        return Err(StoreError::Unusable(
            "this is no PostgreSQL database".into(),
        ));
    };
    let sql = "SELECT c.relname::text, ca.attname::text, p.relname::text, pa.attname::text FROM pg_constraint k \
               JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid \
               JOIN pg_attribute ca ON ca.attrelid = k.conrelid AND ca.attnum = k.conkey[1] \
               JOIN pg_attribute pa ON pa.attrelid = k.confrelid AND pa.attnum = k.confkey[1] \
               WHERE k.contype = 'f' AND array_length(k.conkey, 1) = 1 AND k.connamespace = current_schema()::regnamespace ORDER BY 1, 2";
    let keys: Vec<(String, String, String, String)> = sqlx::query_as(sql).fetch_all(pool).await?;
    let mut faults = Vec::new();
    for (table, column, parent, key) in keys {
        let sql = format!(
            "SELECT count(*) FROM \"{table}\" c WHERE c.\"{column}\" IS NOT NULL \
             AND NOT EXISTS (SELECT 1 FROM \"{parent}\" p WHERE p.\"{key}\" = c.\"{column}\")"
        );
        let lost: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .fetch_one(pool)
            .await?;
        if lost > 0 {
            faults.push(format!(
                "{table}: {lost} rows name rows of {parent} that are not there ({column})"
            ));
        }
    }
    Ok(faults)
}

/// The tables of PostgreSQL, those that others name first.
async fn tables(connection: &mut PgConnection) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema() \
               AND table_type = 'BASE TABLE' AND table_name <> '_sqlx_migrations' ORDER BY 1";
    let mut left: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut *connection).await?;
    let sql = "SELECT c.relname::text, p.relname::text FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid \
               JOIN pg_class p ON p.oid = k.confrelid WHERE k.contype = 'f' AND k.conrelid <> k.confrelid";
    let names: Vec<(String, String)> = sqlx::query_as(sql).fetch_all(&mut *connection).await?;
    let mut ordered = Vec::new();
    let mut done = BTreeSet::new();
    while !left.is_empty() {
        let ready = |table: &String| {
            names
                .iter()
                .filter(|(own, _)| own == table)
                .all(|(_, parent)| done.contains(parent) || !left.contains(parent))
        };
        let (now, later): (Vec<String>, Vec<String>) = left.iter().cloned().partition(ready);
        if now.is_empty() {
            return Err(StoreError::Unusable(format!(
                "the tables {} name each other in a circle",
                later.join(", ")
            )));
        }
        done.extend(now.iter().cloned());
        ordered.extend(now);
        left = later;
    }
    Ok(ordered)
}

/// Writes every row of PostgreSQL at one moment, a line each: the table's name, a tab, and the row
/// as JSON. Answers with how many there were.
pub async fn write_rows(store: &Store, out: &mut (dyn Write + Send)) -> Result<u64, StoreError> {
    let Pool::Postgres(pool) = &store.pool else {
        return Err(StoreError::Unusable(
            "this is no PostgreSQL database".into(),
        ));
    };
    let mut tx = pool.begin().await?;
    sqlx::query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        .execute(&mut *tx)
        .await?;
    let mut count = 0;
    for table in tables(&mut tx).await? {
        // By the first column, which is the key: what names a row of its own table comes later.
        let by_key =
            format!("SELECT row_to_json(t)::text FROM (SELECT * FROM \"{table}\" ORDER BY 1) t");
        let mut rows = sqlx::query_scalar::<_, String>(sqlx::AssertSqlSafe(by_key)).fetch(&mut *tx);
        while let Some(row) = rows.try_next().await? {
            writeln!(out, "{table}\t{row}").map_err(|error| {
                StoreError::Unusable(format!("a row could not be written: {error}"))
            })?;
            count += 1;
        }
    }
    Ok(count)
}

/// Puts rows that [`write_rows`] wrote into PostgreSQL in place of everything that is there: all of
/// them, or none.
pub async fn read_rows(
    store: &Store,
    lines: impl Iterator<Item = std::io::Result<String>> + Send,
) -> Result<u64, StoreError> {
    let Pool::Postgres(pool) = &store.pool else {
        return Err(StoreError::Unusable(
            "this is no PostgreSQL database".into(),
        ));
    };
    let wrong = |what: String| StoreError::Unusable(format!("the backup cannot be read: {what}"));
    let mut tx = pool.begin().await?;
    let known = tables(&mut tx).await?;
    for table in known.iter().rev() {
        let sql = format!("DELETE FROM \"{table}\"");
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .execute(&mut *tx)
            .await?;
    }
    let (mut count, mut now, mut batch) = (0, String::new(), Vec::<String>::new());
    for line in lines {
        let line = line.map_err(|error| wrong(error.to_string()))?;
        let (table, row) = line
            .split_once('\t')
            .ok_or_else(|| wrong("a line is no row".into()))?;
        if !known.iter().any(|own| own == table) {
            return Err(wrong(format!("there is no table {table:?}")));
        }
        if table != now || batch.len() >= BATCH {
            put(&mut tx, &now, &mut batch).await?;
            table.clone_into(&mut now);
        }
        batch.push(row.to_owned());
        count += 1;
    }
    put(&mut tx, &now, &mut batch).await?;
    renumber(&mut tx).await?;
    tx.commit().await?;
    Ok(count)
}

/// New rows go on where the old ones end.
async fn renumber(tx: &mut PgConnection) -> Result<(), StoreError> {
    let sql = "SELECT table_name::text, column_name::text FROM information_schema.columns \
               WHERE table_schema = current_schema() AND (is_identity = 'YES' OR column_default LIKE 'nextval%')";
    let numbered: Vec<(String, String)> = sqlx::query_as(sql).fetch_all(&mut *tx).await?;
    for (table, column) in numbered {
        let sql = format!(
            "SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), coalesce((SELECT max(\"{column}\") FROM \"{table}\"), 0) + 1, false)"
        );
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}

/// The same where rows came with their numbers. SQLite sees to it by itself.
pub(super) async fn go_on(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    match tx {
        Tx::Sqlite(_) => Ok(()),
        Tx::Postgres(c) => renumber(c).await,
    }
}

/// The whole database as it is at one moment, to be read while others write.
pub enum Moment {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Moment {
    /// As it is now.
    pub async fn begin(store: &Store) -> Result<Moment, StoreError> {
        match &store.pool {
            // What the first read sees, every later one does.
            Pool::Sqlite { read, .. } => Ok(Moment::Sqlite(read.begin().await?)),
            Pool::Postgres(pool) => {
                let mut tx = pool.begin().await?;
                sqlx::query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                    .execute(&mut *tx)
                    .await?;
                Ok(Moment::Postgres(tx))
            }
        }
    }

    /// For reading from it.
    pub fn tx(&mut self) -> Tx<'_> {
        match self {
            Moment::Sqlite(tx) => Tx::Sqlite(tx),
            Moment::Postgres(tx) => Tx::Postgres(tx),
        }
    }
}

async fn put(
    tx: &mut PgConnection,
    table: &str,
    batch: &mut Vec<String>,
) -> Result<(), StoreError> {
    if batch.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "INSERT INTO \"{table}\" SELECT * FROM json_populate_recordset(NULL::\"{table}\", $1::json)"
    );
    sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(format!("[{}]", batch.join(",")))
        .execute(tx)
        .await?;
    batch.clear();
    Ok(())
}

const ANYTHING: &str = "SELECT 1 WHERE EXISTS (SELECT 1 FROM accounts) OR EXISTS (SELECT 1 FROM articles) OR EXISTS (SELECT 1 FROM media) \
               OR EXISTS (SELECT 1 FROM standing_pages) OR EXISTS (SELECT 1 FROM settings) OR EXISTS (SELECT 1 FROM categories)";

/// Whether nobody has put anything into the database yet.
pub async fn is_empty(store: &Store) -> Result<bool, StoreError> {
    let found: Option<i32> =
        super::pool::on_pool!(store, p => sqlx::query_scalar(ANYTHING).fetch_optional(p).await)?;
    Ok(found.is_none())
}

/// The same, as the transaction sees it.
pub async fn is_empty_in(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    let found: Option<i32> =
        super::pool::on_tx!(tx, c => sqlx::query_scalar(ANYTHING).fetch_optional(c).await)?;
    Ok(found.is_none())
}

/// Keys of every picture, also of those that were replaced.
pub async fn media_keys(store: &Store) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT media_key FROM media_keys ORDER BY media_key";
    Ok(super::pool::on_pool!(store, p => sqlx::query_scalar(sql).fetch_all(p).await)?)
}
