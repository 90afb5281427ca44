//! The desk from the keyboard: every key presses the button that is there for all.

use super::table::Table;
use crate::{app::editor::keys, browser::desk};
use leptos::{ev, leptos_dom::helpers::window_event_listener, prelude::*};
use web_sys::KeyboardEvent;

/// Listens until the page is left.
pub fn listen(table: Table) {
    Effect::new(move || {
        let listener = window_event_listener(ev::keydown, move |event| pressed(table, &event));
        on_cleanup(move || listener.remove());
    });
}

fn pressed(table: Table, event: &KeyboardEvent) {
    let Some(key) = desk::key(event) else {
        return;
    };
    let done = match key.as_str() {
        "?" => {
            table.help.update(|shown| *shown = !*shown);
            true
        }
        "Escape" => {
            table.help.set(false);
            false
        }
        "j" => {
            table.step(1);
            true
        }
        "k" => {
            table.step(-1);
            true
        }
        "u" => {
            table.undo();
            true
        }
        key => on_row(table, key),
    };
    if done {
        event.prevent_default();
    }
}

fn on_row(table: Table, key: &str) -> bool {
    let Some(row) = table.row() else {
        return false;
    };
    let element = row.element();
    let press = |decision: &str| desk::press(&element, &format!(".entry__acts [value={decision}]"));
    match key {
        "x" => desk::press(&element, ".entry__choose input"),
        "a" => press("approve"),
        "s" => press("spam"),
        "p" => press("pick") || press("unpick"),
        "n" => press("pin") || press("unpin"),
        // Once more with the reason chosen.
        "r" if desk::has_focus(&format!("#{element} .more__reject")) => {
            desk::press(&element, ".more__reject [value=reject]")
        }
        "r" => press("reject"),
        "b" => {
            table.ask(row, ".more__ban :is(select, button)");
            true
        }
        _ => false,
    }
}

/// The keys, where wanted.
pub fn list(table: Table) -> impl IntoView {
    let words = table.words;
    let all = vec![
        ("J K", words.key_move),
        ("X", words.key_select),
        ("A", words.approve),
        ("R", words.reject),
        ("S", words.spam),
        ("P", words.pick),
        ("N", words.pin),
        ("B", words.ban),
        ("U", words.key_undo),
        ("?", words.key_help),
    ];
    keys::list(all, table.help, words)
}
