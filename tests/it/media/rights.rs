//! Everybody tries everything, on what is their own and what is not.

use super::{apart, call, make, token, upload};
use crate::{on_both_databases, support::Site};
use serde_json::json;
use warta::{domain::account::Role, service::rights::Scope};

/// Who tries, with statuses for: the list, one, uploading, changing and deleting their own, and
/// changing and deleting somebody else's.
const TABLE: [(&str, Option<Role>, [u16; 7]); 7] = [
    ("nobody", None, [401; 7]),
    ("reader", Some(Role::Reader), [403; 7]),
    ("moderator", Some(Role::Moderator), [403; 7]),
    (
        "contributor",
        Some(Role::Contributor),
        [200, 200, 201, 200, 204, 403, 403],
    ),
    (
        "author",
        Some(Role::Author),
        [200, 200, 201, 200, 204, 403, 403],
    ),
    (
        "editor",
        Some(Role::Editor),
        [200, 200, 201, 200, 204, 200, 204],
    ),
    (
        "administrator",
        Some(Role::Administrator),
        [200, 200, 201, 200, 204, 200, 204],
    ),
];

/// The id of a picture that this token uploads.
async fn picture(site: &Site, token: &str) -> String {
    let answer = upload(site, token, "a.jpg", &make::jpeg(64, 48), &[]).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.json()["id"].as_str().expect("an id").to_owned()
}

on_both_databases! {
    async fn everybody_may_what_the_table_says_and_nothing_else(site: Site) {
        let site = apart(site);
        let other = token(&site, "other", Role::Author, &[]).await;
        let jpeg = make::jpeg(64, 48);
        let patch = json!({"alt": "Isi"}).to_string();
        let mut wrong = Vec::new();
        for (name, role, statuses) in TABLE {
            let (secret, own) = match role {
                None => (String::new(), "1".to_owned()),
                Some(role) => {
                    let secret = token(&site, name, role, &[]).await;
                    let own = if statuses[2] == 201 { picture(&site, &secret).await } else { "1".to_owned() };
                    (secret, own)
                }
            };
            let secret = role.map(|_| secret.as_str());
            let theirs = picture(&site, &other).await;
            let (own, theirs) = (format!("/media/{own}"), format!("/media/{theirs}"));
            let uploaded = match secret {
                Some(secret) => upload(&site, secret, "a.jpg", &jpeg, &[]).await,
                None => call(&site, None, "POST", "/media", "").await,
            };
            let answers = [
                call(&site, secret, "GET", "/media", "").await,
                call(&site, secret, "GET", &theirs, "").await,
                uploaded,
                call(&site, secret, "PATCH", &own, &patch).await,
                call(&site, secret, "DELETE", &own, "").await,
                call(&site, secret, "PATCH", &theirs, &patch).await,
                call(&site, secret, "DELETE", &theirs, "").await,
            ];
            let found = answers.each_ref().map(|answer| answer.status.as_u16());
            if found != statuses {
                wrong.push(format!("{name}: {found:?} instead of {statuses:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    async fn a_token_is_good_for_what_it_was_made_for(site: Site) {
        let site = apart(site);
        let with = token(&site, "satu", Role::Editor, &[Scope::Media]).await;
        let without = token(&site, "dua", Role::Editor, &[Scope::Comment, Scope::Moderate]).await;
        assert_eq!(call(&site, Some(&with), "GET", "/media", "").await.status, 200);
        assert_eq!(call(&site, Some(&without), "GET", "/media", "").await.status, 403);
        let refused = upload(&site, &without, "a.jpg", &make::jpeg(64, 48), &[]).await;
        assert_eq!(refused.status, 403);
        assert_eq!(upload(&site, "warta_salah", "a.jpg", b"", &[]).await.status, 401);
    }
}
