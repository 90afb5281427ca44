//! `/search`: the same stories on both databases, on its page and in the API.

mod world;

use crate::{
    on_both_databases,
    support::{Site, api::Api},
};
use sqlx::Row;
use std::collections::HashSet;
use warta::{
    domain::{address::SearchPlace, search::query::LONGEST},
    service, store,
};
use world::{QUESTIONS, ask, encoded, filled, found, set, slugs};

on_both_databases! {
    async fn headlines_are_offered_while_somebody_types(site: Site) {
        let site = site.with_demo().await;
        service::search::catch_up(&site.services.store, &site.services.freshness).await.expect("indexed");
        let offered = |answer: &crate::support::Answer| -> Vec<String> { serde_json::from_str(&answer.body).expect("a list") };
        let answer = site.get("/search/suggest?q=menlu+tiong").await;
        assert_eq!(answer.header("cache-control"), "public, max-age=60");
        assert!(offered(&answer)[0].contains("Menlu Tiongkok"), "{}", answer.body);
        let many = offered(&site.get("/search/suggest?q=warta").await);
        assert!((1..=6).contains(&many.len()), "{many:?}");
        for nothing in ["", "?q=", "?q=%22%20*", "?q=xyzzyx"] {
            let answer = site.get(&format!("/search/suggest{nothing}")).await;
            assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, "[]"), "{nothing}");
        }
        let long = "a".repeat(2000);
        assert_eq!(site.get(&format!("/search/suggest?q={long}")).await.body, "[]");
    }

    async fn questions_find_their_stories(site: Site) {
        let site = filled(site).await;
        let mut wrong = Vec::new();
        for (q, expected) in QUESTIONS {
            let found = set(found(&site, q).await);
            if found != set(expected.iter().copied()) {
                wrong.push(format!("{q}: {found:?} instead of {expected:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    async fn a_headline_counts_more_than_a_passing_mention(site: Site) {
        let site = filled(site).await;
        // The other one is younger.
        assert_eq!(found(&site, "banjir").await, ["banjir", "ghana"]);
        // Where words stand alike, the younger one comes first.
        assert_eq!(found(&site, "membahas").await, ["anggaran", "banjir"]);
    }

    async fn long_questions_are_cut(site: Site) {
        let site = filled(site).await;
        assert_eq!(found(&site, &"banjir ".repeat(500)).await, ["banjir", "ghana"]);
        let beyond = format!("{} takada", "x".repeat(LONGEST));
        assert!(found(&site, &beyond).await.is_empty());
        assert_eq!(site.get(&format!("/search?q={}", "banjir+".repeat(200))).await.status, 200);
        assert_eq!(site.get(&format!("/search?q={}", "banjir+".repeat(400))).await.status, 414);
    }

    async fn answers_are_narrowed(site: Site) {
        let site = filled(site).await;
        let place = |q: &str, category: &str, author: &str, from: &str, to: &str| SearchPlace {
            q: Some(encoded(q)),
            category: Some(encoded(category)),
            author: Some(encoded(author)),
            from: Some(encoded(from)),
            to: Some(encoded(to)),
            ..SearchPlace::default()
        };
        let tagged = |q: &str, tag: &str| SearchPlace {
            tag: Some(encoded(tag)),
            ..place(q, "", "", "", "")
        };
        for (place, expected) in [
            (place("warga", "alam", "", "", ""), &["banjir", "hutan"][..]),
            (place("warga", "politik", "", "", ""), &["pemilu"]),
            (place("warga", "sains", "", "", ""), &[]),
            (place("warga", "takada", "", "", ""), &[]),
            (place("kota", "", "rina-wulandari", "", ""), &["banjir"]),
            (place("kota", "", "takada", "", ""), &[]),
            (place("warga", "", "", "2024-11-02", ""), &["hutan", "pemilu", "banyu"]),
            (place("warga", "", "", "", "2024-11-02"), &["banjir", "hutan"]),
            (place("warga", "", "", "2024-11-02", "2024-11-02"), &["hutan"]),
            (place("warga", "alam", "budi-santoso", "2024-11-01", "2024-11-30"), &["hutan"]),
            (place("warga", "", "", "2025-01-01", "2024-01-01"), &[]),
            (place("warga", "", "", "kemarin", ""), &[]),
            (tagged("warga", "asap"), &["hutan"]),
            (tagged("kota", "banjir"), &["banjir"]),
            (tagged("petugas", "banjir"), &[]),
            (tagged("keliru", "banjir"), &[]),
            (tagged("kota", "takada"), &[]),
            (SearchPlace { tag: Some("cuaca".into()), ..place("warga", "alam", "rina-wulandari", "", "") }, &["banjir"]),
        ] {
            let answer = ask(&site, place.clone()).await;
            assert_eq!(set(slugs(&answer)), set(expected.iter().copied()), "{place:?}");
        }
        assert!(ask(&site, place("warga", "", "", "kemarin", "")).await.bad_day);
    }

    async fn an_answer_is_read_page_by_page(site: Site) {
        let site = site.with_stories(230).await;
        let mut place = SearchPlace { q: Some("berita".into()), ..SearchPlace::default() };
        let mut seen = HashSet::new();
        let mut pages = 0;
        loop {
            let answer = ask(&site, place.clone()).await;
            assert!(answer.more && answer.count == 200);
            assert_eq!(answer.hits.len(), 20);
            for slug in slugs(&answer) {
                assert!(seen.insert(slug.clone()), "{slug} twice");
            }
            pages += 1;
            let Some(next) = answer.next else { break };
            place.after = next.rsplit_once("after=").map(|(_, cursor)| cursor.to_owned());
        }
        assert_eq!((pages, seen.len()), (10, 200));
        let page = site.get("/search?q=berita").await;
        let next = page.between("rel=\"next\" href=\"", "\"").replace("&amp;", "&");
        assert_eq!(site.get(&next).await.status, 200);
        for bad in [next.replace("q=berita", "q=warta"), format!("{next}0"), "/search?q=berita&after=x".into()] {
            assert!(site.get(&bad).await.status.is_client_error(), "{bad}");
        }
    }

    async fn the_page_shows_what_was_found(site: Site) {
        let site = filled(site).await;
        let page = site.get("/search?q=pembahasan+anggaran&category=politik").await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("name=\"robots\" content=\"noindex\""));
        assert!(page.body.contains("value=\"pembahasan anggaran\""), "the form keeps what was typed");
        assert!(page.body.contains("<mark>membahas</mark>"), "{}", page.body);
        assert!(page.body.contains("href=\"/articles/anggaran\"") && page.body.contains("1 berita ditemukan"));
        let page = site.get("/search?q=%3C/title%3E%3Cscript%3Ealert(1)%3C/script%3E").await;
        // In an attribute it is text; everywhere else it has to be escaped.
        let outside = page.body.replace("value=\"</title><script>alert(1)</script>\"", "");
        assert!(!outside.contains("<script>alert(1)"), "{}", page.body);
        assert!(page.body.contains("Tidak ada berita yang cocok."));
        let page = site.get("/search?q=kota&tag=banjir").await.body;
        assert!(page.contains("Hanya berita dengan topik") && page.contains("name=\"tag\" value=\"banjir\""), "{page}");
        assert!(page.contains("href=\"/articles/banjir\"") && !page.contains("href=\"/articles/pemilu\""));
        let page = site.get("/search").await;
        assert!(page.status == 200 && page.body.contains("tanda kutip"));
        assert!(site.get("/").await.body.contains("href=\"/search\""), "every page leads there");
        assert!(site.get("/search?q=banjir&from=kemarin").await.body.contains("Tulis tanggal"));
        assert_eq!(site.get("/search?q=a%00b").await.status, 400);
    }

    async fn the_api_answers_the_same(site: Site) {
        let site = filled(site).await;
        let items = async |query: &str| -> Vec<String> {
            let answer = Api(None).get(&site, &format!("/articles?{query}")).await;
            let items = answer.json()["items"].as_array().cloned().unwrap_or_default();
            items.iter().map(|item| item["slug"].as_str().unwrap_or_default().to_owned()).collect()
        };
        assert_eq!(items("q=dibahas").await, ["anggaran", "banjir"]);
        assert_eq!(items("q=dibahas&category=alam").await, ["banjir"]);
        assert_eq!(items("q=kota&author=rina-wulandari").await, ["banjir"]);
        assert!(items("q=keliru").await.is_empty() && items("q=%22").await.is_empty());
        let first = Api(None).get(&site, "/articles?q=warga&limit=3").await.json();
        let next = first["next"].as_str().expect("a cursor").to_owned();
        assert_eq!(items(&format!("q=warga&limit=3&after={next}")).await.len(), 1);
        assert_eq!(items("q=kota&tag=banjir").await, ["banjir"]);
        assert_eq!(items("q=warga&tag=asap&category=alam").await, ["hutan"]);
        assert!(items("q=kota&tag=takada").await.is_empty());
        // A cursor belongs to the tag with which it was given.
        assert_eq!(Api(None).get(&site, &format!("/articles?q=warga&tag=asap&after={next}")).await.status, 400);
    }
}

/// What no migration can do: a database of before the search.
#[tokio::test(flavor = "multi_thread")]
async fn the_index_catches_up() {
    let site = filled(Site::on_sqlite().await).await;
    let (store, fresh) = (&site.services.store, &site.services.freshness);
    let count = service::search::catch_up(store, fresh)
        .await
        .expect("nothing");
    assert_eq!(count, 0);
    let pool = sqlx::SqlitePool::connect(&site.config.database_url)
        .await
        .expect("the file opens");
    for (sql, behind) in [
        ("DELETE FROM search_stories", 14),
        ("DELETE FROM search_stories WHERE article_id % 2 = 0", 7),
        ("UPDATE search_stories SET scheme = 0", 14),
    ] {
        sqlx::query(sql).execute(&pool).await.expect("forgotten");
        let done = service::search::catch_up(store, fresh).await.expect("done");
        assert!(done.abs_diff(behind) <= 1, "{sql}: {done}");
        assert_eq!(found(&site, "banjir").await, ["banjir", "ghana"]);
        assert_eq!(
            service::search::catch_up(store, fresh).await.expect("done"),
            0
        );
    }
    sqlx::query("INSERT INTO search_stems (search_stems) VALUES ('integrity-check')")
        .execute(&pool)
        .await
        .expect("the index is whole");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_walks_the_words_alone() {
    let site = Site::on_sqlite().await;
    let pool = sqlx::SqlitePool::connect(&site.config.database_url)
        .await
        .expect("the file opens");
    let sql = format!("EXPLAIN QUERY PLAN {}", store::search::ON_SQLITE);
    let plan = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind("\"a\"")
        .bind(0_i64)
        .bind(i64::MAX)
        .bind(0_i64)
        .bind(0_i64)
        .bind(0_i64)
        .bind(20_i64)
        .fetch_all(&pool)
        .await
        .expect("a plan");
    let lines: Vec<String> = plan.iter().map(|row| row.get("detail")).collect();
    assert!(lines[0].contains("VIRTUAL TABLE INDEX"), "{lines:#?}");
    let walked = |line: &String| !line.starts_with("SCAN") && !line.contains("TEMP B-TREE");
    assert!(lines[1..].iter().all(walked), "{lines:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_walks_the_words_alone_on_postgres() {
    let Some(site) = Site::on_postgres().await else {
        return;
    };
    let site = site.with_stories(3000).await;
    let pool = sqlx::PgPool::connect(&site.config.database_url)
        .await
        .expect("the database opens");
    sqlx::raw_sql("ANALYZE")
        .execute(&pool)
        .await
        .expect("statistics");
    let sql = store::search::ON_POSTGRES
        .replace("$1", "'''1234'':ABC'")
        .replace("$2", "0")
        .replace("$3", &i64::MAX.to_string())
        .replace("$4", "0")
        .replace("$5", "0")
        .replace("$6", "0")
        .replace("$7", "20");
    // So few stories are as quickly looked through one by one; what is asked here is whether the
    // index can serve.
    let mut connection = pool.acquire().await.expect("a connection");
    sqlx::raw_sql("SET enable_seqscan = off; SET enable_indexscan = off")
        .execute(&mut *connection)
        .await
        .expect("set");
    let rows: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("EXPLAIN {sql}")))
        .fetch_all(&mut *connection)
        .await
        .expect("a plan");
    let plan = rows.join("\n");
    assert!(plan.contains("search_stems_by_word"), "{plan}");
}
