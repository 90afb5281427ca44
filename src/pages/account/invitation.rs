//! `/invitation/{link}`: where somebody who was invited makes the account theirs.

use super::{
    form::{Form, Sent},
    sheet,
};
use crate::{
    components::sheet::Sheet,
    domain::account_fields::Field,
    text::{self, Words},
};
use leptos::prelude::*;

/// The form. `name` and `email` are what they were invited with.
pub fn welcome(link: &str, name: &str, email: &str, sent: &Sent, words: &'static Words) -> Sheet {
    let people = text::people(words.language);
    let form = Form {
        name: "undangan",
        sent,
        words,
    };
    let main = view! {
        <h1>{people.welcome}</h1>
        <p class="account__intro">{people.welcome_about}" "<b>{email.to_owned()}</b>"."</p>
        <form class="form" method="post" action=format!("/invitation/{link}") novalidate>
            {form.summary()}
            {form.field(Field::Name, people.name, ("text", "name"), name, people.welcome_name)}
            {form.field(Field::Password, words.account_new_password, ("password", "new-password"), "", words.account_password_hint)}
            <button class="button button--main">{people.welcome_button}</button>
        </form>
    };
    sheet(people.welcome, main.into_any())
}

/// Says that a link does not work, and what to do.
pub fn bad_link(words: &'static Words) -> Sheet {
    let people = text::people(words.language);
    let main = view! {
        <h1>{people.bad_title}</h1>
        <p class="account__intro">{people.bad_text}</p>
        <p class="account__intro">{people.bad_way}</p>
        <ul class="account__ways">
            <li><a href="/login?next=%2Feditor">{words.account_sign_in}</a></li>
            <li><a href="/password/reset">{words.reset_title}</a></li>
        </ul>
    };
    sheet(people.bad_title, main.into_any())
}
