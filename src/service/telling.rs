//! What the outside is told of: written into the outbox in the transaction of what happened, sent
//! later by the courier.

use crate::{
    domain::{
        id::{ArticleId, CommentId},
        push,
        site::Announcing,
        stamp::Stamp,
        webhook::{Event, Kind},
    },
    service::feeds::{self, Of},
    store::{self, StoreError, Tx, story::Story},
};
use std::collections::BTreeSet;

/// Not to be guessed, and never given twice: receivers know by it what they have already.
pub(super) fn message() -> String {
    format!("msg_{:032x}", rand::random::<u128>())
}

/// A story was changed, or is gone: nothing is told of what was public neither before nor after.
pub(super) async fn story(
    tx: &mut Tx<'_>,
    before: &Story,
    after: Option<&Story>,
    announcing: &Announcing,
    at: Stamp,
) -> Result<(), StoreError> {
    let was = Some(before).filter(|story| story.is_public());
    let is = after.filter(|story| story.is_public());
    let (event, named) = match (was, is) {
        (None, Some(story)) => {
            published(tx, before, story, at).await?;
            (Event::ArticlePublished, story)
        }
        (Some(_), Some(story)) => (Event::ArticleUpdated, story),
        (Some(story), None) => (Event::ArticleUnpublished, story),
        (None, None) => return Ok(()),
    };
    store::outbox::tell(tx, event, named.id.0, &named.slug, &message(), at).await?;
    let public = || was.into_iter().chain(is);
    if !announcing.hub.is_empty() {
        let feeds: BTreeSet<String> = public().flat_map(feeds_of).collect();
        for feed in feeds {
            store::outbox::ping(tx, Kind::WebSub, &feed, at).await?;
        }
    }
    if !announcing.key.is_empty() {
        let pages = public().map(|story| format!("/articles/{}", story.slug));
        let pages: BTreeSet<String> = pages.collect();
        for page in pages {
            store::outbox::ping(tx, Kind::IndexNow, &page, at).await?;
        }
    }
    Ok(())
}

/// Whoever follows a category is told of each story once, however often it is taken back and
/// published again, and not of one that is dated long ago.
async fn published(
    tx: &mut Tx<'_>,
    before: &Story,
    story: &Story,
    at: Stamp,
) -> Result<(), StoreError> {
    let event = push::Event::Published;
    let since = story.published_at.unwrap_or(at);
    let expires = Stamp::from_micros(since.micros() + event.lasts() * 1_000_000);
    if before.published_at.is_some() || expires <= at {
        return Ok(());
    }
    let category = Some(story.category.0);
    store::push::tell(tx, event, story.id, category, None, at, expires).await
}

/// A public story was corrected: whoever follows it is told why.
pub(super) async fn corrected(
    tx: &mut Tx<'_>,
    story: ArticleId,
    correction: i64,
    at: Stamp,
) -> Result<(), StoreError> {
    let event = push::Event::Corrected;
    let expires = Stamp::from_micros(at.micros() + event.lasts() * 1_000_000);
    store::push::tell(tx, event, story, None, Some(correction), at, expires).await
}

/// The paths of the feeds that a story stands in.
fn feeds_of(story: &Story) -> impl Iterator<Item = String> {
    let tags = story.tags.iter().map(|tag| Of::Tag(tag.slug.clone()));
    let bylines = story.bylines.iter();
    let authors = bylines.map(|(_, slug)| Of::Author(slug.clone()));
    let lists = [Of::Site, Of::Category(story.category_slug.clone())];
    let lists: Vec<Of> = lists.into_iter().chain(tags).chain(authors).collect();
    lists
        .into_iter()
        .flat_map(|of| feeds::FILES.map(|file| of.feed(file)))
}

/// A comment came into view.
pub(super) async fn comment(
    tx: &mut Tx<'_>,
    comment: CommentId,
    at: Stamp,
) -> Result<(), StoreError> {
    store::outbox::tell(tx, Event::CommentCreated, comment.0, "", &message(), at).await
}
