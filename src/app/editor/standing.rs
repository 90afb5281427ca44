//! `/editor/pages/{slug}`: a standing page as it is written, with the same surface as stories. What
//! is typed is kept in the browser until it is published.

use super::{
    choosing::{self, Asked},
    frame::sign_in,
    library::Picker,
};
use crate::{
    api::standing::{act_on_page, open_page},
    app::{frame::Loading, head},
    browser::{
        dialog, draft, navigation,
        surface::{self, Surface},
    },
    components::wordmark::HomeSign,
    domain::{
        desk::{Objection, Shot},
        printed::Head,
        site::Language,
        site_page::{Answer, Opened, Typed, Wish},
    },
    error::AppError,
    text::{self, SitePageWords},
};
use leptos::{html::Div, prelude::*, task::spawn_local};
use send_wrapper::SendWrapper;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use wasm_bindgen::JsValue;

/// What is typed is in the browser's own store within this.
const LOCAL: Duration = Duration::from_millis(400);

/// How far what is typed has come.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    /// Readers see it; the text says since when.
    Published(String),
    /// Only in this browser.
    Typed,
    Sending,
    Offline,
    Failed,
    SignedOut,
    /// Somebody else published another version.
    Stale(i64),
}

/// What the browser keeps.
#[derive(Serialize, Deserialize)]
struct Local {
    seen: i64,
    typed: Typed,
}

/// One page that is open. Cheap to copy.
#[derive(Clone, Copy)]
struct Desk {
    words: &'static SitePageWords,
    language: Language,
    /// The address it has now.
    slug: RwSignal<String>,
    title: RwSignal<String>,
    typed_slug: RwSignal<String>,
    seen: StoredValue<i64>,
    /// As the server had it last.
    document: StoredValue<String>,
    state: RwSignal<State>,
    told: RwSignal<String>,
    objections: RwSignal<Vec<Objection>>,
    count: RwSignal<u32>,
    changes: StoredValue<u32>,
    surface: StoredValue<Option<SendWrapper<Surface>>>,
}

impl Desk {
    fn surface(self) -> Option<Surface> {
        let held = self.surface.try_get_value().flatten();
        held.map(SendWrapper::take)
    }

    fn typed(self) -> Typed {
        let document = self.surface().map(|surface| surface.text());
        Typed {
            title: self.title.get_untracked(),
            slug: self.typed_slug.get_untracked(),
            document: document.unwrap_or_else(|| self.document.get_value()),
        }
    }

    fn name(self) -> String {
        format!("warta-page-{}", self.slug.get_untracked())
    }

    /// Something was typed.
    fn touched(self) {
        let now = self.changes.get_value().wrapping_add(1);
        self.changes.set_value(now);
        if let Some(surface) = self.surface() {
            self.count.try_set(surface::count(&surface).words);
        }
        let state = self.state.get_untracked();
        if !matches!(state, State::Sending | State::Stale(_)) {
            self.state.set(State::Typed);
        }
        set_timeout(
            move || {
                if self.changes.try_get_value() == Some(now) {
                    self.keep();
                }
            },
            LOCAL,
        );
        // Whoever types without rest is kept too.
        if now.is_multiple_of(20) {
            self.keep();
        }
    }

    fn keep(self) {
        let state = self.state.try_get_untracked();
        if matches!(state, None | Some(State::Published(_))) {
            return;
        }
        let local = Local {
            seen: self.seen.get_value(),
            typed: self.typed(),
        };
        if let Ok(text) = serde_json::to_string(&local) {
            draft::keep(&self.name(), &text);
        }
    }

    /// Takes up what was typed and not published when the page was left.
    fn resume(self) {
        let Ok(local) = serde_json::from_str::<Local>(&draft::read(&self.name())) else {
            return;
        };
        if local.typed == self.typed() {
            return draft::keep(&self.name(), "");
        }
        self.title.set(local.typed.title);
        self.typed_slug.set(local.typed.slug);
        if let Some(surface) = self.surface() {
            surface.put(&local.typed.document);
        }
        self.told.set(self.words.resumed.to_owned());
        let now = self.seen.get_value();
        self.state.set(match local.seen == now {
            true => State::Typed,
            false => State::Stale(now),
        });
    }

