//! Pages: which address renders what, from the cache or anew.

use super::{
    answer::{finish, send},
    built::Built,
    cache::{Page, PageCache},
    config::Config,
    crawlers, described,
    document::{self, Mended},
    installable,
    proxies::Proxies,
    target::Target,
    theme,
};
use crate::{
    api::moderation::Told,
    app::{
        Drawing, Failed, FontFiles, HeadOnce, PageLanguage, Private, Theme, TouchIcon,
        comments::draw as draw_thread, shell,
    },
    context::{Caller, Outcome, Place, Refused, Rendering, Services, ThreadDrawing},
    domain::{
        site::{Language, Settings, Site},
        stamp::Stamp,
    },
    service::{self, icons::Icons, sharing::Cards, zone::Zone},
    store,
};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures::FutureExt;
use leptos::prelude::*;
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};
use tokio::sync::Semaphore;

/// Renderings at once; more only wait, and past [`PATIENCE`] are turned away.
const RENDERINGS: usize = 32;
const PATIENCE: Duration = Duration::from_secs(3);
/// A rendering that takes longer, because what it waits for does not come, is given up.
const DEADLINE: Duration = Duration::from_secs(20);
/// Largest document that is collected.
const LARGEST: usize = 32 << 20;

/// What the page handlers share. Cheap to clone.
#[derive(Clone)]
pub struct Pages {
    pub services: Services,
    pub cache: PageCache,
    pub proxies: Proxies,
    pub icons: Icons,
    pub cards: Cards,
    pub(super) built: Arc<Built>,
    leptos: LeptosOptions,
    renderings: Arc<Semaphore>,
}

impl Pages {
    /// Pages over these services.
    pub fn new(services: Services, config: &Config) -> Pages {
        Pages {
            cache: PageCache::new(services.freshness.clone(), config.page_cache),
            built: Arc::new(Built::of(&config.leptos)),
            proxies: config.proxies.clone(),
            icons: Icons::default(),
            cards: Cards::default(),
            leptos: config.leptos.clone(),
            services,
            renderings: Arc::new(Semaphore::new(RENDERINGS)),
        }
    }

    /// What reads the database for anybody, among the renderings: a crowd waits, and is turned away
    /// (`None`) where it would wait too long.
    pub(super) async fn bounded<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let permit = tokio::time::timeout(PATIENCE, self.renderings.acquire());
        let Ok(Ok(_permit)) = permit.await else {
            return None;
        };
        tokio::time::timeout(DEADLINE, work).await.ok()
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

