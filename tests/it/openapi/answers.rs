//! What the API really answers to each, held against what its document tells.

use super::document::{Document, Told};
use crate::{
    media::make,
    on_both_databases,
    support::{Answer, Site, api::Api, people::People},
};
use axum::{body::Body, http::Request};
use serde_json::Value;
use std::collections::BTreeSet;
use tower::ServiceExt;
use warta::{domain::account::Role, service::breaking};

/// The sections of the site. Each line: who, method, path, status, `@` and an If-Match, the body.
const ARRANGING: &str = r#"
editor POST /categories 201 {"name": "Alam", "description": "Hutan", "order": 1}
editor POST /categories 201 {"name": "Sementara"}
editor POST /categories 422 {}
editor PATCH /categories/sementara 200 {"description": "Sebentar"}
editor DELETE /categories/sementara 204
editor DELETE /categories/sementara 404
reader POST /categories 403 {"name": "Lain"}
nobody GET /categories 200
editor POST /tags 201 {"name": "Hujan"}
editor PATCH /tags/hujan 200 {"description": "Air dari langit"}
editor POST /tags 201 {"name": "Angin"}
nobody GET /tags?limit=1 200
nobody GET /tags?limit=0 400
editor DELETE /tags/hujan 204
editor POST /redirects 201 {"from": "/lama", "to": "/baru"}
editor GET /redirects?limit=1 200
editor PATCH /redirects?from=/lama 200 {"to": "/lain"}
editor DELETE /redirects?from=/lama 204
editor DELETE /redirects?from=/lama 404
nobody GET /redirects 401
administrator GET /settings 200
administrator PATCH /settings 200 {"tagline": "Kabar"}
administrator PATCH /settings 422 {"zone": "Bulan"}
editor GET /settings 403
"#;

/// A picture.
const PICTURE: &str = r#"
editor GET /media/{media} 200
editor PATCH /media/{media} 200 {"alt": "Sawah", "credit": "Dewi", "focal": {"x": 20, "y": 80}}
editor GET /media?mine=true&limit=1 200
editor GET /media?mine=1 400
editor GET /media/999999 404
reader GET /media 403
"#;

const STORY: &str = r#"editor POST /articles 201 {"headline": "Hujan pertama", "standfirst": "Petani", "category": "alam", "tags": ["Hujan"], "dateline": "Bogor", "banner": "{media}", "body": {"markdown": "Hujan turun.\n\n## Sawah\n\n- satu\n- dua\n\n> kata orang\n\n| a | b |\n|---|---|\n| 1 | 2 |"}}"#;

/// A story from its first draft on.
const WRITING: &str = r#"
reader POST /articles 403 {"headline": "Hujan"}
editor POST /articles 422 {"headline": ""}
editor DELETE /media/{media} 409
editor DELETE /categories/alam 409
nobody GET /articles/{slug} 404
editor GET /articles/{slug} 200
editor GET /articles?status=draft 200
nobody GET /articles?status=draft 401
editor PATCH /articles/{slug} 428 {"headline": "Hujan"}
editor PATCH /articles/{slug} 412 @"99" {"headline": "Hujan"}
editor PATCH /articles/{slug} 200 @* {"standfirst": "Petani lama"}
editor PATCH /articles/{slug} 422 @* {"translations": ["tiada"]}
editor POST /articles 201 {"headline": "First rain", "category": "alam", "language": "en", "body": {"markdown": "Rain."}}
editor PATCH /articles/{slug} 200 @* {"translations": ["first-rain"]}
editor POST /articles/{slug}/publish 200
nobody GET /articles/{slug} 200
editor POST /articles/{slug}/corrections 201 {"block": "{block}", "before": "turun", "after": "reda", "reason": "Salah"}
editor GET /articles/{slug}/revisions?limit=1 200
editor GET /articles/{slug}/revisions/1 200
editor GET /articles/{slug}/revisions/99 404
reader GET /articles/{slug}/revisions 403
editor POST /articles/{slug}/revisions/1/restore 428
editor POST /articles/{slug}/revisions/1/restore 200 @*
editor POST /articles/{slug}/unpublish 200 {"reason": "Uji"}
nobody GET /articles/{slug} 410
editor PATCH /articles/{slug} 200 @* {"slug": "hujan-lagi", "banner": null}
editor POST /articles/hujan-lagi/publish 200
nobody GET /articles/{slug} 308
nobody GET /articles?limit=1 200
nobody GET /articles?q=hujan 200
nobody GET /articles?after=x 400
"#;

