//! The newsroom's start page and its desk for comments.

use crate::{
    domain::{
        id::AccountId,
        moderation::{Banned, Choice, Decision, Desk, Staff, Term, Verdict},
    },
    error::AppError,
};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};

/// Provided by the server for a page that answers a form: what came of it.
#[cfg(feature = "ssr")]
#[derive(Debug, Clone)]
pub struct Told(pub Vec<Verdict>);

#[cfg(feature = "ssr")]
mod caller {
    use crate::{
        context::{self, Place, Services},
        error::AppError,
        service::rights::{Moderator, Reader},
    };

    /// Whoever is signed in; 401 tells the browser to offer signing in again.
    pub(super) fn reader() -> Result<(Services, Place, Reader), AppError> {
        let reader = context::caller().and_then(|caller| caller.reader);
        let reader = reader.ok_or_else(|| context::refuse(AppError::Refused(401)))?;
        let place = context::place()?.read_by(&reader);
        Ok((context::services()?, place, reader))
    }

    pub(super) fn moderator() -> Result<(Services, Place, Moderator), AppError> {
        let (services, place, reader) = reader()?;
        let moderator = reader.as_moderator();
        let moderator = moderator.ok_or_else(|| context::refuse(AppError::Forbidden))?;
        Ok((services, place, moderator))
    }
}

/// Who works here, and what waits for them.
#[server(endpoint = "newsroom", input = GetUrl)]
pub async fn load_staff() -> Result<Staff, AppError> {
    use crate::{context, service::moderating};

    let (services, place, reader) = caller::reader()?;
    let staff = moderating::staff(&services, &reader, &place.site).await?;
    staff.ok_or_else(|| context::refuse(AppError::Forbidden))
}

/// A page of the desk: of the list with this word, after this cursor; both may be empty.
#[server(endpoint = "moderation/desk", input = GetUrl)]
pub async fn load_desk(
    #[server(default)] state: String,
    #[server(default)] after: String,
) -> Result<Desk, AppError> {
    use crate::{
        context,
        domain::moderation::Filter,
        service::moderating::{self, Shown},
    };

    let (services, place, moderator) = caller::moderator()?;
    let filter = match state.as_str() {
        "" => Filter::Waiting,
        word => Filter::from_word(word).ok_or_else(|| context::refuse(AppError::BadAddress))?,
    };
    let after = Some(after).filter(|cursor| !cursor.is_empty());
    let mut desk = moderating::Desk::new(&services, &moderator, &place.site, &place.zone);
    let Shown { entries, next } = desk.queue(filter, after.as_deref()).await?;
    let staff = moderating::staff(&services, &moderator, &place.site).await?;
    Ok(Desk {
        staff: staff.ok_or_else(|| context::refuse(AppError::Forbidden))?,
        filter,
        first: after.is_none(),
        here: filter.address(after.as_deref()),
        entries,
        next,
        notice: use_context::<Told>().map(|told| told.0).unwrap_or_default(),
    })
}

/// Decides the same about each of these.
#[server(endpoint = "moderation/decide", input = Json)]
pub async fn decide(
    choices: Vec<Choice>,
    decision: Decision,
    #[server(default)] reason: String,
) -> Result<Vec<Verdict>, AppError> {
    use crate::service::moderating;

    let (services, place, moderator) = caller::moderator()?;
    let mut desk = moderating::Desk::new(&services, &moderator, &place.site, &place.zone);
    Ok(desk.decide(&choices, decision, &reason).await?)
}

/// Bans an account, or ends its ban.
#[server(endpoint = "moderation/ban", input = Json)]
pub async fn ban(
    account: AccountId,
    term: Term,
    #[server(default)] reason: String,
) -> Result<Banned, AppError> {
    use crate::service::moderating;

    let (services, place, moderator) = caller::moderator()?;
    let mut desk = moderating::Desk::new(&services, &moderator, &place.site, &place.zone);
    Ok(desk.ban(account, &term, &reason).await?)
}
