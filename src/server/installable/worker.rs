//! `/sw.js` and the script of readers' pages: `src/browser/offline`, as it is written there, two files
//! each. The worker begins with what it has to know of this build and this site.

use super::icons;
use crate::{
    app::PUBLIC,
    domain::stamp::Stamp,
    server::{
        answer::{file, send},
        cache::Page,
        pages::{self, Pages},
        theme,
    },
    service::pushing::public_key,
};
use axum::{
    extract::{Path, Request, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::json;
use sha2::{Digest, Sha256};

const WORKER: &str = concat!(
    include_str!("../../browser/offline/worker.js"),
    include_str!("../../browser/offline/push.js"),
);
const READER: &str = concat!(
    include_str!("../../browser/offline/reader.js"),
    include_str!("../../browser/offline/follow.js"),
);
const KIND: &str = "text/javascript; charset=utf-8";

fn hash(text: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(&Sha256::digest(text)[..12])
}

/// The address of the pages' script, which changes with its content.
pub(in crate::server) fn script() -> String {
    format!("/offline/{}.js", hash(READER))
}

/// `GET /offline/{name}`
pub(super) async fn reader(
    State(pages): State<Pages>,
    Path(name): Path<String>,
    request: Request,
) -> Response {
    let address = script();
    if address != format!("/offline/{name}") {
        return pages::failed(&pages, StatusCode::NOT_FOUND).await;
    }
    let keep = "public, max-age=31536000, immutable";
    let now = pages.services.clock.now();
    let since = pages.services.freshness.now();
    let written = || async { kept(READER.to_owned(), Vec::new(), keep, since, now) };
    let page = pages.cache.get(&address, now, written).await;
    send(&page, request.headers())
}

/// `GET /sw.js`
pub(super) async fn worker(State(pages): State<Pages>, request: Request) -> Response {
    let now = pages.services.clock.now();
    let page = pages.cache.get("/sw.js", now, || render(&pages)).await;
    send(&page, request.headers())
}

async fn render(pages: &Pages) -> Page {
    let since = pages.services.freshness.now();
    let begun = pages.services.clock.now();
    let place = match pages.try_place().await {
        Ok(place) => place,
        Err(error) => {
            tracing::error!(%error, "the site's settings cannot be read: {error}");
            let never = Stamp::from_micros(0);
            let status = StatusCode::SERVICE_UNAVAILABLE;
            return file(
                status,
                KIND,
                String::new(),
                Vec::new(),
                since,
                (never, never),
            );
        }
    };
    let built = &pages.built;
    let mut assets = vec![
        built.style.clone(),
        built.code.script.clone(),
        built.code.wasm.clone(),
        built.code.offline.clone(),
    ];
    assets.extend(built.fonts.iter().cloned());
    assets.extend(place.accent.map(theme::address));
    let public = PUBLIC.map(pattern);
    let version = hash(&format!("{assets:?}{public:?}{WORKER}"));
    let setup = json!({
        "version": version,
        "assets": assets,
        "pages": public,
        "name": place.site.name,
        "icon": icons::small(place.site.logo.as_ref()),
        "key": public_key(&pages.services.secret),
    });
    let text = format!("const SETUP = {setup};\n{WORKER}");
    let mut page = kept(text, vec!["site".to_owned()], "no-cache", since, begun);
    // Of whatever passes through it, this decides: pages, pictures and files of this site.
    let policy = HeaderValue::from_static("default-src 'self'; frame-ancestors 'none'");
    page.headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    page
}

/// The regular expression of a route as axum writes it.
fn pattern(route: &str) -> String {
    let parts = route.split('/').map(|part| match part.starts_with('{') {
        true => "[^/]+",
        false => part,
    });
    format!("^{}$", parts.collect::<Vec<_>>().join("/"))
}

/// A script that is fresh until one of its keys is purged; `since` and `begun` are of before what it
/// is made of was read.
fn kept(text: String, keys: Vec<String>, control: &'static str, since: u64, begun: Stamp) -> Page {
    let times = (begun, Stamp::from_micros(i64::MAX));
    let mut page = file(StatusCode::OK, KIND, text, keys, since, times);
    let control = HeaderValue::from_static(control);
    page.headers.insert(header::CACHE_CONTROL, control);
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_is_read_as_an_expression() {
        assert_eq!(pattern("/"), "^/$");
        assert_eq!(
            pattern("/articles/{slug}/comments/{id}"),
            "^/articles/[^/]+/comments/[^/]+$"
        );
    }
}
