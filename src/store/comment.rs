//! Comments: one by its id, and writing them. Lists are in [`super::thread`] and [`super::queue`].

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    account::Role,
    comment::State,
    id::{AccountId, ArticleId, CommentId},
    stamp::Stamp,
};

/// A comment as stored, with what is shown of its author now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentRow {
    pub id: CommentId,
    pub article: ArticleId,
    pub parent: Option<CommentId>,
    pub thread: CommentId,
    pub depth: u32,
    pub account: Option<AccountId>,
    pub name: String,
    pub role: Option<Role>,
    /// Whether its author signs the story.
    pub byline: bool,
    pub body: String,
    pub html: String,
    pub state: State,
    /// The state before the last decision.
    pub previous: Option<State>,
    pub reason: String,
    /// `author` or `moderator`, once removed.
    pub removed_by: Option<String>,
    pub pinned: bool,
    pub picked: bool,
    pub likes: u32,
    /// Direct replies that are shown.
    pub replies: u32,
    /// Reports that nobody has dealt with.
    pub reports: u32,
    pub seq: i64,
    pub like_due: bool,
    pub address_hash: String,
    pub created_at: Stamp,
    pub edited_at: Option<Stamp>,
}

/// The little that says where a comment stands.
#[derive(Debug, Clone, Copy)]
pub struct Spot {
    pub id: CommentId,
    pub article: ArticleId,
    pub parent: Option<CommentId>,
    pub account: Option<AccountId>,
    /// Direct replies that are shown.
    pub replies: u32,
}

impl CommentRow {
    /// Where it stands.
    pub fn spot(&self) -> Spot {
        Spot {
            id: self.id,
            article: self.article,
            parent: self.parent,
            account: self.account,
            replies: self.replies,
        }
    }

    /// Whether a page shows it, be it only as a place that is kept.
    pub fn is_shown(&self) -> bool {
        self.state == State::Published || self.replies > 0
    }
}

/// All columns, each absent where the row comes from the empty side of a join.
#[derive(sqlx::FromRow)]
pub(super) struct RawComment {
    id: Option<i64>,
    article_id: Option<i64>,
    parent_id: Option<i64>,
    thread_id: Option<i64>,
    depth: Option<i64>,
    account_id: Option<i64>,
    name: Option<String>,
    role: Option<String>,
    byline: bool,
    body: Option<String>,
    html: Option<String>,
    state: Option<String>,
    previous: Option<String>,
    reason: Option<String>,
    removed_by: Option<String>,
    pinned: Option<bool>,
    picked: Option<bool>,
    likes: Option<i64>,
    replies: Option<i64>,
    reports: Option<i64>,
    seq: Option<i64>,
    like_due: Option<bool>,
    address_hash: Option<String>,
    created_at: Option<i64>,
    edited_at: Option<i64>,
}

impl RawComment {
    /// `None` where no comment was joined.
    pub(super) fn into_row(self) -> Option<CommentRow> {
        let count = |n: Option<i64>| n.and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
        Some(CommentRow {
            id: CommentId(self.id?),
            article: ArticleId(self.article_id?),
            parent: self.parent_id.map(CommentId),
            thread: CommentId(self.thread_id.filter(|top| *top != 0).or(self.id)?),
            depth: count(self.depth),
            account: self.account_id.map(AccountId),
            name: self.name.unwrap_or_default(),
            role: self.role.as_deref().and_then(Role::from_word),
            byline: self.byline,
            body: self.body.unwrap_or_default(),
            html: self.html.unwrap_or_default(),
            // A word nobody knows is shown to nobody.
            state: self
                .state
                .as_deref()
                .and_then(State::from_word)
                .unwrap_or(State::Removed),
            previous: self.previous.as_deref().and_then(State::from_word),
            reason: self.reason.unwrap_or_default(),
            removed_by: self.removed_by,
            pinned: self.pinned.unwrap_or(false),
            picked: self.picked.unwrap_or(false),
            likes: count(self.likes),
            replies: count(self.replies),
            reports: count(self.reports),
            seq: self.seq.unwrap_or(0),
            like_due: self.like_due.unwrap_or(false),
            address_hash: self.address_hash.unwrap_or_default(),
            created_at: Stamp::from_micros(self.created_at?),
            edited_at: self.edited_at.map(Stamp::from_micros),
        })
    }
}

