//! Keeping an account from taking part.

use super::short;
use crate::{
    domain::{id::AccountId, stamp::Stamp},
    service::{
        Services,
        commenting::{CommentError, write},
        rights::Moderator,
    },
    store::{self, account::AccountRow},
};

/// Bans an account from taking part, until a time or for good.
pub async fn ban(
    services: &Services,
    moderator: &Moderator,
    account: AccountId,
    until: Option<Stamp>,
    reason: &str,
) -> Result<(), CommentError> {
    let detail = match until {
        Some(until) => format!("until {} {}", until.micros(), short(reason)),
        None => short(reason),
    };
    set_ban(
        services,
        moderator,
        account,
        Some(short(reason)),
        until,
        "ban",
        detail,
    )
    .await
}

/// Ends a ban. Doing it twice does nothing.
pub async fn unban(
    services: &Services,
    moderator: &Moderator,
    account: AccountId,
) -> Result<(), CommentError> {
    set_ban(
        services,
        moderator,
        account,
        None,
        None,
        "unban",
        String::new(),
    )
    .await
}

async fn set_ban(
    services: &Services,
    moderator: &Moderator,
    account: AccountId,
    reason: Option<String>,
    until: Option<Stamp>,
    action: &'static str,
    detail: String,
) -> Result<(), CommentError> {
    let (by, at) = (moderator.viewer().id, services.clock.now());
    write(&services.store, move |mut tx| {
        Box::pin(async move {
            let row = store::account::read(&mut tx, account).await?;
            let row = row
                .filter(AccountRow::active)
                .ok_or(CommentError::NotFound)?;
            if reason.is_some() && row.role().is_staff() {
                return Err(CommentError::Protected);
            }
            if reason == row.ban_reason && until.map(Stamp::micros) == row.banned_until {
                return Ok(());
            }
            store::account::set_ban(&mut tx, account, reason.as_deref(), until).await?;
            let subject = format!("account:{account}");
            store::audit::note(&mut tx, at, Some(by), action, &subject, &detail).await?;
            Ok(())
        })
    })
    .await
}
