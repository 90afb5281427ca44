//! The story editor's own calls: by the session of whoever is signed in.

use super::world::World;
use crate::{
    on_both_databases,
    support::{Answer, Client},
};
use serde_json::{Value, json};
use warta::{
    domain::{account::Role, article::Status, id::ArticleId},
    service::{
        administering::{self, By},
        writing::{self, Seen},
    },
};

/// Somebody with this role, signed in as browsers are.
pub(super) async fn signed_in(world: &World, name: &str, role: Role) -> Client {
    let email = Client::email(name);
    let services = &world.site.services;
    let made =
        administering::create(services, By::Console, name, &email, role, Client::PASSWORD).await;
    made.expect("an account is made");
    let mut client = Client::new();
    let answer = client.sign_in(&world.site, name).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    client
}

pub(super) async fn ask(world: &World, client: &mut Client, id: ArticleId, wish: Value) -> Answer {
    let call = json!({"id": id, "wish": wish}).to_string();
    client.ask(&world.site, "/api/stories/act", &call).await
}

pub(super) fn parsed(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200, "{}", answer.body);
    serde_json::from_str(&answer.body).expect("JSON")
}

pub(super) async fn opened(world: &World, client: &mut Client, id: ArticleId) -> Value {
    let path = format!("/api/stories/open?id={id}");
    parsed(&client.get(&world.site, &path).await)
}

