//! `/password/reset` and `/account/verify`

use super::{
    form::{Form, Sent},
    sheet,
};
use crate::{components::sheet::Sheet, domain::account_fields::Field, text::Words};
use leptos::prelude::*;

/// To ask for a link.
pub fn ask_sheet(sent: &Sent, words: &'static Words) -> Sheet {
    let form = Form {
        name: "minta",
        sent,
        words,
    };
    let main = view! {
        <h1>{words.reset_title}</h1>
        <p class="account__intro">{words.reset_intro}</p>
        <form class="form" method="post" action="/password/reset" novalidate>
            {form.summary()}
            {form.field(Field::Email, words.account_email, ("email", "username"), "", "")}
            <button class="button button--main">{words.reset_ask}</button>
        </form>
        <ul class="account__ways"><li><a href="/login">{words.account_sign_in}</a></li></ul>
    };
    sheet(words.reset_title, main.into_any())
}

/// Says that a link was sent, if there is an account; the same for every address.
pub fn sent_sheet(words: &'static Words) -> Sheet {
    let main = view! {
        <h1>{words.reset_sent_title}</h1>
        <p class="account__intro" role="status">{words.reset_sent}</p>
        <ul class="account__ways"><li><a href="/login">{words.account_sign_in}</a></li></ul>
    };
    sheet(words.reset_sent_title, main.into_any())
}

/// To set a new password.
pub fn set_sheet(link: &str, sent: &Sent, words: &'static Words) -> Sheet {
    let form = Form {
        name: "sandi",
        sent,
        words,
    };
    let main = view! {
        <h1>{words.reset_title}</h1>
        <form class="form" method="post" action=format!("/password/reset/{link}") novalidate>
            {form.summary()}
            {form.field(Field::Password, words.account_new_password, ("password", "new-password"), "", words.account_password_hint)}
            <button class="button button--main">{words.reset_set}</button>
        </form>
    };
    sheet(words.reset_title, main.into_any())
}

/// Says that a link does not work, and how to get another.
pub fn bad_link_sheet(words: &'static Words) -> Sheet {
    let main = view! {
        <h1>{words.account_bad_link_title}</h1>
        <p class="account__intro">{words.account_bad_link}</p>
        <ul class="account__ways">
            <li><a href="/password/reset">{words.reset_again}</a></li>
            <li><a href="/account">{words.account}</a></li>
        </ul>
    };
    sheet(words.account_bad_link_title, main.into_any())
}

/// To confirm an address.
pub fn verify_sheet(token: &str, words: &'static Words) -> Sheet {
    let main = view! {
        <h1>{words.verify_title}</h1>
        <p class="account__intro">{words.verify_text}</p>
        <form class="form" method="post" action="/account/verify">
            <input type="hidden" name="token" value=token.to_owned()/>
            <button class="button button--main">{words.verify_button}</button>
        </form>
    };
    sheet(words.verify_title, main.into_any())
}
