//! Choosing pictures of the library for a story, or adding them on the way.

use super::{about::About, become_of, grid::Grid, uploads::Uploads};
use crate::{
    api::library::list_pictures,
    app::PageLanguage,
    browser::{chrome, modal},
    domain::{desk::Shot, id::MediaId, site::Language},
    text,
};
use leptos::{ev, html::Dialog, prelude::*, task::spawn_local};

/// A dialog over the page. Pressed pictures are chosen; `many` allows several.
#[component]
pub fn Picker(
    open: RwSignal<bool>,
    #[prop(into)] many: Signal<bool>,
    chosen: Callback<Vec<Shot>>,
) -> impl IntoView {
    let told = use_context::<PageLanguage>().and_then(|tag| Language::from_tag(tag.0));
    let words = text::library(told.unwrap_or_else(chrome::language));
    let dialog = NodeRef::<Dialog>::new();
    modal::follow(dialog, open.into());
    let shots = RwSignal::new(Vec::<Shot>::new());
    let picked = RwSignal::new(Vec::<Shot>::new());
    let typed = RwSignal::new(String::new());
    let next = RwSignal::new(None::<String>);
    let turn = StoredValue::new(0_u32);
    let load = move |after: String| {
        let mine = turn.get_value() + 1;
        turn.set_value(mine);
        let more = !after.is_empty();
        let words = typed.get_untracked();
        spawn_local(async move {
            gloo_timers::future::TimeoutFuture::new(if words.is_empty() { 0 } else { 200 }).await;
            if turn.try_get_value() != Some(mine) {
                return;
            }
            if let Ok(page) = list_pictures(String::new(), words, after).await
                && turn.try_get_value() == Some(mine)
            {
                shots.update(|shots| {
                    if !more {
                        shots.clear();
                    }
                    shots.extend(page.shots);
                });
                next.set(page.next);
            }
        });
    };
    Effect::new(move || {
        if open.get() {
            picked.set(Vec::new());
            load(String::new());
        }
    });
    let pick = Callback::new(move |shot: Shot| {
        picked.update(|picked| {
            let before = picked.len();
            picked.retain(|other| other.id != shot.id);
            if picked.len() == before {
                if !many.get_untracked() {
                    picked.clear();
                }
                picked.push(shot);
            }
        });
    });
    let ids = Signal::derive(move || {
        picked.with(|picked| picked.iter().map(|shot| shot.id).collect::<Vec<MediaId>>())
    });
    // What has just come in is what is wanted.
    let stored = Callback::new(move |id: i64| {
        spawn_local(async move {
            if let Ok(page) = list_pictures(String::new(), String::new(), String::new()).await {
                let new = page.shots.iter().find(|shot| shot.id.0 == id).cloned();
                shots.try_set(page.shots);
                next.try_set(page.next);
                if let Some(new) = new {
                    pick.try_run(new);
                }
            }
        });
    });
    let changed = Callback::new(move |(id, shot): (MediaId, Option<Shot>)| {
        for list in [shots, picked] {
            list.update(|list| become_of(list, id, shot.as_ref()));
        }
    });
    let last = Memo::new(move |_| picked.with(|picked| picked.last().cloned()));
    let done = move |_| {
        let list = picked.get_untracked();
        open.set(false);
        chosen.run(list);
    };
    let cancel = move |event: ev::Event| {
        event.prevent_default();
        open.set(false);
    };
    let count = move || format!("{} ({})", words.choose, picked.with(Vec::len));
    view! {
        <dialog node_ref=dialog class="sheet sheet--wide" aria-label=words.pick on:cancel=cancel>
            {move || open.get().then(|| view! {
                <header class="sheet__head">
                    <h2>{words.pick}</h2>
                    <button type="button" class="button button--main" disabled=move || picked.with(Vec::is_empty) on:click=done>{count}</button>
                    <button type="button" class="sheet__close" on:click=move |_| open.set(false)>{words.close}</button>
                </header>
                <Uploads words=words stored=stored/>
                <input class="sheet__search" type="search" aria-label=words.find placeholder=words.find prop:value=typed
                    on:input=move |event| { typed.set(event_target_value(&event)); load(String::new()); }/>
                <div class="library__room">
                    <div>
                        <Grid shots=shots chosen=ids pick=pick words=words/>
                        {move || next.get().map(|after| view! { <p><button type="button" class="bar__word" on:click=move |_| load(after.clone())>{words.older}</button></p> })}
                    </div>
                    {move || last.get().map(|shot| view! { <About shot=shot words=words changed=changed close=Callback::new(move |()| picked.set(Vec::new()))/> })}
                </div>
            })}
        </dialog>
    }
}
