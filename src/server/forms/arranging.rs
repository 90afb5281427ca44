//! `/editor/categories`: what it shows, and its forms.

use super::{
    account::{see_other, sign_in_first},
    fields::Fields,
};
use crate::{
    app::editor::frame::Section,
    domain::moderation::Staff,
    pages::arranging::categories::{self, Refused, Typed},
    server::{newsroom::closed, pages::Pages, private, session},
    service::{
        moderating,
        rights::{Administrator, Reader, SiteEditor},
        sections::{self, Patch, SectionError},
    },
    text,
};
use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};

/// Whoever asks, as staff, or what they see instead.
pub(super) async fn staff(pages: &Pages, reader: &Reader) -> Result<Staff, Response> {
    let place = pages.place().await.read_by(reader);
    match moderating::staff(&pages.services, reader, &place.site).await {
        Ok(Some(staff)) => Ok(staff),
        Ok(None) => Err(closed(pages).await),
        Err(error) => Err(session::fault(pages, error).await),
    }
}

/// Whoever administers, as staff, for the page at `path`; or what others see instead.
pub(super) async fn administrator(
    pages: &Pages,
    reader: Option<Reader>,
    path: &str,
) -> Result<(Staff, Administrator), Response> {
    let Some(reader) = reader else {
        return Err(sign_in_first(path));
    };
    let Some(administrator) = reader.as_administrator() else {
        return Err(closed(pages).await);
    };
    Ok((staff(pages, &reader).await?, administrator))
}

pub(super) fn kept(query: Option<String>) -> bool {
    Fields::parse(&query.unwrap_or_default()).has("kept")
}

async fn site_editor(
    pages: &Pages,
    reader: Option<Reader>,
) -> Result<(Staff, SiteEditor), Response> {
    let Some(reader) = reader else {
        return Err(sign_in_first(categories::PATH));
    };
    let Some(editor) = reader.as_site_editor() else {
        return Err(closed(pages).await);
    };
    Ok((staff(pages, &reader).await?, editor))
}

async fn show_categories(
    pages: &Pages,
    staff: Staff,
    refused: Option<Refused>,
    kept: bool,
) -> Response {
    let rows = match sections::list(&pages.services).await {
        Ok(rows) => rows,
        Err(error) => return session::fault(pages, error).await,
    };
    let all: Vec<Typed> = rows
        .into_iter()
        .map(|row| Typed {
            name: row.name,
            slug: row.slug,
            description: row.description,
        })
        .collect();
    let words = text::arranging(staff.language);
    let status = match refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let draw = move |_: &'static _| categories::page(&all, refused.as_ref(), kept, words);
    private::room(pages, status, staff, Section::Categories, draw).await
}

/// `GET /editor/categories`
pub async fn categories(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    RawQuery(query): RawQuery,
) -> Response {
    match site_editor(&pages, reader).await {
        Ok((staff, _)) => show_categories(&pages, staff, None, kept(query)).await,
        Err(response) => response,
    }
}

/// `POST /editor/categories`
pub async fn arrange(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    fields: Fields,
) -> Response {
    let (staff, by) = match site_editor(&pages, reader).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let services = &pages.services;
    let slug = fields.get("of").to_owned();
    let typed = Typed {
        name: fields.get("name").to_owned(),
        slug: fields.get("slug").to_owned(),
        description: fields.get("description").to_owned(),
    };
    let whole = Patch {
        name: Some(typed.name.clone()),
        slug: Some(typed.slug.clone()),
        description: Some(typed.description.clone()),
        order: None,
    };
    let done = match fields.get("act") {
        "add" => sections::add(services, &by, whole).await.map(|_| ()),
        "save" => sections::update(services, &by, &slug, whole)
            .await
            .map(|_| ()),
        "up" => moved(&pages, &by, &slug, -1).await,
        "down" => moved(&pages, &by, &slug, 1).await,
        "merge" => sections::merge(services, &by, &slug, fields.get("into"))
            .await
            .map(|_| ()),
        "delete" => sections::delete(services, &by, &slug).await,
        _ => Err(SectionError::NotFound),
    };
    let words = text::arranging(staff.language);
    let (told, complaints) = match done {
        Ok(()) => return see_other(&format!("{}?kept", categories::PATH)),
        Err(SectionError::Service(error)) => return session::fault(&pages, error).await,
        Err(SectionError::NotFound) => (words.gone.to_owned(), Vec::new()),
        Err(SectionError::InUse(count)) => (format!("{} {count}.", words.in_use), Vec::new()),
        Err(SectionError::Last) => (words.last.to_owned(), Vec::new()),
        Err(SectionError::Fields(complaints)) => (words.refused.to_owned(), complaints),
    };
    let refused = Refused {
        slug,
        typed,
        complaints,
        told,
    };
    show_categories(&pages, staff, Some(refused), false).await
}

async fn moved(pages: &Pages, by: &SiteEditor, slug: &str, way: i64) -> Result<(), SectionError> {
    let rows = sections::list(&pages.services).await?;
    let place = rows.iter().position(|row| row.slug == slug);
    let place = place.ok_or(SectionError::NotFound)?;
    let place = i64::try_from(place).unwrap_or(0) + 1;
    let patch = Patch {
        order: Some((place + way).max(1)),
        ..Patch::default()
    };
    sections::update(&pages.services, by, slug, patch).await?;
    Ok(())
}
