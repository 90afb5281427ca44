//! `/feed.xml`, `/atom.xml` and `/feed.json` of the site and of its lists, and what readers say.

mod atom;
mod comments;
mod json;
mod rss;

use super::{
    answer::{file, send},
    cache::Page,
    pages::{self, Pages},
    when::http_date,
};
use crate::{
    context::Place,
    domain::{
        document::Escaped, id::ArticleId, slug::Slug, stamp::Stamp, translation::same_language,
    },
    service::{
        error::ServiceError,
        feeds::{self, Entry, Feed, Of},
        settings,
        sharing::{Look, Subject},
    },
    store,
};
use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

/// The formats and their names: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1.
const FORMATS: [Format; 3] = [Format::Rss, Format::Atom, Format::Json];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Rss,
    Atom,
    Json,
}

impl Format {
    const fn name(self) -> &'static str {
        match self {
            Format::Rss => feeds::RSS,
            Format::Atom => feeds::ATOM,
            Format::Json => feeds::JSON,
        }
    }

    const fn kind(self) -> &'static str {
        match self {
            Format::Rss => "application/rss+xml; charset=utf-8",
            Format::Atom => "application/atom+xml; charset=utf-8",
            Format::Json => "application/feed+json; charset=utf-8",
        }
    }
}

pub(super) fn routes() -> Router<Pages> {
    let mut routes = Router::new()
        .route("/comments.xml", get(comments::answer))
        .route("/articles/{slug}/comments.xml", get(comments::answer));
    for format in FORMATS {
        let name = format.name();
        routes = routes.route(&format!("/{name}"), get(answer));
        for list in ["categories", "tags", "authors"] {
            routes = routes.route(&format!("/{list}/{{slug}}/{name}"), get(answer));
        }
    }
    routes
}

/// What an address of a feed names.
fn parse(path: &str) -> Option<(Of, Format)> {
    let (list, name) = path.rsplit_once('/')?;
    let format = FORMATS.into_iter().find(|format| format.name() == name)?;
    let of = match list.trim_start_matches('/').split_once('/') {
        None => Of::Site,
        Some((list, slug)) => {
            let slug = Slug::parse(slug).ok()?.to_string();
            match list {
                "categories" => Of::Category(slug),
                "tags" => Of::Tag(slug),
                _ => Of::Author(slug),
            }
        }
    };
    Some((of, format))
}

async fn answer(State(pages): State<Pages>, request: Request) -> Response {
    let path = request.uri().path();
    let Some((of, format)) = parse(path) else {
        return pages::failed(&pages, StatusCode::NOT_FOUND).await;
    };
    let now = pages.services.clock.now();
    let page = pages
        .cache
        .get(path, now, || render(&pages, &of, format))
        .await;
    if page.status != StatusCode::NOT_FOUND {
        return send(&page, request.headers());
    }
    // A list that has moved takes its feeds along.
    match store::article::redirect(&pages.services.store, &of.path()).await {
        Ok(Some(to)) if to.starts_with('/') => {
            let to = format!("{to}/{}", format.name());
            match HeaderValue::from_str(&to) {
                Ok(to) => (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, to)]).into_response(),
                Err(_) => pages::failed(&pages, StatusCode::NOT_FOUND).await,
            }
        }
        _ => pages::failed(&pages, StatusCode::NOT_FOUND).await,
    }
}

async fn render(pages: &Pages, of: &Of, format: Format) -> Page {
    let since = pages.services.freshness.now();
    let begun = pages.services.clock.now();
    let place = pages.place().await;
    let never = Stamp::from_micros(i64::MAX);
    let nothing = |status, keys| {
        let (kind, times) = (format.kind(), (begun, never));
        file(status, kind, String::new(), keys, since, times)
    };
    let written = match written(pages, &place, of, format).await {
        Ok(Some(written)) => written,
        Ok(None) => return nothing(StatusCode::NOT_FOUND, keys(of)),
        Err(error) => {
            tracing::error!(%error, "a feed could not be read: {error}");
            return nothing(StatusCode::SERVICE_UNAVAILABLE, Vec::new());
        }
    };
    let (kind, times) = (format.kind(), (begun, never));
    let mut page = file(
        StatusCode::OK,
        kind,
        written.body,
        written.keys,
        since,
        times,
    );
    if let Some(at) = http_date(written.updated) {
        page.headers.insert(header::LAST_MODIFIED, at);
    }
    if let Some(link) = written.link {
        page.headers.insert(header::LINK, link);
    }
    page
}

/// A feed as it is sent.
struct Written {
    body: String,
    keys: Vec<String>,
    updated: Stamp,
    /// Where its changes are told; `None` without a hub.
    link: Option<HeaderValue>,
}

/// The header by which a feed names its hub and itself (WebSub, 4).
fn links(out: &Out<'_>) -> Option<HeaderValue> {
    let own = out.absolute(&out.own);
    let links = format!("<{}>; rel=\"hub\", <{own}>; rel=\"self\"", out.hub);
    let header = HeaderValue::from_str(&links).ok();
    header.filter(|_| !out.hub.is_empty())
}

