//! Standing pages.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{category::Named, document::Document, listing::StandingPage, stamp::Stamp};

/// All of them in their order, as links.
pub async fn all(store: &Store) -> Result<Vec<Named>, StoreError> {
    let sql = "SELECT slug, title FROM standing_pages ORDER BY position, slug";
    let rows: Vec<(String, String)> = on_pool!(store, p => sqlx::query_as(sql).fetch_all(p).await)?;
    Ok(rows
        .into_iter()
        .map(|(slug, name)| Named { slug, name })
        .collect())
}

/// The page with this slug.
pub async fn by_slug(store: &Store, slug: &str) -> Result<Option<StandingPage>, StoreError> {
    let sql = "SELECT slug, title, html FROM standing_pages WHERE slug = $1";
    let row: Option<(String, String, String)> =
        on_pool!(store, p => sqlx::query_as(sql).bind(slug).fetch_optional(p).await)?;
    Ok(row.map(|(slug, title, html)| StandingPage { slug, title, html }))
}

/// Adds a page.
pub async fn insert(
    tx: &mut Tx<'_>,
    slug: &str,
    title: &str,
    position: i64,
    document: &Document,
    at: Stamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO standing_pages (slug, title, position, document, html, updated_at) VALUES ($1, $2, $3, $4, $5, $6)";
    let json = super::article::to_json(document)?;
    let html = document.to_html();
    on_tx!(tx, c => sqlx::query(sql).bind(slug).bind(title).bind(position).bind(json).bind(html).bind(at.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}
