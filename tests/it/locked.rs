//! A database that another process holds for ten seconds: a clear answer, nothing lost, nothing twice.

use crate::{
    on_both_databases,
    support::{Client, people::People},
};
use sqlx::{Connection, Executor, PgConnection, SqliteConnection};
use std::time::Duration;

/// Held longer than anybody waits.
const HELD: Duration = Duration::from_secs(10);

/// Another process that holds the database.
enum Holder {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Holder {
    async fn hold(url: &str) -> Holder {
        if url.starts_with("sqlite:") {
            let mut connection = SqliteConnection::connect(url).await.expect("opens");
            connection.execute("BEGIN IMMEDIATE").await.expect("held");
            Holder::Sqlite(connection)
        } else {
            let mut connection = PgConnection::connect(url).await.expect("opens");
            let lock = "BEGIN; LOCK TABLE comments IN EXCLUSIVE MODE";
            connection.execute(lock).await.expect("held");
            Holder::Postgres(connection)
        }
    }

    async fn let_go(self) {
        match self {
            Holder::Sqlite(mut connection) => connection.execute("ROLLBACK").await.map(drop),
            Holder::Postgres(mut connection) => connection.execute("ROLLBACK").await.map(drop),
        }
        .expect("let go");
    }
}

on_both_databases! {
    async fn a_held_database_costs_time_and_nothing_else(site: Site) {
        let site = site.with_stories(2).await;
        let slug = People::story(&site.services).await;
        let mut ratih = site.reader("Ratih").await;
        let path = format!("/articles/{slug}/comment");
        let fields = [("body", "Ditulis saat terkunci"), ("key", "0123456789abcdef0123456789abcdef")];

        let holder = Holder::hold(&site.config.database_url).await;
        let begun = std::time::Instant::now();
        let refused = ratih.post(&site, &path, &fields).await;
        assert_eq!(refused.status, 503, "{}", refused.body);
        assert!(refused.body.contains("Ditulis saat terkunci"), "the text is kept");
        assert!(!refused.header("retry-after").is_empty());
        // Readers notice nothing.
        assert_eq!(Client::new().get(&site, &format!("/articles/{slug}")).await.status, 200);
        tokio::time::sleep(HELD.saturating_sub(begun.elapsed())).await;
        holder.let_go().await;

        let answer = ratih.post(&site, &path, &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let again = ratih.post(&site, &path, &fields).await;
        assert_eq!(again.header("location"), answer.header("location"), "once, however often it is sent");
    }
}
