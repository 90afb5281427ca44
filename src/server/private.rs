//! Pages for one reader: forms and accounts. They work by links and forms alone, are drawn on the
//! server and kept by nobody.

use super::pages::{self, Pages};
use crate::{
    app::{
        editor::frame::{Room, Section},
        visit,
    },
    components::sheet::Sheet,
    context::Place,
    domain::{moderation::Staff, site::Site},
    pages::print,
    text::{self, Newsroom, Words},
};
use axum::{http::StatusCode, response::Response};
use leptos::prelude::*;
use std::sync::Arc;

/// Answers with what `draw` makes, framed like every page. `draw` may run more than once.
pub async fn page(
    pages: &Pages,
    status: StatusCode,
    draw: impl Fn(&Arc<Site>, &'static Words) -> Sheet + Send + Sync + 'static,
) -> Response {
    let drawing = move || {
        let site = expect_context::<Place>().site;
        provide_context(site.clone());
        let sheet = draw(&site, text::words(site.language));
        visit::still(print(sheet, &site))
    };
    pages::drawn(pages, status, Arc::new(drawing)).await
}

/// Answers with what `draw` makes, framed like the newsroom's pages. `draw` may run more than
/// once; it makes the title and the inside.
pub async fn room(
    pages: &Pages,
    status: StatusCode,
    staff: Staff,
    section: Section,
    draw: impl Fn(&'static Newsroom) -> (String, AnyView) + Send + Sync + 'static,
) -> Response {
    let language = staff.language;
    let drawing = move || {
        let words = text::newsroom(language);
        let (title, main) = draw(words);
        let staff = Some(staff.clone());
        let address = String::new();
        view! { <Room title=title section=section staff=staff words=words address=address main=main/> }
            .into_any()
    };
    pages::room(pages, status, language, Arc::new(drawing)).await
}
