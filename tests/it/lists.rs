//! Front page, /categories, /tags, /authors, /archive, /pages

use crate::{on_both_databases, support::Answer};
use axum::http::StatusCode;

fn stories(page: &Answer) -> Vec<String> {
    page.between("<main", "</main>")
        .split("href=\"/articles/")
        .skip(1)
        .filter_map(|s| s.split('"').next())
        .map(str::to_owned)
        .collect()
}

fn pager(page: &Answer, rel: &str) -> Option<String> {
    let pager = page
        .body
        .split("class=\"pager\"")
        .nth(1)?
        .split("</nav>")
        .next()?;
    let link = pager
        .split("<a ")
        .find(|link| link.contains(&format!("rel=\"{rel}\"")))?;
    Some(
        link.split("href=\"")
            .nth(1)?
            .split('"')
            .next()?
            .replace("&amp;", "&"),
    )
}

on_both_databases! {
    async fn the_front_page_leads_with_the_newest_story(site: Site) {
        let site = site.with_demo().await;
        let page = site.get("/").await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(stories(&page).first().map(String::as_str), Some("menlu-tiongkok-dan-rusia-bahas-hubungan-bilateral-di-rio-de-janeiro"));
        assert_eq!(page.body.matches("<h1").count(), 1);
        let mut all = stories(&page);
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count, "no story stands twice on the front page");
        for category in ["international", "sains", "teknologi", "sejarah", "budaya", "alam", "redaksi", "pembaca"] {
            assert!(page.body.contains(&format!("href=\"/categories/{category}\"")), "{category}");
        }
    }

    async fn an_empty_site_says_so(site: Site) {
        let page = site.get("/").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Belum ada berita"));
    }

    async fn walking_a_category_meets_every_story_once_both_ways(site: Site) {
        let site = site.with_stories(53).await;
        let first = site.get("/categories/contoh").await;
        assert_eq!(pager(&first, "prev"), None, "nothing is newer than the newest page");
        let mut seen = stories(&first);
        let mut at = first;
        while let Some(older) = pager(&at, "next") {
            at = site.get(&older).await;
            assert_eq!(at.status, StatusCode::OK);
            seen.extend(stories(&at));
        }
        let mut unique = seen.clone();
        unique.sort();
        unique.dedup();
        assert_eq!((seen.len(), unique.len()), (53, 53));
        let mut back = stories(&at);
        while let Some(newer) = pager(&at, "prev") {
            at = site.get(&newer).await;
            back.splice(0..0, stories(&at));
        }
        assert_eq!(back, seen, "the way back meets the same stories in the same order");
    }

    async fn a_page_of_the_past_never_shifts(site: Site) {
        let site = site.with_stories(30).await;
        let older = pager(&site.get("/categories/contoh").await, "next").expect("a second page");
        let before = stories(&site.get(&older).await);
        let site = site.with_demo().await;
        assert_eq!(stories(&site.get(&older).await), before);
    }

    async fn cursors_that_are_cut_invented_or_from_another_list_are_bad_addresses(site: Site) {
        let site = site.with_stories(30).await;
        let older = pager(&site.get("/categories/contoh").await, "next").expect("a second page");
        let cursor = older.split('=').nth(1).expect("a cursor");
        for bad in [
            "/categories/contoh?before=abc".to_owned(),
            format!("/categories/contoh?before={}", &cursor[..cursor.len() - 2]),
            format!("/tags/sintetis?before={cursor}"),
            format!("/categories/contoh?before={cursor}&after={cursor}"),
            "/categories/contoh?before=%FF".to_owned(),
        ] {
            let page = site.get(&bad).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST, "{bad}");
            assert!(page.body.contains("Alamat ini tidak lengkap"), "{bad}");
        }
    }

    async fn topics_and_authors_list_their_stories(site: Site) {
        let site = site.with_demo().await;
        let slug = "menlu-tiongkok-dan-rusia-bahas-hubungan-bilateral-di-rio-de-janeiro".to_owned();
        assert!(stories(&site.get("/tags/brics").await).contains(&slug));
        assert_eq!(stories(&site.get("/authors/eko-satrio-wibowo").await), [slug]);
    }

    async fn the_archive_lists_months_and_their_stories(site: Site) {
        let site = site.with_demo().await;
        let index = site.get("/archive").await;
        let (november, october) = (index.body.find("/archive/2024/11"), index.body.find("/archive/2022/10"));
        assert!(november.is_some() && november < october, "newest first");
        assert_eq!(stories(&site.get("/archive/2022/10").await), ["forum-pangan-dunia-ke-2-dibuka-di-roma"]);
        for none in ["/archive/2024/13", "/archive/2024/00", "/archive/2023/01", "/archive/abcd/11", "/archive/99999/01", "/archive/2024/-1"] {
            assert_eq!(site.get(none).await.status, StatusCode::NOT_FOUND, "{none}");
        }
    }

    async fn standing_pages_are_linked_from_the_footer(site: Site) {
        let site = site.with_demo().await;
        for slug in ["tentang", "redaksi", "pedoman-media-siber", "kontak", "privasi"] {
            let page = site.get(&format!("/pages/{slug}")).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.between("<footer class=\"foot", "</footer>").contains(&format!("/pages/{slug}")), "{slug}");
        }
    }
}
