//! `/editor/moderation/log`

use crate::{
    components::entry::{Time, action},
    domain::moderation::Act,
    text::{self, Newsroom},
};
use leptos::prelude::*;

/// Title and inside of the page; `older` is the line after which the next page begins.
pub fn page(
    lines: Vec<(Act, String)>,
    older: Option<i64>,
    words: &'static Newsroom,
) -> (String, AnyView) {
    let inside = if lines.is_empty() {
        view! { <p class="desk__empty">{words.log_empty}</p> }.into_any()
    } else {
        let rows = lines
            .into_iter()
            .map(|(act, subject)| {
                let said = said(&act, words);
                view! { <li><Time when=act.when/>" "<span>{said}</span>" "{about(&subject, words)}</li> }
            })
            .collect_view();
        view! { <ol class="acts acts--all">{rows}</ol> }.into_any()
    };
    let older = older.map(|id| {
        let href = format!("/editor/moderation/log?before={id}");
        view! { <nav class="pager" aria-label=words.log><a rel="next" href=href>{words.older}</a></nav> }
    });
    let main = view! {
        <div class="desk desk--still">
            <header class="desk__head"><h1>{words.log}</h1></header>
            {inside}
            {older}
        </div>
    };
    (words.log.to_owned(), main.into_any())
}

/// What was done. What is not about comments is told as administrators read it.
fn said(act: &Act, words: &'static Newsroom) -> String {
    let people = text::people(words.language);
    match people.did(&act.action) {
        Some(did) if act.action.contains('.') => {
            let by = match act.by.as_str() {
                "" => people.log_server,
                by => by,
            };
            format!("{by} {did}")
        }
        _ => action(act, words),
    }
}

/// What a line is about, as a link where there is a page for it.
fn about(subject: &str, words: &'static Newsroom) -> AnyView {
    match subject.split_once(':') {
        Some(("account", id)) => {
            let href = format!("/editor/moderation/accounts/{id}");
            view! { <a href=href>{words.author}" "{id.to_owned()}</a> }.into_any()
        }
        Some(("article", id)) => {
            let story = text::people(words.language).log_story;
            view! { <span>{story}" "{id.to_owned()}</span> }.into_any()
        }
        Some(("comment", id)) => {
            view! { <span>{words.comment_number}" "{id.to_owned()}</span> }.into_any()
        }
        _ => view! { <span>{subject.to_owned()}</span> }.into_any(),
    }
}
