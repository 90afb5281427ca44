//! `/editor/categories`

use super::{Field, Kind, told};
use crate::{domain::story::Complaint, text::ArrangingWords};
use leptos::prelude::*;

/// Where the page is, and where its forms go.
pub const PATH: &str = "/editor/categories";

/// A category as fields hold it.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub name: String,
    pub slug: String,
    pub description: String,
}

/// A form that was refused.
#[derive(Debug, Clone, Default)]
pub struct Refused {
    /// The category it is about; empty for a new one.
    pub slug: String,
    pub typed: Typed,
    pub complaints: Vec<Complaint>,
    pub told: String,
}

fn fields(
    of: &str,
    typed: &Typed,
    complaints: &[Complaint],
    words: &'static ArrangingWords,
) -> impl IntoView + use<> {
    let wrong = |pointer: &str| {
        let found = complaints.iter().find(|c| c.pointer == pointer);
        found.map(|c: &Complaint| words.wrong(&c.wrong))
    };
    let field = |name, label, hint, value: &str, wrong| Field {
        id: format!("{of}-{name}"),
        name,
        label,
        hint,
        value: value.to_owned(),
        wrong,
    };
    let hint = if of.is_empty() {
        words.address_hint
    } else {
        words.address_moves
    };
    view! {
        {field("name", words.name, "", &typed.name, wrong("/name")).view(Kind::Line)}
        {field("slug", words.address, hint, &typed.slug, wrong("/slug")).view(Kind::Line)}
        {field("description", words.description, "", &typed.description, wrong("/description")).view(Kind::Lines)}
    }
}

fn act(
    word: &'static str,
    label: &'static str,
    slug: &str,
    name: &str,
    off: bool,
) -> impl IntoView + use<> {
    let said = format!("{label}: {name}");
    view! {
        <form method="post" action=PATH>
            <input type="hidden" name="of" value=slug.to_owned()/>
            <button class="link" name="act" value=word aria-label=said disabled=off>{label}</button>
        </form>
    }
}

/// Moving everything into another category.
fn merging(own: &Typed, all: &[Typed], words: &'static ArrangingWords) -> impl IntoView + use<> {
    let others = all.iter().filter(|other| other.slug != own.slug).cloned();
    let options = others
        .map(|other| view! { <option value=other.slug>{other.name}</option> })
        .collect_view();
    let id = format!("{}-into", own.slug);
    let slug = own.slug.clone();
    (all.len() > 1).then(|| {
        view! {
            <form class="form" method="post" action=PATH>
                <input type="hidden" name="of" value=slug/>
                <div class="form__field">
                    <label for=id.clone()>{words.merge_into}</label>
                    <select id=id name="into">{options}</select>
                    <p class="form__hint">{words.merge_hint}</p>
                </div>
                <button class="button button--danger" name="act" value="merge">{words.merge}</button>
            </form>
        }
    })
}

/// Title and inside of the page. `kept`: something was just saved.
pub fn page(
    categories: &[Typed],
    refused: Option<&Refused>,
    kept: bool,
    words: &'static ArrangingWords,
) -> (String, AnyView) {
    let last = categories.len().saturating_sub(1);
    let rows = categories.iter().enumerate().map(|(n, category)| {
        let own = refused.filter(|refused| refused.slug == category.slug);
        let typed = own.map_or(category, |refused| &refused.typed);
        let complaints = own.map_or(&[][..], |refused| &refused.complaints);
        let merging = merging(category, categories, words);
        let open = !complaints.is_empty();
        let Typed {
            name,
            slug,
            description,
        } = category.clone();
        view! {
            <li class="part">
                <div class="part__line">
                    <p class="part__name"><a href=format!("/categories/{slug}") rel="external">{name.clone()}</a>
                        <span class="meta">"/categories/"{slug.clone()}</span></p>
                    <div class="part__acts">
                        {act("up", words.up, &slug, &name, n == 0)}
                        {act("down", words.down, &slug, &name, n == last)}
                        {act("delete", words.delete, &slug, &name, false)}
                    </div>
                </div>
                {(!description.is_empty()).then(|| view! { <p class="meta">{description}</p> })}
                <details class="part__edit" open=open>
                    <summary>{words.edit}<span class="vh">": "{name.clone()}</span></summary>
                    <form class="form" method="post" action=PATH>
                        <input type="hidden" name="of" value=slug.clone()/>
                        {fields(&slug, typed, complaints, words)}
                        <button class="button" name="act" value="save">{words.save}</button>
                    </form>
                    {merging}
                </details>
            </li>
        }
    });
    let rows = rows.collect_view();
    let new = refused.filter(|refused| refused.slug.is_empty());
    let empty = Typed::default();
    let typed = new.map_or(&empty, |refused| &refused.typed);
    let complaints = new.map_or(&[][..], |refused| &refused.complaints);
    let result = match refused {
        Some(refused) => told(&refused.told, false),
        None if kept => told(words.kept, true),
        None => None,
    };
    let main = view! {
        <div class="desk desk--still arrange">
            <header class="desk__head"><h1>{words.categories}</h1></header>
            <p class="desk__hint">{words.categories_about}</p>
            {result}
            <ol class="parts">{rows}</ol>
            <section class="arrange__new">
                <h2>{words.add}</h2>
                <form class="form" method="post" action=PATH>
                    {fields("", typed, complaints, words)}
                    <button class="button button--main" name="act" value="add">{words.add}</button>
                </form>
            </section>
        </div>
    };
    (words.categories.to_owned(), main.into_any())
}
