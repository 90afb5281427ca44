//! What a story shows from elsewhere: a frame of its provider, loaded when the reader asks.

use leptos::{ev::MouseEvent, prelude::*, wasm_bindgen::JsCast};
use web_sys::Element;

/// Answers every click in a story's text. A card opens its frame above its link, which from then
/// on leads to the provider.
pub fn open(click: MouseEvent) {
    // Whoever opens a link elsewhere wants the provider's page.
    if click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key() {
        return;
    }
    let at = click.target().and_then(|t| t.dyn_into::<Element>().ok());
    let Some(link) = at.and_then(|at| at.closest("a[data-frame]").ok().flatten()) else {
        return;
    };
    let Some(address) = link.get_attribute("data-frame") else {
        return;
    };
    let Ok(frame) = document().create_element("iframe") else {
        return;
    };
    click.prevent_default();
    let title = link.text_content().unwrap_or_default();
    let attributes = [
        ("title", title.as_str()),
        (
            "sandbox",
            "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation",
        ),
        (
            "allow",
            "autoplay; encrypted-media; fullscreen; picture-in-picture",
        ),
        ("referrerpolicy", "strict-origin-when-cross-origin"),
        ("src", address.as_str()),
    ];
    for (name, value) in attributes {
        let _ = frame.set_attribute(name, value);
    }
    let _ = link.remove_attribute("data-frame");
    if let Some(card) = link.parent_element() {
        let _ = card.insert_before(&frame, Some(&link));
    }
}
