//! Every list is one walk along an index.

use crate::support::Site;
use sqlx::Row;
use warta::store::{
    audit, check, desk_notice, event, feed, listing::STATEMENTS, media_library, media_use,
    notification, outbox, people, push, queue, recent, redirect, saved_view, search, standing,
    story, story_list, story_note, tag_list, thread, translation,
};

#[tokio::test(flavor = "multi_thread")]
async fn no_list_scans_or_sorts_a_big_table() {
    let site = Site::on_sqlite().await.with_stories(2000).await;
    let pool = sqlx::SqlitePool::connect(&site.config.database_url)
        .await
        .expect("the file opens");
    for (name, sql) in STATEMENTS {
        let plan = sqlx::query(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}")))
            .bind(1_i64)
            .bind(i64::MAX)
            .bind(i64::MAX)
            .bind(20_i64)
            .fetch_all(&pool)
            .await
            .expect("a plan");
        let lines: Vec<String> = plan
            .iter()
            .map(|row| row.get::<String, _>("detail"))
            .collect();
        assert!(
            lines
                .iter()
                .all(|l| !l.starts_with("SCAN") && !l.contains("TEMP B-TREE")),
            "{name}: {lines:#?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_walks_the_same_indexes() {
    let Some(site) = Site::on_postgres().await else {
        return;
    };
    let site = site.with_stories(5000).await;
    let pool = sqlx::PgPool::connect(&site.config.database_url)
        .await
        .expect("the database opens");
    sqlx::raw_sql("ANALYZE")
        .execute(&pool)
        .await
        .expect("statistics");
    for (name, sql) in STATEMENTS {
        // Without a newest or oldest bound that means "everything", as a page in the middle has it.
        let (at, id) = (1_700_000_000_000_000_i64, 1000_i64);
        let bound = sql.replace(
            "$1",
            if name.starts_with("BETWEEN") {
                "1600000000000000"
            } else {
                "1"
            },
        );
        let bound = bound
            .replace("$2", &at.to_string())
            .replace("$3", &id.to_string())
            .replace("$4", "20");
        let rows: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("EXPLAIN {bound}")))
            .fetch_all(&pool)
            .await
            .expect("a plan");
        let plan = rows.join("\n");
        assert!(
            !plan.contains("Seq Scan on articles") && !plan.contains("Seq Scan on article_tags"),
            "{name}:\n{plan}"
        );
    }
}

/// Every other statement that walks a list, each with its name.
fn other_statements() -> Vec<(&'static str, &'static str)> {
    let mut all = thread::STATEMENTS.to_vec();
    all.extend(queue::STATEMENTS);
    all.extend(story_list::STATEMENTS);
    all.extend(saved_view::STATEMENTS);
    all.extend(tag_list::STATEMENTS);
    all.extend(redirect::STATEMENTS);
    all.extend(desk_notice::STATEMENTS);
    all.extend(media_library::STATEMENTS);
    all.extend(media_use::STATEMENTS);
    all.extend(audit::STATEMENTS);
    all.extend(check::STATEMENTS);
    all.extend(people::STATEMENTS);
    all.extend(feed::STATEMENTS);
    all.extend(feed::COMMENT_STATEMENTS);
    all.extend([
        ("STORY_NOTES", story_note::OF_ARTICLE),
        ("OF_THREADS", thread::OF_THREADS),
        ("OF_PARENTS", thread::OF_PARENTS),
        ("DUE", story::DUE),
        ("TRANSLATIONS", translation::OF_ARTICLE),
        ("TRANSLATIONS_OF_BLOCK", translation::OF_BLOCK),
        ("OUTDATED", search::OUTDATED),
        ("MISSING", search::MISSING),
        ("SINCE", event::SINCE),
        ("NTH_OF_ACCOUNT", recent::NTH_OF_ACCOUNT),
        ("NTH_OF_ADDRESS", recent::NTH_OF_ADDRESS),
        ("SPAM", recent::SPAM),
        ("STANDING", standing::STANDING),
        ("UNMAILED", notification::UNMAILED),
        ("UNREAD", notification::UNREAD),
        ("OUTBOX_DUE", outbox::DUE),
        ("OUTBOX_LOG", outbox::LOG),
        ("OUTBOX_LOG_OF", outbox::LOG_OF),
        ("PUSH_DUE", push::DUE),
        ("PUSH_LETTER", push::LETTER),
        ("PUSH_TO_CATEGORY", push::SPREAD_TO_CATEGORY),
        ("PUSH_TO_STORY", push::SPREAD_TO_STORY),
    ]);
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn no_other_list_scans_or_sorts_a_big_table() {
    let site = Site::on_sqlite().await;
    let pool = sqlx::SqlitePool::connect(&site.config.database_url)
        .await
        .expect("the file opens");
    for (name, sql) in other_statements() {
        let mut query = sqlx::query(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}")));
        for n in 1..=10 {
            if sql.contains(&format!("${n}")) {
                query = query.bind(1_i64);
            }
        }
        let lines: Vec<String> = query
            .fetch_all(&pool)
            .await
            .unwrap_or_else(|error| panic!("{name}: {error}"))
            .iter()
            .map(|row| row.get::<String, _>("detail"))
            .collect();
        // The ten short lists of a statement are read from row sets of their own.
        let walks = |line: &String| {
            let own = line
                .strip_prefix("SCAN a")
                .is_some_and(|n| n.parse::<u32>().is_ok());
            (!line.starts_with("SCAN") || own) && !line.contains("TEMP B-TREE")
        };
        assert!(lines.iter().all(walks), "{name}: {lines:#?}");
    }
}
