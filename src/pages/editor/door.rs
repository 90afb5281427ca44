//! The door of the newsroom, closed until staff can sign in.

use crate::{
    api,
    components::problem::Told,
    error::AppError,
    pages::{SiteResource, framed, problem},
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

/// Its view. The attribute lets a build prove that this code is in no reader's page.
fn draw(page: DoorPage) -> AnyView {
    let answer = page.answer;
    let _: SiteResource = expect_context();
    let view = framed(move || async move {
        let refused = answer.await.is_err();
        Box::new(move |_: std::sync::Arc<crate::domain::site::Site>, words: &'static crate::text::Words| {
            let status = if refused { 403 } else { 200 };
            problem(Told { status, title: words.forbidden_title.to_owned(), text: words.forbidden_text.to_owned() })
        }) as crate::pages::Draw
    });
    view! { <div data-chunk="warta-editor-chunk-marker">{view}</div> }.into_any()
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
