//! What stands over the page: a dialog with a title, and what was refused.

use super::desk::Desk;
use crate::browser::modal;
use leptos::{ev, html::Dialog, prelude::*};

/// A dialog. One that is locked is left only by doing what it asks for.
#[component]
pub fn Sheet(
    desk: Desk,
    #[prop(into)] open: Signal<bool>,
    title: &'static str,
    #[prop(optional)] wide: bool,
    #[prop(optional)] locked: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    modal::follow(dialog, open);
    let cancel = move |event: ev::Event| {
        event.prevent_default();
        if !locked {
            desk.close();
        }
    };
    let close = move || {
        (!locked).then(|| {
        view! {
            <button type="button" class="sheet__close" on:click=move |_| desk.close()>{desk.words.close}</button>
        }
    })
    };
    view! {
        <dialog node_ref=dialog class="sheet" class:sheet--wide=wide aria-label=title on:cancel=cancel>
            {move || open.get().then(|| view! {
                <header class="sheet__head"><h2>{title}</h2>{close()}</header>
                <Objections desk=desk/>
                {children()}
            })}
        </dialog>
    }
}

/// What was refused, field by field.
#[component]
pub fn Objections(desk: Desk) -> impl IntoView {
    move || {
        let list = desk.objections.get();
        (!list.is_empty()).then(|| {
            let lines = list.into_iter().map(|o| view! { <li>{o.text}</li> });
            view! { <ul class="sheet__trouble" role="alert">{lines.collect_view()}</ul> }
        })
    }
}
