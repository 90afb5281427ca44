//! Sends browsers what is to be told. Every node looks; a message is taken before it is sent, as in the
//! courier, so that no other node sends it, and is anybody's again when whoever took it ended.

use super::{
    sealing::{LARGEST, Recipient, seal},
    vapid::Vapid,
};
use crate::{
    domain::{push::Event, stamp::Stamp},
    service::{
        Services,
        courier::wait,
        error::ServiceError,
        fetching::{Coming, FetchError, Limits},
        rounds, settings,
    },
    store::{self, push::LetterRow},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use futures::StreamExt;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::{collections::HashMap, sync::Mutex, time::Duration};
use tokio::sync::watch;

/// How often the tables are looked at.
const EVERY: Duration = Duration::from_secs(1);
/// Browsers for which messages are written at once.
const SPREAD: i64 = 500;
/// Messages taken at once, and sent at the same time.
const PAGE: i64 = 100;
const AT_ONCE: usize = 16;
/// How long a push service may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Nothing of an answer is read but its head.
const ANSWER: Limits = Limits {
    bytes: 0,
    time: PATIENCE,
};

const SECOND: i64 = 1_000_000;
/// How long messages belong to who took them: longer than a page of them takes where nobody answers.
const TAKEN: i64 = 120 * SECOND;
/// A browser that could not be reached for so long is forgotten.
const GIVEN_UP: i64 = 7 * 24 * 3600 * SECOND;
/// The longest wait that a push service may ask for.
const LONGEST_WAIT: i64 = 24 * 3600;
/// Characters of a message's text: more is shown nowhere.
const TEXT: usize = 300;

/// Sends messages to browsers.
#[derive(Default)]
pub struct Pusher {
    /// Push services that could not be reached, and until when they are left alone.
    held: Mutex<HashMap<String, Stamp>>,
}

/// What came of a try.
enum Outcome {
    Sent,
    /// Nobody is to be told this any more.
    Moot,
    /// The browser has gone.
    Gone,
    /// The push service takes no such message, and would not later either.
    Refused,
    /// It is tried again, no sooner than after so many seconds where the push service said so.
    Later(Option<i64>),
    /// The same, and nobody else would get through either.
    Away(Option<i64>),
}

/// What a round needs to know.
struct Round<'a> {
    services: &'a Services,
    vapid: Vapid,
    /// Until when the messages are ours.
    claimed: Stamp,
}

impl Pusher {
    /// Sends everything that is due, and answers with how many messages were taken by push services.
    pub async fn round(&self, services: &Services) -> Result<usize, ServiceError> {
        self.until_stopped(services, &|| false).await
    }

    async fn until_stopped(
        &self,
        services: &Services,
        stopped: &(dyn Fn() -> bool + Sync),
    ) -> Result<usize, ServiceError> {
        let mut sent = 0;
        while !stopped() {
            let spread = services.store.write(|mut tx| {
                Box::pin(async move { store::push::fan_out(&mut tx, SPREAD).await })
            });
            let spread = spread.await?;
            let (taken, done) = self.page(services).await?;
            sent += done;
            if !spread && taken == 0 {
                break;
            }
        }
        Ok(sent)
    }

    /// Sends some of what is due: how many messages were looked at, and how many arrived.
    async fn page(&self, services: &Services) -> Result<(usize, usize), ServiceError> {
        let now = services.clock.now();
        if !store::push::any_due(&services.store, now).await? {
            return Ok((0, 0));
        }
        let claimed = Stamp::from_micros(now.micros() + TAKEN);
        let taking = services.store.write(move |mut tx| {
            Box::pin(async move { store::push::claim(&mut tx, now, claimed, PAGE).await })
        });
        let mut taken = taking.await?;
        taken.sort_unstable();
        let looked_at = taken.len();
        let round = Round {
            services,
            vapid: Vapid::new(&services.secret, contact(services).await?),
            claimed,
        };
        let (this, round) = (self, &round);
        let sending = taken.into_iter().map(|id| this.message(round, id));
        let mut sending = futures::stream::iter(sending).buffer_unordered(AT_ONCE);
        let mut sent = 0;
        while let Some(done) = sending.next().await {
            sent += usize::from(done?);
        }
        Ok((looked_at, sent))
    }

