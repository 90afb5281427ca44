//! The ordered log of a story. Its numbers have no gaps: they are given under the story's row lock,
//! inside the transaction of what happened.

use super::{
    StoreError,
    comment::{CommentRow, RawComment},
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    comment::{ARTICLE_UPDATED, CREATED, REMOVED, State, UPDATED},
    id::{ArticleId, CommentId},
    stamp::Stamp,
};

/// An event with the comment it is about, as the comment is now. A comment that is hidden by now
/// is not there: nothing hidden comes out of the log.
#[derive(Debug, Clone)]
pub struct EventRow {
    pub seq: i64,
    pub kind: String,
    pub comment: Option<CommentRow>,
    /// For [`REMOVED`]: which comment, and whether its place is kept.
    pub removed: Option<(CommentId, bool)>,
    /// For [`ARTICLE_UPDATED`]: what readers are told, as JSON.
    pub told: Option<String>,
}

/// The story itself was changed in public: `payload` is what its readers are told.
pub async fn article_updated(
    tx: &mut Tx<'_>,
    article: ArticleId,
    payload: &str,
    at: Stamp,
) -> Result<i64, StoreError> {
    insert(tx, article, ARTICLE_UPDATED, payload, None, 0, at).await
}

/// The number of a story's next event. `more` comments are counted with it: a story's row is long,
/// and is written once.
async fn next(tx: &mut Tx<'_>, article: ArticleId, more: i64) -> Result<i64, StoreError> {
    let sql = "UPDATE articles SET event_seq = event_seq + 1, comment_count = comment_count + $2 WHERE id = $1 RETURNING event_seq";
    Ok(on_tx!(tx, c => sqlx::query_scalar(sql).bind(article.0).bind(more).fetch_one(c).await)?)
}

async fn insert(
    tx: &mut Tx<'_>,
    article: ArticleId,
    kind: &str,
    payload: &str,
    comment: Option<CommentId>,
    more: i64,
    at: Stamp,
) -> Result<i64, StoreError> {
    let seq = next(tx, article, more).await?;
    record(tx, article, seq, kind, payload, comment, at).await?;
    Ok(seq)
}

