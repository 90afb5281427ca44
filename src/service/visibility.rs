//! Bringing a comment into view and taking it out again, with everything that hangs on it: the
//! counts, the events, the notices, and which pages are stale afterwards. A hidden comment keeps
//! its place while replies under it are shown.

use super::{Services, notifying, telling};
use crate::{
    domain::{
        comment::State,
        id::{AccountId, ArticleId, CommentId},
        stamp::Stamp,
    },
    store::{
        self, StoreError, Tx,
        comment::{CommentRow, NewComment, Spot},
        thread::StoryRow,
    },
};

/// What a write altered for others.
#[derive(Debug)]
pub(super) struct Effects {
    article: ArticleId,
    slug: String,
    keys: Vec<String>,
    queue: Option<(CommentId, State)>,
}

impl Effects {
    pub(super) fn on(story: &StoryRow) -> Effects {
        Effects {
            article: story.id,
            slug: story.slug.clone(),
            keys: Vec::new(),
            queue: None,
        }
    }

    /// The thread looks different.
    pub(super) fn moved(&mut self) {
        let key = format!("thread/{}", self.article);
        if !self.keys.contains(&key) {
            self.keys.push(key);
        }
    }

    /// Something must not be seen any more, not even for a second.
    fn hid(&mut self) {
        self.moved();
        self.keys.push(format!("article/{}", self.slug));
    }

    /// A comment came into the queue of moderation, or left it: `by` is whoever decided.
    pub(super) fn queued(&mut self, id: CommentId, state: State, by: Option<AccountId>) {
        self.keys.push(match by {
            Some(by) => format!("queue/{id}/{by}"),
            None => format!("queue/{id}"),
        });
        self.queue = Some((id, state));
    }

    /// Notes it for other processes, in the transaction of the write.
    pub(super) async fn note(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        if self.keys.is_empty() {
            return Ok(());
        }
        store::changes::note(tx, &self.keys).await
    }

    /// Tells this process, after the commit. `by` is the name of whoever decided.
    pub(super) fn settle(self, services: &Services, by: Option<&str>) {
        if self.keys.is_empty() {
            return;
        }
        services.freshness.purge(&self.keys);
        services.hub.announce(self.article);
        if let Some((id, state)) = self.queue {
            services.hub.queue_changed(id, state, by);
        }
    }
}

/// Puts a comment into another state. The story's row must be locked; `row` is the comment as it
/// was read under that lock.
pub(super) async fn change(
    tx: &mut Tx<'_>,
    row: &CommentRow,
    to: State,
    reason: &str,
    removed_by: Option<&str>,
    at: Stamp,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    store::comment::set_state(tx, row.id, to, Some(row.state), reason, removed_by).await?;
    match (row.state == State::Published, to == State::Published) {
        (false, true) => appear(tx, row.spot(), at, effects).await,
        (true, false) => vanish(tx, row, at, effects).await,
        (false, false) | (true, true) => Ok(()),
    }
}

/// A new comment comes into view, and the outside is told.
pub(super) async fn arrive(
    tx: &mut Tx<'_>,
    new: &mut NewComment,
    effects: &mut Effects,
) -> Result<Spot, StoreError> {
    let spot = arrive_untold(tx, new, effects).await?;
    telling::comment(tx, spot.id, new.at).await?;
    Ok(spot)
}

/// The same of one that was said elsewhere, long ago: nobody outside is told. Its number is taken
/// first, so that it is written once.
pub(super) async fn arrive_untold(
    tx: &mut Tx<'_>,
    new: &mut NewComment,
    effects: &mut Effects,
) -> Result<Spot, StoreError> {
    let (article, at) = (new.article, new.at);
    keep_places(tx, article, new.under.map(|(parent, ..)| parent), at).await?;
    new.seq = store::event::announced(tx, article).await?;
    let spot = store::comment::insert(tx, new).await?;
    store::event::arrived(tx, article, spot.id, new.seq, at).await?;
    effects.moved();
    Ok(spot)
}

/// A comment that was stored as hidden comes into view.
pub(super) async fn appear(
    tx: &mut Tx<'_>,
    spot: Spot,
    at: Stamp,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    // Where only its place was shown, everything above counts it already.
    let above = spot.parent.filter(|_| spot.replies == 0);
    keep_places(tx, spot.article, above, at).await?;
    store::event::created(tx, spot.article, spot.id, at).await?;
    notifying::appeared(tx, spot, at).await?;
    telling::comment(tx, spot.id, at).await?;
    effects.moved();
    Ok(())
}

/// What a comment that comes into view stands under counts it.
async fn keep_places(
    tx: &mut Tx<'_>,
    article: ArticleId,
    mut above: Option<CommentId>,
    at: Stamp,
) -> Result<(), StoreError> {
    let mut places = Vec::new();
    while let Some(id) = above.take() {
        let shown = store::comment::add_replies(tx, id, 1).await?;
        let Some(parent) = store::comment::read(tx, id).await? else {
            break;
        };
        // Hidden, and the first reply under it is shown now: its place is kept from now on.
        if parent.state != State::Published && shown == 1 {
            places.push(id);
            above = parent.parent;
        }
    }
    for id in places.into_iter().rev() {
        store::event::removed(tx, article, id, true, at).await?;
    }
    Ok(())
}

/// A comment that was published goes out of view.
async fn vanish(
    tx: &mut Tx<'_>,
    row: &CommentRow,
    at: Stamp,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    let tombstone = row.replies > 0;
    store::event::vanished(tx, row.article, row.id, tombstone, at).await?;
    let mut above = row.parent.filter(|_| !tombstone);
    while let Some(id) = above.take() {
        let shown = store::comment::add_replies(tx, id, -1).await?;
        let Some(parent) = store::comment::read(tx, id).await? else {
            break;
        };
        // The last reply for which its place was kept.
        if parent.state != State::Published && shown == 0 {
            store::event::removed(tx, row.article, id, false, at).await?;
            above = parent.parent;
        }
    }
    store::notification::withdraw(tx, row.id).await?;
    effects.hid();
    Ok(())
}
