//! What the store promises, on both databases.

use crate::{
    on_both_databases,
    support::{Site, noon},
};
use futures::future::join_all;
use warta::store::{self, StoreError};

on_both_databases! {
    async fn a_failed_write_leaves_its_neighbours_alone(site: Site) {
        let store = &site.services.store;
        let writes = (0..40_i64).map(|n| {
            let slug = if n % 4 == 0 { "sama".to_owned() } else { format!("beda-{n}") };
            store.write(move |mut tx| Box::pin(async move { store::category::insert(&mut tx, &slug, "x", n, "").await }))
        });
        let outcomes = join_all(writes).await;
        let (kept, refused): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
        assert_eq!((kept.len(), refused.len()), (31, 9));
        assert!(refused.iter().all(|r| matches!(r, Err(StoreError::Conflict(_)))), "{refused:?}");
        assert_eq!(store::category::all(store).await.expect("categories").len(), 31);
    }

    async fn a_write_whose_caller_went_away_is_whole_or_absent(site: Site) {
        let store = &site.services.store;
        for n in 0..20_i64 {
            let write = store.write(move |mut tx| Box::pin(async move {
                store::category::insert(&mut tx, &format!("a-{n}"), "x", n, "").await?;
                store::category::insert(&mut tx, &format!("b-{n}"), "x", n, "").await
            }));
            let _ = tokio::time::timeout(std::time::Duration::from_micros(50 * n as u64), write).await;
        }
        let last = store.write(|mut tx| Box::pin(async move { store::category::insert(&mut tx, "akhir", "x", 99, "").await }));
        last.await.expect("the writer still works");
        let slugs: Vec<String> = store::category::all(store).await.expect("categories").into_iter().map(|c| c.slug).collect();
        for n in 0..20 {
            let (a, b) = (slugs.contains(&format!("a-{n}")), slugs.contains(&format!("b-{n}")));
            assert_eq!(a, b, "both or neither of write {n}");
        }
    }

    async fn settings_are_replaced_not_added(site: Site) {
        let store = &site.services.store;
        for value in ["satu", "dua"] {
            let set = store.write(move |mut tx| Box::pin(async move { store::settings::set(&mut tx, "name", value).await }));
            set.await.expect("set");
        }
        assert_eq!(store::settings::all(store).await.expect("settings"), [("name".to_owned(), "dua".to_owned())]);
    }

    async fn a_tag_is_made_once(site: Site) {
        let store = &site.services.store;
        let ensure = || store.write(|mut tx| Box::pin(async move { store::tag::ensure(&mut tx, "brics", "BRICS").await }));
        assert_eq!(ensure().await.expect("made"), ensure().await.expect("found"));
    }

    async fn an_author_without_stories_has_an_empty_page(site: Site) {
        let made = site.services.store.write(|mut tx| {
            Box::pin(async move { store::account::insert_author(&mut tx, "baru", "Baru", "", noon()).await })
        });
        made.await.expect("made");
        let page = site.get("/authors/baru").await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Belum ada berita di sini."));
    }
}

/// A database that a newer Warta has written.
#[tokio::test(flavor = "multi_thread")]
async fn a_newer_schema_stops_the_start_with_one_line() {
    let site = Site::on_sqlite().await;
    site.services.store.close().await;
    let pool = sqlx::SqlitePool::connect(&site.config.database_url)
        .await
        .expect("the file opens");
    sqlx::raw_sql(
        "INSERT INTO _sqlx_migrations VALUES (9999, 'later', CURRENT_TIMESTAMP, TRUE, x'00', 0)",
    )
    .execute(&pool)
    .await
    .expect("a later migration");
    pool.close().await;
    let error = store::Store::open(&site.config.database_url)
        .await
        .err()
        .map(|e| e.to_string())
        .unwrap_or_default();
    assert!(
        error.contains("9999") && error.contains("newer Warta"),
        "{error}"
    );
}

/// A file that another process has locked, and one that is no database.
#[tokio::test(flavor = "multi_thread")]
async fn unusable_files_say_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.db");
    std::fs::write(
        &path,
        "this is no database, only a text that is long enough to be looked at",
    )
    .expect("a file");
    let error = store::Store::open(&format!("sqlite:{}", path.display()))
        .await
        .err()
        .map(|e| e.to_string())
        .unwrap_or_default();
    assert!(error.contains("is not an SQLite database"), "{error}");
    let error = store::Store::open("sqlite:/nowhere/at/all.db")
        .await
        .err()
        .map(|e| e.to_string())
        .unwrap_or_default();
    assert!(error.contains("cannot be opened"), "{error}");
}
