//! What the API tells of a published story beyond what pages show.

use super::{
    StoreError,
    pool::{Store, on_pool},
};
use crate::domain::id::ArticleId;

/// Columns of a story that no page prints.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Detail {
    pub version: i64,
    pub banner_id: Option<i64>,
    /// JSON.
    pub document: String,
    pub html: String,
}

/// They, of one story.
pub async fn detail(store: &Store, id: ArticleId) -> Result<Option<Detail>, StoreError> {
    let sql = "SELECT version, banner_id, document, html FROM articles WHERE id = $1";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(id.0).fetch_optional(p).await)?)
}

/// Somebody who signs a story.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Signer {
    pub id: i64,
    pub slug: String,
    pub name: String,
}

/// Who signs a story, in order.
pub async fn signers(store: &Store, id: ArticleId) -> Result<Vec<Signer>, StoreError> {
    let sql = "SELECT a.id, a.slug, a.name FROM bylines b JOIN accounts a ON a.id = b.account_id WHERE b.article_id = $1 ORDER BY b.position";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(id.0).fetch_all(p).await)?)
}
