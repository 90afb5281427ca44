//! Which page of the newsroom an address names, and loading it.

use super::{
    frame::{Room, Section, problem},
    library, moderation, notices, plan,
    said::Said,
    standing, start, stories, story,
};
use crate::{
    api::{
        library::list_pictures,
        moderation::load_desk,
        plan::{load_notices, load_plan, load_start},
        standing::open_page,
        stories::list_stories,
        writing::open_story,
    },
    app::{PageLanguage, frame::Loading},
    browser::{chrome, navigation},
    domain::{
        desk::{Opened, Pictures},
        desk_list::{Shown, Stories},
        desk_notice::DeskNotices,
        id::ArticleId,
        moderation::Desk,
        planning::{Plan, Start},
        site::Language,
        site_page,
    },
    error::AppError,
    text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};

/// What an address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wanted {
    Start,
    /// The list and the cursor.
    Desk(String, String),
    Story(ArticleId),
    Stories(Shown),
    /// The list, words and the cursor.
    Library(String, String, String),
    /// The view and the month.
    Plan(String, String),
    Notices,
    /// Slug of a standing page.
    Page(String),
    Nothing,
}

impl Wanted {
    fn of(path: &str, search: &str) -> Wanted {
        let value = |name: &str| {
            let mut pairs = search
                .trim_start_matches('?')
                .split('&')
                .filter_map(|pair| pair.split_once('='));
            let found = pairs.find(|(key, _)| *key == name);
            found.map(|(_, value)| value.to_owned()).unwrap_or_default()
        };
        match path.trim_end_matches('/') {
            "/editor" => Wanted::Start,
            "/editor/stories" => Wanted::Stories(Shown {
                status: value("status"),
                category: value("category"),
                words: decoded(&value("q")),
                mine: value("mine"),
                after: value("after"),
            }),
            "/editor/media" => Wanted::Library(value("list"), decoded(&value("q")), value("after")),
            "/editor/plan" => Wanted::Plan(value("view"), value("month")),
            "/editor/notices" => Wanted::Notices,
            "/editor/moderation" => Wanted::Desk(value("state"), value("after")),
            path => {
                if let Some(slug) = path.strip_prefix("/editor/pages/") {
                    return Wanted::Page(slug.to_owned());
                }
                let id = path.strip_prefix("/editor/stories/");
                let id = id.and_then(|id| id.parse().ok());
                id.map_or(Wanted::Nothing, |id| Wanted::Story(ArticleId(id)))
            }
        }
    }
}

/// A value of a query as it was typed.
fn decoded(value: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next(), rest.next()].map(Option::unwrap_or_default);
                let digits = std::str::from_utf8(&digits).unwrap_or_default();
                u8::from_str_radix(digits, 16).unwrap_or(b' ')
            }
            other => other,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What was loaded.
#[derive(Debug, Clone, Serialize, Deserialize)]
enum Found {
    Start(Box<Start>),
    Desk(Box<Desk>),
    Story(Box<Opened>),
    Stories(Box<Stories>),
    Library(Box<Pictures>),
    Plan(Box<Plan>),
    Notices(DeskNotices),
    Page(Box<site_page::Opened>),
}

async fn load(wanted: Wanted) -> Result<Found, AppError> {
    match wanted {
        Wanted::Start => {
            let start = load_start().await?;
            Ok(Found::Start(Box::new(start)))
        }
        Wanted::Desk(state, after) => {
            let desk = load_desk(state, after).await?;
            Ok(Found::Desk(Box::new(desk)))
        }
        Wanted::Stories(shown) => {
            let Shown {
                status,
                category,
                words,
                mine,
                after,
            } = shown;
            let stories = list_stories(status, category, words, mine, after).await?;
            Ok(Found::Stories(Box::new(stories)))
        }
        Wanted::Library(list, words, after) => {
            let pictures = list_pictures(list, words, after).await?;
            Ok(Found::Library(Box::new(pictures)))
        }
        Wanted::Plan(view, month) => {
            let plan = load_plan(view, month).await?;
            Ok(Found::Plan(Box::new(plan)))
        }
        Wanted::Notices => load_notices().await.map(Found::Notices),
        Wanted::Page(slug) => {
            let opened = open_page(slug).await?;
            Ok(Found::Page(Box::new(opened)))
        }
        Wanted::Story(id) => {
            let opened = open_story(id).await?;
            Ok(Found::Story(Box::new(opened)))
        }
        Wanted::Nothing => Err(AppError::NotFound),
    }
}

/// The language of the document.
fn language() -> Language {
    let told = use_context::<PageLanguage>().and_then(|tag| Language::from_tag(tag.0));
    told.unwrap_or_else(chrome::language)
}

