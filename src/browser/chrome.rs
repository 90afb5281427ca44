//! The frame that is on screen, for a page that could not be fetched.

use crate::domain::{printed::Chrome, site::Language};
use leptos::prelude::*;

/// Reads masthead and footer back from the document.
pub fn on_screen() -> Chrome {
    let inside = |selector: &str| {
        let found = document().query_selector(selector).ok().flatten();
        found
            .map(|element| element.inner_html())
            .unwrap_or_default()
    };
    Chrome {
        language: language(),
        date: inside(".masthead__date"),
        wordmark: inside(".masthead__home"),
        side: inside(".masthead__side"),
        sections: inside(".nav > ul"),
        footer: inside(".foot"),
    }
}

/// The language of the document.
pub fn language() -> Language {
    let root = document().document_element();
    let tag = root.and_then(|html| html.get_attribute("lang"));
    tag.and_then(|tag| Language::from_tag(&tag))
        .unwrap_or_default()
}
