//! Changing one's own comments and taking them back.

use super::{CommentError, checks::takes_part, text, write, zone};
use crate::{
    domain::{
        comment::{Comment, EDIT_WINDOW, Policy, State},
        id::{AccountId, CommentId},
        stamp::Stamp,
    },
    service::{
        Services,
        comment_rules::{self, Case, Outcome, SPAM_COMPARED},
        comment_text::Rendered,
        moderating,
        rights::Reader,
        settings, thread,
        throttle::Counted,
        visibility::{self, Effects},
    },
    store::{self, Tx, comment::CommentRow},
};

/// Changes the reader's own comment, for 15 minutes after it was written. A public one whose new
/// text would have been held is held.
pub async fn edit(
    services: &Services,
    reader: &Reader,
    id: CommentId,
    body: &str,
) -> Result<Comment, CommentError> {
    let settings = settings::load(&services.store).await?;
    let (viewer, now) = (reader.viewer(), services.clock.now());
    let row = store::comment::by_id(&services.store, id).await?;
    let row = row.ok_or(CommentError::NotFound)?;
    may_edit(&row, viewer.id, now)?;
    let text = text(body)?;
    if !viewer.role.is_staff() {
        // Each change is kept, and told to every open page.
        let whom = viewer.id.to_string();
        let counted = services.throttle.count(now, Counted::Edits, &whom);
        counted.map_err(|retry_after| CommentError::TooFast { retry_after })?;
    }
    let spam = if viewer.role.is_staff() {
        Vec::new()
    } else {
        store::recent::recent_spam(&services.store, SPAM_COMPARED).await?
    };
    let outcome = comment_rules::judge_edit(&Case {
        settings: &settings.comments,
        author: Some(viewer),
        trusted: true,
        text: &text,
        honeypot: "",
        composing: None,
        spam: &spam,
    });
    let account = viewer.id;
    let written = write(&services.store, move |mut tx| {
        Box::pin(async move { rewrite(&mut tx, &row, account, &text, outcome, now).await })
    });
    let (row, effects) = written.await?;
    effects.settle(services, None);
    Ok(thread::own(&row, &zone(&settings)))
}

/// The reader's own comment with its text as it was typed, as long as it may be changed.
pub async fn source(
    services: &Services,
    reader: &Reader,
    id: CommentId,
) -> Result<Comment, CommentError> {
    let settings = settings::load(&services.store).await?;
    let row = store::comment::by_id(&services.store, id).await?;
    let row = row.ok_or(CommentError::NotFound)?;
    may_edit(&row, reader.viewer().id, services.clock.now())?;
    Ok(thread::own(&row, &zone(&settings)))
}

fn may_edit(row: &CommentRow, account: AccountId, now: Stamp) -> Result<(), CommentError> {
    if row.account != Some(account) {
        // Of what is hidden others do not even learn that it is there.
        return Err(if row.is_shown() {
            CommentError::NotYours
        } else {
            CommentError::NotFound
        });
    }
    match row.state {
        State::Removed => Err(CommentError::NotFound),
        State::Rejected => Err(CommentError::TooLate),
        State::Published | State::Held | State::Spam
            if now.micros() - row.created_at.micros() > EDIT_WINDOW =>
        {
            Err(CommentError::TooLate)
        }
        State::Published | State::Held | State::Spam => Ok(()),
    }
}

async fn rewrite(
    tx: &mut Tx<'_>,
    row: &CommentRow,
    account: AccountId,
    text: &Rendered,
    outcome: Outcome,
    now: Stamp,
) -> Result<(CommentRow, Effects), CommentError> {
    let story = store::thread::lock(tx, row.article).await?;
    let story = story
        .filter(thread::is_public)
        .ok_or(CommentError::NotFound)?;
    let row = store::comment::read(tx, row.id)
        .await?
        .ok_or(CommentError::NotFound)?;
    may_edit(&row, account, now)?;
    takes_part(tx, Some(account), now).await?;
    if story.policy != Policy::Open {
        return Err(CommentError::Closed);
    }
    let mut effects = Effects::on(&story);
    if row.body == text.body {
        return Ok((row, effects));
    }
    store::comment::set_text(tx, row.id, &text.body, &text.html, now).await?;
    match (row.state, outcome) {
        (State::Published, Outcome::Hold(reason)) => {
            visibility::change(tx, &row, State::Held, &reason, None, now, &mut effects).await?;
            effects.queued(row.id, State::Held, None);
        }
        (State::Published, Outcome::Publish | Outcome::Spam(_)) => {
            store::event::updated(tx, row.article, row.id, now).await?;
            effects.moved();
        }
        // Whoever moderates sees the new text.
        (state @ (State::Held | State::Spam | State::Rejected | State::Removed), _) => {
            effects.queued(row.id, state, None);
        }
    }
    effects.note(tx).await?;
    let row = store::comment::read(tx, row.id)
        .await?
        .ok_or(CommentError::NotFound)?;
    Ok((row, effects))
}

/// Takes a comment back: the reader's own, or, as a moderator, anybody's. Where replies are shown
/// under it, its place is kept. Doing it twice does nothing.
pub async fn delete(
    services: &Services,
    reader: &Reader,
    id: CommentId,
) -> Result<(), CommentError> {
    let row = store::comment::by_id(&services.store, id).await?;
    let row = row.ok_or(CommentError::NotFound)?;
    if row.account != Some(reader.viewer().id) {
        return match reader.as_moderator() {
            Some(moderator) => {
                let remove = moderating::Decision::Remove;
                moderating::decide(services, &moderator, id, remove, "", None).await?;
                Ok(())
            }
            None if row.is_shown() => Err(CommentError::NotYours),
            None => Err(CommentError::NotFound),
        };
    }
    take_back(services, id, false).await
}

async fn take_back(services: &Services, id: CommentId, erase: bool) -> Result<(), CommentError> {
    let now = services.clock.now();
    let Some(row) = store::comment::by_id(&services.store, id).await? else {
        return Ok(());
    };
    let written = write(&services.store, move |mut tx| {
        Box::pin(async move {
            let story = store::thread::lock(&mut tx, row.article).await?;
            let story = story.ok_or(CommentError::NotFound)?;
            let mut effects = Effects::on(&story);
            let row = store::comment::read(&mut tx, row.id).await?;
            let row = row.ok_or(CommentError::NotFound)?;
            if row.state != State::Removed {
                let by = Some("author");
                visibility::change(&mut tx, &row, State::Removed, "", by, now, &mut effects)
                    .await?;
                store::report::resolve(&mut tx, row.id, now).await?;
                effects.queued(row.id, State::Removed, None);
            }
            if erase {
                store::comment::erase(&mut tx, row.id).await?;
            }
            effects.note(&mut tx).await?;
            Ok(effects)
        })
    });
    written.await?.settle(services, None);
    Ok(())
}

/// Takes back and wipes everything an account wrote: when it goes and its comments go with it.
pub async fn remove_all_of(services: &Services, account: AccountId) -> Result<(), CommentError> {
    let mut after = CommentId(0);
    loop {
        let ids = store::leaving::standing_comments(&services.store, account, after, 100).await?;
        let Some(last) = ids.last() else {
            return Ok(());
        };
        after = *last;
        for id in ids {
            take_back(services, id, true).await?;
        }
    }
}
