//! What stands around every page of the newsroom.

use crate::{
    app::{frame::Loading, head},
    browser::navigation,
    components::wordmark::HomeSign,
    domain::{account::Role, moderation::Staff, printed::Head, site::Language},
    error::AppError,
    text::{self, Newsroom},
};
use leptos::prelude::*;

/// Which part of the newsroom a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    Start,
    Stories,
    Plan,
    Library,
    Notices,
    Moderation,
    Search,
    Log,
    Front,
    Categories,
    Tags,
    Redirects,
    Pages,
    Settings,
    Webhooks,
    People,
    Audit,
    Other,
}

/// Pages that stand behind one word of the bar, in a row of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Moderation,
    Site,
}

impl Group {
    fn of(section: Section) -> Option<Group> {
        match section {
            Section::Moderation | Section::Search | Section::Log => Some(Group::Moderation),
            Section::Front
            | Section::Categories
            | Section::Tags
            | Section::Redirects
            | Section::Pages
            | Section::People
            | Section::Settings
            | Section::Webhooks
            | Section::Audit => Some(Group::Site),
            Section::Start
            | Section::Stories
            | Section::Plan
            | Section::Library
            | Section::Notices
            | Section::Other => None,
        }
    }

    /// How the word in the bar is marked on a page of the group.
    fn holds(self, section: Section) -> Option<&'static str> {
        (Group::of(section) == Some(self)).then_some("true")
    }
}

/// Address, name and section of a page.
type Way = (&'static str, &'static str, Section);

fn moderation_ways(words: &Newsroom) -> Vec<Way> {
    vec![
        ("/editor/moderation", words.queue, Section::Moderation),
        ("/editor/moderation/search", words.search, Section::Search),
        ("/editor/moderation/log", words.log, Section::Log),
    ]
}

fn site_ways(role: Option<Role>, words: &Newsroom) -> Vec<Way> {
    let mut ways = Vec::new();
    if role.is_some_and(Role::may_arrange) {
        ways.extend([
            ("/editor/front", words.front, Section::Front),
            ("/editor/categories", words.categories, Section::Categories),
            ("/editor/tags", words.tags, Section::Tags),
            ("/editor/pages", words.pages, Section::Pages),
            ("/editor/redirects", words.redirects, Section::Redirects),
        ]);
    }
    if role.is_some_and(Role::may_administer) {
        ways.extend([
            ("/editor/people", words.people, Section::People),
            ("/editor/settings", words.settings, Section::Settings),
            ("/editor/webhooks", words.webhooks, Section::Webhooks),
            ("/editor/log", words.audit, Section::Audit),
        ]);
    }
    ways
}

