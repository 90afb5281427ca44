//! What is done to somebody else's account.

use super::By;
use crate::{
    domain::{
        account::{Role, Standing},
        account_fields::{self, Complaint, Field},
        id::AccountId,
    },
    service::{
        Services,
        accounts::{self, AccountError},
        letters::{self, About},
        tokens,
    },
    store::{self, StoreError, Tx, account::AccountRow, mail_token::Purpose},
};

/// What is to be changed; what is not there stays.
#[derive(Debug, Clone, Default)]
pub struct Patch {
    pub name: Option<String>,
    pub role: Option<Role>,
    /// [`Standing::Active`] or [`Standing::Disabled`]; the others are not chosen.
    pub standing: Option<Standing>,
}

/// Changes an account, all of it or nothing. With another role its sessions end; disabled, nobody
/// comes in with it at all.
pub async fn change(
    services: &Services,
    by: By<'_>,
    id: AccountId,
    patch: Patch,
) -> Result<(), AccountError> {
    let name = patch.name.as_deref().map(account_fields::name).transpose();
    let name = name.map_err(|wrong| Complaint::new(Field::Name, wrong))?;
    let (now, by) = (services.clock.now(), by.account());
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            let row = match changeable(tx, by, id, &patch).await? {
                Ok(row) => row,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let (subject, mut keys) = (accounts::subject(id), Vec::new());
            if let Some(name) = name.filter(|name| *name != row.name) {
                store::account::set_name(tx, id, &name).await?;
                store::audit::note(tx, now, by, "account.name", &subject, &name).await?;
                keys = accounts::name_keys(tx, id, &row.slug, row.role().is_staff()).await?;
            }
            if let Some(role) = patch.role.filter(|role| *role != row.role()) {
                store::account::set_role(tx, id, role).await?;
                let detail = format!("{} -> {}", row.role, role.as_str());
                store::audit::note(tx, now, by, "account.role", &subject, &detail).await?;
                store::session::delete_all(tx, id).await?;
                keys.push(format!("author/{}", row.slug));
            }
            if let Some(standing) = patch.standing.filter(|own| *own != row.standing()) {
                store::account::set_standing(tx, id, standing).await?;
                let action = match standing {
                    Standing::Disabled => "account.disabled",
                    _ => "account.enabled",
                };
                store::audit::note(tx, now, by, action, &subject, "").await?;
                shut(tx, id).await?;
            }
            store::changes::note(tx, &keys).await?;
            Ok(Ok(keys))
        })
    });
    let keys = done.await??;
    services.freshness.purge(&keys);
    Ok(())
}

/// The account, where all of this may be changed.
async fn changeable(
    tx: &mut Tx<'_>,
    by: Option<AccountId>,
    id: AccountId,
    patch: &Patch,
) -> Result<Result<AccountRow, AccountError>, StoreError> {
    let row = store::account::read(tx, id).await?;
    let Some(row) = row.filter(|row| row.standing() != Standing::Deleted) else {
        return Ok(Err(AccountError::NotFound));
    };
    let disables = patch.standing == Some(Standing::Disabled);
    if disables && by == Some(id) {
        return Ok(Err(AccountError::Yourself));
    }
    if patch.standing.is_some() && row.standing() == Standing::Invited {
        return Ok(Err(AccountError::NotAccepted));
    }
    let steps_down = patch.role.is_some_and(|role| !role.may_administer());
    let goes = row.active() && row.role().may_administer() && (steps_down || disables);
    if goes && store::account::other_administrators(tx, id).await? == 0 {
        return Ok(Err(AccountError::LastAdministrator));
    }
    Ok(Ok(row))
}

/// Ends every session, and stops the links in mails that were sent.
async fn shut(tx: &mut Tx<'_>, id: AccountId) -> Result<(), StoreError> {
    store::session::delete_all(tx, id).await?;
    for purpose in [Purpose::Reset, Purpose::Email] {
        store::mail_token::delete(tx, id, purpose).await?;
    }
    Ok(())
}

/// Ends every session of an account.
pub async fn sign_out(services: &Services, by: By<'_>, id: AccountId) -> Result<(), AccountError> {
    let (now, by) = (services.clock.now(), by.account());
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            let row = store::account::read(&mut tx, id).await?;
            if !row.is_some_and(|row| row.active()) {
                return Ok(false);
            }
            store::session::delete_all(&mut tx, id).await?;
            let subject = accounts::subject(id);
            store::audit::note(&mut tx, now, by, "account.signed_out", &subject, "").await?;
            Ok(true)
        })
    });
    match done.await? {
        true => Ok(()),
        false => Err(AccountError::NotFound),
    }
}

/// Mails a link for a new password, which only its owner uses. What is in force stays.
pub async fn send_reset(
    services: &Services,
    by: By<'_>,
    id: AccountId,
) -> Result<(), AccountError> {
    let (now, by) = (services.clock.now(), by.account());
    let link = tokens::random();
    let hash = tokens::hash(&link);
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            let row = store::account::read(&mut tx, id).await?;
            let Some((email, row)) = row
                .filter(AccountRow::active)
                .and_then(|row| row.email.clone().map(|email| (email, row)))
            else {
                return Ok(None);
            };
            accounts::note_link(&mut tx, &hash, id, Purpose::Reset, "", now).await?;
            let subject = accounts::subject(id);
            store::audit::note(&mut tx, now, by, "account.reset_sent", &subject, "").await?;
            Ok(Some((email, row.name)))
        })
    });
    let (email, name) = done.await?.ok_or(AccountError::NotFound)?;
    let path = format!("/password/reset/{link}");
    letters::post(services, About::Reset, &email, &name, &path).await;
    Ok(())
}

/// Deletes an account as its owner would who lets their comments stay; of somebody who was invited
/// and never came, nothing is left.
pub async fn remove(services: &Services, by: By<'_>, id: AccountId) -> Result<(), AccountError> {
    if by.account() == Some(id) {
        return Err(AccountError::Yourself);
    }
    match super::take_back(services, by, id).await {
        Err(AccountError::NotFound) => accounts::go(services, id, by.account()).await,
        other => other,
    }
}
