//! Pages: which address renders what, from the cache or anew.

use super::{
    answer::{finish, send},
    cache::{Page, PageCache},
    config::Config,
    document,
    target::Target,
};
use crate::{
    app::{Failed, FontFiles, PageLanguage, shell},
    context::{Outcome, Place, Refused, Rendering, Services},
    domain::{
        site::{Settings, Site},
        stamp::Stamp,
    },
    service::{self, zone::Zone},
    store,
};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures::FutureExt;
use leptos::{nonce::Nonce, prelude::*};
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};
use tokio::sync::Semaphore;

/// Renderings at once; more only wait, and past [`PATIENCE`] are turned away.
const RENDERINGS: usize = 32;
const PATIENCE: Duration = Duration::from_secs(3);
/// Largest document that is collected.
const LARGEST: usize = 32 << 20;

/// What the page handlers share. Cheap to clone.
#[derive(Clone)]
pub struct Pages {
    pub services: Services,
    pub cache: PageCache,
    leptos: LeptosOptions,
    fonts: Arc<[String]>,
    renderings: Arc<Semaphore>,
}

impl Pages {
    /// Pages over these services.
    pub fn new(services: Services, config: &Config) -> Pages {
        Pages {
            cache: PageCache::new(services.freshness.clone(), config.page_cache),
            fonts: fonts(&config.leptos).into(),
            leptos: config.leptos.clone(),
            services,
            renderings: Arc::new(Semaphore::new(RENDERINGS)),
        }
    }

    /// The site and zone of a request; with defaults where the database does not answer.
    pub async fn place(&self) -> Place {
        match self.try_place().await {
            Ok(place) => place,
            Err(error) => {
                tracing::error!(%error, "the site's settings cannot be read: {error}");
                let settings = Settings::default();
                self.place_of(settings, Vec::new(), Vec::new())
            }
        }
    }

    async fn try_place(&self) -> Result<Place, service::error::ServiceError> {
        let store = &self.services.store;
        let settings = service::settings::load(store).await?;
        let categories = store::category::all(store)
            .await?
            .iter()
            .map(store::category::CategoryRow::named)
            .collect();
        Ok(self.place_of(
            settings,
            categories,
            store::standing_page::all(store).await?,
        ))
    }

    fn place_of(
        &self,
        settings: Settings,
        categories: Vec<crate::domain::category::Named>,
        pages: Vec<crate::domain::category::Named>,
    ) -> Place {
        let zone = Zone::named(&settings.zone).unwrap_or_else(Zone::utc);
        let site = Site {
            name: settings.name,
            tagline: settings.tagline,
            language: settings.language,
            base_url: self.services.base_url.to_string(),
            zone: settings.zone,
            today: zone.moment(self.services.clock.now()),
            categories,
            pages,
        };
        Place {
            site: Arc::new(site),
            zone,
        }
    }
}

/// Serves a page that has a route.
pub async fn page(State(pages): State<Pages>, request: Request) -> Response {
    let Some(target) = Target::of(request.uri()) else {
        return failed(&pages, StatusCode::BAD_REQUEST).await;
    };
    respond(
        &pages,
        &target.to_string(),
        request.headers(),
        What::Route(&target),
    )
    .await
}

/// Serves an address without a route: a redirect that was set up, the same address without a
/// slash at its end, or "not found".
pub async fn nowhere(State(pages): State<Pages>, request: Request) -> Response {
    let path = request.uri().path();
    if Target::of(request.uri()).is_none() {
        return failed(&pages, StatusCode::BAD_REQUEST).await;
    }
    if let Ok(Some(to)) = store::article::redirect(&pages.services.store, path).await {
        return moved(&to);
    }
    let bare = path.trim_end_matches('/');
    if bare.len() < path.len() && !bare.is_empty() && !bare.starts_with("//") {
        return moved(bare);
    }
    // All such pages are the same bytes: one entry serves them.
    respond(&pages, "nowhere", request.headers(), What::Nowhere).await
}

/// A page for a request that failed before any route.
pub async fn failed(pages: &Pages, status: StatusCode) -> Response {
    let page = render(pages, What::Failed(status)).await;
    send(&page, &HeaderMap::new())
}