    /// Sends one message; whether it arrived.
    async fn message(&self, round: &Round<'_>, id: i64) -> Result<bool, ServiceError> {
        let services = round.services;
        let Some(letter) = store::push::letter(&services.store, id).await? else {
            return Ok(false);
        };
        let (now, claimed) = (services.clock.now(), round.claimed);
        // So late that another node may take it before an answer comes.
        if now.micros() + PATIENCE.as_micros() as i64 > claimed.micros() {
            return Ok(false);
        }
        let origin = origin(&letter.endpoint);
        if let Some(until) = self.held(&origin, now) {
            let written = services.store.write(move |mut tx| {
                Box::pin(async move { store::push::release(&mut tx, id, claimed, until).await })
            });
            written.await?;
            return Ok(false);
        }
        let (subscription, tries, expires) =
            (letter.subscription_id, letter.tries, letter.expires_at);
        let outcome = round.send(letter, &origin, now).await;
        if let Outcome::Away(said) = outcome {
            self.hold(origin, later(now, tries, said));
        }
        let is_sent = matches!(outcome, Outcome::Sent);
        let given_up = Stamp::from_micros(now.micros() - GIVEN_UP);
        let written = services.store.write(move |mut tx| {
            Box::pin(async move {
                let tx = &mut tx;
                let due = match outcome {
                    Outcome::Sent => {
                        return store::push::settled(tx, id, claimed, subscription).await;
                    }
                    Outcome::Moot => return store::push::discard(tx, id, claimed).await,
                    Outcome::Gone => return store::push::gone(tx, subscription).await,
                    Outcome::Refused => None,
                    Outcome::Later(said) | Outcome::Away(said) => {
                        let due = later(now, tries, said);
                        Some(due).filter(|due| due.micros() < expires)
                    }
                };
                store::push::put_off(tx, id, claimed, due, subscription, now, given_up).await
            })
        });
        written.await?;
        Ok(is_sent)
    }

    /// Until when a push service is left alone, if it is.
    fn held(&self, origin: &str, now: Stamp) -> Option<Stamp> {
        let mut held = self.held.lock().ok()?;
        held.retain(|_, until| *until > now);
        held.get(origin).copied()
    }

    fn hold(&self, origin: String, until: Stamp) {
        if let Ok(mut held) = self.held.lock() {
            held.insert(origin, until);
        }
    }
}

impl Round<'_> {
    async fn send(&self, letter: LetterRow, origin: &str, now: Stamp) -> Outcome {
        let left = (letter.expires_at - now.micros()).div_euclid(SECOND);
        let Some((event, told)) = told(&letter).filter(|_| left > 0) else {
            return Outcome::Moot;
        };
        let Some(to) = Recipient::parse(&letter.p256dh, &letter.auth) else {
            return Outcome::Refused;
        };
        let Ok(body) = seal(&to, &told) else {
            return Outcome::Refused;
        };
        let (authorization, topic) = (
            self.vapid.authorization(origin, now),
            topic(event, &letter.slug),
        );
        let ttl = left.to_string();
        let headers = [
            ("authorization", authorization.as_str()),
            ("content-encoding", "aes128gcm"),
            ("content-type", "application/octet-stream"),
            ("ttl", ttl.as_str()),
            // Wakes a device that is in use, and waits for one that saves its battery.
            ("urgency", "normal"),
            ("topic", topic.as_str()),
        ];
        let fetcher = &self.services.fetcher;
        match fetcher.post(&letter.endpoint, &headers, body, ANSWER).await {
            Ok(answer) => outcome(&answer, now),
            Err(FetchError::TooSlow(_) | FetchError::Broken(_)) => Outcome::Away(None),
            // Names come back; a subscription that never works again is forgotten in time.
            Err(FetchError::NoSuchName(_) | FetchError::Private(_)) => Outcome::Away(None),
            Err(
                FetchError::NotHttp(_)
                | FetchError::Credentials
                | FetchError::TooLong
                | FetchError::Redirects
                | FetchError::TooLarge(_),
            ) => Outcome::Refused,
        }
    }
}

/// What an answer of a push service means (RFC 8030, 5 and 8.4).
fn outcome(answer: &Coming, now: Stamp) -> Outcome {
    let wait = answer.retry_after(now);
    match answer.status().as_u16() {
        200..=299 => Outcome::Sent,
        404 | 410 => Outcome::Gone,
        // Of one browser there may be too many, while others get theirs.
        408 | 425 | 429 => Outcome::Later(wait),
        500..=599 => Outcome::Away(wait),
        _ => Outcome::Refused,
    }
}

