//! Messages to webhooks.

use super::{Courier, FIRST_WAIT, MINUTE, Outcome, Round, Said, TRIES, signing};
use crate::{
    domain::{
        stamp::Stamp,
        webhook::{Event, Kind, Progress, Standing},
    },
    service::error::ServiceError,
    store::{self, StoreError, Tx, outbox::DueRow, outbox::Tried, webhook::WebhookRow},
};
use serde_json::{Value, json};

/// A webhook where nothing has arrived for so long is told nothing more.
const DAYS: i64 = 3 * 24 * 60 * MINUTE;

impl Courier {
    pub(super) async fn hook(
        &self,
        round: &Round<'_>,
        row: &DueRow,
    ) -> Result<Outcome, ServiceError> {
        let Some(id) = row.webhook_id else {
            return Ok(Outcome::Nothing);
        };
        let Some(claimed) = round.claim(row).await? else {
            return Ok(Outcome::Nothing);
        };
        let Some(hook) = store::webhook::by_id(&round.services.store, id).await? else {
            return Ok(Outcome::Nothing);
        };
        let data = match self.data(round, row).await {
            Ok(Some(data)) => data,
            Ok(None) => return round.nothing_left(row, claimed).await,
            // Not the receiver's fault: this message alone waits, and is given up at last as others are.
            Err(error) => {
                tracing::error!(%error, message = %row.message, "a message could not be made: {error}");
                let said = Said {
                    status: None,
                    answer: "the message could not be made".into(),
                    millis: 0,
                };
                let tried = said.outcome(row.tries, TRIES, round.now());
                return round.settled(row, claimed, tried).await;
            }
        };
        let said = send(round, row, &hook, &data).await;
        settle(round, row, claimed, &hook, said).await
    }

    /// What the message tells.
    async fn data(&self, round: &Round<'_>, row: &DueRow) -> Result<Option<Value>, ServiceError> {
        let services = round.services;
        match Event::from_word(&row.event) {
            // Of what readers cannot see any more, only its name is told.
            Some(Event::ArticleUnpublished) => Ok(Some(json!({
                "id": row.subject_id.to_string(),
                "slug": row.detail,
                "url": format!("{}/articles/{}", services.base_url, row.detail),
                "status": "unpublished",
            }))),
            Some(event) => {
                let zone = round.zone.clone();
                (self.shapes)(services.clone(), zone, event, row.subject_id).await
            }
            None => Ok(Some(json!({}))),
        }
    }
}

async fn send(round: &Round<'_>, row: &DueRow, hook: &WebhookRow, data: &Value) -> Said {
    let body = json!({
        "type": row.event,
        "timestamp": round.zone.moment(Stamp::from_micros(row.at)).datetime(),
        "data": data,
    });
    let body = body.to_string();
    let at = round.now().micros().div_euclid(super::SECOND);
    let key = signing::key(&round.services.secret, &hook.salt);
    let (sent_at, signature) = (at.to_string(), signing::sign(&key, &row.message, at, &body));
    let headers = [
        ("content-type", "application/json"),
        ("webhook-id", row.message.as_str()),
        ("webhook-timestamp", sent_at.as_str()),
        ("webhook-signature", signature.as_str()),
    ];
    round.post(&hook.url, &headers, body).await
}

/// Writes down what came of it, for the message and for its webhook.
async fn settle(
    round: &Round<'_>,
    row: &DueRow,
    claimed: Stamp,
    hook: &WebhookRow,
    said: Said,
) -> Result<Outcome, ServiceError> {
    let now = round.now();
    let took = said.took();
    let settling = Settling {
        row: row.id,
        hook: hook.id,
        name: hook.name.clone(),
        // Whoever tries a webhook looks at what came of it, and presses again.
        test: Event::from_word(&row.event).is_none(),
        gone: said.is_gone(),
        claimed,
        now,
        tried: said.outcome(row.tries, TRIES, now),
    };
    let write = round
        .services
        .store
        .write(move |mut tx| Box::pin(async move { settling.run(&mut tx).await }));
    write.await?;
    Ok(match took {
        true => Outcome::Sent,
        false => Outcome::Failed,
    })
}

struct Settling {
    row: i64,
    hook: i64,
    name: String,
    test: bool,
    gone: bool,
    claimed: Stamp,
    now: Stamp,
    tried: Tried,
}

impl Settling {
    async fn run(mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        if self.test && self.tried.progress == Progress::Waiting {
            self.tried.progress = Progress::Failed;
        }
        store::outbox::tried(tx, self.row, self.claimed, &self.tried).await?;
        if self.tried.progress == Progress::Sent {
            return store::webhook::arrived(tx, self.hook).await;
        }
        if self.test {
            return Ok(());
        }
        let since = store::webhook::failed(tx, self.hook, self.now).await?;
        let long = since.is_some_and(|since| self.now.micros() - since.micros() >= DAYS);
        if !long && !self.gone {
            // Where one does not arrive, others would not either: they wait, in their order.
            let until = Stamp::from_micros(self.now.micros() + FIRST_WAIT);
            let hook = Some(self.hook);
            return store::outbox::hold(tx, Kind::Webhook, hook, self.now, until).await;
        }
        store::outbox::give_up(tx, self.hook).await?;
        let stopped = store::webhook::set_standing(tx, self.hook, Standing::Stopped).await?;
        if stopped.is_some() {
            tracing::warn!(webhook = %self.name, "the webhook {} is told nothing more: it failed for days, or is gone", self.name);
            let subject = format!("webhook:{}", self.name);
            store::audit::note(tx, self.now, None, "webhook.stopped", &subject, "").await?;
        }
        Ok(())
    }
}
