//! A story's page.

use crate::{
    domain::article::{Article, Found},
    error::AppError,
};
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// Everything on a story's page but its body.
#[server(endpoint = "article", input = GetUrl)]
pub async fn load_article(slug: String) -> Result<Found<Article>, AppError> {
    use crate::{
        context::{self, Outcome},
        service::reading,
    };
    let slug = context::slug(&slug)?;
    context::shows(format!("article/{slug}"));
    context::shows("lists");
    let services = context::services()?;
    let found = reading::article(&services.store, &context::place()?.zone, slug.as_str()).await?;
    let found = found.ok_or_else(|| context::refuse(AppError::NotFound))?;
    match &found {
        Found::Here(_) => {}
        Found::Moved(path) => context::answer_with(Outcome::MovedTo(path.clone())),
        Found::Gone { .. } => context::answer_with(Outcome::Status(axum::http::StatusCode::GONE)),
    }
    Ok(found)
}

/// The HTML of a story's body; empty when there is no such story.
#[server(endpoint = "article/body", input = GetUrl)]
pub async fn load_body(slug: String) -> Result<String, AppError> {
    use crate::{context, store};
    let slug = context::slug(&slug)?;
    context::shows(format!("article/{slug}"));
    let html = store::article::html_by_slug(&context::services()?.store, slug.as_str()).await?;
    Ok(html.unwrap_or_default())
}
