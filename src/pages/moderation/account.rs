//! `/editor/moderation/accounts/{id}`

use super::list;
use crate::{
    components::entry::{Ban, Facts, Notice, Time, action},
    domain::moderation::{Act, Author, Entry, Verdict},
    text::Newsroom,
};
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Account {
    pub author: Author,
    pub entries: Vec<Entry>,
    /// Cursor of the next page.
    pub next: Option<String>,
    /// What was done about the account.
    pub acts: Vec<Act>,
    /// Cursor of this page.
    pub after: Option<String>,
}

/// Title and inside of the page.
pub fn page(account: Account, told: Vec<Verdict>, words: &'static Newsroom) -> (String, AnyView) {
    let Account {
        author,
        entries,
        next,
        acts,
        after,
    } = account;
    let path = format!("/editor/moderation/accounts/{}", author.id);
    let at = |cursor: &str| format!("{path}?after={cursor}");
    let here = after.as_deref().map_or_else(|| path.clone(), at);
    let name = if author.name.is_empty() {
        words.deleted_account.to_owned()
    } else {
        author.name.clone()
    };
    let history = if acts.is_empty() {
        view! { <p>{words.no_history}</p> }.into_any()
    } else {
        let lines = acts
            .into_iter()
            .map(|act| {
                let said = action(&act, words);
                view! { <li><Time when=act.when/>" "<span>{said}</span></li> }
            })
            .collect_view();
        view! { <ol class="acts">{lines}</ol> }.into_any()
    };
    let ban = (!author.staff).then(|| {
        let (author, here) = (author.clone(), here.clone());
        view! { <Ban author=author here=here name="akun".to_owned() words=words dated=true/> }
    });
    let next = next.map(|cursor| (at(&cursor), words.next_page));
    let none = entries
        .is_empty()
        .then(|| view! { <p class="desk__empty">{words.empty}</p> });
    let email = author.email.clone();
    let main = view! {
        <div class="desk desk--still">
            <header class="desk__head"><h1>{name.clone()}</h1></header>
            <Notice verdicts=told here=here.clone() words=words/>
            <div class="about">
                <section class="more__part">
                    <h2>{words.author}</h2>
                    <p>{email}</p>
                    <dl class="facts"><Facts author=author words=words/></dl>
                </section>
                {ban}
                <section class="more__part">
                    <h2>{words.history}</h2>
                    {history}
                </section>
            </div>
            <h2 class="desk__title">{words.all_of_account}</h2>
            {none}
            {list(entries, &here, next, words)}
        </div>
    };
    (name, main.into_any())
}
