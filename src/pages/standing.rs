//! `/pages/{slug}`

use crate::{components::frame::Sheet, domain::listing::StandingPage};
use leptos::prelude::*;

/// A standing page.
pub fn sheet(page: StandingPage) -> Sheet {
    Sheet {
        title: page.title.clone(),
        description: String::new(),
        canonical: Some(format!("/pages/{}", page.slug)),
        when: None,
        category: None,
        class: "page wrap",
        main: view! {
            <h1>{page.title}</h1>
            // Hydration leaves what is inside alone, so an absent text stays as the server sent it.
            <div class="body" inner_html=page.html.unwrap_or_default()></div>
        }
        .into_any(),
    }
}
