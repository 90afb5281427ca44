//! Time and randomness, passed in so that tests hold them still.

use crate::domain::{document::BlockId, stamp::Stamp};
use std::time::{SystemTime, UNIX_EPOCH};

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
