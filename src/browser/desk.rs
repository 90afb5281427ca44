//! The moderation desk's own document: its forms, its rows, and what has the focus.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, FocusOptions, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, KeyboardEvent,
    ScrollIntoViewOptions, ScrollLogicalPosition, SubmitEvent,
};

/// A form as it is being sent.
pub struct Sent {
    /// Value of the button that sends it.
    pub button: String,
    data: FormData,
}

impl Sent {
    /// The form of a `submit`, where a button with a value sends it.
    pub fn of(event: &SubmitEvent) -> Option<Sent> {
        let form = event.target()?.dyn_into::<HtmlFormElement>().ok()?;
        let button = event.submitter()?.get_attribute("value")?;
        let data = FormData::new_with_form(&form).ok()?;
        Some(Sent { button, data })
    }

    /// A field's text; `None` where the form has no such field, or nothing of it is chosen.
    pub fn field(&self, name: &str) -> Option<String> {
        self.data.get(name).as_string()
    }

    /// All texts of this name.
    pub fn fields(&self, name: &str) -> Vec<String> {
        let values = self.data.get_all(name);
        values
            .iter()
            .filter_map(|value| value.as_string())
            .collect()
    }
}

fn find(selector: &str) -> Option<HtmlElement> {
    let found = document().query_selector(selector).ok().flatten()?;
    found.dyn_into().ok()
}

/// The key that was pressed, unless it belongs to a field or to the browser.
pub fn key(event: &KeyboardEvent) -> Option<String> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() {
        return None;
    }
    let target = event.target()?.dyn_into::<Element>().ok();
    if target.is_some_and(|target| takes_letters(&target)) {
        return None;
    }
    Some(event.key())
}

fn takes_letters(target: &Element) -> bool {
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        return !matches!(
            input.type_().as_str(),
            "checkbox" | "radio" | "submit" | "button"
        );
    }
    let editable = target
        .dyn_ref::<HtmlElement>()
        .is_some_and(HtmlElement::is_content_editable);
    editable || matches!(target.tag_name().as_str(), "TEXTAREA" | "SELECT")
}

/// Presses a button inside a row. Whether it is there.
pub fn press(row: &str, button: &str) -> bool {
    let found = find(&format!("#{row} {button}"));
    if let Some(button) = &found {
        button.click();
    }
    found.is_some()
}

/// Whether the focus is inside this.
pub fn has_focus(selector: &str) -> bool {
    find(&format!("{selector}:focus-within")).is_some()
}

/// Moves the focus. Whether there was anything to move it to.
pub fn focus(selector: &str) -> bool {
    let Some(element) = find(selector) else {
        return false;
    };
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    true
}

/// Whether there is room for the panel beside the list.
pub fn is_wide() -> bool {
    let query = window().match_media("(width >= 75em)").ok().flatten();
    query.is_some_and(|query| query.matches())
}

/// Opens or closes the panel of a row.
pub fn panel(row: &str, open: bool) {
    if let Some(panel) = find(&format!("#{row} > details")) {
        let _ = panel.toggle_attribute_with_force("open", open);
    }
}

/// How many rows are chosen.
pub fn chosen() -> u32 {
    let found = document().query_selector_all(".entry__choose input:checked");
    found.map_or(0, |list| list.length())
}
