//! Standing pages: made, written, moved and taken away in the newsroom.

use super::{
    desk::{parsed, signed_in},
    world::World,
};
use crate::{
    on_both_databases,
    support::{Answer, Client},
};
use serde_json::{Value, json};
use warta::{
    domain::{
        account::Role,
        document::{Block, Document},
    },
    service::standing_pages::MOST,
};

async fn act(world: &World, client: &mut Client, slug: &str, wish: Value) -> Answer {
    let call = json!({"slug": slug, "wish": wish}).to_string();
    client.ask(&world.site, "/api/standing/act", &call).await
}

fn save(seen: i64, title: &str, slug: &str, text: &str) -> Value {
    let document = json!({"type": "doc", "version": 1, "content": [{
        "type": "paragraph", "attrs": {"id": "aaaaaaaaaaaa"}, "content": [{"type": "text", "text": text}],
    }]});
    let read: Result<Document, _> = serde_json::from_value(document.clone());
    assert!(matches!(
        read.expect("a document").content[..],
        [Block::Paragraph { .. }]
    ));
    json!({"Save": {"seen": seen, "typed": {"title": title, "slug": slug, "document": document.to_string()}}})
}

async fn add(world: &World, client: &mut Client, title: &str) -> Answer {
    let fields = [("act", "add"), ("title", title)];
    client.post(&world.site, "/editor/pages", &fields).await
}

on_both_databases! {
    async fn a_page_is_written_and_moved(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        assert_eq!(add(&world, &mut editor, "Tentang kami").await.header("location"), "/editor/pages/tentang-kami");
        assert_eq!(add(&world, &mut editor, "Kontak").await.header("location"), "/editor/pages/kontak");
        let opened = parsed(&editor.get(&world.site, "/api/standing/open?slug=tentang-kami").await);
        assert_eq!((&opened["title"], &opened["version"]), (&json!("Tentang kami"), &json!(1)));
        let saved = parsed(&act(&world, &mut editor, "tentang-kami", save(1, "Tentang", "tentang", "Kami menulis <berita>.")).await);
        assert_eq!((&saved["Saved"]["slug"], &saved["Saved"]["version"]), (&json!("tentang"), &json!(2)));
        let page = world.site.get("/pages/tentang").await;
        assert!(page.body.contains("Kami menulis &lt;berita&gt;."), "{}", page.body);
        let old = world.site.get("/pages/tentang-kami").await;
        assert_eq!((old.status.as_u16(), old.header("location")), (301, "/pages/tentang"));
        let footer = |body: &str| (body.find("href=\"/pages/tentang\""), body.find("href=\"/pages/kontak\""));
        let (first, second) = footer(&world.site.get("/").await.body);
        assert!(first.is_some() && first < second, "in their order");
        let moved = editor.post(&world.site, "/editor/pages", &[("act", "down"), ("of", "tentang")]).await;
        assert_eq!(moved.header("location"), "/editor/pages?kept");
        let (first, second) = footer(&world.site.get("/").await.body);
        assert!(second < first, "at once");
        assert_eq!(parsed(&act(&world, &mut editor, "tentang", json!("Delete")).await), json!("Deleted"));
        assert_eq!(world.site.get("/pages/tentang").await.status, 404);
        assert!(!world.site.get("/").await.body.contains("/pages/tentang"));
    }

    async fn two_editors_do_not_overwrite_each_other(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        add(&world, &mut editor, "Kontak").await;
        let first = parsed(&act(&world, &mut editor, "kontak", save(1, "Kontak", "kontak", "Satu.")).await);
        assert_eq!(first["Saved"]["version"], 2);
        let late = parsed(&act(&world, &mut editor, "kontak", save(1, "Kontak", "kontak", "Dua.")).await);
        assert_eq!(late, json!({"Stale": 2}));
        assert!(world.site.get("/pages/kontak").await.body.contains("Satu."));
    }

    async fn what_cannot_be_is_refused_in_words(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        add(&world, &mut editor, "Kontak").await;
        add(&world, &mut editor, "Redaksi").await;
        let again = add(&world, &mut editor, "Kontak").await;
        assert!(again.status == 422 && again.body.contains("value=\"Kontak\""), "what was typed stays: {}", again.body);
        assert_eq!(add(&world, &mut editor, "  ").await.status, 422);
        for (title, slug, at) in [("", "kontak", "/title"), ("Kontak", "Tidak Boleh", "/slug"), ("Kontak", "redaksi", "/slug")] {
            let refused = parsed(&act(&world, &mut editor, "kontak", save(1, title, slug, "Satu.")).await);
            assert_eq!(refused["Refused"][0]["at"], at, "{title} {slug}");
        }
        let nonsense = json!({"Save": {"seen": 1, "typed": {"title": "Kontak", "slug": "kontak", "document": "{}"}}});
        assert!(parsed(&act(&world, &mut editor, "kontak", nonsense).await)["Refused"].is_array());
        assert_eq!(parsed(&editor.get(&world.site, "/api/standing/open?slug=kontak").await)["version"], 1);
        for n in 2..MOST {
            add(&world, &mut editor, &format!("Halaman {n}")).await;
        }
        assert_eq!(add(&world, &mut editor, "Satu lagi").await.status, 422, "a footer has an end");
    }

    async fn only_who_arranges_the_site_writes_its_pages(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        add(&world, &mut editor, "Kontak").await;
        for role in [Role::Reader, Role::Author, Role::Moderator] {
            let mut client = signed_in(&world, &format!("Orang {}", role.as_str()), role).await;
            assert_eq!(client.get(&world.site, "/editor/pages").await.status, 403, "{role:?}");
            assert_eq!(add(&world, &mut client, "Lain").await.status, 403, "{role:?}");
            assert_eq!(client.get(&world.site, "/api/standing/open?slug=kontak").await.status, 403, "{role:?}");
            assert_eq!(act(&world, &mut client, "kontak", json!("Delete")).await.status, 403, "{role:?}");
        }
        let mut nobody = Client::new();
        assert_eq!(act(&world, &mut nobody, "kontak", json!("Delete")).await.status, 401);
        assert_eq!(world.site.get("/pages/kontak").await.status, 200);
    }
}
