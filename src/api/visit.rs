//! A visit to any page of the site: one call brings everything the page shows.
//!
//! One function and one type for all pages keep the browser's part small: what is generic over
//! the type of its data is compiled once, not once a page.

use crate::{
    domain::{
        article::{Article, Found},
        listing::{Front, Listing, Month, StandingPage},
        site::Site,
    },
    error::AppError,
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

/// A page with its frame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    pub site: Site,
    pub content: Result<Content, AppError>,
}

/// What stands inside the frame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    Front(Box<Front>),
    Article(Box<Found<Article>>),
    Listing(Box<Listing>),
    Archive(Vec<Month>),
    Standing(StandingPage),
}

impl Visit {
    /// Without the bodies, for the page's own data: its HTML holds them already.
    pub fn without_html(mut self) -> Visit {
        match &mut self.content {
            Ok(Content::Article(found)) => {
                if let Found::Here(article) = &mut **found {
                    article.html = None;
                }
            }
            Ok(Content::Standing(page)) => page.html = None,
            _ => {}
        }
        self
    }
}

/// Everything on the page at `address` (path and query).
#[server(endpoint = "visit", input = GetUrl)]
pub async fn load_visit(address: String) -> Result<Visit, AppError> {
    use crate::{
        context::{self, Outcome, Refused},
        domain::address::Address,
        service::reading,
        store,
    };

    async fn content(address: &str) -> Result<Content, AppError> {
        let address = Address::parse(address).ok_or(AppError::NotFound)?;
        let (services, place) = (context::services()?, context::place()?);
        let (store, zone) = (&services.store, &place.zone);
        if !matches!(address, Address::Standing(_)) {
            context::shows("lists");
        }
        match address {
            Address::Front => {
                context::shows("front");
                Ok(Content::Front(Box::new(reading::front(store, zone).await?)))
            }
            Address::Article(slug) => {
                context::shows(format!("article/{slug}"));
                let found = reading::article(store, zone, slug.as_str())
                    .await?
                    .ok_or(AppError::NotFound)?;
                match &found {
                    Found::Here(_) => {}
                    Found::Moved(path) => context::answer_with(Outcome::MovedTo(path.clone())),
                    Found::Gone { .. } => {
                        context::answer_with(Outcome::Status(axum::http::StatusCode::GONE))
                    }
                }
                Ok(Content::Article(Box::new(found)))
            }
            Address::Category(slug, at) => {
                context::shows(format!("category/{slug}"));
                listing(reading::category(store, zone, slug.as_str(), &at).await?)
            }
            Address::Tag(slug, at) => {
                context::shows(format!("tag/{slug}"));
                listing(reading::tag(store, zone, slug.as_str(), &at).await?)
            }
            Address::Author(slug, at) => {
                context::shows(format!("author/{slug}"));
                listing(reading::author(store, zone, slug.as_str(), &at).await?)
            }
            Address::Month(year, month, at) => {
                listing(reading::month(store, zone, Month { year, month }, &at).await?)
            }
            Address::Archive => Ok(Content::Archive(reading::months(store, zone).await?)),
            Address::Standing(slug) => {
                context::shows(format!("page/{slug}"));
                let page = store::standing_page::by_slug(store, slug.as_str()).await?;
                page.map(Content::Standing).ok_or(AppError::NotFound)
            }
            // Closed to everyone until accounts can sign in.
            Address::Newsroom => Err(AppError::Forbidden),
        }
    }

    fn listing(found: Option<Listing>) -> Result<Content, AppError> {
        found
            .map(Box::new)
            .map(Content::Listing)
            .ok_or(AppError::NotFound)
    }

    context::shows("site");
    let site = context::place()?.site.as_ref().clone();
    let content = match use_context::<Refused>() {
        Some(Refused(status)) => Err(AppError::Refused(status)),
        None => content(&address).await,
    };
    Ok(Visit {
        site,
        content: content.map_err(context::refuse),
    })
}
