//! Pictures: the drawing where there is one, else AVIF, else WebP, else JPEG, each in the widths it has.

use crate::domain::media::Picture;
use leptos::prelude::*;

/// When a picture is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fetch {
    /// At once, before others: the first picture of a page.
    First,
    /// When it comes near the window.
    Later,
}

/// The picture alone. Its width and height are its own pixels, so that it is never enlarged.
#[component]
pub fn Image(
    picture: Picture,
    /// The `sizes` attribute: how wide it is drawn in which window.
    sizes: &'static str,
    fetch: Fetch,
) -> impl IntoView {
    let first = fetch == Fetch::First;
    let drawing = picture.drawing().map(|url| view! { <source type="image/svg+xml" srcset=format!("{url} {}w", picture.width) sizes=sizes/> });
    // Beside a drawing nobody would ask for it.
    let avif = (picture.avif && !picture.vector)
        .then(|| view! { <source type="image/avif" srcset=picture.srcset("avif") sizes=sizes/> });
    view! {
        <picture>
            {drawing}
            {avif}
            <source type="image/webp" srcset=picture.srcset("webp") sizes=sizes/>
            <img
                class=format!("pic {}", picture.focal_classes())
                src=picture.url(picture.width, "jpg")
                srcset=picture.srcset("jpg")
                sizes=sizes
                width=picture.width.to_string()
                height=picture.height.to_string()
                alt=picture.alt.clone()
                fetchpriority=first.then_some("high")
                loading=(!first).then_some("lazy")
                decoding=(!first).then_some("async")
            />
        </picture>
    }
}
