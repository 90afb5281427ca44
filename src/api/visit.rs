//! A visit to any page of the site: one call brings the page as the server draws it.

use crate::{domain::printed::Printed, error::AppError};
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// Everything on the page at `address` (path and query).
#[cfg(feature = "ssr")]
pub async fn visit(address: String) -> Result<Printed, AppError> {
    use futures::FutureExt;

    // A page waits for this in a task of its own, where a panic would leave it waiting.
    let load = std::panic::AssertUnwindSafe(load_visit(address)).catch_unwind();
    load.await
        .unwrap_or_else(|_| Err(crate::context::refuse(AppError::Internal)))
}

/// The same, asked of the server with the one decoder that the first page needs too: what the
/// library generates for [`load_visit`] costs every reader more bytes.
#[cfg(not(feature = "ssr"))]
pub async fn visit(address: String) -> Result<Printed, AppError> {
    use codee::{Decoder, string::JsonSerdeCodec};

    let url = format!(
        "/api/visit?address={}",
        String::from(js_sys::encode_uri_component(&address))
    );
    // The browser has one thread.
    send_wrapper::SendWrapper::new(async move {
        let answer = gloo_net::http::Request::get(&url).send().await;
        let answer = answer.map_err(|_| AppError::Offline)?;
        let kind = if answer.ok() { "Ok" } else { "Err" };
        let body = answer.text().await.map_err(|_| AppError::Offline)?;
        let outcome = format!("{{\"{kind}\":{body}}}");
        JsonSerdeCodec::decode(&outcome).unwrap_or(Err(AppError::Internal))
    })
    .await
}

