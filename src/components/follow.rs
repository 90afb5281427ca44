//! The button by which a browser follows a story or a category. `browser/offline/follow.js` carries it
//! out; where it would do nothing it keeps its room and is not seen.

use crate::{
    components::icon::{BELL, Icon},
    domain::site::Language,
    text,
};
use leptos::prelude::*;

/// What is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Story,
    Category,
}

/// Follows what stands at `path`; `name` is what the list of what is followed calls it.
#[component]
pub fn Follow(what: What, path: String, name: String, language: Language) -> impl IntoView {
    let words = text::push(language);
    let (follow, about) = match what {
        What::Story => (words.follow_story, Some(words.follow_story_about)),
        What::Category => (words.follow_category, None),
    };
    view! {
        <warta-follow
            data-path=path
            data-name=name
            data-follow=follow
            data-following=words.following
            data-denied=words.denied
            data-failed=words.failed
        >
            <button type="button">
                <Icon shape=BELL/>
                <span aria-live="polite">{follow}</span>
            </button>
            {about.map(|about| view! { <p>{about}</p> })}
            <p role="status"></p>
        </warta-follow>
    }
}
