//! A story's live stream, shared by the tabs that show it.
//!
//! One tab holds the story's lock and reads; the others hear it over a broadcast channel and take
//! over when it goes. A browser holds at most two streams, because six connections are all it
//! allows a site over HTTP/1.1: further stories read the cacheable delta instead, as does a tab
//! whose stream is silent or fails twice. Nothing is read while the page is hidden; what was
//! missed is read when it shows again.

use super::{
    clock, draft,
    locks::{Held, locked},
};
use futures::{
    StreamExt,
    future::{Either, abortable, select},
    stream::select_all,
};
use gloo_net::{
    eventsource::{State, futures::EventSource},
    http::Request,
};
use gloo_timers::future::TimeoutFuture;
use js_sys::{JSON, Reflect};
use leptos::{prelude::*, task::spawn_local};
use std::{cell::Cell, pin::pin, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

/// One event of a story's log, or a number that goes with it.
#[derive(Debug, Clone)]
pub struct Message {
    pub kind: String,
    /// Number in the log; absent for counts and presence.
    pub id: Option<i64>,
    /// JSON.
    pub data: String,
}

const KINDS: [&str; 8] = [
    "comment.created",
    "comment.updated",
    "comment.removed",
    "article.updated",
    "count",
    "presence",
    "reset",
    "heartbeat",
];

/// Silence after which a stream is taken for dead; the server beats every 15 s.
const SILENCE_MS: u32 = 40_000;
/// How long a connection may take.
const CONNECT_MS: u32 = 5_000;
/// Streams one browser holds.
const STREAMS: usize = 2;
/// Between two readings of the delta: it doubles up to the limit while nothing comes.
const POLL_MS: u32 = 5_000;
const POLL_LIMIT_MS: u32 = 60_000;
/// How long the delta is read before the stream is tried again.
const RETRY_AFTER_POLLS: u32 = 6;

/// Between two fresh starts, in milliseconds: a page that is kept somewhere on the way may name an
/// old event again.
const START_OVER_MS: f64 = 60_000.0;

/// Loads the page anew: the stream cannot continue from what is on screen.
pub fn start_over() {
    let last = draft::read("warta-reset").parse().unwrap_or(0.0);
    if clock::now() - last > START_OVER_MS {
        draft::keep("warta-reset", &clock::now().to_string());
        let _ = window().location().reload();
    }
}

struct Follower {
    article: String,
    last: Cell<i64>,
    /// Nobody takes what still comes.
    ended: Cell<bool>,
    channel: Option<BroadcastChannel>,
    take: Box<dyn Fn(Message)>,
}

/// Follows a story from event `since` on. Returns what ends it.
pub fn follow(article: String, since: i64, take: impl Fn(Message) + 'static) -> impl FnOnce() {
    let channel = BroadcastChannel::new(&format!("warta-live-{article}")).ok();
    let follower = Rc::new(Follower {
        article,
        last: Cell::new(since),
        ended: Cell::new(false),
        channel,
        take: Box::new(take),
    });
    let hearing = follower.clone();
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let Some((message, after)) = unpack(&event.data()) else {
            return;
        };
        if message.id.is_some() && after > hearing.last.get() {
            // The other tab is further: what lies between was never told here.
            catch_up(hearing.clone());
        } else {
            hearing.accept(message);
        }
    });
    if let Some(channel) = &follower.channel {
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    }
    let (reading, end) = abortable(lead(follower.clone()));
    spawn_local(async move {
        let _ = reading.await;
    });
    let held = send_wrapper::SendWrapper::new((follower, heard));
    move || {
        let (follower, heard) = held.take();
        // Whatever it holds, the stream and the locks, is let go with it.
        end.abort();
        follower.ended.set(true);
        if let Some(channel) = &follower.channel {
            channel.set_onmessage(None);
            channel.close();
        }
        drop(heard);
    }
}

impl Follower {
    /// Hands a message on, unless it was known.
    fn accept(&self, message: Message) {
        if self.ended.get() {
            return;
        }
        match message.id {
            Some(id) if id <= self.last.get() => return,
            Some(id) => self.last.set(id),
            None => {}
        }
        (self.take)(message);
    }

    /// Accepts what this tab read and tells the others.
    fn spread(&self, message: Message) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&pack(&message, self.last.get()));
        }
        self.accept(message);
    }
}

/// `after` is the last event before it, as whoever read it knows.
fn pack(message: &Message, after: i64) -> JsValue {
    let id = message
        .id
        .map_or(JsValue::NULL, |id| JsValue::from_f64(id as f64));
    js_sys::Array::of4(
        &message.kind.as_str().into(),
        &id,
        &message.data.as_str().into(),
        &JsValue::from_f64(after as f64),
    )
    .into()
}

fn unpack(value: &JsValue) -> Option<(Message, i64)> {
    let parts = value.dyn_ref::<js_sys::Array>()?;
    let message = Message {
        kind: parts.get(0).as_string()?,
        id: parts.get(1).as_f64().map(|id| id as i64),
        data: parts.get(2).as_string()?,
    };
    let after = parts.get(3).as_f64().unwrap_or(0.0);
    Some((message, after as i64))
}

/// Reads the delta to its end.
fn catch_up(follower: Rc<Follower>) {
    spawn_local(async move { while read_delta(&follower).await {} });
}

