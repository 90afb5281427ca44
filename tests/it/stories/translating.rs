//! Stories that are translations of each other: who links which, what readers and machines are told,
//! and which pages become others by it.

use super::{
    desk::{ask, opened, parsed, signed_in},
    world::{Person, World},
};
use crate::{on_both_databases, support::Site};
use serde_json::{Value, json};
use warta::{
    domain::{
        account::Role,
        id::ArticleId,
        page::{Key, Walk},
    },
    store::{self, listing::Scope},
};

/// A draft in a language; answers with its slug.
async fn draft(site: &Site, who: &Person, headline: &str, language: &str) -> String {
    let body = json!({"headline": headline, "category": "alam", "language": language, "body": {"markdown": "Isi."}});
    let made = who.api.post(site, "/articles", body).await;
    assert_eq!(made.status, 201, "{}", made.body);
    made.json()["slug"].as_str().expect("a slug").to_owned()
}

async fn public(site: &Site, who: &Person, headline: &str, language: &str) -> String {
    let slug = draft(site, who, headline, language).await;
    publish(site, who, &slug).await;
    slug
}

async fn publish(site: &Site, who: &Person, slug: &str) {
    let done = who
        .api
        .post(site, &format!("/articles/{slug}/publish"), json!({}))
        .await;
    assert_eq!(done.status, 200, "{}", done.body);
}

/// Says what the translations of a story are; answers with the status and what is wrong.
async fn link(site: &Site, who: &Person, slug: &str, others: &[&str]) -> (u16, Vec<String>) {
    let path = format!("/articles/{slug}");
    let answer = who
        .api
        .patch(site, &path, "*", json!({"translations": others}))
        .await;
    let pointers = match answer.status.as_u16() {
        422 => answer.pointers(),
        _ => Vec::new(),
    };
    (answer.status.as_u16(), pointers)
}

fn slugs(story: &Value) -> Vec<&str> {
    let translations = story["translations"].as_array().expect("translations");
    translations
        .iter()
        .filter_map(|one| one["slug"].as_str())
        .collect()
}

/// What the translations of a story are to somebody.
async fn of(site: &Site, who: &Person, slug: &str) -> Vec<String> {
    let story = who.api.get(site, &format!("/articles/{slug}")).await.json();
    slugs(&story).into_iter().map(str::to_owned).collect()
}

fn hreflang(language: &str, slug: &str) -> String {
    format!("hreflang=\"{language}\" href=\"http://warta.test/articles/{slug}\"")
}

fn id_of(story: &Value) -> ArticleId {
    ArticleId(
        story["id"]
            .as_str()
            .and_then(|id| id.parse().ok())
            .expect("an id"),
    )
}

