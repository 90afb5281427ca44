//! Tags as editors arrange them.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
    tag::TagRow,
};

/// A tag and how many public stories have it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TagLine {
    #[sqlx(flatten)]
    pub tag: TagRow,
    pub stories: i64,
}

const LINES: &str = "SELECT t.id, t.slug, t.name, t.description, \
     (SELECT count(*) FROM article_tags x WHERE x.tag_id = t.id AND x.published_at IS NOT NULL) AS stories FROM tags t \
     WHERE t.slug > $1 AND ($2 IS NULL OR lower(t.name) LIKE $2 ESCAPE '\\') \
     AND ($3 = 0 OR NOT EXISTS (SELECT 1 FROM article_tags x WHERE x.tag_id = t.id)) ORDER BY t.slug LIMIT $4";

/// Every statement that walks a list, for the test that reads query plans.
pub const STATEMENTS: [(&str, &str); 1] = [("TAGS", LINES)];

/// Up to `limit` tags after a slug, by slug. `pattern`: of the name, in lower case.
pub async fn lines(
    store: &Store,
    pattern: Option<&str>,
    unused: bool,
    after: &str,
    limit: u32,
) -> Result<Vec<TagLine>, StoreError> {
    Ok(on_pool!(store, p => sqlx::query_as(LINES)
        .bind(after)
        .bind(pattern)
        .bind(i64::from(unused))
        .bind(i64::from(limit))
        .fetch_all(p)
        .await)?)
}

/// The tag with this slug, held until the transaction ends.
pub async fn lock(tx: &mut Tx<'_>, slug: &str) -> Result<Option<TagRow>, StoreError> {
    let sql = "UPDATE tags SET slug = slug WHERE slug = $1 RETURNING id, slug, name, description";
    Ok(on_tx!(tx, c => sqlx::query_as(sql).bind(slug).fetch_optional(c).await)?)
}

/// Adds a tag. `false` where its slug is another's.
pub async fn insert(
    tx: &mut Tx<'_>,
    slug: &str,
    name: &str,
    description: &str,
) -> Result<bool, StoreError> {
    let sql = "INSERT INTO tags (slug, name, description) VALUES ($1, $2, $3) ON CONFLICT (slug) DO NOTHING";
    let rows = on_tx!(tx, c => sqlx::query(sql).bind(slug).bind(name).bind(description).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Changes what is said of a tag.
pub async fn update(
    tx: &mut Tx<'_>,
    id: i64,
    slug: &str,
    name: &str,
    description: &str,
) -> Result<(), StoreError> {
    super::search::forget_tagged(tx, id).await?;
    let sql = "UPDATE tags SET slug = $2, name = $3, description = $4 WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id).bind(slug).bind(name).bind(description).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Gives every story of one tag the other, once.
pub async fn merge(tx: &mut Tx<'_>, from: i64, into: i64) -> Result<(), StoreError> {
    super::search::forget_tagged(tx, from).await?;
    let both = "DELETE FROM article_tags WHERE tag_id = $1 AND article_id IN (SELECT article_id FROM article_tags WHERE tag_id = $2)";
    on_tx!(tx, c => sqlx::query(both).bind(from).bind(into).execute(c).await.map(|_| ()))?;
    let others = "UPDATE article_tags SET tag_id = $2 WHERE tag_id = $1";
    on_tx!(tx, c => sqlx::query(others).bind(from).bind(into).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Takes a tag away, from its stories too.
pub async fn delete(tx: &mut Tx<'_>, id: i64) -> Result<(), StoreError> {
    super::search::forget_tagged(tx, id).await?;
    for sql in [
        "DELETE FROM article_tags WHERE tag_id = $1",
        "DELETE FROM tags WHERE id = $1",
    ] {
        on_tx!(tx, c => sqlx::query(sql).bind(id).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// Takes away the tags that no story has.
pub async fn delete_unused(tx: &mut Tx<'_>) -> Result<u64, StoreError> {
    let sql =
        "DELETE FROM tags WHERE NOT EXISTS (SELECT 1 FROM article_tags x WHERE x.tag_id = tags.id)";
    Ok(on_tx!(tx, c => sqlx::query(sql).execute(c).await.map(|done| done.rows_affected()))?)
}
