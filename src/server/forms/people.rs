//! `/editor/people` and `/editor/log`: what they show, and their forms.

use super::{account::see_other, arranging::administrator, fields::Fields};
use crate::{
    app::editor::frame::Section,
    domain::{
        account::{Role, Standing},
        account_fields::{Complaint, Field, Wrong},
        id::AccountId,
        log,
        moderation::Staff,
        people::{Invitation, List, Wanted},
    },
    pages::people::{self as sheet, Shown, Typed, log as log_sheet},
    server::{pages::Pages, private, session},
    service::{
        accounts::AccountError,
        administering::{self, By, Patch},
        auditing,
        error::ServiceError,
        rights::{Administrator, Reader},
    },
    text::{self, PeopleWords},
};
use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};

fn account(text: &str) -> Option<AccountId> {
    text.parse().ok().map(AccountId)
}

/// Which page of the list a query asks for.
fn wanted(query: &Fields) -> Wanted {
    Wanted {
        list: List::from_word(query.get("list")),
        role: Role::from_word(query.get("role")),
        words: query.get("q").trim().chars().take(100).collect(),
        account: account(query.get("account")),
        before: account(query.get("before")),
    }
}

/// What a form did, by the word in the address of the page after it.
fn done(word: &str, words: &'static PeopleWords) -> Option<&'static str> {
    Some(match word {
        "role" => words.did_role_set,
        "disable" => words.did_disable,
        "enable" => words.did_enable,
        "sign_out" => words.did_sign_out,
        "reset" => words.did_reset,
        "take_back" => words.did_take_back,
        _ => return None,
    })
}

/// The page; `shown` holds everything but the people.
async fn drawn(
    pages: &Pages,
    (staff, by): (Staff, &Administrator),
    status: StatusCode,
    mut shown: Shown,
) -> Response {
    let place = pages.place().await;
    let found = administering::people(&pages.services, by, &shown.wanted, &place.site, &place.zone);
    match found.await {
        Ok(found) => {
            shown.people = found.people;
            shown.next = found.next.map(|before| Wanted {
                before: Some(before),
                ..shown.wanted.clone()
            });
        }
        Err(error) => return session::fault(pages, error).await,
    }
    let words = text::people(staff.language);
    let draw = move |_: &'static _| sheet::page(&shown, words);
    private::room(pages, status, staff, Section::People, draw).await
}

/// `GET /editor/people`
pub async fn show(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    RawQuery(query): RawQuery,
) -> Response {
    let (staff, by) = match administrator(&pages, reader, sheet::PATH).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let query = Fields::parse(&query.unwrap_or_default());
    let told = done(query.get("done"), text::people(staff.language));
    let shown = Shown {
        wanted: wanted(&query),
        told: told.map(|text| (text, true)),
        ..Shown::default()
    };
    drawn(&pages, (staff, &by), StatusCode::OK, shown).await
}

/// Does what a form asks for; an invitation is something to show.
async fn act(
    pages: &Pages,
    by: &Administrator,
    fields: &Fields,
) -> Result<Option<Invitation>, AccountError> {
    let (services, by) = (&pages.services, By::Administrator(by));
    let role = Role::from_word(fields.get("role"));
    let unknown = || AccountError::from(Complaint::new(Field::Role, Wrong::RoleUnknown));
    if fields.get("act") == "invite" {
        let (name, email) = (fields.get("name"), fields.get("email"));
        let role = role.ok_or_else(unknown)?;
        let (_, sent) = administering::invite(services, by, name, email, role).await?;
        return Ok(Some(sent));
    }
    let id = account(fields.get("account")).ok_or(AccountError::NotFound)?;
    let standing = |standing| Patch {
        standing: Some(standing),
        ..Patch::default()
    };
    match fields.get("act") {
        "role" => administering::set_role(services, by, id, role.ok_or_else(unknown)?).await?,
        "disable" => {
            administering::change(services, by, id, standing(Standing::Disabled)).await?;
        }
        "enable" => administering::change(services, by, id, standing(Standing::Active)).await?,
        "sign_out" => administering::sign_out(services, by, id).await?,
        "reset" => administering::send_reset(services, by, id).await?,
        "take_back" => administering::take_back(services, by, id).await?,
        "resend" => return administering::resend(services, by, id).await.map(Some),
        _ => return Err(AccountError::NotFound),
    }
    Ok(None)
}

/// `POST /editor/people`
pub async fn send(State(pages): State<Pages>, reader: Option<Reader>, fields: Fields) -> Response {
    let (staff, by) = match administrator(&pages, reader, sheet::PATH).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let mut shown = Shown {
        wanted: wanted(&Fields::parse(fields.get("back"))),
        ..Shown::default()
    };
    let words = text::people(staff.language);
    let (invites, resets) = (fields.get("act") == "invite", fields.get("act") == "reset");
    let refusal = match act(&pages, &by, &fields).await {
        Ok(Some(sent)) => {
            shown.sent = Some(sent);
            return drawn(&pages, (staff, &by), StatusCode::OK, shown).await;
        }
        Ok(None) => {
            let back = sheet::address(&shown.wanted);
            let mark = if back.contains('?') { '&' } else { '?' };
            return see_other(&format!("{back}{mark}done={}", fields.get("act")));
        }
        Err(AccountError::Service(error)) => return session::fault(&pages, error).await,
        Err(AccountError::Fields(complaints)) => {
            if invites {
                shown.typed = Typed {
                    name: fields.get("name").to_owned(),
                    email: fields.get("email").to_owned(),
                    role: fields.get("role").to_owned(),
                    complaints,
                };
                words.refused
            } else {
                words.wrong_role
            }
        }
        Err(AccountError::LastAdministrator) => words.last_administrator,
        Err(AccountError::Yourself) => words.yourself,
        Err(AccountError::NotAccepted) => words.not_accepted,
        Err(_) if resets => words.no_password,
        Err(_) => words.gone,
    };
    shown.told = Some((refusal, false));
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    drawn(&pages, (staff, &by), status, shown).await
}

/// Whose lines can be asked for: the staff, and whoever is asked for now.
async fn choices(
    pages: &Pages,
    by: &Administrator,
    chosen: Option<AccountId>,
) -> Result<Vec<(AccountId, String)>, ServiceError> {
    let (place, services) = (pages.place().await, &pages.services);
    let staff = Wanted::default();
    let staff = administering::people(services, by, &staff, &place.site, &place.zone).await?;
    let named = staff.people.into_iter().map(|one| (one.id, one.name));
    let mut named: Vec<_> = named.collect();
    if let Some(id) = chosen.filter(|id| named.iter().all(|(own, _)| own != id)) {
        let row = administering::by_id(services, By::Administrator(by), id).await;
        let name = match row {
            Ok(row) => row.name,
            Err(AccountError::Service(error)) => return Err(error),
            Err(_) => id.to_string(),
        };
        named.push((id, name));
    }
    named.sort_by_key(|(_, name)| name.to_lowercase());
    Ok(named)
}

/// `GET /editor/log`
pub async fn log(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    RawQuery(query): RawQuery,
) -> Response {
    let (staff, by) = match administrator(&pages, reader, log_sheet::PATH).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let query = Fields::parse(&query.unwrap_or_default());
    let wanted = log::Wanted {
        kind: log::Kind::from_word(query.get("kind")),
        by: account(query.get("by")),
        before: query.get("before").parse().ok(),
    };
    let place = pages.place().await;
    let services = &pages.services;
    let lines = auditing::log(services, &by, wanted, &place.site, &place.zone).await;
    let people = choices(&pages, &by, wanted.by).await;
    let shown = match (lines, people) {
        (Ok((lines, older)), Ok(people)) => log_sheet::Shown {
            wanted,
            lines,
            older,
            people,
        },
        (Err(error), _) | (_, Err(error)) => return session::fault(&pages, error).await,
    };
    let words = text::people(staff.language);
    let draw = move |_: &'static _| log_sheet::page(&shown, words);
    private::room(&pages, StatusCode::OK, staff, Section::Audit, draw).await
}
