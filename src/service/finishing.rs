//! Finishes pictures in the background: AVIF files for pages, and cuts for pages of others.

use super::{
    Services,
    error::ServiceError,
    pictures::{self, Base, Refusal},
    rounds,
};
use crate::{
    domain::{crop::Crop, stamp::Stamp},
    store::{
        self,
        media::Rendition,
        media_finish::{Unfinished, claim, done},
    },
};
use bytes::Bytes;
use std::time::Duration;
use tokio::{sync::watch, time::Instant};

/// How often new pictures are looked for.
const EVERY: Duration = Duration::from_secs(5);
/// After this, in microseconds, a picture that was taken and not finished is taken again: its node
/// ended meanwhile.
const PATIENCE: i64 = 15 * 60 * 1_000_000;

/// Finishes the next picture that lacks something; `false` when none does. `stopped` is asked
/// between files.
pub async fn round(services: &Services, stopped: impl Fn() -> bool) -> Result<bool, ServiceError> {
    let now = services.clock.now();
    if !store::media_finish::is_due(&services.store, now).await? {
        return Ok(false);
    }
    let until = Stamp::from_micros(now.micros() + PATIENCE);
    let taken = services
        .store
        .write(move |mut tx| Box::pin(async move { claim(&mut tx, now, until).await }));
    let Some(picture) = taken.await? else {
        return Ok(false);
    };
    match files(services, &picture, &stopped).await? {
        Ok(Some(files)) => note(services, picture, files).await?,
        Ok(None) => {}
        Err(refusal) => {
            let key = &picture.key;
            tracing::warn!(%key, ?refusal, "a picture stays without AVIF and cuts for now: its file {key}/{}.jpg is gone or cannot be read", picture.width);
        }
    }
    Ok(true)
}

/// Makes and keeps what is lacking; `None` when it was stopped before the end.
async fn files(
    services: &Services,
    picture: &Unfinished,
    stopped: &impl Fn() -> bool,
) -> Result<Result<Option<Vec<Rendition>>, Refusal>, ServiceError> {
    let media = &services.media;
    let (key, largest) = (&picture.key, format!("{}.jpg", picture.width));
    let Some(jpeg) = media.get(key, &largest).await? else {
        return Ok(Err(Refusal::Damaged));
    };
    let base = match Base::read(jpeg).await? {
        Ok(base) => base,
        Err(refusal) => return Ok(Err(refusal)),
    };
    for crop in Crop::ALL {
        let name = format!("{}.jpg", crop.name(picture.focal));
        match base.cut(crop, picture.focal).await? {
            Ok(bytes) => media.put(key, &name, Bytes::from(bytes)).await?,
            Err(refusal) => return Ok(Err(refusal)),
        }
    }
    let mut files = Vec::new();
    if picture.avif || picture.vector {
        return Ok(Ok(Some(files)));
    }
    for (width, height) in pictures::sizes(picture.width, picture.height) {
        if stopped() {
            return Ok(Ok(None));
        }
        match base.avif((width, height)).await? {
            Ok(bytes) => {
                files.push(Rendition {
                    format: "avif",
                    width,
                    height,
                    bytes: bytes.len() as u64,
                });
                media
                    .put(key, &format!("{width}.avif"), Bytes::from(bytes))
                    .await?;
            }
            Err(refusal) => return Ok(Err(refusal)),
        }
    }
    Ok(Ok(Some(files)))
}

/// Pages that show the picture name the new files from now on.
async fn note(
    services: &Services,
    picture: Unfinished,
    files: Vec<Rendition>,
) -> Result<(), ServiceError> {
    let (id, key) = (picture.id, picture.key.clone());
    let noted = services.store.write(move |mut tx| {
        Box::pin(async move {
            if !done(&mut tx, &picture, &files).await? {
                return Ok(None);
            }
            let uses = store::media_use::all_of_media(&mut tx, picture.id).await?;
            // Lists take up the smaller files when they are drawn next: with every picture they would
            // hardly be kept at all.
            let shown = uses.iter().filter(|one| one.status == "published");
            let keys: Vec<String> = shown.map(|one| format!("article/{}", one.slug)).collect();
            if !keys.is_empty() {
                store::changes::note(&mut tx, &keys).await?;
            }
            Ok(Some(keys))
        })
    });
    if let Some(keys) = noted.await? {
        services.freshness.purge(&keys);
    } else if store::media::by_id(&services.store, id).await?.is_none() {
        // Deleted meanwhile: what was made after its files went is nobody's.
        services.media.remove(&key).await?;
    }
    Ok(())
}

/// Finishes pictures until told to stop. After each it rests as long as that has taken: readers
/// come first.
pub async fn run(services: Services, mut stop: watch::Receiver<bool>) {
    let told = stop.clone();
    loop {
        let begun = Instant::now();
        let rest = match round(&services, || *told.borrow()).await {
            Ok(true) => begun.elapsed(),
            Ok(false) => EVERY,
            Err(error) => {
                tracing::error!(%error, "pictures could not be finished: {error}");
                EVERY
            }
        };
        if rounds::stops(&mut stop, rest).await {
            return;
        }
    }
}
