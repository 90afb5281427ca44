//! Browsers follow stories and categories, and are told by their push service.

mod world;

use crate::on_both_databases;
use axum::http::Method;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use warta::{
    server,
    service::{
        importing::{self, Format, Wanted},
        pushing::{self, sending::Pusher},
        writing::{self, Seen, Text, scheduling::publish_due},
    },
};
use world::World;

const ALAM: &str = "/categories/alam";

fn path_of(slug: &str) -> String {
    format!("/articles/{slug}")
}

on_both_databases! {
    async fn a_new_story_is_told_to_who_follows_its_category_encrypted_and_signed(site: Site) {
        let world = World::new(site).await;
        let browser = world.follower("satu", ALAM).await;
        let story = world.published("Banjir di pantai").await;
        assert_eq!(world.round().await, 1);
        assert_eq!(world.round().await, 0, "never twice");

        let heard = world.service.heard();
        assert_eq!(heard.len(), 1);
        let path = path_of(&story.slug);
        let told = browser.read(&heard[0]);
        assert_eq!(told, json!({"title": "Banjir di pantai", "body": "Air naik sejak pagi.", "url": path, "tag": path}));
        let header = |name| heard[0].header(name);
        assert_eq!((header("content-encoding"), header("urgency"), header("ttl")), ("aes128gcm", "normal", "86400"));
        assert_eq!(world::decoded(header("topic")).len(), 24);
        let claims = heard[0].claims();
        assert_eq!(claims["aud"], world.service.origin());
        assert_eq!(claims["sub"], "http://warta.test");
        let now = world.site.services.clock.now().micros() / 1_000_000;
        let left = claims["exp"].as_i64().expect("a time") - now;
        assert!((1..=86_400).contains(&left), "{left}");
        let key = pushing::public_key(&world.site.services.secret);
        assert!(header("authorization").ends_with(&format!(", k={key}")));

        // Told once, and of what is new alone.
        world.change(&story, "Banjir besar di pantai").await;
        world.withdraw(&story).await;
        world.publish(&story).await;
        assert_eq!(world.round().await, 0);
        let late = world.follower("dua", ALAM).await;
        let planned = world.draft("Gempa").await;
        let at = warta::domain::stamp::Stamp::from_micros((now + 600) * 1_000_000);
        writing::schedule(&world.site.services, &world.writer, planned.id, Seen::any(), Text::Story, at).await.expect("scheduled");
        assert_eq!(world.round().await, 0, "it is not public yet");
        world.forward(601);
        assert_eq!(publish_due(&world.site.services).await.expect("looked"), 1);
        assert_eq!(world.round().await, 2);
        let heard = world.service.heard();
        let own = heard.iter().find(|h| h.path == late.path).expect("told");
        assert_eq!(late.read(own)["title"], "Gempa");
    }

    async fn a_correction_is_told_to_who_follows_the_story(site: Site) {
        let world = World::new(site).await;
        let story = world.published("Banjir").await;
        let other = world.published("Gempa").await;
        let browser = world.follower("satu", &path_of(&story.slug)).await;
        world.follower("dua", &path_of(&other.slug)).await;
        world.follower("tiga", ALAM).await;
        world.change(&story, "Banjir besar").await;
        assert_eq!(world.round().await, 0, "a change is no correction");
        world.correct(&story, "Tiga", "Empat", "Jumlah rumah keliru.").await;
        assert_eq!(world.round().await, 1);
        let heard = world.service.heard();
        let told = browser.read(&heard[0]);
        assert_eq!((told["title"].as_str(), told["body"].as_str()), (Some("Banjir besar"), Some("Jumlah rumah keliru.")));
        assert_eq!(heard[0].header("ttl"), "259200");
    }

    async fn of_what_is_withdrawn_nothing_is_told(site: Site) {
        let world = World::new(site).await;
        world.follower("satu", ALAM).await;
        let story = world.published("Keliru").await;
        let reader = world.follower("dua", &path_of(&story.slug)).await;
        world.withdraw(&story).await;
        assert_eq!(world.round().await, 0);
        world.publish(&story).await;
        world.correct(&story, "Tiga", "Empat", "Keliru.").await;
        world.withdraw(&story).await;
        assert_eq!(world.round().await, 0);
        assert!(world.service.heard().is_empty());
        assert_eq!(world.try_follow(&reader, &path_of(&story.slug)).await.status, 404);
    }

    async fn what_comes_too_late_is_not_told(site: Site) {
        let world = World::new(site).await;
        let browser = world.follower("satu", ALAM).await;
        world.service.answers(&browser, 503, Some("7200"));
        world.published("Banjir").await;
        assert_eq!(world.round().await, 0);
        assert_eq!(world.service.heard().len(), 1);
        // Whoever is away is left alone, with everything that waits there.
        world.published("Gempa").await;
        world.forward(3_600);
        assert_eq!(world.round().await, 0);
        assert!(world.service.heard().is_empty());
        world.service.answers(&browser, 201, None);
        world.forward(82_801);
        assert_eq!(world.round().await, 0, "a day has gone by");
        assert!(world.service.heard().is_empty());
        world.published("Letusan").await;
        assert_eq!(world.round().await, 1);
    }

    async fn two_nodes_tell_each_browser_once(site: Site) {
        let world = World::new(site).await;
        for n in 0..25 {
            world.follower(&n.to_string(), ALAM).await;
        }
        let mut other = server::services(&world.site.config).await.expect("another process");
        other.clock = world.site.services.clock.clone();
        other.fetcher = world.site.services.fetcher.clone();
        for n in 0..3 {
            world.published(&format!("Judul {n}")).await;
        }
        let there = Pusher::default();
        let (one, two) = futures::join!(world.pusher.round(&world.site.services), there.round(&other));
        let late = world.round().await;
        assert_eq!(one.expect("a round") + two.expect("a round") + late, 75);
        let heard = world.service.heard();
        let told: BTreeSet<_> = heard.iter().map(|h| (h.path.clone(), h.header("topic").to_owned())).collect();
        assert_eq!((heard.len(), told.len()), (75, 75));
        other.store.close().await;
    }

    async fn a_browser_that_has_gone_is_forgotten_and_one_that_is_busy_waited_for(site: Site) {
        let world = World::new(site).await;
        let gone = world.follower("pergi", ALAM).await;
        let lost = world.follower("hilang", ALAM).await;
        let busy = world.follower("sibuk", ALAM).await;
        world.follower("ada", ALAM).await;
        world.service.answers(&gone, 410, None);
        world.service.answers(&lost, 404, None);
        world.service.answers(&busy, 429, Some("600"));
        world.published("Banjir").await;
        assert_eq!(world.round().await, 1, "the others do not wait");
        assert_eq!(world.known().await, 2);
        world.service.heard();
        world.service.answers(&busy, 201, None);
        world.forward(300);
        assert_eq!(world.round().await, 0, "it asked for ten minutes");
        world.forward(301);
        assert_eq!(world.round().await, 1);
        let heard = world.service.heard();
        assert_eq!((heard.len(), heard[0].path.as_str()), (1, "/push/sibuk"));
        // What is left of a day.
        assert_eq!(heard[0].header("ttl"), (86_400 - 601).to_string());

        // A date is a wait, too, and a refusal for good is no reason to try again.
        world.service.answers(&busy, 429, Some("Wed, 20 Nov 2024 06:40:01 GMT"));
        world.published("Gempa").await;
        assert_eq!(world.round().await, 1);
        world.service.answers(&busy, 403, None);
        world.forward(3_600);
        world.service.heard();
        assert_eq!(world.round().await, 0);
        assert_eq!(world.service.heard().len(), 1);
        world.forward(3_600);
        assert_eq!(world.round().await, 0);
        assert!(world.service.heard().is_empty());
        // After a week of that it is given up.
        world.forward(8 * 86_400);
        world.published("Letusan").await;
        world.round().await;
        assert_eq!(world.known().await, 1);
    }

    async fn what_is_followed_can_be_let_be_and_taken_along(site: Site) {
        let world = World::new(site).await;
        let story = world.published("Banjir").await;
        let path = path_of(&story.slug);
        let browser = world.follower("satu", ALAM).await;
        world.follow(&browser, &path).await;
        world.follow(&browser, &path).await;
        let renewed = world.browser("baru");
        let mut json = renewed.json();
        json["old"] = browser.endpoint.as_str().into();
        assert_eq!(world.post("/push/renew", json).await.status, 204);
        world.correct(&story, "Tiga", "Empat", "Keliru.").await;
        assert_eq!(world.round().await, 1);
        let heard = world.service.heard();
        assert_eq!(renewed.read(&heard[0])["body"], "Keliru.");

        let unfollow = |path: Option<&str>| json!({"endpoint": renewed.endpoint, "path": path});
        assert_eq!(world.post("/push/unfollow", unfollow(Some(&path))).await.status, 204);
        world.correct(&story, "Empat", "Lima", "Keliru lagi.").await;
        world.published("Gempa").await;
        assert_eq!(world.round().await, 1, "the category is followed yet");
        assert_eq!(world.post("/push/unfollow", unfollow(None)).await.status, 204);
        assert_eq!(world.known().await, 0);
        world.published("Letusan").await;
        assert_eq!(world.round().await, 0);
        assert_eq!(world.post("/push/unfollow", unfollow(Some("/articles/tidak-ada"))).await.status, 204);

        // With the last thing it follows a browser is forgotten.
        world.follow(&browser, ALAM).await;
        let json = json!({"endpoint": browser.endpoint, "path": ALAM});
        assert_eq!(world.post("/push/unfollow", json).await.status, 204);
        assert_eq!(world.known().await, 0);
    }

    async fn what_cannot_be_a_subscription_is_refused(site: Site) {
        let world = World::new(site).await;
        let browser = world.browser("satu");
        let with = |name: &str, value: Value| {
            let mut json = browser.json();
            json["path"] = ALAM.into();
            json[name] = value;
            json
        };
        for (name, value) in [
            ("endpoint", json!("http://8.8.8.8/push")),
            ("endpoint", json!("https://10.0.0.7/push")),
            ("endpoint", json!("https://push.example/a")),
            ("endpoint", json!("ftp://8.8.8.8/push")),
            ("endpoint", json!(7)),
            ("p256dh", json!("BAAA")),
            ("p256dh", json!(format!("B{}", "A".repeat(86)))),
            ("auth", json!("AAAA")),
            ("auth", Value::Null),
            ("path", Value::Null),
            ("name", json!("x")),
        ] {
            let answer = world.post("/push/follow", with(name, value.clone())).await;
            assert_eq!(answer.status, 422, "{name} {value}: {}", answer.body);
            assert_eq!(answer.header("content-type"), "application/problem+json");
        }
        for path in ["/", "/tags/alam", "/articles/tidak-ada", "/categories/tidak-ada"] {
            let answer = world.post("/push/follow", with("path", path.into())).await;
            assert_eq!(answer.status, 404, "{path}");
        }
        let draft = world.draft("Rahasia").await;
        let answer = world.post("/push/follow", with("path", path_of(&draft.slug).into())).await;
        assert_eq!(answer.status, 404, "nobody learns of a draft");
        assert_eq!(world.known().await, 0);
        let headers = [("sec-fetch-site", "cross-site")];
        assert_eq!(world.site.send(Method::POST, "/push/follow", &headers).await.status, 403);
    }

    async fn nobody_follows_without_end(site: Site) {
        let world = World::new(site).await;
        let browser = world.follower("satu", ALAM).await;
        let mut slugs = Vec::new();
        for n in 0..100 {
            slugs.push(world.published(&format!("Berita {n}")).await.slug);
        }
        for slug in &slugs[..99] {
            world.follow(&browser, &path_of(slug)).await;
        }
        let answer = world.try_follow(&browser, &path_of(&slugs[99])).await;
        assert_eq!(answer.status, 409, "{}", answer.body);
        world.follow(&browser, ALAM).await;
        let mut refused = None;
        for _ in 0..200 {
            let answer = world.try_follow(&browser, ALAM).await;
            if answer.status == 429 {
                refused = Some(answer);
                break;
            }
        }
        let refused = refused.expect("at some time it is too often");
        assert!(refused.header("retry-after").parse::<u32>().is_ok_and(|wait| wait > 0));
    }

    async fn pages_and_the_worker_know_how_to_follow(site: Site) {
        let world = World::new(site).await;
        let story = world.published("Banjir").await;
        let key = pushing::public_key(&world.site.services.secret);
        let told = world.site.get("/push/key").await;
        assert_eq!(told.body, json!({"key": key}).to_string());
        let worker = world.site.get("/sw.js").await.body;
        let setup = worker.lines().next().unwrap_or_default();
        assert!(setup.contains(&format!("\"key\":\"{key}\"")) && setup.contains("\"icon\":\"/icon-192.png\""), "{setup}");
        assert!(worker.contains("addEventListener('push'"));
        for path in [ALAM.to_owned(), path_of(&story.slug)] {
            let page = world.site.get(&path).await;
            let button = page.between("<warta-follow", "</warta-follow>");
            assert!(button.contains(&format!("data-path=\"{path}\"")) && button.contains("data-denied="), "{button}");
        }
        let saved = world.site.get("/saved").await;
        assert!(saved.between("<warta-followed", ">").contains("hidden"));
        assert!(saved.body.contains("Yang Anda ikuti"));
    }

    async fn what_comes_from_elsewhere_is_not_news(site: Site) {
        let world = World::new(site).await;
        world.follower("satu", ALAM).await;
        let site = &world.site;
        let folder = site.folder.path().join("impor");
        std::fs::create_dir_all(&folder).expect("a folder");
        let text = "---\ntitle: Dari blog\ndate: 2024-11-20 09:00:00\ncategories: [Alam]\n---\n\nSatu.\n";
        std::fs::write(folder.join("blog.md"), text).expect("written");
        let wanted = Wanted {
            format: Format::Markdown,
            file: folder,
            media: None,
            fetch: false,
            dry_run: false,
        };
        let brought = importing::run(&site.services, &wanted, |_, _| ()).await;
        assert_eq!(brought.expect("brought in").stories, 1);
        assert!(site.get("/articles/dari-blog").await.body.contains(ALAM));
        assert_eq!(world.round().await, 0);
        assert!(world.service.heard().is_empty());
    }
}
