//! `/editor/front`: what it shows, its forms, and the front page to be framed in it.

use super::{
    account::{see_other, sign_in_first},
    arranging::{kept, staff},
    fields::Fields,
};
use crate::{
    app::editor::frame::Section,
    domain::{article::Status, front_picks::Slot, id::ArticleId, moderation::Staff, stamp::Stamp},
    pages::{
        arranging::front::{self as sheet, Line, Offer, Place, Shown},
        front as page,
    },
    server::{newsroom::closed, pages::Pages, preview, private, session},
    service::{
        breaking::{self, BreakingError},
        curating::{self, CurateError},
        error::ServiceError,
        front_page,
        rights::{Reader, SiteEditor},
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

/// `GET /editor/front`
pub async fn show(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    RawQuery(query): RawQuery,
) -> Response {
    let (staff, by) = match editor(&pages, reader).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let fields = Fields::parse(query.as_deref().unwrap_or_default());
    let shown = Shown {
        kept: kept(query),
        ..Shown::default()
    };
    draw(&pages, (staff, by), &fields, shown, StatusCode::OK).await
}

/// `POST /editor/front`
pub async fn send(State(pages): State<Pages>, reader: Option<Reader>, fields: Fields) -> Response {
    let (staff, by) = match editor(&pages, reader).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let words = text::front(staff.language);
    let mut line = Line {
        text: fields.get("text").to_owned(),
        href: fields.get("href").to_owned(),
        minutes: fields.get("minutes").to_owned(),
        ..Line::default()
    };
    let trouble = match acted(&pages, &by, &fields).await {
        Ok(()) => return see_other(&format!("{}?kept", sheet::PATH)),
        Err(Trouble::Curate(CurateError::Service(error)) | Trouble::Service(error)) => {
            return session::fault(&pages, error).await;
        }
        Err(Trouble::Curate(CurateError::NoPlace)) => words.no_place,
        Err(Trouble::Curate(CurateError::NotThere)) => words.not_there,
        Err(Trouble::Curate(CurateError::Stale)) => words.stale,
        Err(Trouble::Text) => {
            line.wrong_text = true;
            words.breaking_wrong_text
        }
        Err(Trouble::Link) => {
            line.wrong_href = true;
            words.breaking_wrong_href
        }
        Err(Trouble::Term) => words.breaking_wrong_term,
    };
    let shown = Shown {
        trouble: trouble.to_owned(),
        line,
        ..Shown::default()
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    draw(&pages, (staff, by), &fields, shown, status).await
}

enum Trouble {
    Curate(CurateError),
    Text,
    Link,
    Term,
    Service(ServiceError),
}

impl From<CurateError> for Trouble {
    fn from(error: CurateError) -> Trouble {
        Trouble::Curate(error)
    }
}

impl From<BreakingError> for Trouble {
    fn from(error: BreakingError) -> Trouble {
        match error {
            BreakingError::Text => Trouble::Text,
            BreakingError::Link => Trouble::Link,
            BreakingError::Term => Trouble::Term,
            BreakingError::Service(error) => Trouble::Service(error),
        }
    }
}

async fn acted(pages: &Pages, by: &SiteEditor, fields: &Fields) -> Result<(), Trouble> {
    let services = &pages.services;
    let slot = || Slot::from_word(fields.get("slot")).ok_or(CurateError::NoPlace);
    match fields.get("act") {
        "pick" => {
            let story = fields.get("story").parse().map(ArticleId);
            let story = story.map_err(|_| CurateError::NotThere)?;
            curating::pick(services, by, slot()?, story).await?;
        }
        "clear" => curating::clear(services, by, slot()?).await?,
        act @ ("up" | "down") => {
            let step = if act == "up" { -1 } else { 1 };
            let id = |name| fields.get(name).parse().map(ArticleId);
            let (Ok(one), Ok(other)) = (id("story"), id("other")) else {
                return Err(CurateError::Stale.into());
            };
            curating::shift(services, by, slot()?, step, (one, other)).await?;
        }
        "break" => {
            let minutes = fields.get("minutes").parse().unwrap_or(0);
            let line = (fields.get("text"), fields.get("href"));
            breaking::set(services, by, line, minutes).await?;
        }
        "end" => breaking::clear(services, by)
            .await
            .map_err(Trouble::Service)?,
        _ => return Err(CurateError::NoPlace.into()),
    }
    Ok(())
}

/// Fills in what the page shows besides what came of a form.
async fn draw(
    pages: &Pages,
    (staff, by): (Staff, SiteEditor),
    fields: &Fields,
    mut shown: Shown,
    status: StatusCode,
) -> Response {
    let words = text::front(staff.language);
    if let Err(error) = fill(pages, &by, &staff, fields, &mut shown).await {
        return session::fault(pages, error).await;
    }
    let draw = move |_: &'static _| sheet::page(&shown, words);
    private::room(pages, status, staff, Section::Front, draw).await
}

async fn fill(
    pages: &Pages,
    by: &SiteEditor,
    staff: &Staff,
    fields: &Fields,
    shown: &mut Shown,
) -> Result<(), ServiceError> {
    let words = text::front(staff.language);
    let services = &pages.services;
    let zone = pages.place().await.zone;
    let places = curating::places(services, by).await?;
    let at = |slot: Option<Slot>| {
        let place = slot.and_then(|slot| places.iter().find(|place| place.slot == slot))?;
        place.now.as_ref().map(|row| row.id.to_string())
    };
    shown.places = places
        .iter()
        .map(|place| {
            let label = match &place.slot {
                Slot::Lead => words.lead.to_owned(),
                Slot::Second(n) => format!("{} {n}", words.second),
                Slot::Block(_) => {
                    format!(
                        "{}: {}",
                        words.block,
                        place.category.as_deref().unwrap_or_default()
                    )
                }
            };
            let story = place.now.as_ref().map(|row| row.id.to_string());
            let beside = |by| story.as_ref().and_then(|_| at(place.slot.beside(by)));
            let resting = place.resting.as_ref().map(|resting| {
                let status = Status::from_word(&resting.status).unwrap_or(Status::Unpublished);
                let why = match status {
                    Status::Published => resting.category.clone(),
                    status => text::story(staff.language).status(status).to_owned(),
                };
                (
                    resting.article_id.to_string(),
                    resting.headline.clone(),
                    why,
                )
            });
            Place {
                slot: place.slot.word(),
                label,
                now: place
                    .now
                    .as_ref()
                    .map(|row| (row.slug.clone(), row.headline.clone())),
                picked: place.picked,
                up: beside(-1),
                down: beside(1),
                story: story.clone().unwrap_or_default(),
                resting,
            }
        })
        .collect();
    if let Some(slot) = Slot::from_word(fields.get("slot")) {
        let asked = fields.get("q");
        let found = curating::find(services, by, &slot, asked).await?;
        let offers = found.into_iter().map(|line| Offer {
            id: line.id.to_string(),
            headline: line.headline,
            when: line.published_at.map_or_else(String::new, |at| {
                text::full(&zone.moment(Stamp::from_micros(at)), staff.language)
            }),
        });
        shown.filling = Some((slot.word(), asked.to_owned(), offers.collect()));
    }
    if let Some(now) = breaking::now(services).await? {
        shown.line.until = Some(format!(
            "{}: {}",
            text::full(&zone.moment(now.until), staff.language),
            now.text
        ));
    }
    Ok(())
}

/// `GET /editor/front/preview`
pub async fn framed(State(pages): State<Pages>, reader: Option<Reader>) -> Response {
    if let Err(response) = editor(&pages, reader).await {
        return response;
    }
    let place = pages.place().await;
    let front = match front_page::front(&pages.services, &place.zone).await {
        Ok(front) => front,
        Err(error) => return session::fault(&pages, error).await,
    };
    let draw =
        move |site: &std::sync::Arc<_>, words: &'static _| page::sheet(front.clone(), site, words);
    preview::frameable(private::page(&pages, StatusCode::OK, draw).await)
}
