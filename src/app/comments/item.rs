//! One comment.

use super::{Room, composer::Composer};
use crate::{
    api::comments::{Done, Wish, act},
    browser::{clock, dialog},
    domain::{
        account::initials,
        comment::{Comment, DEPTH, Removed, State},
        thread,
    },
};
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};

/// The comment as an item of the thread. It is drawn anew whenever its `seq` moves.
pub fn view(room: Room, c: Comment) -> AnyView {
    let labels = room.labels;
    let id = c.id;
    let class = format!("c c--{}", c.depth.min(DEPTH));
    let muted = move || room.mine.with(|m| m.muted.contains(&id));
    if c.author.name.is_empty() && c.state == State::Removed {
        return view! { <li class=class id=format!("c-{id}")><p class="c__gone">{labels.removed}</p></li> }
            .into_any();
    }
    let own = move || room.mine.with(|m| m.own.contains(&id));
    let known = move || room.mine.with(|m| m.viewer.is_some());
    // Whoever moderates takes down what others wrote; its author is told.
    let takes_down = move || {
        own()
            || room
                .mine
                .with(|m| m.viewer.as_ref().is_some_and(|v| v.role.may_moderate()))
    };
    let liked = move || room.mine.with(|m| m.likes.contains(&id));
    let badge = |name: &'static str, class: &'static str| view! { <span class=class>{name}</span> };
    let page = format!("/articles/{}/comments/{id}", *room.slug.read_value());
    let waits = match c.state {
        State::Held => Some(labels.held),
        // Not acknowledged yet.
        State::Published if id.0 <= 0 => Some(labels.sending),
        State::Rejected => Some(labels.rejected),
        _ => None,
    };
    let like = move |event: MouseEvent| {
        if room.mine.with_untracked(|m| m.viewer.is_none()) {
            return;
        }
        event.prevent_default();
        let on = !liked();
        room.mine.update(|m| {
            m.likes.retain(|l| *l != id);
            if on {
                m.likes.push(id);
            }
        });
        room.act(Wish::Like { id, on });
    };
    let reply = move |event: MouseEvent| {
        event.prevent_default();
        room.editing.set(None);
        room.replying
            .update(|r| *r = if *r == Some(id) { None } else { Some(id) });
    };
    let edit = move |event: MouseEvent| {
        event.prevent_default();
        spawn_local(async move {
            if let Ok(Done::Comment(source)) = act(room.article, Wish::Source { id }).await {
                room.replying.set(None);
                room.editing.set(Some(*source));
            }
        });
    };
    let delete = move |event: MouseEvent| {
        event.prevent_default();
        if dialog::sure(labels.delete_sure) {
            let removed = Removed {
                id,
                seq: c.seq,
                tombstone: c.replies > 0,
            };
            room.act_then(Wish::Delete { id }, move || {
                room.list.update(|list| thread::strike(list, &removed));
            });
        }
    };
    let shown = room.list.with_untracked(|list| {
        let answers = list.iter().filter(|other| other.parent_id == Some(id));
        answers.count()
    });
    let more = (c.replies as usize > shown).then(|| {
        let text = format!("{} {}", c.replies, labels.more_replies);
        view! { <a class="c__more" href=page.clone()>{text}</a> }
    });
    let (created, written) = (c.created_at.clone(), c.clock());
    view! {
        <li class=class id=format!("c-{id}") class:c--waits=waits.is_some() hidden=muted>
            <span class=format!("face hue-{}", c.author.hue) aria-hidden="true">{initials(&c.author.name)}</span>
            <p class="c__head">
                <b>{c.author.name.clone()}</b>
                {c.author.staff.then(|| badge(labels.staff, "badge"))}
                {c.author.byline.then(|| badge(labels.author, "badge"))}
                {c.picked.then(|| badge(labels.picked, "badge badge--pick"))}
                {c.pinned.then(|| badge(labels.pinned, "badge"))}
                <a class="c__time" href=page.clone()>
                    <time datetime=c.created_at.clone() title=c.clock()>
                        {move || clock::ago(&created, room.now.get()).unwrap_or_else(|| written.clone())}
                    </time>
                </a>
                {c.edited_at.is_some().then(|| badge(labels.edited, "c__edited"))}
            </p>
            {waits.map(|text| view! { <p class="c__waits">{text}" "{c.reason.clone()}</p> })}
            <div class="c__text" inner_html=c.html.clone() hidden=move || room.editing.with(|e| e.as_ref().is_some_and(|e| e.id == id))></div>
            {move || room.editing.get().filter(|e| e.id == id).map(|e| view! { <Composer room=room editing=e/> })}
            <p class="c__acts">
                <a href=room.address("like", id) rel="external nofollow" class:c__liked=liked on:click=like>
                    {labels.like}
                    {(c.likes > 0).then(|| view! { " "<b>{c.likes}</b> })}
                </a>
                <a href=room.address("parent", id) rel="external nofollow" on:click=reply>{labels.reply}</a>
                <a href=room.address("edit", id) rel="external nofollow" hidden=move || !own() on:click=edit>{labels.edit}</a>
                <a href=room.address("delete", id) rel="external nofollow" hidden=move || !takes_down() on:click=delete>{labels.delete}</a>
                <span class="c__far">
                    <a href=room.address("mute", id) rel="external nofollow" hidden=move || own() || !known()>{labels.mute}</a>
                    <a href=room.address("report", id) rel="external nofollow" hidden=own>{labels.report}</a>
                </span>
            </p>
            {more}
            {move || (room.replying.get() == Some(id)).then(|| view! { <Composer room=room parent=id/> })}
        </li>
    }
    .into_any()
}
