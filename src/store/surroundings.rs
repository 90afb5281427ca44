//! Which other pages show a story: what a change of it makes stale.

use super::{
    StoreError,
    pool::{Tx, on_tx},
};
use crate::domain::{
    id::{ArticleId, CategoryId},
    page::Key,
};

/// How many public stories are newer than this place, at most `limit`: in one category, or in all.
pub async fn newer(
    tx: &mut Tx<'_>,
    category: Option<CategoryId>,
    key: Key,
    limit: u32,
) -> Result<i64, StoreError> {
    let all = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM articles WHERE status = 'published' AND (published_at, id) > ($1, $2) LIMIT $3) n";
    let within = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM articles WHERE status = 'published' AND (published_at, id) > ($1, $2) AND category_id = $4 LIMIT $3) n";
    let (at, limit) = (key.at.micros(), i64::from(limit));
    Ok(match category {
        None => {
            on_tx!(tx, c => sqlx::query_scalar(all).bind(at).bind(key.id).bind(limit).fetch_one(c).await)?
        }
        Some(category) => {
            on_tx!(tx, c => sqlx::query_scalar(within).bind(at).bind(key.id).bind(limit).bind(category.0).fetch_one(c).await)?
        }
    })
}

/// The slugs of the stories published just before and just after this place.
pub async fn neighbours(tx: &mut Tx<'_>, key: Key) -> Result<Vec<String>, StoreError> {
    let mut slugs = Vec::new();
    for sql in [
        "SELECT slug FROM articles WHERE status = 'published' AND (published_at, id) < ($1, $2) ORDER BY published_at DESC, id DESC LIMIT 1",
        "SELECT slug FROM articles WHERE status = 'published' AND (published_at, id) > ($1, $2) ORDER BY published_at, id LIMIT 1",
    ] {
        let slug: Option<String> = on_tx!(tx, c => sqlx::query_scalar(sql).bind(key.at.micros()).bind(key.id).fetch_optional(c).await)?;
        slugs.extend(slug);
    }
    Ok(slugs)
}

/// The slugs of the public stories beside which an editor put this one.
pub async fn picked_by(tx: &mut Tx<'_>, id: ArticleId) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT a.slug FROM related_articles x JOIN articles a ON a.id = x.article_id WHERE x.related_id = $1 AND a.status = 'published'";
    Ok(on_tx!(tx, c => sqlx::query_scalar(sql).bind(id.0).fetch_all(c).await)?)
}
