//! How long ago something happened, in the reader's words.

use js_sys::{Array, Date, Intl::RelativeTimeFormat};
use leptos::prelude::*;

/// Milliseconds since 1970 by the reader's clock.
pub fn now() -> f64 {
    Date::now()
}

/// Minutes from `datetime` (RFC 3339) to `now`; `None` while `now` is 0, not known yet.
pub fn minutes(datetime: &str, now: f64) -> Option<f64> {
    (now != 0.0).then(|| (now - Date::parse(datetime)) / 60_000.0)
}

/// The time from `datetime` (RFC 3339) to `now` as `3 jam yang lalu`, in the language of the page.
/// `None` past a week, for a future beyond any slip of a clock, and while `now` is 0, not known yet.
pub fn ago(datetime: &str, now: f64) -> Option<String> {
    let (value, unit) = match minutes(datetime, now)? {
        m if m < -5.0 => return None,
        m if m < 60.0 => (m.max(0.0), "minute"),
        m if m < 24.0 * 60.0 => (m / 60.0, "hour"),
        m if m < 7.0 * 24.0 * 60.0 => (m / (24.0 * 60.0), "day"),
        _ => return None,
    };
    let page = document().document_element()?;
    let language = page.get_attribute("lang").unwrap_or_default();
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"numeric".into(), &"auto".into()).ok()?;
    let format = RelativeTimeFormat::new(&Array::of1(&language.into()), &options);
    Some(format.format(-value.floor(), unit).into())
}
