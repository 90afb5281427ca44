//! `POST /editor/moderation`: every button of the desk, without script.

use super::{
    account::{see_other, sign_in_first},
    fields::Fields,
};
use crate::{
    api::moderation::Told,
    components::entry::ACTION,
    domain::{
        account_fields,
        id::AccountId,
        moderation::{Choice, Decision, Outcome, Term, Verdict},
    },
    server::{
        newsroom,
        pages::{self, Pages},
        session,
    },
    service::{accounts::Origin, error::ServiceError, moderating::Desk, rights::Reader},
};
use axum::{extract::State, http::StatusCode, response::Response};

/// The page of the desk to come back to.
fn back(fields: &Fields) -> &str {
    let back = account_fields::next(fields.get("back"));
    let back = back.filter(|address| {
        let below = address.strip_prefix(ACTION);
        below.is_some_and(|rest| rest.is_empty() || rest.starts_with(['?', '/']))
    });
    back.unwrap_or(ACTION)
}

/// What the form wants; `None` where it is no form of ours.
enum Wanted {
    Decide(Decision, Vec<Choice>, String),
    Ban(AccountId, Term, String),
}

impl Wanted {
    fn read(fields: &Fields) -> Option<Wanted> {
        let word = fields.get("decision");
        if let Some(decision) = Decision::from_word(word) {
            let choices = fields.all("ids").filter_map(Choice::parse).collect();
            let own = fields.get("own").trim();
            let reason = if own.is_empty() {
                fields.get("reason")
            } else {
                own
            };
            return Some(Wanted::Decide(decision, choices, reason.to_owned()));
        }
        let account = AccountId(fields.get("account").parse().ok()?);
        let term = match (word, fields.get("until"), fields.get("days")) {
            ("unban", ..) => Term::Over,
            ("ban", "", "0") => Term::ForGood,
            ("ban", "", days) => Term::Days(days.parse().ok()?),
            ("ban", until, _) => Term::Until(until.to_owned()),
            _ => return None,
        };
        Some(Wanted::Ban(
            account,
            term,
            fields.get("ban_reason").to_owned(),
        ))
    }

    async fn run(self, desk: &mut Desk<'_>) -> Result<Vec<Verdict>, ServiceError> {
        let alone = |outcome| Verdict {
            outcome,
            entry: None,
        };
        Ok(match self {
            Wanted::Decide(_, choices, _) if choices.is_empty() => {
                vec![alone(Outcome::NothingChosen)]
            }
            Wanted::Decide(decision, choices, reason) => {
                desk.decide(&choices, decision, &reason).await?
            }
            Wanted::Ban(account, term, reason) => {
                vec![alone(desk.ban(account, &term, &reason).await?.outcome)]
            }
        })
    }
}

fn status(outcome: Outcome) -> StatusCode {
    match outcome {
        Outcome::Done => StatusCode::OK,
        Outcome::Conflict | Outcome::Edited | Outcome::NotPinnable => StatusCode::CONFLICT,
        Outcome::NotFound => StatusCode::NOT_FOUND,
        Outcome::Protected | Outcome::BadDate | Outcome::NothingChosen => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Outcome::Fault => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// `POST /editor/moderation`
pub async fn send(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    origin: Origin,
    fields: Fields,
) -> Response {
    let back = back(&fields);
    let Some(reader) = reader else {
        return sign_in_first(back);
    };
    let Some(moderator) = reader.as_moderator() else {
        return newsroom::closed(&pages).await;
    };
    let Some(wanted) = Wanted::read(&fields) else {
        return pages::failed(&pages, StatusCode::BAD_REQUEST).await;
    };
    let place = pages.place().await.read_by(&reader);
    let mut desk = Desk::new(&pages.services, &moderator, &place.site, &place.zone);
    let verdicts = match wanted.run(&mut desk).await {
        Ok(verdicts) => verdicts,
        Err(error) => return session::fault(&pages, error).await,
    };
    let refused = verdicts.iter().find(|v| v.outcome != Outcome::Done);
    if let Some(refused) = refused {
        let status = status(refused.outcome);
        let told = Some((status, Told(verdicts)));
        return newsroom::show(&pages, reader, origin, back, told).await;
    }
    let done: Vec<String> = verdicts
        .iter()
        .filter_map(|verdict| Some(verdict.entry.as_ref()?.id.to_string()))
        .collect();
    if done.is_empty() {
        return see_other(back);
    }
    let mark = if back.contains('?') { '&' } else { '?' };
    see_other(&format!("{back}{mark}done={}", done.join(",")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_comes_back_to_the_desk_and_nowhere_else() {
        let to = |text: &str| back(&Fields::parse(&format!("back={text}"))).to_owned();
        assert_eq!(
            to("/editor/moderation?state=spam"),
            "/editor/moderation?state=spam"
        );
        assert_eq!(
            to("/editor/moderation/search?q=x"),
            "/editor/moderation/search?q=x"
        );
        for bad in [
            "",
            "/",
            "/editor/moderationx",
            "//evil.test",
            "https://evil.test/editor/moderation",
        ] {
            assert_eq!(to(bad), ACTION, "{bad}");
        }
    }
}
