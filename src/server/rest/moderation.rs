//! `/moderation`: the queue and what is decided about it.

use super::{
    input::{self, Fields, id_in_path},
    list,
    problem::Problem,
    who,
};
use crate::{
    domain::{
        comment::{Comment, State as Standing},
        id::{AccountId, CommentId},
    },
    server::pages::Pages,
    service::moderating::{self, Decision, Filter},
};
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, Uri},
    response::Response,
};
use serde::Serialize;

#[derive(Serialize)]
struct Story {
    slug: String,
    headline: String,
}

#[derive(Serialize)]
struct Item {
    #[serde(flatten)]
    comment: Comment,
    story: Story,
    account: Option<AccountId>,
    address_hash: String,
    reports: u32,
}

/// `GET /moderation/comments?state=`: without a state, what waits for a decision.
pub async fn queue(
    State(pages): State<Pages>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let moderator = who::moderator(&pages.services, &headers).await?;
    let query = input::query(&uri)?;
    let limit = list::limit(&query)?;
    let filter = match query.get("state") {
        None => Filter::Waiting,
        Some(word) => Filter::from_word(word).ok_or_else(|| {
            let detail =
                "state is published, held, rejected, spam, removed, waiting, reported or all";
            Problem::unreadable(detail)
        })?,
    };
    let after = query.get("after").map(String::as_str);
    let listed = moderating::queue(&pages.services, &moderator, filter, after, limit).await?;
    let items: Vec<Item> = listed
        .items
        .into_iter()
        .map(|item| Item {
            comment: item.comment,
            story: Story {
                slug: item.slug,
                headline: item.headline,
            },
            account: item.account,
            address_hash: item.address_hash,
            reports: item.reports,
        })
        .collect();
    let path = format!(
        "/api/v1/moderation/comments?state={}&limit={limit}",
        filter.as_str()
    );
    Ok(list::answer(&items, listed.next.as_deref(), &path))
}

/// `POST /moderation/comments/{id}/{decision}`. `seen` is the state the caller decides about: with
/// it, a comment that somebody else has decided about meanwhile is a conflict.
pub async fn decide(
    State(pages): State<Pages>,
    Path((id, word)): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let decision = Decision::from_word(&word)
        .ok_or_else(|| Problem::not_found("there is no such decision"))?;
    let moderator = who::moderator(&pages.services, &headers).await?;
    let id = CommentId(id_in_path(&id)?);
    let mut fields = Fields::read(&headers, body).await?;
    let reason = fields.text("reason").unwrap_or_default();
    let seen = fields.text("seen");
    let state = seen.as_deref().and_then(Standing::from_word);
    if seen.is_some() && state.is_none() {
        fields.wrong("seen", "seen is no state of a comment");
    }
    fields.finish()?;
    let done = moderating::decide(
        &pages.services,
        &moderator,
        id,
        decision,
        &reason,
        state.map(Into::into),
    );
    Ok(list::json(StatusCode::OK, &done.await?))
}
