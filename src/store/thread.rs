//! A story's thread, walked by key. Each statement is served by one index in its order;
//! `tests/it/query_plans.rs` reads the plans.

use super::{
    StoreError,
    comment::{CommentRow, RawComment, select},
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    comment::{Policy, Sort},
    id::{AccountId, ArticleId, CommentId},
    page::Key,
    stamp::Stamp,
};

/// What the thread needs of its story.
#[derive(Debug, Clone)]
pub struct StoryRow {
    pub id: ArticleId,
    pub slug: String,
    pub status: String,
    pub policy: Policy,
    pub published_at: Option<Stamp>,
    /// Published comments.
    pub count: u32,
    /// The last number of its log.
    pub seq: i64,
}

#[derive(sqlx::FromRow)]
struct RawStory {
    id: i64,
    slug: String,
    status: String,
    comment_policy: String,
    published_at: Option<i64>,
    comment_count: i64,
    event_seq: i64,
}

impl From<RawStory> for StoryRow {
    fn from(raw: RawStory) -> Self {
        StoryRow {
            id: ArticleId(raw.id),
            slug: raw.slug,
            status: raw.status,
            policy: Policy::from_word(&raw.comment_policy).unwrap_or(Policy::Off),
            published_at: raw.published_at.map(Stamp::from_micros),
            count: u32::try_from(raw.comment_count).unwrap_or(0),
            seq: raw.event_seq,
        }
    }
}

macro_rules! story {
    () => {
        "SELECT id, slug, status, comment_policy, published_at, comment_count, event_seq FROM articles WHERE id = $1"
    };
}

const STORY: &str = story!();

/// The story with this id.
pub async fn story(store: &Store, id: ArticleId) -> Result<Option<StoryRow>, StoreError> {
    let raw: Option<RawStory> =
        on_pool!(store, p => sqlx::query_as(STORY).bind(id.0).fetch_optional(p).await)?;
    Ok(raw.map(StoryRow::from))
}

/// The newest public story.
pub async fn newest_story(store: &Store) -> Result<Option<StoryRow>, StoreError> {
    let sql = "SELECT id, slug, status, comment_policy, published_at, comment_count, event_seq FROM articles \
               WHERE status = 'published' ORDER BY published_at DESC, id DESC LIMIT 1";
    let raw: Option<RawStory> = on_pool!(store, p => sqlx::query_as(sql).fetch_optional(p).await)?;
    Ok(raw.map(StoryRow::from))
}

/// The story at this slug, or at one it had before.
pub async fn story_by_slug(store: &Store, slug: &str) -> Result<Option<StoryRow>, StoreError> {
    let now = "SELECT id, slug, status, comment_policy, published_at, comment_count, event_seq FROM articles WHERE slug = $1";
    let before = "SELECT a.id, a.slug, a.status, a.comment_policy, a.published_at, a.comment_count, a.event_seq \
                  FROM article_slugs s JOIN articles a ON a.id = s.article_id WHERE s.slug = $1";
    let mut raw: Option<RawStory> =
        on_pool!(store, p => sqlx::query_as(now).bind(slug).fetch_optional(p).await)?;
    if raw.is_none() {
        raw = on_pool!(store, p => sqlx::query_as(before).bind(slug).fetch_optional(p).await)?;
    }
    Ok(raw.map(StoryRow::from))
}

/// The story, with its row locked until the transaction ends: everything that happens in one
/// thread happens one after the other.
pub async fn lock(tx: &mut Tx<'_>, id: ArticleId) -> Result<Option<StoryRow>, StoreError> {
    let sql = tx.lock(STORY, concat!(story!(), " FOR UPDATE"));
    let raw: Option<RawStory> =
        on_tx!(tx, c => sqlx::query_as(sql).bind(id.0).fetch_optional(c).await)?;
    Ok(raw.map(StoryRow::from))
}

