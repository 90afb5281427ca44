//! `/editor/pages/{slug}`: a standing page as it is written, with the same surface as stories. What
//! is typed is kept in the browser until it is published.

mod desk;
mod more;
mod paper;
mod trouble;

use crate::{
    app::{frame::Loading, head},
    browser::navigation,
    components::wordmark::HomeSign,
    domain::{printed::Head, site_page::Opened},
    text,
};
use desk::{Desk, State};
use leptos::{prelude::*, task::spawn_local};
use more::More;
use paper::Paper;
use trouble::Trouble;

/// The whole page.
pub fn view(opened: Opened, address: String) -> AnyView {
    let language = opened.staff.language;
    let words = text::site_pages(language);
    let newsroom = text::newsroom(language);
    let site = opened.staff.site.clone();
    let head = Head {
        title: format!("{} - {site}", opened.title),
        ..Head::default()
    };
    let desk = Desk::new(opened);
    let loading = expect_context::<Loading>().0;
    let inside = NodeRef::new();
    Effect::new(move || navigation::arrived(address.clone(), inside));
    on_cleanup(move || {
        desk.keep();
        if let Some(surface) = desk.surface() {
            surface.destroy();
        }
    });
    let kept = move || match desk.state.get() {
        State::Published(at) => format!("{} {at}", words.saved),
        State::Typed | State::Stale(_) | State::SignedOut => words.unsaved.to_owned(),
        State::Sending => words.saving.to_owned(),
        State::Offline => words.offline.to_owned(),
        State::Failed => words.failed.to_owned(),
    };
    let trouble = move || !matches!(desk.state.get(), State::Published(_) | State::Sending);
    let count = move || format!("{} {}", desk.count.get(), words.words);
    let done = move || {
        matches!(
            desk.state.get(),
            State::Published(_) | State::Sending | State::Stale(_)
        )
    };
    let save = move |_| spawn_local(desk.save());
    view! {
        {head::say(head)}
        <a class="skip" href="#isi">{newsroom.skip}</a>
        <div class="story warta-editor-chunk-marker">
            <header class="bar">
                <div class="progress" role="progressbar" aria-label=newsroom.loading hidden=move || !loading.get()></div>
                <div class="bar__home"><HomeSign name=site label=newsroom.room.to_owned() href="/editor"/></div>
                <a class="bar__back" href="/editor/pages" rel="external">{words.back}</a>
                <p class="bar__state">
                    <span class="bar__kept" class:bar__kept--trouble=trouble role="status">{kept}</span>
                    <span class="bar__count">{count}</span>
                </p>
                <div class="bar__ways">
                    <button type="button" class="button button--main" disabled=done on:click=save>{words.save}</button>
                    <More desk=desk/>
                </div>
            </header>
            <div class="story__room story__room--alone">
                <main node_ref=inside class="story__paper" id="isi" tabindex="-1">
                    <Trouble desk=desk/>
                    <Paper desk=desk/>
                </main>
            </div>
        </div>
    }
    .into_any()
}
