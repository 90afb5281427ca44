//! `/editor/moderation`: the desk. Its forms work without script; with it, they are sent from
//! here, the rows change in place, and what others decide is marked at once.

mod deciding;
mod keys;
mod live;
mod row;
mod table;

use super::frame;
use crate::{
    browser::desk::{self, Sent},
    components::entry::{Bulk, Notice},
    domain::moderation::{Desk, Filter, Staff},
    text::Newsroom,
};
use leptos::{ev::SubmitEvent, prelude::*};
use table::Table;

/// The inside of the page. `again` loads the list anew.
pub fn view(page: Desk, words: &'static Newsroom, again: Callback<()>) -> AnyView {
    let table = Table::new(&page, words, again);
    Effect::new(move || table.begin());
    live::follow(table);
    keys::listen(table);
    let Desk {
        staff,
        filter,
        first,
        here,
        next,
        notice,
        entries,
    } = page;
    let send = move |event: SubmitEvent| {
        if let Some(sent) = Sent::of(&event)
            && table.send(&sent)
        {
            event.prevent_default();
        }
    };
    let press = move |_| table.pressing.set_value(true);
    let release = move |_| table.pressing.set_value(false);
    let empty = entries.is_empty();
    let list = if empty {
        nothing(filter, words)
    } else {
        row::list(table, &here)
    };
    let count = Signal::derive(move || match table.chosen.get() {
        0 => words.choose_some.to_owned(),
        n => format!("{n} {}", words.chosen),
    });
    let next = next.map(|cursor| {
        view! { <a rel="next" href=filter.address(Some(&cursor))>{words.next_page}</a> }
    });
    let pager = (!first || next.is_some()).then(|| {
        let first = (!first).then(|| view! { <a href=filter.address(None)>{words.first_page}</a> });
        view! { <nav class="pager" aria-label=words.lists>{first}{next}</nav> }
    });
    let sign_in = frame::sign_in(&here);
    view! {
        <div class="desk" on:pointerdown=press on:pointerup=release on:pointercancel=release on:submit=send on:change=move |_| table.chosen.set(desk::chosen())>
            <header class="desk__head">
                <h1>{words.moderation}</h1>
                <p class="desk__live" hidden=move || !table.live.get()>{words.live}</p>
            </header>
            {tabs(filter, &staff, words)}
            <Notice verdicts=notice here=here.clone() words=words/>
            <p class="form__trouble" role="alert" hidden=move || !table.out.get()>
                {words.signed_out_title}" "<a href=sign_in rel="external">{words.sign_in}</a>
            </p>
            <p class="vh" role="status">{move || table.told.get()}</p>
            <button class="desk__new" type="button" hidden=move || !table.has_news() on:click=move |_| again.run(())>
                {move || table.news()}
            </button>
            {(!empty).then(|| view! { <Bulk here=here filter=filter words=words count=count/> })}
            {list}
            {pager}
            {(!empty).then(|| keys::list(table))}
        </div>
    }
    .into_any()
}

fn tabs(filter: Filter, staff: &Staff, words: &'static Newsroom) -> impl IntoView + use<> {
    let (held, reported) = staff.waiting.unwrap_or_default();
    let tabs = Filter::TABS.map(|tab| {
        let (name, count) = match tab {
            Filter::Waiting => (words.tab_waiting, Some(held + reported)),
            Filter::Reported => (words.tab_reported, Some(reported)),
            Filter::All => (words.tab_all, None),
            Filter::In(state) => match state {
                crate::domain::comment::State::Held => (words.tab_held, Some(held)),
                crate::domain::comment::State::Rejected => (words.tab_rejected, None),
                crate::domain::comment::State::Spam => (words.tab_spam, None),
                crate::domain::comment::State::Published => (words.state_published, None),
                crate::domain::comment::State::Removed => (words.state_removed, None),
            },
        };
        let current = (tab == filter).then_some("page");
        let count = count.filter(|count| *count > 0);
        let count = count.map(|count| view! { " "<span>{count}</span> });
        view! { <li><a href=tab.address(None) aria-current=current>{name}{count}</a></li> }
    });
    view! {
        <nav class="desk__tabs" aria-label=words.lists>
            <ul>{tabs.collect_view()}</ul>
        </nav>
    }
}

fn nothing(filter: Filter, words: &'static Newsroom) -> AnyView {
    let (text, way) = match filter {
        Filter::Waiting | Filter::Reported => (words.empty_waiting, true),
        Filter::In(_) => (words.empty, true),
        Filter::All => (words.empty, false),
    };
    let way = way.then(|| {
        view! { <p><a href=Filter::All.address(None)>{words.to_all}</a></p> }
    });
    view! { <div class="desk__empty"><p>{text}</p>{way}</div> }.into_any()
}
