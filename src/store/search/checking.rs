//! Whether an entry of the index holds the words of its story.

use super::{NAMES, Row, SLOTS, column, entry, vector};
use crate::{
    domain::{
        id::ArticleId,
        search::entry::{Entry, SCHEME},
    },
    store::{
        StoreError,
        pool::{Pool, Store, on_pool},
    },
};

/// Words of a body that are looked for.
const WORDS: usize = 60;

/// What is wrong with the entry of a story; `None` where nothing is.
pub async fn fault(store: &Store, id: ArticleId) -> Result<Option<&'static str>, StoreError> {
    let row: Option<Row> =
        on_pool!(store, p => sqlx::query_as(super::PUBLIC).bind(id.0).fetch_optional(p).await)?;
    let sql = "SELECT place, scheme FROM search_stories WHERE article_id = $1";
    let known: Option<(i64, i64)> =
        on_pool!(store, p => sqlx::query_as(sql).bind(id.0).fetch_optional(p).await)?;
    let (row, (place, scheme)) = match (row, known) {
        (None, None) => return Ok(None),
        (None, Some(_)) => return Ok(Some("the search finds it, and it is not public")),
        (Some(_), None) => return Ok(Some("the search does not know it")),
        (Some(row), Some(known)) => (row, known),
    };
    if scheme < SCHEME {
        return Ok(Some("the search knows it by words of an earlier kind"));
    }
    let at = row.published_at.unwrap_or_default();
    // Where a microsecond was full, the next free one.
    if place.div_euclid(SLOTS) < at || place.div_euclid(SLOTS) > at.saturating_add(1_000) {
        return Ok(Some("the search puts it at another time"));
    }
    let names: Vec<String> =
        on_pool!(store, p => sqlx::query_scalar(NAMES).bind(id.0).fetch_all(p).await)?;
    let entry = entry(row, names);
    let same = match &store.pool {
        Pool::Sqlite { read, .. } => {
            let sql = "SELECT count(*) FROM search_stems_docsize WHERE id = $1";
            let there: i64 = sqlx::query_scalar(sql).bind(place).fetch_one(read).await?;
            match question(&entry) {
                Some(question) if there == 1 => {
                    let sql = "SELECT count(*) FROM search_stems WHERE search_stems MATCH $1 AND rowid = $2";
                    let found: i64 = sqlx::query_scalar(sql)
                        .bind(question)
                        .bind(place)
                        .fetch_one(read)
                        .await?;
                    found == 1
                }
                _ => there == 1,
            }
        }
        Pool::Postgres(pool) => {
            let sql = "SELECT count(*) FROM search_stems WHERE place = $1 AND stems = $2::tsvector";
            let found: i64 = sqlx::query_scalar(sql)
                .bind(place)
                .bind(vector(&entry))
                .fetch_one(pool)
                .await?;
            found == 1
        }
    };
    Ok((!same).then_some("the search knows it by other words"))
}

/// What FTS5 is asked, which gives words away by no other way than finding them.
fn question(entry: &Entry) -> Option<String> {
    let body = &entry.body[..entry.body.len().min(WORDS)];
    let parts = [
        ("headline", entry.headline.as_slice()),
        ("about", entry.about.as_slice()),
        ("body", body),
    ];
    let asked: Vec<String> = parts
        .into_iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(name, words)| format!("({{{name}}} : \"{}\")", column(words)))
        .collect();
    (!asked.is_empty()).then(|| asked.join(" AND "))
}
