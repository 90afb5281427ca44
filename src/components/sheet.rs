//! What a page hands to the frame.

use crate::domain::{
    moment::Moment,
    printed::{Discussion, Html},
};
use leptos::prelude::*;

/// A page, ready to be framed.
pub struct Sheet {
    /// Without the site's name.
    pub title: String,
    pub description: String,
    /// Path and query of the page's own address; `None` for pages that have none (not found).
    pub canonical: Option<String>,
    /// Publication time for the masthead; without it the site's date is shown.
    pub when: Option<Moment>,
    /// Slug of the category it belongs to, and whether it is that category's own page.
    pub category: Option<(String, bool)>,
    /// Class of `main`.
    pub class: &'static str,
    pub main: Body,
}

/// What stands inside `main`.
pub enum Body {
    Plain(AnyView),
    Story(Box<Story>),
    /// Part of a thread under a heading.
    Talk(AnyView, Discussion),
    /// The story lives at this path now.
    Moved(String),
}

impl From<AnyView> for Body {
    fn from(view: AnyView) -> Self {
        Body::Plain(view)
    }
}

/// The parts of a story's page, in the order in which they stand.
pub struct Story {
    /// BCP 47, where it is not the site's language.
    pub language: Option<String>,
    pub headline: String,
    pub head: AnyView,
    pub banner: Option<AnyView>,
    /// Made from the story's document by our own code, escaped by construction.
    pub text: Html,
    pub foot: AnyView,
    pub latest: Option<AnyView>,
    pub discussion: Option<Discussion>,
    pub others: Option<AnyView>,
}
