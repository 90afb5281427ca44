//! Share, copy, print, save for later: drawn once script can carry them out.

use crate::{
    browser::{clipboard, share},
    components::icon::{BOOKMARK, Icon, LINK, PRINTER, SHARE},
    text::Labels,
};
use leptos::prelude::*;

/// The tools beside a story.
#[component]
pub fn Tools(headline: String, labels: &'static Labels) -> impl IntoView {
    let (ready, set_ready) = signal(false);
    let (can_share, set_can_share) = signal(false);
    let (copied, set_copied) = signal(false);
    Effect::new(move || {
        set_can_share.set(share::is_there());
        set_ready.set(true);
    });
    let copy = move |_| clipboard::copy_address(move || set_copied.set(true));
    view! {
        <div class="tools" class:tools--later=move || !ready.get() role="group" aria-label=labels.tools>
            <button type="button" hidden=move || !can_share.get() on:click=move |_| share::share(&headline)>
                <Icon shape=SHARE/>
                {labels.share}
            </button>
            <button type="button" on:click=copy>
                <Icon shape=LINK/>
                <span role="status">{move || if copied.get() { labels.copied } else { labels.copy_link }}</span>
            </button>
            // Carried out by `browser/offline/reader.js`.
            <warta-save data-save=labels.save data-saved=labels.saved>
                <button type="button">
                    <Icon shape=BOOKMARK/>
                    <span aria-live="polite">{labels.save}</span>
                </button>
            </warta-save>
            <button type="button" on:click=|_| share::print()>
                <Icon shape=PRINTER/>
                {labels.print}
            </button>
        </div>
    }
}