/// The whole page. The class lets a build prove that this code is in no reader's page.
#[component]
pub fn Room(
    #[prop(into)] title: String,
    section: Section,
    /// Whoever works here, where that is known.
    staff: Option<Staff>,
    words: &'static Newsroom,
    /// Path and query of the page; empty where script does not run.
    address: String,
    main: AnyView,
) -> impl IntoView {
    let loading = expect_context::<Loading>().0;
    let inside = NodeRef::new();
    Effect::new(move || navigation::arrived(address.clone(), inside));
    let current = move |own| (section == own).then_some("page");
    let name = staff
        .as_ref()
        .map_or(words.room, |staff| &staff.site)
        .to_owned();
    let title = match &staff {
        Some(staff) => format!("{title} - {}", staff.site),
        None => title,
    };
    let moderates = staff.as_ref().and_then(|staff| staff.waiting);
    let moderation = moderates.map(|(held, reported)| {
        let waiting = held + reported;
        let count = (waiting > 0).then(|| {
            view! { " "<b class="room__count">{waiting}<span class="vh">" "{words.wait}</span></b> }
        });
        let here = Group::Moderation.holds(section);
        view! { <li><a href="/editor/moderation" aria-current=here>{words.moderation}{count}</a></li> }
    });
    let role = staff.as_ref().map(|staff| staff.role);
    let may = move |right: fn(Role) -> bool| role.is_some_and(right);
    let writing = may(Role::may_write).then(|| {
        view! {
            <li><a href="/editor/stories" aria-current=current(Section::Stories)>{words.stories}</a></li>
            <li><a href="/editor/plan" aria-current=current(Section::Plan)>{words.plan}</a></li>
            <li><a href="/editor/media" aria-current=current(Section::Library)>{words.library}</a></li>
        }
    });
    let moderating = moderates.is_some();
    // The first of its pages that is open to them.
    let arranging = may(Role::may_arrange).then(|| {
        let here = Group::Site.holds(section);
        view! { <li><a href="/editor/front" rel="external" aria-current=here>{words.arranging}</a></li> }
    });
    let ways = Group::of(section).map(|group| match group {
        Group::Moderation if moderating => moderation_ways(words),
        Group::Moderation => Vec::new(),
        Group::Site => site_ways(role, words),
    });
    let ways = ways.filter(|ways| ways.len() > 1).map(|ways| {
        let items = ways.into_iter().map(|(href, label, own)| {
            let rel = (own != Section::Moderation).then_some("external");
            view! { <li><a href=href rel=rel aria-current=current(own)>{label}</a></li> }
        });
        view! { <nav class="room__group" aria-label=words.arranging><ul>{items.collect_view()}</ul></nav> }
    });
    let notices = staff.as_ref().filter(|staff| staff.role.may_write());
    let notices = notices.map(|staff| {
        let unread = staff.notices;
        let count = (unread > 0).then(|| {
            view! { " "<b class="room__count">{unread}<span class="vh">" "{words.unread}</span></b> }
        });
        view! { <a href="/editor/notices" aria-current=current(Section::Notices)>{words.notices}{count}</a> }
    });
    let account = staff.map(|staff| {
        view! { <a class="room__who" href="/account" rel="external">{staff.name}</a> }
    });
    view! {
        {head::say(Head { title, ..Head::default() })}
        <a class="skip" href="#isi">{words.skip}</a>
        <header class="room warta-editor-chunk-marker">
            <div class="progress" role="progressbar" aria-label=words.loading hidden=move || !loading.get()></div>
            <div class="room__home"><HomeSign name=name label=words.room.to_owned() href="/editor"/></div>
            <nav class="room__nav" aria-label=words.room>
                <ul>
                    <li><a href="/editor" aria-current=current(Section::Start)>{words.start}</a></li>
                    {writing}
                    {moderation}
                    {arranging}
                </ul>
            </nav>
            <div class="room__ways">
                {notices}
                <a href="/" rel="external">{words.site}</a>
                {account}
            </div>
        </header>
        {ways}
        <main node_ref=inside class="room__main" id="isi" tabindex="-1">{main}</main>
    }
}

/// Says that a page writes nothing without script. Its inside is no DOM where script runs.
#[component]
pub fn NeedsScript(language: Language) -> impl IntoView {
    let words = text::newsroom(language);
    let line = format!("<p class=\"form__trouble\">{}</p>", words.needs_script);
    view! { <noscript inner_html=line></noscript> }
}

/// Title and inside of a page that could not be shown, and one way on.
pub fn problem(
    error: &AppError,
    address: &str,
    words: &'static Newsroom,
) -> (&'static str, AnyView) {
    let (title, text, way) = match error {
        AppError::Refused(401) => (words.signed_out_title, words.signed_out_text, words.sign_in),
        AppError::Forbidden => (words.closed_title, words.closed_text, words.start),
        AppError::NotFound | AppError::BadAddress => {
            (words.missing_title, words.missing_text, words.start)
        }
        AppError::Offline | AppError::Unavailable | AppError::Internal | AppError::Refused(_) => {
            (words.broken_title, words.broken_text, words.try_again)
        }
    };
    let href = match error {
        AppError::Refused(401) => sign_in(address),
        AppError::Forbidden | AppError::NotFound | AppError::BadAddress => "/editor".to_owned(),
        AppError::Offline | AppError::Unavailable | AppError::Internal | AppError::Refused(_) => {
            address.to_owned()
        }
    };
    let view = view! {
        <section class="problem">
            <h1>{title}</h1>
            <p>{text}</p>
            <p class="problem__way"><a href=href rel="external">{way}</a></p>
        </section>
    };
    (title, view.into_any())
}

/// Where to sign in and come back from to this address of the newsroom. What an address here holds
/// needs no more escaping than this.
pub fn sign_in(address: &str) -> String {
    let next = address
        .replace('%', "%25")
        .replace('&', "%26")
        .replace('#', "%23")
        .replace('+', "%2B");
    format!("/login?next={next}")
}
