//! `/articles/{slug}/comments` and `/comments/{id}`.

use super::{
    articles::{self, Where},
    input::{self, Fields, id_in_path},
    list, once,
    openapi::{
        answers::{Gone, Moved, TooFast},
        bodies::{CommentPatch, NewComment, Paging, Report, Vote},
    },
    problem::Problem,
    who,
};
use crate::{
    domain::{
        comment::{Comment, Policy, Sort},
        id::CommentId,
    },
    server::{pages::Pages, session},
    service::{
        commenting::{self, ArticleRef, Poster, Posting, Reporter},
        rights::Scope,
        thread,
    },
    store,
};
use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

type Comments = list::List<'static, Comment>;

/// `GET /articles/{slug}/comments`: public comments, and the caller's own held ones.
#[utoipa::path(
    get, path = "/api/v1/articles/{slug}/comments", operation_id = "listComments", tag = "comments",
    summary = "Comments of a story",
    description = "Public ones, flat, replies included; on the first page before them the \
        caller's own that are held.",
    security((), ("token" = [])),
    params(
        ("sort" = inline(Option<Sort>), Query, description = "Without it, newest"),
        Paging,
    ),
    responses(
        (status = 200, description = "A page of the list", body = Comments),
        Moved,
        Gone,
    ),
)]
pub async fn list(
    State(pages): State<Pages>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let services = &pages.services;
    let reader = who::anybody(services, &headers).await?;
    let story = match articles::find(services, &slug).await? {
        Where::Here(story) => story,
        Where::Moved(slug) => return Ok(articles::moved(&slug, "/comments", &uri)),
    };
    let query = input::query(&uri)?;
    let limit = list::limit(&query)?;
    if story.policy == Policy::Off {
        // What is not on the story's page is not here either.
        return Ok(list::answer::<Comment>(&[], None, ""));
    }
    let sort = match query.get("sort") {
        None => Sort::default(),
        Some(word) => Sort::from_word(word)
            .ok_or_else(|| Problem::unreadable("sort is newest, oldest or top"))?,
    };
    let after = query.get("after").map(String::as_str);
    let (store, zone) = (&services.store, pages.place().await.zone);
    let mut items = Vec::new();
    if let (Some(reader), None) = (&reader, after) {
        let own = store::thread::own_hidden(store, reader.id(), story.id).await?;
        items.extend(own.iter().map(|row| thread::own(row, &zone)));
        items.truncate(limit as usize - 1);
    }
    let left = limit
        .saturating_sub(u32::try_from(items.len()).unwrap_or(0))
        .max(1);
    let (public, next) = thread::flat(store, &zone, &story, sort, after, left).await?;
    items.extend(public);
    let path = format!(
        "/api/v1/articles/{}/comments?sort={}&limit={limit}",
        story.slug,
        sort.as_str()
    );
    Ok(list::answer(&items, next.as_deref(), &path))
}