    /// Publishes what is typed.
    async fn save(self) {
        if self.state.get_untracked() == State::Sending {
            return;
        }
        self.state.set(State::Sending);
        self.told.set(String::new());
        let sent = self.changes.get_value();
        let typed = self.typed();
        let document = typed.document.clone();
        let wish = Wish::Save {
            seen: self.seen.get_value(),
            typed,
        };
        let answer = act_on_page(self.slug.get_untracked(), wish).await;
        if self.state.try_get_untracked().is_none() {
            return;
        }
        let mut objections = Vec::new();
        let state = match answer {
            Ok(Answer::Saved { slug, version, at }) => {
                draft::keep(&self.name(), "");
                self.seen.set_value(version);
                self.document.set_value(document);
                let moved = slug != self.slug.get_untracked();
                self.slug.set(slug.clone());
                self.typed_slug.set(slug.clone());
                let all = self.changes.get_value() == sent;
                if moved && all {
                    surface::go(&format!("/editor/pages/{slug}"));
                }
                match all {
                    true => State::Published(at.text),
                    false => State::Typed,
                }
            }
            Ok(Answer::Stale(version)) => State::Stale(version),
            Ok(Answer::Refused(list)) => {
                objections = list;
                State::Typed
            }
            Ok(Answer::Deleted) | Err(AppError::NotFound) => {
                self.told.set(self.words.gone.to_owned());
                State::Typed
            }
            Err(AppError::Refused(401)) => State::SignedOut,
            Err(AppError::Offline) => State::Offline,
            Err(_) => State::Failed,
        };
        self.objections.set(objections);
        self.state.set(state);
        self.keep();
    }

    /// Drops what is typed for what is published.
    async fn take(self) {
        if let Ok(opened) = open_page(self.slug.get_untracked()).await {
            draft::keep(&self.name(), "");
            self.seen.set_value(opened.version);
            self.title.set(opened.title);
            self.typed_slug.set(opened.slug);
            if let Some(surface) = self.surface() {
                surface.put(&opened.document);
            }
            self.document.set_value(opened.document);
            self.objections.set(Vec::new());
            self.told.set(String::new());
            self.state.set(State::Published(opened.updated.text));
        }
    }
}

/// The whole page.
pub fn view(opened: Opened, address: String) -> AnyView {
    let language = opened.staff.language;
    let words = text::site_pages(language);
    let newsroom = text::newsroom(language);
    let loading = expect_context::<Loading>().0;
    let desk = Desk {
        words,
        language,
        typed_slug: RwSignal::new(opened.slug.clone()),
        slug: RwSignal::new(opened.slug),
        title: RwSignal::new(opened.title.clone()),
        seen: StoredValue::new(opened.version),
        document: StoredValue::new(opened.document),
        state: RwSignal::new(State::Published(opened.updated.text)),
        told: RwSignal::new(String::new()),
        objections: RwSignal::new(Vec::new()),
        count: RwSignal::new(0),
        changes: StoredValue::new(0),
        surface: StoredValue::new(None),
    };
    let inside = NodeRef::new();
    Effect::new(move || navigation::arrived(address.clone(), inside));
    on_cleanup(move || {
        desk.keep();
        if let Some(surface) = desk.surface() {
            surface.destroy();
        }
    });
    let head = Head {
        title: format!("{} - {}", opened.title, opened.staff.site),
        ..Head::default()
    };
    let kept = move || match desk.state.get() {
        State::Published(at) => format!("{} {at}", words.saved),
        State::Typed | State::Stale(_) | State::SignedOut => words.unsaved.to_owned(),
        State::Sending => words.saving.to_owned(),
        State::Offline => words.offline.to_owned(),
        State::Failed => words.failed.to_owned(),
    };
    let trouble = move || !matches!(desk.state.get(), State::Published(_) | State::Sending);
    let count = move || format!("{} {}", desk.count.get(), words.words);
    let done = move || {
        matches!(
            desk.state.get(),
            State::Published(_) | State::Sending | State::Stale(_)
        )
    };
    let save = move |_| spawn_local(desk.save());
    let site = opened.staff.site.clone();
    view! {
        {head::say(head)}
        <a class="skip" href="#isi">{newsroom.skip}</a>
        <div class="story warta-editor-chunk-marker">
            <header class="bar">
                <div class="progress" role="progressbar" aria-label=newsroom.loading hidden=move || !loading.get()></div>
                <div class="bar__home"><HomeSign name=site label=newsroom.room.to_owned() href="/editor"/></div>
                <a class="bar__back" href="/editor/pages" rel="external">{words.back}</a>
                <p class="bar__state">
                    <span class="bar__kept" class:bar__kept--trouble=trouble role="status">{kept}</span>
                    <span class="bar__count">{count}</span>
                </p>
                <div class="bar__ways">
                    <button type="button" class="button button--main" disabled=done on:click=save>{words.save}</button>
                    <More desk=desk/>
                </div>
            </header>
            <div class="story__room story__room--alone">
                <main node_ref=inside class="story__paper" id="isi" tabindex="-1">
                    <Trouble desk=desk/>
                    <Paper desk=desk/>
                </main>
            </div>
        </div>
    }
    .into_any()
}

/// What stands in the way of publishing, and the ways on.
#[component]
fn Trouble(desk: Desk) -> impl IntoView {
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

/// Title, address and text.
#[component]
fn Paper(desk: Desk) -> impl IntoView {
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

/// What is seldom wanted.
#[component]
fn More(desk: Desk) -> impl IntoView {
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
