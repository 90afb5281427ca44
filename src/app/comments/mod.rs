//! The thread under a story: a list that the server drew, kept up to date by the live stream, and
//! the field to write in. Everything in it is a link or a form first and works without script.

mod composer;
mod item;
mod live;
mod waking;

pub use waking::{Discuss, draw};

use crate::{
    api::comments::{Done, Mine, Wish, act, own},
    browser::clock,
    domain::{
        comment::{Comment, DEPTH, Policy, Sort, Thread},
        id::{ArticleId, CommentId},
        thread,
    },
    error::AppError,
    text::Labels,
};
use composer::Composer;
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// The state of one thread, shared by its pieces. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Room {
    article: ArticleId,
    slug: StoredValue<String>,
    sort: Sort,
    policy: Policy,
    /// Whether the list reaches the end of the thread.
    whole: bool,
    /// Whether a new comment on the story itself has its place on this page.
    takes_new: bool,
    /// The deepest level that is shown here.
    deepest: u32,
    labels: &'static Labels,
    /// Whether anyone with a name may write.
    guests: bool,
    list: RwSignal<Vec<Comment>>,
    /// Arrived, but not shown until the reader asks.
    waiting: RwSignal<Vec<Comment>>,
    count: RwSignal<u32>,
    /// Who reads along; 0 while unknown.
    readers: RwSignal<u32>,
    mine: RwSignal<Mine>,
    replying: RwSignal<Option<CommentId>>,
    /// The comment being changed, with its text as it was typed.
    editing: RwSignal<Option<Comment>>,
    /// Said politely by screen readers.
    notice: RwSignal<String>,
    /// What could not be done, and about which comment; 0 for the thread itself.
    trouble: RwSignal<Option<(CommentId, String)>>,
    /// The reader's clock, in milliseconds; 0 until the page is alive.
    now: RwSignal<f64>,
}

impl Room {
    /// The address that does `what` without script.
    fn address(self, what: &str, id: CommentId) -> String {
        let slug = self.slug.read_value();
        format!("/articles/{}/comment?{what}={id}", *slug)
    }

    /// Shows a comment, in its place or over its older state.
    fn show(self, comment: Comment) {
        self.list.update(|list| {
            thread::place(list, comment, self.sort, self.deepest);
        });
    }

    /// Does something about a comment; one that comes back is shown, a refusal told. `then` learns
    /// whether it was done. The page may be gone by then.
    fn act(self, about: CommentId, wanted: Wish, then: impl FnOnce(bool) + 'static) {
        self.trouble.set(None);
        spawn_local(async move {
            let outcome = act(self.article, wanted).await;
            if self.list.is_disposed() {
                return;
            }
            match outcome {
                Ok(Done::Comment(comment)) => {
                    self.show(*comment);
                    then(true);
                }
                Ok(Done::Html(_) | Done::Nothing) => then(true),
                other => {
                    self.tell(about, other);
                    then(false);
                }
            }
        });
    }

    /// Tells what was refused, beside the comment it is about.
    fn tell(self, about: CommentId, outcome: Result<Done, AppError>) {
        let text = match outcome {
            Ok(Done::Refused { text, .. }) => text,
            _ => self.labels.not_done.to_owned(),
        };
        self.trouble.try_set(Some((about, text)));
    }

    /// Asks what only this reader may know.
    fn ask(self) {
        spawn_local(async move {
            let Ok(mine) = own(self.article).await else {
                return;
            };
            if self.list.is_disposed() {
                return;
            }
            for held in &mine.held {
                self.show(held.clone());
            }
            // The page may be older than what its reader wrote a moment ago, which then came
            // over the stream before it was known whose it is.
            live::reveal_own(self, &mine.own);
            self.mine.set(mine);
        });
    }
}

/// How often relative times move on.
const TICK: Duration = Duration::from_secs(60);