/// Waits until this tab is the one that reads for the story, then reads until it leaves. A hidden
/// tab hands the reading over to one that is looked at.
async fn lead(follower: Rc<Follower>) {
    let name = format!("warta-story-{}", follower.article);
    loop {
        visible().await;
        let held = match locked(&name, true).await {
            Some(held) => held,
            None => {
                // Another tab reads, and has perhaps told things before this one listened.
                while read_delta(&follower).await {}
                let Some(held) = locked(&name, false).await else {
                    return;
                };
                held
            }
        };
        let mut fails = 0;
        while !document().hidden() {
            if fails < 2
                && let Some(slot) = slot().await
            {
                let failed = stream(&follower).await;
                if failed == 0 {
                    fails = 0;
                } else {
                    fails += failed;
                    // Not all at once, when a server comes back.
                    let pause = 1000.0 + js_sys::Math::random() * 2000.0;
                    TimeoutFuture::new(pause as u32).await;
                }
                drop(slot);
                continue;
            }
            poll(&follower).await;
            fails = 0;
        }
        drop(held);
    }
}

/// Reads the stream while it lives. 0 when it was heard, 1 when it was not to be had, 2 when it
/// fell silent: of these, two are enough to read the delta instead.
async fn stream(follower: &Rc<Follower>) -> u32 {
    let url = format!(
        "/api/v1/articles/{}/comments/stream?since={}",
        follower.article,
        follower.last.get()
    );
    let Ok(mut source) = EventSource::new(&url) else {
        return 1;
    };
    let kinds = KINDS.iter().filter_map(|kind| source.subscribe(*kind).ok());
    let mut messages = select_all(kinds);
    let mut open = false;
    let failed = loop {
        // The browser tries again by itself and tells nobody: only its state does.
        let wait = if open { SILENCE_MS } else { CONNECT_MS };
        let silence = pin!(TimeoutFuture::new(wait));
        let next = match select(messages.next(), silence).await {
            Either::Left((Some(Ok(next)), _)) => next,
            // Broken off.
            Either::Left(_) => break u32::from(!open),
            Either::Right(_) if open => break 2,
            Either::Right(_) if matches!(source.state(), State::Open) => {
                open = true;
                continue;
            }
            Either::Right(_) => break 1,
        };
        open = true;
        let (kind, event) = next;
        let message = Message {
            kind,
            id: event.last_event_id().parse().ok(),
            data: event.data().as_string().unwrap_or_default(),
        };
        if message.kind != "heartbeat" {
            // The browser repeats the last id for events that carry none.
            let numbered =
                message.kind.starts_with("comment") || message.kind.starts_with("article");
            follower.spread(Message {
                id: message.id.filter(|_| numbered),
                ..message
            });
        }
        if document().hidden() {
            break 0;
        }
    };
    source.close();
    failed
}

/// Reads the delta a few times, less often while nothing comes.
async fn poll(follower: &Rc<Follower>) {
    let mut pause = POLL_MS;
    for _ in 0..RETRY_AFTER_POLLS {
        // The lock goes to a tab that is looked at.
        if document().hidden() {
            return;
        }
        if read_delta(follower).await {
            pause = POLL_MS;
        } else {
            pause = (pause * 2).min(POLL_LIMIT_MS);
        }
        TimeoutFuture::new(pause).await;
    }
}

/// Whether anything new came.
async fn read_delta(follower: &Rc<Follower>) -> bool {
    let url = format!(
        "/api/v1/articles/{}/comments/events?since={}",
        follower.article,
        follower.last.get()
    );
    let Ok(response) = Request::get(&url).send().await else {
        return false;
    };
    let text = match response.ok() {
        true => response.text().await.unwrap_or_default(),
        false => return false,
    };
    let Ok(delta) = JSON::parse(&text) else {
        return false;
    };
    let field = |name: &str| Reflect::get(&delta, &name.into()).unwrap_or(JsValue::NULL);
    if field("reset").is_truthy() {
        start_over();
        return false;
    }
    let items = js_sys::Array::from(&field("items"));
    for item in items.iter() {
        let part = |name: &str| Reflect::get(&item, &name.into()).unwrap_or(JsValue::NULL);
        let id = part("id");
        let id = id
            .as_f64()
            .map(|id| id as i64)
            .or_else(|| id.as_string()?.parse().ok());
        let data = JSON::stringify(&part("data"))
            .map(String::from)
            .unwrap_or_default();
        follower.spread(Message {
            kind: part("event").as_string().unwrap_or_default(),
            id,
            data,
        });
    }
    // It may end with events that nobody is shown any more.
    let before = follower.last.get();
    if let Some(last) = field("last").as_f64() {
        follower.last.set(before.max(last as i64));
    }
    items.length() > 0 || follower.last.get() > before
}

/// Returns once the page is on screen.
async fn visible() {
    while document().hidden() {
        let (sender, receiver) = futures::channel::oneshot::channel::<()>();
        let sender = Cell::new(Some(sender));
        let shown = window_event_listener_untyped("visibilitychange", move |_| {
            if let Some(sender) = sender.take() {
                let _ = sender.send(());
            }
        });
        let _ = receiver.await;
        shown.remove();
    }
}

/// One of the few streams of this browser, if one is free.
async fn slot() -> Option<Held> {
    for n in 0..STREAMS {
        let name = format!("warta-stream-{n}");
        if let Some(held) = locked(&name, true).await {
            return Some(held);
        }
    }
    None
}
