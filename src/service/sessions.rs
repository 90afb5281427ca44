//! Sessions of browsers. The cookie holds 32 random bytes; the database holds their SHA-256.

use super::{Services, error::ServiceError, rights::Reader, tokens};
use crate::{
    domain::{account::Role, id::AccountId, stamp::Stamp},
    store::{
        self, StoreError, Tx,
        session::{NewSession, SeenSession},
    },
};

const MINUTE: i64 = 60 * 1_000_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// How exactly it is known when a session was last seen: writing it down at every page would cost
/// a write each.
const SEEN_EVERY: i64 = 5 * MINUTE;
/// What is kept of what a browser calls itself, in characters.
const AGENT_LENGTH: usize = 200;

/// How long a session lasts unused, and at most, in microseconds.
fn lasting(role: Role) -> (i64, i64) {
    if role.is_staff() {
        (12 * HOUR, 14 * DAY)
    } else {
        (30 * DAY, 180 * DAY)
    }
}

fn expiry(role: Role, began: Stamp, seen: Stamp) -> Stamp {
    let (idle, absolute) = lasting(role);
    Stamp::from_micros((seen.micros() + idle).min(began.micros() + absolute))
}

/// What the browser is given to hold. Not printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// The text of the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(..)")
    }
}

/// Begins a session in the transaction of what it follows from.
pub(super) async fn begin(
    tx: &mut Tx<'_>,
    account: AccountId,
    role: Role,
    agent: &str,
    now: Stamp,
) -> Result<Key, StoreError> {
    let key = Key(tokens::random());
    let new = NewSession {
        hash: tokens::hash(&key.0),
        account,
        agent: agent
            .chars()
            .filter(|c| !c.is_control())
            .take(AGENT_LENGTH)
            .collect(),
        at: now,
        expires: expiry(role, now, now),
    };
    store::session::insert(tx, &new).await?;
    Ok(key)
}

/// Who holds this key, while the session lasts.
pub async fn read(services: &Services, key: &str) -> Result<Option<Reader>, ServiceError> {
    let Some((reader, began, seen)) = held(services, key).await? else {
        return Ok(None);
    };
    let (now, hash) = (services.clock.now(), tokens::hash(key));
    if now.micros() - seen >= SEEN_EVERY {
        let expires = expiry(reader.viewer().role, began, now);
        let noted = services.store.write(move |mut tx| {
            Box::pin(async move { store::session::touch(&mut tx, &hash, now, expires).await })
        });
        // Being seen is not worth failing a page that can be read.
        if let Err(error) = noted.await {
            tracing::warn!(%error, "a session could not be noted as seen: {error}");
        }
    }
    Ok(Some(reader))
}

/// The same without noting that they were here: for what goes on by itself.
pub async fn look(services: &Services, key: &str) -> Result<Option<Reader>, ServiceError> {
    Ok(held(services, key).await?.map(|(reader, ..)| reader))
}

/// Who holds this key, when the session began, and when it was seen last, in microseconds.
async fn held(
    services: &Services,
    key: &str,
) -> Result<Option<(Reader, Stamp, i64)>, ServiceError> {
    if !tokens::well_formed(key) {
        return Ok(None);
    }
    let row = store::session::by_hash(&services.store, &tokens::hash(key)).await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let (began, seen) = (Stamp::from_micros(row.began_at), row.seen_at);
    let reader = Reader::of_session(row, services.clock.now());
    Ok(reader.map(|reader| (reader, began, seen)))
}

/// Ends the session of this key, if there is one.
pub async fn end(services: &Services, key: &str) -> Result<(), ServiceError> {
    let hash = tokens::hash(key);
    let ended = services
        .store
        .write(move |mut tx| Box::pin(async move { store::session::delete(&mut tx, &hash).await }));
    Ok(ended.await?)
}

/// Ends every session of the reader's account, this one too.
pub async fn end_all(services: &Services, reader: &Reader) -> Result<(), ServiceError> {
    let id = reader.id();
    let ended = services.store.write(move |mut tx| {
        Box::pin(async move { store::session::delete_all(&mut tx, id).await })
    });
    Ok(ended.await?)
}

/// The sessions of the reader's account.
pub async fn list(services: &Services, reader: &Reader) -> Result<Vec<SeenSession>, ServiceError> {
    let now = services.clock.now();
    Ok(store::session::of_account(&services.store, reader.id(), now).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_when_idle_or_old() {
        let days = |n: i64| Stamp::from_micros(n * DAY);
        assert_eq!(expiry(Role::Reader, days(0), days(0)), days(30));
        assert_eq!(expiry(Role::Reader, days(0), days(29)), days(59));
        assert_eq!(expiry(Role::Reader, days(0), days(170)), days(180));
        assert_eq!(
            expiry(Role::Editor, days(0), days(0)),
            Stamp::from_micros(12 * HOUR)
        );
        assert_eq!(expiry(Role::Contributor, days(0), days(14)), days(14));
    }
}
