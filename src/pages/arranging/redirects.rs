//! `/editor/redirects`

use super::{Field, Kind, told};
use crate::{domain::desk_list::escaped, text::TagWords};
use leptos::prelude::*;

/// Where the page is, and where its forms go.
pub const PATH: &str = "/editor/redirects";

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// From where, and whereto.
    pub lines: Vec<(String, String)>,
    pub words: String,
    /// Whether the list begins at its beginning.
    pub first: bool,
    /// The address after which the next page begins.
    pub next: Option<String>,
    pub from: String,
    pub to: String,
    /// What is wrong with each end of a new one.
    pub wrong_from: Option<&'static str>,
    pub wrong_to: Option<&'static str>,
    pub trouble: String,
    pub kept: bool,
}

/// Title and inside of the page.
pub fn page(shown: &Shown, words: &'static TagWords) -> (String, AnyView) {
    let result = match (shown.trouble.as_str(), shown.kept) {
        ("", true) => told(words.kept, true),
        (trouble, _) => told(trouble, false),
    };
    let rows = shown.lines.iter().cloned().map(|(from, to)| {
        let said = format!("{}: {from}", words.delete);
        view! {
            <tr>
                <th scope="row">{from.clone()}</th>
                <td>{to}</td>
                <td>
                    <form method="post" action=PATH>
                        <input type="hidden" name="from" value=from/>
                        <button class="link" name="act" value="delete" aria-label=said>{words.delete}</button>
                    </form>
                </td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let next = shown.next.as_ref().map(|after| {
        let href = format!(
            "{PATH}?q={}&after={}",
            escaped(&shown.words),
            escaped(after)
        );
        view! { <a rel="next" href=href>{words.next}</a> }
    });
    let first = (!shown.first).then(|| view! { <a href=PATH>{words.first}</a> });
    let field = |name, label, hint, value: &str, wrong| {
        let field = Field {
            id: format!("redirect-{name}"),
            name,
            label,
            hint,
            value: value.to_owned(),
            wrong,
        };
        field.view(Kind::Line)
    };
    let pager = (first.is_some() || next.is_some())
        .then(|| view! { <nav class="pager" aria-label=words.redirects>{first}{next}</nav> });
    let main = view! {
        <div class="desk desk--still arrange">
            <header class="desk__head"><h1>{words.redirects}</h1></header>
            <p class="desk__hint">{words.redirects_about}</p>
            {result}
            <section class="arrange__new">
                <h2>{words.add}</h2>
                <form class="form" method="post" action=PATH>
                    {field("from", words.from, words.from_hint, &shown.from, shown.wrong_from)}
                    {field("to", words.to, words.to_hint, &shown.to, shown.wrong_to)}
                    <button class="button button--main" name="act" value="add">{words.add}</button>
                </form>
            </section>
            <form class="sift" method="get" action=PATH role="search">
                <label><span class="vh">{words.redirects_find}</span><input type="search" name="q" value=shown.words.clone() placeholder=words.redirects_find/></label>
                <button class="button">{words.find_do}</button>
            </form>
            {if shown.lines.is_empty() {
                view! { <p class="desk__empty">{words.redirects_none}</p> }.into_any()
            } else {
                view! {
                    <table class="leads">
                        <thead><tr><th scope="col">{words.from}</th><th scope="col">{words.to}</th><td></td></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                }
                .into_any()
            }}
            {pager}
        </div>
    };
    (words.redirects.to_owned(), main.into_any())
}
