//! Categories and settings: through the API and on the newsroom's pages.

use super::{
    desk::signed_in,
    world::{Person, World},
};
use crate::{
    on_both_databases,
    support::{Answer, Client, Site},
};
use serde_json::{Value, json};
use warta::domain::{account::Role, article::Status};

fn slugs(answer: &Answer) -> Vec<String> {
    let items = answer.json()["items"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let slug = |item: &Value| item["slug"].as_str().unwrap_or_default().to_owned();
    items.iter().map(slug).collect()
}

async fn everybody(site: &Site) -> Vec<(Role, Person)> {
    let mut people = Vec::new();
    for role in Role::ALL {
        people.push((
            role,
            Person::new(site, &format!("orang-{}", role.as_str()), role).await,
        ));
    }
    people
}

on_both_databases! {
    async fn categories_are_added_moved_renamed_and_taken_away(site: Site) {
        let world = World::new(site).await;
        let (site, editor) = (&world.site, &world.editor.api);
        let made = editor.post(site, "/categories", json!({"name": "Ilmu Bumi", "description": "Batuan dan laut", "order": 1})).await;
        assert_eq!(made.status, 201, "{}", made.body);
        assert_eq!(made.json(), json!({"slug": "ilmu-bumi", "name": "Ilmu Bumi", "description": "Batuan dan laut", "order": 1}));
        let list = world.author.api.get(site, "/categories").await;
        assert_eq!(slugs(&list), ["ilmu-bumi", "alam", "sains"]);
        assert!(site.get("/").await.body.contains("href=\"/categories/ilmu-bumi\""), "every page shows it at once");
        let renamed = editor.call(site, "PATCH", "/categories/ilmu-bumi", None, Some(json!({"slug": "geologi", "name": "Geologi"}))).await;
        assert_eq!((renamed.status.as_u16(), renamed.json()["order"].clone()), (200, json!(1)));
        let old = site.get("/categories/ilmu-bumi").await;
        assert_eq!((old.status.as_u16(), old.header("location")), (301, "/categories/geologi"));
        assert_eq!(site.get("/categories/geologi").await.status, 200);
        // Back again: nothing leads in a circle.
        editor.call(site, "PATCH", "/categories/geologi", None, Some(json!({"slug": "ilmu-bumi"}))).await;
        assert_eq!(site.get("/categories/ilmu-bumi").await.status, 200);
        assert_eq!(site.get("/categories/geologi").await.header("location"), "/categories/ilmu-bumi");
        let moved = editor.call(site, "PATCH", "/categories/ilmu-bumi", None, Some(json!({"order": 99}))).await;
        assert_eq!(moved.json()["order"], 3);
        world.story_in(&world.author.writer(), Status::Draft).await;
        let used = editor.call(site, "DELETE", "/categories/alam", None, None).await;
        assert!(used.status == 409 && used.body.contains("1 stories"), "{}", used.body);
        assert_eq!(editor.call(site, "DELETE", "/categories/ilmu-bumi", None, None).await.status, 204);
        assert_eq!(editor.call(site, "DELETE", "/categories/ilmu-bumi", None, None).await.status, 404);
        assert_eq!(slugs(&world.author.api.get(site, "/categories").await), ["alam", "sains"]);
    }

    async fn what_is_no_category_is_refused_field_by_field(site: Site) {
        let world = World::new(site).await;
        let (site, editor) = (&world.site, &world.editor.api);
        let bad = editor.post(site, "/categories", json!({"name": " ", "slug": "Dua Kata", "description": "x".repeat(301), "warna": "merah"})).await;
        assert_eq!((bad.status.as_u16(), bad.pointers()), (422, vec!["/warna".to_owned()]));
        let bad = editor.post(site, "/categories", json!({"name": " ", "slug": "Dua Kata", "description": "x".repeat(301)})).await;
        assert_eq!((bad.status.as_u16(), bad.pointers()), (422, ["/name", "/description", "/slug"].map(str::to_owned).to_vec()));
        let taken = editor.post(site, "/categories", json!({"name": "Alam"})).await;
        assert_eq!((taken.status.as_u16(), taken.pointers()), (422, vec!["/slug".to_owned()]));
        let nameless = editor.post(site, "/categories", json!({})).await;
        assert_eq!(nameless.pointers(), ["/name"]);
    }

    async fn who_may_arrange_and_who_may_set(site: Site) {
        let world = World::new(site).await;
        let site = &world.site;
        for (role, person) in everybody(site).await {
            let arranges = matches!(role, Role::Editor | Role::Administrator);
            let sets = role == Role::Administrator;
            let name = format!("Kategori {}", role.as_str());
            let made = person.api.post(site, "/categories", json!({"name": name})).await;
            assert_eq!(made.status.as_u16(), if arranges { 201 } else { 403 }, "{role:?} makes");
            let read = person.api.get(site, "/settings").await;
            assert_eq!(read.status.as_u16(), if sets { 200 } else { 403 }, "{role:?} reads settings");
            let set = person.api.call(site, "PATCH", "/settings", None, Some(json!({"tagline": "Baru"}))).await;
            assert_eq!(set.status.as_u16(), if sets { 200 } else { 403 }, "{role:?} sets");
            let mut client = signed_in(&world, &format!("Peramban {}", role.as_str()), role).await;
            for (path, may) in [("/editor/categories", arranges), ("/editor/settings", sets)] {
                assert_eq!(client.get(site, path).await.status.as_u16(), if may { 200 } else { 403 }, "{role:?} {path}");
                let posted = client.post(site, path, &[("act", "add"), ("name", ""), ("zone", "Bulan")]).await;
                assert_eq!(posted.status.as_u16(), if may { 422 } else { 403 }, "{role:?} {path}");
            }
        }
        let nobody = crate::support::api::Api(None);
        assert_eq!(nobody.get(site, "/settings").await.status, 401);
        assert_eq!(nobody.get(site, "/categories").await.status, 200);
        assert_eq!(Client::new().get(site, "/editor/settings").await.header("location"), "/login?next=%2Feditor%2Fsettings");
    }

    async fn settings_are_changed_in_part_or_not_at_all(site: Site) {
        let world = World::new(site).await;
        let site = &world.site;
        let administrator = Person::new(site, "pengelola", Role::Administrator).await.api;
        let before = administrator.get(site, "/settings").await.json();
        assert_eq!((&before["language"], &before["zone"]), (&json!("id"), &json!("Asia/Jakarta")));
        let bad = json!({"name": "Kabar Pantai", "zone": "Bulan/Kawah", "comments.links": "banyak"});
        let bad = administrator.call(site, "PATCH", "/settings", None, Some(bad)).await;
        assert_eq!((bad.status.as_u16(), bad.pointers()), (422, ["/zone", "/comments.links"].map(str::to_owned).to_vec()));
        assert_eq!(administrator.get(site, "/settings").await.json(), before);
        assert!(!site.get("/").await.body.contains("Kabar Pantai"));
        let good = json!({"name": "Kabar Pantai", "zone": "Asia/Jayapura"});
        let good = administrator.call(site, "PATCH", "/settings", None, Some(good)).await;
        assert_eq!((good.status.as_u16(), good.json()["tagline"].clone()), (200, before["tagline"].clone()));
        let front = site.get("/").await;
        assert!(front.body.contains("Kabar Pantai"), "kept pages are drawn anew");
    }

    async fn a_refused_form_keeps_what_was_typed(site: Site) {
        let world = World::new(site).await;
        let mut client = signed_in(&world, "Ratih", Role::Administrator).await;
        let site = &world.site;
        let typed = [("act", "add"), ("name", "Olahraga Air"), ("slug", "Tidak Boleh"), ("description", "Renang & dayung</textarea><b>")];
        let refused = client.post(site, "/editor/categories", &typed).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("value=\"Olahraga Air\"") && refused.body.contains("Renang &amp; dayung&lt;/textarea>&lt;b>") && refused.body.contains("aria-invalid=\"true\""), "{}", refused.body);
        let added = client.post(site, "/editor/categories", &[("act", "add"), ("name", "Olahraga Air"), ("slug", ""), ("description", "")]).await;
        assert_eq!((added.status.as_u16(), added.header("location")), (303, "/editor/categories?kept"));
        assert_eq!(client.post(site, "/editor/categories", &[("act", "up"), ("of", "olahraga-air")]).await.status, 303);
        assert_eq!(slugs(&world.author.api.get(site, "/categories").await), ["alam", "olahraga-air", "sains"]);
        let in_use = world.story_in(&world.author.writer(), Status::Published).await;
        let kept = client.post(site, "/editor/categories", &[("act", "delete"), ("of", &in_use.category_slug)]).await;
        assert!(kept.status == 422 && kept.body.contains("Pindahkan dulu naskahnya"), "{}", kept.body);
        let wrong = client.post(site, "/editor/settings", &[("name", ""), ("zone", "Bulan"), ("tagline", "Pelan dan pasti")]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.body.contains("value=\"Bulan\"") && wrong.body.contains("value=\"Pelan dan pasti\"") && wrong.body.contains("Zona waktu ini tidak dikenal"), "{}", wrong.body);
        let set = client.post(site, "/editor/settings", &[("tagline", "Pelan dan pasti"), ("comments.words", "judi\r\nslot")]).await;
        assert_eq!(set.header("location"), "/editor/settings?kept");
        let page = client.get(site, "/editor/settings?kept").await;
        assert!(page.body.contains("judi\nslot") && page.body.contains("Tersimpan."), "{}", page.body);
    }
}
