//! What stands around the form.

use super::{Act, View};
use crate::{domain::comment::State, pages::account::sign_in::with_next, text::Words};
use leptos::prelude::*;

/// What was done, and what was refused.
pub(super) fn notices(view: &View, words: &'static Words) -> impl IntoView + use<> {
    let done = view.notice.map(|notice| notice.text(words));
    let closed = match view.task.map(|task| task.act) {
        _ if !view.shown => Some(words.write_off),
        Some(Act::Post) if !view.open => Some(words.told_closed),
        Some(_) | None => None,
    };
    let trouble = view.trouble.clone();
    let closed = closed.filter(|text| trouble.as_deref() != Some(*text));
    view! {
        {done.map(|text| view! { <p class="form__done" role="status">{text}</p> })}
        {trouble.map(|text| view! { <div class="form__trouble" role="alert"><p>{text}</p></div> })}
        {closed.map(|text| view! { <p class="form__note">{text}</p> })}
    }
}

/// The comment that is answered, or that something is to happen to.
pub(super) fn quoted(view: &View, words: &'static Words) -> impl IntoView + use<> {
    let answered = view.task.is_some_and(|task| task.act == Act::Post);
    view.about.clone().map(|comment| {
        let name = if comment.author.name.is_empty() {
            words.notice_somebody.to_owned()
        } else {
            comment.author.name
        };
        view! {
            <figure class="writing__quote">
                <figcaption>
                    {answered.then(|| view! { <span>{words.write_answering}</span>" " })}
                    <b>{name}</b>
                </figcaption>
                <blockquote class="c__text" inner_html=comment.html></blockquote>
            </figure>
        }
    })
}

/// The text as it would be shown.
pub(super) fn preview(view: &View, words: &'static Words) -> impl IntoView + use<> {
    view.preview.clone().map(|html| {
        view! {
            <section class="writing__quote" aria-label=words.write_preview>
                <p class="label">{words.write_preview}</p>
                <div class="c__text" inner_html=html></div>
            </section>
        }
    })
}

/// Who is signed in, or the ways to be.
pub(super) fn who(view: &View, words: &'static Words) -> impl IntoView + use<> {
    if let Some(viewer) = &view.viewer {
        let name = viewer.name.clone();
        return view! {
            <ul class="account__ways">
                <li>{words.write_as}" "<a href="/account">{name}</a></li>
            </ul>
        }
        .into_any();
    }
    let (login, sign_up) = (
        with_next("/login", &view.here),
        with_next("/signup", &view.here),
    );
    // Another tab keeps what was typed in this one.
    let tab = view.sent.then_some("_blank");
    let hint = view.sent.then(|| view! { <li>{words.write_new_tab}</li> });
    view! {
        <ul class="account__ways">
            {(!view.sent).then(|| view! { <li><a href=login>{words.account_sign_in}</a></li> })}
            <li>{words.account_no_account}" "<a href=sign_up target=tab>{words.account_sign_up}</a></li>
            {hint}
        </ul>
    }
    .into_any()
}

/// Whether the reader follows the story, with the button for the other.
pub(super) fn following(view: &View, words: &'static Words) -> impl IntoView + use<> {
    let task = view.task.map(|task| task.act);
    let apart = !matches!(task, Some(Act::Follow | Act::Unfollow));
    let action = format!("/articles/{}/comment", view.slug);
    view.following.filter(|_| apart && view.shown).map(|on| {
        let (act, label) = if on {
            (Act::Unfollow, words.write_unfollow)
        } else {
            (Act::Follow, words.write_follow)
        };
        view! {
            <section class="account__part">
                <h2>{words.write_follow_title}</h2>
                <form class="form" method="post" action=action>
                    <p class="form__hint">{if on { words.write_followed_text } else { words.write_follow_text }}</p>
                    <button class="button" name="act" value=act.as_str()>{label}</button>
                </form>
            </section>
        }
    })
}

/// Own comments that nobody else sees, with where they stand.
pub(super) fn hidden(view: &View, words: &'static Words) -> impl IntoView + use<> {
    let here = format!("/articles/{}/comment", view.slug);
    let rows: Vec<_> = view
        .hidden
        .iter()
        .map(|comment| {
            let state = match comment.state {
                State::Published => words.state_published,
                State::Held | State::Spam => words.state_held,
                State::Rejected => words.state_rejected,
                State::Removed => words.state_removed,
            };
            let reason = (!comment.reason.is_empty())
                .then(|| format!("{}: {}", words.gone_reason, comment.reason));
            let editable = comment.state == State::Held;
            let (edit, delete) = (
                format!("{here}?edit={}", comment.id),
                format!("{here}?delete={}", comment.id),
            );
            view! {
                <li id=format!("c-{}", comment.id)>
                    <div class="c__text" inner_html=comment.html.clone()></div>
                    <p class="meta"><b>{state}</b>{reason.map(|text| view! { " "<span>{text}</span> })}</p>
                    <p class="writing__acts">
                        {editable.then(|| view! { <a href=edit>{words.write_change}</a>" " })}
                        <a href=delete>{words.write_delete}</a>
                    </p>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="account__part">
                <h2>{words.write_hidden_title}</h2>
                <ul class="writing__own">{rows}</ul>
            </section>
        }
    })
}
