//! Links to the pages before and after, plain and crawlable.

use super::{
    icon::{Icon, LEFT, RIGHT},
    words,
};
use leptos::prelude::*;

/// Older and newer; nothing when the list fits one page.
#[component]
pub fn Pager(
    /// Path of the list.
    path: String,
    older: Option<String>,
    newer: Option<String>,
) -> impl IntoView {
    let words = words();
    (older.is_some() || newer.is_some()).then(|| {
        let newer = newer.map(|cursor| {
            view! { <a rel="prev" href=format!("{path}?after={cursor}")><Icon shape=LEFT/>{words.newer}</a> }
        });
        let older = older.map(|cursor| {
            view! { <a rel="next" href=format!("{path}?before={cursor}")>{words.older}<Icon shape=RIGHT/></a> }
        });
        view! { <nav class="pager" aria-label=words.pages>{newer}{older}</nav> }
    })
}
