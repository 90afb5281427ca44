//! A story with what the reader can do beside it.

use super::{comments::Discuss, tools::Tools};
use crate::{
    browser::{embed, reading},
    domain::printed::{Story, Talk},
    text::Labels,
};
use leptos::prelude::*;

/// The inside of a story's `main`.
pub fn view(story: Story, labels: &'static Labels) -> AnyView {
    Effect::new(reading::watch);
    let banner = story
        .banner
        .map(|html| view! { <figure class="article__banner" inner_html=html></figure> });
    let latest = story.latest.map(|html| {
        view! { <aside class="article__aside" aria-labelledby="baru" inner_html=html></aside> }
    });
    let others = story.others.map(|html| {
        view! { <section class="related wrap" aria-labelledby="lainnya" inner_html=html></section> }
    });
    view! {
        <article class="article wrap" lang=story.language>
            <header class="article__head" inner_html=story.head></header>
            {banner}
            <Tools headline=story.headline labels=labels/>
            <div class="article__text body" on:click=embed::open inner_html=story.text></div>
            <footer class="article__foot" inner_html=story.foot></footer>
            {latest}
        </article>
        {story.discussion.map(|d| view! { <Discuss discussion=d language=labels.language/> })}
        {others}
    }
    .into_any()
}

/// The inside of `main` where part of a thread has a page of its own.
pub fn talk(talk: Talk, labels: &'static Labels) -> AnyView {
    view! {
        <header class="talk wrap" inner_html=talk.head></header>
        <Discuss discussion=talk.discussion language=labels.language/>
    }
    .into_any()
}
