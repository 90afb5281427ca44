//! What the readers of one story share: the last frames, and how they are woken.

use super::locked;
use crate::domain::id::{ArticleId, CommentId};
use bytes::Bytes;
use std::{
    collections::VecDeque,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicI64, AtomicU32, AtomicUsize, Ordering},
    },
};
use tokio::sync::{OnceCell, watch};

/// Frames kept. Whoever is further behind comes back and reads the table.
const RING: usize = 256;

/// A piece of text that is sent to everyone.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    /// The number of the event it carries.
    pub(super) seq: Option<i64>,
    /// The comment that stops being public with this frame, or that the frame shows.
    pub(super) about: Option<CommentId>,
    pub(super) hides: bool,
    pub(super) bytes: Bytes,
}

/// The last frames.
#[derive(Debug, Default)]
struct Ring {
    frames: VecDeque<Frame>,
    /// Position of the first frame; positions only grow.
    first: u64,
    /// Number of the last event that was read from the table.
    last: i64,
    /// Every public event after this number is in the ring.
    whole_after: i64,
}

/// What stands at a position of the ring.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    Frame(Option<i64>, Bytes),
    /// Nothing yet.
    Wait,
    /// It has been dropped.
    Lost,
}

pub(super) struct Channel {
    pub(super) article: ArticleId,
    pub(super) readers: AtomicUsize,
    /// Set once the ring knows where it begins.
    pub(super) begun: OnceCell<()>,
    /// Calls for reading the table since the last reading began.
    pub(super) wanted: AtomicU32,
    /// Seconds since the last frame.
    pub(super) quiet: AtomicU32,
    pub(super) count_due: AtomicBool,
    pub(super) told_count: AtomicI64,
    pub(super) told_readers: AtomicUsize,
    ring: Mutex<Ring>,
    woken: watch::Sender<()>,
}

impl Channel {
    pub(super) fn new(article: ArticleId) -> Channel {
        Channel {
            article,
            readers: AtomicUsize::new(0),
            begun: OnceCell::new(),
            wanted: AtomicU32::new(0),
            quiet: AtomicU32::new(0),
            count_due: AtomicBool::new(true),
            told_count: AtomicI64::new(-1),
            told_readers: AtomicUsize::new(0),
            ring: Mutex::default(),
            woken: watch::Sender::new(()),
        }
    }

    /// The ring stands after this event.
    pub(super) fn begin(&self, last: i64) {
        let mut ring = locked(&self.ring);
        ring.last = last;
        ring.whole_after = last;
    }

    /// Number of the last event known.
    pub(super) fn last(&self) -> i64 {
        locked(&self.ring).last
    }

    /// Whether everything after this event can be had without the table.
    pub(super) fn holds_all_after(&self, seq: i64) -> bool {
        let ring = locked(&self.ring);
        ring.whole_after <= seq && seq <= ring.last
    }

    /// The oldest position, and the one after the newest.
    pub(super) fn bounds(&self) -> (u64, u64) {
        let ring = locked(&self.ring);
        (ring.first, ring.first + ring.frames.len() as u64)
    }

    /// What stands at a position.
    pub(super) fn at(&self, position: u64) -> Step {
        let ring = locked(&self.ring);
        let Some(offset) = position.checked_sub(ring.first) else {
            return Step::Lost;
        };
        let frame = usize::try_from(offset)
            .ok()
            .and_then(|offset| ring.frames.get(offset));
        match frame {
            Some(frame) => Step::Frame(frame.seq, frame.bytes.clone()),
            None => Step::Wait,
        }
    }

    /// Appends frames that are no events.
    pub(super) fn push(&self, frames: impl IntoIterator<Item = Frame>) {
        self.append(None, frames);
    }

    /// Appends the public events up to number `last`.
    pub(super) fn extend(&self, last: i64, frames: impl IntoIterator<Item = Frame>) {
        self.append(Some(last), frames);
    }

    fn append(&self, last: Option<i64>, frames: impl IntoIterator<Item = Frame>) {
        {
            let mut ring = locked(&self.ring);
            for frame in frames {
                if frame.hides {
                    // Nobody who comes later may see it from here.
                    for shown in ring.frames.iter_mut().filter(|f| f.about == frame.about) {
                        if !shown.hides {
                            shown.bytes = Bytes::new();
                        }
                    }
                }
                ring.frames.push_back(frame);
                if ring.frames.len() > RING {
                    let gone = ring.frames.pop_front().and_then(|frame| frame.seq);
                    ring.first += 1;
                    ring.whole_after = gone.unwrap_or(ring.whole_after);
                }
            }
            ring.last = last.unwrap_or(ring.last);
        }
        self.quiet.store(0, Ordering::Release);
        self.wake();
    }

    /// Has every reader look again.
    pub(super) fn wake(&self) {
        self.woken.send_replace(());
    }

    /// Told at every wake from now on.
    pub(super) fn listen(&self) -> watch::Receiver<()> {
        self.woken.subscribe()
    }

    /// Whether nobody reads any more.
    pub(super) fn is_left(&self) -> bool {
        self.readers.load(Ordering::Acquire) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(seq: i64, about: i64, hides: bool) -> Frame {
        Frame {
            seq: Some(seq),
            about: Some(CommentId(about)),
            hides,
            bytes: Bytes::from(format!("{seq}")),
        }
    }

    #[test]
    fn the_ring_keeps_the_last_frames_and_knows_what_it_lost() {
        let channel = Channel::new(ArticleId(1));
        channel.begin(10);
        assert!(channel.holds_all_after(10) && !channel.holds_all_after(9));
        let many = 10 + 2 * RING as i64;
        for seq in 11..=many {
            channel.extend(seq, [frame(seq, seq, false)]);
        }
        assert_eq!(channel.bounds(), (RING as u64, 2 * RING as u64));
        assert_eq!(channel.at(0), Step::Lost);
        assert_eq!(channel.at(2 * RING as u64), Step::Wait);
        let oldest = many - RING as i64;
        assert!(channel.holds_all_after(oldest) && !channel.holds_all_after(oldest - 1));
        assert!(
            !channel.holds_all_after(many + 1),
            "an event that is not there yet"
        );
    }

    #[test]
    fn what_is_hidden_leaves_the_ring() {
        let channel = Channel::new(ArticleId(1));
        channel.begin(0);
        channel.extend(
            3,
            [frame(1, 7, false), frame(2, 8, false), frame(3, 7, true)],
        );
        let texts: Vec<_> = (0..3).map(|position| channel.at(position)).collect();
        assert_eq!(texts[0], Step::Frame(Some(1), Bytes::new()));
        assert_eq!(texts[1], Step::Frame(Some(2), "2".into()));
        assert_eq!(texts[2], Step::Frame(Some(3), "3".into()));
    }

    #[test]
    fn events_that_nobody_may_see_move_the_end_all_the_same() {
        let channel = Channel::new(ArticleId(1));
        channel.begin(0);
        channel.extend(5, []);
        assert_eq!(channel.last(), 5);
        assert!(channel.holds_all_after(2));
    }
}
