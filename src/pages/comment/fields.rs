//! The form, with its fields as they were filled.

use super::{Act, PREVIEW, REASONS, Task, View, reason};
use crate::{
    domain::{account::NAME_LENGTH, comment::LONGEST},
    pages::{account::form::Trouble, filled},
    text::Words,
};
use leptos::prelude::*;

/// The form of the page's task.
pub(super) fn form(view: &View, words: &'static Words) -> impl IntoView + use<> {
    let Some(task) = view.task.filter(|_| view.shown) else {
        return ().into_any();
    };
    let writes = task.act == Act::Post;
    if writes && !view.open {
        return kept(view, words).into_any();
    }
    let fields = match task.act {
        Act::Post | Act::Edit => text(view, words).into_any(),
        Act::Report => report(view, words).into_any(),
        Act::Delete => hint(words.write_delete_sure).into_any(),
        Act::Mute => hint(words.write_mute_text).into_any(),
        Act::Follow => hint(words.write_follow_text).into_any(),
        Act::Unfollow => hint(words.write_followed_text).into_any(),
        Act::Like | Act::Unlike | Act::Unmute => ().into_any(),
    };
    let name = if writes { "parent" } else { "id" };
    let id = task.id.map(|value| {
        view! { <input type="hidden" name=name value=value.to_string()/> }
    });
    let key = writes.then(|| {
        let key = view.typed.key.clone();
        view! { <input type="hidden" name="key" value=key/> }
    });
    view! {
        <form class="form writing__form" method="post" action=format!("/articles/{}/comment", view.slug) novalidate>
            {id}
            {key}
            {fields}
            {sign_in(view, words)}
            {buttons(view, task, words)}
        </form>
    }
    .into_any()
}

fn hint(text: &'static str) -> impl IntoView {
    view! { <p class="form__hint">{text}</p> }
}

/// What was typed for a story that takes nothing any more: to be copied.
fn kept(view: &View, words: &'static Words) -> impl IntoView + use<> {
    let body = filled(&view.typed.body);
    (!view.typed.body.is_empty()).then(|| {
        view! {
            <div class="form__field">
                <label for="tulisan">{words.write_body}</label>
                <textarea id="tulisan" rows="8" readonly inner_html=body></textarea>
            </div>
        }
    })
}

fn text(view: &View, words: &'static Words) -> impl IntoView + use<> {
    let guest = view.viewer.is_none() && view.guests;
    let body = filled(&view.typed.body);
    let name = view.typed.name.clone();
    let most = words.write_hint.replace("{most}", &LONGEST.to_string());
    let invalid = view.trouble.is_some().then_some("true");
    view! {
        {guest.then(|| view! {
            <div class="form__field">
                <label for="nama">{words.account_name}</label>
                <input id="nama" name="name" type="text" autocomplete="name" maxlength=NAME_LENGTH.to_string() value=name/>
            </div>
        })}
        <div class="form__field">
            <label for="tulisan">{words.write_body}</label>
            <textarea id="tulisan" name="body" rows="8" maxlength=LONGEST.to_string() aria-invalid=invalid aria-describedby="tulisan-hint" inner_html=body></textarea>
            <p class="form__hint" id="tulisan-hint">{most}</p>
        </div>
        <p class="vh" aria-hidden="true">
            <label for="situs">{words.write_trap}</label>
            <input id="situs" name="website" type="text" tabindex="-1" autocomplete="off"/>
        </p>
    }
}

fn report(view: &View, words: &'static Words) -> impl IntoView + use<> {
    let chosen = view.typed.reason.clone();
    let note = filled(&view.typed.note);
    let choices = REASONS.map(|word| {
        let on = word == chosen;
        view! {
            <label class="form__choice">
                <input type="radio" name="reason" value=word checked=on/>
                {reason(word, words)}
            </label>
        }
    });
    view! {
        <fieldset class="form__field">
            <legend>{words.gone_reason}</legend>
            {choices.collect_view()}
        </fieldset>
        <div class="form__field">
            <label for="catatan">{words.report_note}</label>
            <textarea id="catatan" name="note" rows="3" maxlength="500" inner_html=note></textarea>
        </div>
    }
}

/// Signing in where one writes: both are one step.
fn sign_in(view: &View, words: &'static Words) -> impl IntoView + use<> {
    let email = view.typed.email.clone();
    let trouble = view.sign_in_trouble.map(|trouble| match trouble {
        Trouble::Credentials => words.account_wrong_pair.to_owned(),
        Trouble::TooOften(minutes) => format!("{} {minutes}", words.account_too_often),
        Trouble::BadLink => words.account_bad_link.to_owned(),
        Trouble::LastAdministrator => words.account_last_admin.to_owned(),
    });
    view.needs_sign_in().then(|| {
        let invalid = trouble.is_some().then_some("true");
        view! {
            <fieldset class="form__field writing__sign">
                <legend>{words.write_sign_in}</legend>
                {trouble.map(|text| view! { <p class="form__wrong" role="alert">{text}</p> })}
                <label for="surel">{words.account_email}</label>
                <input id="surel" name="email" type="email" autocomplete="username" value=email aria-invalid=invalid/>
                <label for="sandi">{words.account_password}</label>
                <input id="sandi" name="password" type="password" autocomplete="current-password" aria-invalid=invalid/>
            </fieldset>
        }
    })
}

fn buttons(view: &View, task: Task, words: &'static Words) -> impl IntoView + use<> {
    let name = view
        .about
        .as_ref()
        .map(|comment| comment.author.name.clone())
        .unwrap_or_default();
    let named = |text: &str| text.replace("{name}", &name);
    let (act, label) = match task.act {
        Act::Post if view.needs_sign_in() => (Act::Post, words.write_sign_in_send.to_owned()),
        Act::Post => (Act::Post, words.write_send.to_owned()),
        Act::Edit => (Act::Edit, words.write_save.to_owned()),
        Act::Delete => (Act::Delete, words.write_delete.to_owned()),
        Act::Like => (Act::Like, words.write_like.to_owned()),
        Act::Unlike => (Act::Unlike, words.write_unlike.to_owned()),
        Act::Report => (Act::Report, words.write_report.to_owned()),
        Act::Mute => (Act::Mute, named(words.write_mute)),
        Act::Unmute => (Act::Unmute, named(words.write_unmute)),
        Act::Follow => (Act::Follow, words.write_follow.to_owned()),
        Act::Unfollow => (Act::Unfollow, words.write_unfollow.to_owned()),
    };
    let class = if act == Act::Delete {
        "button button--danger"
    } else {
        "button button--main"
    };
    let looks = matches!(act, Act::Post | Act::Edit);
    view! {
        <p class="writing__buttons">
            <button class=class name="act" value=act.as_str()>{label}</button>
            {looks.then(|| view! { <button class="button" name="act" value=PREVIEW>{words.write_preview}</button> })}
        </p>
    }
}
