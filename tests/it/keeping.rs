//! Backups: made while the site is written to, brought back whole or not at all.

use crate::support::{Client, Site};
use std::{fs, path::Path};
use warta::{
    server,
    service::{
        keeping::{self, Into, KeepError},
        media_store::MediaStore,
    },
    store,
};

const STORY: &str = "menlu-tiongkok-dan-rusia-bahas-hubungan-bilateral-di-rio-de-janeiro";

/// Where it is kept, with the folder that holds it.
fn archive() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("warta.tar.gz");
    (folder, file)
}

async fn keep(site: &Site, file: &Path) -> keeping::Kept {
    let url = &site.config.database_url;
    let kept = keeping::backup(&site.services, url, None, file).await;
    kept.unwrap_or_else(|error| panic!("{error}"))
}

async fn comment(site: &Site, client: &mut Client, n: usize) -> bool {
    let path = format!("/articles/{STORY}/comment");
    let body = format!("Komentar nomor {n} dari pembaca.");
    let answer = client.post(site, &path, &[("body", &body)]).await;
    answer.status == 303
}

/// What is kept of `from` is brought back to the database at `url`, and its pages are the same.
async fn goes_there_and_back(from: Site, url: &str) {
    let from = from.with_demo().await;
    let (_folder, file) = archive();
    let logo = "abcdefghijklmnop";
    let bytes = bytes::Bytes::from_static(b"a logo's file");
    let put = from.services.media.put(logo, "logo.webp", bytes);
    put.await.expect("kept");
    let named = from.services.store.write(move |mut tx| {
        Box::pin(
            async move { store::settings::set(&mut tx, "logo", &format!("{logo} 40x40")).await },
        )
    });
    named.await.expect("set");
    from.services.freshness.purge_all();
    let kept = keep(&from, &file).await;
    assert!(
        kept.pictures >= 10 && kept.files > kept.pictures,
        "{kept:?}"
    );
    let media = MediaStore::in_memory();
    let into = Into {
        database_url: url,
        media: &media,
        secret: None,
        force: false,
    };
    let back = keeping::restore(&file, &into).await;
    let back = back.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((back.pictures, back.files), (kept.pictures, kept.files));
    let refused = keeping::restore(&file, &into).await;
    assert!(
        matches!(refused, Err(KeepError::Occupied(_))),
        "nothing is overwritten unasked"
    );
    let config = server::config::Config {
        database_url: url.to_owned(),
        ..from.config.clone()
    };
    let mut services = server::services(&config).await.expect("it opens");
    services.clock = from.services.clock.clone();
    services.media = media;
    let there = services.media.get(logo, "logo.webp").await.expect("read");
    assert!(there.is_some(), "the logo comes along");
    let back = Site {
        router: server::router::router(services.clone(), &config),
        services,
        config,
        clock: from.clock.clone(),
        folder: tempfile::tempdir().expect("a folder"),
    };
    for path in [
        "/",
        &format!("/articles/{STORY}"),
        "/archive/2024/11",
        "/pages/redaksi",
        "/feed.json",
    ] {
        let (one, other) = (from.get(path).await, back.get(path).await);
        assert_eq!((one.status, one.body), (other.status, other.body), "{path}");
    }
    let page = back.get("/").await.body;
    let picture = page
        .split("srcset=\"")
        .nth(1)
        .and_then(|rest| rest.split(' ').next());
    assert_eq!(back.get(picture.expect("a picture")).await.status, 200);
    // What is written next does not get the number of what was there.
    let mut editor = back.reader("Ratih").await;
    assert!(comment(&back, &mut editor, 1).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_on_sqlite_comes_back_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!(
        "sqlite:{}",
        folder.path().join("baru").join("warta.db").display()
    );
    goes_there_and_back(Site::on_sqlite().await, &url).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_on_postgres_comes_back_as_it_was() {
    let (Some(from), Some(to)) = (Site::on_postgres().await, Site::on_postgres().await) else {
        return;
    };
    goes_there_and_back(from, &to.config.database_url).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_before_a_backup_is_in_it() {
    let site = Site::on_sqlite().await.with_demo().await;
    let mut reader = site.reader("Sari").await;
    let mut sent = 0;
    for n in 0..4 {
        sent += i64::from(comment(&site, &mut reader, n).await);
    }
    let (_folder, file) = archive();
    let writing = async {
        let mut other = site.reader("Budi").await;
        for n in 10..14 {
            comment(&site, &mut other, n).await;
        }
    };
    let (kept, ()) = tokio::join!(keep(&site, &file), writing);
    assert!(kept.bytes > 0);
    let place = tempfile::tempdir().expect("a folder");
    let database = place.path().join("warta.db");
    let url = format!("sqlite:{}", database.display());
    let media = MediaStore::in_memory();
    let into = Into {
        database_url: &url,
        media: &media,
        secret: None,
        force: false,
    };
    keeping::restore(&file, &into).await.expect("brought back");
    let pool = sqlx::SqlitePool::connect(&url).await.expect("it opens");
    let check: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(&pool)
        .await
        .expect("checked");
    assert_eq!(check, "ok");
    let found: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM comments k JOIN accounts a ON a.id = k.account_id WHERE a.name = 'Sari'",
    )
    .fetch_one(&pool)
    .await
    .expect("counted");
    assert_eq!(found, sent);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_archive_replaces_nothing() {
    let site = Site::on_sqlite().await.with_stories(3).await;
    let (folder, file) = archive();
    keep(&site, &file).await;
    let whole = fs::read(&file).expect("read");
    let place = tempfile::tempdir().expect("a folder");
    let database = place.path().join("warta.db");
    fs::write(&database, b"yang lama").expect("written");
    let url = format!("sqlite:{}", database.display());
    let media = MediaStore::in_memory();
    let into = Into {
        database_url: &url,
        media: &media,
        secret: None,
        force: true,
    };
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0x55;
    for (name, bytes) in [
        ("cut", &whole[..whole.len() / 2]),
        ("flipped", &flipped[..]),
        ("nonsense", b"bukan arsip"),
    ] {
        let broken = folder.path().join(name);
        fs::write(&broken, bytes).expect("written");
        let refused = keeping::restore(&broken, &into).await;
        assert!(
            matches!(refused, Err(KeepError::Archive(_))),
            "{name}: {refused:?}"
        );
        assert_eq!(fs::read(&database).expect("there"), b"yang lama", "{name}");
    }
    keeping::restore(&file, &into).await.expect("the whole one");
    let aside = place.path().join("warta.db.before-restore-1");
    assert_eq!(fs::read(aside).expect("put aside"), b"yang lama");
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_whose_files_are_missing_are_told_of() {
    let site = Site::on_sqlite().await.with_demo().await;
    let (folder, file) = archive();
    let whole = keep(&site, &file).await;
    assert_eq!((whole.missing, whole.missing_names.len()), (0, 0));
    let keys = store::snapshot::media_keys(&site.services.store).await;
    let key = keys.expect("keys").into_iter().next().expect("a picture");
    let lost = site.services.media.list(&key).await.expect("listed").len();
    site.services.media.remove(&key).await.expect("removed");
    let kept = keep(&site, &folder.path().join("kedua.tar.gz")).await;
    assert!(kept.missing >= lost && lost > 0, "{kept:?}");
    let first = kept.missing_names.first().expect("a name");
    assert!(first.starts_with(&format!("{key}/")), "{kept:?}");
    assert!(kept.missing_names.len() <= 10);
    assert_eq!(kept.pictures, whole.pictures - 1, "the others are kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_that_are_there_are_not_mixed_with_those_of_a_backup() {
    let site = Site::on_sqlite().await.with_stories(3).await;
    let (folder, file) = archive();
    let kept = keep(&site, &file).await;
    assert!(kept.secret_apart, "no file holds it");
    let url = format!("sqlite:{}", folder.path().join("warta.db").display());
    let media = MediaStore::in_memory();
    let put = media.put(
        "abcdefghijklmnop",
        "320.webp",
        bytes::Bytes::from_static(b"x"),
    );
    put.await.expect("put");
    let mut into = Into {
        database_url: &url,
        media: &media,
        secret: None,
        force: false,
    };
    let refused = keeping::restore(&file, &into).await;
    let Err(KeepError::Occupied(why)) = refused else {
        panic!("{refused:?}");
    };
    assert!(why.contains("WARTA_MEDIA"), "{why}");
    into.force = true;
    let back = keeping::restore(&file, &into).await;
    assert!(back.unwrap_or_else(|error| panic!("{error}")).secret_apart);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_that_holds_the_secret_says_so() {
    let site = Site::on_sqlite().await.with_stories(1).await;
    let (folder, file) = archive();
    let secret = folder.path().join("secret");
    fs::write(&secret, "a secret of the tests, long enough").expect("written");
    let url = &site.config.database_url;
    let kept = keeping::backup(&site.services, url, Some(&secret), &file).await;
    assert!(!kept.unwrap_or_else(|error| panic!("{error}")).secret_apart);
}
