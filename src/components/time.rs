//! Times, always inside `<time datetime>`.

use super::site;
use crate::{domain::moment::Moment, text};
use leptos::prelude::*;

/// `Rabu, 20 November 2024 12:07:31 WIB`
#[component]
pub fn FullTime(at: Moment) -> impl IntoView {
    let date = text::day_month_year(&at, site().language);
    let clock = format!("{} {}", at.clock_seconds(), at.zone);
    view! { <time datetime=at.datetime()>{date}" "<span class="nb">{clock}</span></time> }
}

/// As short as it can be read today: `12:07`, `Sel 17:20` or `18 Oktober 2022`.
#[component]
pub fn ShortTime(at: Moment) -> impl IntoView {
    let site = site();
    view! { <time datetime=at.datetime()>{text::short_when(&at, &site.today, site.language)}</time> }
}

/// The clock alone: `12:07`.
#[component]
pub fn ClockTime(at: Moment) -> impl IntoView {
    view! { <time datetime=at.datetime()>{at.clock()}</time> }
}
