//! How often something may be tried. Held in memory: a restart forgives.

mod calls;

pub use calls::{Caller, Left, Over};

use crate::domain::stamp::Stamp;
use calls::Calls;
use governor::{
    Quota, RateLimiter, clock::Clock, middleware::NoOpMiddleware, nanos::Nanos,
    state::keyed::HashMapStateStore,
};
use std::{
    num::NonZeroU32,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// What is counted, each for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Passwords tried for an account from an address that has signed in to it before, since
    /// then: others' guessing elsewhere does not count here.
    SignInKnown,
    /// Passwords tried for an account from all other addresses together.
    SignInStrange,
    /// Passwords tried from an address for accounts it never signed in to.
    SignInAddress,
    /// Accounts made from an address.
    SignUpAddress,
    /// Mails an account is sent because somebody asked for them.
    MailAccount,
    /// Mails asked for from an address.
    MailAddress,
    /// Changes that an account makes to its comments.
    Edits,
    /// Reports by an account or an address.
    Reports,
    /// What browsers at an address begin to follow.
    Follows,
    /// Readings counted from an address.
    Reads,
    /// Readings of one story counted from an address.
    ReadsOfStory,
}

impl Counted {
    const ALL: [Counted; 11] = [
        Counted::SignInKnown,
        Counted::SignInStrange,
        Counted::SignInAddress,
        Counted::SignUpAddress,
        Counted::MailAccount,
        Counted::MailAddress,
        Counted::Edits,
        Counted::Reports,
        Counted::Follows,
        Counted::Reads,
        Counted::ReadsOfStory,
    ];

    /// How many at once, and after how many seconds one more.
    const fn allowance(self) -> (u32, u64) {
        match self {
            Counted::SignInKnown => (10, 90),
            // Five and five more in the first quarter of an hour.
            Counted::SignInStrange => (5, 180),
            // Many people share the address of a mobile network.
            Counted::SignInAddress => (50, 10),
            Counted::SignUpAddress => (50, 60),
            Counted::MailAccount => (3, 1200),
            Counted::MailAddress => (20, 60),
            Counted::Edits => (5, 12),
            Counted::Reports => (10, 30),
            // A browser whose address has changed names all that it follows again.
            Counted::Follows => (200, 10),
            // Many people share the address of a mobile network.
            Counted::Reads => (100, 1),
            // Nobody shall make a story the most read alone.
            Counted::ReadsOfStory => (20, 30),
        }
    }
}

/// Keys held of one kind. Past it those that have waited long enough are forgotten; if that does
/// not help, whoever is new waits.
const LARGEST: usize = 100_000;

/// The time the caller says it is.
#[derive(Debug, Clone, Default)]
struct Told(Arc<AtomicU64>);

impl Clock for Told {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        Nanos::new(self.0.load(Ordering::Relaxed))
    }
}

type Limiter = RateLimiter<String, HashMapStateStore<String>, Told, NoOpMiddleware<Nanos>>;

/// Counts attempts. Cheap to clone.
#[derive(Clone)]
pub struct Throttle(Arc<Inner>);

struct Inner {
    clock: Told,
    limiters: Vec<(Counted, Limiter)>,
    calls: Calls,
}

/// So many at once, and one more each time so much time has gone by.
fn quota(at_once: u32, period: Duration) -> Quota {
    Quota::with_period(period)
        .unwrap_or(Quota::per_hour(NonZeroU32::MIN))
        .allow_burst(NonZeroU32::new(at_once).unwrap_or(NonZeroU32::MIN))
}

impl Default for Throttle {
    fn default() -> Self {
        let clock = Told::default();
        let limiters = Counted::ALL.map(|counted| {
            let (at_once, seconds) = counted.allowance();
            let quota = quota(at_once, Duration::from_secs(seconds));
            let limiter = RateLimiter::new(quota, HashMapStateStore::default(), clock.clone());
            (counted, limiter)
        });
        Throttle(Arc::new(Inner {
            calls: Calls::new(&clock),
            clock,
            limiters: limiters.into(),
        }))
    }
}

impl Throttle {
    /// Counts one attempt; `Err` says how long to wait, and then it was not counted.
    pub fn count(&self, now: Stamp, counted: Counted, key: &str) -> Result<(), Duration> {
        let now = self.told(now);
        let found = self.0.limiters.iter().find(|(c, _)| *c == counted);
        let Some((_, limiter)) = found else {
            return Ok(());
        };
        if limiter.len() >= LARGEST {
            limiter.retain_recent();
            if limiter.len() >= LARGEST {
                return Err(Duration::from_secs(60));
            }
        }
        limiter
            .check_key(&key.to_owned())
            .map_err(|until| until.wait_time_from(now))
    }

    /// Counts a call of the API, and says what is left.
    pub fn call(&self, now: Stamp, caller: Caller<'_>) -> Result<Left, Over> {
        let now = self.told(now);
        self.0.calls.count(now, caller)
    }

    /// Whether a token with this hash worked within the last minute.
    pub async fn knows(&self, token: &str) -> bool {
        self.0.calls.known.get(token).await.is_some()
    }

    /// Remembers for a minute that it works.
    pub async fn remember(&self, token: String) {
        self.0.calls.known.insert(token, ()).await;
    }

    /// Sets the clock that the limiters look at.
    fn told(&self, now: Stamp) -> Nanos {
        let nanos = u64::try_from(now.micros())
            .unwrap_or(0)
            .saturating_mul(1000);
        self.0.clock.0.store(nanos, Ordering::Relaxed);
        Nanos::new(nanos)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(seconds: i64) -> Stamp {
        Stamp::from_micros((1_732_080_000 + seconds) * 1_000_000)
    }

    #[test]
    fn strangers_have_ten_tries_in_a_quarter_of_an_hour() {
        let throttle = Throttle::default();
        let tried = (0..900)
            .filter(|s| {
                throttle
                    .count(after(*s), Counted::SignInStrange, "a")
                    .is_ok()
            })
            .count();
        assert!((9..=10).contains(&tried), "{tried}");
        assert!(
            throttle
                .count(after(900), Counted::SignInStrange, "b")
                .is_ok()
        );
        assert!(throttle.count(after(0), Counted::SignInKnown, "a").is_ok());
    }

    #[test]
    fn whoever_must_wait_is_told_how_long() {
        let throttle = Throttle::default();
        for _ in 0..3 {
            assert_eq!(throttle.count(after(0), Counted::MailAccount, "a"), Ok(()));
        }
        let wait = throttle.count(after(60), Counted::MailAccount, "a");
        assert_eq!(wait, Err(Duration::from_secs(1140)));
        assert_eq!(
            throttle.count(after(1200), Counted::MailAccount, "a"),
            Ok(())
        );
    }
}
