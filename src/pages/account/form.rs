//! Fields of forms, what is wrong with them, and what was done.

use crate::{
    domain::account_fields::{Complaint, Field, Wrong},
    text::{self, Words},
};
use leptos::prelude::*;

/// What is wrong with a whole form rather than with one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    Credentials,
    /// Minutes to wait.
    TooOften(u64),
    BadLink,
    LastAdministrator,
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    Name,
    Email,
    EmailAsked,
    Password,
    Revoked,
    Verified,
    VerifySent,
    Deleted,
    Out,
    Desk,
}

impl Done {
    const ALL: [Done; 10] = [
        Done::Name,
        Done::Email,
        Done::EmailAsked,
        Done::Password,
        Done::Revoked,
        Done::Verified,
        Done::VerifySent,
        Done::Deleted,
        Done::Out,
        Done::Desk,
    ];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Done::Name => "name",
            Done::Email => "email",
            Done::EmailAsked => "email-asked",
            Done::Password => "password",
            Done::Revoked => "revoked",
            Done::Verified => "verified",
            Done::VerifySent => "verify-sent",
            Done::Deleted => "deleted",
            Done::Out => "out",
            Done::Desk => "desk",
        }
    }

    /// Reads that word.
    pub fn from_word(word: &str) -> Option<Done> {
        Done::ALL.into_iter().find(|done| done.as_str() == word)
    }

    fn text(self, words: &Words) -> &'static str {
        match self {
            Done::Name => words.done_name,
            Done::Email => words.done_email,
            Done::EmailAsked => words.done_email_asked,
            Done::Password => words.done_password,
            Done::Revoked => words.done_revoked,
            Done::Verified => words.done_verified,
            Done::VerifySent => words.done_verify_sent,
            Done::Deleted => words.done_deleted,
            Done::Out => words.done_out,
            Done::Desk => text::desk_settings(words.language).done,
        }
    }
}

/// A form that was sent and refused, or nothing yet.
#[derive(Debug, Clone, Default)]
pub struct Sent {
    /// Which form of the page.
    pub form: &'static str,
    /// What was typed, without passwords.
    pub values: Vec<(Field, String)>,
    pub complaints: Vec<Complaint>,
    pub trouble: Option<Trouble>,
    /// Where to go on to; empty for nowhere in particular.
    pub next: String,
    pub done: Option<Done>,
}

impl Sent {
    fn value(&self, form: &str, field: Field) -> Option<String> {
        let values = self.values.iter().filter(|_| self.form == form);
        values
            .clone()
            .find(|(f, _)| *f == field)
            .map(|(_, value)| value.clone())
    }

    fn wrong(&self, form: &str, field: Field) -> Option<Wrong> {
        let complaints = self.complaints.iter().filter(|_| self.form == form);
        complaints
            .clone()
            .find(|c| c.field == field)
            .map(|c| c.wrong)
    }
}

/// What is said of a wrong field.
pub fn told(wrong: Wrong, words: &Words) -> &'static str {
    match wrong {
        Wrong::NameEmpty => words.wrong_name_empty,
        Wrong::NameTooLong => words.wrong_name_long,
        Wrong::NameSigns => words.wrong_name_signs,
        Wrong::EmailForm => words.wrong_email_form,
        Wrong::EmailTaken => words.wrong_email_taken,
        Wrong::PasswordTooShort => words.wrong_password_short,
        Wrong::PasswordTooLong => words.wrong_password_long,
        Wrong::PasswordNotThis => words.wrong_password_not_this,
        Wrong::TooManyTokens => words.wrong_tokens_many,
        Wrong::ScopeUnknown => words.wrong_scope,
        Wrong::RoleUnknown => words.wrong_role,
    }
}

/// One form of a page: its name, what was sent before, the language.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    pub name: &'static str,
    pub sent: &'a Sent,
    pub words: &'static Words,
}

impl Form<'_> {
    fn id(self, field: Field) -> String {
        format!("{}-{}", self.name, field.as_str())
    }

    /// What was refused, with links to the fields; empty when nothing was.
    pub fn summary(self) -> impl IntoView + use<> {
        let (sent, words) = (self.sent, self.words);
        let trouble =
            sent.trouble
                .filter(|_| sent.form == self.name)
                .map(|trouble| match trouble {
                    Trouble::Credentials => words.account_wrong_pair.to_owned(),
                    Trouble::TooOften(minutes) => format!("{} {minutes}", words.account_too_often),
                    Trouble::BadLink => words.account_bad_link.to_owned(),
                    Trouble::LastAdministrator => words.account_last_admin.to_owned(),
                });
        let complaints = sent.complaints.iter().filter(|_| sent.form == self.name);
        let items: Vec<_> = complaints
            .map(|c| (format!("#{}", self.id(c.field)), told(c.wrong, words)))
            .collect();
        let list = (!items.is_empty()).then(|| {
            let items = items
                .into_iter()
                .map(|(href, text)| view! { <li><a href=href>{text}</a></li> });
            view! { <p>{words.account_check}</p><ul>{items.collect_view()}</ul> }
        });
        (list.is_some() || trouble.is_some()).then(|| {
            view! { <div class="form__trouble" role="alert">{trouble.map(|text| view! { <p>{text}</p> })}{list}</div> }
        })
    }

    /// A field with its label, a hint and what is wrong with it.
    pub fn field(
        self,
        field: Field,
        label: &'static str,
        (kind, fill): (&'static str, &'static str),
        before: &str,
        hint: &'static str,
    ) -> impl IntoView + use<> {
        let id = self.id(field);
        let wrong = self
            .sent
            .wrong(self.name, field)
            .map(|wrong| told(wrong, self.words));
        let (hint_id, wrong_id) = (format!("{id}-hint"), format!("{id}-wrong"));
        let mut described = Vec::new();
        if wrong.is_some() {
            described.push(wrong_id.clone());
        }
        if !hint.is_empty() {
            described.push(hint_id.clone());
        }
        let described = (!described.is_empty()).then(|| described.join(" "));
        let value = (kind != "password").then(|| {
            self.sent
                .value(self.name, field)
                .unwrap_or_else(|| before.to_owned())
        });
        let invalid = wrong.map(|_| "true");
        view! {
            <div class="form__field">
                <label for=id.clone()>{label}</label>
                <input id=id name=field.as_str() type=kind value=value autocomplete=fill required
                    aria-invalid=invalid aria-describedby=described/>
                {wrong.map(|text| view! { <p class="form__wrong" id=wrong_id>{text}</p> })}
                {(!hint.is_empty()).then(|| view! { <p class="form__hint" id=hint_id>{hint}</p> })}
            </div>
        }
    }

    /// Where to go on to, carried along.
    pub fn next(self) -> impl IntoView + use<> {
        let next = self.sent.next.clone();
        (!next.is_empty()).then(|| view! { <input type="hidden" name="next" value=next/> })
    }
}

/// What was done, at the top of the page.
pub fn done(sent: &Sent, words: &'static Words) -> impl IntoView + use<> {
    let text = sent.done.map(|done| done.text(words));
    text.map(|text| view! { <p class="form__done" role="status">{text}</p> })
}
