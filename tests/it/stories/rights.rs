//! Every call of the API about a story, by everybody, on what is their own and what is not, in every
//! state.

use super::world::{Person, World};
use crate::on_both_databases;
use serde_json::{Value, json};
use warta::{
    domain::{account::Role, article::Status},
    service::{
        administering::{self, By},
        rights::Scope,
    },
};

/// A method, a path and a body; `{slug}`, `{block}` are filled in.
type Call = (&'static str, &'static str, fn() -> Option<Value>);

/// Statuses in the order of [`Status::ALL`].
type Line = [u16; 7];

const SAME_401: Line = [401; 7];
const SAME_403: Line = [403; 7];
const SAME_200: Line = [200; 7];
const HIDDEN: Line = [404, 404, 404, 404, 404, 403, 404];
const PUBLIC: Line = [404, 404, 404, 404, 404, 200, 410];

/// What a call answers: a contributor's own, whoever may publish it, and a stranger who writes.
fn table() -> Vec<(Call, Line, Line, Line)> {
    let none: fn() -> Option<Value> = || None;
    let headline: fn() -> Option<Value> = || Some(json!({"headline": "Judul lain"}));
    let later: fn() -> Option<Value> = || Some(json!({"at": "2024-11-21T06:00:00+07:00"}));
    let reason: fn() -> Option<Value> = || Some(json!({"reason": "Uji"}));
    let correction: fn() -> Option<Value> =
        || Some(json!({"block": "{block}", "before": "Satu", "after": "Tiga", "reason": "Keliru"}));
    let own_edit = [200, 200, 200, 403, 403, 403, 403];
    vec![
        (
            ("GET", "/articles/{slug}", none),
            SAME_200,
            SAME_200,
            PUBLIC,
        ),
        (
            ("PATCH", "/articles/{slug}", headline),
            own_edit,
            SAME_200,
            HIDDEN,
        ),
        (
            ("DELETE", "/articles/{slug}", none),
            [204, 204, 403, 403, 403, 403, 403],
            [204; 7],
            HIDDEN,
        ),
        (
            ("POST", "/articles/{slug}/publish", none),
            SAME_403,
            SAME_200,
            HIDDEN,
        ),
        (
            ("POST", "/articles/{slug}/publish", later),
            SAME_403,
            [200, 200, 200, 200, 200, 409, 200],
            HIDDEN,
        ),
        (
            ("POST", "/articles/{slug}/unpublish", reason),
            SAME_403,
            [409, 409, 409, 409, 200, 200, 200],
            HIDDEN,
        ),
        (
            ("GET", "/articles/{slug}/revisions", none),
            SAME_200,
            SAME_200,
            HIDDEN,
        ),
        (
            ("GET", "/articles/{slug}/revisions/1", none),
            SAME_200,
            SAME_200,
            HIDDEN,
        ),
        (
            ("POST", "/articles/{slug}/revisions/1/restore", none),
            own_edit,
            SAME_200,
            HIDDEN,
        ),
        (
            ("POST", "/articles/{slug}/corrections", correction),
            SAME_403,
            [409, 409, 409, 409, 409, 201, 409],
            HIDDEN,
        ),
    ]
}

