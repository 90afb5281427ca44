//! What the outside is told: webhooks, the hub of the feeds, search engines; and who may see that.

mod world;

use crate::{
    on_both_databases,
    support::{Client, Site, people::People},
};
use axum::http::Method;
use std::{collections::BTreeSet, time::Duration};
use warta::{
    domain::{
        account::Role,
        comment::Comment,
        id::ArticleId,
        webhook::{Event, Progress, Standing, Wrong},
    },
    server,
    service::{
        administering::{self, By},
        commenting::{self, ArticleRef, Poster, Posting},
        moderating::{self, Decision},
        rights::Reader,
        webhooks::{self, WebhookError},
    },
    store,
};
use world::World;

const PAGE: &str = "/editor/webhooks";
const STORIES: [Event; 3] = [
    Event::ArticlePublished,
    Event::ArticleUpdated,
    Event::ArticleUnpublished,
];

async fn commented(world: &World, by: &Reader, article: ArticleId) -> Comment {
    let posting = Posting {
        article: ArticleRef::Id(article),
        parent: None,
        body: "Pendapat saya".into(),
        key: None,
        address: "alamat".into(),
        honeypot: String::new(),
        composing: None,
    };
    let posted = commenting::post(&world.site.services, Poster::Account(by), posting).await;
    posted.expect("posted").comment
}

/// Somebody with this role at a browser.
async fn somebody(site: &Site, name: &str, role: Role) -> Client {
    let (services, email) = (&site.services, Client::email(name));
    let made =
        administering::create(services, By::Console, name, &email, role, Client::PASSWORD).await;
    made.expect("an account is made");
    let mut client = Client::new();
    assert_eq!(client.sign_in(site, name).await.status, 303);
    client
}

