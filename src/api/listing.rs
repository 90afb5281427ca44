//! Front page, lists and archive.

use crate::{
    domain::listing::{Front, Listing, Month},
    error::AppError,
};
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// The front page.
#[server(endpoint = "front", input = GetUrl)]
pub async fn load_front() -> Result<Front, AppError> {
    use crate::{context, service::reading};
    context::shows("front");
    context::shows("lists");
    Ok(reading::front(&context::services()?.store, &context::place()?.zone).await?)
}

/// A page of a category, from a cursor on.
#[server(endpoint = "category", input = GetUrl)]
pub async fn load_category(
    slug: String,
    #[server(default)] before: Option<String>,
    #[server(default)] after: Option<String>,
) -> Result<Listing, AppError> {
    use crate::{context, service::reading};
    let slug = context::slug(&slug)?;
    context::shows(format!("category/{slug}"));
    context::shows("lists");
    let at = reading::Cursors { before: before.as_deref(), after: after.as_deref() };
    let found = reading::category(&context::services()?.store, &context::place()?.zone, slug.as_str(), at).await?;
    found.ok_or_else(|| context::refuse(AppError::NotFound))
}

/// A page of a topic, from a cursor on.
#[server(endpoint = "tag", input = GetUrl)]
pub async fn load_tag(
    slug: String,
    #[server(default)] before: Option<String>,
    #[server(default)] after: Option<String>,
) -> Result<Listing, AppError> {
    use crate::{context, service::reading};
    let slug = context::slug(&slug)?;
    context::shows(format!("tag/{slug}"));
    context::shows("lists");
    let at = reading::Cursors { before: before.as_deref(), after: after.as_deref() };
    let found = reading::tag(&context::services()?.store, &context::place()?.zone, slug.as_str(), at).await?;
    found.ok_or_else(|| context::refuse(AppError::NotFound))
}

/// A page of an author's stories, from a cursor on.
#[server(endpoint = "author", input = GetUrl)]
pub async fn load_author(
    slug: String,
    #[server(default)] before: Option<String>,
    #[server(default)] after: Option<String>,
) -> Result<Listing, AppError> {
    use crate::{context, service::reading};
    let slug = context::slug(&slug)?;
    context::shows(format!("author/{slug}"));
    context::shows("lists");
    let at = reading::Cursors { before: before.as_deref(), after: after.as_deref() };
    let found = reading::author(&context::services()?.store, &context::place()?.zone, slug.as_str(), at).await?;
    found.ok_or_else(|| context::refuse(AppError::NotFound))
}

/// The months that have stories, newest first.
#[server(endpoint = "archive", input = GetUrl)]
pub async fn load_archive() -> Result<Vec<Month>, AppError> {
    use crate::{context, service::reading};
    context::shows("lists");
    Ok(reading::months(&context::services()?.store, &context::place()?.zone).await?)
}

/// A page of a month, from a cursor on.
#[server(endpoint = "archive/month", input = GetUrl)]
pub async fn load_month(
    year: String,
    month: String,
    #[server(default)] before: Option<String>,
    #[server(default)] after: Option<String>,
) -> Result<Listing, AppError> {
    use crate::{context, service::reading};
    context::shows("lists");
    let at = reading::Cursors { before: before.as_deref(), after: after.as_deref() };
    let digits = |text: &str| text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    let number = |text: &str| text.parse().ok().filter(|_| digits(text));
    let (Some(year), Some(month)) = (number(&year), number(&month).and_then(|m| u8::try_from(m).ok())) else {
        return Err(context::refuse(AppError::NotFound));
    };
    let found = reading::month(&context::services()?.store, &context::place()?.zone, year, month, at).await?;
    found.ok_or_else(|| context::refuse(AppError::NotFound))
}
