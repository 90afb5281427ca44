//! The clipboard.

use leptos::{prelude::*, task::spawn_local};

/// Copies the page's address, then calls `done`. Does nothing where the browser refuses.
pub fn copy_address(done: impl FnOnce() + 'static) {
    let Ok(address) = window().location().href() else {
        return;
    };
    let copying = window().navigator().clipboard().write_text(&address);
    spawn_local(async move {
        if wasm_bindgen_futures::JsFuture::from(copying).await.is_ok() {
            done();
        }
    });
}

/// Copies a text, then says whether it was copied.
pub fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    let copying = window().navigator().clipboard().write_text(text);
    spawn_local(async move {
        done(wasm_bindgen_futures::JsFuture::from(copying).await.is_ok());
    });
}
