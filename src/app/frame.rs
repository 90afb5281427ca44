//! What stands around every page, in the browser as on the server.

use super::head;
use crate::{
    browser::{
        breaking::{self, Line},
        navigation, suggest,
    },
    domain::printed::{Chrome, Head, Html},
    text::{self, Labels},
};
use leptos::prelude::*;

/// Whether a page is on its way.
#[derive(Debug, Clone, Copy)]
pub struct Loading(pub RwSignal<bool>);

/// The line above every page, while something breaks.
#[derive(Debug, Clone, Copy)]
pub struct Breaking(pub RwSignal<Option<Line>>);

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
    let line = use_context::<Breaking>();
    let line = line.map(|Breaking(line)| move || line.get().map(|now| strip(now, line, labels)));
    let main = NodeRef::new();
    Effect::new(move || navigation::arrived(address.clone(), main));
    let main = match inside {
        Inside::Html(html) => {
            view! { <main node_ref=main class=class id="isi" tabindex="-1" on:input=suggest::typed inner_html=html></main> }
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
        <div role="status">{line}</div>
        // Says that the page is a copy, where it is one (`browser/offline/reader.js`).
        <warta-kept role="status" data-offline=labels.copy_offline data-copy=labels.copy_kept data-again=labels.copy_renew></warta-kept>
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

fn strip(now: Line, line: RwSignal<Option<Line>>, labels: &'static Labels) -> impl IntoView {
    let text = match now.href {
        None => view! { <span>{now.text}</span> }.into_any(),
        // Any address of the site, files too: the router would not know them all.
        Some(href) => view! { <a href=href rel="external">{now.text}</a> }.into_any(),
    };
    view! {
        <p class="kilat">
            <b>{labels.breaking}</b>" "{text}
            <button type="button" on:click=move |_| breaking::close(line)>{labels.close}</button>
        </p>
    }
}
