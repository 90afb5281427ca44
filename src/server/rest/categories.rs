//! `/categories`

use super::{
    input::Fields,
    list,
    openapi::bodies::{CategoryPatch, NewCategory},
    problem::Problem,
    who,
    write_refusals::fault,
};
use crate::{
    server::pages::Pages,
    service::sections::{self, Patch, SectionError},
    store::category::CategoryRow,
};
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

type Categories = list::List<'static, Category>;

/// A section of the site.
#[derive(Serialize, ToSchema)]
struct Category {
    slug: String,
    name: String,
    description: String,
    /// Its place among the categories.
    order: i64,
}

impl From<CategoryRow> for Category {
    fn from(row: CategoryRow) -> Self {
        Category {
            slug: row.slug,
            name: row.name,
            description: row.description,
            order: row.position,
        }
    }
}

impl From<SectionError> for Problem {
    fn from(error: SectionError) -> Self {
        match error {
            SectionError::NotFound => Problem::not_found("there is no such category"),
            SectionError::InUse(stories) => Problem::conflict(format!(
                "{stories} stories are in this category; move them to another one first"
            )),
            SectionError::Last => Problem::conflict("the last category has to stay"),
            SectionError::Fields(complaints) => {
                Problem::unacceptable(complaints.into_iter().map(fault).collect())
            }
            SectionError::Service(error) => error.into(),
        }
    }
}

/// `GET /categories`: all of them, in their order.
#[utoipa::path(
    get, path = "/api/v1/categories", operation_id = "listCategories", tag = "categories",
    summary = "All categories, in their order",
    responses(
        (status = 200, description = "All of them", body = Categories),
    ),
)]
pub async fn all(State(pages): State<Pages>) -> Result<Response, Problem> {
    let rows = sections::list(&pages.services).await?;
    let items: Vec<Category> = rows.into_iter().map(Category::from).collect();
    Ok(list::answer(&items, None, "/api/v1/categories"))
}

async fn patch(headers: &HeaderMap, body: Body) -> Result<Patch, Problem> {
    let mut fields = Fields::read(headers, body).await?;
    let patch = Patch {
        name: fields.text("name"),
        slug: fields.text("slug"),
        description: fields.text("description"),
        order: fields.number("order"),
    };
    fields.finish()?;
    Ok(patch)
}

/// `POST /categories`
#[utoipa::path(
    post, path = "/api/v1/categories", operation_id = "createCategory", tag = "categories",
    summary = "Add a category",
    description = "Editors and administrators.",
    security(("token" = ["write"])),
    request_body = NewCategory,
    responses(
        (status = 201, description = "The category", body = Category),
    ),
)]
pub async fn create(
    State(pages): State<Pages>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let by = who::site_editor(&pages.services, &headers).await?;
    let patch = patch(&headers, body).await?;
    let made = sections::add(&pages.services, &by, patch).await?;
    Ok(list::json(StatusCode::CREATED, &Category::from(made)))
}

/// `PATCH /categories/{slug}`
#[utoipa::path(
    patch, path = "/api/v1/categories/{slug}", operation_id = "updateCategory", tag = "categories",
    summary = "Change a category",
    description = "Its former address redirects for ever. Editors and administrators.",
    security(("token" = ["write"])),
    request_body = CategoryPatch,
    responses(
        (status = 200, description = "The category as it is now", body = Category),
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
    let changed = sections::update(&pages.services, &by, &slug, patch).await?;
    Ok(list::json(StatusCode::OK, &Category::from(changed)))
}

/// `DELETE /categories/{slug}`
#[utoipa::path(
    delete, path = "/api/v1/categories/{slug}", operation_id = "deleteCategory", tag = "categories",
    summary = "Delete a category",
    description = "Not while stories are in it. Editors and administrators.",
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
    sections::delete(&pages.services, &by, &slug).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
