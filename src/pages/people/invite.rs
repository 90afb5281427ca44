//! The form that invites somebody, and what is shown once after it.

use super::{PATH, roles};
use crate::{
    domain::{
        account::Role,
        account_fields::{Complaint, Field as Which},
        people::Invitation,
    },
    pages::arranging::{Field, Kind},
    text::PeopleWords,
};
use leptos::prelude::*;

/// An invitation as fields hold it, and what was wrong with it.
#[derive(Debug, Clone)]
pub struct Typed {
    pub name: String,
    pub email: String,
    pub role: String,
    pub complaints: Vec<Complaint>,
}

impl Default for Typed {
    fn default() -> Typed {
        Typed {
            name: String::new(),
            email: String::new(),
            role: Role::Contributor.as_str().to_owned(),
            complaints: Vec::new(),
        }
    }
}

/// The form.
pub(super) fn form(
    typed: &Typed,
    back: &str,
    words: &'static PeopleWords,
) -> impl IntoView + use<> {
    let field = |which: Which, label, value: &str, kind| {
        let wrong = typed.complaints.iter().find(|c| c.field == which);
        let field = Field {
            id: format!("undang-{}", which.as_str()),
            name: which.as_str(),
            label,
            hint: "",
            value: value.to_owned(),
            wrong: wrong.map(|c| words.wrong(c.wrong)),
        };
        field.view(kind)
    };
    view! {
        <section class="people__invite">
            <h2>{words.invite}</h2>
            <p class="desk__hint">{words.invite_hint}</p>
            <form class="form" method="post" action=PATH>
                <input type="hidden" name="back" value=back.to_owned()/>
                {field(Which::Name, words.name, &typed.name, Kind::Line)}
                {field(Which::Email, words.email, &typed.email, Kind::Line)}
                {field(Which::Role, words.role, &typed.role, Kind::Choice(roles(words).to_vec()))}
                <button class="button button--main" name="act" value="invite">{words.invite_send}</button>
            </form>
        </section>
    }
}

/// Says where an invitation went, and what its link is.
pub(super) fn sent(sent: Invitation, words: &'static PeopleWords) -> impl IntoView {
    view! {
        <div class="form__done" role="status">
            <p>{words.invited}" "<b>{sent.email}</b>"."</p>
            <p>{words.invited_link}</p>
            <p><code>{sent.link}</code></p>
        </div>
    }
}
