//! What moderators do: decide about comments, ban, look things up. Every act is written to the log
//! in the transaction of the act itself.

mod banning;
mod desk;
mod looking;

use super::{
    Services,
    commenting::{CommentError, write, zone},
    notifying,
    rights::Moderator,
    settings, thread,
    visibility::{self, Effects},
};
pub use crate::domain::moderation::{Decision, Filter, Seen};
use crate::{
    domain::{
        comment::{Comment, State},
        id::{AccountId, CommentId},
        stamp::Stamp,
    },
    store::{self, Tx, comment::CommentRow},
};
pub use banning::{ban, unban};
pub use desk::{Desk, Line, Shown, staff};
pub use looking::{Item, Listed, Search, queue, waiting};

/// The state a decision leads to from where a comment is; `None` where it is about something else.
fn leads_to(decision: Decision, row: &CommentRow) -> Option<State> {
    match decision {
        Decision::Approve => Some(State::Published),
        Decision::Reject => Some(State::Rejected),
        Decision::Spam => Some(State::Spam),
        Decision::Remove => Some(State::Removed),
        Decision::Restore => Some(match row.state {
            State::Published | State::Held => row.previous.unwrap_or(row.state),
            State::Rejected | State::Spam | State::Removed => {
                row.previous.unwrap_or(State::Published)
            }
        }),
        Decision::Pick | Decision::Unpick | Decision::Pin | Decision::Unpin => None,
    }
}

/// Longest reason, in characters.
const REASON: usize = 500;

/// Decides about a comment. `seen` is what the moderator saw: where somebody else has decided, or
/// its author has changed it since, nothing is done. Deciding the same twice does nothing.
pub async fn decide(
    services: &Services,
    moderator: &Moderator,
    id: CommentId,
    decision: Decision,
    reason: &str,
    seen: Option<Seen>,
) -> Result<Comment, CommentError> {
    let row = store::comment::by_id(&services.store, id).await?;
    let act = Act {
        row: row.ok_or(CommentError::NotFound)?,
        by: moderator.viewer().id,
        decision,
        reason: short(reason),
        seen,
        at: services.clock.now(),
    };
    let written = write(&services.store, move |mut tx| {
        Box::pin(async move { act.run(&mut tx).await })
    });
    let (row, effects) = written.await?;
    effects.settle(services, Some(&moderator.viewer().name));
    let settings = settings::load(&services.store).await?;
    Ok(thread::inside(&row, &zone(&settings)))
}

fn short(reason: &str) -> String {
    let reason = super::comment_text::clean(reason.trim());
    reason.chars().take(REASON).collect()
}

struct Act {
    row: CommentRow,
    by: AccountId,
    decision: Decision,
    reason: String,
    seen: Option<Seen>,
    at: Stamp,
}

impl Act {
    /// Nothing is written before the last refusal.
    async fn run(mut self, tx: &mut Tx<'_>) -> Result<(CommentRow, Effects), CommentError> {
        let story = store::thread::lock(tx, self.row.article).await?;
        let mut effects = Effects::on(&story.ok_or(CommentError::NotFound)?);
        let row = store::comment::read(tx, self.row.id).await?;
        self.row = row.ok_or(CommentError::NotFound)?;
        let now = self.row.state;
        // What its author took back is nobody else's to bring out again.
        let taken_back = self.row.removed_by.as_deref() == Some("author") && now == State::Removed;
        if taken_back || self.seen.is_some_and(|seen| seen.state != now) {
            return Err(CommentError::Conflict { now });
        }
        // Nobody brings out a text that they have not read.
        let edited = self.row.edited_at.map_or(0, Stamp::micros);
        if self
            .seen
            .and_then(|seen| seen.edited)
            .is_some_and(|seen| seen != edited)
        {
            return Err(CommentError::Edited);
        }
        let changed = match leads_to(self.decision, &self.row) {
            Some(to) => self.move_to(tx, to, &mut effects).await?,
            None => self.mark(tx, &mut effects).await?,
        };
        if changed {
            effects.note(tx).await?;
        }
        let row = store::comment::read(tx, self.row.id).await?;
        Ok((row.ok_or(CommentError::NotFound)?, effects))
    }

