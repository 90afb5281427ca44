//! Accounts: who signs stories and who signs in.

use super::{
    StoreError,
    pool::{Store, Tx, on_pool, on_tx},
};
use crate::domain::{
    account::{DeskSettings, Role, Standing, Viewer},
    category::Named,
    id::{AccountId, ArticleId},
    site::Language,
    stamp::Stamp,
};

/// An author as stored.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct AuthorRow {
    pub id: i64,
    pub slug: String,
    pub name: String,
    pub bio: String,
}

/// The author with this slug. Readers have no page of their own, unless they signed a story once,
/// and neither has who was invited and has not come.
pub async fn by_slug(store: &Store, slug: &str) -> Result<Option<AuthorRow>, StoreError> {
    let sql = "SELECT id, slug, name, bio FROM accounts a WHERE slug = $1 AND state <> 'invited' AND (role <> 'reader' OR EXISTS (SELECT 1 FROM bylines b WHERE b.account_id = a.id))";
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(slug).fetch_optional(p).await)?)
}

/// Who signs a story, in order.
pub async fn bylines_of(store: &Store, article: ArticleId) -> Result<Vec<Named>, StoreError> {
    let sql = "SELECT a.slug, a.name FROM bylines b JOIN accounts a ON a.id = b.account_id WHERE b.article_id = $1 ORDER BY b.position";
    let rows: Vec<(String, String)> =
        on_pool!(store, p => sqlx::query_as(sql).bind(article.0).fetch_all(p).await)?;
    Ok(rows
        .into_iter()
        .map(|(slug, name)| Named { slug, name })
        .collect())
}

/// Adds an author who cannot sign in yet.
pub async fn insert_author(
    tx: &mut Tx<'_>,
    slug: &str,
    name: &str,
    bio: &str,
    at: Stamp,
) -> Result<AccountId, StoreError> {
    let sql = "INSERT INTO accounts (slug, name, bio, role, created_at) VALUES ($1, $2, $3, 'author', $4) RETURNING id";
    let id = on_tx!(tx, c => sqlx::query_scalar(sql).bind(slug).bind(name).bind(bio).bind(at.micros()).fetch_one(c).await)?;
    Ok(AccountId(id))
}

/// An account as stored.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct AccountRow {
    pub id: i64,
    pub email: Option<String>,
    pub name: String,
    pub slug: String,
    pub role: String,
    /// The word of a [`Standing`].
    pub state: String,
    pub created_at: i64,
    /// An Argon2id PHC string; without one nobody signs in.
    pub password: Option<String>,
    pub verified_at: Option<i64>,
    /// With a reason and no end, a ban is for good; without a reason there is none.
    pub banned_until: Option<i64>,
    pub ban_reason: Option<String>,
    pub trusted: bool,
    /// Tag of the language in which they have the newsroom; empty for the site's.
    pub desk_language: String,
    /// Whether notices about stories are mailed to them.
    pub desk_mail: bool,
}

impl AccountRow {
    /// Its role; a word nobody knows may do nothing a reader may not.
    pub fn role(&self) -> Role {
        Role::from_word(&self.role).unwrap_or(Role::Reader)
    }

    /// Where it stands; what nobody knows lets nobody in.
    pub fn standing(&self) -> Standing {
        Standing::from_word(&self.state).unwrap_or(Standing::Disabled)
    }

    /// Whether its owner may come in.
    pub fn active(&self) -> bool {
        self.standing() == Standing::Active
    }

    /// Why and until when it may not comment, if it may not at `now`.
    pub fn ban_at(&self, now: Stamp) -> Option<(&str, Option<Stamp>)> {
        let reason = self.ban_reason.as_deref()?;
        let over = self.banned_until.is_some_and(|until| until <= now.micros());
        (!over).then(|| (reason, self.banned_until.map(Stamp::from_micros)))
    }

    /// How its owner has the newsroom.
    pub fn desk(&self) -> DeskSettings {
        DeskSettings {
            language: Language::from_tag(&self.desk_language),
            mail: self.desk_mail,
        }
    }

