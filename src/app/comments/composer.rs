//! The field to write in: for a new comment, an answer, or a change.

use super::Room;
use crate::{
    api::comments::{Done, Wish, act},
    browser::{clock, draft, textarea},
    domain::{
        account::NAME_LENGTH,
        comment::{Comment, LONGEST, State, Writer},
        id::CommentId,
    },
};
use leptos::{
    ev::{KeyboardEvent, MouseEvent, SubmitEvent},
    html::Textarea,
    prelude::*,
    task::spawn_local,
};
use std::time::Duration;

/// How long the preview waits for more to be typed.
const PREVIEW_AFTER: Duration = Duration::from_millis(400);

/// A form that posts by itself without script and stays on the page with it. What was typed is
/// kept in the browser until the server has it.
#[component]
pub(super) fn Composer(
    room: Room,
    /// The comment that is answered.
    #[prop(optional)]
    parent: Option<CommentId>,
    /// The own comment that is changed.
    #[prop(optional)]
    editing: Option<Comment>,
    /// What was typed before the field came alive.
    #[prop(optional)]
    typed: String,
) -> impl IntoView {
    let labels = room.labels;
    let field = NodeRef::<Textarea>::new();
    let edited = editing.as_ref().map(|c| c.id);
    let begun = editing.map(|c| c.body).unwrap_or_default();
    let text = RwSignal::new(String::new());
    let early = typed;
    let preview = RwSignal::new(None::<String>);
    let problem = RwSignal::new(String::new());
    let signing = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let trap = RwSignal::new(String::new());
    let key = StoredValue::new(String::new());
    let since = StoredValue::new(0.0_f64);
    let kept = format!(
        "warta-draft-{}-{}-{}",
        room.article,
        parent.map_or(0, |id| id.0),
        edited.map_or(0, |id| id.0)
    );
    let draft_name = StoredValue::new(kept);
    let slug = room.slug.read_value().clone();

    let put = move |new: String| {
        if let Some(field) = field.get_untracked() {
            field.set_value(&new);
        }
        text.set(new);
    };
    Effect::new(move || {
        let Some(field) = field.get() else { return };
        let kept = draft::read(&draft_name.read_value());
        let known = [&early, &kept, &begun];
        let text = known.into_iter().find(|text| !text.is_empty());
        put(text.cloned().unwrap_or_default());
        // A text that was perhaps sent already keeps its key over a reload.
        if !kept.is_empty() {
            key.set_value(draft::read(&key_name(&draft_name.read_value())));
        }
        if parent.is_some() || edited.is_some() {
            let _ = field.focus();
        }
    });
    let draw_preview = move || {
        let body = text.get_untracked();
        spawn_local(async move {
            match act(room.article, Wish::Preview { body }).await {
                Ok(Done::Html(html)) => {
                    preview.try_set(Some(html));
                }
                _ => {
                    problem.try_set(labels.not_sent.to_owned());
                }
            }
        });
    };
    // While one types on, the preview follows at a small distance.
    let turn = StoredValue::new(0_u32);
    let look_again = move || {
        let mine = turn.get_value() + 1;
        turn.set_value(mine);
        let look = move || {
            let open = preview.try_with_untracked(Option::is_some);
            if turn.try_get_value() == Some(mine) && open == Some(true) {
                draw_preview();
            }
        };
        set_timeout(look, PREVIEW_AFTER);
    };
    let typed = move |new: String| {
        if since.get_value() == 0.0 {
            since.set_value(clock::now());
        }
        draft::keep(&draft_name.read_value(), &new);
        // Another text is another comment: a retry of the same one keeps its key.
        if !key.read_value().is_empty() {
            draft::keep(&key_name(&draft_name.read_value()), "");
            key.write_value().clear();
        }
        text.set(new);
        if preview.with_untracked(Option::is_some) {
            look_again();
        }
    };
    let mark = move |before: &'static str, after: &'static str| {
        if let Some(field) = field.get_untracked() {
            typed(textarea::surround(&field, before, after));
        }
    };
    let close = move || {
        room.replying.set(None);
        room.editing.set(None);
    };
    let send = move || {
        let body = text.get_untracked();
        if body.trim().is_empty() || busy.get_untracked() {
            return;
        }
        if key.read_value().is_empty() {
            key.set_value(fresh_key());
            draft::keep(&key_name(&draft_name.read_value()), &key.read_value());
        }
        let draft_name = draft_name.get_value();
        busy.set(true);
        problem.set(String::new());
        let provisional = CommentId(-1);
        let wanted = match edited {
            Some(id) => Wish::Edit { id, body },
            None => {
                if let Some(viewer) = room.mine.with_untracked(|m| m.viewer.clone()) {
                    room.show(own(room, provisional, parent, &body, viewer.name));
                }
                Wish::Post {
                    parent,
                    key: key.get_value(),
                    body,
                    name: name.get_untracked(),
                    trap: trap.get_untracked(),
                    composing: (clock::now() - since.get_value()) as u32,
                }
            }
        };
        spawn_local(async move {
            let outcome = act(room.article, wanted).await;
            if let Ok(Done::Comment(_)) = &outcome {
                // Taken, whoever still looks at this page.
                draft::keep(&draft_name, "");
                draft::keep(&key_name(&draft_name), "");
            }
            if room.list.is_disposed() {
                return;
            }
            room.list
                .update(|list| list.retain(|c| c.id != provisional));
            busy.try_set(false);
            match outcome {
                Ok(Done::Comment(comment)) => {
                    if !text.is_disposed() {
                        put(String::new());
                        since.set_value(0.0);
                        preview.set(None);
                        signing.set(false);
                    }
                    room.mine.update(|m| {
                        if m.viewer.is_some() && !m.own.contains(&comment.id) {
                            m.own.push(comment.id);
                        }
                    });
                    // The stream may have brought it before the answer came.
                    room.waiting
                        .update(|waiting| waiting.retain(|c| c.id != comment.id));
                    let held = comment.state == State::Held;
                    room.show(*comment);
                    room.notice
                        .set(if held { labels.held } else { labels.sent }.to_owned());
                    close();
                }
                Ok(Done::Refused { text, sign_in }) => {
                    problem.try_set(text);
                    signing.try_set(sign_in);
                }
                Ok(Done::Html(_) | Done::Nothing) => {}
                Err(_) => {
                    problem.try_set(labels.not_sent.to_owned());
                }
            }
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send();
    };
    // Without script the button sends the form to the page that shows the preview.
    let look = move |event: MouseEvent| {
        event.prevent_default();
        if preview.with_untracked(Option::is_some) {
            preview.set(None);
            return;
        }
        draw_preview();
    };
    let who = (parent.is_none() && edited.is_none()).then(|| {
        view! {
            <p class="composer__who">
                {move || match room.mine.with(|m| m.viewer.as_ref().map(|v| v.name.clone())) {
                    Some(name) => view! {
                        <a href="/account" rel="external">{name}</a>
                        <a class="composer__news" href="/account/notices" rel="external" hidden=move || room.mine.with(|m| m.unread == 0)>
                            {move || room.mine.with(|m| m.unread)}" "{labels.news_for_you}
                        </a>
                    }
                    .into_any(),
                    None => {
                        let next = format!("/login?next=/articles/{}", *room.slug.read_value());
                        view! { <a href=next rel="external nofollow">{labels.sign_in_send}</a> }.into_any()
                    }
                }}
            </p>
        }
    });
    let marks = [
        ("B", labels.bold, "**", "**"),
        ("I", labels.italic, "*", "*"),
        (labels.link, labels.link, "[", "](https://)"),
        (labels.quote, labels.quote, "\n> ", ""),
        (labels.list, labels.list, "\n- ", ""),
    ];
    let marks = marks.map(|(sign, name, before, after)| {
        view! { <button type="button" aria-label=name on:click=move |_| mark(before, after)>{sign}</button> }
    });
    let named = move || room.guests && room.mine.with(|m| m.viewer.is_none());
    view! {
        <form class="composer" method="post" action=format!("/articles/{slug}/comment") on:submit=submit>
            {parent.map(|id| view! { <input type="hidden" name="parent" value=id.to_string()/> })}
            <p class="vh" aria-hidden="true">
                <input name="website" tabindex="-1" autocomplete="off" aria-label="website" on:input=move |e| trap.set(event_target_value(&e))/>
            </p>
            <label class="composer__name" hidden=move || !named()>
                {labels.name}
                <input name="name" maxlength=NAME_LENGTH.to_string() autocomplete="name" on:input=move |e| name.set(event_target_value(&e))/>
            </label>
            <textarea
                node_ref=field
                name="body"
                rows="3"
                maxlength=LONGEST.to_string()
                aria-label=if parent.is_some() { labels.your_reply } else { labels.your_comment }
                placeholder=if parent.is_some() { labels.your_reply } else { labels.your_comment }
                on:input=move |e| typed(event_target_value(&e))
            ></textarea>
            {move || preview.get().map(|html| view! { <div class="composer__preview c__text" inner_html=html></div> })}
            {who}
            <p class="composer__problem" role="alert">{move || problem.get()}</p>
            {move || signing.get().then(|| view! { <SignIn room=room then=send/> })}
            <p class="composer__bar">
                <span class="composer__marks">{marks.collect_view()}</span>
                <span class="composer__count" hidden=move || text.with(String::is_empty)>
                    {move || text.with(|t| t.chars().count())}" / "{LONGEST.to_string()}
                </span>
                <button class="composer__look" name="act" value="preview" on:click=look>
                    {move || if preview.with(Option::is_some) { labels.write } else { labels.preview }}
                </button>
                <button class="button" disabled=move || busy.get()>{if edited.is_some() { labels.save } else { labels.send }}</button>
            </p>
        </form>
    }
    .into_any()
}

/// Signing in where one writes: nothing typed is lost.
#[component]
fn SignIn(room: Room, then: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let labels = room.labels;
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let enter = move || {
        let wanted = Wish::SignIn {
            email: email.get_untracked(),
            password: password.get_untracked(),
        };
        spawn_local(async move {
            match act(room.article, wanted).await {
                Ok(Done::Nothing) if !email.is_disposed() => {
                    room.ask();
                    then();
                }
                Ok(Done::Refused { text, .. }) => {
                    problem.try_set(text);
                }
                _ => {
                    problem.try_set(labels.not_sent.to_owned());
                }
            }
        });
    };
    // Within the form of the comment, the key would send that.
    let pressed = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
            enter();
        }
    };
    view! {
        <div class="composer__sign">
            <label>{labels.email}<input type="email" autocomplete="username" on:keydown=pressed on:input=move |e| email.set(event_target_value(&e))/></label>
            <label>{labels.password}<input type="password" autocomplete="current-password" on:keydown=pressed on:input=move |e| password.set(event_target_value(&e))/></label>
            <button type="button" class="button" on:click=move |_| enter()>{labels.sign_in_send}</button>
            <a href="/signup" rel="external">{labels.sign_up}</a>
            <p class="composer__problem" role="alert">{move || problem.get()}</p>
        </div>
    }
    .into_any()
}

/// The comment as it will look, until the server has answered.
fn own(room: Room, id: CommentId, parent: Option<CommentId>, body: &str, name: String) -> Comment {
    let depth = parent.map_or(0, |parent| {
        let list = room.list.read_untracked();
        list.iter()
            .find(|c| c.id == parent)
            .map_or(1, |c| c.depth + 1)
    });
    let text = body.replace('&', "&amp;").replace('<', "&lt;");
    Comment {
        id,
        article: room.article,
        parent_id: parent,
        author: Writer {
            name,
            hue: 0,
            staff: false,
            byline: false,
        },
        body: String::new(),
        html: format!("<p>{text}</p>"),
        created_at: String::new(),
        edited_at: None,
        state: State::Published,
        likes: 0,
        replies: 0,
        pinned: false,
        picked: false,
        seq: 0,
        depth,
        reason: String::new(),
    }
}

/// Where the key of a draft is kept.
fn key_name(draft: &str) -> String {
    format!("{draft}-key")
}

/// 128 random bits from the browser's own source.
fn fresh_key() -> String {
    (0..4)
        .map(|_| format!("{:08x}", (js_sys::Math::random() * 4_294_967_296.0) as u32))
        .collect()
}
