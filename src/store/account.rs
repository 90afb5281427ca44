//! Accounts, so far as stories are signed with them.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    category::Named,
    id::{AccountId, ArticleId},
    stamp::Stamp,
};

/// An author as stored.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct AuthorRow {
    pub id: i64,
    pub slug: String,
    pub name: String,
    pub bio: String,
}

/// The author with this slug.
pub async fn by_slug(store: &Store, slug: &str) -> Result<Option<AuthorRow>, StoreError> {
    let sql = "SELECT id, slug, name, bio FROM accounts WHERE slug = $1";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(slug).fetch_optional(p).await)?)
}

/// Who signs a story, in order.
pub async fn bylines_of(store: &Store, article: ArticleId) -> Result<Vec<Named>, StoreError> {
    let sql = "SELECT a.slug, a.name FROM bylines b JOIN accounts a ON a.id = b.account_id WHERE b.article_id = $1 ORDER BY b.position";
    let rows: Vec<(String, String)> =
        on_pool!(store, p => sqlx::query_as(sql).bind(article.0).fetch_all(p).await)?;
    Ok(rows
        .into_iter()
        .map(|(slug, name)| Named { slug, name })
        .collect())
}

/// Adds an author who cannot sign in yet.
pub async fn insert_author(
    tx: &mut Tx<'_>,
    slug: &str,
    name: &str,
    bio: &str,
    at: Stamp,
) -> Result<AccountId, StoreError> {
    let sql = "INSERT INTO accounts (slug, name, bio, role, created_at) VALUES ($1, $2, $3, 'author', $4) RETURNING id";
    let id = on_tx!(tx, c => sqlx::query_scalar(sql).bind(slug).bind(name).bind(bio).bind(at.micros()).fetch_one(c).await)?;
    Ok(AccountId(id))
}
