//! The story on the page.

use leptos::prelude::*;

/// Puts another text into the place of the one that is shown. What does not differ stays, and with
/// it whatever the reader has selected.
pub fn put(head: &str, text: &str, foot: &str) {
    let parts = [
        (".article__head", head),
        (".article__text", text),
        (".article__foot", foot),
    ];
    for (place, html) in parts {
        let found = document().query_selector(place).ok().flatten();
        if let Some(element) = found.filter(|element| element.inner_html() != html) {
            element.set_inner_html(html);
        }
    }
}
