//! `/editor/notices`: what somebody is told about stories.

use crate::{
    api::plan::read_notices,
    domain::desk_notice::{DeskNotice, DeskNotices},
    text::{self, PlanWords},
};
use leptos::{prelude::*, task::spawn_local};

/// The inside of the page.
pub fn view(page: DeskNotices, again: Callback<()>) -> AnyView {
    let language = page.staff.language;
    let words = text::plan(language);
    let newest = page.notices.first().map(|notice| notice.id);
    let any_unread = page.notices.iter().any(|notice| notice.unread);
    let nothing = page.notices.is_empty();
    let read = newest.filter(|_| any_unread).map(|newest| {
        let read = move |_| {
            spawn_local(async move {
                if read_notices(newest).await.is_ok() {
                    again.run(());
                }
            });
        };
        view! { <button type="button" class="button" on:click=read>{words.read_all}</button> }
    });
    let lines = page
        .notices
        .into_iter()
        .map(|notice| line(notice, words, language))
        .collect_view();
    view! {
        <div class="desk desk--still">
            <header class="desk__head"><h1>{words.notices}</h1>{read}</header>
            {if nothing {
                view! { <p class="desk__empty">{words.notices_none}</p> }.into_any()
            } else {
                view! { <ol class="notices">{lines}</ol> }.into_any()
            }}
        </div>
    }
    .into_any()
}

fn line(
    notice: DeskNotice,
    words: &'static PlanWords,
    language: crate::domain::site::Language,
) -> impl IntoView {
    let told = text::told(notice.cause, &notice.by, language);
    let headline = if notice.headline.is_empty() {
        words.untitled.to_owned()
    } else {
        notice.headline
    };
    let unread = notice.unread;
    view! {
        <li class="notices__one" class:notices__one--unread=unread>
            <p>{told}" "<a href=format!("/editor/stories/{}", notice.story)>{headline}</a>
                {unread.then(|| view! { <span class="vh">" ("{words.unread}")"</span> })}</p>
            <time datetime=notice.when.datetime>{notice.when.text}</time>
        </li>
    }
}
