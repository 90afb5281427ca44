//! A newsroom, browsers that follow it, and the push service that stands between.

use crate::support::{Answer, Client, Site, people::People};
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use futures::future::{BoxFuture, FutureExt};
use p256::{
    PublicKey, SecretKey,
    ecdsa::{Signature, VerifyingKey, signature::Verifier},
};
use ring::{
    aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    hkdf::{HKDF_SHA256, KeyType, Prk, Salt},
};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    io,
    net::{IpAddr, Ipv4Addr},
    sync::{Arc, Mutex},
};
use warta::{
    domain::account::Role,
    server::router::router,
    service::{
        fetching::{Fetcher, Names, is_public},
        pushing::sending::Pusher,
        rights::Writer,
        writing::{self, Body, Correction, Patch, Seen, Text},
    },
    store::{self, story::Story},
};

/// What the push service was given.
#[derive(Debug, Clone)]
pub(super) struct Heard {
    pub(super) path: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Heard {
    pub(super) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).and_then(|v| v.to_str().ok());
        value.unwrap_or_default()
    }

    /// The claims of its token, if it is signed by the key that goes with it.
    pub(super) fn claims(&self) -> Value {
        let value = self.header("authorization").strip_prefix("vapid t=");
        let (token, key) = value.and_then(|v| v.split_once(", k=")).expect("a token");
        let key = VerifyingKey::from_sec1_bytes(&decoded(key)).expect("a key");
        let (signed, signature) = token.rsplit_once('.').expect("a signature");
        let signature = Signature::from_slice(&decoded(signature)).expect("a signature");
        key.verify(signed.as_bytes(), &signature).expect("signed");
        let (head, claims) = signed.split_once('.').expect("a head");
        let json = |part| serde_json::from_slice::<Value>(&decoded(part)).expect("JSON");
        assert_eq!(json(head), json!({"typ": "JWT", "alg": "ES256"}));
        json(claims)
    }
}

pub(super) fn decoded(text: &str) -> Vec<u8> {
    BASE64_URL_SAFE_NO_PAD.decode(text).expect("base64url")
}

/// How the push service answers at a path.
type Reply = (u16, Option<&'static str>);

#[derive(Clone, Default)]
pub(super) struct Service {
    heard: Arc<Mutex<Vec<Heard>>>,
    answers: Arc<Mutex<HashMap<String, Reply>>>,
    port: u16,
}

async fn hear(
    State(service): State<Service>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let path = uri.path().to_owned();
    let reply = service.answers.lock().expect("whole").get(&path).copied();
    let heard = Heard {
        path,
        headers,
        body: body.to_vec(),
    };
    service.heard.lock().expect("whole").push(heard);
    let (status, wait) = reply.unwrap_or((201, None));
    let mut response = StatusCode::from_u16(status)
        .expect("a status")
        .into_response();
    if let Some(wait) = wait {
        let wait = wait.parse().expect("a header");
        response.headers_mut().insert(RETRY_AFTER, wait);
    }
    response
}

impl Service {
    async fn new() -> Service {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("a port");
        let service = Service {
            port: listener.local_addr().expect("bound").port(),
            ..Service::default()
        };
        let app = Router::new().fallback(hear).with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        service
    }

    pub(super) fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Answers so at a browser's path from now on.
    pub(super) fn answers(&self, browser: &Browser, status: u16, wait: Option<&'static str>) {
        let mut answers = self.answers.lock().expect("whole");
        answers.insert(browser.path.clone(), (status, wait));
    }

    /// What was heard since this was asked last.
    pub(super) fn heard(&self) -> Vec<Heard> {
        std::mem::take(&mut self.heard.lock().expect("whole"))
    }
}

/// So many bytes are wanted.
struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn expand<const N: usize>(key: &Prk, info: &[&[u8]]) -> [u8; N] {
    let mut bytes = [0; N];
    let made = key.expand(info, Length(N)).and_then(|k| k.fill(&mut bytes));
    made.expect("not too long");
    bytes
}

/// A browser that has subscribed.
#[derive(Clone)]
pub(super) struct Browser {
    key: SecretKey,
    auth: [u8; 16],
    pub(super) path: String,
    pub(super) endpoint: String,
}

impl Browser {
    /// What it tells about itself, besides a path.
    pub(super) fn json(&self) -> Value {
        let encode = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
        json!({
            "endpoint": self.endpoint,
            "p256dh": encode(&self.key.public_key().to_sec1_bytes()),
            "auth": encode(&self.auth),
        })
    }

    /// Reads what the push service could not (RFC 8291, 3).
    pub(super) fn read(&self, heard: &Heard) -> Value {
        assert_eq!(heard.path, self.path);
        let (salt, rest) = heard.body.split_at(16);
        assert_eq!(
            rest[..5],
            [0, 0, 16, 0, 65],
            "records of 4096 and a key of 65 bytes"
        );
        let (theirs, sealed) = rest[5..].split_at(65);
        let public = PublicKey::from_sec1_bytes(theirs).expect("a point");
        let shared = self.key.diffie_hellman(&public);
        let ours = self.key.public_key().to_sec1_bytes();
        let both = Salt::new(HKDF_SHA256, &self.auth).extract(shared.raw_secret_bytes());
        let input: [u8; 32] = expand(&both, &[b"WebPush: info\0", &ours, theirs]);
        let keys = Salt::new(HKDF_SHA256, salt).extract(&input);
        let key: [u8; 16] = expand(&keys, &[b"Content-Encoding: aes128gcm\0"]);
        let nonce: [u8; 12] = expand(&keys, &[b"Content-Encoding: nonce\0"]);
        let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).expect("a key"));
        let mut text = sealed.to_vec();
        let nonce = Nonce::assume_unique_for_key(nonce);
        let text = key.open_in_place(nonce, Aad::empty(), &mut text);
        let text = text.expect("for this browser");
        let text = text.strip_suffix(&[2]).expect("the last record");
        serde_json::from_slice(text).expect("JSON")
    }
}

