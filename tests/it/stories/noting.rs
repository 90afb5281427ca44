//! What the newsroom says among itself: notes, assignments, and who is told of what.

use super::{
    desk::{ask, opened, parsed, signed_in},
    world::World,
};
use crate::{
    on_both_databases,
    support::{Client, people::later},
};
use serde_json::{Value, json};
use warta::{
    domain::{account::Role, article::Status, id::ArticleId},
    service::{
        mailing::Postman,
        writing::{self, Seen},
    },
};

const MINUTE: i64 = 60 * 1_000_000;

/// What somebody is told, newest first: `assigned: Banjir`, with `*` while it is unread.
async fn told(world: &World, client: &mut Client) -> Vec<String> {
    let page = parsed(&client.get(&world.site, "/api/plan/notices").await);
    let notices = page["notices"].as_array().expect("notices").clone();
    let line = |notice: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let mark = if notice["unread"] == json!(true) {
            "*"
        } else {
            ""
        };
        format!(
            "{}: {}{mark}",
            text(&notice["cause"]),
            text(&notice["headline"])
        )
    };
    notices.iter().map(line).collect()
}

fn note(body: &str) -> Value {
    json!({"Notes": {"Write": {"block": "b23456789abc", "excerpt": "Air naik", "body": body}}})
}

async fn id_of(world: &World, client: &mut Client) -> Value {
    parsed(&client.get(&world.site, "/api/plan/notices").await)["staff"]["id"].clone()
}

async fn assign(world: &World, client: &mut Client, story: ArticleId, people: &[Value]) -> Value {
    parsed(&ask(world, client, story, json!({"Assign": {"people": people}})).await)
}

