//! A standing page's title, address and text.

use super::desk::Desk;
use crate::{
    app::editor::{
        choosing::{self, Asked},
        frame::NeedsScript,
        library::Picker,
    },
    browser::surface,
    domain::{desk::Shot, site::Language},
};
use leptos::{html::Div, prelude::*, task::spawn_local};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsValue;

/// Title, address and text.
#[component]
pub(super) fn Paper(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let place = NodeRef::<Div>::new();
    let failed = RwSignal::new(false);
    let asked: Asked = StoredValue::new(None);
    let picking = RwSignal::new(false);
    Effect::new(move || {
        let Some(element) = place.get() else { return };
        if desk.surface().is_none() {
            spawn_local(mount(desk, element.into(), failed, asked, picking));
        }
    });
    Effect::new(move || {
        if !picking.get() {
            choosing::answer(asked, None);
        }
    });
    let chosen = Callback::new(move |pictures: Vec<Shot>| {
        choosing::answer(asked, Some(pictures));
        picking.set(false);
    });
    let enter = move |event: leptos::ev::KeyboardEvent| {
        // A title has one line; the key goes on to the text.
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            if let Some(surface) = desk.surface() {
                surface.focus();
            }
        }
    };
    let title = move || desk.title.get();
    let shown = move || match desk.title.get() {
        name if name.trim().is_empty() => words.untitled.to_owned(),
        name => name,
    };
    let retitle = move |event| {
        let title: String = event_target_value(&event);
        desk.title.set(title.replace(['\n', '\r'], " "));
        desk.touched();
    };
    let move_to = move |event| {
        desk.typed_slug.set(event_target_value(&event));
        desk.touched();
    };
    view! {
        <div class="paper">
            <h1 class="vh">{shown}</h1>
            <div class="paper__grow paper__headline" data-text=title>
                <textarea rows="1" aria-label=words.name placeholder=words.title_hint maxlength="120"
                    prop:value=title on:keydown=enter on:input=retitle></textarea>
            </div>
            <label class="paper__address"><span>{words.address}</span>
                <span>"/pages/"<input type="text" autocapitalize="none" spellcheck="false" maxlength="120" aria-describedby="alamat-halaman"
                    prop:value=move || desk.typed_slug.get() on:input=move_to/></span></label>
            <p class="form__hint" id="alamat-halaman">{words.address_hint}</p>
            <p class="form__trouble" role="alert" hidden=move || !failed.get()>{words.surface_failed}</p>
            <NeedsScript language=desk.language/>
            <div class="paper__text" node_ref=place></div>
        </div>
        <Picker open=picking many=Signal::derive(|| true) chosen=chosen/>
    }
}

/// Puts the writing surface into its place.
async fn mount(
    desk: Desk,
    element: web_sys::HtmlElement,
    failed: RwSignal<bool>,
    asked: Asked,
    picking: RwSignal<bool>,
) {
    let language = match desk.language {
        Language::Indonesian => "id",
        Language::English => "en",
    };
    let setup = serde_json::json!({
        "language": language,
        "editable": true,
        "uploadFailed": desk.words.upload_failed,
        "without": ["relatedStory"],
    });
    let tell = move |what: String| match what.as_str() {
        "change" => {
            desk.touched();
            JsValue::UNDEFINED
        }
        "blur" => {
            desk.keep();
            JsValue::UNDEFINED
        }
        "pictures" => {
            picking.set(true);
            choosing::pictures(asked)
        }
        _ => JsValue::UNDEFINED,
    };
    let text = desk.document.get_value();
    let made = surface::open(element, &text, &setup.to_string(), tell).await;
    match made {
        // The page was left meanwhile.
        Some(made) if desk.state.try_get_untracked().is_none() => made.destroy(),
        Some(made) => {
            desk.count.set(surface::count(&made).words);
            desk.surface.set_value(Some(SendWrapper::new(made)));
            desk.resume();
        }
        None => {
            failed.try_set(true);
        }
    }
}
