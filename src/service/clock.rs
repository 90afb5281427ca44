//! Time and randomness, passed in so that tests hold them still.

use crate::domain::{document::BlockId, stamp::Stamp};
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// What time it is.
pub trait Clock: Send + Sync {
    /// Now, to the microsecond.
    fn now(&self) -> Stamp;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Stamp {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Stamp::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }
}

/// A clock that is set by hand. Cheap to clone; all clones show the same.
#[derive(Debug, Clone)]
pub struct SettableClock(Arc<AtomicI64>);

impl SettableClock {
    /// Shows this until it is set.
    pub fn at(now: Stamp) -> SettableClock {
        SettableClock(Arc::new(AtomicI64::new(now.micros())))
    }

    /// Goes on by this much.
    pub fn forward(&self, by: Duration) {
        let micros = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
        self.0.fetch_add(micros, Ordering::Relaxed);
    }
}

impl Clock for SettableClock {
    fn now(&self) -> Stamp {
        Stamp::from_micros(self.0.load(Ordering::Relaxed))
    }
}

/// A clock that stands still.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub Stamp);

impl Clock for FixedClock {
    fn now(&self) -> Stamp {
        self.0
    }
}

/// Ids for new blocks, drawn from `rng`.
pub fn block_ids(mut rng: impl rand::RngCore) -> impl FnMut() -> BlockId {
    move || BlockId::from_bits(rng.next_u64())
}
