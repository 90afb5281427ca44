//! One file per kind of page: each turns data into a sheet, and [`print`] draws it. Called on the
//! server alone, so none of this is in what readers load.

pub mod archive;
pub mod article;
pub mod front;
pub mod list;
mod print;
pub mod standing;

pub use print::print;

use crate::components::{
    problem::{Problem, Told},
    sheet::Sheet,
};
use crate::text::Words;
use leptos::prelude::*;

/// What the newsroom's door says while nobody can sign in.
pub fn closed_newsroom(words: &Words) -> Told {
    Told {
        status: 403,
        title: words.forbidden_title.to_owned(),
        text: words.forbidden_text.to_owned(),
    }
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
