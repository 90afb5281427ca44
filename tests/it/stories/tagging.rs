//! Tags, merged categories and redirects: through the API and on the newsroom's pages.

use super::{desk::signed_in, world::World};
use crate::on_both_databases;
use serde_json::json;
use warta::{
    domain::{account::Role, article::Status},
    service::writing::{self, Patch, Seen, Text},
    store::story::Story,
};

/// A public story with these tags.
async fn tagged(world: &World, headline: &str, tags: &[&str]) -> Story {
    let (services, writer) = (&world.site.services, world.editor.writer());
    let draft = world.draft(&writer, headline, "Satu.").await;
    let patch = Patch {
        tags: Some(tags.iter().map(|tag| (*tag).to_owned()).collect()),
        ..Patch::default()
    };
    let changed = writing::update(services, &writer, draft.id, Seen::any(), patch).await;
    changed.unwrap_or_else(|error| panic!("{headline}: {error}"));
    let made = writing::publish(services, &writer, draft.id, Seen::any(), Text::Story).await;
    made.unwrap_or_else(|error| panic!("{headline}: {error}"))
}

on_both_databases! {
    async fn tags_are_renamed_merged_and_deleted(site: Site) {
        let world = World::new(site).await;
        let (site, editor) = (&world.site, &world.editor.api);
        let both = tagged(&world, "Air naik", &["Banjir", "Bah"]).await;
        tagged(&world, "Hujan lebat", &["Bah", "Hujan"]).await;
        let list = editor.get(site, "/tags?limit=2").await;
        assert_eq!(list.json()["items"], json!([{"slug": "bah", "name": "Bah", "description": ""}, {"slug": "banjir", "name": "Banjir", "description": ""}]));
        assert_eq!(list.json()["next"], "banjir");
        assert_eq!(editor.get(site, "/tags?limit=2&after=banjir").await.json()["items"][0]["slug"], "hujan");
        assert!(site.get("/tags/banjir").await.body.contains("Air naik"));
        let renamed = editor.call(site, "PATCH", "/tags/banjir", None, Some(json!({"slug": "banjir-rob", "name": "Banjir rob"}))).await;
        assert_eq!((renamed.status.as_u16(), renamed.json()["name"].clone()), (200, json!("Banjir rob")));
        let old = site.get("/tags/banjir").await;
        assert_eq!((old.status.as_u16(), old.header("location")), (301, "/tags/banjir-rob"));
        assert!(site.get(&format!("/articles/{}", both.slug)).await.body.contains("Banjir rob"), "stories name it at once");
        let mut client = signed_in(&world, "Ratih", Role::Editor).await;
        let unknown = client.post(site, "/editor/tags", &[("act", "merge"), ("of", "bah"), ("into", "Tiada & entah")]).await;
        assert!(unknown.status == 422 && unknown.body.contains("value=\"Tiada &amp; entah\""), "{}", unknown.body);
        let merged = client.post(site, "/editor/tags", &[("act", "merge"), ("of", "bah"), ("into", "banjir rob")]).await;
        assert_eq!(merged.header("location"), "/editor/tags?kept");
        let page = site.get("/tags/banjir-rob").await.body;
        assert!(page.contains("Air naik") && page.contains("Hujan lebat"));
        assert_eq!(site.get("/tags/bah").await.header("location"), "/tags/banjir-rob");
        let tags = editor.get(site, &format!("/articles/{}", both.slug)).await.json()["tags"].clone();
        assert_eq!(tags, json!([{"slug": "banjir-rob", "name": "Banjir rob"}]), "once");
        assert_eq!(editor.call(site, "DELETE", "/tags/banjir-rob", None, None).await.status, 204);
        assert_eq!(site.get("/tags/banjir-rob").await.status, 404);
        assert!(!site.get(&format!("/articles/{}", both.slug)).await.body.contains("Banjir rob"));
        editor.post(site, "/tags", json!({"name": "Sepi"})).await;
        assert!(client.get(site, "/editor/tags?list=unused").await.body.contains("Sepi"));
        assert_eq!(client.post(site, "/editor/tags", &[("act", "clear")]).await.status, 303);
        assert_eq!(editor.get(site, "/tags").await.json()["items"].as_array().map(Vec::len), Some(1));
    }

    async fn a_category_goes_into_another(site: Site) {
        let world = World::new(site).await;
        let (site, editor) = (&world.site, &world.editor.api);
        let story = world.story_in(&world.author.writer(), Status::Published).await;
        let mut client = signed_in(&world, "Ratih", Role::Editor).await;
        for into in ["alam", "tiada", ""] {
            assert_eq!(client.post(site, "/editor/categories", &[("act", "merge"), ("of", "alam"), ("into", into)]).await.status, 422, "{into}");
        }
        assert_eq!(client.post(site, "/editor/categories", &[("act", "merge"), ("of", "alam"), ("into", "sains")]).await.status, 303);
        assert!(site.get("/categories/sains").await.body.contains("Banjir di pantai"));
        let old = site.get("/categories/alam").await;
        assert_eq!((old.status.as_u16(), old.header("location")), (301, "/categories/sains"));
        let told = editor.get(site, &format!("/articles/{}", story.slug)).await.json();
        assert_eq!((&told["category"]["slug"], &told["version"]), (&json!("sains"), &json!(story.version)));
    }

    async fn addresses_lead_elsewhere(site: Site) {
        let world = World::new(site).await;
        let (site, editor) = (&world.site, &world.editor.api);
        let made = editor.post(site, "/redirects", json!({"from": "/2019/05/lama/", "to": "/archive"})).await;
        assert_eq!((made.status.as_u16(), made.json()), (201, json!({"from": "/2019/05/lama/", "to": "/archive"})));
        let there = site.get("/2019/05/lama/").await;
        assert_eq!((there.status.as_u16(), there.header("location")), (301, "/archive"));
        // What leads to it leads on in one step; nothing leads in a circle.
        editor.post(site, "/redirects", json!({"from": "/tua", "to": "/2019/05/lama/"})).await;
        assert_eq!(site.get("/tua").await.header("location"), "/archive");
        for (from, to, pointer) in [
            ("/articles/x", "/", "/from"), ("tua", "/", "/from"), ("/a b", "/", "/from"), ("/baru", "//jahat.example", "/to"),
            ("/baru", "javascript:1", "/to"), ("/baru", "/baru", "/to"),
        ] {
            let refused = editor.post(site, "/redirects", json!({"from": from, "to": to})).await;
            assert_eq!((refused.status.as_u16(), refused.pointers()), (422, vec![pointer.to_owned()]), "{from} {to}");
        }
        let mut client = signed_in(&world, "Ratih", Role::Editor).await;
        let refused = client.post(site, "/editor/redirects", &[("act", "add"), ("from", "/toko"), ("to", "http://x.example")]).await;
        assert!(refused.status == 422 && refused.body.contains("value=\"/toko\"") && refused.body.contains("value=\"http://x.example\""), "{}", refused.body);
        assert_eq!(client.post(site, "/editor/redirects", &[("act", "add"), ("from", "/toko"), ("to", "https://x.example/")]).await.status, 303);
        assert!(client.get(site, "/editor/redirects?q=toko").await.body.contains("https://x.example/"));
        assert_eq!(editor.call(site, "DELETE", "/redirects?from=/toko", None, None).await.status, 204);
        assert_eq!(editor.call(site, "DELETE", "/redirects?from=/toko", None, None).await.status, 404);
        assert_eq!(site.get("/toko").await.status, 404);
        let mut author = signed_in(&world, "Sari", Role::Author).await;
        for path in ["/editor/tags", "/editor/redirects"] {
            assert_eq!(author.get(site, path).await.status, 403, "{path}");
        }
        assert_eq!(world.author.api.get(site, "/redirects").await.status, 403);
    }
}
