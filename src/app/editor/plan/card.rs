//! A story on the plan, and the menu that moves it without a mouse.

use super::Table;
use crate::{
    app::editor::story::bar::Mark,
    domain::{article::Status, desk::Wish, planning::Card},
    text::PlanWords,
};
use leptos::prelude::*;

/// What a card is called.
pub(super) fn headline(card: &Card, words: &'static PlanWords) -> String {
    if card.headline.is_empty() {
        words.untitled.to_owned()
    } else {
        card.headline.clone()
    }
}

/// A card. `dated`: whether its day is said, too.
pub(super) fn view(card: Card, dated: bool, table: Table) -> AnyView {
    let words = table.words;
    let name = headline(&card, words);
    let status = card.status;
    let movable = card.plannable || !card.moves.is_empty();
    let day = if dated {
        card.when.clone()
    } else {
        String::new()
    };
    let clock = (!dated && !card.at.is_empty())
        .then(|| view! { <span class="ticket__clock">{card.clock().to_owned()}" "</span> });
    let public = matches!(status, Status::Published | Status::Unpublished);
    let about: Vec<String> = [day, card.category.clone(), card.names.join(", ")]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let held = card.clone();
    let taken = move |event: web_sys::DragEvent| {
        // Without something to carry, some browsers do not drag.
        if let Some(data) = event.data_transfer() {
            let _ = data.set_data("text/plain", &held.id.to_string());
            data.set_effect_allowed("move");
        }
        table.held.set(Some(held.clone()));
    };
    let id = card.id;
    let is_held = move || {
        table
            .held
            .with(|held| held.as_ref().is_some_and(|h| h.id == id))
    };
    let menu = movable.then(|| menu(card.clone(), table, &name));
    view! {
        <li class="ticket" class:ticket--public=public class:ticket--held=is_held draggable=movable.then_some("true")
            on:dragstart=taken on:dragend=move |_| table.held.set(None)>
            <p class="ticket__line">
                <Mark status=Signal::stored(status)/>
                <span class="vh">{table.story.status(status)}": "</span>
                <a href=format!("/editor/stories/{}", card.id) draggable="false">{clock}{name}</a>
            </p>
            <p class="ticket__about">{about.join(" · ")}</p>
            {menu}
        </li>
    }
    .into_any()
}

fn menu(card: Card, table: Table, name: &str) -> impl IntoView + use<> {
    let words = table.words;
    let label = format!("{}: {name}", words.menu);
    let moves = card
        .moves
        .iter()
        .map(|to| {
            let (to, card) = (*to, card.clone());
            let label = table.story.status(to);
            let act = move |_| hand_on(card.clone(), to, table);
            view! { <li><button type="button" on:click=act>{label}</button></li> }
        })
        .collect_view();
    let has_moves = !card.moves.is_empty();
    let planning = card.plannable.then(|| {
        let at = RwSignal::new(card.at.clone());
        let (planned, dropped) = (card.clone(), card.clone());
        let plan = move |event: web_sys::SubmitEvent| {
            event.prevent_default();
            table.plan(planned.clone(), at.get_untracked());
        };
        let has_plan = !card.at.is_empty();
        let drop = move |_| table.plan(dropped.clone(), String::new());
        view! {
            <form on:submit=plan>
                <label>{words.planned_for}
                    <input type="datetime-local" prop:value=move || at.get() on:input=move |event| at.set(event_target_value(&event))/>
                </label>
                <p>
                    <button class="button">{words.plan_do}</button>
                    {has_plan.then(|| view! { <button type="button" class="bar__word" on:click=drop>{words.plan_drop}</button> })}
                </p>
            </form>
        }
    });
    view! {
        <details class="ticket__menu">
            <summary aria-label=label><span aria-hidden="true">"⋯"</span></summary>
            <div>
                {has_moves.then(|| view! { <p>{words.hand_on}</p><ul>{moves}</ul> })}
                {planning}
            </div>
        </details>
    }
}

/// Hands the story of a card on, where its state and whoever asks allow that.
pub(super) fn hand_on(card: Card, to: Status, table: Table) {
    if card.status == to {
        return;
    }
    if matches!(
        to,
        Status::Scheduled | Status::Published | Status::Unpublished
    ) {
        table.said.refused(table.words.from_story.to_owned());
    } else if card.moves.contains(&to) {
        let version = card.version;
        table.act(card, Wish::HandOn { version, to }, table.words.moved);
    } else {
        table.said.refused(table.words.not_there.to_owned());
    }
}
