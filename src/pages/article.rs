//! `/articles/{slug}`

use super::{corrections, problem, sharing};
use crate::{
    components::{
        card::{Place, StoryCard},
        follow::{Follow, What},
        other_language,
        picture::{Fetch, Image},
        problem::Told,
        sheet::{Body, Sheet, Story},
        time::FullTime,
    },
    domain::{
        article::{Article, Found, Neighbour},
        category::Named,
        media::Picture,
        printed::Discussion,
        site::Site,
        translation::Member,
    },
    text::{self, Words, headline_html},
};
use leptos::prelude::*;

/// What stands at a story's address.
pub fn sheet(
    found: Found<Article>,
    discussion: Option<Discussion>,
    site: &Site,
    words: &'static Words,
) -> Sheet {
    match found {
        Found::Here(article) => story(article, discussion, site, words),
        Found::Gone { headline, reason } => problem(gone(&headline, &reason, words)),
        Found::Moved(path) => moved(path, words),
    }
}

/// What leads to a new address.
pub fn moved(path: String, words: &Words) -> Sheet {
    Sheet {
        main: Body::Moved(path),
        ..problem(Told {
            status: 301,
            title: words.loading.to_owned(),
            text: String::new(),
        })
    }
}

/// What is said of a story that was withdrawn.
pub fn gone(headline: &str, reason: &str, words: &Words) -> Told {
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

fn story(
    article: Article,
    discussion: Option<Discussion>,
    site: &Site,
    words: &'static Words,
) -> Sheet {
    let head = head(&article, site, words).into_any();
    let foot = foot(&article, site, words).into_any();
    let latest = article
        .latest
        .into_iter()
        .map(|card| view! { <StoryCard card=card place=Place::Text/> })
        .collect_view();
    let latest = (!latest.is_empty()).then(|| {
        view! {
            <header class="head"><h2 id="baru">{words.latest}</h2></header>
            <div class="stack">{latest}</div>
        }
        .into_any()
    });
    let others = article
        .others
        .into_iter()
        .map(|card| view! { <StoryCard card=card place=Place::Related label=true/> });
    let others = others.collect_view();
    let Named { slug, name } = article.category;
    let all = format!("/categories/{slug}");
    let others = (!others.is_empty()).then(|| {
        view! {
            <header class="head">
                <h2 id="lainnya">{words.other_news}</h2>
                <a class="head__more" href=all>{name}</a>
            </header>
            <div class="cells">{others}</div>
        }
        .into_any()
    });
    Sheet {
        title: article.headline.clone(),
        description: article.standfirst,
        canonical: Some(format!("/articles/{}", article.slug)),
        when: Some(article.published),
        category: Some((slug, false)),
        class: "",
        main: Body::Story(Box::new(Story {
            // Only where the story is not in the page's own language.
            language: other_language(&article.language),
            headline: article.headline,
            head,
            banner: article.banner.map(|picture| banner(picture).into_any()),
            text: corrections::marked(article.html, &article.corrections, words),
            foot,
            latest,
            discussion,
            others,
        })),
    }
}

fn head(article: &Article, site: &Site, words: &'static Words) -> impl IntoView + use<> {
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
        {translations(article, site, words)}
    }
}

/// The same story in other languages. The line is in the site's language, whatever the story's is.
fn translations(article: &Article, site: &Site, words: &'static Words) -> impl IntoView + use<> {
    let own = other_language(&article.language).map(|_| site.language.tag());
    let line = |member: &Member| {
        let read = match text::language_name(&member.language, site.language) {
            Some(name) => format!("{} {name}:", words.read_in),
            None => format!("{} ({}):", words.read_elsewhere, member.language),
        };
        let href = format!("/articles/{}", member.slug);
        let tag = member.language.clone();
        view! {
            <p class="article__other" lang=own>
                {read}" "
                <a href=href hreflang=tag.clone() lang=tag rel="alternate" inner_html=headline_html(&member.headline)></a>
            </p>
        }
    };
    article.translations.iter().map(line).collect_view()
}

fn banner(picture: Picture) -> impl IntoView {
    let Picture {
        caption,
        credit,
        note,
        placeholder,
        width,
        height,
        ..
    } = picture.clone();
    // In the picture's own place and proportions; the picture covers it as it comes.
    let blur = (!placeholder.is_empty()).then(|| {
        let src = format!("data:image/webp;base64,{placeholder}");
        view! { <img class="pic pic--blur" src=src width=width.to_string() height=height.to_string() alt="" aria-hidden="true"/> }
    });
    let credit = (!credit.is_empty()).then(|| {
        let credit = if caption.is_empty() {
            credit
        } else {
            format!("- {credit}")
        };
        view! { <span>{credit}</span> }
    });
    view! {
        <div class="over">
            {blur}
            <Image picture=picture sizes="(min-width: 1288px) 1030px, (min-width: 1100px) 80vw, 100vw" fetch=Fetch::First/>
        </div>
        <figcaption>
            <p>{caption}" "{credit}</p>
            {(!note.is_empty()).then(|| view! { <p class="note">{note}</p> })}
        </figcaption>
    }
}

fn foot(article: &Article, site: &Site, words: &'static Words) -> impl IntoView + use<> {
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
                    <strong lang=other_language(&n.language) inner_html=headline_html(&n.headline)></strong>
                </a>
            }
        })
    };
    let older = turn(article.older.clone(), "prev", words.previous_story);
    let newer = turn(article.newer.clone(), "next", words.next_story);
    let turns = (older.is_some() || newer.is_some())
        .then(|| view! { <nav class="turn" aria-label=words.neighbours>{older}{newer}</nav> });
    let path = format!("/articles/{}", article.slug);
    let name = article.headline.clone();
    let share = sharing::links(&article.slug, &article.headline, site, words).into_any();
    view! {
        {corrections::block(&article.corrections, &article.slug, words)}
        {article.sample.then(|| view! { <p class="sample">{words.sample_note}</p> })}
        {topics}
        <Follow what=What::Story path=path name=name language=words.language/>
        {share}
        {turns}
    }
}