/// `POST /articles/{slug}/comments`
#[utoipa::path(
    post, path = "/api/v1/articles/{slug}/comments",
    operation_id = "createComment", tag = "comments",
    summary = "Write a comment",
    description = "Without a token only where the site lets anyone with a name write.",
    security((), ("token" = ["comment"])),
    request_body = NewComment,
    responses(
        (status = 201, description = "The comment; `held` where moderators look at it first", body = Comment, headers(("Location" = String, description = "Path of what was made"))),
        Moved,
        Gone,
        TooFast,
    ),
)]
pub async fn post(
    State(pages): State<Pages>,
    Path(slug): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let services = &pages.services;
    let address = session::address(&pages, request.extensions(), request.headers());
    let (parts, body) = request.into_parts();
    let reader = who::anybody(services, &parts.headers).await?;
    let reader = match reader {
        Some(reader) => Some(who::allowed(reader, Scope::Comment)?),
        None => None,
    };
    let story = match articles::find(services, &slug).await? {
        Where::Here(story) => story,
        Where::Moved(slug) => return Ok(articles::moved(&slug, "/comments", &parts.uri)),
    };
    let key = once::key(&parts.headers)?;
    let mut fields = Fields::read(&parts.headers, body).await?;
    let text = fields.needed_text("body");
    let parent = fields.id("parent_id").map(CommentId);
    let name = fields.text("name");
    fields.finish()?;
    let posting = Posting {
        article: ArticleRef::Id(story.id),
        parent,
        body: text,
        key,
        address,
        honeypot: String::new(),
        composing: None,
    };
    let name = name.unwrap_or_default();
    let poster = match &reader {
        Some(reader) => Poster::Account(reader),
        None => Poster::Guest { name: &name },
    };
    let posted = commenting::post(services, poster, posting).await?;
    let mut response = list::json(StatusCode::CREATED, &posted.comment);
    let place = format!("/articles/{}/comments/{}", story.slug, posted.comment.id);
    if let Ok(place) = HeaderValue::from_str(&place) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

/// `PATCH /comments/{id}`
#[utoipa::path(
    patch, path = "/api/v1/comments/{id}", operation_id = "updateComment", tag = "comments",
    summary = "Change an own comment",
    description = "For 15 minutes.",
    security(("token" = ["comment"])),
    request_body = CommentPatch,
    responses(
        (status = 200, description = "The comment as it is now", body = Comment),
        Gone,
    ),
)]
pub async fn edit(
    State(pages): State<Pages>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let reader = who::reader(&pages.services, &headers, Scope::Comment).await?;
    let id = CommentId(id_in_path(&id)?);
    let mut fields = Fields::read(&headers, body).await?;
    let text = fields.needed_text("body");
    fields.finish()?;
    let comment = commenting::edit(&pages.services, &reader, id, &text).await?;
    Ok(list::json(StatusCode::OK, &comment))
}

/// `DELETE /comments/{id}`
#[utoipa::path(
    delete, path = "/api/v1/comments/{id}", operation_id = "deleteComment", tag = "comments",
    summary = "Remove a comment",
    description = "The own one; moderators any.",
    security(("token" = ["comment"])),
    responses(
        (status = 204, description = "Removed"),
        Gone,
    ),
)]
pub async fn delete(
    State(pages): State<Pages>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reader = who::reader(&pages.services, &headers, Scope::Comment).await?;
    let id = CommentId(id_in_path(&id)?);
    commenting::delete(&pages.services, &reader, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `POST /comments/{id}/vote`
#[utoipa::path(
    post, path = "/api/v1/comments/{id}/vote", operation_id = "voteComment", tag = "comments",
    summary = "Like a comment, or no longer",
    security(("token" = ["comment"])),
    request_body(content = Option<Vote>),
    responses(
        (status = 200, description = "The comment as it is now", body = Comment),
        Gone,
    ),
)]
pub async fn vote(
    State(pages): State<Pages>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let reader = who::reader(&pages.services, &headers, Scope::Comment).await?;
    let id = CommentId(id_in_path(&id)?);
    let mut fields = Fields::read(&headers, body).await?;
    let on = fields.flag("on").unwrap_or(true);
    fields.finish()?;
    let comment = commenting::like(&pages.services, &reader, id, on).await?;
    Ok(list::json(StatusCode::OK, &comment))
}

/// `POST /comments/{id}/report`
#[utoipa::path(
    post, path = "/api/v1/comments/{id}/report", operation_id = "reportComment", tag = "comments",
    summary = "Report a comment to the moderators",
    description = "Doing it twice does nothing.",
    security(("token" = ["comment"])),
    request_body = Report,
    responses(
        (status = 204, description = "Reported"),
        Gone,
    ),
)]
pub async fn report(
    State(pages): State<Pages>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let reader = who::reader(&pages.services, &headers, Scope::Comment).await?;
    let id = CommentId(id_in_path(&id)?);
    let mut fields = Fields::read(&headers, body).await?;
    let reason = fields.needed_text("reason");
    let note = fields.text("note").unwrap_or_default();
    fields.finish()?;
    let reporter = Reporter::Account(&reader);
    commenting::report(&pages.services, reporter, id, &reason, &note).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
