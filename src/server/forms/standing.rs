//! `/editor/pages`: the list of standing pages, and its forms.

use super::{
    account::{see_other, sign_in_first},
    arranging::{kept, staff},
    fields::Fields,
};
use crate::{
    app::editor::frame::Section,
    domain::moderation::Staff,
    pages::arranging::pages::{self as sheet, Shown},
    server::{newsroom::closed, pages::Pages, private, session},
    service::{
        rights::{Reader, SiteEditor},
        standing_pages::{self, PageError},
    },
    text,
};
use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};

async fn editor(pages: &Pages, reader: Option<Reader>) -> Result<(Staff, SiteEditor), Response> {
    let Some(reader) = reader else {
        return Err(sign_in_first(sheet::PATH));
    };
    let Some(editor) = reader.as_site_editor() else {
        return Err(closed(pages).await);
    };
    Ok((staff(pages, &reader).await?, editor))
}

async fn list(
    pages: &Pages,
    (staff, by): (Staff, SiteEditor),
    status: StatusCode,
    mut shown: Shown,
) -> Response {
    match standing_pages::list(&pages.services, &by).await {
        Ok(all) => shown.pages = all,
        Err(error) => return session::fault(pages, error).await,
    }
    let words = text::site_pages(staff.language);
    let draw = move |_: &'static _| sheet::page(&shown, words);
    private::room(pages, status, staff, Section::Pages, draw).await
}

/// `GET /editor/pages`
pub async fn show(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    RawQuery(query): RawQuery,
) -> Response {
    match editor(&pages, reader).await {
        Ok(who) => {
            let shown = Shown {
                kept: kept(query),
                ..Shown::default()
            };
            list(&pages, who, StatusCode::OK, shown).await
        }
        Err(response) => response,
    }
}

/// `POST /editor/pages`
pub async fn send(State(pages): State<Pages>, reader: Option<Reader>, fields: Fields) -> Response {
    let (staff, by) = match editor(&pages, reader).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let services = &pages.services;
    let (of, title) = (fields.get("of"), fields.get("title"));
    let done = match fields.get("act") {
        "add" => match standing_pages::add(services, &by, title).await {
            Ok(slug) => return see_other(&format!("{}/{slug}", sheet::PATH)),
            Err(error) => Err(error),
        },
        act @ ("up" | "down") => standing_pages::shift(services, &by, of, act == "up").await,
        _ => Err(PageError::NotFound),
    };
    let words = text::site_pages(staff.language);
    let mut shown = Shown::default();
    match done {
        Ok(()) => return see_other(&format!("{}?kept", sheet::PATH)),
        Err(PageError::Service(error)) => return session::fault(&pages, error).await,
        Err(PageError::NotFound | PageError::Stale(_)) => shown.trouble = words.gone.to_owned(),
        Err(PageError::Fields(complaints)) => {
            let why: Vec<String> = complaints
                .iter()
                .map(|complaint| words.wrong(&complaint.pointer, &complaint.wrong))
                .collect();
            shown.refused = Some((title.to_owned(), why.join(" ")));
        }
    }
    list(&pages, (staff, by), StatusCode::UNPROCESSABLE_ENTITY, shown).await
}
