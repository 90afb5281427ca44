//! The working copy: what is typed and not yet said.

use super::world::World;
use crate::on_both_databases;
use serde_json::json;
use warta::{
    domain::{article::Status, story::Content},
    service::writing::{self, Seen, Text, WriteError},
    store::story::Story,
};

/// What the editor holds of a story, with another headline.
fn typed(story: &Story, headline: &str) -> Content {
    Content {
        headline: headline.into(),
        standfirst: story.standfirst.clone(),
        slug: None,
        category: story.category_slug.clone(),
        tags: vec!["Banjir".into()],
        bylines: story.bylines.iter().map(|(id, _)| *id).collect(),
        dateline: "Demak".into(),
        language: story.language.clone(),
        banner: None,
        seo_title: "Judul pencarian".into(),
        seo_description: String::new(),
        document: story.document.clone(),
    }
}

on_both_databases! {
    async fn what_is_typed_is_kept_and_seen_by_no_reader(site: Site) {
        let world = World::new(site).await;
        let services = &world.site.services;
        let writer = world.author.writer();
        let story = world.story_in(&writer, Status::Published).await;
        let path = format!("/articles/{}", story.slug);
        let (page, article) = (world.site.get(&path).await.body, world.author.api.get(&world.site, &path).await);
        let copy = writing::save_copy(services, &writer, story.id, 0, story.version, typed(&story, "")).await.expect("an empty headline may be kept");
        assert_eq!(writing::read_copy(services, &writer, story.id).await.expect("read"), Some(copy.clone()));
        let after = world.author.api.get(&world.site, &path).await;
        assert_eq!((after.body, after.headers.get("etag")), (article.body, article.headers.get("etag")));
        services.freshness.purge_all();
        assert_eq!(world.site.get(&path).await.body, page);
        // It cannot be said as it is; it stays.
        let refused = writing::apply_copy(services, &writer, story.id, copy.version).await;
        assert!(matches!(refused, Err(WriteError::Fields(_))), "{refused:?}");
        let copy = writing::save_copy(services, &writer, story.id, copy.version, story.version, typed(&story, "Judul lain")).await.expect("kept");
        let said = writing::apply_copy(services, &writer, story.id, copy.version).await.expect("said");
        assert_eq!((said.headline.as_str(), said.seo_title.as_str(), said.tags[0].slug.as_str()), ("Judul lain", "Judul pencarian", "banjir"));
        assert_eq!((said.slug, said.version), (story.slug.clone(), story.version + 1));
        assert!(world.site.get(&path).await.body.contains("Judul lain"));
        assert_eq!(writing::read_copy(services, &writer, story.id).await.expect("read"), None, "it has become the story");
    }

    async fn a_copy_of_a_version_that_is_past_is_not_published(site: Site) {
        let world = World::new(site).await;
        let services = &world.site.services;
        let writer = world.author.writer();
        let story = world.draft(&writer, "Judul", "Isi").await;
        let copy = writing::save_copy(services, &writer, story.id, 0, 1, typed(&story, "Dari salinan")).await.expect("kept");
        world.editor.api.patch(&world.site, &format!("/articles/{}", story.id), "\"1\"", json!({"standfirst": "Dari API"})).await;
        for refused in [
            writing::publish(services, &writer, story.id, Seen::any(), Text::WorkingCopy(copy.version)).await,
            writing::apply_copy(services, &writer, story.id, copy.version).await,
        ] {
            let Err(WriteError::Stale(current)) = refused else { panic!("{refused:?}") };
            assert_eq!((current.version, current.standfirst.as_str()), (2, "Dari API"), "with what it is now");
        }
        assert_eq!(world.story(story.id.0).await.status, Status::Draft, "nothing was done");
        // Merged, it begins from the present version.
        let merged = Content { standfirst: "Dari API".into(), ..typed(&story, "Dari salinan") };
        let copy = writing::save_copy(services, &writer, story.id, copy.version, 2, merged).await.expect("kept");
        let story = writing::publish(services, &writer, story.id, Seen::any(), Text::WorkingCopy(copy.version)).await.expect("published");
        assert_eq!((story.headline.as_str(), story.standfirst.as_str(), story.status), ("Dari salinan", "Dari API", Status::Published));
        assert_eq!(story.slug, "dari-salinan", "it followed the headline one last time");
    }

    async fn only_what_was_seen_is_dropped(site: Site) {
        let world = World::new(site).await;
        let services = &world.site.services;
        let (writer, editor) = (world.author.writer(), world.editor.writer());
        let story = world.draft(&writer, "Judul", "Isi").await;
        let first = writing::save_copy(services, &writer, story.id, 0, 1, typed(&story, "A")).await.expect("kept");
        let second = writing::save_copy(services, &editor, story.id, first.version, 1, typed(&story, "B")).await.expect("kept");
        assert!(matches!(writing::discard_copy(services, &writer, story.id, first.version).await, Err(WriteError::CopyStale(Some(_)))));
        writing::discard_copy(services, &writer, story.id, second.version).await.expect("dropped");
        let late = writing::save_copy(services, &editor, story.id, second.version, 1, typed(&story, "C")).await;
        assert!(matches!(late, Err(WriteError::CopyStale(None))), "{late:?}");
        world.site.clock.forward(std::time::Duration::from_secs(1));
        let fresh = writing::save_copy(services, &editor, story.id, 0, 1, typed(&story, "C")).await.expect("a new one");
        assert!(fresh.version > second.version, "no number comes a second time");
        let ahead = writing::save_copy(services, &editor, story.id, fresh.version, 9, typed(&story, "C")).await;
        assert!(matches!(ahead, Err(WriteError::Stale(_))), "{ahead:?}");
        let stranger = super::world::Person::new(&world.site, "asing", warta::domain::account::Role::Author).await;
        let read = writing::read_copy(services, &stranger.writer(), story.id).await;
        assert!(matches!(read, Err(WriteError::NotFound)), "{read:?}");
    }
}
