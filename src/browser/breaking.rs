//! The line above every page while something breaks: asked for while the page is looked at.

use super::offline;
use gloo_net::http::Request;
use leptos::{prelude::*, task::spawn_local};
use serde::Deserialize;
use std::time::Duration;

/// Where it is asked for.
const ADDRESS: &str = "/api/v1/breaking";
/// How often, and no oftener: answers are kept for half of that.
const EVERY: Duration = Duration::from_secs(30);
/// Where a tab remembers which line its reader has closed.
const CLOSED: &str = "kilat";

/// The line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Line {
    pub text: String,
    pub href: Option<String>,
    id: String,
    until: String,
    /// Seconds until it goes, when the server answered.
    left: u32,
}

impl Line {
    /// Milliseconds until it goes: as the clock here has it, unless that clock is wrong.
    fn wait(&self) -> f64 {
        let left = f64::from(self.left) * 1000.0;
        let here = js_sys::Date::parse(&self.until) - js_sys::Date::now();
        // The answer may be as old as caches may keep it.
        if here < left && left - here < 16_000.0 {
            here.max(0.0)
        } else {
            left
        }
    }
}

/// Keeps the line as it is on the server, for as long as the page is open.
pub fn watch(line: RwSignal<Option<Line>>) {
    look(line);
    let _ = set_interval_with_handle(move || look(line), EVERY);
}

fn look(line: RwSignal<Option<Line>>) {
    if document().hidden() || !offline::is_connected() {
        return;
    }
    spawn_local(async move {
        let Ok(answer) = Request::get(ADDRESS).send().await else {
            return;
        };
        let text = answer.text().await.unwrap_or_default();
        let Ok(found) = serde_json::from_str::<Option<Line>>(&text) else {
            return;
        };
        let found = found.filter(|found| closed().as_ref() != Some(&found.id));
        let id = |line: &Option<Line>| line.as_ref().map(|line| line.id.clone());
        let new = id(&found);
        if line.try_get_untracked().is_none_or(|now| id(&now) == new) {
            return;
        }
        if let Some(found) = &found {
            let over = move || {
                if line.try_get_untracked().is_some_and(|now| id(&now) == new) {
                    line.set(None);
                }
            };
            set_timeout(over, Duration::from_millis(found.wait() as u64));
        }
        line.set(found);
    });
}

fn closed() -> Option<String> {
    let storage = window().session_storage().ok()??;
    storage.get_item(CLOSED).ok()?
}

/// The reader has seen it: this tab does not show it again.
pub fn close(line: RwSignal<Option<Line>>) {
    let id = line.get_untracked().map(|line| line.id);
    if let (Some(id), Ok(Some(storage))) = (id, window().session_storage()) {
        let _ = storage.set_item(CLOSED, &id);
    }
    line.set(None);
}
