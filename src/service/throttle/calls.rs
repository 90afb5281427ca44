//! Allowances of which callers are told what is left.

use super::{LARGEST, Told, quota};
use governor::{
    RateLimiter, middleware::StateInformationMiddleware, nanos::Nanos,
    state::keyed::HashMapStateStore,
};
use moka::future::Cache;
use std::time::Duration;

/// How many calls at once, and how many milliseconds bring one back. Generous to a newsroom's own programs: a script that moves thousands of stories in is to be
/// slowed down by the database, not by a count.
const TOKEN: (u32, u64) = (6_000, 10);
const ADDRESS: (u32, u64) = (1_200, 50);
/// Tokens of which it is known that they work.
const KNOWN: u64 = 10_000;
/// How long that is believed of one that is not used. Whether it still works is asked with every call;
/// this decides whose allowance the call takes from.
const BELIEVED: Duration = Duration::from_secs(60);

/// Who calls.
#[derive(Debug, Clone, Copy)]
pub enum Caller<'a> {
    /// Hash of a token that works.
    Token(&'a str),
    /// Keyed hash of an address.
    Address(&'a str),
}

/// What is left of an allowance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Calls at once.
    pub limit: u32,
    pub remaining: u32,
    /// Seconds until all are there again.
    pub whole_in: u64,
}

/// A call too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Over {
    pub left: Left,
    /// Seconds until one may be made.
    pub seconds: u64,
}

type Limiter = RateLimiter<String, HashMapStateStore<String>, Told, StateInformationMiddleware>;

/// The allowances.
pub(super) struct Calls {
    token: Limiter,
    address: Limiter,
    pub(super) known: Cache<String, ()>,
}

impl Calls {
    pub(super) fn new(clock: &Told) -> Calls {
        let limiter = |(at_once, millis): (u32, u64)| -> Limiter {
            let quota = quota(at_once, Duration::from_millis(millis));
            RateLimiter::new(quota, HashMapStateStore::default(), clock.clone())
        };
        Calls {
            token: limiter(TOKEN),
            address: limiter(ADDRESS),
            known: Cache::builder()
                .max_capacity(KNOWN)
                .time_to_idle(BELIEVED)
                .build(),
        }
    }

    pub(super) fn count(&self, now: Nanos, caller: Caller<'_>) -> Result<Left, Over> {
        let (limiter, key, (limit, millis)) = match caller {
            Caller::Token(key) => (&self.token, key, TOKEN),
            Caller::Address(key) => (&self.address, key, ADDRESS),
        };
        let left = |remaining: u32| Left {
            limit,
            remaining,
            whole_in: (u64::from(limit.saturating_sub(remaining)) * millis).div_ceil(1000),
        };
        if limiter.len() >= LARGEST {
            limiter.retain_recent();
            if limiter.len() >= LARGEST {
                return Err(Over {
                    left: left(0),
                    seconds: 60,
                });
            }
        }
        match limiter.check_key(&key.to_owned()) {
            Ok(state) => Ok(left(state.remaining_burst_capacity())),
            Err(until) => {
                let wait = until.wait_time_from(now).as_millis();
                let seconds = u64::try_from(wait.div_ceil(1000)).unwrap_or(60).max(1);
                Err(Over {
                    left: left(0),
                    seconds,
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::*;

    fn after(millis: i64) -> Stamp {
        Stamp::from_micros(1_732_080_000_000_000 + millis * 1000)
    }

    #[test]
    fn callers_are_told_what_is_left_and_when_it_comes_back() {
        let throttle = Throttle::default();
        let call = |millis, key| throttle.call(after(millis), Caller::Address(key));
        let first = Left {
            limit: 1200,
            remaining: 1199,
            whole_in: 1,
        };
        assert_eq!(call(0, "a"), Ok(first));
        for _ in 1..1200 {
            assert!(call(0, "a").is_ok());
        }
        let left = Left {
            limit: 1200,
            remaining: 0,
            whole_in: 60,
        };
        assert_eq!(call(0, "a"), Err(Over { left, seconds: 1 }));
        assert_eq!(call(0, "b"), Ok(first));
        assert_eq!(call(1000, "a").map(|left| left.remaining), Ok(19));
        assert_eq!(call(120_000, "a"), Ok(first));
    }
}
