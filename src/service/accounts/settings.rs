//! Changing name, address and password.

use super::{AccountError, Origin, allowed, confirmed, enter, note_link, subject, taken};
use crate::{
    domain::{
        account::DeskSettings,
        account_fields::{self, Complaint, Field, Wrong},
        id::AccountId,
    },
    service::{
        Services,
        letters::{self, About},
        rights::Reader,
        sessions::Key,
        tokens,
    },
    store::{self, StoreError, Tx, mail_token::Purpose},
};

/// Most threads whose pages are named one by one when a name changes.
const THREADS: usize = 200;

/// Changes the name, in bylines and comments too.
pub async fn change_name(
    services: &Services,
    reader: &Reader,
    name: &str,
) -> Result<(), AccountError> {
    allowed(reader)?;
    let name = account_fields::name(name).map_err(|wrong| Complaint::new(Field::Name, wrong))?;
    let (id, now, slug) = (reader.id(), services.clock.now(), reader.slug().to_owned());
    let staff = reader.viewer().role.is_staff();
    let changed = services.store.write(move |mut tx| {
        Box::pin(async move {
            store::account::set_name(&mut tx, id, &name).await?;
            store::audit::note(&mut tx, now, Some(id), "account.name", &subject(id), &name).await?;
            let keys = name_keys(&mut tx, id, &slug, staff).await?;
            store::changes::note(&mut tx, &keys).await?;
            Ok(keys)
        })
    });
    services.freshness.purge(&changed.await?);
    Ok(())
}

/// Changes how the newsroom is shown to the reader, and whether it mails them.
pub async fn set_desk(
    services: &Services,
    reader: &Reader,
    wanted: DeskSettings,
) -> Result<(), AccountError> {
    allowed(reader)?;
    let id = reader.id();
    let changed = services.store.write(move |mut tx| {
        Box::pin(async move { store::account::set_desk(&mut tx, id, wanted).await })
    });
    Ok(changed.await?)
}

/// The keys of the pages an account's name may stand on.
pub(in crate::service) async fn name_keys(
    tx: &mut Tx<'_>,
    id: AccountId,
    slug: &str,
    staff: bool,
) -> Result<Vec<String>, StoreError> {
    let threads = store::leaving::stories_commented(tx, id).await?;
    // A byline may stand on any page.
    if staff || threads.len() > THREADS {
        return Ok(vec!["site".to_owned()]);
    }
    let threads = threads.into_iter().map(|(id, _)| format!("thread/{id}"));
    Ok(threads.chain([format!("author/{slug}")]).collect())
}

/// How a change of address went on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EmailChange {
    /// It is done; the other sessions have ended, and this is the key of the new one.
    Done(Key),
    /// A mail was sent to the new address; its link makes the change.
    Asked,
}

/// Changes the address, given the password in force.
pub async fn change_email(
    services: &Services,
    reader: &Reader,
    password: &str,
    email: &str,
    origin: &Origin,
) -> Result<EmailChange, AccountError> {
    allowed(reader)?;
    let email =
        account_fields::email(email).map_err(|wrong| Complaint::new(Field::Email, wrong))?;
    let row = confirmed(services, reader, password).await?;
    let (id, role, now) = (reader.id(), row.role(), services.clock.now());
    // The password may be changed while this is under way.
    let known = row.password.clone();
    if store::account::by_email(&services.store, &email)
        .await?
        .is_some_and(|other| other.id != row.id)
    {
        return Err(Complaint::new(Field::Email, Wrong::EmailTaken).into());
    }
    if services.mailer.delivers() {
        let link = tokens::random();
        let (hash, detail) = (tokens::hash(&link), email.clone());
        let noted = services.store.write(move |mut tx| {
            Box::pin(async move {
                let held = store::account::hold_password(&mut tx, id, known.as_deref()).await?;
                if held {
                    note_link(&mut tx, &hash, id, Purpose::Email, &detail, now).await?;
                }
                Ok(held)
            })
        });
        if !noted.await? {
            return Err(AccountError::NotAllowed);
        }
        let path = format!("/account/verify?token={link}");
        letters::post(services, About::NewEmail, &email, &row.name, &path).await;
        return Ok(EmailChange::Asked);
    }
    let origin = origin.clone();
    let changed = services.store.write(move |mut tx| {
        Box::pin(async move {
            if !store::account::hold_password(&mut tx, id, known.as_deref()).await? {
                return Ok(None);
            }
            store::account::set_email(&mut tx, id, &email, Some(now)).await?;
            store::mail_token::delete(&mut tx, id, Purpose::Reset).await?;
            store::audit::note(&mut tx, now, Some(id), "account.email", &subject(id), "").await?;
            store::session::delete_all(&mut tx, id).await?;
            enter(&mut tx, id, role, &origin, now).await.map(Some)
        })
    });
    let key = changed.await.map_err(taken)?;
    key.map(EmailChange::Done).ok_or(AccountError::NotAllowed)
}

/// Changes the password, given the one in force. All other sessions end; this is the key of a
/// new one.
pub async fn change_password(
    services: &Services,
    reader: &Reader,
    current: &str,
    new: &str,
    origin: &Origin,
) -> Result<Key, AccountError> {
    allowed(reader)?;
    account_fields::password(new).map_err(|wrong| Complaint::new(Field::Password, wrong))?;
    let row = confirmed(services, reader, current).await?;
    let hash = services.hashing.hash(new.to_owned()).await?;
    let known = row.password.clone();
    let (id, role, now, origin) = (
        reader.id(),
        row.role(),
        services.clock.now(),
        origin.clone(),
    );
    let changed = services.store.write(move |mut tx| {
        Box::pin(async move {
            if !store::account::hold_password(&mut tx, id, known.as_deref()).await? {
                return Ok(None);
            }
            store::account::set_password(&mut tx, id, &hash).await?;
            store::mail_token::delete(&mut tx, id, Purpose::Reset).await?;
            store::mail_token::delete(&mut tx, id, Purpose::Email).await?;
            store::audit::note(&mut tx, now, Some(id), "account.password", &subject(id), "")
                .await?;
            store::session::delete_all(&mut tx, id).await?;
            enter(&mut tx, id, role, &origin, now).await.map(Some)
        })
    });
    let key = changed.await?.ok_or(AccountError::NotAllowed)?;
    if let Some(to) = &row.email {
        letters::post(services, About::PasswordChanged, to, &row.name, "").await;
    }
    Ok(key)
}
