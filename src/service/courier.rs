//! Brings out what the outbox holds. Every node looks; a message is taken before it is sent, so that
//! no other node sends it, and one that a node took and never settled is anybody's again a minute
//! later: what was written is sent at least once, and receivers know by its id what they have.

mod hooks;
mod pings;
pub(super) mod signing;

use super::{Services, error::ServiceError, fetching::Limits, rounds, settings, zone::Zone};
use crate::{
    domain::{
        site::Announcing,
        stamp::Stamp,
        webhook::{Event, Kind, Progress},
    },
    store::{
        self,
        outbox::{DueRow, Tried},
    },
};
use futures::{StreamExt, future::BoxFuture};
use serde_json::Value;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::watch;

/// How often the table is looked at.
const EVERY: Duration = Duration::from_secs(1);
/// Messages read at once.
const PAGE: u32 = 200;
/// Receivers that are sent to at the same time.
const AT_ONCE: usize = 8;
/// How long a receiver may take, and about how long a round stays with one.
const PATIENCE: Duration = Duration::from_secs(10);
/// Characters of an answer that are kept.
const KEPT: usize = 500;
/// The largest answer that is looked at.
const ANSWER: Limits = Limits {
    bytes: 64 << 10,
    time: PATIENCE,
};

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
/// How long a message belongs to who took it: longer than any try.
const TAKEN: i64 = MINUTE;
/// The first wait after a failure; each further one is twice as long, up to the longest.
const FIRST_WAIT: i64 = MINUTE;
const LONGEST_WAIT: i64 = 6 * 60 * MINUTE;
/// So many tries take a little more than a day.
const TRIES: i64 = 12;
/// How long settled messages are kept to be looked at.
const LOG: i64 = 14 * 24 * 60 * MINUTE;
/// How often they are looked through.
const SWEEP: i64 = 60 * MINUTE;

/// What an event tells of its story or comment, in the shape of the API; `None` where that is not
/// public any more. Handed in: shapes belong to the server, which stands above.
pub type Shapes = Arc<
    dyn Fn(Services, Zone, Event, i64) -> BoxFuture<'static, Result<Option<Value>, ServiceError>>
        + Send
        + Sync,
>;

/// Brings out messages.
#[derive(Clone)]
pub struct Courier {
    shapes: Shapes,
    /// Where search engines are told (<https://www.indexnow.org>).
    engines: Arc<str>,
    swept: Option<Stamp>,
}

/// What came of a message.
enum Outcome {
    Sent,
    /// Somebody else has it, or there was nothing to tell.
    Nothing,
    Failed,
}

/// What a round needs to know of the site.
struct Round<'a> {
    services: &'a Services,
    announcing: Announcing,
    zone: Zone,
    stopped: &'a (dyn Fn() -> bool + Sync),
}

impl Courier {
    /// A courier whose messages have these shapes.
    pub fn new(shapes: Shapes) -> Courier {
        Courier {
            shapes,
            engines: "https://api.indexnow.org/indexnow".into(),
            swept: None,
        }
    }

    /// Tells another address instead of the search engines'.
    pub fn with_engines(self, address: &str) -> Courier {
        Courier {
            engines: address.into(),
            ..self
        }
    }

    /// Sends everything that is due, and answers with how many messages arrived.
    pub async fn round(&mut self, services: &Services) -> Result<usize, ServiceError> {
        self.until_stopped(services, &|| false).await
    }

