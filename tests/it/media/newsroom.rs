//! The library as the newsroom's own pages use it: by a session.

use super::{BOUNDARY, apart, form, kept, make};
use crate::{
    on_both_databases,
    support::{Client, Site},
};
use serde_json::{Value, json};
use warta::{
    domain::account::Role,
    service::administering::{self, By},
};

async fn signed_in(site: &Site, name: &str, role: Role) -> Client {
    let email = Client::email(name);
    let services = &site.services;
    let made = administering::create(services, By::Console, name, &email, role, Client::PASSWORD);
    made.await.expect("an account is made");
    let mut client = Client::new();
    assert_eq!(client.sign_in(site, name).await.status, 303);
    client
}

/// Sends a file as the page's script does.
async fn send(
    site: &Site,
    client: &mut Client,
    name: &str,
    file: &[u8],
    place: &str,
) -> (u16, Value) {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let headers = [
        ("sec-fetch-site", place),
        ("accept", "application/json"),
        ("content-type", kind.as_str()),
    ];
    let answer = client
        .send_bytes(site, "/editor/media", &headers, form(name, file, &[]))
        .await;
    let told = serde_json::from_str(&answer.body).unwrap_or_default();
    (answer.status.as_u16(), told)
}

on_both_databases! {
    async fn a_picture_goes_in_by_a_session(site: Site) {
        let site = apart(site);
        let mut author = signed_in(&site, "Sari", Role::Author).await;
        let xmp = make::xmp("Dewi Foto", "Kantor Foto", "Sawah di pagi hari");
        let file = make::with_segments(&make::jpeg(640, 480), &[xmp]);
        let (status, told) = send(&site, &mut author, "sawah.jpg", &file, "same-origin").await;
        assert_eq!(status, 201, "{told}");
        assert_eq!((&told["width"], &told["credit"], &told["offered"]["creator"]), (&json!(640), &json!("Dewi Foto/Kantor Foto"), &json!("Dewi Foto")));
        assert!(told["key"].as_str().is_some_and(|key| !key.is_empty()));
        let list = author.get(&site, "/api/library/list?list=mine").await;
        let list: Value = serde_json::from_str(&list.body).expect("JSON");
        assert_eq!(list["shots"].as_array().map(Vec::len), Some(1));
        let id = list["shots"][0]["id"].clone();
        let described = json!({"id": id, "described": {"alt": "Sawah hijau", "caption": "", "credit": "Dewi Foto", "focal": [20, 80]}});
        let told = author.ask(&site, "/api/library/describe", &described.to_string()).await;
        assert!(told.body.contains("Sawah hijau"), "{}", told.body);
        let page = author.get(&site, "/editor/media").await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Sawah hijau"));
        let gone = author.ask(&site, "/api/library/delete", &json!({"id": id}).to_string()).await;
        assert_eq!(gone.body, "\"Deleted\"");
    }

    async fn what_is_refused_is_said_in_the_sites_language_and_not_kept(site: Site) {
        let site = apart(site);
        let mut author = signed_in(&site, "Sari", Role::Author).await;
        let before = kept(&site).len();
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
        let (status, told) = send(&site, &mut author, "a.svg", svg, "same-origin").await;
        assert_eq!(status, 415);
        assert!(told["message"].as_str().is_some_and(|line| line.contains("Simpan sebagai JPEG")), "{told}");
        let huge = make::lying_jpeg(&make::jpeg(64, 48), 60_000, 60_000);
        let (status, told) = send(&site, &mut author, "a.jpg", &huge, "same-origin").await;
        assert_eq!(status, 422);
        assert!(told["message"].as_str().is_some_and(|line| line.starts_with("60000 × 60000")), "{told}");
        assert_eq!(kept(&site).len(), before);
    }

    async fn who_may_and_from_where(site: Site) {
        let site = apart(site);
        let file = make::jpeg(64, 48);
        for (role, expected) in [(Role::Reader, 403), (Role::Moderator, 403), (Role::Contributor, 201), (Role::Editor, 201)] {
            let mut client = signed_in(&site, &format!("Orang {}", role.as_str()), role).await;
            assert_eq!(send(&site, &mut client, "a.jpg", &file, "same-origin").await.0, expected, "{role:?}");
            assert_eq!(send(&site, &mut client, "a.jpg", &file, "cross-site").await.0, 403, "{role:?} from elsewhere");
            let page = client.get(&site, "/editor/media").await;
            assert_eq!(page.status, if expected == 201 { 200 } else { 403 }, "{role:?} at the page");
        }
        assert_eq!(send(&site, &mut Client::new(), "a.jpg", &file, "same-origin").await.0, 401);
    }
}
