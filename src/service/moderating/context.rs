//! All that helps to decide about a comment: what stands around it, who wrote it, what was done.

use super::looking::{Item, item, zone_of};
use crate::{
    domain::{
        comment::Comment,
        id::{AccountId, CommentId},
        stamp::Stamp,
    },
    service::{Services, commenting::CommentError, error::ServiceError, rights::Moderator, thread},
    store::{self, queue::QueueRow, report::ReportRow},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// What is known of whoever wrote a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuthorFacts {
    pub id: AccountId,
    pub name: String,
    pub email: String,
    pub role: String,
    /// RFC 3339 with the site's offset.
    pub created_at: String,
    pub verified: bool,
    pub trusted: bool,
    /// Why it is banned, if it is.
    pub ban: Option<String>,
    /// Until when; absent for good.
    pub banned_until: Option<String>,
    /// How many comments are in each state.
    pub comments: BTreeMap<String, i64>,
}

/// What is known of an account. `None` when there is none.
pub async fn author(
    services: &Services,
    _: &Moderator,
    id: AccountId,
) -> Result<Option<AuthorFacts>, ServiceError> {
    let Some(row) = store::account::by_id(&services.store, id).await? else {
        return Ok(None);
    };
    let zone = zone_of(services).await?;
    let ban = row.ban_at(services.clock.now());
    let when = |at: i64| zone.moment(Stamp::from_micros(at)).datetime();
    Ok(Some(AuthorFacts {
        id,
        created_at: when(row.created_at),
        verified: row.verified_at.is_some(),
        trusted: row.trusted,
        ban: ban.map(|(reason, _)| reason.to_owned()),
        banned_until: ban.and_then(|(_, until)| until).map(|at| when(at.micros())),
        comments: store::queue::count_by_state(&services.store, id)
            .await?
            .into_iter()
            .collect(),
        name: row.name,
        email: row.email.unwrap_or_default(),
        role: row.role,
    }))
}

/// A comment with all that helps to decide about it.
#[derive(Debug, Clone)]
pub struct Context {
    pub item: Item,
    /// What it answers, from the top down.
    pub above: Vec<Comment>,
    /// What it said before, as (text, since when), the oldest first.
    pub versions: Vec<(String, String)>,
    pub reports: Vec<ReportRow>,
    pub author: Option<AuthorFacts>,
    /// What was decided about it, the newest first.
    pub log: Vec<LogLine>,
}

/// The context of a comment.
pub async fn context(
    services: &Services,
    moderator: &Moderator,
    id: CommentId,
) -> Result<Context, CommentError> {
    let store = &services.store;
    let row = store::comment::by_id(store, id).await?;
    let row = row.ok_or(CommentError::NotFound)?;
    let (slug, headline) = store::queue::story_of(store, id).await?.unwrap_or_default();
    let zone = zone_of(services).await?;
    let above = thread::ancestors(store, &row).await?;
    let author = match row.account {
        Some(account) => author(services, moderator, account).await?,
        None => None,
    };
    let subject = format!("comment:{id}");
    Ok(Context {
        above: above.iter().map(|row| thread::inside(row, &zone)).collect(),
        versions: store::queue::versions(store, id)
            .await?
            .into_iter()
            .map(|(body, at)| (body, zone.moment(Stamp::from_micros(at)).datetime()))
            .collect(),
        reports: store::report::of_comment(store, id).await?,
        author,
        log: log(services, moderator, Some(&subject), None, 50).await?,
        item: item(
            &QueueRow {
                comment: row,
                slug,
                headline,
            },
            &zone,
        ),
    })
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LogLine {
    pub id: i64,
    /// RFC 3339 with the site's offset.
    pub at: String,
    /// Who did it.
    pub by: String,
    pub action: String,
    /// `comment:ID` or `account:ID`.
    pub subject: String,
    pub detail: String,
}

/// Who did what and when, the newest first, before the line with this id.
pub async fn log(
    services: &Services,
    _: &Moderator,
    subject: Option<&str>,
    before: Option<i64>,
    limit: u32,
) -> Result<Vec<LogLine>, ServiceError> {
    let (store, limit) = (&services.store, limit.clamp(1, 100));
    let rows = match subject {
        Some(subject) => store::audit::by_subject(store, subject, before, limit).await?,
        None => store::audit::all(store, before, limit).await?,
    };
    let zone = zone_of(services).await?;
    Ok(rows
        .into_iter()
        .map(|row| LogLine {
            id: row.id,
            at: zone.moment(Stamp::from_micros(row.at)).datetime(),
            by: row.by_name,
            action: row.action,
            subject: row.subject,
            detail: row.detail,
        })
        .collect())
}
