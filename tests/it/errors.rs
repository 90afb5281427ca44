//! What is refused, and how.

use crate::on_both_databases;
use axum::http::{Method, StatusCode};

on_both_databases! {
    async fn refusals_are_pages_with_the_right_status(site: Site) {
        let long = format!("/{}", "a".repeat(3000));
        for (method, path, status) in [
            (Method::GET, "/articles/%FF", StatusCode::BAD_REQUEST),
            (Method::GET, "/articles/%zz", StatusCode::BAD_REQUEST),
            (Method::GET, "/tidak%00ada", StatusCode::BAD_REQUEST),
            (Method::GET, long.as_str(), StatusCode::URI_TOO_LONG),
        ] {
            let page = site.send(method, path, &[]).await;
            assert_eq!(page.status, status, "{path}");
            assert!(page.header("content-type").starts_with("text/html"), "{path}");
            assert!(page.body.contains("<h1>"), "{path}");
        }
        let same = [("sec-fetch-site", "same-origin")];
        for path in ["/", "/articles/x", "/apa-saja"] {
            let page = site.send(Method::POST, path, &same).await;
            assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
            assert_eq!(page.header("allow"), "GET, HEAD", "{path}");
        }
    }

    async fn requests_from_elsewhere_may_only_read(site: Site) {
        for headers in [&[][..], &[("sec-fetch-site", "cross-site")], &[("origin", "https://evil.test")], &[("sec-fetch-site", "same-site"), ("origin", "http://warta.test")]] {
            assert_eq!(site.send(Method::POST, "/", headers).await.status, StatusCode::FORBIDDEN, "{headers:?}");
        }
        let own = [("origin", "http://warta.test")];
        assert_eq!(site.send(Method::POST, "/", &own).await.status, StatusCode::METHOD_NOT_ALLOWED);
    }

    async fn a_slash_at_the_end_leads_to_the_address_without(site: Site) {
        let page = site.get("/categories/international/").await;
        assert_eq!(page.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(page.header("location"), "/categories/international");
        assert_ne!(site.get("//evil.test/").await.header("location"), "//evil.test");
    }

    async fn a_database_that_went_away_is_unavailable_not_a_fault(site: Site) {
        let site = site.with_demo().await;
        site.services.store.close().await;
        for path in ["/", "/articles/forum-pangan-dunia-ke-2-dibuka-di-roma", "/categories/sains", "/saved", "/sw.js", "/manifest.webmanifest"] {
            let page = site.get(path).await;
            assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
            assert!(!page.header("retry-after").is_empty() && page.header("cache-control") == "no-store", "{path}");
            assert!(!page.body.contains("sqlx") && !page.body.contains("pool"), "{path}: no inner words");
        }
        assert_eq!(site.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(site.get("/healthz").await.status, StatusCode::OK);
    }

    async fn every_answer_carries_the_security_headers(site: Site) {
        let site = site.with_demo().await;
        for path in ["/", "/apa-saja", "/healthz", "/robots.txt", "/media/x/y", "/articles/%FF", "/api/visit?address=/", "/pkg/none.js"] {
            let page = site.get(path).await;
            for header in ["content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy"] {
                assert!(!page.header(header).is_empty(), "{path}: {header}");
            }
            assert!(page.header("set-cookie").is_empty(), "{path}");
        }
    }

    async fn a_picture_whose_file_is_gone_is_not_found(site: Site) {
        let mut site = site.with_demo().await;
        let front = site.get("/").await;
        let url = format!("/media/{}.jpg", front.between("src=\"/media/", ".jpg"));
        assert_eq!(site.get(&url).await.status, StatusCode::OK);
        site.services.media = warta::service::media_store::MediaStore::in_memory();
        site.router = warta::server::router::router(site.services.clone(), &site.config);
        assert_eq!(site.get(&url).await.status, StatusCode::NOT_FOUND);
    }
}