/// One that is never public.
const SCHEDULING: &str = r#"
editor POST /articles/{slug}/publish 422 {"at": "besok"}
editor POST /articles/{slug}/publish 200 {"at": "2030-01-01T08:00:00+07:00"}
editor DELETE /articles/{slug} 428
editor DELETE /articles/{slug} 204 @*
editor DELETE /media/{media} 204
"#;

/// A thread, and what moderators make of it.
const TALKING: &str = r#"
nobody POST /articles/hujan-lagi/comments 401 {"body": "Halo"}
reader POST /articles/hujan-lagi/comments 422 {"body": ""}
reader GET /articles/hujan-lagi/comments 200
editor GET /moderation/comments 200
reader GET /moderation/comments 403
editor POST /moderation/comments/{comment}/approve 200
editor POST /moderation/comments/{comment}/reject 409 {"reason": "Uji", "seen": "held"}
editor POST /moderation/comments/{comment}/pick 200
editor POST /moderation/comments/{comment}/hapus 404
reader PATCH /comments/{comment} 200 {"body": "Halo kalian"}
editor PATCH /comments/{comment} 403 {"body": "Halo kita"}
editor POST /comments/{comment}/vote 200
editor POST /comments/{comment}/vote 200 {"on": false}
editor POST /comments/{comment}/report 204 {"reason": "spam"}
editor POST /articles/hujan-lagi/comments 201 {"body": "Balasan", "parent_id": "{comment}"}
nobody GET /articles/hujan-lagi/comments?limit=1&sort=oldest 200
nobody GET /articles/hujan-lagi/comments?sort=acak 400
editor GET /moderation/comments?state=all&limit=1 200
reader DELETE /comments/{comment} 204
reader DELETE /comments/999999 404
nobody GET /articles/hujan-lagi/comments 200
nobody GET /articles/hujan-lagi/comments/events?since=0 200
nobody GET /articles/hujan-lagi/comments/events?since=999 200
nobody GET /articles/hujan-lagi/comments/events?since=x 400
nobody GET /articles/tidak-ada/comments 404
editor POST /users/{reader}/ban 204 {"reason": "Uji", "until": "2030-01-01T00:00:00Z"}
reader POST /articles/hujan-lagi/comments 403 {"body": "Lagi"}
administrator DELETE /users/{reader}/ban 204
"#;

/// Accounts and tokens.
const PEOPLE: &str = r#"
nobody GET /me 401
stranger GET /me 401
reader POST /tokens 422 {"name": "uji", "scopes": ["semua"]}
reader GET /me 200
reader GET /tokens 200
reader DELETE /tokens/{token} 204
reader DELETE /tokens/{token} 404
administrator GET /users?limit=1 200
administrator GET /users/{user} 200
administrator PATCH /users/{user} 200 {"name": "Sari Dewi"}
administrator PATCH /users/{user} 422 {"role": "raja"}
administrator DELETE /users/{user} 204
editor GET /users 403
nobody GET /breaking 200
nobody GET /docs 200
nobody GET /openapi.json 200
"#;

