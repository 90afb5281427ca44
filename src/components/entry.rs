//! A comment on the desk: what it says, why it waits, who wrote it, and the forms that decide.

mod about;
mod acts;
mod told;

pub use about::{Ban, Facts, More};
pub use acts::{Acts, Bulk};
pub use told::{Notice, Stands, action, refusal, state};

use crate::{domain::moderation::Entry, text::Newsroom};
use leptos::prelude::*;

/// Where all forms of the desk are sent.
pub const ACTION: &str = "/editor/moderation";

/// A comment with all its forms, where script does not run.
#[component]
pub fn Still(
    entry: Entry,
    /// Where to come back to.
    here: String,
    words: &'static Newsroom,
) -> impl IntoView {
    let id = format!("k-{}", entry.id);
    view! {
        <li class="entry" id=id>
            <Said entry=entry.clone() words=words choosable=false/>
            <Stands entry=entry.clone() words=words/>
            <Acts entry=entry.clone() here=here.clone() words=words/>
            <details class="entry__more">
                <summary>{words.more}</summary>
                <div class="more"><More entry=entry here=here words=words/></div>
            </details>
        </li>
    }
}

/// A time as printed.
#[component]
pub fn Time(when: crate::domain::moderation::When) -> impl IntoView {
    view! { <time datetime=when.datetime>{when.text}</time> }
}

/// Name and text, why it is on the desk, and the story it stands under.
#[component]
pub fn Said(
    entry: Entry,
    words: &'static Newsroom,
    /// Whether it can be chosen for deciding about several at once.
    choosable: bool,
) -> impl IntoView {
    let name = told::name(&entry.name, words);
    let choice = entry.choice();
    let label = format!("{} {name}", words.choose);
    let choose = choosable.then(|| {
        view! {
            <label class="entry__choose">
                <input type="checkbox" name="ids" value=choice.to_string() form="bersama"/>
                <span class="vh">{label}</span>
            </label>
        }
    });
    let marks = [
        (
            entry.author.as_ref().is_some_and(|author| author.staff),
            words.staff,
        ),
        (entry.pinned, words.pinned),
        (entry.picked, words.picked),
        (entry.edited != 0, words.edited),
    ];
    let marks = marks
        .into_iter()
        .filter(|(shown, _)| *shown)
        .map(|(_, word)| view! { <span class="entry__mark">{word}</span> })
        .collect_view();
    let who = match &entry.author {
        Some(author) => {
            view! { <a href=format!("/editor/moderation/accounts/{}", author.id) rel="external">{name}</a> }
                .into_any()
        }
        None => view! { <span>{name}" "<small>"("{words.guest}")"</small></span> }.into_any(),
    };
    let facts = entry.author.filter(|author| !author.staff).map(|author| {
        let banned = author
            .ban
            .is_some()
            .then(|| view! { <b>{words.banned}</b>", " });
        let counts = format!(
            "{} {}, {} {}, ",
            author.published, words.n_published, author.refused, words.n_refused
        );
        view! {
            <span class="entry__facts">
                {banned}{counts}{words.since.to_lowercase()}" "<Time when=author.since/>
            </span>
        }
    });
    let answers = entry.answers.map(|above| {
        let name = told::name(&above.name, words);
        view! {
            <div class="entry__above">
                <p>{words.answers}" "<b>{name}</b></p>
                <div class="entry__quote" inner_html=above.html></div>
            </div>
        }
    });
    let permalink = format!(
        "/articles/{}/comments/{}#c-{}",
        entry.slug, entry.id, entry.id
    );
    let why = told::why(entry.state, &entry.reason, &entry.reports, words)
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    view! {
        {choose}
        <div class="entry__said">
            <p class="entry__who"><b>{who}</b>{marks}{facts}</p>
            {answers}
            <div class="entry__text" inner_html=entry.html></div>
        </div>
        <div class="entry__why">
            <p>{state(entry.state, words)}</p>
            <ul>{why}</ul>
        </div>
        <p class="entry__story"><a href=format!("/articles/{}", entry.slug) rel="external">{entry.headline}</a></p>
        <p class="entry__when"><a href=permalink rel="external"><Time when=entry.when/></a></p>
    }
}
