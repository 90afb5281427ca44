//! Pages without a connection. What keeps and shows copies of them is script of its own beside this
//! file: `offline/worker.js` and `offline/reader.js`.

use leptos::prelude::*;
use web_sys::{Element, Event};

/// On the root of a document that the worker took from its copies: since when it is kept.
const KEPT: &str = "data-kept";
/// On the root of a document whose pages the worker brings.
const WORKS: &str = "data-works";
/// Told to the script beside this file.
const ARRIVED: &str = "warta:page";

fn root() -> Option<Element> {
    document().document_element()
}

/// Whether the device has a connection, as far as it knows.
pub fn is_connected() -> bool {
    window().navigator().on_line()
}

/// Whether the page on screen cannot ask the server for more: it is a copy, or the connection has
/// gone since.
pub fn is_cut_off() -> bool {
    !is_connected() || root().is_some_and(|root| root.has_attribute(KEPT))
}

/// Leaves for an address that could not be fetched, where the worker has a copy of it or a page
/// that says that there is none. Whether it does.
pub fn take_copy(address: &str) -> bool {
    let works = root().is_some_and(|root| root.has_attribute(WORKS));
    works && window().location().set_href(address).is_ok()
}

/// What comes now is no copy.
pub fn leave_copy() {
    if let Some(root) = root() {
        let _ = root.remove_attribute(KEPT);
    }
}

/// Tells that another page is on screen.
pub fn arrived() {
    if let Ok(event) = Event::new(ARRIVED) {
        let _ = window().dispatch_event(&event);
    }
}
