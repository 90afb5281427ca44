//! Likes of comments: one an account.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::id::{AccountId, CommentId};

/// Notes that likes were counted whose event is still to come.
pub async fn set_like_due(tx: &mut Tx<'_>, id: CommentId) -> Result<(), StoreError> {
    let sql = "UPDATE comments SET like_due = TRUE WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Likes a comment or takes it back. `false` when that was so already.
pub async fn like(
    tx: &mut Tx<'_>,
    id: CommentId,
    account: AccountId,
    on: bool,
) -> Result<bool, StoreError> {
    let sql = if on {
        "INSERT INTO comment_likes (comment_id, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING"
    } else {
        "DELETE FROM comment_likes WHERE comment_id = $1 AND account_id = $2"
    };
    let rows = on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(account.0).execute(c).await.map(|done| done.rows_affected()))?;
    if rows == 1 {
        let sql = "UPDATE comments SET likes = likes + $2 WHERE id = $1";
        let more = if on { 1_i64 } else { -1 };
        on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(more).execute(c).await.map(|_| ()))?;
    }
    Ok(rows == 1)
}

/// Of these comments, those the account likes. At most a hundred are looked up.
pub async fn of_account(
    store: &Store,
    account: AccountId,
    ids: &[CommentId],
) -> Result<Vec<CommentId>, StoreError> {
    let sql = "SELECT comment_id FROM comment_likes WHERE comment_id = $2 AND account_id = $1";
    let mut liked = Vec::new();
    for id in ids.iter().take(100) {
        let found: Option<i64> = on_pool!(store, p => sqlx::query_scalar(sql).bind(account.0).bind(id.0).fetch_optional(p).await)?;
        liked.extend(found.map(CommentId));
    }
    Ok(liked)
}

/// All comments of one story that the account likes.
pub async fn in_story(
    store: &Store,
    account: AccountId,
    article: crate::domain::id::ArticleId,
) -> Result<Vec<CommentId>, StoreError> {
    let sql = "SELECT l.comment_id FROM comment_likes l JOIN comments k ON k.id = l.comment_id \
               WHERE l.account_id = $1 AND k.article_id = $2 ORDER BY l.comment_id DESC LIMIT 1000";
    let ids: Vec<i64> = on_pool!(store, p => sqlx::query_scalar(sql).bind(account.0).bind(article.0).fetch_all(p).await)?;
    Ok(ids.into_iter().map(CommentId).collect())
}
