//! Stories that become public by themselves.

use super::world::World;
use crate::{on_both_databases, support::at};
use serde_json::json;
use std::time::Duration;
use warta::{
    domain::article::Status,
    server,
    service::writing::{self, Seen, Text, scheduling::publish_due},
};

on_both_databases! {
    async fn a_scheduled_story_is_published_at_its_time_and_not_before(site: Site) {
        let world = World::new(site).await;
        let (site, api) = (&world.site, &world.author.api);
        let story = world.draft(&world.author.writer(), "Judul", "Isi").await;
        let path = format!("/articles/{}", story.slug);
        let answer = api.post(site, &format!("{path}/publish"), json!({"at": "2024-11-20T12:31:00+07:00"})).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["status"]), (200, &json!("scheduled")), "{}", answer.body);
        assert_eq!(site.get(&path).await.status, 404);
        for (seconds, published) in [(0, 0), (59, 0), (1, 1), (0, 0)] {
            site.clock.forward(Duration::from_secs(seconds));
            assert_eq!(publish_due(&site.services).await.expect("looked"), published);
        }
        let page = site.get(&path).await;
        assert_eq!(page.status, 200, "no copy of the page before it is left");
        assert_eq!(api.get(site, &path).await.json()["published_at"], "2024-11-20T12:31:00+07:00");
        let revisions = writing::revisions(&site.services, &world.author.writer(), story.id, i64::MAX, 1).await.expect("revisions");
        assert_eq!((revisions[0].kind.as_str(), revisions[0].by_name.as_deref()), ("published", Some("penulis")));
    }

    async fn after_downtime_everything_that_is_due_is_published_as_promised(site: Site) {
        let world = World::new(site).await;
        let services = &world.site.services;
        let writer = world.author.writer();
        let mut stories = Vec::new();
        for n in 1..=60 {
            let story = world.draft(&writer, &format!("Judul {n}"), "Isi").await;
            let time = warta::domain::stamp::Stamp::from_micros(services.clock.now().micros() + n * 60_000_000);
            writing::schedule(services, &writer, story.id, Seen::any(), Text::Story, time).await.expect("scheduled");
            stories.push((story.id, time));
        }
        let taken_back = stories.pop().expect("the last one").0;
        writing::hand_on(services, &writer, taken_back, Seen::any(), Status::Draft).await.expect("taken back");
        world.site.clock.forward(Duration::from_secs(10 * 3600));
        assert_eq!(publish_due(services).await.expect("looked"), 59);
        for (id, time) in stories {
            let story = world.story(id.0).await;
            assert_eq!((story.status, story.published_at, story.publish_at), (Status::Published, Some(time), None));
        }
        assert_eq!(world.story(taken_back.0).await.status, Status::Draft);
    }

    async fn several_nodes_publish_once(site: Site) {
        let world = World::new(site).await;
        let mut other = server::services(&world.site.config).await.expect("a second node");
        other.clock = world.site.services.clock.clone();
        let writer = world.author.writer();
        for n in 0..20 {
            let story = world.draft(&writer, &format!("Judul {n}"), "Isi").await;
            let when = at("2024-11-20T12:31:00+07:00");
            writing::schedule(&world.site.services, &writer, story.id, Seen::any(), Text::Story, when).await.expect("scheduled");
        }
        world.site.clock.forward(Duration::from_secs(61));
        let (one, two) = futures::join!(publish_due(&world.site.services), publish_due(&other));
        assert_eq!(one.expect("looked") + two.expect("looked"), 20);
        let listed = world.editor.api.get(&world.site, "/articles?limit=100").await.json();
        let items = listed["items"].as_array().cloned().unwrap_or_default();
        assert_eq!(items.len(), 20);
        for item in items {
            let path = format!("/articles/{}/revisions", item["id"].as_str().unwrap_or_default());
            let kinds = world.editor.api.get(&world.site, &path).await.json();
            let published = kinds["items"].as_array().into_iter().flatten().filter(|r| r["kind"] == "published").count();
            assert_eq!(published, 1, "{kinds}");
        }
        other.store.close().await;
    }
}
