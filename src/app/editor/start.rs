//! `/editor`: somebody's own work, what is due, and the ways on.

use super::story::bar::Mark;
use crate::{
    domain::planning::{Card, Start},
    text::{self, Newsroom, PlanWords, StoryWords},
};
use leptos::prelude::*;

/// The inside of the page.
pub fn view(start: Start, words: &'static Newsroom) -> AnyView {
    let Start {
        staff,
        mine,
        due,
        latest,
    } = start;
    let (plan, story) = (text::plan(staff.language), text::story(staff.language));
    let moderation = staff.waiting.map(|(held, reported)| {
        let waiting = held + reported;
        let count = if waiting > 0 {
            view! { <b>{waiting}" "{words.wait}</b> }.into_any()
        } else {
            words.nothing_waits.into_any()
        };
        view! {
            <section class="start__part">
                <h2><a href="/editor/moderation">{words.moderation}</a></h2>
                <p>{words.moderation_about}</p>
                <p class="start__count">{count}</p>
                <ul class="start__ways">
                    <li><a href="/editor/moderation/search" rel="external">{words.search}</a></li>
                    <li><a href="/editor/moderation/log" rel="external">{words.log}</a></li>
                </ul>
            </section>
        }
    });
    let writes = staff.role.may_write();
    let write = writes.then(|| {
        view! { <form method="post" action="/editor/stories"><button class="button button--main">{words.write}</button></form> }
    });
    let lists = writes.then(|| {
        view! {
            {list(plan.mine, plan.mine_none, mine, ("/editor/stories?mine=1", plan.all_mine), plan, story)}
            {list(plan.due, plan.due_none, due, ("/editor/plan", plan.whole_plan), plan, story)}
            {list(plan.latest, plan.latest_none, latest, ("/editor/stories?status=published", plan.all_of_them), plan, story)}
        }
    });
    view! {
        <div class="desk desk--still start">
            <header class="desk__head"><h1>{words.welcome}", "{staff.name.clone()}</h1>{write}</header>
            <div class="start__parts">
                {lists}
                {moderation}
                <section class="start__part">
                    <h2><a href="/account" rel="external">{words.account}</a></h2>
                    <p>{words.account_about}</p>
                    <ul class="start__ways"><li><a href="/" rel="external">{words.site}</a></li></ul>
                </section>
            </div>
        </div>
    }
    .into_any()
}

fn list(
    title: &'static str,
    none: &'static str,
    cards: Vec<Card>,
    (href, more): (&'static str, &'static str),
    plan: &'static PlanWords,
    story: &'static StoryWords,
) -> impl IntoView {
    let nothing = cards.is_empty();
    let lines = cards
        .into_iter()
        .map(|card| {
            let headline = if card.headline.is_empty() {
                plan.untitled.to_owned()
            } else {
                card.headline
            };
            let reads = card.reads.map(|n| format!(" · {n} {}", story.reads_times));
            view! {
                <li class="start__line">
                    <Mark status=Signal::stored(card.status)/>
                    <span class="vh">{story.status(card.status)}": "</span>
                    <a href=format!("/editor/stories/{}", card.id)>{headline}</a>
                    <span class="meta">{card.when}{reads}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="start__part">
            <h2>{title}</h2>
            {nothing.then(|| view! { <p>{none}</p> })}
            <ul>{lines}</ul>
            <p class="start__more"><a href=href>{more}</a></p>
        </section>
    }
}
