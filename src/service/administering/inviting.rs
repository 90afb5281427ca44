//! Inviting people: a link opens an account once, and whoever was invited chooses the password.

use super::By;
use crate::{
    domain::{
        account::{Role, Standing},
        account_fields::{self, Complaint, Field, Wrong},
        id::AccountId,
        people::Invitation,
        stamp::Stamp,
    },
    service::{
        Services,
        accounts::{self, AccountError, Origin},
        error::ServiceError,
        letters::{self, About},
        sessions::Key,
        tokens,
    },
    store,
};

/// How long a link works, in microseconds: seven days.
const LASTS: i64 = 7 * 86_400 * 1_000_000;

/// Invites somebody by mail. The link is known this once; the database keeps its hash.
pub async fn invite(
    services: &Services,
    by: By<'_>,
    name: &str,
    email: &str,
    role: Role,
) -> Result<(AccountId, Invitation), AccountError> {
    let name = account_fields::name(name).map_err(|w| Complaint::new(Field::Name, w));
    let email = account_fields::email(email).map_err(|w| Complaint::new(Field::Email, w));
    let (name, email) = match (name, email) {
        (Ok(name), Ok(email)) => (name, email),
        (name, email) => {
            let wrong = [name.err(), email.err()];
            return Err(AccountError::Fields(wrong.into_iter().flatten().collect()));
        }
    };
    let link = tokens::random();
    let (hash, now, by) = (tokens::hash(&link), services.clock.now(), by.account());
    let (to, greeted) = (email.clone(), name.clone());
    let made = services.store.write(move |mut tx| {
        Box::pin(async move {
            if store::account::email_taken(&mut tx, &email).await? {
                return Ok(None);
            }
            let slug = accounts::free_slug(&mut tx, &name).await?;
            let who = (name.as_str(), email.as_str(), slug.as_str());
            let id = store::invitation::insert_account(&mut tx, who, role, now).await?;
            store::invitation::put(&mut tx, id, &hash, by, now, until(now)).await?;
            let subject = accounts::subject(id);
            store::audit::note(&mut tx, now, by, "account.invited", &subject, role.as_str())
                .await?;
            Ok(Some(id))
        })
    });
    let Some(id) = made.await.map_err(accounts::taken)? else {
        return Err(Complaint::new(Field::Email, Wrong::EmailTaken).into());
    };
    Ok((id, mailed(services, to, &greeted, &link).await))
}

/// Sends another link to somebody who was invited; the one before stops working.
pub async fn resend(
    services: &Services,
    by: By<'_>,
    id: AccountId,
) -> Result<Invitation, AccountError> {
    let link = tokens::random();
    let (hash, now, by) = (tokens::hash(&link), services.clock.now(), by.account());
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            let row = store::account::read(&mut tx, id).await?;
            let Some(row) = row.filter(|row| row.standing() == Standing::Invited) else {
                return Ok(None);
            };
            store::invitation::put(&mut tx, id, &hash, by, now, until(now)).await?;
            let subject = accounts::subject(id);
            store::audit::note(&mut tx, now, by, "account.invited", &subject, &row.role).await?;
            Ok(Some(row))
        })
    });
    let row = done.await?.ok_or(AccountError::NotFound)?;
    let to = row.email.unwrap_or_default();
    Ok(mailed(services, to, &row.name, &link).await)
}

fn until(now: Stamp) -> Stamp {
    Stamp::from_micros(now.micros() + LASTS)
}

async fn mailed(services: &Services, email: String, name: &str, link: &str) -> Invitation {
    let path = format!("/invitation/{link}");
    letters::post(services, About::Invitation, &email, name, &path).await;
    Invitation {
        email,
        link: format!("{}{path}", services.base_url),
    }
}

/// Takes an invitation back, and the account that was to be.
pub async fn take_back(services: &Services, by: By<'_>, id: AccountId) -> Result<(), AccountError> {
    let (now, by) = (services.clock.now(), by.account());
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            let Some(row) = store::account::read(&mut tx, id).await? else {
                return Ok(false);
            };
            if !store::invitation::take_back(&mut tx, id).await? {
                return Ok(false);
            }
            // The account is gone; the line says whose it was to be.
            let subject = accounts::subject(id);
            store::audit::note(&mut tx, now, by, "account.taken_back", &subject, &row.name).await?;
            Ok(true)
        })
    });
    match done.await? {
        true => Ok(()),
        false => Err(AccountError::NotFound),
    }
}

/// Who opens the page of an invitation.
#[derive(Debug, Clone)]
pub struct Invited {
    pub name: String,
    pub email: String,
}

/// Whose link this is, while it works. It works on afterwards.
pub async fn invitation(services: &Services, link: &str) -> Result<Option<Invited>, ServiceError> {
    let (hash, now) = (tokens::hash(link), services.clock.now());
    let Some(id) = store::invitation::find(&services.store, &hash, now).await? else {
        return Ok(None);
    };
    let row = store::account::by_id(&services.store, id).await?;
    Ok(row.map(|row| Invited {
        name: row.name,
        email: row.email.unwrap_or_default(),
    }))
}

/// Accepts an invitation, once: the account is theirs, with this name and password, and they are
/// signed in. Answers with whether they belong to the staff, too.
pub async fn accept(
    services: &Services,
    link: &str,
    name: &str,
    password: &str,
    origin: &Origin,
) -> Result<(Key, bool), AccountError> {
    if invitation(services, link).await?.is_none() {
        return Err(AccountError::BadLink);
    }
    let name = account_fields::name(name).map_err(|w| Complaint::new(Field::Name, w));
    let right = account_fields::password(password);
    let right = right.map_err(|w| Complaint::new(Field::Password, w));
    let name = match (name, right) {
        (Ok(name), Ok(())) => name,
        (name, right) => {
            let wrong = [name.err(), right.err()];
            return Err(AccountError::Fields(wrong.into_iter().flatten().collect()));
        }
    };
    let phc = services.hashing.hash(password.to_owned()).await?;
    let (hash, now, origin) = (tokens::hash(link), services.clock.now(), origin.clone());
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            let Some(id) = store::invitation::take(&mut tx, &hash, now).await? else {
                return Ok(None);
            };
            let row = store::account::read(&mut tx, id).await?;
            let Some(row) = row.filter(|row| row.standing() == Standing::Invited) else {
                return Ok(None);
            };
            // Nothing leads to the address of an author who was never here.
            let slug = match name == row.name {
                true => row.slug.clone(),
                false => accounts::free_slug(&mut tx, &name).await?,
            };
            let who = (name.as_str(), slug.as_str());
            store::invitation::accept(&mut tx, id, who, &phc, now).await?;
            let subject = accounts::subject(id);
            store::audit::note(&mut tx, now, Some(id), "account.accepted", &subject, "").await?;
            let keys = vec![format!("author/{slug}")];
            store::changes::note(&mut tx, &keys).await?;
            let key = accounts::enter(&mut tx, id, row.role(), &origin, now).await?;
            Ok(Some((key, row.role().is_staff(), keys)))
        })
    });
    let (key, staff, keys) = done.await?.ok_or(AccountError::BadLink)?;
    services.freshness.purge(&keys);
    Ok((key, staff))
}
