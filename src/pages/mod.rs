//! SHARED. One file per kind of page: each turns data into a sheet for the frame.

pub mod archive;
pub mod article;
pub mod editor;
pub mod front;
pub mod list;
pub mod standing;
mod visit;

pub use visit::{LastSite, OnThePage, PublicPage, framed, visiting};

use crate::components::{
    frame::Sheet,
    problem::{Problem, Told},
};
use leptos::prelude::*;

/// A page that says what went wrong.
pub fn problem(told: Told) -> Sheet {
    Sheet {
        title: told.title.clone(),
        description: told.text.clone(),
        canonical: None,
        when: None,
        category: None,
        class: "",
        main: view! { <Problem told=told/> }.into_any(),
    }
}
