//! What a writer of a standing page must know.

use super::desk::{Desk, State};
use crate::app::editor::frame::sign_in;
use leptos::{prelude::*, task::spawn_local};

/// What stands in the way of publishing, and the ways on.
#[component]
pub(super) fn Trouble(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let told = move || {
        let told = desk.told.get();
        (!told.is_empty())
            .then(|| view! { <div class="form__done" role="status"><p>{told}</p></div> })
    };
    let refused = move || {
        let list = desk.objections.get();
        (!list.is_empty()).then(|| {
            let lines = list.into_iter().map(|o| view! { <li>{o.text}</li> });
            view! { <ul class="sheet__trouble" role="alert">{lines.collect_view()}</ul> }
        })
    };
    let signed_out = move || {
        (desk.state.get() == State::SignedOut).then(|| {
            let href = sign_in(&format!("/editor/pages/{}", desk.slug.get()));
            view! { <div class="form__trouble" role="alert"><p>{words.signed_out}" "<a href=href rel="external">{words.sign_in}</a></p></div> }
        })
    };
    let stale = move || {
        let State::Stale(version) = desk.state.get() else {
            return None;
        };
        let over = move |_| {
            desk.seen.set_value(version);
            spawn_local(async move {
                desk.state.set(State::Typed);
                desk.save().await;
            });
        };
        let drop = move |_| spawn_local(desk.take());
        let href = format!("/pages/{}", desk.slug.get());
        Some(view! {
            <div class="form__trouble" role="alert">
                <p>{words.stale}</p>
                <p class="sheet__ways">
                    <a class="button" href=href rel="external" target="_blank">{words.theirs}</a>
                    <button type="button" class="button" on:click=over>{words.over}</button>
                    <button type="button" class="button button--danger" on:click=drop>{words.drop}</button>
                </p>
            </div>
        })
    };
    view! { {told}{refused}{signed_out}{stale} }
}
