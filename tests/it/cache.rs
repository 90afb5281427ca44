//! The rendered-page cache, and what is sent with a page.

use crate::on_both_databases;
use axum::http::{Method, StatusCode};
use warta::{server, service, store};

on_both_databases! {
    async fn two_renderings_of_one_state_are_equal_byte_for_byte(site: Site) {
        let site = site.with_demo().await;
        for path in ["/", "/articles/menlu-tiongkok-dan-rusia-bahas-hubungan-bilateral-di-rio-de-janeiro", "/categories/sains"] {
            let first = site.get(path).await;
            site.services.freshness.purge_all();
            assert_eq!(first.body, site.get(path).await.body, "{path}");
        }
    }

    async fn a_known_page_is_not_sent_again(site: Site) {
        let site = site.with_demo().await;
        let page = site.get("/").await;
        let tag = page.header("etag").to_owned();
        let again = site.send(Method::GET, "/", &[("if-none-match", &tag)]).await;
        assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
        let gzip = site.send(Method::GET, "/", &[("accept-encoding", "gzip"), ("if-none-match", &tag)]).await;
        assert_eq!(gzip.status, StatusCode::OK, "another encoding is another representation");
        assert_eq!(gzip.header("content-encoding"), "gzip");
    }

    async fn parameters_a_page_does_not_read_change_nothing(site: Site) {
        let site = site.with_demo().await;
        assert_eq!(site.get("/?utm_source=x&before=1").await.body, site.get("/").await.body);
        assert_eq!(site.get("/categories/sains?fbclid=1").await.body, site.get("/categories/sains").await.body);
    }

    async fn the_policy_names_every_inline_script(site: Site) {
        let site = site.with_demo().await;
        let page = site.get("/").await;
        // Data is never run.
        let data = page.body.matches("<script type=\"application/ld+json\"").count();
        let inline = page.body.matches("<script").count() - data;
        assert_eq!(page.header("content-security-policy").matches("'sha256-").count(), inline);
        assert!(!page.body.contains(" style=") && !page.body.contains("<style"));
        assert!(page.body.ends_with("</body></html>") && !page.body.contains("<!>"));
    }

    async fn a_page_names_what_it_shows(site: Site) {
        let site = site.with_demo().await;
        let keys = site.get("/categories/sains").await.header("surrogate-key").to_owned();
        assert!(keys.split(' ').any(|k| k == "category/sains") && keys.split(' ').any(|k| k == "site"), "{keys}");
    }

    async fn another_process_that_writes_is_noticed(site: Site) {
        let site = site.with_demo().await;
        let watching = site.services.clone();
        let mut changes = watching.store.foreign_changes();
        let notice = tokio::spawn(async move { changes.next().await });
        // Until the watcher has read where it begins, a write could go by unseen.
        tokio::task::yield_now().await;
        let other = server::services(&site.config).await.expect("a second process opens the database");
        let deadline = tokio::time::Instant::now() + std::time::Duration::from_secs(20);
        while !notice.is_finished() && tokio::time::Instant::now() < deadline {
            let set = other.store.write(|mut tx| Box::pin(async move { service::settings::set(&mut tx, "name", "Lain").await }));
            set.await.expect("the other process writes");
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        }
        let change = notice.await.expect("the watcher ran");
        assert!(matches!(change, Some(store::changes::Change::Keys(keys)) if keys.contains(&"site".to_owned())));
    }

    async fn the_site_speaks_english_when_told_to(site: Site) {
        let site = site.with_demo().await;
        for (name, value) in [("language", "en"), ("zone", "Asia/Makassar")] {
            let set = site.services.store.write(move |mut tx| Box::pin(async move { service::settings::set(&mut tx, name, value).await }));
            set.await.expect("set");
        }
        site.services.freshness.purge(&["site"]);
        let page = site.get("/articles/forum-pangan-dunia-ke-2-dibuka-di-roma").await;
        assert!(page.body.contains("<html lang=\"en\"") && page.body.contains("Other news"));
        assert!(page.body.contains("<article lang=\"id\" class=\"article wrap\""), "the story keeps its own language");
        assert!(page.body.contains("Wednesday, 19 October 2022") && page.body.contains("00:08:41 WITA"), "and the zone moves its time");
    }
}
