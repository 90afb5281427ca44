//! The newsroom's list of stories: what is done with several, and lists that are kept.

use super::{
    desk::{ask, opened, parsed, signed_in},
    world::World,
};
use crate::{on_both_databases, support::Client};
use serde_json::{Value, json};
use warta::domain::{account::Role, article::Status};

/// The names of the lists that somebody keeps, and where they lead.
async fn kept(world: &World, client: &mut Client) -> Vec<(String, String)> {
    let list = parsed(&client.get(&world.site, "/api/stories/list").await);
    let views = list["views"].as_array().expect("views").clone();
    let text = |view: &Value, name: &str| view[name].as_str().unwrap_or_default().to_owned();
    views
        .iter()
        .map(|view| (text(view, "name"), text(view, "address")))
        .collect()
}

async fn keep(world: &World, client: &mut Client, name: &str) -> Value {
    let shown = json!({"status": "draft", "category": "alam", "words": "banjir & air", "mine": "", "after": "x"});
    let body = json!({"name": name, "shown": shown}).to_string();
    parsed(&client.ask(&world.site, "/api/stories/keep", &body).await)
}

on_both_databases! {
    async fn each_of_several_stories_is_decided_about_by_itself(site: Site) {
        let world = World::new(site).await;
        let mut sari = signed_in(&world, "Sari", Role::Author).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let own = parsed(&ask(&world, &mut editor, world.draft(&world.author.writer(), "Satu", "A.").await.id, json!({"Move": {"version": 1, "category": "sains"}})).await);
        assert_eq!(own["Story"]["typed"]["category"], "sains");
        // The list names the version that it shows; what somebody changed since is left alone.
        let list = parsed(&editor.get(&world.site, "/api/stories/list").await);
        let line = &list["lines"][0];
        assert_eq!((&line["headline"], &line["version"]), (&json!("Satu"), &json!(2)));
        let id = warta::domain::id::ArticleId(line["id"].as_i64().unwrap_or_else(|| line["id"].as_str().and_then(|id| id.parse().ok()).expect("an id")));
        let stale = parsed(&ask(&world, &mut editor, id, json!({"Move": {"version": 1, "category": "alam"}})).await);
        assert_eq!(stale, json!("Stale"));
        let unknown = parsed(&ask(&world, &mut editor, id, json!({"Move": {"version": 2, "category": "tiada"}})).await);
        assert_eq!(unknown["Refused"][0]["at"], "/category");
        // Another's is not hers to move.
        let refused = ask(&world, &mut sari, id, json!({"Move": {"version": 2, "category": "alam"}})).await;
        assert!(refused.status == 404 || parsed(&refused)["Refused"].is_array(), "{}", refused.body);
        assert_eq!(world.story(id.0).await.category_slug, "sains");
        // A public one changes its pages at once.
        let public = world.story_in(&world.author.writer(), Status::Published).await;
        assert!(!world.site.get("/categories/sains").await.body.contains("Banjir di pantai"));
        ask(&world, &mut editor, public.id, json!({"Move": {"version": public.version, "category": "sains"}})).await;
        assert!(world.site.get("/categories/sains").await.body.contains("Banjir di pantai"));
        assert!(!world.site.get("/categories/alam").await.body.contains("Banjir di pantai"));
    }

    async fn a_working_copy_is_told_of_in_the_list_and_published_with_its_story(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let story = world.story_in(&world.author.writer(), Status::Published).await;
        let there = opened(&world, &mut editor, story.id).await;
        let mut typed = there["typed"].clone();
        typed["headline"] = json!("Judul dari salinan");
        let save = json!({"Save": {"seen": 0, "base": story.version, "typed": typed, "document": there["document"]}});
        let copy = parsed(&ask(&world, &mut editor, story.id, save).await)["Saved"]["version"].clone();
        let list = parsed(&editor.get(&world.site, "/api/stories/list").await);
        let line = &list["lines"][0];
        assert_eq!((&line["copy"], &line["reads"]), (&json!({"version": copy, "behind": false}), &json!(0)));
        assert!(editor.get(&world.site, "/editor/stories").await.body.contains("perubahan belum terbit"));
        let publish = json!({"Publish": {"version": story.version, "copy": copy, "at": ""}});
        let public = parsed(&ask(&world, &mut editor, story.id, publish).await);
        assert_eq!(public["Story"]["typed"]["headline"], "Judul dari salinan");
        let list = parsed(&editor.get(&world.site, "/api/stories/list").await);
        assert_eq!(list["lines"][0]["copy"], json!(null), "it has become the story");
    }

    async fn a_copy_that_the_story_has_left_behind_is_named_so(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let story = world.story_in(&world.author.writer(), Status::Published).await;
        let there = opened(&world, &mut editor, story.id).await;
        let save = json!({"Save": {"seen": 0, "base": story.version, "typed": there["typed"], "document": there["document"]}});
        let copy = parsed(&ask(&world, &mut editor, story.id, save).await)["Saved"]["version"].clone();
        let patch = warta::service::writing::Patch { headline: Some("Judul lewat API".into()), ..Default::default() };
        let seen = warta::service::writing::Seen::any();
        let changed = warta::service::writing::update(&world.site.services, &world.editor.writer(), story.id, seen, patch).await;
        let changed = changed.unwrap_or_else(|error| panic!("{error}"));
        let list = parsed(&editor.get(&world.site, "/api/stories/list").await);
        assert_eq!(list["lines"][0]["copy"], json!({"version": copy, "behind": true}));
        let publish = json!({"Publish": {"version": changed.version, "copy": copy, "at": ""}});
        assert_eq!(parsed(&ask(&world, &mut editor, story.id, publish).await), json!("Stale"), "nothing is published over it");
    }

    async fn a_story_is_given_to_one_more(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let story = world.draft(&world.author.writer(), "Satu", "A.").await;
        let list = parsed(&editor.get(&world.site, "/api/stories/list").await);
        let people = list["people"].as_array().expect("people").clone();
        let id = |name: &str| people.iter().find(|p| p["name"] == name).expect("somebody")["id"].clone();
        for name in ["penulis", "editor", "penulis"] {
            parsed(&ask(&world, &mut editor, story.id, json!({"Give": {"to": id(name)}})).await);
        }
        assert_eq!(opened(&world, &mut editor, story.id).await["assigned"], json!([id("penulis"), id("editor")]));
        assert_eq!(world.story(story.id.0).await.version, story.version, "it is no change of the story");
        let refused = parsed(&ask(&world, &mut editor, story.id, json!({"Give": {"to": "999999"}})).await);
        assert_eq!(refused["Refused"][0]["at"], "/assigned");
    }

    async fn lists_are_kept_by_whoever_looks_at_them(site: Site) {
        let world = World::new(site).await;
        let mut sari = signed_in(&world, "Sari", Role::Author).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        assert_eq!(keep(&world, &mut sari, "  Konsep \n alam ").await, json!(null));
        let address = "/editor/stories?status=draft&category=alam&q=banjir%20%26%20air";
        assert_eq!(kept(&world, &mut sari).await, [("Konsep alam".to_owned(), address.to_owned())]);
        assert!(kept(&world, &mut editor).await.is_empty(), "each keeps their own");
        assert!(sari.get(&world.site, address).await.body.contains("aria-current=\"page\">Konsep alam"));
        for bad in ["", "  ", &"x".repeat(41)] {
            assert!(keep(&world, &mut sari, bad).await.is_string(), "{bad:?}");
        }
        for n in 1..20 {
            assert_eq!(keep(&world, &mut sari, &format!("Daftar {n}")).await, json!(null));
        }
        assert!(keep(&world, &mut sari, "Satu lagi").await.is_string(), "there are twenty");
        assert_eq!(keep(&world, &mut sari, "Konsep alam").await, json!(null), "one of them may be kept anew");
        let other = |replace: bool| json!({"name": "Konsep alam", "shown": {"status": "ready", "category": "", "words": "", "mine": "", "after": ""}, "replace": replace}).to_string();
        let asked = parsed(&sari.ask(&world.site, "/api/stories/keep", &other(false)).await);
        assert!(asked.as_str().is_some_and(|why| why.contains("sudah dipakai")), "{asked}");
        assert!(kept(&world, &mut sari).await.contains(&("Konsep alam".to_owned(), address.to_owned())), "nothing is replaced unasked");
        assert_eq!(parsed(&sari.ask(&world.site, "/api/stories/keep", &other(true)).await), json!(null));
        assert!(kept(&world, &mut sari).await.contains(&("Konsep alam".to_owned(), "/editor/stories?status=ready".to_owned())));
        let body = json!({"name": "Konsep alam"}).to_string();
        sari.ask(&world.site, "/api/stories/forget", &body).await;
        assert_eq!(kept(&world, &mut sari).await.len(), 19);
        let fields = [("current_password", Client::PASSWORD), ("comments", "keep")];
        assert_eq!(sari.post(&world.site, "/account/delete", &fields).await.status, 303);
    }
}
