//! One reader of a stream: a cursor.

use super::{Seat, channel::Step, event};
use bytes::Bytes;
use futures::{Stream, stream};
use std::sync::atomic::Ordering;
use tokio::sync::watch;

/// Events read from the table at once for one reader: what is not taken yet waits in memory.
const PAGE: u32 = 50;
/// Milliseconds after which a browser comes back, and how many more by chance: ten thousand must
/// not come back in the same moment.
const RETRY: u64 = 2000;
const JITTER: u64 = 2000;

/// An open stream. Dropping it gives its place to another.
pub struct Subscription {
    seat: Seat,
    woken: watch::Receiver<()>,
    /// Where in the ring.
    position: u64,
    /// The last event sent.
    seq: i64,
    /// Sent before anything else.
    first: Option<Bytes>,
    /// Whether the table is being read rather than the ring.
    replaying: bool,
}

impl Subscription {
    fn new(seat: Seat, seq: i64, reset: bool) -> Subscription {
        let woken = seat.channel.listen();
        let (_, position) = seat.channel.bounds();
        let mut first = format!("retry: {}\n\n", RETRY + rand::random_range(0..JITTER));
        if reset {
            first.push_str(&event::reset(seq));
        }
        if seat.channel.article != super::QUEUE {
            let readers = seat.channel.readers.load(Ordering::Acquire);
            first.push_str(&String::from_utf8_lossy(&event::presence(readers).bytes));
        }
        Subscription {
            seat,
            woken,
            position,
            seq,
            first: Some(first.into()),
            replaying: false,
        }
    }

    /// From now on.
    pub(super) fn following(seat: Seat, last: i64) -> Subscription {
        Subscription::new(seat, last, false)
    }

    /// From now on, after the word that what the reader has is of no use.
    pub(super) fn reset(seat: Seat, last: i64) -> Subscription {
        Subscription::new(seat, last, true)
    }

    /// From an event after which the ring, from `position` on, holds everything.
    pub(super) fn from_ring(seat: Seat, seq: i64, position: u64) -> Subscription {
        Subscription {
            position,
            ..Subscription::new(seat, seq, false)
        }
    }

    /// From an event in the table.
    pub(super) fn replaying(seat: Seat, seq: i64) -> Subscription {
        Subscription {
            replaying: true,
            ..Subscription::new(seat, seq, false)
        }
    }

    /// The stream's text, piece by piece.
    pub fn frames(self) -> impl Stream<Item = Bytes> + Send + 'static {
        stream::unfold(self, |mut reader| async move {
            let bytes = reader.next().await?;
            Some((bytes, reader))
        })
    }

    async fn next(&mut self) -> Option<Bytes> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        loop {
            // Before looking: what is appended after the look wakes us then.
            self.woken.borrow_and_update();
            if self.seat.hub.is_closed() {
                return None;
            }
            if self.replaying {
                // Boxed: the query's state is gone once it has answered.
                let bytes = Box::pin(self.replay()).await?;
                if bytes.is_empty() {
                    continue;
                }
                return Some(bytes);
            }
            match self.seat.channel.at(self.position) {
                Step::Frame(seq, bytes) => {
                    self.position += 1;
                    if seq.is_some_and(|seq| seq <= self.seq) {
                        continue;
                    }
                    self.seq = seq.unwrap_or(self.seq);
                    if !bytes.is_empty() {
                        return Some(bytes);
                    }
                }
                Step::Wait => self.woken.changed().await.ok()?,
                Step::Lost => return None,
            }
        }
    }

    async fn replay(&mut self) -> Option<Bytes> {
        // Before reading: whatever the table does not show yet will stand behind this place.
        (_, self.position) = self.seat.channel.bounds();
        let hub = self.seat.hub.clone();
        match hub.replay(self.seat.channel.article, self.seq, PAGE).await {
            Ok((bytes, last, more)) => {
                self.seq = last;
                self.replaying = more;
                Some(bytes)
            }
            Err(error) => {
                tracing::warn!(%error, "a stream ends: its story's log cannot be read: {error}");
                None
            }
        }
    }
}