on_both_databases! {
    async fn a_story_is_opened_kept_and_published(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let story = world.draft(&world.author.writer(), "Banjir di pantai", "Satu.\n\nDua.").await;
        let there = opened(&world, &mut editor, story.id).await;
        assert_eq!((&there["status"], &there["may"]["publish"], &there["copy"]), (&json!("draft"), &json!(true), &Value::Null));
        let mut typed = there["typed"].clone();
        typed["headline"] = json!("Banjir besar di pantai");
        let save = |seen: i64, typed: &Value| json!({"Save": {"seen": seen, "base": 1, "typed": typed, "document": there["document"]}});
        let saved = parsed(&ask(&world, &mut editor, story.id, save(0, &typed)).await);
        let copy = saved["Saved"]["version"].as_i64().expect("a version");
        // A second tab that knows nothing of it.
        assert_eq!(parsed(&ask(&world, &mut editor, story.id, save(0, &typed)).await), json!("Stale"));
        assert_eq!(opened(&world, &mut editor, story.id).await["copy"]["typed"]["headline"], "Banjir besar di pantai");
        let publish = json!({"Publish": {"version": 1, "copy": copy, "at": ""}});
        let public = parsed(&ask(&world, &mut editor, story.id, publish).await);
        assert_eq!((&public["Story"]["status"], &public["Story"]["copy"]), (&json!("published"), &Value::Null));
        let slug = public["Story"]["slug"].as_str().expect("a slug").to_owned();
        assert_eq!(slug, "banjir-besar-di-pantai", "it followed the headline");
        assert!(world.site.get(&format!("/articles/{slug}")).await.body.contains("Banjir besar di pantai"));
    }

    async fn what_is_refused_says_why_in_words_and_writes_nothing(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let story = world.draft(&world.author.writer(), "Banjir", "Satu.").await;
        let there = opened(&world, &mut editor, story.id).await;
        let mut typed = there["typed"].clone();
        (typed["headline"], typed["slug"]) = (json!(""), json!("Tidak Boleh"));
        let save = json!({"Save": {"seen": 0, "base": 1, "typed": typed, "document": there["document"]}});
        let copy = parsed(&ask(&world, &mut editor, story.id, save).await)["Saved"]["version"].as_i64().expect("kept");
        let publish = json!({"Publish": {"version": 1, "copy": copy, "at": ""}});
        let refused = parsed(&ask(&world, &mut editor, story.id, publish).await);
        let lines: Vec<_> = refused["Refused"].as_array().expect("refused").iter().map(|o| o["at"].as_str().unwrap_or_default().to_owned()).collect();
        assert_eq!(lines, ["/headline", "/slug"]);
        assert_eq!(refused["Refused"][0]["text"], "Judul: Wajib diisi.");
        let past = json!({"Publish": {"version": 1, "copy": 0, "at": "2001-01-01T10:00"}});
        let refused = parsed(&ask(&world, &mut editor, story.id, past).await);
        assert_eq!(refused["Refused"][0]["at"], "/at");
        let nonsense = json!({"Save": {"seen": copy, "base": 1, "typed": there["typed"], "document": "{}"}});
        assert!(parsed(&ask(&world, &mut editor, story.id, nonsense).await)["Refused"].is_array());
        assert_eq!(opened(&world, &mut editor, story.id).await["status"], "draft");
    }

    async fn a_time_is_one_of_the_sites_zone(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let story = world.draft(&world.author.writer(), "Banjir", "Satu.").await;
        let at = json!({"Publish": {"version": 1, "copy": 0, "at": "2124-11-20T12:07"}});
        let there = parsed(&ask(&world, &mut editor, story.id, at).await);
        assert_eq!(there["Story"]["status"], "scheduled");
        assert_eq!(there["Story"]["due"]["datetime"], "2124-11-20T12:07:00+07:00");
    }

    async fn who_may_open_a_story(site: Site) {
        let world = World::new(site).await;
        let story = world.draft(&world.author.writer(), "Rahasia", "Satu.").await;
        let path = format!("/api/stories/open?id={}", story.id);
        let page = format!("/editor/stories/{}", story.id);
        for (role, status) in [(Role::Editor, 200), (Role::Contributor, 404), (Role::Author, 404), (Role::Moderator, 403), (Role::Reader, 403)] {
            let mut client = signed_in(&world, &format!("Orang {}", role.as_str()), role).await;
            assert_eq!(client.get(&world.site, &path).await.status, status, "{role:?}");
            let shown = client.get(&world.site, &page).await;
            assert_eq!(shown.status, status, "{role:?} at the page");
            assert_eq!(shown.body.contains("Rahasia"), status == 200, "{role:?}");
            let wish = json!({"Delete": {"version": 1}});
            if status != 200 {
                assert_eq!(ask(&world, &mut client, story.id, wish).await.status, status, "{role:?} deletes");
            }
        }
        assert_eq!(Client::new().get(&world.site, &path).await.status, 401);
    }

    async fn two_texts_are_merged_piece_by_piece(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let writer = world.author.writer();
        let story = world.draft(&writer, "Banjir", "Satu.\n\nDua.\n\nTiga.").await;
        let base = opened(&world, &mut editor, story.id).await;
        let document = base["document"].as_str().expect("a document");
        let theirs = document.replace("Satu.", "Satu mereka.").replace("Dua.", "Dua mereka.");
        let mine = document.replace("Tiga.", "Tiga saya.").replace("Dua.", "Dua saya.");
        let save = json!({"Save": {"seen": 0, "base": 1, "typed": base["typed"], "document": theirs}});
        parsed(&ask(&world, &mut editor, story.id, save).await);
        let merge = json!({"Merge": {"base_typed": base["typed"], "base_document": document, "typed": base["typed"], "document": mine}});
        let merging = parsed(&ask(&world, &mut editor, story.id, merge).await)["Merging"].clone();
        let told: Vec<_> = merging["pieces"].as_array().expect("pieces").iter().map(|p| p["changed"].as_str().unwrap_or_default().to_owned()).collect();
        assert_eq!(told, ["Theirs", "Both", "Mine"]);
        assert_eq!((&merging["by"], &merging["base"]), (&json!("Ratih"), &json!(1)));
        assert!(merging["pieces"][1]["theirs"].as_str().is_some_and(|html| html.contains("Dua mereka.") && !html.contains("id=")));
    }

    async fn history_compares_and_restores(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let writer = world.author.writer();
        let story = world.draft(&writer, "Banjir", "Air naik cepat.").await;
        let services = &world.site.services;
        let patch = writing::Patch { body: Some(writing::Body::Markdown("Air naik pelan.".into())), ..writing::Patch::default() };
        writing::update(services, &writer, story.id, Seen::any(), patch).await.expect("changed");
        let past = parsed(&ask(&world, &mut editor, story.id, json!({"History": {"before": i64::MAX}})).await);
        let past = past["Past"].as_array().expect("lines").clone();
        assert_eq!(past.len(), 2);
        let n = past[1]["n"].clone();
        let pairs = parsed(&ask(&world, &mut editor, story.id, json!({"Compare": {"left": {"Revision": n}, "right": "Story"}})).await);
        let pair = pairs["Pairs"].as_array().expect("pairs").last().expect("a block").clone();
        assert!(pair["left"].as_str().is_some_and(|l| l.contains("<del>cepat.</del>")), "{pair}");
        assert!(pair["right"].as_str().is_some_and(|r| r.contains("<ins>pelan.</ins>")), "{pair}");
        let back = parsed(&ask(&world, &mut editor, story.id, json!({"Restore": {"n": n, "version": 2, "copy": 0}})).await);
        assert!(back["Story"]["document"].as_str().is_some_and(|d| d.contains("cepat")));
    }

    async fn one_sitting_is_one_revision(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let story = world.draft(&world.author.writer(), "Banjir", "Satu.").await;
        for n in 1..=3 {
            let there = opened(&world, &mut editor, story.id).await;
            let document = there["document"].as_str().expect("a document").replace("Satu", &format!("Satu {n}"));
            let save = json!({"Save": {"seen": 0, "base": there["version"], "typed": there["typed"], "document": document}});
            let seen = parsed(&ask(&world, &mut editor, story.id, save).await)["Saved"]["version"].clone();
            parsed(&ask(&world, &mut editor, story.id, json!({"Apply": {"seen": seen}})).await);
        }
        let past = parsed(&ask(&world, &mut editor, story.id, json!({"History": {"before": i64::MAX}})).await);
        let past = past["Past"].as_array().expect("lines").clone();
        assert_eq!(past.len(), 2, "the author's, and the editor's sitting");
        // What is typed over the revision that is brought back does not change it first.
        let there = opened(&world, &mut editor, story.id).await;
        let document = there["document"].as_str().expect("a document").replace("Satu 3", "Lain");
        let save = json!({"Save": {"seen": 0, "base": there["version"], "typed": there["typed"], "document": document}});
        let copy = parsed(&ask(&world, &mut editor, story.id, save).await)["Saved"]["version"].clone();
        let restore = json!({"Restore": {"n": past[0]["n"], "version": there["version"], "copy": copy}});
        let back = parsed(&ask(&world, &mut editor, story.id, restore).await);
        assert!(back["Story"]["document"].as_str().is_some_and(|d| d.contains("Satu 3")), "{back}");
    }

    async fn those_who_have_it_open_see_each_other(site: Site) {
        let world = World::new(site).await;
        let mut one = signed_in(&world, "Ratih", Role::Editor).await;
        let mut two = signed_in(&world, "Bagus", Role::Editor).await;
        let story = world.draft(&world.author.writer(), "Banjir", "Satu.").await;
        let here = |tab: &str, block: usize| json!({"Here": {"tab": tab, "block": block}});
        let first = parsed(&ask(&world, &mut one, story.id, here("a", 3)).await);
        assert_eq!(first["News"], json!({"present": [], "version": 1, "copy": 0}));
        let second = parsed(&ask(&world, &mut two, story.id, here("b", 0)).await);
        assert_eq!((&second["News"]["present"][0]["name"], &second["News"]["present"][0]["block"]), (&json!("Ratih"), &json!(3)));
        parsed(&ask(&world, &mut one, story.id, json!({"Leave": {"tab": "a"}})).await);
        let alone = parsed(&ask(&world, &mut two, story.id, here("b", 0)).await);
        assert_eq!(alone["News"]["present"], json!([]));
    }

    async fn a_draft_is_shown_to_whoever_has_its_address(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let story = world.draft(&world.author.writer(), "Banjir rahasia", "Satu.").await;
        let address = parsed(&ask(&world, &mut editor, story.id, json!("Preview")).await)["Address"].as_str().expect("a path").to_owned();
        let shown = world.site.get(&address).await;
        assert_eq!(shown.status, 200);
        assert!(shown.body.contains("Banjir rahasia"));
        assert!(shown.headers["content-security-policy"].to_str().is_ok_and(|p| p.contains("frame-ancestors 'self'")));
        assert_eq!(shown.headers["x-robots-tag"], "noindex, nofollow");
        assert_eq!(shown.headers["cache-control"], "no-store");
        let (named, _) = address.rsplit_once('.').expect("a proof");
        for bad in [format!("{named}.0123456789abcdef0123456789abcdef"), "/preview/x".to_owned(), address.replace(&format!("/preview/{}.", story.id), "/preview/999.")] {
            assert_eq!(world.site.get(&bad).await.status, 404, "{bad}");
        }
        assert_eq!(world.story(story.id.0).await.status, Status::Draft);
    }
}
