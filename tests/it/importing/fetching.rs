//! Pictures that are fetched from the other site.

use super::{WORDPRESS, bring, export, photo, wanted};
use crate::on_both_databases;
use axum::{Router, extract::State, http::StatusCode, http::Uri, response::Redirect, routing::get};
use futures::future::{BoxFuture, FutureExt};
use std::{
    io,
    net::{IpAddr, Ipv4Addr},
    sync::{Arc, Mutex},
};
use warta::service::{
    fetching::{Fetcher, Names, is_public},
    importing::{Format, Wanted},
};

/// Every name is this machine's.
struct Here;

impl Names for Here {
    fn addresses(&self, _: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        async { Ok(vec![IpAddr::V4(Ipv4Addr::LOCALHOST)]) }.boxed()
    }
}

/// The other site, where it still stands: what was asked for, and its port. The whole picture is
/// behind a redirect; of another one there is only the smaller copy, and a third leads inside.
async fn other_site() -> (Arc<Mutex<Vec<String>>>, u16) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("laut.jpg");
    photo(&file);
    let bytes = std::fs::read(file).expect("a photograph");
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.expect("a port");
    let port = listener.local_addr().expect("bound").port();
    let nowhere = |State(asked): State<Arc<Mutex<Vec<String>>>>, uri: Uri| async move {
        asked.lock().expect("whole").push(uri.path().to_owned());
        StatusCode::NOT_FOUND
    };
    let picture = || {
        let bytes = bytes.clone();
        get(move || async move { bytes })
    };
    let app = Router::new()
        .route("/foto/laut.jpg", picture())
        .route("/wp-content/uploads/2019/05/pasar-90x90.jpg", picture())
        .route(
            "/wp-content/uploads/2019/05/laut.jpg",
            get(|| async { Redirect::temporary("/foto/laut.jpg") }),
        )
        .route(
            "/wp-content/uploads/dalam.jpg",
            get(|| async { Redirect::temporary("http://10.0.0.1/rahasia.jpg") }),
        )
        .fallback(nowhere)
        .with_state(asked.clone());
    tokio::spawn(async move { axum::serve(listener, app).await });
    (asked, port)
}

on_both_databases! {
    async fn pictures_come_from_where_they_stand(site: Site) {
        let mut site = site;
        let (asked, port) = other_site().await;
        let may_reach = |ip: IpAddr| ip.is_loopback() || is_public(ip);
        site.services.fetcher = Fetcher::new(Arc::new(Here), may_reach, "http://warta.test");
        let old = "<img src=\"https://lama.test/wp-content/uploads/2019/05/laut-300x200.jpg\" alt=\"Laut\" />";
        let there = format!("http://lama.test:{port}/wp-content/uploads");
        let images = ["2019/05/laut-300x200.jpg", "2019/05/pasar-90x90.jpg", "dalam.jpg", "hilang.jpg"];
        let images = images.map(|path| format!("<p><img src=\"{there}/{path}\" alt=\"Laut\" /></p>"));
        let file = export(&WORDPRESS.replace(old, &images.concat()));
        let mut asked_for = wanted(Format::Wxr, file.path());
        let without = bring(&site, &Wanted { dry_run: true, ..asked_for.clone() }).await;
        assert_eq!(without.pictures, 0);
        assert!(asked.lock().expect("whole").is_empty(), "nothing is fetched that nobody asked for");

        asked_for.fetch = true;
        let report = bring(&site, &asked_for).await;
        assert_eq!(report.pictures, 2, "{:?}", report.skipped);
        let why = |name: &str| {
            let one = report.skipped.iter().find(|one| one.what.contains(name));
            one.map(|one| one.why.clone()).unwrap_or_default()
        };
        assert!(why("dalam.jpg").contains("not on the public internet"), "{:?}", report.skipped);
        assert!(why("hilang.jpg").contains("404"), "{:?}", report.skipped);
        let page = site.get("/articles/rob-di-pantai").await.body;
        assert!(page.contains("src=\"/media/") && !page.contains("lama.test"), "{page}");
        let asked = asked.lock().expect("whole").clone();
        assert_eq!(asked, ["/wp-content/uploads/2019/05/pasar.jpg", "/wp-content/uploads/hilang.jpg"]);
    }
}
