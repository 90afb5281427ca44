//! Lists of people, printed for the page.

use super::By;
use crate::{
    domain::{
        account::{Role, Standing},
        id::AccountId,
        moderation::When,
        people::{List, Person, Wanted},
        site::Site,
        stamp::Stamp,
    },
    service::{
        Services, accounts::AccountError, error::ServiceError, rights::Administrator, zone::Zone,
    },
    store::{
        self,
        account::AccountRow,
        people::{PersonRow, disabled, one, with_roles},
    },
    text,
};

/// People on a page.
const PAGE: u32 = 50;

/// A page of a list.
#[derive(Debug, Clone, Default)]
pub struct Page {
    pub people: Vec<Person>,
    /// After whom the next page begins.
    pub next: Option<AccountId>,
}

/// A page of one of the lists, whoever came last first.
pub async fn people(
    services: &Services,
    by: &Administrator,
    wanted: &Wanted,
    site: &Site,
    zone: &Zone,
) -> Result<Page, ServiceError> {
    let (store, words, limit) = (&services.store, wanted.words.as_str(), PAGE + 1);
    let mut rows = match (wanted.account, wanted.list) {
        (Some(id), _) => one(store, id).await?.into_iter().collect(),
        (None, List::Disabled) => disabled(store, wanted.role, words, wanted.before, limit).await?,
        (None, List::Readers) => {
            with_roles(store, &[Role::Reader], words, wanted.before, limit).await?
        }
        (None, List::Staff) => {
            let asked = |role: &Role| role.is_staff() && wanted.role.is_none_or(|own| own == *role);
            let roles: Vec<Role> = Role::ALL.into_iter().filter(asked).collect();
            with_roles(store, &roles, words, wanted.before, limit).await?
        }
    };
    let more = rows.len() > PAGE as usize;
    rows.truncate(PAGE as usize);
    let next = rows.last().filter(|_| more);
    let next = next.map(|row| AccountId(row.account.id));
    let now = services.clock.now();
    let (today, language) = (zone.moment(now), site.language);
    let when = |at: i64| {
        let moment = zone.moment(Stamp::from_micros(at));
        When {
            text: text::short_when(&moment, &today, language),
            datetime: moment.datetime(),
        }
    };
    let person = |row: PersonRow| Person {
        id: AccountId(row.account.id),
        role: row.account.role(),
        standing: row.account.standing(),
        banned: row.account.ban_at(now).is_some(),
        seen: row.seen_at.map(when),
        link_works: row.link_until.is_some_and(|until| until > now.micros()),
        own: row.account.id == by.id().0,
        name: row.account.name,
        email: row.account.email.unwrap_or_default(),
    };
    Ok(Page {
        people: rows.into_iter().map(person).collect(),
        next,
    })
}

/// The account with this id, unless it was deleted.
pub async fn by_id(
    services: &Services,
    _by: By<'_>,
    id: AccountId,
) -> Result<AccountRow, AccountError> {
    let row = store::account::by_id(&services.store, id).await?;
    let row = row.filter(|row| row.standing() != Standing::Deleted);
    row.ok_or(AccountError::NotFound)
}
