//! `/pages/{slug}`

use crate::{components::sheet::Sheet, domain::listing::StandingPage};
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
            <div class="body" inner_html=page.html></div>
        }
        .into_any()
        .into(),
    }
}
