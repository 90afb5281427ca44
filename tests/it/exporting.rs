//! Moving out, and into another Warta: an equal site comes of it, or nothing.

use crate::{
    on_both_databases,
    support::{Site, api::Api, past_the_program, people::People},
};
use serde_json::json;
use sha2::Digest;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};
use warta::{
    domain::account::Role,
    service::{
        checking,
        importing::{self, Format, Report, Wanted},
        media_store::{MediaPlace, MediaStore},
        moving::{self, MoveError, Moved},
        publishing,
    },
    store::{
        self,
        moving::{KINDS, LEFT_COLUMNS, LEFT_TABLES},
    },
};

const STORY: &str = "menlu-tiongkok-dan-rusia-bahas-hubungan-bilateral-di-rio-de-janeiro";

/// The demo, and of everything else that comes along at least one.
async fn full(site: Site) -> Site {
    let site = site.with_demo().await;
    let (_, token) = People::with_token(&site.services, "ratih", Role::Editor).await;
    let api = Api(Some(token));
    let path = format!("/articles/{STORY}");
    let story = api.get(&site, &path).await.json();
    let block = story["body"]["document"]["content"][0]["attrs"]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let first = story["body"]["document"]["content"][0]["content"][0]["text"]
        .as_str()
        .expect("a text");
    let word: String = first.chars().take(24).collect();
    let correction = json!({"block": block, "before": word.trim(), "after": "Dikoreksi", "reason": "Salah \"tulis\""});
    let made = api
        .post(&site, &format!("{path}/corrections"), correction)
        .await;
    assert_eq!(made.status, 201, "{}", made.body);
    let said = api
        .post(
            &site,
            &format!("{path}/comments"),
            json!({"body": "Yang **pertama** dari meja.\n\n> kutipan"}),
        )
        .await;
    assert_eq!(said.status, 201, "{}", said.body);
    let under = said.json()["id"].as_str().expect("an id").to_owned();
    let answer = json!({"body": "Balasan untuknya, panjang.", "parent_id": under});
    assert_eq!(
        api.post(&site, &format!("{path}/comments"), answer)
            .await
            .status,
        201
    );
    let draft = json!({"headline": "Belum selesai", "category": "international", "language": "en", "body": {"markdown": "Satu *dua*.\n\n- tiga\n- empat"}, "tags": ["Uji"]});
    let draft = api.post(&site, "/articles", draft).await;
    assert_eq!(draft.status, 201, "{}", draft.body);
    let link = json!({"translations": [STORY]});
    let linked = api.patch(&site, "/articles/belum-selesai", "*", link).await;
    assert_eq!(linked.status, 200, "{}", linked.body);
    // Somebody who can sign in, whose comment waits.
    let mut reader = site.reader("Sari").await;
    let body = [("body", "Komentar yang menunggu diperiksa.")];
    let sent = reader
        .post(&site, &format!("/articles/{STORY}/comment"), &body)
        .await;
    assert_eq!(sent.status, 303);
    let old = story["slug"].as_str().expect("a slug");
    let renamed = publishing::rename(
        &site.services.store,
        &site.services.freshness,
        old,
        "alamat-baru",
    )
    .await;
    assert!(renamed.expect("renamed"));
    past_the_program(&site, "INSERT INTO redirects (from_path, to_path) VALUES ('/lama/Satu', '/articles/alamat-baru'), ('/lama/dua', 'https://toko.example/'); \
        INSERT INTO front_picks (slot, article_id, picked_at) SELECT 'lead', max(id), 1732079251000001 FROM articles WHERE status = 'published'; \
        INSERT INTO readership (article_id, hour, reads) SELECT max(id), 480000, 7 FROM articles; \
        INSERT INTO readership_totals (article_id, reads) SELECT max(id), 7 FROM articles; \
        INSERT INTO saved_views (account_id, name, query) SELECT min(id), 'Punyaku', 'status=draft' FROM accounts; \
        INSERT INTO comment_likes (comment_id, account_id) SELECT min(id), (SELECT max(id) FROM accounts) FROM comments; UPDATE comments SET likes = 1 WHERE id = (SELECT min(id) FROM comments); \
        INSERT INTO comment_reports (comment_id, reporter, reason, at, resolved_at) SELECT min(id), 'address:feed', 'spam', 1, 2 FROM comments; \
        INSERT INTO comment_reports (comment_id, reporter, reason, at, resolved_at) SELECT min(id), 'address:beef', 'abuse', 3, 4 FROM comments; \
        INSERT INTO settings (name, value) VALUES ('webhook.secret', 'sangat rahasia')").await;
    site.services.freshness.purge_all();
    site
}

