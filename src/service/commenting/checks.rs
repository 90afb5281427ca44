//! What is asked inside the transaction before anything is written.

use super::CommentError;
use crate::{
    domain::{comment::Policy, id::AccountId, stamp::Stamp},
    service::comment_rules::{MINUTE, PER_ACCOUNT, PER_ADDRESS},
    store::{self, Tx, account::AccountRow, thread::StoryRow},
};
use std::time::Duration;

/// Whether the account is there and not banned.
pub(super) async fn takes_part(
    tx: &mut Tx<'_>,
    account: Option<AccountId>,
    now: Stamp,
) -> Result<(), CommentError> {
    let Some(id) = account else { return Ok(()) };
    let row = store::account::read(tx, id).await?;
    may_take_part(row.as_ref(), now)
}

/// Whether there is such an account and it is not banned.
pub(super) fn may_take_part(row: Option<&AccountRow>, now: Stamp) -> Result<(), CommentError> {
    let row = row
        .filter(|row| row.active())
        .ok_or(CommentError::SignInNeeded)?;
    match row.ban_at(now) {
        Some((reason, until)) => Err(CommentError::Banned {
            until,
            reason: reason.to_owned(),
        }),
        None => Ok(()),
    }
}

/// Whether the story is public and its thread open.
pub(super) fn takes_comments(story: &StoryRow) -> Result<(), CommentError> {
    match (story.status.as_str(), story.policy) {
        ("published", Policy::Open) => Ok(()),
        ("published", Policy::ReadOnly | Policy::Off) => Err(CommentError::Closed),
        ("unpublished", _) if story.published_at.is_some() => Err(CommentError::Gone),
        _ => Err(CommentError::NotFound),
    }
}

/// So many comments a minute, counted in the table: it is right over processes and restarts.
pub(super) async fn keeps_pace(
    tx: &mut Tx<'_>,
    account: Option<AccountId>,
    address: &str,
    now: Stamp,
) -> Result<(), CommentError> {
    let since = Stamp::from_micros(now.micros() - MINUTE);
    let mut reached = None;
    if let Some(account) = account {
        let nth = PER_ACCOUNT - 1;
        reached = store::recent::nth_of_account(tx, account, since, now, nth).await?;
    }
    if reached.is_none() && !address.is_empty() {
        let nth = PER_ADDRESS - 1;
        reached = store::recent::nth_of_address(tx, address, since, now, nth).await?;
    }
    match reached {
        Some(at) => {
            let wait = u64::try_from(at.micros() + MINUTE - now.micros()).unwrap_or(0);
            Err(CommentError::TooFast {
                retry_after: Duration::from_micros(wait.max(1_000_000)),
            })
        }
        None => Ok(()),
    }
}
