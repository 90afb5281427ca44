//! Signing up, in and out.

mod leaving;
mod recovery;
mod settings;

pub(super) use leaving::go;
pub use leaving::{Comments, data, delete};
pub use recovery::{confirm_email, forgotten, reset, reset_works, send_confirmation};
pub(super) use settings::name_keys;
pub use settings::{EmailChange, change_email, change_name, change_password, set_desk};

use super::{
    Services,
    error::ServiceError,
    letters::{self, About},
    rights::{Reader, Scope},
    sessions::{self, Key},
    throttle::Counted,
    tokens,
};
use crate::{
    domain::{
        account::Role,
        account_fields::{self, Complaint, Field, Wrong},
        id::AccountId,
        slug::Slug,
        stamp::Stamp,
    },
    store::{
        self, StoreError, Tx,
        account::{AccountRow, NewAccount},
        mail_token::Purpose,
    },
};
use std::time::Duration;

/// Why something about an account was refused.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// These fields are not acceptable.
    #[error("fields are not acceptable: {0:?}")]
    Fields(Vec<Complaint>),
    /// No account has this address and this password; which of them is wrong is not said.
    #[error("address or password is wrong")]
    Credentials,
    /// Tried too often; worth trying again after this time.
    #[error("tried too often; wait {0:?}")]
    TooOften(Duration),
    /// A link from a mail was used, has expired or never was.
    #[error("the link does not work any more")]
    BadLink,
    /// There is no such account.
    #[error("no such account")]
    NotFound,
    /// Nobody could administer the site any more.
    #[error("the last administrator has to stay one")]
    LastAdministrator,
    /// Who administers does not shut themselves out.
    #[error("your own account cannot be disabled or deleted here")]
    Yourself,
    /// Its owner was invited and has not come yet.
    #[error("the invitation to this account has not been accepted")]
    NotAccepted,
    /// What somebody came in with does not allow this.
    #[error("not allowed")]
    NotAllowed,
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<StoreError> for AccountError {
    fn from(error: StoreError) -> Self {
        AccountError::Service(error.into())
    }
}

impl From<Complaint> for AccountError {
    fn from(complaint: Complaint) -> Self {
        AccountError::Fields(vec![complaint])
    }
}

/// From where somebody writes.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// Keyed hash of the network address.
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
    /// The key of the session it holds already: it ends when another begins.
    pub key: Option<String>,
}

/// How long a link in a mail works, in microseconds.
const fn lasts(purpose: Purpose) -> i64 {
    const HOUR: i64 = 3600 * 1_000_000;
    match purpose {
        Purpose::Reset => HOUR,
        Purpose::Email => 24 * HOUR,
        Purpose::Verify => 72 * HOUR,
    }
}

/// Makes a reader's account and signs in.
pub async fn sign_up(
    services: &Services,
    name: &str,
    email: &str,
    password: &str,
    origin: &Origin,
) -> Result<Key, AccountError> {
    let (name, email) = checked(name, email, password)?;
    let now = services.clock.now();
    count(services, now, Counted::SignUpAddress, &origin.address)?;
    if services.mailer.delivers() {
        count(services, now, Counted::MailAddress, &origin.address)?;
    }
    let hash = services.hashing.hash(password.to_owned()).await?;
    let verified = (!services.mailer.delivers()).then_some(now);
    let (to, greeted) = (email.clone(), name.clone());
    let link = tokens::random();
    let (link_hash, origin) = (tokens::hash(&link), origin.clone());
    let made = services.store.write(move |mut tx| {
        Box::pin(async move {
            let new = (name, email, Role::Reader, hash, verified, now);
            let Some(id) = insert(&mut tx, new).await? else {
                return Ok(None);
            };
            store::audit::note(&mut tx, now, Some(id), "account.created", &subject(id), "").await?;
            if verified.is_none() {
                note_link(&mut tx, &link_hash, id, Purpose::Verify, "", now).await?;
            }
            let key = enter(&mut tx, id, Role::Reader, &origin, now).await?;
            Ok(Some(key))
        })
    });
    let key = match made.await {
        Ok(Some(key)) => key,
        Ok(None) => return Err(Complaint::new(Field::Email, Wrong::EmailTaken).into()),
        Err(error) => return Err(taken(error)),
    };
    if verified.is_none() {
        letters::post(
            services,
            About::Verify,
            &to,
            &greeted,
            &format!("/account/verify?token={link}"),
        )
        .await;
    }
    Ok(key)
}

/// Signs in. An unknown address is answered like a wrong password, and as slowly.
pub async fn sign_in(
    services: &Services,
    email: &str,
    password: &str,
    origin: &Origin,
) -> Result<Key, AccountError> {
    let now = services.clock.now();
    let email = account_fields::email(email);
    let account = match &email {
        Ok(email) => store::account::by_email(&services.store, email).await?,
        Err(_) => None,
    };
    let known = match &account {
        Some(row) => {
            store::session::known_since(&services.store, AccountId(row.id), &origin.address).await?
        }
        None => None,
    };
    let whom = services
        .secret
        .hash("sign-in", email.as_deref().unwrap_or_default());
    match known {
        // A new success is a new key: it makes good what was mistyped before it.
        Some(since) => {
            let key = format!("{whom}/{}/{since}", origin.address);
            count(services, now, Counted::SignInKnown, &key)?;
        }
        None => {
            count(services, now, Counted::SignInAddress, &origin.address)?;
            count(services, now, Counted::SignInStrange, &whom)?;
        }
    }
    let hash = account
        .as_ref()
        .filter(|row| row.active())
        .and_then(|row| row.password.clone());
    let verified = hash.clone();
    // Longer than any password there is: the end of it need not be hashed.
    let attempt: String = password.chars().take(400).collect();
    let right = services.hashing.verify(attempt, hash).await?;
    let Some(account) = account.filter(|_| right) else {
        return Err(AccountError::Credentials);
    };
    let origin = origin.clone();
    let (id, role) = (AccountId(account.id), account.role());
    let begun = services.store.write(move |mut tx| {
        Box::pin(async move {
            // It may have been changed in the meantime, to keep somebody out.
            if !store::account::hold_password(&mut tx, id, verified.as_deref()).await? {
                return Ok(None);
            }
            enter(&mut tx, id, role, &origin, now).await.map(Some)
        })
    });
    begun.await?.ok_or(AccountError::Credentials)
}

