//! A month, a row a week; on a phone a list of its days.

use super::{Table, card};
use crate::{
    app::editor::story::bar::Mark,
    domain::{
        article::Status,
        planning::{Card, Day, Month},
    },
    text::PlanWords,
};
use leptos::prelude::*;

/// The ways to the months beside it.
pub(super) fn turn(month: &Month, words: &'static PlanWords) -> impl IntoView + use<> {
    let address = |month: &str| format!("/editor/plan?month={month}");
    view! {
        <nav class="plan__turn" aria-label=words.calendar>
            <a rel="prev" href=address(&month.before) aria-label=words.before>"‹"</a>
            <a href="/editor/plan">{words.today}</a>
            <a rel="next" href=address(&month.after) aria-label=words.after>"›"</a>
        </nav>
    }
}

pub(super) fn view(month: Month, table: Table) -> AnyView {
    let heads = month
        .weekdays
        .into_iter()
        .map(|name| view! { <li>{name}</li> })
        .collect_view();
    let days = month
        .days
        .into_iter()
        .map(|day| self::day(day, table))
        .collect_view();
    view! {
        <div class="month">
            <ul class="month__names" aria-hidden="true">{heads}</ul>
            <ol class="month__days">{days}</ol>
            {unplanned(month.unplanned, table)}
        </div>
    }
    .into_any()
}

fn day(day: Day, table: Table) -> impl IntoView {
    let words = table.words;
    let over = RwSignal::new(false);
    let Day {
        date,
        number,
        name,
        inside,
        today,
        cards,
        more,
    } = day;
    let empty = cards.is_empty();
    let dropped = {
        let date = date.clone();
        move |event: web_sys::DragEvent| {
            event.prevent_default();
            over.set(false);
            let Some(card) = table.held.get_untracked() else {
                return;
            };
            table.held.set(None);
            if card.day() != date {
                let at = card.on(&date);
                table.plan(card, at);
            }
        }
    };
    let cards = cards
        .into_iter()
        .map(|card| card::view(card, false, table))
        .collect_view();
    let more =
        (more > 0).then(|| view! { <p class="day__more">{format!("+{more} {}", words.more)}</p> });
    view! {
        <li class="day" class:day--outside=!inside class:day--today=today class:day--empty=empty class:day--over=move || over.get()
            on:dragover=move |event| { event.prevent_default(); over.set(true); }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped>
            <h2 class="day__name">
                <time datetime=date aria-current=today.then_some("date")>
                    <span aria-hidden="true" class="day__number">{number}</span>
                    <span class="day__full">{name}</span>
                </time>
            </h2>
            <ul class="day__cards">{cards}</ul>
            {more}
        </li>
    }
}

/// What has no day yet; a card that is dropped here loses its day.
fn unplanned(cards: Vec<Card>, table: Table) -> impl IntoView {
    let words = table.words;
    let over = RwSignal::new(false);
    let dropped = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(card) = table.held.get_untracked() {
            table.held.set(None);
            if !card.at.is_empty() {
                table.plan(card, String::new());
            }
        }
    };
    let nothing = cards.is_empty();
    let mut groups: Vec<(Status, Vec<Card>)> = Vec::new();
    for card in cards {
        match groups.last_mut() {
            Some((status, cards)) if *status == card.status => cards.push(card),
            _ => groups.push((card.status, vec![card])),
        }
    }
    let groups = groups.into_iter().map(|(status, cards)| {
        let count = cards.len();
        let cards = cards
            .into_iter()
            .map(|card| card::view(card, false, table))
            .collect_view();
        view! {
            <h3><Mark status=Signal::stored(status)/>{table.story.status(status)}<b>{count}</b></h3>
            <ul>{cards}</ul>
        }
    });
    view! {
        <section class="unplanned" class:day--over=move || over.get()
            on:dragover=move |event| { event.prevent_default(); over.set(true); }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped>
            <h2>{words.unplanned}</h2>
            <p class="unplanned__about">{if nothing { words.unplanned_none } else { words.unplanned_about }}</p>
            {groups.collect_view()}
        </section>
    }
}