async fn sent_out(site: &Site, folder: &Path) -> Moved {
    let moved = moving::export(&site.services, folder).await;
    moved.unwrap_or_else(|error| panic!("{error}"))
}

/// Every file below a folder, by its path.
fn tree(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).expect("below").to_owned();
                found.insert(name, fs::read(&path).expect("read"));
            }
        }
    }
    found
}

/// A site moves, and moves out again: both exports are the same bytes, and so are the pages.
async fn moves(from: Site, mut to: Site) {
    let from = full(from).await;
    to.services.media = MediaStore::in_memory();
    let (one, two) = (
        tempfile::tempdir().expect("a folder"),
        tempfile::tempdir().expect("a folder"),
    );
    let gone = sent_out(&from, one.path()).await;
    assert_eq!(gone.skipped, Vec::<String>::new());
    assert!(
        gone.rows["articles"] > 40
            && gone.rows["comments"] == 3
            && gone.rows["corrections"] == 1
            && gone.rows["media"] >= 10,
        "{:?}",
        gone.rows
    );
    let files = tree(one.path());
    for (name, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        for secret in ["argon2", "sangat rahasia", "address:feed"] {
            assert!(!text.contains(secret), "{secret} in {}", name.display());
        }
    }
    let markdown =
        String::from_utf8_lossy(&files[Path::new("stories/2024/alamat-baru.md")]).into_owned();
    assert!(
        markdown.starts_with("---\ntitle: \"")
            && markdown.contains("Dikoreksi")
            && markdown.contains(&format!("aliases: [\"/articles/{STORY}\"]")),
        "{markdown}"
    );
    let tried = moving::bring(&to.services, one.path(), true)
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    assert!(
        store::snapshot::is_empty(&to.services.store)
            .await
            .expect("asked"),
        "nothing was written"
    );
    let came = moving::bring(&to.services, one.path(), false)
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((&came.rows, &tried.rows), (&gone.rows, &gone.rows));
    sent_out(&to, two.path()).await;
    let again = tree(two.path());
    for (name, bytes) in &files {
        let other = again.get(name).map(|bytes| String::from_utf8_lossy(bytes));
        assert_eq!(
            other.as_deref(),
            Some(&*String::from_utf8_lossy(bytes)),
            "{}",
            name.display()
        );
    }
    assert_eq!(files.len(), again.len());
    for path in [
        "/",
        "/articles/alamat-baru",
        "/archive/2024/11",
        "/pages/redaksi",
        "/feed.json",
        "/search?q=rusia",
        "/articles/alamat-baru/history",
    ] {
        let (old, new) = (from.get(path).await, to.get(path).await);
        assert_eq!((old.status, old.body), (new.status, new.body), "{path}");
    }
    assert_eq!(
        to.get("/lama/Satu").await.header("location"),
        "/articles/alamat-baru"
    );
    assert_eq!(
        to.get(&format!("/articles/{STORY}"))
            .await
            .header("location"),
        "/articles/alamat-baru"
    );
    let url = to.config.database_url.clone();
    let report = checking::run(&to.services, &url, false, &mut |_| ())
        .await
        .expect("checked");
    assert!(report.is_sound(), "{:?}", report.faults);
    let draft = store::article::by_slug(&to.services.store, "belum-selesai").await;
    let draft = draft.expect("read").expect("a draft");
    let translations = store::translation::of_article(&to.services.store, draft.id).await;
    assert_eq!(translations.expect("read")[0].slug, "alamat-baru");
    // What is written next does not get the number of what came.
    let mut reader = to.reader("Budi").await;
    let body = [("body", "Sesudah pindah, panjang juga.")];
    assert_eq!(
        reader
            .post(&to, "/articles/alamat-baru/comment", &body)
            .await
            .status,
        303
    );
    let twice = moving::bring(&to.services, one.path(), false).await;
    assert!(matches!(twice, Err(MoveError::Occupied(_))));
    let over = moving::export(&from.services, one.path()).await;
    assert!(matches!(over, Err(MoveError::Occupied(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_moves_from_sqlite_to_sqlite() {
    moves(Site::on_sqlite().await, Site::on_sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_moves_from_sqlite_to_postgres() {
    if let Some(to) = Site::on_postgres().await {
        moves(Site::on_sqlite().await, to).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_moves_from_postgres_to_sqlite() {
    if let Some(from) = Site::on_postgres().await {
        moves(from, Site::on_sqlite().await).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_whole_or_leads_elsewhere_is_refused() {
    let from = Site::on_sqlite().await.with_stories(3).await;
    let to = Site::on_sqlite().await;
    let place = tempfile::tempdir().expect("a folder");
    let root = place.path().join("export");
    sent_out(&from, &root).await;
    let manifest = fs::read_to_string(root.join("manifest.json")).expect("read");
    let rows = root.join("data/articles.jsonl");
    let articles = fs::read_to_string(&rows).expect("read");
    let refused = async |what: &str| {
        let done = moving::bring(&to.services, &root, false).await;
        let Err(error) = done else {
            panic!("{what} was taken");
        };
        assert!(
            store::snapshot::is_empty(&to.services.store)
                .await
                .expect("asked"),
            "{what}"
        );
        error.to_string()
    };
    let write = |path: &Path, text: &str| fs::write(path, text).expect("written");
    write(
        &rows,
        &articles
            .replacen("Berita", "Barita", 1)
            .replacen("\"version\":1", "\"version\":2", 1),
    );
    assert!(
        refused("another text")
            .await
            .contains("articles.jsonl is not what was written")
    );
    write(&rows, &articles);
    write(
        &root.join("manifest.json"),
        &manifest.replace("\"version\":1", "\"version\":9"),
    );
    assert!(refused("another version").await.contains("version 9"));
    for bad in [
        "../outside",
        "data/../../outside",
        "/etc/hostname",
        "data/sessions.jsonl",
    ] {
        write(
            &root.join("manifest.json"),
            &manifest.replace("data/breaking.jsonl", bad),
        );
        assert!(refused(bad).await.contains("does not belong"), "{bad}");
    }
    write(
        &root.join("manifest.json"),
        &manifest.replace("\"articles\":3", "\"articles\":4"),
    );
    assert!(refused("another count").await.contains("has 3 rows"));
    // Sums that are right make no row right.
    let sum = |text: &str| {
        let digest = sha2::Sha256::digest(text);
        digest
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect::<String>()
    };
    let evil = articles.replacen("\"slug\":\"", "\"slug\":\"../", 1);
    write(&rows, &evil);
    let (was, is) = (articles.len(), evil.len());
    let forged = manifest
        .replace(&sum(&articles), &sum(&evil))
        .replace(&format!("\"bytes\":{was}"), &format!("\"bytes\":{is}"));
    write(&root.join("manifest.json"), &forged);
    let said = refused("a forged slug").await;
    assert!(said.contains("its slug"), "{said}");
    write(&rows, &articles);
    fs::remove_file(root.join("manifest.json")).expect("removed");
    assert!(refused("half an export").await.contains("no manifest.json"));
    write(&root.join("manifest.json"), &manifest);
    #[cfg(unix)]
    {
        let outside = place.path().join("outside");
        fs::rename(&rows, &outside).expect("moved");
        std::os::unix::fs::symlink(&outside, &rows).expect("linked");
        assert!(refused("a link").await.contains("links are not followed"));
        fs::remove_file(&rows).expect("removed");
        fs::rename(&outside, &rows).expect("moved back");
    }
    moving::bring(&to.services, &root, false)
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(to.get("/").await.status, 200);
}

/// Whoever adds a column or a table says in `store/moving/kinds.rs` or `left.rs` whether it moves.
#[tokio::test(flavor = "multi_thread")]
async fn every_column_comes_along_or_is_left_on_purpose() {
    let site = Site::on_sqlite().await;
    let pool = sqlx::SqlitePool::connect(&site.config.database_url)
        .await
        .expect("it opens");
    let columns: Vec<(String, String)> = sqlx::query_as(
        "SELECT m.name, p.name FROM sqlite_schema m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' \
         AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'search_stems_%'",
    )
    .fetch_all(&pool)
    .await
    .expect("the schema");
    let there: BTreeSet<(&str, &str)> = columns
        .iter()
        .filter(|(table, _)| !LEFT_TABLES.contains(&table.as_str()))
        .map(|(table, column)| (table.as_str(), column.as_str()))
        .collect();
    let known: BTreeSet<(&str, &str)> = KINDS
        .iter()
        .flat_map(|kind| kind.columns.iter().map(|column| (kind.name, column.name)))
        .chain(LEFT_COLUMNS)
        .collect();
    let missing: Vec<_> = there.difference(&known).collect();
    let gone: Vec<_> = known.difference(&there).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "neither moved nor left: {missing:?}; not there any more: {gone:?}"
    );
}

/// A story with a picture, a draft, a page, comments.
async fn small(mut site: Site, media: &Path) -> Site {
    site.services.media = MediaPlace::Folder(media.to_owned())
        .open()
        .expect("a folder");
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, text: &str| {
        let place = folder.path().join(name);
        fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        fs::write(place, text).expect("written");
    };
    put(
        "posts/garam/index.md",
        "---\ntitle: \"Garam & laut ]]> lagi\"\ndescription: Ringkas.\ndate: 2022-02-03 09:00:00\nlastmod: 2022-02-05T09:00:00+07:00\nauthor: Tari\ncategories: [Pangan]\ntags: [Garam, Laut]\nimage: tambak.jpg\n---\n\nPetani **panen** [catatan] 3 < 4.\n\n![Tambak](tambak.jpg \"Di tepi laut\")\n\n- satu\n- dua\n",
    );
    fs::copy(
        "demo/media/cat.jpg",
        folder.path().join("posts/garam/tambak.jpg"),
    )
    .expect("copied");
    put(
        "posts/angin.md",
        "---\ntitle: Angin\ndraft: true\ncategories: [Pangan]\n---\nBelum.\n",
    );
    put(
        "pages/kontak.md",
        "---\ntitle: Kontak\ndate: 2020-01-01\n---\nSurel.\n",
    );
    let came = brought(&site, Format::Markdown, folder.path(), None).await;
    assert_eq!(
        (came.stories, came.pages, came.pictures),
        (2, 1, 1),
        "{:?}",
        came.skipped
    );
    let (_, token) = People::with_token(&site.services, "ratih", Role::Editor).await;
    let api = Api(Some(token));
    let said = api
        .post(
            &site,
            "/articles/garam/comments",
            json!({"body": "Komentar yang pertama."}),
        )
        .await;
    assert_eq!(said.status, 201, "{}", said.body);
    let answer = json!({"body": "Balasannya juga ada.", "parent_id": said.json()["id"]});
    assert_eq!(
        api.post(&site, "/articles/garam/comments", answer)
            .await
            .status,
        201
    );
    site
}

async fn brought(site: &Site, format: Format, file: &Path, media: Option<&Path>) -> Report {
    let wanted = Wanted {
        format,
        file: file.to_owned(),
        media: media.map(Path::to_owned),
        fetch: false,
        dry_run: false,
    };
    let done = importing::run(&site.services, &wanted, |_, _| ()).await;
    done.unwrap_or_else(|error| panic!("{error}"))
}

on_both_databases! {
    async fn what_is_written_for_wordpress_is_read_again(site: Site) {
        let (media, place) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let site = small(site, media.path()).await;
        let file = place.path().join("warta.xml");
        let moved = moving::export_wxr(&site.services, &file).await.unwrap_or_else(|error| panic!("{error}"));
        let rows = |name: &str| moved.rows.get(name).copied().unwrap_or_default();
        assert_eq!((rows("articles"), rows("standing_pages"), rows("comments"), rows("media")), (2, 1, 2, 1));
        let text = fs::read_to_string(&file).expect("read");
        assert!(!text.contains("srcset") && text.contains("<wp:wxr_version><![CDATA[1.2]]>"), "{text}");
        assert!(matches!(moving::export_wxr(&site.services, &file).await, Err(MoveError::Occupied(_))));
        let mut other = Site::on_sqlite().await;
        other.services.media = MediaStore::in_memory();
        let came = brought(&other, Format::Wxr, &file, Some(media.path())).await;
        assert_eq!((came.stories, came.pages, came.comments, came.pictures), (2, 1, 2, 1), "{:?}", came.skipped);
        let page = other.get("/articles/garam").await.body;
        for part in ["Garam &amp; laut ]]&gt; lagi", "Ringkas.", "<strong>panen</strong> [catatan] 3 &lt; 4.", "alt=\"Tambak\"", "Di tepi laut", "<li", "satu", "Tari", "/categories/pangan", "/tags/laut", "2022-02-03T09:00:00+07:00", "2022-02-05T09:00:00+07:00", "Komentar yang pertama.", "Balasannya juga ada."] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert_eq!(other.get("/articles/angin").await.status, 404, "a draft stays one");
        assert!(other.get("/pages/kontak").await.body.contains("Surel."));
        let again = brought(&other, Format::Wxr, &file, Some(media.path())).await;
        assert_eq!((again.stories, again.comments, again.known), (0, 0, 3));
    }
}
