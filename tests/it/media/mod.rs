//! The media library through the HTTP API.

mod bucket;
mod finishing;
mod hostile;
mod library;
pub mod make;
mod newsroom;
mod rights;

use crate::support::{Answer, Site};
use axum::{body::Body, http::Request};
use tower::ServiceExt;
use warta::{
    domain::account::Role,
    server::router::router,
    service::{
        administering::{self, By},
        media_store::MediaPlace,
        rights::{Illustrator, Scope},
        tokens,
    },
    store::{self, account::NewAccount},
};

const BOUNDARY: &str = "----warta-test";

/// A site whose pictures are in a folder of its own.
fn apart(mut site: Site) -> Site {
    let place = MediaPlace::Folder(site.folder.path().join("media"));
    site.services.media = place.open().expect("a folder");
    site.router = router(site.services.clone(), &site.config);
    site
}

/// Every file that is kept, with what is in it.
fn kept(site: &Site) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![site.folder.path().join("media")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.display().to_string();
                found.push((name, std::fs::read(&path).expect("a file")));
            }
        }
    }
    found
}

/// The secret of a token of somebody with this role.
async fn token(site: &Site, name: &str, role: Role, scopes: &[Scope]) -> String {
    let services = &site.services;
    let email = format!("{name}@warta.test");
    let new = NewAccount {
        email: email.clone(),
        name: name.into(),
        slug: name.into(),
        role,
        password: String::new(),
        verified_at: Some(services.clock.now()),
        at: services.clock.now(),
    };
    let made = services
        .store
        .write(move |mut tx| Box::pin(async move { store::account::insert(&mut tx, &new).await }));
    made.await.expect("an account is made");
    let token = administering::create_token(services, By::Console, &email, "tes", scopes).await;
    token
        .unwrap_or_else(|error| panic!("a token is made: {error}"))
        .secret
}

/// Who sends this token, as the use cases see them.
async fn illustrator(site: &Site, token: &str) -> Illustrator {
    let reader = tokens::verify(&site.services, token).await.expect("read");
    let reader = reader.expect("the token works");
    reader.as_illustrator().expect("they may illustrate")
}

/// A form with one file and texts around it.
fn form(name: &str, file: &[u8], texts: &[(&str, &str)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (field, text) in texts {
        body.extend(
            format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{text}\r\n"
            )
            .bytes(),
        );
    }
    body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: image/jpeg\r\n\r\n").bytes());
    body.extend(file);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
    body
}

/// Sends a request with a token, or from a page of the site without one.
async fn send(
    site: &Site,
    token: Option<&str>,
    method: &str,
    path: &str,
    kind: &str,
    body: Body,
) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(format!("/api/v1{path}"))
        .header("content-type", kind);
    request = match token {
        Some(token) => request.header("authorization", format!("Bearer {token}")),
        None => request.header("sec-fetch-site", "same-origin"),
    };
    let request = request.body(body).expect("a request");
    let response = site
        .router
        .clone()
        .oneshot(request)
        .await
        .expect("an answer");
    let (head, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX)
        .await
        .expect("a body");
    Answer {
        status: head.status,
        headers: head.headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    }
}

async fn upload(
    site: &Site,
    token: &str,
    name: &str,
    file: &[u8],
    texts: &[(&str, &str)],
) -> Answer {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let body = Body::from(form(name, file, texts));
    send(site, Some(token), "POST", "/media", &kind, body).await
}

async fn call(site: &Site, token: Option<&str>, method: &str, path: &str, body: &str) -> Answer {
    let body = Body::from(body.to_owned());
    send(site, token, method, path, "application/json", body).await
}
