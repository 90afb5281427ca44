//! What is made of a picture after it has come in.

use super::{
    apart, call, kept,
    library::{file, id, story},
    make, token, upload,
};
use crate::{on_both_databases, support::Site};
use serde_json::json;
use warta::{
    domain::{account::Role, article::Status},
    service::finishing,
};

/// Finishes all that is due; returns how many pictures that were.
async fn finish(site: &Site) -> usize {
    let mut n = 0;
    while finishing::round(&site.services, || false)
        .await
        .expect("a round")
    {
        n += 1;
    }
    n
}

fn names(site: &Site, ending: &str) -> usize {
    let names = kept(site);
    names
        .iter()
        .filter(|(name, _)| name.ends_with(ending))
        .count()
}

on_both_databases! {
    async fn a_picture_gets_its_avif_and_its_cuts_and_pages_name_them(site: Site) {
        let site = apart(site);
        let token = token(&site, "ratih", Role::Editor, &[]).await;
        let made = upload(&site, &token, "a.jpg", &make::jpeg(700, 350), &[("alt", "Dua warna")]).await;
        let picture = id(&made);
        story(&site, "banjir", Some(picture), None, Status::Published).await;
        let before = site.get("/articles/banjir").await.body;
        assert!(!before.contains("image/avif") && before.contains("/700.jpg"));
        assert_eq!(finish(&site).await, 1);
        assert_eq!(finish(&site).await, 0, "nothing is made twice");
        assert_eq!((names(&site, ".avif"), names(&site, "-50-50.jpg")), (4, 4));

        let page = site.get("/articles/banjir").await.body;
        assert!(page.contains("<source type=\"image/avif\""), "the page was purged and offers AVIF first");
        for shape in ["16x9", "4x3", "1x1"] {
            let name = format!("/{shape}-50-50.jpg");
            assert!(page.contains(&name), "{name} in the structured data");
        }
        let card = page.split("property=\"og:image\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
        let card = card.expect("a card's picture").to_owned();
        assert!(card.ends_with("/40x21-50-50.jpg"), "{card}");
        assert!(page.contains("og:image:width\" content=\"666\"") && page.contains("og:image:height\" content=\"350\""));
        let (answer, bytes) = file(&site, &json!(card)).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "image/jpeg"));
        let read = image::load_from_memory(&bytes).expect("a picture");
        assert_eq!((read.width(), read.height()), (666, 350));

        let told = call(&site, Some(&token), "GET", &format!("/media/{picture}"), "").await.json();
        let avif: Vec<_> = told["renditions"].as_array().expect("files").iter().filter(|r| r["type"] == "image/avif").collect();
        assert_eq!(avif.len(), 4);
        let (answer, bytes) = file(&site, &avif[0]["url"]).await;
        assert_eq!(answer.header("content-type"), "image/avif");
        assert_eq!(&bytes[4..12], b"ftypavif");
    }

    async fn a_picture_inside_a_text_offers_avif_once_it_is_there(site: Site) {
        let site = apart(site);
        let token = token(&site, "ratih", Role::Editor, &[]).await;
        let made = upload(&site, &token, "a.jpg", &make::jpeg(700, 350), &[]).await.json();
        let story = story(&site, "banjir", None, Some(&made), Status::Published).await;
        let before = site.get("/articles/banjir").await.body;
        assert!(!before.contains("image/avif") && before.contains("Kata penulis"));
        assert_eq!(finish(&site).await, 1);
        let page = site.get("/articles/banjir").await.body;
        let figure = page.split("id=\"b-aaaaaaaaaaaa\"").nth(1).and_then(|rest| rest.split("</figure>").next()).expect("the figure");
        let avif = figure.find("<source type=\"image/avif\"").expect("AVIF is offered");
        assert!(avif < figure.find("image/webp").expect("WebP too") && figure.contains("/700.avif 700w"), "{figure}");
        let address = figure.split([' ', '"']).find(|part| part.ends_with("/320.avif")).expect("an address").to_owned();
        assert_eq!(file(&site, &json!(format!("http://warta.test{address}"))).await.0.header("content-type"), "image/avif");
        let told = call(&site, None, "GET", &format!("/articles/{story}"), "").await;
        assert!(!told.body.contains("image/avif"), "what is stored is what the document says");
    }

    async fn another_focal_point_is_another_cut(site: Site) {
        let site = apart(site);
        let token = token(&site, "ratih", Role::Editor, &[]).await;
        let made = upload(&site, &token, "a.jpg", &make::jpeg(700, 350), &[]).await;
        let picture = id(&made);
        story(&site, "banjir", Some(picture), None, Status::Published).await;
        finish(&site).await;
        let moved = call(&site, Some(&token), "PATCH", &format!("/media/{picture}"), r#"{"focal":{"x":0,"y":50}}"#).await;
        assert_eq!(moved.status, 200, "{}", moved.body);
        let page = site.get("/articles/banjir").await.body;
        assert!(!page.contains("-50-50.jpg"), "the old cut is not shown for the new point");
        assert!(page.contains("image/avif"), "the rest stays");
        assert_eq!(finish(&site).await, 1);
        assert_eq!(names(&site, ".avif"), 4, "these are made once");
        let page = site.get("/articles/banjir").await.body;
        let square = page.split('"').find(|part| part.ends_with("/1x1-0-50.jpg")).expect("a cut").to_owned();
        let (_, bytes) = file(&site, &json!(square)).await;
        let read = image::load_from_memory(&bytes).expect("a picture").to_rgb8();
        let all_red = [5, 170, 340].iter().all(|x| read.get_pixel(*x, 100)[0] > 180);
        assert!(all_red, "the left half alone");
        // Words change nothing in the files.
        call(&site, Some(&token), "PATCH", &format!("/media/{picture}"), r#"{"alt":"Lain"}"#).await;
        assert_eq!(finish(&site).await, 0);
    }

    async fn what_cannot_be_finished_stays_as_it_is_and_is_tried_later(site: Site) {
        let site = apart(site);
        let token = token(&site, "ratih", Role::Editor, &[]).await;
        let broken = id(&upload(&site, &token, "a.jpg", &make::jpeg(64, 48), &[]).await);
        let (name, _) = kept(&site).into_iter().find(|(name, _)| name.ends_with("/64.jpg")).expect("a file");
        std::fs::write(&name, b"no picture").expect("written");
        upload(&site, &token, "b.jpg", &make::jpeg(64, 48), &[]).await;
        assert_eq!(finish(&site).await, 2, "one that fails does not hold up the next");
        assert_eq!(names(&site, ".avif"), 1);
        let told = call(&site, Some(&token), "GET", &format!("/media/{broken}"), "").await;
        assert!(!told.body.contains("avif"));
        std::fs::write(&name, make::jpeg(64, 48)).expect("written");
        site.clock.forward(std::time::Duration::from_secs(3600));
        assert_eq!(finish(&site).await, 1);
        assert_eq!(names(&site, ".avif"), 2);
    }

    async fn a_server_that_stops_leaves_no_half_finished_picture(site: Site) {
        let site = apart(site);
        let token = token(&site, "ratih", Role::Editor, &[]).await;
        let picture = id(&upload(&site, &token, "a.jpg", &make::jpeg(700, 350), &[]).await);
        assert!(finishing::round(&site.services, || true).await.expect("a round"));
        let told = call(&site, Some(&token), "GET", &format!("/media/{picture}"), "").await;
        assert!(!told.body.contains("avif"));
        site.clock.forward(std::time::Duration::from_secs(3600));
        assert_eq!(finish(&site).await, 1);
        let told = call(&site, Some(&token), "GET", &format!("/media/{picture}"), "").await;
        assert!(told.body.contains("avif"));
    }
}
