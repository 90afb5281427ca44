//! What crawlers ask for first: `/robots.txt` (RFC 9309), `/ads.txt`
//! (<https://iabtechlab.com/ads-txt/>) and `/.well-known/security.txt` (RFC 9116).

use super::pages::{self, Pages};
use crate::{
    domain::site::{Crawlers, Settings},
    service::{settings, zone::Zone},
};
use axum::{
    Router,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use std::fmt::Write;

const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// Crawlers that collect texts for language models, as their makers name them in what they publish
/// about them (2026).
const AI: [&str; 13] = [
    "AI2Bot",
    "Amazonbot",
    "anthropic-ai",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "cohere-ai",
    "Google-Extended",
    "GPTBot",
    "meta-externalagent",
    "OAI-SearchBot",
    "PerplexityBot",
];

pub(super) fn routes() -> Router<Pages> {
    Router::new()
        .route("/robots.txt", get(robots))
        .route("/ads.txt", get(ads))
        .route("/.well-known/security.txt", get(security))
}

async fn told(pages: &Pages) -> Settings {
    let settings = settings::load(&pages.services.store).await;
    settings.unwrap_or_else(|error| {
        tracing::error!(%error, "the site's settings cannot be read: {error}");
        Settings::default()
    })
}

fn text(body: String) -> Response {
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    let headers = [
        (header::CACHE_CONTROL, AN_HOUR),
        (header::CONTENT_TYPE, kind),
    ];
    (headers, body).into_response()
}

async fn robots(State(pages): State<Pages>) -> Response {
    let crawlers = told(&pages).await.crawlers;
    text(robots_of(&crawlers, &pages.services.base_url))
}

fn robots_of(crawlers: &Crawlers, base: &str) -> String {
    let mut lines = String::new();
    if crawlers.refuse_ai {
        for name in AI {
            // Writing to memory does not fail.
            let _ = writeln!(lines, "User-agent: {name}");
        }
        lines.push_str("Disallow: /\n\n");
    }
    lines.push_str(
        "User-agent: *\nDisallow: /api/\nDisallow: /editor\nDisallow: /account\nDisallow: /login\nDisallow: /signup\n",
    );
    if !crawlers.robots.is_empty() {
        let _ = writeln!(lines, "{}", crawlers.robots);
    }
    let _ = write!(
        lines,
        "\nSitemap: {base}/sitemap.xml\nSitemap: {base}/sitemap-news.xml\n"
    );
    lines
}

async fn ads(State(pages): State<Pages>) -> Response {
    match told(&pages).await.crawlers.ads {
        said if said.is_empty() => pages::failed(&pages, StatusCode::NOT_FOUND).await,
        said => text(format!("{said}\n")),
    }
}

/// The file by which search engines know that a key is the site's (IndexNow); `None` for any other
/// path.
pub(super) async fn key(pages: &Pages, path: &str) -> Option<Response> {
    let name = path.strip_prefix('/')?.strip_suffix(".txt")?;
    let key = told(pages).await.announcing.key;
    (!key.is_empty() && name == key).then(|| text(key))
}

async fn security(State(pages): State<Pages>) -> Response {
    let settings = told(&pages).await;
    if settings.crawlers.security.is_empty() {
        return pages::failed(&pages, StatusCode::NOT_FOUND).await;
    }
    // Less than a year ahead (2.5.5), and the same for a whole month.
    let now = Zone::utc().moment(pages.services.clock.now());
    let (year, month) = match now.month {
        1..=6 => (now.year, now.month + 6),
        month => (now.year + 1, month - 6),
    };
    text(format!(
        "Contact: {}\nExpires: {year:04}-{month:02}-01T00:00:00Z\nPreferred-Languages: {}\nCanonical: {}/.well-known/security.txt\n",
        settings.crawlers.security,
        settings.language.tag(),
        pages.services.base_url,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_are_asked_to_stay_away_before_everyone_is_let_in() {
        let open = robots_of(&Crawlers::default(), "https://warta.test");
        assert!(
            !open.contains("GPTBot") && open.contains("Sitemap: https://warta.test/sitemap.xml")
        );
        let crawlers = Crawlers {
            refuse_ai: true,
            robots: "Disallow: /arsip".into(),
            ..Crawlers::default()
        };
        let closed = robots_of(&crawlers, "https://warta.test");
        let (first, rest) = closed.split_once("\n\n").expect("two groups");
        assert!(first.ends_with("Disallow: /") && first.contains("GPTBot"));
        assert!(rest.starts_with("User-agent: *") && rest.contains("Disallow: /arsip"));
    }
}
