//! Lists of comments for moderators: what waits, and what is looked for.

use crate::{
    domain::{
        comment::{Comment, State},
        id::AccountId,
        moderation::Filter,
        page::Key,
        stamp::Stamp,
    },
    service::{
        Services, commenting::zone, error::ServiceError, rights::Moderator, settings, thread,
        zone::Zone,
    },
    store::{self, queue::QueueRow},
};
use serde::Serialize;

/// A comment in a list of the newsroom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    pub comment: Comment,
    /// The story it stands under.
    pub slug: String,
    pub headline: String,
    pub account: Option<AccountId>,
    pub address_hash: String,
    /// Reports that nobody has dealt with.
    pub reports: u32,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    pub items: Vec<Item>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

fn item(row: &QueueRow, zone: &Zone) -> Item {
    Item {
        comment: thread::inside(&row.comment, zone),
        slug: row.slug.clone(),
        headline: row.headline.clone(),
        account: row.comment.account,
        address_hash: row.comment.address_hash.clone(),
        reports: row.comment.reports,
    }
}

fn key(row: &QueueRow) -> Key {
    Key {
        at: row.comment.created_at,
        id: row.comment.id.0,
    }
}

const OLDEST: Key = Key {
    at: Stamp::from_micros(0),
    id: 0,
};

fn begin(cursor: Option<&str>, scope: &str, start: Key) -> Result<Key, ServiceError> {
    match cursor {
        None => Ok(start),
        Some(cursor) => Key::from_cursor(cursor, scope).ok_or(ServiceError::BadAddress("cursor")),
    }
}

/// A page as it was read: its rows, and the cursor of the next.
pub(super) type Rows = (Vec<QueueRow>, Option<String>);

/// Cuts what was read, one more than a page, into a page.
fn page(mut rows: Vec<QueueRow>, limit: u32, scope: &str) -> Rows {
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let last = rows.last().filter(|_| more);
    let next = last.map(|row| key(row).to_cursor(scope));
    (rows, next)
}

/// A page of comments to be decided about, or of those that were.
pub async fn queue(
    services: &Services,
    _: &Moderator,
    filter: Filter,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Listed, ServiceError> {
    let (rows, next) = queued(services, filter, cursor, limit).await?;
    let zone = zone(&settings::load(&services.store).await?);
    Ok(Listed {
        items: rows.iter().map(|row| item(row, &zone)).collect(),
        next,
    })
}

pub(super) async fn queued(
    services: &Services,
    filter: Filter,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Rows, ServiceError> {
    let (store, limit) = (&services.store, limit.clamp(1, 100));
    let scope = format!("queue/{}", filter.as_str());
    let back = matches!(
        filter,
        Filter::All | Filter::In(State::Published | State::Rejected | State::Spam | State::Removed)
    );
    let key_from = begin(cursor, &scope, if back { Key::NEWEST } else { OLDEST })?;
    let rows = match filter {
        Filter::All => store::queue::all(store, key_from, limit + 1).await?,
        Filter::Reported => store::queue::reported(store, key_from, limit + 1).await?,
        Filter::In(state) => {
            store::queue::in_state(store, state, key_from, back, limit + 1).await?
        }
        Filter::Waiting => {
            let mut rows =
                store::queue::in_state(store, State::Held, key_from, false, limit + 1).await?;
            rows.extend(store::queue::reported(store, key_from, limit + 1).await?);
            rows.sort_by_key(key);
            rows.dedup_by_key(|row| row.comment.id);
            rows
        }
    };
    Ok(page(rows, limit, &scope))
}

/// How many comments are held and how many reported, each counted up to a thousand.
pub async fn waiting(services: &Services, _: &Moderator) -> Result<(i64, i64), ServiceError> {
    Ok(store::queue::waiting(&services.store).await?)
}

/// What to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Search {
    /// Comments whose text holds this.
    Text(String),
    Account(AccountId),
    /// Keyed hash.
    Address(String),
}

/// How many comments one search by text looks at; the cursor leads on from there.
const LOOKED_AT: i64 = 20_000;
/// Longest text to look for, in characters.
const LOOKED_FOR: usize = 100;

/// Comments of the whole site, the newest first.
pub(super) async fn found(
    services: &Services,
    search: &Search,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Rows, ServiceError> {
    let (store, limit) = (&services.store, limit.clamp(1, 100));
    let rows = match search {
        Search::Text(text) => return by_text(services, text, cursor, limit).await,
        Search::Account(id) => {
            let scope = format!("search/account/{id}");
            let from = begin(cursor, &scope, Key::NEWEST)?;
            (
                store::queue::by_account(store, *id, from, limit + 1).await?,
                scope,
            )
        }
        Search::Address(hash) => {
            let scope = format!("search/address/{hash}");
            let from = begin(cursor, &scope, Key::NEWEST)?;
            (
                store::queue::by_address(store, hash, from, limit + 1).await?,
                scope,
            )
        }
    };
    Ok(page(rows.0, limit, &rows.1))
}

/// A stretch of the table at a time: a page may hold few hits, or none, and still lead on.
async fn by_text(
    services: &Services,
    text: &str,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Rows, ServiceError> {
    let store = &services.store;
    let text: String = text
        .trim()
        .to_lowercase()
        .chars()
        .take(LOOKED_FOR)
        .collect();
    let scope = format!("search/text/{text}");
    if text.is_empty() {
        return Ok((Vec::new(), None));
    }
    let before = match cursor {
        Some(_) => begin(cursor, &scope, Key::NEWEST)?.id,
        None => store::queue::newest(store).await? + 1,
    };
    let floor = (before - LOOKED_AT).max(0);
    let rows = store::queue::by_text(store, &text, floor, before, limit + 1).await?;
    let (rows, next) = page(rows, limit, &scope);
    let at = |id: i64| {
        let key = Key {
            at: Stamp::from_micros(0),
            id,
        };
        key.to_cursor(&scope)
    };
    let next = match next {
        Some(_) => rows.last().map(|row| at(row.comment.id.0)),
        None => (floor > 1).then(|| at(floor)),
    };
    Ok((rows, next))
}
