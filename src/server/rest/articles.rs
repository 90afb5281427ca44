//! `/articles`: published stories, as everyone may read them.

use super::{
    input, list,
    media::{Media, media},
    problem::Problem,
};
use crate::{
    context::Services,
    domain::{
        category::Named,
        id::{AccountId, ArticleId, CategoryId, MediaId, TagId},
        page::{Key, Walk},
        stamp::Stamp,
    },
    server::pages::Pages,
    service::{
        thread::{self, ArticleRef},
        zone::Zone,
    },
    store::{self, article::ArticleRow, listing::Scope, thread::StoryRow},
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

const PATH: &str = "/api/v1/articles";

/// Where the story is that an address names by slug or id.
pub(in crate::server) enum Where {
    Here(StoryRow),
    /// It has another slug now.
    Moved(String),
}

/// Finds a story that everyone may read.
pub(in crate::server) async fn find(services: &Services, slug: &str) -> Result<Where, Problem> {
    let store = &services.store;
    let none = || Problem::not_found("there is no such story");
    let story = thread::story(store, &ArticleRef::from(slug)).await?;
    let story = story.ok_or_else(none)?;
    if story.slug != slug && story.id.to_string() != slug {
        // Only what is or was public tells where it is now.
        return match story.published_at {
            Some(_) => Ok(Where::Moved(story.slug)),
            None => Err(none()),
        };
    }
    if thread::is_public(&story) {
        return Ok(Where::Here(story));
    }
    if story.status != "unpublished" || story.published_at.is_none() {
        return Err(none());
    }
    let row = store::article::by_slug(store, &story.slug).await?;
    let reason = row.and_then(|row| row.withdrawn_reason);
    Err(Problem::gone(reason.unwrap_or_default()))
}

/// 308 to the story's present address, method and body kept.
pub(in crate::server) fn moved(slug: &str, rest: &str, uri: &Uri) -> Response {
    let query = uri.query().map(|q| format!("?{q}")).unwrap_or_default();
    let mut response = StatusCode::PERMANENT_REDIRECT.into_response();
    if let Ok(to) = HeaderValue::from_str(&format!("{PATH}/{slug}{rest}{query}")) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response
}

#[derive(Serialize)]
struct Byline {
    id: AccountId,
    slug: String,
    name: String,
}

#[derive(Serialize)]
struct Body {
    document: serde_json::Value,
    html: String,
}

#[derive(Serialize)]
struct Article {
    id: ArticleId,
    slug: String,
    url: String,
    language: String,
    status: String,
    headline: String,
    standfirst: String,
    category: Named,
    tags: Vec<Named>,
    bylines: Vec<Byline>,
    dateline: String,
    banner: Option<Media>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Body>,
    published_at: Option<String>,
    updated_at: Option<String>,
    version: i64,
}

async fn shape(
    services: &Services,
    zone: &Zone,
    row: ArticleRow,
    whole: bool,
) -> Result<Article, Problem> {
    let store = &services.store;
    let detail = store::public_article::detail(store, row.id).await?;
    let detail = detail.ok_or_else(|| Problem::not_found("there is no such story"))?;
    let signers = store::public_article::signers(store, row.id).await?;
    let time = |at: Stamp| zone.moment(at).datetime();
    let body = if whole {
        Some(Body {
            document: serde_json::from_str(&detail.document).map_err(|e| Problem::fault(&e))?,
            html: detail.html,
        })
    } else {
        None
    };
    Ok(Article {
        url: format!("{}/articles/{}", services.base_url, row.slug),
        tags: store::tag::of_article(store, row.id).await?,
        id: row.id,
        slug: row.slug,
        language: row.language,
        status: row.status,
        headline: row.headline,
        standfirst: row.standfirst,
        category: Named {
            slug: row.category_slug,
            name: row.category_name,
        },
        bylines: signers
            .into_iter()
            .map(|signer| Byline {
                id: AccountId(signer.id),
                slug: signer.slug,
                name: signer.name,
            })
            .collect(),
        dateline: row.dateline,
        banner: row
            .banner
            .zip(detail.banner_id)
            .map(|(picture, id)| media(MediaId(id), picture, &services.base_url)),
        body,
        published_at: row.published_at.map(time),
        updated_at: row.updated_at.map(time),
        version: detail.version,
    })
}

/// `GET /articles/{slug}`
pub async fn one(
    State(pages): State<Pages>,
    Path(slug): Path<String>,
    uri: Uri,
) -> Result<Response, Problem> {
    let services = &pages.services;
    let story = match find(services, &slug).await? {
        Where::Here(story) => story,
        Where::Moved(slug) => return Ok(moved(&slug, "", &uri)),
    };
    let row = store::article::by_slug(&services.store, &story.slug).await?;
    let row = row.ok_or_else(|| Problem::not_found("there is no such story"))?;
    let zone = pages.place().await.zone;
    let article = shape(services, &zone, row, true).await?;
    let mut response = list::json(StatusCode::OK, &article);
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{}\"", article.version)) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}

/// `GET /articles`: the published ones, newest first, of everything or of one category, tag or
/// author.
pub async fn list(State(pages): State<Pages>, uri: Uri) -> Result<Response, Problem> {
    let store = &pages.services.store;
    let query = input::query(&uri)?;
    let limit = list::limit(&query)?;
    match query.get("status").map(String::as_str) {
        None | Some("published") => {}
        Some(_) => return Err(Problem::forbidden("only published stories are listed here")),
    }
    if query.contains_key("q") {
        return Err(Problem::unreadable("q: there is no search in this version"));
    }
    let filters: Vec<(&str, &str)> = ["category", "tag", "author"]
        .into_iter()
        .filter_map(|name| Some((name, query.get(name)?.as_str())))
        .collect();
    let (scope, path) = match filters[..] {
        [] => (Some(Scope::ALL), PATH.to_owned()),
        [(name, slug)] => {
            let scope = match name {
                "category" => store::category::by_slug(store, slug)
                    .await?
                    .map(|row| Scope::Category(CategoryId(row.id))),
                "tag" => store::tag::by_slug(store, slug)
                    .await?
                    .map(|row| Scope::Tag(TagId(row.id))),
                _ => store::account::by_slug(store, slug)
                    .await?
                    .map(|row| Scope::Author(AccountId(row.id))),
            };
            (scope, format!("{PATH}?{name}={}", encoded(slug)))
        }
        _ => {
            let detail = "choose one of category, tag and author";
            return Err(Problem::unreadable(detail));
        }
    };
    let after = match query.get("after") {
        None => Key::NEWEST,
        Some(cursor) => Key::from_cursor(cursor, &path)
            .ok_or_else(|| Problem::unreadable("after is no cursor of this list"))?,
    };
    let Some(scope) = scope else {
        return Ok(list::answer::<Article>(&[], None, &path));
    };
    let mut cards = store::listing::cards(store, scope, Walk::Before(after), limit + 1).await?;
    let more = cards.len() > limit as usize;
    cards.truncate(limit as usize);
    let next = cards.last().filter(|_| more);
    let next = next.map(|card| card.key().to_cursor(&path));
    let zone = pages.place().await.zone;
    let mut items = Vec::with_capacity(cards.len());
    for card in &cards {
        if let Some(row) = store::article::by_slug(store, &card.slug).await? {
            items.push(shape(&pages.services, &zone, row, false).await?);
        }
    }
    Ok(list::answer(&items, next.as_deref(), &path))
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
