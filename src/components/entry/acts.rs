//! The forms that decide. They work without script; with it, the desk sends them itself.

use super::{ACTION, told};
use crate::{
    domain::moderation::{Decision, Entry, Filter},
    text::Newsroom,
};
use leptos::prelude::*;

/// The key beside a decision.
const fn key(decision: Decision) -> &'static str {
    match decision {
        Decision::Approve => "A",
        Decision::Reject => "R",
        Decision::Spam => "S",
        Decision::Pick | Decision::Unpick => "P",
        Decision::Pin | Decision::Unpin => "N",
        Decision::Remove => "",
        Decision::Restore => "U",
    }
}

/// Everything that can be decided about a comment now.
#[component]
pub fn Acts(
    entry: Entry,
    /// Where to come back to.
    here: String,
    words: &'static Newsroom,
) -> impl IntoView {
    let choice = entry.choice();
    let choices = entry.choices();
    if choices.is_empty() {
        return view! { <p class="entry__decided">{words.taken_back}</p> }.into_any();
    }
    let main = choices[0] == Decision::Approve;
    let buttons = choices
        .into_iter()
        .enumerate()
        .map(|(n, decision)| {
            let class = if n == 0 && main {
                "act act--main"
            } else {
                "act"
            };
            let key = key(decision);
            let key = (!key.is_empty()).then(|| view! { <kbd aria-hidden="true">{key}</kbd> });
            view! {
                <button class=class name="decision" value=decision.as_str()>
                    {told::offer(decision, entry.state, words)}{key}
                </button>
            }
        })
        .collect_view();
    view! {
        <form class="entry__acts" method="post" action=ACTION>
            <input type="hidden" name="ids" value=choice.to_string()/>
            <input type="hidden" name="back" value=here/>
            {buttons}
        </form>
    }
    .into_any()
}

/// The reasons that are offered for a rejection.
pub(super) fn reasons(words: &Newsroom) -> [&'static str; 3] {
    [words.reason_topic, words.reason_person, words.reason_advert]
}

/// Deciding about all that are chosen.
#[component]
pub fn Bulk(
    here: String,
    filter: Filter,
    words: &'static Newsroom,
    /// How many are chosen, in words.
    #[prop(into)]
    count: Signal<String>,
) -> impl IntoView {
    let options = reasons(words)
        .map(|reason| view! { <option value=reason>{reason}</option> })
        .collect_view();
    let rejects = filter != Filter::In(crate::domain::comment::State::Rejected);
    view! {
        <form class="bulk" id="bersama" method="post" action=ACTION aria-label=words.together>
            <input type="hidden" name="back" value=here/>
            <p class="bulk__count" role="status">{move || count.get()}</p>
            <button class="link" name="decision" value="approve">{words.approve}</button>
            <button class="link" name="decision" value="spam">{words.spam}</button>
            {rejects.then(|| view! {
                <button class="link" name="decision" value="reject">{words.reject}</button>
                <label class="bulk__reason">
                    <span class="vh">{words.reject_reason}</span>
                    <select name="reason">
                        <option value="">{words.reason_none}</option>
                        {options}
                    </select>
                </label>
            })}
        </form>
    }
}
