//! The session is over: signing in again without leaving what is typed.

use super::{
    desk::{Desk, Over},
    saving,
    sheet::Sheet,
};
use crate::api::comments::{Done, Wish, act};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

#[component]
pub fn SignInSheet(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let open = Signal::derive(move || desk.over.get() == Over::SignIn);
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let problem = RwSignal::new(String::new());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let wish = Wish::SignIn {
            email: email.get_untracked(),
            password: password.get_untracked(),
        };
        spawn_local(async move {
            match act(desk.id, wish).await {
                Ok(Done::Refused { text, .. }) => {
                    problem.try_set(text);
                }
                Ok(_) => {
                    password.set(String::new());
                    problem.set(String::new());
                    desk.close();
                    saving::save(desk).await;
                }
                Err(_) => {
                    problem.try_set(words.sign_in_wrong.to_owned());
                }
            }
        });
    };
    view! {
        <Sheet desk=desk open=open title=words.sign_in locked=true>
            <p>{words.signed_out}</p>
            <form class="sheet__form" on:submit=send>
                <label><span>{words.email}</span>
                    <input type="email" autocomplete="username" required=true prop:value=email on:input=move |e| email.set(event_target_value(&e))/></label>
                <label><span>{words.password}</span>
                    <input type="password" autocomplete="current-password" required=true prop:value=password on:input=move |e| password.set(event_target_value(&e))/></label>
                <p class="form__trouble" role="alert" hidden=move || problem.with(String::is_empty)>{problem}</p>
                <p class="sheet__ways"><button class="button button--main">{words.sign_in}</button></p>
            </form>
        </Sheet>
    }
}
