//! The door of the newsroom, closed until staff can sign in.

use crate::{
    api,
    components::{frame::Sheet, problem::Told},
    error::AppError,
    pages::{framed, problem},
};
use leptos::prelude::*;

/// What the door loads.
pub struct DoorPage {
    answer: Resource<Result<(), AppError>>,
}

impl DoorPage {
    fn load() -> Self {
        DoorPage { answer: Resource::new(|| (), |()| api::site::enter_newsroom()) }
    }
}

/// Its view. The class lets a build prove that this code is in no reader's page.
fn draw(page: DoorPage) -> AnyView {
    let answer = page.answer;
    framed(move || async move {
        let refused = answer.await.is_err();
        Box::new(move |_: std::sync::Arc<crate::domain::site::Site>, words: &'static crate::text::Words| {
            let status = if refused { 403 } else { 200 };
            let told = Told { status, title: words.forbidden_title.to_owned(), text: words.forbidden_text.to_owned() };
            Sheet { class: "warta-editor-chunk-marker", ..problem(told) }
        }) as crate::pages::Draw
    })
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
