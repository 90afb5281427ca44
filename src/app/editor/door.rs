//! The door of the newsroom, closed until staff can sign in.

use crate::{
    app::{
        frame::Inside,
        visit::{VisitResource, framed, visiting},
    },
    domain::printed::Main,
    text::Labels,
};
use leptos::prelude::*;

/// What the door loads.
pub struct DoorPage {
    visit: VisitResource,
}

impl DoorPage {
    fn load() -> Self {
        DoorPage { visit: visiting() }
    }
}

fn draw(page: DoorPage) -> AnyView {
    framed(page.visit, inside)
}

/// The class lets a build prove that this code is in no reader's page.
fn inside(main: Main, _: &'static Labels) -> Inside {
    let html = match main {
        Main::Plain(html) => html,
        Main::Story(_) | Main::Moved(_) => String::new(),
    };
    let door = view! { <div class="warta-editor-chunk-marker" inner_html=html></div> };
    Inside::View(door.into_any())
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