on_both_databases! {
    async fn what_happens_to_a_story_is_told_signed_and_in_order(site: Site) {
        let world = World::new(site).await;
        let secret = world.hook("/semua", &STORIES).await;
        let other = world.hook("/lain", &[Event::ArticleUnpublished]).await;
        let story = world.published("Banjir di pantai").await;
        assert_eq!(world.round().await, 1);
        world.changed(&story, "Banjir besar di pantai").await;
        world.withdrawn(&story).await;
        assert_eq!(world.round().await, 2, "the change is not public any more");
        assert_eq!(world.round().await, 0, "never twice");

        let heard = world.receiver.heard();
        let own: Vec<_> = heard.iter().filter(|h| h.path == "/semua").collect();
        let events: Vec<_> = own.iter().map(|h| h.event()).collect();
        assert_eq!(events, ["article.published", "article.unpublished"]);
        assert_eq!(heard.len(), 3);
        for one in &heard {
            let key = if one.path == "/semua" { &secret } else { &other };
            assert!(one.is_signed_with(key), "{one:?}");
            assert_eq!(one.header("content-type"), "application/json");
            assert!(one.header("webhook-id").starts_with("msg_"));
            assert!(one.header("user-agent").starts_with("Warta/"));
        }
        let first = own[0].json();
        assert_eq!(first["timestamp"], "2024-11-20T12:30:00+07:00");
        let data = &first["data"];
        assert_eq!(data["id"], story.id.to_string());
        assert_eq!(data["url"], format!("http://warta.test/articles/{}", story.slug));
        assert_eq!(data["status"], "published");
        assert_eq!(data["category"]["slug"], "alam");
        assert!(data.get("body").is_none() && data["version"].is_i64(), "{data}");
        let last = own[1].json();
        assert_eq!(last["data"]["status"], "unpublished");
        assert!(last["data"].get("headline").is_none(), "{last}");
        let progress: Vec<_> = world.log().await.iter().map(|d| (d.what.clone(), d.progress)).collect();
        assert!(progress.contains(&("article.updated".into(), Progress::Dropped)), "{progress:?}");

        let again = world.published("Gempa").await;
        world.round().await;
        world.changed(&again, "Gempa kecil").await;
        world.round().await;
        let events: Vec<_> = world.receiver.heard().iter().map(world::Heard::event).collect();
        assert_eq!(events, ["article.published", "article.updated"]);
    }

    async fn what_fails_is_tried_again_and_what_waits_keeps_its_order(site: Site) {
        let world = World::new(site).await;
        world.hook("/", &[Event::ArticlePublished]).await;
        world.receiver.answers([500]);
        world.published("Satu").await;
        world.published("Dua").await;
        assert_eq!(world.round().await, 0);
        let first = world.receiver.heard();
        assert_eq!(first.len(), 1, "the second waits behind the first");
        assert_eq!(world.round().await, 0, "not yet");
        assert!(world.receiver.heard().is_empty());
        let log = world.log().await;
        let failed = log.last().expect("the first message");
        assert_eq!((failed.progress, failed.status, failed.tries), (Progress::Waiting, Some(500), 1));
        assert_eq!(failed.answer, "jawaban 500");
        assert!(failed.next.is_some());
        assert!(world.hooks().await[0].failing.is_some());

        // What happens meanwhile does not make us call again, nor does it come first.
        world.forward(5);
        world.published("Tiga").await;
        assert_eq!(world.round().await, 0);
        assert!(world.receiver.heard().is_empty());

        world.forward(60);
        assert_eq!(world.round().await, 3);
        let heard = world.receiver.heard();
        let headlines: Vec<_> = heard.iter().map(|h| h.json()["data"]["headline"].clone()).collect();
        assert_eq!(headlines, ["Satu", "Dua", "Tiga"]);
        assert_eq!(heard[0].header("webhook-id"), first[0].header("webhook-id"), "one message, one id");
        assert!(world.hooks().await[0].failing.is_none());
        let log = world.log().await;
        assert!(log.iter().all(|d| d.progress == Progress::Sent && d.status == Some(200)), "{log:?}");
    }

    async fn nothing_is_lost_when_a_process_ends_and_nothing_sent_twice_by_two(site: Site) {
        let world = World::new(site).await;
        world.hook("/", &[Event::ArticlePublished]).await;
        world.published("Satu").await;
        // A process takes the message and ends before it has sent it.
        let now = world.site.services.clock.now();
        let due = store::outbox::due(&world.site.services.store, now, 10).await.expect("due");
        let (id, until) = (due[0].id, warta::domain::stamp::Stamp::from_micros(now.micros() + 60_000_000));
        let taken = world.site.services.store.write(move |mut tx| {
            Box::pin(async move { store::outbox::claim(&mut tx, id, now, until).await })
        });
        assert!(taken.await.expect("taken"));
        let mut other = server::services(&world.site.config).await.expect("another process");
        other.clock = world.site.services.clock.clone();
        other.fetcher = world.site.services.fetcher.clone();
        assert_eq!(world.courier().round(&other).await.expect("a round"), 0, "it is somebody's");
        world.forward(61);
        assert_eq!(world.courier().round(&other).await.expect("a round"), 1);
        assert_eq!(world.receiver.heard().len(), 1);

        for n in 0..10 {
            world.published(&format!("Judul {n}")).await;
        }
        let (mut here, mut there) = (world.courier(), world.courier());
        let (one, two) = futures::join!(here.round(&world.site.services), there.round(&other));
        assert_eq!(one.expect("a round") + two.expect("a round"), 10);
        let heard = world.receiver.heard();
        let ids: BTreeSet<_> = heard.iter().map(|h| h.header("webhook-id").to_owned()).collect();
        assert_eq!((heard.len(), ids.len()), (10, 10));
        other.store.close().await;
    }

    async fn only_comments_that_everyone_sees_are_told(site: Site) {
        let world = World::new(site).await;
        world.hook("/", &[Event::CommentCreated]).await;
        world.set("comments.moderation", "all_held".into()).await;
        let services = &world.site.services;
        let story = world.published("Banjir").await;
        let reader = People::reader(services, "pembaca").await;
        let moderator = People::moderator(services, "moderator").await;
        let held = commented(&world, &reader, story.id).await;
        assert_eq!(world.round().await, 0, "it is held");
        let approve = Decision::Approve;
        moderating::decide(services, &moderator, held.id, approve, "", None).await.expect("approved");
        assert_eq!(world.round().await, 1);
        let heard = world.receiver.heard();
        let data = heard[0].json()["data"].clone();
        assert_eq!(heard[0].event(), "comment.created");
        assert_eq!((data["body"].as_str(), data["state"].as_str()), (Some("Pendapat saya"), Some("published")));
        assert_eq!(data["article"], story.id.to_string());

        // What is hidden before it was told is not told.
        let staff = People::staff(services, "penulis").await;
        let hidden = commented(&world, &staff, story.id).await;
        moderating::decide(services, &moderator, hidden.id, Decision::Remove, "", None).await.expect("removed");
        assert_eq!(world.round().await, 0);
        assert!(world.receiver.heard().is_empty());
        assert_eq!(world.log().await[0].progress, Progress::Dropped);
    }

    async fn what_fails_for_days_is_stopped_and_says_so(site: Site) {
        let world = World::new(site).await;
        world.hook("/", &STORIES).await;
        world.receiver.answers([503; 40]);
        world.published("Satu").await;
        for _ in 0..30 {
            world.round().await;
            world.forward(6 * 3600 + 1);
        }
        assert_eq!(world.receiver.heard().len(), 12, "about a day, and then no more");
        let log = world.log().await;
        assert_eq!((log[0].progress, log[0].tries), (Progress::Failed, 12));
        assert_eq!(world.hooks().await[0].standing, Standing::Active);
        world.published("Dua").await;
        world.forward(61);
        world.round().await;
        assert_eq!(world.hooks().await[0].standing, Standing::Stopped);
        world.published("Tiga").await;
        assert_eq!(world.log().await.len(), 2, "it is told nothing more");
        let mut client = somebody(&world.site, "Dewi", Role::Administrator).await;
        let page = client.get(&world.site, PAGE).await;
        assert!(page.body.contains("Dihentikan") && page.body.contains("jawaban 503"), "{}", page.body);
        let log = client.get(&world.site, "/editor/log").await;
        assert!(log.body.contains("menghentikan webhook"), "{}", log.body);

        // Somebody mends it.
        world.receiver.heard();
        let id = world.hooks().await[0].id.to_string();
        assert_eq!(client.post(&world.site, PAGE, &[("act", "resume"), ("id", &id)]).await.status, 303);
        world.receiver.answers_well();
        let message = world.log().await[0].id.to_string();
        assert_eq!(client.post(&world.site, PAGE, &[("act", "again"), ("id", &message)]).await.status, 303);
        assert_eq!(world.round().await, 1);
        assert_eq!(world.receiver.heard()[0].json()["data"]["headline"], "Dua");
        assert_eq!(world.hooks().await[0].standing, Standing::Active);

        // Whoever answers 410 is never asked again.
        world.receiver.answers([410]);
        world.published("Empat").await;
        world.round().await;
        assert_eq!(world.hooks().await[0].standing, Standing::Stopped);
    }

    async fn administrators_keep_webhooks_without_script(site: Site) {
        let world = World::new(site).await;
        let site = &world.site;
        assert_eq!(site.get(PAGE).await.status, 303);
        let mut editor = somebody(site, "Ratih", Role::Editor).await;
        assert_eq!(editor.get(site, PAGE).await.status, 403);
        let mut client = somebody(site, "Dewi", Role::Administrator).await;
        let url = world.receiver.url("/kait");
        let fields = [("act", "add"), ("name", "Arsip"), ("url", url.as_str()), ("event", "article.published"), ("event", "comment.created")];
        assert_eq!(editor.post(site, PAGE, &fields).await.status, 403);
        assert!(world.hooks().await.is_empty());

        let added = client.post(site, PAGE, &fields).await;
        assert_eq!((added.status.as_u16(), added.header("cache-control")), (200, "no-store"));
        let secret = added.between("<code>", "</code>").to_owned();
        assert!(secret.starts_with("whsec_"), "{secret}");
        let page = client.get(site, PAGE).await;
        assert!(page.body.contains("Arsip") && page.body.contains("/kait") && !page.body.contains("whsec_"), "{}", page.body);
        let hook = world.hooks().await.remove(0);
        assert_eq!(hook.events, [Event::ArticlePublished, Event::CommentCreated]);
        let id = hook.id.to_string();

        assert_eq!(client.post(site, PAGE, &[("act", "pause"), ("id", &id)]).await.status, 303);
        world.published("Satu").await;
        assert_eq!(client.post(site, PAGE, &[("act", "test"), ("id", &id)]).await.status, 303);
        assert_eq!(world.round().await, 1, "a test reaches it although it is paused");
        let heard = world.receiver.heard();
        assert_eq!(heard[0].event(), "test");
        assert!(heard[0].is_signed_with(&secret));
        let page = client.get(site, PAGE).await;
        assert!(page.body.contains("(200)") && page.body.contains("jawaban 200"), "{}", page.body);

        let renewed = client.post(site, PAGE, &[("act", "renew"), ("id", &id)]).await;
        let new = renewed.between("<code>", "</code>").to_owned();
        assert_ne!(new, secret);
        client.post(site, PAGE, &[("act", "resume"), ("id", &id)]).await;
        world.published("Dua").await;
        assert_eq!(world.round().await, 1, "what happened while it was paused is not told");
        assert!(world.receiver.heard()[0].is_signed_with(&new));

        assert_eq!(client.post(site, PAGE, &[("act", "remove"), ("id", &id)]).await.status, 303);
        assert_eq!(client.post(site, PAGE, &[("act", "remove"), ("id", &id)]).await.status, 422);
        assert!(world.hooks().await.is_empty() && world.log().await.is_empty());
        let log = client.get(site, "/editor/log").await;
        for did in ["menambah webhook", "menjeda webhook", "menjalankan lagi webhook", "mengganti kunci webhook", "menghapus webhook"] {
            assert!(log.body.contains(did), "{did}");
        }
    }

    async fn private_addresses_are_refused(site: Site) {
        let world = World::new(site).await;
        let mut client = somebody(&world.site, "Dewi", Role::Administrator).await;
        for (url, wrong) in [
            ("http://10.0.0.1/hook", Wrong::AddressPrivate),
            ("http://dalam.test/hook", Wrong::AddressPrivate),
            ("http://[fd00::1]/", Wrong::AddressPrivate),
            ("https://a:b@penerima.test/", Wrong::Address),
            ("ftp://penerima.test/", Wrong::Address),
        ] {
            let fields = [("act", "add"), ("name", "Arsip"), ("url", url), ("event", "article.published")];
            assert_eq!(client.post(&world.site, PAGE, &fields).await.status, 422, "{url}");
            let refused = webhooks::add(&world.site.services, &world.by, "a", url, STORIES.to_vec()).await;
            assert!(matches!(refused, Err(WebhookError::Wrong(found)) if found == [wrong]), "{url}");
        }
        let nothing = client.post(&world.site, PAGE, &[("act", "add"), ("name", ""), ("url", "https://a.test/")]).await;
        assert!(nothing.body.contains("Pilih paling sedikit satu"), "{}", nothing.body);
        assert!(world.hooks().await.is_empty());
        assert!(world.receiver.heard().is_empty());
    }

    async fn the_hub_is_told_of_feeds_and_named_in_them(site: Site) {
        let world = World::new(site).await;
        let site = &world.site;
        world.published("Satu").await;
        assert_eq!(world.round().await, 0, "without a hub nobody is told");
        assert_eq!(site.get("/feed.xml").await.header("link"), "");
        let hub = world.receiver.url("/hub");
        world.set("hub", hub.clone()).await;
        site.services.freshness.purge(&["site"]);
        let two = world.published("Dua").await;
        world.changed(&two, "Dua lagi").await;
        let sent = world.round().await;
        let heard = world.receiver.heard();
        let told: BTreeSet<_> = heard.iter().map(|h| h.body.clone()).collect();
        assert_eq!((told.len(), heard.len()), (sent, sent), "each feed once, though it changed twice");
        let feed = |path: &str| format!("hub.mode=publish&hub.url=http%3A%2F%2Fwarta%2Etest{path}");
        for path in ["%2Ffeed%2Exml", "%2Fatom%2Exml", "%2Ffeed%2Ejson", "%2Fcategories%2Falam%2Ffeed%2Exml"] {
            assert!(told.contains(&feed(path)), "{path}: {told:?}");
        }
        assert!(heard.iter().all(|h| h.path == "/hub" && h.header("content-type") == "application/x-www-form-urlencoded"));

        let rss = site.get("/feed.xml").await;
        assert_eq!(rss.header("link"), format!("<{hub}>; rel=\"hub\", <http://warta.test/feed.xml>; rel=\"self\""));
        assert!(rss.body.contains("rel=\"hub\"") && rss.body.contains(&hub), "{}", rss.body);
        let atom = site.get("/categories/alam/atom.xml").await;
        assert!(atom.body.contains("rel=\"hub\"") && atom.body.contains(&hub), "{}", atom.body);
        assert_eq!(site.get("/feed.json").await.json()["hubs"][0]["url"], hub);
    }

    async fn search_engines_are_told_in_one_call(site: Site) {
        let world = World::new(site).await;
        let site = &world.site;
        assert_eq!(site.get("/kunci-rahasia.txt").await.status, 404);
        world.set("indexnow", "kunci-rahasia".into()).await;
        let key = site.get("/kunci-rahasia.txt").await;
        assert_eq!((key.status.as_u16(), key.body.as_str()), (200, "kunci-rahasia"));
        assert_eq!(site.send(Method::GET, "/kunci-lain.txt", &[]).await.status, 404);
        let one = world.published("Satu").await;
        let two = world.published("Dua").await;
        world.receiver.answers([429]);
        assert_eq!(world.round().await, 0);
        assert_eq!(world.receiver.heard().len(), 1);
        world.forward(61);
        assert_eq!(world.round().await, 2);
        let heard = world.receiver.heard();
        assert_eq!((heard.len(), heard[0].path.as_str()), (1, "/indexnow"));
        let told = heard[0].json();
        assert_eq!((told["host"].as_str(), told["key"].as_str()), (Some("warta.test"), Some("kunci-rahasia")));
        assert_eq!(told["keyLocation"], "http://warta.test/kunci-rahasia.txt");
        let address = |slug: &str| format!("http://warta.test/articles/{slug}");
        assert_eq!(told["urlList"], serde_json::json!([address(&one.slug), address(&two.slug)]));
    }

    async fn what_was_sent_long_ago_is_forgotten(site: Site) {
        let world = World::new(site).await;
        world.hook("/", &[Event::ArticlePublished]).await;
        world.published("Satu").await;
        world.round().await;
        assert_eq!(world.log().await.len(), 1);
        world.site.clock.forward(Duration::from_secs(15 * 86_400));
        world.round().await;
        assert!(world.log().await.is_empty());
    }
}