    /// What its owner's pages may know.
    pub fn viewer(&self) -> Viewer {
        Viewer {
            id: AccountId(self.id),
            name: self.name.clone(),
            email: self.email.clone().unwrap_or_default(),
            role: self.role(),
            verified: self.verified_at.is_some(),
        }
    }
}

/// A query for whole accounts, from its condition on.
macro_rules! accounts {
    ($rest:literal) => {
        concat!(
            "SELECT id, email, name, slug, role, state, created_at, password, verified_at, banned_until, ban_reason, trusted, desk_language, desk_mail FROM accounts ",
            $rest
        )
    };
}

/// The account with this id.
pub async fn by_id(store: &Store, id: AccountId) -> Result<Option<AccountRow>, StoreError> {
    let sql = accounts!("WHERE id = $1");
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(id.0).fetch_optional(p).await)?)
}

/// The account with this id, as the transaction sees it.
pub async fn read(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<AccountRow>, StoreError> {
    let sql = accounts!("WHERE id = $1");
    Ok(on_tx!(tx, c => sqlx::query_as(sql).bind(id.0).fetch_optional(c).await)?)
}

/// Whether the account is active and its password is the one with this hash; it stays so until the
/// transaction ends.
pub async fn hold_password(
    tx: &mut Tx<'_>,
    id: AccountId,
    hash: Option<&str>,
) -> Result<bool, StoreError> {
    let sql =
        "UPDATE accounts SET state = state WHERE id = $1 AND state = 'active' AND password = $2";
    let rows = on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(hash).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(rows == 1)
}

/// The account with this address, given in lower case.
pub async fn by_email(store: &Store, email: &str) -> Result<Option<AccountRow>, StoreError> {
    let sql = accounts!("WHERE email = $1");
    Ok(on_pool!(store, p => sqlx::query_as(sql).bind(email).fetch_optional(p).await)?)
}

/// Accounts that are not deleted, by id, after this one.
pub async fn list(
    store: &Store,
    after: Option<AccountId>,
    limit: u32,
) -> Result<Vec<AccountRow>, StoreError> {
    let sql = accounts!("WHERE id > $1 AND state <> 'deleted' ORDER BY id LIMIT $2");
    let after = after.map_or(0, |id| id.0);
    Ok(
        on_pool!(store, p => sqlx::query_as(sql).bind(after).bind(i64::from(limit)).fetch_all(p).await)?,
    )
}

/// Whether anybody can sign in at all.
pub async fn any_with_password(store: &Store) -> Result<bool, StoreError> {
    let sql = "SELECT id FROM accounts WHERE password IS NOT NULL LIMIT 1";
    let found: Option<i64> = on_pool!(store, p => sqlx::query_scalar(sql).fetch_optional(p).await)?;
    Ok(found.is_some())
}

/// How many administrators can sign in besides this account. They stay so until the transaction
/// ends: of two who take the role from each other, one is refused.
pub async fn other_administrators(tx: &mut Tx<'_>, id: AccountId) -> Result<usize, StoreError> {
    let sql = tx.lock(
        "SELECT id FROM accounts WHERE role = 'administrator' AND state = 'active' AND password IS NOT NULL ORDER BY id",
        "SELECT id FROM accounts WHERE role = 'administrator' AND state = 'active' AND password IS NOT NULL ORDER BY id FOR UPDATE",
    );
    let ids: Vec<i64> = on_tx!(tx, c => sqlx::query_scalar(sql).fetch_all(c).await)?;
    Ok(ids.into_iter().filter(|own| *own != id.0).count())
}

/// Somebody new who can sign in.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// In lower case.
    pub email: String,
    pub name: String,
    pub slug: String,
    pub role: Role,
    /// A PHC string.
    pub password: String,
    pub verified_at: Option<Stamp>,
    pub at: Stamp,
}

/// Adds an account; [`StoreError::Conflict`] when the address or the slug is taken.
pub async fn insert(tx: &mut Tx<'_>, new: &NewAccount) -> Result<AccountId, StoreError> {
    let sql = "INSERT INTO accounts (email, name, slug, role, password, verified_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";
    let verified = new.verified_at.map(Stamp::micros);
    let id = on_tx!(tx, c => sqlx::query_scalar(sql)
        .bind(&new.email).bind(&new.name).bind(&new.slug).bind(new.role.as_str())
        .bind(&new.password).bind(verified).bind(new.at.micros())
        .fetch_one(c).await)?;
    Ok(AccountId(id))
}

