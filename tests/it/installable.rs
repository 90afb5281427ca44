//! The site on a device: its manifest and icons, the worker that keeps copies, and the pages that
//! are read without a connection.

use crate::{
    on_both_databases,
    support::{Answer, Site},
};
use axum::http::Method;
use image::{ImageFormat, Rgba, RgbaImage};
use serde_json::Value;
use std::io::Cursor;
use warta::service::settings;

const MANIFEST: &str = "/manifest.webmanifest";
const STORY: &str = "/articles/menlu-tiongkok-dan-rusia-bahas-hubungan-bilateral-di-rio-de-janeiro";

async fn setting(site: &Site, name: &'static str, value: &'static str) {
    let set = site
        .services
        .store
        .write(move |mut tx| Box::pin(async move { settings::set(&mut tx, name, value).await }));
    set.await.expect("the setting is kept");
    site.services.freshness.purge(&["site"]);
}

async fn manifest(site: &Site) -> Value {
    let answer = site.get(MANIFEST).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/manifest+json");
    serde_json::from_str(&answer.body).expect("JSON")
}

async fn again(site: &Site, path: &str, first: &Answer) -> u16 {
    let headers = [("if-none-match", first.header("etag"))];
    site.send(Method::GET, path, &headers).await.status.as_u16()
}

/// What the worker is told of the build and the site.
fn setup(worker: &str) -> Value {
    let line = worker.lines().next().unwrap_or_default();
    let json = line
        .strip_prefix("const SETUP = ")
        .and_then(|rest| rest.strip_suffix(';'));
    serde_json::from_str(json.expect("a first line")).expect("JSON")
}

