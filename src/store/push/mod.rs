//! What browsers follow, and the messages on their way to them.

mod message;

pub use message::{
    DUE, LETTER, LetterRow, SPREAD_TO_CATEGORY, SPREAD_TO_STORY, any_due, claim, discard, fan_out,
    gone, letter, put_off, release, settled, tell,
};

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    id::{ArticleId, CategoryId},
    stamp::Stamp,
};

/// What can be followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Story(ArticleId),
    Category(CategoryId),
}

impl Target {
    /// The story's id or the category's; one of them is there.
    fn columns(self) -> (Option<i64>, Option<i64>) {
        match self {
            Target::Story(id) => (Some(id.0), None),
            Target::Category(id) => (None, Some(id.0)),
        }
    }
}

/// Notes a browser, or that its keys are others now; its id.
pub async fn subscribe(
    tx: &mut Tx<'_>,
    endpoint: &str,
    p256dh: &str,
    auth: &str,
    at: Stamp,
) -> Result<i64, StoreError> {
    let sql = "INSERT INTO push_subscriptions (endpoint, p256dh, auth, made_at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (endpoint) DO UPDATE SET p256dh = excluded.p256dh, auth = excluded.auth RETURNING id";
    Ok(on_tx!(tx, c => sqlx::query_scalar(sql)
        .bind(endpoint)
        .bind(p256dh)
        .bind(auth)
        .bind(at.micros())
        .fetch_one(c)
        .await)?)
}

/// How much a browser follows.
pub async fn count(tx: &mut Tx<'_>, subscription: i64) -> Result<i64, StoreError> {
    let sql = "SELECT count(*) FROM push_follows WHERE subscription_id = $1";
    Ok(on_tx!(tx, c => sqlx::query_scalar(sql).bind(subscription).fetch_one(c).await)?)
}

/// Follows something; `false` where the browser did so before.
pub async fn follow(
    tx: &mut Tx<'_>,
    subscription: i64,
    target: Target,
    at: Stamp,
) -> Result<bool, StoreError> {
    let sql = "INSERT INTO push_follows (subscription_id, article_id, category_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    let (article, category) = target.columns();
    let rows = on_tx!(tx, c => sqlx::query(sql)
        .bind(subscription)
        .bind(article)
        .bind(category)
        .bind(at.micros())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// No longer follows it. A browser that follows nothing any more is forgotten.
pub async fn unfollow(tx: &mut Tx<'_>, endpoint: &str, target: Target) -> Result<(), StoreError> {
    // One each, so that nobody looks through all who follow the same.
    let (sql, id) = match target {
        Target::Story(id) => (
            "DELETE FROM push_follows WHERE article_id = $2 AND subscription_id = (SELECT id FROM push_subscriptions WHERE endpoint = $1)",
            id.0,
        ),
        Target::Category(id) => (
            "DELETE FROM push_follows WHERE category_id = $2 AND subscription_id = (SELECT id FROM push_subscriptions WHERE endpoint = $1)",
            id.0,
        ),
    };
    on_tx!(tx, c => sqlx::query(sql).bind(endpoint).bind(id).execute(c).await.map(|_| ()))?;
    let sql = "DELETE FROM push_subscriptions WHERE endpoint = $1 \
               AND NOT EXISTS (SELECT 1 FROM push_follows f WHERE f.subscription_id = push_subscriptions.id)";
    on_tx!(tx, c => sqlx::query(sql).bind(endpoint).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Forgets a browser with all that it follows.
pub async fn forget(tx: &mut Tx<'_>, endpoint: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM push_subscriptions WHERE endpoint = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(endpoint).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// A browser has another address and other keys: what it follows goes along. `false` where nothing
/// was known of it, or the new address is known already.
pub async fn renew(
    tx: &mut Tx<'_>,
    old: &str,
    endpoint: &str,
    p256dh: &str,
    auth: &str,
) -> Result<bool, StoreError> {
    let sql = "UPDATE push_subscriptions SET endpoint = $2, p256dh = $3, auth = $4, failing_since = NULL WHERE endpoint = $1 \
               AND ($1 = $2 OR NOT EXISTS (SELECT 1 FROM push_subscriptions o WHERE o.endpoint = $2))";
    let rows = on_tx!(tx, c => sqlx::query(sql)
        .bind(old)
        .bind(endpoint)
        .bind(p256dh)
        .bind(auth)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// How many browsers are known.
pub async fn subscriptions(store: &Store) -> Result<i64, StoreError> {
    let sql = "SELECT count(*) FROM push_subscriptions";
    Ok(on_pool!(store, p => sqlx::query_scalar(sql).fetch_one(p).await)?)
}
