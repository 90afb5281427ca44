//! Pages: which address renders what, from the cache or anew.

use super::{
    cache::{Page, PageCache},
    config::Config,
    document,
    encoding::{Encoded, Encoding},
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
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use futures::FutureExt;
use leptos::{nonce::Nonce, prelude::*};
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};
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

/// An address reduced to what its page reads.
struct Target {
    path: String,
    query: String,
}

impl Target {
    /// `None` when the path is not UTF-8 once decoded, or holds control characters.
    fn of(uri: &axum::http::Uri) -> Option<Target> {
        let path = uri.path();
        let broken = path.as_bytes().iter().enumerate().any(|(i, b)| {
            *b == b'%'
                && !path
                    .as_bytes()
                    .get(i + 1..i + 3)
                    .is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
        });
        let decoded = percent_decode_str(path).decode_utf8().ok()?;
        if broken || decoded.chars().any(char::is_control) {
            return None;
        }
        let paged = ["/categories/", "/tags/", "/authors/", "/archive/"]
            .iter()
            .any(|list| path.starts_with(list));
        let wanted = if paged { &["before", "after"][..] } else { &[] };
        let given = |name: &&str| {
            let pairs = uri
                .query()
                .unwrap_or_default()
                .split('&')
                .filter_map(|pair| pair.split_once('='));
            let value = pairs
                .filter(|(key, _)| key == name)
                .map(|(_, value)| value)
                .next()?;
            Some(format!("{name}={value}"))
        };
        let query = wanted
            .iter()
            .filter_map(given)
            .collect::<Vec<_>>()
            .join("&");
        Some(Target {
            path: path.to_owned(),
            query,
        })
    }
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.path)?;
        if self.query.is_empty() {
            Ok(())
        } else {
            write!(f, "?{}", self.query)
        }
    }
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
            pages,
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
    finish(
        pages,
        status,
        location,
        html,
        rendering.keys(),
        since,
        expires,
    )
}

fn finish(
    pages: &Pages,
    status: StatusCode,
    location: Option<String>,
    html: String,
    keys: Vec<String>,
    since: u64,
    expires: Stamp,
) -> Page {
    let mut headers = HeaderMap::new();
    let mut set = |name: header::HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, "text/html; charset=utf-8");
    set(header::CONTENT_SECURITY_POLICY, &document::policy(&html));
    set(header::VARY, "Accept-Encoding");
    if status.is_server_error() {
        set(header::CACHE_CONTROL, "no-store");
        if status == StatusCode::SERVICE_UNAVAILABLE {
            set(header::RETRY_AFTER, "5");
        }
    } else {
        // A CDN keeps a page for a minute or until its key is purged; a browser asks again.
        set(
            header::CACHE_CONTROL,
            "public, max-age=0, s-maxage=60, stale-while-revalidate=60, stale-if-error=86400",
        );
        set(
            header::HeaderName::from_static("surrogate-key"),
            &keys.join(" "),
        );
    }
    if let Some(location) = location {
        set(header::LOCATION, &location);
    }
    let _ = pages;
    let tag = BASE64_URL_SAFE_NO_PAD.encode(&Sha256::digest(html.as_bytes())[..12]);
    Page {
        status,
        headers,
        tag,
        body: Encoded::new(html.into_bytes()),
        keys,
        since,
        expires,
    }
}

fn send(page: &Page, asked: &HeaderMap) -> Response {
    let encoding = Encoding::wanted(asked);
    let mut response = Response::new(Body::empty());
    *response.headers_mut() = page.headers.clone();
    let etag = format!("\"{}-{}\"", page.tag, encoding.name().unwrap_or("id"));
    if page.status == StatusCode::OK {
        let known = asked
            .get(header::IF_NONE_MATCH)
            .and_then(|v| v.to_str().ok());
        let known = known.is_some_and(|list| {
            list.trim() == "*"
                || list
                    .split(',')
                    .any(|t| t.trim().trim_start_matches("W/") == etag)
        });
        if let Ok(etag) = HeaderValue::from_str(&etag) {
            response.headers_mut().insert(header::ETAG, etag);
        }
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response.headers_mut().remove(header::CONTENT_TYPE);
            return response;
        }
    }
    *response.status_mut() = page.status;
    if let Some(name) = encoding.name() {
        response
            .headers_mut()
            .insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    *response.body_mut() = Body::from(page.body.get(encoding));
    response
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
