//! `/categories`

use super::{input::Fields, list, problem::Problem, who, write_refusals::fault};
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

#[derive(Serialize)]
struct Category {
    slug: String,
    name: String,
    description: String,
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
pub async fn delete(
    State(pages): State<Pages>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let by = who::site_editor(&pages.services, &headers).await?;
    sections::delete(&pages.services, &by, &slug).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
