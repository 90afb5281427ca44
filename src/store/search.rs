//! The index of words: FTS5 on SQLite, a `tsvector` under GIN on PostgreSQL, both over the stems
//! that `domain::search` makes. What only these two understand stands here and nowhere else.

mod checking;

pub use checking::fault;

use super::{
    StoreError,
    listing::{CardRow, RawCard, card_rows},
    pool::{Pool, Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    id::{AccountId, ArticleId, CategoryId, TagId},
    search::{
        entry::{Entry, SCHEME, Text},
        query::{Query, Term},
    },
    stamp::Stamp,
};
use std::{collections::BTreeMap, fmt::Write, time::Duration};

/// Numbers that one microsecond gives to stories; see the migration.
const SLOTS: i64 = 2048;
/// The highest place that PostgreSQL counts.
const LAST: usize = 16_383;
/// Longest time for one look into the index.
const PATIENCE: Duration = Duration::from_secs(2);

/// Parts of a story in which words are looked for, each wider than the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Headline,
    /// Headline, standfirst, signers and tags.
    Head,
    /// All of it.
    Story,
}

/// What else must be true of a story.
#[derive(Debug, Clone, Copy, Default)]
pub struct Narrowed {
    pub category: Option<CategoryId>,
    pub tag: Option<TagId>,
    pub author: Option<AccountId>,
    /// Published then or later.
    pub from: Option<Stamp>,
    /// Published before.
    pub to: Option<Stamp>,
}

/// A story that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub id: ArticleId,
    pub published_at: Stamp,
}

/// The statements behind [`find`], for the test that reads query plans.
pub const ON_SQLITE: &str = "SELECT s.article_id, s.place FROM search_stems CROSS JOIN search_stories s ON s.place = search_stems.rowid \
     CROSS JOIN articles a ON a.id = s.article_id WHERE search_stems MATCH $1 AND search_stems.rowid >= $2 AND search_stems.rowid < $3 \
     AND ($4 = 0 OR a.category_id = $4) \
     AND ($5 = 0 OR EXISTS (SELECT 1 FROM bylines b WHERE b.article_id = s.article_id AND b.account_id = $5)) \
     AND ($6 = 0 OR EXISTS (SELECT 1 FROM article_tags t WHERE t.article_id = s.article_id AND t.tag_id = $6)) \
     ORDER BY search_stems.rowid DESC LIMIT $7";
pub const ON_POSTGRES: &str = "SELECT s.article_id, s.place FROM search_stems x JOIN search_stories s ON s.place = x.place \
     JOIN articles a ON a.id = s.article_id WHERE x.stems @@ $1::tsquery AND x.place >= $2 AND x.place < $3 \
     AND ($4 = 0 OR a.category_id = $4) \
     AND ($5 = 0 OR EXISTS (SELECT 1 FROM bylines b WHERE b.article_id = s.article_id AND b.account_id = $5)) \
     AND ($6 = 0 OR EXISTS (SELECT 1 FROM article_tags t WHERE t.article_id = s.article_id AND t.tag_id = $6)) \
     ORDER BY x.place DESC LIMIT $7";

