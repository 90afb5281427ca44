//! Somebody else saved first: every piece that differs is shown, and whoever writes chooses.

use super::{
    desk::{Ancestor, Desk, Over},
    saving,
    sheet::Sheet,
};
use crate::{
    api::writing::act_on_story,
    domain::desk::{Answer, Changed, Merging, Piece, Typed, Wish},
};
use leptos::{prelude::*, task::spawn_local};

/// Asks what differs and shows it.
pub fn begin(desk: Desk) {
    let Ancestor { typed, document } = desk.ancestor.get_value();
    let wish = Wish::Merge {
        base_typed: Box::new(typed),
        base_document: document,
        typed: Box::new(desk.typed.get_untracked()),
        document: desk.document(),
    };
    spawn_local(async move {
        match act_on_story(desk.id, wish).await {
            Ok(Answer::Merging(merging)) => {
                desk.merging.try_set(Some(*merging));
                desk.over.try_set(Over::Merge);
            }
            _ => desk.say(desk.words.fault),
        }
    });
}

/// The choice for each piece: whether mine is taken.
fn choices(merging: &Merging) -> Vec<RwSignal<bool>> {
    let mine = |piece: &Piece| matches!(piece.changed, Changed::Mine | Changed::Both);
    merging
        .pieces
        .iter()
        .map(|p| RwSignal::new(mine(p)))
        .collect()
}

/// Puts the chosen pieces together and goes on with them.
fn merged(desk: Desk, merging: &Merging, choices: &[RwSignal<bool>]) {
    let mut fields = serde_json::to_value(&merging.theirs).unwrap_or_default();
    let mut blocks = Vec::new();
    for (piece, choice) in merging.pieces.iter().zip(choices) {
        let mine = choice.get_untracked();
        let value = if mine {
            &piece.my_value
        } else {
            &piece.their_value
        };
        if piece.field.is_empty() {
            if !value.is_empty() {
                blocks.push(value.as_str());
            }
        } else if let Ok(value) = serde_json::from_str(value) {
            fields[&piece.field] = value;
        }
    }
    let typed: Typed = serde_json::from_value(fields).unwrap_or_default();
    let document = format!(
        "{{\"type\":\"doc\",\"version\":1,\"content\":[{}]}}",
        blocks.join(",")
    );
    if let Some(surface) = desk.surface() {
        surface.put(&document);
    }
    let theirs = merging.pieces.iter().filter(|piece| piece.field.is_empty());
    let theirs = theirs.map(|piece| piece.their_value.as_str());
    let theirs = theirs
        .filter(|value| !value.is_empty())
        .collect::<Vec<_>>()
        .join(",");
    desk.ancestor.set_value(Ancestor {
        typed: merging.theirs.clone(),
        document: format!("{{\"type\":\"doc\",\"version\":1,\"content\":[{theirs}]}}"),
    });
    desk.seen.set_value(merging.seen);
    desk.base.set_value(merging.base);
    desk.merging.set(None);
    desk.close();
    desk.set(|fields| *fields = typed);
    spawn_local(async move {
        saving::save(desk).await;
    });
}

/// The view of it. It closes when something is chosen: until then nothing can be saved.
#[component]
pub fn MergeSheet(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let open = Signal::derive(move || {
        desk.over.get() == Over::Merge && desk.merging.with(Option::is_some)
    });
    let inside = move || {
        let merging = desk.merging.get()?;
        let chosen = choices(&merging);
        let rows = merging.pieces.iter().zip(&chosen).enumerate();
        let rows = rows
            .filter(|(_, (piece, _))| piece.changed != Changed::Nobody)
            .map(|(n, (piece, choice))| row(desk, n, piece, *choice))
            .collect_view();
        let by = format!("{} · {}", merging.by, merging.at.text);
        let use_it = move |_| merged(desk, &merging, &chosen);
        Some(view! {
            <p>{words.stale_about}</p>
            <p class="merge__by">{by}</p>
            <ol class="merge">{rows}</ol>
            <p class="sheet__ways">
                <button type="button" class="button button--main" on:click=use_it>{words.merge_use}</button>
            </p>
        })
    };
    view! {
        <Sheet desk=desk open=open title=words.stale wide=true locked=true>
            {inside}
        </Sheet>
    }
}

fn row(desk: Desk, n: usize, piece: &Piece, choice: RwSignal<bool>) -> impl IntoView + use<> {
    let words = desk.words;
    let who = match piece.changed {
        Changed::Both => words.both_changed,
        Changed::Mine => words.mine_changed,
        Changed::Theirs | Changed::Nobody => words.theirs_changed,
    };
    let field = match piece.field.as_str() {
        "" => None,
        name => Some(format!("{} · ", words.field(name))),
    };
    let group = format!("merge-{n}");
    let side = |mine: bool, label: &'static str, html: &str| {
        let inside = if html.is_empty() {
            view! { <p class="merge__none">{words.not_there}</p> }.into_any()
        } else {
            view! { <div class="body merge__text" inner_html=html.to_owned()></div> }.into_any()
        };
        view! {
            <label class="merge__side">
                <span>
                    <input type="radio" name=group.clone() prop:checked=move || choice.get() == mine on:change=move |_| choice.set(mine)/>
                    " "{label}
                </span>
                {inside}
            </label>
        }
    };
    view! {
        <li class="merge__row" class:merge__row--both=piece.changed == Changed::Both>
            <p class="merge__who">{field}{who}</p>
            {side(true, words.mine, &piece.mine)}
            {side(false, words.theirs, &piece.theirs)}
        </li>
    }
}
