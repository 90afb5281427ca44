//! The library as a list, newest first.

use super::{
    StoreError,
    media::{MediaRow, RawMedia, media_rows},
    pool::{Store, on_pool},
};
use crate::domain::{id::AccountId, page::Key};

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words that alt, caption, credit or file name hold, all of them.
    pub words: String,
    /// Who uploaded it.
    pub uploader: Option<AccountId>,
    /// Only what no story uses.
    pub unused: bool,
}

/// A list; the argument narrows it. Words are looked for on the way along the index: what is said
/// of pictures is small beside them.
macro_rules! library {
    ($narrowed:literal) => {
        media_rows!(
            "SELECT",
            "FROM media WHERE ",
            $narrowed,
            "(created_at, id) < ($1, $2) AND search LIKE $4 ESCAPE '\\' AND search LIKE $5 ESCAPE '\\' \
             AND search LIKE $6 ESCAPE '\\' \
             AND (NOT $7 OR (NOT EXISTS (SELECT 1 FROM media_uses u WHERE u.media_id = media.id) \
             AND NOT EXISTS (SELECT 1 FROM media_page_uses u WHERE u.media_id = media.id))) \
             ORDER BY created_at DESC, id DESC LIMIT $3"
        )
    };
}

const ALL: &str = library!("");
const OF_ACCOUNT: &str = library!("account_id = $8 AND ");

/// The statements, for the test that reads query plans.
pub const STATEMENTS: [(&str, &str); 2] = [("ALL", ALL), ("OF_ACCOUNT", OF_ACCOUNT)];

/// Up to `limit` pictures older than `before`.
pub async fn list(
    store: &Store,
    wanted: &Wanted,
    before: Key,
    limit: u32,
) -> Result<Vec<MediaRow>, StoreError> {
    let sql = match wanted.uploader {
        None => ALL,
        Some(_) => OF_ACCOUNT,
    };
    let patterns = patterns(&wanted.words);
    let rows: Vec<RawMedia> = on_pool!(store, p => {
        let query = sqlx::query_as(sql)
            .bind(before.at.micros())
            .bind(before.id)
            .bind(i64::from(limit))
            .bind(&patterns[0])
            .bind(&patterns[1])
            .bind(&patterns[2])
            .bind(wanted.unused);
        match wanted.uploader {
            None => query.fetch_all(p).await,
            Some(account) => query.bind(account.0).fetch_all(p).await,
        }
    })?;
    Ok(rows.into_iter().filter_map(RawMedia::into_row).collect())
}

/// Words that are looked for one by one; further ones have to follow the last in order.
const WORDS: usize = 3;

/// Patterns for LIKE that together match what holds these words.
fn patterns(words: &str) -> [String; WORDS] {
    let words = words.to_lowercase();
    let mut words = words.split_whitespace();
    let mut next = || words.next().map_or_else(|| "%".to_owned(), pattern);
    let [first, second, mut third] = [next(), next(), next()];
    for word in words {
        third.push_str(&pattern(word)[1..]);
    }
    [first, second, third]
}

fn pattern(word: &str) -> String {
    let mut pattern = String::from("%");
    for c in word.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_patterns_that_mean_themselves() {
        assert_eq!(patterns(""), ["%", "%", "%"]);
        assert_eq!(
            patterns("Banjir 50%_\\"),
            ["%banjir%", "%50\\%\\_\\\\%", "%"]
        );
        assert_eq!(patterns("a b c d e"), ["%a%", "%b%", "%c%d%e%"]);
    }
}
