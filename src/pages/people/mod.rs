//! The pages about people of the newsroom and what they did, for administrators. They work by links
//! and forms alone.

mod invite;
pub mod log;
mod row;

pub use invite::Typed;

use super::arranging::told;
use crate::{
    domain::{
        account::Role,
        people::{Invitation, List, Person, Wanted},
    },
    text::PeopleWords,
};
use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// Where the list is, and where its forms go.
pub const PATH: &str = "/editor/people";

/// A page of the list.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    pub wanted: Wanted,
    pub people: Vec<Person>,
    /// What follows this page.
    pub next: Option<Wanted>,
    /// What came of a form, and whether it was done.
    pub told: Option<(&'static str, bool)>,
    /// An invitation that was just sent.
    pub sent: Option<Invitation>,
    /// The form for the next one.
    pub typed: Typed,
}

/// What stands after the question mark in the address of a page of the list.
pub fn query(wanted: &Wanted) -> String {
    let number = |id: crate::domain::id::AccountId| id.to_string();
    let parts = [
        ("list", wanted.list.as_str().to_owned()),
        ("role", wanted.role.map_or("", Role::as_str).to_owned()),
        (
            "q",
            utf8_percent_encode(&wanted.words, NON_ALPHANUMERIC).to_string(),
        ),
        ("account", wanted.account.map(number).unwrap_or_default()),
        ("before", wanted.before.map(number).unwrap_or_default()),
    ];
    let parts = parts.into_iter().filter(|(_, value)| !value.is_empty());
    let parts: Vec<_> = parts
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    parts.join("&")
}

/// The address of a page of the list.
pub fn address(wanted: &Wanted) -> String {
    match query(wanted).as_str() {
        "" => PATH.to_owned(),
        query => format!("{PATH}?{query}"),
    }
}

/// The roles by name, for a choice.
fn roles(words: &'static PeopleWords) -> [(&'static str, &'static str); 6] {
    Role::ALL.map(|role| (role.as_str(), words.role_name(role)))
}

fn list_name(list: List, words: &'static PeopleWords) -> &'static str {
    match list {
        List::Staff => words.staff,
        List::Readers => words.readers,
        List::Disabled => words.disabled,
    }
}

/// Title and inside of the page.
pub fn page(shown: &Shown, words: &'static PeopleWords) -> (String, AnyView) {
    let wanted = &shown.wanted;
    let tabs = List::ALL.map(|list| {
        let to = address(&Wanted {
            list,
            ..Wanted::default()
        });
        let current = (wanted.account.is_none() && wanted.list == list).then_some("page");
        view! { <li><a href=to aria-current=current>{list_name(list, words)}</a></li> }
    });
    let back = query(wanted);
    let rows = shown.people.iter();
    let rows: Vec<_> = rows.map(|person| row::view(person, &back, words)).collect();
    let table = match rows.is_empty() {
        true => view! { <p class="desk__empty">{words.none}</p> }.into_any(),
        false => view! {
            <table class="people">
                <thead><tr>
                    <th scope="col">{words.name}</th>
                    <th scope="col">{words.role}</th>
                    <th scope="col">{words.state}</th>
                    <th scope="col">{words.seen}</th>
                    <th scope="col">{words.acts}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any(),
    };
    let next = shown.next.as_ref().map(address);
    let whole = wanted.account.map(|_| PATH.to_owned());
    let pager = (next.is_some() || whole.is_some()).then(|| {
        let whole = whole.map(|href| view! { <a href=href>{words.all_people}</a> });
        let next = next.map(|href| view! { <a rel="next" href=href>{words.older}</a> });
        view! { <nav class="pager" aria-label=words.lists>{whole}{next}</nav> }
    });
    let result = shown.told.and_then(|(text, done)| told(text, done));
    let sent = shown.sent.clone().map(|sent| invite::sent(sent, words));
    let main = view! {
        <div class="desk desk--still">
            <header class="desk__head"><h1>{words.people}</h1></header>
            {result}
            {sent}
            <nav class="desk__tabs" aria-label=words.lists><ul>{tabs.collect_view()}</ul></nav>
            {sift(wanted, words)}
            {table}
            {pager}
            {invite::form(&shown.typed, &back, words)}
        </div>
    };
    (words.people.to_owned(), main.into_any())
}

/// The search above the list. Readers have one role, so there is none to choose among them.
fn sift(wanted: &Wanted, words: &'static PeopleWords) -> impl IntoView + use<> {
    let role = (wanted.list != List::Readers).then(|| {
        let chosen = wanted.role.map(Role::as_str);
        let offered = roles(words).into_iter();
        // Nobody of the staff is a reader.
        let offered = offered.filter(|(word, _)| {
            wanted.list != List::Staff || *word != Role::Reader.as_str()
        });
        let options = offered.map(|(word, name)| {
            let selected = chosen == Some(word);
            view! { <option value=word selected=selected>{name}</option> }
        });
        let options: Vec<_> = options.collect();
        view! {
            <label><span class="vh">{words.role}</span>
                <select name="role"><option value="">{words.any_role}</option>{options}</select></label>
        }
    });
    let list = wanted.list.as_str();
    let list = (!list.is_empty()).then(|| view! { <input type="hidden" name="list" value=list/> });
    view! {
        <form class="sift" method="get" action=PATH role="search">
            {list}
            <label><span class="vh">{words.find_words}</span>
                <input type="search" name="q" value=wanted.words.clone() placeholder=words.find_words/></label>
            {role}
            <button class="button">{words.find}</button>
        </form>
    }
}