/// The inside of the section under a story, or of a part of it on a page of its own.
#[component]
fn Comments(
    thread: Thread,
    labels: &'static Labels,
    /// What stands in the field already.
    typed: String,
) -> impl IntoView {
    let alone = thread.alone;
    // In reading order: of the oldest first, the newer ones come next.
    let (previous, next) = match thread.sort {
        Sort::Oldest => (thread.older, thread.newer),
        Sort::Newest | Sort::Top => (thread.newer, thread.older),
    };
    let room = Room {
        article: thread.article,
        slug: StoredValue::new(thread.slug.clone()),
        sort: thread.sort,
        policy: thread.policy,
        whole: next.is_none(),
        takes_new: !alone && (thread.sort == Sort::Oldest || previous.is_none()),
        // A part of a thread may stand deeper than a whole one goes.
        deepest: if alone { u32::MAX } else { DEPTH },
        labels,
        guests: thread.guests,
        list: RwSignal::new(thread.comments),
        waiting: RwSignal::new(Vec::new()),
        count: RwSignal::new(thread.count),
        readers: RwSignal::new(0),
        mine: RwSignal::new(Mine::default()),
        replying: RwSignal::new(None),
        editing: RwSignal::new(None),
        notice: RwSignal::new(String::new()),
        trouble: RwSignal::new(None),
        now: RwSignal::new(0.0),
    };
    Effect::new(move || {
        room.ask();
        room.now.set(clock::now());
        if let Ok(ticking) = set_interval_with_handle(move || room.now.set(clock::now()), TICK) {
            on_cleanup(move || ticking.clear());
        }
    });
    // On every page: what is hidden must go from each.
    Effect::new(move || live::join(room, thread.seq));
    let slug = thread.slug;
    let orders = [
        (Sort::Newest, labels.newest),
        (Sort::Oldest, labels.oldest),
        (Sort::Top, labels.top),
    ];
    let tabs = orders.map(|(sort, name)| {
        let href = match sort {
            Sort::Newest => format!("/articles/{slug}#comments"),
            other => format!("/articles/{slug}?sort={}#comments", other.as_str()),
        };
        let current = (sort == room.sort).then_some("true");
        view! { <li><a href=href aria-current=current>{name}</a></li> }
    });
    let tabs = tabs.collect_view();
    let bar = (!alone).then(|| {
        view! {
            <div class="thread__bar">
                <ul class="thread__orders" aria-label=labels.order>{tabs}</ul>
                <a
                    class="thread__follow"
                    rel="external nofollow"
                    href=format!("/articles/{slug}/comment?follow")
                    on:click=move |event| follow(room, &event)
                >
                    {move || if room.mine.with(|m| m.following) { labels.unfollow } else { labels.follow }}
                </a>
            </div>
        }
    });
    let composer = (!alone && thread.policy == Policy::Open)
        .then(|| view! { <Composer room=room typed=typed/> });
    let closed = (thread.policy == Policy::ReadOnly)
        .then(|| view! { <p class="thread__closed">{labels.closed}</p> });
    let trouble = move || {
        let told = room
            .trouble
            .get()
            .filter(|(about, _)| *about == CommentId(0));
        told.map(|(_, text)| view! { <p class="c__trouble" role="alert">{text}</p> })
    };
    let pager = |href: Option<String>, name: &'static str, rel: &'static str| {
        href.map(|href| view! { <a class="thread__more" rel=rel href=href>{name}</a> })
    };
    view! {
            <header class="comments__head">
                <h2 id="h-comments">{labels.comments}</h2>
                <p>{move || room.count.get()}" "{labels.comments_count}</p>
                <p class="comments__readers" hidden=move || room.readers.get() < 2>
                    {move || room.readers.get()}" "{labels.reading}
                </p>
            </header>
            <div class="comments__body">
                {composer}
                {closed}
                {bar}
                <button
                    type="button"
                    class="thread__new"
                    hidden=move || room.waiting.with(Vec::is_empty)
                    on:click=move |_| live::reveal(room)
                >
                    <span>{move || room.waiting.with(Vec::len)}" "{labels.new_comments}</span>
                    <b>{labels.reveal}</b>
                </button>
                <p class="vh" role="status">{move || room.notice.get()}</p>
                {trouble}
                <ol class="thread">
                    <For
                        each=move || room.list.with(|list| list.iter().map(|c| c.id).collect::<Vec<_>>())
                        key=|id| *id
                        children=move |id| item::view(room, id)
                    />
                </ol>
                {pager(previous, labels.newer_comments, "prev")}
                {pager(next, labels.older_comments, "next")}
            </div>
    }
    .into_any()
}

fn follow(room: Room, event: &leptos::ev::MouseEvent) {
    if room.mine.with_untracked(|m| m.viewer.is_none()) {
        return;
    }
    event.prevent_default();
    let on = !room.mine.with_untracked(|m| m.following);
    room.act(CommentId(0), Wish::Follow { on }, move |done| {
        if done {
            room.mine.update(|m| m.following = on);
        }
    });
}