    /// The same, or why there is none.
    pub(super) async fn try_place(&self) -> Result<Place, service::error::ServiceError> {
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
            navigation: settings.navigation,
            social: settings.social,
            footer: settings.footer,
            logo: settings.logo,
            logo_dark: settings.logo_dark,
        };
        Place {
            site: Arc::new(site),
            zone,
            accent: settings.accent,
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
    if let Some(response) = crawlers::key(&pages, path).await {
        return response;
    }
    if let Ok(Some(to)) = store::redirect::leading(&pages.services.store, path).await {
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
    /// A page for one reader, drawn by the server alone.
    Drawn(StatusCode, &'a Drawing),
    /// The same in the newsroom, in the language of whoever reads it.
    Room(StatusCode, Language, &'a Drawing),
    /// A page for one reader that hydrates.
    Personal(&'a Personal),
}

/// A page for one reader that hydrates, and what it has to tell.
pub struct Personal {
    /// Path and query.
    pub address: String,
    pub caller: Caller,
    /// What came of a form, with the status of the answer.
    pub told: Option<(StatusCode, Told)>,
}

/// A page for one reader that hydrates: kept by nobody.
pub async fn personal(pages: &Pages, personal: Personal) -> Response {
    unkept(&render(pages, What::Personal(&personal)).await)
}

/// A page for one reader: drawn by the server alone, kept by nobody.
pub async fn drawn(pages: &Pages, status: StatusCode, drawing: Drawing) -> Response {
    unkept(&render(pages, What::Drawn(status, &drawing)).await)
}

/// The same with what the newsroom's pages load.
pub async fn room(
    pages: &Pages,
    status: StatusCode,
    language: Language,
    drawing: Drawing,
) -> Response {
    unkept(&render(pages, What::Room(status, language, &drawing)).await)
}

fn unkept(page: &Page) -> Response {
    let mut response = send(page, &HeaderMap::new());
    let headers = response.headers_mut();
    headers.remove(header::ETAG);
    headers.remove(header::HeaderName::from_static("surrogate-key"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn respond(pages: &Pages, key: &str, headers: &HeaderMap, what: What<'_>) -> Response {
    let now = pages.services.clock.now();
    let page = pages.cache.get(key, now, || render(pages, what)).await;
    send(&page, headers)
}

/// Renders, turning a panic into an error page of its own and a crowd away.
async fn render(pages: &Pages, what: What<'_>) -> Page {
    let status = match tokio::time::timeout(PATIENCE, pages.renderings.acquire()).await {
        Ok(Ok(_permit)) => {
            let document = AssertUnwindSafe(render_document(pages, what)).catch_unwind();
            match tokio::time::timeout(DEADLINE, document).await {
                Ok(Ok(page)) => return page,
                Ok(Err(_)) => StatusCode::INTERNAL_SERVER_ERROR,
                Err(_) => {
                    tracing::error!("a page was not rendered within {DEADLINE:?}");
                    StatusCode::SERVICE_UNAVAILABLE
                }
            }
        }
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
            "default-src 'none'; frame-ancestors 'none'",
            Vec::new(),
            0,
            (Stamp::from_micros(0), Stamp::from_micros(0)),
        ),
    }
}

async fn render_document(pages: &Pages, what: What<'_>) -> Page {
    let since = pages.services.freshness.now();
    let begun = pages.services.clock.now();
    let place = pages.place().await;
    let expires = place
        .zone
        .midnight_after(begun)
        .unwrap_or(Stamp::from_micros(0));
    let rendering = Rendering::default();
    let failed = match what {
        What::Failed(status) => Some(Refused(status.as_u16())),
        What::Route(_) | What::Nowhere | What::Drawn(..) | What::Room(..) | What::Personal(_) => {
            None
        }
    };
    let drawing = match what {
        What::Drawn(_, drawing) | What::Room(_, _, drawing) => Some(drawing.clone()),
        What::Route(_) | What::Nowhere | What::Failed(_) | What::Personal(_) => None,
    };
    let (caller, told) = match what {
        What::Personal(page) => {
            let told = page.told.as_ref().map(|(_, told)| told.clone());
            (Some(page.caller.clone()), told)
        }
        What::Route(_) | What::Nowhere | What::Failed(_) | What::Drawn(..) | What::Room(..) => {
            (None, None)
        }
    };
    let language = match (
        what,
        caller.as_ref().and_then(|caller| caller.reader.as_ref()),
    ) {
        (What::Room(_, language, _), _) => language,
        (_, Some(reader)) => reader.desk().language.unwrap_or(place.site.language),
        (_, None) => place.site.language,
    };
    let desk = matches!(what, What::Room(..) | What::Personal(_));
    let context = {
        let (services, rendering) = (pages.services.clone(), rendering.clone());
        let head = HeadOnce::default();
        let built = pages.built.clone();
        let drawn_place = place.clone();
        move || {
            // Two renderings of one state must be equal byte for byte: no nonce of their own.
            provide_context(document::nonce());
            provide_context(PageLanguage(language.tag()));
            provide_context(services.clone());
            provide_context(drawn_place.clone());
            provide_context(ThreadDrawing(draw_thread));
            provide_context(rendering.clone());
            provide_context(head.clone());
            provide_context(FontFiles(built.fonts.clone()));
            if let Some(accent) = drawn_place.accent {
                provide_context(Theme(theme::address(accent)));
            }
            if let Some(logo) = &drawn_place.site.logo {
                provide_context(TouchIcon(installable::touch(logo)));
            }
            provide_context(built.code.clone());
            if desk {
                provide_context(built.desk.clone());
            }
            if let Some(drawing) = drawing.clone() {
                provide_context(Private(drawing));
            }
            if let Some(caller) = caller.clone() {
                provide_context(caller);
            }
            if let Some(told) = told.clone() {
                provide_context(told);
            }
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
        What::Failed(_) | What::Drawn(..) | What::Room(..) => "/".to_owned(),
        What::Personal(page) => page.address.clone(),
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
    let Mended { mut html, policy } = document::mend(&String::from_utf8_lossy(&body));
    if let Some(page) = rendering.described()
        && let Some(end) = html.find("</head>")
    {
        html.insert_str(end, &described::head(&page, place.look()));
    }
    let (status, location) = match (what, rendering.outcome()) {
        (What::Failed(status) | What::Drawn(status, _) | What::Room(status, ..), _) => {
            (status, None)
        }
        (_, Some(Outcome::Status(status))) => (status, None),
        (_, Some(Outcome::MovedTo(path))) => (StatusCode::MOVED_PERMANENTLY, Some(path)),
        (What::Nowhere, None) => (StatusCode::NOT_FOUND, None),
        (What::Personal(page), None) => {
            let told = page.told.as_ref().map(|(status, _)| *status);
            (told.unwrap_or(StatusCode::OK), None)
        }
        (What::Route(_), None) => (StatusCode::OK, None),
    };
    finish(
        status,
        location,
        html,
        &policy,
        rendering.keys(),
        since,
        (begun, expires),
    )
}
