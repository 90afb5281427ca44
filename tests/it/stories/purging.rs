//! Which pages a change makes stale: those that show the story, a list taken as a whole, and no
//! others; and none that shows it is left as it was.

use super::world::World;
use crate::{on_both_databases, support::Site};
use serde_json::json;
use std::collections::BTreeSet;
use warta::{
    domain::{
        id::CategoryId,
        page::{Key, Walk},
    },
    service::writing::{self, Body, Patch, Seen, Text},
    store::{self, listing::Scope},
};

/// Loads every page, changes something, and tells which pages became stale. A page that did not is
/// drawn anew: it must not differ from its copy.
async fn stale<F: Future<Output = ()>>(
    site: &Site,
    pages: &[String],
    change: F,
) -> BTreeSet<String> {
    let mut before = Vec::new();
    for page in pages {
        let answer = site.get(page).await;
        let keys: Vec<String> = answer
            .header("surrogate-key")
            .split(' ')
            .map(str::to_owned)
            .collect();
        before.push((page, keys, answer.body));
    }
    let since = site.services.freshness.now();
    change.await;
    let fresh = |keys: &[String]| site.services.freshness.is_fresh(since, keys);
    let (kept, stale): (Vec<_>, Vec<_>) = before.into_iter().partition(|(_, keys, _)| fresh(keys));
    site.services.freshness.purge_all();
    for (page, _, body) in &kept {
        assert_eq!(
            site.get(page).await.body,
            *body,
            "{page} was kept and shows the past"
        );
    }
    stale.into_iter().map(|(page, ..)| page.clone()).collect()
}

fn set(pages: &[&str]) -> BTreeSet<String> {
    pages.iter().map(|page| (*page).to_owned()).collect()
}

on_both_databases! {
    async fn the_lists_and_pages_that_show_a_story_become_stale_and_no_others(site: Site) {
        let world = World::new(site).await;
        let World { site, author, editor, .. } = world;
        let site = site.with_stories(120).await;
        let services = &site.services;
        let category = store::category::by_slug(&services.store, "alam").await.expect("read").expect("alam");
        let walk = Walk::Before(Key::NEWEST);
        let cards = store::listing::cards(&services.store, Scope::Category(CategoryId(category.id)), walk, 60).await.expect("cards");
        let all = store::listing::cards(&services.store, Scope::ALL, walk, 120).await.expect("cards");
        // An old story of that category, and those before and after it in time.
        let old = &cards[45];
        let place = all.iter().position(|card| card.id == old.id).expect("its place");
        let path = |slug: &str| format!("/articles/{slug}");
        let (newer, older) = (path(&all[place - 1].slug), path(&all[place + 1].slug));
        let (old_path, newest, far) = (path(&old.slug), path(&all[0].slug), path(&all[100].slug));
        let mut pages: Vec<String> = ["/", "/categories/alam", "/categories/sains", "/tags/sintetis", "/tags/banjir", "/authors/penulis", "/authors/editor", "/archive", "/archive/2024/11", "/archive/2024/10", "/articles/kabar-baru"]
            .into_iter().map(str::to_owned).collect();
        pages.extend([newer.clone(), older.clone(), old_path.clone(), newest.clone(), far.clone()]);

        // Far back, a headline concerns few.
        let (writer, id) = (editor.writer(), old.id);
        let change = async {
            let patch = Patch { headline: Some("Judul yang diperbaiki".into()), ..Patch::default() };
            writing::update(services, &writer, id, Seen::any(), patch).await.expect("changed");
        };
        let shown = set(&[&old_path, &newer, &older, "/categories/alam", "/tags/sintetis", "/archive/2024/11"]);
        assert_eq!(stale(&site, &pages, change).await, shown);

        // Moved to another category and tag, both lists are others.
        let change = async {
            let patch = Patch { category: Some("sains".into()), tags: Some(vec!["Banjir".into()]), bylines: Some(vec![author.reader.id().to_string()]), ..Patch::default() };
            writing::update(services, &writer, id, Seen::any(), patch).await.expect("moved");
        };
        let mut both = shown.clone();
        both.extend(set(&["/categories/sains", "/tags/banjir", "/authors/penulis"]));
        assert_eq!(stale(&site, &pages, change).await, both);

        // A draft concerns nobody.
        let patch = Patch {
            headline: Some("Kabar baru".into()), category: Some("alam".into()), tags: Some(vec!["Banjir".into()]),
            bylines: Some(vec![author.reader.id().to_string()]), body: Some(Body::Markdown("Isi".into())), ..Patch::default()
        };
        let change = async { writing::create(services, &writer, patch).await.expect("made"); };
        assert_eq!(stale(&site, &pages, change).await, set(&[]));
        let draft = editor.api.get(&site, "/articles/kabar-baru").await.json();
        let draft = warta::domain::id::ArticleId(draft["id"].as_str().and_then(|id| id.parse().ok()).expect("an id"));
        let change = async {
            let patch = Patch { standfirst: Some("Ringkasan".into()), ..Patch::default() };
            writing::update(services, &writer, draft, Seen::any(), patch).await.expect("changed");
        };
        assert_eq!(stale(&site, &pages, change).await, set(&[]));

        // The newest story is on the front page and beside every other.
        let change = async { writing::publish(services, &writer, draft, Seen::any(), Text::Story).await.expect("published"); };
        let everywhere = set(&["/", "/categories/alam", "/tags/banjir", "/authors/penulis", "/archive", "/archive/2024/11", "/articles/kabar-baru", &newer, &older, &old_path, &newest, &far]);
        assert_eq!(stale(&site, &pages, change).await, everywhere);
        let change = async { writing::unpublish(services, &writer, draft, Seen::any(), "Keliru").await.expect("withdrawn"); };
        assert_eq!(stale(&site, &pages, change).await, everywhere);
        assert_eq!(site.get("/articles/kabar-baru").await.status, 410);
    }

    async fn a_former_address_follows_a_story_wherever_it_goes(site: Site) {
        let world = World::new(site).await;
        let (site, api) = (&world.site, &world.editor.api);
        let story = world.story_in(&world.author.writer(), warta::domain::article::Status::Published).await;
        let by_id = format!("/articles/{}", story.id);
        for slug in ["kedua", "ketiga"] {
            assert_eq!(api.patch(site, &by_id, "*", json!({"slug": slug})).await.status, 200);
            let page = site.get(&format!("/articles/{}", story.slug)).await;
            assert_eq!((page.status.as_u16(), page.header("location").to_owned()), (301, format!("/articles/{slug}")));
        }
    }
}