/// Everybody that calls, and what stands for what in the lines.
struct World {
    callers: Vec<(&'static str, Api)>,
    names: Vec<(&'static str, String)>,
}

impl World {
    fn caller(&self, name: &str) -> &Api {
        let found = self.callers.iter().find(|(known, _)| *known == name);
        &found.unwrap_or_else(|| panic!("{name} is nobody here")).1
    }

    /// Makes the calls of these lines one after the other; the last one's answer.
    async fn play(&self, told: &mut Told<'_>, lines: &str) -> Value {
        let mut last = Value::Null;
        for line in lines.lines().filter(|line| !line.is_empty()) {
            let mut line = line.to_owned();
            for (name, value) in &self.names {
                line = line.replace(&format!("{{{name}}}"), value);
            }
            let mut parts = line.splitn(5, ' ');
            let mut part = || parts.next().unwrap_or_default();
            let (who, method, path, status, rest) = (part(), part(), part(), part(), part());
            let (seen, body) = match rest.strip_prefix('@') {
                Some(rest) => {
                    let (seen, body) = rest.split_once(' ').unwrap_or((rest, ""));
                    (Some(seen), body)
                }
                None => (None, rest),
            };
            let body = (!body.is_empty()).then(|| serde_json::from_str(body).expect("JSON"));
            let status = status.parse().expect("a status");
            let call = told.call(self.caller(who), (method, path), seen, body, status);
            let answer = call.await;
            last = serde_json::from_str(&answer.body).unwrap_or_default();
        }
        last
    }

    /// The same, and remembers a part of the last answer under a name.
    async fn named(&mut self, told: &mut Told<'_>, lines: &str, name: &'static str, part: &str) {
        let answer = self.play(told, lines).await;
        let value = answer.pointer(part).and_then(Value::as_str);
        self.names.retain(|(known, _)| *known != name);
        self.names.push((name, value.expect("a text").to_owned()));
    }
}

/// Sends a file.
async fn upload(site: &Site, who: &Api, file: &[u8]) -> Answer {
    let mut body = b"--x\r\ncontent-disposition: form-data; name=\"alt\"\r\n\r\nSawah\r\n--x\r\n\
        content-disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n"
        .to_vec();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let token = who.0.clone().unwrap_or_default();
    let request = Request::builder()
        .method("POST")
        .uri("/api/v1/media")
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "multipart/form-data; boundary=x")
        .body(Body::from(body))
        .expect("a request");
    let response = site.router.clone().oneshot(request).await;
    let (head, body) = response.expect("an answer").into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await;
    Answer {
        status: head.status,
        headers: head.headers,
        body: String::from_utf8_lossy(&body.expect("a body")).into_owned(),
    }
}

on_both_databases! {
    async fn answers_are_as_the_document_tells(site: Site) {
        let document = Document::of(&site).await;
        let services = &site.services;
        let (desk, editor) = People::with_token(services, "editor", Role::Editor).await;
        let (reader, readers) = People::with_token(services, "pembaca", Role::Reader).await;
        let (_, administrator) = People::with_token(services, "pengelola", Role::Administrator).await;
        let mut world = World {
            callers: vec![
                ("nobody", Api::default()),
                ("stranger", Api(Some("warta_x".into()))),
                ("reader", Api(Some(readers))),
                ("editor", Api(Some(editor))),
                ("administrator", Api(Some(administrator))),
            ],
            names: vec![("reader", reader.id().to_string())],
        };
        let mut told = Told { site: &site, document: &document, done: BTreeSet::new() };
        world.play(&mut told, ARRANGING).await;

        for (file, status) in [(b"no picture".to_vec(), 415), (make::jpeg(64, 48), 201)] {
            let answer = upload(&site, world.caller("editor"), &file).await;
            assert_eq!(answer.status, status, "{}", answer.body);
            told.note("POST", "/media", &answer);
            if status == 201 {
                let id = answer.json()["id"].as_str().expect("an id").to_owned();
                world.names.push(("media", id));
            }
        }
        world.play(&mut told, PICTURE).await;
        world.named(&mut told, STORY, "slug", "/slug").await;
        world.named(&mut told, "editor GET /articles/{slug} 200", "block", "/body/document/content/0/attrs/id").await;
        world.play(&mut told, WRITING).await;
        world.named(&mut told, &STORY.replace("Hujan pertama", "Hujan lain"), "slug", "/slug").await;
        world.play(&mut told, SCHEDULING).await;

        let first = r#"reader POST /articles/hujan-lagi/comments 201 {"body": "Halo semua"}"#;
        world.named(&mut told, first, "comment", "/id").await;
        world.play(&mut told, TALKING).await;

        let token = r#"reader POST /tokens 201 {"name": "uji", "scopes": ["comment"]}"#;
        world.named(&mut told, token, "token", "/id").await;
        let user = r#"administrator POST /users 201 {"name": "Sari", "email": "sari@warta.test", "role": "author"}"#;
        world.named(&mut told, user, "user", "/id").await;
        world.play(&mut told, PEOPLE).await;
        let by = desk.as_site_editor().expect("an editor arranges the site");
        let set = breaking::set(services, &by, ("Gempa di Bogor", "/"), 30).await;
        set.unwrap_or_else(|error| panic!("{error}"));
        world.play(&mut told, "nobody GET /breaking 200").await;

        // Streams have no end to look at.
        let never = ["streamComments", "streamQueue"];
        let missing: Vec<_> = document.calls().iter().map(|call| call.id().to_owned())
            .filter(|id| !told.done.contains(id) && !never.contains(&id.as_str()))
            .collect();
        assert!(missing.is_empty(), "nobody looked at {missing:?}");
    }
}
