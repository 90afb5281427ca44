//! The live streams: one log per story in the database, one ring of ready frames per story that
//! somebody listens to, and readers that are cursors.
//!
//! A frame is made once and shared by everyone it is sent to. Whoever falls behind the ring is let
//! go: the browser comes back with the number it had, and reads on from the table.

mod channel;
pub mod event;
mod pulse;
mod reader;
mod seat;

use crate::{
    domain::{
        comment::State,
        id::{AccountId, ArticleId, CommentId},
    },
    service::{error::ServiceError, settings, zone::Zone},
    store::{self, Store, StoreError},
};
use channel::{Channel, Frame};
pub use reader::Subscription;
use seat::Seat;
pub use seat::{Limits, Refusal};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

/// Events read from the table at once.
const BATCH: u32 = 256;
/// The queue of moderation has no story; no story has this number.
const QUEUE: ArticleId = ArticleId(0);

/// Where a stream begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// At the present.
    Now,
    /// After the event with this number.
    Event(i64),
    /// After something that is no event's number.
    Unknown,
}

impl After {
    /// Reads the number a client brings.
    pub fn parse(text: &str) -> After {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        match text.parse() {
            Ok(seq) if digits => After::Event(seq),
            _ => After::Unknown,
        }
    }
}

/// All live streams of this process. Cheap to clone.
#[derive(Clone)]
pub struct Hub(Arc<Inner>);

