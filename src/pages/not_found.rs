//! Any other address, and the pages for requests that never reach a route.

use super::{framed, problem};
use crate::components::problem::told_by_status;
use leptos::prelude::*;

/// Tells what an HTTP status means.
#[component]
pub fn StatusPage(status: u16) -> impl IntoView {
    framed(move || async move {
        Box::new(move |_: std::sync::Arc<crate::domain::site::Site>, words: &'static crate::text::Words| {
            problem(told_by_status(status, words))
        }) as super::Draw
    })
}
