//! Moving in from other sites.

use crate::{on_both_databases, support::Site};
use std::{io::Write, path::Path};
use warta::service::importing::{self, Format, ImportError, Report, Wanted};

const WORDPRESS: &str = include_str!("wordpress.xml");
const GHOST: &str = include_str!("ghost.json");

fn wanted(format: Format, file: &Path) -> Wanted {
    Wanted {
        format,
        file: file.to_owned(),
        media: None,
        dry_run: false,
    }
}

fn export(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(text.as_bytes()).expect("written");
    file
}

async fn bring(site: &Site, wanted: &Wanted) -> Report {
    let done = importing::run(&site.services, wanted, |_, _| ()).await;
    done.unwrap_or_else(|error| panic!("{error}"))
}

async fn refused(site: &Site, format: Format, text: &str) -> String {
    let file = export(text);
    let done = importing::run(&site.services, &wanted(format, file.path()), |_, _| ()).await;
    match done {
        Err(ImportError::Export(why)) => why,
        other => panic!("{other:?}"),
    }
}

/// A folder with one picture where WordPress keeps them.
fn uploads() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("2019/05");
    std::fs::create_dir_all(&place).expect("made");
    let photo = std::fs::read_dir("demo/media").expect("the demo's pictures");
    let photo = photo
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|e| e == "jpg"));
    std::fs::copy(photo.expect("a photograph"), place.join("laut.jpg")).expect("copied");
    folder
}

on_both_databases! {
    async fn a_wordpress_site_moves_in(site: Site) {
        let file = export(WORDPRESS);
        let folder = uploads();
        let mut asked = wanted(Format::Wxr, file.path());
        asked.media = Some(folder.path().to_owned());
        let tried = bring(&site, &Wanted { dry_run: true, ..asked.clone() }).await;
        assert_eq!((tried.stories, tried.pages, tried.comments, tried.authors), (3, 1, 3, 2));
        assert_eq!(site.get("/articles/rob-di-pantai").await.status, 404, "nothing was written");
        let report = bring(&site, &asked).await;
        assert_eq!((report.stories, report.pages, report.comments, report.authors, report.pictures), (3, 1, 3, 2, 1));
        let whys: Vec<&str> = report.skipped.iter().map(|one| one.why.as_str()).collect();
        assert!(whys.iter().any(|why| why.contains("no place here")) && whys.iter().any(|why| why.contains("[gallery]")), "{whys:?}");
        let page = site.get("/articles/rob-di-pantai").await.body;
        assert!(page.contains("<strong>dua</strong>") && page.contains("Sari &amp; Kawan") && page.contains("Lingkungan &amp; Laut"), "{page}");
        assert!(page.contains("2019-05-03T17:11:12+07:00"), "its time was one of Greenwich");
        for bad in ["alert(", "javascript:", "onclick", "Beli obat", "pingback"] {
            assert!(!page.contains(bad), "{bad}");
        }
        assert!(page.contains("Semoga lekas surut.") && page.contains("Terima kasih.") && page.contains("alt=\"Laut\""));
        let old = site.get("/2019/05/rob-di-pantai/").await;
        assert_eq!((old.status.as_u16(), old.header("location")), (301, "/articles/rob-di-pantai"));
        let second = site.get("/articles/rob-di-pantai-2").await.body;
        assert!(second.contains("2020-01-02T08:00:00+07:00"), "its time was one of the site's zone");
        assert!(second.contains("Baris satu<br>baris dua") && second.contains("Alinea [2] kedua"), "{second}");
        assert_eq!(site.get("/articles/konsep").await.status, 404, "a draft stays one");
        assert!(site.get("/pages/tentang").await.body.contains("Kami menulis."));
        assert_eq!(site.get("/tentang/").await.header("location"), "/pages/tentang");
        assert_eq!(site.get("/categories/lingkungan").await.status, 200);
        let again = bring(&site, &asked).await;
        assert_eq!((again.stories, again.pages, again.comments, again.authors, again.pictures, again.known), (0, 0, 0, 0, 0, 4));
    }

    async fn a_ghost_site_moves_in(site: Site) {
        let file = export(GHOST);
        let report = bring(&site, &wanted(Format::Ghost, file.path())).await;
        assert_eq!((report.stories, report.pages, report.authors), (2, 1, 1));
        let page = site.get("/articles/ikan-kembali").await.body;
        assert!(page.contains("<em>senang</em>") && page.contains("Setelah dua tahun.") && page.contains("Ratna"));
        assert!(page.contains("/categories/laut") && page.contains("/tags/ikan") && !page.contains("impor"), "{page}");
        assert!(page.contains("2024-01-02T10:04:05+07:00"));
        assert_eq!(site.get("/articles/untuk-anggota").await.status, 404, "it was not for everyone");
        assert_eq!(site.get("/ikan-kembali/").await.header("location"), "/articles/ikan-kembali");
        let again = bring(&site, &wanted(Format::Ghost, file.path())).await;
        assert_eq!((again.stories, again.known), (0, 3));
    }

    async fn what_is_no_export_is_refused(site: Site) {
        let bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss><channel><title>&b;</title></channel></rss>";
        assert!(refused(&site, Format::Wxr, bomb).await.contains("document type"));
        assert!(refused(&site, Format::Wxr, "bukan XML").await.contains("no export"));
        assert!(refused(&site, Format::Ghost, "{\"db\": 3}").await.contains("no export of Ghost"));
        let half = &WORDPRESS[..WORDPRESS.find("Tanpa tanggal GMT").expect("there")];
        assert!(refused(&site, Format::Wxr, half).await.contains("middle"));
        assert_eq!(site.get("/articles/rob-di-pantai").await.status, 200, "what is sound is here");
        let deep = format!("<rss>{}", "<a>".repeat(10_000));
        assert!(refused(&site, Format::Wxr, &deep).await.contains("deep"));
    }
}
