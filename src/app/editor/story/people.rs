//! Who signs a story, and who is to work on it.

use super::desk::Desk;
use crate::{
    domain::{desk::Wish, id::AccountId},
    text,
};
use leptos::{prelude::*, task::spawn_local};

/// Who signs the story.
#[component]
pub fn Bylines(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let name = move |id: AccountId| {
        desk.story.with(|story| {
            let found = story.writers.iter().find(|p| p.id == id);
            found.map_or_else(|| format!("#{id}"), |p| p.name.clone())
        })
    };
    let signed = move || {
        let list = desk.typed.with(|typed| typed.bylines.clone());
        list.into_iter()
            .map(|id| {
                let remove = move |_| desk.set(|typed| typed.bylines.retain(|b| *b != id));
                let name = name(id);
                let label = format!("{}: {name}", words.banner_remove);
                let button = desk.is_open().then(|| view! { <button type="button" aria-label=label on:click=remove>"×"</button> });
                view! { <li>{name}" "{button}</li> }
            })
            .collect_view()
    };
    let others = move || {
        let signed = desk.typed.with(|typed| typed.bylines.clone());
        desk.story.with(|story| {
            let others = story.writers.iter().filter(|p| !signed.contains(&p.id));
            others
                .map(|p| view! { <option value=p.id.to_string()>{p.name.clone()}</option> })
                .collect_view()
        })
    };
    let add = move |event| {
        if let Ok(id) = event_target_value(&event).parse() {
            desk.set(|typed| typed.bylines.push(AccountId(id)));
        }
    };
    view! {
        <div class="row">
            <span id="penulis">{words.bylines}</span>
            <div class="row__field">
                <ul class="names" aria-labelledby="penulis">{signed}</ul>
                {move || desk.is_open().then(|| view! {
                    <select aria-label=words.bylines_add on:change=add>
                        <option value="" selected=true>{words.bylines_add}</option>
                        {others}
                    </select>
                })}
            </div>
        </div>
    }
}

/// Who is to work on it. That is no part of the story: it is kept at once.
#[component]
pub fn Assigned(desk: Desk) -> impl IntoView {
    let words = text::plan(desk.story.with_untracked(|s| s.staff.language));
    let give = move |people: Vec<AccountId>| {
        spawn_local(async move {
            // What is typed would otherwise be taken back to what the server has.
            if super::saving::save(desk).await {
                desk.ask(Wish::Assign { people }).await;
            }
        });
    };
    let now = move || desk.story.with(|story| story.assigned.clone());
    let given = move || {
        desk.story.with(|story| {
            let people = story.assigned.iter().map(|id| {
                let id = *id;
                let found = story.writers.iter().find(|p| p.id == id);
                let name = found.map_or_else(|| format!("#{id}"), |p| p.name.clone());
                let label = format!("{}: {name}", words.people_remove);
                let remove = move |_| {
                    let mut people = now();
                    people.retain(|known| *known != id);
                    give(people);
                };
                let button = story.may.edit.then(|| view! { <button type="button" aria-label=label on:click=remove>"×"</button> });
                view! { <li>{name}" "{button}</li> }
            });
            people.collect_view()
        })
    };
    let others = move || {
        desk.story.with(|story| {
            let others = story
                .writers
                .iter()
                .filter(|p| !story.assigned.contains(&p.id));
            others
                .map(|p| view! { <option value=p.id.to_string()>{p.name.clone()}</option> })
                .collect_view()
        })
    };
    let add = move |event| {
        if let Ok(id) = event_target_value(&event).parse() {
            let mut people = now();
            people.push(AccountId(id));
            give(people);
        }
    };
    view! {
        <div class="row">
            <span id="ditugaskan">{words.people}</span>
            <div class="row__field">
                <ul class="names" aria-labelledby="ditugaskan">{given}</ul>
                {move || desk.is_open().then(|| view! {
                    <select aria-label=words.people_add on:change=add>
                        <option value="" selected=true>{words.people_add}</option>
                        {others}
                    </select>
                })}
            </div>
        </div>
    }
}
