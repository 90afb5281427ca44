//! What stands around every page: the masthead's parts and the footer.

use super::{
    icon::{Icon, SEARCH},
    wordmark::{HomeSign, Masthead},
    words,
};
use crate::{
    domain::{category::Named, moment::Moment, site::Site, way::Way},
    text,
};
use leptos::prelude::*;

/// The date in the masthead: a story's own time, or the site's day and zone.
#[component]
pub fn MastheadDate(site: std::sync::Arc<Site>, when: Option<Moment>) -> impl IntoView {
    let (moment, second) = match when {
        Some(at) => {
            let clock = format!("{} {}", at.clock_seconds(), at.zone);
            (at, clock)
        }
        None => (site.today.clone(), zone_name(&site)),
    };
    let date = text::day_month_year(&moment, site.language);
    view! { <time datetime=moment.datetime()>{date}" "<span>{second}</span></time> }
}

/// The zone in words where it has any in the site's language, else its short name.
fn zone_name(site: &Site) -> String {
    let words = words();
    match site.today.zone.as_str() {
        "WIB" => words.zone_wib.to_owned(),
        "WITA" => words.zone_wita.to_owned(),
        "WIT" => words.zone_wit.to_owned(),
        other => other.to_owned(),
    }
}

/// What the site says of itself, and the ways to the search and to one's account: the same for
/// everyone.
#[component]
pub fn MastheadSide(tagline: String) -> impl IntoView {
    view! {
        {(!tagline.is_empty()).then(|| view! { <p class="masthead__line">{tagline}</p> })}
        <a class="masthead__search" href="/search" aria-label=words().search title=words().search><Icon shape=SEARCH/></a>
        <a class="masthead__account" href="/account" rel="external nofollow">{words().account}</a>
    }
}

/// The way home and the categories, or the links that were set in their place, as the items of a list.
#[component]
pub fn SectionItems(
    site: std::sync::Arc<Site>,
    home: String,
    /// The category to which the page belongs, and whether it is its own page.
    current: Option<(String, bool)>,
) -> impl IntoView {
    let current = current.map(|(slug, own)| (category(&slug), own));
    let ways = if site.navigation.is_empty() {
        let of = |named: &Named| Way {
            name: named.name.clone(),
            href: category(&named.slug),
        };
        site.categories.iter().map(of).collect()
    } else {
        site.navigation.clone()
    };
    let items = ways.into_iter().map(move |way| {
        let current = current.as_ref().filter(|(href, _)| *href == way.href);
        let current = current.map(|(_, own)| if *own { "page" } else { "true" });
        let rel = way.is_loaded().then_some("external");
        view! { <li><a href=way.href rel=rel aria-current=current>{way.name}</a></li> }
    });
    view! {
        <li class="nav__home"><HomeSign name=site.name.clone() label=home/></li>
        {items.collect_view()}
    }
}

fn category(slug: &str) -> String {
    format!("/categories/{slug}")
}

/// Standing pages that are guidelines rather than about the newsroom.
const GUIDELINES: [&str; 2] = ["pedoman-media-siber", "privasi"];

/// The inside of the footer.
#[component]
pub fn FooterRow(site: std::sync::Arc<Site>) -> impl IntoView {
    let words = words();
    let (guidelines, about): (Vec<_>, Vec<_>) = site
        .pages
        .clone()
        .into_iter()
        .partition(|page| GUIDELINES.contains(&page.slug.as_str()));
    let list = |id: &'static str, title: String, links: Vec<Way>| {
        (!links.is_empty()).then(|| {
            let items = links.into_iter().map(|way| {
                let rel = way.is_loaded().then_some("external");
                view! { <li><a href=way.href rel=rel>{way.name}</a></li> }
            });
            view! {
                <nav class="foot__list" aria-labelledby=id>
                    <h2 id=id>{title}</h2>
                    <ul>{items.collect_view()}</ul>
                </nav>
            }
        })
    };
    let pages = |pages: Vec<Named>| {
        pages
            .into_iter()
            .map(|page| Way {
                href: format!("/pages/{}", page.slug),
                name: page.name,
            })
            .collect::<Vec<_>>()
    };
    let way = |href: &str, name: &str| Way {
        href: href.to_owned(),
        name: name.to_owned(),
    };
    let archive = vec![
        way("/archive", words.archive_monthly),
        way("/saved", text::offline(site.language).saved),
    ];
    view! {
        <div class="foot__row">
            <div class="foot__about">
                <Masthead site=site.clone() label=format!("{}, {}", site.name, words.home.to_lowercase())/>
                {(!site.footer.is_empty()).then(|| view! { <p>{site.footer.clone()}</p> })}
            </div>
            {list("kaki-warta", site.name.clone(), pages(about))}
            {list("kaki-pedoman", words.guidelines.to_owned(), pages(guidelines))}
            {list("kaki-ikuti", words.follow_us.to_owned(), site.social.clone())}
            {list("kaki-arsip", words.archive.to_owned(), archive)}
        </div>
    }
}
