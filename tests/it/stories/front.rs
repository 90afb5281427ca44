//! The front page put together by hand, and the line above every page.

use super::{desk::signed_in, world::World};
use crate::{
    on_both_databases,
    support::{Client, people::later},
};
use warta::{
    domain::{account::Role, article::Status, front_picks::Slot},
    service::{
        curating::{self, CurateError},
        writing::{self, Seen, Text},
    },
    store::story::Story,
};

/// A public story with this headline.
async fn public(world: &World, headline: &str) -> Story {
    let writer = world.editor.writer();
    let draft = world.draft(&writer, headline, "Satu.").await;
    let services = &world.site.services;
    let made = writing::publish(services, &writer, draft.id, Seen::any(), Text::Story).await;
    made.unwrap_or_else(|error| panic!("{headline}: {error}"))
}

/// The headline that leads the front page.
async fn lead(world: &World) -> String {
    let page = world.site.get("/").await.body;
    let from = page.find("card--lead").expect("a lead");
    let link = page[from..].find("href=\"/articles/").expect("a link") + from;
    let text = page[link..].find('>').expect("an end") + link + 1;
    page[text..]
        .split('<')
        .next()
        .unwrap_or_default()
        .to_owned()
}

async fn act(
    world: &World,
    client: &mut Client,
    act: &str,
    slot: &str,
    story: Option<&Story>,
) -> u16 {
    let id = story.map_or_else(String::new, |story| story.id.0.to_string());
    let fields = [("act", act), ("slot", slot), ("story", id.as_str())];
    client
        .post(&world.site, "/editor/front", &fields)
        .await
        .status
        .as_u16()
}

