//! What a page says in the document's head. The server prints it; in the browser it is set by hand,
//! because the library for it costs every reader more bytes than the few lines that do it.

use crate::domain::printed::Head;
use leptos::prelude::*;

/// Title, description and canonical address of the page on screen. Draws nothing itself.
#[cfg(feature = "ssr")]
pub fn say(head: Head) {
    use leptos::either::EitherOf3::{A, B, C};
    use leptos_meta::{Link, Meta, Title};

    // A page that waited for its data is drawn twice.
    if use_context::<super::HeadOnce>().is_some_and(|head| head.is_said()) {
        return;
    }
    let Head {
        title,
        description,
        canonical,
    } = head;
    let rest = match canonical {
        None => A(view! { <Meta name="robots" content="noindex"/> }),
        Some(url) if description.is_empty() => B(view! { <Link rel="canonical" href=url/> }),
        Some(url) => C(view! {
            <Meta name="description" content=description/>
            <Link rel="canonical" href=url/>
        }),
    };
    // The library prints it as it is.
    let title = crate::domain::document::Escaped(&title).to_string();
    // Drawn to be registered alone: of all this nothing may stand in the body, where the browser
    // draws nothing either.
    let _ = (view! { <Title text=title/> }, rest).to_html();
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
