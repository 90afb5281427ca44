//! What people of the newsroom are told about stories. One unread notice of a kind and a story is
//! enough.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    desk_notice::Cause,
    id::{AccountId, ArticleId},
    stamp::Stamp,
};

macro_rules! tell {
    ($whom:literal) => {
        concat!(
            "INSERT INTO desk_notices (account_id, kind, article_id, by_id, at) SELECT u.id, $2, $1, $3, $4 FROM accounts u \
             WHERE u.state = 'active' AND u.role IN ('contributor', 'author', 'editor', 'administrator') AND u.id <> coalesce($3, 0) AND ",
            $whom,
            " AND NOT EXISTS (SELECT 1 FROM desk_notices n WHERE n.account_id = u.id AND n.article_id = $1 AND n.kind = $2 AND n.read_at IS NULL)"
        )
    };
}

const ONE: &str = tell!("u.id = $5");
/// Whoever made it, signs it, or is to work on it.
const ITS_PEOPLE: &str = tell!(
    "u.id IN (SELECT a.created_by FROM articles a WHERE a.id = $1 UNION ALL SELECT b.account_id FROM bylines b WHERE b.article_id = $1 \
     UNION ALL SELECT s.account_id FROM assignments s WHERE s.article_id = $1)"
);
/// Those who review: the ones among them who are to work on it, or else all of them.
const EDITORS: &str = tell!(
    "u.role IN ('editor', 'administrator') AND (u.id IN (SELECT s.account_id FROM assignments s WHERE s.article_id = $1) \
     OR NOT EXISTS (SELECT 1 FROM assignments s JOIN accounts e ON e.id = s.account_id WHERE s.article_id = $1 AND e.role IN ('editor', 'administrator') AND e.id <> coalesce($3, 0)))"
);

/// Tells one account.
pub async fn tell(
    tx: &mut Tx<'_>,
    account: AccountId,
    cause: Cause,
    article: ArticleId,
    by: Option<AccountId>,
    at: Stamp,
) -> Result<(), StoreError> {
    on_tx!(tx, c => sqlx::query(ONE)
        .bind(article.0)
        .bind(cause.as_str())
        .bind(by.map(|a| a.0))
        .bind(at.micros())
        .bind(account.0)
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Tells everybody whose story it is, or for a review the editors; never whoever did it.
pub async fn tell_all(
    tx: &mut Tx<'_>,
    cause: Cause,
    article: ArticleId,
    by: Option<AccountId>,
    at: Stamp,
) -> Result<(), StoreError> {
    let sql = match cause {
        Cause::Review => EDITORS,
        _ => ITS_PEOPLE,
    };
    on_tx!(tx, c => sqlx::query(sql)
        .bind(article.0)
        .bind(cause.as_str())
        .bind(by.map(|a| a.0))
        .bind(at.micros())
        .execute(c)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// A notice with what it is about.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct DeskNoticeRow {
    pub id: i64,
    pub kind: String,
    pub article_id: i64,
    pub headline: String,
    /// Who did it; nothing where the server did.
    pub by_name: Option<String>,
    pub at: i64,
    pub read_at: Option<i64>,
    /// Name of the account that is told.
    pub told: String,
    /// Its address, where it was confirmed and mail is wanted.
    pub email: Option<String>,
    /// Tag of the language in which it has the newsroom; empty for the site's.
    pub desk_language: String,
}

macro_rules! notices {
    ($rest:literal) => {
        concat!(
            "SELECT n.id, n.kind, n.article_id, a.headline, w.name AS by_name, n.at, n.read_at, u.name AS told, \
             CASE WHEN u.verified_at IS NOT NULL AND u.desk_mail THEN u.email END AS email, u.desk_language FROM desk_notices n JOIN articles a ON a.id = n.article_id \
             JOIN accounts u ON u.id = n.account_id LEFT JOIN accounts w ON w.id = n.by_id ",
            $rest
        )
    };
}

const OF_ACCOUNT: &str = notices!("WHERE n.account_id = $1 ORDER BY n.id DESC LIMIT $2");
const UNMAILED: &str =
    notices!("WHERE n.mailed_at IS NULL AND n.id > $1 AND n.at <= $2 ORDER BY n.id LIMIT $3");
const UNREAD: &str = "SELECT count(*) FROM desk_notices WHERE account_id = $1 AND read_at IS NULL";

/// Every statement that walks a list, for the test that reads query plans.
pub const STATEMENTS: [(&str, &str); 3] = [
    ("DESK_NOTICES", OF_ACCOUNT),
    ("DESK_UNMAILED", UNMAILED),
    ("DESK_UNREAD", UNREAD),
];

/// The newest notices of an account, read or not.
pub async fn of_account(
    store: &Store,
    account: AccountId,
    limit: u32,
) -> Result<Vec<DeskNoticeRow>, StoreError> {
    Ok(
        on_pool!(store, p => sqlx::query_as(OF_ACCOUNT).bind(account.0).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}

/// How many an account has not read.
pub async fn unread(store: &Store, account: AccountId) -> Result<i64, StoreError> {
    Ok(on_pool!(store, p => sqlx::query_scalar(UNREAD).bind(account.0).fetch_one(p).await)?)
}

/// An account has seen its notices up to this one; no mail is due for them any more.
pub async fn read(
    tx: &mut Tx<'_>,
    account: AccountId,
    up_to: i64,
    at: Stamp,
) -> Result<(), StoreError> {
    let sql = "UPDATE desk_notices SET read_at = $3, mailed_at = coalesce(mailed_at, $3) WHERE account_id = $1 AND id <= $2 AND read_at IS NULL";
    on_tx!(tx, c => sqlx::query(sql).bind(account.0).bind(up_to).bind(at.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// An account has seen what it is told about a story.
pub async fn read_of_story(
    tx: &mut Tx<'_>,
    account: AccountId,
    article: ArticleId,
    at: Stamp,
) -> Result<(), StoreError> {
    let sql = "UPDATE desk_notices SET read_at = $3, mailed_at = coalesce(mailed_at, $3) WHERE account_id = $1 AND article_id = $2 AND read_at IS NULL";
    on_tx!(tx, c => sqlx::query(sql).bind(account.0).bind(article.0).bind(at.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Notices without mail after the one with this id, made at `before` at the latest.
pub async fn unmailed(
    store: &Store,
    after: i64,
    before: Stamp,
    limit: u32,
) -> Result<Vec<DeskNoticeRow>, StoreError> {
    Ok(
        on_pool!(store, p => sqlx::query_as(UNMAILED).bind(after).bind(before.micros()).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}

/// Notes that mail was sent, or that none is needed. `false` when somebody else has noted it.
pub async fn mailed(tx: &mut Tx<'_>, id: i64, at: Stamp) -> Result<bool, StoreError> {
    let sql = "UPDATE desk_notices SET mailed_at = $2 WHERE id = $1 AND mailed_at IS NULL";
    let rows = on_tx!(tx, c => sqlx::query(sql).bind(id).bind(at.micros()).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// Takes that note of this instant back: the mail did not go out.
pub async fn unmail(tx: &mut Tx<'_>, id: i64, at: Stamp) -> Result<(), StoreError> {
    let sql = "UPDATE desk_notices SET mailed_at = NULL WHERE id = $1 AND mailed_at = $2 AND read_at IS NULL";
    on_tx!(tx, c => sqlx::query(sql).bind(id).bind(at.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}
