//! `/articles/{slug}/revisions`: what a story said before.

use super::{
    article_shape::{self, Article},
    articles::{self, Where},
    condition, input, list,
    openapi::{
        answers::{ConditionNeeded, Moved, Stale},
        bodies::{IfMatch, Paging},
    },
    problem::Problem,
    who,
};
use crate::{
    domain::{document::Document, id::ArticleId, page::Key, stamp::Stamp},
    server::pages::Pages,
    service::{rights::Writer, writing, zone::Zone},
    store::revision::RevisionRow,
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, Uri},
    response::Response,
};
use serde::Serialize;
use utoipa::ToSchema;

type Revisions = list::List<'static, Revision>;

/// What a story said once.
#[derive(Serialize, ToSchema)]
struct Revision {
    n: i64,
    #[schema(format = DateTime)]
    at: String,
    /// Who made it, by name.
    #[schema(required)]
    by: Option<String>,
    headline: String,
    /// What it was made by: `saved`, `published`, `restored` or `corrected`.
    kind: String,
    /// The version of the story that it became.
    version: i64,
    /// Left out in lists, as is the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    standfirst: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    document: Option<Document>,
}

fn shown(row: RevisionRow, zone: &Zone) -> Revision {
    Revision {
        n: row.n,
        at: zone.moment(Stamp::from_micros(row.at)).datetime(),
        by: row.by_name,
        headline: row.headline,
        kind: row.kind,
        version: row.version,
        standfirst: None,
        document: None,
    }
}

/// The story whose history is asked for, by somebody who may see it.
enum Found {
    Here(Writer, ArticleId, String),
    Elsewhere(Response),
}

async fn find(
    pages: &Pages,
    headers: &HeaderMap,
    slug: &str,
    rest: &str,
    uri: &Uri,
) -> Result<Found, Problem> {
    let writer = who::writer(&pages.services, headers).await?;
    Ok(
        match articles::find_for(&pages.services, &writer, slug).await? {
            Where::Here(story) => Found::Here(writer, story.id, story.slug),
            Where::Moved(slug) => Found::Elsewhere(articles::moved(&slug, rest, uri)),
        },
    )
}

fn number(text: &str) -> Result<i64, Problem> {
    input::id(text).ok_or_else(|| Problem::not_found("there is no revision of this number"))
}

/// `GET /articles/{slug}/revisions`: newest first.
#[utoipa::path(
    get, path = "/api/v1/articles/{slug}/revisions",
    operation_id = "listRevisions", tag = "revisions",
    summary = "What a story said before, newest first",
    description = "Whoever may read the story in the newsroom.",
    security(("token" = ["write"])),
    params(Paging),
    responses(
        (status = 200, description = "A page of the list; without documents", body = Revisions),
        Moved,
    ),
)]
pub async fn list(
    State(pages): State<Pages>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let (writer, id, slug) = match find(&pages, &headers, &slug, "/revisions", &uri).await? {
        Found::Here(writer, id, slug) => (writer, id, slug),
        Found::Elsewhere(response) => return Ok(response),
    };
    let query = input::query(&uri)?;
    let limit = list::limit(&query)?;
    let scope = format!("revisions/{id}");
    let before = match query.get("after") {
        None => i64::MAX,
        Some(cursor) => {
            let key = Key::from_cursor(cursor, &scope);
            key.ok_or_else(|| Problem::unreadable("after is no cursor of this list"))?
                .id
        }
    };
    let mut rows = writing::revisions(&pages.services, &writer, id, before, limit + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let last = rows.last().filter(|_| more).map(|row| row.n);
    let next = last.map(|id| {
        let at = Stamp::from_micros(0);
        Key { at, id }.to_cursor(&scope)
    });
    let zone = pages.place().await.zone;
    let items: Vec<_> = rows.into_iter().map(|row| shown(row, &zone)).collect();
    let path = format!("/api/v1/articles/{slug}/revisions?limit={limit}");
    Ok(list::answer(&items, next.as_deref(), &path))
}

/// `GET /articles/{slug}/revisions/{n}`
#[utoipa::path(
    get, path = "/api/v1/articles/{slug}/revisions/{n}",
    operation_id = "getRevision", tag = "revisions",
    summary = "One revision",
    description = "Whoever may read the story in the newsroom.",
    security(("token" = ["write"])),
    responses(
        (status = 200, description = "The revision", body = Revision),
        Moved,
    ),
)]
pub async fn one(
    State(pages): State<Pages>,
    Path((slug, n)): Path<(String, String)>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let rest = format!("/revisions/{n}");
    let (writer, id) = match find(&pages, &headers, &slug, &rest, &uri).await? {
        Found::Here(writer, id, _) => (writer, id),
        Found::Elsewhere(response) => return Ok(response),
    };
    let revision = writing::revision(&pages.services, &writer, id, number(&n)?).await?;
    let zone = pages.place().await.zone;
    let revision = Revision {
        standfirst: Some(revision.standfirst),
        document: Some(revision.document),
        ..shown(revision.row, &zone)
    };
    Ok(list::json(StatusCode::OK, &revision))
}

/// `POST /articles/{slug}/revisions/{n}/restore`
#[utoipa::path(
    post, path = "/api/v1/articles/{slug}/revisions/{n}/restore",
    operation_id = "restoreRevision", tag = "revisions",
    summary = "Make a revision the story again",
    description = "As a new version. Contributors, authors, editors and administrators, each as \
        far as their role goes with the story.",
    security(("token" = ["write"])),
    params(IfMatch),
    responses(
        (status = 200, description = "The story as it is now", body = Article, headers(("ETag" = String, description = "The version, for If-Match"))),
        Moved,
        Stale,
        ConditionNeeded,
    ),
)]
pub async fn restore(
    State(pages): State<Pages>,
    Path((slug, n)): Path<(String, String)>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let rest = format!("/revisions/{n}/restore");
    let (writer, id) = match find(&pages, &headers, &slug, &rest, &uri).await? {
        Found::Here(writer, id, _) => (writer, id),
        Found::Elsewhere(response) => return Ok(response),
    };
    let seen = condition::needed(&headers)?;
    let story = writing::restore(&pages.services, &writer, id, number(&n)?, seen).await?;
    article_shape::answer(&pages, StatusCode::OK, Some(&writer), story.id, &story.slug).await
}
