//! `/articles/{slug}/comments` and `/comments/{id}`.

use super::{
    articles::{self, Where},
    input::{self, Fields, id_in_path},
    list, once,
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

/// `GET /articles/{slug}/comments`: public comments, and the caller's own held ones.
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
