//! The plan: a calendar and a board, each of what its reader may see.

use super::{
    desk::{ask, parsed, signed_in},
    world::World,
};
use crate::{on_both_databases, support::Client};
use serde_json::{Value, json};
use warta::{
    domain::{account::Role, article::Status, stamp::Stamp},
    service::writing::{self, Seen},
};

const DAY: i64 = 24 * 3_600_000_000;

async fn plan(world: &World, client: &mut Client, query: &str) -> Value {
    let path = format!("/api/plan/load?{query}");
    parsed(&client.get(&world.site, &path).await)
}

/// The cards on each day that has some: `2024-11-20: Banjir`.
fn days(plan: &Value) -> Vec<String> {
    let days = plan["view"]["Calendar"]["days"].as_array().expect("days");
    let mut all = Vec::new();
    for day in days {
        for card in day["cards"].as_array().expect("cards") {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            all.push(format!(
                "{}: {}",
                text(&day["date"]),
                text(&card["headline"])
            ));
        }
    }
    all
}

/// The columns of the board that have cards.
fn columns(plan: &Value) -> Vec<(String, usize)> {
    let columns = plan["view"]["Board"].as_array().expect("columns");
    let all = columns.iter().map(|column| {
        let status = column["status"].as_str().unwrap_or_default().to_owned();
        (status, column["cards"].as_array().map_or(0, Vec::len))
    });
    all.filter(|(_, cards)| *cards > 0).collect()
}

on_both_databases! {
    async fn a_plan_is_a_day_and_no_publication(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let story = world.draft(&world.author.writer(), "Banjir di pantai", "Satu.").await;
        let month = &world.site.services.clock.now();
        let zone = warta::service::zone::Zone::named("Asia/Jakarta").expect("a zone");
        let now = zone.moment(*month);
        let query = format!("view=&month={:04}-{:02}", now.year, now.month);
        let before = plan(&world, &mut editor, &query).await;
        assert!(days(&before).is_empty());
        assert_eq!(before["view"]["Calendar"]["unplanned"][0]["headline"], "Banjir di pantai");
        let at = format!("{:04}-{:02}-15T21:30", now.year, now.month);
        let wish = json!({"Plan": {"version": 1, "at": at}});
        let planned = parsed(&ask(&world, &mut editor, story.id, wish.clone()).await);
        assert_eq!(planned["Story"]["status"], "draft");
        // Whoever has an older one on the screen is told, and changes nothing.
        assert_eq!(parsed(&ask(&world, &mut editor, story.id, wish).await), json!("Stale"));
        let there = plan(&world, &mut editor, &query).await;
        let day = format!("{:04}-{:02}-15", now.year, now.month);
        assert_eq!(days(&there), [format!("{day}: Banjir di pantai")]);
        assert!(there["view"]["Calendar"]["unplanned"].as_array().is_some_and(Vec::is_empty));
        let free = json!({"Plan": {"version": planned["Story"]["version"], "at": ""}});
        parsed(&ask(&world, &mut editor, story.id, free).await);
        assert!(days(&plan(&world, &mut editor, &query).await).is_empty());
    }

    async fn the_calendar_shows_what_was_and_will_be_public(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let (services, writer) = (&world.site.services, world.editor.writer());
        world.story_in(&writer, Status::Published).await;
        let story = world.draft(&writer, "Besok", "Satu.").await;
        let at = Stamp::from_micros(services.clock.now().micros() + DAY);
        writing::schedule(services, &writer, story.id, Seen::any(), writing::Text::Story, at).await.expect("scheduled");
        let shown = days(&plan(&world, &mut editor, "").await);
        let zone = warta::service::zone::Zone::named("Asia/Jakarta").expect("a zone");
        let date = |at: Stamp| zone.moment(at).datetime()[..10].to_owned();
        assert!(shown.contains(&format!("{}: Banjir di pantai", date(services.clock.now()))), "{shown:?}");
        assert!(shown.contains(&format!("{}: Besok", date(at))) || zone.moment(at).month != zone.moment(services.clock.now()).month, "{shown:?}");
    }

    async fn the_board_moves_what_may_be_moved(site: Site) {
        let world = World::new(site).await;
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        let writer = world.contributor.writer();
        for status in [Status::Draft, Status::InReview, Status::Ready, Status::Published] {
            world.story_in(&writer, status).await;
        }
        let board = plan(&world, &mut editor, "view=board").await;
        let one = |word: &str| (word.to_owned(), 1);
        assert_eq!(columns(&board), [one("draft"), one("in_review"), one("ready"), one("published")]);
        let ready = board["view"]["Board"].as_array().and_then(|all| all.iter().find(|c| c["status"] == "ready")).expect("a column").clone();
        assert_eq!(ready["cards"][0]["moves"], json!(["draft", "in_review"]));
        let published = board["view"]["Board"].as_array().and_then(|all| all.iter().find(|c| c["status"] == "published")).expect("a column").clone();
        assert_eq!((&published["cards"][0]["moves"], &published["cards"][0]["plannable"]), (&json!([]), &json!(false)));
    }

    async fn everybody_sees_their_own_plan(site: Site) {
        let world = World::new(site).await;
        let mut author = signed_in(&world, "Sari", Role::Author).await;
        world.draft(&world.editor.writer(), "Bukan miliknya", "Satu.").await;
        let board = plan(&world, &mut author, "view=board").await;
        assert!(columns(&board).is_empty(), "{board}");
        for (role, status) in [(Role::Moderator, 403), (Role::Reader, 403), (Role::Contributor, 200)] {
            let mut client = signed_in(&world, &format!("Orang {}", role.as_str()), role).await;
            for path in ["/api/plan/load", "/editor/plan", "/editor/notices"] {
                assert_eq!(client.get(&world.site, path).await.status, status, "{role:?} {path}");
            }
        }
        assert_eq!(Client::new().get(&world.site, "/api/plan/load").await.status, 401);
        assert_eq!(Client::new().get(&world.site, "/editor/plan").await.status, 303);
    }
}