/// Every name is of a private network.
struct Private;

impl Names for Private {
    fn addresses(&self, _: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        async { Ok(vec![IpAddr::V4(Ipv4Addr::new(10, 0, 0, 7))]) }.boxed()
    }
}

fn public_or_here(ip: IpAddr) -> bool {
    ip.is_loopback() || is_public(ip)
}

/// All of it.
pub(super) struct World {
    pub(super) site: Site,
    pub(super) service: Service,
    pub(super) writer: Writer,
    pub(super) pusher: Pusher,
}

impl World {
    pub(super) async fn new(mut site: Site) -> World {
        site.services.fetcher =
            Fetcher::new(Arc::new(Private), public_or_here, "http://warta.test");
        site.router = router(site.services.clone(), &site.config);
        let made = site.services.store.write(move |mut tx| {
            Box::pin(async move { store::category::insert(&mut tx, "alam", "Alam", 1, "").await })
        });
        made.await.expect("a category");
        let writer = People::with_role(&site.services, "editor", Role::Editor).await;
        World {
            service: Service::new().await,
            writer: writer.as_writer().expect("writes"),
            pusher: Pusher::default(),
            site,
        }
    }

    pub(super) fn browser(&self, name: &str) -> Browser {
        let path = format!("/push/{name}");
        Browser {
            key: SecretKey::from_slice(&rand::random::<[u8; 32]>()).expect("a key"),
            auth: rand::random(),
            endpoint: format!("{}{path}", self.service.origin()),
            path,
        }
    }

    /// Posts JSON as a page of this site does.
    pub(super) async fn post(&self, address: &str, json: Value) -> Answer {
        let mut client = Client::new();
        client.ask(&self.site, address, &json.to_string()).await
    }

    pub(super) async fn try_follow(&self, browser: &Browser, path: &str) -> Answer {
        let mut json = browser.json();
        json["path"] = path.into();
        self.post("/push/follow", json).await
    }

    pub(super) async fn follow(&self, browser: &Browser, path: &str) {
        let answer = self.try_follow(browser, path).await;
        assert_eq!(answer.status, 204, "{path}: {}", answer.body);
    }

    /// A browser that follows something.
    pub(super) async fn follower(&self, name: &str, path: &str) -> Browser {
        let browser = self.browser(name);
        self.follow(&browser, path).await;
        browser
    }

    pub(super) async fn draft(&self, headline: &str) -> Story {
        let patch = Patch {
            headline: Some(headline.into()),
            standfirst: Some("Air naik sejak pagi.".into()),
            category: Some("alam".into()),
            body: Some(Body::Markdown("Tiga rumah rusak.".into())),
            ..Patch::default()
        };
        let draft = writing::create(&self.site.services, &self.writer, patch).await;
        draft.expect("a draft")
    }

    pub(super) async fn publish(&self, story: &Story) {
        let (services, seen) = (&self.site.services, Seen::any());
        let done = writing::publish(services, &self.writer, story.id, seen, Text::Story).await;
        done.expect("published");
    }

    /// A story that everyone may read.
    pub(super) async fn published(&self, headline: &str) -> Story {
        let story = self.draft(headline).await;
        self.publish(&story).await;
        story
    }

    pub(super) async fn change(&self, story: &Story, headline: &str) {
        let patch = Patch {
            headline: Some(headline.into()),
            ..Patch::default()
        };
        let (services, seen) = (&self.site.services, Seen::any());
        let done = writing::update(services, &self.writer, story.id, seen, patch).await;
        done.expect("changed");
    }

    pub(super) async fn correct(&self, story: &Story, before: &str, after: &str, reason: &str) {
        let document = serde_json::to_value(&story.document).expect("JSON");
        let block = document["content"][0]["attrs"]["id"].as_str();
        let correction = Correction {
            block: block.expect("a block").into(),
            before: before.into(),
            after: after.into(),
            reason: reason.into(),
        };
        let (services, seen) = (&self.site.services, Seen::any());
        let done = writing::correct(services, &self.writer, story.id, seen, correction).await;
        done.expect("corrected");
    }

    pub(super) async fn withdraw(&self, story: &Story) {
        let (services, seen) = (&self.site.services, Seen::any());
        let done = writing::unpublish(services, &self.writer, story.id, seen, "Keliru").await;
        done.expect("withdrawn");
    }

    /// Sends what is due; how many arrived.
    pub(super) async fn round(&self) -> usize {
        let sent = self.pusher.round(&self.site.services).await;
        sent.expect("a round")
    }

    pub(super) fn forward(&self, seconds: u64) {
        self.site
            .clock
            .forward(std::time::Duration::from_secs(seconds));
    }

    /// How many browsers the site knows.
    pub(super) async fn known(&self) -> i64 {
        let count = store::push::subscriptions(&self.site.services.store).await;
        count.expect("a count")
    }
}
