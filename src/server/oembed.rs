//! `/oembed`: what other sites show where somebody pastes a story's address
//! (<https://oembed.com>, version 1.0, JSON alone).

use super::pages::Pages;
use crate::{
    context::Place,
    domain::{crop::Crop, document::Escaped, site::Site, slug::Slug},
    service::{
        error::ServiceError,
        pictures::{CARD_HEIGHT, CARD_WIDTH},
        sharing::Subject,
    },
    store::{self, article::ArticleRow},
};
use axum::{
    Json, Router,
    extract::{Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::{Value, json};
use std::collections::HashMap;

const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
/// How wide the card is where nobody says, in pixels.
const WIDTH: u32 = 600;

pub(super) fn routes() -> Router<Pages> {
    Router::new().route("/oembed", get(answer))
}

/// Where what is said of the story at an address is, for the head of its page.
pub(super) fn address(page: &str) -> String {
    let page = percent_encoding::utf8_percent_encode(page, percent_encoding::NON_ALPHANUMERIC);
    format!("/oembed?url={page}&format=json")
}

async fn answer(
    State(pages): State<Pages>,
    Query(asked): Query<HashMap<String, String>>,
) -> Response {
    if asked.get("format").is_some_and(|format| format != "json") {
        return refused(
            StatusCode::NOT_IMPLEMENTED,
            "format=json alone is spoken here",
        );
    }
    let Some(url) = asked.get("url") else {
        return refused(
            StatusCode::BAD_REQUEST,
            "url is missing: the address of a story",
        );
    };
    let width = asked.get("maxwidth").and_then(|width| width.parse().ok());
    let place = pages.place().await;
    let width = width.map_or(WIDTH, |width: u32| width.min(WIDTH));
    let made = pages.bounded(card(&pages, &place, url, width)).await;
    match made.unwrap_or(Err(ServiceError::Busy("too many readings at once"))) {
        Ok(Some(card)) => {
            // Anybody's page may ask.
            let open = (
                header::ACCESS_CONTROL_ALLOW_ORIGIN,
                HeaderValue::from_static("*"),
            );
            ([(header::CACHE_CONTROL, AN_HOUR), open], Json(card)).into_response()
        }
        Ok(None) => refused(
            StatusCode::NOT_FOUND,
            "no story of this site has this address",
        ),
        Err(error) => {
            tracing::error!(%error, "a card could not be made: {error}");
            refused(StatusCode::SERVICE_UNAVAILABLE, "try again in a moment")
        }
    }
}

fn refused(status: StatusCode, why: &'static str) -> Response {
    (status, why).into_response()
}

async fn card(
    pages: &Pages,
    place: &Place,
    url: &str,
    width: u32,
) -> Result<Option<Value>, ServiceError> {
    let site = &place.site;
    let path = url.strip_prefix(site.base_url.as_str());
    let slug = path.and_then(|path| path.strip_prefix("/articles/"));
    let slug = slug.map(|rest| rest.split(['?', '#', '/']).next().unwrap_or_default());
    let Some(Ok(slug)) = slug.map(Slug::parse) else {
        return Ok(None);
    };
    let store = &pages.services.store;
    let mut found = store::article::by_slug(store, &slug.to_string()).await?;
    if found.is_none()
        && let Some(now) = store::article::moved_to(store, &slug.to_string()).await?
    {
        found = store::article::by_slug(store, &now).await?;
    }
    let Some(story) = found.filter(|story| story.status == "published") else {
        return Ok(None);
    };
    let bylines = store::account::bylines_of(store, story.id).await?;
    let mut card = json!({
        "version": "1.0",
        "type": "rich",
        "title": story.headline,
        "provider_name": site.name,
        "provider_url": site.base_url,
        "cache_age": 3600,
        "width": width,
        "height": null,
        "html": html(&story, site),
    });
    if let Some(first) = bylines.first() {
        let names: Vec<&str> = bylines.iter().map(|by| by.name.as_str()).collect();
        card["author_name"] = names.join(", ").into();
        card["author_url"] = format!("{}/authors/{}", site.base_url, first.slug).into();
    }
    if let Some((path, (width, height))) = thumbnail(&story, place) {
        card["thumbnail_url"] = format!("{}{path}", site.base_url).into();
        card["thumbnail_width"] = width.into();
        card["thumbnail_height"] = height.into();
    }
    Ok(Some(card))
}

/// Path and size of a picture that stands for the story.
fn thumbnail(story: &ArticleRow, place: &Place) -> Option<(String, (u32, u32))> {
    if let Some(banner) = &story.banner {
        let size = (banner.width, banner.height);
        let whole = || (banner.url(banner.width, "jpg"), size);
        return Some(banner.crop(Crop::CARD).unwrap_or_else(whole));
    }
    let path = place.look().address(
        story.id,
        Subject {
            headline: &story.headline,
            category: &story.category_name,
            published: &place.zone.moment(story.published_at?),
        },
    );
    Some((path?, (CARD_WIDTH, CARD_HEIGHT)))
}

/// A quotation with its source, which needs no script and no frame.
fn html(story: &ArticleRow, site: &Site) -> String {
    let standfirst = match story.standfirst.as_str() {
        "" => String::new(),
        text => format!("<p>{}</p>", Escaped(text)),
    };
    format!(
        "<blockquote lang=\"{}\"><p><a href=\"{}/articles/{}\"><strong>{}</strong></a></p>{standfirst}<footer>{}</footer></blockquote>",
        Escaped(&story.language),
        Escaped(&site.base_url),
        Escaped(&story.slug),
        Escaped(&story.headline),
        Escaped(&site.name),
    )
}
