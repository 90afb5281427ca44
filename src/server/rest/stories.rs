//! `/articles`: writing stories.

use super::{
    article_shape::{self, Article},
    articles::{self, Where},
    condition,
    input::Fields,
    list,
    openapi::{
        answers::{ConditionNeeded, Moved, Stale},
        bodies::{
            ArticlePatch, IfMatch, MayIfMatch, NewArticle, NewCorrection, Publication, Withdrawal,
        },
    },
    problem::Problem,
    who,
};
use crate::{
    domain::id::{ArticleId, MediaId},
    server::pages::Pages,
    service::{
        rights::Writer,
        writing::{self, Body, Correction, Patch, Text},
        zone::parse_rfc3339,
    },
    store::story::Story,
};
use axum::{
    body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// Largest body of a request: a book's worth of text, as a document.
const LARGEST: usize = 4 << 20;

/// `POST /articles`
#[utoipa::path(
    post, path = "/api/v1/articles", operation_id = "createArticle", tag = "articles",
    summary = "Begin a story",
    description = "Makes a draft. Contributors, authors, editors and administrators, each as far \
        as their role goes with the story.",
    security(("token" = ["write"])),
    request_body = NewArticle,
    responses(
        (status = 201, description = "The draft", body = Article, headers(("Location" = String, description = "Path of what was made"), ("ETag" = String, description = "The version, for If-Match"))),
    ),
)]
pub async fn create(
    State(pages): State<Pages>,
    headers: HeaderMap,
    body: body::Body,
) -> Result<Response, Problem> {
    let writer = who::writer(&pages.services, &headers).await?;
    let mut fields = Fields::read_up_to(&headers, body, LARGEST).await?;
    let patch = patch(&mut fields);
    for (name, missing) in [
        ("headline", patch.headline.is_none()),
        ("category", patch.category.is_none()),
        ("body", patch.body.is_none()),
    ] {
        fields.needed(name, missing);
    }
    fields.finish()?;
    let story = writing::create(&pages.services, &writer, patch).await?;
    let mut response = article_shape::answer(
        &pages,
        StatusCode::CREATED,
        Some(&writer),
        story.id,
        &story.slug,
    )
    .await?;
    if let Ok(place) = HeaderValue::from_str(&format!("/api/v1/articles/{}", story.slug)) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

/// A call about one story: who makes it, and where the story is.
enum Call {
    On(Writer, ArticleId),
    Elsewhere(Response),
}

async fn call(
    pages: &Pages,
    headers: &HeaderMap,
    slug: &str,
    rest: &str,
    uri: &Uri,
) -> Result<Call, Problem> {
    let writer = who::writer(&pages.services, headers).await?;
    Ok(
        match articles::find_for(&pages.services, &writer, slug).await? {
            Where::Here(story) => Call::On(writer, story.id),
            Where::Moved(slug) => Call::Elsewhere(articles::moved(&slug, rest, uri)),
        },
    )
}

async fn changed(pages: &Pages, writer: &Writer, story: &Story) -> Result<Response, Problem> {
    article_shape::answer(pages, StatusCode::OK, Some(writer), story.id, &story.slug).await
}

/// `PATCH /articles/{slug}`
#[utoipa::path(
    patch, path = "/api/v1/articles/{slug}", operation_id = "updateArticle", tag = "articles",
    summary = "Change a story",
    description = "Changes the story itself, a public one for readers at once. Contributors, \
        authors, editors and administrators, each as far as their role goes with the story, and \
        with those whose `translations` become others by it.",
    security(("token" = ["write"])),
    params(IfMatch),
    request_body = ArticlePatch,
    responses(
        (status = 200, description = "The story as it is now", body = Article, headers(("ETag" = String, description = "The version, for If-Match"))),
        Moved,
        Stale,
        ConditionNeeded,
    ),
)]
pub async fn update(
    State(pages): State<Pages>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    uri: Uri,
    body: body::Body,
) -> Result<Response, Problem> {
    let (writer, id) = match call(&pages, &headers, &slug, "", &uri).await? {
        Call::On(writer, id) => (writer, id),
        Call::Elsewhere(response) => return Ok(response),
    };
    let seen = condition::needed(&headers)?;
    let mut fields = Fields::read_up_to(&headers, body, LARGEST).await?;
    let patch = Patch {
        translations: fields.some_texts("translations"),
        ..patch(&mut fields)
    };
    fields.finish()?;
    let story = writing::update(&pages.services, &writer, id, seen, patch).await?;
    changed(&pages, &writer, &story).await
}

