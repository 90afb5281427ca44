//! Pictures in a bucket, where the environment names one: `script/with-s3`.

use super::{call, make, token, upload};
use crate::support::Site;
use warta::{domain::account::Role, server::router::router, service::media_store::MediaPlace};

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_keeps_pictures_as_a_folder_does() {
    let Ok(place) = std::env::var("WARTA_TEST_S3") else {
        return;
    };
    let mut site = Site::on_sqlite().await;
    let place = MediaPlace::parse(&place).expect("a bucket");
    assert_eq!(place.folder(), None);
    site.services.media = place.open().expect("opened");
    site.router = router(site.services.clone(), &site.config);
    let token = token(&site, "ratih", Role::Author, &[]).await;
    let made = upload(&site, &token, "a.jpg", &make::jpeg(700, 350), &[]).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let media = made.json();
    let renditions = media["renditions"].as_array().expect("files");
    assert_eq!(renditions.len(), 8);
    let paths: Vec<_> = renditions
        .iter()
        .filter_map(|r| r["url"].as_str()?.strip_prefix("http://warta.test"))
        .collect();
    for path in &paths {
        let answer = site.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.header("content-type").starts_with("image/"));
        assert!(!answer.header("etag").is_empty());
    }
    assert_eq!(
        site.get(&paths[0].replace("/320", "/321").replace("/700", "/701"))
            .await
            .status,
        404
    );
    let address = format!("/media/{}", media["id"].as_str().expect("an id"));
    let gone = call(&site, Some(&token), "DELETE", &address, "").await;
    assert_eq!(gone.status, 204, "{}", gone.body);
    for path in &paths {
        assert_eq!(site.get(path).await.status, 404, "{path}");
    }
}
