//! What was typed, kept in this browser until the server has it.

use leptos::prelude::*;

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// The text kept under `name`, if any.
pub fn read(name: &str) -> String {
    storage()
        .and_then(|s| s.get_item(name).ok().flatten())
        .unwrap_or_default()
}

/// Keeps a text; an empty one is forgotten. A full or forbidden storage costs the copy, nothing else.
pub fn keep(name: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = if text.is_empty() {
            storage.remove_item(name)
        } else {
            storage.set_item(name, text)
        };
    }
}
