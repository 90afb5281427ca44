//! Stories that editors put on the front page by hand.

use super::{
    StoreError,
    listing::{CardRow, RawCard, card_rows},
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    front_picks::Slot,
    id::{AccountId, ArticleId},
    stamp::Stamp,
};

#[derive(sqlx::FromRow)]
struct RawPick {
    slot: String,
    #[sqlx(flatten)]
    card: RawCard,
}

const PUBLIC: &str = card_rows!(
    "x.slot, ",
    "front_picks x JOIN articles a ON a.id = x.article_id",
    "a.status = 'published' ORDER BY x.slot LIMIT 200"
);

/// Those that are public now, with their places.
pub async fn public(store: &Store) -> Result<Vec<(Slot, CardRow)>, StoreError> {
    let rows: Vec<RawPick> = on_pool!(store, p => sqlx::query_as(PUBLIC).fetch_all(p).await)?;
    let placed = |raw: RawPick| Some((Slot::from_word(&raw.slot)?, raw.card.into()));
    Ok(rows.into_iter().filter_map(placed).collect())
}

/// The story that was put in a place, public or not.
pub async fn at(tx: &mut Tx<'_>, slot: &Slot) -> Result<Option<ArticleId>, StoreError> {
    let sql = "SELECT article_id FROM front_picks WHERE slot = $1";
    let id: Option<i64> =
        on_tx!(tx, c => sqlx::query_scalar(sql).bind(slot.word()).fetch_optional(c).await)?;
    Ok(id.map(ArticleId))
}

/// Number of the lock under which places change; "front" in ASCII.
const ALONE: i64 = 0x66_72_6f_6e_74;

/// From here to its end a transaction is the only one that changes places.
pub async fn hold(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    tx.alone(ALONE).await
}

/// A story that was put in a place and does not stand there.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Resting {
    pub slot: String,
    pub article_id: i64,
    pub headline: String,
    pub status: String,
    /// Name of its category.
    pub category: String,
}

/// Those that are not public, or not of the category whose block they were to begin.
pub async fn resting(store: &Store) -> Result<Vec<Resting>, StoreError> {
    let sql = "SELECT x.slot, x.article_id, a.headline, a.status, c.name AS category FROM front_picks x \
               JOIN articles a ON a.id = x.article_id JOIN categories c ON c.id = a.category_id \
               WHERE a.status <> 'published' OR (x.slot LIKE 'block:%' AND x.slot <> 'block:' || c.slug) ORDER BY x.slot LIMIT 200";
    Ok(on_pool!(store, p => sqlx::query_as(sql).fetch_all(p).await)?)
}

/// The place that a story was put in.
pub async fn slot_of(tx: &mut Tx<'_>, article: ArticleId) -> Result<Option<Slot>, StoreError> {
    let sql = "SELECT slot FROM front_picks WHERE article_id = $1";
    let word: Option<String> =
        on_tx!(tx, c => sqlx::query_scalar(sql).bind(article.0).fetch_optional(c).await)?;
    Ok(word.and_then(|word| Slot::from_word(&word)))
}

/// Whether a story was put on the front page.
pub async fn has(tx: &mut Tx<'_>, article: ArticleId) -> Result<bool, StoreError> {
    let sql = "SELECT article_id FROM front_picks WHERE article_id = $1";
    let found: Option<i64> =
        on_tx!(tx, c => sqlx::query_scalar(sql).bind(article.0).fetch_optional(c).await)?;
    Ok(found.is_some())
}

/// Puts a story in a place; it leaves the one it had.
pub async fn put(
    tx: &mut Tx<'_>,
    slot: &Slot,
    article: ArticleId,
    by: Option<AccountId>,
    now: Stamp,
) -> Result<(), StoreError> {
    let leave = "DELETE FROM front_picks WHERE article_id = $1 OR slot = $2";
    on_tx!(tx, c => sqlx::query(leave).bind(article.0).bind(slot.word()).execute(c).await.map(|_| ()))?;
    let sql =
        "INSERT INTO front_picks (slot, article_id, picked_by, picked_at) VALUES ($1, $2, $3, $4)";
    on_tx!(tx, c => sqlx::query(sql).bind(slot.word()).bind(article.0).bind(by.map(|a| a.0)).bind(now.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// A category's place follows its slug.
pub async fn follow(tx: &mut Tx<'_>, old: &str, new: &str) -> Result<(), StoreError> {
    let slot = |slug: &str| Slot::Block(slug.to_owned()).word();
    let sql = "UPDATE front_picks SET slot = $2 WHERE slot = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(slot(old)).bind(slot(new)).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Leaves a place to the newest stories.
pub async fn clear(tx: &mut Tx<'_>, slot: &Slot) -> Result<(), StoreError> {
    let sql = "DELETE FROM front_picks WHERE slot = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(slot.word()).execute(c).await.map(|_| ()))?;
    Ok(())
}
