//! The newsroom's list of stories, last touched first.

use super::{
    StoreError,
    pool::{Store, on_pool},
};
use crate::domain::{
    article::Status,
    id::{AccountId, CategoryId, TagId},
    page::Key,
    stamp::Stamp,
};

/// Which stories.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub status: Option<Status>,
    pub category: Option<CategoryId>,
    pub tag: Option<TagId>,
    /// Who signs it.
    pub author: Option<AccountId>,
    /// Whose own it must be: made or signed by them, or given to them to work on.
    pub own: Option<AccountId>,
    /// Words of the headline.
    pub words: Option<String>,
    /// In another language than this one.
    pub not_in: Option<String>,
}

/// A line of the list.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Line {
    pub id: i64,
    pub version: i64,
    pub slug: String,
    pub headline: String,
    pub language: String,
    pub status: String,
    pub saved_at: i64,
    pub planned_at: Option<i64>,
    pub publish_at: Option<i64>,
    pub published_at: Option<i64>,
    /// Name of its category.
    pub category: String,
    /// How often it was read; `None` where nobody did yet.
    pub reads: Option<i64>,
    /// Version of its working copy, and the story's version that the copy began from.
    pub copy: Option<i64>,
    pub copy_base: Option<i64>,
}

impl Line {
    /// How often it was read, where it was ever public.
    pub fn read_times(&self) -> Option<i64> {
        self.published_at.map(|_| self.reads.unwrap_or(0))
    }

    /// Its place in the list.
    pub fn key(&self) -> Key {
        Key {
            at: Stamp::from_micros(self.saved_at),
            id: self.id,
        }
    }
}

macro_rules! select {
    ($($rest:expr),+) => {
        concat!(
            "SELECT a.id, a.version, a.slug, a.headline, a.language, a.status, a.saved_at, a.planned_at, a.publish_at, a.published_at, ",
            "(SELECT c.name FROM categories c WHERE c.id = a.category_id) AS category, ",
            "(SELECT r.reads FROM readership_totals r WHERE r.article_id = a.id) AS reads, ",
            "(SELECT w.version FROM working_copies w WHERE w.article_id = a.id) AS copy, ",
            "(SELECT w.base_version FROM working_copies w WHERE w.article_id = a.id) AS copy_base FROM articles a ",
            $($rest),+
        )
    };
}

macro_rules! lines {
    ($status:literal) => {
        select!(
            "WHERE (a.saved_at, a.id) < ($1, $2)",
            $status,
            " AND ($4 IS NULL OR a.category_id = $4)",
            " AND ($5 IS NULL OR EXISTS (SELECT 1 FROM article_tags x WHERE x.article_id = a.id AND x.tag_id = $5))",
            " AND ($6 IS NULL OR EXISTS (SELECT 1 FROM bylines b WHERE b.article_id = a.id AND b.account_id = $6))",
            " AND ($7 IS NULL OR a.created_by = $7 OR EXISTS (SELECT 1 FROM bylines b WHERE b.article_id = a.id AND b.account_id = $7)",
            " OR EXISTS (SELECT 1 FROM assignments s WHERE s.article_id = a.id AND s.account_id = $7))",
            " AND ($8 IS NULL OR lower(a.headline) LIKE $8 ESCAPE '\\')",
            " AND ($9 IS NULL OR a.language <> $9)",
            " ORDER BY a.saved_at DESC, a.id DESC LIMIT $10"
        )
    };
}

const ALL: &str = lines!(" AND $3 IS NULL");
const BY_STATUS: &str = lines!(" AND (a.status || '') = $3");

macro_rules! between {
    ($column:literal, $status:literal) => {
        select!(
            "WHERE ",
            $status,
            " AND a.",
            $column,
            " >= $1 AND a.",
            $column,
            " < $2",
            " AND ($3 IS NULL OR a.created_by = $3 OR EXISTS (SELECT 1 FROM bylines b WHERE b.article_id = a.id AND b.account_id = $3)",
            " OR EXISTS (SELECT 1 FROM assignments s WHERE s.article_id = a.id AND s.account_id = $3))",
            " ORDER BY a.",
            $column,
            ", a.id LIMIT $4"
        )
    };
}

/// What was, will be and is planned to be public between two instants.
const CALENDAR: [&str; 3] = [
    between!("published_at", "a.status = 'published'"),
    between!("publish_at", "a.status = 'scheduled'"),
    between!(
        "planned_at",
        "a.status IN ('idea', 'draft', 'in_review', 'ready', 'unpublished')"
    ),
];

/// Every statement, for the test that reads query plans.
pub const STATEMENTS: [(&str, &str); 5] = [
    ("STORIES", ALL),
    ("STORIES_BY_STATUS", BY_STATUS),
    ("CALENDAR_PUBLISHED", CALENDAR[0]),
    ("CALENDAR_SCHEDULED", CALENDAR[1]),
    ("CALENDAR_PLANNED", CALENDAR[2]),
];

/// Stories whose time lies between two instants (the second one not included): of each kind as many
/// as `limit`, the earliest first.
pub async fn between(
    store: &Store,
    own: Option<AccountId>,
    (from, to): (Stamp, Stamp),
    limit: u32,
) -> Result<Vec<Line>, StoreError> {
    let mut all = Vec::new();
    for sql in CALENDAR {
        let lines: Vec<Line> = on_pool!(store, p => sqlx::query_as(sql)
            .bind(from.micros())
            .bind(to.micros())
            .bind(own.map(|id| id.0))
            .bind(i64::from(limit))
            .fetch_all(p)
            .await)?;
        all.extend(lines);
    }
    Ok(all)
}

/// Up to `limit` stories after a place in the list.
pub async fn lines(
    store: &Store,
    filter: &Filter,
    after: Key,
    limit: u32,
) -> Result<Vec<Line>, StoreError> {
    let sql = if filter.status.is_some() {
        BY_STATUS
    } else {
        ALL
    };
    let pattern = filter.words.as_deref().map(pattern);
    Ok(on_pool!(store, p => sqlx::query_as(sql)
        .bind(after.at.micros())
        .bind(after.id)
        .bind(filter.status.map(Status::as_str))
        .bind(filter.category.map(|id| id.0))
        .bind(filter.tag.map(|id| id.0))
        .bind(filter.author.map(|id| id.0))
        .bind(filter.own.map(|id| id.0))
        .bind(pattern.as_deref())
        .bind(filter.not_in.as_deref())
        .bind(i64::from(limit))
        .fetch_all(p)
        .await)?)
}

/// The words in this order, with anything between them.
pub fn pattern(words: &str) -> String {
    let mut out = String::from("%");
    for word in words.to_lowercase().split_whitespace() {
        for c in word.chars() {
            if matches!(c, '%' | '_' | '\\') {
                out.push('\\');
            }
            out.push(c);
        }
        out.push('%');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn what_is_searched_for_is_text_and_no_pattern() {
        assert_eq!(pattern("Banjir  Pantai"), "%banjir%pantai%");
        assert_eq!(pattern("100%_\\"), "%100\\%\\_\\\\%");
        assert_eq!(pattern(" "), "%");
    }
}
