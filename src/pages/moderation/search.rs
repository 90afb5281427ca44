//! `/editor/moderation/search`

use super::{encoded, list};
use crate::{
    components::entry::Notice,
    domain::moderation::{Entry, Verdict},
    text::Newsroom,
};
use leptos::prelude::*;

/// What is looked for, as it was asked.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub by: String,
    pub text: String,
    pub after: Option<String>,
}

impl Wanted {
    fn address(&self, after: Option<&str>) -> String {
        let mut address = format!("/editor/moderation/search?q={}", encoded(&self.text));
        if !self.by.is_empty() {
            address = format!("{address}&by={}", encoded(&self.by));
        }
        if let Some(cursor) = after {
            address = format!("{address}&after={cursor}");
        }
        address
    }
}

/// Title and inside of the page.
pub fn page(
    wanted: &Wanted,
    entries: Vec<Entry>,
    next: Option<String>,
    told: Vec<Verdict>,
    words: &'static Newsroom,
) -> (String, AnyView) {
    let ways = [
        ("text", words.find_text),
        ("account", words.find_account),
        ("address", words.find_address),
    ];
    let by = if ways.iter().any(|(word, _)| *word == wanted.by) {
        wanted.by.as_str()
    } else {
        "text"
    };
    let options = ways
        .map(|(word, name)| view! { <option value=word selected={word == by}>{name}</option> })
        .collect_view();
    let here = wanted.address(wanted.after.as_deref());
    let found = if wanted.text.trim().is_empty() {
        view! { <p class="desk__hint">{words.find_hint}</p> }.into_any()
    } else {
        let none = entries
            .is_empty()
            .then(|| view! { <p class="desk__empty">{words.found_none}</p> });
        let next = next.map(|cursor| (wanted.address(Some(&cursor)), words.search_on));
        view! { {none}{list(entries, &here, next, words)} }.into_any()
    };
    let text = wanted.text.clone();
    let main = view! {
        <div class="desk desk--still">
            <header class="desk__head"><h1>{words.search}</h1></header>
            <Notice verdicts=told here=here words=words/>
            <form class="find" method="get" action="/editor/moderation/search" role="search">
                <label for="cari">{words.find}</label>
                <input id="cari" type="search" name="q" value=text maxlength="100"/>
                <label for="cari-menurut">{words.find_by}</label>
                <select id="cari-menurut" name="by">{options}</select>
                <button class="button button--small">{words.find}</button>
            </form>
            {found}
        </div>
    };
    (words.search.to_owned(), main.into_any())
}
