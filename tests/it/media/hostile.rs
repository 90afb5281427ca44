//! Files that nobody means well with: each is answered in one clear line, and nothing of it is
//! kept.

use super::{apart, kept, make, send, token, upload};
use crate::on_both_databases;
use axum::body::{Body, Bytes};
use futures::stream;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use warta::domain::account::Role;

/// Name, content, status, and a word of the answer.
fn refused() -> Vec<(&'static str, Vec<u8>, u16, &'static str)> {
    let jpeg = make::jpeg(400, 300);
    let png = make::png(400, 300);
    let plain = make::zeros(300 * (400 * 3 + 1));
    let svg = b"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let html = b"<!doctype html><script>alert(1)</script>";
    let webp = make::encoded(make::halves(64, 48).into(), image::ImageFormat::WebP);
    let mut heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    heic.resize(4000, 7);
    let mut avif = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1".to_vec();
    avif.resize(4000, 7);
    let lost = jpeg.len() / 2;
    vec![
        ("kosong.jpg", Vec::new(), 422, "empty"),
        ("gambar.svg", svg.to_vec(), 415, "SVG"),
        ("gambar.jpg", svg.to_vec(), 415, "SVG"),
        ("halaman.jpg", html.to_vec(), 415, "no picture"),
        ("teks.png", b"bukan gambar".to_vec(), 415, "no picture"),
        ("foto.heic", heic, 415, "HEIC"),
        ("foto.avif", avif, 415, "AVIF"),
        ("foto.tif", b"II*\0\x08\0\0\0".to_vec(), 415, "TIFF"),
        ("naskah.jpg", b"%PDF-1.7".to_vec(), 415, "PDF"),
        ("foto.png", jpeg.clone(), 415, "JPEG"),
        ("foto.jpg", png.clone(), 415, "PNG"),
        ("foto.jpg.html", jpeg.clone(), 415, "JPEG"),
        ("putus.jpg", jpeg[..lost].to_vec(), 422, "cut short"),
        (
            "putus.jpg",
            jpeg[..jpeg.len() - 2].to_vec(),
            422,
            "cut short",
        ),
        ("putus.png", png[..png.len() / 2].to_vec(), 422, "cut short"),
        ("putus.webp", webp[..webp.len() / 2].to_vec(), 422, ""),
        (
            "putus.gif",
            make::gif(1, 1, 1)[..20].to_vec(),
            422,
            "cut short",
        ),
        ("tiga.jpg", b"\xff\xd8\xff".to_vec(), 422, "cut short"),
        (
            "besar.jpg",
            make::lying_jpeg(&jpeg, 60_000, 60_000),
            422,
            "60000 × 60000",
        ),
        (
            "besar.png",
            make::raw_png(60_000, 60_000, &[], &plain),
            422,
            "60000 × 60000",
        ),
        (
            "besar.gif",
            make::gif(60_000, 60_000, 1),
            422,
            "60000 × 60000",
        ),
        ("besar.webp", make::webp_header(16_000, 16_000), 422, ""),
        // Each side is allowed; both together are not.
        (
            "luas.png",
            make::raw_png(11_000, 11_000, &[], &make::zeros(11_000 * 33_001)),
            422,
            "11000 × 11000",
        ),
        // Header and pixels disagree: too few of them, and a thousand times too many.
        (
            "kurang.png",
            make::raw_png(400, 300, &[], &make::zeros(5_000)),
            422,
            "",
        ),
        (
            "profil.png",
            make::raw_png(400, 300, &[make::profile_bomb(64 << 20)], &plain[..9]),
            422,
            "",
        ),
        (
            "bergerak.png",
            make::raw_png(400, 300, &[make::animation_control()], &plain),
            422,
            "animation",
        ),
        ("bergerak.webp", make::moving_webp(), 422, "animation"),
        ("bergerak.gif", make::gif(8, 8, 2), 422, "animation"),
        (
            "seratus-ribu.gif",
            make::gif(8, 8, 100_000),
            422,
            "animation",
        ),
    ]
}

