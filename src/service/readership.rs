//! How often stories are read: counted in memory, added to the database once a minute. No address
//! and no cookie has a part in it, and looking at a page writes nothing.

use super::{
    Services,
    error::ServiceError,
    reading::{brief, card},
    rounds,
    throttle::Counted,
    zone::Zone,
};
use crate::{
    domain::{article::Card, id::ArticleId, readership::Reads, stamp::Stamp},
    store::{self, StoreError, Tx},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::watch;

/// How often the counts are added to the database.
const EVERY: Duration = Duration::from_secs(60);
/// Stories in the list of what is read most: fewer are no list.
pub const LISTED: u32 = 5;
const HOUR: i64 = 3_600 * 1_000_000;
const DAY: i64 = 24;
const WEEK: i64 = 7 * 24;
/// Hours are remembered for so long.
const KEPT: i64 = 30 * 24;

/// What was read and is not in the database yet. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Counters(Arc<Mutex<Counts>>);

#[derive(Debug, Default)]
struct Counts {
    /// By story and hour.
    reads: HashMap<(ArticleId, i64), i64>,
    /// What was read most when it was looked at last; `None` before that.
    most: Option<Vec<ArticleId>>,
}

impl Counters {
    fn with<T>(&self, f: impl FnOnce(&mut Counts) -> T) -> T {
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn hour(at: Stamp) -> i64 {
    at.micros() / HOUR
}

/// Counts one reading of the public story at this slug, unless too much comes from its address (a
/// keyed hash).
/// `false` where there is no such story.
pub async fn count(services: &Services, slug: &str, address: &str) -> Result<bool, ServiceError> {
    let Some(row) = store::article::by_slug(&services.store, slug).await? else {
        return Ok(false);
    };
    if row.status != "published" {
        return Ok(false);
    }
    let now = services.clock.now();
    let throttle = &services.throttle;
    let of_story = format!("{address} {}", row.id);
    if throttle.count(now, Counted::Reads, address).is_ok()
        && throttle
            .count(now, Counted::ReadsOfStory, &of_story)
            .is_ok()
    {
        services
            .readership
            .with(|counts| *counts.reads.entry((row.id, hour(now))).or_default() += 1);
    }
    Ok(true)
}

/// Adds what was counted to the database; the front page is stale where that changes the list of
/// what is read most. Does nothing where nothing was read.
pub async fn flush(services: &Services) -> Result<(), ServiceError> {
    let (reads, most) = services.readership.with(|counts| {
        let reads = std::mem::take(&mut counts.reads);
        (reads, counts.most.clone())
    });
    if reads.is_empty() {
        return Ok(());
    }
    let now = hour(services.clock.now());
    let added: Vec<_> = reads.iter().map(|(key, n)| (*key, *n)).collect();
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            // A process that has just started does not know what pages show.
            let most = match most {
                Some(most) => most,
                None => listed(tx, now).await?,
            };
            for ((article, hour), n) in added {
                store::readership::add(tx, article, hour, n).await?;
            }
            store::readership::forget(tx, now - KEPT).await?;
            let list = listed(tx, now).await?;
            let changed = list != most;
            if changed {
                store::changes::note(tx, &["popular".to_owned()]).await?;
            }
            Ok((list, changed))
        })
    });
    match done.await {
        Ok((list, changed)) => {
            services.readership.with(|counts| counts.most = Some(list));
            if changed {
                services.freshness.purge(&["popular"]);
            }
            Ok(())
        }
        Err(error) => {
            // For the next time.
            services.readership.with(|counts| {
                for (key, n) in reads {
                    *counts.reads.entry(key).or_default() += n;
                }
            });
            Err(error.into())
        }
    }
}

/// Which stories the list of what is read most names: none where they are too few for a list.
async fn listed(tx: &mut Tx<'_>, now: i64) -> Result<Vec<ArticleId>, StoreError> {
    for from in [now - DAY, now - WEEK] {
        let list = store::readership::most_read_ids(tx, from, LISTED).await?;
        if list.len() == LISTED as usize {
            return Ok(list);
        }
    }
    Ok(Vec::new())
}

/// What is read most: in the last 24 hours, or else in the last 7 days; nothing where too little
/// was read for a list.
pub async fn most_read(services: &Services, zone: &Zone) -> Result<Vec<Card>, ServiceError> {
    let now = hour(services.clock.now());
    for from in [now - DAY, now - WEEK] {
        let rows = store::readership::most_read(&services.store, from, LISTED).await?;
        if rows.len() == LISTED as usize {
            return Ok(rows.into_iter().map(|row| brief(card(row, zone))).collect());
        }
    }
    Ok(Vec::new())
}

/// How often a story was read.
pub async fn of_story(services: &Services, article: ArticleId) -> Result<Reads, ServiceError> {
    let now = hour(services.clock.now());
    let since = (now - DAY, now - WEEK);
    Ok(store::readership::of_article(&services.store, article, since).await?)
}

/// Adds up once a minute until told to stop, and then once more.
pub async fn run(services: Services, mut stop: watch::Receiver<bool>) {
    loop {
        let stopped = rounds::stops(&mut stop, EVERY).await;
        if let Err(error) = flush(&services).await {
            tracing::error!(%error, "readings could not be added up: {error}");
        }
        if stopped {
            return;
        }
    }
}