/// The server's side of [`visit`].
#[server(endpoint = "visit", input = GetUrl)]
pub async fn load_visit(address: String) -> Result<Printed, AppError> {
    use crate::{
        components::{problem::told_by_error, sheet::Sheet},
        context::{self, Outcome, Place, Refused},
        domain::{
            address::Address,
            article::{Card, Found},
            category::Named,
            comment::{Policy, Thread},
            described::{Described, Story, What},
            listing::{ListKind, Listing, Month},
            printed::Discussion,
            site::Language,
        },
        pages::{
            self, archive, article, corrections, front, list, offline, search, standing, talk,
        },
        service::{
            front_page, reading, search as searching, settings,
            thread::{self, ArticleRef},
        },
        store,
        text::{self, Words},
    };

    async fn sheet(
        address: &str,
        place: &Place,
        words: &'static Words,
        what: &mut What,
    ) -> Result<Sheet, AppError> {
        let address = Address::parse(address).ok_or(AppError::NotFound)?;
        let services = context::services()?;
        let (store, zone, site) = (&services.store, &place.zone, &place.site);
        let mut listed = |found: Option<Listing>| {
            let listing = found.ok_or(AppError::NotFound)?;
            let feeds = !matches!(listing.kind, ListKind::Month(_));
            *what = What::List(named(&listing.cards), feeds.then(|| listing.path.clone()));
            Ok(match listing.kind {
                ListKind::Month(month) => archive::month(month, listing, site, words),
                ListKind::Category | ListKind::Tag | ListKind::Author => {
                    list::sheet(listing, words)
                }
            })
        };
        // By this key whoever writes many stories at once makes everything stale.
        if !matches!(
            address,
            Address::Standing(_) | Address::Saved | Address::Offline
        ) {
            context::shows("lists");
        }
        match address {
            Address::Front => {
                context::shows("front");
                context::shows("popular");
                let front = front_page::front(&services, zone).await?;
                let above = front.lead.iter().chain(&front.seconds).chain(&front.latest);
                *what = What::Front(above.map(one).collect());
                Ok(front::sheet(front, site, words))
            }
            Address::Article(slug, at) => {
                context::shows(format!("article/{slug}"));
                let found = reading::article(store, zone, slug.as_str())
                    .await?
                    .ok_or(AppError::NotFound)?;
                match &found {
                    Found::Here(article) => {
                        context::shows("latest");
                        context::shows(format!("beside/{}", article.category.slug));
                    }
                    Found::Moved(path) => context::answer_with(Outcome::MovedTo(path.clone())),
                    Found::Gone { .. } => {
                        context::answer_with(Outcome::Status(axum::http::StatusCode::GONE))
                    }
                }
                let thread = match &found {
                    Found::Here(_) => {
                        let story = ArticleRef::Slug(slug.to_string());
                        let cursor = at.cursor.as_deref();
                        thread::page(store, zone, &story, at.sort, cursor).await?
                    }
                    Found::Moved(_) | Found::Gone { .. } => None,
                };
                let thread = thread.filter(|t| t.policy != Policy::Off);
                if let Found::Here(article) = &found {
                    let comments = thread.as_ref().map(|thread| thread.count);
                    *what = What::Story(Box::new(Story::of(article, comments)));
                }
                let discussion = match thread {
                    Some(thread) => Some(drawn(thread, site.language)?),
                    None => None,
                };
                Ok(article::sheet(found, discussion, site, words))
            }
            Address::History(slug) => {
                context::shows(format!("article/{slug}"));
                let found = reading::article(store, zone, slug.as_str())
                    .await?
                    .ok_or(AppError::NotFound)?;
                match &found {
                    Found::Here(_) => {}
                    Found::Moved(path) => {
                        let path = format!("{path}/history");
                        context::answer_with(Outcome::MovedTo(path.clone()));
                        return Ok(article::moved(path, words));
                    }
                    Found::Gone { .. } => {
                        context::answer_with(Outcome::Status(axum::http::StatusCode::GONE))
                    }
                }
                Ok(match found {
                    Found::Here(article) => corrections::sheet(article, words),
                    other => article::sheet(other, None, site, words),
                })
            }
            Address::Comment(slug, id, cursor) => {
                context::shows(format!("article/{slug}"));
                let row = store::article::by_slug(store, slug.as_str()).await?;
                let Some(row) = row else {
                    let moved = store::article::moved_to(store, slug.as_str()).await?;
                    let path = moved.map(|slug| format!("/articles/{slug}/comments/{id}"));
                    let path = path.ok_or(AppError::NotFound)?;
                    context::answer_with(Outcome::MovedTo(path.clone()));
                    return Ok(article::moved(path, words));
                };
                // One that is held now may be shown later.
                context::shows(format!("thread/{}", row.id));
                let story = ArticleRef::Id(row.id);
                let cursor = cursor.as_deref();
                let thread = thread::around_from(store, zone, &story, id, cursor).await?;
                let thread = thread.ok_or(AppError::NotFound)?;
                let discussion = drawn(thread, site.language)?;
                Ok(talk::sheet(&row.slug, &row.headline, discussion, words))
            }
            Address::Category(slug, at) => {
                context::shows(format!("category/{slug}"));
                let found = reading::category(store, zone, slug.as_str(), &at).await?;
                if found.is_none() {
                    let path = format!("/categories/{slug}");
                    if let Some(to) = store::article::redirect(store, &path).await? {
                        context::answer_with(Outcome::MovedTo(to.clone()));
                        return Ok(article::moved(to, words));
                    }
                }
                listed(found)
            }
            Address::Tag(slug, at) => {
                context::shows(format!("tag/{slug}"));
                let found = reading::tag(store, zone, slug.as_str(), &at).await?;
                if found.is_none() {
                    let path = format!("/tags/{slug}");
                    if let Some(to) = store::article::redirect(store, &path).await? {
                        context::answer_with(Outcome::MovedTo(to.clone()));
                        return Ok(article::moved(to, words));
                    }
                }
                listed(found)
            }
            Address::Author(slug, at) => {
                context::shows(format!("author/{slug}"));
                listed(reading::author(store, zone, slug.as_str(), &at).await?)
            }
            Address::Month(year, month, at) => {
                context::shows(format!("archive/{year:04}/{month:02}"));
                listed(reading::month(store, zone, Month { year, month }, &at).await?)
            }
            Address::Archive => {
                context::shows("archive");
                let months = reading::months(store, zone).await?;
                Ok(archive::index(months, site, words))
            }
            Address::Search(place) => {
                context::shows("search");
                let answer = searching::answer(&services, zone, &place).await?;
                Ok(search::sheet(answer, site, words))
            }
            Address::Saved | Address::Offline => {
                // They show nothing of the database. While it is away they must not be kept with
                // the name and the language that a site has by default.
                settings::load(store).await?;
                let own = text::offline(site.language);
                Ok(match address {
                    Address::Saved => offline::saved(own),
                    _ => offline::nothing(own, words),
                })
            }
            Address::Standing(slug) => {
                context::shows(format!("page/{slug}"));
                let page = store::standing_page::by_slug(store, slug.as_str()).await?;
                if page.is_none() {
                    let path = format!("/pages/{slug}");
                    if let Some(to) = store::article::redirect(store, &path).await? {
                        context::answer_with(Outcome::MovedTo(to.clone()));
                        return Ok(article::moved(to, words));
                    }
                }
                page.map(standing::sheet).ok_or(AppError::NotFound)
            }
        }
    }

    fn one(card: &Card) -> Named {
        Named {
            slug: card.slug.clone(),
            name: card.headline.clone(),
        }
    }

    fn named(cards: &[Card]) -> Vec<Named> {
        cards.iter().map(one).collect()
    }

    fn drawn(mut thread: Thread, language: Language) -> Result<Discussion, AppError> {
        context::shows(format!("thread/{}", thread.article));
        let html = context::draw_thread(thread.clone(), language)?;
        for comment in &mut thread.comments {
            // Only its author needs what was typed, and asks for it.
            comment.body.clear();
            comment.html.clear();
        }
        let data = serde_json::to_string(&thread).map_err(|_| AppError::Internal)?;
        Ok(Discussion { html, data })
    }

    context::shows("site");
    let place = context::place()?;
    let words = text::words(place.site.language);
    // The pieces of a page ask for the site.
    provide_context(place.site.clone());
    let mut what = What::Other;
    let drawn = match use_context::<Refused>() {
        Some(Refused(status)) => Err(AppError::Refused(status)),
        None => sheet(&address, &place, words, &mut what).await,
    };
    if let Ok(Sheet {
        title,
        description,
        canonical: Some(path),
        ..
    }) = &drawn
    {
        context::describe(|| Described {
            title: title.clone(),
            description: description.clone(),
            path: path.clone(),
            what,
        });
    }
    let sheet = drawn.unwrap_or_else(|error| {
        let error = context::refuse(error);
        pages::problem(told_by_error(&error, words))
    });
    Ok(pages::print(sheet, &place.site))
}
