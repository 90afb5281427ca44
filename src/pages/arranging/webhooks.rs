//! `/editor/webhooks`

use super::{Field, Kind, told};
use crate::{
    components::entry::Time,
    domain::webhook::{Delivery, Event, Kind as Sent, Progress, Shown, Standing, Wrong},
    text::WebhookWords,
};
use leptos::prelude::*;

/// Where the page is, and where its forms go.
pub const PATH: &str = "/editor/webhooks";

/// What was typed for a new one, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub name: String,
    pub url: String,
    pub events: Vec<Event>,
    pub wrong: Vec<Wrong>,
}

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct Page {
    pub hooks: Vec<Shown>,
    pub log: Vec<Delivery>,
    /// Of which webhook the log is, where it is of one.
    pub of: Option<i64>,
    /// Before which message its next page begins.
    pub older: Option<i64>,
    pub typed: Typed,
    /// What came of the form, and whether it was done.
    pub told: Option<(&'static str, bool)>,
    /// A key, shown once.
    pub secret: Option<String>,
}

/// Title and inside of the page.
pub fn page(page: &Page, words: &'static WebhookWords) -> (String, AnyView) {
    let result = page.told.and_then(|(text, done)| told(text, done));
    let secret = page.secret.clone().map(|secret| {
        view! {
            <div class="form__done" role="status">
                <p>{words.secret}": "<code>{secret}</code></p>
                <p>{words.secret_hint}</p>
            </div>
        }
    });
    let hooks: Vec<_> = page.hooks.iter().map(|hook| row(hook, words)).collect();
    let hooks = match hooks.is_empty() {
        true => view! { <p class="desk__empty">{words.none}</p> }.into_any(),
        false => view! {
            <table class="leads">
                <thead><tr><th scope="col">{words.name}</th><th scope="col">{words.events}</th><th scope="col">{words.result}</th><td></td></tr></thead>
                <tbody>{hooks}</tbody>
            </table>
        }
        .into_any(),
    };
    let main = view! {
        <div class="desk desk--still arrange">
            <header class="desk__head"><h1>{words.title}</h1></header>
            <p class="desk__hint">{words.about}</p>
            {result}
            {secret}
            {hooks}
            {adding(&page.typed, words)}
            {log(page, words)}
        </div>
    };
    (words.title.to_owned(), main.into_any())
}

fn row(hook: &Shown, words: &'static WebhookWords) -> impl IntoView + use<> {
    let id = hook.id.to_string();
    let events: Vec<_> = hook.events.iter().map(|e| words.event(*e)).collect();
    let failing = hook.failing.clone();
    let failing = failing.map(|when| view! { <br/>{words.failing}" "<Time when=when/> });
    let (act, label) = match hook.standing {
        Standing::Active => ("pause", words.pause),
        Standing::Paused | Standing::Stopped => ("resume", words.resume),
    };
    let acts = [
        ("test", words.test),
        (act, label),
        ("renew", words.renew),
        ("remove", words.remove),
    ];
    let name = hook.name.clone();
    let buttons = acts.map(|(act, label)| {
        let said = format!("{label}: {name}");
        view! { <button class="link" name="act" value=act aria-label=said>{label}</button>" " }
    });
    let buttons: Vec<_> = buttons.into_iter().collect();
    let href = format!("{PATH}?hook={id}");
    view! {
        <tr>
            <th scope="row">{hook.name.clone()}<br/><small>{hook.url.clone()}</small></th>
            <td>{events.join(", ")}</td>
            <td>{words.standing(hook.standing)}{failing}<br/><a href=href>{words.log_of}</a></td>
            <td>
                <form method="post" action=PATH>
                    <input type="hidden" name="id" value=id/>
                    {buttons}
                </form>
            </td>
        </tr>
    }
}

fn adding(typed: &Typed, words: &'static WebhookWords) -> impl IntoView + use<> {
    let wrong = |which: &[Wrong]| {
        let found = typed.wrong.iter().find(|wrong| which.contains(wrong));
        found.map(|wrong| words.wrong(*wrong))
    };
    let field = |name, label, hint, value: &str, wrong| {
        let field = Field {
            id: format!("webhook-{name}"),
            name,
            label,
            hint,
            value: value.to_owned(),
            wrong,
        };
        field.view(Kind::Line)
    };
    let name_wrong = wrong(&[Wrong::NameEmpty, Wrong::NameTooLong]);
    let url_wrong = wrong(&[Wrong::Address, Wrong::AddressPrivate, Wrong::AddressUnknown]);
    let events_wrong = wrong(&[Wrong::NoEvents]);
    let many = wrong(&[Wrong::TooMany]);
    let boxes = Event::ALL.map(|event| {
        let checked = typed.events.contains(&event);
        view! {
            <p><label><input type="checkbox" name="event" value=event.as_str() checked=checked/>" "{words.event(event)}</label></p>
        }
    });
    let boxes: Vec<_> = boxes.into_iter().collect();
    let plain = |text: &'static str| view! { <p class="form__wrong">{text}</p> };
    view! {
        <section class="arrange__new">
            <h2>{words.add}</h2>
            <form class="form" method="post" action=PATH>
                {many.map(plain)}
                {field("name", words.name, words.name_hint, &typed.name, name_wrong)}
                {field("url", words.address, words.address_hint, &typed.url, url_wrong)}
                <fieldset class="form__field">
                    <legend>{words.events}</legend>
                    {events_wrong.map(plain)}
                    {boxes}
                </fieldset>
                <button class="button button--main" name="act" value="add">{words.add}</button>
            </form>
        </section>
    }
}

fn log(page: &Page, words: &'static WebhookWords) -> impl IntoView + use<> {
    let rows: Vec<_> = page.log.iter().map(|sent| line(sent, words)).collect();
    let of = page.of;
    let older = page.older.map(|before| {
        let hook = of.map_or_else(String::new, |id| format!("&hook={id}"));
        let href = format!("{PATH}?before={before}{hook}#log");
        view! { <nav class="pager" aria-label=words.log><a rel="next" href=href>{words.older}</a></nav> }
    });
    let all = of.map(|_| view! { " "<a href=PATH>{words.log_all}</a> });
    let inside = match rows.is_empty() {
        true => view! { <p class="desk__empty">{words.log_none}</p> }.into_any(),
        false => view! {
            <table class="leads">
                <thead><tr>
                    <th scope="col">{words.when}</th><th scope="col">{words.to}</th><th scope="col">{words.what}</th>
                    <th scope="col">{words.result}</th><td></td>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any(),
    };
    view! {
        <section class="arrange__new" id="log">
            <h2>{words.log}</h2>
            <p class="desk__hint">{words.log_about}{all}</p>
            {inside}
            {older}
        </section>
    }
}

fn line(sent: &Delivery, words: &'static WebhookWords) -> impl IntoView + use<> {
    let to = match sent.name.as_str() {
        "" => words.receiver(sent.kind).to_owned(),
        name => name.to_owned(),
    };
    let what = match (sent.kind, Event::from_word(&sent.what)) {
        (Sent::Webhook, Some(event)) => words.event(event).to_owned(),
        (Sent::Webhook, None) => words.event_test.to_owned(),
        (Sent::WebSub | Sent::IndexNow, _) => sent.what.clone(),
    };
    let code = sent.status.map(|status| format!(" ({status})"));
    let tried = (sent.tries > 0).then(|| {
        let (tries, millis) = (sent.tries, sent.millis);
        view! { <br/><small>{format!("{tries} {}, {millis} ms", words.tries)}</small> }
    });
    let next = sent.next.clone();
    let next = next.map(|when| view! { ", "{words.next}" "<Time when=when/> });
    let answer = (!sent.answer.is_empty())
        .then(|| view! { <br/><small><code>{sent.answer.clone()}</code></small> });
    let again = (sent.progress != Progress::Waiting).then(|| {
        let said = format!("{}: {what}", words.again);
        view! {
            <form method="post" action=PATH>
                <input type="hidden" name="id" value=sent.id.to_string()/>
                <button class="link" name="act" value="again" aria-label=said>{words.again}</button>
            </form>
        }
    });
    view! {
        <tr>
            <th scope="row"><Time when=sent.when.clone()/></th>
            <td>{to}</td>
            <td>{what}</td>
            <td>{words.progress(sent.progress)}{code}{next}{tried}{answer}</td>
            <td>{again}</td>
        </tr>
    }
}
