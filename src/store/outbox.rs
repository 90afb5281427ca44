//! Messages to the outside. One is written in the transaction of what it tells, and stays until it
//! has arrived, has failed for good, or has been looked at long enough.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    stamp::Stamp,
    webhook::{Event, Kind, Progress},
};

/// A message that is due.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct DueRow {
    pub id: i64,
    kind: String,
    pub webhook_id: Option<i64>,
    /// What receivers know it by, however often it is sent.
    pub message: String,
    pub event: String,
    /// The story or the comment.
    pub subject_id: i64,
    /// The story's slug then, or what a ping is about.
    pub detail: String,
    pub at: i64,
    /// How often it was tried.
    pub tries: i64,
}

impl DueRow {
    /// What it is sent as.
    pub fn kind(&self) -> Kind {
        Kind::from_word(&self.kind).unwrap_or_default()
    }
}

/// Tells every webhook that asks for such an event and is not paused. What is new for one where
/// nothing arrives at present waits a minute: it must not try the receiver again for each event.
pub async fn tell(
    tx: &mut Tx<'_>,
    event: Event,
    subject: i64,
    detail: &str,
    message: &str,
    at: Stamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO outbox (kind, webhook_id, message, event, subject_id, detail, at, progress, due_at, tries, millis, answer) \
               SELECT 'webhook', w.id, $1, $2, $3, $4, $5, 'waiting', \
               $5 + CASE WHEN w.failing_since IS NULL THEN 0 ELSE 60000000 END, 0, 0, '' FROM webhooks w \
               WHERE w.standing = 'active' AND w.events LIKE '% ' || $2 || ' %' ORDER BY w.id";
    on_tx!(tx, c => sqlx::query(sql)
        .bind(message)
        .bind(event.as_str())
        .bind(subject)
        .bind(detail)
        .bind(at.micros())
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Sends one webhook a message that tells of nothing.
pub async fn test(
    tx: &mut Tx<'_>,
    webhook: i64,
    message: &str,
    at: Stamp,
) -> Result<bool, StoreError> {
    let sql = "INSERT INTO outbox (kind, webhook_id, message, event, subject_id, detail, at, progress, due_at, tries, millis, answer) \
               SELECT 'webhook', w.id, $2, 'test', 0, '', $3, 'waiting', $3, 0, 0, '' FROM webhooks w WHERE w.id = $1";
    let rows = on_tx!(tx, c => sqlx::query(sql).bind(webhook).bind(message).bind(at.micros()).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Pings about an address, unless that is to be done anyway.
pub async fn ping(tx: &mut Tx<'_>, kind: Kind, address: &str, at: Stamp) -> Result<(), StoreError> {
    let sql = "INSERT INTO outbox (kind, message, event, subject_id, detail, at, progress, due_at, tries, millis, answer) \
               SELECT $1, '', '', 0, $2, $3, 'waiting', $3, 0, 0, '' WHERE NOT EXISTS \
               (SELECT 1 FROM outbox o WHERE o.kind = $1 AND o.detail = $2 AND o.progress = 'waiting' AND o.tries = 0)";
    on_tx!(tx, c => sqlx::query(sql).bind(kind.as_str()).bind(address).bind(at.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// The messages that are due, in the order in which they were written. Those of a webhook that is
/// paused wait; a test of it does not.
pub const DUE: &str = "SELECT o.id, o.kind, o.webhook_id, o.message, o.event, o.subject_id, o.detail, o.at, o.tries FROM outbox o \
    WHERE o.progress = 'waiting' AND o.due_at <= $1 AND (o.webhook_id IS NULL OR o.event = 'test' \
    OR EXISTS (SELECT 1 FROM webhooks w WHERE w.id = o.webhook_id AND w.standing = 'active')) ORDER BY o.due_at, o.id LIMIT $2";

/// The messages that are due.
pub async fn due(store: &Store, now: Stamp, limit: u32) -> Result<Vec<DueRow>, StoreError> {
    Ok(
        on_pool!(store, p => sqlx::query_as(DUE).bind(now.micros()).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}

/// Takes a message to try it: until then nobody else does. `false` where somebody else has it.
pub async fn claim(tx: &mut Tx<'_>, id: i64, now: Stamp, until: Stamp) -> Result<bool, StoreError> {
    let sql = "UPDATE outbox SET due_at = $3, tries = tries + 1, tried_at = $2 WHERE id = $1 AND progress = 'waiting' AND due_at <= $2";
    let rows = on_tx!(tx, c => sqlx::query(sql).bind(id).bind(now.micros()).bind(until.micros()).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Takes every message of a kind that is due, up to `limit`: their ids, what they are about, and how
/// often they were tried, this time counted.
pub async fn claim_all(
    tx: &mut Tx<'_>,
    kind: Kind,
    now: Stamp,
    until: Stamp,
    limit: u32,
) -> Result<Vec<(i64, String, i64)>, StoreError> {
    let sql = "UPDATE outbox SET due_at = $3, tries = tries + 1, tried_at = $2 WHERE progress = 'waiting' AND due_at <= $2 \
               AND id IN (SELECT o.id FROM outbox o WHERE o.kind = $1 AND o.progress = 'waiting' AND o.due_at <= $2 ORDER BY o.id LIMIT $4) \
               RETURNING id, detail, tries";
    Ok(on_tx!(tx, c => sqlx::query_as(sql)
        .bind(kind.as_str())
        .bind(now.micros())
        .bind(until.micros())
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?)
}

/// Lets what is due for a receiver wait until then. What somebody has taken is theirs.
pub async fn hold(
    tx: &mut Tx<'_>,
    kind: Kind,
    webhook: Option<i64>,
    now: Stamp,
    until: Stamp,
) -> Result<(), StoreError> {
    let sql = "UPDATE outbox SET due_at = $4 WHERE kind = $1 AND coalesce(webhook_id, 0) = $2 AND progress = 'waiting' AND due_at <= $3";
    on_tx!(tx, c => sqlx::query(sql)
        .bind(kind.as_str())
        .bind(webhook.unwrap_or(0))
        .bind(now.micros())
        .bind(until.micros())
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// What came of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    pub progress: Progress,
    /// When it is tried again.
    pub due: Stamp,
    pub status: Option<u16>,
    pub millis: i64,
    pub answer: String,
}

/// Notes what came of a try; `claimed` is until when it was taken. `false` where it is somebody
/// else's by now.
pub async fn tried(
    tx: &mut Tx<'_>,
    id: i64,
    claimed: Stamp,
    tried: &Tried,
) -> Result<bool, StoreError> {
    let sql = "UPDATE outbox SET progress = $3, due_at = $4, status = $5, millis = $6, answer = $7 \
               WHERE id = $1 AND due_at = $2 AND progress = 'waiting'";
    let rows = on_tx!(tx, c => sqlx::query(sql)
        .bind(id)
        .bind(claimed.micros())
        .bind(tried.progress.as_str())
        .bind(tried.due.micros())
        .bind(tried.status.map(i64::from))
        .bind(tried.millis)
        .bind(&tried.answer)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Gives up everything that waits for a webhook.
pub async fn give_up(tx: &mut Tx<'_>, webhook: i64) -> Result<(), StoreError> {
    let sql =
        "UPDATE outbox SET progress = 'failed' WHERE webhook_id = $1 AND progress = 'waiting'";
    on_tx!(tx, c => sqlx::query(sql).bind(webhook).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Begins with a message anew. `false` where there is none, or it waits anyway.
pub async fn again(tx: &mut Tx<'_>, id: i64, now: Stamp) -> Result<bool, StoreError> {
    let sql = "UPDATE outbox SET progress = 'waiting', due_at = $2, tries = 0 WHERE id = $1 AND progress <> 'waiting'";
    let rows = on_tx!(tx, c => sqlx::query(sql).bind(id).bind(now.micros()).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Forgets what was settled before this, and what has waited since then for a webhook that is paused.
pub async fn prune(tx: &mut Tx<'_>, before: Stamp) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM outbox WHERE progress <> 'waiting' AND at < $1",
        "DELETE FROM outbox WHERE progress = 'waiting' AND at < $1 AND webhook_id IS NOT NULL",
    ] {
        on_tx!(tx, c => sqlx::query(sql).bind(before.micros()).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// A message as its log shows it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct LogRow {
    pub id: i64,
    kind: String,
    /// The webhook's name; empty for others.
    pub name: String,
    pub event: String,
    pub detail: String,
    pub at: i64,
    progress: String,
    pub due_at: i64,
    pub tries: i64,
    pub status: Option<i64>,
    pub millis: i64,
    pub answer: String,
}

impl LogRow {
    /// What it is sent as.
    pub fn kind(&self) -> Kind {
        Kind::from_word(&self.kind).unwrap_or_default()
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        Progress::from_word(&self.progress)
    }
}

macro_rules! log {
    ($rest:literal) => {
        concat!(
            "SELECT o.id, o.kind, coalesce(w.name, '') AS name, o.event, o.detail, o.at, o.progress, o.due_at, o.tries, o.status, o.millis, o.answer \
             FROM outbox o LEFT JOIN webhooks w ON w.id = o.webhook_id WHERE o.id < $1 ",
            $rest
        )
    };
}

/// All messages.
pub const LOG: &str = log!("ORDER BY o.id DESC LIMIT $2");
/// The messages of one webhook.
pub const LOG_OF: &str = log!("AND o.webhook_id = $3 ORDER BY o.id DESC LIMIT $2");

/// Messages before the one with this id, the newest first; of one webhook, or of all.
pub async fn log(
    store: &Store,
    webhook: Option<i64>,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<LogRow>, StoreError> {
    let (before, limit) = (before.unwrap_or(i64::MAX), i64::from(limit));
    Ok(match webhook {
        None => {
            on_pool!(store, p => sqlx::query_as(LOG).bind(before).bind(limit).fetch_all(p).await)?
        }
        Some(id) => {
            on_pool!(store, p => sqlx::query_as(LOG_OF).bind(before).bind(limit).bind(id).fetch_all(p).await)?
        }
    })
}
