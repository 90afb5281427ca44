//! `/`

use crate::{
    components::{
        card::{Place, StoryCard},
        picture::Fetch,
        sheet::Sheet,
    },
    domain::{
        article::Card,
        listing::{Block, Front},
        site::Site,
    },
    text::{self, Words},
};
use leptos::prelude::*;

/// The front page.
pub fn sheet(front: Front, site: &Site, words: &'static Words) -> Sheet {
    let name = site.name.clone();
    let main = match front.lead {
        None => view! {
            <section class="problem wrap">
                <h1>{name}</h1>
                <p>{words.empty_site}</p>
            </section>
        }
        .into_any(),
        Some(lead) => {
            let seconds = front
                .seconds
                .into_iter()
                .map(|card| view! { <StoryCard card=card place=Place::Cell label=true/> });
            let seconds = seconds.collect_view();
            let mut blocks = front
                .blocks
                .into_iter()
                .enumerate()
                .map(|(n, block)| draw_block(n, block, words));
            let first = blocks.next();
            let popular = popular(front.popular, words);
            view! {
                <h1 class="vh">{name}</h1>
                <div class="front__top wrap">
                    <div class="front__main">
                        <StoryCard card=lead place=Place::Lead level=2 label=true bylines=front.lead_bylines fetch=Fetch::First/>
                        {(!seconds.is_empty()).then(|| view! { <div class="cells">{seconds}</div> })}
                    </div>
                    {rail(front.latest, site, words)}
                </div>
                {first}
                {popular}
                {blocks.collect_view()}
            }
            .into_any()
        }
    };
    Sheet {
        title: String::new(),
        description: site.tagline.clone(),
        canonical: Some("/".to_owned()),
        when: None,
        category: None,
        class: "front",
        main: main.into(),
    }
}

/// What is read most, numbered.
fn popular(cards: Vec<Card>, words: &'static Words) -> Option<AnyView> {
    let items = cards.into_iter().map(|card| {
        view! { <li><StoryCard card=card place=Place::Text/></li> }
    });
    let items = items.collect_view();
    (!items.is_empty()).then(|| {
        view! {
            <section class="popular wrap" aria-labelledby="terpopuler">
                <header class="head"><h2 id="terpopuler">{words.popular}</h2></header>
                <ol>{items}</ol>
            </section>
        }
        .into_any()
    })
}

/// The newest stories by the clock, a small heading for every day but today.
fn rail(cards: Vec<Card>, site: &Site, words: &'static Words) -> impl IntoView + use<> {
    let language = site.language;
    let mut day = site.today.clone();
    let mut items = Vec::new();
    for card in cards {
        if !card.at.same_day(&day) {
            let heading = if card.at.year == site.today.year {
                text::day_month(&card.at, language)
            } else {
                text::day_month_year(&card.at, language)
            };
            items.push(view! { <h3 class="day">{heading}</h3> }.into_any());
            day = card.at.clone();
        }
        items.push(view! { <StoryCard card=card place=Place::Timed/> }.into_any());
    }
    (!items.is_empty()).then(|| {
        view! {
            <section class="rail" aria-labelledby="terbaru">
                <header class="head">
                    <h2 id="terbaru">{words.latest}</h2>
                    <a class="head__more" href="/archive">{words.archive}</a>
                </header>
                <div class="stack">{items}</div>
            </section>
        }
    })
}

/// The three arrangements in turn, each only where the stories fill it.
fn draw_block(n: usize, block: Block, words: &'static Words) -> AnyView {
    // What an editor puts first stays first, with a picture or without.
    let plain = block.picked
        && block
            .cards
            .first()
            .is_some_and(|card| card.picture.is_none());
    let with_picture = block.cards.iter().filter(|c| c.picture.is_some()).count();
    let count = block.cards.len();
    let body = match n % 3 {
        1 if count >= 3 && !plain => cells(block.cards),
        2 if with_picture >= 2 && !plain => pictures_and_list(block.cards),
        _ => feature(block.cards, plain),
    };
    let id = format!("rubrik-{}", block.category.slug);
    let labelled = id.clone();
    view! {
        <section class="block wrap" aria-labelledby=labelled>
            <header class="head">
                <h2 id=id>{block.category.name.clone()}</h2>
                <a class="head__more" href=format!("/categories/{}", block.category.slug)>
                    {format!("{} {}", words.all_of, block.category.name)}
                </a>
            </header>
            {body}
        </section>
    }
    .into_any()
}

fn card(card: Card, place: Place) -> AnyView {
    view! { <StoryCard card=card place=place/> }.into_any()
}

/// Arrangement A: one large story, one line under it, up to three beside it.
fn feature(mut cards: Vec<Card>, in_order: bool) -> AnyView {
    let pictured = cards.iter().position(|c| c.picture.is_some());
    if let Some(first) = pictured.filter(|_| !in_order) {
        let pictured = cards.remove(first);
        cards.insert(0, pictured);
    }
    cards.truncate(5);
    let mut cards = cards.into_iter();
    let lead = cards.next().map(|c| card(c, Place::Feature));
    let under = cards
        .next()
        .map(|c| view! { <div class="block__under stack">{card(c, Place::Text)}</div> });
    let side: Vec<_> = cards
        .map(|c| {
            let place = if c.picture.is_some() {
                Place::Portrait
            } else {
                Place::Text
            };
            card(c, place)
        })
        .collect();
    let side = (!side.is_empty()).then(|| view! { <div class="block__side stack">{side}</div> });
    view! { <div class="block__body--a">{lead}{under}{side}</div> }.into_any()
}

/// Arrangement B: up to four columns; a story without a picture shares its column with another.
fn cells(cards: Vec<Card>) -> AnyView {
    let (pictured, mut plain): (Vec<_>, Vec<_>) =
        cards.into_iter().partition(|c| c.picture.is_some());
    let mut columns: Vec<Vec<AnyView>> = pictured
        .into_iter()
        .take(4)
        .map(|c| vec![card(c, Place::Cell)])
        .collect();
    while columns.len() < 4 && !plain.is_empty() {
        let mut column = vec![card(plain.remove(0), Place::Cell)];
        let wanted = 4 - columns.len();
        if plain.len() >= wanted {
            column.push(card(plain.remove(0), Place::Text));
        }
        columns.push(column);
    }
    let columns = columns
        .into_iter()
        .map(|column| view! { <div class="stack">{column}</div> })
        .collect_view();
    view! { <div class="cells">{columns}</div> }.into_any()
}

/// Arrangement C: up to three pictures, and the rest as a list beside them.
fn pictures_and_list(cards: Vec<Card>) -> AnyView {
    let (mut pictured, mut plain): (Vec<_>, Vec<_>) =
        cards.into_iter().partition(|c| c.picture.is_some());
    plain.splice(0..0, pictured.split_off(pictured.len().min(3)));
    let cells = pictured
        .into_iter()
        .map(|c| card(c, Place::Cell))
        .collect_view();
    let side: Vec<_> = plain
        .into_iter()
        .take(4)
        .map(|c| card(c, Place::Text))
        .collect();
    let side = (!side.is_empty()).then(|| view! { <div class="block__side stack">{side}</div> });
    view! { <div class="block__body--c"><div class="cells">{cells}</div>{side}</div> }.into_any()
}