fn draw() -> AnyView {
    let here = use_location();
    let (path, search) = (here.pathname, here.search);
    let wanted = Memo::new(move |before: Option<&Wanted>| {
        let path = path.get();
        match before {
            // The newsroom is being left: it stays as it is until the other page is there.
            Some(before) if !path.starts_with("/editor") => before.clone(),
            _ => Wanted::of(&path, &search.get()),
        }
    });
    let said = Said::new();
    provide_context(said);
    Effect::new(move |before: Option<Wanted>| {
        let now = wanted.get();
        if before.is_some_and(|before| before != now) {
            said.clear();
        }
        now
    });
    let loading = expect_context::<Loading>().0;
    // Not called while hydrating: the page carries the first answer.
    let fetch = move |wanted| async move {
        navigation::leaving();
        loading.try_set(true);
        let found = load(wanted).await;
        loading.try_set(false);
        found
    };
    let page: Resource<Result<Found, AppError>> =
        Resource::new_with_options(move || wanted.get(), fetch, true);
    let again = Callback::new(move |()| page.refetch());
    let language = language();
    view! {
        <Transition>
            {move || {
                let search = untrack(|| search.get());
                let mark = if search.is_empty() || search.starts_with('?') { "" } else { "?" };
                let address = format!("{}{mark}{search}", untrack(|| path.get()));
                Suspend::new(async move { shown(page.await, language, address, again) })
            }}
        </Transition>
    }
    .into_any()
}

fn shown(
    found: Result<Found, AppError>,
    language: Language,
    address: String,
    again: Callback<()>,
) -> AnyView {
    let words = text::newsroom(language);
    match found {
        Ok(Found::Start(found)) => {
            let staff = found.staff.clone();
            let main = start::view(*found, words);
            view! { <Room title=words.room section=Section::Start staff=Some(staff) words=words address=address main=main/> }
                .into_any()
        }
        Ok(Found::Stories(list)) => {
            let staff = list.staff.clone();
            let main = stories::view(*list, again);
            view! { <Room title=words.stories section=Section::Stories staff=Some(staff) words=words address=address main=main/> }
                .into_any()
        }
        Ok(Found::Library(pictures)) => {
            let staff = pictures.staff.clone();
            let main = library::view(*pictures);
            view! { <Room title=words.library section=Section::Library staff=Some(staff) words=words address=address main=main/> }
                .into_any()
        }
        Ok(Found::Plan(found)) => {
            let staff = found.staff.clone();
            let main = plan::view(*found, again);
            view! { <Room title=words.plan section=Section::Plan staff=Some(staff) words=words address=address main=main/> }
                .into_any()
        }
        Ok(Found::Notices(found)) => {
            let staff = found.staff.clone();
            let main = notices::view(found, again);
            view! { <Room title=words.notices section=Section::Notices staff=Some(staff) words=words address=address main=main/> }
                .into_any()
        }
        Ok(Found::Page(opened)) => standing::view(*opened, address),
        Ok(Found::Story(opened)) => story::view(*opened, address),
        Ok(Found::Desk(desk)) => {
            let staff = desk.staff.clone();
            let main = moderation::view(*desk, words, again);
            view! { <Room title=words.moderation section=Section::Moderation staff=Some(staff) words=words address=address main=main/> }
                .into_any()
        }
        Err(error) => {
            let (title, main) = problem(&error, &address, words);
            view! { <Room title=title section=Section::Other staff=None words=words address=address main=main/> }
                .into_any()
        }
    }
}

/// The newsroom: nothing is loaded before its code is there, so that what reads its data is in
/// its chunk.
#[cfg(feature = "split")]
pub struct NewsroomPage;

#[cfg(feature = "split")]
#[leptos_router::lazy_route]
impl leptos_router::LazyRoute for NewsroomPage {
    fn data() -> Self {
        NewsroomPage
    }

    fn view(_this: Self) -> AnyView {
        draw()
    }
}

/// The same view as an ordinary route, for builds that are not split.
#[cfg(not(feature = "split"))]
#[component]
pub fn Newsroom() -> impl IntoView {
    draw()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_an_address_that_names_it() {
        let shown = Shown {
            status: "draft".into(),
            words: "banjir & air".into(),
            ..Shown::default()
        };
        let address = shown.address();
        let (path, search) = address.split_once('?').unwrap_or_default();
        assert_eq!(
            Wanted::of(path, &format!("?{search}")),
            Wanted::Stories(shown)
        );
    }

    #[test]
    fn addresses_name_pages() {
        assert_eq!(Wanted::of("/editor", ""), Wanted::Start);
        assert_eq!(Wanted::of("/editor/", ""), Wanted::Start);
        assert_eq!(
            Wanted::of("/editor/moderation", "?x=1&state=spam&after=a-b-c"),
            Wanted::Desk("spam".into(), "a-b-c".into())
        );
        assert_eq!(
            Wanted::of("/editor/stories/12", ""),
            Wanted::Story(ArticleId(12))
        );
        assert_eq!(
            Wanted::of("/editor/pages/tentang", ""),
            Wanted::Page("tentang".into())
        );
        assert_eq!(Wanted::of("/editor/naskah", ""), Wanted::Nothing);
    }
}
