//! Looking for stories by their words, and keeping the index in step.
//!
//! What is found is ranked by where the words stand and by time: a story that has all of them in
//! its headline counts as three years younger than it is, one that has them in headline,
//! standfirst, names and tags as one year. So rank depends on no other story and on no clock, both
//! databases agree, and an answer is read on by key. The newest [`MOST`] of each kind are looked
//! at: however many stories have a word, a search costs the same.

use super::{error::ServiceError, freshness::Freshness, reading::card, zone::Zone};
use crate::{
    domain::{
        address::SearchPlace,
        category::Named,
        id::{AccountId, ArticleId, CategoryId, TagId},
        page::Key,
        search::{
            Answer, Asked, Hit, MOST, PAGE,
            passage::passage,
            query::{LONGEST, Query},
        },
        stamp::Stamp,
    },
    service::Services,
    store::{
        self, Store,
        search::{Narrowed, Part},
    },
};
use percent_encoding::percent_decode_str;
use std::{collections::HashMap, time::Duration};
use tokio::sync::watch;

/// A day in microseconds.
const DAY: i64 = 86_400_000_000;
/// Headlines offered while somebody types.
const OFFERED: u32 = 6;
/// Entries written in one transaction.
const GROUP: u32 = 100;
/// How often entries that fell behind are looked for.
const EVERY: Duration = Duration::from_secs(30);

fn worth(part: Part) -> i64 {
    match part {
        Part::Headline => 3 * 365 * DAY,
        Part::Head => 365 * DAY,
        Part::Story => 0,
    }
}

/// Stories that have every term, best first, each with its rank as a key; and whether there are
/// more than [`MOST`].
pub async fn ranked(
    store: &Store,
    query: &Query,
    narrowed: Narrowed,
) -> Result<(Vec<Key>, bool), ServiceError> {
    if query.is_empty() {
        return Ok((Vec::new(), false));
    }
    let mut best: HashMap<ArticleId, i64> = HashMap::new();
    let mut more = false;
    for part in [Part::Story, Part::Head, Part::Headline] {
        let found = store::search::find(store, query, part, narrowed, MOST + 1).await?;
        more |= found.len() > MOST as usize;
        for place in found {
            let rank = place
                .published_at
                .micros()
                .saturating_add(worth(part))
                .max(0);
            best.entry(place.id)
                .and_modify(|old| *old = rank.max(*old))
                .or_insert(rank);
        }
        // What has the words nowhere has them in no part either.
        if best.is_empty() {
            break;
        }
    }
    let key = |(id, rank): (ArticleId, i64)| Key {
        at: Stamp::from_micros(rank),
        id: id.0,
    };
    let mut keys: Vec<Key> = best.into_iter().map(key).collect();
    keys.sort_unstable_by(|a, b| b.cmp(a));
    keys.truncate(MOST as usize);
    Ok((keys, more))
}

/// What is looked for when this is being typed: cases and spaces around it make no difference.
pub fn beginning(typed: &str) -> String {
    let typed: String = typed.trim().chars().take(LONGEST).collect();
    typed.to_lowercase()
}

/// Up to [`OFFERED`] headlines of public stories for what is being typed, those first that have
/// the words in their headline.
pub async fn suggest(store: &Store, typed: &str) -> Result<Vec<String>, ServiceError> {
    let query = Query::parse(typed);
    let mut ids: Vec<ArticleId> = Vec::new();
    if query.is_empty() {
        return Ok(Vec::new());
    }
    for part in [Part::Headline, Part::Story] {
        if ids.len() >= OFFERED as usize {
            break;
        }
        let found = store::search::find(store, &query, part, Narrowed::default(), OFFERED).await?;
        for place in found {
            if !ids.contains(&place.id) {
                ids.push(place.id);
            }
        }
    }
    let mut headlines = Vec::new();
    for id in ids.into_iter().take(OFFERED as usize) {
        if let Some((row, _)) = store::search::hit(store, id).await? {
            headlines.push(row.headline);
        }
    }
    Ok(headlines)
}

/// What an address asks for, as it was typed.
fn asked(place: &SearchPlace) -> Asked {
    let typed = |raw: &Option<String>| {
        let raw = raw.as_deref().unwrap_or_default().replace('+', " ");
        let text = percent_decode_str(&raw).decode_utf8_lossy();
        let text: String = text
            .chars()
            .filter(|c| !c.is_control())
            .take(LONGEST)
            .collect();
        text.trim().to_owned()
    };
    Asked {
        q: typed(&place.q),
        category: typed(&place.category),
        tag: typed(&place.tag),
        author: typed(&place.author),
        from: typed(&place.from),
        to: typed(&place.to),
    }
}

