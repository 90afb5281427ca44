//! Focus and scroll as a reader expects them when pages swap without reload: a new page begins at
//! its top with the focus on its content, back and forward return to where one was.

use super::offline;
use leptos::{ev, html::Main, leptos_dom::helpers::window_event_listener, prelude::*};
use std::{cell::RefCell, collections::HashMap};
use web_sys::{FocusOptions, HtmlElement, ScrollRestoration};

#[derive(Default)]
struct State {
    started: bool,
    /// Set while another page is on its way: scrolling then is part of leaving.
    leaving: bool,
    /// Set between a step back or forward and the arrival of its page.
    returning: bool,
    /// Address of the page on screen.
    address: String,
    positions: HashMap<String, f64>,
}

impl State {
    /// Keeps where the reader is on the page on screen, unless it is being left.
    fn remember(&mut self, y: f64) {
        if !self.returning && !self.leaving {
            self.positions.insert(self.address.clone(), y);
        }
    }
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
        bar(y);
        STATE.with_borrow_mut(|state| {
            if state.address == address() {
                state.remember(y);
            }
        });
    });
    let stepped = window_event_listener(ev::popstate, |_| {
        // The page being left is still on screen, and its last scroll event may not have come.
        let y = window().scroll_y().unwrap_or(0.0);
        STATE.with_borrow_mut(|state| {
            // A step within the page, to one of its headings, brings no other page.
            if state.address != address() {
                state.remember(y);
                state.returning = true;
            }
        })
    });
    on_cleanup(move || {
        scrolled.remove();
        stepped.remove();
    });
}

/// Scrolling that begins the compact bar, and how much of it must be passed, in CSS pixels.
const BAR_FROM: f64 = 400.0;
const BAR_STEP: f64 = 8.0;

/// Brings the sections back as a bar while the reader scrolls up, far below the masthead.
fn bar(y: f64) {
    thread_local! {
        static LAST: std::cell::Cell<f64> = const { std::cell::Cell::new(0.0) };
    }
    let moved = y - LAST.get();
    if moved.abs() < BAR_STEP && y > BAR_FROM {
        return;
    }
    LAST.set(y);
    if let Some(root) = document().document_element() {
        let _ = root.toggle_attribute_with_force("data-bar", moved < 0.0 && y > BAR_FROM);
    }
}

/// Called when another page begins to load: where the reader is now stays remembered.
pub fn leaving() {
    STATE.with_borrow_mut(|state| {
        // Called on the server too, which has no window and watches nothing.
        if !state.address.is_empty() {
            state.remember(window().scroll_y().unwrap_or(0.0));
            offline::leave_copy();
        }
        state.leaving = true;
    });
}

/// Frames to wait for a page before giving up on it: ten seconds.
const PATIENCE: u32 = 600;

/// Called when the page of `expected` (path and query) has been drawn: waits until its `main` is
/// on screen and the address bar shows it, then settles focus and scroll.
pub fn arrived(expected: String, main: NodeRef<Main>) {
    wait(expected, main, PATIENCE);
}

fn wait(expected: String, main: NodeRef<Main>, frames: u32) {
    request_animation_frame(move || {
        let element = main
            .try_get_untracked()
            .flatten()
            .filter(|main| main.is_connected());
        match element {
            Some(main) if address() == expected => settle(&main, expected),
            _ if frames > 0 => wait(expected, main, frames - 1),
            _ => {}
        }
    });
}

fn settle(main: &HtmlElement, here: String) {
    let (known, returning, y) = STATE.with_borrow_mut(|state| {
        let first = !std::mem::replace(&mut state.started, true);
        let returning = std::mem::take(&mut state.returning);
        state.leaving = false;
        let y = state.positions.get(&here).copied();
        // The desk of moderation loads its list anew where it stands: that is no arrival.
        let known = first || (!returning && state.address == here);
        state.address = here;
        (known, returning, y)
    });
    if known {
        return;
    }
    offline::arrived();
    if returning {
        window().scroll_to_with_x_and_y(0.0, y.unwrap_or(0.0));
        return;
    }
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = main.focus_with_options(&options);
    if window().location().hash().unwrap_or_default().is_empty() {
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// The part after `#` in the page's address, with it; empty without one.
pub fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Scrolls to what the address names within the page, where it was drawn late.
pub fn show_target() {
    let hash = hash();
    let name = hash.trim_start_matches('#');
    if !name.is_empty()
        && let Some(target) = document().get_element_by_id(name)
    {
        target.scroll_into_view();
    }
}
