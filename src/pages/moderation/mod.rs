//! Pages of the moderation desk that work by links and forms alone.

pub mod account;
pub mod log;
pub mod search;

use crate::{components::entry::Still, domain::moderation::Entry, text::Newsroom};
use leptos::prelude::*;

/// A list of comments; `here` is where its forms come back to, `next` leads on.
fn list(
    entries: Vec<Entry>,
    here: &str,
    next: Option<(String, &'static str)>,
    words: &'static Newsroom,
) -> AnyView {
    let rows = entries
        .into_iter()
        .map(|entry| view! { <Still entry=entry here=here.to_owned() words=words/> })
        .collect_view();
    let next = next.map(|(href, label)| {
        view! { <nav class="pager" aria-label=words.lists><a rel="next" href=href>{label}</a></nav> }
    });
    view! { <ol class="desk__list">{rows}</ol>{next} }.into_any()
}

/// Text as it stands in an address.
fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
