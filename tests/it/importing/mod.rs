//! Moving in from other sites.

mod fetching;

use crate::{
    on_both_databases,
    support::{Site, at},
};
use std::{io::Write, path::Path};
use warta::{
    domain::comment::State,
    service::importing::{self, Format, ImportError, Report, Wanted},
    store,
};

const WORDPRESS: &str = include_str!("wordpress.xml");
const GHOST: &str = include_str!("ghost.json");
const DISQUS: &str = include_str!("disqus.xml");
const FEED: &str = include_str!("feed.xml");

fn wanted(format: Format, file: &Path) -> Wanted {
    Wanted {
        format,
        file: file.to_owned(),
        media: None,
        fetch: false,
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
        Err(ImportError::Export(why) | ImportError::Half { why, .. }) => why,
        other => panic!("{other:?}"),
    }
}

/// A folder with one picture where WordPress keeps them.
fn uploads() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    photo(&folder.path().join("2019/05/laut.jpg"));
    folder
}

/// Puts a photograph there.
fn photo(place: &Path) {
    std::fs::create_dir_all(place.parent().expect("a folder")).expect("made");
    let photo = std::fs::read_dir("demo/media").expect("the demo's pictures");
    let photo = photo
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|e| e == "jpg"));
    std::fs::copy(photo.expect("a photograph"), place).expect("copied");
}

