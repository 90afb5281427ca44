//! What is decided at the desk.

use super::{
    super::{BULK, ban, decide, unban},
    Desk,
};
use crate::{
    domain::{
        id::AccountId,
        moderation::{Banned, Choice, Decision, Outcome, Term, Verdict},
        stamp::Stamp,
    },
    service::{commenting::CommentError, error::ServiceError},
};

/// In microseconds.
const DAY: i64 = 86_400_000_000;

impl Desk<'_> {
    /// Decides the same about each of these, and says of each what came of it.
    pub async fn decide(
        &mut self,
        choices: &[Choice],
        decision: Decision,
        reason: &str,
    ) -> Result<Vec<Verdict>, ServiceError> {
        let mut verdicts = Vec::new();
        for choice in choices.iter().take(BULK) {
            let done = decide(
                self.services,
                self.moderator,
                choice.id,
                decision,
                reason,
                choice.seen(),
            );
            let outcome = outcome(done.await.map(|_| ()))?;
            // Counts of an account change with what is decided about it.
            self.authors.clear();
            verdicts.push(Verdict {
                outcome,
                entry: self.entry(choice.id).await?,
            });
        }
        Ok(verdicts)
    }

    /// Bans an account, or ends its ban.
    pub async fn ban(
        &mut self,
        account: AccountId,
        term: &Term,
        reason: &str,
    ) -> Result<Banned, ServiceError> {
        let now = self.services.clock.now();
        let until = match term {
            Term::ForGood | Term::Over => Ok(None),
            Term::Days(days) if *days > 0 => {
                let until = now.micros() + i64::from(*days) * DAY;
                Ok(Some(Stamp::from_micros(until)))
            }
            Term::Days(_) => Err(Outcome::BadDate),
            Term::Until(day) => match self.zone.day_begins(day) {
                Some(until) if until > now => Ok(Some(until)),
                Some(_) | None => Err(Outcome::BadDate),
            },
        };
        let outcome = match until {
            Ok(_) if *term == Term::Over => {
                outcome(unban(self.services, self.moderator, account).await)?
            }
            Ok(until) => outcome(ban(self.services, self.moderator, account, until, reason).await)?,
            Err(bad) => bad,
        };
        self.authors.clear();
        Ok(Banned {
            outcome,
            author: self.author(account).await?,
        })
    }
}

/// What a decision came to; a fault of the database remains one.
fn outcome(done: Result<(), CommentError>) -> Result<Outcome, ServiceError> {
    Ok(match done {
        Ok(()) => Outcome::Done,
        Err(CommentError::Conflict { .. }) => Outcome::Conflict,
        Err(CommentError::Edited) => Outcome::Edited,
        Err(CommentError::NotPinnable) => Outcome::NotPinnable,
        Err(CommentError::NotFound | CommentError::Gone) => Outcome::NotFound,
        Err(CommentError::Protected) => Outcome::Protected,
        Err(CommentError::Service(fault)) => return Err(fault),
        // Nothing a moderator does is refused with one of these.
        Err(
            CommentError::Empty
            | CommentError::TooLong { .. }
            | CommentError::Closed
            | CommentError::NameNeeded
            | CommentError::SignInNeeded
            | CommentError::TooFast { .. }
            | CommentError::NotYours
            | CommentError::TooLate
            | CommentError::Banned { .. }
            | CommentError::ParentGone
            | CommentError::BadKey,
        ) => Outcome::Fault,
    })
}
