//! What an account leaves behind when it goes, and what it may take along.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::id::{AccountId, CommentId};

/// Empties the row of an account and drops what belongs to it alone. The row itself stays, for
/// what still points to it. Who signed stories keeps the name under which they appeared.
pub async fn empty(tx: &mut Tx<'_>, id: AccountId) -> Result<(), StoreError> {
    let own = [
        "DELETE FROM sessions WHERE account_id = $1",
        "DELETE FROM mail_tokens WHERE account_id = $1",
        "DELETE FROM api_tokens WHERE account_id = $1",
        "DELETE FROM known_addresses WHERE account_id = $1",
        "DELETE FROM mutes WHERE account_id = $1 OR muted_id = $1",
        "DELETE FROM thread_follows WHERE account_id = $1",
        "DELETE FROM notifications WHERE account_id = $1",
        "DELETE FROM assignments WHERE account_id = $1",
        "DELETE FROM saved_views WHERE account_id = $1",
        "DELETE FROM desk_notices WHERE account_id = $1",
        "UPDATE accounts SET email = NULL, password = NULL, verified_at = NULL, banned_until = NULL, ban_reason = NULL, trusted = FALSE, role = 'reader', state = 'deleted' WHERE id = $1",
        "UPDATE accounts SET name = '', slug = '~' || CAST(id AS TEXT), bio = '' WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM bylines b WHERE b.account_id = accounts.id)",
    ];
    for sql in own {
        on_tx!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// Takes the account's name off its comments, which stay.
pub async fn orphan_comments(tx: &mut Tx<'_>, id: AccountId) -> Result<(), StoreError> {
    let sql = "UPDATE comments SET account_id = NULL, name = '', idempotency_key = NULL, address_hash = '' WHERE account_id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// The stories in which an account has comments that anybody may see, as (id, slug).
pub async fn stories_commented(
    tx: &mut Tx<'_>,
    id: AccountId,
) -> Result<Vec<(i64, String)>, StoreError> {
    let sql = "SELECT DISTINCT a.id, a.slug FROM comments c JOIN articles a ON a.id = c.article_id WHERE c.account_id = $1 AND c.state IN ('published', 'removed')";
    Ok(on_tx!(tx, c => sqlx::query_as(sql).bind(id.0).fetch_all(c).await)?)
}

/// The account's comments that are not removed yet, oldest first.
pub async fn standing_comments(
    store: &Store,
    id: AccountId,
    after: CommentId,
    limit: u32,
) -> Result<Vec<CommentId>, StoreError> {
    let sql = "SELECT id FROM comments WHERE account_id = $1 AND id > $2 AND state <> 'removed' ORDER BY id LIMIT $3";
    let ids: Vec<i64> = on_pool!(store, p => sqlx::query_scalar(sql).bind(id.0).bind(after.0).bind(i64::from(limit)).fetch_all(p).await)?;
    Ok(ids.into_iter().map(CommentId).collect())
}

/// One of the account's comments, for its owner.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct OwnComment {
    pub id: i64,
    pub article: String,
    pub parent_id: Option<i64>,
    pub body: String,
    pub state: String,
    pub created_at: i64,
    pub edited_at: Option<i64>,
}

/// All comments of the account, oldest first.
pub async fn comments(store: &Store, id: AccountId) -> Result<Vec<OwnComment>, StoreError> {
    let sql = "SELECT c.id, a.slug AS article, c.parent_id, c.body, c.state, c.created_at, c.edited_at FROM comments c JOIN articles a ON a.id = c.article_id WHERE c.account_id = $1 ORDER BY c.created_at, c.id";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(id.0).fetch_all(p).await)?)
}

/// The ids of the comments the account likes.
pub async fn likes(store: &Store, id: AccountId) -> Result<Vec<i64>, StoreError> {
    let sql = "SELECT comment_id FROM comment_likes WHERE account_id = $1 ORDER BY comment_id";
    Ok(on_pool!(store, p => sqlx::query_scalar(sql).bind(id.0).fetch_all(p).await)?)
}

/// The slugs of the stories whose threads the account follows.
pub async fn follows(store: &Store, id: AccountId) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT a.slug FROM thread_follows f JOIN articles a ON a.id = f.article_id WHERE f.account_id = $1 ORDER BY f.at";
    Ok(on_pool!(store, p => sqlx::query_scalar(sql).bind(id.0).fetch_all(p).await)?)
}

/// The names of the accounts this one has muted.
pub async fn muted(store: &Store, id: AccountId) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT a.name FROM mutes m JOIN accounts a ON a.id = m.muted_id WHERE m.account_id = $1 ORDER BY a.name";
    Ok(on_pool!(store, p => sqlx::query_scalar(sql).bind(id.0).fetch_all(p).await)?)
}
