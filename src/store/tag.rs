//! Tags.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    category::Named,
    id::{ArticleId, TagId},
};

/// A tag as stored.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TagRow {
    pub id: i64,
    pub slug: String,
    pub name: String,
    pub description: String,
}

/// The tag with this slug.
pub async fn by_slug(store: &Store, slug: &str) -> Result<Option<TagRow>, StoreError> {
    let sql = "SELECT id, slug, name, description FROM tags WHERE slug = $1";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(slug).fetch_optional(p).await)?)
}

/// The tags of a story in its order.
pub async fn of_article(store: &Store, article: ArticleId) -> Result<Vec<Named>, StoreError> {
    let sql = "SELECT t.slug, t.name FROM article_tags x JOIN tags t ON t.id = x.tag_id WHERE x.article_id = $1 ORDER BY x.position";
    let rows: Vec<(String, String)> =
        on_pool!(store, p => sqlx::query_as(sql).bind(article.0).fetch_all(p).await)?;
    Ok(rows
        .into_iter()
        .map(|(slug, name)| Named { slug, name })
        .collect())
}

/// The tag with this slug, made if it is new.
pub async fn ensure(tx: &mut Tx<'_>, slug: &str, name: &str) -> Result<TagId, StoreError> {
    let sql = "INSERT INTO tags (slug, name) VALUES ($1, $2) ON CONFLICT (slug) DO UPDATE SET slug = excluded.slug RETURNING id";
    let id = on_tx!(tx, c => sqlx::query_scalar(sql).bind(slug).bind(name).fetch_one(c).await)?;
    Ok(TagId(id))
}
