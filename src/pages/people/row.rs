//! One of the people in the list, with all that can be done about them.

use super::{PATH, roles};
use crate::{
    components::entry::Time,
    domain::{account::Standing, people::Person},
    text::PeopleWords,
};
use leptos::prelude::*;

/// A line of the table. `back` is the query of the page, to come back to.
pub(super) fn view(
    person: &Person,
    back: &str,
    words: &'static PeopleWords,
) -> impl IntoView + use<> {
    let Person {
        id, name, email, ..
    } = person.clone();
    let own = person
        .own
        .then(|| view! { " "<span class="people__mark">{words.you}</span> });
    let state = words.standing(person.standing, person.link_works);
    let state = match person.standing {
        Standing::Active if email.is_empty() => words.signs_only,
        _ => state,
    };
    let banned = person
        .banned
        .then(|| view! { <span class="people__banned">{words.is_banned}</span> });
    let seen = match person.seen.clone() {
        Some(when) => view! { <Time when=when/> }.into_any(),
        None => view! { <span>{words.never_seen}</span> }.into_any(),
    };
    view! {
        <tr id=format!("orang-{id}")>
            <th scope="row"><span class="people__name">{name}</span>{own}<span class="people__email">{email}</span></th>
            <td>{role(person, back, words)}</td>
            <td><span class="vh">{words.state}": "</span>{state}" "{banned}</td>
            <td><span class="people__label">{words.seen}": "</span>{seen}</td>
            <td>{acts(person, back, words)}</td>
        </tr>
    }
}

/// Choosing another role.
fn role(person: &Person, back: &str, words: &'static PeopleWords) -> impl IntoView + use<> {
    let options = roles(words).map(|(word, name)| {
        let selected = word == person.role.as_str();
        view! { <option value=word selected=selected>{name}</option> }
    });
    let options: Vec<_> = options.into_iter().collect();
    let label = format!("{}: {}", words.role, person.name);
    let said = format!("{}: {}", words.set_role, person.name);
    view! {
        <form class="people__role" method="post" action=PATH>
            <input type="hidden" name="account" value=person.id.to_string()/>
            <input type="hidden" name="back" value=back.to_owned()/>
            <select name="role" aria-label=label>{options}</select>
            <button class="link" name="act" value="role" aria-label=said>{words.set_role}</button>
        </form>
    }
}

/// What else can be done, folded away.
fn acts(person: &Person, back: &str, words: &'static PeopleWords) -> impl IntoView + use<> {
    let (active, mailed) = (
        person.standing == Standing::Active,
        !person.email.is_empty(),
    );
    let button = |offered: bool, word: &'static str, label: &'static str| {
        offered
            .then(|| view! { <li><button class="link" name="act" value=word>{label}</button></li> })
    };
    let invited = person.standing == Standing::Invited;
    let disables = active && !person.own;
    let hint = disables.then(|| view! { <p class="form__hint">{words.disable_hint}</p> });
    let name = person.name.clone();
    view! {
        <details class="people__acts">
            <summary>{words.acts}<span class="vh">": "{name}</span></summary>
            <form method="post" action=PATH>
                <input type="hidden" name="account" value=person.id.to_string()/>
                <input type="hidden" name="back" value=back.to_owned()/>
                <ul>
                    {button(invited, "resend", words.resend)}
                    {button(invited, "take_back", words.take_back)}
                    {button(active && mailed, "reset", words.reset)}
                    {button(active && mailed, "sign_out", words.sign_out)}
                    {button(disables, "disable", words.disable)}
                    {button(person.standing == Standing::Disabled, "enable", words.enable)}
                </ul>
                {hint}
            </form>
            <ul>
                <li><a href=format!("/editor/log?by={}", person.id)>{words.their_log}</a></li>
                <li><a href=format!("/editor/moderation/accounts/{}", person.id)>{words.their_comments}</a></li>
            </ul>
        </details>
    }
}
