//! Icons of Lucide (ISC licence, <https://lucide.dev>), inlined: only those used.

use leptos::prelude::*;

/// Which icon, as the inside of its `<svg>`.
#[derive(Debug, Clone, Copy)]
pub struct Shape(&'static str);

pub const SHARE: Shape = Shape(
    "<circle cx=\"18\" cy=\"5\" r=\"3\"/><circle cx=\"6\" cy=\"12\" r=\"3\"/><circle cx=\"18\" cy=\"19\" r=\"3\"/><path d=\"m8.59 13.51 6.83 3.98M15.41 6.51l-6.82 3.98\"/>",
);
pub const LINK: Shape = Shape(
    "<path d=\"M10 13a5 5 0 0 0 7.54.54l3-3a5 5 0 0 0-7.07-7.07l-1.72 1.71\"/><path d=\"M14 11a5 5 0 0 0-7.54-.54l-3 3a5 5 0 0 0 7.07 7.07l1.71-1.71\"/>",
);
pub const PRINTER: Shape = Shape(
    "<path d=\"M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2\"/><path d=\"M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6\"/><rect x=\"6\" y=\"14\" width=\"12\" height=\"8\" rx=\"1\"/>",
);
pub const BOOKMARK: Shape =
    Shape("<path d=\"m19 21-7-4-7 4V5a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v16z\"/>");
pub const BELL: Shape = Shape(
    "<path d=\"M10.27 21a2 2 0 0 0 3.46 0M3.26 15.33A1 1 0 0 0 4 17h16a1 1 0 0 0 .74-1.67C19.41 13.96 18 12.5 18 8A6 6 0 0 0 6 8c0 4.5-1.41 5.96-2.74 7.33\"/>",
);
pub const LEFT: Shape = Shape("<path d=\"m12 19-7-7 7-7M19 12H5\"/>");
pub const RIGHT: Shape = Shape("<path d=\"M5 12h14M12 5l7 7-7 7\"/>");

pub const SEARCH: Shape =
    Shape("<circle cx=\"11\" cy=\"11\" r=\"8\"/><path d=\"m21 21-4.34-4.34\"/>");

/// An icon beside a word, or in what has a name of its own.
#[component]
pub fn Icon(shape: Shape) -> impl IntoView {
    view! { <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" inner_html=shape.0></svg> }
}
