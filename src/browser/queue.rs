//! The live stream of the moderation queue.

use futures::{
    StreamExt,
    future::{Either, select},
    stream::select_all,
};
use gloo_net::eventsource::futures::EventSource;
use gloo_timers::future::TimeoutFuture;
use leptos::task::spawn_local;
use std::{
    cell::{Cell, RefCell},
    pin::pin,
    rc::Rc,
};

/// What is heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// The stream is open. It tells nothing of what happened before.
    Open,
    /// JSON: a comment came into the queue, or was decided about.
    Changed(String),
    /// The stream broke off; it is tried again.
    Lost,
}

const URL: &str = "/api/v1/moderation/stream";
/// Silence after which the stream is taken for dead; the server beats every 15 s.
const SILENCE_MS: u32 = 40_000;
/// Before the stream is opened again; it doubles up to the limit.
const RETRY_MS: u32 = 2_000;
const RETRY_LIMIT_MS: u32 = 60_000;

#[derive(Default)]
struct Watch {
    left: Cell<bool>,
    source: RefCell<Option<EventSource>>,
}

/// Follows the queue. Returns what ends it.
pub fn watch(hear: impl Fn(Heard) + 'static) -> impl FnOnce() + Send + Sync {
    let watch = Rc::new(Watch::default());
    spawn_local(follow(watch.clone(), hear));
    let end = send_wrapper::SendWrapper::new(watch);
    move || {
        end.left.set(true);
        // Closing it wakes whoever reads it.
        end.source.take();
    }
}

async fn follow(watch: Rc<Watch>, hear: impl Fn(Heard)) {
    let mut pause = RETRY_MS;
    while !watch.left.get() {
        if read(&watch, &hear).await {
            pause = RETRY_MS;
        }
        if watch.left.get() {
            return;
        }
        hear(Heard::Lost);
        TimeoutFuture::new(pause).await;
        pause = (pause * 2).min(RETRY_LIMIT_MS);
    }
}

/// Reads the stream while it lives. Whether anything came.
async fn read(watch: &Rc<Watch>, hear: &impl Fn(Heard)) -> bool {
    let Ok(mut source) = EventSource::new(URL) else {
        return false;
    };
    let kinds = ["open", "queue.changed", "heartbeat"];
    let mut messages = select_all(kinds.iter().filter_map(|kind| source.subscribe(*kind).ok()));
    *watch.source.borrow_mut() = Some(source);
    let mut came = false;
    loop {
        let silence = pin!(TimeoutFuture::new(SILENCE_MS));
        let (kind, event) = match select(messages.next(), silence).await {
            Either::Left((Some(Ok(next)), _)) => next,
            // Broken off, or silent.
            Either::Left(_) | Either::Right(_) => break,
        };
        if watch.left.get() {
            break;
        }
        came = true;
        match kind.as_str() {
            "open" => hear(Heard::Open),
            "queue.changed" => {
                hear(Heard::Changed(event.data().as_string().unwrap_or_default()));
            }
            _ => {}
        }
    }
    watch.source.take();
    came
}