/// A statement that selects comments `k`: more columns, the tables with `k` among them, the rest.
macro_rules! select {
    ($more:literal, $from:literal, $($rest:literal)+) => {
        concat!(
            "SELECT ", $more,
            "k.id, k.article_id, k.parent_id, k.thread_id, k.depth, k.account_id, coalesce(u.name, k.name) AS name, u.role, \
             EXISTS (SELECT 1 FROM bylines b WHERE b.article_id = k.article_id AND b.account_id = k.account_id) AS byline, \
             k.body, k.html, k.state, k.previous, k.reason, k.removed_by, k.pinned, k.picked, k.likes, k.replies, k.reports, \
             k.seq, k.like_due, k.address_hash, k.created_at, k.edited_at FROM ",
            $from,
            " LEFT JOIN accounts u ON u.id = k.account_id ",
            $($rest),+
        )
    };
}
pub(super) use select;

const BY_ID: &str = select!("", "comments k", "WHERE k.id = $1");

/// The comment with this id, in whatever state.
pub async fn by_id(store: &Store, id: CommentId) -> Result<Option<CommentRow>, StoreError> {
    let raw: Option<RawComment> =
        on_pool!(store, p => sqlx::query_as(BY_ID).bind(id.0).fetch_optional(p).await)?;
    Ok(raw.and_then(RawComment::into_row))
}

/// The same, as the transaction sees it.
pub async fn read(tx: &mut Tx<'_>, id: CommentId) -> Result<Option<CommentRow>, StoreError> {
    let raw: Option<RawComment> =
        on_tx!(tx, c => sqlx::query_as(BY_ID).bind(id.0).fetch_optional(c).await)?;
    Ok(raw.and_then(RawComment::into_row))
}

/// A comment to be written.
#[derive(Debug, Clone)]
pub struct NewComment {
    pub article: ArticleId,
    /// Parent, top of its thread, and the depth of the new one.
    pub under: Option<(CommentId, CommentId, u32)>,
    pub account: Option<AccountId>,
    pub name: String,
    pub body: String,
    pub html: String,
    pub state: State,
    pub reason: String,
    pub key: Option<String>,
    pub address_hash: String,
    pub at: Stamp,
    /// The number of the event with which it appears; 0 where it is not shown.
    pub seq: i64,
}

impl NewComment {
    /// The row as it was just stored.
    pub fn stored(self, id: CommentId, role: Option<Role>, byline: bool) -> CommentRow {
        let (parent, thread, depth) = match self.under {
            Some((parent, thread, depth)) => (Some(parent), thread, depth),
            None => (None, id, 0),
        };
        CommentRow {
            id,
            article: self.article,
            parent,
            thread,
            depth,
            account: self.account,
            name: self.name,
            role,
            byline,
            body: self.body,
            html: self.html,
            state: self.state,
            previous: None,
            reason: self.reason,
            removed_by: None,
            pinned: false,
            picked: false,
            likes: 0,
            replies: 0,
            reports: 0,
            seq: self.seq,
            like_due: false,
            address_hash: self.address_hash,
            created_at: self.at,
            edited_at: None,
        }
    }
}

/// Adds a comment; [`StoreError::Conflict`] when its key was used before.
pub async fn insert(tx: &mut Tx<'_>, new: &NewComment) -> Result<Spot, StoreError> {
    let sql = "INSERT INTO comments (article_id, parent_id, thread_id, depth, account_id, name, body, html, state, reason, \
               idempotency_key, address_hash, created_at, seq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id";
    // The top of a thread says 0 for itself: its id is not known yet, and setting it afterwards
    // would write every comment twice.
    let (parent, thread, depth) = match new.under {
        Some((parent, thread, depth)) => (Some(parent.0), thread.0, i64::from(depth)),
        None => (None, 0, 0),
    };
    let id: i64 = on_tx!(tx, c => sqlx::query_scalar(sql)
        .bind(new.article.0)
        .bind(parent)
        .bind(thread)
        .bind(depth)
        .bind(new.account.map(|a| a.0))
        .bind(&new.name)
        .bind(&new.body)
        .bind(&new.html)
        .bind(new.state.as_str())
        .bind(&new.reason)
        .bind(new.key.as_deref())
        .bind(&new.address_hash)
        .bind(new.at.micros())
        .bind(new.seq)
        .fetch_one(c)
        .await)?;
    Ok(Spot {
        id: CommentId(id),
        article: new.article,
        parent: parent.map(CommentId),
        account: new.account,
        replies: 0,
    })
}

