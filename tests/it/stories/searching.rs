//! What the newsroom does with a story is what the search knows of it.

use super::world::World;
use crate::{on_both_databases, support::Site};
use warta::{
    domain::{address::SearchPlace, article::Status},
    service::{
        self,
        writing::{self, Body, Patch, Seen, Text},
        zone::Zone,
    },
    store,
};

async fn found(site: &Site, q: &str) -> usize {
    let place = SearchPlace {
        q: Some(q.into()),
        ..SearchPlace::default()
    };
    let zone = Zone::utc();
    let answer = service::search::answer(&site.services, &zone, &place).await;
    answer.unwrap_or_else(|error| panic!("{q}: {error}")).count
}

async fn catch_up(site: &Site) {
    let (store, fresh) = (&site.services.store, &site.services.freshness);
    let done = service::search::catch_up(store, fresh).await;
    done.unwrap_or_else(|error| panic!("catching up: {error}"));
}

on_both_databases! {
    async fn the_index_follows_a_story(site: Site) {
        let world = World::new(site).await;
        let (site, services) = (&world.site, &world.site.services);
        let (editor, any) = (world.editor.writer(), Seen::any);
        let id = world.draft(&editor, "Gunung meletus", "Abu turun.").await.id;
        assert_eq!(found(site, "gunung").await, 0, "a draft");
        let page = "/search?q=gunung";
        assert!(site.get(page).await.body.contains("Tidak ada berita"));
        writing::publish(services, &editor, id, any(), Text::Story).await.unwrap_or_else(|e| panic!("published: {e}"));
        assert_eq!((found(site, "gunung").await, found(site, "abu").await), (1, 1));
        assert!(site.get(page).await.body.contains("Gunung meletus"), "the kept answer is dropped");
        let patch = Patch {
            headline: Some("Kawah tenang".into()),
            body: Some(Body::Markdown("Hujan pasir.".into())),
            tags: Some(vec!["Merapi".into()]),
            ..Patch::default()
        };
        writing::update(services, &editor, id, any(), patch).await.unwrap_or_else(|e| panic!("changed: {e}"));
        assert_eq!((found(site, "gunung").await, found(site, "abu").await), (0, 0));
        assert_eq!((found(site, "kawah").await, found(site, "pasir").await, found(site, "merapi").await), (1, 1, 1));
        writing::unpublish(services, &editor, id, any(), "Keliru").await.unwrap_or_else(|e| panic!("withdrawn: {e}"));
        assert_eq!(found(site, "kawah").await, 0);
        writing::publish(services, &editor, id, any(), Text::Story).await.unwrap_or_else(|e| panic!("published again: {e}"));
        assert_eq!(found(site, "kawah").await, 1);
        assert!(service::publishing::withdraw(&services.store, &services.freshness, &world.story(id.0).await.slug, "x").await.expect("withdrawn"));
        assert_eq!(found(site, "kawah").await, 0);
    }

    async fn what_is_not_public_is_never_found(site: Site) {
        let world = World::new(site).await;
        for status in [Status::Idea, Status::Draft, Status::InReview, Status::Ready, Status::Scheduled, Status::Unpublished] {
            world.story_in(&world.author.writer(), status).await;
            assert_eq!(found(&world.site, "banjir").await, 0, "{status:?}");
        }
        catch_up(&world.site).await;
        assert_eq!(found(&world.site, "banjir").await, 0);
        world.story_in(&world.author.writer(), Status::Published).await;
        assert_eq!(found(&world.site, "banjir").await, 1);
    }

    async fn other_names_are_learned(site: Site) {
        let world = World::new(site).await;
        let site = &world.site;
        world.story_in(&world.author.writer(), Status::Published).await;
        assert_eq!(found(site, "penulis").await, 1);
        let id = world.author.reader.id();
        let renamed = site.services.store.write(move |mut tx| Box::pin(async move {
            store::account::set_name(&mut tx, id, "Larasati").await
        }));
        renamed.await.expect("renamed");
        catch_up(site).await;
        assert_eq!((found(site, "penulis").await, found(site, "larasati").await), (0, 1));
    }
}
