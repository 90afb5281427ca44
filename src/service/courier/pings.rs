//! Pings: to the hub of the feeds, and to search engines.

use super::{Courier, FIRST_WAIT, Outcome, Round, Said, TAKEN, TRIES};
use crate::{
    domain::{stamp::Stamp, webhook::Kind},
    service::error::ServiceError,
    store::{self, outbox::DueRow, outbox::Tried},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

/// Most addresses told at once.
const ADDRESSES: u32 = 10_000;

impl Courier {
    /// Tells the hub that a feed has changed (WebSub).
    pub(super) async fn hub(
        &self,
        round: &Round<'_>,
        row: &DueRow,
    ) -> Result<Outcome, ServiceError> {
        let Some(claimed) = round.claim(row).await? else {
            return Ok(Outcome::Nothing);
        };
        let hub = &round.announcing.hub;
        if hub.is_empty() {
            return round.nothing_left(row, claimed).await;
        }
        let topic = format!("{}{}", round.services.base_url, row.detail);
        let topic = utf8_percent_encode(&topic, NON_ALPHANUMERIC);
        let body = format!("hub.mode=publish&hub.url={topic}");
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        let said = round.post(hub, &headers, body).await;
        settle(
            round,
            Kind::WebSub,
            vec![(row.id, row.tries)],
            claimed,
            said,
        )
        .await
    }

    /// Tells search engines of everything that waits to be told, in one call.
    pub(super) async fn engines(
        &self,
        round: &Round<'_>,
        rows: Vec<DueRow>,
    ) -> Result<usize, ServiceError> {
        if (round.stopped)() {
            return Ok(0);
        }
        let (services, key) = (round.services, &round.announcing.key);
        if key.is_empty() {
            for row in rows {
                if let Some(claimed) = round.claim(&row).await? {
                    round.nothing_left(&row, claimed).await?;
                }
            }
            return Ok(0);
        }
        let now = round.now();
        let claimed = Stamp::from_micros(now.micros() + TAKEN);
        let taking = services.store.write(move |mut tx| {
            Box::pin(async move {
                let kind = Kind::IndexNow;
                store::outbox::claim_all(&mut tx, kind, now, claimed, ADDRESSES).await
            })
        });
        let mut taken = taking.await?;
        taken.sort();
        if taken.is_empty() {
            return Ok(0);
        }
        let base = &services.base_url;
        let host = base.split("://").nth(1).unwrap_or(base);
        let addresses = taken.iter().map(|(_, path, _)| format!("{base}{path}"));
        let body = json!({
            "host": host,
            "key": key,
            "keyLocation": format!("{base}/{key}.txt"),
            "urlList": addresses.collect::<Vec<_>>(),
        });
        let headers = [("content-type", "application/json; charset=utf-8")];
        let said = round.post(&self.engines, &headers, body.to_string()).await;
        let count = taken.len();
        let rows = taken.into_iter().map(|(id, _, tries)| (id, tries - 1));
        let done = settle(round, Kind::IndexNow, rows.collect(), claimed, said).await?;
        Ok(match done {
            Outcome::Sent => count,
            Outcome::Nothing | Outcome::Failed => 0,
        })
    }
}

/// Writes down what came of pings that were sent together; each was tried so often before.
async fn settle(
    round: &Round<'_>,
    kind: Kind,
    rows: Vec<(i64, i64)>,
    claimed: Stamp,
    said: Said,
) -> Result<Outcome, ServiceError> {
    let (now, took) = (round.now(), said.took());
    let write = round.services.store.write(move |mut tx| {
        Box::pin(async move {
            for (id, before) in rows {
                let tried: Tried = said.clone().outcome(before, TRIES, now);
                store::outbox::tried(&mut tx, id, claimed, &tried).await?;
            }
            if !took {
                let until = Stamp::from_micros(now.micros() + FIRST_WAIT);
                store::outbox::hold(&mut tx, kind, None, now, until).await?;
            }
            Ok(())
        })
    });
    write.await?;
    Ok(match took {
        true => Outcome::Sent,
        false => Outcome::Failed,
    })
}
