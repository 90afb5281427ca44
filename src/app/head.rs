//! What a page says in the document's head. The server prints it; in the browser it is set by hand,
//! because the library for it costs every reader more bytes than the few lines that do it.

use crate::domain::printed::Head;
use leptos::prelude::*;

/// Title, description and canonical address of the page on screen. Draws nothing itself.
#[cfg(feature = "ssr")]
pub fn say(head: Head) -> impl IntoView {
    use leptos::either::EitherOf3::{A, B, C};
    use leptos_meta::{Link, Meta, Title};

    let Head {
        title,
        description,
        canonical,
    } = head;
    // Of all this nothing stands in the body but the mark of the `()` that the browser draws: an
    // absent tag or a view without its type would leave another.
    let rest = match canonical {
        None => A(view! { <Meta name="robots" content="noindex"/> }),
        Some(url) if description.is_empty() => B(view! { <Link rel="canonical" href=url/> }),
        Some(url) => C(view! {
            <Meta name="description" content=description/>
            <Link rel="canonical" href=url/>
        }),
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
