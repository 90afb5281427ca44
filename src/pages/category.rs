//! `/categories/{slug}`, `/tags/{slug}`, `/authors/{slug}`

use super::{
    canonical, cursors, load,
    list::{Kind, sheet},
    param,
};
use crate::{api, domain::listing::Listing};
use leptos::prelude::*;

type Address = (String, (Option<String>, Option<String>));
type Loaded = (Address, Listing);

fn address() -> impl Fn() -> Address + Send + Sync + 'static {
    let (slug, at) = (param("slug"), cursors());
    move || (slug(), at())
}

/// A category.
#[component]
pub fn CategoryPage() -> impl IntoView {
    load(
        address(),
        |address| async move {
            let (slug, (before, after)) = address.clone();
            Ok((address, api::listing::load_category(slug, before, after).await?))
        },
        |((slug, at), listing): Loaded, _, words| {
            sheet(Kind::Category, &slug, canonical(&format!("/categories/{slug}"), &at), listing, words)
        },
    )
}

/// A topic.
#[component]
pub fn TagPage() -> impl IntoView {
    load(
        address(),
        |address| async move {
            let (slug, (before, after)) = address.clone();
            Ok((address, api::listing::load_tag(slug, before, after).await?))
        },
        |((slug, at), listing): Loaded, _, words| {
            sheet(Kind::Tag, &slug, canonical(&format!("/tags/{slug}"), &at), listing, words)
        },
    )
}

/// An author.
#[component]
pub fn AuthorPage() -> impl IntoView {
    load(
        address(),
        |address| async move {
            let (slug, (before, after)) = address.clone();
            Ok((address, api::listing::load_author(slug, before, after).await?))
        },
        |((slug, at), listing): Loaded, _, words| {
            sheet(Kind::Author, &slug, canonical(&format!("/authors/{slug}"), &at), listing, words)
        },
    )
}
