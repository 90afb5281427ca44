//! From the thread as the server drew it to one that lives: its code is a chunk of its own, which
//! comes when the reader comes near.

use super::Comments;
use crate::{
    browser::{navigation, near, offline},
    domain::{
        comment::Thread,
        printed::{Discussion, Html},
        site::Language,
    },
    text,
};
use codee::{Decoder, string::JsonSerdeCodec};
use leptos::{html, mount::mount_to, prelude::*, task::spawn_local};
use send_wrapper::SendWrapper;
use std::any::Any;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};

/// The section under a story, as the server drew it until the reader comes near.
#[component]
pub fn Discuss(discussion: Discussion, language: Language) -> impl IntoView {
    let Discussion { html, data } = discussion;
    let section = NodeRef::<html::Section>::new();
    Effect::new(move || {
        let Some(section) = section.get() else { return };
        // Taken off the page with this component. Made here, where the server never comes: what is
        // bound to one thread must not be dropped on another.
        let alive = StoredValue::new_local(None::<Alive>);
        let section: HtmlElement = section.unchecked_into();
        let (element, data) = (section.clone(), data.clone());
        let begin = move || {
            // Its code would not come, and nobody else's comments either.
            if offline::is_cut_off() {
                return;
            }
            spawn_local(async move {
                let thread = wake(section, data, language).await;
                alive.try_set_value(thread);
            });
        };
        if navigation::hash().starts_with("#c") {
            begin();
        } else {
            near::when_near(&element, begin);
        }
    });
    view! {
        <section
            node_ref=section
            class="comments wrap"
            id="comments"
            aria-labelledby="h-comments"
            inner_html=html
        ></section>
    }
    .into_any()
}

/// A thread on the page; dropped, it leaves the page.
struct Alive(#[expect(dead_code, reason = "held for its drop alone")] SendWrapper<Box<dyn Any>>);

#[cfg(feature = "split")]
#[leptos::lazy]
fn wake(section: HtmlElement, data: String, language: Language) -> Option<Alive> {
    start(&section, &data, language)
}

/// The same in one piece with everything else, for builds that are not split.
#[cfg(not(feature = "split"))]
async fn wake(section: HtmlElement, data: String, language: Language) -> Option<Alive> {
    start(&section, &data, language)
}

/// Puts the living thread in the place of the drawn one, in one step: nothing moves, and what was
/// typed is taken along.
fn start(section: &HtmlElement, data: &str, language: Language) -> Option<Alive> {
    let mut thread: Thread = JsonSerdeCodec::decode(data).ok()?;
    for comment in &mut thread.comments {
        let drawn = section.query_selector(&format!("#c-{} > .c__text", comment.id));
        if let Ok(Some(drawn)) = drawn {
            comment.html = drawn.inner_html();
        }
    }
    let field = |section: &Element| -> Option<HtmlTextAreaElement> {
        let field = section.query_selector("textarea").ok()??;
        field.dyn_into().ok()
    };
    let old = field(section);
    let typed = old.as_ref().map(HtmlTextAreaElement::value);
    let writing = old.is_some_and(|old| {
        let focused = document().active_element();
        focused.is_some_and(|focused| focused == *old.unchecked_ref::<Element>())
    });
    section.set_inner_html("");
    let labels = text::labels(language);
    let handle = mount_to(section.clone(), move || {
        view! { <Comments thread=thread labels=labels typed=typed.unwrap_or_default()/> }
    });
    // For whoever waits for it: tests, and style.
    let _ = section.set_attribute("data-alive", "");
    if writing && let Some(field) = field(section) {
        let _ = field.focus();
    }
    // Drawn anew, what the address names has to be found again; elsewhere on the page nothing moved.
    if navigation::hash().starts_with("#c") {
        navigation::show_target();
    }
    Some(Alive(SendWrapper::new(Box::new(handle))))
}

/// The inside of the section as HTML.
pub fn draw(thread: Thread, language: Language) -> Html {
    let labels = text::labels(language);
    let inside = view! { <Comments thread=thread labels=labels typed=String::new()/> };
    inside.into_view().to_html().replace("<!>", "")
}
