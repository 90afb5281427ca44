//! `/editor/log`: who did what, in sentences.

use crate::{
    components::entry::Time,
    domain::{
        account::Role,
        id::AccountId,
        log::{Kind, Logged, Wanted},
        moderation::Decision,
    },
    text::PeopleWords,
};
use leptos::prelude::*;

/// Where the page is.
pub const PATH: &str = "/editor/log";

/// A page of the log.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    pub wanted: Wanted,
    pub lines: Vec<Logged>,
    /// The line before which the next page begins.
    pub older: Option<i64>,
    /// Whose lines can be asked for.
    pub people: Vec<(AccountId, String)>,
}

fn address(wanted: &Wanted) -> String {
    let parts = [
        ("kind", wanted.kind.map(|kind| kind.as_str().to_owned())),
        ("by", wanted.by.map(|id| id.to_string())),
        ("before", wanted.before.map(|id| id.to_string())),
    ];
    let parts = parts.into_iter();
    let parts: Vec<_> = parts
        .filter_map(|(name, value)| Some(format!("{name}={}", value?)))
        .collect();
    match parts.is_empty() {
        true => PATH.to_owned(),
        false => format!("{PATH}?{}", parts.join("&")),
    }
}

/// Title and inside of the page.
pub fn page(shown: &Shown, words: &'static PeopleWords) -> (String, AnyView) {
    let wanted = shown.wanted;
    let kinds = [None].into_iter().chain(Kind::ALL.map(Some));
    let tabs = kinds.map(|kind| {
        let to = address(&Wanted {
            kind,
            before: None,
            ..wanted
        });
        let current = (wanted.kind == kind).then_some("page");
        let label = kind.map_or(words.log_all, |kind| words.kind(kind));
        view! { <li><a href=to aria-current=current>{label}</a></li> }
    });
    let tabs: Vec<_> = tabs.collect();
    let lines = shown.lines.iter();
    let lines: Vec<_> = lines.map(|line| sentence(line, words)).collect();
    let inside = match lines.is_empty() {
        true => view! { <p class="desk__empty">{words.log_empty}</p> }.into_any(),
        false => view! { <ol class="acts acts--all">{lines}</ol> }.into_any(),
    };
    let older = shown.older.map(|before| {
        let href = address(&Wanted {
            before: Some(before),
            ..wanted
        });
        view! { <nav class="pager" aria-label=words.log><a rel="next" href=href>{words.log_older}</a></nav> }
    });
    let people = shown.people.iter().map(|(id, name)| {
        let selected = wanted.by == Some(*id);
        view! { <option value=id.to_string() selected=selected>{name.clone()}</option> }
    });
    let people: Vec<_> = people.collect();
    let kind = wanted
        .kind
        .map(|kind| view! { <input type="hidden" name="kind" value=kind.as_str()/> });
    let main = view! {
        <div class="desk desk--still">
            <header class="desk__head"><h1>{words.log}</h1></header>
            <nav class="desk__tabs" aria-label=words.log_kinds><ul>{tabs}</ul></nav>
            <form class="sift" method="get" action=PATH>
                {kind}
                <label>{words.log_by}" "
                    <select name="by"><option value="">{words.log_anybody}</option>{people}</select></label>
                <button class="button">{words.log_show}</button>
            </form>
            {inside}
            {older}
        </div>
    };
    (words.log.to_owned(), main.into_any())
}

/// A line: when, who, what, and to what.
fn sentence(line: &Logged, words: &'static PeopleWords) -> impl IntoView + use<> {
    let who = match (line.by, line.by_name.as_str()) {
        (None, _) => view! { <b>{words.log_server}</b> }.into_any(),
        (Some(_), "") => view! { <b>{words.log_deleted}</b> }.into_any(),
        (Some(id), name) => view! { <b><a href=person(id)>{name.to_owned()}</a></b> }.into_any(),
    };
    let did = words.did(&line.action);
    let did = did.map_or_else(|| line.action.clone(), str::to_owned);
    let detail = match detail(line, words) {
        detail if detail.is_empty() => String::new(),
        detail => format!(": {detail}"),
    };
    let when = line.when.clone();
    view! {
        <li><Time when=when/>" "<span>{who}" "{did}" "{subject(line, words)}{detail}</span></li>
    }
}

fn person(id: AccountId) -> String {
    format!("{}?account={id}", super::PATH)
}

