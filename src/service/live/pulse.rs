//! The one clock of all streams: heartbeats, how many are reading, how many comments there are, and
//! a look at the tables for what no notice told.

use super::{Hub, Inner, QUEUE, channel::Channel, event};
use crate::store;
use std::{
    sync::{Arc, Weak, atomic::Ordering},
    time::Duration,
};

/// Seconds without any frame after which a heartbeat is sent.
const HEARTBEAT: u32 = 15;
/// Seconds between two looks at how many are reading, and at the table for what no notice told.
const PRESENCE: u64 = 5;
const POLL: u64 = 3;

impl Hub {
    /// Heartbeats and the number of readers, for every story at once.
    fn every_second(&self, second: u64) {
        let channels = self.channels();
        for channel in &channels {
            if second.is_multiple_of(PRESENCE) && channel.article != QUEUE {
                let readers = channel.readers.load(Ordering::Acquire);
                if channel.told_readers.swap(readers, Ordering::AcqRel) != readers {
                    channel.push([event::presence(readers)]);
                }
            }
            if channel.quiet.fetch_add(1, Ordering::AcqRel) + 1 >= HEARTBEAT {
                channel.push([event::heartbeat()]);
            }
        }
        if self.0.looking.swap(true, Ordering::AcqRel) {
            return;
        }
        let polled = second.is_multiple_of(POLL);
        let due: Vec<_> = channels
            .into_iter()
            .filter(|channel| {
                let counted = channel.count_due.swap(false, Ordering::AcqRel);
                channel.article != QUEUE && (polled || counted)
            })
            .collect();
        if due.is_empty() {
            self.0.looking.store(false, Ordering::Release);
        } else {
            tokio::spawn(self.clone().look(due));
        }
    }

    /// Tells how many comments there are, and finds what no notice told of.
    async fn look(self, channels: Vec<Arc<Channel>>) {
        for channel in channels {
            match store::thread::story(&self.0.store, channel.article).await {
                Ok(Some(story)) => {
                    let count = i64::from(story.count);
                    if channel.told_count.swap(count, Ordering::AcqRel) != count {
                        channel.push([event::count(story.count)]);
                    }
                    if story.seq > channel.last() {
                        self.read_on(channel);
                    }
                }
                Ok(None) => {}
                Err(_) => channel.count_due.store(true, Ordering::Release),
            }
        }
        self.0.looking.store(false, Ordering::Release);
    }
}

/// Ticks while the hub is there and open.
pub(super) async fn tick(hub: Weak<Inner>) {
    let mut seconds = tokio::time::interval(Duration::from_secs(1));
    seconds.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    for second in 1.. {
        seconds.tick().await;
        let Some(inner) = hub.upgrade() else { return };
        let hub = Hub(inner);
        if hub.is_closed() {
            return;
        }
        hub.every_second(second);
    }
}
