//! What a story said before.

use super::{
    StoreError,
    article::to_json,
    pool::{Store, Tx, on_pool, on_tx},
    story::{Story, from_json},
};
use crate::domain::{
    document::Document,
    id::{AccountId, ArticleId},
    stamp::Stamp,
};

/// What a revision was made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Saved,
    Published,
    Restored,
    Corrected,
}

impl Kind {
    /// The word the database uses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Saved => "saved",
            Kind::Published => "published",
            Kind::Restored => "restored",
            Kind::Corrected => "corrected",
        }
    }
}

/// A line in the list of revisions.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct RevisionRow {
    pub n: i64,
    pub at: i64,
    /// Who made it, by the name they have now.
    pub by_name: Option<String>,
    pub headline: String,
    pub kind: String,
    /// The version of the story that it became.
    pub version: i64,
}

/// A revision with its text.
#[derive(Debug, Clone)]
pub struct Revision {
    pub row: RevisionRow,
    pub standfirst: String,
    pub document: Document,
}

/// Keeps what the story says now.
pub async fn insert(
    tx: &mut Tx<'_>,
    story: &Story,
    kind: Kind,
    by: Option<AccountId>,
    at: Stamp,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO revisions (article_id, n, at, account_id, headline, standfirst, document, kind, version) \
               SELECT $1, coalesce(max(n), 0) + 1, $2, $3, $4, $5, $6, $7, $8 FROM revisions WHERE article_id = $1";
    let json = to_json(&story.document)?;
    on_tx!(tx, c => sqlx::query(sql)
        .bind(story.id.0)
        .bind(at.micros())
        .bind(by.map(|a| a.0))
        .bind(&story.headline)
        .bind(&story.standfirst)
        .bind(&json)
        .bind(kind.as_str())
        .bind(story.version)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Keeps what the story says now in the place of the last revision, if that was saved by the same
/// hand since then: what is typed in one sitting is one revision.
pub async fn grow(
    tx: &mut Tx<'_>,
    story: &Story,
    by: Option<AccountId>,
    at: Stamp,
    since: Stamp,
) -> Result<(), StoreError> {
    let sql = "UPDATE revisions SET at = $2, headline = $4, standfirst = $5, document = $6, version = $7 \
               WHERE article_id = $1 AND n = (SELECT max(n) FROM revisions WHERE article_id = $1) \
               AND kind = 'saved' AND account_id = $3 AND at >= $8";
    let json = to_json(&story.document)?;
    let grown = on_tx!(tx, c => sqlx::query(sql)
        .bind(story.id.0)
        .bind(at.micros())
        .bind(by.map(|a| a.0))
        .bind(&story.headline)
        .bind(&story.standfirst)
        .bind(&json)
        .bind(story.version)
        .bind(since.micros())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    if grown == 0 {
        insert(tx, story, Kind::Saved, by, at).await?;
    }
    Ok(())
}

/// The revisions of a story before number `before`, newest first.
pub async fn list(
    store: &Store,
    article: ArticleId,
    before: i64,
    limit: u32,
) -> Result<Vec<RevisionRow>, StoreError> {
    let sql = "SELECT r.n, r.at, a.name AS by_name, r.headline, r.kind, r.version FROM revisions r \
               LEFT JOIN accounts a ON a.id = r.account_id WHERE r.article_id = $1 AND r.n < $2 ORDER BY r.n DESC LIMIT $3";
    Ok(
        on_pool!(store, p => sqlx::query_as(sql).bind(article.0).bind(before).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}

#[derive(sqlx::FromRow)]
struct RawRevision {
    #[sqlx(flatten)]
    row: RevisionRow,
    standfirst: String,
    document: String,
}

/// One revision.
pub async fn one(
    store: &Store,
    article: ArticleId,
    n: i64,
) -> Result<Option<Revision>, StoreError> {
    let sql = "SELECT r.n, r.at, a.name AS by_name, r.headline, r.kind, r.version, r.standfirst, r.document FROM revisions r \
               LEFT JOIN accounts a ON a.id = r.account_id WHERE r.article_id = $1 AND r.n = $2";
    let raw: Option<RawRevision> =
        on_pool!(store, p => sqlx::query_as(sql).bind(article.0).bind(n).fetch_optional(p).await)?;
    raw.map(|raw| {
        Ok(Revision {
            document: from_json(&raw.document)?,
            standfirst: raw.standfirst,
            row: raw.row,
        })
    })
    .transpose()
}
