//! The live streams and the cacheable delta.

use super::{
    answer::knows,
    pages::Pages,
    rest::{
        articles::{self, Where},
        input,
        openapi::{
            answers::{Gone, Moved, TooFast},
            bodies::Delta,
        },
        problem::Problem,
        who,
    },
    session,
};
use crate::{
    domain::comment::Policy,
    service::{
        live::{After, event},
        rights::Scope,
    },
    store::thread::StoryRow,
};
use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use bytes::Bytes;
use futures::{Stream, StreamExt};
use sha2::{Digest, Sha256};
use std::{convert::Infallible, time::Duration};

/// Events that end a full delta never change their place, but what they say may be hidden: a
/// copy of it lives a minute.
const FULL: &str = "public, max-age=60";
const OPEN: &str = "public, max-age=1";

/// How often the rights of whoever follows the queue are looked at again: an open stream ends soon
/// after they have gone.
const RECHECK: Duration = Duration::from_secs(3);

/// `GET /articles/{slug}/comments/stream`
#[utoipa::path(
    get, path = "/api/v1/articles/{slug}/comments/stream",
    operation_id = "streamComments", tag = "comments",
    summary = "What happens in a thread, as it happens",
    description = "Server-sent events: `comment.created`, `comment.updated`, `comment.removed` \
        and `article.updated` carry a number as `id`; `count`, `presence`, `reset` and \
        `heartbeat` carry none. After `Last-Event-ID`, or else `since`, everything is told that \
        came later.",
    params(
        ("since" = Option<String>, Query, description = "Number of the last event that is known; \
            without it, the stream begins at the present"),
        ("Last-Event-ID" = Option<String>, Header, description = "The same, as browsers send it"),
    ),
    responses(
        (status = 200, description = "The stream", body = String, content_type = "text/event-stream"),
        Moved,
        Gone,
        TooFast,
    ),
)]
pub(super) async fn stream(
    State(pages): State<Pages>,
    Path(slug): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let story = match articles::find(&pages.services, &slug).await? {
        Where::Here(story) => story,
        Where::Moved(slug) => return Ok(articles::moved(&slug, "/comments/stream", request.uri())),
    };
    has_comments(&story)?;
    let hub = &pages.services.hub;
    let after = after(&request);
    let subscription = hub
        .subscribe(
            story.id,
            after,
            &session::address(&pages, request.extensions(), request.headers()),
        )
        .await?;
    Ok(send(subscription.frames()))
}

/// Where comments are off, nothing of them is told.
fn has_comments(story: &StoryRow) -> Result<(), Problem> {
    match story.policy {
        Policy::Off => Err(Problem::not_found("this story has no comments")),
        Policy::Open | Policy::ReadOnly => Ok(()),
    }
}

/// Where the client left off. What the browser says by itself is newer than the address.
fn after(request: &Request) -> After {
    let told = request.headers().get("last-event-id");
    if let Some(told) = told.filter(|value| !value.is_empty()) {
        return told.to_str().map_or(After::Unknown, After::parse);
    }
    let query = request.uri().query().unwrap_or_default();
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    match pairs.find(|(name, _)| *name == "since") {
        Some((_, since)) => After::parse(since),
        None => After::Now,
    }
}

fn send(frames: impl Stream<Item = Bytes> + Send + 'static) -> Response {
    let frames = frames.map(Ok::<_, Infallible>);
    let mut response = Response::new(Body::from_stream(frames));
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// `GET /articles/{slug}/comments/events?since=n`
#[utoipa::path(
    get, path = "/api/v1/articles/{slug}/comments/events",
    operation_id = "listThreadEvents", tag = "comments",
    summary = "What happened in a thread, as caches may keep it",
    description = "The same events as the stream, for everyone. At most 500: ask again with \
        `last`.",
    params(
        ("since" = Option<i64>, Query, minimum = 0, description = "Number of the last event that \
            is known; without it, nothing but the present number is told"),
    ),
    responses(
        (status = 200, description = "The events", body = Delta, headers(("ETag" = String, description = "For If-None-Match"))),
        (status = 304, description = "Nothing new since the answer that If-None-Match names"),
        Moved,
        Gone,
    ),
)]
pub(super) async fn events(
    State(pages): State<Pages>,
    Path(slug): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let story = match articles::find(&pages.services, &slug).await? {
        Where::Here(story) => story,
        Where::Moved(slug) => return Ok(articles::moved(&slug, "/comments/events", request.uri())),
    };
    has_comments(&story)?;
    let query = input::query(request.uri())?;
    let since = match query.get("since").map(|text| After::parse(text)) {
        None | Some(After::Now) => None,
        Some(After::Event(seq)) => Some(seq),
        Some(After::Unknown) => {
            return Err(Problem::unreadable("since is the number of an event"));
        }
    };
    let article = story.id;
    let delta = event::delta(&pages.services.store, article, since).await?;
    let mut response = tagged(delta.body, request.headers());
    let headers = response.headers_mut();
    let kept = if delta.full { FULL } else { OPEN };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    if let Ok(key) = HeaderValue::from_str(&format!("thread/{article}")) {
        headers.insert(HeaderName::from_static("surrogate-key"), key);
    }
    Ok(response)
}

/// JSON with a strong tag, or 304 for whoever has it.
fn tagged(body: String, asked: &HeaderMap) -> Response {
    let hash = &Sha256::digest(body.as_bytes())[..12];
    let tag = format!("\"{}\"", BASE64_URL_SAFE_NO_PAD.encode(hash));
    let mut response = if knows(asked, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], body).into_response()
    };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// `GET /moderation/stream`: the one place of the API where a session's cookie counts, because
/// a browser's EventSource can send nothing else, and nothing is changed by it.
#[utoipa::path(
    get, path = "/api/v1/moderation/stream", operation_id = "streamQueue", tag = "moderation",
    summary = "What happens in the queue, as it happens",
    description = "Server-sent events: `queue.changed` with `{id, state, by}`. Moderators, \
        editors and administrators. The session of a browser counts here too.",
    security(("token" = ["moderate"])),
    responses(
        (status = 200, description = "The stream", body = String, content_type = "text/event-stream"),
        TooFast,
    ),
)]
pub(super) async fn queue_stream(
    State(pages): State<Pages>,
    request: Request,
) -> Result<Response, Problem> {
    let services = &pages.services;
    follower(&pages, request.headers()).await?;
    let subscription = services.hub.subscribe_queue(&session::address(
        &pages,
        request.extensions(),
        request.headers(),
    ))?;
    let headers = request.headers().clone();
    let over = async move {
        let mut ticks = tokio::time::interval(RECHECK);
        loop {
            ticks.tick().await;
            if follower(&pages, &headers).await.is_err() {
                return;
            }
        }
    };
    Ok(send(subscription.frames().take_until(Box::pin(over))))
}

/// Lets those go on who may follow the queue now.
async fn follower(pages: &Pages, headers: &HeaderMap) -> Result<(), Problem> {
    let mut reader = who::anybody(&pages.services, headers).await?;
    if reader.is_none() {
        reader = session::look(pages, headers).await?;
    }
    let reader = reader.ok_or_else(|| Problem::who_are_you("sign in, or send a token"))?;
    let reader = who::allowed(reader, Scope::Moderate)?;
    if reader.as_moderator().is_none() {
        return Err(Problem::forbidden("only moderators may follow the queue"));
    }
    Ok(())
}
