//! Locks that the tabs of one browser share (Web Locks API).

use js_sys::{Promise, Reflect};
use leptos::{prelude::*, task::spawn_local};
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// A lock that is held until this is dropped; without a function in a browser that has no locks.
pub struct Held(Option<js_sys::Function>);

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = &self.0 {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Waits for a lock of the browser (Web Locks API) and returns what frees it; with `only_now`
/// returns `None` where somebody else has it. A browser without locks behaves as if alone.
pub async fn locked(name: &str, only_now: bool) -> Option<Held> {
    let navigator: JsValue = window().navigator().into();
    if !Reflect::has(&navigator, &"locks".into()).unwrap_or(false) {
        return Some(Held(None));
    }
    let (sender, receiver) = futures::channel::oneshot::channel::<Option<Held>>();
    let sender = Cell::new(Some(sender));
    let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        let Some(sender) = sender.take() else {
            return JsValue::NULL;
        };
        if lock.is_null() {
            let _ = sender.send(None);
            return JsValue::NULL;
        }
        let mut release = None;
        let holding = Promise::new(&mut |resolve, _| release = Some(resolve));
        // Where nobody waits for it any more, what comes back unsent is dropped and so frees it.
        let _ = sender.send(Some(Held(release)));
        holding.into()
    });
    let asked = request_lock(&navigator, name, only_now, &granted);
    let asked: Promise = asked.ok()?.dyn_into().ok()?;
    // A refusal (a page being closed) must not be reported as an uncaught error.
    spawn_local(async move {
        let _ = JsFuture::from(asked).await;
    });
    receiver.await.ok().flatten()
}

/// `navigator.locks.request(name, {ifAvailable}, granted)`; web-sys still counts it as unstable.
fn request_lock(
    navigator: &JsValue,
    name: &str,
    only_now: bool,
    granted: &JsValue,
) -> Result<JsValue, JsValue> {
    let locks = Reflect::get(navigator, &"locks".into())?;
    let request: js_sys::Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let options = js_sys::Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &only_now.into())?;
    request.call3(&locks, &name.into(), &options, granted)
}