/// Whether a slug is in use.
pub async fn slug_taken(tx: &mut Tx<'_>, slug: &str) -> Result<bool, StoreError> {
    let sql = "SELECT id FROM accounts WHERE slug = $1";
    let found: Option<i64> =
        on_tx!(tx, c => sqlx::query_scalar(sql).bind(slug).fetch_optional(c).await)?;
    Ok(found.is_some())
}

/// Whether an address is in use.
pub async fn email_taken(tx: &mut Tx<'_>, email: &str) -> Result<bool, StoreError> {
    let sql = "SELECT id FROM accounts WHERE email = $1";
    let found: Option<i64> =
        on_tx!(tx, c => sqlx::query_scalar(sql).bind(email).fetch_optional(c).await)?;
    Ok(found.is_some())
}

/// Changes the name. The slug stays: stories are linked by it.
pub async fn set_name(tx: &mut Tx<'_>, id: AccountId, name: &str) -> Result<(), StoreError> {
    let sql = "UPDATE accounts SET name = $2 WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(name).execute(c).await.map(|_| ()))?;
    super::search::forget_signed(tx, id).await
}

/// Changes the address, and since when it is confirmed.
pub async fn set_email(
    tx: &mut Tx<'_>,
    id: AccountId,
    email: &str,
    verified_at: Option<Stamp>,
) -> Result<(), StoreError> {
    let sql = "UPDATE accounts SET email = $2, verified_at = $3 WHERE id = $1";
    let verified = verified_at.map(Stamp::micros);
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(email).bind(verified).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Notes that the address is confirmed; an earlier time stays.
pub async fn set_verified(tx: &mut Tx<'_>, id: AccountId, at: Stamp) -> Result<(), StoreError> {
    let sql = "UPDATE accounts SET verified_at = coalesce(verified_at, $2) WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(at.micros()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Changes the password, given as a PHC string.
pub async fn set_password(tx: &mut Tx<'_>, id: AccountId, hash: &str) -> Result<(), StoreError> {
    let sql = "UPDATE accounts SET password = $2 WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(hash).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Changes the role.
pub async fn set_role(tx: &mut Tx<'_>, id: AccountId, role: Role) -> Result<(), StoreError> {
    let sql = "UPDATE accounts SET role = $2 WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(role.as_str()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Disables an account, or lets its owner in again.
pub async fn set_standing(
    tx: &mut Tx<'_>,
    id: AccountId,
    standing: Standing,
) -> Result<(), StoreError> {
    let sql = "UPDATE accounts SET state = $2 WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(standing.as_str()).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Bans with a reason, until a time or for good; without a reason, ends the ban.
pub async fn set_ban(
    tx: &mut Tx<'_>,
    id: AccountId,
    reason: Option<&str>,
    until: Option<Stamp>,
) -> Result<(), StoreError> {
    let sql = "UPDATE accounts SET ban_reason = $2, banned_until = $3 WHERE id = $1";
    let until = until.map(Stamp::micros);
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(reason).bind(until).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Changes how its owner has the newsroom.
pub async fn set_desk(
    tx: &mut Tx<'_>,
    id: AccountId,
    desk: DeskSettings,
) -> Result<(), StoreError> {
    let sql = "UPDATE accounts SET desk_language = $2, desk_mail = $3 WHERE id = $1";
    let language = desk.language.map_or("", Language::tag);
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(language).bind(desk.mail).execute(c).await.map(|_| ()))?;
    Ok(())
}

/// Whether later comments need not wait.
pub async fn set_trusted(tx: &mut Tx<'_>, id: AccountId, trusted: bool) -> Result<(), StoreError> {
    let sql = "UPDATE accounts SET trusted = $2 WHERE id = $1";
    on_tx!(tx, c => sqlx::query(sql).bind(id.0).bind(trusted).execute(c).await.map(|_| ()))?;
    Ok(())
}
