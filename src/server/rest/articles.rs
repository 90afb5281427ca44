//! `/articles`: reading stories, published ones by everyone, others by whose they are.

use super::{
    article_shape::{self, Article, shape},
    input, list,
    openapi::{
        answers::{Gone, Moved},
        bodies::Paging,
    },
    problem::Problem,
    who,
};
use crate::{
    context::Services,
    domain::{
        article::Status,
        id::{AccountId, ArticleId, CategoryId, TagId},
        page::{Key, Walk},
        search::query::Query,
    },
    server::pages::Pages,
    service::{
        rights::{Reader, Writer},
        search,
        thread::{self, ArticleRef},
        writing::{self, Wanted},
    },
    store::{self, listing::Scope, thread::StoryRow},
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use std::collections::HashMap;

type Articles = list::List<'static, Article>;

const PATH: &str = "/api/v1/articles";

/// Where the story is that an address names by slug or id.
pub(in crate::server) enum Where {
    Here(StoryRow),
    /// It has another slug now.
    Moved(String),
}

fn none() -> Problem {
    Problem::not_found("there is no such story")
}

async fn named(services: &Services, slug: &str) -> Result<StoryRow, Problem> {
    let story = thread::story(&services.store, &ArticleRef::from(slug)).await?;
    story.ok_or_else(none)
}

fn is_named(story: &StoryRow, slug: &str) -> bool {
    story.slug == slug || story.id.to_string() == slug
}

/// Finds a story that everyone may read.
pub(in crate::server) async fn find(services: &Services, slug: &str) -> Result<Where, Problem> {
    let story = named(services, slug).await?;
    if !is_named(&story, slug) {
        // Only what is or was public tells where it is now.
        return match story.published_at {
            Some(_) => Ok(Where::Moved(story.slug)),
            None => Err(none()),
        };
    }
    if thread::is_public(&story) {
        return Ok(Where::Here(story));
    }
    // What was public once is gone; anything else never was there.
    if story.published_at.is_none() {
        return Err(none());
    }
    let row = store::article::by_slug(&services.store, &story.slug).await?;
    let reason = row.and_then(|row| row.withdrawn_reason);
    Err(Problem::gone(reason.unwrap_or_default()))
}

/// Finds a story that a writer may see: a public one, or one that is theirs to read.
pub(super) async fn find_for(
    services: &Services,
    writer: &Writer,
    slug: &str,
) -> Result<Where, Problem> {
    let story = named(services, slug).await?;
    if !thread::is_public(&story) {
        writing::read(services, writer, story.id).await?;
    }
    Ok(match is_named(&story, slug) {
        true => Where::Here(story),
        false => Where::Moved(story.slug),
    })
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

/// `GET /articles/{slug}`
#[utoipa::path(
    get, path = "/api/v1/articles/{slug}", operation_id = "getArticle", tag = "articles",
    summary = "One story",
    description = "A published story for everyone; another one for whoever of the newsroom may \
        read it.",
    security((), ("token" = [])),
    responses(
        (status = 200, description = "The story", body = Article, headers(("ETag" = String, description = "The version, for If-Match"))),
        Moved,
        Gone,
    ),
)]
pub async fn one(
    State(pages): State<Pages>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let services = &pages.services;
    let reader = who::anybody(services, &headers).await?;
    let writer = reader.as_ref().and_then(Reader::as_writer);
    let mine = match &writer {
        Some(writer) => find_for(services, writer, &slug).await.ok(),
        None => None,
    };
    let found = match mine {
        Some(found) => found,
        None => find(services, &slug).await?,
    };
    match found {
        Where::Here(story) => {
            let writer = writer.as_ref();
            article_shape::answer(&pages, StatusCode::OK, writer, story.id, &story.slug).await
        }
        Where::Moved(slug) => Ok(moved(&slug, "", &uri)),
    }
}

