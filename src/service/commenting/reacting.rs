//! What readers do with comments of others: like, report, mute, follow.

use super::{ArticleRef, CommentError, checks::takes_part, fresh_secret, write, zone};
use crate::{
    domain::{
        comment::{Comment, Policy, State},
        id::{AccountId, CommentId},
        stamp::Stamp,
    },
    service::{
        Services, comment_text, error::ServiceError, rights::Reader, settings, thread,
        throttle::Counted, visibility::Effects,
    },
    store::{self, Tx, comment::CommentRow, thread::StoryRow},
};
use std::time::Duration;

/// Likes make at most one event in this time, in microseconds.
const LIKES_EVERY: i64 = 1_000_000;
/// Longest reason and note of a report, in characters.
const REASON: usize = 60;
const NOTE: usize = 500;

/// Locks the story of a comment and reads both, if everyone may see them.
async fn seen(tx: &mut Tx<'_>, row: &CommentRow) -> Result<(StoryRow, CommentRow), CommentError> {
    let story = store::thread::lock(tx, row.article).await?;
    let story = story.filter(|s| thread::is_public(s) && s.policy != Policy::Off);
    let row = store::comment::read(tx, row.id).await?;
    let row = row.filter(|row| row.state == State::Published);
    story.zip(row).ok_or(CommentError::NotFound)
}

async fn found(services: &Services, id: CommentId) -> Result<CommentRow, CommentError> {
    let row = store::comment::by_id(&services.store, id).await?;
    row.ok_or(CommentError::NotFound)
}

/// Likes a comment, or takes that back. Doing it twice does nothing.
pub async fn like(
    services: &Services,
    reader: &Reader,
    id: CommentId,
    on: bool,
) -> Result<Comment, CommentError> {
    let (account, now) = (reader.viewer().id, services.clock.now());
    let row = found(services, id).await?;
    let written = write(&services.store, move |mut tx| {
        Box::pin(async move {
            let (story, row) = seen(&mut tx, &row).await?;
            takes_part(&mut tx, Some(account), now).await?;
            let mut effects = Effects::on(&story);
            let changed = store::like::like(&mut tx, row.id, account, on).await?;
            let later = changed && !tell(&mut tx, &row, now, &mut effects).await?;
            effects.note(&mut tx).await?;
            let row = store::comment::read(&mut tx, row.id).await?;
            Ok((row.ok_or(CommentError::NotFound)?, later, effects))
        })
    });
    let (row, later, effects) = written.await?;
    effects.settle(services, None);
    if later {
        tokio::spawn(tell_later(services.clone(), row.clone()));
    }
    let settings = settings::load(&services.store).await?;
    Ok(thread::wire(&row, &zone(&settings)))
}

/// Makes an event of a changed number of likes, unless the last event about the comment is too
/// young. `false` when somebody has to come back for it.
async fn tell(
    tx: &mut Tx<'_>,
    row: &CommentRow,
    now: Stamp,
    effects: &mut Effects,
) -> Result<bool, CommentError> {
    let last = store::event::at(tx, row.article, row.seq).await?;
    // An event from the future is one of a clock that was set back.
    let young = last.is_some_and(|at| (0..LIKES_EVERY).contains(&(now.micros() - at.micros())));
    if !young {
        store::event::updated(tx, row.article, row.id, now).await?;
        effects.moved();
        return Ok(true);
    }
    // Whoever set the mark comes back for all.
    if !row.like_due {
        store::like::set_like_due(tx, row.id).await?;
    }
    Ok(row.like_due)
}

async fn tell_later(services: Services, row: CommentRow) {
    tokio::time::sleep(Duration::from_micros(LIKES_EVERY.unsigned_abs())).await;
    let now = services.clock.now();
    let written = write(&services.store, move |mut tx| {
        Box::pin(async move {
            let (story, row) = seen(&mut tx, &row).await?;
            let mut effects = Effects::on(&story);
            if row.like_due {
                store::event::updated(&mut tx, row.article, row.id, now).await?;
                effects.moved();
                effects.note(&mut tx).await?;
            }
            Ok(effects)
        })
    });
    match written.await {
        Ok(effects) => effects.settle(&services, None),
        // Hidden in the meantime: nobody needs to know how many liked it.
        Err(CommentError::NotFound) => {}
        // The mark stays, and the next like brings the event.
        Err(error) => tracing::warn!(%error, "likes are told later: {error}"),
    }
}

