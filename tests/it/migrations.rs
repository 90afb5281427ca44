//! The two folders of migrations give the same shape.

use crate::support::Site;
use std::{collections::BTreeSet, path::Path};

fn names(folder: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("migrations")
        .join(folder);
    let entries = std::fs::read_dir(folder)
        .expect("the folder")
        .filter_map(Result::ok);
    entries
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn both_folders_hold_the_same_names() {
    assert_eq!(names("sqlite"), names("postgres"));
}

#[tokio::test(flavor = "multi_thread")]
async fn both_databases_have_the_same_tables_and_columns() {
    let sqlite = Site::on_sqlite().await;
    let Some(postgres) = Site::on_postgres().await else {
        return;
    };
    let pool = sqlx::SqlitePool::connect(&sqlite.config.database_url)
        .await
        .expect("SQLite opens");
    // The words themselves stand in a table of the kind that each database has for them.
    let sql = "SELECT m.name || '.' || p.name || CASE WHEN p.\"notnull\" = 1 OR p.pk > 0 THEN '!' ELSE '' END \
               FROM sqlite_schema m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '\\_sqlx%' ESCAPE '\\' \
               AND m.name NOT LIKE 'search\\_stems%' ESCAPE '\\'";
    let here: BTreeSet<String> = sqlx::query_scalar(sql)
        .fetch_all(&pool)
        .await
        .expect("columns")
        .into_iter()
        .collect();
    let pool = sqlx::PgPool::connect(&postgres.config.database_url)
        .await
        .expect("PostgreSQL opens");
    let sql = "SELECT table_name || '.' || column_name || CASE WHEN is_nullable = 'NO' THEN '!' ELSE '' END \
               FROM information_schema.columns WHERE table_schema = current_schema() AND table_name NOT LIKE '\\_sqlx%' AND table_name <> 'search_stems'";
    let there: BTreeSet<String> = sqlx::query_scalar(sql)
        .fetch_all(&pool)
        .await
        .expect("columns")
        .into_iter()
        .collect();
    assert_eq!(here, there);
}
