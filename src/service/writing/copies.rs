//! The working copy: what is typed, kept apart from the story until somebody says so. Each save
//! names the copy it was made over; over another one nothing is written, and the caller gets what is
//! there now.

use super::{
    Seen, WriteError, input,
    pen::{Pen, Wish, transaction},
    rewrite, whole,
};
use crate::{
    domain::{id::ArticleId, story::Content, workflow::Act},
    service::{Services, rights::Writer},
    store::{self, Tx, revision::Kind, story::Story, working_copy::WorkingCopy},
};

/// The working copy of a story, if there is one.
pub async fn read(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
) -> Result<Option<WorkingCopy>, WriteError> {
    super::read(services, writer, id).await?;
    Ok(store::working_copy::of_article(&services.store, id).await?)
}

/// Keeps what is typed. `seen` is the version of the copy that it was typed over, 0 where there was
/// none; `base` the version of the story that it began from.
pub async fn save(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    seen: i64,
    base: i64,
    content: Content,
) -> Result<WorkingCopy, WriteError> {
    let pen = Pen::of(services, writer).await?;
    transaction(&services.store, move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            let wish = Wish::Do(Act::Edit);
            let story = pen.take(tx, id, wish, &Seen::any()).await?;
            // Nothing can have begun from a version that is still to come.
            if base > story.version {
                return Err(WriteError::Stale(Box::new(story)));
            }
            let there = store::working_copy::read(tx, id).await?;
            if there.as_ref().map_or(0, |copy| copy.version) != seen {
                return Err(WriteError::CopyStale(there.map(Box::new)));
            }
            let copy = WorkingCopy {
                // Never a number that a copy of this story had before it was dropped.
                version: seen.max(there.map_or(pen.now.micros(), |copy| copy.version)) + 1,
                base_version: base,
                content,
                by: pen.by,
                at: pen.now,
            };
            store::working_copy::put(tx, id, &copy).await?;
            Ok(copy)
        })
    })
    .await
}

/// Drops what was typed, if it is what the caller has seen.
pub async fn discard(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    seen: i64,
) -> Result<(), WriteError> {
    let pen = Pen::of(services, writer).await?;
    transaction(&services.store, move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            let wish = Wish::Do(Act::Edit);
            pen.take(tx, id, wish, &Seen::any()).await?;
            match store::working_copy::read(tx, id).await? {
                None => Ok(()),
                Some(copy) if copy.version == seen => {
                    Ok(store::working_copy::delete(tx, id).await?)
                }
                Some(copy) => Err(WriteError::CopyStale(Some(Box::new(copy)))),
            }
        })
    })
    .await
}

/// Makes the working copy the story: of a public one, what everyone reads.
pub async fn apply(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    version: i64,
) -> Result<Story, WriteError> {
    let pen = Pen::of(services, writer).await?;
    let content = content(services, writer, id, version).await?;
    let checked = input::check(&services.store, content.into(), None).await?;
    let done = transaction(&services.store, move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            let wish = Wish::Do(Act::Edit);
            let before = pen.take(tx, id, wish, &Seen::any()).await?;
            consume(tx, &before, version).await?;
            rewrite(tx, &pen, before, checked, Kind::Saved, "story.saved", true).await
        })
    });
    Ok(done.await?.settle(services))
}

/// What the copy with this version holds, for whoever may read the story.
pub(super) async fn content(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    version: i64,
) -> Result<Content, WriteError> {
    match read(services, writer, id).await? {
        Some(copy) if copy.version == version => Ok(copy.content),
        Some(_) | None => {
            whole(services, id).await?;
            let now = store::working_copy::of_article(&services.store, id).await?;
            Err(WriteError::CopyStale(now.map(Box::new)))
        }
    }
}

/// Takes the copy away to make it the story, unless it is another one by now, or the story has
/// changed since the copy began.
pub(super) async fn consume(
    tx: &mut Tx<'_>,
    story: &Story,
    version: i64,
) -> Result<(), WriteError> {
    let copy = store::working_copy::read(tx, story.id).await?;
    match copy {
        Some(copy) if copy.version == version => {
            if copy.base_version != story.version {
                return Err(WriteError::Stale(Box::new(story.clone())));
            }
            Ok(store::working_copy::delete(tx, story.id).await?)
        }
        other => Err(WriteError::CopyStale(other.map(Box::new))),
    }
}
