//! Webhooks as administrators keep them, and the log of what was sent.

use super::{
    Services, courier::signing, error::ServiceError, fetching::FetchError, rights::Administrator,
    telling, zone::Zone,
};
use crate::{
    domain::{
        moderation::When,
        site::Language,
        stamp::Stamp,
        webhook::{Delivery, Event, Kind, Progress, Shown, Standing, Wrong},
    },
    store::{
        self, StoreError, Tx,
        outbox::LogRow,
        webhook::{NewWebhook, WebhookRow},
    },
    text,
};

/// Most webhooks of a site.
pub const MOST: usize = 20;
/// Longest name, in characters.
const NAME: usize = 60;
/// Messages on a page of the log.
const LINES: u32 = 50;

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum WebhookError {
    #[error("there is no such webhook or message")]
    NotFound,
    #[error("the webhook cannot be: {0:?}")]
    Wrong(Vec<Wrong>),
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<StoreError> for WebhookError {
    fn from(error: StoreError) -> Self {
        WebhookError::Service(error.into())
    }
}

/// All webhooks, the oldest first.
pub async fn list(
    services: &Services,
    _by: &Administrator,
    (language, zone): (Language, &Zone),
) -> Result<Vec<Shown>, ServiceError> {
    let rows = store::webhook::all(&services.store).await?;
    let clock = Printing::new(services, language, zone);
    let shown = |row: WebhookRow| Shown {
        id: row.id,
        events: row.events(),
        standing: row.standing(),
        failing: row.failing_since.map(|at| clock.when(at)),
        name: row.name,
        url: row.url,
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// A page of what was sent, to one webhook or to all and to others, the newest first, and before
/// which message the next page begins.
pub async fn log(
    services: &Services,
    _by: &Administrator,
    webhook: Option<i64>,
    before: Option<i64>,
    (language, zone): (Language, &Zone),
) -> Result<(Vec<Delivery>, Option<i64>), ServiceError> {
    let mut rows = store::outbox::log(&services.store, webhook, before, LINES + 1).await?;
    let more = rows.len() > LINES as usize;
    rows.truncate(LINES as usize);
    let older = rows.last().filter(|_| more).map(|row| row.id);
    let clock = Printing::new(services, language, zone);
    let shown = |row: LogRow| {
        let (kind, progress) = (row.kind(), row.progress());
        Delivery {
            id: row.id,
            kind,
            what: match kind {
                Kind::Webhook => row.event,
                Kind::WebSub | Kind::IndexNow => row.detail,
            },
            when: clock.when(row.at),
            tries: row.tries,
            next: (progress == Progress::Waiting && row.tries > 0).then(|| clock.later(row.due_at)),
            progress,
            status: row.status,
            millis: row.millis,
            answer: row.answer,
            name: row.name,
        }
    };
    Ok((rows.into_iter().map(shown).collect(), older))
}

/// Prints instants for a page.
struct Printing<'a> {
    language: Language,
    zone: &'a Zone,
    now: crate::domain::moment::Moment,
}

impl Printing<'_> {
    fn new<'a>(services: &Services, language: Language, zone: &'a Zone) -> Printing<'a> {
        Printing {
            language,
            zone,
            now: zone.moment(services.clock.now()),
        }
    }

    fn when(&self, at: i64) -> When {
        let moment = self.zone.moment(Stamp::from_micros(at));
        When {
            text: text::short_when(&moment, &self.now, self.language),
            datetime: moment.datetime(),
        }
    }

    /// Of a time to come: with its day where that is another one.
    fn later(&self, at: i64) -> When {
        let moment = self.zone.moment(Stamp::from_micros(at));
        let clock = moment.clock();
        When {
            text: match moment.same_day(&self.now) {
                true => clock,
                false => format!("{} {clock}", text::day_month(&moment, self.language)),
            },
            datetime: moment.datetime(),
        }
    }
}

