//! Waiting until a part of the page comes near the screen.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far ahead of the screen, so that it is there when the reader is.
const AHEAD: &str = "1200px 0px";

/// Calls `then` once the element is near the screen, or at once where the browser cannot tell.
/// Ends with the current owner.
pub fn when_near(element: &Element, then: impl FnOnce() + 'static) {
    let mut then = Some(then);
    let seen = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        let near = entries
            .iter()
            .filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok())
            .any(|entry| entry.is_intersecting());
        if near && let Some(then) = then.take() {
            then();
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(AHEAD);
    let call = seen.as_ref().unchecked_ref();
    if let Ok(observer) = IntersectionObserver::new_with_options(call, &options) {
        observer.observe(element);
        let held = send_wrapper::SendWrapper::new((observer, seen));
        on_cleanup(move || held.0.disconnect());
    }
}
