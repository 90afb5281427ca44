//! Lists of accounts, for whoever runs the site.

use super::{
    StoreError,
    account::AccountRow,
    pool::{Store, on_pool},
};
use crate::domain::{account::Role, id::AccountId};

/// An account with what an administrator wants to know of it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PersonRow {
    #[sqlx(flatten)]
    pub account: AccountRow,
    /// When a session of theirs was last seen, or else when they last signed in.
    pub seen_at: Option<i64>,
    /// Until when the link of their invitation works.
    pub link_until: Option<i64>,
}

macro_rules! people {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.email, a.name, a.slug, a.role, a.state, a.created_at, a.password, a.verified_at, a.banned_until, a.ban_reason, a.trusted, a.desk_language, a.desk_mail, ",
            "coalesce((SELECT MAX(s.seen_at) FROM sessions s WHERE s.account_id = a.id), (SELECT MAX(k.at) FROM known_addresses k WHERE k.account_id = a.id)) AS seen_at, ",
            "(SELECT i.expires_at FROM invitations i WHERE i.account_id = a.id) AS link_until FROM accounts a ",
            $rest
        )
    };
}

const ONE: &str = people!("WHERE a.id = $1 AND a.state <> 'deleted'");
const OF_ROLE: &str = people!(
    "WHERE a.role = $1 AND a.id < $2 AND a.state <> 'deleted' AND a.state <> 'disabled' AND ($3 IS NULL OR lower(a.name) LIKE $3 ESCAPE '\\' OR a.email LIKE $3 ESCAPE '\\') ORDER BY a.id DESC LIMIT $4"
);
const DISABLED: &str = people!(
    "WHERE a.state = 'disabled' AND ($1 IS NULL OR (a.role || '') = $1) AND a.id < $2 AND ($3 IS NULL OR lower(a.name) LIKE $3 ESCAPE '\\' OR a.email LIKE $3 ESCAPE '\\') ORDER BY a.id DESC LIMIT $4"
);

/// Every statement, for the test that reads query plans.
pub const STATEMENTS: [(&str, &str); 3] = [
    ("PERSON", ONE),
    ("PEOPLE_OF_ROLE", OF_ROLE),
    ("PEOPLE_DISABLED", DISABLED),
];

/// One of them, unless it was deleted.
pub async fn one(store: &Store, id: AccountId) -> Result<Option<PersonRow>, StoreError> {
    Ok(on_pool!(store, p => sqlx::query_as(ONE).bind(id.0).fetch_optional(p).await)?)
}

/// Up to `limit` of those who come in or were invited with one of these roles, the newest first,
/// before this one; `words` are part of a name or of an address.
pub async fn with_roles(
    store: &Store,
    roles: &[Role],
    words: &str,
    before: Option<AccountId>,
    limit: u32,
) -> Result<Vec<PersonRow>, StoreError> {
    let (pattern, before) = (pattern(words), before.map_or(i64::MAX, |id| id.0));
    let mut all: Vec<PersonRow> = Vec::new();
    // Each role is a walk along the index; as many of each as could be on the page.
    for role in roles {
        let rows: Vec<PersonRow> = on_pool!(store, p => sqlx::query_as(OF_ROLE)
            .bind(role.as_str())
            .bind(before)
            .bind(pattern.as_deref())
            .bind(i64::from(limit))
            .fetch_all(p)
            .await)?;
        all.extend(rows);
    }
    all.sort_by_key(|row| std::cmp::Reverse(row.account.id));
    all.truncate(limit as usize);
    Ok(all)
}

/// The same of those who are disabled.
pub async fn disabled(
    store: &Store,
    role: Option<Role>,
    words: &str,
    before: Option<AccountId>,
    limit: u32,
) -> Result<Vec<PersonRow>, StoreError> {
    let (pattern, before) = (pattern(words), before.map_or(i64::MAX, |id| id.0));
    Ok(on_pool!(store, p => sqlx::query_as(DISABLED)
        .bind(role.map(Role::as_str))
        .bind(before)
        .bind(pattern.as_deref())
        .bind(i64::from(limit))
        .fetch_all(p)
        .await)?)
}

/// What holds this text, with nothing in it taken for a pattern; `None` for no text.
fn pattern(words: &str) -> Option<String> {
    let words = words.trim().to_lowercase();
    if words.is_empty() {
        return None;
    }
    let mut out = String::from("%");
    for c in words.chars() {
        if matches!(c, '%' | '_' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('%');
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn what_is_searched_for_is_text_and_no_pattern() {
        assert_eq!(pattern(" Ratih A ").as_deref(), Some("%ratih a%"));
        assert_eq!(pattern("a_b%\\").as_deref(), Some("%a\\_b\\%\\\\%"));
        assert_eq!(pattern("  "), None);
    }
}
