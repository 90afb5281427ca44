//! `/editor/tags`

use super::{Field, Kind, told};
use crate::{
    domain::{desk_list::escaped, story::Complaint},
    text::TagWords,
};
use leptos::prelude::*;

/// Where the page is, and where its forms go.
pub const PATH: &str = "/editor/tags";

/// A tag as fields hold it.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub slug: String,
    pub name: String,
    pub address: String,
    pub description: String,
    pub into: String,
    pub stories: i64,
}

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    pub tags: Vec<Typed>,
    pub words: String,
    pub unused: bool,
    /// Whether the list begins at its beginning.
    pub first: bool,
    /// The slug after which the next page begins.
    pub next: Option<String>,
    pub refused: Option<(Typed, Vec<Complaint>)>,
    pub trouble: String,
    pub kept: bool,
}

/// Title and inside of the page.
pub fn page(shown: &Shown, words: &'static TagWords) -> (String, AnyView) {
    let result = match (shown.trouble.as_str(), shown.kept) {
        ("", true) => told(words.kept, true),
        (trouble, _) => told(trouble, false),
    };
    let rows = shown.tags.iter().map(|tag| {
        let own = shown.refused.as_ref();
        let own = own.filter(|(typed, _)| typed.slug == tag.slug);
        row(tag, own, words)
    });
    let rows = rows.collect_view();
    let tab = |unused: bool, label: &'static str| {
        let href = if unused {
            format!("{PATH}?list=unused")
        } else {
            PATH.to_owned()
        };
        let current = (unused == shown.unused).then_some("page");
        view! { <li><a href=href aria-current=current>{label}</a></li> }
    };
    let list = if shown.unused { "&list=unused" } else { "" };
    let next = shown.next.as_ref().map(|after| {
        let href = format!("{PATH}?q={}{list}&after={after}", escaped(&shown.words));
        view! { <a rel="next" href=href>{words.next}</a> }
    });
    let first = (!shown.first).then(|| view! { <a href=PATH>{words.first}</a> });
    let clear = (shown.unused && !shown.tags.is_empty()).then(|| {
        view! {
            <form method="post" action=PATH><button class="button button--danger" name="act" value="clear">{words.delete_unused}</button></form>
        }
    });
    let pager = (first.is_some() || next.is_some())
        .then(|| view! { <nav class="pager" aria-label=words.title>{first}{next}</nav> });
    let main = view! {
        <div class="desk desk--still arrange">
            <header class="desk__head"><h1>{words.title}</h1></header>
            <p class="desk__hint">{words.about}</p>
            <nav class="desk__tabs" aria-label=words.title><ul>{tab(false, words.every)}{tab(true, words.unused)}</ul></nav>
            <form class="sift" method="get" action=PATH role="search">
                <label><span class="vh">{words.find}</span><input type="search" name="q" value=shown.words.clone() placeholder=words.find/></label>
                <button class="button">{words.find_do}</button>
            </form>
            {result}
            {if shown.tags.is_empty() {
                view! { <p class="desk__empty">{words.none}</p> }.into_any()
            } else {
                view! { <ol class="parts">{rows}</ol> }.into_any()
            }}
            {clear}
            {pager}
        </div>
    };
    (words.title.to_owned(), main.into_any())
}

fn row(
    tag: &Typed,
    refused: Option<&(Typed, Vec<Complaint>)>,
    words: &'static TagWords,
) -> AnyView {
    let (typed, complaints) = match refused {
        Some((typed, complaints)) => (typed, &complaints[..]),
        None => (tag, &[][..]),
    };
    let wrong = |pointer: &str| {
        let found = complaints.iter().find(|c| c.pointer == pointer);
        found.map(|c: &Complaint| words.wrong(&c.wrong))
    };
    let field = |name, label, hint, value: &str, wrong| Field {
        id: format!("{}-{name}", tag.slug),
        name,
        label,
        hint,
        value: value.to_owned(),
        wrong,
    };
    let Typed {
        slug,
        name,
        stories,
        description,
        ..
    } = tag.clone();
    let open = refused.is_some();
    let said = format!("{}: {name}", words.delete);
    view! {
        <li class="part">
            <div class="part__line">
                <p class="part__name"><a href=format!("/tags/{slug}") rel="external">{name.clone()}</a>
                    <span class="meta">{stories}" "{words.stories}</span></p>
                <div class="part__acts">
                    <form method="post" action=PATH>
                        <input type="hidden" name="of" value=slug.clone()/>
                        <button class="link" name="act" value="delete" aria-label=said>{words.delete}</button>
                    </form>
                </div>
            </div>
            {(!description.is_empty()).then(|| view! { <p class="meta">{description}</p> })}
            <details class="part__edit" open=open>
                <summary>{words.edit}<span class="vh">": "{name}</span></summary>
                <form class="form" method="post" action=PATH>
                    <input type="hidden" name="of" value=slug.clone()/>
                    {field("name", words.name, "", &typed.name, wrong("/name")).view(Kind::Line)}
                    {field("slug", words.address, words.address_moves, &typed.address, wrong("/slug")).view(Kind::Line)}
                    {field("description", words.description, "", &typed.description, wrong("/description")).view(Kind::Lines)}
                    <button class="button" name="act" value="save">{words.save}</button>
                </form>
                <form class="form" method="post" action=PATH>
                    <input type="hidden" name="of" value=slug.clone()/>
                    {field("into", words.merge_into, words.merge_hint, &typed.into, wrong("/into")).view(Kind::Line)}
                    <button class="button button--danger" name="act" value="merge">{words.merge}</button>
                </form>
            </details>
        </li>
    }
    .into_any()
}
