//! Links in mail: forgotten passwords and confirmed addresses.

use super::{AccountError, Origin, allowed, count, enter, note_link, subject, taken};
use crate::{
    domain::{
        account_fields::{self, Complaint, Field, Wrong},
        id::AccountId,
    },
    service::{
        Services,
        error::ServiceError,
        letters::{self, About},
        rights::Reader,
        sessions::Key,
        throttle::Counted,
        tokens,
    },
    store::{self, account::AccountRow, mail_token::Purpose},
};

/// Sends a link for a new password, if an account has this address. Nobody is told whether one
/// has: what depends on it happens afterwards.
pub async fn forgotten(
    services: &Services,
    email: &str,
    origin: &Origin,
) -> Result<(), AccountError> {
    let email =
        account_fields::email(email).map_err(|wrong| Complaint::new(Field::Email, wrong))?;
    let now = services.clock.now();
    count(services, now, Counted::MailAddress, &origin.address)?;
    let whom = services.secret.hash("reset", &email);
    count(services, now, Counted::MailAccount, &whom)?;
    let services = services.clone();
    tokio::spawn(async move {
        if let Err(error) = mail_reset(&services, &email).await {
            tracing::error!(%whom, %error, "a link for a new password could not be made: {error}");
        }
    });
    Ok(())
}

async fn mail_reset(services: &Services, email: &str) -> Result<(), ServiceError> {
    let row = store::account::by_email(&services.store, email).await?;
    let Some(row) = row.filter(AccountRow::active) else {
        return Ok(());
    };
    let link = tokens::random();
    let (id, hash, now) = (AccountId(row.id), tokens::hash(&link), services.clock.now());
    let noted = services.store.write(move |mut tx| {
        Box::pin(async move { note_link(&mut tx, &hash, id, Purpose::Reset, "", now).await })
    });
    noted.await?;
    letters::post(
        services,
        About::Reset,
        email,
        &row.name,
        &format!("/password/reset/{link}"),
    )
    .await;
    Ok(())
}

/// Whether a link for a new password still works. It works on afterwards.
pub async fn reset_works(services: &Services, link: &str) -> Result<bool, ServiceError> {
    let now = services.clock.now();
    let hash = tokens::hash(link);
    let found = store::mail_token::find(&services.store, &hash, Purpose::Reset, now).await?;
    Ok(found.is_some())
}

/// Sets a new password with a link, once. Every session ends and a new one begins; the address
/// is confirmed, for the mail arrived.
pub async fn reset(
    services: &Services,
    link: &str,
    password: &str,
    origin: &Origin,
) -> Result<Key, AccountError> {
    if !reset_works(services, link).await? {
        return Err(AccountError::BadLink);
    }
    account_fields::password(password).map_err(|wrong| Complaint::new(Field::Password, wrong))?;
    let phc = services.hashing.hash(password.to_owned()).await?;
    let (hash, now, origin) = (tokens::hash(link), services.clock.now(), origin.clone());
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            let Some((id, _)) =
                store::mail_token::take(&mut tx, &hash, Purpose::Reset, now).await?
            else {
                return Ok(None);
            };
            let row = store::account::read(&mut tx, id)
                .await?
                .filter(AccountRow::active);
            let Some(row) = row else {
                return Ok(None);
            };
            store::account::set_password(&mut tx, id, &phc).await?;
            store::account::set_verified(&mut tx, id, now).await?;
            store::audit::note(&mut tx, now, Some(id), "account.reset", &subject(id), "").await?;
            // Whoever else had got in keeps nothing: no session, no token, no link to another address.
            store::session::delete_all(&mut tx, id).await?;
            store::mail_token::delete(&mut tx, id, Purpose::Email).await?;
            store::api_token::revoke_all(&mut tx, id, now).await?;
            let key = enter(&mut tx, id, row.role(), &origin, now).await?;
            Ok(Some((key, row)))
        })
    });
    let (key, row) = done.await?.ok_or(AccountError::BadLink)?;
    if let Some(to) = &row.email {
        letters::post(services, About::PasswordChanged, to, &row.name, "").await;
    }
    Ok(key)
}

/// Sends the link that confirms the reader's address again. Does nothing where it is confirmed.
pub async fn send_confirmation(services: &Services, reader: &Reader) -> Result<(), AccountError> {
    allowed(reader)?;
    let viewer = reader.viewer();
    if viewer.verified {
        return Ok(());
    }
    let now = services.clock.now();
    count(
        services,
        now,
        Counted::MailAccount,
        &format!("verify/{}", viewer.id),
    )?;
    let link = tokens::random();
    let (id, hash) = (viewer.id, tokens::hash(&link));
    let noted = services.store.write(move |mut tx| {
        Box::pin(async move { note_link(&mut tx, &hash, id, Purpose::Verify, "", now).await })
    });
    noted.await?;
    let path = format!("/account/verify?token={link}");
    letters::post(services, About::Verify, &viewer.email, &viewer.name, &path).await;
    Ok(())
}

/// Confirms an address with the link that was sent there, once: that of the account, or a new
/// one that then takes its place. A new one ends all sessions.
pub async fn confirm_email(services: &Services, link: &str) -> Result<(), AccountError> {
    let (hash, now) = (tokens::hash(link), services.clock.now());
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            if let Some((id, _)) =
                store::mail_token::take(&mut tx, &hash, Purpose::Verify, now).await?
            {
                store::account::set_verified(&mut tx, id, now).await?;
                store::audit::note(&mut tx, now, Some(id), "account.verified", &subject(id), "")
                    .await?;
                return Ok(Ok(None));
            }
            let Some((id, email)) =
                store::mail_token::take(&mut tx, &hash, Purpose::Email, now).await?
            else {
                return Ok(Err(AccountError::BadLink));
            };
            let Some(row) = store::account::read(&mut tx, id)
                .await?
                .filter(AccountRow::active)
            else {
                return Ok(Err(AccountError::BadLink));
            };
            if store::account::email_taken(&mut tx, &email).await?
                && row.email.as_deref() != Some(&email)
            {
                return Ok(Err(Complaint::new(Field::Email, Wrong::EmailTaken).into()));
            }
            store::account::set_email(&mut tx, id, &email, Some(now)).await?;
            // Links that were sent to the old address.
            store::mail_token::delete(&mut tx, id, Purpose::Reset).await?;
            store::mail_token::delete(&mut tx, id, Purpose::Verify).await?;
            store::audit::note(&mut tx, now, Some(id), "account.email", &subject(id), "").await?;
            store::session::delete_all(&mut tx, id).await?;
            Ok(Ok(row
                .email
                .filter(|old| *old != email)
                .map(|old| (old, row.name))))
        })
    });
    let old = done.await.map_err(taken)??;
    if let Some((old, name)) = old {
        letters::post(services, About::EmailChanged, &old, &name, "").await;
    }
    Ok(())
}
