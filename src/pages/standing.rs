//! `/pages/{slug}`

use super::{load, param};
use crate::{api, components::frame::Sheet, domain::listing::StandingPage};
use leptos::prelude::*;

/// A standing page.
#[component]
pub fn StandingPageView() -> impl IntoView {
    load(param("slug"), api::site::load_standing_page, |page: StandingPage, _, _| Sheet {
        title: page.title.clone(),
        description: String::new(),
        canonical: Some(format!("/pages/{}", page.slug)),
        when: None,
        category: None,
        class: "page wrap",
        main: view! {
            <h1>{page.title}</h1>
            <div class="body" inner_html=page.html></div>
        }
        .into_any(),
    })
}
