//! The picture under which a story without a banner is shared.

use super::world::World;
use crate::{on_both_databases, support::Site};
use axum::{body::Body, http::Request};
use image::{ImageFormat, RgbImage};
use serde_json::{Value, json};
use tower::ServiceExt;
use warta::domain::article::Status;

/// What follows a mark on a page, to the next quotation mark.
fn after<'a>(page: &'a str, mark: &str) -> &'a str {
    let rest = page.split(mark).nth(1);
    let rest = rest.unwrap_or_else(|| panic!("{mark} is not in the page"));
    rest.split('"').next().unwrap_or_default()
}

/// The path of the picture that a story's page names.
async fn named(site: &Site, slug: &str) -> String {
    let page = site.get(&format!("/articles/{slug}")).await.body;
    let url = after(&page, "property=\"og:image\" content=\"");
    let path = url
        .strip_prefix("http://warta.test")
        .expect("an address of this site");
    path.to_owned()
}

async fn picture(site: &Site, path: &str) -> RgbImage {
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let answer = site
        .router
        .clone()
        .oneshot(request)
        .await
        .expect("an answer");
    assert_eq!(answer.status(), 200, "{path}");
    let bytes = axum::body::to_bytes(answer.into_body(), usize::MAX)
        .await
        .expect("a body");
    let read = image::load_from_memory_with_format(&bytes, ImageFormat::Png);
    read.expect("a PNG").into_rgb8()
}

on_both_databases! {
    async fn a_story_without_a_banner_is_shared_with_a_picture_of_its_own(site: Site) {
        let world = World::new(site).await;
        let site = &world.site;
        let story = world.story_in(&world.author.writer(), Status::Published).await;
        let path = named(site, &story.slug).await;
        assert!(path.starts_with(&format!("/share/{}-", story.id)), "{path}");
        let url = format!("http://warta.test{path}");

        let page = site.get(&format!("/articles/{}", story.slug)).await.body;
        for (name, value) in [("type", "image/png"), ("width", "1200"), ("height", "630"), ("alt", "Banjir di pantai")] {
            assert_eq!(after(&page, &format!("property=\"og:image:{name}\" content=\"")), value, "{name}");
        }
        assert!(page.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"));
        let data = page.split("<script type=\"application/ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next());
        let data: Value = serde_json::from_str(data.expect("data")).expect("JSON");
        assert_eq!(data["image"], json!({"@type": "ImageObject", "url": url, "width": 1200, "height": 630}));

        let answer = site.get(&path).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "image/png"));
        assert!(answer.header("cache-control").contains("immutable"));
        let tag = [("if-none-match", answer.header("etag"))];
        assert_eq!(site.send(axum::http::Method::GET, &path, &tag).await.status, 304);
        assert_eq!(picture(site, &path).await.dimensions(), (1200, 630));

        let card = site.get(&format!("/oembed?url=http://warta.test/articles/{}", story.slug)).await;
        let card: Value = serde_json::from_str(&card.body).expect("JSON");
        assert_eq!((&card["thumbnail_url"], &card["thumbnail_width"], &card["thumbnail_height"]), (&json!(url), &json!(1200), &json!(630)));
        let feed: Value = serde_json::from_str(&site.get("/feed.json").await.body).expect("JSON");
        assert_eq!(feed["items"][0]["image"], url);
        assert!(site.get("/feed.xml").await.body.contains(&format!("<media:content height=\"630\" medium=\"image\" type=\"image/png\" url=\"{url}\" width=\"1200\"")));
    }

    async fn what_is_seen_on_it_changes_its_address(site: Site) {
        let world = World::new(site).await;
        let (site, api) = (&world.site, &world.author.api);
        let story = world.story_in(&world.author.writer(), Status::Published).await;
        let first = named(site, &story.slug).await;
        let mut former = vec![first];
        for headline in ["Banjir di pantai surut", "Banjir <b>besar</b> & \"rob\" di pantai"] {
            let answer = api.patch(site, &format!("/articles/{}", story.slug), "*", json!({"headline": headline})).await;
            assert_eq!(answer.status, 200, "{}", answer.body);
            let slug = answer.json()["slug"].as_str().expect("a slug").to_owned();
            let now = named(site, &slug).await;
            assert!(!former.contains(&now), "{now}");
            for one in &former {
                let answer = site.get(one).await;
                assert_eq!((answer.status.as_u16(), answer.header("location")), (302, now.as_str()), "{one}");
                assert!(!answer.header("cache-control").contains("immutable"));
            }
            assert_eq!(picture(site, &now).await.dimensions(), (1200, 630));
            former.push(now);
        }
    }

    async fn nothing_is_drawn_of_what_is_not_public(site: Site) {
        let world = World::new(site).await;
        let site = &world.site;
        let writer = world.author.writer();
        let public = world.story_in(&writer, Status::Published).await;
        let path = named(site, &public.slug).await;
        let (_, hash) = path.split_once('-').expect("a hash");
        for status in [Status::Draft, Status::Scheduled, Status::Unpublished] {
            let story = world.story_in(&writer, status).await;
            let answer = site.get(&format!("/share/{}-{hash}", story.id)).await;
            assert_eq!(answer.status, 404, "{status:?}");
        }
        for unknown in [&format!("/share/999999-{hash}"), "/share/x.png", "/share/1.png", "/share/1-1.png"] {
            assert_eq!(site.get(unknown).await.status, 404, "{unknown}");
        }
    }

    async fn a_headline_that_the_type_cannot_set_has_the_sites_own_picture(site: Site) {
        let world = World::new(site).await;
        let (site, api) = (&world.site, &world.author.api);
        let story = world.story_in(&world.author.writer(), Status::Published).await;
        let path = named(site, &story.slug).await;
        for headline in ["أمطار غزيرة في جاكرتا", "雅加达暴雨"] {
            let change = json!({"headline": headline});
            let answer = api.patch(site, &format!("/articles/{}", story.slug), "*", change).await;
            assert_eq!(answer.status, 200, "{}", answer.body);
            assert_eq!(named(site, &story.slug).await, "/og-default.png");
            assert_eq!(site.get(&path).await.status, 404, "the former address");
        }
        let emoji = json!({"headline": "Banjir di pantai \u{1f30a}"});
        assert_eq!(api.patch(site, &format!("/articles/{}", story.slug), "*", emoji).await.status, 200);
        assert_eq!(named(site, &story.slug).await, path, "drawn without it");
    }
}