on_both_databases! {
    async fn what_is_hostile_is_refused_and_leaves_nothing(site: Site) {
        let site = apart(site);
        let token = token(&site, "ratih", Role::Author, &[]).await;
        let mut wrong = Vec::new();
        for (n, (name, file, status, word)) in refused().into_iter().enumerate() {
            let begun = Instant::now();
            let answer = upload(&site, &token, name, &file, &[]).await;
            let took = begun.elapsed();
            let kind = answer.header("content-type").to_owned();
            if answer.status != status || !answer.body.contains(word) || kind != "application/problem+json" || took > Duration::from_secs(5) {
                wrong.push(format!("{n} {name} ({} bytes): {} in {took:?}: {}", file.len(), answer.status, answer.body));
            }
            if status == 422 && !answer.body.contains("\"/file\"") {
                wrong.push(format!("{n} {name}: no pointer"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(kept(&site).is_empty(), "{:?}", kept(&site).into_iter().map(|k| k.0).collect::<Vec<_>>());
        let list = super::call(&site, Some(&token), "GET", "/media", "").await;
        assert_eq!(list.json()["items"].as_array().map(Vec::len), Some(0));
    }

    async fn pixels_beyond_the_picture_are_not_even_unpacked(site: Site) {
        let site = apart(site);
        let token = token(&site, "ratih", Role::Author, &[]).await;
        // A gigabyte of zeros behind a picture of 400 × 300.
        let bomb = make::raw_png(400, 300, &[], &make::zeros(1 << 30));
        let begun = Instant::now();
        let answer = upload(&site, &token, "bom.png", &bomb, &[]).await;
        assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
        // Whether it is called damaged or the picture in front of them is taken: nothing more is kept.
        assert!([201, 422].contains(&answer.status.as_u16()), "{}", answer.body);
        let most: usize = kept(&site).iter().map(|(_, bytes)| bytes.len()).sum();
        assert!(most < 100_000, "{most}");
    }

    async fn what_hides_in_a_picture_is_dropped(site: Site) {
        let site = apart(site);
        let token = token(&site, "ratih", Role::Author, &[]).await;
        let jpeg = make::jpeg(640, 480);
        let hidden = [make::SECRET, b"PK\x03\x04<script>alert(1)</script>"].concat();
        let comment = (0xfe, hidden.clone());
        let behind = [jpeg.clone(), hidden.clone()].concat();
        let inside = make::with_segments(&jpeg, &[make::exif(1), make::xmp("<script>", "b", "c"), comment]);
        // A GIF that is a script: its width reads /*, and what follows its end closes that.
        let script = [make::gif(0x2a2f, 1, 1), b"*/=1;".to_vec(), hidden.clone()].concat();
        for (name, file) in [("belakang.jpg", behind), ("dalam.jpg", inside), ("skrip.gif", script)] {
            let answer = upload(&site, &token, name, &file, &[]).await;
            assert_eq!(answer.status, 201, "{name}: {}", answer.body);
        }
        for (name, bytes) in kept(&site) {
            for piece in [make::SECRET, b"<script", b"PK\x03\x04", b"Exif", b"http://ns.adobe.com"] {
                assert!(!bytes.windows(piece.len()).any(|w| w == piece), "{name} holds {piece:?}");
            }
        }
    }

    async fn two_gigabytes_are_refused_before_they_are_read(site: Site) {
        let site = apart(site);
        let token = token(&site, "ratih", Role::Author, &[]).await;
        let kind = format!("multipart/form-data; boundary={}", super::BOUNDARY);
        for announced in [true, false] {
            let sent = Arc::new(AtomicUsize::new(0));
            let counter = Arc::clone(&sent);
            let head = format!("--{}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n", super::BOUNDARY);
            let piece = Bytes::from(vec![0xff; 1 << 20]);
            let pieces = (0..2049).map(move |n| {
                let bytes = if n == 0 { Bytes::from(head.clone()) } else { piece.clone() };
                counter.fetch_add(bytes.len(), Ordering::Relaxed);
                Ok::<_, std::convert::Infallible>(bytes)
            });
            let body = Body::from_stream(stream::iter(pieces));
            let answer = if announced {
                let mut request = axum::http::Request::builder()
                    .method("POST")
                    .uri("/api/v1/media")
                    .header("content-type", &kind)
                    .header("authorization", format!("Bearer {token}"))
                    .header("content-length", (2_u64 << 30).to_string());
                request = request.header("accept", "*/*");
                let request = request.body(body).expect("a request");
                tower::ServiceExt::oneshot(site.router.clone(), request).await.expect("an answer").status()
            } else {
                send(&site, Some(&token), "POST", "/media", &kind, body).await.status
            };
            assert_eq!(answer, 413, "announced: {announced}");
            let most = if announced { 0 } else { 60 << 20 };
            let read = sent.load(Ordering::Relaxed);
            assert!(read <= most, "announced: {announced}, {read} bytes were read");
        }
        assert!(kept(&site).is_empty());
    }

    async fn a_form_that_is_none_is_refused(site: Site) {
        let site = apart(site);
        let token = token(&site, "ratih", Role::Author, &[]).await;
        let kind = format!("multipart/form-data; boundary={}", super::BOUNDARY);
        let jpeg = make::jpeg(64, 64);
        let text = super::form("a.jpg", &jpeg, &[]);
        let cases: [(&str, Vec<u8>, u16); 4] = [
            ("application/json", b"{}".to_vec(), 415),
            ("multipart/form-data", text.clone(), 415),
            (&kind, text[..text.len() / 2].to_vec(), 400),
            (&kind, format!("--{}--\r\n", super::BOUNDARY).into_bytes(), 422),
        ];
        for (kind, body, status) in cases {
            let answer = send(&site, Some(&token), "POST", "/media", kind, Body::from(body)).await;
            assert_eq!(answer.status, status, "{kind}: {}", answer.body);
        }
        let long = "x".repeat(1001);
        for (texts, pointer) in [
            (&[("judul", "x")][..], "/judul"),
            (&[("alt", "x"), ("alt", "y")], "/alt"),
            (&[("alt", long.as_str())], "/alt"),
        ] {
            let answer = upload(&site, &token, "a.jpg", &jpeg, texts).await;
            assert_eq!(answer.status, 422, "{}", answer.body);
            assert_eq!(answer.json()["errors"][0]["pointer"], pointer);
        }
        assert!(kept(&site).is_empty());
    }
}
