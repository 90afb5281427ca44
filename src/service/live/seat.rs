//! Who may listen: streams are counted, altogether and by address.

use super::{Hub, channel::Channel, locked, pulse};
use crate::{domain::id::ArticleId, store::StoreError};
use std::{
    collections::hash_map::Entry,
    sync::{Arc, atomic::Ordering},
};

/// What the hub holds at most.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Streams of the whole process.
    pub streams: usize,
    /// Streams of one address.
    pub per_address: usize,
    /// Events somebody may be behind: reading the thread again is then cheaper than replaying.
    pub replay: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            streams: 20_000,
            per_address: 12,
            replay: 10_000,
        }
    }
}

/// Why no stream was opened.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("this address has too many streams open")]
    TooMany,
    #[error("the server has too many streams open, or is about to stop")]
    Full,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Hub {
    /// Counts a stream in, where there is room.
    pub(super) fn sit(&self, article: ArticleId, address: &str) -> Result<Seat, Refusal> {
        if self.is_closed() {
            return Err(Refusal::Full);
        }
        let limits = self.0.limits;
        if self.0.streams.fetch_add(1, Ordering::AcqRel) >= limits.streams {
            self.0.streams.fetch_sub(1, Ordering::AcqRel);
            return Err(Refusal::Full);
        }
        let room = {
            let mut addresses = locked(&self.0.addresses);
            let open = addresses.entry(address.into()).or_default();
            let room = *open < limits.per_address;
            *open += usize::from(room);
            room
        };
        if !room {
            self.0.streams.fetch_sub(1, Ordering::AcqRel);
            return Err(Refusal::TooMany);
        }
        let channel = {
            let mut channels = locked(&self.0.channels);
            let channel = channels
                .entry(article)
                .or_insert_with(|| Arc::new(Channel::new(article)));
            channel.readers.fetch_add(1, Ordering::AcqRel);
            channel.clone()
        };
        if !self.0.ticking.swap(true, Ordering::AcqRel) {
            tokio::spawn(pulse::tick(Arc::downgrade(&self.0)));
        }
        Ok(Seat {
            hub: self.clone(),
            channel,
            address: address.into(),
        })
    }
}

/// A stream's place: given back when it is dropped.
pub(super) struct Seat {
    pub(super) hub: Hub,
    pub(super) channel: Arc<Channel>,
    address: Box<str>,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let inner = &self.hub.0;
        inner.streams.fetch_sub(1, Ordering::AcqRel);
        if let Entry::Occupied(mut open) = locked(&inner.addresses).entry(self.address.clone()) {
            if *open.get() <= 1 {
                open.remove();
            } else {
                *open.get_mut() -= 1;
            }
        }
        let mut channels = locked(&inner.channels);
        if self.channel.readers.fetch_sub(1, Ordering::AcqRel) == 1 {
            channels.remove(&self.channel.article);
        }
    }
}