/// Signs out: the session of this key ends.
pub async fn sign_out(services: &Services, key: &str) -> Result<(), AccountError> {
    Ok(sessions::end(services, key).await?)
}

/// Signs out everywhere, here too.
pub async fn sign_out_everywhere(services: &Services, reader: &Reader) -> Result<(), AccountError> {
    allowed(reader)?;
    Ok(sessions::end_all(services, reader).await?)
}

/// Begins a session, ends the one held before, and remembers the address.
pub(super) async fn enter(
    tx: &mut Tx<'_>,
    id: AccountId,
    role: Role,
    origin: &Origin,
    now: Stamp,
) -> Result<Key, StoreError> {
    if let Some(old) = &origin.key {
        store::session::delete(tx, &tokens::hash(old)).await?;
    }
    store::session::know_address(tx, id, &origin.address, now).await?;
    sessions::begin(tx, id, role, &origin.agent, now).await
}

/// Name and address as they are stored, or everything that is wrong with the three.
pub(super) fn checked(
    name: &str,
    email: &str,
    password: &str,
) -> Result<(String, String), AccountError> {
    let name = account_fields::name(name).map_err(|w| Complaint::new(Field::Name, w));
    let email = account_fields::email(email).map_err(|w| Complaint::new(Field::Email, w));
    let password =
        account_fields::password(password).map_err(|w| Complaint::new(Field::Password, w));
    match (name, email, password) {
        (Ok(name), Ok(email), Ok(())) => Ok((name, email)),
        (name, email, password) => {
            let wrong = [name.err(), email.err(), password.err()];
            Err(AccountError::Fields(wrong.into_iter().flatten().collect()))
        }
    }
}

/// Adds an account with a slug of its own. `None` when the address is taken.
pub(super) async fn insert(
    tx: &mut Tx<'_>,
    (name, email, role, password, verified_at, at): (
        String,
        String,
        Role,
        String,
        Option<Stamp>,
        Stamp,
    ),
) -> Result<Option<AccountId>, StoreError> {
    if store::account::email_taken(tx, &email).await? {
        return Ok(None);
    }
    let slug = free_slug(tx, &name).await?;
    let new = NewAccount {
        email,
        name,
        slug,
        role,
        password,
        verified_at,
        at,
    };
    Ok(Some(store::account::insert(tx, &new).await?))
}

/// A slug that nobody has, made of a name.
pub(super) async fn free_slug(tx: &mut Tx<'_>, name: &str) -> Result<String, StoreError> {
    let base = Slug::from_title(name).map_or_else(|| "akun".to_owned(), String::from);
    let base: String = base.chars().take(100).collect();
    let base = base.trim_end_matches('-');
    for n in 1..10 {
        let slug = if n == 1 {
            base.to_owned()
        } else {
            format!("{base}-{n}")
        };
        if !store::account::slug_taken(tx, &slug).await? {
            return Ok(slug);
        }
    }
    Ok(format!("{base}-{:08x}", rand::random::<u32>()))
}

/// What a unique constraint says when two were as fast as each other.
pub(super) fn taken(error: StoreError) -> AccountError {
    match &error {
        StoreError::Conflict(what) if what.contains("email") => {
            Complaint::new(Field::Email, Wrong::EmailTaken).into()
        }
        _ => error.into(),
    }
}

/// Counts an attempt.
fn count(services: &Services, now: Stamp, what: Counted, key: &str) -> Result<(), AccountError> {
    services
        .throttle
        .count(now, what, key)
        .map_err(AccountError::TooOften)
}

/// Notes a link that is about to be mailed.
pub(super) async fn note_link(
    tx: &mut Tx<'_>,
    hash: &str,
    id: AccountId,
    purpose: Purpose,
    detail: &str,
    now: Stamp,
) -> Result<(), StoreError> {
    let expires = Stamp::from_micros(now.micros() + lasts(purpose));
    store::mail_token::insert(tx, hash, id, purpose, detail, expires).await
}

/// The subject of a line of the audit log.
pub(super) fn subject(id: AccountId) -> String {
    format!("account:{id}")
}

/// Whether what the reader came in with is for changing the account.
fn allowed(reader: &Reader) -> Result<(), AccountError> {
    if reader.allows(Scope::Account) {
        Ok(())
    } else {
        Err(AccountError::NotAllowed)
    }
}

/// The reader's account, after the password in force was given. Guessing it with a session that
/// was left open is counted too.
async fn confirmed(
    services: &Services,
    reader: &Reader,
    password: &str,
) -> Result<AccountRow, AccountError> {
    allowed(reader)?;
    let row = store::account::by_id(&services.store, reader.id()).await?;
    let row = row
        .filter(AccountRow::active)
        .ok_or(AccountError::NotFound)?;
    let key = format!("confirm/{}", row.id);
    count(services, services.clock.now(), Counted::SignInKnown, &key)?;
    let attempt: String = password.chars().take(400).collect();
    if services
        .hashing
        .verify(attempt, row.password.clone())
        .await?
    {
        Ok(row)
    } else {
        Err(Complaint::new(Field::CurrentPassword, Wrong::PasswordNotThis).into())
    }
}
