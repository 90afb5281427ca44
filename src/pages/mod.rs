//! One file per kind of page: each turns data into a sheet, and [`print`] draws it. Called on the
//! server alone, so none of this is in what readers load.

#[cfg(feature = "ssr")]
pub mod account;
pub mod archive;
#[cfg(feature = "ssr")]
pub mod arranging;
pub mod article;
#[cfg(feature = "ssr")]
pub mod comment;
pub mod corrections;
pub mod front;
pub mod list;
#[cfg(feature = "ssr")]
pub mod moderation;
pub mod offline;
#[cfg(feature = "ssr")]
pub mod people;
mod print;
#[cfg(feature = "ssr")]
pub mod search;
mod sharing;
pub mod standing;
pub mod talk;

pub use print::print;

use crate::components::{
    problem::{Problem, Told},
    sheet::Sheet,
};
use crate::text::Words;
use leptos::prelude::*;

/// What the newsroom's door says to readers.
pub fn closed_newsroom(words: &Words) -> Told {
    Told {
        status: 403,
        title: words.forbidden_title.to_owned(),
        text: words.forbidden_text.to_owned(),
    }
}

/// The inside of a text field. Leptos escapes nothing there, and browsers leave out a line break at
/// its beginning.
#[cfg(feature = "ssr")]
fn filled(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    format!("\n{escaped}")
}

/// A page that says what went wrong.
pub fn problem(told: Told) -> Sheet {
    Sheet {
        title: told.title.clone(),
        description: told.text.clone(),
        canonical: None,
        when: None,
        category: None,
        class: "",
        main: view! { <Problem told=told/> }.into_any().into(),
    }
}