async fn written(
    pages: &Pages,
    place: &Place,
    of: &Of,
    format: Format,
) -> Result<Option<Written>, ServiceError> {
    let store = &pages.services.store;
    let Some(feed) = feeds::load(store, &place.site, &place.zone, of).await? else {
        return Ok(None);
    };
    let hub = settings::load(store).await?.announcing.hub;
    let mut keys = keys(of);
    keys.extend(feed.entries.iter().map(|e| format!("article/{}", e.slug)));
    let out = Out {
        base: &place.site.base_url,
        language: place.site.language.tag(),
        site: &place.site.name,
        own: of.feed(format.name()),
        hub: &hub,
        look: place.look(),
    };
    let body = match format {
        Format::Rss => rss::write(&feed, &out),
        Format::Atom => atom::write(&feed, &out),
        Format::Json => json::write(&feed, &out),
    };
    let link = links(&out);
    Ok(Some(Written {
        body,
        keys,
        updated: feed.updated,
        link,
    }))
}

/// What makes a feed stale: stories that come into it, besides those that are in it.
fn keys(of: &Of) -> Vec<String> {
    let own = match of {
        Of::Site => "feed".to_owned(),
        Of::Category(slug) => format!("category/{slug}"),
        Of::Tag(slug) => format!("tag/{slug}"),
        Of::Author(slug) => format!("author/{slug}"),
    };
    vec!["site".to_owned(), "lists".to_owned(), own]
}

/// What every format prints.
struct Out<'a> {
    /// Absolute address of the site, without a slash at its end.
    base: &'a str,
    /// BCP 47.
    language: &'static str,
    site: &'a str,
    /// Path of the feed itself.
    own: String,
    /// Address of the hub; empty for none.
    hub: &'a str,
    look: Look<'a>,
}

impl Out<'_> {
    fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Address of the picture that is drawn of a story without a banner.
    fn drawn(&self, entry: &Entry) -> Option<String> {
        let of = Subject {
            headline: &entry.headline,
            category: &entry.category.name,
            published: &entry.published,
        };
        let path = self.look.address(ArticleId(entry.id), of)?;
        Some(self.absolute(&path))
    }

    /// The language of a story that is not in the feed's own.
    fn other_language(&self, entry: &Entry) -> Option<String> {
        let other = !same_language(&entry.language, self.language);
        other.then(|| entry.language.clone())
    }

    fn story(&self, entry: &Entry) -> String {
        self.absolute(&format!("/articles/{}", entry.slug))
    }

    /// Stays when the story moves to another slug: a tag URI (RFC 4151) of the site's host and the
    /// day of publication.
    fn id(&self, entry: &Entry) -> String {
        let host = self.base.split("://").nth(1).unwrap_or(self.base);
        let host = host.split([':', '/']).next().unwrap_or(host);
        let at = &entry.day;
        format!(
            "tag:{host},{:04}-{:02}-{:02}:{}",
            at.year, at.month, at.day, entry.id
        )
    }

    /// The story's text with absolute addresses, its banner above it. What is printed is what our
    /// own code wrote: text in it has its quotes escaped, so that only attributes are found.
    fn html(&self, entry: &Entry) -> String {
        let mut html = String::new();
        if let Some(banner) = &entry.banner {
            let width = widest(banner, 1280);
            let height =
                u64::from(banner.height) * u64::from(width) / u64::from(banner.width.max(1));
            html.push_str(&format!(
                "<figure><img src=\"{}\" width=\"{width}\" height=\"{height}\" alt=\"{}\"><figcaption>{} {}</figcaption></figure>",
                banner.url(width, "jpg"),
                Escaped(&banner.alt),
                Escaped(&banner.caption),
                Escaped(&banner.credit),
            ));
        }
        html.push_str(&entry.html);
        let base = self.base;
        html.replace(" src=\"/", &format!(" src=\"{base}/"))
            .replace(" href=\"/", &format!(" href=\"{base}/"))
            .replace("srcset=\"/media/", &format!("srcset=\"{base}/media/"))
            .replace(", /media/", &format!(", {base}/media/"))
    }
}

/// The widest file of a picture that is no wider than this.
fn widest(picture: &crate::domain::media::Picture, most: u32) -> u32 {
    let widths = picture.widths();
    let fits = widths.iter().copied().filter(|width| *width <= most);
    fits.max().unwrap_or(picture.width)
}

/// Text without what XML 1.0 cannot hold.
pub(super) fn printable(text: &str) -> String {
    let allowed = |c: &char| {
        matches!(c, '\t' | '\n' | '\r')
            || (!c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    text.chars().filter(allowed).collect()
}

/// One line under a feed's item, where the story has no standfirst.
fn summary(entry: &Entry) -> String {
    match entry.standfirst.trim() {
        "" => entry.headline.clone(),
        said => said.to_owned(),
    }
}

/// When the newest of its entries changed (RFC 3339).
fn newest(feed: &Feed) -> String {
    let latest = feed.entries.iter().map(|entry| entry.updated.datetime());
    latest
        .max()
        .unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_feed() {
        assert_eq!(parse("/feed.xml"), Some((Of::Site, Format::Rss)));
        assert_eq!(
            parse("/tags/banjir-rob/feed.json"),
            Some((Of::Tag("banjir-rob".into()), Format::Json))
        );
        assert_eq!(parse("/tags/Tidak%20ada/feed.json"), None);
        assert_eq!(parse("/tags/a/feed.txt"), None);
    }

    #[test]
    fn xml_holds_no_control_characters() {
        assert_eq!(printable("a\u{0}\u{b}b\u{ffff}\tc"), "ab\tc");
    }
}
