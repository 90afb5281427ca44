//! `/editor/stories/{id}`: the story editor. The page itself in the article's own type, with what
//! is said of it beside it.

pub mod bar;
mod checks;
mod desk;
mod history;
mod merging;
mod notes;
mod panel;
mod paper;
mod people;
mod presence;
mod publishing;
mod saving;
mod sheet;
mod signing;
mod translations;

use crate::{
    app::head,
    browser::navigation,
    domain::{desk::Opened, printed::Head},
    text,
};
use desk::Desk;
use leptos::prelude::*;

/// The whole page.
pub fn view(opened: Opened, address: String) -> AnyView {
    let words = text::story(opened.staff.language);
    let newsroom = text::newsroom(opened.staff.language);
    let site = opened.staff.site.clone();
    let desk = Desk::new(opened, words);
    let inside = NodeRef::new();
    Effect::new(move || navigation::arrived(address.clone(), inside));
    presence::follow(desk);
    let title = desk.typed.with_untracked(|typed| typed.headline.clone());
    let title = if title.is_empty() {
        words.untitled.to_owned()
    } else {
        title
    };
    let head = Head {
        title: format!("{title} - {site}"),
        ..Head::default()
    };
    on_cleanup(move || saving::left(desk));
    view! {
        {head::say(head)}
        <a class="skip" href="#isi">{newsroom.skip}</a>
        <div class="story warta-editor-chunk-marker" class:story--bare=move || desk.bare.get()>
            <bar::Bar desk=desk newsroom=newsroom/>
            <p class="vh" role="status">{move || desk.told.get()}</p>
            <div class="story__room">
                <main node_ref=inside class="story__paper" id="isi" tabindex="-1">
                    <paper::Paper desk=desk/>
                </main>
                <panel::Panel desk=desk/>
            </div>
            <publishing::Sheets desk=desk/>
            <merging::MergeSheet desk=desk/>
            <history::CompareSheet desk=desk/>
            <signing::SignInSheet desk=desk/>
        </div>
    }
    .into_any()
}
