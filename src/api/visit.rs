//! A visit to any page of the site: one call brings the page as the server draws it.

use crate::{domain::printed::Printed, error::AppError};
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// Everything on the page at `address` (path and query).
#[server(endpoint = "visit", input = GetUrl)]
pub async fn load_visit(address: String) -> Result<Printed, AppError> {
    use crate::{
        components::{problem::told_by_error, sheet::Sheet},
        context::{self, Outcome, Place, Refused},
        domain::{
            address::Address,
            article::Found,
            listing::{ListKind, Listing, Month},
        },
        pages::{self, archive, article, front, list, standing},
        service::reading,
        store,
        text::{self, Words},
    };

    async fn sheet(address: &str, place: &Place, words: &'static Words) -> Result<Sheet, AppError> {
        let address = Address::parse(address).ok_or(AppError::NotFound)?;
        let services = context::services()?;
        let (store, zone, site) = (&services.store, &place.zone, &place.site);
        let listed = |found: Option<Listing>| {
            let listing = found.ok_or(AppError::NotFound)?;
            Ok(match listing.kind {
                ListKind::Month(month) => archive::month(month, listing, site, words),
                ListKind::Category | ListKind::Tag | ListKind::Author => {
                    list::sheet(listing, words)
                }
            })
        };
        if !matches!(address, Address::Standing(_)) {
            context::shows("lists");
        }
        match address {
            Address::Front => {
                context::shows("front");
                Ok(front::sheet(
                    reading::front(store, zone).await?,
                    site,
                    words,
                ))
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
                Ok(article::sheet(found, site, words))
            }
            Address::Category(slug, at) => {
                context::shows(format!("category/{slug}"));
                listed(reading::category(store, zone, slug.as_str(), &at).await?)
            }
            Address::Tag(slug, at) => {
                context::shows(format!("tag/{slug}"));
                listed(reading::tag(store, zone, slug.as_str(), &at).await?)
            }
            Address::Author(slug, at) => {
                context::shows(format!("author/{slug}"));
                listed(reading::author(store, zone, slug.as_str(), &at).await?)
            }
            Address::Month(year, month, at) => {
                listed(reading::month(store, zone, Month { year, month }, &at).await?)
            }
            Address::Archive => Ok(archive::index(
                reading::months(store, zone).await?,
                site,
                words,
            )),
            Address::Standing(slug) => {
                context::shows(format!("page/{slug}"));
                let page = store::standing_page::by_slug(store, slug.as_str()).await?;
                page.map(standing::sheet).ok_or(AppError::NotFound)
            }
            // Closed to everyone until accounts can sign in.
            Address::Newsroom => Err(AppError::Forbidden),
        }
    }

    context::shows("site");
    let place = context::place()?;
    let words = text::words(place.site.language);
    // The pieces of a page ask for the site.
    provide_context(place.site.clone());
    let drawn = match use_context::<Refused>() {
        Some(Refused(status)) => Err(AppError::Refused(status)),
        None => sheet(&address, &place, words).await,
    };
    let sheet = drawn.unwrap_or_else(|error| {
        let error = context::refuse(error);
        match address.as_str() {
            "/editor" if error == AppError::Forbidden => {
                pages::problem(pages::closed_newsroom(words))
            }
            _ => pages::problem(told_by_error(&error, words)),
        }
    });
    Ok(pages::print(sheet, &place.site))
}