struct Inner {
    store: Store,
    limits: Limits,
    channels: Mutex<HashMap<ArticleId, Arc<Channel>>>,
    addresses: Mutex<HashMap<Box<str>, usize>>,
    streams: AtomicUsize,
    closed: AtomicBool,
    ticking: AtomicBool,
    looking: AtomicBool,
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Hub {
    /// A hub over this store.
    pub fn new(store: Store) -> Hub {
        Hub::bounded(store, Limits::default())
    }

    /// A hub with other limits.
    pub fn bounded(store: Store, limits: Limits) -> Hub {
        Hub(Arc::new(Inner {
            store,
            limits,
            channels: Mutex::default(),
            addresses: Mutex::default(),
            streams: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
            ticking: AtomicBool::new(false),
            looking: AtomicBool::new(false),
        }))
    }

    /// Something was added to this story's log: to be called after the commit. Returns at once.
    pub fn announce(&self, article: ArticleId) {
        let found = locked(&self.0.channels).get(&article).cloned();
        if let Some(channel) = found {
            self.read_on(channel);
        }
    }

    /// Anything may have been added to any log.
    pub fn announce_all(&self) {
        for channel in self.channels() {
            if channel.article != QUEUE {
                self.read_on(channel);
            }
        }
    }

    /// What other processes noted: `thread/ID` for a story's log, `queue/ID` for a comment that
    /// moderators wait for, `queue/ID/ACCOUNT` for one that this account has decided about.
    pub async fn follow(&self, keys: &[String]) {
        for key in keys {
            let mut parts = key.split('/');
            let kind = parts.next();
            let (id, by) = (parts.next(), parts.next());
            match (kind, id.and_then(|id| id.parse().ok())) {
                (Some("thread"), Some(id)) => self.announce(ArticleId(id)),
                (Some("queue"), Some(id)) if self.is_watched(QUEUE) => {
                    let by = by.and_then(|by| by.parse().ok()).map(AccountId);
                    if let Err(error) = self.decided_elsewhere(CommentId(id), by).await {
                        tracing::warn!(%error, "a decision of another process is not told: {error}");
                    }
                }
                _ => {}
            }
        }
    }

    async fn decided_elsewhere(
        &self,
        id: CommentId,
        by: Option<AccountId>,
    ) -> Result<(), StoreError> {
        let Some(row) = store::comment::by_id(&self.0.store, id).await? else {
            return Ok(());
        };
        let name = match by {
            Some(by) => store::account::by_id(&self.0.store, by).await?,
            None => None,
        };
        let name = name.map(|account| account.name);
        self.queue_changed(row.id, row.state, name.as_deref());
        Ok(())
    }

    fn is_watched(&self, article: ArticleId) -> bool {
        locked(&self.0.channels).contains_key(&article)
    }

    /// A comment came into the queue of moderation, or was decided (`by` whom) and left it.
    pub fn queue_changed(&self, id: CommentId, state: State, by: Option<&str>) {
        let found = locked(&self.0.channels).get(&QUEUE).cloned();
        if let Some(channel) = found {
            channel.push([event::queue_changed(id, state, by)]);
        }
    }

    /// Opens a stream of a story's events. `address` is whoever it is opened for.
    pub async fn subscribe(
        &self,
        article: ArticleId,
        after: After,
        address: &str,
    ) -> Result<Subscription, Refusal> {
        let seat = self.sit(article, address)?;
        let last = self.begin(&seat.channel).await?;
        // Before asking what the ring holds: it may lose its first frame in between.
        let (oldest, _) = seat.channel.bounds();
        Ok(match after {
            After::Now => Subscription::following(seat, last),
            After::Unknown => Subscription::reset(seat, last),
            After::Event(seq) if seat.channel.holds_all_after(seq) => {
                Subscription::from_ring(seat, seq, oldest)
            }
            After::Event(seq) => {
                // The log may be further than the ring: a page drawn from it brought this number.
                let written = store::event::last(&self.0.store, article)
                    .await?
                    .unwrap_or(0);
                if seq > written || written - seq > self.0.limits.replay {
                    Subscription::reset(seat, last)
                } else {
                    Subscription::replaying(seat, seq)
                }
            }
        })
    }

    /// Opens a stream of what happens in the queue of moderation, from now on.
    pub fn subscribe_queue(&self, address: &str) -> Result<Subscription, Refusal> {
        let seat = self.sit(QUEUE, address)?;
        Ok(Subscription::following(seat, 0))
    }

    /// Ends every stream; no new one is opened.
    pub fn close(&self) {
        self.0.closed.store(true, Ordering::Release);
        for channel in self.channels() {
            channel.wake();
        }
    }

    /// Whether the streams have been ended.
    pub fn is_closed(&self) -> bool {
        self.0.closed.load(Ordering::Acquire)
    }

    /// Streams that are open now.
    pub fn streams(&self) -> usize {
        self.0.streams.load(Ordering::Relaxed)
    }

    fn channels(&self) -> Vec<Arc<Channel>> {
        locked(&self.0.channels).values().cloned().collect()
    }

    /// Where the ring begins: read after the channel can be announced to, so that nothing falls
    /// between.
    async fn begin(&self, channel: &Channel) -> Result<i64, StoreError> {
        let read = async {
            let last = store::event::last(&self.0.store, channel.article).await?;
            channel.begin(last.unwrap_or(0));
            Ok::<_, StoreError>(())
        };
        channel.begun.get_or_try_init(|| read).await?;
        Ok(channel.last())
    }

    /// Sees to it that the table is read after this call; calls during a reading share the next.
    fn read_on(&self, channel: Arc<Channel>) {
        if channel.wanted.fetch_add(1, Ordering::AcqRel) == 0 {
            tokio::spawn(self.clone().reading(channel));
        }
    }

    async fn reading(self, channel: Arc<Channel>) {
        loop {
            let wanted = channel.wanted.load(Ordering::Acquire);
            if let Err(error) = self.read(&channel).await {
                if channel.is_left() || self.is_closed() {
                    return;
                }
                tracing::warn!(%error, article = %channel.article, "new comments cannot be read: {error}");
                tokio::time::sleep(Duration::from_secs(1)).await;
                continue;
            }
            let done =
                channel
                    .wanted
                    .compare_exchange(wanted, 0, Ordering::AcqRel, Ordering::Acquire);
            if done.is_ok() {
                return;
            }
        }
    }

    async fn read(&self, channel: &Channel) -> Result<(), ServiceError> {
        self.begin(channel).await?;
        loop {
            let rows =
                store::event::since(&self.0.store, channel.article, channel.last(), BATCH).await?;
            let Some(last) = rows.last().map(|row| row.seq) else {
                return Ok(());
            };
            let more = rows.len() >= BATCH as usize;
            let zone = self.zone().await?;
            let events = event::visible(rows, &zone);
            channel.count_due.store(true, Ordering::Release);
            channel.extend(last, events.iter().map(event::Event::frame));
            if !more {
                return Ok(());
            }
        }
    }

    /// The events after `seq` as one piece of text, the number of the last, and whether there may
    /// be more.
    async fn replay(
        &self,
        article: ArticleId,
        seq: i64,
        limit: u32,
    ) -> Result<(bytes::Bytes, i64, bool), ServiceError> {
        let rows = store::event::since(&self.0.store, article, seq, limit).await?;
        let Some(last) = rows.last().map(|row| row.seq) else {
            return Ok((bytes::Bytes::new(), seq, false));
        };
        let more = rows.len() >= limit as usize;
        let zone = self.zone().await?;
        let text: String = event::visible(rows, &zone)
            .iter()
            .map(event::Event::text)
            .collect();
        Ok((text.into(), last, more))
    }

    async fn zone(&self) -> Result<Zone, ServiceError> {
        let settings = settings::load(&self.0.store).await?;
        Ok(Zone::named(&settings.zone).unwrap_or_else(Zone::utc))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_numbers_name_an_event() {
        assert_eq!(After::parse("0"), After::Event(0));
        assert_eq!(After::parse("17"), After::Event(17));
        for bad in ["", "-1", "+1", "1.0", "abc", " 1", "99999999999999999999"] {
            assert_eq!(After::parse(bad), After::Unknown, "{bad:?}");
        }
    }
}