on_both_databases! {
    async fn the_manifest_says_what_is_set_about_the_site(site: Site) {
        let first = manifest(&site).await;
        for (name, value) in [("id", "/"), ("start_url", "/"), ("scope", "/"), ("display", "standalone"), ("lang", "id"), ("theme_color", "#fdfcf9")] {
            assert_eq!(first[name], value, "{name}");
        }
        let icons = first["icons"].as_array().expect("icons");
        let has = |sizes: &str, purpose: &str| icons.iter().any(|icon| icon["sizes"] == sizes && icon["purpose"] == purpose);
        assert!(has("192x192", "any") && has("512x512", "any") && has("512x512", "maskable"), "{icons:?}");
        let answer = site.get(MANIFEST).await;
        assert_eq!(again(&site, MANIFEST, &answer).await, 304);

        setting(&site, "name", "Kabar Kota Tua").await;
        setting(&site, "tagline", "Dari alun-alun").await;
        setting(&site, "accent", "#003366").await;
        setting(&site, "language", "en").await;
        let now = manifest(&site).await;
        for (name, value) in [("name", "Kabar Kota Tua"), ("short_name", "Kabar Kota"), ("description", "Dari alun-alun"), ("theme_color", "#003366"), ("lang", "en")] {
            assert_eq!(now[name], value, "{name}");
        }
        assert_eq!(again(&site, MANIFEST, &answer).await, 200, "another one");
        assert!(site.get("/").await.body.contains("<link rel=\"manifest\" href=\"/manifest.webmanifest\""));
    }

    async fn a_logo_becomes_the_icons(site: Site) {
        let mut logo = Cursor::new(Vec::new());
        let picture = RgbaImage::from_pixel(300, 100, Rgba([0, 51, 102, 255]));
        picture.write_to(&mut logo, ImageFormat::WebP).expect("a logo");
        let key = "ikon-logo_uji-01";
        site.services.media.put(key, "logo.webp", logo.into_inner().into()).await.expect("kept");
        setting(&site, "logo", "ikon-logo_uji-01 300x100").await;

        let made = manifest(&site).await;
        let icons = made["icons"].as_array().expect("icons");
        assert_eq!(icons.len(), 3);
        for icon in icons {
            let (src, sizes) = (icon["src"].as_str().expect("src"), icon["sizes"].as_str().expect("sizes"));
            assert!(src.starts_with("/icon/ikon-logo_uji-01-"), "{src}");
            let answer = site.get(src).await;
            assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "image/png"), "{src}");
            assert!(answer.header("cache-control").contains("immutable"));
            assert_eq!(again(&site, src, &answer).await, 304, "{src}");
            assert!(matches!(sizes, "192x192" | "512x512"), "{sizes}");
        }
        assert_eq!(icons.iter().filter(|icon| icon["purpose"] == "maskable").count(), 1);
        let page = site.get("/").await;
        let touch = page.between("rel=\"apple-touch-icon\" href=\"", "\"");
        assert_eq!(site.get(touch).await.status, 200, "{touch}");

        for path in ["/icon/ikon-logo_uji-01-1-9.png", "/icon/ikon-logo_uji-02-1-192.png", "/icon/..-1-192.png", "/icon/x"] {
            assert_eq!(site.get(path).await.status, 404, "{path}");
        }
        setting(&site, "logo", "").await;
        assert_eq!(manifest(&site).await["icons"][0]["src"], "/icon-192.png");
    }

    async fn the_worker_knows_what_to_keep_and_is_asked_for_each_time(site: Site) {
        let answer = site.get("/sw.js").await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("cache-control"), "no-cache");
        assert_eq!(answer.header("content-type"), "text/javascript; charset=utf-8");
        assert_eq!(answer.header("content-security-policy"), "default-src 'self'; frame-ancestors 'none'");
        assert_eq!(again(&site, "/sw.js", &answer).await, 304);
        let told = setup(&answer.body);
        let assets: Vec<&str> = told["assets"].as_array().expect("assets").iter().filter_map(Value::as_str).collect();
        // What its pages name, no more and no less (this site has no fonts of its own).
        let page = site.get("/").await.body;
        assert!(assets.len() >= 4 && assets.iter().all(|asset| page.contains(asset)), "{assets:?}");
        let script = assets.iter().find(|asset| asset.starts_with("/offline/")).expect("the pages' script");
        let script = site.get(script).await;
        assert_eq!((script.status.as_u16(), script.header("content-type")), (200, "text/javascript; charset=utf-8"));
        assert!(script.header("cache-control").contains("immutable"));
        assert_eq!(site.get("/offline/another.js").await.status, 404);
        let pages: Vec<&str> = told["pages"].as_array().expect("pages").iter().filter_map(Value::as_str).collect();
        assert!(pages.contains(&"^/articles/[^/]+$") && pages.contains(&"^/$"), "{pages:?}");
        for private in ["editor", "account", "login", "comment$", "api", "preview"] {
            assert!(!pages.iter().any(|page| page.contains(private)), "{private}");
        }

        setting(&site, "accent", "#003366").await;
        let themed = setup(&site.get("/sw.js").await.body);
        assert_ne!(themed["version"], told["version"]);
        assert!(themed["assets"].to_string().contains("/theme/003366"), "{themed}");
    }

    async fn pages_of_the_device_are_real_and_listed_nowhere(site: Site) {
        let site = site.with_demo().await;
        for (path, says) in [("/offline", "Anda sedang luring"), ("/saved", "Nyalakan JavaScript untuk menyimpan berita")] {
            let answer = site.get(path).await;
            assert_eq!(answer.status, 200, "{path}");
            assert!(answer.body.contains(says), "{path}");
            assert!(answer.body.contains("<meta name=\"robots\" content=\"noindex\""), "{path}");
            assert!(!answer.body.contains("rel=\"canonical\""), "{path}");
            let control = answer.header("cache-control");
            assert!(control.starts_with("public") && !control.contains("no-store"), "{path}: {control}");
        }
        for map in ["/sitemap.xml", "/sitemap/pages.xml", "/sitemap-news.xml"] {
            let map = site.get(map).await.body;
            assert!(!map.contains("/saved") && !map.contains("/offline"));
        }
        let story = site.get(STORY).await.body;
        assert!(story.contains("<warta-save ") && story.contains("<warta-kept ") && story.contains("href=\"/saved\""));
        setting(&site, "language", "en").await;
        assert!(site.get("/offline").await.body.contains("You are offline"));
    }
}
