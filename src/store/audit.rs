//! The log of who did what: only ever added to.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{id::AccountId, log::Kind, stamp::Stamp};

/// One line of the log.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct AuditRow {
    pub id: i64,
    pub at: i64,
    /// Who did it; `None` for the command line and for nobody in particular.
    pub account_id: Option<i64>,
    /// That account's name now, empty where it is gone.
    pub by_name: String,
    pub action: String,
    /// `comment:ID`, `account:ID` or `article:ID`.
    pub subject: String,
    pub detail: String,
}

/// Adds a line, in the transaction of what it tells of.
pub async fn note(
    tx: &mut Tx<'_>,
    at: Stamp,
    account: Option<AccountId>,
    action: &str,
    subject: &str,
    detail: &str,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO audit_log (at, account_id, action, subject, detail, kind) VALUES ($1, $2, $3, $4, $5, $6)";
    let by = account.map(|a| a.0);
    let kind = Kind::of(subject).as_str();
    on_tx!(tx, c => sqlx::query(sql).bind(at.micros()).bind(by).bind(action).bind(subject).bind(detail).bind(kind).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// The newest lines about one subject, newest first.
pub async fn by_subject(
    store: &Store,
    subject: &str,
    limit: u32,
) -> Result<Vec<AuditRow>, StoreError> {
    let sql = "SELECT l.id, l.at, l.account_id, coalesce(a.name, '') AS by_name, l.action, l.subject, l.detail FROM audit_log l LEFT JOIN accounts a ON a.id = l.account_id WHERE l.subject = $1 ORDER BY l.id DESC LIMIT $2";
    Ok(
        on_pool!(store, p => sqlx::query_as(sql).bind(subject).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}

/// All lines, newest first, before the line with this id.
pub async fn all(
    store: &Store,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<AuditRow>, StoreError> {
    let sql = "SELECT l.id, l.at, l.account_id, coalesce(a.name, '') AS by_name, l.action, l.subject, l.detail FROM audit_log l LEFT JOIN accounts a ON a.id = l.account_id WHERE l.id < $1 ORDER BY l.id DESC LIMIT $2";
    let before = before.unwrap_or(i64::MAX);
    Ok(
        on_pool!(store, p => sqlx::query_as(sql).bind(before).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}

/// A line with the name of what it is about.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct NamedRow {
    #[sqlx(flatten)]
    pub line: AuditRow,
    /// A story's headline now (of a comment, its story's), an account's name now; empty where there
    /// is neither.
    pub subject_name: String,
}

/// A list of the log, from its condition on.
macro_rules! named {
    ($rest:literal) => {
        concat!(
            "SELECT l.id, l.at, l.account_id, coalesce(a.name, '') AS by_name, l.action, l.subject, l.detail, coalesce(",
            "(SELECT s.headline FROM articles s WHERE s.id = CASE WHEN l.subject LIKE 'article:%' THEN CAST(substr(l.subject, 9) AS BIGINT) END), ",
            "(SELECT u.name FROM accounts u WHERE u.id = CASE WHEN l.subject LIKE 'account:%' THEN CAST(substr(l.subject, 9) AS BIGINT) END), ",
            "(SELECT t.headline FROM comments k JOIN articles t ON t.id = k.article_id WHERE k.id = CASE WHEN l.subject LIKE 'comment:%' THEN CAST(substr(l.subject, 9) AS BIGINT) END), ",
            "'') AS subject_name FROM audit_log l LEFT JOIN accounts a ON a.id = l.account_id WHERE l.id < $1 ",
            $rest
        )
    };
}

const ALL: &str = named!("ORDER BY l.id DESC LIMIT $2");
const OF_KIND: &str = named!("AND l.kind = $3 ORDER BY l.id DESC LIMIT $2");
const OF_PERSON: &str = named!(
    "AND l.account_id = $4 AND ($3 IS NULL OR (l.kind || '') = $3) ORDER BY l.id DESC LIMIT $2"
);

/// Every statement that walks the log, for the test that reads query plans.
pub const STATEMENTS: [(&str, &str); 3] = [
    ("LOG", ALL),
    ("LOG_OF_KIND", OF_KIND),
    ("LOG_OF_PERSON", OF_PERSON),
];

/// Lines of one kind, of one person, or all of them, newest first, before the line with this id.
pub async fn named(
    store: &Store,
    kind: Option<Kind>,
    person: Option<AccountId>,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<NamedRow>, StoreError> {
    let (before, limit) = (before.unwrap_or(i64::MAX), i64::from(limit));
    let word = kind.map(Kind::as_str);
    Ok(match (kind, person) {
        (None, None) => {
            on_pool!(store, p => sqlx::query_as(ALL).bind(before).bind(limit).fetch_all(p).await)?
        }
        (Some(_), None) => {
            on_pool!(store, p => sqlx::query_as(OF_KIND).bind(before).bind(limit).bind(word).fetch_all(p).await)?
        }
        (_, Some(person)) => {
            on_pool!(store, p => sqlx::query_as(OF_PERSON).bind(before).bind(limit).bind(word).bind(person.0).fetch_all(p).await)?
        }
    })
}
