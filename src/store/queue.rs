//! What moderators look at: comments by state, by report, by author, and by what they say.

use super::{
    StoreError,
    comment::{CommentRow, RawComment, select},
    pool::{Store, on_pool},
};
use crate::domain::{
    comment::State,
    id::{AccountId, CommentId},
    page::Key,
    stamp::Stamp,
};

/// A comment in a list of the newsroom, with the story it stands under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    pub comment: CommentRow,
    pub slug: String,
    pub headline: String,
}

#[derive(sqlx::FromRow)]
struct RawQueue {
    slug: String,
    headline: String,
    #[sqlx(flatten)]
    comment: RawComment,
}

macro_rules! queue {
    ($($rest:literal)+) => {
        select!(
            "a.slug, a.headline, ",
            "comments k JOIN articles a ON a.id = k.article_id",
            $($rest)+
        )
    };
}

const IN_STATE: &str = queue!(
    "WHERE k.state = $1 AND (k.created_at, k.id) > ($2, $3) ORDER BY k.created_at, k.id LIMIT $4"
);
const IN_STATE_BACK: &str = queue!(
    "WHERE k.state = $1 AND (k.created_at, k.id) < ($2, $3) ORDER BY k.created_at DESC, k.id DESC LIMIT $4"
);
const REPORTED: &str = queue!(
    "WHERE k.reports > 0 AND $1 = $1 AND (k.created_at, k.id) > ($2, $3) ORDER BY k.created_at, k.id LIMIT $4"
);
const ALL: &str = queue!("WHERE $1 = $1 AND $2 = $2 AND k.id < $3 ORDER BY k.id DESC LIMIT $4");
const BY_ACCOUNT: &str = queue!(
    "WHERE k.account_id = $1 AND (k.created_at, k.id) < ($2, $3) ORDER BY k.created_at DESC, k.id DESC LIMIT $4"
);
const BY_ADDRESS: &str = queue!(
    "WHERE k.address_hash = $1 AND (k.created_at, k.id) < ($2, $3) ORDER BY k.created_at DESC, k.id DESC LIMIT $4"
);
const BY_TEXT: &str = queue!(
    "WHERE lower(k.body) LIKE $1 ESCAPE '\\' AND k.id >= $2 AND k.id < $3 ORDER BY k.id DESC LIMIT $4"
);

/// Every statement, bound to (state, account or pattern; time; id; limit), for the test that reads
/// query plans.
pub const STATEMENTS: [(&str, &str); 7] = [
    ("IN_STATE", IN_STATE),
    ("IN_STATE_BACK", IN_STATE_BACK),
    ("REPORTED", REPORTED),
    ("ALL", ALL),
    ("BY_ACCOUNT", BY_ACCOUNT),
    ("BY_ADDRESS", BY_ADDRESS),
    ("BY_TEXT", BY_TEXT),
];

fn rows(raw: Vec<RawQueue>) -> Vec<QueueRow> {
    raw.into_iter()
        .filter_map(|raw| {
            Some(QueueRow {
                comment: raw.comment.into_row()?,
                slug: raw.slug,
                headline: raw.headline,
            })
        })
        .collect()
}

async fn by_word(
    store: &Store,
    sql: &'static str,
    word: &str,
    key: Key,
    limit: u32,
) -> Result<Vec<QueueRow>, StoreError> {
    Ok(rows(on_pool!(store, p => sqlx::query_as(sql)
        .bind(word)
        .bind(key.at.micros())
        .bind(key.id)
        .bind(i64::from(limit))
        .fetch_all(p)
        .await)?))
}

/// Comments in a state beyond the key, the oldest first, or with `back` the newest first.
pub async fn in_state(
    store: &Store,
    state: State,
    key: Key,
    back: bool,
    limit: u32,
) -> Result<Vec<QueueRow>, StoreError> {
    let sql = if back { IN_STATE_BACK } else { IN_STATE };
    by_word(store, sql, state.as_str(), key, limit).await
}

/// Comments with reports that nobody has dealt with, the oldest first.
pub async fn reported(store: &Store, key: Key, limit: u32) -> Result<Vec<QueueRow>, StoreError> {
    by_word(store, REPORTED, "", key, limit).await
}

/// All comments with an id below that of the key, the newest first.
pub async fn all(store: &Store, key: Key, limit: u32) -> Result<Vec<QueueRow>, StoreError> {
    by_word(store, ALL, "", key, limit).await
}

/// Comments from one address, the newest first.
pub async fn by_address(
    store: &Store,
    address: &str,
    key: Key,
    limit: u32,
) -> Result<Vec<QueueRow>, StoreError> {
    by_word(store, BY_ADDRESS, address, key, limit).await
}

/// Comments of one account, the newest first.
pub async fn by_account(
    store: &Store,
    account: AccountId,
    key: Key,
    limit: u32,
) -> Result<Vec<QueueRow>, StoreError> {
    Ok(rows(on_pool!(store, p => sqlx::query_as(BY_ACCOUNT)
        .bind(account.0)
        .bind(key.at.micros())
        .bind(key.id)
        .bind(i64::from(limit))
        .fetch_all(p)
        .await)?))
}

/// Comments with ids in `from..before` whose text holds `text`, given in lower case; the newest first.
pub async fn by_text(
    store: &Store,
    text: &str,
    from: i64,
    before: i64,
    limit: u32,
) -> Result<Vec<QueueRow>, StoreError> {
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    let key = Key {
        at: Stamp::from_micros(from),
        id: before,
    };
    by_word(store, BY_TEXT, &pattern, key, limit).await
}

/// The id of the newest comment, 0 where there is none.
pub async fn newest(store: &Store) -> Result<i64, StoreError> {
    let sql = "SELECT coalesce(max(id), 0) FROM comments";
    Ok(on_pool!(store, p => sqlx::query_scalar(sql).fetch_one(p).await)?)
}

/// The story a comment stands under, as (slug, headline).
pub async fn story_of(
    store: &Store,
    comment: CommentId,
) -> Result<Option<(String, String)>, StoreError> {
    let sql = "SELECT a.slug, a.headline FROM comments k JOIN articles a ON a.id = k.article_id WHERE k.id = $1";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(comment.0).fetch_optional(p).await)?)
}

/// How many comments an account has in each state.
pub async fn count_by_state(
    store: &Store,
    account: AccountId,
) -> Result<Vec<(String, i64)>, StoreError> {
    let sql =
        "SELECT state, COUNT(*) FROM comments WHERE account_id = $1 GROUP BY state ORDER BY state";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(account.0).fetch_all(p).await)?)
}

/// How many wait, as (held, reported), each counted up to a thousand.
pub async fn waiting(store: &Store) -> Result<(i64, i64), StoreError> {
    let held =
        "SELECT COUNT(*) FROM (SELECT id FROM comments WHERE state = 'held' LIMIT 1000) AS w";
    let reported =
        "SELECT COUNT(*) FROM (SELECT id FROM comments WHERE reports > 0 LIMIT 1000) AS w";
    let held = on_pool!(store, p => sqlx::query_scalar(held).fetch_one(p).await)?;
    let reported = on_pool!(store, p => sqlx::query_scalar(reported).fetch_one(p).await)?;
    Ok((held, reported))
}

/// What a comment said before, as (body, since when), the oldest first.
pub async fn versions(store: &Store, comment: CommentId) -> Result<Vec<(String, i64)>, StoreError> {
    let sql = "SELECT body, at FROM comment_versions WHERE comment_id = $1 ORDER BY n LIMIT 100";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(comment.0).fetch_all(p).await)?)
}
