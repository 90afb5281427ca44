//! The frame of every page, standing pages, and the newsroom's door.

use crate::{
    domain::{listing::StandingPage, site::Site},
    error::AppError,
};
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// Name, language, navigation and date of the site.
#[server(endpoint = "site", input = GetUrl)]
pub async fn load_site() -> Result<Site, AppError> {
    use crate::context;
    context::shows("site");
    Ok(context::place()?.site.as_ref().clone())
}

/// A standing page.
#[server(endpoint = "page", input = GetUrl)]
pub async fn load_standing_page(slug: String) -> Result<StandingPage, AppError> {
    use crate::{context, store};
    let slug = context::slug(&slug)?;
    context::shows(format!("page/{slug}"));
    let page = store::standing_page::by_slug(&context::services()?.store, slug.as_str()).await?;
    page.ok_or_else(|| context::refuse(AppError::NotFound))
}

/// Whether the caller may enter the newsroom. Nobody may until accounts can sign in.
#[server(endpoint = "editor/enter", input = GetUrl)]
pub async fn enter_newsroom() -> Result<(), AppError> {
    Err(crate::context::refuse(AppError::Forbidden))
}
