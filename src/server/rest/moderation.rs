//! `/moderation`: the queue and what is decided about it.

use super::{
    input::{self, Fields, id_in_path},
    list,
    openapi::{
        answers::Gone,
        bodies::{Paging, Reason},
    },
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
use utoipa::ToSchema;

/// Where a comment stands.
#[derive(Serialize, ToSchema)]
#[schema(as = QueuedStory)]
struct Story {
    slug: String,
    headline: String,
}

type Queue = list::List<'static, Item>;

/// A comment with what moderators know of it.
#[derive(Serialize, ToSchema)]
#[schema(as = QueuedComment)]
struct Item {
    #[serde(flatten)]
    comment: Comment,
    story: Story,
    #[schema(required)]
    account: Option<AccountId>,
    /// The same for comments from one network address.
    address_hash: String,
    /// Reports that nobody has dealt with.
    reports: u32,
}

/// `GET /moderation/comments?state=`: without a state, what waits for a decision.
#[utoipa::path(
    get, path = "/api/v1/moderation/comments", operation_id = "listQueue", tag = "moderation",
    summary = "Comments as moderators see them",
    description = "Moderators, editors and administrators.",
    security(("token" = ["moderate"])),
    params(
        ("state" = inline(Option<Filter>), Query, description = "Without it, waiting"),
        Paging,
    ),
    responses(
        (status = 200, description = "A page of the list", body = Queue),
    ),
)]
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
#[utoipa::path(
    post, path = "/api/v1/moderation/comments/{id}/{decision}",
    operation_id = "decideComment", tag = "moderation",
    summary = "Decide about a comment",
    description = "Moderators, editors and administrators.",
    security(("token" = ["moderate"])),
    request_body(content = Option<Reason>),
    responses(
        (status = 200, description = "The comment as it is now", body = Comment),
        Gone,
    ),
)]
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
