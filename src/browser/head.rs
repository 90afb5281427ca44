//! The document's head, for pages that come without a reload.

use leptos::prelude::*;
use web_sys::Element;

/// Sets title, description and canonical address; a page without one is not to be indexed.
pub fn show(title: &str, description: &str, canonical: Option<&str>) {
    let document = document();
    document.set_title(title);
    tag("meta", "name", "description", "content", description);
    tag("link", "rel", "canonical", "href", canonical.unwrap_or(""));
    let robots = if canonical.is_none() { "noindex" } else { "" };
    tag("meta", "name", "robots", "content", robots);
}

/// Makes the one element of this kind say `value`; with nothing to say it goes.
fn tag(element: &str, key: &str, name: &str, attribute: &str, value: &str) {
    let found = document()
        .query_selector(&format!("head > {element}[{key}={name}]"))
        .ok()
        .flatten();
    match found {
        Some(found) if value.is_empty() => found.remove(),
        Some(found) => {
            let _ = found.set_attribute(attribute, value);
        }
        None if value.is_empty() => {}
        None => {
            let _ = make(element, &[(key, name), (attribute, value)]);
        }
    }
}

fn make(element: &str, attributes: &[(&str, &str)]) -> Option<Element> {
    let made = document().create_element(element).ok()?;
    for (name, value) in attributes {
        made.set_attribute(name, value).ok()?;
    }
    document().head()?.append_child(&made).ok()?;
    Some(made)
}
