//! What becomes of an honest picture: its files, what is said of it, where it is used.

use super::{apart, call, illustrator, kept, make, token, upload};
use crate::{
    on_both_databases,
    support::{Answer, Site},
};
use axum::http::Method;
use image::{GenericImageView, ImageFormat};
use serde_json::{Value, json};
use std::time::Duration;
use warta::{
    domain::{
        account::Role,
        article::Status,
        document::{Block, BlockId, Document, Image},
        id::{ArticleId, MediaId},
    },
    service::illustrating::{self, Intake, MediaError},
    store::{self, article::NewArticle},
};

pub(super) fn id(answer: &Answer) -> MediaId {
    assert_eq!(answer.status, 201, "{}", answer.body);
    let id = answer.json()["id"].as_str().and_then(|id| id.parse().ok());
    MediaId(id.expect("an id"))
}

/// The file behind an address of this site.
pub(super) async fn file(site: &Site, url: &Value) -> (Answer, Vec<u8>) {
    let path = url
        .as_str()
        .and_then(|u| u.strip_prefix("http://warta.test"))
        .expect("an address");
    let answer = site.get(path).await;
    let name = path.strip_prefix("/media/").expect("a picture");
    let (key, name) = name.split_once('/').expect("a key");
    let bytes = site
        .services
        .media
        .get(key, name)
        .await
        .expect("read")
        .expect("there");
    (answer, bytes.to_vec())
}

/// A published story with a picture above it or in its text.
pub(super) async fn story(
    site: &Site,
    slug: &str,
    banner: Option<MediaId>,
    body: Option<&Value>,
    status: Status,
) -> ArticleId {
    let category = site.services.store.write(|mut tx| {
        Box::pin(async move { store::category::insert(&mut tx, "uji", "Uji", 1, "").await })
    });
    let category = match category.await {
        Ok(id) => id,
        Err(_) => {
            let row = store::category::by_slug(&site.services.store, "uji")
                .await
                .expect("read");
            warta::domain::id::CategoryId(row.expect("a category").id)
        }
    };
    let image = body.map(|media| {
        let url = media["url"].as_str().expect("an address");
        Block::Image {
            attrs: Image {
                id: BlockId("aaaaaaaaaaaa".into()),
                media: url.split('/').nth(4).expect("a key").into(),
                width: media["width"].as_u64().expect("a width") as u32,
                height: media["height"].as_u64().expect("a height") as u32,
                alt: "Kata penulis".into(),
                caption: String::new(),
                credit: String::new(),
                focal: None,
                size: Default::default(),
            },
        }
    });
    let new = NewArticle {
        slug: slug.into(),
        status,
        headline: format!("Berita {slug}"),
        standfirst: String::new(),
        document: Document::new(image.into_iter().collect()),
        language: "id".into(),
        category,
        dateline: String::new(),
        banner,
        banner_caption: None,
        banner_credit: None,
        banner_note: None,
        sample: false,
        published_at: Some(site.services.clock.now()),
        bylines: Vec::new(),
        tags: Vec::new(),
        desk: Default::default(),
    };
    let now = site.services.clock.now();
    let made = site.services.store.write(move |mut tx| {
        Box::pin(async move { store::article::insert(&mut tx, &new, now).await })
    });
    let id = made.await.expect("a story");
    site.services.freshness.purge_all();
    id
}

async fn intake(file: &[u8]) -> Intake {
    let mut intake = Intake::begin("baru.jpg").await.expect("begun");
    intake.add(file).await.expect("taken");
    intake
}