/// `DELETE /articles/{slug}`
#[utoipa::path(
    delete, path = "/api/v1/articles/{slug}", operation_id = "deleteArticle", tag = "articles",
    summary = "Delete a story",
    description = "Contributors, authors, editors and administrators, each as far as their role \
        goes with the story.",
    security(("token" = ["write"])),
    params(IfMatch),
    responses(
        (status = 204, description = "Deleted"),
        Moved,
        Stale,
        ConditionNeeded,
    ),
)]
pub async fn delete(
    State(pages): State<Pages>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let (writer, id) = match call(&pages, &headers, &slug, "", &uri).await? {
        Call::On(writer, id) => (writer, id),
        Call::Elsewhere(response) => return Ok(response),
    };
    let seen = condition::needed(&headers)?;
    writing::delete(&pages.services, &writer, id, seen).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /articles/{slug}/publish`: now, or with `at` then.
#[utoipa::path(
    post, path = "/api/v1/articles/{slug}/publish",
    operation_id = "publishArticle", tag = "articles",
    summary = "Publish a story, now or later",
    description = "Authors with their own stories, editors and administrators with all.",
    security(("token" = ["write"])),
    params(MayIfMatch),
    request_body(content = Option<Publication>),
    responses(
        (status = 200, description = "The story as it is now", body = Article, headers(("ETag" = String, description = "The version, for If-Match"))),
        Moved,
        Stale,
    ),
)]
pub async fn publish(
    State(pages): State<Pages>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    uri: Uri,
    body: body::Body,
) -> Result<Response, Problem> {
    let (writer, id) = match call(&pages, &headers, &slug, "/publish", &uri).await? {
        Call::On(writer, id) => (writer, id),
        Call::Elsewhere(response) => return Ok(response),
    };
    let mut fields = Fields::read(&headers, body).await?;
    let text = fields.text("at");
    let at = text.as_deref().and_then(parse_rfc3339);
    if text.is_some() && at.is_none() {
        fields.wrong("at", "at is a time to come, as RFC 3339 writes it");
    }
    fields.finish()?;
    let (services, seen) = (&pages.services, condition::seen(&headers));
    let story = match at {
        None => writing::publish(services, &writer, id, seen, Text::Story).await?,
        Some(at) => writing::schedule(services, &writer, id, seen, Text::Story, at).await?,
    };
    changed(&pages, &writer, &story).await
}

/// `POST /articles/{slug}/unpublish`
#[utoipa::path(
    post, path = "/api/v1/articles/{slug}/unpublish",
    operation_id = "unpublishArticle", tag = "articles",
    summary = "Take a story back",
    description = "Its address answers 410 with the reason. Authors with their own stories, \
        editors and administrators with all.",
    security(("token" = ["write"])),
    params(MayIfMatch),
    request_body(content = Option<Withdrawal>),
    responses(
        (status = 200, description = "The story as it is now", body = Article, headers(("ETag" = String, description = "The version, for If-Match"))),
        Moved,
        Stale,
    ),
)]
pub async fn unpublish(
    State(pages): State<Pages>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    uri: Uri,
    body: body::Body,
) -> Result<Response, Problem> {
    let (writer, id) = match call(&pages, &headers, &slug, "/unpublish", &uri).await? {
        Call::On(writer, id) => (writer, id),
        Call::Elsewhere(response) => return Ok(response),
    };
    let mut fields = Fields::read(&headers, body).await?;
    let reason = fields.text("reason").unwrap_or_default();
    fields.finish()?;
    let seen = condition::seen(&headers);
    let story = writing::unpublish(&pages.services, &writer, id, seen, &reason).await?;
    changed(&pages, &writer, &story).await
}

/// A correction, and what came of it.
#[derive(Serialize, ToSchema)]
#[schema(as = Correction)]
struct Corrected {
    #[serde(flatten)]
    correction: writing::CorrectedText,
    article: ArticleId,
    /// The version of the story with it.
    version: i64,
}

/// `POST /articles/{slug}/corrections`
#[utoipa::path(
    post, path = "/api/v1/articles/{slug}/corrections",
    operation_id = "correctArticle", tag = "articles",
    summary = "Correct a public story",
    description = "As an act of its own: dated, with its reason, told to readers. Authors with \
        their own stories, editors and administrators with all.",
    security(("token" = ["write"])),
    params(MayIfMatch),
    request_body = NewCorrection,
    responses(
        (status = 201, description = "The correction", body = Corrected, headers(("ETag" = String, description = "The version, for If-Match"))),
        Moved,
        Stale,
    ),
)]
pub async fn correct(
    State(pages): State<Pages>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    uri: Uri,
    body: body::Body,
) -> Result<Response, Problem> {
    let (writer, id) = match call(&pages, &headers, &slug, "/corrections", &uri).await? {
        Call::On(writer, id) => (writer, id),
        Call::Elsewhere(response) => return Ok(response),
    };
    let mut fields = Fields::read(&headers, body).await?;
    let block = fields.needed_text("block");
    let correction = Correction {
        block: block.strip_prefix("b-").unwrap_or(&block).to_owned(),
        before: fields.needed_text("before"),
        after: fields.needed_text("after"),
        reason: fields.needed_text("reason"),
    };
    fields.finish()?;
    let seen = condition::seen(&headers);
    let done = writing::correct(&pages.services, &writer, id, seen, correction).await?;
    let shown = Corrected {
        correction: done.correction,
        article: id,
        version: done.story.version,
    };
    let mut response = list::json(StatusCode::CREATED, &shown);
    article_shape::tag(&mut response, done.story.version);
    Ok(response)
}

/// What is written of a story; `null` empties what may be empty.
fn patch(fields: &mut Fields) -> Patch {
    let mut emptied = |name| match fields.takes_null(name) {
        true => Some(String::new()),
        false => fields.text(name),
    };
    let standfirst = emptied("standfirst");
    let dateline = emptied("dateline");
    let banner = match fields.takes_null("banner") {
        true => Some(None),
        false => fields.id("banner").map(|id| Some(MediaId(id))),
    };
    Patch {
        standfirst,
        dateline,
        banner,
        headline: fields.text("headline"),
        category: fields.text("category"),
        tags: fields.some_texts("tags"),
        bylines: fields.some_texts("bylines"),
        slug: fields.text("slug"),
        language: fields.text("language"),
        seo_title: None,
        seo_description: None,
        body: read_body(fields),
        translations: None,
    }
}

fn read_body(fields: &mut Fields) -> Option<Body> {
    let sent = fields.object("body")?;
    let mut kinds = sent.into_iter();
    let body = match (kinds.next(), kinds.next()) {
        (Some((kind, Value::String(text))), None) if kind == "markdown" => {
            Some(Body::Markdown(text))
        }
        (Some((kind, Value::String(text))), None) if kind == "html" => Some(Body::Html(text)),
        (Some((kind, value @ Value::Object(_))), None) if kind == "document" => {
            Some(Body::Json(value))
        }
        _ => None,
    };
    if body.is_none() {
        fields.wrong(
            "body",
            "body is one of {\"markdown\": text}, {\"html\": text} and {\"document\": object}",
        );
    }
    body
}
