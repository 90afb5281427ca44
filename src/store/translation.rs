//! Which stories are translations of each other.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{article::Status, id::ArticleId, translation::Member};

/// Number of the lock under which groups are changed on PostgreSQL; "lang" in ASCII.
const ALONE: i64 = 0x6c_61_6e_67;

#[derive(sqlx::FromRow)]
struct RawMember {
    id: i64,
    slug: String,
    language: String,
    headline: String,
    status: String,
}

fn members(rows: Vec<RawMember>) -> Result<Vec<Member>, StoreError> {
    let member = |raw: RawMember| {
        let status = Status::from_word(&raw.status).ok_or_else(|| StoreError::Inconsistent {
            table: "articles",
            column: "status",
            detail: raw.status.clone(),
        })?;
        Ok(Member {
            id: ArticleId(raw.id),
            slug: raw.slug,
            language: raw.language,
            headline: raw.headline,
            status,
        })
    };
    let mut members: Vec<Member> = rows
        .into_iter()
        .map(member)
        .collect::<Result<_, StoreError>>()?;
    members.sort_unstable_by_key(|member| member.id);
    Ok(members)
}

/// The statement behind [`of_article`].
pub const OF_ARTICLE: &str = "SELECT b.id, b.slug, b.language, b.headline, b.status FROM articles a \
     JOIN articles b ON b.translation_group = a.translation_group WHERE a.id = $1 AND b.id <> a.id";

/// The translations of a story, in whatever state, in the order in which they were begun.
pub async fn of_article(store: &Store, id: ArticleId) -> Result<Vec<Member>, StoreError> {
    members(on_pool!(store, p => sqlx::query_as(OF_ARTICLE).bind(id.0).fetch_all(p).await)?)
}

/// The same inside a transaction.
pub async fn of_article_in(tx: &mut Tx<'_>, id: ArticleId) -> Result<Vec<Member>, StoreError> {
    members(on_tx!(tx, c => sqlx::query_as(OF_ARTICLE).bind(id.0).fetch_all(c).await)?)
}

/// Lets no other transaction change groups until this one ends: each changes several stories. To be
/// called before any story is locked.
pub async fn alone(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    tx.alone(ALONE).await
}

/// Takes stories out of their groups. The rest of each stays together; one that is left by itself is
/// in no group any more.
pub async fn part(tx: &mut Tx<'_>, ids: &[ArticleId]) -> Result<(), StoreError> {
    let group = "SELECT translation_group FROM articles WHERE id = $1";
    let out = "UPDATE articles SET translation_group = NULL WHERE id = $1";
    let last = "UPDATE articles SET translation_group = NULL WHERE translation_group = $1 \
                AND (SELECT count(*) FROM articles o WHERE o.translation_group = $1) = 1";
    for id in ids {
        let group: Option<Option<i64>> =
            on_tx!(tx, c => sqlx::query_scalar(group).bind(id.0).fetch_optional(c).await)?;
        let Some(group) = group.flatten() else {
            continue;
        };
        on_tx!(tx, c => sqlx::query(out).bind(id.0).execute(c).await.map(|_| ()))?;
        on_tx!(tx, c => sqlx::query(last).bind(group).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// Makes one group of stories that are in none; of a single one nothing.
pub async fn join(tx: &mut Tx<'_>, ids: &[ArticleId]) -> Result<(), StoreError> {
    if ids.len() < 2 {
        return Ok(());
    }
    let sql = "SELECT coalesce(max(translation_group), 0) + 1 FROM articles WHERE translation_group IS NOT NULL";
    let group: i64 = on_tx!(tx, c => sqlx::query_scalar(sql).fetch_one(c).await)?;
    let sql = "UPDATE articles SET translation_group = $2 WHERE id = $1";
    for id in ids {
        on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(group).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// A public story that has translations, as sitemaps name it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PlaceRow {
    pub translation_group: i64,
    pub id: i64,
    pub slug: String,
    pub language: String,
}

/// The statement behind [`of_block`].
pub const OF_BLOCK: &str = "SELECT b.translation_group, b.id, b.slug, b.language FROM articles a \
     JOIN articles b ON b.translation_group = a.translation_group \
     WHERE a.id >= $1 AND a.id < $2 AND a.status = 'published' AND b.status = 'published'";

/// The public stories of the groups that have a public story with an id in `from..to`; one may come
/// more than once.
pub async fn of_block(store: &Store, from: i64, to: i64) -> Result<Vec<PlaceRow>, StoreError> {
    Ok(on_pool!(store, p => sqlx::query_as(OF_BLOCK).bind(from).bind(to).fetch_all(p).await)?)
}
