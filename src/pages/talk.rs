//! `/articles/{slug}/comments/{id}`

use crate::{
    components::sheet::{Body, Sheet},
    domain::printed::Discussion,
    text::Words,
};
use leptos::prelude::*;

/// One comment, with what it answers and what answers it.
pub fn sheet(slug: &str, headline: &str, discussion: Discussion, words: &'static Words) -> Sheet {
    let story = format!("/articles/{slug}");
    let all = format!("{story}#comments");
    let head = view! {
        <p class="label"><a href=all>{words.all_comments}</a></p>
        <h1>{words.comment_on}" "<a href=story.clone()>{headline.to_owned()}</a></h1>
    };
    Sheet {
        title: format!("{} {headline}", words.comment_on),
        description: String::new(),
        canonical: Some(story),
        when: None,
        category: None,
        class: "",
        main: Body::Talk(head.into_any(), discussion),
    }
}