on_both_databases! {
    async fn what_is_public_names_its_public_translations(site: Site) {
        let world = World::new(site).await;
        let (site, editor, nobody) = (&world.site, &world.editor, crate::support::api::Api::default());
        let banjir = public(site, editor, "Banjir di pantai", "id").await;
        let flood = draft(site, editor, "Flood on the coast", "en").await;
        let path = |slug: &str| format!("/articles/{slug}");
        assert!(!site.get(&path(&banjir)).await.body.contains("hreflang"));
        assert!(!site.get("/sitemap/stories-0.xml").await.body.contains("xhtml:link"));

        // A draft is the newsroom's.
        assert_eq!(link(site, editor, &flood, &[&banjir]).await.0, 200);
        assert_eq!(of(site, editor, &banjir).await, std::slice::from_ref(&flood));
        assert_eq!(of(site, editor, &flood).await, std::slice::from_ref(&banjir));
        assert!(slugs(&nobody.get(site, &path(&banjir)).await.json()).is_empty());
        assert!(slugs(&nobody.get(site, "/articles").await.json()["items"][0]).is_empty());
        assert!(!site.get(&path(&banjir)).await.body.contains("hreflang"));

        // Public, they name each other and themselves.
        publish(site, editor, &flood).await;
        for slug in [&banjir, &flood] {
            let page = site.get(&path(slug)).await.body;
            for one in [hreflang("id", &banjir), hreflang("en", &flood), hreflang("x-default", &banjir)] {
                assert!(page.contains(&one), "{one} on {slug}: {page}");
            }
            let map = site.get("/sitemap/stories-0.xml").await.body;
            let entry = map.split("<url>").find(|entry| entry.contains(&format!("<loc>http://warta.test/articles/{slug}</loc>")));
            let entry = entry.expect("its entry");
            assert!(entry.contains(&hreflang("id", &banjir)) && entry.contains(&hreflang("en", &flood)), "{entry}");
        }
        let page = site.get(&path(&banjir)).await.body;
        assert!(page.contains("Baca dalam bahasa Inggris:") && page.contains("lang=\"en\"") && page.contains("Flood on the coast"), "{page}");
        assert!(page.contains("\"workTranslation\"") && !page.contains("\"translationOfWork\""));
        let page = site.get(&path(&flood)).await.body;
        assert!(page.contains("Baca dalam bahasa Indonesia:") && page.contains("\"translationOfWork\""), "{page}");
        let told = nobody.get(site, &path(&flood)).await.json();
        let one = &told["translations"][0];
        assert_eq!((&one["url"], &one["language"], &one["headline"]), (&json!("http://warta.test/articles/banjir-di-pantai"), &json!("id"), &json!("Banjir di pantai")));
        // Where it stands among stories of the site's language, its headline says its own.
        let list = site.get("/categories/alam").await.body;
        assert!(list.contains("<a href=\"/articles/flood-on-the-coast\" lang=\"en\""), "{list}");
        assert!(list.contains("<a href=\"/articles/banjir-di-pantai\">"), "{list}");
        assert!(site.get("/feed.xml").await.body.contains("<dc:language>en</dc:language>"));
        assert!(site.get("/search?q=flood").await.body.contains("lang=\"en\""));
    }

    async fn a_change_of_one_reaches_the_pages_of_the_others(site: Site) {
        let world = World::new(site).await;
        let World { site, editor, .. } = world;
        let (site, editor) = (&site.with_stories(120).await, &editor);
        // Far from each other and from the newest: neither page names the other for another reason.
        let walk = Walk::Before(Key::NEWEST);
        let all = store::listing::cards(&site.services.store, Scope::ALL, walk, 120).await.expect("stories");
        let (banjir, flood) = (all[100].slug.clone(), all[60].slug.clone());
        let path = format!("/articles/{flood}");
        let english = editor.api.patch(site, &path, "*", json!({"language": "en"})).await;
        assert_eq!(english.status, 200, "{}", english.body);
        let path = format!("/articles/{banjir}");
        // Each is loaded before, so that what is kept would show the past.
        let page = async || site.get(&path).await.body;
        let map = async || site.get("/sitemap/stories-0.xml").await.body;
        assert!(!page().await.contains("hreflang") && !map().await.contains("xhtml:link"));
        assert_eq!(link(site, editor, &flood, &[&banjir]).await.0, 200);
        assert!(page().await.contains(&hreflang("en", &flood)) && map().await.contains(&hreflang("en", &flood)));

        let other = format!("/articles/{flood}");
        let renamed = editor.api.patch(site, &other, "*", json!({"slug": "floods", "headline": "Floods everywhere"})).await;
        assert_eq!(renamed.status, 200, "{}", renamed.body);
        let now = page().await;
        assert!(now.contains(&hreflang("en", "floods")) && now.contains("Floods everywhere"), "{now}");
        assert!(map().await.contains(&hreflang("en", "floods")));

        let other = "/articles/floods";
        editor.api.post(site, &format!("{other}/unpublish"), json!({"reason": "Keliru"})).await;
        assert!(!page().await.contains("hreflang") && !map().await.contains("xhtml:link"));
        publish(site, editor, "floods").await;
        assert!(page().await.contains(&hreflang("en", "floods")));

        assert_eq!(editor.api.call(site, "DELETE", other, Some("*"), None).await.status, 204);
        assert!(!page().await.contains("hreflang") && !map().await.contains("xhtml:link"));
        assert!(of(site, editor, &banjir).await.is_empty());
    }

    async fn a_group_has_a_language_once(site: Site) {
        let world = World::new(site).await;
        let (site, editor) = (&world.site, &world.editor);
        let a = draft(site, editor, "Satu", "id").await;
        let b = draft(site, editor, "Dua", "id").await;
        let one = draft(site, editor, "One", "en").await;
        let two = draft(site, editor, "Two", "en").await;
        let een = draft(site, editor, "Een", "nl").await;
        let wrong = |pointer: &str| (422, vec![pointer.to_owned()]);
        assert_eq!(link(site, editor, &a, &[&b]).await, wrong("/translations/0"));
        assert_eq!(link(site, editor, &a, &[&a]).await, wrong("/translations/0"));
        assert_eq!(link(site, editor, &a, &[&one, &two]).await, wrong("/translations/1"));
        assert_eq!(link(site, editor, &a, &[&een, "tiada"]).await, wrong("/translations/1"));
        assert!(of(site, editor, &een).await.is_empty(), "nothing was written");

        // Whatever one is linked with, all are.
        assert_eq!(link(site, editor, &a, &[&one, &een]).await.0, 200);
        assert_eq!(of(site, editor, &een).await, [a.clone(), one.clone()]);
        // None may take a language that another one has.
        let path = format!("/articles/{een}");
        let changed = editor.api.patch(site, &path, "*", json!({"language": "EN"})).await;
        assert_eq!((changed.status.as_u16(), changed.pointers()), (422, vec!["/language".to_owned()]));
        // In one step with leaving it may.
        let changed = editor.api.patch(site, &path, "*", json!({"language": "en", "translations": [b]})).await;
        assert_eq!(changed.status, 200, "{}", changed.body);
        assert_eq!((of(site, editor, &een).await, of(site, editor, &a).await), (vec![b.clone()], vec![one.clone()]));
        // One that is linked elsewhere moves; what it leaves alone is alone.
        assert_eq!(link(site, editor, &b, &[&one]).await.0, 200);
        assert_eq!(of(site, editor, &one).await, std::slice::from_ref(&b));
        assert!(of(site, editor, &a).await.is_empty() && of(site, editor, &een).await.is_empty());
        assert_eq!(link(site, editor, &b, &[]).await.0, 200);
        assert!(of(site, editor, &one).await.is_empty());
        // Nothing of it is a new version of another story.
        assert_eq!(editor.api.get(site, &format!("/articles/{one}")).await.json()["version"], 1);
    }

    async fn nobody_changes_what_another_s_page_says(site: Site) {
        let world = World::new(site).await;
        let (site, author, editor) = (&world.site, &world.author, &world.editor);
        let own = draft(site, author, "Punya sendiri", "id").await;
        let theirs = public(site, editor, "The editor's", "en").await;
        let hidden = draft(site, editor, "Not to be seen", "nl").await;
        assert_eq!(link(site, author, &own, &[&theirs]).await.0, 403);
        assert_eq!(link(site, author, &own, &[&hidden]).await, (422, vec!["/translations/0".to_owned()]));
        // What an editor linked they see as far as it is theirs to read, and what they do not see stays.
        assert_eq!(link(site, editor, &own, &[&theirs, &hidden]).await.0, 200);
        assert_eq!(of(site, author, &own).await, std::slice::from_ref(&theirs));
        assert_eq!(link(site, author, &own, &[&theirs]).await.0, 200);
        assert_eq!(of(site, editor, &own).await, [theirs.clone(), hidden.clone()]);
        assert_eq!(link(site, author, &theirs, &[]).await.0, 403);
    }

    async fn an_editor_links_unlinks_and_begins_a_translation(site: Site) {
        let world = World::new(site).await;
        let site = &world.site;
        let mut desk = signed_in(&world, "Ratih", Role::Editor).await;
        let banjir = public(site, &world.author, "Banjir di pantai", "id").await;
        let flood = draft(site, &world.author, "Flood on the coast", "en").await;
        let read = async |slug: &str| world.editor.api.get(site, &format!("/articles/{slug}")).await.json();
        let (id, other) = (id_of(&read(&banjir).await), id_of(&read(&flood).await));

        let find = json!({"Find": {"words": "coast", "translation": true}});
        let found = parsed(&ask(&world, &mut desk, id, find).await);
        assert_eq!(found["Found"], json!([{"slug": flood, "name": "Flood on the coast (Inggris, draf)"}]));
        let find = json!({"Find": {"words": "", "translation": true}});
        assert_eq!(parsed(&ask(&world, &mut desk, other, find).await)["Found"][0]["slug"], json!(banjir));

        let linking = |slug: &str| json!({"Translations": {"Link": {"story": slug}}});
        let linked = parsed(&ask(&world, &mut desk, id, linking(&flood)).await);
        assert_eq!(linked["Story"]["translations"][0]["headline"], "Flood on the coast");
        // Its own language is taken.
        let second = draft(site, &world.author, "Another flood", "en").await;
        let refused = parsed(&ask(&world, &mut desk, id, linking(&second)).await);
        assert_eq!(refused["Refused"][0]["text"], "Terjemahan: Sudah ada terjemahan dalam bahasa ini: Inggris.");
        let refused = parsed(&ask(&world, &mut desk, other, linking(&second)).await);
        assert_eq!(refused["Refused"][0]["text"], "Terjemahan: Berita itu berbahasa sama dengan naskah ini.");
        // Two groups become one.
        let ramai = draft(site, &world.author, "Banjir rob", "jv").await;
        let vloed = draft(site, &world.author, "Vloed", "nl").await;
        assert_eq!(link(site, &world.editor, &ramai, &[&vloed]).await.0, 200);
        parsed(&ask(&world, &mut desk, id, linking(&vloed)).await);
        assert_eq!(of(site, &world.editor, &flood).await.len(), 3);
        let unlinking = json!({"Translations": {"Unlink": {"story": other}}});
        let unlinked = parsed(&ask(&world, &mut desk, id, unlinking).await);
        assert_eq!(unlinked["Story"]["translations"].as_array().map(Vec::len), Some(2), "{unlinked}");
        assert!(of(site, &world.editor, &flood).await.is_empty());

        let begin = |language: &str| json!({"Translations": {"Begin": {"language": language}}});
        let begun = parsed(&ask(&world, &mut desk, id, begin("en")).await);
        let address = begun["Address"].as_str().expect("an address");
        let new = ArticleId(address.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id"));
        let there = opened(&world, &mut desk, new).await;
        let typed = &there["typed"];
        assert_eq!((&typed["language"], &typed["headline"], &typed["category"]), (&json!("en"), &json!("Banjir di pantai"), &json!("alam")));
        assert_eq!((&there["status"], there["translations"].as_array().map(Vec::len)), (&json!("draft"), Some(3)));
        assert!(there["document"].as_str().is_some_and(|text| text.contains("Isi.")), "{there}");
        assert_eq!(typed["bylines"], opened(&world, &mut desk, id).await["typed"]["bylines"]);
        assert!(parsed(&ask(&world, &mut desk, id, begin("en")).await)["Refused"].is_array());
    }
}
