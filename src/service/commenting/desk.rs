//! What stands on the page for writing without script: the story, the comment it is about, and
//! what one reader may know of it.

use super::{CommentError, zone};
use crate::{
    domain::{
        article::Found,
        comment::{Comment, Policy, State},
        id::{AccountId, ArticleId, CommentId},
        site::Who,
    },
    service::{Services, comment_rules, error::ServiceError, rights::Reader, settings, thread},
    store::{self, comment::CommentRow, follow::FollowRow},
};

/// A public story, as whoever writes there has to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    pub article: ArticleId,
    pub slug: String,
    pub headline: String,
    /// Whether comments are shown at all.
    pub shown: bool,
    /// Whether it takes new ones.
    pub open: bool,
    /// Whether anyone with a name may write.
    pub guests: bool,
}

/// The story at a slug, where it has gone to, or that it was withdrawn.
pub async fn at(services: &Services, slug: &str) -> Result<Option<Found<Desk>>, ServiceError> {
    let store = &services.store;
    let Some(row) = store::article::by_slug(store, slug).await? else {
        let moved = store::article::moved_to(store, slug).await?;
        return Ok(moved.map(|slug| Found::Moved(format!("/articles/{slug}/comment"))));
    };
    let published = match (row.status.as_str(), row.published_at) {
        ("published", Some(at)) => at,
        (_, Some(_)) => {
            return Ok(Some(Found::Gone {
                headline: row.headline,
                reason: row.withdrawn_reason.unwrap_or_default(),
            }));
        }
        _ => return Ok(None),
    };
    let Some(story) = store::thread::story(store, row.id).await? else {
        return Ok(None);
    };
    let rules = settings::load(store).await?.comments;
    let over = comment_rules::is_over(&rules, published, services.clock.now());
    Ok(Some(Found::Here(Desk {
        article: row.id,
        slug: row.slug,
        headline: row.headline,
        shown: story.policy != Policy::Off,
        open: story.policy == Policy::Open && !over,
        guests: rules.who == Who::Anyone,
    })))
}

async fn of_story(
    services: &Services,
    desk: &Desk,
    id: CommentId,
) -> Result<CommentRow, CommentError> {
    let row = store::comment::by_id(&services.store, id).await?;
    row.filter(|row| row.article == desk.article && desk.shown)
        .ok_or(CommentError::NotFound)
}

/// A comment of this story that everyone sees.
pub async fn seen(
    services: &Services,
    desk: &Desk,
    id: CommentId,
) -> Result<Comment, CommentError> {
    let row = of_story(services, desk, id).await?;
    if row.state != State::Published {
        return Err(CommentError::NotFound);
    }
    let zone = zone(&settings::load(&services.store).await?);
    Ok(thread::wire(&row, &zone))
}

/// A comment of this story that the reader may take back.
pub async fn removable(
    services: &Services,
    reader: &Reader,
    desk: &Desk,
    id: CommentId,
) -> Result<Comment, CommentError> {
    let row = of_story(services, desk, id).await?;
    let zone = zone(&settings::load(&services.store).await?);
    if row.account == Some(reader.id()) {
        return match row.state {
            State::Removed => Err(CommentError::NotFound),
            State::Published | State::Held | State::Rejected | State::Spam => {
                Ok(thread::own(&row, &zone))
            }
        };
    }
    match reader.as_moderator() {
        Some(_) if row.state != State::Removed => Ok(thread::inside(&row, &zone)),
        Some(_) => Err(CommentError::NotFound),
        None if row.is_shown() => Err(CommentError::NotYours),
        None => Err(CommentError::NotFound),
    }
}

/// Whether the reader likes a comment.
pub async fn likes(
    services: &Services,
    reader: &Reader,
    id: CommentId,
) -> Result<bool, CommentError> {
    let liked = super::likes_of(services, reader.id(), &[id]).await?;
    Ok(!liked.is_empty())
}

/// Whether the reader has muted whoever wrote a comment.
pub async fn mutes(
    services: &Services,
    reader: &Reader,
    id: CommentId,
) -> Result<bool, CommentError> {
    let row = store::comment::by_id(&services.store, id).await?;
    let muted = store::follow::muted(&services.store, reader.id()).await?;
    Ok(row
        .and_then(|row| row.account)
        .is_some_and(|author| muted.contains(&author)))
}

/// The stories the reader follows.
pub async fn followed(
    services: &Services,
    reader: &Reader,
) -> Result<Vec<FollowRow>, ServiceError> {
    Ok(store::follow::followed(&services.store, reader.id()).await?)
}

/// Whom the reader has muted, by name.
pub async fn muted_people(
    services: &Services,
    reader: &Reader,
) -> Result<Vec<(AccountId, String)>, ServiceError> {
    Ok(store::follow::muted_people(&services.store, reader.id()).await?)
}

/// Shows the reader again what an account writes.
pub async fn unmute(
    services: &Services,
    reader: &Reader,
    muted: AccountId,
) -> Result<(), ServiceError> {
    let account = reader.id();
    let written = services.store.write(move |mut tx| {
        Box::pin(async move { store::follow::mute(&mut tx, account, muted, false).await })
    });
    Ok(written.await?)
}

/// No longer follows a story, be it withdrawn.
pub async fn unfollow(
    services: &Services,
    reader: &Reader,
    article: ArticleId,
) -> Result<(), ServiceError> {
    let account = reader.id();
    let written = services.store.write(move |mut tx| {
        Box::pin(async move { store::follow::unfollow(&mut tx, account, article).await })
    });
    Ok(written.await?)
}

/// The story that the secret of an unsubscribe link follows.
pub async fn followed_by_secret(
    services: &Services,
    secret: &str,
) -> Result<Option<FollowRow>, ServiceError> {
    Ok(store::follow::by_secret(&services.store, secret).await?)
}
