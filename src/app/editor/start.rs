//! `/editor`: what somebody may do here.

use crate::{domain::moderation::Staff, text::Newsroom};
use leptos::prelude::*;

/// The inside of the page.
pub fn view(staff: &Staff, words: &'static Newsroom) -> AnyView {
    let moderation = staff.waiting.map(|(held, reported)| {
        let waiting = held + reported;
        let count = if waiting > 0 {
            view! { <b>{waiting}" "{words.wait}</b> }.into_any()
        } else {
            words.nothing_waits.into_any()
        };
        view! {
            <li>
                <h2><a href="/editor/moderation">{words.moderation}</a></h2>
                <p>{words.moderation_about}</p>
                <p class="start__count">{count}</p>
            </li>
            <li>
                <h2><a href="/editor/moderation/search" rel="external">{words.search}</a></h2>
                <p>{words.search_about}</p>
            </li>
            <li>
                <h2><a href="/editor/moderation/log" rel="external">{words.log}</a></h2>
                <p>{words.log_about}</p>
            </li>
        }
    });
    let writing = staff.role.may_write().then(|| {
        view! {
            <li>
                <h2><a href="/editor/stories">{words.stories}</a></h2>
                <p>{words.stories_about}</p>
                <form class="start__write" method="post" action="/editor/stories">
                    <button class="button">{words.write}</button>
                </form>
            </li>
        }
    });
    view! {
        <div class="start">
            <h1>{words.welcome}", "{staff.name.clone()}</h1>
            <ul class="start__ways">
                {writing}
                {moderation}
                <li>
                    <h2><a href="/account" rel="external">{words.account}</a></h2>
                    <p>{words.account_about}</p>
                </li>
                <li>
                    <h2><a href="/" rel="external">{words.site}</a></h2>
                    <p>{staff.site.clone()}</p>
                </li>
            </ul>
        </div>
    }
    .into_any()
}
