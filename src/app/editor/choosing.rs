//! What the writing surface asks of the page around it: pictures of the library.

use crate::domain::desk::Shot;
use futures::channel::oneshot;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// What waits for pictures.
pub type Asked = StoredValue<Option<oneshot::Sender<Option<Vec<Shot>>>>>;

/// Gives what waits its pictures; `None` where nothing was chosen.
pub fn answer(asked: Asked, pictures: Option<Vec<Shot>>) {
    let waiting = asked.try_update_value(Option::take).flatten();
    if let Some(waiting) = waiting {
        let _ = waiting.send(pictures);
    }
}

/// A promise of pictures for the surface, kept by [`answer`].
pub fn pictures(asked: Asked) -> JsValue {
    let (send, wait) = oneshot::channel();
    asked.set_value(Some(send));
    promise(async move { pictures_of(wait.await.ok().flatten()) })
}

/// A promise of what the work brings.
pub fn promise(work: impl std::future::Future<Output = JsValue> + 'static) -> JsValue {
    wasm_bindgen_futures::future_to_promise(async move { Ok(work.await) }).into()
}

fn pictures_of(pictures: Option<Vec<Shot>>) -> JsValue {
    let Some(pictures) = pictures else {
        return JsValue::NULL;
    };
    let list: Vec<_> = pictures
        .into_iter()
        .map(|Shot { picture, .. }| {
            let (x, y) = picture.focal;
            serde_json::json!({
                "media": picture.key,
                "width": picture.width,
                "height": picture.height,
                "alt": picture.alt,
                "caption": picture.caption,
                "credit": picture.credit,
                "focal": ((x, y) != (50, 50)).then(|| serde_json::json!({"x": x, "y": y})),
            })
        })
        .collect();
    let text = serde_json::Value::Array(list).to_string();
    js_sys::JSON::parse(&text).unwrap_or(JsValue::NULL)
}
