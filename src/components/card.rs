//! A story in a list: one component, several places.

use super::{
    other_language,
    picture::{Fetch, Image},
    site,
    time::{ClockTime, FullTime, ShortTime},
    words,
};
use crate::{
    domain::{article::Card, category::Named},
    text::headline_html,
};
use leptos::prelude::*;

/// Where a card stands, which decides what it prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The front page's first story.
    Lead,
    /// A cell of the front page.
    Cell,
    /// The large story of a block or list.
    Feature,
    /// A small upright picture beside the headline.
    Portrait,
    /// Headline and time alone.
    Text,
    /// The clock in a column of its own; for lists of one day.
    Timed,
    /// A line of a category, topic or author.
    Row,
    /// Other news, with the whole timestamp.
    Related,
}

impl Place {
    fn class(self) -> &'static str {
        match self {
            Place::Lead => "card card--lead",
            Place::Cell | Place::Related => "card",
            Place::Feature => "card card--feature",
            Place::Portrait => "card card--portrait",
            Place::Text => "card card--text",
            Place::Timed => "card card--timed",
            Place::Row => "card card--row",
        }
    }

    fn sizes(self) -> &'static str {
        match self {
            Place::Lead => "(min-width: 1288px) 818px, (min-width: 1000px) 65vw, 100vw",
            Place::Feature => "(min-width: 1000px) 600px, 100vw",
            Place::Portrait => "110px",
            Place::Row => "(min-width: 700px) 260px, 110px",
            _ => "(min-width: 1000px) 400px, (min-width: 700px) 33vw, 120px",
        }
    }

    fn has_picture(self) -> bool {
        !matches!(self, Place::Text | Place::Timed)
    }
}

/// A card.
#[component]
pub fn StoryCard(
    card: Card,
    place: Place,
    /// Level of its headline, 2 or 3.
    #[prop(default = 3)]
    level: u8,
    /// Whether the category stands above the headline.
    #[prop(optional)]
    label: bool,
    /// Who signs it; printed by the lead alone.
    #[prop(optional)]
    bylines: Vec<Named>,
    #[prop(default = Fetch::Later)] fetch: Fetch,
) -> impl IntoView {
    let site = site();
    let words = words();
    let sample = card
        .sample
        .then(|| view! { " "<span>{words.sample}</span> });
    let picture = card.picture.clone().filter(|_| place.has_picture());
    let with_summary = match place {
        Place::Lead | Place::Feature | Place::Row => true,
        Place::Cell => picture.is_none(),
        _ => false,
    };
    let outer_time = matches!(place, Place::Timed | Place::Row).then(|| {
        if place == Place::Timed {
            view! { <ClockTime at=card.at.clone()/> }.into_any()
        } else {
            view! { <ShortTime at=card.at.clone()/> }.into_any()
        }
    });
    let category = card.category.name.clone();
    let meta = match place {
        Place::Timed => view! { <span>{category.clone()}</span>{sample} }.into_any(),
        Place::Row => view! { <span>{category.clone()}</span>{sample} }.into_any(),
        Place::Related => view! { <FullTime at=card.at.clone()/>{sample} }.into_any(),
        Place::Lead => {
            let names = bylines
                .into_iter()
                .map(|b| view! { <span>{b.name}</span>" " })
                .collect_view();
            let when = if card.at.same_day(&site.today) {
                view! { <time datetime=card.at.datetime()><span class="nb">{format!("{} {}", card.at.clock(), card.at.zone)}</span></time> }
                    .into_any()
            } else {
                view! { <FullTime at=card.at.clone()/> }.into_any()
            };
            view! { {names}{when}{sample} }.into_any()
        }
        _ => view! { <ShortTime at=card.at.clone()/>{sample} }.into_any(),
    };
    let href = format!("/articles/{}", card.slug);
    let headline = headline_html(&card.headline);
    let lang = other_language(&card.language);
    let title = if level == 2 {
        view! { <h2 class="card__title"><a href=href lang=lang.clone() inner_html=headline></a></h2> }.into_any()
    } else {
        view! { <h3 class="card__title"><a href=href lang=lang.clone() inner_html=headline></a></h3> }.into_any()
    };
    let figure = picture.map(|picture| {
        let credit = picture.credit.clone();
        view! {
            <figure class="card__fig">
                <Image picture=picture sizes=place.sizes() fetch=fetch/>
                {(!credit.is_empty()).then(|| view! { <figcaption class="credit">{credit}</figcaption> })}
            </figure>
        }
    });
    let summary = (with_summary && !card.standfirst.is_empty())
        .then(|| view! { <p class="card__sum" lang=lang>{card.standfirst.clone()}</p> });
    view! {
        <article class=place.class()>
            {outer_time}
            {figure}
            <div class="card__text">
                {label.then(|| view! { <p class="label">{category.clone()}</p> })}
                {title}
                {summary}
                <p class="meta">{meta}</p>
            </div>
        </article>
    }
    .into_any()
}
