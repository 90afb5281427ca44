//! The list from the keyboard: from story to story, and the box of the one that has the focus.

use crate::{app::editor::keys, browser::desk, text::Newsroom};
use leptos::{ev, leptos_dom::helpers::window_event_listener, prelude::*};
use web_sys::KeyboardEvent;

/// The id of a row.
pub(super) fn row(index: usize) -> String {
    format!("naskah-{index}")
}

/// Listens until the page is left; the list of keys.
pub(super) fn listen(rows: usize, words: &'static Newsroom) -> impl IntoView {
    let help = RwSignal::new(false);
    Effect::new(move || {
        let listener = window_event_listener(ev::keydown, move |event| {
            if pressed(rows, help, &event) {
                event.prevent_default();
            }
        });
        on_cleanup(move || listener.remove());
    });
    let all = vec![
        ("J K", words.key_move),
        ("X", words.key_select),
        ("Esc", words.key_none),
        ("?", words.key_help),
    ];
    keys::list(all, help, words)
}

fn pressed(rows: usize, help: RwSignal<bool>, event: &KeyboardEvent) -> bool {
    let Some(key) = desk::key(event) else {
        return false;
    };
    let here = || (0..rows).find(|index| desk::has_focus(&format!("#{}", row(*index))));
    let go = |index: usize| desk::focus(&format!("#{} th a", row(index)));
    match key.as_str() {
        "?" => {
            help.update(|shown| *shown = !*shown);
            true
        }
        "j" => go(here().map_or(0, |index| (index + 1).min(rows.saturating_sub(1)))),
        "k" => go(here().map_or(0, |index| index.saturating_sub(1))),
        "x" => here().is_some_and(|index| desk::press(&row(index), ".stories__choose input")),
        _ => false,
    }
}
