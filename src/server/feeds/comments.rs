//! `/comments.xml` and `/articles/{slug}/comments.xml`: what readers say, as RSS 2.0.

use super::printable;
use crate::{
    context::Place,
    domain::{comment::Policy, slug::Slug, stamp::Stamp},
    server::{
        answer::{file, send},
        cache::Page,
        pages::{self, Pages},
        when::rfc2822,
    },
    service::error::ServiceError,
    store::{self, feed::CommentRow},
    text,
};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};
use rss::{
    Channel, Guid, Item,
    extension::{atom::AtomExtension, dublincore::DublinCoreExtension},
};

/// Comments in a feed.
const COMMENTS: u32 = 50;
/// How long it is kept while comments come in, in microseconds. One that is hidden is out at once.
const SHORT: i64 = 30 * 1_000_000;
const KIND: &str = "application/rss+xml; charset=utf-8";

pub(super) async fn answer(State(pages): State<Pages>, request: Request) -> Response {
    let path = request.uri().path();
    let slug = path
        .strip_prefix("/articles/")
        .and_then(|rest| rest.strip_suffix("/comments.xml"));
    let slug = match slug.map(Slug::parse) {
        None => None,
        Some(Ok(slug)) => Some(slug.to_string()),
        Some(Err(_)) => return pages::failed(&pages, StatusCode::NOT_FOUND).await,
    };
    let now = pages.services.clock.now();
    let render = || render(&pages, path, slug.as_deref());
    let page = pages.cache.get(path, now, render).await;
    match page.status {
        StatusCode::NOT_FOUND => pages::failed(&pages, StatusCode::NOT_FOUND).await,
        _ => send(&page, request.headers()),
    }
}

async fn render(pages: &Pages, path: &str, slug: Option<&str>) -> Page {
    let since = pages.services.freshness.now();
    let begun = pages.services.clock.now();
    let place = pages.place().await;
    let mut keys = vec!["site".to_owned(), "lists".to_owned()];
    keys.extend(slug.map(|slug| format!("article/{slug}")));
    let (status, body) = match written(pages, &place, path, slug).await {
        Ok(Some((body, slugs))) => {
            keys.extend(slugs.into_iter().map(|slug| format!("article/{slug}")));
            keys.sort();
            keys.dedup();
            (StatusCode::OK, body)
        }
        Ok(None) => (StatusCode::NOT_FOUND, String::new()),
        Err(error) => {
            tracing::error!(%error, "the comments could not be read: {error}");
            (StatusCode::SERVICE_UNAVAILABLE, String::new())
        }
    };
    let times = (begun, Stamp::from_micros(begun.micros() + SHORT));
    file(status, KIND, body, keys, since, times)
}

async fn written(
    pages: &Pages,
    place: &Place,
    path: &str,
    slug: Option<&str>,
) -> Result<Option<(String, Vec<String>)>, ServiceError> {
    let store = &pages.services.store;
    let words = text::labels(place.site.language);
    let (article, of, link) = match slug {
        None => (None, place.site.name.clone(), "/".to_owned()),
        Some(slug) => {
            let story = store::article::by_slug(store, slug).await?;
            let talk = store::thread::story_by_slug(store, slug).await?;
            let open = talk.is_some_and(|talk| talk.policy != Policy::Off);
            match story.filter(|story| open && story.status == "published") {
                Some(story) => (Some(story.id), story.headline, format!("/articles/{slug}")),
                None => return Ok(None),
            }
        }
    };
    let rows = store::feed::comments(store, article, COMMENTS).await?;
    let base = &place.site.base_url;
    let title = format!("{}: {of}", words.comments);
    let channel = Channel {
        title: printable(&title),
        link: format!("{base}{link}"),
        description: printable(&title),
        language: Some(place.site.language.tag().to_owned()),
        generator: Some("Warta".to_owned()),
        atom_ext: Some(AtomExtension {
            links: vec![rss::extension::atom::Link {
                href: format!("{base}{path}"),
                rel: "self".to_owned(),
                mime_type: Some("application/rss+xml".to_owned()),
                ..Default::default()
            }],
        }),
        items: rows.iter().map(|row| item(row, place)).collect(),
        ..Channel::default()
    };
    let slugs = rows.into_iter().map(|row| row.slug).collect();
    Ok(Some((channel.to_string(), slugs)))
}

fn item(row: &CommentRow, place: &Place) -> Item {
    let words = text::labels(place.site.language);
    let name = match row.name.as_str() {
        "" => words.deleted_account,
        name => name,
    };
    let base = &place.site.base_url;
    let address = format!("{base}/articles/{}/comments/{}", row.slug, row.id);
    Item {
        title: Some(printable(&format!("{name}: {}", row.headline))),
        link: Some(address.clone()),
        description: Some(printable(&row.html)),
        guid: Some(Guid {
            value: format!("{base}/comments/{}", row.id),
            permalink: false,
        }),
        pub_date: Some(rfc2822(
            &place.zone.moment(Stamp::from_micros(row.created_at)),
        )),
        dublin_core_ext: Some(DublinCoreExtension {
            creators: vec![printable(name)],
            ..DublinCoreExtension::default()
        }),
        ..Item::default()
    }
}
