//! What arrives over the live stream finds its place in the thread.

use super::Room;
use crate::{
    api::visit::visit,
    browser::{
        story,
        stream::{self, Message},
    },
    domain::{
        comment::{ARTICLE_UPDATED, CREATED, Comment, REMOVED, Removed, Sort, State, UPDATED},
        id::CommentId,
        printed::Main,
        thread,
    },
};
use codee::{Decoder, string::JsonSerdeCodec};
use leptos::{prelude::*, task::spawn_local};

/// Joins the stream after event `seq`; leaves it with the page.
pub(super) fn join(room: Room, seq: i64) {
    let leave = stream::follow(room.article.to_string(), seq, move |message| {
        take(room, &message)
    });
    on_cleanup(leave);
}

fn take(room: Room, message: &Message) {
    match message.kind.as_str() {
        CREATED => {
            if let Ok(comment) = read::<Comment>(&message.data) {
                room.count.update(|n| *n += 1);
                arrive(room, comment);
            }
        }
        UPDATED => {
            if let Ok(comment) = read::<Comment>(&message.data) {
                let known = |list: &Vec<Comment>| list.iter().any(|c| c.id == comment.id);
                if room.list.with_untracked(known) {
                    room.show(comment);
                } else {
                    room.waiting.update(|waiting| {
                        if let Some(old) = waiting.iter_mut().find(|c| c.id == comment.id) {
                            *old = comment;
                        }
                    });
                }
            }
        }
        REMOVED => {
            if let Ok(removed) = read::<Removed>(&message.data) {
                take_away(room, &removed);
            }
        }
        "count" => set_number(&message.data, room.count),
        "presence" => set_number(&message.data, room.readers),
        ARTICLE_UPDATED => renew(room),
        "reset" => stream::start_over(),
        _ => {}
    }
}

/// The story itself has changed: its text, and what is said of it, are brought up to date.
fn renew(room: Room) {
    let slug = room.slug.read_value().clone();
    spawn_local(async move {
        let page = visit(format!("/articles/{slug}")).await;
        if let Ok(Main::Story(story)) = page.map(|page| page.main) {
            story::put(&story.head, &story.text, &story.foot);
            room.notice.try_set(room.labels.story_renewed.to_owned());
        }
    });
}

/// A comment that others do not see any more. Its author may: held, or with a reason.
fn take_away(room: Room, removed: &Removed) {
    let counted = |c: &Comment| c.id == removed.id && c.state == State::Published;
    let known = room.list.with_untracked(|list| list.iter().any(counted))
        || room
            .waiting
            .with_untracked(|waiting| waiting.iter().any(counted));
    if known {
        room.count.update(|n| *n = n.saturating_sub(1));
    }
    room.waiting
        .update(|waiting| waiting.retain(|c| c.id != removed.id));
    room.list.update(|list| thread::strike(list, removed));
    if room.mine.with_untracked(|m| m.own.contains(&removed.id)) {
        room.ask();
    }
}

/// A new comment. One at the top waits for the reader, so that what is being read stays where it
/// is; an answer slots in where it belongs.
fn arrive(room: Room, comment: Comment) {
    // Revealed together with what it answers.
    let answers_waiting = room
        .waiting
        .with_untracked(|waiting| waiting.iter().any(|c| Some(c.id) == comment.parent_id));
    if answers_waiting {
        room.waiting.update(|waiting| waiting.push(comment));
        return;
    }
    let own = room.mine.with_untracked(|m| m.own.contains(&comment.id));
    let shown = room
        .list
        .with_untracked(|list| list.iter().any(|c| c.id == comment.id));
    if own || shown || comment.parent_id.is_some() {
        room.show(comment);
        return;
    }
    if !room.takes_new {
        return;
    }
    if room.sort != Sort::Newest {
        if room.whole {
            room.show(comment);
        }
        return;
    }
    room.waiting.update(|waiting| waiting.push(comment));
    announce(room);
}

/// Says how many wait.
fn announce(room: Room) {
    let number = room.waiting.with_untracked(Vec::len);
    room.notice.set(match number {
        0 => String::new(),
        _ => format!("{number} {}", room.labels.new_comments),
    });
}

/// Shows what waits.
pub(super) fn reveal(room: Room) {
    let waiting = room.waiting.try_update(std::mem::take).unwrap_or_default();
    show_all(room, waiting);
}

/// Shows what waits and is the reader's own, with the answers to it.
pub(super) fn reveal_own(room: Room, own: &[CommentId]) {
    let waits = |list: &Vec<Comment>| list.iter().any(|c| own.contains(&c.id));
    if !room.waiting.with_untracked(waits) {
        return;
    }
    let mut shown: Vec<Comment> = Vec::new();
    room.waiting.update(|waiting| {
        // In the order of arrival: an answer comes after what it answers.
        for comment in std::mem::take(waiting) {
            let answers = |known: &Comment| comment.parent_id == Some(known.id);
            if own.contains(&comment.id) || shown.iter().any(answers) {
                shown.push(comment);
            } else {
                waiting.push(comment);
            }
        }
    });
    show_all(room, shown);
}

fn show_all(room: Room, comments: Vec<Comment>) {
    room.list.update(|list| {
        for comment in comments {
            thread::place(list, comment, room.sort, room.deepest);
        }
    });
    announce(room);
}

fn read<T: serde::de::DeserializeOwned>(data: &str) -> Result<T, ()> {
    JsonSerdeCodec::decode(data).map_err(|_: serde_json::Error| ())
}

/// The first number in the data: `{"count":12}`.
fn set_number(data: &str, signal: RwSignal<u32>) {
    let digits: String = data
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    if let Ok(number) = digits.parse() {
        signal.set(number);
    }
}
