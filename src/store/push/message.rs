//! Messages to browsers: written with what happened, spread over those who follow, sent, and gone.

use crate::{
    domain::{id::ArticleId, push::Event, stamp::Stamp},
    store::{
        StoreError,
        pool::{Store, Tx, on_pool, on_tx},
    },
};

/// Notes that something is to be told; nothing is where nobody would hear of it.
pub async fn tell(
    tx: &mut Tx<'_>,
    event: Event,
    article: ArticleId,
    category: Option<i64>,
    correction: Option<i64>,
    at: Stamp,
    expires: Stamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO push_events (event, article_id, category_id, correction_id, at, expires_at, walked) \
               SELECT $1, $2, $3, $4, $5, $6, 0 WHERE EXISTS (SELECT 1 FROM push_follows f WHERE f.category_id = $3) \
               OR ($1 = 'corrected' AND EXISTS (SELECT 1 FROM push_follows f WHERE f.article_id = $2))";
    on_tx!(tx, c => sqlx::query(sql)
        .bind(event.as_str())
        .bind(article.0)
        .bind(category)
        .bind(correction)
        .bind(at.micros())
        .bind(expires.micros())
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct RawEvent {
    id: i64,
    event: String,
    article_id: i64,
    category_id: Option<i64>,
    correction_id: Option<i64>,
    at: i64,
    expires_at: i64,
    walked: i64,
}

const EVENT: &str = "SELECT id, event, article_id, category_id, correction_id, at, expires_at, walked FROM push_events ORDER BY id LIMIT 1";
/// Another node may be at it.
const EVENT_LOCKED: &str = "SELECT id, event, article_id, category_id, correction_id, at, expires_at, walked FROM push_events \
    ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED";

/// Whoever followed before it happened is told; each browser once, since the place that the walk has
/// reached is kept in the same transaction.
macro_rules! spread {
    ($column:literal) => {
        concat!(
            "INSERT INTO push_messages (subscription_id, event, article_id, correction_id, expires_at, due_at, tries) \
             SELECT f.subscription_id, $1, $2, $3, $4, $5, 0 FROM push_follows f WHERE f.",
            $column,
            " = $6 AND f.subscription_id > $7 AND f.at <= $5 ORDER BY f.subscription_id LIMIT $8 RETURNING subscription_id"
        )
    };
}

/// To those who follow a category.
pub const SPREAD_TO_CATEGORY: &str = spread!("category_id");
/// To those who follow a story.
pub const SPREAD_TO_STORY: &str = spread!("article_id");

/// Writes messages for the oldest event, to so many browsers at most. `false` where none is left.
pub async fn fan_out(tx: &mut Tx<'_>, most: i64) -> Result<bool, StoreError> {
    let sql = tx.lock(EVENT, EVENT_LOCKED);
    let found: Option<RawEvent> = on_tx!(tx, c => sqlx::query_as(sql).fetch_optional(c).await)?;
    let Some(event) = found else {
        return Ok(false);
    };
    let (sql, of) = match event.category_id {
        Some(category) => (SPREAD_TO_CATEGORY, category),
        None => (SPREAD_TO_STORY, event.article_id),
    };
    let told: Vec<i64> = on_tx!(tx, c => sqlx::query_scalar(sql)
        .bind(&event.event)
        .bind(event.article_id)
        .bind(event.correction_id)
        .bind(event.expires_at)
        .bind(event.at)
        .bind(of)
        .bind(event.walked)
        .bind(most)
        .fetch_all(c)
        .await)?;
    let reached = told
        .iter()
        .max()
        .copied()
        .filter(|_| told.len() as i64 == most);
    match reached {
        Some(last) => {
            let sql = "UPDATE push_events SET walked = $2 WHERE id = $1";
            on_tx!(tx, c => sqlx::query(sql).bind(event.id).bind(last).execute(c).await.map(|_| ()))?;
        }
        None => {
            let sql = "DELETE FROM push_events WHERE id = $1";
            on_tx!(tx, c => sqlx::query(sql).bind(event.id).execute(c).await.map(|_| ()))?;
        }
    }
    Ok(true)
}

/// The messages that are due.
pub const DUE: &str =
    "SELECT m.id FROM push_messages m WHERE m.due_at <= $1 ORDER BY m.due_at, m.id LIMIT $2";

/// Whether there are any.
pub async fn any_due(store: &Store, now: Stamp) -> Result<bool, StoreError> {
    let found: Option<i64> = on_pool!(store, p => sqlx::query_scalar(DUE).bind(now.micros()).bind(1_i64).fetch_optional(p).await)?;
    Ok(found.is_some())
}

/// Takes messages that are due, to try them: until then nobody else does. Their ids.
pub async fn claim(
    tx: &mut Tx<'_>,
    now: Stamp,
    until: Stamp,
    most: i64,
) -> Result<Vec<i64>, StoreError> {
    let sql = "UPDATE push_messages SET due_at = $3, tries = tries + 1 WHERE due_at <= $1 \
               AND id IN (SELECT m.id FROM push_messages m WHERE m.due_at <= $1 ORDER BY m.due_at, m.id LIMIT $2) RETURNING id";
    Ok(on_tx!(tx, c => sqlx::query_scalar(sql)
        .bind(now.micros())
        .bind(most)
        .bind(until.micros())
        .fetch_all(c)
        .await)?)
}

/// A message with everything that sending it takes, as it is now.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct LetterRow {
    pub subscription_id: i64,
    pub event: String,
    pub tries: i64,
    pub expires_at: i64,
    pub endpoint: String,
    pub p256dh: String,
    pub auth: String,
    pub slug: String,
    /// Whether everyone may read the story.
    pub public: bool,
    pub headline: String,
    pub standfirst: String,
    /// Why the story was corrected; `None` where it was not.
    pub reason: Option<String>,
}

/// One message.
pub const LETTER: &str = "SELECT m.subscription_id, m.event, m.tries, m.expires_at, s.endpoint, s.p256dh, s.auth, a.slug, \
    a.status = 'published' AS public, a.headline, a.standfirst, k.reason FROM push_messages m \
    JOIN push_subscriptions s ON s.id = m.subscription_id JOIN articles a ON a.id = m.article_id \
    LEFT JOIN corrections k ON k.id = m.correction_id WHERE m.id = $1";

/// One message; `None` where nobody is there any more to get it.
pub async fn letter(store: &Store, id: i64) -> Result<Option<LetterRow>, StoreError> {
    Ok(on_pool!(store, p => sqlx::query_as(LETTER).bind(id).fetch_optional(p).await)?)
}

/// It has arrived; `claimed` is until when it was taken.
pub async fn settled(
    tx: &mut Tx<'_>,
    id: i64,
    claimed: Stamp,
    subscription: i64,
) -> Result<(), StoreError> {
    discard(tx, id, claimed).await?;
    let sql = "UPDATE push_subscriptions SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL";
    on_tx!(tx, c => sqlx::query(sql).bind(subscription).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// It is not sent any more.
pub async fn discard(tx: &mut Tx<'_>, id: i64, claimed: Stamp) -> Result<(), StoreError> {
    let sql = "DELETE FROM push_messages WHERE id = $1 AND due_at = $2";
    on_tx!(tx, c => sqlx::query(sql).bind(id).bind(claimed.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// It is tried again then, and its browser could not be reached since now or earlier. A browser that
/// could not be reached since `given_up` is forgotten.
pub async fn put_off(
    tx: &mut Tx<'_>,
    id: i64,
    claimed: Stamp,
    due: Option<Stamp>,
    subscription: i64,
    now: Stamp,
    given_up: Stamp,
) -> Result<(), StoreError> {
    match due {
        None => discard(tx, id, claimed).await?,
        Some(due) => {
            let sql = "UPDATE push_messages SET due_at = $3 WHERE id = $1 AND due_at = $2";
            on_tx!(tx, c => sqlx::query(sql).bind(id).bind(claimed.micros()).bind(due.micros()).execute(c).await.map(|_| ()))?;
        }
    }
    let sql =
        "UPDATE push_subscriptions SET failing_since = $2 WHERE id = $1 AND failing_since IS NULL";
    on_tx!(tx, c => sqlx::query(sql).bind(subscription).bind(now.micros()).execute(c).await.map(|_| ()))?;
    let sql = "DELETE FROM push_subscriptions WHERE id = $1 AND failing_since < $2";
    on_tx!(tx, c => sqlx::query(sql).bind(subscription).bind(given_up.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// It was not tried after all, and waits until then.
pub async fn release(
    tx: &mut Tx<'_>,
    id: i64,
    claimed: Stamp,
    due: Stamp,
) -> Result<(), StoreError> {
    let sql =
        "UPDATE push_messages SET due_at = $3, tries = tries - 1 WHERE id = $1 AND due_at = $2";
    on_tx!(tx, c => sqlx::query(sql).bind(id).bind(claimed.micros()).bind(due.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// There is no such browser any more, its push service says.
pub async fn gone(tx: &mut Tx<'_>, subscription: i64) -> Result<(), StoreError> {
    let sql = "DELETE FROM push_subscriptions WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(subscription).execute(c).await.map(|_| ()))?;
    Ok(())
}
