//! What can go wrong in the store.

/// A fault of the database, or a refusal by one of its constraints.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A row with this unique value is already there, or another row holds on to this one; the
    /// text names the constraint or column.
    #[error("already there: {0}")]
    Conflict(String),
    /// A stored value breaks a rule of ours.
    #[error("inconsistent data in {table}.{column}: {detail}")]
    Inconsistent {
        table: &'static str,
        column: &'static str,
        detail: String,
    },
    /// The database is busy or gone; trying again may help.
    #[error("the database does not answer: {0}")]
    Busy(String),
    /// The database cannot be used as it is; the text says what to do.
    #[error("{0}")]
    Unusable(String),
    /// Anything else the driver reports.
    #[error("database: {0}")]
    Driver(sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(db)
                if db.is_unique_violation() || db.is_foreign_key_violation() =>
            {
                // SQLite names the column in its message, PostgreSQL the constraint.
                StoreError::Conflict(db.constraint().unwrap_or_else(|| db.message()).to_owned())
            }
            sqlx::Error::Database(db) if is_busy(db.code().as_deref()) => {
                StoreError::Busy(db.message().to_owned())
            }
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Io(_)
            | sqlx::Error::WorkerCrashed => StoreError::Busy(error.to_string()),
            _ => StoreError::Driver(error),
        }
    }
}

/// SQLITE_BUSY (5), SQLITE_LOCKED (6) and their extensions; PostgreSQL's classes 53 (resources),
/// 57P (shutdown) and 08 (connection), 55P03 (a lock that was not to be had in time), 40P01 (two that
/// wait for each other) and 57014 (a search that took too long).
fn is_busy(code: Option<&str>) -> bool {
    let Some(code) = code else { return false };
    match code.parse::<u32>() {
        Ok(sqlite) if code.len() < 5 => matches!(sqlite & 0xff, 5 | 6),
        _ => ["53", "57P", "08", "55P03", "40P01", "57014"]
            .iter()
            .any(|class| code.starts_with(class)),
    }
}
