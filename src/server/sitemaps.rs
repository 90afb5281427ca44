//! Sitemaps (<https://www.sitemaps.org/protocol.html>) with pictures
//! (<https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps>), and that
//! of the news of the last two days
//! (<https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap>).

use super::{
    answer::{file, send},
    cache::Page,
    pages::{self, Pages},
};
use crate::{
    context::Place,
    domain::{
        article::Status,
        id::ArticleId,
        listing::Month,
        media,
        stamp::Stamp,
        translation::{Member, by_default},
    },
    service::{error::ServiceError, reading, writing::SITEMAP_BLOCK, zone::Zone},
    store::{self, feed::PlaceRow, translation},
};
use axum::{
    Router,
    extract::{Request, State},
    http::StatusCode,
    response::Response,
    routing::get,
};
use quick_xml::escape::escape;
use std::{collections::BTreeMap, fmt::Write, rc::Rc};

const KIND: &str = "application/xml; charset=utf-8";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
/// News are those of the last two days, at most so many.
const NEWS: u32 = 1000;
const TWO_DAYS: i64 = 48 * 3_600 * 1_000_000;
/// How long the news are kept: they age by themselves.
const SHORT: i64 = 300 * 1_000_000;

pub(super) fn routes() -> Router<Pages> {
    Router::new()
        .route("/sitemap.xml", get(answer))
        .route("/sitemap-news.xml", get(answer))
        .route("/sitemap/{name}", get(answer))
}

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Map {
    Index,
    News,
    /// Everything but stories.
    Pages,
    /// Stories by their ids.
    Stories(i64),
}

impl Map {
    fn of(path: &str) -> Option<Map> {
        match path {
            "/sitemap.xml" => Some(Map::Index),
            "/sitemap-news.xml" => Some(Map::News),
            "/sitemap/pages.xml" => Some(Map::Pages),
            path => {
                let n = path.strip_prefix("/sitemap/stories-")?;
                let n = n.strip_suffix(".xml")?.parse::<u32>().ok()?;
                // One name each.
                (path == stories(i64::from(n))).then_some(Map::Stories(i64::from(n)))
            }
        }
    }

    /// What makes it stale.
    fn keys(self) -> Vec<String> {
        let own = match self {
            Map::Index => "archive".to_owned(),
            Map::News => "feed".to_owned(),
            Map::Pages => "site".to_owned(),
            Map::Stories(n) => format!("sitemap/{n}"),
        };
        let mut keys = vec!["lists".to_owned(), own];
        if self == Map::News || self == Map::Pages {
            keys.push("archive".to_owned());
        }
        // The site's language is that of readers of no language that is there.
        if matches!(self, Map::Stories(_)) {
            keys.push("site".to_owned());
        }
        keys
    }
}

fn stories(n: i64) -> String {
    format!("/sitemap/stories-{n}.xml")
}

async fn answer(State(pages): State<Pages>, request: Request) -> Response {
    let path = request.uri().path();
    let Some(map) = Map::of(path) else {
        return pages::failed(&pages, StatusCode::NOT_FOUND).await;
    };
    let now = pages.services.clock.now();
    let page = pages.cache.get(path, now, || render(&pages, map)).await;
    match page.status {
        StatusCode::NOT_FOUND => pages::failed(&pages, StatusCode::NOT_FOUND).await,
        _ => send(&page, request.headers()),
    }
}

async fn render(pages: &Pages, map: Map) -> Page {
    let since = pages.services.freshness.now();
    let begun = pages.services.clock.now();
    let place = pages.place().await;
    let expires = match map {
        Map::News => begun.micros().saturating_add(SHORT),
        Map::Index | Map::Pages | Map::Stories(_) => i64::MAX,
    };
    let (status, body) = match written(pages, &place, map, begun).await {
        Ok(Some(body)) => (StatusCode::OK, body),
        Ok(None) => (StatusCode::NOT_FOUND, String::new()),
        Err(error) => {
            tracing::error!(%error, "a sitemap could not be read: {error}");
            (StatusCode::SERVICE_UNAVAILABLE, String::new())
        }
    };
    let times = (begun, Stamp::from_micros(expires));
    file(status, KIND, body, map.keys(), since, times)
}

async fn written(
    pages: &Pages,
    place: &Place,
    map: Map,
    now: Stamp,
) -> Result<Option<String>, ServiceError> {
    let store = &pages.services.store;
    let base = &place.site.base_url;
    match map {
        Map::Index => {
            let mut paths = vec!["/sitemap/pages.xml".to_owned()];
            let last = store::feed::last_id(store).await?;
            for n in 0..=last / SITEMAP_BLOCK {
                let (from, to) = (n * SITEMAP_BLOCK, (n + 1) * SITEMAP_BLOCK);
                if store::feed::block_is_filled(store, from, to).await? {
                    paths.push(stories(n));
                }
            }
            paths.push("/sitemap-news.xml".to_owned());
            Ok(Some(index(base, &paths)))
        }
        Map::Pages => {
            let mut paths = vec!["/".to_owned(), "/archive".to_owned()];
            paths.extend(store::feed::other_paths(store).await?);
            let months = reading::months(store, &place.zone).await?;
            let path = |month: Month| format!("/archive/{:04}/{:02}", month.year, month.month);
            paths.extend(months.into_iter().map(path));
            Ok(Some(plain(base, &paths)))
        }
        Map::Stories(n) => {
            let (from, to) = (n * SITEMAP_BLOCK, (n + 1) * SITEMAP_BLOCK);
            let rows = store::feed::in_block(store, from, to).await?;
            let groups = groups(store::translation::of_block(store, from, to).await?);
            let language = place.site.language.tag();
            Ok((!rows.is_empty()).then(|| of_stories(base, &rows, &groups, language)))
        }
        Map::News => {
            let from = now.micros() - TWO_DAYS;
            let rows = store::feed::since(store, from, NEWS).await?;
            Ok(Some(of_news(base, &place.site.name, &rows)))
        }
    }
}

