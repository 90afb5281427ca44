//! A standing page that is being written: what is typed, and how far it has come.

use crate::{
    api::standing::{act_on_page, open_page},
    browser::{
        draft,
        surface::{self, Surface},
    },
    domain::{
        desk::Objection,
        site::Language,
        site_page::{Answer, Opened, Typed, Wish},
    },
    error::AppError,
    text::{self, SitePageWords},
};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// What is typed is in the browser's own store within this.
const LOCAL: Duration = Duration::from_millis(400);

/// How far what is typed has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
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
pub(super) struct Desk {
    pub words: &'static SitePageWords,
    pub language: Language,
    /// The address it has now.
    pub slug: RwSignal<String>,
    pub title: RwSignal<String>,
    pub typed_slug: RwSignal<String>,
    pub seen: StoredValue<i64>,
    /// As the server had it last.
    pub document: StoredValue<String>,
    pub state: RwSignal<State>,
    pub told: RwSignal<String>,
    pub objections: RwSignal<Vec<Objection>>,
    pub count: RwSignal<u32>,
    pub changes: StoredValue<u32>,
    pub surface: StoredValue<Option<SendWrapper<Surface>>>,
}

impl Desk {
    /// A page as it was opened.
    pub fn new(opened: Opened) -> Desk {
        let language = opened.staff.language;
        Desk {
            words: text::site_pages(language),
            language,
            typed_slug: RwSignal::new(opened.slug.clone()),
            slug: RwSignal::new(opened.slug),
            title: RwSignal::new(opened.title),
            seen: StoredValue::new(opened.version),
            document: StoredValue::new(opened.document),
            state: RwSignal::new(State::Published(opened.updated.text)),
            told: RwSignal::new(String::new()),
            objections: RwSignal::new(Vec::new()),
            count: RwSignal::new(0),
            changes: StoredValue::new(0),
            surface: StoredValue::new(None),
        }
    }

    pub fn surface(self) -> Option<Surface> {
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

    pub fn name(self) -> String {
        format!("warta-page-{}", self.slug.get_untracked())
    }

    /// Something was typed.
    pub fn touched(self) {
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

    pub fn keep(self) {
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
    pub fn resume(self) {
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
    pub async fn save(self) {
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
    pub async fn take(self) {
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
