//! `/login`, `/signup`

use super::{
    form::{Form, Sent, done},
    sheet as framed,
};
use crate::{components::sheet::Sheet, domain::account_fields::Field, text::Words};
use leptos::prelude::*;

/// An address of this site with what comes next.
pub(in crate::pages) fn with_next(path: &str, next: &str) -> String {
    if next.is_empty() {
        return path.to_owned();
    }
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
    let encoded: String = next
        .bytes()
        .map(|b| {
            if plain(b) {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect();
    format!("{path}?next={encoded}")
}

/// To sign in.
pub fn sheet(sent: &Sent, words: &'static Words) -> Sheet {
    let form = Form {
        name: "masuk",
        sent,
        words,
    };
    let main = view! {
        <h1>{words.account_sign_in}</h1>
        {done(sent, words)}
        <form class="form" method="post" action="/login" novalidate>
            {form.summary()}
            {form.next()}
            {form.field(Field::Email, words.account_email, ("email", "username"), "", "")}
            {form.field(Field::Password, words.account_password, ("password", "current-password"), "", "")}
            <button class="button button--main">{words.account_sign_in}</button>
        </form>
        <ul class="account__ways">
            <li><a href="/password/reset">{words.account_forgotten}</a></li>
            <li>{words.account_no_account}" "<a href=with_next("/signup", &sent.next)>{words.account_sign_up}</a></li>
        </ul>
    };
    framed(words.account_sign_in, main.into_any())
}

/// To make an account.
pub fn new_sheet(sent: &Sent, words: &'static Words) -> Sheet {
    let form = Form {
        name: "daftar",
        sent,
        words,
    };
    let main = view! {
        <h1>{words.account_sign_up}</h1>
        <form class="form" method="post" action="/signup" novalidate>
            {form.summary()}
            {form.next()}
            {form.field(Field::Name, words.account_name, ("text", "name"), "", words.account_name_hint)}
            {form.field(Field::Email, words.account_email, ("email", "email"), "", "")}
            {form.field(Field::Password, words.account_password, ("password", "new-password"), "", words.account_password_hint)}
            <button class="button button--main">{words.account_sign_up}</button>
        </form>
        <ul class="account__ways">
            <li>{words.account_have_account}" "<a href=with_next("/login", &sent.next)>{words.account_sign_in}</a></li>
        </ul>
    };
    framed(words.account_sign_up, main.into_any())
}
