//! What a story said before: a list, and two texts beside each other.

use super::{
    desk::{Desk, Over},
    saving,
    sheet::Sheet,
};
use crate::{
    api::writing::act_on_story,
    domain::desk::{Answer, Difference, Pair, Past, Side, Wish},
};
use leptos::{prelude::*, task::spawn_local};

#[component]
pub fn History(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let list = RwSignal::new(None::<Vec<Past>>);
    let full = RwSignal::new(false);
    let load = move |before: i64| {
        spawn_local(async move {
            if let Ok(Answer::Past(more)) = act_on_story(desk.id, Wish::History { before }).await {
                full.try_set(more.len() >= 30);
                list.try_update(|list| list.get_or_insert_default().extend(more));
            }
        });
    };
    // Anew whenever the story has become another one.
    let version = Memo::new(move |_| desk.story.with(|story| story.version));
    Effect::new(move || {
        version.track();
        list.set(None);
        load(i64::MAX);
    });
    let lines = move || {
        list.get().map(|list| {
            if list.is_empty() {
                return view! { <p class="row__hint">{words.history_empty}</p> }.into_any();
            }
            let lines = list.iter().map(|past| {
                let kind = match past.kind.as_str() {
                    "published" => words.kind_published,
                    "restored" => words.kind_restored,
                    "corrected" => words.kind_corrected,
                    _ => words.kind_saved,
                };
                let named = past.kind != "saved";
                let n = past.n;
                let (when, by) = (past.when.clone(), past.by.clone());
                view! {
                    <li class="past" class:past--named=named>
                        <button type="button" on:click=move |_| desk.over.set(Over::Compare(n))>
                            <b>{kind}</b>" "<time datetime=when.datetime>{when.text}</time>
                            <span>{by}</span>
                        </button>
                    </li>
                }
            });
            view! { <ol class="pasts">{lines.collect_view()}</ol> }.into_any()
        })
    };
    let older = move || {
        let last = list.with(|list| list.as_ref().and_then(|list| list.last().map(|p| p.n)));
        last.filter(|_| full.get()).map(|n| {
            view! { <p><button type="button" class="bar__word" on:click=move |_| load(n)>{words.older}</button></p> }
        })
    };
    view! { {lines}{older} }
}

/// A revision beside what the story says now.
#[component]
pub fn CompareSheet(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let n = move || match desk.over.get() {
        Over::Compare(n) => Some(n),
        _ => None,
    };
    let open = Signal::derive(move || n().is_some());
    let pairs = RwSignal::new(None::<Vec<Pair>>);
    let only = RwSignal::new(true);
    Effect::new(move || {
        let Some(n) = n() else { return };
        pairs.set(None);
        spawn_local(async move {
            saving::save(desk).await;
            let wish = Wish::Compare {
                left: Side::Revision(n),
                right: Side::Copy,
            };
            if let Ok(Answer::Pairs(found)) = act_on_story(desk.id, wish).await {
                pairs.try_set(Some(found));
            }
        });
    });
    let restore = move |_| {
        let Some(n) = n() else { return };
        spawn_local(async move {
            // The text that is typed now becomes a revision of its own first.
            if !saving::save(desk).await {
                return;
            }
            let copy = desk.seen.get_value();
            let version = desk.story.with_untracked(|s| s.version);
            if desk.ask(Wish::Restore { version, copy, n }).await {
                desk.close();
                desk.say(words.restored);
            }
        });
    };
    let rows = move || {
        pairs.get().map(|pairs| {
            let shown = pairs
                .iter()
                .filter(|pair| !only.get() || pair.difference != Difference::Same);
            let rows = shown
                .map(|pair| {
                    let class = match pair.difference {
                        Difference::Same => "pair",
                        Difference::Added => "pair pair--added",
                        Difference::Removed => "pair pair--removed",
                        Difference::Changed => "pair pair--changed",
                    };
                    view! {
                        <li class=class>
                            <div class="body" inner_html=pair.left.clone()></div>
                            <div class="body" inner_html=pair.right.clone()></div>
                        </li>
                    }
                })
                .collect::<Vec<_>>();
            if rows.is_empty() {
                view! { <p>{words.no_changes}</p> }.into_any()
            } else {
                view! {
                    <p class="pair pair__heads"><b>{words.history_then}</b><b>{words.history_today}</b></p>
                    <ol class="pairs">{rows}</ol>
                }
                .into_any()
            }
        })
    };
    let restores = move || {
        desk.is_open().then(|| {
            view! {
                <button type="button" class="button" on:click=restore>{words.restore}</button>
            }
        })
    };
    view! {
        <Sheet desk=desk open=open title=words.history_now wide=true>
            <p class="sheet__ways">
                <label><input type="checkbox" prop:checked=move || only.get() on:change=move |event| only.set(event_target_checked(&event))/>" "{words.only_changes}</label>
                {restores}
            </p>
            {rows}
        </Sheet>
    }
}