/// `GET /articles`: without a status the published ones, newest first, of everything or of one
/// category, tag or author, or those with the words of `q`, best first; with one, those that the caller may see in it, last touched first.
#[utoipa::path(
    get, path = "/api/v1/articles", operation_id = "listArticles", tag = "articles",
    summary = "Stories, newest first",
    description = "Published ones for everyone; with `status`, what the caller may see in that \
        state, last touched first. Of `category`, `tag` and `author` one at a time, except with \
        `q` or `status`.",
    security((), ("token" = [])),
    params(
        ("category" = Option<String>, Query, description = "Slug of a category"),
        ("tag" = Option<String>, Query, description = "Slug of a tag"),
        ("author" = Option<String>, Query, description = "Slug of an author"),
        ("q" = Option<String>, Query, description = "Words to look for; the best come first"),
        ("status" = inline(Option<Status>), Query, description = "Other than published: for the \
            newsroom alone"),
        Paging,
    ),
    responses(
        (status = 200, description = "A page of the list; stories without their body", body = Articles),
    ),
)]
pub async fn list(
    State(pages): State<Pages>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let query = input::query(&uri)?;
    let reader = who::anybody(&pages.services, &headers).await?;
    let status = match query.get("status").map(String::as_str) {
        None | Some("published") => return public(&pages, &query).await,
        Some(word) => Status::from_word(word).ok_or_else(|| {
            let words: Vec<_> = Status::ALL.iter().map(|s| s.as_str()).collect();
            Problem::unreadable(format!("status is one of {}", words.join(", ")))
        })?,
    };
    let reader = reader
        .ok_or_else(|| Problem::who_are_you("without a token only published stories are listed"))?;
    let writer = reader
        .as_writer()
        .ok_or_else(|| Problem::forbidden("only published stories are listed here"))?;
    desk(&pages, &writer, status, &query).await
}

/// What a list is narrowed to, each `None` where nothing of the name is there.
#[derive(Default)]
struct Narrowed {
    category: Option<Option<CategoryId>>,
    tag: Option<Option<TagId>>,
    author: Option<Option<AccountId>>,
}

impl Narrowed {
    /// Whether one of them is not there, so that no story is of it.
    fn names_nothing(&self) -> bool {
        matches!(self.category, Some(None))
            || matches!(self.tag, Some(None))
            || matches!(self.author, Some(None))
    }
}

async fn narrowed(
    services: &Services,
    query: &HashMap<String, String>,
) -> Result<Narrowed, Problem> {
    let store = &services.store;
    let mut narrowed = Narrowed::default();
    if let Some(slug) = query.get("category") {
        let row = store::category::by_slug(store, slug).await?;
        narrowed.category = Some(row.map(|row| CategoryId(row.id)));
    }
    if let Some(slug) = query.get("tag") {
        let row = store::tag::by_slug(store, slug).await?;
        narrowed.tag = Some(row.map(|row| TagId(row.id)));
    }
    if let Some(slug) = query.get("author") {
        let row = store::account::by_slug(store, slug).await?;
        narrowed.author = Some(row.map(|row| AccountId(row.id)));
    }
    Ok(narrowed)
}

/// The list's own address, to which its cursors are bound.
fn path(query: &HashMap<String, String>) -> String {
    let own = ["status", "category", "tag", "author", "q"];
    let parts: Vec<String> = own
        .into_iter()
        .filter_map(|name| Some(format!("{name}={}", encoded(query.get(name)?))))
        .collect();
    match parts.is_empty() {
        true => PATH.to_owned(),
        false => format!("{PATH}?{}", parts.join("&")),
    }
}

fn after(query: &HashMap<String, String>, path: &str) -> Result<Key, Problem> {
    match query.get("after") {
        None => Ok(Key::NEWEST),
        Some(cursor) => Key::from_cursor(cursor, path)
            .ok_or_else(|| Problem::unreadable("after is no cursor of this list")),
    }
}

