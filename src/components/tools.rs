//! Share, copy, print: drawn once script can carry them out.

use super::{
    icon::{Icon, LINK, PRINTER, SHARE},
    words,
};
use crate::browser::{clipboard, share};
use leptos::prelude::*;

/// The tools beside a story.
#[component]
pub fn Tools(headline: String) -> impl IntoView {
    let words = words();
    let (ready, set_ready) = signal(false);
    let (can_share, set_can_share) = signal(false);
    let (copied, set_copied) = signal(false);
    Effect::new(move || {
        set_can_share.set(share::is_there());
        set_ready.set(true);
    });
    let copy = move |_| clipboard::copy_address(move || set_copied.set(true));
    view! {
        <div class="tools" role="group" aria-label=words.tools hidden=move || !ready.get()>
            <button type="button" hidden=move || !can_share.get() on:click=move |_| share::share(&headline)>
                <Icon shape=SHARE/>
                {words.share}
            </button>
            <button type="button" on:click=copy>
                <Icon shape=LINK/>
                <span role="status">{move || if copied.get() { words.copied } else { words.copy_link }}</span>
            </button>
            <button type="button" on:click=|_| share::print()>
                <Icon shape=PRINTER/>
                {words.print}
            </button>
        </div>
    }
}
