//! `/editor/tags` and `/editor/redirects`: what they show, and their forms.

use super::{
    account::{see_other, sign_in_first},
    arranging::{kept, staff},
    fields::Fields,
};
use crate::{
    app::editor::frame::Section,
    domain::moderation::Staff,
    pages::arranging::{redirects, tags},
    server::{newsroom::closed, pages::Pages, private, session},
    service::{
        redirecting::{self, RedirectError},
        rights::{Reader, SiteEditor},
        tagging::{self, Patch, TagError},
    },
    text,
};
use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};

/// Lines on a page.
const LINES: u32 = 50;

async fn editor(
    pages: &Pages,
    reader: Option<Reader>,
    path: &str,
) -> Result<(Staff, SiteEditor), Response> {
    let Some(reader) = reader else {
        return Err(sign_in_first(path));
    };
    let Some(editor) = reader.as_site_editor() else {
        return Err(closed(pages).await);
    };
    Ok((staff(pages, &reader).await?, editor))
}

const fn status(trouble: &str) -> StatusCode {
    match trouble.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

async fn show_tags(
    pages: &Pages,
    staff: Staff,
    asked: &Fields,
    mut shown: tags::Shown,
) -> Response {
    shown.words = asked.get("q").to_owned();
    shown.unused = asked.get("list") == "unused";
    let after = asked.get("after");
    shown.first = after.is_empty();
    let found = tagging::list(
        &pages.services,
        &shown.words,
        shown.unused,
        after,
        LINES + 1,
    )
    .await;
    let mut rows = match found {
        Ok(rows) => rows,
        Err(error) => return session::fault(pages, error).await,
    };
    let more = rows.len() > LINES as usize;
    rows.truncate(LINES as usize);
    shown.next = rows.last().filter(|_| more).map(|row| row.tag.slug.clone());
    let typed = |row: crate::store::tag_list::TagLine| tags::Typed {
        address: row.tag.slug.clone(),
        slug: row.tag.slug,
        name: row.tag.name,
        description: row.tag.description,
        into: String::new(),
        stories: row.stories,
    };
    shown.tags = rows.into_iter().map(typed).collect();
    let words = text::tags(staff.language);
    let status = status(&shown.trouble);
    let draw = move |_: &'static _| tags::page(&shown, words);
    private::room(pages, status, staff, Section::Tags, draw).await
}

/// `GET /editor/tags`
pub async fn tags(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    RawQuery(query): RawQuery,
) -> Response {
    match editor(&pages, reader, tags::PATH).await {
        Ok((staff, _)) => {
            let asked = Fields::parse(query.as_deref().unwrap_or_default());
            let shown = tags::Shown {
                kept: kept(query),
                ..tags::Shown::default()
            };
            show_tags(&pages, staff, &asked, shown).await
        }
        Err(response) => response,
    }
}

/// `POST /editor/tags`
pub async fn arrange(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    fields: Fields,
) -> Response {
    let (staff, by) = match editor(&pages, reader, tags::PATH).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let services = &pages.services;
    let text_of = |name: &str| fields.get(name).to_owned();
    let slug = text_of("of");
    let done = match fields.get("act") {
        "save" => {
            let patch = Patch {
                name: Some(text_of("name")),
                slug: Some(text_of("slug")),
                description: Some(text_of("description")),
            };
            let saved = tagging::update(services, &by, &slug, patch).await;
            saved.map(|_| ())
        }
        "merge" => {
            let merged = tagging::merge(services, &by, &slug, fields.get("into")).await;
            merged.map(|_| ())
        }
        "delete" => tagging::delete(services, &by, &slug).await,
        "clear" => tagging::delete_unused(services, &by).await,
        _ => Err(TagError::NotFound),
    };
    let words = text::tags(staff.language);
    let (trouble, complaints) = match done {
        Ok(()) => return see_other(&format!("{}?kept", tags::PATH)),
        Err(TagError::Service(error)) => return session::fault(&pages, error).await,
        Err(TagError::NotFound) => (words.gone, Vec::new()),
        Err(TagError::Fields(complaints)) => (words.refused, complaints),
    };
    let typed = tags::Typed {
        name: text_of("name"),
        address: text_of("slug"),
        description: text_of("description"),
        into: text_of("into"),
        stories: 0,
        slug: slug.clone(),
    };
    let shown = tags::Shown {
        refused: Some((typed, complaints)),
        trouble: trouble.to_owned(),
        ..tags::Shown::default()
    };
    // The page of the list on which the tag is, so that what was typed is seen again.
    let asked = Fields::parse(&format!("after={}", before(&slug)));
    show_tags(&pages, staff, &asked, shown).await
}

/// A text that stands just before a slug in the list's order.
fn before(slug: &str) -> &str {
    slug.get(..slug.len().saturating_sub(1)).unwrap_or_default()
}

async fn show_redirects(
    pages: &Pages,
    (staff, by): (Staff, SiteEditor),
    asked: &Fields,
    mut shown: redirects::Shown,
) -> Response {
    shown.words = asked.get("q").to_owned();
    let after = asked.get("after");
    shown.first = after.is_empty();
    let found = redirecting::list(&pages.services, &by, &shown.words, after, LINES + 1).await;
    let mut rows = match found {
        Ok(rows) => rows,
        Err(error) => return session::fault(pages, error).await,
    };
    let more = rows.len() > LINES as usize;
    rows.truncate(LINES as usize);
    shown.next = rows
        .last()
        .filter(|_| more)
        .map(|row| row.from_path.clone());
    shown.lines = rows
        .into_iter()
        .map(|row| (row.from_path, row.to_path))
        .collect();
    let words = text::tags(staff.language);
    let status = status(&shown.trouble);
    let draw = move |_: &'static _| redirects::page(&shown, words);
    private::room(pages, status, staff, Section::Redirects, draw).await
}

/// `GET /editor/redirects`
pub async fn redirects(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    RawQuery(query): RawQuery,
) -> Response {
    match editor(&pages, reader, redirects::PATH).await {
        Ok(who) => {
            let asked = Fields::parse(query.as_deref().unwrap_or_default());
            let shown = redirects::Shown {
                kept: kept(query),
                ..redirects::Shown::default()
            };
            show_redirects(&pages, who, &asked, shown).await
        }
        Err(response) => response,
    }
}

/// `POST /editor/redirects`
pub async fn redirect(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    fields: Fields,
) -> Response {
    let (staff, by) = match editor(&pages, reader, redirects::PATH).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let services = &pages.services;
    let (from, to) = (fields.get("from"), fields.get("to"));
    let done = match fields.get("act") {
        "add" => redirecting::add(services, &by, from, to).await.map(|_| ()),
        "delete" => redirecting::delete(services, &by, from).await,
        _ => Err(RedirectError::NotFound),
    };
    let words = text::tags(staff.language);
    let mut shown = redirects::Shown {
        from: from.to_owned(),
        to: to.to_owned(),
        ..redirects::Shown::default()
    };
    match done {
        Ok(()) => return see_other(&format!("{}?kept", redirects::PATH)),
        Err(RedirectError::Service(error)) => return session::fault(&pages, error).await,
        Err(RedirectError::NotFound) => shown.trouble = words.gone.to_owned(),
        Err(RedirectError::Wrong(wrong)) => {
            let (why, at_from) = words.wrong_redirect(wrong);
            shown.trouble = words.refused.to_owned();
            match at_from {
                true => shown.wrong_from = Some(why),
                false => shown.wrong_to = Some(why),
            }
        }
    }
    show_redirects(&pages, (staff, by), &Fields::default(), shown).await
}
