//! `/account`

use super::{
    desk,
    form::{Form, Sent, done},
    sheet as framed,
};
use crate::{
    components::{sheet::Sheet, time::ShortTime},
    domain::{
        account::{DeskSettings, Role, Viewer},
        account_fields::Field,
        id::TokenId,
        moment::Moment,
    },
    text::{self, Words},
};
use leptos::prelude::*;

/// A session.
#[derive(Debug, Clone)]
pub struct Device {
    /// Whether the page is shown to it.
    pub here: bool,
    pub name: String,
    pub seen: Moment,
}

/// A token.
#[derive(Debug, Clone)]
pub struct Token {
    pub id: TokenId,
    pub name: String,
    /// Words divided by spaces.
    pub scopes: String,
    pub used: Option<Moment>,
}

/// What the page shows.
#[derive(Debug, Clone)]
pub struct Standing {
    pub viewer: Viewer,
    /// For people of the newsroom.
    pub desk: Option<DeskSettings>,
    pub devices: Vec<Device>,
    pub tokens: Vec<Token>,
}

/// Scopes by their words, and for whom they are offered.
fn scopes(role: Role, words: &Words) -> Vec<(&'static str, &'static str)> {
    let all = [
        ("comment", words.tokens_comment, true),
        ("write", words.tokens_write, role.may_write()),
        ("moderate", words.tokens_moderate, role.may_moderate()),
        ("account", words.tokens_account, true),
        ("admin", words.tokens_admin, role.may_administer()),
    ];
    all.into_iter()
        .filter(|(.., offered)| *offered)
        .map(|(word, label, _)| (word, label))
        .collect()
}

/// The page. `secret` is a token just made.
pub fn sheet(
    standing: &Standing,
    sent: &Sent,
    secret: Option<&str>,
    words: &'static Words,
) -> Sheet {
    let viewer = &standing.viewer;
    let main = view! {
        <header class="account__head">
            <h1>{words.account}</h1>
            <p class="account__who">{viewer.name.clone()}" · "<span>{viewer.email.clone()}</span></p>
            <form method="post" action="/logout"><button class="button">{words.account_sign_out}</button></form>
        </header>
        <p class="account__intro account__doors">
            <a class="button" href="/account/notices">{words.notices_title}</a>
            {viewer.role.is_staff().then(|| view! { <a class="button" href="/editor" rel="external">{text::newsroom(words.language).room}</a> })}
        </p>
        {done(sent, words)}
        {unverified(viewer, sent, words)}
        {profile(viewer, sent, words)}
        {standing.desk.map(|settings| desk::part(settings, words))}
        {devices(&standing.devices, sent, words)}
        {tokens(standing, sent, secret, words)}
        {leaving(&viewer.email, sent, words)}
    };
    framed(words.account, main.into_any())
}

fn unverified(viewer: &Viewer, sent: &Sent, words: &'static Words) -> impl IntoView + use<> {
    let form = Form {
        name: "konfirmasi",
        sent,
        words,
    };
    let summary = form.summary();
    (!viewer.verified).then(|| {
        view! {
            <form class="form form__note" method="post" action="/account/verify/again">
                <p>{words.verify_missing}</p>
                {summary}
                <button class="button">{words.verify_again}</button>
            </form>
        }
    })
}

fn profile(viewer: &Viewer, sent: &Sent, words: &'static Words) -> impl IntoView + use<> {
    let name = Form {
        name: "nama",
        sent,
        words,
    };
    let email = Form {
        name: "surel",
        sent,
        words,
    };
    let password = Form {
        name: "sandi",
        sent,
        words,
    };
    let current = ("password", "current-password");
    view! {
        <section class="account__part">
            <h2>{words.account_name}</h2>
            <form class="form" method="post" action="/account/name" novalidate>
                {name.summary()}
                {name.field(Field::Name, words.account_name, ("text", "name"), &viewer.name, words.account_name_hint)}
                <button class="button">{words.account_save_name}</button>
            </form>
        </section>
        <section class="account__part">
            <h2>{words.account_email}</h2>
            <form class="form" method="post" action="/account/email" novalidate>
                {whose(&viewer.email)}
                {email.summary()}
                {email.field(Field::Email, words.account_email, ("email", "email"), &viewer.email, "")}
                {email.field(Field::CurrentPassword, words.account_current, current, "", "")}
                <button class="button">{words.account_save_email}</button>
            </form>
        </section>
        <section class="account__part">
            <h2>{words.account_password}</h2>
            <form class="form" method="post" action="/account/password" novalidate>
                {whose(&viewer.email)}
                {password.summary()}
                {password.field(Field::CurrentPassword, words.account_current, current, "", "")}
                {password.field(Field::Password, words.account_new_password, ("password", "new-password"), "", words.account_password_hint)}
                <button class="button">{words.account_save_password}</button>
            </form>
        </section>
    }
}

