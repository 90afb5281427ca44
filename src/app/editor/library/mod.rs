//! `/editor/media`: the picture library, and choosing from it.

mod about;
mod grid;
mod picker;
mod uploads;

pub use picker::Picker;

use crate::{
    api::library::list_pictures,
    app::editor::library::{about::About, grid::Grid, uploads::Uploads},
    domain::{
        desk::{Pictures, Shot},
        id::MediaId,
    },
    text,
};
use leptos::{prelude::*, task::spawn_local};

/// The inside of the page.
pub fn view(page: Pictures) -> AnyView {
    let words = text::library(page.staff.language);
    let open = RwSignal::new(None::<Shot>);
    let shots = RwSignal::new(page.shots);
    let (list, typed) = (page.list.clone(), page.words.clone());
    let tab = |own: &'static str, label: &'static str| {
        let href = address(own, &typed, "");
        let current = (list == own).then_some("page");
        view! { <li><a href=href aria-current=current>{label}</a></li> }
    };
    let tabs = [
        tab("", words.all),
        tab("mine", words.mine),
        tab("unused", words.unused),
    ];
    let next = page.next.map(|cursor| {
        let href = address(&list, &typed, &cursor);
        view! { <a rel="next" href=href>{words.older}</a> }
    });
    let first = (!page.first).then(|| {
        let href = address(&list, &typed, "");
        view! { <a href=href>{words.newest}</a> }
    });
    let pager = (next.is_some() || first.is_some())
        .then(|| view! { <nav class="pager" aria-label=words.lists>{first}{next}</nav> });
    // Put in front by itself: drawing the page anew would end what is still being sent.
    let stored = Callback::new(move |id: i64| {
        spawn_local(async move {
            let newest = list_pictures(String::new(), String::new(), String::new()).await;
            let Ok(newest) = newest else { return };
            if let Some(new) = newest.shots.into_iter().find(|shot| shot.id.0 == id) {
                shots.try_update(|shots| {
                    shots.retain(|shot| shot.id != new.id);
                    shots.insert(0, new);
                });
            }
        });
    });
    let picked = Callback::new(move |shot: Shot| open.set(Some(shot)));
    let current = Signal::derive(move || {
        let id = open.with(|open| open.as_ref().map(|shot| shot.id));
        id.into_iter().collect::<Vec<_>>()
    });
    let changed = Callback::new(move |(id, shot): (MediaId, Option<Shot>)| {
        shots.update(|shots| become_of(shots, id, shot.as_ref()));
        open.update(|open| {
            if open.as_ref().is_some_and(|open| open.id == id) {
                *open = shot;
            }
        });
    });
    view! {
        <div class="desk desk--still">
            <header class="desk__head"><h1>{words.title}</h1></header>
            <Uploads words=words stored=stored whole=true/>
            <nav class="desk__tabs" aria-label=words.lists><ul>{tabs.collect_view()}</ul></nav>
            <form class="sift" method="get" action="/editor/media" role="search">
                <input type="hidden" name="list" value=list.clone()/>
                <label><span class="vh">{words.find}</span><input type="search" name="q" value=typed.clone() placeholder=words.find/></label>
                <button class="button">{words.find_do}</button>
            </form>
            <div class="library__room">
                <div>
                    <Grid shots=shots chosen=current pick=picked words=words/>
                    {pager}
                </div>
                {move || open.get().map(|shot| view! { <About shot=shot words=words changed=changed close=Callback::new(move |()| open.set(None))/> })}
            </div>
        </div>
    }
    .into_any()
}

/// Puts into a list what became of a picture: `None` where it is gone.
fn become_of(shots: &mut Vec<Shot>, id: MediaId, shot: Option<&Shot>) {
    match (shot, shots.iter().position(|old| old.id == id)) {
        (Some(new), Some(at)) => shots[at] = new.clone(),
        (None, Some(at)) => {
            shots.remove(at);
        }
        (_, None) => {}
    }
}

/// The address of a page of the library.
fn address(list: &str, words: &str, after: &str) -> String {
    let fields = [("list", list), ("q", words), ("after", after)];
    let mut address = String::from("/editor/media");
    for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
        let mark = if address.contains('?') { '&' } else { '?' };
        address = format!(
            "{address}{mark}{name}={}",
            crate::domain::desk_list::escaped(value)
        );
    }
    address
}
