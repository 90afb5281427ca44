//! /articles/{slug}

use crate::on_both_databases;
use axum::http::StatusCode;
use warta::service::publishing;

const REFERENCE: &str =
    "/articles/menlu-tiongkok-dan-rusia-bahas-hubungan-bilateral-di-rio-de-janeiro";
const FORUM: &str = "forum-pangan-dunia-ke-2-dibuka-di-roma";

on_both_databases! {
    async fn the_reference_article_reads_as_printed(site: Site) {
        let site = site.with_demo().await;
        let page = site.get(REFERENCE).await;
        assert_eq!(page.status, StatusCode::OK);
        let head = page.between("<p class=\"masthead__date\">", "</p>");
        assert!(head.contains("datetime=\"2024-11-20T12:07:31+07:00\""), "{head}");
        assert!(head.contains("Rabu, 20 November 2024") && head.contains("12:07:31 WIB"), "{head}");
        assert!(page.body.contains("<title>Menlu Tiongkok dan Rusia Bahas Hubungan Bilateral di Rio de Janeiro - Warta</title>"));
        assert!(page.body.contains(&format!("href=\"http://warta.test{REFERENCE}\"")) && page.body.contains("rel=\"canonical\""));
        assert_eq!(page.body.matches("<h1").count(), 1);
        assert!(page.body.contains("Rio de Janeiro, Radio Bharata Online - Menteri Luar Negeri Tiongkok, Wang Yi, pada hari Senin (18/11)"));
        assert!(page.body.contains("Ilustrasi; foto asli tidak disertakan</p>"), "the note beside the caption");
        assert!(page.body.contains("href=\"/categories/international\""));
        assert!(page.body.contains("Eko Satrio Wibowo"));
    }

    async fn the_body_is_in_the_page_exactly_once(site: Site) {
        let site = site.with_demo().await;
        let page = site.get(REFERENCE).await;
        assert_eq!(page.body.matches("menyelenggarakan kegiatan peringatan dan dengan tegas menjaga").count(), 1);
    }

    async fn other_news_begins_with_the_editors_pick(site: Site) {
        let site = site.with_demo().await;
        let page = site.get(REFERENCE).await;
        let others = page.between("id=\"lainnya\"", "</section>");
        let slugs: Vec<&str> = others.split("href=\"/articles/").skip(1).filter_map(|s| s.split('"').next()).collect();
        assert_eq!(slugs.len(), 6, "{slugs:?}");
        assert_eq!(slugs[0], FORUM);
        assert!(others.contains("Selasa, 18 Oktober 2022"), "with its own timestamp");
        let mut unique = slugs.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), 6, "no story twice");
    }

    async fn a_renamed_story_redirects_for_ever(site: Site) {
        let site = site.with_demo().await;
        let (store, fresh) = (&site.services.store, &site.services.freshness);
        assert_eq!(site.get(&format!("/articles/{FORUM}")).await.status, StatusCode::OK);
        publishing::rename(store, fresh, FORUM, "forum-pangan").await.expect("renamed");
        publishing::rename(store, fresh, "forum-pangan", "forum-roma").await.expect("renamed again");
        for old in [FORUM, "forum-pangan"] {
            let page = site.get(&format!("/articles/{old}")).await;
            assert_eq!(page.status, StatusCode::MOVED_PERMANENTLY, "{old}");
            assert_eq!(page.header("location"), "/articles/forum-roma");
        }
        assert_eq!(site.get("/articles/forum-roma").await.status, StatusCode::OK);
        publishing::rename(store, fresh, "forum-roma", FORUM).await.expect("and back");
        assert_eq!(site.get(&format!("/articles/{FORUM}")).await.status, StatusCode::OK, "its first address is its own again");
    }

    async fn a_withdrawn_story_says_why_and_leaves_the_lists(site: Site) {
        let site = site.with_demo().await;
        let done = publishing::withdraw(&site.services.store, &site.services.freshness, FORUM, "Contoh alasan <b>").await;
        assert!(done.expect("withdrawn"));
        let page = site.get(&format!("/articles/{FORUM}")).await;
        assert_eq!(page.status, StatusCode::GONE);
        assert!(page.body.contains("Contoh alasan &lt;b&gt;"), "the reason, escaped");
        for list in ["/categories/international", "/archive/2022/10", REFERENCE] {
            assert!(!site.get(list).await.body.contains(FORUM), "{list}");
        }
    }

    async fn unknown_and_malformed_addresses_are_not_found(site: Site) {
        for path in ["/articles/tidak-ada", "/articles/Huruf-Besar", "/articles/a--b", "/categories/x", "/tags/x", "/authors/x", "/pages/x", "/apa-saja"] {
            let page = site.get(path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            assert!(page.body.contains("Halaman tidak ditemukan"), "{path}");
            assert!(page.body.contains("noindex"), "{path}");
        }
    }
}