/// Sets whether a story takes comments. `false` when there is no such story.
pub async fn set_policy(
    tx: &mut Tx<'_>,
    id: ArticleId,
    policy: Policy,
) -> Result<bool, StoreError> {
    let sql = "UPDATE articles SET comment_policy = $2 WHERE id = $1";
    let rows = on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(policy.as_str()).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

macro_rules! top {
    ($rest:literal) => {
        select!(
            "",
            "comments k",
            "WHERE k.article_id = $1 AND k.parent_id IS NULL AND NOT k.pinned AND (k.state = 'published' OR k.replies > 0) AND "
            $rest
            " LIMIT $4"
        )
    };
}
macro_rules! flat {
    ($rest:literal) => {
        select!(
            "",
            "comments k",
            "WHERE k.article_id = $1 AND k.state = 'published' AND "
            $rest
            " LIMIT $4"
        )
    };
}

const TOP_BACK: &str =
    top!("(k.created_at, k.id) < ($2, $3) ORDER BY k.created_at DESC, k.id DESC");
const TOP_ON: &str = top!("(k.created_at, k.id) > ($2, $3) ORDER BY k.created_at, k.id");
const TOP_LIKED_LESS: &str = top!("(k.likes, k.id) < ($2, $3) ORDER BY k.likes DESC, k.id DESC");
const TOP_LIKED_MORE: &str = top!("(k.likes, k.id) > ($2, $3) ORDER BY k.likes, k.id");
const FLAT_BACK: &str =
    flat!("(k.created_at, k.id) < ($2, $3) ORDER BY k.created_at DESC, k.id DESC");
const FLAT_ON: &str = flat!("(k.created_at, k.id) > ($2, $3) ORDER BY k.created_at, k.id");
const FLAT_LIKED_LESS: &str = flat!("(k.likes, k.id) < ($2, $3) ORDER BY k.likes DESC, k.id DESC");
const REPLIES: &str = select!(
    "",
    "comments k",
    "WHERE k.parent_id = $1 AND k.id > $2 AND $3 = $3 AND (k.state = 'published' OR k.replies > 0) ORDER BY k.id LIMIT $4"
);
const REPLIES_BACK: &str = select!(
    "",
    "comments k",
    "WHERE k.parent_id = $1 AND k.id < $2 AND $3 = $3 AND (k.state = 'published' OR k.replies > 0) ORDER BY k.id DESC LIMIT $4"
);

/// Every statement that walks a list by `$1` list, `$2` and `$3` key, `$4` limit, for the test
/// that reads query plans.
pub const STATEMENTS: [(&str, &str); 9] = [
    ("TOP_BACK", TOP_BACK),
    ("TOP_ON", TOP_ON),
    ("TOP_LIKED_LESS", TOP_LIKED_LESS),
    ("TOP_LIKED_MORE", TOP_LIKED_MORE),
    ("FLAT_BACK", FLAT_BACK),
    ("FLAT_ON", FLAT_ON),
    ("FLAT_LIKED_LESS", FLAT_LIKED_LESS),
    ("REPLIES", REPLIES),
    ("REPLIES_BACK", REPLIES_BACK),
];

async fn walk(
    store: &Store,
    sql: &'static str,
    list: i64,
    key: Key,
    limit: u32,
) -> Result<Vec<CommentRow>, StoreError> {
    let rows: Vec<RawComment> = on_pool!(store, p => sqlx::query_as(sql)
        .bind(list)
        .bind(key.at.micros())
        .bind(key.id)
        .bind(i64::from(limit))
        .fetch_all(p)
        .await)?;
    Ok(rows.into_iter().filter_map(RawComment::into_row).collect())
}

/// Up to `limit` shown top-level comments beyond the key: in the order of `sort`, or with `back`
/// against it. Pinned ones are left out.
pub async fn top_level(
    store: &Store,
    article: ArticleId,
    sort: Sort,
    key: Key,
    back: bool,
    limit: u32,
) -> Result<Vec<CommentRow>, StoreError> {
    let sql = match (sort, back) {
        (Sort::Newest, false) | (Sort::Oldest, true) => TOP_BACK,
        (Sort::Newest, true) | (Sort::Oldest, false) => TOP_ON,
        (Sort::Top, false) => TOP_LIKED_LESS,
        (Sort::Top, true) => TOP_LIKED_MORE,
    };
    walk(store, sql, article.0, key, limit).await
}

/// Up to `limit` published comments beyond the key, replies among them, in the order of `sort`.
pub async fn flat(
    store: &Store,
    article: ArticleId,
    sort: Sort,
    key: Key,
    limit: u32,
) -> Result<Vec<CommentRow>, StoreError> {
    let sql = match sort {
        Sort::Newest => FLAT_BACK,
        Sort::Oldest => FLAT_ON,
        Sort::Top => FLAT_LIKED_LESS,
    };
    walk(store, sql, article.0, key, limit).await
}

/// Up to `limit` shown direct replies after the one with this id, oldest first; with `back` those
/// before it, newest first.
pub async fn replies(
    store: &Store,
    parent: CommentId,
    beyond: i64,
    back: bool,
    limit: u32,
) -> Result<Vec<CommentRow>, StoreError> {
    let sql = if back { REPLIES_BACK } else { REPLIES };
    let key = Key {
        at: Stamp::from_micros(beyond),
        id: 0,
    };
    walk(store, sql, parent.0, key, limit).await
}

const PINNED: &str = select!(
    "",
    "comments k",
    "WHERE k.article_id = $1 AND k.pinned AND k.state = 'published' ORDER BY k.id DESC LIMIT 3"
);

/// What stands above the list.
pub async fn pinned(store: &Store, article: ArticleId) -> Result<Vec<CommentRow>, StoreError> {
    let rows: Vec<RawComment> =
        on_pool!(store, p => sqlx::query_as(PINNED).bind(article.0).fetch_all(p).await)?;
    Ok(rows.into_iter().filter_map(RawComment::into_row).collect())
}

/// How many lists one statement reads.
const ARMS: usize = 10;

/// The first 20 of ten lists at once, each along its index.
macro_rules! arms {
    ($column:literal, $more:literal) => {
        select!(
            "",
            "comments k",
            "WHERE k.id IN ("
            "SELECT id FROM (SELECT r.id FROM comments r WHERE r." $column " = $1" $more " ORDER BY r.id LIMIT 20) AS a1 UNION ALL "
            "SELECT id FROM (SELECT r.id FROM comments r WHERE r." $column " = $2" $more " ORDER BY r.id LIMIT 20) AS a2 UNION ALL "
            "SELECT id FROM (SELECT r.id FROM comments r WHERE r." $column " = $3" $more " ORDER BY r.id LIMIT 20) AS a3 UNION ALL "
            "SELECT id FROM (SELECT r.id FROM comments r WHERE r." $column " = $4" $more " ORDER BY r.id LIMIT 20) AS a4 UNION ALL "
            "SELECT id FROM (SELECT r.id FROM comments r WHERE r." $column " = $5" $more " ORDER BY r.id LIMIT 20) AS a5 UNION ALL "
            "SELECT id FROM (SELECT r.id FROM comments r WHERE r." $column " = $6" $more " ORDER BY r.id LIMIT 20) AS a6 UNION ALL "
            "SELECT id FROM (SELECT r.id FROM comments r WHERE r." $column " = $7" $more " ORDER BY r.id LIMIT 20) AS a7 UNION ALL "
            "SELECT id FROM (SELECT r.id FROM comments r WHERE r." $column " = $8" $more " ORDER BY r.id LIMIT 20) AS a8 UNION ALL "
            "SELECT id FROM (SELECT r.id FROM comments r WHERE r." $column " = $9" $more " ORDER BY r.id LIMIT 20) AS a9 UNION ALL "
            "SELECT id FROM (SELECT r.id FROM comments r WHERE r." $column " = $10" $more " ORDER BY r.id LIMIT 20) AS a10)"
        )
    };
}

/// The first replies of ten threads, down to the deepest level a page shows. A reply is always
/// younger than what it answers, so whatever is cut off leaves no orphan.
pub const OF_THREADS: &str = arms!(
    "thread_id",
    " AND r.depth BETWEEN 1 AND 3 AND (r.state = 'published' OR r.replies > 0)"
);
/// The first direct replies to ten comments.
pub const OF_PARENTS: &str = arms!("parent_id", " AND (r.state = 'published' OR r.replies > 0)");

async fn of_many(
    store: &Store,
    sql: &'static str,
    ids: &[CommentId],
) -> Result<Vec<CommentRow>, StoreError> {
    let mut found = Vec::new();
    for group in ids.chunks(ARMS) {
        let rows: Vec<RawComment> = on_pool!(store, p => {
            let mut query = sqlx::query_as(sql);
            for n in 0..ARMS {
                query = query.bind(group.get(n).map_or(0, |id| id.0));
            }
            query.fetch_all(p).await
        })?;
        found.extend(rows.into_iter().filter_map(RawComment::into_row));
    }
    Ok(found)
}

/// Up to 20 shown replies of each of these threads, in no order.
pub async fn of_threads(store: &Store, tops: &[CommentId]) -> Result<Vec<CommentRow>, StoreError> {
    of_many(store, OF_THREADS, tops).await
}

/// Up to 20 shown direct replies to each of these comments, in no order.
pub async fn of_parents(
    store: &Store,
    parents: &[CommentId],
) -> Result<Vec<CommentRow>, StoreError> {
    of_many(store, OF_PARENTS, parents).await
}

const OWN: &str = select!(
    "",
    "comments k",
    "WHERE k.account_id = $1 AND k.article_id = $2 AND k.state IN ('held', 'rejected', 'spam') ORDER BY k.created_at DESC, k.id DESC LIMIT 50"
);

const OWN_IDS: &str = "SELECT id FROM comments WHERE account_id = $1 AND article_id = $2 ORDER BY created_at DESC, id DESC LIMIT 200";

/// The newest comments of an account on a story, whatever their state, newest first.
pub async fn own_ids(
    store: &Store,
    account: AccountId,
    article: ArticleId,
) -> Result<Vec<CommentId>, StoreError> {
    let ids: Vec<(i64,)> = on_pool!(store, p => sqlx::query_as(OWN_IDS).bind(account.0).bind(article.0).fetch_all(p).await)?;
    Ok(ids.into_iter().map(|(id,)| CommentId(id)).collect())
}

/// The newest comments of an account on a story that are not public, newest first.
pub async fn own_hidden(
    store: &Store,
    account: AccountId,
    article: ArticleId,
) -> Result<Vec<CommentRow>, StoreError> {
    let rows: Vec<RawComment> = on_pool!(store, p => sqlx::query_as(OWN).bind(account.0).bind(article.0).fetch_all(p).await)?;
    Ok(rows.into_iter().filter_map(RawComment::into_row).collect())
}
