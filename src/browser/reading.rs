//! Telling the server that a story is being read: once a tab and story, without anything about who.

use super::offline;
use leptos::prelude::*;
use std::time::Duration;

/// A page that was looked at for less is not read.
const AFTER: Duration = Duration::from_secs(10);
/// Where a tab remembers what it has told.
const TOLD: &str = "dibaca";

/// Tells it of the story at the window's address, once it was on screen for a while. Ends with the
/// current owner.
pub fn watch() {
    let told = StoredValue::new(false);
    let look = move || {
        if !document().hidden() && offline::is_connected() && told.try_get_value() == Some(false) {
            told.set_value(true);
            tell();
        }
    };
    if let Ok(ticking) = set_interval_with_handle(look, AFTER) {
        on_cleanup(move || ticking.clear());
    }
}

fn tell() {
    let Ok(path) = window().location().pathname() else {
        return;
    };
    let storage = window().session_storage().ok().flatten();
    if let Some(storage) = storage {
        let before = storage.get_item(TOLD).ok().flatten().unwrap_or_default();
        if before.split(' ').any(|own| own == path) {
            return;
        }
        let _ = storage.set_item(TOLD, &format!("{before} {path}"));
    }
    let _ = window().navigator().send_beacon(&format!("{path}/read"));
}
