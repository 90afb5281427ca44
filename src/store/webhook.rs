//! Webhooks: addresses that are told what happens.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    stamp::Stamp,
    webhook::{Event, Standing},
};

/// A webhook.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct WebhookRow {
    pub id: i64,
    pub name: String,
    pub url: String,
    events: String,
    /// What makes its key, with the site's secret.
    pub salt: String,
    standing: String,
    /// Since when every try failed.
    pub failing_since: Option<i64>,
}

impl WebhookRow {
    /// What it is told.
    pub fn events(&self) -> Vec<Event> {
        let words = self.events.split(' ');
        words.filter_map(Event::from_word).collect()
    }

    /// Whether it is told anything.
    pub fn standing(&self) -> Standing {
        Standing::from_word(&self.standing)
    }
}

/// One to be added.
#[derive(Debug, Clone)]
pub struct NewWebhook {
    pub name: String,
    pub url: String,
    pub events: Vec<Event>,
    pub salt: String,
    pub at: Stamp,
}

/// All of them, the oldest first.
pub async fn all(store: &Store) -> Result<Vec<WebhookRow>, StoreError> {
    let sql =
        "SELECT id, name, url, events, salt, standing, failing_since FROM webhooks ORDER BY id";
    Ok(on_pool!(store, p => sqlx::query_as(sql).fetch_all(p).await)?)
}

/// One of them.
pub async fn by_id(store: &Store, id: i64) -> Result<Option<WebhookRow>, StoreError> {
    let sql =
        "SELECT id, name, url, events, salt, standing, failing_since FROM webhooks WHERE id = $1";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(id).fetch_optional(p).await)?)
}

/// Adds one and answers with its id.
pub async fn insert(tx: &mut Tx<'_>, new: &NewWebhook) -> Result<i64, StoreError> {
    let sql = "INSERT INTO webhooks (name, url, events, salt, standing, created_at) VALUES ($1, $2, $3, $4, 'active', $5) RETURNING id";
    // Each word has a space on either side, so that it is found whole.
    let words: String = new
        .events
        .iter()
        .map(|e| format!(" {} ", e.as_str()))
        .collect();
    Ok(on_tx!(tx, c => sqlx::query_scalar(sql)
        .bind(&new.name)
        .bind(&new.url)
        .bind(&words)
        .bind(&new.salt)
        .bind(new.at.micros())
        .fetch_one(c)
        .await)?)
}

/// Deletes one with everything that waits for it; its name, where there was one.
pub async fn delete(tx: &mut Tx<'_>, id: i64) -> Result<Option<String>, StoreError> {
    let sql = "DELETE FROM webhooks WHERE id = $1 RETURNING name";
    Ok(on_tx!(tx, c => sqlx::query_scalar(sql).bind(id).fetch_optional(c).await)?)
}

/// Says whether one is told anything; its name, where it was not so already. Nothing has failed yet
/// of one that begins again.
pub async fn set_standing(
    tx: &mut Tx<'_>,
    id: i64,
    standing: Standing,
) -> Result<Option<String>, StoreError> {
    let sql = "UPDATE webhooks SET standing = $2, failing_since = CASE WHEN $2 = 'active' THEN NULL ELSE failing_since END \
               WHERE id = $1 AND standing <> $2 RETURNING name";
    let word = standing.as_str();
    Ok(on_tx!(tx, c => sqlx::query_scalar(sql).bind(id).bind(word).fetch_optional(c).await)?)
}

/// Gives one another key; its name, where there is one.
pub async fn set_salt(tx: &mut Tx<'_>, id: i64, salt: &str) -> Result<Option<String>, StoreError> {
    let sql = "UPDATE webhooks SET salt = $2 WHERE id = $1 RETURNING name";
    Ok(on_tx!(tx, c => sqlx::query_scalar(sql).bind(id).bind(salt).fetch_optional(c).await)?)
}

/// Something arrived there.
pub async fn arrived(tx: &mut Tx<'_>, id: i64) -> Result<(), StoreError> {
    let sql =
        "UPDATE webhooks SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL";
    on_tx!(tx, c => sqlx::query(sql).bind(id).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Something did not arrive there; answers since when nothing does.
pub async fn failed(tx: &mut Tx<'_>, id: i64, at: Stamp) -> Result<Option<Stamp>, StoreError> {
    let sql = "UPDATE webhooks SET failing_since = coalesce(failing_since, $2) WHERE id = $1 RETURNING failing_since";
    let since: Option<i64> = on_tx!(tx, c => sqlx::query_scalar(sql).bind(id).bind(at.micros()).fetch_optional(c).await)?;
    Ok(since.map(Stamp::from_micros))
}