/// Who reports.
#[derive(Debug, Clone, Copy)]
pub enum Reporter<'a> {
    Account(&'a Reader),
    /// Keyed hash of an address.
    Address(&'a str),
}

/// Reports a comment to the moderators. Doing it twice does nothing.
pub async fn report(
    services: &Services,
    reporter: Reporter<'_>,
    id: CommentId,
    reason: &str,
    note: &str,
) -> Result<(), CommentError> {
    let short =
        |text: &str, length| -> String { comment_text::clean(text).chars().take(length).collect() };
    let (reason, note) = (short(reason.trim(), REASON), short(note, NOTE));
    let reason = if reason.is_empty() {
        "other".to_owned()
    } else {
        reason
    };
    let (account, reporter) = match reporter {
        Reporter::Account(reader) => {
            let id = reader.viewer().id;
            (Some(id), format!("account:{id}"))
        }
        Reporter::Address(hash) => (None, format!("address:{hash}")),
    };
    let now = services.clock.now();
    let row = found(services, id).await?;
    let counted = services.throttle.count(now, Counted::Reports, &reporter);
    counted.map_err(|retry_after| CommentError::TooFast { retry_after })?;
    let written = write(&services.store, move |mut tx| {
        Box::pin(async move {
            let (story, row) = seen(&mut tx, &row).await?;
            takes_part(&mut tx, account, now).await?;
            let mut effects = Effects::on(&story);
            if store::report::insert(&mut tx, row.id, &reporter, &reason, &note, now).await? {
                effects.queued(row.id, row.state, None);
                effects.note(&mut tx).await?;
            }
            Ok(effects)
        })
    });
    written.await?.settle(services, None);
    Ok(())
}

/// Mutes whoever wrote a comment, for this reader, or no longer.
pub async fn mute(
    services: &Services,
    reader: &Reader,
    id: CommentId,
    on: bool,
) -> Result<(), CommentError> {
    let account = reader.viewer().id;
    let row = found(services, id).await?;
    // Who wrote what is hidden is nobody's to learn.
    if on && row.state != State::Published {
        return Err(CommentError::NotFound);
    }
    let Some(author) = row.account.filter(|author| *author != account) else {
        return Err(CommentError::NotFound);
    };
    let written = services.store.write(move |mut tx| {
        Box::pin(async move { store::follow::mute(&mut tx, account, author, on).await })
    });
    Ok(written.await?)
}

/// The newest comments of a story by those this reader has muted.
pub async fn muted_in(
    services: &Services,
    reader: &Reader,
    article: &ArticleRef,
) -> Result<Vec<CommentId>, CommentError> {
    let story = public(services, article).await?;
    Ok(store::follow::muted_comments(&services.store, reader.viewer().id, story.id).await?)
}

async fn public(services: &Services, article: &ArticleRef) -> Result<StoryRow, CommentError> {
    let story = thread::story(&services.store, article).await?;
    story
        .filter(thread::is_public)
        .ok_or(CommentError::NotFound)
}

/// Follows the thread of a story, or no longer.
pub async fn follow(
    services: &Services,
    reader: &Reader,
    article: &ArticleRef,
    on: bool,
) -> Result<(), CommentError> {
    let story = public(services, article).await?;
    let (account, now, secret) = (reader.viewer().id, services.clock.now(), fresh_secret());
    let written = services.store.write(move |mut tx| {
        Box::pin(async move {
            if on {
                store::follow::follow(&mut tx, account, story.id, &secret, now).await
            } else {
                store::follow::unfollow(&mut tx, account, story.id).await
            }
        })
    });
    Ok(written.await?)
}

/// Whether the reader follows the thread of a story.
pub async fn follows(
    services: &Services,
    reader: &Reader,
    article: &ArticleRef,
) -> Result<bool, CommentError> {
    let story = public(services, article).await?;
    Ok(store::follow::follows(&services.store, reader.viewer().id, story.id).await?)
}

/// Ends a follow by the secret of its unsubscribe link. `false` when there is none.
pub async fn unfollow_by_secret(services: &Services, secret: &str) -> Result<bool, ServiceError> {
    let secret = secret.to_owned();
    let written = services.store.write(move |mut tx| {
        Box::pin(async move { store::follow::unfollow_by_secret(&mut tx, &secret).await })
    });
    Ok(written.await?)
}

/// The reader's own comments on a story, whatever their state, the newest first.
pub async fn own_in(
    services: &Services,
    reader: &Reader,
    article: &ArticleRef,
) -> Result<Vec<CommentId>, CommentError> {
    let story = public(services, article).await?;
    Ok(store::thread::own_ids(&services.store, reader.viewer().id, story.id).await?)
}

/// The reader's own comments on a story that are not public, the newest first.
pub async fn own_held(
    services: &Services,
    reader: &Reader,
    article: &ArticleRef,
) -> Result<Vec<Comment>, CommentError> {
    let story = public(services, article).await?;
    let rows = store::thread::own_hidden(&services.store, reader.viewer().id, story.id).await?;
    let zone = zone(&settings::load(&services.store).await?);
    Ok(rows.iter().map(|row| thread::own(row, &zone)).collect())
}

/// Of these comments, a hundred at most, those the account likes.
pub async fn likes_of(
    services: &Services,
    account: AccountId,
    ids: &[CommentId],
) -> Result<Vec<CommentId>, ServiceError> {
    Ok(store::like::of_account(&services.store, account, ids).await?)
}

/// The newest comments of a story that the reader likes.
pub async fn likes_in(
    services: &Services,
    reader: &Reader,
    article: &ArticleRef,
) -> Result<Vec<CommentId>, CommentError> {
    let story = public(services, article).await?;
    Ok(store::like::in_story(&services.store, reader.viewer().id, story.id).await?)
}