/// One page of what an address asks for.
pub async fn answer(
    services: &Services,
    zone: &Zone,
    place: &SearchPlace,
) -> Result<Answer, ServiceError> {
    let store = &services.store;
    let asked = asked(place);
    // To it the cursors are bound.
    let path = asked.address();
    let after = place.after.as_deref();
    let after = after
        .map(|cursor| Key::from_cursor(cursor, &path).ok_or(ServiceError::BadAddress("cursor")));
    let after = after.transpose()?;
    let query = Query::parse(&asked.q);
    let from = zone.day_begins(&asked.from);
    // The last day belongs to it.
    let last = zone.day_begins(&asked.to);
    let to = last.and_then(|day| zone.midnight_after(day));
    let bad_day =
        (from.is_none() && !asked.from.is_empty()) || (to.is_none() && !asked.to.is_empty());
    let mut narrowed = Narrowed {
        from,
        to,
        ..Narrowed::default()
    };
    // Of a category, a tag or an author that is not there no story is.
    let mut nothing = false;
    if !asked.category.is_empty() {
        let row = store::category::by_slug(store, &asked.category).await?;
        nothing |= row.is_none();
        narrowed.category = row.map(|row| CategoryId(row.id));
    }
    let mut tag = None;
    if !asked.tag.is_empty() {
        let row = store::tag::by_slug(store, &asked.tag).await?;
        nothing |= row.is_none();
        narrowed.tag = row.as_ref().map(|row| TagId(row.id));
        tag = row.map(|row| Named {
            slug: row.slug,
            name: row.name,
        });
    }
    let mut author = None;
    if !asked.author.is_empty() {
        let row = store::account::by_slug(store, &asked.author).await?;
        nothing |= row.is_none();
        narrowed.author = row.as_ref().map(|row| AccountId(row.id));
        author = row.map(|row| Named {
            slug: row.slug,
            name: row.name,
        });
    }
    let searched = !query.is_empty();
    let (keys, more) = match nothing || bad_day {
        true => (Vec::new(), false),
        false => ranked(store, &query, narrowed).await?,
    };
    let count = keys.len();
    let mut rest = keys
        .into_iter()
        .skip_while(|key| after.is_some_and(|after| *key >= after));
    let page: Vec<Key> = rest.by_ref().take(PAGE as usize).collect();
    let last = page.last().filter(|_| rest.next().is_some());
    let next = last.map(|key| format!("{path}&after={}", key.to_cursor(&path)));
    let mut hits = Vec::with_capacity(page.len());
    for key in page {
        // One may have been withdrawn a moment ago.
        let Some((row, text)) = store::search::hit(store, ArticleId(key.id)).await? else {
            continue;
        };
        let mut found = passage(&text, &row.language, &query);
        if found.is_empty() {
            found = passage(&row.standfirst, &row.language, &query);
        }
        hits.push(Hit {
            card: card(row, zone),
            passage: found,
        });
    }
    Ok(Answer {
        asked,
        tag,
        author,
        bad_day,
        searched,
        hits,
        count,
        more,
        next,
        first: after.is_none(),
    })
}

/// Writes the entries that are missing or of an earlier generation, newest story first; what was
/// done stays done when it is broken off. Answers how many.
pub async fn catch_up(store: &Store, freshness: &Freshness) -> Result<usize, ServiceError> {
    let mut done = refresh(store, freshness).await?;
    let mut before = Key::NEWEST;
    loop {
        let group = store::search::missing(store, before, GROUP).await?;
        let Some(last) = group.last() else { break };
        before = Key {
            at: last.published_at,
            id: last.id.0,
        };
        done += write(
            store,
            freshness,
            group.iter().map(|place| place.id).collect(),
        )
        .await?;
    }
    if done > 0 {
        tracing::info!("the search has learned {done} stories");
    }
    Ok(done)
}

/// The same for entries that are there already.
async fn refresh(store: &Store, freshness: &Freshness) -> Result<usize, ServiceError> {
    let mut done = 0;
    loop {
        let group = store::search::outdated(store, GROUP).await?;
        if group.is_empty() {
            return Ok(done);
        }
        done += write(store, freshness, group).await?;
    }
}

async fn write(
    store: &Store,
    freshness: &Freshness,
    group: Vec<ArticleId>,
) -> Result<usize, ServiceError> {
    let count = group.len();
    let keys = ["search".to_owned()];
    let noted = keys.clone();
    let written = store.write(move |mut tx| {
        Box::pin(async move {
            for id in group {
                store::search::hold(&mut tx, id).await?;
                store::search::note(&mut tx, id).await?;
            }
            store::changes::note(&mut tx, &noted).await
        })
    });
    written.await?;
    freshness.purge(&keys);
    Ok(count)
}

/// Catches up, and then looks every half minute for what fell behind, until told to stop.
pub async fn run(services: Services, mut stop: watch::Receiver<bool>) {
    let (store, freshness) = (&services.store, &services.freshness);
    let mut whole = true;
    loop {
        let outcome = match whole {
            true => {
                tokio::select! {
                    outcome = catch_up(store, freshness) => outcome,
                    _ = stop.wait_for(|stop| *stop) => return,
                }
            }
            false => refresh(store, freshness).await,
        };
        match outcome {
            Ok(_) => whole = false,
            Err(error) => {
                tracing::error!(%error, "the search could not be brought up to date: {error}")
            }
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}
