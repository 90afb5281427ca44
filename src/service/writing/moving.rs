//! Moving a story from state to state: handing it on, publishing, scheduling, withdrawing, and
//! throwing it away.

use super::{
    Seen, WriteError, copies, input,
    pen::{Done, Entry, Pen, Wish, transaction},
};
use crate::{
    domain::{
        article::Status,
        id::ArticleId,
        stamp::Stamp,
        story::{LINE, Wrong},
        workflow::Act,
    },
    service::{Services, rights::Writer},
    store::{self, revision::Kind, story::Story},
};

/// What becomes public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// The story as it is stored.
    Story,
    /// The working copy with this version, which becomes the story.
    WorkingCopy(i64),
}

/// Hands a story on inside the newsroom: to `idea`, `draft`, `in_review` or `ready`. One that was
/// scheduled is so no more.
pub async fn hand_on(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    seen: Seen,
    to: Status,
) -> Result<Story, WriteError> {
    let pen = Pen::of(services, writer).await?;
    let done = transaction(&services.store, move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            let before = pen.take(tx, id, Wish::MoveTo(to), &seen).await?;
            // These have use cases of their own.
            if matches!(
                to,
                Status::Scheduled | Status::Published | Status::Unpublished
            ) {
                return Err(WriteError::WrongState(Box::new(before)));
            }
            let after = Story {
                status: to,
                ..before.clone()
            };
            pen.put(tx, &before, after, moved(&before, to)).await
        })
    });
    Ok(done.await?.settle(services))
}

fn moved(before: &Story, to: Status) -> Entry {
    Entry {
        action: "story.moved",
        detail: format!("{} -> {}", before.status.as_str(), to.as_str()),
        ..Entry::default()
    }
}

/// Makes a story public now. One that is public stays as it is, unless a working copy comes with it.
pub async fn publish(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    seen: Seen,
    text: Text,
) -> Result<Story, WriteError> {
    to_readers(services, writer, id, seen, text, None).await
}

/// Lets a story become public at a time to come.
pub async fn schedule(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    seen: Seen,
    text: Text,
    at: Stamp,
) -> Result<Story, WriteError> {
    if at <= services.clock.now() {
        return Err(WriteError::field("/at", Wrong::Past));
    }
    to_readers(services, writer, id, seen, text, Some(at)).await
}

async fn to_readers(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    seen: Seen,
    text: Text,
    at: Option<Stamp>,
) -> Result<Story, WriteError> {
    let to = match at {
        None => Status::Published,
        Some(_) => Status::Scheduled,
    };
    let pen = Pen::of(services, writer).await?;
    let typed = match text {
        Text::Story => None,
        Text::WorkingCopy(version) => {
            let content = copies::content(services, writer, id, version).await?;
            let checked = input::check(&services.store, content.into(), None).await?;
            Some((version, checked))
        }
    };
    let done = transaction(&services.store, move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            let before = pen.take(tx, id, Wish::MoveTo(to), &seen).await?;
            if before.is_public() && typed.is_none() {
                return Ok(Done::nothing(before));
            }
            let mut after = before.clone();
            if let Some((version, checked)) = typed {
                copies::consume(tx, &before, version).await?;
                pen.write(tx, &mut after, checked).await?;
            }
            (after.status, after.publish_at) = (to, at);
            after.scheduled_by = at.and(pen.by);
            let entry = match at {
                None => Entry {
                    revision: Some(Kind::Published),
                    action: "story.published",
                    ..Entry::default()
                },
                Some(at) => Entry {
                    revision: (after.document != before.document).then_some(Kind::Saved),
                    action: "story.scheduled",
                    detail: at.micros().to_string(),
                    ..Entry::default()
                },
            };
            pen.put(tx, &before, after, entry).await
        })
    });
    Ok(done.await?.settle(services))
}

/// Withdraws a public story: its page then answers 410 with this reason. One that is scheduled is
/// taken back to `ready`.
pub async fn unpublish(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    seen: Seen,
    reason: &str,
) -> Result<Story, WriteError> {
    let reason = reason.trim().to_owned();
    if reason.chars().count() > LINE {
        return Err(WriteError::field("/reason", Wrong::TooLong(LINE)));
    }
    let pen = Pen::of(services, writer).await?;
    let done = transaction(&services.store, move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            let wish = Wish::MoveTo(Status::Unpublished);
            let before = match pen.take(tx, id, wish, &seen).await {
                // What is not public yet is only taken back.
                Err(WriteError::WrongState(story)) if story.status == Status::Scheduled => {
                    let before = pen.take(tx, id, Wish::MoveTo(Status::Ready), &seen).await?;
                    let after = Story {
                        status: Status::Ready,
                        ..before.clone()
                    };
                    return pen
                        .put(tx, &before, after, moved(&before, Status::Ready))
                        .await;
                }
                taken => taken?,
            };
            let after = Story {
                status: Status::Unpublished,
                withdrawn_reason: Some(reason.clone()),
                ..before.clone()
            };
            let entry = Entry {
                action: "story.unpublished",
                detail: reason,
                ..Entry::default()
            };
            pen.put(tx, &before, after, entry).await
        })
    });
    Ok(done.await?.settle(services))
}

/// Sets for when a story is planned; it does not become public by that.
pub async fn plan(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    seen: Seen,
    at: Option<Stamp>,
) -> Result<Story, WriteError> {
    let pen = Pen::of(services, writer).await?;
    let done = transaction(&services.store, move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            let before = pen.take(tx, id, Wish::Do(Act::Edit), &seen).await?;
            let after = Story {
                planned_at: at,
                ..before.clone()
            };
            if after == before {
                return Ok(Done::nothing(before));
            }
            let entry = Entry {
                action: "story.planned",
                detail: at.map_or_else(String::new, |at| at.micros().to_string()),
                ..Entry::default()
            };
            pen.put(tx, &before, after, entry).await
        })
    });
    Ok(done.await?.settle(services))
}

/// Throws a story away, with its revisions and comments.
pub async fn delete(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    seen: Seen,
) -> Result<(), WriteError> {
    let pen = Pen::of(services, writer).await?;
    let done = transaction(&services.store, move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            // Those that it leaves are changed too.
            store::translation::alone(tx).await?;
            let story = pen.take(tx, id, Wish::Do(Act::Delete), &seen).await?;
            pen.remove(tx, story).await
        })
    });
    done.await?.settle(services);
    Ok(())
}
