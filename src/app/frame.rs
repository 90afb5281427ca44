//! What stands around every page, in the browser as on the server.

use super::head;
use crate::{
    browser::navigation,
    domain::printed::{Chrome, Head, Html},
    text,
};
use leptos::prelude::*;

/// Whether a page is on its way.
#[derive(Debug, Clone, Copy)]
pub struct Loading(pub RwSignal<bool>);

/// What stands inside `main`.
pub enum Inside {
    /// Drawn by the server. Hydration leaves it alone, so that where it is absent the page keeps
    /// what the server sent.
    Html(Html),
    View(AnyView),
}

/// The whole page.
#[component]
pub fn Frame(
    chrome: Chrome,
    head: Head,
    class: String,
    inside: Inside,
    /// Path and query of the page.
    address: String,
) -> impl IntoView {
    let labels = text::labels(chrome.language);
    let loading = expect_context::<Loading>().0;
    let main = NodeRef::new();
    Effect::new(move || navigation::arrived(address.clone(), main));
    let main = match inside {
        Inside::Html(html) => {
            view! { <main node_ref=main class=class id="isi" tabindex="-1" inner_html=html></main> }
                .into_any()
        }
        Inside::View(view) => {
            view! { <main node_ref=main class=class id="isi" tabindex="-1">{view}</main> }
                .into_any()
        }
    };
    view! {
        {head::say(head)}
        <a class="skip" href="#isi">{labels.skip}</a>
        <header class="masthead">
            <div class="progress" role="progressbar" aria-label=labels.loading hidden=move || !loading.get()></div>
            <div class="masthead__row wrap">
                <p class="masthead__date" inner_html=chrome.date></p>
                <div class="masthead__home" inner_html=chrome.wordmark></div>
                <div class="masthead__side" inner_html=chrome.side></div>
            </div>
            <nav class="nav wrap" aria-label=labels.sections>
                <ul inner_html=chrome.sections></ul>
            </nav>
        </header>
        {main}
        <footer class="foot wrap" inner_html=chrome.footer></footer>
    }
}