async fn public(pages: &Pages, query: &HashMap<String, String>) -> Result<Response, Problem> {
    let limit = list::limit(query)?;
    let path = path(query);
    let after = after(query, &path)?;
    let narrowed = narrowed(&pages.services, query).await?;
    if let Some(q) = query.get("q") {
        return searched(pages, q, narrowed, (after, limit), &path).await;
    }
    let scope = match (narrowed.category, narrowed.tag, narrowed.author) {
        (None, None, None) => Some(Scope::ALL),
        (Some(category), None, None) => category.map(Scope::Category),
        (None, Some(tag), None) => tag.map(Scope::Tag),
        (None, None, Some(author)) => author.map(Scope::Author),
        _ => {
            let detail = "choose one of category, tag and author";
            return Err(Problem::unreadable(detail));
        }
    };
    let cards = match scope {
        None => Vec::new(),
        Some(scope) => {
            let walk = Walk::Before(after);
            store::listing::cards(&pages.services.store, scope, walk, limit + 1).await?
        }
    };
    let lines = cards
        .iter()
        .map(|card| (card.id, card.slug.as_str(), card.key()));
    answer(pages, None, lines.collect(), limit, &path).await
}

/// Published stories with these words, best first.
async fn searched(
    pages: &Pages,
    q: &str,
    narrowed: Narrowed,
    (after, limit): (Key, u32),
    path: &str,
) -> Result<Response, Problem> {
    let store = &pages.services.store;
    let nothing = narrowed.names_nothing();
    let wanted = store::search::Narrowed {
        category: narrowed.category.flatten(),
        tag: narrowed.tag.flatten(),
        author: narrowed.author.flatten(),
        ..Default::default()
    };
    let (keys, _) = match nothing {
        true => (Vec::new(), false),
        false => search::ranked(store, &Query::parse(q), wanted).await?,
    };
    let rest = keys.into_iter().filter(|key| *key < after);
    let mut lines = Vec::new();
    for key in rest.take(limit as usize + 1) {
        let id = ArticleId(key.id);
        if let Some((card, _)) = store::search::hit(store, id).await? {
            lines.push((id, card.slug, key));
        }
    }
    let lines = lines
        .iter()
        .map(|(id, slug, key)| (*id, slug.as_str(), *key));
    answer(pages, None, lines.collect(), limit, path).await
}

async fn desk(
    pages: &Pages,
    writer: &Writer,
    status: Status,
    query: &HashMap<String, String>,
) -> Result<Response, Problem> {
    let limit = list::limit(query)?;
    let path = path(query);
    let after = after(query, &path)?;
    let narrowed = narrowed(&pages.services, query).await?;
    let nothing = narrowed.names_nothing();
    let wanted = Wanted {
        status: Some(status),
        category: narrowed.category.flatten(),
        tag: narrowed.tag.flatten(),
        author: narrowed.author.flatten(),
        words: query.get("q").cloned(),
        ..Wanted::default()
    };
    let lines = match nothing {
        true => Vec::new(),
        false => writing::list(&pages.services, writer, wanted, after, limit + 1).await?,
    };
    let lines = lines
        .iter()
        .map(|line| (ArticleId(line.id), line.slug.as_str(), line.key()));
    answer(pages, Some(writer), lines.collect(), limit, &path).await
}

/// A page of a list out of one line more than fits on it.
async fn answer(
    pages: &Pages,
    writer: Option<&Writer>,
    mut lines: Vec<(ArticleId, &str, Key)>,
    limit: u32,
    path: &str,
) -> Result<Response, Problem> {
    let more = lines.len() > limit as usize;
    lines.truncate(limit as usize);
    let last = lines.last().filter(|_| more);
    let next = last.map(|(.., key)| key.to_cursor(path));
    let zone = pages.place().await.zone;
    let mut items = Vec::with_capacity(lines.len());
    for (id, slug, _) in lines {
        items.extend(shape(&pages.services, &zone, writer, (id, slug), false).await?);
    }
    Ok(list::answer(&items, next.as_deref(), path))
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
