//! `/editor/settings`

use super::{Field, Kind, told};
use crate::text::ArrangingWords;
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
}

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
    let result = match (typed.wrong.is_empty(), kept) {
        (false, _) => told(words.refused, false),
        (true, true) => told(words.kept, true),
        (true, false) => None,
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
                <button class="button button--main">{words.save}</button>
            </form>
        </div>
    };
    (words.settings.to_owned(), main.into_any())
}
