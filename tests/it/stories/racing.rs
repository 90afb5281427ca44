//! Two who save at once: one of them is told, and nothing of the other is lost.

use super::world::World;
use crate::on_both_databases;
use serde_json::json;
use warta::{
    domain::story::Content,
    service::writing::{self, WriteError},
};

/// Pairs a run; more by `WARTA_RACES`.
fn pairs() -> usize {
    let set = std::env::var("WARTA_RACES").ok();
    set.and_then(|n| n.parse().ok()).unwrap_or(60)
}

on_both_databases! {
    async fn of_two_saves_of_one_version_one_is_refused(site: Site) {
        let world = World::new(site).await;
        let site = &world.site;
        let story = world.draft(&world.author.writer(), "Judul", "Isi").await;
        let path = format!("/articles/{}", story.id);
        let mut expected = (String::from("Judul"), String::new());
        for n in 1..=pairs() {
            let seen = format!("\"{n}\"");
            let (headline, standfirst) = (format!("Judul {n}"), format!("Ringkasan {n}"));
            let (one, two) = futures::join!(
                world.author.api.patch(site, &path, &seen, json!({"headline": headline})),
                world.editor.api.patch(site, &path, &seen, json!({"standfirst": standfirst})),
            );
            match (one.status.as_u16(), two.status.as_u16()) {
                (200, 412) => expected.0 = headline,
                (412, 200) => expected.1 = standfirst,
                other => panic!("pair {n}: {other:?}\n{}\n{}", one.body, two.body),
            }
            let now = world.story(story.id.0).await;
            assert_eq!((now.headline, now.standfirst), expected, "pair {n}");
        }
        let revisions = writing::revisions(&site.services, &world.author.writer(), story.id, i64::MAX, 1).await;
        assert_eq!(revisions.expect("revisions")[0].n, 1 + pairs() as i64, "each winner is a revision");
    }

    async fn of_two_saves_of_a_working_copy_one_gets_the_other(site: Site) {
        let world = World::new(site).await;
        let services = &world.site.services;
        let (author, editor) = (world.author.writer(), world.editor.writer());
        let story = world.draft(&author, "Judul", "Isi").await;
        let content = |headline: String| Content {
            headline,
            standfirst: String::new(),
            slug: None,
            category: "alam".into(),
            tags: vec![],
            bylines: vec![],
            dateline: String::new(),
            language: "id".into(),
            banner: None,
            seo_title: String::new(),
            seo_description: String::new(),
            document: story.document.clone(),
        };
        let mut seen = 0;
        for n in 0..pairs() {
            let (one, two) = futures::join!(
                writing::save_copy(services, &author, story.id, seen, 1, content(format!("Penulis {n}"))),
                writing::save_copy(services, &editor, story.id, seen, 1, content(format!("Editor {n}"))),
            );
            let (won, lost) = match (one, two) {
                (Ok(won), Err(lost)) | (Err(lost), Ok(won)) => (won, lost),
                other => panic!("{other:?}"),
            };
            let WriteError::CopyStale(Some(current)) = lost else { panic!("{lost:?}") };
            assert_eq!(*current, won, "whoever was late has what is there now");
            seen = won.version;
        }
    }
}
