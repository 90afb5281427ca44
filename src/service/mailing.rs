//! Mails what accounts are told. A notice is noted as mailed before its mail goes out, and that is
//! taken back when the mail was not accepted: no notice is ever mailed twice, by this process or
//! another, and a process that is killed in between leaves the notice on the reader's page.

mod waiting;

use super::{Services, error::ServiceError, mail::MailError, rounds, settings};
use crate::{
    domain::stamp::Stamp,
    text::{self, Words},
};
use std::{collections::HashMap, time::Duration};
use tokio::sync::watch;
use waiting::{Source, Waiting};

/// How often the table is looked at.
const EVERY: Duration = Duration::from_secs(5);
/// Notices read at once.
const PAGE: u32 = 100;
const MINUTE: i64 = 60 * 1_000_000;
/// The first wait after a mail was not taken; each further one is twice as long, up to six hours.
const FIRST_WAIT: i64 = MINUTE;
const LONGEST_WAIT: i64 = 6 * 60 * MINUTE;
/// Notices this old are not mailed any more: nobody wants last month's news at once when mail
/// works again.
const TOO_OLD: i64 = 3 * 24 * 60 * MINUTE;
/// So many failures in a row end a round: the mail server is away.
const AWAY: u32 = 3;

/// When a notice whose mail was not taken is tried again.
#[derive(Debug, Clone, Copy)]
struct Wait {
    until: Stamp,
    last: i64,
}

/// Brings out the mail of notices, and remembers what to try again.
#[derive(Debug, Default)]
pub struct Postman {
    waits: HashMap<(Source, i64), Wait>,
}

/// What became of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Sent,
    /// No mail is due.
    Nothing,
    /// To be tried again.
    Later,
}

impl Postman {
    /// Mails everything that is due, and returns how many mails went out.
    pub async fn round(&mut self, services: &Services) -> Result<usize, ServiceError> {
        self.until_stopped(services, || false).await
    }

    async fn until_stopped(
        &mut self,
        services: &Services,
        stopped: impl Fn() -> bool,
    ) -> Result<usize, ServiceError> {
        let (mut sent, mut failures) = (0, 0);
        let words = text::words(settings::load(&services.store).await?.language);
        for source in Source::ALL {
            let mut after = 0;
            loop {
                let notices = source.unmailed(services, after, PAGE).await?;
                let Some(last) = notices.last() else {
                    break;
                };
                (_, after) = last.key();
                for notice in &notices {
                    if stopped() {
                        return Ok(sent);
                    }
                    let now = services.clock.now();
                    if self.waits.get(&notice.key()).is_some_and(|w| w.until > now) {
                        continue;
                    }
                    match self.deliver(services, notice, words).await? {
                        Outcome::Sent => (sent, failures) = (sent + 1, 0),
                        Outcome::Nothing => {}
                        Outcome::Later => failures += 1,
                    }
                    if failures == AWAY {
                        return Ok(sent);
                    }
                }
            }
        }
        // What was read or withdrawn meanwhile is tried no more.
        let now = services.clock.now().micros();
        self.waits
            .retain(|_, wait| now - wait.until.micros() < LONGEST_WAIT);
        Ok(sent)
    }

    async fn deliver(
        &mut self,
        services: &Services,
        notice: &Waiting,
        words: &'static Words,
    ) -> Result<Outcome, ServiceError> {
        let now = services.clock.now();
        if !notice.mailed(services, now).await? {
            return Ok(Outcome::Nothing);
        }
        let fresh = now.micros() - notice.at() < TOO_OLD;
        let letter = match notice.letter(services, words).await {
            Ok(Some(letter)) if fresh => letter,
            Ok(_) => return Ok(Outcome::Nothing),
            Err(error) => {
                notice.unmail(services, now).await?;
                return Err(error);
            }
        };
        let Err(error) = services.mailer.send(&letter).await else {
            self.waits.remove(&notice.key());
            return Ok(Outcome::Sent);
        };
        let whom = services.secret.hash("email", &letter.to);
        if refused_for_good(&error) {
            tracing::warn!(%whom, %error, "a mail to {whom} was refused: {error}");
            return Ok(Outcome::Nothing);
        }
        tracing::warn!(%whom, %error, "a mail to {whom} is tried again later: {error}");
        self.put_off(notice.key(), now);
        notice.unmail(services, now).await?;
        Ok(Outcome::Later)
    }

    fn put_off(&mut self, notice: (Source, i64), now: Stamp) {
        let last = self.waits.get(&notice).map_or(0, |wait| wait.last);
        let wait = (last * 2).clamp(FIRST_WAIT, LONGEST_WAIT);
        let until = Stamp::from_micros(now.micros() + wait);
        self.waits.insert(notice, Wait { until, last: wait });
    }
}

/// Whether trying again cannot help: the letter is malformed, or the server says so.
fn refused_for_good(error: &MailError) -> bool {
    match error {
        MailError::Form(_) => true,
        MailError::Server(error) => error.is_permanent(),
        MailError::Folder { .. } => false,
    }
}

/// Brings out mail until told to stop; a mail under way is finished.
pub async fn run(services: Services, mut stop: watch::Receiver<bool>) {
    let mut postman = Postman::default();
    let told = stop.clone();
    loop {
        let round = postman.until_stopped(&services, || *told.borrow());
        if let Err(error) = round.await {
            tracing::error!(%error, "notices could not be mailed: {error}");
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
    fn waits_grow_and_end_growing() {
        let (mut postman, now) = (Postman::default(), Stamp::from_micros(0));
        let mut waits = Vec::new();
        for _ in 0..12 {
            postman.put_off((Source::Desk, 7), now);
            waits.push(postman.waits[&(Source::Desk, 7)].last / MINUTE);
        }
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]);
    }
}