    async fn move_to(
        &self,
        tx: &mut Tx<'_>,
        to: State,
        effects: &mut Effects,
    ) -> Result<bool, CommentError> {
        let row = &self.row;
        let settles = self.decision != Decision::Restore && row.reports > 0;
        if row.state == to && !settles {
            return Ok(false);
        }
        if settles {
            store::report::resolve(tx, row.id, self.at).await?;
        }
        if row.state != to {
            let by = (to == State::Removed).then_some("moderator");
            let reason = match to {
                State::Published => "",
                State::Held | State::Rejected | State::Spam | State::Removed => &self.reason,
            };
            visibility::change(tx, row, to, reason, by, self.at, effects).await?;
            if self.decision == Decision::Restore {
                // A retry of it changes nothing.
                store::comment::forget_previous(tx, row.id).await?;
            }
            self.trust(tx, to).await?;
            // Of spam its author learns nothing.
            let told = to != State::Spam && row.state != State::Spam;
            if told && row.account != Some(self.by) {
                notifying::decided(tx, row, self.at).await?;
            }
        }
        effects.queued(row.id, to, Some(self.by));
        let detail = format!("{} > {} {}", row.state.as_str(), to.as_str(), self.reason);
        self.log(tx, detail.trim_end()).await?;
        Ok(true)
    }

    /// An approved comment speaks for its account; spam, and an approval that is undone, against it.
    async fn trust(&self, tx: &mut Tx<'_>, to: State) -> Result<(), CommentError> {
        let Some(account) = self.row.account else {
            return Ok(());
        };
        let trusted = match (self.decision, to) {
            (Decision::Approve, _) => true,
            (Decision::Spam, _) => false,
            (Decision::Restore, State::Held | State::Rejected | State::Spam) => false,
            _ => return Ok(()),
        };
        store::account::set_trusted(tx, account, trusted).await?;
        Ok(())
    }

    /// Picks or pins, or takes that away.
    async fn mark(&self, tx: &mut Tx<'_>, effects: &mut Effects) -> Result<bool, CommentError> {
        let row = &self.row;
        let on = matches!(self.decision, Decision::Pick | Decision::Pin);
        let pins = matches!(self.decision, Decision::Pin | Decision::Unpin);
        if row.state != State::Published {
            return Err(CommentError::Conflict { now: row.state });
        }
        if pins && on && row.parent.is_some() {
            return Err(CommentError::NotPinnable);
        }
        if on == if pins { row.pinned } else { row.picked } {
            return Ok(false);
        }
        if pins {
            let others = if on {
                store::comment::pinned(tx, row.article).await?
            } else {
                Vec::new()
            };
            for other in others {
                store::comment::set_pinned(tx, other, false).await?;
                store::event::updated(tx, row.article, other, self.at).await?;
            }
            store::comment::set_pinned(tx, row.id, on).await?;
        } else {
            store::comment::set_picked(tx, row.id, on).await?;
        }
        store::event::updated(tx, row.article, row.id, self.at).await?;
        effects.moved();
        self.log(tx, &self.reason).await?;
        Ok(true)
    }

    async fn log(&self, tx: &mut Tx<'_>, detail: &str) -> Result<(), CommentError> {
        let subject = format!("comment:{}", self.row.id);
        let word = self.decision.as_str();
        store::audit::note(tx, self.at, Some(self.by), word, &subject, detail).await?;
        Ok(())
    }
}

/// Most comments decided at once.
pub const BULK: usize = 100;

/// Decides the same about many comments, each by itself; says of each what came of it.
pub async fn bulk(
    services: &Services,
    moderator: &Moderator,
    ids: &[(CommentId, Option<Seen>)],
    decision: Decision,
    reason: &str,
) -> Vec<(CommentId, Result<Comment, CommentError>)> {
    let mut done = Vec::new();
    for (id, seen) in ids.iter().take(BULK) {
        let outcome = decide(services, moderator, *id, decision, reason, *seen).await;
        done.push((*id, outcome));
    }
    done
}
