//! The story as it is written: headline, standfirst, banner and text.

use super::{
    desk::{Desk, Over},
    saving,
};
use crate::{
    app::editor::{
        choosing::{self, Asked},
        frame::NeedsScript,
        library::Picker,
    },
    browser::surface::{self, Surface},
    components::picture::{Fetch, Image},
    domain::{desk::Shot, site::Language},
};
use leptos::{html::Div, prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;

#[component]
pub fn Paper(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let place = NodeRef::<Div>::new();
    let failed = RwSignal::new(false);
    let asked: Asked = StoredValue::new(None);
    let picking = RwSignal::new(false);
    let for_banner = RwSignal::new(false);
    Effect::new(move || {
        let Some(element) = place.get() else { return };
        if desk.surface().is_some() {
            return;
        }
        spawn_local(mount(
            desk,
            element.into(),
            failed,
            asked,
            picking,
            for_banner,
        ));
    });
    on_cleanup(move || {
        if let Some(surface) = desk.surface() {
            surface.destroy();
        }
    });
    let closed = move || !desk.story.with(|story| story.may.edit);
    let category = move || {
        let slug = desk.typed.with(|typed| typed.category.clone());
        desk.story.with(|story| {
            let found = story.categories.iter().find(|c| c.slug == slug);
            found.map(|c| c.name.clone()).unwrap_or_default()
        })
    };
    let headline = move || desk.typed.with(|typed| typed.headline.clone());
    let standfirst = move || desk.typed.with(|typed| typed.standfirst.clone());
    // While it is empty, the hint needs the room.
    let shown = move || match standfirst() {
        text if text.is_empty() => words.standfirst_hint.to_owned(),
        text => text,
    };
    let language = move || desk.typed.with(|typed| typed.language.clone());
    let enter = move |event: leptos::ev::KeyboardEvent| {
        // A headline has one line; the key goes on to the text.
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            if let Some(surface) = desk.surface() {
                surface.focus();
            }
        }
    };
    let chosen = Callback::new(move |pictures: Vec<Shot>| {
        picking.set(false);
        if for_banner.get_untracked() {
            if let Some(picture) = pictures.into_iter().next() {
                super::panel::set_banner(desk, picture);
            }
        } else {
            choosing::answer(asked, Some(pictures));
        }
    });
    Effect::new(move || {
        // Closed without a choice.
        if !picking.get() && !for_banner.get_untracked() {
            choosing::answer(asked, None);
        }
    });
    let banner = move || {
        let id = desk.typed.with(|typed| typed.banner);
        let picture = desk.story.with(|story| {
            let found = story.pictures.iter().find(|(known, _)| Some(*known) == id);
            found.map(|(_, picture)| picture.clone())
        });
        let choose = move |_| {
            for_banner.set(true);
            picking.set(true);
        };
        match picture {
            Some(picture) => {
                let caption = [picture.caption.clone(), picture.credit.clone()];
                let caption = caption.into_iter().filter(|t| !t.is_empty());
                let caption = caption.collect::<Vec<_>>().join(" - ");
                let ways = (!closed()).then(|| view! {
                    <span class="paper__ways">
                        <button type="button" on:click=choose>{words.banner_change}</button>
                        " "
                        <button type="button" on:click=move |_| desk.set(|typed| typed.banner = None)>{words.banner_remove}</button>
                    </span>
                });
                view! {
                    <figure class="paper__banner">
                        <Image picture=picture sizes="(min-width: 1100px) 45rem, 100vw" fetch=Fetch::First/>
                        <figcaption>{caption}" "{ways}</figcaption>
                    </figure>
                }
                .into_any()
            }
            None if closed() => ().into_any(),
            None => view! {
                <p class="paper__no-banner"><button type="button" on:click=choose>{words.banner_add}</button></p>
            }
            .into_any(),
        }
    };
    view! {
        <div class="paper" lang=language on:focusout=move |_| saving::left(desk)>
            <h1 class="vh">{move || match headline() { name if name.is_empty() => words.untitled.to_owned(), name => name }}</h1>
            <p class="label">{category}</p>
            <div class="paper__grow paper__headline" data-text=headline>
                <textarea rows="1" aria-label=words.headline placeholder=words.headline_hint maxlength="300" readonly=closed
                    prop:value=headline on:keydown=enter
                    on:input=move |event| desk.set(|typed| typed.headline = one_line(&event_target_value(&event)))></textarea>
            </div>
            <div class="paper__grow paper__standfirst" data-text=shown>
                <textarea rows="1" aria-label=words.standfirst placeholder=words.standfirst_hint maxlength="1000" readonly=closed
                    prop:value=standfirst on:keydown=enter
                    on:input=move |event| desk.set(|typed| typed.standfirst = one_line(&event_target_value(&event)))></textarea>
            </div>
            {banner}
            <p class="form__trouble" role="alert" hidden=move || !failed.get()>{words.surface_failed}</p>
            <NeedsScript language=desk.story.with_untracked(|story| story.staff.language)/>
            <div class="paper__text" node_ref=place></div>
        </div>
        <Picker open=picking many=Signal::derive(move || !for_banner.get()) chosen=chosen/>
        <super::publishing::FindStory desk=desk/>
        <super::publishing::FindStory desk=desk translation=true/>
    }
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

/// Puts the writing surface into its place.
async fn mount(
    desk: Desk,
    element: web_sys::HtmlElement,
    failed: RwSignal<bool>,
    asked: Asked,
    picking: RwSignal<bool>,
    for_banner: RwSignal<bool>,
) {
    let words = desk.words;
    let language = desk.story.with_untracked(|story| story.staff.language);
    let setup = serde_json::json!({
        "language": match language { Language::Indonesian => "id", Language::English => "en" },
        "storyLanguage": desk.typed.with_untracked(|typed| typed.language.clone()),
        "editable": desk.story.with_untracked(|story| story.may.edit),
        "uploadFailed": words.upload_failed,
    });
    let tell = move |what: String| match what.as_str() {
        "change" => {
            if let Some(surface) = desk.surface() {
                desk.count.try_set(surface::count(&surface));
            }
            saving::touched(desk);
            JsValue::UNDEFINED
        }
        "blur" => {
            saving::left(desk);
            JsValue::UNDEFINED
        }
        "pictures" => {
            for_banner.set(false);
            picking.set(true);
            choosing::pictures(asked)
        }
        "story" => {
            desk.over.set(Over::FindStory);
            choosing::promise(super::publishing::found_story())
        }
        _ => JsValue::UNDEFINED,
    };
    let text = desk.document();
    match surface::open(element, &text, &setup.to_string(), tell).await {
        Some(made) => ready(desk, made),
        None => {
            failed.try_set(true);
        }
    }
}

fn ready(desk: Desk, made: Surface) {
    if desk.saving.try_get_untracked().is_none() {
        // The page was left meanwhile.
        made.destroy();
        return;
    }
    desk.count.set(surface::count(&made));
    desk.set_surface(made);
    saving::resume(desk);
}
