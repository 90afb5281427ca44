//! A column a state, from idea to print.

use super::{Table, card};
use crate::{
    app::editor::story::bar::Mark,
    domain::{desk_list::Shown, planning::Column},
};
use leptos::prelude::*;

pub(super) fn view(columns: Vec<Column>, table: Table) -> AnyView {
    let columns = columns
        .into_iter()
        .map(|column| self::column(column, table))
        .collect_view();
    view! { <div class="board">{columns}</div> }.into_any()
}

fn column(column: Column, table: Table) -> impl IntoView {
    let words = table.words;
    let over = RwSignal::new(false);
    let Column {
        status,
        cards,
        more,
    } = column;
    let dropped = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(card) = table.held.get_untracked() {
            table.held.set(None);
            card::hand_on(card, status, table);
        }
    };
    let label = table.story.status(status);
    let count = format!("{}{}", cards.len(), if more { "+" } else { "" });
    let nothing = cards.is_empty();
    let cards = cards
        .into_iter()
        .map(|card| card::view(card, true, table))
        .collect_view();
    let all = Shown {
        status: status.as_str().to_owned(),
        ..Shown::default()
    };
    let more = more
        .then(|| view! { <p class="day__more"><a href=all.address()>{words.all_of_them}</a></p> });
    view! {
        <section class="lane" class:day--over=move || over.get() aria-label=label
            on:dragover=move |event| { event.prevent_default(); over.set(true); }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped>
            <h2 class="lane__head"><Mark status=Signal::stored(status)/>{label}" "<span class="lane__count">{count}</span></h2>
            {nothing.then(|| view! { <p class="lane__empty">{words.empty}</p> })}
            <ul class="lane__cards">{cards}</ul>
            {more}
        </section>
    }
}
