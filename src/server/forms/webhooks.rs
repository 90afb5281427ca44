//! `/editor/webhooks`: what it shows, and its forms.

use super::{account::see_other, arranging::administrator, fields::Fields};
use crate::{
    app::editor::frame::Section,
    domain::{moderation::Staff, webhook::Event},
    pages::arranging::webhooks::{self as sheet, Page, Typed},
    server::{pages::Pages, private, session},
    service::{
        rights::{Administrator, Reader},
        webhooks::{self, WebhookError},
    },
    text::{self, WebhookWords},
};
use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};

/// What a form did, by the word in the address of the page after it.
fn done(word: &str, words: &'static WebhookWords) -> Option<&'static str> {
    Some(match word {
        "pause" => words.did_pause,
        "resume" => words.did_resume,
        "test" => words.did_test,
        "remove" => words.did_remove,
        "again" => words.did_again,
        _ => return None,
    })
}

/// The page; `page` holds everything but the webhooks and the log.
async fn drawn(
    pages: &Pages,
    (staff, by): (Staff, &Administrator),
    status: StatusCode,
    before: Option<i64>,
    mut page: Page,
) -> Response {
    let (services, zone) = (&pages.services, pages.place().await.zone);
    let print = (staff.language, &zone);
    let hooks = webhooks::list(services, by, print).await;
    let log = webhooks::log(services, by, page.of, before, print).await;
    match (hooks, log) {
        (Ok(hooks), Ok((log, older))) => {
            page.hooks = hooks;
            (page.log, page.older) = (log, older);
        }
        (Err(error), _) | (_, Err(error)) => return session::fault(pages, error).await,
    }
    let words = text::webhooks(staff.language);
    let draw = move |_: &'static _| sheet::page(&page, words);
    private::room(pages, status, staff, Section::Webhooks, draw).await
}

/// `GET /editor/webhooks`
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
    let told = done(query.get("done"), text::webhooks(staff.language));
    let page = Page {
        of: query.get("hook").parse().ok(),
        told: told.map(|text| (text, true)),
        ..Page::default()
    };
    let before = query.get("before").parse().ok();
    drawn(&pages, (staff, &by), StatusCode::OK, before, page).await
}

/// Does what a form asks for; a key is something to show.
async fn act(
    pages: &Pages,
    by: &Administrator,
    fields: &Fields,
    typed: &Typed,
) -> Result<Option<String>, WebhookError> {
    let services = &pages.services;
    if fields.get("act") == "add" {
        let Typed {
            name, url, events, ..
        } = typed;
        let added = webhooks::add(services, by, name, url, events.clone());
        return added.await.map(Some);
    }
    let id = fields.get("id").parse();
    let id = id.map_err(|_| WebhookError::NotFound)?;
    match fields.get("act") {
        "renew" => return webhooks::renew(services, by, id).await.map(Some),
        "pause" => webhooks::pause(services, by, id).await?,
        "resume" => webhooks::resume(services, by, id).await?,
        "test" => webhooks::test(services, by, id).await?,
        "remove" => webhooks::delete(services, by, id).await?,
        "again" => webhooks::again(services, by, id).await?,
        _ => return Err(WebhookError::NotFound),
    }
    Ok(None)
}

/// `POST /editor/webhooks`
pub async fn send(State(pages): State<Pages>, reader: Option<Reader>, fields: Fields) -> Response {
    let (staff, by) = match administrator(&pages, reader, sheet::PATH).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let typed = Typed {
        name: fields.get("name").to_owned(),
        url: fields.get("url").to_owned(),
        events: fields.all("event").filter_map(Event::from_word).collect(),
        wrong: Vec::new(),
    };
    let words = text::webhooks(staff.language);
    let mut page = Page::default();
    let status = match act(&pages, &by, &fields, &typed).await {
        Ok(None) => return see_other(&format!("{}?done={}", sheet::PATH, fields.get("act"))),
        Ok(Some(secret)) => {
            page.secret = Some(secret);
            StatusCode::OK
        }
        Err(WebhookError::Service(error)) => return session::fault(&pages, error).await,
        Err(WebhookError::Wrong(wrong)) => {
            page.typed = Typed { wrong, ..typed };
            page.told = Some((words.refused, false));
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(WebhookError::NotFound) => {
            page.told = Some((words.gone, false));
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    drawn(&pages, (staff, &by), status, None, page).await
}
