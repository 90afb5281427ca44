//! Focus and scroll as a reader expects them when pages swap without reload: a new page begins at
//! its top with the focus on its content, back and forward return to where one was.

use leptos::{ev, leptos_dom::helpers::window_event_listener, prelude::*};
use std::{cell::RefCell, collections::HashMap};
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement, ScrollRestoration};

#[derive(Default)]
struct State {
    started: bool,
    /// Set between a step back or forward and the arrival of its page.
    returning: bool,
    /// Address of the page on screen.
    address: String,
    positions: HashMap<String, f64>,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

fn address() -> String {
    let location = window().location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// Begins to watch. Called once, when the app has hydrated.
pub fn watch() {
    STATE.with_borrow_mut(|state| state.address = address());
    if let Ok(history) = window().history() {
        // Ours to do: the browser restores before the page has arrived.
        let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    }
    let scrolled = window_event_listener(ev::scroll, |_| {
        let y = window().scroll_y().unwrap_or(0.0);
        STATE.with_borrow_mut(|state| {
            // A scroll that is part of leaving comes when the address has changed already.
            if !state.returning && state.address == address() {
                let address = state.address.clone();
                state.positions.insert(address, y);
            }
        });
    });
    let stepped = window_event_listener(ev::popstate, |_| {
        STATE.with_borrow_mut(|state| state.returning = true)
    });
    on_cleanup(move || {
        scrolled.remove();
        stepped.remove();
    });
}

/// Called when a page has been put on screen.
pub fn arrived() {
    request_animation_frame(|| {
        let here = address();
        let (first, returning, y) = STATE.with_borrow_mut(|state| {
            let first = !std::mem::replace(&mut state.started, true);
            let returning = std::mem::take(&mut state.returning);
            state.address.clone_from(&here);
            (first, returning, state.positions.get(&here).copied())
        });
        if first {
            return;
        }
        if returning {
            window().scroll_to_with_x_and_y(0.0, y.unwrap_or(0.0));
            return;
        }
        if let Some(main) = document()
            .get_element_by_id("isi")
            .and_then(|e| e.dyn_into::<HtmlElement>().ok())
        {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = main.focus_with_options(&options);
        }
        if window().location().hash().unwrap_or_default().is_empty() {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    });
}