/// Programs that keep passwords read here whose it is.
fn whose(email: &str) -> impl IntoView + use<> {
    view! { <input type="text" name="username" autocomplete="username" value=email.to_owned() hidden readonly/> }
}

fn devices(devices: &[Device], sent: &Sent, words: &'static Words) -> impl IntoView + use<> {
    let form = Form {
        name: "perangkat",
        sent,
        words,
    };
    let rows = devices.iter().cloned().map(|device| {
        let when = if device.here {
            view! { <span>{words.sessions_here}</span> }.into_any()
        } else {
            view! { <ShortTime at=device.seen/> }.into_any()
        };
        view! { <li><b>{device.name}</b>" "<span class="meta">{when}</span></li> }
    });
    view! {
        <section class="account__part">
            <h2>{words.sessions_title}</h2>
            <ul class="account__list">{rows.collect_view()}</ul>
            <form class="form" method="post" action="/account/sessions">
                {form.summary()}
                <button class="button">{words.sessions_end}</button>
            </form>
        </section>
    }
}

fn tokens(
    standing: &Standing,
    sent: &Sent,
    secret: Option<&str>,
    words: &'static Words,
) -> impl IntoView + use<> {
    let form = Form {
        name: "token",
        sent,
        words,
    };
    let offered = scopes(standing.viewer.role, words);
    let label = |given: &str| {
        let labels = offered
            .iter()
            .filter(|(word, _)| given.split(' ').any(|w| w == *word));
        let labels: Vec<_> = labels.map(|(_, label)| *label).collect();
        if given.is_empty() {
            words.tokens_all.to_owned()
        } else {
            labels.join(", ")
        }
    };
    let rows: Vec<_> = standing
        .tokens
        .iter()
        .map(|token| {
            let used = match token.used.clone() {
                Some(at) => view! { {words.tokens_used}" "<ShortTime at=at/> }.into_any(),
                None => words.tokens_unused.into_any(),
            };
            let revoke = format!("{} {}", words.tokens_revoke, token.name);
            view! {
                <li>
                    <b>{token.name.clone()}</b>
                    <span class="meta"><span>{label(&token.scopes)}</span>" "<span>{used}</span></span>
                    <form method="post" action=format!("/account/tokens/{}", token.id)>
                        <button class="button button--small" aria-label=revoke>{words.tokens_revoke}</button>
                    </form>
                </li>
            }
        })
        .collect();
    let list = if rows.is_empty() {
        view! { <p class="form__hint">{words.tokens_none}</p> }.into_any()
    } else {
        view! { <ul class="account__list">{rows}</ul> }.into_any()
    };
    let secret = secret.map(str::to_owned).map(|secret| {
        view! {
            <div class="form__done" role="status">
                <p>{words.tokens_secret}</p>
                <p><code>{secret}</code></p>
            </div>
        }
    });
    let boxes = offered.into_iter().map(|(word, label)| {
        view! { <label class="form__choice"><input type="checkbox" name="scopes" value=word/>{label}</label> }
    });
    view! {
        <section class="account__part" id="token">
            <h2>{words.tokens_title}</h2>
            <p class="form__hint">{words.tokens_intro}</p>
            {secret}
            {list}
            <form class="form" method="post" action="/account/tokens" novalidate>
                {form.summary()}
                {form.field(Field::TokenName, words.tokens_name, ("text", "off"), "", "")}
                <fieldset class="form__field" aria-describedby="token-rights-hint">
                    <legend>{words.tokens_rights}</legend>
                    {boxes.collect_view()}
                    <p class="form__hint" id="token-rights-hint">{words.tokens_rights_hint}</p>
                </fieldset>
                <button class="button">{words.tokens_make}</button>
            </form>
        </section>
    }
}

fn leaving(email: &str, sent: &Sent, words: &'static Words) -> impl IntoView + use<> {
    let form = Form {
        name: "hapus",
        sent,
        words,
    };
    view! {
        <section class="account__part">
            <h2>{words.data_title}</h2>
            <p class="form__hint">{words.data_intro}</p>
            <p><a class="button" href="/account/data" download="warta.json">{words.data_download}</a></p>
        </section>
        <section class="account__part">
            <h2>{words.delete_title}</h2>
            <p class="form__hint">{words.delete_intro}</p>
            <form class="form" method="post" action="/account/delete" novalidate>
                {whose(email)}
                {form.summary()}
                <fieldset class="form__field">
                    <legend>{words.delete_comments}</legend>
                    <label class="form__choice"><input type="radio" name="comments" value="keep" checked/>{words.delete_keep}</label>
                    <label class="form__choice"><input type="radio" name="comments" value="remove"/>{words.delete_remove}</label>
                </fieldset>
                {form.field(Field::CurrentPassword, words.account_current, ("password", "current-password"), "", "")}
                <button class="button button--danger">{words.delete_button}</button>
            </form>
        </section>
    }
}