on_both_databases! {
    async fn everybody_may_what_the_table_says_and_nothing_else(site: Site) {
        let world = World::new(site).await;
        let site = &world.site;
        let other = Person::new(site, "orang-lain", Role::Author).await;
        let administrator = Person::new(site, "admin", Role::Administrator).await;
        let reader = Person::new(site, "pembaca", Role::Reader).await;
        let moderator = Person::new(site, "moderator", Role::Moderator).await;
        let narrow = administering::create_token(&site.services, By::Console, "editor@warta.test", "sempit", &[Scope::Comment]).await;
        let narrow = crate::support::api::Api(Some(narrow.map_err(|e| e.to_string()).expect("a token").secret));
        let nobody = crate::support::api::Api::default();
        let mut wrong = Vec::new();
        for (call, own, publisher, stranger) in table() {
            let reads = call.0 == "GET" && call.1 == "/articles/{slug}";
            let no_writer = |line| if reads { PUBLIC } else { line };
            // Who calls, whose the story is, and what comes of it.
            let callers = [
                ("nobody", &nobody, &other, no_writer(SAME_401)),
                ("reader", &reader.api, &other, no_writer(SAME_403)),
                ("moderator", &moderator.api, &other, no_writer(SAME_403)),
                ("token for comments", &narrow, &other, no_writer(SAME_403)),
                ("contributor, own", &world.contributor.api, &world.contributor, own),
                ("contributor, other's", &world.contributor.api, &other, stranger),
                ("author, own", &world.author.api, &world.author, publisher),
                ("author, other's", &world.author.api, &other, stranger),
                ("editor, other's", &world.editor.api, &other, publisher),
                ("administrator, other's", &administrator.api, &other, publisher),
            ];
            for (name, api, owner, line) in callers {
                for (status, expected) in Status::ALL.into_iter().zip(line) {
                    let story = world.story_in(&owner.writer(), status).await;
                    let path = call.1.replace("{slug}", &story.slug);
                    let block = &story.document.content[0].id().0;
                    let body = (call.2)().map(|body| {
                        serde_json::from_str(&body.to_string().replace("{block}", block)).expect("JSON")
                    });
                    let seen = format!("\"{}\"", story.version);
                    let answer = api.call(site, call.0, &path, Some(&seen), body).await;
                    if answer.status != expected {
                        wrong.push(format!("{} {} by {name}, {}: {} instead of {expected}: {}", call.0, call.1, status.as_str(), answer.status.as_u16(), answer.body));
                    }
                    // What is refused changes nothing.
                    if answer.status.as_u16() >= 400 && world.story(story.id.0).await != story {
                        wrong.push(format!("{} {} by {name}, {}: refused and done", call.0, call.1, status.as_str()));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    async fn a_name_in_the_byline_makes_a_story_ones_own(site: Site) {
        let world = World::new(site).await;
        let story = world.draft(&world.editor.writer(), "Bersama", "Isi").await;
        let path = format!("/articles/{}", story.slug);
        assert_eq!(world.author.api.get(&world.site, &path).await.status, 404);
        let body = json!({"bylines": [world.author.reader.viewer().email, world.editor.reader.id()]});
        let answer = world.editor.api.patch(&world.site, &path, "\"1\"", body).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let answer = world.author.api.get(&world.site, &path).await;
        assert_eq!((answer.status.as_u16(), answer.json()["bylines"].as_array().map(Vec::len)), (200, Some(2)));
        let answer = world.author.api.post(&world.site, &format!("{path}/publish"), json!({})).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    }

    async fn lists_show_everybody_what_they_may_read(site: Site) {
        let world = World::new(site).await;
        let site = &world.site;
        for person in [&world.contributor, &world.author, &world.editor] {
            world.draft(&person.writer(), "Naskah banjir", "Isi").await;
        }
        world.story_in(&world.author.writer(), Status::Published).await;
        let count = |answer: crate::support::Answer| answer.json()["items"].as_array().map(Vec::len);
        for (api, drafts) in [(&world.contributor.api, 1), (&world.author.api, 1), (&world.editor.api, 3)] {
            assert_eq!(count(api.get(site, "/articles?status=draft").await), Some(drafts));
            assert_eq!(count(api.get(site, "/articles").await), Some(1), "what is public");
        }
        let editor = &world.editor.api;
        assert_eq!(count(editor.get(site, "/articles?status=draft&q=naskah%20BANJIR").await), Some(3));
        assert_eq!(count(editor.get(site, "/articles?status=draft&q=gempa").await), Some(0));
        assert_eq!(count(editor.get(site, "/articles?status=draft&category=alam&author=penulis").await), Some(1));
        assert_eq!(count(editor.get(site, "/articles?status=draft&category=sains").await), Some(0));
        let page = editor.get(site, "/articles?status=draft&limit=2").await.json();
        let next = page["next"].as_str().expect("a further page");
        let rest = editor.get(site, &format!("/articles?status=draft&limit=2&after={next}")).await.json();
        assert_eq!((rest["items"].as_array().map(Vec::len), rest["next"].as_str()), (Some(1), None));
        let nobody = crate::support::api::Api::default();
        assert_eq!(nobody.get(site, "/articles?status=draft").await.status, 401);
        let reader = Person::new(site, "pembaca", Role::Reader).await;
        assert_eq!(reader.api.get(site, "/articles?status=draft").await.status, 403);
        assert_eq!(editor.get(site, "/articles?status=x").await.status, 400);
    }
}