async fn record(
    tx: &mut Tx<'_>,
    article: ArticleId,
    seq: i64,
    kind: &str,
    payload: &str,
    comment: Option<CommentId>,
    at: Stamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO story_events (article_id, seq, kind, payload, comment_id, at) VALUES ($1, $2, $3, $4, $5, $6)";
    on_tx!(tx, c => sqlx::query(sql)
        .bind(article.0)
        .bind(seq)
        .bind(kind)
        .bind(payload)
        .bind(comment.map(|c| c.0))
        .bind(at.micros())
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// The number under which a comment appears that is still to be written; it is counted.
pub async fn announced(tx: &mut Tx<'_>, article: ArticleId) -> Result<i64, StoreError> {
    next(tx, article, 1).await
}

/// The comment that was announced with this number is there, and carries it.
pub async fn arrived(
    tx: &mut Tx<'_>,
    article: ArticleId,
    comment: CommentId,
    seq: i64,
    at: Stamp,
) -> Result<(), StoreError> {
    let payload = about_comment(comment);
    record(tx, article, seq, CREATED, &payload, Some(comment), at).await
}

fn about_comment(comment: CommentId) -> String {
    format!("{{\"comment\":\"{comment}\"}}")
}

/// A comment that was hidden appeared, and is counted.
pub async fn created(
    tx: &mut Tx<'_>,
    article: ArticleId,
    comment: CommentId,
    at: Stamp,
) -> Result<i64, StoreError> {
    about(tx, article, CREATED, comment, 1, at).await
}

/// A comment looks different.
pub async fn updated(
    tx: &mut Tx<'_>,
    article: ArticleId,
    comment: CommentId,
    at: Stamp,
) -> Result<i64, StoreError> {
    about(tx, article, UPDATED, comment, 0, at).await
}

async fn about(
    tx: &mut Tx<'_>,
    article: ArticleId,
    kind: &str,
    comment: CommentId,
    more: i64,
    at: Stamp,
) -> Result<i64, StoreError> {
    let payload = about_comment(comment);
    let seq = insert(tx, article, kind, &payload, Some(comment), more, at).await?;
    numbered(tx, comment, seq).await
}

/// A comment is gone, and no longer counted, or only its place is left.
pub async fn vanished(
    tx: &mut Tx<'_>,
    article: ArticleId,
    comment: CommentId,
    tombstone: bool,
    at: Stamp,
) -> Result<i64, StoreError> {
    gone(tx, article, comment, tombstone, -1, at).await
}

/// The place of a comment that was hidden before is kept from now on, or given up.
pub async fn removed(
    tx: &mut Tx<'_>,
    article: ArticleId,
    comment: CommentId,
    tombstone: bool,
    at: Stamp,
) -> Result<i64, StoreError> {
    gone(tx, article, comment, tombstone, 0, at).await
}

async fn gone(
    tx: &mut Tx<'_>,
    article: ArticleId,
    comment: CommentId,
    tombstone: bool,
    more: i64,
    at: Stamp,
) -> Result<i64, StoreError> {
    let payload = if tombstone {
        format!("{{\"comment\":\"{comment}\",\"tombstone\":true}}")
    } else {
        about_comment(comment)
    };
    let seq = insert(tx, article, REMOVED, &payload, Some(comment), more, at).await?;
    numbered(tx, comment, seq).await
}

/// The comment carries the number; an event about it settles likes that were still to be told.
async fn numbered(tx: &mut Tx<'_>, comment: CommentId, seq: i64) -> Result<i64, StoreError> {
    let sql = "UPDATE comments SET seq = $2, like_due = FALSE WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(comment.0).bind(seq).execute(c).await.map(|_| ()))?;
    Ok(seq)
}

/// When the event with this number happened.
pub async fn at(
    tx: &mut Tx<'_>,
    article: ArticleId,
    seq: i64,
) -> Result<Option<Stamp>, StoreError> {
    let sql = "SELECT at FROM story_events WHERE article_id = $1 AND seq = $2";
    let at: Option<i64> =
        on_tx!(tx, c => sqlx::query_scalar(sql).bind(article.0).bind(seq).fetch_optional(c).await)?;
    Ok(at.map(Stamp::from_micros))
}

#[derive(sqlx::FromRow)]
struct RawEvent {
    event_seq: i64,
    kind: String,
    payload: String,
    about: Option<i64>,
    #[sqlx(flatten)]
    comment: RawComment,
}

/// The statement behind [`since`].
pub const SINCE: &str = super::comment::select!(
    "e.seq AS event_seq, e.kind, e.payload, e.comment_id AS about, ",
    "story_events e LEFT JOIN comments k ON k.id = e.comment_id ",
    "WHERE e.article_id = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3"
);

/// The story's events after this number, in order.
pub async fn since(
    store: &Store,
    article: ArticleId,
    after: i64,
    limit: u32,
) -> Result<Vec<EventRow>, StoreError> {
    let rows: Vec<RawEvent> = on_pool!(store, p => sqlx::query_as(SINCE)
        .bind(article.0)
        .bind(after)
        .bind(i64::from(limit))
        .fetch_all(p)
        .await)?;
    Ok(rows
        .into_iter()
        .map(|raw| {
            let about = raw.about.map(CommentId);
            let gone = raw.kind == REMOVED;
            EventRow {
                seq: raw.event_seq,
                removed: about
                    .filter(|_| gone)
                    .map(|id| (id, raw.payload.contains("\"tombstone\":true"))),
                comment: raw
                    .comment
                    .into_row()
                    .filter(|row| !gone && row.state == State::Published),
                told: (raw.kind == ARTICLE_UPDATED).then_some(raw.payload),
                kind: raw.kind,
            }
        })
        .collect())
}

/// The number of the story's last event; `None` when there is no such story.
pub async fn last(store: &Store, article: ArticleId) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT event_seq FROM articles WHERE id = $1";
    Ok(on_pool!(store, p => sqlx::query_scalar(sql).bind(article.0).fetch_optional(p).await)?)
}
