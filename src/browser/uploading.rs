//! Sending files with word of how far they are, which `fetch` cannot tell.

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    ClipboardEvent, DragEvent, File, FileList, FormData, HtmlInputElement, XmlHttpRequest,
};

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// JSON of the answer.
    Stored(String),
    /// In words; empty where no answer came.
    Refused(String),
}

/// A file that waits to be sent, or is on its way.
#[derive(Clone)]
pub struct Parcel(SendWrapper<Rc<Inside>>);

struct Inside {
    file: File,
    request: XmlHttpRequest,
}

impl Parcel {
    fn new(file: File) -> Option<Parcel> {
        let request = XmlHttpRequest::new().ok()?;
        Some(Parcel(SendWrapper::new(Rc::new(Inside { file, request }))))
    }

    /// Name of the file.
    pub fn name(&self) -> String {
        self.0.file.name()
    }

    /// The same file once more.
    pub fn again(&self) -> Option<Parcel> {
        Parcel::new(self.0.file.clone())
    }

    /// Breaks it off. Nothing is told of it any more.
    pub fn cancel(&self) {
        let request = &self.0.request;
        request.set_onloadend(None);
        let _ = request.abort();
    }

    /// Sends it. `on` is told of percents; `end` of what came of it.
    pub fn send(&self, url: &str, on: impl Fn(u32) + 'static, end: impl FnOnce(Sent) + 'static) {
        let request = &self.0.request;
        let Ok(body) = FormData::new() else { return };
        let _ = body.append_with_blob("file", &self.0.file);
        let _ = request.open("POST", url);
        let _ = request.set_request_header("Accept", "application/json");
        if let Ok(upload) = request.upload() {
            let on =
                Closure::<dyn Fn(web_sys::ProgressEvent)>::new(move |e: web_sys::ProgressEvent| {
                    if e.total() > 0.0 {
                        // A part of a whole: never more than 100.
                        on((e.loaded() / e.total() * 100.0) as u32);
                    }
                });
            upload.set_onprogress(Some(on.into_js_value().unchecked_ref()));
        }
        let held = request.clone();
        let end = Closure::once_into_js(move || {
            let text = held.response_text().ok().flatten().unwrap_or_default();
            let message = js_sys::JSON::parse(&text)
                .and_then(|value| js_sys::Reflect::get(&value, &"message".into()))
                .ok()
                .and_then(|value| value.as_string());
            end(match held.status() {
                Ok(201) => Sent::Stored(text),
                _ => Sent::Refused(message.unwrap_or_default()),
            });
        });
        request.set_onloadend(Some(end.unchecked_ref()));
        let _ = request.send_with_opt_form_data(Some(&body));
    }
}

fn parcels(files: Option<FileList>) -> Vec<Parcel> {
    let Some(files) = files else {
        return Vec::new();
    };
    let files = (0..files.length()).filter_map(|n| files.item(n));
    files.filter_map(Parcel::new).collect()
}

/// The files of a field, which is emptied.
pub fn chosen(event: &web_sys::Event) -> Vec<Parcel> {
    let field = event
        .target()
        .and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else {
        return Vec::new();
    };
    let found = parcels(field.files());
    field.set_value("");
    found
}

/// The files that were dropped.
pub fn dropped(event: &DragEvent) -> Vec<Parcel> {
    parcels(event.data_transfer().and_then(|data| data.files()))
}

/// The files that were pasted.
pub fn pasted(event: &ClipboardEvent) -> Vec<Parcel> {
    parcels(event.clipboard_data().and_then(|data| data.files()))
}

/// Where in an element it was clicked: percent from the left and the top.
pub fn place(event: &web_sys::MouseEvent) -> Option<(u8, u8)> {
    let target = event
        .current_target()?
        .dyn_into::<web_sys::Element>()
        .ok()?;
    let rect = target.get_bounding_client_rect();
    // Clamped to what a percent is.
    let part = |at: f64, from: f64, size: f64| {
        ((at - from) / size.max(1.0) * 100.0)
            .round()
            .clamp(0.0, 100.0) as u8
    };
    Some((
        part(f64::from(event.client_x()), rect.left(), rect.width()),
        part(f64::from(event.client_y()), rect.top(), rect.height()),
    ))
}

/// A field of a JSON object, as a number.
pub fn number(json: &str, name: &str) -> Option<i64> {
    let value: JsValue = js_sys::JSON::parse(json).ok()?;
    let value = js_sys::Reflect::get(&value, &name.into()).ok()?;
    value
        .as_string()
        .and_then(|text| text.parse().ok())
        .or_else(|| value.as_f64().map(|n| n as i64))
}

/// Brings an element into view by its id.
pub fn show(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view();
    }
}