/// Up to `limit` public stories that have every term in this part, newest first.
pub async fn find(
    store: &Store,
    query: &Query,
    part: Part,
    narrowed: Narrowed,
    limit: u32,
) -> Result<Vec<Place>, StoreError> {
    let bound =
        |at: Option<Stamp>, open: i64| at.map_or(open, |at| at.micros().saturating_mul(SLOTS));
    let (from, to) = (bound(narrowed.from, i64::MIN), bound(narrowed.to, i64::MAX));
    let category = narrowed.category.map_or(0, |id| id.0);
    let author = narrowed.author.map_or(0, |id| id.0);
    let tag = narrowed.tag.map_or(0, |id| id.0);
    let look = async {
        let rows: Vec<(i64, i64)> = match &store.pool {
            Pool::Sqlite { read, .. } => {
                sqlx::query_as(ON_SQLITE)
                    .bind(on_sqlite(query, part))
                    .bind(from)
                    .bind(to)
                    .bind(category)
                    .bind(author)
                    .bind(tag)
                    .bind(i64::from(limit))
                    .fetch_all(read)
                    .await?
            }
            Pool::Postgres(pool) => {
                let mut tx = pool.begin().await?;
                // The server stops too, where nobody waits any more.
                let limited = format!("SET LOCAL statement_timeout = {}", PATIENCE.as_millis());
                sqlx::query(sqlx::AssertSqlSafe(limited))
                    .execute(&mut *tx)
                    .await?;
                sqlx::query_as(ON_POSTGRES)
                    .bind(on_postgres(query, part))
                    .bind(from)
                    .bind(to)
                    .bind(category)
                    .bind(author)
                    .bind(tag)
                    .bind(i64::from(limit))
                    .fetch_all(&mut *tx)
                    .await?
            }
        };
        Ok::<_, StoreError>(rows)
    };
    let rows = tokio::time::timeout(PATIENCE * 2, look)
        .await
        .map_err(|_| StoreError::Busy("a search took too long".into()))??;
    let place = |(id, place): (i64, i64)| Place {
        id: ArticleId(id),
        published_at: Stamp::from_micros(place.div_euclid(SLOTS)),
    };
    Ok(rows.into_iter().map(place).collect())
}

/// The question as FTS5 reads it. Words hold letters and digits alone, and each stands in quotes:
/// nothing in them is syntax.
fn on_sqlite(query: &Query, part: Part) -> String {
    let columns = match part {
        Part::Headline => "{headline}",
        Part::Head => "{headline about}",
        Part::Story => "{headline about body}",
    };
    let term = |term: &Term| {
        let form = |form: Vec<&str>| format!("{columns} : \"{}\"", form.join(" "));
        let mut forms: Vec<String> = term.forms().into_iter().map(form).collect();
        if let Some(word) = term.words.first().filter(|_| term.begins) {
            let columns = match part {
                Part::Story => "{headline about body forms}",
                _ => columns,
            };
            forms.push(format!("{columns} : \"{}\" *", word.typed));
        }
        format!("({})", forms.join(" OR "))
    };
    let terms: Vec<String> = query.terms.iter().map(term).collect();
    terms.join(" AND ")
}

/// The question as PostgreSQL reads it.
fn on_postgres(query: &Query, part: Part) -> String {
    let weights = match part {
        Part::Headline => "A",
        Part::Head => "AB",
        Part::Story => "ABC",
    };
    let term = |term: &Term| {
        let word = |word: &&str| format!("'{word}':{weights}");
        let form = |form: Vec<&str>| {
            let words: Vec<String> = form.iter().map(word).collect();
            format!("({})", words.join(" <-> "))
        };
        let mut forms: Vec<String> = term.forms().into_iter().map(form).collect();
        if let Some(word) = term.words.first().filter(|_| term.begins) {
            let weights = match part {
                Part::Story => "ABCD",
                _ => weights,
            };
            forms.push(format!("'{}':*{weights}", word.typed));
        }
        format!("({})", forms.join(" | "))
    };
    let terms: Vec<String> = query.terms.iter().map(term).collect();
    terms.join(" & ")
}

/// What belongs apart: no word is this one.
const GAP: &str = "·";