    async fn until_stopped(
        &mut self,
        services: &Services,
        stopped: &(dyn Fn() -> bool + Sync),
    ) -> Result<usize, ServiceError> {
        let now = services.clock.now();
        self.sweep(services, now).await?;
        let due = store::outbox::due(&services.store, now, PAGE).await?;
        if due.is_empty() {
            return Ok(0);
        }
        let settings = settings::load(&services.store).await?;
        let round = Round {
            services,
            zone: Zone::named(&settings.zone).unwrap_or_else(Zone::utc),
            announcing: settings.announcing,
            stopped,
        };
        // Each receiver gets its messages one after the other, and none waits for another.
        let mut receivers: Vec<Vec<DueRow>> = Vec::new();
        for row in due {
            let same = |rows: &&mut Vec<DueRow>| {
                let first = rows.first();
                first.is_some_and(|f| f.kind() == row.kind() && f.webhook_id == row.webhook_id)
            };
            match receivers.iter_mut().find(same) {
                Some(rows) => rows.push(row),
                None => receivers.push(vec![row]),
            }
        }
        let (this, round) = (&*self, &round);
        let sending = receivers.into_iter().map(|rows| this.receiver(round, rows));
        let mut sending = futures::stream::iter(sending).buffer_unordered(AT_ONCE);
        // To the end, whatever happens to one: what is under way to the others would be sent twice.
        let (mut sent, mut failed) = (0, None);
        while let Some(done) = sending.next().await {
            match done {
                Ok(more) => sent += more,
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        failed.map_or(Ok(sent), Err)
    }

    /// Sends one receiver what is due there, until something fails or it took long enough.
    async fn receiver(&self, round: &Round<'_>, rows: Vec<DueRow>) -> Result<usize, ServiceError> {
        let (begun, mut sent) = (Instant::now(), 0);
        if let Some(Kind::IndexNow) = rows.first().map(DueRow::kind) {
            return self.engines(round, rows).await;
        }
        for row in rows {
            if (round.stopped)() {
                break;
            }
            if begun.elapsed() >= PATIENCE {
                // What is left comes behind what others have waiting by then.
                let until = Stamp::from_micros(round.now().micros() + SECOND);
                round.hold(row.kind(), row.webhook_id, until).await?;
                break;
            }
            let done = match row.kind() {
                Kind::Webhook => self.hook(round, &row).await?,
                Kind::WebSub | Kind::IndexNow => self.hub(round, &row).await?,
            };
            match done {
                Outcome::Sent => sent += 1,
                Outcome::Nothing => {}
                Outcome::Failed => break,
            }
        }
        Ok(sent)
    }

    /// Forgets what nobody looks at any more.
    async fn sweep(&mut self, services: &Services, now: Stamp) -> Result<(), ServiceError> {
        if self
            .swept
            .is_some_and(|at| now.micros() - at.micros() < SWEEP)
        {
            return Ok(());
        }
        self.swept = Some(now);
        let before = Stamp::from_micros(now.micros() - LOG);
        let done = services.store.write(move |mut tx| {
            Box::pin(async move { store::outbox::prune(&mut tx, before).await })
        });
        Ok(done.await?)
    }
}

impl Round<'_> {
    fn now(&self) -> Stamp {
        self.services.clock.now()
    }

    /// Takes a message; until when it is ours, or `None` where somebody else has it.
    async fn claim(&self, row: &DueRow) -> Result<Option<Stamp>, ServiceError> {
        let (id, now) = (row.id, self.now());
        let until = Stamp::from_micros(now.micros() + TAKEN);
        let write = self.services.store.write(move |mut tx| {
            Box::pin(async move { store::outbox::claim(&mut tx, id, now, until).await })
        });
        Ok(write.await?.then_some(until))
    }

    /// Lets what is due for a receiver wait.
    async fn hold(&self, kind: Kind, hook: Option<i64>, until: Stamp) -> Result<(), ServiceError> {
        let now = self.now();
        let write = self.services.store.write(move |mut tx| {
            Box::pin(async move { store::outbox::hold(&mut tx, kind, hook, now, until).await })
        });
        Ok(write.await?)
    }

    /// There is nothing left to tell.
    async fn nothing_left(&self, row: &DueRow, claimed: Stamp) -> Result<Outcome, ServiceError> {
        let tried = Tried {
            progress: Progress::Dropped,
            due: self.now(),
            status: None,
            millis: 0,
            answer: String::new(),
        };
        self.settled(row, claimed, tried).await
    }

    /// Notes what became of a message of which nothing was sent.
    async fn settled(
        &self,
        row: &DueRow,
        claimed: Stamp,
        tried: Tried,
    ) -> Result<Outcome, ServiceError> {
        let id = row.id;
        let write = self.services.store.write(move |mut tx| {
            Box::pin(async move { store::outbox::tried(&mut tx, id, claimed, &tried).await })
        });
        write.await?;
        Ok(Outcome::Nothing)
    }

    /// Sends something and reads how the answer begins.
    async fn post(&self, address: &str, headers: &[(&'static str, &str)], body: String) -> Said {
        let begun = Instant::now();
        let sent = self.services.fetcher.post(address, headers, body, ANSWER);
        let (status, answer) = match sent.await {
            Ok(coming) => {
                let status = coming.status().as_u16();
                (Some(status), coming.beginning(KEPT).await)
            }
            Err(error) => (None, error.to_string()),
        };
        Said {
            status,
            answer,
            millis: i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX),
        }
    }
}

/// What a receiver said.
#[derive(Clone)]
struct Said {
    status: Option<u16>,
    answer: String,
    millis: i64,
}

impl Said {
    fn took(&self) -> bool {
        self.status
            .is_some_and(|status| (200..300).contains(&status))
    }

    /// Whether there is nobody any more, and never will be.
    fn is_gone(&self) -> bool {
        self.status == Some(410)
    }

    /// What that makes of a message that was tried so often before.
    fn outcome(self, before: i64, most: i64, now: Stamp) -> Tried {
        let tries = before + 1;
        let progress = match (self.took(), tries >= most) {
            (true, _) => Progress::Sent,
            (false, true) => Progress::Failed,
            (false, false) => Progress::Waiting,
        };
        Tried {
            progress,
            due: Stamp::from_micros(now.micros() + wait(tries)),
            status: self.status,
            millis: self.millis,
            answer: self.answer,
        }
    }
}

/// How long a message waits that was tried so often, in microseconds.
pub(super) fn wait(tries: i64) -> i64 {
    let doublings = u32::try_from(tries - 1).unwrap_or(0).min(20);
    (FIRST_WAIT << doublings).min(LONGEST_WAIT)
}

/// Brings out messages until told to stop; one under way is finished.
pub async fn run(mut courier: Courier, services: Services, mut stop: watch::Receiver<bool>) {
    let told = stop.clone();
    loop {
        let stopped = || *told.borrow();
        let round = courier.until_stopped(&services, &stopped);
        if let Err(error) = round.await {
            tracing::error!(%error, "messages to the outside could not be sent: {error}");
        }
        if rounds::stops(&mut stop, EVERY).await {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_take_about_a_day() {
        let waits: Vec<i64> = (1..TRIES).map(|tries| wait(tries) / MINUTE).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]);
        let hours = waits.iter().sum::<i64>() / 60;
        assert!((20..=26).contains(&hours), "{hours}");
    }
}
