//! What is missing before a story is published, and what its page weighs.

use super::desk::Desk;
use leptos::prelude::*;

/// Kilobytes that a story's pictures and text should stay under on a phone.
const LIMIT: u32 = 400;
/// What a picture and a thousand words weigh on a phone, as measured on the demo's stories.
const PICTURE: u32 = 55;
const THOUSAND_WORDS: u32 = 4;
/// The page without its story: markup, style and upright fonts.
const REST: u32 = 95;

#[component]
pub fn Checks(desk: Desk) -> impl IntoView {
    let words = desk.words;
    let checks = move || {
        let count = desk.count.get();
        let typed = desk.typed.get();
        let banner = desk.story.with(|story| {
            let found = story
                .pictures
                .iter()
                .find(|(id, _)| Some(*id) == typed.banner);
            found.map(|(_, picture)| picture.clone())
        });
        let credit = banner.as_ref().is_none_or(|p| !p.credit.trim().is_empty());
        let alt = banner.as_ref().is_none_or(|p| !p.alt.trim().is_empty());
        [
            (words.check_headline, !typed.headline.trim().is_empty()),
            (words.check_standfirst, !typed.standfirst.trim().is_empty()),
            (words.check_text, count.words > 0 || count.pictures > 0),
            (words.check_byline, !typed.bylines.is_empty()),
            (words.check_banner, typed.banner.is_some()),
            (words.check_credit, count.without_credit == 0 && credit),
            (words.check_alt, count.without_alt == 0 && alt),
        ]
        .map(|(text, good)| {
            let sign = if good { "check check--good" } else { "check" };
            view! { <li class=sign>{text}</li> }
        })
        .collect_view()
    };
    let weight = Memo::new(move |_| {
        let count = desk.count.get();
        let banner = u32::from(desk.typed.with(|typed| typed.banner.is_some()));
        REST + PICTURE * (count.pictures + banner) + THOUSAND_WORDS * count.words / 1000
    });
    view! {
        <div class="rows">
            <h2>{words.weight}</h2>
            <p class="weight">
                <meter min="0" max=LIMIT high=LIMIT value=move || weight.get().min(LIMIT) aria-label=words.weight></meter>
                <span><b>{move || format!("± {} KB", weight.get())}</b><span>{format!("{} {LIMIT} KB", words.weight_limit)}</span></span>
            </p>
            {move || (weight.get() > LIMIT).then(|| view! { <p class="form__trouble">{words.weight_over}</p> })}
        </div>
        <div class="rows">
            <h2>{words.before_publishing}</h2>
            <ul class="checks">{checks}</ul>
        </div>
    }
}