/// Adds a webhook; answers with the key of its signatures, which is never shown again.
pub async fn add(
    services: &Services,
    by: &Administrator,
    name: &str,
    address: &str,
    events: Vec<Event>,
) -> Result<String, WebhookError> {
    let (name, address) = (name.trim().to_owned(), address.trim());
    let mut wrong = Vec::new();
    if name.is_empty() {
        wrong.push(Wrong::NameEmpty);
    }
    if name.chars().count() > NAME {
        wrong.push(Wrong::NameTooLong);
    }
    if events.is_empty() {
        wrong.push(Wrong::NoEvents);
    }
    if store::webhook::all(&services.store).await?.len() >= MOST {
        wrong.push(Wrong::TooMany);
    }
    let found = services.fetcher.find(address).await;
    if let Err(error) = &found {
        wrong.push(match error {
            FetchError::Private(_) => Wrong::AddressPrivate,
            FetchError::NoSuchName(_) => Wrong::AddressUnknown,
            _ => Wrong::Address,
        });
    }
    let url = match found {
        Ok(url) if wrong.is_empty() => url,
        _ => return Err(WebhookError::Wrong(wrong)),
    };
    let (salt, now, account) = (salt(), services.clock.now(), by.id());
    let secret = signing::shown(&signing::key(&services.secret, &salt));
    // The rest of the address may be what the receiver knows us by; the log is read by more people.
    let host = url.host_str().unwrap_or_default().to_owned();
    let new = NewWebhook {
        name,
        url: url.to_string(),
        events,
        salt,
        at: now,
    };
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            store::webhook::insert(tx, &new).await?;
            let (subject, action) = (format!("webhook:{}", new.name), "webhook.created");
            store::audit::note(tx, now, Some(account), action, &subject, &host).await
        })
    });
    done.await?;
    Ok(secret)
}

/// What makes a key, with the site's secret.
fn salt() -> String {
    format!("{:032x}", rand::random::<u128>())
}

/// Something that is done to a webhook.
enum Change {
    Stand(Standing),
    Salt(String),
    Delete,
}

impl Change {
    /// The webhook's name; `None` where there is none, or it is so already.
    async fn run(&self, tx: &mut Tx<'_>, id: i64) -> Result<Option<String>, StoreError> {
        match self {
            Change::Stand(standing) => store::webhook::set_standing(tx, id, *standing).await,
            Change::Salt(salt) => store::webhook::set_salt(tx, id, salt).await,
            Change::Delete => store::webhook::delete(tx, id).await,
        }
    }
}

async fn change(
    services: &Services,
    by: &Administrator,
    id: i64,
    action: &'static str,
    change: Change,
) -> Result<bool, ServiceError> {
    let (now, account) = (services.clock.now(), by.id());
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            let Some(name) = change.run(tx, id).await? else {
                return Ok(false);
            };
            let subject = format!("webhook:{name}");
            store::audit::note(tx, now, Some(account), action, &subject, "").await?;
            Ok(true)
        })
    });
    Ok(done.await?)
}

/// Tells a webhook nothing for a while. What waits for it goes on waiting.
pub async fn pause(services: &Services, by: &Administrator, id: i64) -> Result<(), ServiceError> {
    let paused = Change::Stand(Standing::Paused);
    change(services, by, id, "webhook.paused", paused).await?;
    Ok(())
}

/// Tells it again what happens, from now on and what waited.
pub async fn resume(services: &Services, by: &Administrator, id: i64) -> Result<(), ServiceError> {
    let active = Change::Stand(Standing::Active);
    change(services, by, id, "webhook.resumed", active).await?;
    Ok(())
}

/// Removes a webhook, with what waits for it and its log.
pub async fn delete(services: &Services, by: &Administrator, id: i64) -> Result<(), WebhookError> {
    match change(services, by, id, "webhook.deleted", Change::Delete).await? {
        true => Ok(()),
        false => Err(WebhookError::NotFound),
    }
}

/// Gives a webhook another key, and shows it this once. From now on nothing is signed with the old
/// one.
pub async fn renew(
    services: &Services,
    by: &Administrator,
    id: i64,
) -> Result<String, WebhookError> {
    let salt = salt();
    let secret = signing::shown(&signing::key(&services.secret, &salt));
    match change(services, by, id, "webhook.renewed", Change::Salt(salt)).await? {
        true => Ok(secret),
        false => Err(WebhookError::NotFound),
    }
}

/// Sends a webhook a message that tells of nothing, be it paused.
pub async fn test(services: &Services, _by: &Administrator, id: i64) -> Result<(), WebhookError> {
    let (now, message) = (services.clock.now(), telling::message());
    let done = services.store.write(move |mut tx| {
        Box::pin(async move { store::outbox::test(&mut tx, id, &message, now).await })
    });
    match done.await? {
        true => Ok(()),
        false => Err(WebhookError::NotFound),
    }
}

/// Sends a message again, under the id by which its receiver knows it.
pub async fn again(services: &Services, _by: &Administrator, id: i64) -> Result<(), WebhookError> {
    let now = services.clock.now();
    let done = services
        .store
        .write(move |mut tx| Box::pin(async move { store::outbox::again(&mut tx, id, now).await }));
    match done.await? {
        true => Ok(()),
        false => Err(WebhookError::NotFound),
    }
}
