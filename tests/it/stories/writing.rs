//! Making and changing stories through the API.

use super::world::World;
use crate::on_both_databases;
use serde_json::{Value, json};
use warta::domain::article::Status;

fn ids(article: &Value) -> Vec<String> {
    let blocks = article["body"]["document"]["content"].as_array();
    let id = |block: &Value| block["attrs"]["id"].as_str().unwrap_or_default().to_owned();
    blocks.into_iter().flatten().map(id).collect()
}

on_both_databases! {
    async fn a_draft_is_made_in_the_shape_that_is_promised(site: Site) {
        let world = World::new(site).await;
        let (site, api) = (&world.site, &world.author.api);
        let answer = api.post(site, "/articles", json!({
            "headline": "  Banjir di\n pantai ", "standfirst": "Tiga desa", "category": "alam", "tags": ["Banjir", "banjir", "Cuaca"],
            "dateline": "Demak", "body": {"markdown": "Satu **dua**.\n\n- a\n- b"},
        })).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        assert_eq!((answer.header("etag"), answer.header("location")), ("\"1\"", "/api/v1/articles/banjir-di-pantai"));
        let article = answer.json();
        assert_eq!(article["headline"], "Banjir di pantai");
        assert_eq!((&article["status"], &article["slug"], &article["language"]), (&json!("draft"), &json!("banjir-di-pantai"), &json!("id")));
        assert_eq!(article["category"], json!({"slug": "alam", "name": "alam"}));
        assert_eq!(article["tags"], json!([{"slug": "banjir", "name": "Banjir"}, {"slug": "cuaca", "name": "Cuaca"}]));
        assert_eq!(article["bylines"][0]["slug"], "penulis");
        assert_eq!((&article["published_at"], &article["banner"]), (&Value::Null, &Value::Null));
        assert!(article["id"].is_string() && article["version"] == 1);
        let html = article["body"]["html"].as_str().expect("HTML");
        assert!(html.contains("Satu <strong>dua</strong>.</p><ul"), "{html}");
        assert_eq!(api.get(site, &format!("/articles/{}", article["id"].as_str().expect("an id"))).await.json(), article, "by its id too");
        assert_eq!(site.get("/articles/banjir-di-pantai").await.status, 404, "and nobody else sees it");
    }

    async fn what_cannot_be_taken_is_told_field_by_field(site: Site) {
        let world = World::new(site).await;
        let (site, api) = (&world.site, &world.author.api);
        let good = json!({"headline": "Judul", "category": "alam", "body": {"markdown": "Isi"}});
        let cases: [(Value, &[&str]); 16] = [
            (json!({"headline": null, "category": null, "body": null}), &["/headline", "/category", "/body"]),
            (json!({"headline": " \u{7}"}), &["/headline"]),
            (json!({"headline": "x".repeat(301)}), &["/headline"]),
            (json!({"headline": 1, "sub": 2}), &["/headline", "/sub"]),
            (json!({"category": "tidak-ada"}), &["/category"]),
            (json!({"slug": "Bukan Slug"}), &["/slug"]),
            (json!({"slug": "2024"}), &["/slug"]),
            (json!({"language": "bahasa indonesia"}), &["/language"]),
            (json!({"banner": "999"}), &["/banner"]),
            (json!({"tags": ["baik", "…"]}), &["/tags/1"]),
            (json!({"bylines": ["tidak@ada.id"]}), &["/bylines/0"]),
            (json!({"body": {"markdown": "a", "html": "b"}}), &["/body"]),
            (json!({"body": {"text": "a"}}), &["/body"]),
            (json!({"body": "a"}), &["/body"]),
            (json!({"body": {"document": {"type": "doc", "content": [{"type": "marquee"}]}}}), &["/body/document"]),
            (json!({"body": {"markdown": "> ".repeat(40) + "x"}}), &["/body/markdown"]),
        ];
        for (change, pointers) in cases {
            let mut body = good.clone();
            for (name, value) in change.as_object().expect("an object") {
                body[name] = value.clone();
            }
            let answer = api.post(site, "/articles", body).await;
            assert_eq!((answer.status.as_u16(), answer.pointers()), (422, pointers.iter().map(|p| (*p).to_owned()).collect()), "{change}: {}", answer.body);
        }
        let listed = world.editor.api.get(site, "/articles?status=draft").await;
        assert_eq!(listed.json()["items"], json!([]), "nothing was made");
    }

    async fn a_change_needs_the_version_that_was_read(site: Site) {
        let world = World::new(site).await;
        let (site, api) = (&world.site, &world.author.api);
        let story = world.draft(&world.author.writer(), "Judul", "Isi").await;
        let path = format!("/articles/{}", story.slug);
        let body = || Some(json!({"standfirst": "Baru"}));
        assert_eq!(api.call(site, "PATCH", &path, None, body()).await.status, 428);
        assert_eq!(api.call(site, "DELETE", &path, None, None).await.status, 428);
        assert_eq!(api.call(site, "POST", &format!("{path}/revisions/1/restore"), None, None).await.status, 428);
        for stale in ["\"0\"", "W/\"1\"", "\"2\"", "1"] {
            let answer = api.call(site, "PATCH", &path, Some(stale), body()).await;
            assert_eq!((answer.status.as_u16(), answer.header("etag")), (412, "\"1\""), "{stale}");
        }
        let done = api.call(site, "PATCH", &path, Some("\"1\""), body()).await;
        assert_eq!((done.status.as_u16(), done.header("etag")), (200, "\"2\""), "{}", done.body);
        assert_eq!(api.call(site, "POST", &format!("{path}/publish"), Some("\"1\""), None).await.status, 412);
        let same = api.call(site, "PATCH", &path, Some("\"2\""), body()).await;
        assert_eq!((same.status.as_u16(), same.header("etag")), (200, "\"2\""), "what changes nothing is no version");
        let emptied = api.call(site, "PATCH", &path, Some("*"), Some(json!({"standfirst": null}))).await;
        assert_eq!((emptied.status.as_u16(), emptied.json()["standfirst"].clone()), (200, json!("")));
        assert_eq!(api.call(site, "DELETE", &path, Some("\"3\""), None).await.status, 204);
        assert_eq!(api.get(site, &path).await.status, 404);
    }

    async fn blocks_that_stay_the_same_keep_their_ids(site: Site) {
        let world = World::new(site).await;
        let (site, api) = (&world.site, &world.author.api);
        let story = world.draft(&world.author.writer(), "Judul", "satu\n\ndua\n\ntiga").await;
        let path = format!("/articles/{}", story.slug);
        let first = ids(&api.get(site, &path).await.json());
        let body = json!({"body": {"markdown": "nol\n\nsatu\n\ntiga\n\nempat"}});
        let second = ids(&api.patch(site, &path, "\"1\"", body).await.json());
        assert_eq!((&second[1], &second[2]), (&first[0], &first[2]));
        assert!(!first.contains(&second[0]) && !first.contains(&second[3]));
        let body = json!({"body": {"html": "<h2>Judul kecil</h2><p>satu</p><p onclick=x>tiga <script>x</script></p><p>empat</p>"}});
        let answer = api.patch(site, &path, "\"2\"", body).await.json();
        let third = ids(&answer);
        assert_eq!(third[1..], [second[1].clone(), second[2].clone(), second[3].clone()]);
        assert!(!answer["body"]["html"].as_str().expect("HTML").contains("script"));
        let document = answer["body"]["document"].clone();
        let answer = api.patch(site, &path, "\"3\"", json!({"body": {"document": document}})).await;
        assert_eq!((answer.status.as_u16(), ids(&answer.json())), (200, third), "and a document is itself again");
    }

    async fn a_slug_follows_the_headline_until_it_is_set_or_public(site: Site) {
        let world = World::new(site).await;
        let (site, api) = (&world.site, &world.author.api);
        let writer = world.author.writer();
        world.draft(&writer, "Judul", "Isi").await;
        let second = world.draft(&writer, "Judul", "Isi").await;
        assert_eq!(second.slug, "judul-2", "no two have one address");
        assert_eq!(world.draft(&writer, "2024", "Isi").await.slug, "berita-2024");
        let by_id = format!("/articles/{}", second.id);
        let slug = |answer: crate::support::Answer| answer.json()["slug"].as_str().unwrap_or_default().to_owned();
        assert_eq!(slug(api.patch(site, &by_id, "*", json!({"headline": "Judul baru"})).await), "judul-baru");
        let taken = api.patch(site, &by_id, "*", json!({"slug": "judul"})).await;
        assert_eq!((taken.status.as_u16(), taken.pointers()), (422, vec!["/slug".to_owned()]));
        assert_eq!(slug(api.patch(site, &by_id, "*", json!({"slug": "sendiri"})).await), "sendiri");
        assert_eq!(slug(api.patch(site, &by_id, "*", json!({"headline": "Lagi"})).await), "sendiri", "set by hand");

        let public = world.story_in(&writer, Status::Published).await;
        let path = format!("/articles/{}", public.slug);
        assert_eq!(slug(api.patch(site, &path, "*", json!({"headline": "Judul terbit"})).await), public.slug, "public");
        assert_eq!(slug(api.patch(site, &path, "*", json!({"slug": "alamat-baru"})).await), "alamat-baru");
        let page = site.get(&path).await;
        assert_eq!((page.status.as_u16(), page.header("location")), (301, "/articles/alamat-baru"));
        let call = api.patch(site, &path, "*", json!({"standfirst": "x"})).await;
        assert_eq!((call.status.as_u16(), call.header("location")), (308, "/api/v1/articles/alamat-baru"));
        let other = api.patch(site, &by_id, "*", json!({"slug": public.slug})).await;
        assert_eq!(other.status, 422, "an old address is never another story's");
        assert_eq!(slug(api.patch(site, "/articles/alamat-baru", "*", json!({"slug": public.slug})).await), public.slug);
        assert_eq!(site.get("/articles/alamat-baru").await.header("location"), path, "and back");
        assert_eq!(site.get(&path).await.status, 200);
    }

    async fn publishing_and_withdrawing(site: Site) {
        let world = World::new(site).await;
        let (site, api) = (&world.site, &world.author.api);
        let story = world.draft(&world.author.writer(), "Judul", "Isi").await;
        let path = format!("/articles/{}", story.slug);
        let answer = api.post(site, &format!("{path}/publish"), json!({})).await.json();
        assert_eq!((&answer["status"], &answer["published_at"], &answer["updated_at"]), (&json!("published"), &json!("2024-11-20T12:30:00+07:00"), &Value::Null));
        assert!(site.get(&path).await.body.contains("<h1"));
        let again = api.post(site, &format!("{path}/publish"), json!({})).await;
        assert_eq!((again.status.as_u16(), again.header("etag")), (200, "\"2\""), "twice is once");
        site.clock.forward(std::time::Duration::from_secs(60));
        let edited = api.patch(site, &path, "\"2\"", json!({"body": {"markdown": "Isi baru"}})).await.json();
        assert_eq!(edited["updated_at"], "2024-11-20T12:31:00+07:00");
        assert!(site.get(&path).await.body.contains("Isi baru"), "at once");
        let tags = api.patch(site, &path, "\"3\"", json!({"body": {"markdown": " "}})).await;
        assert_eq!((tags.status.as_u16(), tags.pointers()), (422, vec!["/body".to_owned()]), "never empty in public");

        let gone = api.post(site, &format!("{path}/unpublish"), json!({"reason": "Sumber <keliru>"})).await.json();
        assert_eq!(gone["status"], "unpublished");
        let page = site.get(&path).await;
        assert_eq!(page.status, 410);
        assert!(page.body.contains("Sumber &lt;keliru&gt;"));
        let nobody = crate::support::api::Api::default();
        assert_eq!(nobody.get(site, &path).await.status, 410);
        let later = json!({"at": "2024-11-21T06:00:00+07:00"});
        assert_eq!(api.post(site, &format!("{path}/publish"), later).await.json()["status"], "scheduled");
        assert_eq!(site.get(&path).await.status, 410, "withdrawn until it is public again");
        let back = api.post(site, &format!("{path}/unpublish"), json!({})).await.json();
        assert_eq!(back["status"], "ready", "the schedule is taken back");
        let again = api.post(site, &format!("{path}/publish"), json!({})).await.json();
        assert_eq!((&again["published_at"], &again["updated_at"]), (&json!("2024-11-20T12:30:00+07:00"), &json!("2024-11-20T12:31:00+07:00")));
        assert_eq!(site.get(&path).await.status, 200);
        for at in ["2024-11-20T12:00:00+07:00", "besok"] {
            let answer = api.post(site, &format!("{path}/publish"), json!({"at": at})).await;
            assert_eq!((answer.status.as_u16(), answer.pointers()), (422, vec!["/at".to_owned()]), "{at}");
        }
        assert_eq!(api.call(site, "DELETE", &path, Some("*"), None).await.status, 204);
        assert_eq!(site.get(&path).await.status, 404);
    }
}
