//! The menu of a standing page.

use super::desk::{Desk, State};
use crate::{
    api::standing::act_on_page,
    browser::{
        dialog, draft,
        surface::{self, Surface},
    },
    domain::site_page::{Answer, Wish},
    error::AppError,
    text,
};
use leptos::{prelude::*, task::spawn_local};

/// What is seldom wanted.
#[component]
pub(super) fn More(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let newsroom = text::story(desk.language);
    let menu = NodeRef::<leptos::html::Details>::new();
    let shut = move || {
        if let Some(menu) = menu.get_untracked() {
            let _ = menu.remove_attribute("open");
        }
    };
    let surface = move |act: fn(&Surface)| {
        shut();
        if let Some(surface) = desk.surface() {
            act(&surface);
        }
    };
    let discard = move |_| {
        shut();
        if dialog::sure(words.discard_sure) {
            spawn_local(desk.take());
        }
    };
    let delete = move |_| {
        shut();
        if dialog::sure(words.delete_sure) {
            spawn_local(async move {
                let done = act_on_page(desk.slug.get_untracked(), Wish::Delete).await;
                match done {
                    Ok(Answer::Deleted) | Err(AppError::NotFound) => {
                        desk.state.set(State::Published(String::new()));
                        draft::keep(&desk.name(), "");
                        surface::go("/editor/pages");
                    }
                    _ => desk.state.set(State::Failed),
                }
            });
        }
    };
    let typed = move || !matches!(desk.state.get(), State::Published(_));
    let see = move || format!("/pages/{}", desk.slug.get());
    view! {
        <details class="more" node_ref=menu>
            <summary>{newsroom.more}</summary>
            <ul>
                <li><a href=see rel="external">{words.see}</a></li>
                <li><button type="button" on:click=move |_| surface(|s| s.find())>{newsroom.find_replace}</button></li>
                <li><button type="button" on:click=move |_| surface(|s| s.shortcuts())>{newsroom.shortcuts}</button></li>
                {move || typed().then(|| view! { <li><button type="button" on:click=discard>{words.discard}</button></li> })}
                <li><button type="button" on:click=delete>{words.delete}</button></li>
            </ul>
        </details>
    }
}
