//! Writing, changing and taking back comments, and what readers do with those of others. Every use
//! case is one transaction: the comment, its event, the counts and the notices, or nothing.

mod checks;
pub mod desk;
mod error;
mod own;
mod reacting;

use super::{
    Services,
    comment_rules::{self, Case, Outcome, SPAM_COMPARED},
    comment_text::{self, Rendered},
    error::ServiceError,
    notifying,
    repeating::KEY_LENGTH,
    rights::Reader,
    settings, thread,
    visibility::{self, Effects},
    zone::Zone,
};
use crate::{
    domain::{
        account::{NAME_LENGTH, Viewer},
        comment::{Comment, LONGEST, State},
        id::{AccountId, CommentId},
        site::{Comments, Settings, Who},
    },
    store::{
        self, Store, StoreError, Tx,
        comment::{CommentRow, NewComment},
    },
};
use checks::{keeps_pace, may_take_part, takes_comments};
pub use error::CommentError;
use futures::future::BoxFuture;
pub use own::{delete, edit, remove_all_of, source};
pub use reacting::{
    Reporter, follow, follows, like, likes_in, likes_of, mute, muted_in, own_held, own_in, report,
    unfollow_by_secret,
};
use std::time::Duration;
pub use thread::ArticleRef;

/// Who writes.
#[derive(Debug, Clone, Copy)]
pub enum Poster<'a> {
    Account(&'a Reader),
    Guest { name: &'a str },
}

/// A comment as it comes in.
#[derive(Debug, Clone)]
pub struct Posting {
    pub article: ArticleRef,
    pub parent: Option<CommentId>,
    pub body: String,
    /// Made once by whoever composes: sending it again brings the same comment.
    pub key: Option<String>,
    /// Keyed hash of where it comes from.
    pub address: String,
    /// A field that people do not see.
    pub honeypot: String,
    /// How long it was composed; unknown without scripts.
    pub composing: Option<Duration>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    pub comment: Comment,
    /// `false` when the key was known: nothing was written.
    pub fresh: bool,
}

/// Adds a comment.
pub async fn post(
    services: &Services,
    poster: Poster<'_>,
    posting: Posting,
) -> Result<Posted, CommentError> {
    let settings = settings::load(&services.store).await?;
    let (author, name) = author(&settings, poster)?;
    let article = match &posting.article {
        // Looked for in the transaction.
        ArticleRef::Id(id) => *id,
        named @ ArticleRef::Slug(_) => {
            let story = thread::story(&services.store, named).await?;
            story.ok_or(CommentError::NotFound)?.id
        }
    };
    let text = text(&posting.body)?;
    if posting
        .key
        .as_ref()
        .is_some_and(|key| key.len() > KEY_LENGTH)
    {
        return Err(CommentError::BadKey);
    }
    let now = services.clock.now();
    let outcome = judged(services, &settings, author.as_ref(), &text, &posting).await?;
    let (state, reason) = match outcome {
        Outcome::Publish => (State::Published, String::new()),
        Outcome::Hold(reason) => (State::Held, reason),
        Outcome::Spam(reason) => (State::Spam, reason.to_owned()),
    };
    let account = author.as_ref().map(|a| a.id);
    let limited = author.as_ref().is_none_or(|a| !a.role.is_staff());
    let new = NewComment {
        article,
        under: None,
        account,
        name,
        body: text.body,
        html: text.html,
        state,
        reason,
        key: posting.key.clone(),
        address_hash: posting.address.clone(),
        at: now,
        seq: 0,
    };
    let work = Work {
        days: settings.comments.clone(),
        parent: posting.parent,
        limited,
        secret: fresh_secret(),
        new,
    };
    let written = write(&services.store, move |mut tx| {
        Box::pin(async move { work.run(&mut tx).await })
    });
    let (row, effects) = match (written.await, posting.key) {
        (Ok(done), _) => done,
        // Two at once with one key: the other one was faster.
        (Err(CommentError::Service(ServiceError::Store(StoreError::Conflict(_)))), Some(key)) => {
            let address = posting.address;
            let found = write(&services.store, move |mut tx| {
                Box::pin(async move { known(&mut tx, account, &address, Some(&key)).await })
            });
            (found.await?.ok_or(CommentError::NotFound)?, None)
        }
        (Err(error), _) => return Err(error),
    };
    let fresh = effects.is_some();
    if let Some(effects) = effects {
        effects.settle(services, None);
    }
    Ok(Posted {
        comment: thread::own(&row, &zone(&settings)),
        fresh,
    })
}

/// Everything the transaction needs.
struct Work {
    days: Comments,
    parent: Option<CommentId>,
    limited: bool,
    secret: String,
    new: NewComment,
}

impl Work {
    /// Nothing is written before the last refusal.
    async fn run(mut self, tx: &mut Tx<'_>) -> Result<(CommentRow, Option<Effects>), CommentError> {
        let (account, now) = (self.new.account, self.new.at);
        let story = store::thread::lock(tx, self.new.article)
            .await?
            .ok_or(CommentError::NotFound)?;
        let key = self.new.key.as_deref();
        if let Some(row) = known(tx, account, &self.new.address_hash, key).await? {
            return Ok((row, None));
        }
        let standing = match account {
            Some(account) => {
                let found = store::standing::read(tx, account, story.id).await?;
                may_take_part(found.as_ref().map(|found| &found.account), now)?;
                found
            }
            None => None,
        };
        takes_comments(&story)?;
        let over = |at| comment_rules::is_over(&self.days, at, now);
        if story.published_at.is_some_and(over) {
            return Err(CommentError::Closed);
        }
        if let Some(parent) = self.parent {
            let row = store::comment::read(tx, parent).await?;
            let answers =
                |row: &CommentRow| row.article == story.id && row.state == State::Published;
            let row = row.filter(answers).ok_or(CommentError::ParentGone)?;
            self.new.under = Some((row.id, row.thread, row.depth + 1));
        }
        if self.limited {
            keeps_pace(tx, account, &self.new.address_hash, now).await?;
        }
        if let Some(standing) = standing.as_ref().filter(|standing| !standing.follows) {
            let account = AccountId(standing.account.id);
            store::follow::follow(tx, account, story.id, &self.secret, now).await?;
        }
        let mut effects = Effects::on(&story);
        let spot = match self.new.state {
            State::Published => {
                let spot = visibility::arrive(tx, &mut self.new, &mut effects).await?;
                if standing.as_ref().is_none_or(|standing| standing.heard) {
                    notifying::appeared(tx, spot, now).await?;
                } else {
                    notifying::answered(tx, spot, now).await?;
                }
                spot
            }
            state @ (State::Held | State::Rejected | State::Spam | State::Removed) => {
                let spot = store::comment::insert(tx, &self.new).await?;
                effects.queued(spot.id, state, None);
                spot
            }
        };
        effects.note(tx).await?;
        let role = standing.as_ref().map(|standing| standing.account.role());
        let byline = standing.is_some_and(|standing| standing.byline);
        Ok((self.new.stored(spot.id, role, byline), Some(effects)))
    }
}

/// The comment this author wrote with this key before.
async fn known(
    tx: &mut Tx<'_>,
    account: Option<AccountId>,
    address: &str,
    key: Option<&str>,
) -> Result<Option<CommentRow>, CommentError> {
    let Some(key) = key else { return Ok(None) };
    match store::comment::by_key(tx, account, address, key).await? {
        Some(id) => Ok(store::comment::read(tx, id).await?),
        None => Ok(None),
    }
}

/// Who writes, and under which name.
fn author(
    settings: &Settings,
    poster: Poster<'_>,
) -> Result<(Option<Viewer>, String), CommentError> {
    match (poster, settings.comments.who) {
        (Poster::Account(reader), _) => {
            let viewer = reader.viewer();
            Ok((Some(viewer.clone()), viewer.name.clone()))
        }
        (Poster::Guest { .. }, Who::SignedIn) => Err(CommentError::SignInNeeded),
        (Poster::Guest { name }, Who::Anyone) => {
            let name = comment_text::clean_name(name);
            if name.is_empty() || name.chars().count() > NAME_LENGTH {
                return Err(CommentError::NameNeeded);
            }
            Ok((None, name))
        }
    }
}

/// A text that can be stored.
fn text(body: &str) -> Result<Rendered, CommentError> {
    // Nothing of a text is drawn before its length is known.
    let length = comment_text::clean(body).chars().count();
    if length > LONGEST {
        return Err(CommentError::TooLong { length });
    }
    let text = comment_text::render(body);
    if text.visible {
        Ok(text)
    } else {
        Err(CommentError::Empty)
    }
}

async fn judged(
    services: &Services,
    settings: &Settings,
    author: Option<&Viewer>,
    text: &Rendered,
    posting: &Posting,
) -> Result<Outcome, CommentError> {
    if author.is_some_and(|a| a.role.is_staff()) {
        return Ok(Outcome::Publish);
    }
    let trusted = match author {
        Some(author) => store::account::by_id(&services.store, author.id)
            .await?
            .is_some_and(|row| row.trusted),
        None => false,
    };
    let spam = store::recent::recent_spam(&services.store, SPAM_COMPARED).await?;
    Ok(comment_rules::judge(&Case {
        settings: &settings.comments,
        author,
        trusted,
        text,
        honeypot: &posting.honeypot,
        composing: posting.composing,
        spam: &spam,
    }))
}

/// Runs a use case in one transaction. A fault of the database rolls it back; a refusal comes
/// before anything is written.
pub(super) async fn write<T, F>(store: &Store, work: F) -> Result<T, CommentError>
where
    T: Send + 'static,
    F: for<'c> FnOnce(Tx<'c>) -> BoxFuture<'c, Result<T, CommentError>> + Send + 'static,
{
    let done = store
        .write(move |tx| {
            Box::pin(async move {
                match work(tx).await {
                    Err(CommentError::Service(ServiceError::Store(fault))) => Err(fault),
                    outcome => Ok(outcome),
                }
            })
        })
        .await;
    done?
}

pub(super) fn zone(settings: &Settings) -> Zone {
    Zone::named(&settings.zone).unwrap_or_else(Zone::utc)
}

/// What an unsubscribe link carries. Not to be guessed: it ends a follow without signing in.
pub(super) fn fresh_secret() -> String {
    format!("{:032x}", rand::random::<u128>())
}
