//! How often stories are read.

use super::{
    StoreError,
    listing::{CardRow, RawCard, card_rows},
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{id::ArticleId, readership::Reads};

/// Stories looked through for those that are read most: some may not be public any more.
const MOST_READ: &str = card_rows!(
    "",
    "(SELECT r.article_id, sum(r.reads) AS reads FROM readership r WHERE r.hour >= $1 \
     GROUP BY r.article_id ORDER BY 2 DESC, 1 DESC LIMIT 50) x JOIN articles a ON a.id = x.article_id",
    "a.status = 'published' ORDER BY x.reads DESC, a.id DESC LIMIT $2"
);

/// The public stories that were read most from an hour on, the most read first.
pub async fn most_read(store: &Store, from: i64, limit: u32) -> Result<Vec<CardRow>, StoreError> {
    let rows: Vec<RawCard> = on_pool!(store, p => sqlx::query_as(MOST_READ).bind(from).bind(i64::from(limit)).fetch_all(p).await)?;
    Ok(rows.into_iter().map(CardRow::from).collect())
}

/// Which stories those are.
pub async fn most_read_ids(
    tx: &mut Tx<'_>,
    from: i64,
    limit: u32,
) -> Result<Vec<ArticleId>, StoreError> {
    let rows: Vec<RawCard> = on_tx!(tx, c => sqlx::query_as(MOST_READ).bind(from).bind(i64::from(limit)).fetch_all(c).await)?;
    let rows = rows.into_iter().map(CardRow::from);
    Ok(rows.map(|row| row.id).collect())
}

/// Adds what was read in an hour. A story that was deleted meanwhile has none.
pub async fn add(
    tx: &mut Tx<'_>,
    article: ArticleId,
    hour: i64,
    reads: i64,
) -> Result<(), StoreError> {
    let by_hour = "INSERT INTO readership (article_id, hour, reads) SELECT id, $2, $3 FROM articles WHERE id = $1 \
                   ON CONFLICT (article_id, hour) DO UPDATE SET reads = readership.reads + excluded.reads";
    on_tx!(tx, c => sqlx::query(by_hour).bind(article.0).bind(hour).bind(reads).execute(c).await.map(|_| ()))?;
    let total = "INSERT INTO readership_totals (article_id, reads) SELECT id, $2 FROM articles WHERE id = $1 \
                 ON CONFLICT (article_id) DO UPDATE SET reads = readership_totals.reads + excluded.reads";
    on_tx!(tx, c => sqlx::query(total).bind(article.0).bind(reads).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Forgets hours before this one; the totals stay.
pub async fn forget(tx: &mut Tx<'_>, before: i64) -> Result<(), StoreError> {
    let sql = "DELETE FROM readership WHERE hour < $1";
    on_tx!(tx, c => sqlx::query(sql).bind(before).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// How often a story was read since the hours of a day and a week ago, and in all.
pub async fn of_article(
    store: &Store,
    article: ArticleId,
    (day, week): (i64, i64),
) -> Result<Reads, StoreError> {
    let sql = "SELECT CAST(coalesce(sum(CASE WHEN hour >= $2 THEN reads ELSE 0 END), 0) AS BIGINT), CAST(coalesce(sum(reads), 0) AS BIGINT) \
               FROM readership WHERE article_id = $1 AND hour >= $3";
    let (day, week): (i64, i64) = on_pool!(store, p => sqlx::query_as(sql).bind(article.0).bind(day).bind(week).fetch_one(p).await)?;
    Ok(Reads {
        day,
        week,
        all: total(store, article).await?,
    })
}

/// How often a story was read in all.
pub async fn total(store: &Store, article: ArticleId) -> Result<i64, StoreError> {
    let sql = "SELECT reads FROM readership_totals WHERE article_id = $1";
    let all: Option<i64> =
        on_pool!(store, p => sqlx::query_scalar(sql).bind(article.0).fetch_optional(p).await)?;
    Ok(all.unwrap_or(0))
}
