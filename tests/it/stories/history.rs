//! Revisions and corrections.

use super::world::World;
use crate::on_both_databases;
use serde_json::{Value, json};
use warta::domain::article::Status;

on_both_databases! {
    async fn every_change_is_a_revision_that_can_be_read_and_restored(site: Site) {
        let world = World::new(site).await;
        let (site, api) = (&world.site, &world.author.api);
        let story = world.draft(&world.author.writer(), "Pertama", "Isi satu").await;
        let path = format!("/articles/{}", story.id);
        api.patch(site, &path, "\"1\"", json!({"headline": "Kedua", "body": {"markdown": "Isi dua"}})).await;
        api.post(site, &format!("{path}/publish"), json!({})).await;
        api.patch(site, &path, "\"3\"", json!({"headline": "Keempat"})).await;
        let list = api.get(site, &format!("{path}/revisions")).await.json();
        let items = list["items"].as_array().expect("items");
        let told: Vec<_> = items.iter().map(|r| (r["n"].as_i64(), r["headline"].as_str(), r["kind"].as_str())).collect();
        assert_eq!(told, [
            (Some(4), Some("Keempat"), Some("saved")),
            (Some(3), Some("Kedua"), Some("published")),
            (Some(2), Some("Kedua"), Some("saved")),
            (Some(1), Some("Pertama"), Some("saved")),
        ]);
        assert_eq!((&items[0]["by"], &items[0]["at"], &list["next"]), (&json!("penulis"), &json!("2024-11-20T12:30:00+07:00"), &Value::Null));
        let page = api.get(site, &format!("{path}/revisions?limit=3")).await.json();
        let next = page["next"].as_str().expect("more");
        let rest = api.get(site, &format!("{path}/revisions?limit=3&after={next}")).await.json();
        assert_eq!(rest["items"].as_array().map(Vec::len), Some(1));
        let first = api.get(site, &format!("{path}/revisions/1")).await.json();
        assert_eq!(first["document"]["content"][0]["content"][0]["text"], "Isi satu");
        for missing in ["5", "0", "x"] {
            assert_eq!(api.get(site, &format!("{path}/revisions/{missing}")).await.status, 404);
        }
        let restore = format!("{path}/revisions/1/restore");
        assert_eq!(api.call(site, "POST", &restore, Some("\"3\""), None).await.status, 412);
        let restored = api.call(site, "POST", &restore, Some("\"4\""), None).await;
        assert_eq!((restored.status.as_u16(), restored.header("etag")), (200, "\"5\""), "{}", restored.body);
        let restored = restored.json();
        assert_eq!((&restored["headline"], &restored["slug"], &restored["status"]), (&json!("Pertama"), &json!("kedua"), &json!("published")));
        let html = site.get("/articles/kedua").await.body;
        assert!(html.contains("Isi satu") && !html.contains("Isi dua"), "everyone reads it");
        assert_eq!(api.get(site, &format!("{path}/revisions/5")).await.json()["kind"], "restored");
    }

    async fn a_correction_changes_the_text_and_is_told(site: Site) {
        let world = World::new(site).await;
        let (site, api) = (&world.site, &world.author.api);
        let story = world.story_in(&world.author.writer(), Status::Published).await;
        let path = format!("/articles/{}", story.slug);
        let block = story.document.content[1].id().0.clone();
        site.clock.forward(std::time::Duration::from_secs(3600));
        let body = |block: &str, before: &str, after: &str, reason: &str| json!({"block": block, "before": before, "after": after, "reason": reason});
        let corrections = format!("{path}/corrections");
        let cases = [
            (body(&block, "Satu", "Dua", "x"), "/before"),
            (body("abcdefghijkl", "Dua", "Tiga", "x"), "/block"),
            (body(&block, "Dua", "Dua", "x"), "/after"),
            (body(&block, "", "Dua", "x"), "/before"),
            (body(&block, "Dua", "Tiga", " "), "/reason"),
        ];
        for (body, pointer) in cases {
            let answer = api.post(site, &corrections, body).await;
            assert_eq!((answer.status.as_u16(), answer.pointers()), (422, vec![pointer.to_owned()]), "{}", answer.body);
        }
        let stale = api.call(site, "POST", &corrections, Some("\"1\""), Some(body(&block, "Dua", "Tiga", "x"))).await;
        assert_eq!(stale.status, 412);
        let before = api.get(site, &format!("{path}/comments/events?since=0")).await.json();
        let last = before["last"].clone();
        let answer = api.post(site, &corrections, body(&block, "Dua", "Tiga", "Salah hitung")).await;
        assert_eq!((answer.status.as_u16(), answer.header("etag")), (201, "\"3\""), "{}", answer.body);
        let made = answer.json();
        assert_eq!((&made["block"], &made["before"], &made["after"], &made["reason"]), (&json!(block), &json!("Dua"), &json!("Tiga"), &json!("Salah hitung")));
        assert_eq!(made["at"], "2024-11-20T13:30:00+07:00");
        let html = site.get(&path).await.body;
        let text = html.replace("<!---->", "");
        let mark = format!("Tiga. <a class=\"corrected\" href=\"#koreksi-{}\">Dikoreksi 13:30</a></p>", made["id"].as_str().expect("an id"));
        assert!(text.contains(&mark) && !text.contains("Dua.</p>"), "the text is another one, and says so");
        assert!(text.contains("Salah hitung") && text.contains("<del>Dua</del>"), "the correction stands below it");
        let history = site.get(&format!("{path}/history")).await;
        assert_eq!(history.status, 200);
        assert!(history.body.contains("Salah hitung"));
        assert_eq!(site.get("/articles/tidak-ada/history").await.status, 404);
        let article = api.get(site, &path).await.json();
        assert_eq!(article["updated_at"], "2024-11-20T13:30:00+07:00");
        assert_eq!(article["body"]["document"]["content"][1]["attrs"]["id"], json!(block), "the block is the same");
        // Whoever has the page open hears of it.
        let delta = api.get(site, &format!("{path}/comments/events?since={last}")).await.json();
        let event = &delta["items"][0];
        assert_eq!((&event["event"], &event["data"]["version"]), (&json!("article.updated"), &json!(3)));
        assert_eq!(event["data"]["correction"]["reason"], "Salah hitung");
        assert_eq!(api.get(site, &format!("{path}/revisions/3")).await.json()["kind"], "corrected");
        let corrections = warta::service::writing::corrections(&site.services, story.id).await.expect("read");
        assert_eq!(corrections.len(), 1);
        // A plain change is told too, without a correction.
        api.patch(site, &path, "\"3\"", json!({"headline": "Judul lain"})).await;
        let delta = api.get(site, &format!("{path}/comments/events?since={last}")).await.json();
        assert_eq!(delta["items"][1]["data"], json!({"version": 4, "correction": null}));
    }
}
