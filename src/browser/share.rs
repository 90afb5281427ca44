//! The device's own sharing and printing.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// Whether the device offers sharing.
pub fn is_there() -> bool {
    js_sys::Reflect::has(window().navigator().as_ref(), &JsValue::from_str("share"))
        .unwrap_or(false)
}

/// Opens the device's sharing sheet for this page. A reader who closes it has said no; nothing follows.
pub fn share(title: &str) {
    let data = web_sys::ShareData::new();
    data.set_title(title);
    if let Ok(address) = window().location().href() {
        data.set_url(&address);
    }
    let sharing = window().navigator().share_with_data(&data);
    leptos::task::spawn_local(async move {
        let _ = wasm_bindgen_futures::JsFuture::from(sharing).await;
    });
}

/// Opens the print dialogue.
pub fn print() {
    let _ = window().print();
}
