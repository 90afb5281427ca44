//! `/articles/{slug}/comment`: everything a reader does in a thread, by links and forms alone. A
//! refusal shows the page again with what was typed and the reason in words; whoever is not signed
//! in does so in the same form, and loses nothing.

mod acts;
mod look;
mod refusal;

use super::fields::Fields;
use crate::{
    domain::{article::Found, id::CommentId},
    pages::{
        self as sheets, article,
        comment::{Act, Notice, PREVIEW, Task, Typed},
    },
    server::{
        pages::{self, Pages},
        private, session,
    },
    service::{
        accounts::Origin,
        commenting::desk::{self, Desk},
        rights::Reader,
    },
};
use axum::{
    extract::{Path, RawQuery, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// The story at this address, or the answer where there is none.
async fn story(
    pages: &Pages,
    slug: &str,
    query: &str,
    moved: StatusCode,
) -> Result<Desk, Response> {
    match desk::at(&pages.services, slug).await {
        Ok(Some(Found::Here(desk))) => Ok(desk),
        Ok(Some(Found::Moved(path))) => {
            let path = if query.is_empty() {
                path
            } else {
                format!("{path}?{query}")
            };
            Err(match HeaderValue::from_str(&path) {
                Ok(location) => (moved, [(header::LOCATION, location)]).into_response(),
                Err(_) => StatusCode::NOT_FOUND.into_response(),
            })
        }
        Ok(Some(Found::Gone { headline, reason })) => {
            let draw = move |_: &_, words: &'static _| {
                sheets::problem(article::gone(&headline, &reason, words))
            };
            Err(private::page(pages, StatusCode::GONE, draw).await)
        }
        Ok(None) => Err(pages::failed(pages, StatusCode::NOT_FOUND).await),
        Err(error) => Err(session::fault(pages, error).await),
    }
}

/// `GET /articles/{slug}/comment`
pub async fn show(
    State(pages): State<Pages>,
    Path(slug): Path<String>,
    reader: Option<Reader>,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    let desk = match story(&pages, &slug, &query, StatusCode::MOVED_PERMANENTLY).await {
        Ok(desk) => desk,
        Err(response) => return response,
    };
    let asked = Fields::parse(&query);
    let task = match wanted(&asked) {
        Ok(task) => task,
        Err(()) => return pages::failed(&pages, StatusCode::BAD_REQUEST).await,
    };
    let here = if query.is_empty() {
        format!("/articles/{}/comment", desk.slug)
    } else {
        format!("/articles/{}/comment?{query}", desk.slug)
    };
    // What is the reader's own is shown to nobody else.
    if reader.is_none() && matches!(task.act, Act::Edit | Act::Delete) {
        return super::account::sign_in_first(&here);
    }
    let mut look = look::Look::new(&pages, desk, reader, here);
    look.notice = Notice::from_word(asked.get("notice"));
    look.typed.key = fresh_key();
    look.begin(task).await
}

/// What an address asks for.
fn wanted(asked: &Fields) -> Result<Task, ()> {
    let about = [
        ("parent", Act::Post),
        ("edit", Act::Edit),
        ("delete", Act::Delete),
        ("like", Act::Like),
        ("report", Act::Report),
        ("mute", Act::Mute),
    ];
    for (name, act) in about {
        let text = asked.get(name);
        if !text.is_empty() {
            let id = Some(CommentId(text.parse().map_err(drop)?));
            return Ok(Task { act, id });
        }
    }
    let act = if asked.has("follow") {
        Act::Follow
    } else {
        Act::Post
    };
    Ok(Task { act, id: None })
}

/// `POST /articles/{slug}/comment`
pub async fn send(
    State(pages): State<Pages>,
    Path(slug): Path<String>,
    reader: Option<Reader>,
    origin: Origin,
    fields: Fields,
) -> Response {
    let desk = match story(&pages, &slug, "", StatusCode::PERMANENT_REDIRECT).await {
        Ok(desk) => desk,
        Err(response) => return response,
    };
    let Some(task) = sent(&fields) else {
        return pages::failed(&pages, StatusCode::BAD_REQUEST).await;
    };
    let here = format!("/articles/{}/comment{}", desk.slug, query_of(task));
    let mut look = look::Look::new(&pages, desk, reader, here);
    look.sent = true;
    look.typed = typed(&fields);
    let mut entered = None;
    if look.reader.is_none() && !fields.get("email").is_empty() {
        match acts::enter(&pages, &fields, &origin).await {
            Ok((reader, key)) => {
                look.reader = Some(reader);
                entered = Some(key);
            }
            Err(error) => return look.not_entered(task, error).await,
        }
    }
    let outcome = if fields.get("act") == PREVIEW {
        acts::preview(&look)
    } else {
        acts::run(&pages, &look, task, &fields, &origin).await
    };
    let mut response = match outcome {
        Ok(acts::Done::Onward(path)) => super::account::see_other(&path),
        Ok(acts::Done::Preview(html)) => {
            look.preview = Some(html);
            look.again(task, StatusCode::OK).await
        }
        Err(acts::Refused::Reason) => look.without_reason(task).await,
        Err(acts::Refused::Comment(error)) => look.refused(task, &error).await,
    };
    // Whoever has signed in is, whatever came of the rest.
    if let Some(key) = entered {
        session::give(&mut response, &pages.services.base_url, &key);
    }
    response
}

/// What a form wants. `None` where no form of ours does.
fn sent(fields: &Fields) -> Option<Task> {
    let id = |name: &str| match fields.get(name) {
        "" => Some(None),
        text => text.parse().ok().map(|id| Some(CommentId(id))),
    };
    let act = match (fields.get("act"), fields.get("id")) {
        (PREVIEW, "") => Act::Post,
        (PREVIEW, _) => Act::Edit,
        (word, _) => Act::from_word(word)?,
    };
    let task = match act {
        Act::Post => Task {
            act,
            id: id("parent")?,
        },
        Act::Follow | Act::Unfollow => Task { act, id: None },
        Act::Edit
        | Act::Delete
        | Act::Like
        | Act::Unlike
        | Act::Report
        | Act::Mute
        | Act::Unmute => Task {
            act,
            id: Some(id("id")??),
        },
    };
    Some(task)
}

/// The query that leads to a task again.
fn query_of(task: Task) -> String {
    let word = match task.act {
        Act::Post => "parent",
        Act::Edit => "edit",
        Act::Delete => "delete",
        Act::Like | Act::Unlike => "like",
        Act::Report => "report",
        Act::Mute | Act::Unmute => "mute",
        Act::Follow | Act::Unfollow => return "?follow".to_owned(),
    };
    task.id
        .map(|id| format!("?{word}={id}"))
        .unwrap_or_default()
}

fn typed(fields: &Fields) -> Typed {
    let key = fields.get("key");
    let text = |name: &str| fields.get(name).to_owned();
    Typed {
        body: text("body"),
        name: text("name"),
        reason: text("reason"),
        note: text("note"),
        email: text("email"),
        key: if key.is_empty() {
            fresh_key()
        } else {
            key.to_owned()
        },
    }
}

/// Sending one form twice is sending it once.
fn fresh_key() -> String {
    format!("{:032x}", rand::random::<u128>())
}
