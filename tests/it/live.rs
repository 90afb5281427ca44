//! The live stream of a story's comments, and its cacheable delta.

use crate::{
    on_both_databases,
    support::{Client, Site, people::People},
};
use axum::{
    body::{Body, BodyDataStream},
    http::{Method, Request, StatusCode},
};
use futures::StreamExt;
use std::{collections::BTreeSet, time::Duration};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tower::ServiceExt;
use warta::{
    context::Services,
    domain::{
        account::{Role, Standing},
        comment::State,
        id::{AccountId, ArticleId, CommentId},
    },
    server,
    service::{
        self,
        administering::{self, By, Patch},
    },
    store,
};

/// One server-sent event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Event {
    id: Option<String>,
    event: String,
    data: String,
}

/// An open stream inside the process.
struct Feed {
    chunks: BodyDataStream,
    text: String,
}

impl Feed {
    async fn open(site: &Site, path: &str, headers: &[(&str, &str)]) -> Feed {
        let mut request = Request::builder().uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).expect("a request");
        let response = site
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        let header = |name: &str| response.headers()[name].to_str().expect("text").to_owned();
        assert_eq!(header("content-type"), "text/event-stream");
        assert_eq!(
            (header("cache-control"), header("x-accel-buffering")),
            ("no-store".into(), "no".into())
        );
        let mut feed = Feed {
            chunks: response.into_body().into_data_stream(),
            text: String::new(),
        };
        assert!(
            feed.more().await && feed.text.starts_with("retry: "),
            "first bytes come at once"
        );
        feed
    }

    async fn more(&mut self) -> bool {
        let wait = tokio::time::timeout(Duration::from_secs(20), self.chunks.next());
        match wait.await.expect("the stream sends something") {
            Some(bytes) => {
                self.text
                    .push_str(&String::from_utf8_lossy(&bytes.expect("no error")));
                true
            }
            None => false,
        }
    }

    /// The next event; `None` when the stream has ended.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(end) = self.text.find("\n\n") {
                let lines: String = self.text.drain(..end + 2).collect();
                let mut event = Event::default();
                for line in lines.lines() {
                    match line.split_once(": ") {
                        Some(("id", id)) => event.id = Some(id.to_owned()),
                        Some(("event", kind)) => event.event = kind.to_owned(),
                        Some(("data", data)) => event.data = data.to_owned(),
                        _ => {}
                    }
                }
                if !event.event.is_empty() {
                    return Some(event);
                }
                continue;
            }
            if !self.more().await {
                return None;
            }
        }
    }

    /// The next event of the log.
    async fn numbered(&mut self) -> Option<Event> {
        loop {
            let event = self.next().await?;
            if event.id.is_some() {
                return Some(event);
            }
        }
    }
}

/// A site with one story, and that story.
async fn with_story(site: Site) -> (Site, String, ArticleId) {
    let site = site.with_stories(1).await;
    let cards = store::listing::cards(
        &site.services.store,
        store::listing::Scope::ALL,
        warta::domain::page::Walk::Before(warta::domain::page::Key::NEWEST),
        1,
    );
    let card = cards.await.expect("a list").remove(0);
    let path = format!("/api/v1/articles/{}/comments", card.slug);
    (site, path, card.id)
}

/// Adds a public comment as the use case does.
async fn write(services: &Services, article: ArticleId, text: &str) -> CommentId {
    let at = services.clock.now();
    let new = store::comment::NewComment {
        article,
        under: None,
        account: None,
        name: "Ratih".into(),
        body: text.into(),
        html: format!("<p>{text}</p>"),
        state: State::Published,
        reason: String::new(),
        key: None,
        address_hash: String::new(),
        at,
        seq: 0,
    };
    let written = services.store.write(move |mut tx| {
        Box::pin(async move {
            let id = store::comment::insert(&mut tx, &new).await?.id;
            store::event::created(&mut tx, article, id, at).await?;
            store::changes::note(&mut tx, &[format!("thread/{article}")]).await?;
            Ok(id)
        })
    });
    let id = written.await.expect("written");
    services.hub.announce(article);
    id
}

/// Hides a comment as the use case does.
async fn hide(services: &Services, article: ArticleId, id: CommentId) {
    let at = services.clock.now();
    let hidden = services.store.write(move |mut tx| {
        Box::pin(async move {
            store::comment::set_state(&mut tx, id, State::Rejected, None, "", None).await?;
            store::event::removed(&mut tx, article, id, false, at).await?;
            Ok(())
        })
    });
    hidden.await.expect("hidden");
    services.hub.announce(article);
}