/// A site of Markdown files, with what should not be followed or read.
fn files() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, text: &[u8]| {
        let place = folder.path().join(name);
        std::fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        std::fs::write(place, text).expect("written");
    };
    put(
        "posts/garam/index.md",
        b"---\ntitle: \"Garam: lagi\"\ndate: 2022-02-03 09:00:00\nlastmod: 2022-02-05T09:00:00+07:00\nauthor: Tari\ncategories: [Pangan]\ntags: [Garam, Laut]\naliases: [/lama/garam/]\n---\n\nPetani **panen**.\n\n<!--more-->\n\n![Tambak](tambak.jpg \"Di tepi laut\")\n\n<script>alert(8)</script>\n",
    );
    photo(&folder.path().join("posts/garam/tambak.jpg"));
    put(
        "_posts/2022-01-31-angin.md",
        b"+++\ntitle = \"Angin\"\ndraft = true\n+++\nBelum.\n",
    );
    put(
        "pages/kontak.md",
        b"---\ntitle: Kontak\ndate: 2020-01-01\n---\nSurel.\n",
    );
    put("posts/rusak.md", b"---\ntitle: [\n---\nIsi.\n");
    put("posts/latin.md", b"---\ntitle: Caf\xe9\n---\nIsi.\n");
    put("catatan.md", b"# Catatan\n\nTanpa apa-apa.\n");
    put("posts/_index.md", b"---\ntitle: Daftar\n---\n");
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc", folder.path().join("posts/luar")).expect("linked");
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
        assert_eq!(site.get("/2019/05/rob-di-pantai").await.header("location"), "/articles/rob-di-pantai", "without its slash");
        assert_eq!(site.get("/category/lingkungan/").await.header("location"), "/categories/lingkungan");
        assert_eq!(site.get("/author/sari/").await.header("location"), "/authors/sari-kawan");
        let again = bring(&site, &asked).await;
        assert_eq!((again.stories, again.pages, again.comments, again.authors, again.pictures, again.known), (0, 0, 0, 0, 0, 4));
        // It has moved to another address since.
        let moved = export(&WORDPRESS.replacen("<link>https://lama.test</link>", "<link>http://www.lama.test/</link>", 1));
        let again = bring(&site, &wanted(Format::Wxr, moved.path())).await;
        assert_eq!((again.stories, again.known), (0, 4));
    }

    async fn a_ghost_site_moves_in(site: Site) {
        let file = export(GHOST);
        let report = bring(&site, &wanted(Format::Ghost, file.path())).await;
        assert_eq!((report.stories, report.pages, report.authors), (2, 1, 1));
        let page = site.get("/articles/ikan-kembali").await.body;
        assert!(page.contains("<em>senang</em>") && page.contains("Setelah dua tahun.") && page.contains("Ratna"));
        assert!(page.contains("/categories/laut") && page.contains("/tags/ikan") && !page.contains("#impor") && !page.contains("hash-impor"), "{page}");
        assert!(page.contains("2024-01-02T10:04:05+07:00"));
        assert_eq!(site.get("/articles/untuk-anggota").await.status, 404, "it was not for everyone");
        assert_eq!(site.get("/ikan-kembali/").await.header("location"), "/articles/ikan-kembali");
        let again = bring(&site, &wanted(Format::Ghost, file.path())).await;
        assert_eq!((again.stories, again.known), (0, 3));
    }

    async fn comments_of_disqus_come_to_their_stories(site: Site) {
        let file = export(WORDPRESS);
        bring(&site, &wanted(Format::Wxr, file.path())).await;
        let file = export(DISQUS);
        let asked = wanted(Format::Disqus, file.path());
        let tried = bring(&site, &Wanted { dry_run: true, ..asked.clone() }).await;
        assert_eq!(tried.comments, 3);
        let report = bring(&site, &asked).await;
        assert_eq!((report.comments, report.known, report.stories), (3, 0, 0));
        let whys: Vec<&str> = report.skipped.iter().map(|one| one.why.as_str()).collect();
        assert_eq!(whys, ["it was deleted there", "no story here has this address; 1 comments were left out"]);
        let page = site.get("/articles/rob-di-pantai").await.body;
        assert!(page.contains("Dari <strong>Disqus</strong>.") && page.contains("Balasan untuk Wati."), "{page}");
        for bad in ["alert(", "Obat murah", "Sudah dihapus"] {
            assert!(!page.contains(bad), "{bad}");
        }
        let story = store::article::by_slug(&site.services.store, "rob-di-pantai").await.expect("read").expect("there");
        let events = store::event::since(&site.services.store, story.id, 0, 100).await.expect("events");
        let shown: Vec<_> = events.into_iter().filter_map(|event| event.comment).collect();
        let wati = shown.iter().find(|one| one.name == "Wati").expect("there");
        let joko = shown.iter().find(|one| one.name == "Joko").expect("there");
        assert_eq!((joko.parent, joko.thread, wati.state), (Some(wati.id), wati.id, State::Published));
        assert_eq!(wati.created_at, at("2019-05-05T01:00:00Z"));
        let again = bring(&site, &asked).await;
        assert_eq!((again.comments, again.known), (0, 3));
        // A later export of either holds more.
        let more = DISQUS.replace("</disqus>", "<post dsq:id=\"506\"><message>Lagi.</message><createdAt>2019-05-06T00:00:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam><author><name>Nia</name></author><thread dsq:id=\"100\" /><parent dsq:id=\"502\" /></post></disqus>");
        let file = export(&more);
        let later = bring(&site, &wanted(Format::Disqus, file.path())).await;
        assert_eq!((later.comments, later.known), (1, 3));
        assert!(site.get("/articles/rob-di-pantai").await.body.contains("Lagi."));
        let more = WORDPRESS.replacen("<wp:comment>", "<wp:comment><wp:comment_id>9</wp:comment_id><wp:comment_author>Rudi</wp:comment_author><wp:comment_date_gmt>2019-05-07 00:00:00</wp:comment_date_gmt><wp:comment_content>Menyusul.</wp:comment_content><wp:comment_approved>0</wp:comment_approved><wp:comment_parent>6</wp:comment_parent></wp:comment><wp:comment>", 1);
        let file = export(&more);
        let later = bring(&site, &wanted(Format::Wxr, file.path())).await;
        assert_eq!((later.stories, later.comments, later.known), (0, 1, 4));
        assert!(!site.get("/articles/rob-di-pantai").await.body.contains("Menyusul."), "it waits there too");
    }

    async fn a_feed_moves_in(site: Site) {
        let made = site.services.store.write(|mut tx| {
            Box::pin(async move { store::category::insert(&mut tx, "ekonomi", "Ekonomi", 1, "").await })
        });
        made.await.expect("a category");
        let file = export(FEED);
        let asked = wanted(Format::Rss, file.path());
        let report = bring(&site, &asked).await;
        assert_eq!((report.stories, report.authors, report.redirects), (2, 2, 2));
        assert!(report.skipped.iter().any(|one| one.why.contains("no more than its description")));
        let page = site.get("/articles/panen-pasar").await.body;
        for part in ["<em>raya</em>", "2021-03-05T08:30:00+07:00", "Panen &amp; pasar", "Ayu", "/categories/ekonomi", "/tags/beras", "youtube-nocookie.com/embed/abcdefghijk"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(!page.contains("alert("));
        assert!(site.get("/articles/ringkasan").await.body.contains("Sebaris saja."));
        assert_eq!(site.get("/2021/panen-pasar.html").await.header("location"), "/articles/panen-pasar");
        let again = bring(&site, &asked).await;
        assert_eq!((again.stories, again.authors, again.known), (0, 0, 2));
    }

    async fn a_folder_of_markdown_moves_in(site: Site) {
        let folder = files();
        let asked = wanted(Format::Markdown, folder.path());
        let report = bring(&site, &asked).await;
        assert_eq!((report.stories, report.pages, report.pictures, report.authors, report.redirects), (3, 1, 1, 1, 1));
        let of = |what: &str| {
            let told = report.skipped.iter().filter(|one| one.what.contains(what));
            told.map(|one| one.why.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(of("posts/luar"), ["links are not followed"]);
        assert_eq!(of("posts/_index.md"), ["it is about a list, and no story"]);
        assert_eq!(of("posts/latin.md"), ["its encoding is another one than UTF-8"]);
        assert!(of("posts/rusak.md")[0].contains("front matter"));
        assert_eq!(of("posts/garam"), ["the HTML in it stays as text"]);
        assert_eq!(of("catatan.md").len(), 2, "{:?}", of("catatan.md"));
        let page = site.get("/articles/garam").await.body;
        for part in ["<strong>panen</strong>", "alt=\"Tambak\"", "Di tepi laut", "2022-02-03T09:00:00+07:00", "2022-02-05T09:00:00+07:00", "Tari", "/categories/pangan", "/tags/laut"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(!page.contains("<script>alert") && !page.contains("!--more"));
        assert_eq!(site.get("/lama/garam/").await.header("location"), "/articles/garam");
        assert_eq!((site.get("/articles/angin").await.status.as_u16(), site.get("/articles/catatan").await.status.as_u16()), (404, 404));
        assert!(site.get("/pages/kontak").await.body.contains("Surel."));
        let again = bring(&site, &asked).await;
        assert_eq!((again.stories, again.pages, again.pictures, again.known), (0, 0, 0, 4));
    }

    async fn what_a_wordpress_body_holds_comes_along(site: Site) {
        let body = "<content:encoded><![CDATA[<p>Satu</p>[gallery ids=\"21,22\"][embed]https://youtu.be/abcdefghijk[/embed]]]></content:encoded><wp:post_modified_gmt>2019-06-01 00:00:00</wp:post_modified_gmt>";
        let picture = |id: u32| format!("<item><title>Foto {id}</title><wp:post_id>{id}</wp:post_id><wp:post_type>attachment</wp:post_type><wp:attachment_url>https://lama.test/wp-content/uploads/2019/05/{id}.jpg</wp:attachment_url><wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>Isi {id}</wp:meta_value></wp:postmeta></item>");
        let locked = "<item><title>Terkunci</title><content:encoded>Sandi.</content:encoded><wp:post_id>23</wp:post_id><wp:post_name>terkunci</wp:post_name><wp:post_date_gmt>2019-05-03 10:11:12</wp:post_date_gmt><wp:post_password>x</wp:post_password><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>";
        let text = format!("<rss><channel><link>https://lama.test</link><item><title>Galeri</title>{body}<wp:post_id>20</wp:post_id><wp:post_name>galeri</wp:post_name><wp:post_date_gmt>2019-05-03 10:11:12</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>{locked}{}{}</channel></rss>", picture(21), picture(22));
        let folder = tempfile::tempdir().expect("a folder");
        photo(&folder.path().join("2019/05/21.jpg"));
        photo(&folder.path().join("2019/05/22.jpg"));
        let file = export(&text);
        let mut asked = wanted(Format::Wxr, file.path());
        asked.media = Some(folder.path().to_owned());
        let report = bring(&site, &asked).await;
        assert_eq!((report.stories, report.pictures), (2, 2));
        let page = site.get("/articles/galeri").await.body;
        for part in ["class=\"gallery", "alt=\"Isi 21\"", "alt=\"Isi 22\"", "youtube-nocookie.com/embed/abcdefghijk", "2019-06-01T07:00:00+07:00"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert_eq!(site.get("/articles/terkunci").await.status, 404, "it was for those with its password");
    }

    async fn a_scheduled_story_keeps_its_time_and_other_scripts_their_addresses(site: Site) {
        let later = "<item><title>Nanti</title><content:encoded>Isi.</content:encoded><wp:post_id>31</wp:post_id><wp:post_name>nanti</wp:post_name><wp:post_date_gmt>2040-05-03 10:11:12</wp:post_date_gmt><wp:status>future</wp:status><wp:post_type>post</wp:post_type></item>";
        let other = "<item><title>Baru</title><link>https://lama.test/%d8%a3/</link><content:encoded>Isi.</content:encoded><wp:post_id>32</wp:post_id><wp:post_name>baru</wp:post_name><wp:post_date_gmt>2019-05-03 10:11:12</wp:post_date_gmt><wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain=\"category\" nicename=\"%e6%94%bf%e6%b2%bb\">政治</category><wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>Wati &amp;amp; Joko</wp:comment_author><wp:comment_date_gmt>2019-05-04 00:00:00</wp:comment_date_gmt><wp:comment_content>* satu &amp;amp; dua\n\ntiga</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment></item>";
        let file = export(&format!("<rss><channel><link>https://lama.test</link>{later}{other}</channel></rss>"));
        let report = bring(&site, &wanted(Format::Wxr, file.path())).await;
        assert_eq!((report.stories, report.comments), (2, 1));
        assert!(report.skipped.iter().any(|one| one.why.contains("2040-05-03")), "{:?}", report.skipped);
        let page = site.get("/articles/baru").await.body;
        for part in ["政治", "/categories/kategori-", "* satu &amp; dua", "<p>tiga</p>", "Wati &amp; Joko"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        for path in ["/%d8%a3/", "/%D8%A3/", "/%D8%A3"] {
            assert_eq!(site.get(path).await.header("location"), "/articles/baru", "{path}");
        }
    }

    async fn what_is_sound_of_half_an_export_is_reported(site: Site) {
        let half = &WORDPRESS[..WORDPRESS.find("Tanpa tanggal GMT").expect("there")];
        let file = export(half);
        let done = importing::run(&site.services, &wanted(Format::Wxr, file.path()), |_, _| ()).await;
        let Err(ImportError::Half { report, .. }) = done else { panic!("{done:?}") };
        assert_eq!((report.stories, report.comments), (1, 3));
        let file = export(WORDPRESS);
        let rest = bring(&site, &wanted(Format::Wxr, file.path())).await;
        assert_eq!((rest.stories, rest.known), (2, 1), "a second run goes on behind it");
    }

    async fn what_is_no_export_is_refused(site: Site) {
        let bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss><channel><title>&b;</title></channel></rss>";
        assert!(refused(&site, Format::Wxr, bomb).await.contains("document type"));
        assert!(refused(&site, Format::Wxr, "bukan XML").await.contains("no export"));
        assert!(refused(&site, Format::Ghost, "{\"db\": 3}").await.contains("no export of Ghost"));
        let half = &WORDPRESS[..WORDPRESS.find("Tanpa tanggal GMT").expect("there")];
        assert!(refused(&site, Format::Wxr, half).await.contains("middle"));
        assert_eq!(site.get("/articles/rob-di-pantai").await.status, 200, "what is sound is here");
        let latin = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel></channel></rss>";
        assert!(refused(&site, Format::Rss, latin).await.contains("ISO-8859-1"));
        assert!(refused(&site, Format::Disqus, FEED).await.contains("no export of Disqus"));
        assert!(refused(&site, Format::Rss, "<feed></feed>").await.contains("<feed>"));
        assert!(refused(&site, Format::Markdown, "x").await.contains("a folder is wanted"));
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(b"<rss><channel><title>Caf\xe9</title></channel></rss>").expect("written");
        let done = importing::run(&site.services, &wanted(Format::Wxr, file.path()), |_, _| ()).await;
        assert!(matches!(&done, Err(ImportError::Export(why)) if why.contains("UTF-8")), "{done:?}");
        let deep = format!("<rss>{}", "<a>".repeat(10_000));
        assert!(refused(&site, Format::Wxr, &deep).await.contains("deep"));
    }
}
