//! One comment. Its item stays while it is in the list, with whatever is being written in it; what
//! changes about the comment changes in place.

use super::{Room, composer::Composer};
use crate::{
    api::comments::{Done, Wish, act},
    browser::{clock, dialog},
    domain::{
        account::initials,
        comment::{Comment, DEPTH, EDIT_WINDOW, Policy, Removed, State},
        id::CommentId,
        thread,
    },
};
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};

/// The item of the comment with this id.
pub fn view(room: Room, id: CommentId) -> AnyView {
    let find = move |list: &Vec<Comment>| list.iter().find(|c| c.id == id).cloned();
    let comment = Memo::new(move |_| room.list.with(find));
    let Some(c) = comment.get_untracked() else {
        return ().into_any();
    };
    let gone = Memo::new(move |_| {
        let removed = |c: &Comment| c.author.name.is_empty() && c.state == State::Removed;
        comment.with(|c| c.as_ref().is_none_or(removed))
    });
    let muted = move || room.mine.with(|m| m.muted.contains(&id));
    let waits = move || comment.with(|c| c.as_ref().is_some_and(|c| waiting(room, c).is_some()));
    view! {
        <li class=format!("c c--{}", c.depth.min(DEPTH)) id=format!("c-{id}") class:c--waits=waits hidden=muted>
            {move || {
                if gone.get() {
                    view! { <p class="c__gone">{room.labels.removed}</p> }.into_any()
                } else {
                    standing(room, id, comment)
                }
            }}
        </li>
    }
    .into_any()
}

/// Why a comment is not, or not yet, seen by others.
fn waiting(room: Room, c: &Comment) -> Option<&'static str> {
    match c.state {
        State::Held => Some(room.labels.held),
        // Not acknowledged yet.
        State::Published if c.id.0 <= 0 => Some(room.labels.sending),
        State::Rejected => Some(room.labels.rejected),
        State::Published | State::Spam | State::Removed => None,
    }
}

/// The inside of an item whose comment has a text.
fn standing(room: Room, id: CommentId, comment: Memo<Option<Comment>>) -> AnyView {
    let labels = room.labels;
    let page = StoredValue::new(format!(
        "/articles/{}/comments/{id}",
        *room.slug.read_value()
    ));
    let html = move || comment.with(|c| c.as_ref().map(|c| c.html.clone()).unwrap_or_default());
    let changing = move || {
        room.editing
            .with(|e| e.as_ref().is_some_and(|e| e.id == id))
    };
    let more = move || {
        let shown = room
            .list
            .with(|list| list.iter().filter(|c| c.parent_id == Some(id)).count());
        let replies = comment.with(|c| c.as_ref().map_or(0, |c| c.replies));
        (replies as usize > shown).then(|| {
            let text = format!("{replies} {}", labels.more_replies);
            view! { <a class="c__more" href=page.get_value()>{text}</a> }
        })
    };
    let trouble = move || {
        let told = room.trouble.get().filter(|(about, _)| *about == id);
        told.map(|(_, text)| view! { <p class="c__trouble" role="alert">{text}</p> })
    };
    view! {
        {move || comment.get().map(|c| head(room, c, page.get_value()))}
        <div class="c__text" inner_html=html hidden=changing></div>
        {move || room.editing.get().filter(|e| e.id == id).map(|e| view! { <Composer room=room editing=e/> })}
        {acts(room, id, comment)}
        {trouble}
        {more}
        {move || (room.replying.get() == Some(id)).then(|| view! { <Composer room=room parent=id/> })}
    }
    .into_any()
}

/// Who wrote it, when, and what the newsroom thinks of it.
fn head(room: Room, c: Comment, page: String) -> AnyView {
    let labels = room.labels;
    let badge = |name: &'static str, class: &'static str| view! { <span class=class>{name}</span> };
    let waits =
        waiting(room, &c).map(|text| view! { <p class="c__waits">{text}" "{c.reason.clone()}</p> });
    let (created, written) = (c.created_at.clone(), c.clock());
    let title = written.clone();
    let name = if c.author.name.is_empty() {
        labels.deleted_account.to_owned()
    } else {
        c.author.name.clone()
    };
    view! {
        <span class=format!("face hue-{}", c.author.hue) aria-hidden="true">{initials(&c.author.name)}</span>
        <p class="c__head">
            <b>{name}</b>
            {c.author.staff.then(|| badge(labels.staff, "badge"))}
            {c.author.byline.then(|| badge(labels.author, "badge"))}
            {c.picked.then(|| badge(labels.picked, "badge badge--pick"))}
            {c.pinned.then(|| badge(labels.pinned, "badge"))}
            <a class="c__time" href=page>
                <time datetime=c.created_at.clone() title=title>
                    {move || clock::ago(&created, room.now.get()).unwrap_or_else(|| written.clone())}
                </time>
            </a>
            {c.edited_at.is_some().then(|| badge(labels.edited, "c__edited"))}
        </p>
        {waits}
    }
    .into_any()
}

