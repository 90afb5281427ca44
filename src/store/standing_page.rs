//! Standing pages.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    category::Named, document::Document, id::MediaId, listing::StandingPage, stamp::Stamp,
};

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

/// A page as it is written.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PageRow {
    pub slug: String,
    pub title: String,
    /// JSON.
    pub document: String,
    pub version: i64,
    /// Microseconds.
    pub updated_at: i64,
}

macro_rules! page_rows {
    ($($after:literal),*) => {
        concat!("SELECT slug, title, document, version, updated_at FROM standing_pages ", $($after),*)
    };
}

/// The page with this slug, as it is written.
pub async fn written(store: &Store, slug: &str) -> Result<Option<PageRow>, StoreError> {
    let sql = page_rows!("WHERE slug = $1");
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(slug).fetch_optional(p).await)?)
}

/// The same, held until the transaction ends.
pub async fn lock(tx: &mut Tx<'_>, slug: &str) -> Result<Option<PageRow>, StoreError> {
    let sql = "UPDATE standing_pages SET slug = slug WHERE slug = $1 RETURNING slug, title, document, version, updated_at";
    Ok(on_tx!(tx, c => sqlx::query_as(sql).bind(slug).fetch_optional(c).await)?)
}

/// Slugs of all pages in their order, as the transaction sees them.
pub async fn order(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT slug FROM standing_pages ORDER BY position, slug";
    Ok(on_tx!(tx, c => sqlx::query_scalar(sql).fetch_all(c).await)?)
}

/// Puts a page at a place of the order.
pub async fn place(tx: &mut Tx<'_>, slug: &str, position: i64) -> Result<(), StoreError> {
    let sql = "UPDATE standing_pages SET position = $2 WHERE slug = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(slug).bind(position).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// A page as it is to be stored: `html` is the document, rendered.
#[derive(Debug, Clone)]
pub struct NewPage<'a> {
    pub slug: &'a str,
    pub title: &'a str,
    pub document: &'a Document,
    pub html: &'a str,
    pub at: Stamp,
}

/// Adds a page. `false` where its slug is another's.
pub async fn insert(
    tx: &mut Tx<'_>,
    page: &NewPage<'_>,
    position: i64,
) -> Result<bool, StoreError> {
    let sql = "INSERT INTO standing_pages (slug, title, position, document, html, updated_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (slug) DO NOTHING";
    let json = super::article::to_json(page.document)?;
    let rows = on_tx!(tx, c => sqlx::query(sql)
        .bind(page.slug)
        .bind(page.title)
        .bind(position)
        .bind(json)
        .bind(page.html)
        .bind(page.at.micros())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    if rows == 1 {
        note_pictures(tx, page).await?;
    }
    Ok(rows == 1)
}

/// Writes a page anew, under its own or another slug.
pub async fn update(tx: &mut Tx<'_>, old: &str, page: &NewPage<'_>) -> Result<(), StoreError> {
    let sql = "UPDATE standing_pages SET slug = $2, title = $3, document = $4, html = $5, updated_at = $6, version = version + 1 WHERE slug = $1";
    let json = super::article::to_json(page.document)?;
    on_tx!(tx, c => sqlx::query(sql)
        .bind(old)
        .bind(page.slug)
        .bind(page.title)
        .bind(json)
        .bind(page.html)
        .bind(page.at.micros())
        .execute(c)
        .await
        .map(|_| ()))?;
    note_pictures(tx, page).await
}

/// Takes a page away.
pub async fn delete(tx: &mut Tx<'_>, slug: &str) -> Result<(), StoreError> {
    let sql = "DELETE FROM standing_pages WHERE slug = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(slug).execute(c).await.map(|_| ()))?;
    Ok(())
}

async fn note_pictures(tx: &mut Tx<'_>, page: &NewPage<'_>) -> Result<(), StoreError> {
    let sql = "DELETE FROM media_page_uses WHERE page_slug = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(page.slug).execute(c).await.map(|_| ()))?;
    let sql = "INSERT INTO media_page_uses (media_id, page_slug) SELECT DISTINCT media_id, $2 FROM media_keys WHERE media_key = $1 \
               ON CONFLICT (media_id, page_slug) DO NOTHING";
    for key in page.document.media_keys() {
        on_tx!(tx, c => sqlx::query(sql).bind(key).bind(page.slug).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// The pages that show a picture.
pub async fn showing(tx: &mut Tx<'_>, picture: MediaId) -> Result<Vec<PageRow>, StoreError> {
    let sql = page_rows!(
        "WHERE slug IN (SELECT page_slug FROM media_page_uses WHERE media_id = $1) ORDER BY slug"
    );
    Ok(on_tx!(tx, c => sqlx::query_as(sql).bind(picture.0).fetch_all(c).await)?)
}

/// Titles and slugs of the pages that show a picture.
pub async fn titles_showing(store: &Store, picture: MediaId) -> Result<Vec<Named>, StoreError> {
    let sql = "SELECT p.slug, p.title FROM media_page_uses u JOIN standing_pages p ON p.slug = u.page_slug WHERE u.media_id = $1 ORDER BY p.slug";
    let rows: Vec<(String, String)> =
        on_pool!(store, p => sqlx::query_as(sql).bind(picture.0).fetch_all(p).await)?;
    Ok(rows
        .into_iter()
        .map(|(slug, name)| Named { slug, name })
        .collect())
}
