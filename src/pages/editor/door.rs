//! The door of the newsroom, closed until staff can sign in.

use crate::{
    api::visit::Content,
    components::{
        frame::Sheet,
        problem::{Told, told_by_error},
    },
    domain::site::Site,
    error::AppError,
    pages::{framed, problem, visiting},
    text::Words,
};
use leptos::prelude::*;
use std::sync::Arc;

/// What the door loads.
pub struct DoorPage {
    visit: Resource<Result<crate::api::visit::Visit, AppError>, crate::pages::OnThePage>,
}

impl DoorPage {
    fn load() -> Self {
        DoorPage { visit: visiting() }
    }
}

/// Its view. The class lets a build prove that this code is in no reader's page.
fn draw(page: DoorPage) -> AnyView {
    framed(page.visit, sheet)
}

fn sheet(content: Result<Content, AppError>, _: &Arc<Site>, words: &'static Words) -> Sheet {
    let told = match content {
        Err(AppError::Forbidden) | Ok(_) => Told {
            status: 403,
            title: words.forbidden_title.to_owned(),
            text: words.forbidden_text.to_owned(),
        },
        Err(error) => told_by_error(&error, words),
    };
    Sheet {
        class: "warta-editor-chunk-marker",
        ..problem(told)
    }
}

#[cfg(feature = "split")]
#[leptos_router::lazy_route]
impl leptos_router::LazyRoute for DoorPage {
    fn data() -> Self {
        DoorPage::load()
    }

    fn view(this: Self) -> AnyView {
        draw(this)
    }
}

/// The same view as an ordinary route, for builds that are not split.
#[cfg(not(feature = "split"))]
#[component]
pub fn Door() -> impl IntoView {
    draw(DoorPage::load())
}
