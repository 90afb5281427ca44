//! `/editor/settings`

use super::{Field, Kind, told};
use crate::{domain::logo::Logo, text::ArrangingWords};
use leptos::prelude::*;

/// Where the page is, and where its form goes.
pub const PATH: &str = "/editor/settings";

/// What stands in the form.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// By the names of settings.
    pub values: Vec<(&'static str, String)>,
    /// Names of those that were refused.
    pub wrong: Vec<String>,
    pub logo: Option<Logo>,
    pub logo_dark: Option<Logo>,
    /// Why a logo was not taken.
    pub trouble: String,
}

/// Where a logo is sent: for light screens, for dark ones, and to be taken away.
pub const LOGO: &str = "/editor/settings/logo";
pub const LOGO_DARK: &str = "/editor/settings/logo/dark";
pub const LOGO_CLEAR: &str = "/editor/settings/logo/clear";

impl Typed {
    fn field(
        &self,
        name: &'static str,
        label: &'static str,
        hint: &'static str,
        words: &'static ArrangingWords,
    ) -> Field {
        let found = self.values.iter().find(|(own, _)| *own == name);
        let value = found.map(|(_, value)| value.clone()).unwrap_or_default();
        let refused = self.wrong.iter().any(|own| own == name);
        Field {
            id: name.replace('.', "-"),
            name,
            label,
            hint,
            wrong: refused.then(|| words.wrong_setting(name, &value)),
            value,
        }
    }
}

/// Title and inside of the page. `kept`: something was just saved.
pub fn page(typed: &Typed, kept: bool, words: &'static ArrangingWords) -> (String, AnyView) {
    let result = match (typed.wrong.is_empty(), typed.trouble.as_str(), kept) {
        (true, "", true) => told(words.kept, true),
        (true, trouble, _) => told(trouble, false),
        (false, ..) => told(words.refused, false),
    };
    let field = |name, label, hint, kind| typed.field(name, label, hint, words).view(kind);
    let languages = vec![("id", words.indonesian), ("en", words.english)];
    let who = vec![
        ("signed_in", words.who_signed_in),
        ("anyone", words.who_anyone),
    ];
    let moderation = vec![
        ("first_held", words.moderation_first),
        ("after", words.moderation_after),
        ("all_held", words.moderation_all),
    ];
    let ai = vec![("allowed", words.ai_allowed), ("refused", words.ai_refused)];
    let main = view! {
        <div class="desk desk--still arrange">
            <header class="desk__head"><h1>{words.settings}</h1></header>
            {result}
            <form class="form" method="post" action=PATH>
                <h2>{words.site}</h2>
                {field("name", words.site_name, "", Kind::Line)}
                {field("tagline", words.tagline, "", Kind::Line)}
                {field("language", words.site_language, "", Kind::Choice(languages))}
                {field("zone", words.zone, words.zone_hint, Kind::Line)}
                {field("accent", words.accent, words.accent_hint, Kind::Line)}
                {field("navigation", words.navigation, words.navigation_hint, Kind::Lines)}
                {field("social", words.social, words.social_hint, Kind::Lines)}
                {field("footer", words.footer, "", Kind::Line)}
                <h2>{words.comments}</h2>
                {field("comments.who", words.who, "", Kind::Choice(who))}
                {field("comments.moderation", words.moderation, "", Kind::Choice(moderation))}
                {field("comments.days_open", words.days_open, words.days_hint, Kind::Number)}
                {field("comments.links", words.links, words.links_hint, Kind::Number)}
                {field("comments.words", words.held_words, words.held_words_hint, Kind::Lines)}
                <h2>{words.crawlers}</h2>
                {field("crawlers.ai", words.ai, words.ai_hint, Kind::Choice(ai))}
                {field("crawlers.robots", words.robots, words.robots_hint, Kind::Lines)}
                {field("crawlers.ads", words.ads, words.ads_hint, Kind::Lines)}
                {field("crawlers.security", words.security, words.security_hint, Kind::Line)}
                <h2>{words.announcing}</h2>
                {field("hub", words.hub, words.hub_hint, Kind::Line)}
                {field("indexnow", words.indexnow, words.indexnow_hint, Kind::Line)}
                <button class="button button--main">{words.save}</button>
            </form>
            {logos(typed, words)}
        </div>
    };
    (words.settings.to_owned(), main.into_any())
}

/// The site's logo, and sending another.
fn logos(typed: &Typed, words: &'static ArrangingWords) -> impl IntoView + use<> {
    let there = typed.logo.is_some() || typed.logo_dark.is_some();
    let one = |logo: &Option<Logo>, label: &'static str, action: &'static str, id: &'static str| {
        let shown = logo.clone().map(|logo| {
            view! { <img src=logo.url() width=logo.width.to_string() height=logo.height.to_string() alt=label/> }
        });
        let paper = if action == LOGO {
            "logo__paper"
        } else {
            "logo__paper logo__paper--dark"
        };
        view! {
            <form class="form" method="post" action=action enctype="multipart/form-data">
                {shown.map(|shown| view! { <p class=paper>{shown}</p> })}
                <div class="form__field">
                    <label for=id>{label}</label>
                    <input type="file" id=id name="file" accept="image/png,image/webp,image/jpeg" required/>
                </div>
                <button class="button">{words.logo_send}</button>
            </form>
        }
    };
    let clear = there.then(|| {
        view! { <form method="post" action=LOGO_CLEAR><button class="link">{words.logo_clear}</button></form> }
    });
    view! {
        <section class="arrange__new" id="logo">
            <h2>{words.logo}</h2>
            <p class="desk__hint">{words.logo_hint}</p>
            {one(&typed.logo, words.logo_light, LOGO, "logo-light")}
            {one(&typed.logo_dark, words.logo_dark, LOGO_DARK, "logo-dark")}
            {clear}
        </section>
    }
}
