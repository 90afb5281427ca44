//! `/manifest.webmanifest` (W3C Web Application Manifest): what an installed site is called and
//! looks like. Kept like a page, under the key of what is set about the site.

use super::icons::address;
use crate::{
    context::Place,
    domain::stamp::Stamp,
    server::{
        answer::{file, send},
        cache::Page,
        pages::Pages,
    },
    service::pictures::Icon,
    text,
};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};
use serde_json::{Value, json};

/// `--paper` by day: what stands behind a page that is still on its way.
const PAPER: &str = "#fdfcf9";
/// Most characters under an icon that no device cuts off.
const SHORT: usize = 12;

/// `GET /manifest.webmanifest`
pub(super) async fn answer(State(pages): State<Pages>, request: Request) -> Response {
    let now = pages.services.clock.now();
    let page = pages
        .cache
        .get("/manifest.webmanifest", now, || render(&pages));
    send(&*page.await, request.headers())
}

async fn render(pages: &Pages) -> Page {
    let since = pages.services.freshness.now();
    let begun = pages.services.clock.now();
    let (status, body, keys) = match pages.try_place().await {
        Ok(place) => (
            StatusCode::OK,
            written(&place).to_string(),
            vec!["site".to_owned()],
        ),
        Err(error) => {
            tracing::error!(%error, "the site's settings cannot be read: {error}");
            let status = StatusCode::SERVICE_UNAVAILABLE;
            (status, "{}".to_owned(), Vec::new())
        }
    };
    let times = (begun, Stamp::from_micros(i64::MAX));
    file(
        status,
        "application/manifest+json",
        body,
        keys,
        since,
        times,
    )
}

fn written(place: &Place) -> Value {
    let site = &place.site;
    let icon = |src: &str, sizes: &str, kind: &str, purpose: &str| json!({"src": src, "sizes": sizes, "type": kind, "purpose": purpose});
    let icons: Vec<Value> = match &site.logo {
        Some(logo) => [
            (Icon::Small, "any"),
            (Icon::Large, "any"),
            (Icon::Maskable, "maskable"),
        ]
        .map(|(own, purpose)| {
            let sizes = format!("{0}x{0}", own.side());
            icon(&address(logo, own), &sizes, "image/png", purpose)
        })
        .into(),
        None => vec![
            icon("/icon-192.png", "192x192", "image/png", "any"),
            icon("/icon-512.png", "512x512", "image/png", "any"),
            // Its letter stands within what no device cuts off.
            icon("/icon-512.png", "512x512", "image/png", "maskable"),
            icon("/favicon.svg", "any", "image/svg+xml", "any"),
        ],
    };
    let theme = place.accent.map(|accent| format!("#{}", accent.digits()));
    let words = text::offline(site.language);
    let mut manifest = json!({
        "id": "/",
        "name": site.name,
        "short_name": short(&site.name),
        "lang": site.language.tag(),
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "categories": ["news"],
        "background_color": PAPER,
        "theme_color": theme.as_deref().unwrap_or(PAPER),
        "icons": icons,
        "shortcuts": [{"name": words.saved, "url": "/saved"}],
    });
    if !site.tagline.is_empty() {
        manifest["description"] = site.tagline.as_str().into();
    }
    manifest
}

/// As many of a name's words as fit under an icon.
fn short(name: &str) -> &str {
    let ends = name.match_indices(' ').map(|(end, _)| end);
    let ends = ends.chain([name.len()]);
    let fits = |end: &usize| name[..*end].chars().count() <= SHORT;
    let end = ends.take_while(fits).last();
    end.map_or(name, |end| &name[..end])
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_long_name_is_cut_between_words() {
        assert_eq!(short("Warta"), "Warta");
        assert_eq!(short("Warta Nusantara"), "Warta");
        assert_eq!(short("Kabar Kota Tua"), "Kabar Kota");
        // One that cannot be cut is left to the device.
        assert_eq!(short("Bagaskarananta"), "Bagaskarananta");
    }
}
