//! `/archive` and `/archive/{yyyy}/{mm}`

use crate::{
    components::{
        card::{Place, StoryCard},
        pager::Pager,
        sheet::Sheet,
    },
    domain::{
        listing::{Listing, Month},
        site::Site,
    },
    text::{self, Words},
};
use leptos::prelude::*;

/// The months that have stories.
pub fn index(months: Vec<Month>, site: &Site, words: &'static Words) -> Sheet {
    let years = months.chunk_by(|a, b| a.year == b.year).map(|year| {
        let number = year[0].year;
        let id = format!("t{number}");
        let labelled = id.clone();
        let items = year.iter().map(|m| {
            let name = text::month_name(m.month, site.language);
            view! { <li><a href=format!("/archive/{:04}/{:02}", m.year, m.month)><b>{name}</b></a></li> }
        });
        view! {
            <section class="span" aria-labelledby=labelled>
                <h2 id=id>{number.to_string()}</h2>
                <ul class="months">{items.collect_view()}</ul>
            </section>
        }
    });
    let years = years.collect_view();
    let empty = years
        .is_empty()
        .then(|| view! { <p class="list__empty">{words.empty_list}" "<a href="/">{words.to_home}</a></p> });
    Sheet {
        title: words.archive_monthly.to_owned(),
        description: words.archive_intro.to_owned(),
        canonical: Some("/archive".to_owned()),
        when: None,
        category: None,
        class: "list wrap",
        main: view! {
            <header class="list__head">
                <h1>{words.archive_monthly}</h1>
                <p>{words.archive_intro}</p>
            </header>
            {years}
            {empty}
        }
        .into_any()
        .into(),
    }
}

/// One month, a section a day.
pub fn month(month: Month, listing: Listing, site: &Site, words: &'static Words) -> Sheet {
    let language = site.language;
    let title = text::month_year(month.year, month.month, language);
    let days = listing
        .cards
        .chunk_by(|a, b| a.at.same_day(&b.at))
        .map(|day| {
            let id = format!("h{}", day[0].at.day);
            let labelled = id.clone();
            let heading = text::day_month(&day[0].at, language);
            let cards = day
                .iter()
                .cloned()
                .map(|card| view! { <StoryCard card=card place=Place::Timed/> });
            view! {
                <section class="span" aria-labelledby=labelled>
                    <h2 id=id>{heading}</h2>
                    <div class="stack">{cards.collect_view()}</div>
                </section>
            }
        });
    let days = days.collect_view();
    Sheet {
        title: format!("{} {title}", words.archive),
        description: format!("{} {title}", words.archive),
        canonical: Some(listing.canonical),
        when: None,
        category: None,
        class: "list wrap",
        main: view! {
            <header class="list__head">
                <p class="label"><a href="/archive">{words.archive}</a></p>
                <h1>{title}</h1>
            </header>
            {days}
            <Pager path=listing.path older=listing.older newer=listing.newer/>
        }
        .into_any()
        .into(),
    }
}