/// What one can do about it: links to pages that do it without script.
fn acts(room: Room, id: CommentId, comment: Memo<Option<Comment>>) -> AnyView {
    let labels = room.labels;
    let own = move || room.mine.with(|m| m.own.contains(&id));
    let known = move || room.mine.with(|m| m.viewer.is_some());
    // Whoever moderates takes down what others wrote; its author is told.
    let takes_down = move || {
        let moderates = |m: &super::Mine| m.viewer.as_ref().is_some_and(|v| v.role.may_moderate());
        own() || room.mine.with(moderates)
    };
    // The window in whole minutes: the clock ticks in minutes too.
    let changeable = move || {
        let written = comment.with(|c| c.as_ref().map(|c| c.created_at.clone()));
        let age = clock::minutes(&written.unwrap_or_default(), room.now.get());
        own() && age.is_none_or(|age| age < EDIT_WINDOW as f64 / 60e6)
    };
    let depth = comment.with_untracked(|c| c.as_ref().map_or(0, |c| c.depth));
    let likes = move || comment.with(|c| c.as_ref().map_or(0, |c| c.likes));
    let liked = move || room.mine.with(|m| m.likes.contains(&id));
    let mark = move |on: bool| {
        room.mine.update(|m| {
            m.likes.retain(|l| *l != id);
            if on {
                m.likes.push(id);
            }
        });
    };
    let like = move |event: MouseEvent| {
        if !room.mine.with_untracked(|m| m.viewer.is_some()) {
            return;
        }
        event.prevent_default();
        let on = !room.mine.with_untracked(|m| m.likes.contains(&id));
        mark(on);
        room.act(id, Wish::Like { id, on }, move |done| {
            if !done {
                mark(!on);
            }
        });
    };
    let reply = move |event: MouseEvent| {
        // Too deep for this page: the page that the link leads to takes the reply and shows it.
        if depth >= room.deepest {
            return;
        }
        event.prevent_default();
        room.editing.set(None);
        room.replying
            .update(|r| *r = if *r == Some(id) { None } else { Some(id) });
    };
    let edit = move |event: MouseEvent| {
        event.prevent_default();
        spawn_local(async move {
            match act(room.article, Wish::Source { id }).await {
                Ok(Done::Comment(source)) => {
                    room.replying.try_set(None);
                    room.editing.try_set(Some(*source));
                }
                other => room.tell(id, other),
            }
        });
    };
    let delete = move |event: MouseEvent| {
        event.prevent_default();
        if !dialog::sure(labels.delete_sure) {
            return;
        }
        room.act(id, Wish::Delete { id }, move |done| {
            if done {
                room.list.try_update(|list| {
                    let seq = list.iter().find(|c| c.id == id).map_or(0, |c| c.seq);
                    let tombstone = list.iter().any(|c| c.parent_id == Some(id));
                    let removed = Removed { id, seq, tombstone };
                    thread::strike(list, &removed);
                });
            }
        });
    };
    let link = "external nofollow";
    view! {
        <p class="c__acts">
            <a href=room.address("like", id) rel=link class:c__liked=liked on:click=like>
                {labels.like}
                {move || (likes() > 0).then(|| view! { " "<b>{likes()}</b> })}
            </a>
            <a href=room.address("parent", id) rel=link hidden=room.policy != Policy::Open on:click=reply>{labels.reply}</a>
            <a href=room.address("edit", id) rel=link hidden=move || !changeable() on:click=edit>{labels.edit}</a>
            <a href=room.address("delete", id) rel=link hidden=move || !takes_down() on:click=delete>{labels.delete}</a>
            <span class="c__far">
                <a href=room.address("mute", id) rel=link hidden=move || own() || !known()>{labels.mute}</a>
                <a href=room.address("report", id) rel=link hidden=own>{labels.report}</a>
            </span>
        </p>
    }
    .into_any()
}
