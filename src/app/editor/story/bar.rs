//! The bar above a story: where it stands, what is kept, who else is here, and the ways on.

use super::{
    desk::{Desk, Over, Saving},
    saving,
};
use crate::{
    app::frame::Loading,
    components::wordmark::HomeSign,
    domain::{
        article::Status,
        desk::{Answer, Wish},
    },
    text::Newsroom,
};
use leptos::{prelude::*, task::spawn_local};

/// The mark of a state: a pie that fills on the way to print.
#[component]
pub fn Mark(#[prop(into)] status: Signal<Status>) -> impl IntoView {
    let class = move || format!("mark mark--{}", status.get().as_str());
    view! { <svg class=class viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.25"/><path d="M8 8V1.75A6.25 6.25 0 0 1 14.25 8Z"/><path d="M8 1.75a6.25 6.25 0 0 1 0 12.5Z"/><path d="M8 8V1.75a6.25 6.25 0 1 1-6.25 6.25Z"/><rect x="2" y="2" width="12" height="12"/></svg> }
}

#[component]
pub fn Bar(desk: Desk, newsroom: &'static Newsroom) -> impl IntoView {
    let words = desk.words;
    let loading = expect_context::<Loading>().0;
    let status = Memo::new(move |_| desk.story.with(|story| story.status));
    let kept = move || match desk.saving.get() {
        Saving::Kept(at) if at.is_empty() => String::new(),
        Saving::Kept(at) => format!("{} {at}", words.saved),
        Saving::Waiting => words.unsaved.to_owned(),
        Saving::Sending => words.saving.to_owned(),
        Saving::Offline => words.offline.to_owned(),
        Saving::Failing => words.not_saved.to_owned(),
    };
    let trouble = move || matches!(desk.saving.get(), Saving::Offline | Saving::Failing);
    let count = move || {
        let count = desk.count.get();
        format!(
            "{} {}, {} {}",
            count.words, words.words, count.minutes, words.minutes
        )
    };
    let changes = move || status.get() == Status::Published && desk.has_copy.get();
    let read_only = move || !desk.story.with(|story| story.may.edit);
    let told = move || {
        let told = desk.told.get();
        (!told.is_empty()).then(|| view! { <span class="bar__told">{told}</span> })
    };
    let present = move || {
        let present = desk.present.get();
        (!present.is_empty()).then(|| {
            let faces = present.iter().map(|p| {
                let title = match p.block {
                    Some(n) => format!("{} {} {n}", p.name, words.at_block),
                    None => format!("{} {}", p.name, words.here),
                };
                let initials: String = p
                    .name
                    .split_whitespace()
                    .take(2)
                    .filter_map(|word| word.chars().next())
                    .collect();
                let said = title.clone();
                view! { <span class="bar__face" title=title><span aria-hidden="true">{initials}</span><span class="vh">{said}</span></span> }
            });
            let faces = faces.collect_view();
            let first = present.first().map(|p| match p.block {
                Some(n) => format!("{} {} {n}", p.name, words.at_block),
                None => p.name.clone(),
            });
            view! { <p class="bar__present">{faces}<span class="bar__where">{first}</span></p> }
        })
    };
    let preview = move |_| {
        spawn_local(async move {
            saving::save(desk).await;
            if let Some(Answer::Address(path)) = desk.answer(Wish::Preview).await {
                desk.over.try_set(Over::Preview(path));
            }
        });
    };
    let site = desk.story.with_untracked(|story| story.staff.site.clone());
    view! {
        <header class="bar">
            <div class="progress" role="progressbar" aria-label=newsroom.loading hidden=move || !loading.get()></div>
            <div class="bar__home"><HomeSign name=site label=newsroom.room.to_owned() href="/editor"/></div>
            <a class="bar__back" href="/editor/stories">{words.stories}</a>
            <p class="bar__state">
                <Mark status=status/>
                <b>{move || words.status(status.get())}</b>
                {move || changes().then(|| view! { <span>{words.changes}</span> })}
                {move || read_only().then(|| view! { <span>{words.read_only}</span> })}
                <span class="bar__kept" class:bar__kept--trouble=trouble class:bar__kept--nothing=move || kept().is_empty() role="status">{kept}</span>
                <span class="bar__count">{count}</span>
                {told}
            </p>
            {present}
            <div class="bar__ways">
                <button type="button" class="bar__word" on:click=preview>{words.preview}</button>
                <super::publishing::Ways desk=desk/>
                <More desk=desk/>
            </div>
        </header>
    }
}

/// What is seldom wanted.
#[component]
fn More(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let menu = NodeRef::<leptos::html::Details>::new();
    let shut = move || {
        if let Some(menu) = menu.get_untracked() {
            let _ = menu.remove_attribute("open");
        }
    };
    let open = move |over: Over| {
        shut();
        desk.objections.set(Vec::new());
        desk.over.set(over);
    };
    let surface = move |act: fn(&crate::browser::surface::Surface)| {
        shut();
        if let Some(surface) = desk.surface() {
            act(&surface);
        }
    };
    let public = move || desk.story.with(|s| s.status == Status::Published);
    let withdrawable = move || public() && desk.story.with(|s| s.may.publish);
    let correctable = move || desk.story.with(|s| s.may.correct);
    let discard = move |_| {
        shut();
        if crate::browser::dialog::sure(words.discard_sure) {
            spawn_local(async move {
                let seen = desk.seen.get_value();
                desk.ask(Wish::Discard { seen }).await;
            });
        }
    };
    let delete = move |_| {
        shut();
        if crate::browser::dialog::sure(words.delete_sure) {
            spawn_local(async move {
                let version = desk.story.with_untracked(|s| s.version);
                if desk.ask(Wish::Delete { version }).await {
                    // Nothing of it is to be kept on leaving.
                    desk.kept.set_value(desk.changes.get_value());
                    saving::forget(desk);
                    crate::browser::surface::go("/editor/stories");
                }
            });
        }
    };
    let see = move || {
        public().then(|| {
            let href = desk.story.with(|s| format!("/articles/{}", s.slug));
            view! { <li><a href=href rel="external">{words.see}</a></li> }
        })
    };
    let bare = move |_| {
        shut();
        desk.bare.update(|bare| *bare = !*bare);
    };
    view! {
        <details class="more" node_ref=menu>
            <summary>{words.more}</summary>
            <ul>
                {see}
                {move || correctable().then(|| view! { <li><button type="button" on:click=move |_| open(Over::Correct)>{words.correct}</button></li> })}
                <li><button type="button" on:click=bare>{move || if desk.bare.get() { words.focus_end } else { words.focus }}</button></li>
                <li><button type="button" on:click=move |_| surface(|s| s.find())>{words.find_replace}</button></li>
                <li><button type="button" on:click=move |_| surface(|s| s.shortcuts())>{words.shortcuts}</button></li>
                {move || desk.has_copy.get().then(|| view! { <li><button type="button" on:click=discard>{words.discard}</button></li> })}
                {move || withdrawable().then(|| view! { <li><button type="button" on:click=move |_| open(Over::Unpublish)>{words.unpublish}</button></li> })}
                {move || desk.story.with(|s| s.may.delete).then(|| view! { <li><button type="button" on:click=delete>{words.delete}</button></li> })}
            </ul>
        </details>
    }
}
