//! What a site takes along when it moves: which columns of which tables, how each is written, and
//! what stays behind. Rows are read and put in one by one.

mod kinds;
mod left;
mod named;
mod values;

pub use kinds::KINDS;
pub use left::{LEFT_COLUMNS, LEFT_TABLES};
pub use named::{Named, Said, Signer, answers, named, said, signers};
pub use values::Value;

use super::{
    StoreError,
    pool::{Tx, on_tx},
};
use crate::domain::document::Document;
use futures::TryStreamExt;
use std::fmt::Write;

/// How a column is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum As {
    Number,
    Text,
    Flag,
    /// Microseconds, written as a time.
    Time,
    /// JSON inside a text, written as what it is.
    Json,
}

/// A column that comes along.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    pub name: &'static str,
    pub kind: As,
}

/// A table that comes along.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Of the table, and of its file.
    pub name: &'static str,
    pub columns: &'static [Column],
    /// The key, in whose order rows are written.
    pub order: &'static [&'static str],
}

impl Kind {
    /// The table of this name.
    pub fn named(name: &str) -> Option<&'static Kind> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    fn select(&self, by_bytes: &str) -> String {
        let what = |column: &Column| {
            match (self.name, column.name) {
            // The hash of an address is nobody's business elsewhere; which reports are one person's is.
            ("comment_reports", "reporter") => "CASE WHEN t.reporter LIKE 'account:%' THEN t.reporter \
                 ELSE 'address:' || CAST(100000 + (SELECT count(*) FROM comment_reports r WHERE r.comment_id = t.comment_id AND r.reporter < t.reporter) AS TEXT) END".to_owned(),
            _ => format!("t.{}", column.name),
        }
        };
        let columns: Vec<String> = self.columns.iter().map(what).collect();
        let order = self.order.iter().map(|name| {
            let text = self
                .column(name)
                .is_some_and(|column| column.kind == As::Text);
            match text {
                true => format!("t.{name}{by_bytes}"),
                false => format!("t.{name}"),
            }
        });
        let order: Vec<String> = order.collect();
        format!(
            "SELECT {} FROM {} t ORDER BY {}",
            columns.join(", "),
            self.name,
            order.join(", ")
        )
    }
}

/// Hands every row of a table to `each`, in the order of its key: the same on both databases. Answers
/// with how many there were.
pub async fn read(
    tx: &mut Tx<'_>,
    kind: &Kind,
    each: &mut (dyn FnMut(Vec<Value>) -> Result<(), StoreError> + Send),
) -> Result<u64, StoreError> {
    let sql = kind.select(tx.by_bytes());
    let mut count = 0;
    on_tx!(tx, c => {
        let mut rows = sqlx::query(sqlx::AssertSqlSafe(sql)).fetch(c);
        while let Some(row) = rows.try_next().await? {
            each(values::of(&row, kind.columns)?)?;
            count += 1;
        }
    });
    Ok(count)
}

/// Puts a row in: its columns by their names, in any order; what is not named is as the table has it.
pub async fn put(
    tx: &mut Tx<'_>,
    kind: &Kind,
    row: Vec<(&'static str, Value)>,
) -> Result<(), StoreError> {
    let mut sql = format!("INSERT INTO {} (", kind.name);
    for (n, (name, _)) in row.iter().enumerate() {
        // Writing to memory does not fail.
        let _ = write!(sql, "{}{name}", if n == 0 { "" } else { ", " });
    }
    sql.push_str(") VALUES (");
    for n in 0..row.len() {
        let _ = write!(sql, "{}${}", if n == 0 { "" } else { ", " }, n + 1);
    }
    sql.push(')');
    on_tx!(tx, c => {
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
        for (name, value) in row {
            query = match value {
                Value::Number(number) => query.bind(number),
                Value::Text(text) => query.bind(text),
                Value::Flag(flag) => query.bind(flag),
                // PostgreSQL wants to know of what there is nothing.
                Value::Nothing => match kind.column(name).map(|column| column.kind) {
                    Some(As::Number | As::Time) => query.bind(None::<i64>),
                    Some(As::Flag) => query.bind(None::<bool>),
                    Some(As::Text | As::Json) | None => query.bind(None::<String>),
                },
            };
        }
        query.execute(c).await.map(|_| ())
    })?;
    Ok(())
}

/// Notes the pictures of a standing page that came.
pub async fn note_page(tx: &mut Tx<'_>, slug: &str, document: &Document) -> Result<(), StoreError> {
    let sql = "INSERT INTO media_page_uses (media_id, page_slug) SELECT DISTINCT media_id, $2 FROM media_keys WHERE media_key = $1 \
               ON CONFLICT (media_id, page_slug) DO NOTHING";
    for key in document.media_keys() {
        on_tx!(tx, c => sqlx::query(sql).bind(key).bind(slug).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// Ends the move, when every row is there: links repeat their story's time, and new rows go on where
/// these end.
pub async fn settle(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    for sql in [
        "UPDATE bylines SET published_at = (SELECT CASE WHEN a.status = 'published' THEN a.published_at END FROM articles a WHERE a.id = bylines.article_id)",
        "UPDATE article_tags SET published_at = (SELECT CASE WHEN a.status = 'published' THEN a.published_at END FROM articles a WHERE a.id = article_tags.article_id)",
    ] {
        on_tx!(tx, c => sqlx::query(sql).execute(c).await.map(|_| ()))?;
    }
    super::snapshot::go_on(tx).await
}
