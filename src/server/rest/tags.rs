//! `/tags`

use super::{
    input,
    input::Fields,
    list,
    openapi::bodies::{NewTag, Paging, TagPatch},
    problem::Problem,
    who,
    write_refusals::fault,
};
use crate::{
    server::pages::Pages,
    service::tagging::{self, Patch, TagError},
    store::tag::TagRow,
};
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

type Tags = list::List<'static, Tag>;

/// A topic.
#[derive(Serialize, ToSchema)]
struct Tag {
    slug: String,
    name: String,
    description: String,
}

impl From<TagRow> for Tag {
    fn from(row: TagRow) -> Self {
        Tag {
            slug: row.slug,
            name: row.name,
            description: row.description,
        }
    }
}

impl From<TagError> for Problem {
    fn from(error: TagError) -> Self {
        match error {
            TagError::NotFound => Problem::not_found("there is no such tag"),
            TagError::Fields(complaints) => {
                Problem::unacceptable(complaints.into_iter().map(fault).collect())
            }
            TagError::Service(error) => error.into(),
        }
    }
}

/// `GET /tags`: by slug.
#[utoipa::path(
    get, path = "/api/v1/tags", operation_id = "listTags", tag = "tags",
    summary = "Tags, by slug",
    params(("q" = Option<String>, Query, description = "Words to look for"), Paging),
    responses(
        (status = 200, description = "A page of the list", body = Tags),
    ),
)]
pub async fn all(State(pages): State<Pages>, uri: Uri) -> Result<Response, Problem> {
    let query = input::query(&uri)?;
    let limit = list::limit(&query)?;
    let text = |name: &str| query.get(name).map_or("", String::as_str);
    let (words, after) = (text("q"), text("after"));
    let mut rows = tagging::list(&pages.services, words, false, after, limit + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|row| row.tag.slug.clone());
    let items: Vec<Tag> = rows.into_iter().map(|row| Tag::from(row.tag)).collect();
    Ok(list::answer(
        &items,
        next.as_deref(),
        &format!("/api/v1/tags?limit={limit}"),
    ))
}

async fn patch(headers: &HeaderMap, body: Body) -> Result<Patch, Problem> {
    let mut fields = Fields::read(headers, body).await?;
    let patch = Patch {
        name: fields.text("name"),
        slug: fields.text("slug"),
        description: fields.text("description"),
    };
    fields.finish()?;
    Ok(patch)
}

/// `POST /tags`
#[utoipa::path(
    post, path = "/api/v1/tags", operation_id = "createTag", tag = "tags",
    summary = "Add a tag",
    description = "Editors and administrators.",
    security(("token" = ["write"])),
    request_body = NewTag,
    responses(
        (status = 201, description = "The tag", body = Tag),
    ),
)]
pub async fn create(
    State(pages): State<Pages>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let by = who::site_editor(&pages.services, &headers).await?;
    let patch = patch(&headers, body).await?;
    let made = tagging::add(&pages.services, &by, patch).await?;
    Ok(list::json(StatusCode::CREATED, &Tag::from(made)))
}

/// `PATCH /tags/{slug}`
#[utoipa::path(
    patch, path = "/api/v1/tags/{slug}", operation_id = "updateTag", tag = "tags",
    summary = "Change a tag",
    description = "Its former address redirects for ever. Editors and administrators.",
    security(("token" = ["write"])),
    request_body = TagPatch,
    responses(
        (status = 200, description = "The tag as it is now", body = Tag),
    ),
)]
pub async fn update(
    State(pages): State<Pages>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let by = who::site_editor(&pages.services, &headers).await?;
    let patch = patch(&headers, body).await?;
    let changed = tagging::update(&pages.services, &by, &slug, patch).await?;
    Ok(list::json(StatusCode::OK, &Tag::from(changed)))
}

/// `DELETE /tags/{slug}`: from its stories too.
#[utoipa::path(
    delete, path = "/api/v1/tags/{slug}", operation_id = "deleteTag", tag = "tags",
    summary = "Delete a tag",
    description = "From its stories too. Editors and administrators.",
    security(("token" = ["write"])),
    responses(
        (status = 204, description = "Deleted"),
    ),
)]
pub async fn delete(
    State(pages): State<Pages>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let by = who::site_editor(&pages.services, &headers).await?;
    tagging::delete(&pages.services, &by, &slug).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
