//! Who is to work on which story.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    id::{AccountId, ArticleId},
    stamp::Stamp,
};

pub(super) const OF_ARTICLE: &str =
    "SELECT account_id FROM assignments WHERE article_id = $1 ORDER BY at, account_id";

/// Those who are to work on a story, the first one first: id and name.
pub async fn of_article(
    store: &Store,
    article: ArticleId,
) -> Result<Vec<(AccountId, String)>, StoreError> {
    let sql = "SELECT s.account_id, u.name FROM assignments s JOIN accounts u ON u.id = s.account_id \
               WHERE s.article_id = $1 ORDER BY s.at, s.account_id";
    let rows: Vec<(i64, String)> =
        on_pool!(store, p => sqlx::query_as(sql).bind(article.0).fetch_all(p).await)?;
    Ok(rows
        .into_iter()
        .map(|(id, name)| (AccountId(id), name))
        .collect())
}

/// Gives a story to these and nobody else; returns those to whom it is new.
pub async fn replace(
    tx: &mut Tx<'_>,
    article: ArticleId,
    people: &[AccountId],
    by: Option<AccountId>,
    at: Stamp,
) -> Result<Vec<AccountId>, StoreError> {
    let before: Vec<i64> =
        on_tx!(tx, c => sqlx::query_scalar(OF_ARTICLE).bind(article.0).fetch_all(c).await)?;
    for gone in before
        .iter()
        .filter(|id| !people.contains(&AccountId(**id)))
    {
        let sql = "DELETE FROM assignments WHERE article_id = $1 AND account_id = $2";
        on_tx!(tx, c => sqlx::query(sql).bind(article.0).bind(*gone).execute(c).await.map(|_| ()))?;
    }
    let new: Vec<AccountId> = people
        .iter()
        .copied()
        .filter(|id| !before.contains(&id.0))
        .collect();
    let sql = "INSERT INTO assignments (article_id, account_id, assigned_by, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    for id in &new {
        on_tx!(tx, c => sqlx::query(sql).bind(article.0).bind(id.0).bind(by.map(|a| a.0)).bind(at.micros()).execute(c).await.map(|_| ()))?;
    }
    Ok(new)
}
