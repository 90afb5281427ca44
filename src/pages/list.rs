//! `/categories/{slug}`, `/tags/{slug}`, `/authors/{slug}`

use crate::{
    components::{
        card::{Place, StoryCard},
        follow::{Follow, What},
        pager::Pager,
        picture::Fetch,
        sheet::Sheet,
    },
    domain::listing::{ListKind, Listing},
    text::Words,
};
use leptos::prelude::*;

/// A list under its title; a category's newest page opens with a large story.
pub fn sheet(listing: Listing, words: &'static Words) -> Sheet {
    let own_category = (listing.kind == ListKind::Category)
        .then(|| listing.path.trim_start_matches("/categories/").to_owned());
    let label = match listing.kind {
        ListKind::Tag => Some(words.topic),
        ListKind::Author => Some(words.author),
        ListKind::Category | ListKind::Month(_) => None,
    };
    let mut cards = listing.cards;
    let lead = (own_category.is_some() && listing.first && !cards.is_empty()).then(|| {
        let first = cards.iter().take(4).position(|c| c.picture.is_some()).unwrap_or(0);
        let card = cards.remove(first);
        view! { <div class="list__lead"><StoryCard card=card place=Place::Feature level=2 fetch=Fetch::First/></div> }
    });
    let empty = (lead.is_none() && cards.is_empty())
        .then(|| view! { <p class="list__empty">{words.empty_list}" "<a href="/">{words.to_home}</a></p> });
    let no_lead = lead.is_none();
    let rows = cards.into_iter().enumerate().map(|(n, card)| {
        let fetch = if n == 0 && no_lead {
            Fetch::First
        } else {
            Fetch::Later
        };
        view! { <StoryCard card=card place=Place::Row level=2 fetch=fetch/> }
    });
    let rows = rows.collect_view();
    let description = listing.description.clone();
    let follow = (own_category.is_some() && listing.first).then(|| {
        let (path, name) = (listing.path.clone(), listing.title.clone());
        view! { <Follow what=What::Category path=path name=name language=words.language/> }
    });
    let main = view! {
        <header class="list__head">
            {label.map(|label| view! { <p class="label">{label}</p> })}
            <h1>{listing.title.clone()}</h1>
            {(!description.is_empty()).then(|| view! { <p>{description.clone()}</p> })}
            {follow}
        </header>
        {lead}
        {(!rows.is_empty()).then(|| view! { <div class="list__rows">{rows}</div> })}
        {empty}
        <Pager path=listing.path older=listing.older newer=listing.newer/>
    }
    .into_any();
    Sheet {
        title: listing.title,
        description: listing.description,
        canonical: Some(listing.canonical),
        when: None,
        category: own_category.map(|slug| (slug, true)),
        class: "list wrap",
        main: main.into(),
    }
}
