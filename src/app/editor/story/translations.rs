//! The same story in other languages: which there are, and beginning one. They are no part of what is
//! typed: a link is kept at once.

use super::{
    desk::{Desk, Over},
    publishing, saving,
};
use crate::{
    browser::surface,
    domain::{
        desk::{Answer, Translating, Wish},
        site::Language,
        translation::{Member, primary},
    },
    text,
};
use leptos::{prelude::*, task::spawn_local};

#[component]
pub fn Translations(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let language = desk.story.with_untracked(|s| s.staff.language);
    let named = move |tag: &str| {
        let name = text::language_name(tag, language);
        name.map_or_else(|| tag.to_owned(), str::to_owned)
    };
    let unlink = move |story| {
        spawn_local(async move {
            // What is typed would otherwise be taken back to what the server has.
            if saving::save(desk).await {
                let wish = Translating::Unlink { story };
                desk.ask(Wish::Translations(wish)).await;
            }
        });
    };
    let line = move |member: &Member| {
        let Member {
            id,
            language,
            headline,
            status,
            ..
        } = member.clone();
        let headline = match headline.is_empty() {
            true => words.untitled.to_owned(),
            false => headline,
        };
        let label = format!("{}: {headline}", words.translation_unlink);
        let told = format!(
            "{}, {}",
            named(&language),
            words.status(status).to_lowercase()
        );
        let button = desk.is_open().then(|| {
            view! { <button type="button" aria-label=label on:click=move |_| unlink(id)>"×"</button> }
        });
        view! {
            <li>
                <span><a href=format!("/editor/stories/{id}") lang=language>{headline}</a>" "<small>{told}</small></span>
                {button}
            </li>
        }
    };
    let list = move || {
        desk.story
            .with(|story| match story.translations.is_empty() {
                true => view! { <p class="row__hint">{words.translations_none}</p> }.into_any(),
                false => {
                    let lines = story.translations.iter().map(line).collect_view();
                    view! { <ul class="names" aria-labelledby="terjemahan">{lines}</ul> }.into_any()
                }
            })
    };
    let find = move |_| {
        desk.over.set(Over::FindTranslation);
        spawn_local(async move {
            let Some(story) = publishing::chosen().await else {
                return;
            };
            if saving::applied(desk).await {
                let wish = Translating::Link { story: story.slug };
                desk.ask(Wish::Translations(wish)).await;
            }
        });
    };
    let make = move |language: Language| {
        spawn_local(async move {
            if !saving::applied(desk).await {
                return;
            }
            let wish = Translating::Begin {
                language: language.tag().to_owned(),
            };
            if let Some(Answer::Address(path)) = desk.answer(Wish::Translations(wish)).await {
                surface::go(&path);
            }
        });
    };
    // The languages of newsrooms here; whatever else is written is linked.
    let ways = move || {
        let here = desk.typed.with(|typed| typed.language.clone());
        let missing = desk.story.with(|story| {
            let others = story.translations.iter().map(|m| m.language.as_str());
            let there: Vec<&str> = others.chain([here.as_str()]).map(primary).collect();
            [Language::Indonesian, Language::English]
                .map(|to| (!there.contains(&to.tag())).then_some(to))
        });
        let buttons = missing.into_iter().flatten().map(|to| {
            let label = format!("{} {}", words.translation_make, named(to.tag()));
            view! { <button type="button" class="button" disabled=move || desk.busy.get() on:click=move |_| make(to)>{label}</button> }
        });
        desk.is_open().then(|| view! {
            <p class="row__ways">
                <button type="button" class="button" on:click=find>{words.translation_link}</button>
                {buttons.collect_view()}
            </p>
        })
    };
    view! {
        <div class="row">
            <span id="terjemahan">{words.translations}</span>
            <div class="row__field">{list}{ways}</div>
        </div>
    }
}
