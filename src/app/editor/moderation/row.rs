//! The rows of the desk.

use super::table::{Decided, Row, Table};
use crate::{
    components::entry::{Acts, More, Said, Stands, Time, action, state},
    domain::{comment::State, moderation::Entry},
    text::Newsroom,
};
use leptos::prelude::*;

/// The list. `here` is where forms come back to.
pub fn list(table: Table, here: &str) -> AnyView {
    let rows = table.rows.with_value(|rows| {
        let rows = rows.iter().copied().enumerate();
        rows.map(|(index, row)| one(table, index, row, here.to_owned()))
            .collect_view()
    });
    view! { <ol class="desk__list">{rows}</ol> }.into_any()
}

fn one(table: Table, index: usize, row: Row, here: String) -> impl IntoView {
    let words = table.words;
    let back = StoredValue::new(here);
    let show = move || {
        if table.current.get_untracked() != Some(index) {
            table.show(index);
        }
    };
    // A row that gets the keys grows: under a pressed button it would slip away before the release.
    let focused = move |_| {
        if !table.pressing.get_value() {
            show();
        }
    };
    let settled = move || row.decided.with(Option::is_some);
    view! {
        <li class="entry" id=row.element() tabindex="-1" on:focusin=focused on:click=move |_| show()
            class:entry--current=move || table.current.get() == Some(index)
            class:entry--settled=settled
            aria-busy=move || row.busy.get().then_some("true")>
            {move || {
                let entry = row.entry.get();
                let decided = row.decided.get();
                view! {
                    <Said entry=entry.clone() words=words choosable=!entry.taken_back/>
                    {told(&entry, decided.as_ref(), words)}
                    <Acts entry=entry here=back.get_value() words=words/>
                }
            }}
            <p class="entry__refused" role="alert" hidden=move || row.refused.with(Option::is_none)>
                {move || row.refused.get()}
            </p>
            <details class="entry__more">
                <summary>{words.more}</summary>
                <div class="more">
                    {move || view! { <More entry=row.entry.get() here=back.get_value() words=words/> }}
                </div>
            </details>
        </li>
    }
}

/// Who decided what about it.
fn told(entry: &Entry, decided: Option<&Decided>, words: &'static Newsroom) -> AnyView {
    let act = match decided {
        None => return view! { <Stands entry=entry.clone() words=words/> }.into_any(),
        Some(Decided::Elsewhere { state, by }) => {
            return view! { <p class="entry__decided">{elsewhere(*state, by.as_deref(), words)}</p> }
                .into_any();
        }
        Some(Decided::Here) => entry.log.first(),
    };
    act.map(|act| {
        let said = action(act, words);
        view! { <p class="entry__decided">{said}" "<Time when=act.when.clone()/></p> }
    })
    .into_any()
}

fn elsewhere(to: State, by: Option<&str>, words: &Newsroom) -> String {
    let Some(by) = by else {
        return format!("{}: {}", words.changed, state(to, words));
    };
    let did = match to {
        State::Published => words.did_approve,
        State::Rejected => words.did_reject,
        State::Spam => words.did_spam,
        State::Removed => words.did_remove,
        State::Held => words.did_restore,
    };
    format!("{did} {} {by}", words.by)
}
