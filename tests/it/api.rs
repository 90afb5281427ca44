//! The HTTP API: who may call what, and how it refuses.

use crate::{
    on_both_databases,
    support::{Answer, Site},
};
use axum::{body::Body, http::Request};
use serde_json::{Value, json};
use tower::ServiceExt;
use warta::{
    domain::account::Role,
    service::{
        administering::{self, By},
        rights::Scope,
    },
    store,
};

/// A request with a token, or from a page of the site without one.
async fn call(
    site: &Site,
    token: Option<&str>,
    method: &str,
    path: &str,
    body: Option<Value>,
) -> Answer {
    let mut headers = match token {
        Some(token) => vec![("authorization", format!("Bearer {token}"))],
        None => vec![("sec-fetch-site", "same-origin".to_owned())],
    };
    if body.is_some() {
        headers.push(("content-type", "application/json".to_owned()));
    }
    let body = body.map(|body| body.to_string()).unwrap_or_default();
    raw(site, method, path, &headers, body).await
}

async fn raw(
    site: &Site,
    method: &str,
    path: &str,
    headers: &[(&str, String)],
    body: String,
) -> Answer {
    let path = if path.starts_with("/api") {
        path.to_owned()
    } else {
        format!("/api/v1{path}")
    };
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    let request = request.body(Body::from(body)).expect("a request");
    let response = site
        .router
        .clone()
        .oneshot(request)
        .await
        .expect("an answer");
    let (head, body) = response.into_parts();
    let stream = head
        .headers
        .get("content-type")
        .is_some_and(|v| v == "text/event-stream");
    let body = if stream {
        Vec::new()
    } else {
        axum::body::to_bytes(body, usize::MAX)
            .await
            .expect("a body")
            .to_vec()
    };
    Answer {
        status: head.status,
        headers: head.headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    }
}

fn parsed(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|e| panic!("{e}: {}", answer.body))
}

/// A refusal must be a problem document with this status.
fn assert_problem(answer: &Answer, status: u16, of: &str) {
    assert_eq!(answer.status, status, "{of}: {}", answer.body);
    assert_eq!(
        answer.header("content-type"),
        "application/problem+json",
        "{of}"
    );
    let problem = parsed(answer);
    assert_eq!(problem["status"], status, "{of}");
    assert!(
        problem["type"]
            .as_str()
            .is_some_and(|t| t.starts_with("/problems/")),
        "{of}"
    );
    assert!(
        problem["title"].is_string() && problem["detail"].is_string(),
        "{of}"
    );
}

/// Makes an account and a token of it.
async fn token(site: &Site, name: &str, role: Role, scopes: &[Scope]) -> (String, String) {
    let email = format!("{name}@warta.test");
    let services = &site.services;
    let id = administering::create(services, By::Console, name, &email, role, "kata sandi uji")
        .await
        .expect("an account");
    let made = administering::create_token(services, By::Console, &email, "uji", scopes).await;
    (made.expect("a token").secret, id.to_string())
}

/// A site with one story: its slug.
async fn with_story(site: Site) -> (Site, String) {
    let site = site.with_stories(3).await;
    let newest = warta::domain::page::Walk::Before(warta::domain::page::Key::NEWEST);
    let scope = store::listing::Scope::ALL;
    let cards = store::listing::cards(&site.services.store, scope, newest, 1).await;
    let slug = cards.expect("a list").remove(0).slug;
    (site, slug)
}

/// Posts a comment and answers with it.
async fn comment(site: &Site, token: &str, slug: &str, text: &str) -> Value {
    let path = format!("/articles/{slug}/comments");
    let posted = call(
        site,
        Some(token),
        "POST",
        &path,
        Some(json!({"body": text})),
    )
    .await;
    assert_eq!(posted.status, 201, "{}", posted.body);
    parsed(&posted)
}

