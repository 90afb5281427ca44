//! Loading the page at an address and drawing it in its frame.

use super::{archive, article, front, list, problem, standing};
use crate::{
    api::visit::{Content, Visit, load_visit},
    browser::navigation,
    components::{
        frame::{Frame, Loading, Sheet},
        problem::told_by_error,
    },
    domain::{
        article::Found,
        listing::ListKind,
        moment::Moment,
        site::{Settings, Site},
    },
    error::AppError,
    text::{self, Words},
};
use codee::{Decoder, Encoder, string::JsonSerdeCodec};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use std::sync::Arc;

/// What a visit answers.
pub type Outcome = Result<Visit, AppError>;

/// JSON in the page without the bodies, which its HTML holds: nothing is shipped twice.
#[derive(Debug)]
pub struct OnThePage;

impl Encoder<Outcome> for OnThePage {
    type Error = <JsonSerdeCodec as Encoder<Outcome>>::Error;
    type Encoded = String;

    fn encode(outcome: &Outcome) -> Result<String, Self::Error> {
        JsonSerdeCodec::encode(&outcome.clone().map(Visit::without_html))
    }
}

impl Decoder<Outcome> for OnThePage {
    type Error = <JsonSerdeCodec as Decoder<Outcome>>::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<Outcome, Self::Error> {
        JsonSerdeCodec::decode(text)
    }
}

/// The page at the router's address, as a resource.
pub type VisitResource = Resource<Outcome, OnThePage>;

/// The frame shown last, for the page that says that nothing arrived.
#[derive(Clone, Copy)]
pub struct LastSite(pub StoredValue<Option<Arc<Site>>>);

/// Loads whatever the address names, anew when it changes.
pub fn visiting() -> VisitResource {
    let address = address();
    let loading = expect_context::<Loading>().0;
    // Not called while hydrating: the page carries the first answer.
    let fetch = move |address| async move {
        navigation::leaving();
        loading.try_set(true);
        let outcome = load_visit(address).await;
        loading.try_set(false);
        outcome
    };
    VisitResource::new_with_options(address, fetch, true)
}

/// Path and query that the router shows.
fn address() -> impl Fn() -> String + Clone + Send + Sync + 'static {
    let here = use_location();
    move || format!("{}{}", here.pathname.get(), with_mark(&here.search.get()))
}

fn with_mark(search: &str) -> String {
    match search.trim_start_matches('?') {
        "" => String::new(),
        query => format!("?{query}"),
    }
}

/// Any page of the public site.
#[component]
pub fn PublicPage() -> impl IntoView {
    framed(visiting(), sheet)
}

/// Draws a visit in its frame; while another one loads, the page before stays on screen.
pub fn framed(
    visit: VisitResource,
    draw: fn(Result<Content, AppError>, &Arc<Site>, &'static Words) -> Sheet,
) -> AnyView {
    let last = expect_context::<LastSite>().0;
    let navigate = use_navigate();
    let address = address();
    // In the browser a moved story takes its new address without a reload.
    Effect::new(move || {
        if let Some(Ok(Visit {
            content: Ok(Content::Article(found)),
            ..
        })) = visit.get()
            && let Found::Moved(path) = *found
        {
            navigate(
                &path,
                NavigateOptions {
                    replace: true,
                    ..Default::default()
                },
            );
        }
    });
    view! {
        <Transition>
            {move || {
                let address = untrack(&address);
                Suspend::new(async move {
                let (site, content) = match visit.await {
                    Ok(Visit { site, content }) => (Arc::new(site), content),
                    Err(error) => (last.get_value().unwrap_or_else(|| Arc::new(nameless_site())), Err(error)),
                };
                last.set_value(Some(site.clone()));
                provide_context(site.clone());
                let sheet = draw(content, &site, text::words(site.language));
                view! { <Frame site=site sheet=sheet address=address/> }
            })}}
        </Transition>
    }
    .into_any()
}

fn sheet(content: Result<Content, AppError>, site: &Arc<Site>, words: &'static Words) -> Sheet {
    match content {
        Ok(Content::Front(front)) => front::sheet(*front, site, words),
        Ok(Content::Article(found)) => article::sheet(*found, site, words),
        Ok(Content::Listing(listing)) => match listing.kind {
            ListKind::Month(month) => archive::month(month, *listing, site, words),
            ListKind::Category | ListKind::Tag | ListKind::Author => list::sheet(*listing, words),
        },
        Ok(Content::Archive(months)) => archive::index(months, site, words),
        Ok(Content::Standing(page)) => standing::sheet(page),
        Err(error) => problem(told_by_error(&error, words)),
    }
}

/// What the frame shows when not even the site's name could be read.
fn nameless_site() -> Site {
    let settings = Settings::default();
    let today = Moment {
        year: 1970,
        month: 1,
        day: 1,
        hour: 0,
        minute: 0,
        second: 0,
        offset: 0,
        zone: "UTC".into(),
    };
    Site {
        name: settings.name,
        tagline: settings.tagline,
        language: settings.language,
        base_url: String::new(),
        zone: settings.zone,
        today,
        categories: Vec::new(),
        pages: Vec::new(),
    }
}
