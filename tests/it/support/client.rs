//! Somebody at a browser: keeps its cookie, posts forms, comes from an address.

use super::{Answer, Site};
use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request},
};
use std::net::SocketAddr;
use tower::ServiceExt;

/// A form as a browser sends it.
fn encoded(fields: &[(&str, &str)]) -> String {
    let encode = |text: &str| -> String {
        text.bytes()
            .map(|b| match b {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(b).to_string(),
                _ => format!("%{b:02X}"),
            })
            .collect()
    };
    let pairs = fields
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    pairs.collect::<Vec<_>>().join("&")
}

impl Site {
    /// Posts a form as a page of this site does.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)], cookie: Option<&str>) -> Answer {
        let mut client = Client::new();
        client.cookie = cookie.map(str::to_owned);
        client.post(self, path, fields).await
    }

    /// Somebody who has just made an account with this name.
    pub async fn reader(&self, name: &str) -> Client {
        let mut client = Client::new();
        let email = Client::email(name);
        let fields = [
            ("name", name),
            ("email", email.as_str()),
            ("password", Client::PASSWORD),
        ];
        let answer = client.post(self, "/signup", &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        client
    }
}

/// A browser.
#[derive(Debug, Clone)]
pub struct Client {
    /// What it would send as `Cookie`.
    pub cookie: Option<String>,
    pub address: SocketAddr,
}

impl Client {
    /// The password of every account made by [`Site::reader`].
    pub const PASSWORD: &str = "kuda merah kertas";

    pub fn new() -> Client {
        Client {
            cookie: None,
            address: SocketAddr::from(([203, 0, 113, 7], 40_000)),
        }
    }

    /// One at another address, the last byte of it.
    pub fn at(last: u8) -> Client {
        Client {
            address: SocketAddr::from(([198, 51, 100, last], 40_000)),
            ..Client::new()
        }
    }

    /// The address of the account made for this name.
    pub fn email(name: &str) -> String {
        format!("{}@warta.example", name.to_lowercase().replace(' ', "."))
    }

    pub async fn get(&mut self, site: &Site, path: &str) -> Answer {
        self.send(site, Method::GET, path, &[], String::new()).await
    }

    pub async fn post(&mut self, site: &Site, path: &str, fields: &[(&str, &str)]) -> Answer {
        let headers = [
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        self.send(site, Method::POST, path, &headers, encoded(fields))
            .await
    }

    /// Calls a server function as a page of this site does.
    pub async fn ask(&mut self, site: &Site, path: &str, json: &str) -> Answer {
        let headers = [
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/json"),
        ];
        self.send(site, Method::POST, path, &headers, json.to_owned())
            .await
    }

    /// Signs in with what [`Site::reader`] made.
    pub async fn sign_in(&mut self, site: &Site, name: &str) -> Answer {
        let email = Client::email(name);
        let fields = [("email", email.as_str()), ("password", Client::PASSWORD)];
        self.post(site, "/login", &fields).await
    }

    /// Posts whatever it is.
    pub async fn send_bytes(
        &mut self,
        site: &Site,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        self.send(site, Method::POST, path, headers, body).await
    }

    async fn send(
        &mut self,
        site: &Site,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let mut request = request.body(body.into()).expect("a request");
        request.extensions_mut().insert(ConnectInfo(self.address));
        let response = site
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("the router answers");
        let (head, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX)
            .await
            .expect("a body");
        if let Some(set) = head.headers.get("set-cookie").and_then(|v| v.to_str().ok()) {
            let pair = set.split(';').next().unwrap_or_default();
            self.cookie = (!pair.ends_with('=')).then(|| pair.to_owned());
        }
        Answer {
            status: head.status,
            headers: head.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }
}
