//! `warta check`: what is wrong is found, what can be made anew is, and the rest is left alone.

use crate::{
    on_both_databases,
    support::{Site, api::Api, past_the_program, people::People},
};
use serde_json::json;
use warta::{
    domain::{account::Role, id::ArticleId},
    service::{
        checking::{self, Part, Report},
        importing::{self, Format, Wanted},
        media_store::MediaStore,
    },
    store,
};

async fn checked(site: &Site, repair: bool) -> Report {
    let mut told = 0;
    let mut tell = |_: &checking::Fault| told += 1;
    let url = &site.config.database_url;
    let report = checking::run(&site.services, url, repair, &mut tell).await;
    let report = report.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(told, report.wrong, "each is told");
    report
}

fn parts(report: &Report) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for fault in &report.faults {
        if !parts.contains(&fault.part) {
            parts.push(fault.part);
        }
    }
    parts
}

/// A public story with a picture in its text, a reader's comment and an answer to it.
async fn with_a_story(mut site: Site) -> Site {
    site.services.media = MediaStore::in_memory();
    let folder = tempfile::tempdir().expect("a folder");
    let text = "---\ntitle: Garam\ndate: 2022-02-03 09:00:00\nauthor: Tari\ncategories: [Pangan]\ntags: [Laut]\n---\n\nPetani **panen**.\n\n![Tambak](tambak.jpg)\n";
    let place = folder.path().join("garam");
    std::fs::create_dir_all(&place).expect("made");
    std::fs::write(place.join("index.md"), text).expect("written");
    std::fs::copy("demo/media/cat.jpg", place.join("tambak.jpg")).expect("copied");
    let wanted = Wanted {
        format: Format::Markdown,
        file: folder.path().to_owned(),
        media: None,
        fetch: false,
        dry_run: false,
    };
    let came = importing::run(&site.services, &wanted, |_, _| ()).await;
    let came = came.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((came.stories, came.pictures), (1, 1));
    let (_, token) = People::with_token(&site.services, "ratih", Role::Editor).await;
    let api = Api(Some(token));
    let path = "/articles/garam/comments";
    let said = api
        .post(&site, path, json!({"body": "Komentar pertama dari meja."}))
        .await;
    assert_eq!(said.status, 201, "{}", said.body);
    let answer = json!({"body": "Balasan untuk yang pertama.", "parent_id": said.json()["id"]});
    assert_eq!(api.post(&site, path, answer).await.status, 201);
    site
}

async fn story(site: &Site) -> ArticleId {
    let row = store::article::by_slug(&site.services.store, "garam").await;
    row.expect("read").expect("there").id
}

on_both_databases! {
    async fn the_demo_is_sound(site: Site) {
        let site = site.with_demo().await;
        let report = checked(&site, false).await;
        assert!(report.is_sound(), "{:?}", report.faults);
        assert!(report.stories > 40 && report.pictures >= 10 && report.pages > 0 && report.revisions >= report.stories);
    }

    async fn what_is_made_from_something_else_is_made_anew(site: Site) {
        let site = with_a_story(site).await;
        let sound = checked(&site, false).await;
        assert!(sound.is_sound(), "{:?}", sound.faults);
        assert!(sound.comments == 2 && sound.files >= 4, "{sound:?}");
        let id = story(&site).await;
        let before = site.services.store.write(move |mut tx| {
            Box::pin(async move { store::media_use::document(&mut tx, id).await })
        });
        let before = before.await.expect("read");
        past_the_program(&site, "UPDATE articles SET html = '<p>lain</p>', comment_count = 9; \
            DELETE FROM search_stories; UPDATE bylines SET published_at = 5; DELETE FROM media_uses; \
            UPDATE comments SET replies = 3").await;
        let key = before.media_keys().into_iter().next().expect("a picture").to_owned();
        site.services.media.put(&key, "320.webp", bytes::Bytes::new()).await.expect("cut short");
        let found = checked(&site, false).await;
        assert_eq!(parts(&found), [Part::Count, Part::Html, Part::Search, Part::File], "{:?}", found.faults);
        assert_eq!((found.mended, checked(&site, false).await.wrong), (0, found.wrong), "looking changes nothing");
        let mended = checked(&site, true).await;
        assert!(mended.is_sound() && mended.wrong == found.wrong, "{:?}", mended.faults);
        let after = checked(&site, false).await;
        assert_eq!(after.wrong, 0, "{:?}", after.faults);
        site.services.freshness.purge_all();
        let page = site.get("/articles/garam").await.body;
        assert!(page.contains("<strong>panen</strong>") && page.contains("Komentar pertama"), "{page}");
        assert!(site.get("/search?q=panen").await.body.contains("/articles/garam"));
    }

    async fn what_people_made_is_left_alone(site: Site) {
        let site = with_a_story(site).await;
        past_the_program(&site, "INSERT INTO redirects (from_path, to_path) VALUES ('/a', '/b'), ('/b', '/a'), ('/c', '/c'); \
            UPDATE revisions SET document = '{'").await;
        site.services.media.put("abcdefghijklmnop", "320.jpg", bytes::Bytes::from_static(b"x")).await.expect("put");
        let young = checked(&site, true).await;
        assert_eq!(parts(&young), [Part::Document, Part::Redirect], "its row may still come: {:?}", young.faults);
        site.clock.forward(std::time::Duration::from_secs(100 * 365 * 86_400));
        let old = checked(&site, true).await;
        assert_eq!(parts(&old), [Part::Document, Part::Orphan, Part::Redirect], "{:?}", old.faults);
        assert_eq!((old.mended, old.wrong), (0, 5), "{:?}", old.faults);
        assert!(site.services.media.get("abcdefghijklmnop", "320.jpg").await.expect("asked").is_some());
    }
}
