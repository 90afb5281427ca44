//! Stories with the names that stand on them, for forms that know no ids.

use crate::{
    domain::id::ArticleId,
    store::{
        StoreError,
        pool::{Tx, on_tx},
    },
};

/// A story with the names that stand on it.
#[derive(Debug, Clone)]
pub struct Named {
    pub id: ArticleId,
    pub slug: String,
    pub status: String,
    pub headline: String,
    pub standfirst: String,
    /// JSON.
    pub document: String,
    pub language: String,
    pub category: (String, String),
    /// As (id, key, width).
    pub banner: Option<(i64, String, i64)>,
    pub comment_policy: String,
    pub published_at: Option<i64>,
    /// When it is to become public.
    pub publish_at: Option<i64>,
    pub updated_at: Option<i64>,
    pub created_at: i64,
    /// As (id, slug, name).
    pub authors: Vec<(i64, String, String)>,
    /// As (slug, name).
    pub tags: Vec<(String, String)>,
    pub former_slugs: Vec<String>,
}

#[derive(sqlx::FromRow)]
struct RawNamed {
    id: i64,
    slug: String,
    status: String,
    headline: String,
    standfirst: String,
    document: String,
    language: String,
    category_slug: String,
    category_name: String,
    banner_id: Option<i64>,
    media_key: Option<String>,
    width: Option<i64>,
    comment_policy: String,
    published_at: Option<i64>,
    publish_at: Option<i64>,
    updated_at: Option<i64>,
    created_at: i64,
}

/// Up to `limit` stories after this one, by id, with the names that stand on them.
pub async fn named(tx: &mut Tx<'_>, after: i64, limit: u32) -> Result<Vec<Named>, StoreError> {
    let sql = "SELECT a.id, a.slug, a.status, a.headline, a.standfirst, a.document, a.language, c.slug AS category_slug, c.name AS category_name, \
               a.banner_id, m.media_key, m.width, a.comment_policy, a.published_at, a.publish_at, a.updated_at, a.created_at \
               FROM articles a JOIN categories c ON c.id = a.category_id LEFT JOIN media m ON m.id = a.banner_id \
               WHERE a.id > $1 ORDER BY a.id LIMIT $2";
    let rows: Vec<RawNamed> =
        on_tx!(tx, c => sqlx::query_as(sql).bind(after).bind(i64::from(limit)).fetch_all(c).await)?;
    let authors = "SELECT p.id, p.slug, p.name FROM bylines b JOIN accounts p ON p.id = b.account_id WHERE b.article_id = $1 ORDER BY b.position";
    let tags = "SELECT t.slug, t.name FROM article_tags x JOIN tags t ON t.id = x.tag_id WHERE x.article_id = $1 ORDER BY x.position";
    let slugs = format!(
        "SELECT s.slug FROM article_slugs s WHERE s.article_id = $1 ORDER BY s.slug{}",
        tx.by_bytes()
    );
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        out.push(Named {
            id: ArticleId(row.id),
            authors: on_tx!(tx, c => sqlx::query_as(authors).bind(row.id).fetch_all(c).await)?,
            tags: on_tx!(tx, c => sqlx::query_as(tags).bind(row.id).fetch_all(c).await)?,
            former_slugs: on_tx!(tx, c => sqlx::query_scalar(sqlx::AssertSqlSafe(slugs.clone())).bind(row.id).fetch_all(c).await)?,
            slug: row.slug,
            status: row.status,
            headline: row.headline,
            standfirst: row.standfirst,
            document: row.document,
            language: row.language,
            category: (row.category_slug, row.category_name),
            banner: row
                .banner_id
                .zip(row.media_key)
                .map(|(id, key)| (id, key, row.width.unwrap_or_default())),
            comment_policy: row.comment_policy,
            published_at: row.published_at,
            publish_at: row.publish_at,
            updated_at: row.updated_at,
            created_at: row.created_at,
        });
    }
    Ok(out)
}

/// Whoever signs a story.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Signer {
    pub id: i64,
    pub slug: String,
    pub name: String,
    pub email: Option<String>,
}

/// Up to `limit` of them after this one, by id.
pub async fn signers(tx: &mut Tx<'_>, after: i64, limit: u32) -> Result<Vec<Signer>, StoreError> {
    let sql = "SELECT p.id, p.slug, p.name, p.email FROM accounts p WHERE p.id > $1 \
               AND EXISTS (SELECT 1 FROM bylines b WHERE b.account_id = p.id) ORDER BY p.id LIMIT $2";
    Ok(on_tx!(tx, c => sqlx::query_as(sql).bind(after).bind(i64::from(limit)).fetch_all(c).await)?)
}

/// A comment as other systems take it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Said {
    pub id: i64,
    pub parent_id: Option<i64>,
    pub name: String,
    pub html: String,
    pub state: String,
    pub created_at: i64,
}

macro_rules! said {
    ($rest:literal) => {
        concat!(
            "SELECT k.id, k.parent_id, coalesce(a.name, k.name) AS name, k.html, k.state, k.created_at FROM comments k ",
            "LEFT JOIN accounts a ON a.id = k.account_id WHERE ",
            $rest
        )
    };
}

/// Up to `limit` comments of a story that answer nobody, after this one, as (time, id).
pub async fn said(
    tx: &mut Tx<'_>,
    article: ArticleId,
    after: (i64, i64),
    limit: u32,
) -> Result<Vec<Said>, StoreError> {
    let sql = said!(
        "k.article_id = $1 AND k.parent_id IS NULL AND (k.created_at, k.id) > ($2, $3) ORDER BY k.created_at, k.id LIMIT $4"
    );
    Ok(on_tx!(tx, c => sqlx::query_as(sql)
        .bind(article.0)
        .bind(after.0)
        .bind(after.1)
        .bind(i64::from(limit))
        .fetch_all(c)
        .await)?)
}

/// Up to `limit` answers to a comment, after this one, by id.
pub async fn answers(
    tx: &mut Tx<'_>,
    comment: i64,
    after: i64,
    limit: u32,
) -> Result<Vec<Said>, StoreError> {
    let sql = said!("k.parent_id = $1 AND k.id > $2 ORDER BY k.id LIMIT $3");
    Ok(
        on_tx!(tx, c => sqlx::query_as(sql).bind(comment).bind(after).bind(i64::from(limit)).fetch_all(c).await)?,
    )
}
