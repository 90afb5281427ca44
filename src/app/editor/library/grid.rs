//! Pictures in rows, each with its name and what it lacks.

use crate::{
    domain::{desk::Shot, id::MediaId},
    text::LibraryWords,
};
use leptos::prelude::*;

/// Pictures to press.
#[component]
pub fn Grid(
    #[prop(into)] shots: Signal<Vec<Shot>>,
    #[prop(into)] chosen: Signal<Vec<MediaId>>,
    pick: Callback<Shot>,
    words: &'static LibraryWords,
) -> impl IntoView {
    let one = move |shot: Shot| {
        let id = shot.id;
        let src = small(&shot);
        let lacks = lacks(&shot, words);
        let name = [&shot.picture.caption, &shot.picture.alt, &shot.name];
        let name = name.into_iter().find(|text| !text.is_empty());
        let name = name.cloned().unwrap_or_default();
        let alt = shot.picture.alt.clone();
        view! {
            <li>
                <button type="button" class="shot" aria-pressed=move || chosen.with(|c| c.contains(&id)).to_string() on:click=move |_| pick.run(shot.clone())>
                    <img src=src alt=alt width="320" height="214" loading="lazy"/>
                    <span class="shot__name">{name}</span>
                    <span class="shot__lacks">{lacks}</span>
                </button>
            </li>
        }
    };
    move || {
        let shots = shots.get();
        if shots.is_empty() {
            view! { <p class="desk__empty">{words.none}</p> }.into_any()
        } else {
            let list = shots.into_iter().map(one).collect_view();
            view! { <ul class="shots">{list}</ul> }.into_any()
        }
    }
}

/// Address of a small file of a picture.
pub fn small(shot: &Shot) -> String {
    let widths = shot.picture.widths();
    let width = widths.iter().find(|w| **w >= 320).or(widths.last());
    shot.picture
        .url(width.copied().unwrap_or(shot.picture.width), "webp")
}

fn lacks(shot: &Shot, words: &'static LibraryWords) -> String {
    let mut lacks = Vec::new();
    if shot.picture.credit.is_empty() {
        lacks.push(words.no_credit);
    }
    if shot.picture.alt.is_empty() {
        lacks.push(words.no_alt);
    }
    lacks.join(", ")
}
