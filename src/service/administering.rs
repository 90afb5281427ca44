//! Accounts as whoever runs the site makes and changes them.

mod changing;
mod inviting;
mod listing;

pub use changing::{Patch, change, remove, send_reset, sign_out};
pub use inviting::{Invited, accept, invitation, invite, resend, take_back};
pub use listing::{Page, by_id, people};

use super::{
    Services,
    accounts::{self, AccountError},
    rights::{Administrator, Scope},
    tokens,
};
use crate::{
    domain::{
        account::Role,
        account_fields::{self, Complaint, Field, Wrong},
        id::{AccountId, TokenId},
    },
    store::{self, account::AccountRow, mail_token::Purpose},
};

/// On whose behalf.
#[derive(Clone, Copy)]
pub enum By<'a> {
    /// Somebody who signed in and may.
    Administrator(&'a Administrator),
    /// Whoever can run commands on the server: the command line alone says this.
    Console,
}

impl By<'_> {
    fn account(self) -> Option<AccountId> {
        match self {
            By::Administrator(administrator) => Some(administrator.id()),
            By::Console => None,
        }
    }
}

/// A password nobody has to think up: twenty letters and digits that cannot be mistaken for each
/// other, in groups.
pub fn generated_password() -> String {
    const SIGNS: &[u8; 32] = b"abcdefghijkmnopqrstuvwxyz2345679";
    let signs: Vec<char> = rand::random::<[u8; 20]>()
        .iter()
        .map(|byte| char::from(SIGNS[usize::from(byte % 32)]))
        .collect();
    signs
        .chunks(5)
        .map(String::from_iter)
        .collect::<Vec<_>>()
        .join("-")
}

/// Makes an account with a role. It counts as confirmed.
pub async fn create(
    services: &Services,
    by: By<'_>,
    name: &str,
    email: &str,
    role: Role,
    password: &str,
) -> Result<AccountId, AccountError> {
    let (name, email) = accounts::checked(name, email, password)?;
    let hash = services.hashing.hash(password.to_owned()).await?;
    let (now, by) = (services.clock.now(), by.account());
    let made = services.store.write(move |mut tx| {
        Box::pin(async move {
            let new = (name, email, role, hash, Some(now), now);
            let Some(id) = accounts::insert(&mut tx, new).await? else {
                return Ok(None);
            };
            let subject = accounts::subject(id);
            store::audit::note(&mut tx, now, by, "account.created", &subject, role.as_str())
                .await?;
            Ok(Some(id))
        })
    });
    made.await?
        .ok_or_else(|| Complaint::new(Field::Email, Wrong::EmailTaken).into())
}

/// Accounts by id, after this one.
pub async fn list(
    services: &Services,
    _by: By<'_>,
    after: Option<AccountId>,
    limit: u32,
) -> Result<Vec<AccountRow>, AccountError> {
    Ok(store::account::list(&services.store, after, limit).await?)
}

/// The account with this address.
pub async fn by_email(
    services: &Services,
    _by: By<'_>,
    email: &str,
) -> Result<AccountRow, AccountError> {
    let email =
        account_fields::email(email).map_err(|wrong| Complaint::new(Field::Email, wrong))?;
    let row = store::account::by_email(&services.store, &email).await?;
    row.filter(AccountRow::active).ok_or(AccountError::NotFound)
}

/// Gives an account another role; its sessions end.
pub async fn set_role(
    services: &Services,
    by: By<'_>,
    id: AccountId,
    role: Role,
) -> Result<(), AccountError> {
    let patch = Patch {
        role: Some(role),
        ..Patch::default()
    };
    change(services, by, id, patch).await
}

/// Sets another password; the account's sessions end.
pub async fn set_password(
    services: &Services,
    by: By<'_>,
    id: AccountId,
    password: &str,
) -> Result<(), AccountError> {
    account_fields::password(password).map_err(|wrong| Complaint::new(Field::Password, wrong))?;
    let hash = services.hashing.hash(password.to_owned()).await?;
    let (now, by) = (services.clock.now(), by.account());
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            let Some(_) = store::account::read(&mut tx, id)
                .await?
                .filter(AccountRow::active)
            else {
                return Ok(Err(AccountError::NotFound));
            };
            store::account::set_password(&mut tx, id, &hash).await?;
            store::mail_token::delete(&mut tx, id, Purpose::Reset).await?;
            store::mail_token::delete(&mut tx, id, Purpose::Email).await?;
            store::api_token::revoke_all(&mut tx, id, now).await?;
            store::audit::note(
                &mut tx,
                now,
                by,
                "account.password",
                &accounts::subject(id),
                "",
            )
            .await?;
            store::session::delete_all(&mut tx, id).await?;
            Ok(Ok(()))
        })
    });
    done.await?
}

/// Makes a token for the account with this address.
pub async fn create_token(
    services: &Services,
    by: By<'_>,
    email: &str,
    name: &str,
    scopes: &[Scope],
) -> Result<tokens::Made, AccountError> {
    let row = by_email(services, by, email).await?;
    let name =
        account_fields::name(name).map_err(|wrong| Complaint::new(Field::TokenName, wrong))?;
    tokens::create_for(services, AccountId(row.id), by.account(), &name, scopes).await
}

/// Revokes any token. `false` when there is no such working token.
pub async fn revoke_token(
    services: &Services,
    _by: By<'_>,
    id: TokenId,
) -> Result<bool, AccountError> {
    Ok(tokens::revoke_of(services, None, id).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generated_password_may_be_chosen() {
        let (a, b) = (generated_password(), generated_password());
        assert_ne!(a, b);
        assert_eq!(account_fields::password(&a), Ok(()));
        assert_eq!(a.len(), 23, "{a}");
    }
}
