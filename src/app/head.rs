//! What a page says in the document's head. The server prints it; in the browser it is set by hand,
//! because the library for it costs every reader more bytes than the few lines that do it.

use crate::domain::printed::Head;
use leptos::prelude::*;

/// Title, description and canonical address of the page on screen. Draws nothing itself.
#[cfg(feature = "ssr")]
pub fn say(head: Head) -> impl IntoView {
    use leptos_meta::{Link, Meta, Title};

    let Head {
        title,
        description,
        canonical,
    } = head;
    // An absent tag would leave a mark in the body that the browser does not expect.
    let rest = match canonical {
        None => view! { <Meta name="robots" content="noindex"/> }.into_any(),
        Some(url) if description.is_empty() => {
            view! { <Link rel="canonical" href=url/> }.into_any()
        }
        Some(url) => view! {
            <Meta name="description" content=description/>
            <Link rel="canonical" href=url/>
        }
        .into_any(),
    };
    (view! { <Title text=title/> }, rest, ())
}

/// The same, in the document that is on screen.
#[cfg(not(feature = "ssr"))]
pub fn say(head: Head) {
    Effect::new(move || {
        let Head {
            title,
            description,
            canonical,
        } = &head;
        crate::browser::head::show(title, description, canonical.as_deref());
    });
}
