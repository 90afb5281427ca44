//! How its owner has the newsroom: a part of `/account` for people who work there.

use crate::{
    domain::{account::DeskSettings, site::Language},
    text::{self, Words},
};
use leptos::prelude::*;

/// Where the form goes.
pub const PATH: &str = "/account/desk";

/// The part of the page.
pub(super) fn part(settings: DeskSettings, words: &'static Words) -> impl IntoView + use<> {
    let own = text::desk_settings(words.language);
    let tag = settings.language.map_or("", Language::tag);
    let choices = [
        ("", own.as_site),
        (Language::Indonesian.tag(), own.indonesian),
        (Language::English.tag(), own.english),
    ];
    let options = choices
        .into_iter()
        .map(|(word, label)| view! { <option value=word selected=word == tag>{label}</option> });
    view! {
        <section class="account__part" id="redaksi">
            <h2>{own.title}</h2>
            <form class="form" method="post" action=PATH>
                <div class="form__field">
                    <label for="redaksi-bahasa">{own.room_language}</label>
                    <select id="redaksi-bahasa" name="language" aria-describedby="redaksi-bahasa-hint">{options.collect_view()}</select>
                    <p class="form__hint" id="redaksi-bahasa-hint">{own.room_language_hint}</p>
                </div>
                <div class="form__field">
                    <label class="form__choice"><input type="checkbox" name="mail" value="1" checked=settings.mail aria-describedby="redaksi-surel-hint"/>{own.mail}</label>
                    <p class="form__hint" id="redaksi-surel-hint">{own.mail_hint}</p>
                </div>
                <button class="button">{own.save}</button>
            </form>
        </section>
    }
}
