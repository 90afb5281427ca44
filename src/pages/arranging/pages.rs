//! `/editor/pages`: the standing pages in their order.

use super::{Field, Kind, told};
use crate::{domain::category::Named, text::SitePageWords};
use leptos::prelude::*;

/// Where the list is, and where its forms go.
pub const PATH: &str = "/editor/pages";

/// What the list shows.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    pub pages: Vec<Named>,
    /// The title of a page that could not be made, and why.
    pub refused: Option<(String, String)>,
    pub trouble: String,
    pub kept: bool,
}

/// Title and inside of the page.
pub fn page(shown: &Shown, words: &'static SitePageWords) -> (String, AnyView) {
    let last = shown.pages.len().saturating_sub(1);
    let rows = shown.pages.iter().cloned().enumerate().map(|(n, page)| {
        let Named { slug, name } = page;
        let act = |word: &'static str, label: &'static str, off: bool| {
            let said = format!("{label}: {name}");
            view! {
                <form method="post" action=PATH>
                    <input type="hidden" name="of" value=slug.clone()/>
                    <button class="link" name="act" value=word aria-label=said disabled=off>{label}</button>
                </form>
            }
        };
        let write = format!("{PATH}/{slug}");
        view! {
            <li class="part">
                <div class="part__line">
                    <p class="part__name"><a href=write rel="external">{name.clone()}</a>
                        <a class="meta" href=format!("/pages/{slug}") rel="external">"/pages/"{slug.clone()}</a></p>
                    <div class="part__acts">
                        {act("up", words.up, n == 0)}
                        {act("down", words.down, n == last)}
                    </div>
                </div>
            </li>
        }
    });
    let rows = rows.collect_view();
    let result = match (shown.trouble.as_str(), shown.kept) {
        ("", true) => told(words.kept, true),
        (trouble, _) => told(trouble, false),
    };
    let (typed, why) = match &shown.refused {
        Some((typed, why)) => (typed.clone(), Some(why.clone())),
        None => (String::new(), None),
    };
    let field = Field {
        id: "page-title".to_owned(),
        name: "title",
        label: words.name,
        hint: "",
        value: typed,
        wrong: None,
    };
    let why = why.map(|why| view! { <div class="form__trouble" role="alert"><p>{why}</p></div> });
    let main = view! {
        <div class="desk desk--still arrange">
            <header class="desk__head"><h1>{words.title}</h1></header>
            <p class="desk__hint">{words.about}</p>
            {result}
            {if shown.pages.is_empty() {
                view! { <p class="desk__empty">{words.none}</p> }.into_any()
            } else {
                view! { <ol class="parts">{rows}</ol> }.into_any()
            }}
            <section class="arrange__new">
                <h2>{words.new}</h2>
                {why}
                <form class="form" method="post" action=PATH>
                    {field.view(Kind::Line)}
                    <button class="button button--main" name="act" value="add">{words.add}</button>
                </form>
            </section>
        </div>
    };
    (words.title.to_owned(), main.into_any())
}
