//! How often stories are read, and what is read most.

use super::{desk::signed_in, world::World};
use crate::{
    on_both_databases,
    support::{Client, people::later},
};
use axum::http::Method;
use warta::{
    domain::account::Role,
    service::{
        readership,
        writing::{self, Seen, Text},
    },
    store::story::Story,
};

async fn public(world: &World, headline: &str) -> Story {
    let writer = world.editor.writer();
    let draft = world.draft(&writer, headline, "Satu.").await;
    let services = &world.site.services;
    let made = writing::publish(services, &writer, draft.id, Seen::any(), Text::Story).await;
    made.unwrap_or_else(|error| panic!("{headline}: {error}"))
}

async fn read(world: &World, story: &Story, times: usize) {
    let mut reader = Client::new();
    for _ in 0..times {
        let path = format!("/articles/{}/read", story.slug);
        let answer = reader.post(&world.site, &path, &[]).await;
        assert_eq!(answer.status, 204, "{}", answer.body);
    }
}

/// The headlines of the list of what is read most.
async fn listed(world: &World) -> Vec<String> {
    let page = world.site.get("/").await.body;
    let Some(list) = page.split("id=\"terpopuler\"").nth(1) else {
        return Vec::new();
    };
    let list = list.split("</section>").next().unwrap_or_default();
    let links = list.split("href=\"/articles/").skip(1);
    let text = |link: &str| {
        let text = link.split('>').nth(1).unwrap_or_default();
        text.split('<').next().unwrap_or_default().to_owned()
    };
    links.map(text).collect()
}

on_both_databases! {
    async fn what_is_read_most_is_on_the_front_page(site: Site) {
        let world = World::new(site).await;
        let services = &world.site.services;
        let mut stories = Vec::new();
        for n in 0..6 {
            stories.push(public(&world, &format!("Berita {n}")).await);
        }
        read(&world, &stories[1], 3).await;
        assert_eq!(readership::of_story(services, stories[1].id).await.expect("reads").all, 0, "looking writes nothing");
        readership::flush(services).await.expect("added up");
        assert!(listed(&world).await.is_empty(), "one story is no list");
        for (n, story) in stories.iter().enumerate().skip(2) {
            read(&world, story, n + 2).await;
        }
        readership::flush(services).await.expect("added up");
        assert_eq!(listed(&world).await, ["Berita 5", "Berita 4", "Berita 3", "Berita 2", "Berita 1"]);
        // Another process adds to the same sums.
        read(&world, &stories[1], 9).await;
        readership::flush(services).await.expect("added up");
        assert_eq!(listed(&world).await[0], "Berita 1");
        let reads = readership::of_story(services, stories[1].id).await.expect("reads");
        assert_eq!((reads.day, reads.week, reads.all), (12, 12, 12));
        let later = later(services, 25 * 3_600 * 1_000_000);
        let reads = readership::of_story(&later, stories[1].id).await.expect("reads");
        assert_eq!((reads.day, reads.week, reads.all), (0, 12, 12));
        let mut editor = signed_in(&world, "Ratih", Role::Editor).await;
        assert!(editor.get(&world.site, "/editor/stories").await.body.contains(">12<"));
        // What is withdrawn is in no list.
        let gone = writing::unpublish(services, &world.editor.writer(), stories[1].id, Seen::any(), "Keliru").await;
        gone.unwrap_or_else(|error| panic!("{error}"));
        assert!(listed(&world).await.is_empty(), "four are left");
    }

    async fn only_a_public_story_of_this_site_is_read(site: Site) {
        let world = World::new(site).await;
        let draft = world.draft(&world.editor.writer(), "Konsep", "Satu.").await;
        let mut reader = Client::new();
        for path in ["/articles/tiada/read".to_owned(), format!("/articles/{}/read", draft.slug)] {
            assert_eq!(reader.post(&world.site, &path, &[]).await.status, 404, "{path}");
        }
        let story = public(&world, "Berita").await;
        let path = format!("/articles/{}/read", story.slug);
        assert_eq!(world.site.get(&path).await.status, 405);
    }

    async fn one_address_makes_no_story_the_most_read(site: Site) {
        let world = World::new(site).await;
        let services = &world.site.services;
        let (story, other) = (public(&world, "Berita").await, public(&world, "Lain").await);
        read(&world, &story, 60).await;
        read(&world, &other, 2).await;
        readership::flush(services).await.expect("added up");
        assert_eq!(readership::of_story(services, story.id).await.expect("reads").all, 20);
        assert_eq!(readership::of_story(services, other.id).await.expect("reads").all, 2);
        let path = format!("/articles/{}/read", other.slug);
        let forged = world.site.send(Method::POST, &path, &[("sec-fetch-site", "cross-site")]).await;
        assert_eq!(forged.status, 403, "other sites count nothing");
    }

    async fn what_was_read_is_added_up_at_the_end(site: Site) {
        let world = World::new(site).await;
        let services = &world.site.services;
        let story = public(&world, "Berita").await;
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let adding = tokio::spawn(readership::run(services.clone(), stopped));
        read(&world, &story, 3).await;
        stop.send(true).expect("it listens");
        adding.await.expect("it ends");
        assert_eq!(readership::of_story(services, story.id).await.expect("reads").all, 3);
    }

    async fn a_headline_is_text_in_the_title_too(site: Site) {
        let world = World::new(site).await;
        let story = public(&world, "</title><script>alert(1)</script> & <b>laut</b>").await;
        let page = world.site.get(&format!("/articles/{}", story.slug)).await;
        let title = page.between("<title>", "</title>");
        assert!(title.starts_with("&lt;/title&gt;&lt;script&gt;") && title.contains(" &amp; &lt;b&gt;"), "{title}");
    }
}