on_both_databases! {
    async fn who_is_given_a_story_may_work_on_it(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let mut sari = signed_in(&world, "Sari", Role::Contributor).await;
        let story = world.draft(&world.author.writer(), "Banjir", "Satu.").await;
        let path = format!("/api/stories/open?id={}", story.id);
        assert_eq!(sari.get(&world.site, &path).await.status, 404);
        let her = id_of(&world, &mut sari).await;
        let given = assign(&world, &mut editor, story.id, std::slice::from_ref(&her)).await;
        assert_eq!(given["Story"]["assigned"], json!([her]));
        assert_eq!(given["Story"]["version"], 1, "it is no part of the story");
        assert_eq!(told(&world, &mut sari).await, ["Assigned: Banjir*"]);
        let list = parsed(&sari.get(&world.site, "/api/stories/list").await);
        assert_eq!(list["lines"][0]["headline"], "Banjir");
        let there = opened(&world, &mut sari, story.id).await;
        assert_eq!((&there["may"]["edit"], &there["may"]["publish"]), (&json!(true), &json!(false)));
        assert_eq!(told(&world, &mut sari).await, ["Assigned: Banjir"], "opening it is reading it");
        // Given again, nobody is told again; taken away, it is closed again.
        assign(&world, &mut editor, story.id, std::slice::from_ref(&her)).await;
        assert_eq!(told(&world, &mut sari).await.len(), 1);
        assign(&world, &mut editor, story.id, &[]).await;
        assert_eq!(sari.get(&world.site, &path).await.status, 404);
        let mut reader = signed_in(&world, "Pembaca", Role::Moderator).await;
        assert_eq!(reader.get(&world.site, "/api/plan/notices").await.status, 403);
        let refused = assign(&world, &mut editor, story.id, &[json!("999999")]).await;
        assert_eq!(refused["Refused"][0]["at"], "/assigned");
    }

    async fn who_has_gone_has_nothing_to_do_any_more(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let mut sari = signed_in(&world, "Sari", Role::Contributor).await;
        let story = world.draft(&world.author.writer(), "Banjir", "Satu.").await;
        let her = id_of(&world, &mut sari).await;
        assign(&world, &mut editor, story.id, &[her]).await;
        let fields = [("current_password", Client::PASSWORD), ("comments", "keep")];
        let gone = sari.post(&world.site, "/account/delete", &fields).await;
        assert_eq!(gone.status, 303, "{}", gone.body);
        assert_eq!(opened(&world, &mut editor, story.id).await["assigned"], json!([]));
        let then = later(&world.site.services, 6 * MINUTE);
        assert_eq!(Postman::default().round(&then).await.expect("a round"), 0, "nobody is there to be told");
    }

    async fn the_newsroom_is_as_each_of_its_people_wants_it(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let mut sari = signed_in(&world, "Sari", Role::Contributor).await;
        let saved = sari.post(&world.site, "/account/desk", &[("language", "en")]).await;
        assert_eq!(saved.header("location"), "/account?done=desk");
        assert!(sari.get(&world.site, "/editor/plan").await.body.contains("<html lang=\"en\""));
        assert!(editor.get(&world.site, "/editor/plan").await.body.contains("<html lang=\"id\""));
        assert!(sari.get(&world.site, "/").await.body.contains("<html lang=\"id\""), "readers' pages stay as they are");
        // Without mail, the notice is on the page all the same.
        let story = world.draft(&world.author.writer(), "Banjir", "Satu.").await;
        let her = id_of(&world, &mut sari).await;
        assign(&world, &mut editor, story.id, &[her]).await;
        let then = later(&world.site.services, 6 * MINUTE);
        assert_eq!(Postman::default().round(&then).await.expect("a round"), 0);
        assert_eq!(told(&world, &mut sari).await, ["Assigned: Banjir*"]);
    }

    async fn notes_stay_in_the_newsroom(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let mut other = signed_in(&world, "Bima", Role::Editor).await;
        let story = world.story_in(&world.author.writer(), Status::Published).await;
        let written = parsed(&ask(&world, &mut editor, story.id, note("Periksa angka ini")).await);
        let one = written["Notes"][0].clone();
        assert_eq!((&one["body"], &one["excerpt"], &one["mine"], &one["done"]), (&json!("Periksa angka ini"), &json!("Air naik"), &json!(true), &json!(false)));
        assert_eq!(opened(&world, &mut other, story.id).await["open_notes"], 1);
        let id = one["id"].clone();
        let delete = json!({"Notes": {"Delete": {"note": id}}});
        assert!(parsed(&ask(&world, &mut other, story.id, delete.clone()).await)["Refused"].is_array(), "it is another's");
        let done = parsed(&ask(&world, &mut other, story.id, json!({"Notes": {"SetDone": {"note": id, "done": true}}})).await);
        assert_eq!(done["Notes"][0]["done"], true);
        assert_eq!(opened(&world, &mut other, story.id).await["open_notes"], 0);
        let page = world.site.get(&format!("/articles/{}", story.slug)).await;
        let api = world.site.get(&format!("/api/v1/articles/{}", story.slug)).await;
        assert!(!page.body.contains("Periksa angka") && !api.body.contains("Periksa angka"));
        assert_eq!(parsed(&ask(&world, &mut editor, story.id, delete).await)["Notes"], json!([]));
        for (bad, why) in [("  ", "empty"), (&*"x".repeat(2001), "too long")] {
            let refused = parsed(&ask(&world, &mut editor, story.id, note(bad)).await);
            assert_eq!(refused["Refused"][0]["at"], "/note", "{why}");
        }
        let mut stranger = signed_in(&world, "Sari", Role::Contributor).await;
        let asked = ask(&world, &mut stranger, story.id, note("Halo")).await;
        assert!(asked.status == 404 || parsed(&asked)["Refused"].is_array(), "{}", asked.body);
    }

    async fn who_is_named_is_told_and_must_be_able_to_read_it(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let mut bima = signed_in(&world, "Bima", Role::Editor).await;
        let mut sari = signed_in(&world, "Sari Dewi", Role::Contributor).await;
        let story = world.draft(&world.author.writer(), "Banjir", "Satu.").await;
        parsed(&ask(&world, &mut editor, story.id, note("@bima tolong dibaca, @Ratih juga")).await);
        assert_eq!(told(&world, &mut bima).await, ["Mentioned: Banjir*"]);
        assert!(told(&world, &mut editor).await.is_empty(), "nobody tells themselves");
        let refused = parsed(&ask(&world, &mut editor, story.id, note("@Sari Dewi tolong")).await);
        assert_eq!(refused["Refused"][0]["text"].as_str().map(|text| text.contains("Sari Dewi")), Some(true), "{refused}");
        let her = id_of(&world, &mut sari).await;
        assign(&world, &mut editor, story.id, &[her]).await;
        parsed(&ask(&world, &mut editor, story.id, note("@Sari Dewi tolong")).await);
        assert_eq!(told(&world, &mut sari).await, ["Noted: Banjir*", "Mentioned: Banjir*", "Assigned: Banjir*"]);
        let newest = parsed(&sari.get(&world.site, "/api/plan/notices").await)["notices"][0]["id"].clone();
        let read = json!({"up_to": newest}).to_string();
        assert_eq!(sari.ask(&world.site, "/api/plan/read", &read).await.status, 200);
        assert!(told(&world, &mut sari).await.iter().all(|line| !line.ends_with('*')));
    }

    async fn moves_are_told_once_and_mailed_when_nobody_reads_them(site: Site) {
        let world = World::new(site).await;
        let mut sari = signed_in(&world, "Sari", Role::Contributor).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let services = &world.site.services;
        let begun = sari.post(&world.site, "/editor/stories", &[]).await;
        let id: i64 = begun.header("location").rsplit('/').next().and_then(|id| id.parse().ok()).expect("an id");
        let story = ArticleId(id);
        parsed(&ask(&world, &mut sari, story, json!({"HandOn": {"version": 1, "to": "in_review"}})).await);
        assert_eq!(told(&world, &mut editor).await, ["Review: *"]);
        assert!(told(&world, &mut sari).await.is_empty());
        writing::hand_on(services, &world.editor.writer(), story, Seen::any(), Status::Draft).await.expect("handed back");
        assert_eq!(told(&world, &mut sari).await, ["Returned: *"]);
        let mut postman = Postman::default();
        assert_eq!(postman.round(services).await.expect("a round"), 0, "there is time to read it first");
        let then = later(services, 6 * MINUTE);
        let sent = postman.round(&then).await.expect("a round");
        assert!(sent >= 2, "the editors and the writer: {sent}");
        assert_eq!(postman.round(&then).await.expect("a round"), 0, "never twice");
    }
}
