//! What stands around every page: skip link, progress, masthead, navigation, footer, and the head.

use super::{wordmark::Wordmark, words};
use crate::{
    browser::navigation,
    domain::{moment::Moment, site::Site},
    text,
};
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use std::sync::Arc;

/// Whether a page is on its way.
#[derive(Debug, Clone, Copy)]
pub struct Loading(pub RwSignal<bool>);

/// A page, ready to be framed.
pub struct Sheet {
    /// Without the site's name.
    pub title: String,
    pub description: String,
    /// Path and query of the page's own address; `None` for pages that have none (not found).
    pub canonical: Option<String>,
    /// Publication time for the masthead; without it the site's date is shown.
    pub when: Option<Moment>,
    /// Slug of the category it belongs to, and whether it is that category's own page.
    pub category: Option<(String, bool)>,
    /// Class of `main`.
    pub class: &'static str,
    pub main: AnyView,
}

/// The whole page.
#[component]
pub fn Frame(
    site: Arc<Site>,
    sheet: Sheet,
    /// Path and query of the page.
    address: String,
) -> impl IntoView {
    let words = words();
    let main = NodeRef::new();
    Effect::new(move || navigation::arrived(address.clone(), main));
    let title = if sheet.title.is_empty() {
        site.name.clone()
    } else {
        format!("{} - {}", sheet.title, site.name)
    };
    let canonical = sheet
        .canonical
        .map(|path| format!("{}{path}", site.base_url));
    let description = if sheet.description.is_empty() {
        site.tagline.clone()
    } else {
        sheet.description
    };
    view! {
        <Title text=title/>
        {(!description.is_empty()).then(|| view! { <Meta name="description" content=description/> })}
        {match canonical {
            Some(url) => view! { <Link rel="canonical" href=url/> }.into_any(),
            None => view! { <Meta name="robots" content="noindex"/> }.into_any(),
        }}
        <a class="skip" href="#isi">{words.skip}</a>
        <Masthead site=site.clone() when=sheet.when category=sheet.category/>
        <main node_ref=main class=sheet.class id="isi" tabindex="-1">{sheet.main}</main>
        <Footer site=site/>
    }
}

#[component]
fn Masthead(
    site: Arc<Site>,
    when: Option<Moment>,
    category: Option<(String, bool)>,
) -> impl IntoView {
    let words = words();
    let loading = expect_context::<Loading>().0;
    let (moment, second) = match when {
        Some(at) => {
            let clock = format!("{} {}", at.clock_seconds(), at.zone);
            (at, clock)
        }
        None => (site.today.clone(), zone_name(&site)),
    };
    let datetime = moment.datetime();
    let date = text::day_month_year(&moment, site.language);
    let tagline = site.tagline.clone();
    let items = site.categories.clone().into_iter().map(move |c| {
        let current = category.as_ref().filter(|(slug, _)| *slug == c.slug);
        let current = current.map(|(_, own)| if *own { "page" } else { "true" });
        view! { <li><a href=format!("/categories/{}", c.slug) aria-current=current>{c.name}</a></li> }
    });
    view! {
        <header class="masthead">
            <div class="progress" role="progressbar" aria-label=words.loading hidden=move || !loading.get()></div>
            <div class="masthead__row wrap">
                <p class="masthead__date">
                    <time datetime=datetime>{date}" "<span>{second}</span></time>
                </p>
                <Wordmark class="masthead__mark" label=format!("{}, {}", site.name, words.home.to_lowercase())/>
                {(!tagline.is_empty()).then(|| view! { <p class="masthead__line">{tagline}</p> })}
            </div>
            <nav class="nav wrap" aria-label=words.sections>
                <ul>{items.collect_view()}</ul>
            </nav>
        </header>
    }
    .into_any()
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

/// Standing pages that are guidelines rather than about the newsroom.
const GUIDELINES: [&str; 2] = ["pedoman-media-siber", "privasi"];

#[component]
fn Footer(site: Arc<Site>) -> impl IntoView {
    let words = words();
    let (guidelines, about): (Vec<_>, Vec<_>) = site
        .pages
        .clone()
        .into_iter()
        .partition(|page| GUIDELINES.contains(&page.slug.as_str()));
    let list = |id: &'static str, title: String, links: Vec<(String, String)>| {
        (!links.is_empty()).then(|| {
            let items = links
                .into_iter()
                .map(|(href, name)| view! { <li><a href=href>{name}</a></li> });
            view! {
                <nav class="foot__list" aria-labelledby=id>
                    <h2 id=id>{title}</h2>
                    <ul>{items.collect_view()}</ul>
                </nav>
            }
        })
    };
    let pages = |pages: Vec<crate::domain::category::Named>| {
        pages
            .into_iter()
            .map(|p| (format!("/pages/{}", p.slug), p.name))
            .collect::<Vec<_>>()
    };
    let archive = vec![("/archive".to_owned(), words.archive_monthly.to_owned())];
    view! {
        <footer class="foot wrap">
            <div class="foot__row">
                <div class="foot__about">
                    <Wordmark label=format!("{}, {}", site.name, words.home.to_lowercase())/>
                    <p>{words.footer_note}</p>
                </div>
                {list("kaki-warta", site.name.clone(), pages(about))}
                {list("kaki-pedoman", words.guidelines.to_owned(), pages(guidelines))}
                {list("kaki-arsip", words.archive.to_owned(), archive)}
            </div>
        </footer>
    }
    .into_any()
}
