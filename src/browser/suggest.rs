//! Headlines offered while somebody types what to look for.

use gloo_net::http::Request;
use leptos::{ev::Event, prelude::*, wasm_bindgen::JsCast};
use std::time::Duration;
use web_sys::HtmlInputElement;

/// Whoever types on for this long has not finished a word.
const PAUSE: Duration = Duration::from_millis(200);
/// Characters from which on something is offered.
const SHORTEST: usize = 2;

/// Answers what is typed in a page: a field that names a list has it filled.
pub fn typed(event: Event) {
    let field = event.target();
    let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let Some((field, list)) = field.and_then(|field| Some((field.clone(), field.list()?))) else {
        return;
    };
    let words = field.value();
    if words.trim().chars().count() < SHORTEST {
        return list.set_inner_html("");
    }
    let ask = move || {
        if field.value() != words {
            return;
        }
        leptos::task::spawn_local(async move {
            let asked = words;
            let words = String::from(js_sys::encode_uri_component(asked.trim()));
            let sent = Request::get(&format!("/search/suggest?q={words}"));
            // Nothing is offered where the line is down; the search itself will say so.
            let Ok(answer) = sent.send().await else {
                return;
            };
            let Ok(headlines) = answer.json::<Vec<String>>().await else {
                return;
            };
            // An answer that took long belongs to a word that is another by now.
            if field.value() != asked {
                return;
            }
            list.set_inner_html("");
            for headline in headlines {
                if let Ok(option) = document().create_element("option") {
                    option.set_text_content(Some(&headline));
                    let _ = list.append_child(&option);
                }
            }
        });
    };
    set_timeout(ask, PAUSE);
}
