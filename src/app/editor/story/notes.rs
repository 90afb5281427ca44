//! What the newsroom says of the story: notes on it and on its blocks.

use super::desk::Desk;
use crate::{
    browser::surface,
    domain::desk::{Answer, Note, Noting, Wish},
    text,
};
use leptos::{html::Textarea, prelude::*, task::spawn_local};

#[component]
pub fn Notes(desk: Desk) -> impl IntoView {
    let words = text::plan(desk.story.with_untracked(|s| s.staff.language));
    let list = RwSignal::new(None::<Vec<Note>>);
    let body = RwSignal::new(String::new());
    // The block at the cursor: its id and how it begins.
    let about = RwSignal::new(None::<(String, String)>);
    let field = NodeRef::<Textarea>::new();
    let ask = move |wish: Noting| async move {
        match desk.answer(Wish::Notes(wish)).await {
            Some(Answer::Notes(notes)) => {
                let open = notes.iter().filter(|note| !note.done).count();
                desk.story.try_update(|story| story.open_notes = open);
                list.try_set(Some(notes));
                true
            }
            _ => false,
        }
    };
    let act = move |wish: Noting| {
        spawn_local(async move {
            ask(wish).await;
        });
    };
    Effect::new(move || act(Noting::Read));
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let text = body.get_untracked();
        if text.trim().is_empty() {
            return;
        }
        let (block, excerpt) = about.get_untracked().unwrap_or_default();
        spawn_local(async move {
            let written = Noting::Write {
                block,
                excerpt,
                body: text,
            };
            // What was refused stays in its field.
            if ask(written).await {
                body.try_set(String::new());
                about.try_set(None);
            }
        });
    };
    let point = move |_| {
        let here = desk.surface().and_then(|s| surface::here(&s));
        about.set(here.map(|here| (here.id, here.text.chars().take(80).collect())));
        if let Some(field) = field.get_untracked() {
            let _ = field.focus();
        }
    };
    let mention = move |event| {
        let name = event_target_value(&event);
        if !name.is_empty() {
            body.update(|body| {
                if !body.is_empty() && !body.ends_with(char::is_whitespace) {
                    body.push(' ');
                }
                body.push_str(&format!("@{name} "));
            });
            if let Some(field) = field.get_untracked() {
                let _ = field.focus();
            }
        }
    };
    let others = move || {
        desk.story.with(|story| {
            let me = story.staff.id;
            let others = story.writers.iter().filter(|p| p.id != me);
            others
                .map(|p| view! { <option value=p.name.clone()>{p.name.clone()}</option> })
                .collect_view()
        })
    };
    let subject = move || {
        match about.get() {
        Some((_, excerpt)) => view! {
            <p class="note__about">{words.note_block}" “"{excerpt}"” "
                <button type="button" aria-label=words.note_story on:click=move |_| about.set(None)>"×"</button></p>
        }
        .into_any(),
        None => view! {
            <p class="note__about"><button type="button" class="bar__word" on:click=point>{words.note_here}</button></p>
        }
        .into_any(),
    }
    };
    let one =
        move |note: Note| view! { <One note=note desk=desk words=words act=Callback::new(act)/> };
    let open = move || {
        list.get().map(|notes| {
            if notes.is_empty() {
                return view! { <p class="row__hint">{words.notes_none}</p> }.into_any();
            }
            let (done, open): (Vec<Note>, Vec<Note>) = notes.into_iter().partition(|n| n.done);
            let count = done.len();
            let done = done.into_iter().map(one).collect_view();
            view! {
                <ol class="notes">{open.into_iter().map(one).collect_view()}</ol>
                {(count > 0).then(|| view! {
                    <details class="notes__done"><summary>{words.notes_done}" ("{count}")"</summary><ol class="notes">{done}</ol></details>
                })}
            }
            .into_any()
        })
    };
    view! {
        <form class="note__new" on:submit=send>
            {subject}
            <label><span class="vh">{words.note_new}</span>
                <textarea rows="3" node_ref=field placeholder=words.note_hint prop:value=move || body.get()
                    on:input=move |event| body.set(event_target_value(&event))></textarea>
            </label>
            <p class="note__ways">
                <button class="button">{words.note_send}</button>
                <select aria-label=words.note_mention on:change=mention>
                    <option value="" selected=true>{words.note_mention}</option>
                    {others}
                </select>
            </p>
        </form>
        {open}
    }
}

#[component]
fn One(
    note: Note,
    desk: Desk,
    words: &'static text::PlanWords,
    act: Callback<Noting>,
) -> impl IntoView {
    let Note {
        id,
        block,
        excerpt,
        by,
        mine,
        body,
        when,
        done,
    } = note;
    let gone = RwSignal::new(false);
    let about = (!block.is_empty()).then(|| {
        let show = move |_| {
            let shown = desk.surface().is_some_and(|s| s.show_block(&block));
            gone.set(!shown);
        };
        let label = move || if gone.get() { words.note_gone } else { words.note_block };
        view! { <button type="button" class="note__block" on:click=show><b>{label}</b>" “"{excerpt}"”"</button> }
    });
    let delete = mine.then(|| {
        view! { <button type="button" on:click=move |_| act.run(Noting::Delete { note: id })>{words.note_delete}</button> }
    });
    let label = if done {
        words.note_open
    } else {
        words.note_done
    };
    view! {
        <li class="note" class:note--done=done>
            {about}
            <p class="note__body">{body}</p>
            <p class="note__by">
                <b>{by}</b>" "<time datetime=when.datetime>{when.text}</time>
                <span class="note__acts">
                    <button type="button" on:click=move |_| act.run(Noting::SetDone { note: id, done: !done })>{label}</button>
                    {delete}
                </span>
            </p>
        </li>
    }
}
