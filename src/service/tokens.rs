//! Personal access tokens, and how every secret of this kind is made and hashed. A secret of 32
//! random bytes needs no slow hash: it cannot be guessed from its SHA-256.

use super::{
    Services,
    accounts::AccountError,
    error::ServiceError,
    rights::{Reader, Scope},
};
use crate::{
    domain::{
        account::NAME_LENGTH,
        account_fields::{self, Complaint, Field, Wrong},
        id::{AccountId, TokenId},
    },
    store::{self, api_token::TokenRow},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// What every token begins with, so that scanners for leaked secrets can know it.
const PREFIX: &str = "warta_";
/// Most working tokens of one account.
const MOST: i64 = 50;
/// How exactly it is known when a token was last used, in microseconds: an hour.
const USED_EVERY: i64 = 3600 * 1_000_000;

/// 32 random bytes in base64url: 43 characters.
pub(super) fn random() -> String {
    text(rand::random())
}

fn text(bytes: [u8; 32]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// SHA-256 in hexadecimal: what the database keeps of a secret.
pub(super) fn hash(secret: &str) -> String {
    let sum = Sha256::digest(secret.as_bytes());
    sum.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a text could be one of [`random`]'s at all.
pub(super) fn well_formed(text: &str) -> bool {
    text.len() == 43
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// A token just made: the only time its secret is known.
#[derive(Clone)]
pub struct Made {
    pub id: TokenId,
    pub secret: String,
    pub name: String,
    /// Words divided by spaces; empty means all rights of the role.
    pub scopes: String,
}

/// Makes a token for the reader. One made with a token can do no more than that token.
///
/// With a key, made once by whoever calls, doing it again brings the same token: its secret is
/// derived from the key, so that it need not be kept.
pub async fn create(
    services: &Services,
    reader: &Reader,
    name: &str,
    scopes: &[Scope],
    key: Option<&str>,
) -> Result<Made, AccountError> {
    let name =
        account_fields::name(name).map_err(|wrong| Complaint::new(Field::TokenName, wrong))?;
    let own = reader.scopes();
    let narrower =
        own.is_empty() || (!scopes.is_empty() && scopes.iter().all(|s| reader.allows(*s)));
    if !narrower {
        return Err(Complaint::new(Field::Scopes, Wrong::ScopeUnknown).into());
    }
    let id = reader.id();
    let secret = match key {
        Some(key) => text(services.secret.derive("token", &format!("{id} {key}"))),
        None => random(),
    };
    make(services, id, Some(id), &name, scopes, secret).await
}

/// Makes a token for an account, on behalf of whoever runs the site where `by` is nobody.
pub(super) async fn create_for(
    services: &Services,
    account: AccountId,
    by: Option<AccountId>,
    name: &str,
    scopes: &[Scope],
) -> Result<Made, AccountError> {
    make(services, account, by, name, scopes, random()).await
}

async fn make(
    services: &Services,
    account: AccountId,
    by: Option<AccountId>,
    name: &str,
    scopes: &[Scope],
    secret: String,
) -> Result<Made, AccountError> {
    let secret = format!("{PREFIX}{secret}");
    let hash = hash(&secret);
    let words: Vec<_> = Scope::ALL
        .into_iter()
        .filter(|s| scopes.contains(s))
        .map(Scope::as_str)
        .collect();
    let (words, at) = (words.join(" "), services.clock.now());
    let name: String = name.chars().take(NAME_LENGTH).collect();
    let row = services.store.write(move |mut tx| {
        Box::pin(async move {
            store::api_token::lock(&mut tx, account).await?;
            if let Some(row) = store::api_token::made(&mut tx, account, &hash).await? {
                return Ok(Some(row));
            }
            if store::api_token::count(&mut tx, account).await? >= MOST {
                return Ok(None);
            }
            let id = store::api_token::insert(&mut tx, account, &name, &hash, &words, at).await?;
            let (subject, detail) = (format!("account:{account}"), format!("{id} {words}"));
            store::audit::note(&mut tx, at, by, "token.created", &subject, detail.trim()).await?;
            store::api_token::made(&mut tx, account, &hash).await
        })
    });
    match row.await? {
        Some(row) => Ok(Made {
            id: TokenId(row.id),
            secret,
            name: row.name,
            scopes: row.scopes,
        }),
        None => Err(Complaint::new(Field::TokenName, Wrong::TooManyTokens).into()),
    }
}

/// The reader's working tokens, newest first.
pub async fn list(services: &Services, reader: &Reader) -> Result<Vec<TokenRow>, ServiceError> {
    Ok(store::api_token::of_account(&services.store, reader.id()).await?)
}

/// Revokes a token of the reader's. `false` when there is no such token of theirs.
pub async fn revoke(
    services: &Services,
    reader: &Reader,
    id: TokenId,
) -> Result<bool, ServiceError> {
    revoke_of(services, Some(reader.id()), id).await
}

/// Revokes a token of this account, of any account without one.
pub(super) async fn revoke_of(
    services: &Services,
    owner: Option<AccountId>,
    id: TokenId,
) -> Result<bool, ServiceError> {
    let at = services.clock.now();
    let revoked = services.store.write(move |mut tx| {
        Box::pin(async move {
            let Some(account) = store::api_token::revoke(&mut tx, id, owner, at).await? else {
                return Ok(false);
            };
            let subject = format!("account:{account}");
            store::audit::note(
                &mut tx,
                at,
                owner,
                "token.revoked",
                &subject,
                &id.to_string(),
            )
            .await?;
            Ok(true)
        })
    });
    Ok(revoked.await?)
}

/// Who sent this token, if it works.
pub async fn verify(services: &Services, secret: &str) -> Result<Option<Reader>, ServiceError> {
    if !secret.strip_prefix(PREFIX).is_some_and(well_formed) {
        return Ok(None);
    }
    let Some(token) = store::api_token::by_hash(&services.store, &hash(secret)).await? else {
        return Ok(None);
    };
    let (id, used, now) = (TokenId(token.token_id), token.used_at, services.clock.now());
    if used.is_none_or(|used| now.micros() - used >= USED_EVERY) {
        let noted = services.store.write(move |mut tx| {
            Box::pin(async move { store::api_token::touch(&mut tx, id, now).await })
        });
        // Being noted is not worth failing a call that is allowed.
        if let Err(error) = noted.await {
            tracing::warn!(%error, "a token could not be noted as used: {error}");
        }
    }
    Ok(Reader::of_token(token))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_are_hashed() {
        let (a, b) = (random(), random());
        assert!(a != b && well_formed(&a) && well_formed(&b));
        assert_eq!(hash("x()").len(), 64);
        assert!(!well_formed("short") && !well_formed(&"%".repeat(43)));
    }
}
