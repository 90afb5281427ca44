//! Feeds, sitemaps, and what pages say of themselves to machines.

use crate::{on_both_databases, support::Site};
use axum::http::Method;
use serde_json::Value;
use warta::service::publishing;

const STORY: &str = "menlu-tiongkok-dan-rusia-bahas-hubungan-bilateral-di-rio-de-janeiro";

fn data(page: &str) -> Vec<Value> {
    let blocks = page.split("<script type=\"application/ld+json\">").skip(1);
    let one = |block: &str| {
        let text = block.split("</script>").next().unwrap_or_default();
        serde_json::from_str(text).expect("JSON")
    };
    blocks.map(one).collect()
}

fn parsed(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return,
            Ok(_) => {}
            Err(error) => panic!("{error} in {xml}"),
        }
    }
}

async fn json(site: &Site, path: &str) -> Value {
    let answer = site.get(path).await;
    assert_eq!(answer.status, 200, "{path}");
    serde_json::from_str(&answer.body).expect("JSON")
}

on_both_databases! {
    async fn a_feed_has_whole_stories_with_absolute_addresses(site: Site) {
        let site = site.with_demo().await;
        let feed = json(&site, "/feed.json").await;
        let items = feed["items"].as_array().expect("items");
        assert_eq!(items.len(), 30, "the newest 30");
        let first = &items[0];
        assert_eq!(first["url"], format!("http://warta.test/articles/{STORY}"));
        assert_eq!(first["date_published"], "2024-11-20T12:07:31+07:00");
        assert_eq!(first["language"], "id");
        let html = first["content_html"].as_str().expect("text");
        assert!(html.contains("Rio de Janeiro, Radio Bharata Online") && html.contains("<img src=\"http://warta.test/media/"), "{html}");
        for item in items {
            let html = item["content_html"].as_str().unwrap_or_default();
            assert!(!html.contains("=\"/") && !html.contains(", /media"), "{}", item["url"]);
        }
        for (path, kind) in [("/feed.xml", "application/rss+xml"), ("/atom.xml", "application/atom+xml"), ("/categories/international/feed.xml", "application/rss+xml")] {
            let answer = site.get(path).await;
            assert!(answer.header("content-type").starts_with(kind), "{path}");
            parsed(&answer.body);
            assert!(answer.body.contains("Menlu Tiongkok"), "{path}");
        }
        let rss = site.get("/feed.xml").await.body;
        assert!(rss.contains("<pubDate>Wed, 20 Nov 2024 12:07:31 +0700</pubDate>"), "{rss}");
        assert_eq!(site.get("/categories/tiada/feed.xml").await.status, 404);
        assert_eq!(site.get("/authors/tiada/atom.xml").await.status, 404);
    }

    async fn an_unchanged_feed_is_not_sent_again(site: Site) {
        let site = site.with_demo().await;
        let first = site.get("/feed.xml").await;
        let (tag, at) = (first.header("etag").to_owned(), first.header("last-modified").to_owned());
        assert!(tag.starts_with('"') && at.ends_with(" GMT"), "{tag} {at}");
        let again = site.send(Method::GET, "/feed.xml", &[("if-none-match", &tag)]).await;
        assert_eq!((again.status.as_u16(), again.body.as_str()), (304, ""));
        assert_eq!(site.send(Method::GET, "/feed.xml", &[("if-modified-since", &at)]).await.status, 304);
        assert_eq!(site.send(Method::GET, "/feed.xml", &[("if-none-match", "\"x\""), ("if-modified-since", &at)]).await.status, 200);
        let services = &site.services;
        let gone = publishing::withdraw(&services.store, &services.freshness, STORY, "Keliru").await;
        assert!(gone.expect("withdrawn"));
        let changed = site.send(Method::GET, "/feed.xml", &[("if-none-match", &tag)]).await;
        assert_eq!(changed.status, 200);
        assert!(!changed.body.contains(STORY), "at once");
    }

    async fn crawlers_find_every_public_page(site: Site) {
        let site = site.with_demo().await;
        let robots = site.get("/robots.txt").await.body;
        assert!(robots.contains("Sitemap: http://warta.test/sitemap.xml"));
        let index = site.get("/sitemap.xml").await;
        assert_eq!(index.header("content-type"), "application/xml; charset=utf-8");
        parsed(&index.body);
        let maps: Vec<&str> = index.body.split("<loc>http://warta.test").skip(1).filter_map(|rest| rest.split("</loc>").next()).collect();
        assert_eq!(maps, ["/sitemap/pages.xml", "/sitemap/stories-0.xml", "/sitemap-news.xml"]);
        let mut found = Vec::new();
        for map in maps {
            let body = site.get(map).await.body;
            parsed(&body);
            let paths = body.split("<loc>http://warta.test").skip(1).filter_map(|rest| rest.split("</loc>").next());
            found.extend(paths.map(str::to_owned));
        }
        for path in ["/", "/archive", "/archive/2024/11", "/categories/international", "/pages/redaksi"] {
            assert!(found.iter().any(|own| own == path), "{path}");
        }
        assert!(found.contains(&format!("/articles/{STORY}")));
        for path in &found {
            assert_eq!(site.get(path).await.status, 200, "{path}");
        }
        assert_eq!(site.get("/sitemap/stories-7.xml").await.status, 404);
        assert_eq!(site.get("/ads.txt").await.status, 404);
        assert_eq!(site.get("/.well-known/security.txt").await.status, 404);
    }

    async fn a_page_says_what_it_is(site: Site) {
        let site = site.with_demo().await;
        let page = site.get(&format!("/articles/{STORY}")).await;
        let blocks = data(&page.body);
        let story = &blocks[0];
        assert_eq!(story["@type"], "NewsArticle");
        assert_eq!(story["datePublished"], "2024-11-20T12:07:31+07:00");
        assert_eq!(story["articleSection"], "International");
        assert!(story["author"][0]["url"].as_str().is_some_and(|url| url.starts_with("http://warta.test/authors/")));
        assert!(story["image"][0]["url"].as_str().is_some_and(|url| url.starts_with("http://warta.test/media/")));
        assert_eq!(blocks[1]["itemListElement"][1]["item"], "http://warta.test/categories/international");
        assert!(page.body.contains("<meta property=\"og:type\" content=\"article\">"));
        assert!(page.body.contains("href=\"/categories/international/feed.xml\""));
        assert_eq!(data(&site.get("/").await.body)[0]["@type"], "WebSite");
        assert!(data(&site.get("/tiada").await.body).is_empty(), "what is not there says nothing");
        let policy = page.header("content-security-policy");
        let data = "<script type=\"application/ld+json\">";
        let run = page.body.replace(data, "").matches("<script").count();
        assert!(policy.matches("sha256-").count() <= run, "data is not named in the policy");
    }

    async fn other_sites_are_told_of_a_story_by_its_address(site: Site) {
        let site = site.with_demo().await;
        let page = site.get(&format!("/articles/{STORY}")).await;
        let tag = page.body.split("<link ").find(|tag| tag.contains("json+oembed")).expect("where to ask");
        let address = tag.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an address");
        let address = address.replace("&amp;", "&");
        let card = json(&site, &address).await;
        assert_eq!((card["version"].as_str(), card["type"].as_str()), (Some("1.0"), Some("rich")));
        assert!(card["title"].as_str().is_some_and(|title| title.contains("Menlu")));
        let html = card["html"].as_str().expect("HTML");
        assert!(html.starts_with("<blockquote lang=\"id\">") && html.contains(&format!("http://warta.test/articles/{STORY}")));
        assert!(card["thumbnail_url"].as_str().is_some_and(|url| url.starts_with("http://warta.test/media/")));
        for (query, status) in [
            ("", 400),
            ("?url=http%3A%2F%2Fwarta.test%2F", 404),
            ("?url=http%3A%2F%2Fwarta.test%2Farticles%2Ftidak-ada", 404),
            ("?url=https%3A%2F%2Flain.example%2Farticles%2Fx", 404),
            (&format!("?url=http%3A%2F%2Fwarta.test%2Farticles%2F{STORY}&format=xml"), 501),
        ] {
            assert_eq!(site.get(&format!("/oembed{query}")).await.status, status, "{query}");
        }
        publishing::withdraw(&site.services.store, &site.services.freshness, STORY, "uji").await.expect("withdrawn");
        assert_eq!(site.get(&address).await.status, 404, "what is gone is told to nobody");
    }

    async fn a_story_is_handed_on_by_plain_links(site: Site) {
        let site = site.with_demo().await;
        let page = site.get(&format!("/articles/{STORY}")).await;
        let links = page.between("id=\"bagikan\"", "</section>");
        for service in ["https://wa.me/?text=", "https://t.me/share/url?url=", "https://x.com/intent/post?url=", "https://www.facebook.com/sharer/sharer.php?u="] {
            assert!(links.contains(service), "{service}");
        }
        assert!(links.contains("http%3A%2F%2Fwarta%2Etest%2Farticles%2Fmenlu"));
    }
}
