//! What a story said before, and making it say so again.

use super::{
    Seen, WriteError,
    pen::{Done, Entry, Pen, Wish, transaction},
    read,
};
use crate::{
    domain::{id::ArticleId, workflow::Act},
    service::{Services, rights::Writer},
    store::{
        self,
        revision::{Kind, Revision, RevisionRow},
        story::Story,
    },
};

/// The revisions of a story before number `before`, newest first.
pub async fn list(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    before: i64,
    limit: u32,
) -> Result<Vec<RevisionRow>, WriteError> {
    read(services, writer, id).await?;
    Ok(store::revision::list(&services.store, id, before, limit).await?)
}

/// One revision.
pub async fn one(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    n: i64,
) -> Result<Revision, WriteError> {
    read(services, writer, id).await?;
    let revision = store::revision::one(&services.store, id, n).await?;
    revision.ok_or(WriteError::NotFound)
}

/// Makes the story say again what it said then, as a revision of its own.
pub async fn restore(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    n: i64,
    seen: Seen,
) -> Result<Story, WriteError> {
    let revision = one(services, writer, id, n).await?;
    bring_back(services, writer, id, revision, seen).await
}

/// The same with a revision that was read before.
pub async fn bring_back(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    revision: Revision,
    seen: Seen,
) -> Result<Story, WriteError> {
    let n = revision.row.n;
    let pen = Pen::of(services, writer).await?;
    let done = transaction(&services.store, move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            let before = pen.take(tx, id, Wish::Do(Act::Edit), &seen).await?;
            let after = Story {
                headline: revision.row.headline,
                standfirst: revision.standfirst,
                document: revision.document,
                ..before.clone()
            };
            if after == before {
                return Ok(Done::nothing(before));
            }
            let entry = Entry {
                revision: Some(Kind::Restored),
                action: "story.restored",
                detail: n.to_string(),
                ..Entry::default()
            };
            pen.put(tx, &before, after, entry).await
        })
    });
    Ok(done.await?.settle(services))
}
