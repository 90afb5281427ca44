//! Categories.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{category::Named, id::CategoryId};

/// A category as stored.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct CategoryRow {
    pub id: i64,
    pub slug: String,
    pub name: String,
    pub description: String,
}

impl CategoryRow {
    /// As a link shows it.
    pub fn named(&self) -> Named {
        Named {
            slug: self.slug.clone(),
            name: self.name.clone(),
        }
    }
}

/// All categories in their order.
pub async fn all(store: &Store) -> Result<Vec<CategoryRow>, StoreError> {
    let sql = "SELECT id, slug, name, description FROM categories ORDER BY position, id";
    Ok(on_pool!(store, p => sqlx::query_as(sql).fetch_all(p).await)?)
}

/// The category with this slug.
pub async fn by_slug(store: &Store, slug: &str) -> Result<Option<CategoryRow>, StoreError> {
    let sql = "SELECT id, slug, name, description FROM categories WHERE slug = $1";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(slug).fetch_optional(p).await)?)
}

/// Adds a category.
pub async fn insert(
    tx: &mut Tx<'_>,
    slug: &str,
    name: &str,
    position: i64,
    description: &str,
) -> Result<CategoryId, StoreError> {
    let sql = "INSERT INTO categories (slug, name, position, description) VALUES ($1, $2, $3, $4) RETURNING id";
    let id = on_tx!(tx, c => sqlx::query_scalar(sql).bind(slug).bind(name).bind(position).bind(description).fetch_one(c).await)?;
    Ok(CategoryId(id))
}