/// When something is tried again that was tried so often.
fn later(now: Stamp, tries: i64, said: Option<i64>) -> Stamp {
    let said = said.unwrap_or(0).clamp(0, LONGEST_WAIT) * SECOND;
    Stamp::from_micros(now.micros() + wait(tries.max(1)).max(said))
}

/// What a browser is told, as the worker reads it (`src/browser/offline/push.js`); `None` where
/// readers cannot see it any more.
fn told(letter: &LetterRow) -> Option<(Event, Vec<u8>)> {
    let event = Event::from_word(&letter.event).filter(|_| letter.public)?;
    let body = match event {
        Event::Published => &letter.standfirst,
        Event::Corrected => letter.reason.as_ref()?,
    };
    let url = format!("/articles/{}", letter.slug);
    let told = json!({
        "title": short(&letter.headline),
        "body": short(body),
        "url": url,
        // A later one about the same story takes the place of an earlier one.
        "tag": url,
    });
    let told = told.to_string().into_bytes();
    (told.len() <= LARGEST).then_some((event, told))
}

fn short(text: &str) -> String {
    if text.chars().count() <= TEXT {
        return text.to_owned();
    }
    let cut: String = text.chars().take(TEXT - 1).collect();
    format!("{}…", cut.trim_end())
}

/// What a push service replaces that it has not delivered yet: at most 32 characters of base64url
/// (RFC 8030, 5.4).
fn topic(event: Event, slug: &str) -> String {
    let sum = Sha256::digest(format!("{} {slug}", event.as_str()));
    BASE64_URL_SAFE_NO_PAD.encode(&sum[..24])
}

/// Scheme, host and port of an address (RFC 6454, 6.2): for whom a token is, and who is left alone.
fn origin(endpoint: &str) -> String {
    let url = reqwest::Url::parse(endpoint);
    url.map_or_else(|_| String::new(), |url| url.origin().ascii_serialization())
}

/// Whom a push service asks: who is told of faults, or else the site itself.
async fn contact(services: &Services) -> Result<String, ServiceError> {
    let contact = settings::load(&services.store).await?.crawlers.security;
    let known = contact.starts_with("mailto:") || contact.starts_with("https:");
    Ok(match known {
        true => contact,
        false => services.base_url.to_string(),
    })
}

/// Sends until told to stop; what is under way is finished.
pub async fn run(services: Services, mut stop: watch::Receiver<bool>) {
    let (pusher, told) = (Pusher::default(), stop.clone());
    loop {
        let stopped = || *told.borrow();
        if let Err(error) = pusher.until_stopped(&services, &stopped).await {
            tracing::error!(%error, "browsers could not be told what they follow: {error}");
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
    fn a_message_about_the_longest_story_fits() {
        let letter = LetterRow {
            subscription_id: 1,
            event: "published".into(),
            tries: 1,
            expires_at: 0,
            endpoint: "https://push.example/a".into(),
            p256dh: String::new(),
            auth: String::new(),
            slug: "a".repeat(100),
            public: true,
            // Each of them is six bytes in JSON.
            headline: "\u{1}".repeat(1_000),
            standfirst: "😀".repeat(1_000),
            reason: None,
        };
        let (event, message) = told(&letter).expect("told");
        assert!(event == Event::Published && message.len() <= LARGEST);
        assert!(
            told(&LetterRow {
                public: false,
                ..letter.clone()
            })
            .is_none()
        );
        let corrected = "corrected".into();
        assert!(
            told(&LetterRow {
                event: corrected,
                ..letter
            })
            .is_none()
        );
    }

    #[test]
    fn a_push_service_is_known_by_its_origin() {
        assert_eq!(origin("https://push.example/a/b?c"), "https://push.example");
        assert_eq!(
            origin("https://push.example:8443/a"),
            "https://push.example:8443"
        );
        let topic = topic(Event::Corrected, "banjir");
        assert_eq!(topic.len(), 32);
    }

    #[test]
    fn whoever_asks_to_wait_is_waited_for() {
        let now = Stamp::from_micros(0);
        assert_eq!(later(now, 1, None).micros(), 60 * SECOND);
        assert_eq!(later(now, 3, Some(10)).micros(), 240 * SECOND);
        assert_eq!(later(now, 1, Some(900)).micros(), 900 * SECOND);
        assert_eq!(later(now, 1, Some(i64::MAX)).micros(), 24 * 3600 * SECOND);
    }
}
