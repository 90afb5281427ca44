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
    pub position: i64,
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
    let sql = "SELECT id, slug, name, description, position FROM categories ORDER BY position, id";
    Ok(on_pool!(store, p => sqlx::query_as(sql).fetch_all(p).await)?)
}

/// The category with this slug.
pub async fn by_slug(store: &Store, slug: &str) -> Result<Option<CategoryRow>, StoreError> {
    let sql = "SELECT id, slug, name, description, position FROM categories WHERE slug = $1";
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

/// All categories in their order, held until the transaction ends.
pub async fn locked(tx: &mut Tx<'_>) -> Result<Vec<CategoryRow>, StoreError> {
    let hold = "UPDATE categories SET position = position";
    on_tx!(tx, c => sqlx::query(hold).execute(c).await.map(|_| ()))?;
    let sql = "SELECT id, slug, name, description, position FROM categories ORDER BY position, id";
    Ok(on_tx!(tx, c => sqlx::query_as(sql).fetch_all(c).await)?)
}

/// Whether another category has this slug.
pub async fn taken(tx: &mut Tx<'_>, slug: &str, own: i64) -> Result<bool, StoreError> {
    let sql = "SELECT id FROM categories WHERE slug = $1 AND id <> $2";
    let found: Option<i64> =
        on_tx!(tx, c => sqlx::query_scalar(sql).bind(slug).bind(own).fetch_optional(c).await)?;
    Ok(found.is_some())
}

/// Changes what is said of a category.
pub async fn update(
    tx: &mut Tx<'_>,
    id: i64,
    slug: &str,
    name: &str,
    description: &str,
) -> Result<(), StoreError> {
    let sql = "UPDATE categories SET slug = $2, name = $3, description = $4 WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id).bind(slug).bind(name).bind(description).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Gives a category its place.
pub async fn place(tx: &mut Tx<'_>, id: i64, position: i64) -> Result<(), StoreError> {
    let sql = "UPDATE categories SET position = $2 WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id).bind(position).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// How many stories are in it, in whatever state.
pub async fn stories(tx: &mut Tx<'_>, id: i64) -> Result<i64, StoreError> {
    let sql = "SELECT count(*) FROM articles WHERE category_id = $1";
    Ok(on_tx!(tx, c => sqlx::query_scalar(sql).bind(id).fetch_one(c).await)?)
}

/// Moves every story to another category.
pub async fn move_stories(tx: &mut Tx<'_>, from: i64, into: i64) -> Result<(), StoreError> {
    let sql = "UPDATE articles SET category_id = $2 WHERE category_id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(from).bind(into).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Takes it away.
pub async fn delete(tx: &mut Tx<'_>, id: i64) -> Result<(), StoreError> {
    let sql = "DELETE FROM categories WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id).execute(c).await.map(|_| ()))?;
    Ok(())
}
