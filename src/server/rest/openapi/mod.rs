//! What the API says of itself: an OpenAPI 3.1 document made of the handlers' own attributes and
//! the types of their answers, and the same as a page to read.

pub(in crate::server) mod answers;
pub(in crate::server) mod bodies;
mod complete;
mod page;
mod shape;
mod words;

use super::{
    articles, breaking, categories, comments, me, media, moderation, problem, redirects, revisions,
    settings, stories, tags, tokens, users,
};
use crate::{
    domain::stamp::Stamp,
    server::{
        answer,
        cache::Page,
        document::{self, Mended},
        live,
        pages::Pages,
    },
};
use axum::{
    Router,
    extract::{Extension, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::{Value, json};
use std::sync::{Arc, OnceLock};
use utoipa::OpenApi;

/// Where the document is.
pub(super) const DOCUMENT: &str = "/api/v1/openapi.json";
/// Where the page is.
pub(super) const PAGE: &str = "/api/v1/docs";

#[derive(OpenApi)]
#[openapi(
    info(title = "Warta", description = "\
Everything that programs do with a newsroom. Reading what is public needs nothing; all else needs \
a personal access token, made on the account page or with `warta token create`, and sent as \
`Authorization: Bearer`.\n\n\
A refusal is a problem document (RFC 9457): programs look at its `type`, which stays; the texts \
are for people. A list is `{\"items\", \"next\"}`: `next` is the `after` of the page behind it, \
which `Link` names too. Unknown fields in a body are refused. Ids are strings.\n\n\
What is changed meanwhile is not overwritten: a story's answer has an `ETag`, and changes of it \
name the one they saw in `If-Match`.\n\n\
Calls are counted by token, or without one by network address. `RateLimit-Limit`, \
`RateLimit-Remaining` and `RateLimit-Reset` say what is left; over it the answer is 429 with \
`Retry-After`. What caches may keep for everyone is not counted and carries none of these headers."),
    paths(
        articles::list, articles::one, stories::create, stories::update, stories::delete,
        stories::publish, stories::unpublish, stories::correct,
        revisions::list, revisions::one, revisions::restore,
        comments::list, comments::post, comments::edit, comments::delete, comments::vote,
        comments::report, live::stream, live::events,
        moderation::queue, moderation::decide, live::queue_stream,
        media::all, media::create, media::one, media::change, media::delete,
        categories::all, categories::create, categories::update, categories::delete,
        tags::all, tags::create, tags::update, tags::delete,
        redirects::all, redirects::create, redirects::update, redirects::delete,
        users::all, users::create, users::one, users::update, users::delete,
        users::ban, users::unban,
        me::me, tokens::list, tokens::create, tokens::revoke,
        settings::read, settings::update, breaking::now,
        document, docs,
    ),
    components(schemas(problem::Document, crate::domain::id::ArticleId)),
    tags(
        (name = "articles", description = "Stories: read by everyone once they are public, written by the newsroom."),
        (name = "revisions", description = "What a story said before."),
        (name = "comments", description = "Comments under stories, and what happens there as a stream."),
        (name = "moderation", description = "The queue of comments, what is decided about them, and bans."),
        (name = "media", description = "Pictures."),
        (name = "categories", description = "The sections of the site."),
        (name = "tags", description = "Topics."),
        (name = "redirects", description = "Addresses that lead elsewhere. A redirect has no id: `from` names it."),
        (name = "users", description = "Accounts."),
        (name = "account", description = "The account behind the token, and its tokens."),
        (name = "site", description = "Settings, and the line above every page."),
        (name = "documentation", description = "This."),
    ),
)]
struct Api;

/// The document of the site at this address.
fn described(base_url: &str) -> Value {
    let mut document = serde_json::to_value(Api::openapi()).unwrap_or_default();
    document["servers"] = json!([{"url": base_url}]);
    document["components"]["securitySchemes"] = json!({"token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A personal access token. The scopes named at a call are what a token must \
            have been made for, if it was made for less than all that its owner's role may do.",
    }});
    complete::complete(&mut document);
    document
}

/// What is made at the first request for it, and kept as long as the program runs: it says
/// nothing that could change before.
#[derive(Default)]
struct Made {
    document: OnceLock<Page>,
    page: OnceLock<Page>,
}

/// The addresses.
pub(super) fn routes() -> Router<Pages> {
    Router::new()
        .route(DOCUMENT, get(document))
        .route(PAGE, get(docs))
        .route(&page::style(), get(sheet))
        .layer(Extension(Arc::new(Made::default())))
}

const NEVER: (Stamp, Stamp) = (Stamp::from_micros(0), Stamp::from_micros(i64::MAX));

/// `GET /openapi.json`
#[utoipa::path(
    get, path = "/api/v1/openapi.json", operation_id = "getDocument", tag = "documentation",
    summary = "This API as an OpenAPI 3.1 document",
    responses((status = 200, description = "The document", body = Object), (status = 304, description = "What If-None-Match names")),
)]
async fn document(
    State(pages): State<Pages>,
    Extension(made): Extension<Arc<Made>>,
    headers: HeaderMap,
) -> Response {
    let page = made.document.get_or_init(|| {
        let text = described(&pages.services.base_url).to_string();
        answer::file(StatusCode::OK, "application/json", text, keys(), 0, NEVER)
    });
    answer::send(page, &headers)
}

/// `GET /docs`
#[utoipa::path(
    get, path = "/api/v1/docs", operation_id = "readDocument", tag = "documentation",
    summary = "This API as a page",
    responses((status = 200, description = "The page", body = String, content_type = "text/html"), (status = 304, description = "What If-None-Match names")),
)]
async fn docs(
    State(pages): State<Pages>,
    Extension(made): Extension<Arc<Made>>,
    headers: HeaderMap,
) -> Response {
    let page = made.page.get_or_init(|| {
        let html = page::html(&described(&pages.services.base_url));
        let Mended { html, policy } = document::mend(&html);
        answer::finish(StatusCode::OK, None, html, &policy, keys(), 0, NEVER)
    });
    answer::send(page, &headers)
}

fn keys() -> Vec<String> {
    vec!["api".to_owned()]
}

/// The page's style sheet, under an address that changes with it.
async fn sheet() -> Response {
    let css = HeaderValue::from_static("text/css; charset=utf-8");
    let keep = HeaderValue::from_static("public, max-age=31536000, immutable");
    (
        [(header::CONTENT_TYPE, css), (header::CACHE_CONTROL, keep)],
        page::STYLE,
    )
        .into_response()
}
