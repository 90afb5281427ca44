//! A newsroom, and somebody outside who listens.

use crate::support::{Site, people::People};
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use futures::future::{BoxFuture, FutureExt};
use hmac::{Hmac, Mac};
use serde_json::Value;
use sha2::Sha256;
use std::{
    collections::VecDeque,
    io,
    net::{IpAddr, Ipv4Addr},
    sync::{Arc, Mutex},
};
use warta::{
    domain::{account::Role, site::Language, webhook::Delivery, webhook::Event, webhook::Shown},
    server::{self, router::router},
    service::{
        courier::Courier,
        fetching::{Fetcher, Names, is_public},
        rights::{Administrator, Writer},
        webhooks,
        writing::{self, Body, Patch, Seen, Text},
        zone::Zone,
    },
    store::{self, story::Story},
};

/// What was heard.
#[derive(Debug, Clone)]
pub(super) struct Heard {
    pub(super) path: String,
    pub(super) headers: HeaderMap,
    pub(super) body: String,
}

impl Heard {
    pub(super) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).and_then(|v| v.to_str().ok());
        value.unwrap_or_default()
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    /// The word of the event.
    pub(super) fn event(&self) -> String {
        self.json()["type"].as_str().unwrap_or_default().to_owned()
    }

    /// Whether it is signed with this key, as receivers check it.
    pub(super) fn is_signed_with(&self, secret: &str) -> bool {
        let key = secret.strip_prefix("whsec_").expect("a key");
        let key = BASE64_STANDARD.decode(key).expect("base64");
        let (id, at) = (self.header("webhook-id"), self.header("webhook-timestamp"));
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("any length");
        mac.update(format!("{id}.{at}.{}", self.body).as_bytes());
        let signature = self.header("webhook-signature");
        let signature = signature.strip_prefix("v1,").expect("a version");
        mac.verify_slice(&BASE64_STANDARD.decode(signature).expect("base64"))
            .is_ok()
    }
}

/// Somebody outside.
#[derive(Clone, Default)]
pub(super) struct Receiver {
    heard: Arc<Mutex<Vec<Heard>>>,
    answers: Arc<Mutex<VecDeque<u16>>>,
    port: u16,
}

async fn hear(
    State(receiver): State<Receiver>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, String) {
    let heard = Heard {
        path: uri.path().to_owned(),
        headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    };
    receiver.heard.lock().expect("whole").push(heard);
    let answer = receiver.answers.lock().expect("whole").pop_front();
    let status = StatusCode::from_u16(answer.unwrap_or(200)).expect("a status");
    (status, format!("jawaban {}", status.as_u16()))
}

impl Receiver {
    async fn new() -> Receiver {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("a port");
        let receiver = Receiver {
            port: listener.local_addr().expect("bound").port(),
            ..Receiver::default()
        };
        let app = Router::new().fallback(hear).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        receiver
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("http://penerima.test:{}{path}", self.port)
    }

    /// Answers so the next times, and then with 200.
    pub(super) fn answers(&self, statuses: impl IntoIterator<Item = u16>) {
        self.answers.lock().expect("whole").extend(statuses);
    }

    /// Answers with 200 from now on.
    pub(super) fn answers_well(&self) {
        self.answers.lock().expect("whole").clear();
    }

    /// What was heard since this was asked last.
    pub(super) fn heard(&self) -> Vec<Heard> {
        std::mem::take(&mut self.heard.lock().expect("whole"))
    }
}

/// Every name but one is this machine's.
struct Here;

impl Names for Here {
    fn addresses(&self, name: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        let ip = match name {
            "dalam.test" => Ipv4Addr::new(10, 0, 0, 7),
            _ => Ipv4Addr::LOCALHOST,
        };
        async move { Ok(vec![IpAddr::V4(ip)]) }.boxed()
    }
}

fn public_or_here(ip: IpAddr) -> bool {
    ip.is_loopback() || is_public(ip)
}

/// All of it.
pub(super) struct World {
    pub(super) site: Site,
    pub(super) receiver: Receiver,
    pub(super) by: Administrator,
    pub(super) writer: Writer,
}

impl World {
    pub(super) async fn new(mut site: Site) -> World {
        site.services.fetcher = Fetcher::new(Arc::new(Here), public_or_here, "http://warta.test");
        site.router = router(site.services.clone(), &site.config);
        let made = site.services.store.write(move |mut tx| {
            Box::pin(async move { store::category::insert(&mut tx, "alam", "Alam", 1, "").await })
        });
        made.await.expect("a category");
        let services = &site.services;
        let by = People::with_role(services, "pengelola", Role::Administrator).await;
        let writer = People::with_role(services, "editor", Role::Editor).await;
        World {
            receiver: Receiver::new().await,
            by: by.as_administrator().expect("administers"),
            writer: writer.as_writer().expect("writes"),
            site,
        }
    }

    /// Adds a webhook and answers with its key.
    pub(super) async fn hook(&self, path: &str, events: &[Event]) -> String {
        let url = self.receiver.url(path);
        let services = &self.site.services;
        let added = webhooks::add(services, &self.by, path, &url, events.to_vec()).await;
        added.unwrap_or_else(|error| panic!("a webhook: {error}"))
    }

    pub(super) async fn set(&self, name: &'static str, value: String) {
        let written = self.site.services.store.write(move |mut tx| {
            Box::pin(async move { store::settings::set(&mut tx, name, &value).await })
        });
        written.await.expect("set");
    }

    /// A story that everyone may read.
    pub(super) async fn published(&self, headline: &str) -> Story {
        let services = &self.site.services;
        let patch = Patch {
            headline: Some(headline.into()),
            category: Some("alam".into()),
            body: Some(Body::Markdown("Satu.".into())),
            ..Patch::default()
        };
        let draft = writing::create(services, &self.writer, patch).await;
        let id = draft.expect("a draft").id;
        let seen = Seen::any();
        let done = writing::publish(services, &self.writer, id, seen, Text::Story).await;
        done.expect("published")
    }

    pub(super) async fn changed(&self, story: &Story, headline: &str) {
        let patch = Patch {
            headline: Some(headline.into()),
            ..Patch::default()
        };
        let services = &self.site.services;
        let done = writing::update(services, &self.writer, story.id, Seen::any(), patch).await;
        done.expect("changed");
    }

    pub(super) async fn withdrawn(&self, story: &Story) {
        let services = &self.site.services;
        let done =
            writing::unpublish(services, &self.writer, story.id, Seen::any(), "Keliru").await;
        done.expect("withdrawn");
    }

    /// One that has only just started.
    pub(super) fn courier(&self) -> Courier {
        server::courier().with_engines(&self.receiver.url("/indexnow"))
    }

    /// Sends what is due; how many arrived.
    pub(super) async fn round(&self) -> usize {
        let sent = self.courier().round(&self.site.services).await;
        sent.expect("a round")
    }

    pub(super) fn forward(&self, seconds: u64) {
        self.site
            .clock
            .forward(std::time::Duration::from_secs(seconds));
    }

    pub(super) async fn hooks(&self) -> Vec<Shown> {
        let print = (Language::English, &Zone::utc());
        let found = webhooks::list(&self.site.services, &self.by, print).await;
        found.expect("webhooks")
    }

    /// The newest message first.
    pub(super) async fn log(&self) -> Vec<Delivery> {
        let print = (Language::English, &Zone::utc());
        let found = webhooks::log(&self.site.services, &self.by, None, None, print).await;
        found.expect("the log").0
    }
}