fn moved(to: &str) -> Response {
    let Ok(location) = HeaderValue::from_str(to) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    (
        StatusCode::MOVED_PERMANENTLY,
        [(header::LOCATION, location)],
    )
        .into_response()
}

/// What is rendered.
#[derive(Clone, Copy)]
enum What<'a> {
    Route(&'a Target),
    Nowhere,
    Failed(StatusCode),
}

async fn respond(pages: &Pages, key: &str, headers: &HeaderMap, what: What<'_>) -> Response {
    let now = pages.services.clock.now();
    let page = pages.cache.get(key, now, || render(pages, what)).await;
    send(&page, headers)
}

/// Renders, turning a panic into an error page of its own and a crowd away.
async fn render(pages: &Pages, what: What<'_>) -> Page {
    let status = match tokio::time::timeout(PATIENCE, pages.renderings.acquire()).await {
        Ok(Ok(_permit)) => match AssertUnwindSafe(render_document(pages, what))
            .catch_unwind()
            .await
        {
            Ok(page) => return page,
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
        },
        _ => StatusCode::SERVICE_UNAVAILABLE,
    };
    match AssertUnwindSafe(render_document(pages, What::Failed(status)))
        .catch_unwind()
        .await
    {
        Ok(page) => page,
        Err(_) => finish(
            status,
            None,
            format!("<!DOCTYPE html><title>{status}</title>"),
            Vec::new(),
            0,
            Stamp::from_micros(0),
        ),
    }
}

async fn render_document(pages: &Pages, what: What<'_>) -> Page {
    let since = pages.services.freshness.now();
    let place = pages.place().await;
    let expires = place
        .zone
        .midnight_after(pages.services.clock.now())
        .unwrap_or(Stamp::from_micros(0));
    let rendering = Rendering::default();
    let failed = match what {
        What::Failed(status) => Some(Refused(status.as_u16())),
        What::Route(_) | What::Nowhere => None,
    };
    let context = {
        let (services, rendering, fonts) = (
            pages.services.clone(),
            rendering.clone(),
            FontFiles(pages.fonts.clone()),
        );
        move || {
            // Two renderings of one state must be equal byte for byte: no random nonce.
            provide_context(Nonce::from_value(""));
            provide_context(PageLanguage(place.site.language.tag()));
            provide_context(services.clone());
            provide_context(place.clone());
            provide_context(rendering.clone());
            provide_context(fonts.clone());
            if let Some(failed) = failed {
                provide_context(Failed);
                provide_context(failed);
            }
        }
    };
    let address = match what {
        What::Route(target) => target.to_string(),
        // No route has this address, and none ever will: a control character cannot be asked for.
        What::Nowhere => "/%00".to_owned(),
        What::Failed(_) => "/".to_owned(),
    };
    let request = Request::builder()
        .uri(address)
        .body(Body::empty())
        .unwrap_or_default();
    let options = pages.leptos.clone();
    let response =
        leptos_axum::render_app_async_with_context(context, move || shell(options.clone()))(
            request,
        )
        .await;
    let body = axum::body::to_bytes(response.into_body(), LARGEST)
        .await
        .unwrap_or_default();
    let html = document::mend(&String::from_utf8_lossy(&body));
    let (status, location) = match (what, rendering.outcome()) {
        (What::Failed(status), _) => (status, None),
        (_, Some(Outcome::Status(status))) => (status, None),
        (_, Some(Outcome::MovedTo(path))) => (StatusCode::MOVED_PERMANENTLY, Some(path)),
        (What::Nowhere, None) => (StatusCode::NOT_FOUND, None),
        (What::Route(_), None) => (StatusCode::OK, None),
    };
    finish(status, location, html, rendering.keys(), since, expires)
}

/// The font files every page needs: those in the site's folder, the italic left to the pages that
/// have one.
fn fonts(options: &LeptosOptions) -> Vec<String> {
    let folder = std::path::Path::new(&*options.site_root).join("fonts");
    let names = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|f| f.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names
        .filter(|n| n.ends_with(".woff2") && !n.contains("italic"))
        .collect();
    names.sort();
    names.into_iter().map(|n| format!("/fonts/{n}")).collect()
}