/// The comment somebody wrote with this key: an account, or else a guest at this address.
pub async fn by_key(
    tx: &mut Tx<'_>,
    account: Option<AccountId>,
    address: &str,
    key: &str,
) -> Result<Option<CommentId>, StoreError> {
    let own = "SELECT id FROM comments WHERE account_id = $1 AND idempotency_key = $2";
    let guest = "SELECT id FROM comments WHERE address_hash = $1 AND idempotency_key = $2 AND account_id IS NULL";
    let id: Option<i64> = match account {
        Some(account) => {
            on_tx!(tx, c => sqlx::query_scalar(own).bind(account.0).bind(key).fetch_optional(c).await)?
        }
        None => {
            on_tx!(tx, c => sqlx::query_scalar(guest).bind(address).bind(key).fetch_optional(c).await)?
        }
    };
    Ok(id.map(CommentId))
}

/// There is no state to go back to any more.
pub async fn forget_previous(tx: &mut Tx<'_>, id: CommentId) -> Result<(), StoreError> {
    let sql = "UPDATE comments SET previous = '' WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Moves a comment to another state.
pub async fn set_state(
    tx: &mut Tx<'_>,
    id: CommentId,
    state: State,
    previous: Option<State>,
    reason: &str,
    removed_by: Option<&str>,
) -> Result<(), StoreError> {
    // What is hidden is neither pinned nor picked any more.
    let sql = "UPDATE comments SET state = $2, previous = $3, reason = $4, removed_by = $5, \
               pinned = pinned AND $6, picked = picked AND $6 WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql)
        .bind(id.0)
        .bind(state.as_str())
        .bind(previous.map_or("", State::as_str))
        .bind(reason)
        .bind(removed_by)
        .bind(state == State::Published)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Changes the text, keeping the old one among the versions.
pub async fn set_text(
    tx: &mut Tx<'_>,
    id: CommentId,
    body: &str,
    html: &str,
    at: Stamp,
) -> Result<(), StoreError> {
    let keep = "INSERT INTO comment_versions (comment_id, n, body, at) \
                SELECT k.id, coalesce((SELECT max(v.n) FROM comment_versions v WHERE v.comment_id = k.id), 0) + 1, k.body, \
                coalesce(k.edited_at, k.created_at) FROM comments k WHERE k.id = $1";
    on_tx!(tx, c => sqlx::query(keep).bind(id.0).execute(c).await.map(|_| ()))?;
    let sql = "UPDATE comments SET body = $2, html = $3, edited_at = $4 WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(body).bind(html).bind(at.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Wipes text, versions and address: for an author who takes everything back.
pub async fn erase(tx: &mut Tx<'_>, id: CommentId) -> Result<(), StoreError> {
    for sql in [
        "DELETE FROM comment_versions WHERE comment_id = $1",
        "UPDATE comments SET name = '', body = '', html = '', address_hash = '' WHERE id = $1",
    ] {
        on_tx!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// Adds to the count of shown direct replies and returns the new count.
pub async fn add_replies(tx: &mut Tx<'_>, id: CommentId, more: i64) -> Result<i64, StoreError> {
    let sql = "UPDATE comments SET replies = replies + $2 WHERE id = $1 RETURNING replies";
    Ok(on_tx!(tx, c => sqlx::query_scalar(sql).bind(id.0).bind(more).fetch_one(c).await)?)
}

/// Picks a comment, or no longer.
pub async fn set_picked(tx: &mut Tx<'_>, id: CommentId, on: bool) -> Result<(), StoreError> {
    let sql = "UPDATE comments SET picked = $2 WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(on).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Pins a comment, or no longer.
pub async fn set_pinned(tx: &mut Tx<'_>, id: CommentId, on: bool) -> Result<(), StoreError> {
    let sql = "UPDATE comments SET pinned = $2 WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(on).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Which comments of a story are pinned.
pub async fn pinned(tx: &mut Tx<'_>, article: ArticleId) -> Result<Vec<CommentId>, StoreError> {
    let sql = "SELECT id FROM comments WHERE article_id = $1 AND pinned ORDER BY id";
    let ids: Vec<i64> =
        on_tx!(tx, c => sqlx::query_scalar(sql).bind(article.0).fetch_all(c).await)?;
    Ok(ids.into_iter().map(CommentId).collect())
}