on_both_databases! {
    async fn every_call_answers_each_role_as_the_table_says(site: Site) {
        let (site, slug) = with_story(site).await;
        let (writer, writer_id) = token(&site, "penulis", Role::Author, &[]).await;
        let (reader, reader_id) = token(&site, "pembaca", Role::Reader, &[]).await;
        let (moderator, _) = token(&site, "moderator", Role::Moderator, &[]).await;
        let id = comment(&site, &writer, &slug, "Komentar pertama").await["id"].as_str().expect("an id").to_owned();
        let text = || Some(json!({"body": "Isi lain"}));
        let why = || Some(json!({"reason": "Uji"}));
        // Method, path, body, and the status for nobody, a reader, a moderator, the writer.
        let table: Vec<(&str, String, Option<Value>, [u16; 4])> = vec![
            ("GET", "/articles".into(), None, [200; 4]),
            ("GET", format!("/articles/{slug}"), None, [200; 4]),
            ("GET", format!("/articles/{slug}/comments"), None, [200; 4]),
            ("GET", format!("/articles/{slug}/comments/stream"), None, [200; 4]),
            ("GET", format!("/articles/{slug}/comments/events?since=0"), None, [200; 4]),
            ("POST", format!("/articles/{slug}/comments"), text(), [401, 201, 201, 201]),
            ("POST", "/articles/tidak-ada/comments".into(), text(), [404; 4]),
            ("PATCH", format!("/comments/{id}"), text(), [401, 403, 403, 200]),
            ("PATCH", "/comments/999999".into(), text(), [401, 404, 404, 404]),
            ("POST", format!("/comments/{id}/vote"), None, [401, 200, 200, 200]),
            ("POST", "/comments/999999/vote".into(), None, [401, 404, 404, 404]),
            ("POST", format!("/comments/{id}/report"), Some(json!({"reason": "spam"})), [401, 204, 204, 204]),
            ("GET", "/moderation/comments?state=published".into(), None, [401, 403, 200, 403]),
            ("GET", "/moderation/stream".into(), None, [401, 403, 200, 403]),
            ("POST", format!("/moderation/comments/{id}/pick"), None, [401, 403, 200, 403]),
            ("POST", format!("/moderation/comments/{id}/unpick"), None, [401, 403, 200, 403]),
            ("POST", format!("/moderation/comments/{id}/pin"), None, [401, 403, 200, 403]),
            ("POST", format!("/moderation/comments/{id}/unpin"), None, [401, 403, 200, 403]),
            ("POST", format!("/moderation/comments/{id}/reject"), why(), [401, 403, 200, 403]),
            ("POST", format!("/moderation/comments/{id}/restore"), None, [401, 403, 200, 403]),
            ("POST", format!("/moderation/comments/{id}/spam"), None, [401, 403, 200, 403]),
            ("POST", format!("/moderation/comments/{id}/approve"), None, [401, 403, 200, 403]),
            ("POST", format!("/moderation/comments/{id}/hapus"), None, [404; 4]),
            ("POST", format!("/users/{writer_id}/ban"), Some(json!({"reason": "Uji", "until": "2030-01-01T00:00:00Z"})), [401, 403, 403, 403]),
            ("DELETE", format!("/users/{writer_id}/ban"), None, [401, 403, 204, 403]),
            ("GET", "/me".into(), None, [401, 200, 200, 200]),
            ("GET", "/tokens".into(), None, [401, 200, 200, 200]),
            ("POST", "/tokens".into(), Some(json!({"name": "uji", "scopes": ["comment"]})), [401, 201, 201, 201]),
            ("DELETE", "/tokens/999999".into(), None, [401, 404, 404, 404]),
            ("DELETE", format!("/comments/{id}"), None, [401, 403, 204, 204]),
            ("POST", format!("/users/{reader_id}/ban"), why(), [401, 403, 204, 403]),
            ("POST", format!("/articles/{slug}/comments"), text(), [401, 403, 201, 201]),
            ("DELETE", format!("/users/{reader_id}/ban"), None, [401, 403, 204, 403]),
            ("GET", "/tidak-ada".into(), None, [404; 4]),
            ("PUT", "/me".into(), None, [405; 4]),
        ];
        let callers = [("nobody", None), ("reader", Some(&reader)), ("moderator", Some(&moderator)), ("writer", Some(&writer))];
        for (method, path, body, statuses) in table {
            for ((who, token), status) in callers.iter().zip(statuses) {
                let of = format!("{method} {path} by {who}");
                let answer = call(&site, token.map(String::as_str), method, &path, body.clone()).await;
                if status < 400 {
                    assert_eq!(answer.status, status, "{of}: {}", answer.body);
                } else {
                    assert_problem(&answer, status, &of);
                }
                if status == 405 {
                    assert!(answer.header("allow").contains("GET"), "{of}: {}", answer.header("allow"));
                }
                if status == 401 {
                    assert_eq!(answer.header("www-authenticate"), "Bearer", "{of}");
                }
            }
        }
    }

    async fn a_comment_has_the_shape_that_was_promised(site: Site) {
        let (site, slug) = with_story(site).await;
        let (writer, _) = token(&site, "penulis", Role::Author, &[]).await;
        let first = comment(&site, &writer, &slug, "Halo *dunia*").await;
        for name in ["id", "article", "parent_id", "author", "body", "html", "created_at", "edited_at", "state", "likes", "seq"] {
            assert!(first.get(name).is_some(), "{name}: {first}");
        }
        assert!(first["id"].is_string() && first["article"].is_string());
        assert_eq!((first["body"].as_str(), first["state"].as_str()), (Some("Halo *dunia*"), Some("published")));
        let path = format!("/articles/{slug}/comments");
        let reply = json!({"body": "Balasan", "parent_id": first["id"]});
        let reply = parsed(&call(&site, Some(&writer), "POST", &path, Some(reply)).await);
        assert_eq!(reply["parent_id"], first["id"]);
        let list = call(&site, None, "GET", &format!("{path}?sort=oldest"), None).await;
        let items = parsed(&list)["items"].clone();
        assert_eq!((items[0]["id"].clone(), items[1]["id"].clone()), (first["id"].clone(), reply["id"].clone()));
    }

    async fn a_list_is_walked_by_its_cursor(site: Site) {
        let (site, slug) = with_story(site).await;
        let (writer, _) = token(&site, "penulis", Role::Author, &[]).await;
        for n in 0..5 {
            comment(&site, &writer, &slug, &format!("Komentar nomor {n}")).await;
        }
        for sort in ["newest", "oldest", "top"] {
            let mut path = format!("/articles/{slug}/comments?sort={sort}&limit=2");
            let mut seen = Vec::new();
            loop {
                let page = call(&site, None, "GET", &path, None).await;
                let list = parsed(&page);
                seen.extend(list["items"].as_array().expect("items").iter().map(|c| c["id"].to_string()));
                let Some(next) = list["next"].as_str() else { break };
                let link = page.header("link").to_owned();
                assert!(link.ends_with("; rel=\"next\"") && link.contains(next), "{link}");
                path = link.trim_start_matches('<').split('>').next().expect("a link").to_owned();
            }
            seen.sort();
            seen.dedup();
            assert_eq!(seen.len(), 5, "{sort}");
        }
        for bad in ["limit=0", "limit=101", "limit=x", "sort=acak", "after=xyz"] {
            assert_problem(&call(&site, None, "GET", &format!("/articles/{slug}/comments?{bad}"), None).await, 400, bad);
        }
    }

    async fn what_cannot_be_accepted_is_told_field_by_field(site: Site) {
        let (site, slug) = with_story(site).await;
        let (writer, _) = token(&site, "penulis", Role::Author, &[]).await;
        let path = format!("/articles/{slug}/comments");
        for (body, pointers) in [
            (json!({}), vec!["/body"]),
            (json!({"body": ""}), vec!["/body"]),
            (json!({"body": " \n\t"}), vec!["/body"]),
            (json!({"body": "x".repeat(5001)}), vec!["/body"]),
            (json!({"body": 5}), vec!["/body"]),
            (json!({"body": "Isi", "parent_id": 7}), vec!["/parent_id"]),
            (json!({"body": "Isi", "state": "published", "account_id": "1"}), vec!["/account_id", "/state"]),
            (json!(["Isi"]), vec![""]),
        ] {
            let answer = call(&site, Some(&writer), "POST", &path, Some(body.clone())).await;
            let short = body.to_string().chars().take(60).collect::<String>();
            assert_problem(&answer, 422, &short);
            let mut told: Vec<_> = parsed(&answer)["errors"].as_array().expect("errors").iter().map(|e| e["pointer"].as_str().unwrap_or("-").to_owned()).collect();
            told.sort();
            assert_eq!(told, pointers, "{short}");
        }
        let bearer = ("authorization", format!("Bearer {writer}"));
        let json = ("content-type", "application/json".to_owned());
        let cut = raw(&site, "POST", &path, &[bearer.clone(), json.clone()], "{\"body\": ".into()).await;
        assert_problem(&cut, 400, "no JSON");
        let form = ("content-type", "text/plain".to_owned());
        assert_problem(&raw(&site, "POST", &path, &[bearer.clone(), form], "{}".into()).await, 415, "wrong type");
        let large = json!({"body": "x".repeat(200_000)}).to_string();
        assert_problem(&raw(&site, "POST", &path, &[bearer, json], large).await, 413, "too large");
    }

    async fn a_key_makes_a_repeated_post_one_comment(site: Site) {
        let (site, slug) = with_story(site).await;
        let (writer, _) = token(&site, "penulis", Role::Author, &[]).await;
        let path = format!("/articles/{slug}/comments");
        let headers = [
            ("authorization", format!("Bearer {writer}")),
            ("content-type", "application/json".to_owned()),
            ("idempotency-key", "b6a4c4de-9f10-4d6e-a9f4-0d9c0f4dcb5e".to_owned()),
        ];
        let send = || raw(&site, "POST", &path, &headers, json!({"body": "Sekali saja"}).to_string());
        let answers = futures::future::join_all((0..8).map(|_| send())).await;
        let ids: std::collections::BTreeSet<_> = answers.iter().map(|a| parsed(a)["id"].to_string()).collect();
        assert_eq!(ids.len(), 1);
        assert!(answers.iter().all(|a| a.status == 201));
        let list = parsed(&call(&site, None, "GET", &path, None).await);
        assert_eq!(list["items"].as_array().expect("items").len(), 1);
    }

    async fn a_key_makes_any_repeated_call_one_call(site: Site) {
        let (site, slug) = with_story(site).await;
        let (writer, _) = token(&site, "penulis", Role::Author, &[]).await;
        let (other, _) = token(&site, "lain", Role::Author, &[]).await;
        let send = async |token: &str, method: &str, path: &str, key: &str, body: Value| {
            let headers = [
                ("authorization", format!("Bearer {token}")),
                ("content-type", "application/json".to_owned()),
                ("idempotency-key", key.to_owned()),
            ];
            raw(&site, method, path, &headers, body.to_string()).await
        };
        // A token: the same one with the same secret, which works, and no second one.
        let wanted = json!({"name": "Skrip", "scopes": ["comment"]});
        let answers = futures::future::join_all((0..4).map(|_| send(&writer, "POST", "/tokens", "k1", wanted.clone()))).await;
        assert!(answers.iter().all(|a| a.status == 201 && a.body == answers[0].body), "{}", answers[0].body);
        let made = parsed(&answers[0]);
        assert_eq!(made["scopes"], json!(["comment"]));
        assert_eq!(call(&site, made["token"].as_str(), "POST", &format!("/articles/{slug}/comments"), Some(json!({"body": "Halo"}))).await.status, 201);
        let listed = parsed(&call(&site, Some(&writer), "GET", "/tokens", None).await);
        assert_eq!(listed["items"].as_array().map(Vec::len), Some(2));
        let theirs = parsed(&send(&other, "POST", "/tokens", "k1", wanted.clone()).await);
        assert_ne!(theirs["token"], made["token"], "a key is its owner's");
        // Anything else: the answer of the first time, and nothing is done.
        let id = async |text| comment(&site, &writer, &slug, text).await["id"].as_str().expect("an id").to_owned();
        let vote = format!("/comments/{}/vote", id("Suka").await);
        let first = send(&other, "POST", &vote, "k4", json!({"on": true})).await;
        assert_eq!((first.status.as_u16(), parsed(&first)["likes"].clone()), (200, json!(1)));
        assert_eq!(send(&other, "POST", &vote, "k5", json!({"on": false})).await.status, 200);
        let again = send(&other, "POST", &vote, "k4", json!({"on": true})).await;
        assert_eq!((again.status.as_u16(), &again.body), (200, &first.body));
        assert_eq!(again.header("content-type"), first.header("content-type"));
        // Another call with the same key is no repetition, and a refusal keeps no key.
        assert_problem(&send(&other, "POST", &vote, "k4", json!({"on": false})).await, 422, "another body");
        assert_problem(&send(&other, "POST", &vote, "k6", json!({"on": "ya"})).await, 422, "refused");
        assert_eq!(send(&other, "POST", &vote, "k6", json!({"on": true})).await.status, 200);
        assert_problem(&send(&other, "POST", &vote, &"k".repeat(201), json!({})).await, 400, "a long key");
    }

    async fn only_tokens_count_and_only_for_what_they_were_made_for(site: Site) {
        let (site, slug) = with_story(site).await;
        let (narrow, _) = token(&site, "moderator", Role::Moderator, &[Scope::Comment]).await;
        comment(&site, &narrow, &slug, "Boleh").await;
        assert_problem(&call(&site, Some(&narrow), "GET", "/moderation/comments", None).await, 403, "scope");
        assert_problem(&call(&site, Some(&narrow), "GET", "/tokens", None).await, 403, "scope");
        assert_problem(&call(&site, Some("warta_palsu"), "GET", "/me", None).await, 401, "an unknown token");
        assert_problem(&call(&site, Some("warta_palsu"), "GET", &format!("/articles/{slug}/comments"), None).await, 401, "even where none is needed");
        // Without a token a request must come from a page of this site; programs are told what they lack.
        let elsewhere = [("sec-fetch-site", "cross-site".to_owned())];
        assert_problem(&raw(&site, "POST", "/tokens", &elsewhere, String::new()).await, 403, "cross-site");
        assert_problem(&raw(&site, "POST", "/tokens", &[("origin", "null".into())], String::new()).await, 403, "no origin");
        assert_problem(&raw(&site, "POST", "/tokens", &[], String::new()).await, 401, "a program");
    }

    async fn a_token_shows_its_secret_once_and_ends_at_once(site: Site) {
        let (site, _) = with_story(site).await;
        let (own, _) = token(&site, "pembaca", Role::Reader, &[]).await;
        let made = call(&site, Some(&own), "POST", "/tokens", Some(json!({"name": "Skrip"}))).await;
        assert_eq!(made.status, 201);
        let (id, secret) = (parsed(&made)["id"].clone(), parsed(&made)["token"].clone());
        let secret = secret.as_str().expect("a secret").to_owned();
        let listed = call(&site, Some(&own), "GET", "/tokens", None).await;
        assert!(!listed.body.contains(&secret) && listed.body.contains("Skrip"), "{}", listed.body);
        assert_eq!(call(&site, Some(&secret), "GET", "/me", None).await.status, 200);
        let path = format!("/tokens/{}", id.as_str().expect("an id"));
        let (other, _) = token(&site, "lain", Role::Administrator, &[]).await;
        assert_problem(&call(&site, Some(&other), "DELETE", &path, None).await, 404, "somebody else's");
        assert_eq!(call(&site, Some(&own), "DELETE", &path, None).await.status, 204);
        assert_problem(&call(&site, Some(&secret), "GET", "/me", None).await, 401, "revoked");
    }

    async fn stories_are_read_by_slug_and_id_and_only_when_public(site: Site) {
        let (site, slug) = with_story(site).await;
        let one = call(&site, None, "GET", &format!("/articles/{slug}"), None).await;
        let story = parsed(&one);
        for name in ["id", "slug", "url", "language", "status", "headline", "standfirst", "category", "tags", "bylines", "dateline", "banner", "body", "published_at", "updated_at", "version"] {
            assert!(story.get(name).is_some(), "{name}");
        }
        assert_eq!(one.header("etag"), format!("\"{}\"", story["version"]));
        let by_id = call(&site, None, "GET", &format!("/articles/{}", story["id"].as_str().expect("an id")), None).await;
        assert_eq!(parsed(&by_id), story);
        let page = call(&site, None, "GET", "/articles?limit=2", None).await;
        let list = parsed(&page);
        assert!(list["items"][0].get("body").is_none() && list["next"].is_string());
        let rest = call(&site, None, "GET", &format!("/articles?limit=2&after={}", list["next"].as_str().expect("a cursor")), None).await;
        assert_eq!(parsed(&rest)["items"].as_array().expect("items").len(), 1);
        let services = &site.services;
        warta::service::publishing::rename(&services.store, &services.freshness, &slug, "nama-baru").await.expect("renamed");
        let moved = call(&site, None, "GET", &format!("/articles/{slug}"), None).await;
        assert_eq!((moved.status.as_u16(), moved.header("location")), (308, "/api/v1/articles/nama-baru"));
        warta::service::publishing::withdraw(&services.store, &services.freshness, "nama-baru", "Keliru").await.expect("withdrawn");
        let gone = call(&site, None, "GET", "/articles/nama-baru/comments", None).await;
        assert_problem(&gone, 410, "withdrawn");
        assert_eq!(parsed(&gone)["detail"], "Keliru");
    }
}