on_both_databases! {
    async fn what_an_editor_picks_leads_until_it_is_withdrawn(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let first = public(&world, "Berita pertama").await;
        for n in 0..40 {
            public(&world, &format!("Berita lain {n}")).await;
        }
        assert_eq!(lead(&world).await, "Berita lain 39");
        let found = editor.get(&world.site, "/editor/front?slot=lead&q=pertama").await.body;
        assert!(found.contains(&format!("name=\"story\" value=\"{}\"", first.id)), "{found}");
        let found = editor.get(&world.site, &format!("/editor/front?slot=lead&q=https://x.example/articles/{}", first.slug)).await.body;
        assert!(found.contains(&format!("name=\"story\" value=\"{}\"", first.id)));
        assert_eq!(act(&world, &mut editor, "pick", "lead", Some(&first)).await, 303);
        assert_eq!(lead(&world).await, "Berita pertama");
        let page = editor.get(&world.site, "/editor/front/preview").await;
        assert!(page.body.contains("Berita pertama") && page.header("content-security-policy").contains("frame-ancestors 'self'"));
        // However old it is, a change of it shows at once.
        let patch = writing::Patch { headline: Some("Berita yang diubah".into()), ..Default::default() };
        let changed = writing::update(&world.site.services, &world.editor.writer(), first.id, Seen::any(), patch).await;
        changed.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(lead(&world).await, "Berita yang diubah");
        // Named once on the page.
        let page = world.site.get("/").await.body;
        let seen = page.split("</head>").nth(1).unwrap_or_default();
        assert_eq!(seen.matches("Berita yang diubah").count(), 1);
        let gone = writing::unpublish(&world.site.services, &world.editor.writer(), first.id, Seen::any(), "Keliru").await;
        gone.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(lead(&world).await, "Berita lain 39");
        assert_eq!(act(&world, &mut editor, "pick", "lead", Some(&first)).await, 422, "it is not public");
        let back = writing::publish(&world.site.services, &world.editor.writer(), first.id, Seen::any(), Text::Story).await;
        back.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(act(&world, &mut editor, "clear", "lead", None).await, 303);
        assert_eq!(lead(&world).await, "Berita lain 39");
    }

    async fn a_block_begins_with_a_story_of_its_own_category(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let first = public(&world, "Berita pertama").await;
        for n in 0..30 {
            public(&world, &format!("Berita lain {n}")).await;
        }
        assert_eq!(act(&world, &mut editor, "pick", "block:sains", Some(&first)).await, 422);
        assert_eq!(act(&world, &mut editor, "pick", "block:alam", Some(&first)).await, 303);
        let page = world.site.get("/").await.body;
        let block = page.find("rubrik-alam").expect("a block");
        let (own, other) = (page[block..].find("Berita pertama"), page[block..].find("Berita lain"));
        assert!(own.expect("it is there") < other.expect("others follow"));
        // The place follows its category to another address.
        let fields = [("act", "save"), ("of", "alam"), ("name", "Alam"), ("slug", "lingkungan"), ("description", "")];
        assert_eq!(editor.post(&world.site, "/editor/categories", &fields).await.status, 303);
        let page = editor.get(&world.site, "/editor/front").await.body;
        let place = page.find("id=\"block-lingkungan\"").expect("a place");
        assert!(page[place..].split("</li>").next().unwrap_or_default().contains("Berita pertama"));
    }

    async fn a_withdrawn_pick_is_told_of_in_the_list(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let first = public(&world, "Berita pertama").await;
        public(&world, "Berita lain").await;
        assert_eq!(act(&world, &mut editor, "pick", "lead", Some(&first)).await, 303);
        assert!(!editor.get(&world.site, "/editor/front").await.body.contains("part__resting"));
        let gone = writing::unpublish(&world.site.services, &world.editor.writer(), first.id, Seen::any(), "Keliru").await;
        gone.unwrap_or_else(|error| panic!("{error}"));
        let page = editor.get(&world.site, "/editor/front").await.body;
        let told = page.split("part__resting").nth(1).and_then(|rest| rest.split("</p>").next()).expect("it is told");
        assert!(told.contains("Berita pertama") && told.contains(&format!("/editor/stories/{}", first.id)), "{told}");
        assert_eq!(act(&world, &mut editor, "clear", "lead", None).await, 303);
        assert!(!editor.get(&world.site, "/editor/front").await.body.contains("part__resting"));
    }

    async fn of_two_who_move_at_once_none_loses_or_doubles_a_pick(site: Site) {
        let world = World::new(site).await;
        let services = &world.site.services;
        let by = world.editor.reader.as_site_editor().expect("an editor");
        let mut stories = Vec::new();
        for n in 0..3 {
            stories.push(public(&world, &format!("Berita {n}")).await.id);
        }
        for (n, id) in (1..).zip(&stories) {
            curating::pick(services, &by, Slot::Second(n), *id).await.expect("picked");
        }
        let now = || async {
            let places = curating::places(services, &by).await.expect("places");
            let seconds = places.into_iter().filter(|place| matches!(place.slot, Slot::Second(_)));
            seconds.map(|place| place.now.expect("a story").id).collect::<Vec<_>>()
        };
        for round in 0..30 {
            let seen = now().await;
            // Both move the one in the middle, in opposite ways.
            let (up, down) = futures::join!(
                curating::shift(services, &by, Slot::Second(2), -1, (seen[1], seen[0])),
                curating::shift(services, &by, Slot::Second(2), 1, (seen[1], seen[2])),
            );
            let expected = match (up, down) {
                (Ok(()), Err(CurateError::Stale)) => vec![seen[1], seen[0], seen[2]],
                (Err(CurateError::Stale), Ok(())) => vec![seen[0], seen[2], seen[1]],
                other => panic!("round {round}: {other:?}"),
            };
            assert_eq!(now().await, expected, "round {round}");
        }
        let seen = now().await;
        let old = curating::shift(services, &by, Slot::Second(1), 1, (seen[1], seen[0])).await;
        assert!(matches!(old, Err(CurateError::Stale)), "what was seen is past: {old:?}");
    }

    async fn only_who_arranges_the_site_arranges_its_front(site: Site) {
        let world = World::new(site).await;
        let story = world.story_in(&world.author.writer(), Status::Published).await;
        let mut author = signed_in(&world, "Sari", Role::Author).await;
        assert_eq!(act(&world, &mut author, "pick", "lead", Some(&story)).await, 403);
        for path in ["/editor/front", "/editor/front/preview"] {
            assert_eq!(author.get(&world.site, path).await.status, 403, "{path}");
        }
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        assert_eq!(act(&world, &mut editor, "pick", "rail", Some(&story)).await, 422);
    }

    async fn a_breaking_line_is_shown_until_its_time_is_over(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let now = world.site.get("/api/v1/breaking").await;
        assert_eq!((now.body.as_str(), now.header("cache-control")), ("null", "public, max-age=15"));
        let long = "x".repeat(141);
        for (text, href) in [("", "/"), (long.as_str(), ""), ("Gempa", "javascript:alert(1)"), ("Gempa", "//evil.example")] {
            let fields = [("act", "break"), ("text", text), ("href", href), ("minutes", "60")];
            let refused = editor.post(&world.site, "/editor/front", &fields).await;
            assert_eq!(refused.status, 422);
            assert!(refused.body.contains(&format!("value=\"{text}\"")), "what was typed is kept");
        }
        let fields = [("act", "break"), ("text", "Gempa di <laut>"), ("href", "/articles/gempa"), ("minutes", "60")];
        assert_eq!(editor.post(&world.site, "/editor/front", &fields).await.status, 303);
        let line = world.site.get("/api/v1/breaking").await.json();
        assert_eq!((&line["text"], &line["href"]), (&"Gempa di <laut>".into(), &"/articles/gempa".into()));
        assert!(line["until"].is_string());
        let left = line["left"].as_i64().expect("seconds");
        assert!((3_500..=3_601).contains(&left), "{left}");
        // The same text again is another line: whoever closed the first one sees it.
        assert_eq!(editor.post(&world.site, "/editor/front", &fields).await.status, 303);
        let again = world.site.get("/api/v1/breaking").await.json();
        assert!(line["id"].is_string() && line["id"] != again["id"], "{again}");
        assert!(!world.site.get("/").await.body.contains("Gempa di"), "kept pages stay the same");
        let over = later(&world.site.services, 61 * 60 * 1_000_000);
        assert!(warta::service::breaking::now(&over).await.expect("read").is_none());
        assert_eq!(editor.post(&world.site, "/editor/front", &[("act", "end")]).await.status, 303);
        assert_eq!(world.site.get("/api/v1/breaking").await.body, "null");
    }
}
