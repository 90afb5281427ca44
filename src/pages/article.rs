//! `/articles/{slug}`

use super::problem;
use crate::{
    components::{
        card::{Place, StoryCard},
        frame::Sheet,
        picture::{Fetch, Image},
        problem::Told,
        time::FullTime,
        tools::Tools,
    },
    domain::{
        article::{Article, Found, Neighbour},
        category::Named,
        media::Picture,
        site::Site,
    },
    text::{Words, headline_html},
};
use leptos::prelude::*;

/// What stands at a story's address.
pub fn sheet(found: Found<Article>, site: &Site, words: &'static Words) -> Sheet {
    match found {
        Found::Here(article) => story(article, site, words),
        Found::Gone { headline, reason } => problem(gone(&headline, &reason, words)),
        // The server redirects and the browser takes the new address: on screen for a moment at most.
        Found::Moved(_) => problem(Told {
            status: 301,
            title: words.loading.into(),
            text: String::new(),
        }),
    }
}

fn gone(headline: &str, reason: &str, words: &Words) -> Told {
    let mut text = format!("{} «{headline}»", words.gone_text);
    if !reason.is_empty() {
        text = format!("{text} {}: {reason}", words.gone_reason);
    }
    Told {
        status: 410,
        title: words.gone_title.to_owned(),
        text,
    }
}

fn story(article: Article, site: &Site, words: &'static Words) -> Sheet {
    // `lang` only where the story is not in the page's own language.
    let language = (article.language != site.language.tag()).then(|| article.language.clone());
    let category = article.category.clone();
    let head = head(&article, words);
    let banner = article.banner.clone().map(banner);
    let foot = foot(&article, words);
    let latest = article
        .latest
        .into_iter()
        .map(|card| view! { <StoryCard card=card place=Place::Text/> })
        .collect_view();
    let aside = (!latest.is_empty()).then(|| {
        view! {
            <aside class="article__aside" aria-labelledby="baru">
                <header class="head"><h2 id="baru">{words.latest}</h2></header>
                <div class="stack">{latest}</div>
            </aside>
        }
    });
    let others = article
        .others
        .into_iter()
        .map(|card| view! { <StoryCard card=card place=Place::Related label=true/> });
    let others = others.collect_view();
    let others = (!others.is_empty()).then(|| {
        view! {
            <section class="related wrap" aria-labelledby="lainnya">
                <header class="head">
                    <h2 id="lainnya">{words.other_news}</h2>
                    <a class="head__more" href=format!("/categories/{}", category.slug)>{category.name.clone()}</a>
                </header>
                <div class="cells">{others}</div>
            </section>
        }
    });
    let main = view! {
        <article class="article wrap" lang=language>
            {head}
            {banner}
            <Tools headline=article.headline.clone()/>
            // Hydration leaves what is inside alone, so an absent body stays as the server sent it.
            <div class="article__text body" inner_html=article.html.unwrap_or_default()></div>
            {foot}
            {aside}
        </article>
        {others}
    }
    .into_any();
    Sheet {
        title: article.headline,
        description: article.standfirst,
        canonical: Some(format!("/articles/{}", article.slug)),
        when: Some(article.published),
        category: Some((category.slug, false)),
        class: "",
        main,
    }
}

fn head(article: &Article, words: &'static Words) -> impl IntoView + use<> {
    let Named { slug, name } = article.category.clone();
    let bylines = article
        .bylines
        .clone()
        .into_iter()
        .enumerate()
        .map(|(n, by)| {
            let comma = (n > 0).then_some(", ");
            view! { {comma}<a href=format!("/authors/{}", by.slug)>{by.name}</a> }
        });
    let bylines = bylines.collect_view();
    let updated = article
        .updated
        .clone()
        .map(|at| view! { " "<span>{words.updated}" "<FullTime at=at/></span> });
    let standfirst = article.standfirst.clone();
    view! {
        <header class="article__head">
            <p class="label"><a href=format!("/categories/{slug}")>{name}</a></p>
            <h1 inner_html=headline_html(&article.headline)></h1>
            {(!standfirst.is_empty()).then(|| view! { <p class="article__standfirst">{standfirst}</p> })}
            <p class="article__by meta">
                {(!bylines.is_empty()).then(|| view! { <span class="by">{bylines}</span>" " })}
                <FullTime at=article.published.clone()/>
                {updated}
                " "
                <span>{format!("{} {}", article.minutes, words.minutes)}</span>
            </p>
        </header>
    }
}

fn banner(picture: Picture) -> impl IntoView {
    let Picture {
        caption,
        credit,
        note,
        ..
    } = picture.clone();
    let credit = (!credit.is_empty()).then(|| {
        let credit = if caption.is_empty() {
            credit
        } else {
            format!("- {credit}")
        };
        view! { <span>{credit}</span> }
    });
    view! {
        <figure class="article__banner">
            <Image picture=picture sizes="(min-width: 1288px) 1030px, (min-width: 1100px) 80vw, 100vw" fetch=Fetch::First/>
            <figcaption>
                <p>{caption}" "{credit}</p>
                {(!note.is_empty()).then(|| view! { <p class="note">{note}</p> })}
            </figcaption>
        </figure>
    }
}

fn foot(article: &Article, words: &'static Words) -> impl IntoView + use<> {
    let topics = article
        .tags
        .clone()
        .into_iter()
        .map(|tag| view! { <li><a href=format!("/tags/{}", tag.slug)>{tag.name}</a></li> });
    let topics = topics.collect_view();
    let topics = (!topics.is_empty()).then(|| {
        view! {
            <section class="topics" aria-labelledby="topik">
                <h2 id="topik">{words.topics}</h2>
                <ul>{topics}</ul>
            </section>
        }
    });
    let turn = |neighbour: Option<Neighbour>, rel: &'static str, label: &'static str| {
        neighbour.map(|n| {
            view! {
                <a rel=rel href=format!("/articles/{}", n.slug)>
                    <span>{label}</span>
                    <strong inner_html=headline_html(&n.headline)></strong>
                </a>
            }
        })
    };
    let older = turn(article.older.clone(), "prev", words.previous_story);
    let newer = turn(article.newer.clone(), "next", words.next_story);
    let turns = (older.is_some() || newer.is_some())
        .then(|| view! { <nav class="turn" aria-label=words.neighbours>{older}{newer}</nav> });
    view! {
        <footer class="article__foot">
            {article.sample.then(|| view! { <p class="sample">{words.sample_note}</p> })}
            {topics}
            {turns}
        </footer>
    }
}
