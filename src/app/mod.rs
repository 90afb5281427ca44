//! SHARED. What runs on the server and, hydrated, in the browser: the document around every page,
//! the table of addresses, and whatever reacts to the reader.

pub mod comments;
pub mod editor;
pub mod frame;
mod head;
pub mod hydration;
mod story;
mod tools;
pub mod visit;

use crate::browser::{breaking, navigation};
use frame::{Breaking, Loading};
use hydration::Hydration;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use visit::PublicPage;

/// Provided by the server when a request fails before any route: such a page does not hydrate.
#[derive(Debug, Clone, Copy)]
pub struct Failed;

/// Draws one page for one reader, frame and all.
pub type Drawing = Arc<dyn Fn() -> AnyView + Send + Sync>;

/// Provided by the server for a page that is not at a public address: forms and accounts. It
/// works by forms and links alone and does not hydrate.
#[derive(Clone)]
pub struct Private(pub Drawing);

/// Provided by the server: BCP 47 tag of the site's language.
#[derive(Debug, Clone, Copy)]
pub struct PageLanguage(pub &'static str);

/// Provided by the server for each rendering: whether the document's head has been said.
#[derive(Debug, Clone, Default)]
pub struct HeadOnce(Arc<AtomicBool>);

impl HeadOnce {
    /// Whether it has; from now on it has.
    pub fn is_said(&self) -> bool {
        self.0.swap(true, Ordering::Relaxed)
    }
}

/// Fonts every page needs, fetched before the style sheet asks for them.
#[derive(Debug, Clone)]
pub struct FontFiles(pub Vec<String>);

/// Provided by the server where the site has a colour of its own: the address of its style sheet.
#[derive(Debug, Clone)]
pub struct Theme(pub String);

/// Provided by the server where the site has a logo of its own: the address of the icon that iOS
/// shows.
#[derive(Debug, Clone)]
pub struct TouchIcon(pub String);

/// Provided by the server for the newsroom's pages: addresses of its style sheet and of the story
/// editor's writing surface.
#[derive(Debug, Clone, Default)]
pub struct DeskFiles {
    pub style: String,
    pub writing: String,
}

/// The document.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let language = use_context::<PageLanguage>().map_or("id", |l| l.0);
    let plain = use_context::<Failed>().is_some() || use_context::<Private>().is_some();
    let fonts = use_context::<FontFiles>().map(|f| f.0).unwrap_or_default();
    let fonts = fonts.into_iter().map(|href| {
        view! { <link rel="preload" href=href r#as="font" r#type="font/woff2" crossorigin="anonymous"/> }
    });
    let desk = use_context::<DeskFiles>().map(|files| {
        view! {
            <link rel="stylesheet" href=files.style/>
            <meta name="warta-writing" content=files.writing/>
        }
    });
    let touch = use_context::<TouchIcon>().map(|icon| icon.0);
    let touch = touch.unwrap_or_else(|| "/apple-touch-icon.png".to_owned());
    let theme = use_context::<Theme>().map(|theme| view! { <link rel="stylesheet" href=theme.0/> });
    view! {
        <!DOCTYPE html>
        <html lang=language>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#fdfcf9" media="(prefers-color-scheme: light)"/>
                <meta name="theme-color" content="#131210" media="(prefers-color-scheme: dark)"/>
                {fonts.collect_view()}
                <HashedStylesheet id="leptos" options=options.clone()/>
                {desk}
                {theme}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="apple-touch-icon" href=touch/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                {(!plain).then(|| view! { <Hydration options=options/> })}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The newsroom's route: lazy in a split build, an ordinary one otherwise.
macro_rules! newsroom {
    () => {{
        #[cfg(feature = "split")]
        {
            leptos_router::Lazy::<editor::NewsroomPage>::new()
        }
        #[cfg(not(feature = "split"))]
        {
            editor::Newsroom
        }
    }};
}

/// Addresses of the public pages, as axum writes them; `domain::address` reads what stands behind
/// each. In the browser one view serves them all, whatever is not here included: the server draws
/// the page that belongs to it.
pub const PUBLIC: [&str; 13] = [
    "/",
    "/articles/{slug}",
    "/articles/{slug}/comments/{id}",
    "/articles/{slug}/history",
    "/categories/{slug}",
    "/tags/{slug}",
    "/authors/{slug}",
    "/archive",
    "/archive/{year}/{month}",
    "/pages/{slug}",
    "/search",
    "/saved",
    "/offline",
];

/// The app: whichever page the address names.
#[component]
pub fn App() -> impl IntoView {
    #[cfg(feature = "ssr")]
    leptos_meta::provide_meta_context();
    provide_context(Loading(RwSignal::new(false)));
    let line = RwSignal::new(None);
    provide_context(Breaking(line));
    if let Some(Private(draw)) = use_context::<Private>() {
        return draw();
    }
    // Asked of the router so that it keeps a page on screen until the next one is ready.
    let routing = RwSignal::new(false);
    Effect::new(navigation::watch);
    Effect::new(move || breaking::watch(line));
    view! {
        <Router set_is_routing=routing>
            <FlatRoutes fallback=PublicPage>
                <Route path=path!("/editor/*rest") view={newsroom!()} ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
    .into_any()
}