/// What a line is about, as a link where there is a page for it.
fn subject(line: &Logged, words: &'static PeopleWords) -> AnyView {
    let name = line.subject_name.clone();
    let link = |href: String, text: String| view! { <a href=href>{text}</a> }.into_any();
    let plain = |text: String| view! { <span>{text}</span> }.into_any();
    match line.subject.split_once(':') {
        Some(("article", id)) if name.is_empty() => plain(format!("{} {id}", words.log_story)),
        Some(("article", id)) => link(format!("/editor/stories/{id}"), name),
        Some(("account", id)) => {
            let own = line.by.is_some_and(|by| by.to_string() == id);
            let href = format!("{}?account={id}", super::PATH);
            match (own, name.is_empty()) {
                (true, _) => plain(words.log_own.to_owned()),
                (false, true) => plain(format!("{} {id}", words.log_account)),
                (false, false) => link(href, format!("{} {name}", words.log_account)),
            }
        }
        Some(("comment", _)) if name.is_empty() => plain(words.log_comment_gone.to_owned()),
        Some(("comment", _)) => plain(format!("{} \u{201c}{name}\u{201d}", words.log_comment)),
        Some(("media", id)) => link("/editor/media".to_owned(), id.to_owned()),
        Some(("category", slug)) => link("/editor/categories".to_owned(), slug.to_owned()),
        Some(("page", slug)) => link(format!("/editor/pages/{slug}"), slug.to_owned()),
        Some(("webhook", name)) => link("/editor/webhooks".to_owned(), name.to_owned()),
        Some(("setting", name)) => link("/editor/settings".to_owned(), name.to_owned()),
        _ => plain(line.subject.clone()),
    }
}

/// What else was noted, where it says something to people.
fn detail(line: &Logged, words: &'static PeopleWords) -> String {
    let text = line.detail.as_str();
    if Decision::from_word(&line.action).is_some() {
        // `held > published`, and then the reason; or the reason alone.
        let mut parts = text.splitn(4, ' ');
        let moved = parts.nth(1) == Some(">");
        let reason = if moved { parts.nth(1) } else { Some(text) };
        return reason.unwrap_or_default().to_owned();
    }
    match line.action.as_str() {
        "ban" => match text.strip_prefix("until ") {
            Some(rest) => rest.split_once(' ').map_or("", |(_, reason)| reason),
            None => text,
        }
        .to_owned(),
        "account.role" | "account.invited" => {
            let name = |word: &str| match Role::from_word(word.trim()) {
                Some(role) => words.role_name(role).to_owned(),
                None => word.trim().to_owned(),
            };
            let names: Vec<_> = text.split("->").map(name).collect();
            names.join(" \u{2192} ")
        }
        "account.name" | "account.taken_back" | "story.unpublished" | "story.corrected"
        | "story.deleted" | "media.replaced" | "media.deleted" => text.to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{moderation::When, site::Language},
        text,
    };

    fn told(action: &str, text: &str) -> String {
        let when = When {
            datetime: String::new(),
            text: String::new(),
        };
        let line = Logged {
            when,
            by: None,
            by_name: String::new(),
            action: action.to_owned(),
            subject: String::new(),
            subject_name: String::new(),
            detail: text.to_owned(),
        };
        detail(&line, text::people(Language::English))
    }

    #[test]
    fn details_are_told_in_words_or_not_at_all() {
        assert_eq!(
            told("reject", "held > rejected Off topic here"),
            "Off topic here"
        );
        assert_eq!(told("approve", "held > published "), "");
        assert_eq!(told("pick", "Well said"), "Well said");
        assert_eq!(
            told("ban", "until 1700000000000000 Again and again"),
            "Again and again"
        );
        assert_eq!(
            told("account.role", "reader -> editor"),
            "Reader \u{2192} Editor"
        );
        assert_eq!(told("account.invited", "author"), "Author");
        assert_eq!(told("story.moved", "draft -> in_review"), "");
    }

    #[test]
    fn an_address_holds_what_is_asked_for() {
        let wanted = Wanted {
            kind: Some(Kind::People),
            by: Some(AccountId(4)),
            before: None,
        };
        assert_eq!(address(&wanted), "/editor/log?kind=people&by=4");
        assert_eq!(address(&Wanted::default()), "/editor/log");
    }
}
