//! Publishing what is due. Every node looks; the one that finds a story still scheduled under its
//! lock publishes it, once. After downtime everything that became due meanwhile is published, dated
//! as it was promised.

use super::{
    WriteError,
    pen::{Done, Entry, Pen, transaction},
};
use crate::{
    domain::{article::Status, id::ArticleId},
    service::{Services, error::ServiceError, rounds},
    store::{self, revision::Kind, story::Story},
};
use std::time::Duration;
use tokio::sync::watch;

/// How often the table is looked at.
const EVERY: Duration = Duration::from_secs(1);
/// Stories read at once.
const PAGE: u32 = 50;

/// Publishes everything that is due, and returns how many stories this process published.
pub async fn publish_due(services: &Services) -> Result<usize, ServiceError> {
    let mut published = 0;
    loop {
        let due = store::story::due(&services.store, services.clock.now(), PAGE).await?;
        let (found, before) = (due.len(), published);
        for id in due {
            match publish(services, id).await {
                Ok(true) => published += 1,
                // Another node was faster, or somebody took it back.
                Ok(false) => {}
                Err(WriteError::Service(error)) => return Err(error),
                Err(error) => {
                    tracing::error!(article = %id, %error, "scheduled story {id} was not published: {error}");
                }
            }
        }
        // What cannot be published stays due: it must not be tried without end.
        if found < PAGE as usize || published == before {
            return Ok(published);
        }
    }
}

async fn publish(services: &Services, id: ArticleId) -> Result<bool, WriteError> {
    let mut pen = Pen::of_server(services).await?;
    let done = transaction(&services.store, move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            let Some(before) = store::story::lock(tx, id).await? else {
                return Ok(None);
            };
            let due = before.publish_at.is_some_and(|at| at <= pen.now);
            if before.status != Status::Scheduled || !due {
                return Ok(None);
            }
            pen.by = before.scheduled_by;
            let after = Story {
                status: Status::Published,
                ..before.clone()
            };
            let entry = Entry {
                revision: Some(Kind::Published),
                action: "story.published",
                detail: "scheduled".into(),
                ..Entry::default()
            };
            Ok(Some(pen.put(tx, &before, after, entry).await?))
        })
    });
    let done: Option<Done> = done.await?;
    Ok(done.map(|done| done.settle(services)).is_some())
}

/// Publishes what is due until told to stop; a publication under way is finished.
pub async fn run(services: Services, mut stop: watch::Receiver<bool>) {
    loop {
        if let Err(error) = publish_due(&services).await {
            tracing::error!(%error, "scheduled stories could not be published: {error}");
        }
        if rounds::stops(&mut stop, EVERY).await {
            return;
        }
    }
}
