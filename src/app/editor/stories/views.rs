//! Lists that somebody keeps under a name: words in a row, and keeping the one that is shown.

use super::trouble;
use crate::{
    api::stories::{forget_view, keep_view},
    app::editor::said::Said,
    domain::desk_list::{NAME_LENGTH, Shown, View},
    text::BulkWords,
};
use leptos::{ev, prelude::*, task::spawn_local};

/// The row.
pub(super) fn row(
    views: Vec<View>,
    shown: &Shown,
    words: &'static BulkWords,
    again: Callback<()>,
) -> AnyView {
    let here = Shown {
        after: String::new(),
        ..shown.clone()
    };
    let address = format!("/editor/stories?{}", here.query());
    let own = views.iter().find(|view| view.address == address);
    let own = own.map(|view| view.name.clone());
    let whole = here == Shown::default();
    let links = views.into_iter().map(|view| {
        let current = (view.address == address).then_some("page");
        view! { <li><a href=view.address aria-current=current>{view.name}</a></li> }
    });
    let links = links.collect_view();
    let act = match own {
        Some(name) => drop_it(name, words, again),
        None if whole => ().into_any(),
        None => keep_it(here, words, again),
    };
    view! { <nav class="views" aria-label=words.views><ul>{links}</ul>{act}</nav> }.into_any()
}

fn drop_it(name: String, words: &'static BulkWords, again: Callback<()>) -> AnyView {
    let said: Said = expect_context();
    let pressed = move |_| {
        let name = name.clone();
        spawn_local(async move {
            match forget_view(name.clone()).await {
                Ok(()) => {
                    said.done(format!("{} {name}", words.view_dropped));
                    again.try_run(());
                }
                Err(error) => said.refused(trouble(&error, words).to_owned()),
            }
        });
    };
    view! { <button class="link" type="button" on:click=pressed>{words.view_drop}</button> }
        .into_any()
}

fn keep_it(shown: Shown, words: &'static BulkWords, again: Callback<()>) -> AnyView {
    let said: Said = expect_context();
    let name = RwSignal::new(String::new());
    // Another list has this name, and whoever typed it has read so.
    let sure = RwSignal::new(false);
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (name, shown) = (name.get_untracked(), shown.clone());
        let replace = sure.get_untracked();
        spawn_local(async move {
            match keep_view(name.clone(), shown, replace).await {
                Ok(None) => {
                    said.done(format!("{} {}", words.view_kept, name.trim()));
                    again.try_run(());
                }
                Ok(Some(why)) => {
                    sure.try_set(why == words.view_taken);
                    said.refused(why);
                }
                Err(error) => said.refused(trouble(&error, words).to_owned()),
            }
        });
    };
    view! {
        <details class="views__keep">
            <summary class="link">{words.view_keep}</summary>
            <form on:submit=send>
                <label><span class="vh">{words.view_called}</span>
                    <input type="text" maxlength=NAME_LENGTH.to_string() placeholder=words.view_called prop:value=name
                        on:input=move |event| { name.set(event_target_value(&event)); sure.set(false); }/></label>
                <button class="button">{move || if sure.get() { words.view_replace } else { words.view_do }}</button>
            </form>
        </details>
    }
    .into_any()
}