on_both_databases! {
    async fn every_kind_becomes_files_of_every_width(site: Site) {
        let site = apart(site);
        let token = token(&site, "ratih", Role::Contributor, &[]).await;
        let picture: image::DynamicImage = make::halves(700, 350).into();
        let gif = {
            let mut bytes = std::io::Cursor::new(Vec::new());
            image::codecs::gif::GifEncoder::new(&mut bytes).encode_frame(image::Frame::new(picture.to_rgba8())).expect("a GIF");
            bytes.into_inner()
        };
        for (name, bytes) in [
            ("foto.jpg", make::jpeg(700, 350)),
            ("foto.PNG", make::png(700, 350)),
            ("foto.webp", make::encoded(picture, ImageFormat::WebP)),
            ("foto.gif", gif),
            ("tanpa akhiran", make::jpeg(700, 350)),
        ] {
            let texts = [("alt", " Dua \n warna "), ("caption", "Merah & biru"), ("credit", "Ratih/Warta")];
            let made = upload(&site, &token, name, &bytes, &texts).await;
            let media = made.json();
            assert_eq!(made.header("location"), format!("/api/v1/media/{}", id(&made)));
            assert_eq!((&media["width"], &media["height"]), (&json!(700), &json!(350)), "{name}");
            assert_eq!((&media["alt"], &media["caption"], &media["credit"]), (&json!("Dua warna"), &json!("Merah & biru"), &json!("Ratih/Warta")));
            assert_eq!(media["focal"], json!({"x": 50, "y": 50}));
            let renditions = media["renditions"].as_array().expect("files");
            let widths: Vec<_> = renditions.iter().map(|r| (r["width"].as_u64(), r["type"].as_str())).collect();
            assert_eq!(widths.len(), 8, "{widths:?}");
            for one in renditions {
                let (answer, bytes) = file(&site, &one["url"]).await;
                assert_eq!(answer.status, 200);
                assert_eq!(answer.header("content-type"), one["type"].as_str().expect("a type"));
                let read = image::load_from_memory(&bytes).expect("a picture");
                assert_eq!(u64::from(read.width()), one["width"].as_u64().expect("a width"));
                let (left, right) = (read.get_pixel(read.width() / 8, 5).0, read.get_pixel(read.width() * 7 / 8, 5).0);
                assert!(left[0] > 180 && left[2] < 80 && right[2] > 180 && right[0] < 80, "{name}: {left:?} {right:?}");
            }
            let found = call(&site, Some(&token), "GET", &format!("/media/{}", id(&made)), "").await;
            assert_eq!(found.json(), media);
        }
        assert_eq!(kept(&site).len(), 5 * 8);
    }

    async fn a_picture_is_upright_on_paper_and_no_wider_than_asked_for(site: Site) {
        let site = apart(site);
        let token = token(&site, "ratih", Role::Author, &[]).await;
        // Taken with the camera turned: the right half is below.
        let turned = make::with_segments(&make::jpeg(3000, 600), &[make::exif(6)]);
        let made = upload(&site, &token, "tegak.jpg", &turned, &[]).await.json();
        assert_eq!((&made["width"], &made["height"]), (&json!(600), &json!(3000)));
        let (_, bytes) = file(&site, &made["url"]).await;
        let read = image::load_from_memory(&bytes).expect("a picture");
        assert!(read.get_pixel(300, 100).0[0] > 180 && read.get_pixel(300, 2900).0[2] > 180);
        let wide = upload(&site, &token, "lebar.jpg", &make::jpeg(3000, 600), &[]).await.json();
        assert_eq!((&wide["width"], &wide["height"]), (&json!(2400), &json!(480)));
        // What can be seen through is seen on white.
        let clear = image::RgbaImage::from_pixel(320, 320, image::Rgba([0, 0, 0, 0]));
        let clear = make::encoded(clear.into(), ImageFormat::Png);
        let made = upload(&site, &token, "bening.png", &clear, &[]).await.json();
        let (_, bytes) = file(&site, &made["url"]).await;
        let read = image::load_from_memory(&bytes).expect("a picture");
        assert!(read.get_pixel(160, 160).0[..3].iter().all(|c| *c > 250));
    }

    async fn what_the_file_says_is_offered_where_the_upload_says_nothing(site: Site) {
        let site = apart(site);
        let token = token(&site, "ratih", Role::Author, &[]).await;
        let told = make::with_segments(&make::jpeg(400, 300), &[make::xmp("Dewi", "Antara", "Banjir di Demak")]);
        let made = upload(&site, &token, "a.jpg", &told, &[]).await.json();
        assert_eq!((&made["caption"], &made["credit"], &made["alt"]), (&json!("Banjir di Demak"), &json!("Dewi/Antara"), &json!("")));
        let made = upload(&site, &token, "a.jpg", &told, &[("credit", "Ratih/Warta"), ("caption", "  ")]).await;
        assert_eq!((&made.json()["caption"], &made.json()["credit"]), (&json!("Banjir di Demak"), &json!("Ratih/Warta")));
        let row = store::media::by_id(&site.services.store, id(&made)).await.expect("read").expect("there");
        assert_eq!((row.creator.as_str(), row.file_name.as_str()), ("Dewi", "a.jpg"));
        assert!(!row.placeholder.is_empty() && row.placeholder.len() < 400);
    }

    async fn the_same_file_twice_is_two_pictures(site: Site) {
        let site = apart(site);
        let token = token(&site, "ratih", Role::Author, &[]).await;
        let jpeg = make::jpeg(64, 48);
        let (one, other) = (upload(&site, &token, "a.jpg", &jpeg, &[]).await, upload(&site, &token, "a.jpg", &jpeg, &[]).await);
        assert_ne!(one.json()["url"], other.json()["url"]);
        let gone = call(&site, Some(&token), "DELETE", &format!("/media/{}", id(&one)), "").await;
        assert_eq!(gone.status, 204);
        assert_eq!(kept(&site).len(), 2, "the other's files are still there");
        let again = call(&site, Some(&token), "DELETE", &format!("/media/{}", id(&one)), "").await;
        assert_eq!(again.status, 404);
        file(&site, &other.json()["url"]).await;
    }

    async fn files_have_tags_and_are_kept_for_a_year(site: Site) {
        let site = apart(site);
        let token = token(&site, "ratih", Role::Author, &[]).await;
        let made = upload(&site, &token, "a.jpg", &make::jpeg(64, 48), &[]).await.json();
        let (answer, _) = file(&site, &made["url"]).await;
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        let tag = answer.header("etag").to_owned();
        let path = made["url"].as_str().expect("an address").trim_start_matches("http://warta.test").to_owned();
        for (sent, status) in [(tag.clone(), 304), (format!("\"x\", W/{tag}"), 304), ("\"x\"".to_owned(), 200)] {
            let answer = site.send(Method::GET, &path, &[("if-none-match", &sent)]).await;
            assert_eq!(answer.status, status, "{sent}");
            assert_eq!(answer.body.is_empty(), status == 304);
            assert_eq!(answer.header("etag"), tag);
        }
        assert_eq!(site.get(&path.replace("64.jpg", "320.jpg")).await.status, 404);
    }

    async fn the_library_is_walked_and_searched(site: Site) {
        let site = apart(site);
        let (ratih, eko) = (token(&site, "ratih", Role::Author, &[]).await, token(&site, "eko", Role::Author, &[]).await);
        let jpeg = make::jpeg(8, 8);
        for (n, (who, name, alt)) in [(&ratih, "banjir.jpg", "Sawah tergenang"), (&eko, "pasar.jpg", "PASAR Élok 100%"), (&ratih, "c.jpg", "Sawah kering"), (&ratih, "d.jpg", "Gunung_api")].into_iter().enumerate() {
            site.clock.forward(Duration::from_secs(1));
            let caption = format!("nomor {n}");
            upload(&site, who, name, &jpeg, &[("alt", alt), ("caption", &caption), ("credit", "Warta")]).await;
        }
        for (query, expected) in [
            ("", "3210"), ("?q=sawah", "20"), ("?q=sawah%20banjir", "0"), ("?q=pasar%20%C3%A9lok", "1"), ("?q=100%25", "1"), ("?q=0%25", "1"),
            ("?q=gunung_", "3"), ("?q=_", "3"), ("?q=%5C", ""), ("?q=warta%20nomor%203", "3"), ("?mine=true", "320"), ("?mine=true&q=sawah", "20"), ("?unused=true", "3210"),
        ] {
            let answer = call(&site, Some(&ratih), "GET", &format!("/media{query}"), "").await;
            let numbers: String = answer.json()["items"].as_array().expect("items").iter().filter_map(|m| m["caption"].as_str()?.split(' ').nth(1)).collect();
            assert_eq!(numbers, expected, "{query}");
        }
        let mut path = "/media?limit=3&mine=true".to_owned();
        let mut seen = 0;
        loop {
            let answer = call(&site, Some(&ratih), "GET", &path, "").await;
            let list = answer.json();
            seen += list["items"].as_array().map_or(0, Vec::len);
            match list["next"].as_str() {
                None => break,
                Some(next) => {
                    assert!(answer.header("link").contains(next));
                    path = format!("/media?limit=3&mine=true&after={next}");
                }
            }
        }
        assert_eq!(seen, 3);
        for wrong in ["?limit=0", "?limit=101", "?after=x", "?mine=ya"] {
            assert_eq!(call(&site, Some(&ratih), "GET", &format!("/media{wrong}"), "").await.status, 400, "{wrong}");
        }
    }

    async fn what_is_said_can_be_changed(site: Site) {
        let site = apart(site);
        let token = token(&site, "ratih", Role::Author, &[]).await;
        let made = upload(&site, &token, "a.jpg", &make::jpeg(64, 48), &[("alt", "Lama"), ("credit", "Warta")]).await;
        let path = format!("/media/{}", id(&made));
        let body = json!({"alt": "Baru\u{0}", "caption": "Isi", "focal": {"x": 20, "y": 100}}).to_string();
        let changed = call(&site, Some(&token), "PATCH", &path, &body).await;
        assert_eq!(changed.status, 200, "{}", changed.body);
        let media = changed.json();
        assert_eq!((&media["alt"], &media["caption"], &media["credit"]), (&json!("Baru"), &json!("Isi"), &json!("Warta")));
        assert_eq!(media["focal"], json!({"x": 20, "y": 100}));
        let long = "x".repeat(2001);
        for (body, pointer) in [
            (json!({"focal": {"x": 101, "y": 1}}), "/focal"),
            (json!({"focal": {"x": 1}}), "/focal"),
            (json!({"focal": {"x": 1, "y": 2, "z": 3}}), "/focal"),
            (json!({"focal": 5}), "/focal"),
            (json!({"caption": long}), "/caption"),
            (json!({"url": "x"}), "/url"),
            (json!({"alt": 5}), "/alt"),
        ] {
            let answer = call(&site, Some(&token), "PATCH", &path, &body.to_string()).await;
            assert_eq!((answer.status.as_u16(), &answer.json()["errors"][0]["pointer"]), (422, &json!(pointer)), "{body}");
        }
        assert_eq!(call(&site, Some(&token), "PATCH", "/media/999", "{}").await.status, 404);
        assert_eq!(call(&site, Some(&token), "GET", "/media/x", "").await.status, 404);
        let now = call(&site, Some(&token), "GET", &path, "").await;
        assert_eq!(now.json(), media);
    }

    async fn a_change_shows_at_once_where_the_picture_stands_above_a_story(site: Site) {
        let site = apart(site);
        let token = token(&site, "ratih", Role::Author, &[]).await;
        let made = upload(&site, &token, "a.jpg", &make::jpeg(640, 480), &[("alt", "Kata lama")]).await;
        story(&site, "satu", Some(id(&made)), None, Status::Published).await;
        story(&site, "dua", None, Some(&made.json()), Status::Published).await;
        for path in ["/articles/satu", "/"] {
            assert!(site.get(path).await.body.contains("Kata lama"), "{path}");
        }
        let path = format!("/media/{}", id(&made));
        let changed = call(&site, Some(&token), "PATCH", &path, &json!({"alt": "Kata baru"}).to_string()).await;
        assert_eq!(changed.status, 200);
        for path in ["/articles/satu", "/"] {
            let page = site.get(path).await.body;
            assert!(page.contains("Kata baru") && !page.contains("Kata lama"), "{path}");
        }
        let page = site.get("/articles/dua").await.body;
        assert!(page.contains("Kata penulis"), "what a writer said in a text stays");
        let (large, front) = (site.get("/articles/satu").await.body, site.get("/").await.body);
        let blurred = "src=\"data:image/webp;base64,";
        assert_eq!((large.matches(blurred).count(), front.matches(blurred).count()), (1, 0), "blurred until it is there, where it is large");
    }

    async fn a_picture_in_use_cannot_be_deleted(site: Site) {
        let site = apart(site);
        let (ratih, editor) = (token(&site, "ratih", Role::Author, &[]).await, token(&site, "editor", Role::Editor, &[]).await);
        let made = upload(&site, &ratih, "a.jpg", &make::jpeg(640, 480), &[]).await;
        let path = format!("/media/{}", id(&made));
        let article = story(&site, "satu", Some(id(&made)), None, Status::Published).await;
        story(&site, "dua", None, Some(&made.json()), Status::Draft).await;
        let refused = call(&site, Some(&ratih), "DELETE", &path, "").await;
        assert_eq!(refused.status, 409);
        let said = refused.json()["detail"].as_str().unwrap_or_default().to_owned();
        assert!(said.contains("/articles/satu") && said.contains("1 more") && !said.contains("dua"), "{said}");
        let refused = call(&site, Some(&editor), "DELETE", &path, "").await;
        let said = refused.json()["detail"].as_str().unwrap_or_default().to_owned();
        assert!(said.contains("/articles/satu") && said.contains("/articles/dua"), "{said}");
        let unused = call(&site, Some(&ratih), "GET", "/media?unused=true", "").await;
        assert_eq!(unused.json()["items"], json!([]));
        let uses = illustrating::uses(&site.services, &illustrator(&site, &ratih).await, id(&made)).await.expect("uses");
        let told: Vec<_> = uses.iter().map(|u| (u.public, u.banner, u.body, u.named.is_some())).collect();
        assert_eq!(told, [(false, false, true, false), (true, true, false, true)]);
        // Once no story has it, it can go.
        let freed = site.services.store.write(move |mut tx| Box::pin(async move {
            store::media_use::note(&mut tx, article, None, &Document::new(Vec::new())).await?;
            store::media_use::note(&mut tx, ArticleId(article.0 + 1), None, &Document::new(Vec::new())).await
        }));
        freed.await.expect("noted");
        let banner = call(&site, Some(&ratih), "DELETE", &path, "").await;
        assert_eq!(banner.status, 409, "the database itself holds on to a banner: {}", banner.body);
        assert_eq!(kept(&site).len(), 6);
    }

    async fn a_picture_is_replaced_wherever_it_stands(site: Site) {
        let site = apart(site);
        let (ratih, eko) = (token(&site, "ratih", Role::Author, &[]).await, token(&site, "eko", Role::Author, &[]).await);
        let made = upload(&site, &ratih, "a.jpg", &make::jpeg(640, 480), &[("alt", "Kata"), ("credit", "Warta")]).await;
        story(&site, "satu", Some(id(&made)), None, Status::Published).await;
        let two = story(&site, "dua", None, Some(&made.json()), Status::Published).await;
        let old = made.json()["url"].as_str().expect("an address").split('/').nth(4).expect("a key").to_owned();
        for path in ["/articles/satu", "/articles/dua", "/"] {
            assert!(site.get(path).await.body.contains(&old), "{path}");
        }
        let (services, by) = (&site.services, illustrator(&site, &ratih).await);
        let new = make::jpeg(320, 200);
        let stranger = illustrating::replace(services, &illustrator(&site, &eko).await, id(&made), intake(&new).await).await;
        assert!(matches!(stranger, Err(MediaError::NotYours)));
        let broken = illustrating::replace(services, &by, id(&made), intake(&new[..300]).await).await;
        assert!(matches!(broken, Err(MediaError::Refused(_))));
        let row = illustrating::replace(services, &by, id(&made), intake(&new).await).await.expect("replaced");
        assert_eq!((row.id, row.picture.width, row.picture.alt.as_str(), row.uses), (id(&made), 320, "Kata", 2));
        for path in ["/articles/satu", "/articles/dua", "/"] {
            let page = site.get(path).await.body;
            assert!(page.contains(&row.picture.key) && !page.contains(&old), "{path}");
        }
        assert!(site.get("/articles/dua").await.body.contains("height=\"200\""));
        assert_eq!(site.get(&format!("/media/{old}/640.jpg")).await.status, 200, "who has the old page open still sees it");
        let mut tx_document = None;
        services.store.write(move |mut tx| Box::pin(async move { store::media_use::document(&mut tx, two).await })).await.map(|d| tx_document = Some(d)).expect("read");
        assert!(tx_document.expect("a document").media_keys().contains(row.picture.key.as_str()));
    }

    async fn an_upload_whose_row_cannot_be_written_leaves_no_files(site: Site) {
        let site = apart(site);
        let token = token(&site, "ratih", Role::Author, &[]).await;
        let by = illustrator(&site, &token).await;
        let intake = intake(&make::jpeg(640, 480)).await;
        site.services.store.close().await;
        let failed = illustrating::upload(&site.services, &by, intake, illustrating::Description::default()).await;
        assert!(failed.is_err());
        assert!(kept(&site).is_empty());
    }
}