/// Reads `n` numbers, being cut after every `cut` events and coming back.
async fn follow(site: &Site, path: &str, n: i64, cut: usize) -> Vec<i64> {
    let mut seen = Vec::new();
    while seen.last() != Some(&n) {
        let last = seen.last().copied().unwrap_or(0).to_string();
        let mut feed = Feed::open(
            site,
            &format!("{path}/stream?since=0"),
            &[("last-event-id", &last)],
        )
        .await;
        for _ in 0..cut {
            let Some(event) = feed.numbered().await else {
                break;
            };
            seen.push(event.id.and_then(|id| id.parse().ok()).expect("a number"));
            if seen.last() == Some(&n) {
                break;
            }
        }
    }
    seen
}

on_both_databases! {
    async fn readers_that_are_cut_miss_nothing_and_see_nothing_twice(site: Site) {
        let (site, path, article) = with_story(site).await;
        let services = &site.services;
        let writers = (0..4).map(|writer| async move {
            for n in 0..25 {
                write(services, article, &format!("{writer} {n}")).await;
            }
        });
        let readers = (1..=8).map(|reader| follow(&site, &path, 100, reader * 3));
        let (_, all) = futures::join!(futures::future::join_all(writers), futures::future::join_all(readers));
        let expected: Vec<i64> = (1..=100).collect();
        for seen in all {
            assert_eq!(seen, expected);
        }
    }

    async fn a_stream_begins_at_the_present_unless_told_otherwise(site: Site) {
        let (site, path, article) = with_story(site).await;
        for text in ["satu", "dua"] {
            write(&site.services, article, text).await;
        }
        let mut now = Feed::open(&site, &format!("{path}/stream"), &[]).await;
        let mut all = Feed::open(&site, &format!("{path}/stream?since=0"), &[]).await;
        let mut header = Feed::open(&site, &format!("{path}/stream?since=0"), &[("last-event-id", "1")]).await;
        write(&site.services, article, "tiga").await;
        let mut texts = Vec::new();
        for _ in 0..3 {
            let event = all.numbered().await.expect("an event");
            let comment: serde_json::Value = serde_json::from_str(&event.data).expect("JSON");
            assert_eq!(event.event, "comment.created");
            assert_eq!(comment["seq"].to_string(), event.id.expect("a number"));
            texts.push(comment["body"].as_str().expect("a text").to_owned());
        }
        assert_eq!(texts, ["satu", "dua", "tiga"]);
        assert_eq!(now.numbered().await.expect("an event").id.as_deref(), Some("3"));
        assert_eq!(header.numbered().await.expect("an event").id.as_deref(), Some("2"), "the header wins");
    }

    async fn a_number_that_is_none_of_the_story_resets(site: Site) {
        let (site, path, article) = with_story(site).await;
        write(&site.services, article, "satu").await;
        for since in ["2", "-1", "abc", "99999999999999999999", ""] {
            let mut feed = Feed::open(&site, &format!("{path}/stream?since={since}"), &[]).await;
            let event = feed.next().await.expect("an event");
            assert_eq!((event.event.as_str(), event.id), ("reset", None), "{since:?}");
        }
        let mut feed = Feed::open(&site, &format!("{path}/stream?since=1"), &[]).await;
        assert_eq!(feed.next().await.expect("an event").event, "presence");
    }

    async fn what_is_hidden_leaves_every_replay(site: Site) {
        let (site, path, article) = with_story(site).await;
        let mut open = Feed::open(&site, &format!("{path}/stream"), &[]).await;
        let id = write(&site.services, article, "rahasia-besar").await;
        write(&site.services, article, "biasa").await;
        assert!(open.numbered().await.expect("shown").data.contains("rahasia-besar"));
        assert!(open.numbered().await.expect("shown").data.contains("biasa"));
        hide(&site.services, article, id).await;
        let removed = open.numbered().await.expect("told");
        assert_eq!(removed.event, "comment.removed");
        assert_eq!(removed.data, format!("{{\"id\":\"{id}\",\"seq\":3,\"tombstone\":false}}"));
        // From the ring, and, when nobody reads any more, from the table.
        for from in ["ring", "table"] {
            let mut again = Feed::open(&site, &format!("{path}/stream?since=0"), &[]).await;
            let first = again.numbered().await.expect("an event");
            let second = again.numbered().await.expect("an event");
            assert_eq!((first.id.as_deref(), second.id.as_deref()), (Some("2"), Some("3")), "{from}");
            assert!(!first.data.contains("rahasia-besar") && !second.data.contains("rahasia-besar"), "{from}");
            drop(again);
            if from == "ring" {
                open = Feed::open(&site, &format!("{path}/stream"), &[]).await;
            }
        }
        drop(open);
        let delta = site.get(&format!("{path}/events?since=0")).await;
        assert!(!delta.body.contains("rahasia-besar") && delta.body.ends_with("\"last\":3}"), "{}", delta.body);
    }

    async fn the_delta_says_what_the_stream_says(site: Site) {
        let (site, path, article) = with_story(site).await;
        for n in 0..5 {
            let id = write(&site.services, article, &format!("komentar {n}")).await;
            if n == 2 {
                hide(&site.services, article, id).await;
            }
        }
        let mut feed = Feed::open(&site, &format!("{path}/stream?since=1"), &[]).await;
        let delta = site.get(&format!("{path}/events?since=1")).await;
        let parsed: serde_json::Value = serde_json::from_str(&delta.body).expect("JSON");
        assert_eq!(parsed["last"], 6);
        let items = parsed["items"].as_array().expect("items");
        assert_eq!(items.len(), 4, "{}", delta.body);
        for item in items {
            let event = feed.numbered().await.expect("an event");
            assert_eq!(item["id"].as_str(), event.id.as_deref());
            assert_eq!(item["event"], event.event.as_str());
            let data: serde_json::Value = serde_json::from_str(&event.data).expect("JSON");
            assert_eq!(item["data"], data);
        }
        assert_eq!(delta.header("cache-control"), "public, max-age=1");
        let tag = delta.header("etag").to_owned();
        let again = site.send(Method::GET, &format!("{path}/events?since=1"), &[("if-none-match", &tag)]).await;
        assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
        let ahead = site.get(&format!("{path}/events?since=7")).await;
        assert_eq!(ahead.body, "{\"items\":[],\"last\":6,\"reset\":true}");
        let garbage = site.get(&format!("{path}/events?since=x")).await;
        assert_eq!(garbage.status, StatusCode::BAD_REQUEST);
        assert_eq!(garbage.header("content-type"), "application/problem+json");
    }

    async fn a_long_log_comes_in_pieces(site: Site) {
        let (site, path, article) = with_story(site).await;
        let services = &site.services;
        futures::stream::iter(0..510).for_each_concurrent(64, |n| async move {
            write(services, article, &n.to_string()).await;
        }).await;
        let first = site.get(&format!("{path}/events?since=0")).await;
        assert!(first.body.ends_with("\"last\":500}"), "{}", &first.body[first.body.len() - 40..]);
        assert_eq!(first.header("cache-control"), "public, max-age=60");
        assert!(site.get(&format!("{path}/events?since=500")).await.body.ends_with("\"last\":510}"));
        assert_eq!(follow(&site, &path, 510, 1000).await, (1..=510).collect::<Vec<_>>());
    }

    async fn a_reader_far_behind_is_let_go_and_comes_back(site: Site) {
        let (site, path, article) = with_story(site).await;
        let mut slow = Feed::open(&site, &format!("{path}/stream"), &[]).await;
        let mut quick = Feed::open(&site, &format!("{path}/stream"), &[]).await;
        for n in 0..300 {
            write(&site.services, article, &n.to_string()).await;
            assert!(quick.numbered().await.is_some());
        }
        assert_eq!(slow.numbered().await, None, "the ring does not go back that far");
        assert_eq!(follow(&site, &path, 300, 1000).await.len(), 300);
    }

    async fn an_address_has_so_many_streams_and_no_more(site: Site) {
        let (site, path, _) = with_story(site).await;
        let stream = format!("{path}/stream");
        let mut open = Vec::new();
        for _ in 0..12 {
            open.push(Feed::open(&site, &stream, &[]).await);
        }
        let refused = site.get(&stream).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(!refused.header("retry-after").is_empty());
        assert!(refused.body.contains("\"type\":\"/problems/too-fast\""), "{}", refused.body);
        open.pop();
        open.push(Feed::open(&site, &stream, &[]).await);
        drop(open);
        assert_eq!(site.services.hub.streams(), 0);
    }

    async fn readers_are_counted_and_comments_too(site: Site) {
        let (site, path, article) = with_story(site).await;
        let mut first = Feed::open(&site, &format!("{path}/stream"), &[]).await;
        assert_eq!(first.next().await.expect("told").data, "{\"readers\":1}");
        let mut second = Feed::open(&site, &format!("{path}/stream"), &[]).await;
        assert_eq!(second.next().await.expect("told").data, "{\"readers\":2}");
        write(&site.services, article, "satu").await;
        let mut told = BTreeSet::new();
        while told.len() < 2 {
            let event = first.next().await.expect("told");
            if matches!((event.event.as_str(), event.data.as_str()), ("count", "{\"count\":1}") | ("presence", "{\"readers\":2}")) {
                assert_eq!(event.id, None);
                told.insert(event.event);
            }
        }
    }

    async fn a_story_that_is_not_public_has_no_stream(site: Site) {
        let (site, path, article) = with_story(site).await;
        for rest in ["stream", "events?since=0"] {
            let unknown = site.get(&format!("/api/v1/articles/tidak-ada/comments/{rest}")).await;
            assert_eq!(unknown.status, StatusCode::NOT_FOUND);
            assert_eq!(unknown.header("content-type"), "application/problem+json");
        }
        let head = site.send(Method::HEAD, &format!("{path}/stream"), &[]).await;
        assert_eq!((head.status, head.header("content-type"), head.body.as_str()), (StatusCode::OK, "text/event-stream", ""));
        assert_eq!(site.services.hub.streams(), 0, "asking for the head takes no place");
        let _by_id = Feed::open(&site, &format!("/api/v1/articles/{article}/comments/stream"), &[]).await;
        let slug = path.split('/').nth(4).expect("a slug").to_owned();
        let services = &site.services;
        service::publishing::rename(&services.store, &services.freshness, &slug, "nama-baru").await.expect("renamed");
        let moved = site.get(&format!("{path}/stream?since=1")).await;
        assert_eq!(moved.status, StatusCode::PERMANENT_REDIRECT);
        assert_eq!(moved.header("location"), "/api/v1/articles/nama-baru/comments/stream?since=1");
        service::publishing::withdraw(&services.store, &services.freshness, "nama-baru", "Keliru").await.expect("withdrawn");
        assert_eq!(site.get("/api/v1/articles/nama-baru/comments/stream").await.status, StatusCode::GONE);
    }

    async fn another_process_is_heard_and_the_end_ends_streams(site: Site) {
        let (site, path, article) = with_story(site).await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let serving = server::services(&site.config).await.expect("a second process");
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let stopping = async move { let _ = stopped.await; };
        let server = tokio::spawn(server::serve(listener, serving, site.config.clone(), stopping));

        let mut socket = tokio::net::TcpStream::connect(address).await.expect("a connection");
        let request = format!("GET {path}/stream HTTP/1.1\r\nHost: warta.test\r\n\r\n");
        socket.write_all(request.as_bytes()).await.expect("sent");
        let mut heard = String::new();
        read_until(&mut socket, &mut heard, "presence").await;
        // Until the watcher knows where it begins, a change could be taken for an old one; the
        // look at the table finds it all the same.
        tokio::time::sleep(Duration::from_millis(600)).await;
        let begun = std::time::Instant::now();
        write(&site.services, article, "dari-proses-lain").await;
        read_until(&mut socket, &mut heard, "dari-proses-lain").await;
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());

        let begun = std::time::Instant::now();
        stop.send(()).expect("the server runs");
        let mut rest = Vec::new();
        socket.read_to_end(&mut rest).await.expect("the stream ends by itself");
        server.await.expect("no panic").expect("no error");
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
        assert!(String::from_utf8_lossy(&rest).ends_with("0\r\n\r\n"), "a whole answer");
    }
}

