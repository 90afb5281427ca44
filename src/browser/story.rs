//! The story on the page.

use leptos::prelude::*;
use web_sys::Element;

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
            match element.query_selector("iframe") {
                Ok(Some(_)) => put_around(&element, html),
                _ => element.set_inner_html(html),
            }
        }
    }
}

/// Puts another text around the frames that the reader has opened and that it shows still: a frame
/// that is taken out of the page and put back begins anew.
fn put_around(text: &Element, html: &str) {
    let Ok(fresh) = document().create_element("div") else {
        return;
    };
    fresh.set_inner_html(html);
    let mut old = text.first_element_child();
    while let Some(block) = fresh.first_element_child() {
        let mut open = old.clone();
        while let Some(one) = open.as_ref().filter(|one| !is_open(one, &block)) {
            open = one.next_element_sibling();
        }
        let Some(open) = open else {
            let _ = text.insert_before(&block, old.as_deref());
            continue;
        };
        clear(old, Some(&open));
        old = open.next_element_sibling();
        block.remove();
    }
    clear(old, None);
}

/// Whether a block of the page holds the open frame of what a new block shows.
fn is_open(there: &Element, new: &Element) -> bool {
    let of = |block: &Element, selector: &str, name: &str| {
        let found = block.query_selector(selector).ok().flatten();
        found.and_then(|found| found.get_attribute(name))
    };
    let frame = of(there, "iframe", "src");
    frame.is_some() && frame == of(new, "a[data-frame]", "data-frame") && there.id() == new.id()
}

/// Removes blocks from one on, up to another.
fn clear(mut from: Option<Element>, to: Option<&Element>) {
    while let Some(one) = from.filter(|one| Some(one) != to) {
        from = one.next_element_sibling();
        one.remove();
    }
}
