//! Whom an account does not want to read, and which threads it follows.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    id::{AccountId, ArticleId, CommentId},
    stamp::Stamp,
};

/// Mutes an account for another, or no longer.
pub async fn mute(
    tx: &mut Tx<'_>,
    account: AccountId,
    muted: AccountId,
    on: bool,
) -> Result<(), StoreError> {
    let sql = if on {
        "INSERT INTO mutes (account_id, muted_id) SELECT $1, id FROM accounts WHERE id = $2 ON CONFLICT DO NOTHING"
    } else {
        "DELETE FROM mutes WHERE account_id = $1 AND muted_id = $2"
    };
    on_tx!(tx, c => sqlx::query(sql).bind(account.0).bind(muted.0).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Whom an account has muted.
pub async fn muted(store: &Store, account: AccountId) -> Result<Vec<AccountId>, StoreError> {
    let sql = "SELECT muted_id FROM mutes WHERE account_id = $1 ORDER BY muted_id LIMIT 1000";
    let ids: Vec<i64> =
        on_pool!(store, p => sqlx::query_scalar(sql).bind(account.0).fetch_all(p).await)?;
    Ok(ids.into_iter().map(AccountId).collect())
}

/// Follows a story's thread; the secret of an earlier follow stays.
pub async fn follow(
    tx: &mut Tx<'_>,
    account: AccountId,
    article: ArticleId,
    secret: &str,
    at: Stamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO thread_follows (account_id, article_id, secret, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    on_tx!(tx, c => sqlx::query(sql).bind(account.0).bind(article.0).bind(secret).bind(at.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// No longer follows it.
pub async fn unfollow(
    tx: &mut Tx<'_>,
    account: AccountId,
    article: ArticleId,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM thread_follows WHERE account_id = $1 AND article_id = $2";
    on_tx!(tx, c => sqlx::query(sql).bind(account.0).bind(article.0).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Ends the follow with this secret. `false` when there is none.
pub async fn unfollow_by_secret(tx: &mut Tx<'_>, secret: &str) -> Result<bool, StoreError> {
    let sql = "DELETE FROM thread_follows WHERE secret = $1";
    let rows = on_tx!(tx, c => sqlx::query(sql).bind(secret).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Whether an account follows a story's thread.
pub async fn follows(
    store: &Store,
    account: AccountId,
    article: ArticleId,
) -> Result<bool, StoreError> {
    let sql = "SELECT account_id FROM thread_follows WHERE account_id = $1 AND article_id = $2";
    let found: Option<i64> = on_pool!(store, p => sqlx::query_scalar(sql).bind(account.0).bind(article.0).fetch_optional(p).await)?;
    Ok(found.is_some())
}

/// The newest comments of a story by accounts that this one has muted.
pub async fn muted_comments(
    store: &Store,
    account: AccountId,
    article: ArticleId,
) -> Result<Vec<CommentId>, StoreError> {
    let sql = "SELECT k.id FROM mutes m JOIN comments k ON k.account_id = m.muted_id \
               WHERE m.account_id = $1 AND k.article_id = $2 ORDER BY k.id DESC LIMIT 1000";
    let ids: Vec<i64> = on_pool!(store, p => sqlx::query_scalar(sql).bind(account.0).bind(article.0).fetch_all(p).await)?;
    Ok(ids.into_iter().map(CommentId).collect())
}

/// A story that is followed.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct FollowRow {
    pub article_id: i64,
    pub slug: String,
    pub headline: String,
}

/// The stories an account follows, the newest follow first.
pub async fn followed(store: &Store, account: AccountId) -> Result<Vec<FollowRow>, StoreError> {
    let sql = "SELECT a.id AS article_id, a.slug, a.headline FROM thread_follows f JOIN articles a ON a.id = f.article_id \
               WHERE f.account_id = $1 ORDER BY f.at DESC, a.id DESC LIMIT 500";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(account.0).fetch_all(p).await)?)
}

/// The story followed with this secret.
pub async fn by_secret(store: &Store, secret: &str) -> Result<Option<FollowRow>, StoreError> {
    let sql = "SELECT a.id AS article_id, a.slug, a.headline FROM thread_follows f JOIN articles a ON a.id = f.article_id WHERE f.secret = $1";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(secret).fetch_optional(p).await)?)
}

/// Whom an account has muted, by name.
pub async fn muted_people(
    store: &Store,
    account: AccountId,
) -> Result<Vec<(AccountId, String)>, StoreError> {
    let sql = "SELECT a.id, a.name FROM mutes m JOIN accounts a ON a.id = m.muted_id WHERE m.account_id = $1 ORDER BY a.name, a.id LIMIT 1000";
    let rows: Vec<(i64, String)> =
        on_pool!(store, p => sqlx::query_as(sql).bind(account.0).fetch_all(p).await)?;
    Ok(rows
        .into_iter()
        .map(|(id, name)| (AccountId(id), name))
        .collect())
}
