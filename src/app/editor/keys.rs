//! The keys of a page, in a list that is shown where wanted.

use crate::text::Newsroom;
use leptos::prelude::*;

/// The button that shows the list, and the list: keys, with a blank between several, and what they do.
pub fn list(
    rows: Vec<(&'static str, &'static str)>,
    shown: RwSignal<bool>,
    words: &'static Newsroom,
) -> impl IntoView {
    let one = |(keys, what): (&'static str, &'static str)| {
        let keys = keys
            .split(' ')
            .map(|key| view! { <kbd>{key}</kbd> })
            .collect_view();
        view! { <li>{keys}" "{what}</li> }
    };
    let rows = rows.into_iter().map(one).collect_view();
    view! {
        <section class="keys" aria-label=words.keys>
            <button class="link" type="button" aria-expanded=move || if shown.get() { "true" } else { "false" }
                on:click=move |_| shown.update(|shown| *shown = !*shown)>
                <kbd aria-hidden="true">"?"</kbd>" "{words.keys_all}
            </button>
            <ul hidden=move || !shown.get()>{rows}</ul>
        </section>
    }
}
