//! The site's logo.

use super::{desk::signed_in, world::World};
use crate::{
    media::make,
    on_both_databases,
    support::{Answer, Client},
};
use image::{ImageFormat, Rgba, RgbaImage};
use std::io::Cursor;
use warta::domain::account::Role;

const PATH: &str = "/editor/settings/logo";

async fn send(world: &World, client: &mut Client, path: &str, name: &str, bytes: &[u8]) -> Answer {
    let boundary = "batas";
    let mut body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={boundary}");
    let headers = [
        ("sec-fetch-site", "same-origin"),
        ("content-type", kind.as_str()),
    ];
    client.send_bytes(&world.site, path, &headers, body).await
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbaImage::from_fn(width, height, |x, _| {
        Rgba([20, 20, 20, if x % 7 == 3 { 0 } else { 255 }])
    });
    let mut file = Cursor::new(Vec::new());
    picture
        .write_to(&mut file, ImageFormat::Png)
        .expect("a PNG");
    file.into_inner()
}

on_both_databases! {
    async fn a_logo_stands_in_the_place_of_the_name(site: Site) {
        let world = World::new(site).await;
        let mut ratih = signed_in(&world, "Ratih", Role::Administrator).await;
        assert!(!world.site.get("/").await.body.contains("class=\"logo\""));
        let sent = send(&world, &mut ratih, PATH, "logo.png", &png(621, 310)).await;
        assert_eq!(sent.header("location"), "/editor/settings?kept", "{}", sent.body);
        let page = world.site.get("/").await.body;
        assert!(page.contains("width=\"248\"") && page.contains("height=\"124\""));
        let url = page.split('"').find(|part| part.ends_with("/logo.webp")).expect("an address");
        let file = world.site.get(url).await;
        assert_eq!((file.status.as_u16(), file.header("content-type")), (200, "image/webp"), "{url}");
        assert!(file.header("cache-control").contains("immutable"));
        assert_eq!(send(&world, &mut ratih, "/editor/settings/logo/dark", "gelap.png", &png(200, 50)).await.status, 303);
        assert!(world.site.get("/").await.body.contains("media=\"(prefers-color-scheme: dark)\""));
        assert_eq!(ratih.post(&world.site, "/editor/settings/logo/clear", &[]).await.status, 303);
        assert!(!world.site.get("/").await.body.contains("logo.webp"));
    }

    async fn a_logo_for_dark_screens_alone_leaves_the_name_on_light_ones(site: Site) {
        let world = World::new(site).await;
        let mut ratih = signed_in(&world, "Ratih", Role::Administrator).await;
        assert_eq!(send(&world, &mut ratih, "/editor/settings/logo/dark", "gelap.png", &png(200, 50)).await.status, 303);
        let page = world.site.get("/").await.body;
        let (day, night) = (page.find("logo__day").expect("the name"), page.find("logo__night").expect("the logo"));
        assert!(day < night && page[night..].contains("/logo.webp"));
        let sent = send(&world, &mut ratih, PATH, "logo.png", &png(5000, 40)).await;
        assert_eq!(sent.status, 422);
        assert!(sent.body.contains("5000 × 40") && sent.body.contains("4096 px"), "{}", sent.body);
    }

    async fn what_is_no_logo_is_refused_in_words(site: Site) {
        let world = World::new(site).await;
        let mut ratih = signed_in(&world, "Ratih", Role::Administrator).await;
        for (name, bytes, status) in [
            ("logo.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(), 415),
            ("logo.png", b"bukan gambar".to_vec(), 415),
            ("logo.jpg", png(20, 20), 415),
            ("logo.jpg", make::jpeg(64, 64)[..200].to_vec(), 422),
        ] {
            let refused = send(&world, &mut ratih, PATH, name, &bytes).await;
            assert_eq!(refused.status, status, "{name}");
            assert!(refused.body.contains("role=\"alert\""), "{name}: {}", refused.body);
        }
        assert!(!world.site.get("/").await.body.contains("logo.webp"));
        let mut editor = signed_in(&world, "Bima", Role::Editor).await;
        assert_eq!(send(&world, &mut editor, PATH, "logo.png", &png(20, 20)).await.status, 403);
    }
}