fn index(base: &str, paths: &[String]) -> String {
    let mut xml =
        format!("{HEAD}<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for path in paths {
        // Writing to memory does not fail.
        let _ = writeln!(xml, "<sitemap><loc>{}{path}</loc></sitemap>", escape(base));
    }
    xml.push_str("</sitemapindex>\n");
    xml
}

fn plain(base: &str, paths: &[String]) -> String {
    let mut xml = format!("{HEAD}<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for path in paths {
        let _ = writeln!(
            xml,
            "<url><loc>{}{}</loc></url>",
            escape(base),
            escape(path)
        );
    }
    xml.push_str("</urlset>\n");
    xml
}

fn utc(micros: i64) -> String {
    Zone::utc().moment(Stamp::from_micros(micros)).datetime()
}

/// The translations of a story, by its id: the whole group, itself included.
type Groups = BTreeMap<i64, Rc<Vec<Member>>>;

fn groups(rows: Vec<translation::PlaceRow>) -> Groups {
    let mut groups: BTreeMap<i64, BTreeMap<ArticleId, Member>> = BTreeMap::new();
    for row in rows {
        let member = Member {
            id: ArticleId(row.id),
            slug: row.slug,
            language: row.language,
            headline: String::new(),
            status: Status::Published,
        };
        let group = groups.entry(row.translation_group).or_default();
        group.insert(member.id, member);
    }
    let mut of = Groups::new();
    for group in groups.into_values().filter(|group| group.len() > 1) {
        let group: Rc<Vec<Member>> = Rc::new(group.into_values().collect());
        of.extend(group.iter().map(|member| (member.id.0, group.clone())));
    }
    of
}

/// The addresses of a story in every language
/// (<https://developers.google.com/search/docs/specialty/international/localized-versions>).
fn alternates(xml: &mut String, base: &str, group: &[Member], language: &str) {
    let default = by_default(group, language).map(|member| ("x-default", member));
    let all = group
        .iter()
        .map(|member| (member.language.as_str(), member));
    for (tag, member) in all.chain(default) {
        let _ = write!(
            xml,
            "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{base}/articles/{}\"/>",
            escape(tag),
            member.slug
        );
    }
}

/// `language` is the site's.
fn of_stories(base: &str, rows: &[PlaceRow], groups: &Groups, language: &str) -> String {
    let base = escape(base);
    let mut xml = format!(
        "{HEAD}<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
    );
    for row in rows {
        let changed = utc(row
            .updated_at
            .unwrap_or(row.published_at)
            .max(row.published_at));
        let slug = &row.slug;
        let _ = write!(
            xml,
            "<url><loc>{base}/articles/{slug}</loc><lastmod>{changed}</lastmod>"
        );
        if let Some(group) = groups.get(&row.id) {
            alternates(&mut xml, &base, group, language);
        }
        if let (Some(key), Some(width)) = (&row.media_key, row.width) {
            let width = media::widths(u32::try_from(width).unwrap_or(1));
            let width = width.last().copied().unwrap_or(1);
            let _ = write!(
                xml,
                "<image:image><image:loc>{base}/media/{}/{width}.jpg</image:loc></image:image>",
                escape(key)
            );
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

fn of_news(base: &str, site: &str, rows: &[PlaceRow]) -> String {
    let base = escape(base);
    let site = escape(super::feeds::printable(site)).into_owned();
    let mut xml = format!(
        "{HEAD}<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\n"
    );
    for row in rows {
        // ISO 639: the primary part of the story's tag.
        let language = row.language.split('-').next().unwrap_or("id");
        let _ = writeln!(
            xml,
            "<url><loc>{base}/articles/{}</loc><news:news><news:publication><news:name>{site}</news:name>\
             <news:language>{language}</news:language></news:publication><news:publication_date>{}</news:publication_date>\
             <news:title>{}</news:title></news:news></url>",
            row.slug,
            utc(row.published_at),
            escape(super::feeds::printable(&row.headline)),
        );
    }
    xml.push_str("</urlset>\n");
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_story_names_its_whole_group() {
        let row = |group: i64, id: i64, slug: &str, language: &str| translation::PlaceRow {
            translation_group: group,
            id,
            slug: slug.into(),
            language: language.into(),
        };
        let rows = vec![
            row(1, 7, "flood", "en"),
            row(1, 3, "banjir", "id"),
            row(1, 7, "flood", "en"),
            row(2, 5, "alone", "en"),
        ];
        let groups = groups(rows);
        assert_eq!(groups.keys().copied().collect::<Vec<_>>(), [3, 7]);
        let mut xml = String::new();
        alternates(&mut xml, "https://warta.test", &groups[&7], "id");
        let link = |tag: &str, slug: &str| {
            format!(
                "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"https://warta.test/articles/{slug}\"/>"
            )
        };
        let all = [
            link("id", "banjir"),
            link("en", "flood"),
            link("x-default", "banjir"),
        ];
        assert_eq!(xml, all.concat());
    }

    #[test]
    fn each_map_has_one_address() {
        assert_eq!(Map::of("/sitemap.xml"), Some(Map::Index));
        assert_eq!(Map::of("/sitemap/stories-0.xml"), Some(Map::Stories(0)));
        for path in [
            "/sitemap/stories-00.xml",
            "/sitemap/stories--1.xml",
            "/sitemap/a.xml",
        ] {
            assert_eq!(Map::of(path), None, "{path}");
        }
    }
}