on_both_databases! {
    async fn the_queues_stream_ends_with_the_right_to_it(site: Site) {
        let services = &site.services;
        let path = "/api/v1/moderation/stream";
        for (name, patch) in [
            ("dimatikan", Patch { standing: Some(Standing::Disabled), ..Patch::default() }),
            ("pindah-peran", Patch { role: Some(Role::Author), ..Patch::default() }),
        ] {
            let (reader, token) = People::with_token(services, name, Role::Moderator).await;
            let bearer = format!("Bearer {token}");
            let mut feed = Feed::open(&site, path, &[("authorization", &bearer)]).await;
            let changed = administering::change(services, By::Console, reader.id(), patch).await;
            changed.unwrap_or_else(|error| panic!("{error}"));
            while feed.next().await.is_some() {}
        }
        // By a session: it goes on while that lasts.
        let mut client = site.reader("Sari").await;
        let id = AccountId(store::account::by_email(&services.store, &Client::email("Sari")).await.expect("read").expect("an account").id);
        let role = Patch { role: Some(Role::Moderator), ..Patch::default() };
        administering::change(services, By::Console, id, role).await.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(client.sign_in(&site, "Sari").await.status, 303);
        let cookie = client.cookie.clone().expect("a session");
        let mut feed = Feed::open(&site, path, &[("cookie", &cookie)]).await;
        administering::sign_out(services, By::Console, id).await.unwrap_or_else(|error| panic!("{error}"));
        while feed.next().await.is_some() {}
    }
}

async fn read_until(socket: &mut tokio::net::TcpStream, heard: &mut String, mark: &str) {
    let mut buffer = [0; 4096];
    while !heard.contains(mark) {
        let wait = tokio::time::timeout(Duration::from_secs(20), socket.read(&mut buffer));
        let n = wait.await.expect("something comes").expect("no error");
        assert!(n > 0, "the stream ended: {heard}");
        heard.push_str(&String::from_utf8_lossy(&buffer[..n]));
    }
}
