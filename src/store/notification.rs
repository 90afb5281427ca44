//! What an account is told: replies, news in threads it follows, decisions about its comments.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    id::{AccountId, ArticleId, CommentId},
    stamp::Stamp,
};

/// Tells whoever wrote `parent`, unless they wrote the reply themselves or have muted its author.
pub async fn reply(
    tx: &mut Tx<'_>,
    parent: CommentId,
    reply: CommentId,
    by: Option<AccountId>,
    at: Stamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO notifications (account_id, kind, comment_id, at) \
               SELECT k.account_id, 'reply', $2, $4 FROM comments k WHERE k.id = $1 AND k.account_id IS NOT NULL AND k.account_id <> $3 \
               AND NOT EXISTS (SELECT 1 FROM mutes m WHERE m.account_id = k.account_id AND m.muted_id = $3) ON CONFLICT DO NOTHING";
    on_tx!(tx, c => sqlx::query(sql).bind(parent.0).bind(reply.0).bind(by.map_or(0, |a| a.0)).bind(at.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Tells who follows the thread, but for its author, who has muted its author, who was told
/// already as the one answered, and who has not read the last notice of this thread yet. Of those
/// `told` is true, so that a thread with many followers costs a comment no more than one with few.
pub async fn thread(
    tx: &mut Tx<'_>,
    article: ArticleId,
    comment: CommentId,
    by: Option<AccountId>,
    at: Stamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO notifications (account_id, kind, comment_id, article_id, at) \
               SELECT f.account_id, 'thread', $2, $1, $4 FROM thread_follows f WHERE f.article_id = $1 AND NOT f.told AND f.account_id <> $3 \
               AND NOT EXISTS (SELECT 1 FROM mutes m WHERE m.account_id = f.account_id AND m.muted_id = $3) \
               AND NOT EXISTS (SELECT 1 FROM notifications n WHERE n.account_id = f.account_id AND n.kind = 'reply' AND n.comment_id = $2) \
               ON CONFLICT DO NOTHING";
    let rows = on_tx!(tx, c => sqlx::query(sql).bind(article.0).bind(comment.0).bind(by.map_or(0, |a| a.0)).bind(at.micros()).execute(c).await.map(|done| done.rows_affected()))?;
    if rows > 0 {
        set_told(tx, comment, true).await?;
    }
    Ok(())
}

/// Notes that whoever has the notice of this comment need not, or must, be looked at again.
async fn set_told(tx: &mut Tx<'_>, comment: CommentId, told: bool) -> Result<(), StoreError> {
    let sql = "UPDATE thread_follows SET told = $2 WHERE article_id = (SELECT k.article_id FROM comments k WHERE k.id = $1) \
               AND account_id IN (SELECT n.account_id FROM notifications n WHERE n.comment_id = $1 AND n.kind = 'thread' AND n.read_at IS NULL)";
    on_tx!(tx, c => sqlx::query(sql).bind(comment.0).bind(told).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Tells an author what was decided; a later decision takes the place of an earlier one.
pub async fn decision(
    tx: &mut Tx<'_>,
    account: AccountId,
    comment: CommentId,
    at: Stamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO notifications (account_id, kind, comment_id, at) VALUES ($1, 'decision', $2, $3) \
               ON CONFLICT (account_id, kind, comment_id) DO UPDATE SET at = excluded.at, read_at = NULL, mailed_at = NULL";
    on_tx!(tx, c => sqlx::query(sql).bind(account.0).bind(comment.0).bind(at.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Nobody is told any more of a comment that is hidden.
pub async fn withdraw(tx: &mut Tx<'_>, comment: CommentId) -> Result<(), StoreError> {
    set_told(tx, comment, false).await?;
    let sql = "DELETE FROM notifications WHERE comment_id = $1 AND kind <> 'decision'";
    on_tx!(tx, c => sqlx::query(sql).bind(comment.0).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// A notice with what it is about.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct NoticeRow {
    pub id: i64,
    pub account_id: i64,
    /// `reply`, `thread` or `decision`.
    pub kind: String,
    pub comment_id: i64,
    pub at: i64,
    pub read_at: Option<i64>,
    pub slug: String,
    pub headline: String,
    /// Who wrote the comment.
    pub author: String,
    pub body: String,
    pub state: String,
    pub reason: String,
    /// `author` or `moderator`, once the comment is removed.
    pub removed_by: Option<String>,
    /// Name of the account that is told.
    pub told: String,
    /// Its address, where it was confirmed.
    pub email: Option<String>,
    /// Carried by the link that ends the follow, where there is one.
    pub secret: Option<String>,
}

macro_rules! notices {
    ($rest:literal) => {
        concat!(
            "SELECT n.id, n.account_id, n.kind, n.comment_id, n.at, n.read_at, a.slug, a.headline, coalesce(w.name, k.name) AS author, \
             k.body, k.state, k.reason, k.removed_by, u.name AS told, \
             CASE WHEN u.verified_at IS NOT NULL THEN u.email END AS email, f.secret FROM notifications n JOIN comments k ON k.id = n.comment_id \
             JOIN articles a ON a.id = k.article_id JOIN accounts u ON u.id = n.account_id LEFT JOIN accounts w ON w.id = k.account_id \
             LEFT JOIN thread_follows f ON f.account_id = n.account_id AND f.article_id = k.article_id ",
            $rest
        )
    };
}

/// Notices that no mail was sent for and nobody has read, oldest first.
pub const UNMAILED: &str =
    notices!("WHERE n.mailed_at IS NULL AND n.id > $1 ORDER BY n.id LIMIT $2");
/// The newest notices of an account that are unread.
pub const UNREAD: &str =
    notices!("WHERE n.account_id = $1 AND n.read_at IS NULL ORDER BY n.id DESC LIMIT $2");

/// Notices without mail after the one with this id.
pub async fn unmailed(store: &Store, after: i64, limit: u32) -> Result<Vec<NoticeRow>, StoreError> {
    Ok(
        on_pool!(store, p => sqlx::query_as(UNMAILED).bind(after).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}

/// The newest unread notices of an account.
pub async fn unread(
    store: &Store,
    account: AccountId,
    limit: u32,
) -> Result<Vec<NoticeRow>, StoreError> {
    Ok(
        on_pool!(store, p => sqlx::query_as(UNREAD).bind(account.0).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}

/// Notes that mail was sent, or that none is needed. `false` when somebody else has noted it.
pub async fn mailed(tx: &mut Tx<'_>, id: i64, at: Stamp) -> Result<bool, StoreError> {
    let sql = "UPDATE notifications SET mailed_at = $2 WHERE id = $1 AND mailed_at IS NULL";
    let rows = on_tx!(tx, c => sqlx::query(sql).bind(id).bind(at.micros()).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Takes that note of this instant back: the mail did not go out.
pub async fn unmail(tx: &mut Tx<'_>, id: i64, at: Stamp) -> Result<(), StoreError> {
    let sql = "UPDATE notifications SET mailed_at = NULL WHERE id = $1 AND mailed_at = $2 AND read_at IS NULL";
    on_tx!(tx, c => sqlx::query(sql).bind(id).bind(at.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// An account has seen its notices up to this one.
pub async fn read(
    tx: &mut Tx<'_>,
    account: AccountId,
    up_to: i64,
    at: Stamp,
) -> Result<(), StoreError> {
    let sql = "UPDATE notifications SET read_at = $3, mailed_at = coalesce(mailed_at, $3) WHERE account_id = $1 AND id <= $2 AND read_at IS NULL";
    on_tx!(tx, c => sqlx::query(sql).bind(account.0).bind(up_to).bind(at.micros()).execute(c).await.map(|_| ()))?;
    // A notice after this one keeps its thread told.
    let sql = "UPDATE thread_follows SET told = EXISTS (SELECT 1 FROM notifications n WHERE n.account_id = $1 AND n.kind = 'thread' \
               AND n.article_id = thread_follows.article_id AND n.read_at IS NULL) WHERE account_id = $1 AND told";
    on_tx!(tx, c => sqlx::query(sql).bind(account.0).execute(c).await.map(|_| ()))?;
    Ok(())
}
