//! A whole site for one test: its own database, its own media folder, a clock that stands still.

pub mod api;
mod client;
pub mod people;

pub use client::Client;

use axum::{
    Router,
    body::Body,
    http::{Method, StatusCode},
};
use leptos::config::LeptosOptions;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tower::ServiceExt;
use warta::{
    context::Services,
    domain::stamp::Stamp,
    server::{self, config::Config, router::router},
    service::{clock::SettableClock, mail::Mailer, media_store::MediaPlace, zone::parse_rfc3339},
    store::Store,
};

/// Runs a test on SQLite, and on PostgreSQL where the environment names a server.
#[macro_export]
macro_rules! on_both_databases {
    ($(async fn $name:ident($site:ident: Site) $body:block)+) => {$(
        async fn $name($site: $crate::support::Site) $body

        mod $name {
            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                super::$name($crate::support::Site::on_sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                if let Some(site) = $crate::support::Site::on_postgres().await {
                    super::$name(site).await;
                }
            }
        }
    )+};
}

/// The time of the reference article, when all of the demo content is public.
pub fn noon() -> Stamp {
    at("2024-11-20T12:30:00+07:00")
}

/// An RFC 3339 time.
pub fn at(text: &str) -> Stamp {
    parse_rfc3339(text).expect("an RFC 3339 time")
}

/// One site.
pub struct Site {
    pub services: Services,
    pub config: Config,
    pub router: Router,
    /// The clock of the services.
    pub clock: SettableClock,
    /// Removed with the site.
    pub folder: tempfile::TempDir,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub body: String,
}

impl Answer {
    /// A header's text, empty when absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default()
    }

    /// The text between two marks, for looking at one part of a page.
    pub fn between(&self, from: &str, to: &str) -> &str {
        let start = self
            .body
            .find(from)
            .unwrap_or_else(|| panic!("{from:?} is not in the page"));
        let rest = &self.body[start + from.len()..];
        &rest[..rest.find(to).unwrap_or(rest.len())]
    }
}

impl Site {
    pub async fn on_sqlite() -> Site {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let url = format!("sqlite:{}", folder.path().join("warta.db").display());
        Site::over(url, folder).await
    }

    /// `None` where no server is named in `WARTA_TEST_POSTGRES`.
    pub async fn on_postgres() -> Option<Site> {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let server = std::env::var("WARTA_TEST_POSTGRES").ok()?;
        let name = format!(
            "warta_{}_{}",
            std::process::id(),
            NUMBER.fetch_add(1, Ordering::Relaxed)
        );
        let pool = sqlx::PgPool::connect(&server)
            .await
            .expect("the test server answers");
        sqlx::raw_sql(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}")))
            .execute(&pool)
            .await
            .expect("a database of its own");
        pool.close().await;
        let (base, _) = server.rsplit_once('/').expect("a URL with a database name");
        let url = format!("{base}/{name}");
        let store = Store::connect(&url)
            .await
            .expect("the new database answers");
        store.migrate().await.expect("the migrations apply");
        store.close().await;
        Some(Site::over(url, tempfile::tempdir().expect("a temporary folder")).await)
    }

    async fn over(database_url: String, folder: tempfile::TempDir) -> Site {
        let config = Config {
            database_url,
            base_url: "http://warta.test".into(),
            proxies: Default::default(),
            // Shared: pictures are kept under the hash of their content and made once.
            media: MediaPlace::Folder(std::env::temp_dir().join("warta-test-media")),
            page_cache: true,
            secret: warta::service::secret::Secret::new("a secret of the tests, long enough")
                .expect("long enough"),
            secret_file: None,
            mailer: Mailer::folder(&folder.path().join("outbox"), "warta@warta.test")
                .expect("usable"),
            leptos: LeptosOptions::builder().output_name("warta").build(),
        };
        let mut services = server::services(&config).await.expect("the database opens");
        let clock = SettableClock::at(noon());
        services.clock = Arc::new(clock.clone());
        Site {
            router: router(services.clone(), &config),
            services,
            config,
            clock,
            folder,
        }
    }

    /// Loads the demo content.
    pub async fn with_demo(self) -> Site {
        let demo = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("demo");
        let clock = self.services.clock.clone();
        warta::service::demo::load(&self.services.store, clock, &demo, &self.services.media)
            .await
            .expect("the demo content loads");
        self.services.freshness.purge_all();
        self
    }

    /// Adds `n` synthetic stories in one category.
    pub async fn with_stories(self, n: usize) -> Site {
        warta::service::scale::articles(&self.services.store, &*self.services.clock, n, |_| ())
            .await
            .expect("stories are added");
        self.services.freshness.purge_all();
        self
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[]).await
    }

    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = axum::http::Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).expect("a request");
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("the router answers");
        let (head, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX)
            .await
            .expect("a body");
        Answer {
            status: head.status,
            headers: head.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }
}

/// Runs statements as somebody who goes past the program.
pub async fn past_the_program(site: &Site, sql: &'static str) {
    let url = &site.config.database_url;
    if url.starts_with("sqlite:") {
        let pool = sqlx::SqlitePool::connect(url).await.expect("it opens");
        sqlx::raw_sql(sql).execute(&pool).await.expect("done");
        pool.close().await;
    } else {
        let pool = sqlx::PgPool::connect(url).await.expect("it opens");
        sqlx::raw_sql(sql).execute(&pool).await.expect("done");
        pool.close().await;
    }
}