/// A part as FTS5 takes it.
fn column(words: &[String]) -> String {
    let words = words.iter().map(|word| match word.as_str() {
        "" => GAP,
        word => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A story as a `tsvector` is written.
fn vector(entry: &Entry) -> String {
    let mut places: BTreeMap<&str, Vec<(usize, char)>> = BTreeMap::new();
    let mut at = 0;
    for (words, weight) in [
        (&entry.headline, 'A'),
        (&entry.about, 'B'),
        (&entry.body, 'C'),
    ] {
        for word in words {
            at += 1;
            if !word.is_empty() {
                places
                    .entry(word.as_str())
                    .or_default()
                    .push((at.min(LAST), weight));
            }
        }
        // A phrase does not run from one part into the next.
        at += 2;
    }
    for word in &entry.forms {
        places.entry(word.as_str()).or_default().push((LAST, 'D'));
    }
    let mut out = String::new();
    for (word, places) in places {
        let _ = write!(out, "'{word}'");
        for (n, (at, weight)) in places.iter().enumerate() {
            let joint = if n == 0 { ':' } else { ',' };
            let _ = write!(out, "{joint}{at}{weight}");
        }
        out.push(' ');
    }
    out
}

#[derive(sqlx::FromRow)]
struct Row {
    published_at: Option<i64>,
    language: String,
    headline: String,
    standfirst: String,
    plain: String,
}

const PUBLIC: &str = "SELECT published_at, language, headline, standfirst, plain FROM articles WHERE id = $1 AND status = 'published'";
/// Of signers, then tags, as they stand on the page: the same story always gives the same entry.
const NAMES: &str = "SELECT n.name FROM (SELECT 0 AS kind, b.position, a.name FROM bylines b JOIN accounts a ON a.id = b.account_id WHERE b.article_id = $1 \
     UNION ALL SELECT 1, x.position, t.name FROM article_tags x JOIN tags t ON t.id = x.tag_id WHERE x.article_id = $1) n ORDER BY n.kind, n.position";

fn entry(row: Row, names: Vec<String>) -> Entry {
    Entry::of(&Text {
        language: row.language,
        headline: row.headline,
        standfirst: row.standfirst,
        names,
        body: row.plain,
    })
}

/// Brings the index in step with a story as it is in this transaction: what is public is in it,
/// everything else is not.
pub async fn note(tx: &mut Tx<'_>, id: ArticleId) -> Result<(), StoreError> {
    let sql = "DELETE FROM search_stories WHERE article_id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(|_| ()))?;
    let row: Option<Row> =
        on_tx!(tx, c => sqlx::query_as(PUBLIC).bind(id.0).fetch_optional(c).await)?;
    let Some((row, at)) = row.and_then(|row| row.published_at.map(|at| (row, at))) else {
        return Ok(());
    };
    let names: Vec<String> =
        on_tx!(tx, c => sqlx::query_scalar(NAMES).bind(id.0).fetch_all(c).await)?;
    let entry = entry(row, names);
    let place = free_place(tx, at).await?;
    let sql = "INSERT INTO search_stories (article_id, place, scheme) VALUES ($1, $2, $3)";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(place).bind(SCHEME).execute(c).await.map(|_| ()))?;
    match tx {
        Tx::Sqlite(c) => {
            sqlx::query("INSERT INTO search_stems (rowid, headline, about, body, forms) VALUES ($1, $2, $3, $4, $5)")
                .bind(place)
                .bind(column(&entry.headline))
                .bind(column(&entry.about))
                .bind(column(&entry.body))
                .bind(column(&entry.forms))
                .execute(&mut **c)
                .await?;
        }
        Tx::Postgres(c) => {
            sqlx::query("INSERT INTO search_stems (place, stems) VALUES ($1, $2::tsvector)")
                .bind(place)
                .bind(vector(&entry))
                .execute(&mut **c)
                .await?;
        }
    }
    Ok(())
}

/// The first free place of this microsecond, or of a later one where it has none left.
async fn free_place(tx: &mut Tx<'_>, at: i64) -> Result<i64, StoreError> {
    let mut first = at.saturating_mul(SLOTS);
    loop {
        let sql = "SELECT max(place) FROM search_stories WHERE place >= $1 AND place < $2";
        let last: Option<i64> = on_tx!(tx, c => sqlx::query_scalar(sql)
            .bind(first)
            .bind(first.saturating_add(SLOTS))
            .fetch_one(c)
            .await)?;
        match last {
            None => return Ok(first),
            Some(last) if last + 1 < first.saturating_add(SLOTS) => return Ok(last + 1),
            Some(_) => first = first.saturating_add(SLOTS),
        }
    }
}

/// Has the stories that somebody signs written anew: their name is another.
pub async fn forget_signed(tx: &mut Tx<'_>, account: AccountId) -> Result<(), StoreError> {
    let sql = "UPDATE search_stories SET scheme = 0 WHERE article_id IN (SELECT article_id FROM bylines WHERE account_id = $1)";
    on_tx!(tx, c => sqlx::query(sql).bind(account.0).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Has the stories with a tag written anew: its name is another.
pub async fn forget_tagged(tx: &mut Tx<'_>, tag: i64) -> Result<(), StoreError> {
    let sql = "UPDATE search_stories SET scheme = 0 WHERE article_id IN (SELECT article_id FROM article_tags WHERE tag_id = $1)";
    on_tx!(tx, c => sqlx::query(sql).bind(tag).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// The statement behind [`outdated`].
pub const OUTDATED: &str =
    "SELECT article_id FROM search_stories WHERE scheme < $1 ORDER BY scheme, article_id LIMIT $2";
/// The statement behind [`missing`].
pub const MISSING: &str = "SELECT a.id, a.published_at FROM articles a WHERE a.status = 'published' AND (a.published_at, a.id) < ($1, $2) \
     AND NOT EXISTS (SELECT 1 FROM search_stories s WHERE s.article_id = a.id) ORDER BY a.published_at DESC, a.id DESC LIMIT $3";

/// Stories whose entry is of an earlier generation, or names somebody by a former name.
pub async fn outdated(store: &Store, limit: u32) -> Result<Vec<ArticleId>, StoreError> {
    let ids: Vec<i64> = on_pool!(store, p => sqlx::query_scalar(OUTDATED).bind(SCHEME).bind(i64::from(limit)).fetch_all(p).await)?;
    Ok(ids.into_iter().map(ArticleId).collect())
}

/// Public stories without an entry before a place in time, newest first.
pub async fn missing(
    store: &Store,
    before: crate::domain::page::Key,
    limit: u32,
) -> Result<Vec<Place>, StoreError> {
    let rows: Vec<(i64, i64)> = on_pool!(store, p => sqlx::query_as(MISSING)
        .bind(before.at.micros())
        .bind(before.id)
        .bind(i64::from(limit))
        .fetch_all(p)
        .await)?;
    let place = |(id, at): (i64, i64)| Place {
        id: ArticleId(id),
        published_at: Stamp::from_micros(at),
    };
    Ok(rows.into_iter().map(place).collect())
}

/// Holds a story's row until the transaction ends, so that two who write its entry wait for each
/// other.
pub async fn hold(tx: &mut Tx<'_>, id: ArticleId) -> Result<(), StoreError> {
    let sql = "UPDATE articles SET version = version WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).execute(c).await.map(|_| ()))?;
    Ok(())
}

const HIT: &str = card_rows!(
    "a.plain, ",
    "articles a",
    "a.id = $1 AND a.status = 'published'"
);

#[derive(sqlx::FromRow)]
struct RawHit {
    plain: String,
    #[sqlx(flatten)]
    card: RawCard,
}

/// A public story with its text.
pub async fn hit(store: &Store, id: ArticleId) -> Result<Option<(CardRow, String)>, StoreError> {
    let raw: Option<RawHit> =
        on_pool!(store, p => sqlx::query_as(HIT).bind(id.0).fetch_optional(p).await)?;
    Ok(raw.map(|raw| (raw.card.into(), raw.plain)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_written_for_each_database() {
        let query = Query::parse("\"kota tua\" 19 NEAR");
        assert_eq!(
            on_sqlite(&query, Part::Head),
            "({headline about} : \"kota tua\") AND ({headline about} : \"19\") AND ({headline about} : \"near\" OR {headline about} : \"near\" *)"
        );
        assert_eq!(
            on_postgres(&query, Part::Story),
            "(('kota':ABC <-> 'tua':ABC)) & (('19':ABC)) & (('near':ABC) | 'near':*ABCD)"
        );
    }

    #[test]
    fn a_story_is_written_as_a_vector() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let entry = Entry {
            headline: words("kota tua"),
            about: vec!["kota".into(), String::new(), "rina".into()],
            body: words("banjir"),
            forms: words("kotanya"),
        };
        assert_eq!(
            vector(&entry),
            "'banjir':10C 'kota':1A,5B 'kotanya':16383D 'rina':7B 'tua':2A "
        );
        assert_eq!(column(&entry.about), "kota · rina");
    }
}
