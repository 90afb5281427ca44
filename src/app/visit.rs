//! Loading the page at an address and placing it in its frame.

use super::{
    frame::{Frame, Inside, Loading},
    story,
};
use crate::{
    api::visit::visit,
    browser::{chrome, navigation, offline},
    domain::printed::{Head, Main, Printed},
    error::AppError,
    text::{self, Labels},
};
use codee::{Decoder, Encoder, string::JsonSerdeCodec};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

/// What a visit answers.
pub type Outcome = Result<Printed, AppError>;

/// JSON in the page without the HTML, which its document holds: nothing is shipped twice.
#[derive(Debug)]
pub struct OnThePage;

impl Encoder<Outcome> for OnThePage {
    type Error = <JsonSerdeCodec as Encoder<Outcome>>::Error;
    type Encoded = String;

    fn encode(outcome: &Outcome) -> Result<String, Self::Error> {
        JsonSerdeCodec::encode(&outcome.clone().map(Printed::without_html))
    }
}

impl Decoder<Outcome> for OnThePage {
    type Error = <JsonSerdeCodec as Decoder<Outcome>>::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<Outcome, Self::Error> {
        JsonSerdeCodec::decode(text)
    }
}

/// The page at the router's address, as a resource.
pub type VisitResource = Resource<Outcome, OnThePage>;

/// Loads whatever the address names, anew when it changes.
pub fn visiting() -> VisitResource {
    let address = address();
    let loading = expect_context::<Loading>().0;
    // Not called while hydrating: the page carries the first answer.
    let fetch = move |address: String| async move {
        navigation::leaving();
        loading.try_set(true);
        let outcome = visit(address.clone()).await;
        if matches!(outcome, Err(AppError::Offline)) && offline::take_copy(&address) {
            // The page before stays until the copy has come.
            futures::future::pending::<()>().await;
        }
        loading.try_set(false);
        outcome
    };
    VisitResource::new_with_options(address, fetch, true)
}

/// Path and query that the router shows.
fn address() -> impl Fn() -> String + Clone + Send + Sync + 'static {
    let here = use_location();
    move || format!("{}{}", here.pathname.get(), with_mark(&here.search.get()))
}

fn with_mark(search: &str) -> String {
    match search.trim_start_matches('?') {
        "" => String::new(),
        query => format!("?{query}"),
    }
}

/// Any page of the public site.
#[component]
pub fn PublicPage() -> impl IntoView {
    framed(visiting(), place)
}

/// Draws a visit in its frame; while another one loads, the page before stays on screen.
pub fn framed(visit: VisitResource, draw: fn(Main, &'static Labels) -> Inside) -> AnyView {
    let navigate = use_navigate();
    let address = address();
    // In the browser a moved story takes its new address without a reload.
    Effect::new(move || {
        if let Some(Ok(Printed {
            main: Main::Moved(path),
            ..
        })) = visit.get()
        {
            let options = NavigateOptions {
                replace: true,
                ..Default::default()
            };
            navigate(&path, options);
        }
    });
    view! {
        <Transition>
            {move || {
                let address = untrack(&address);
                Suspend::new(async move {
                    let printed = visit.await.unwrap_or_else(|error| failure(&error));
                    let labels = text::labels(printed.chrome.language);
                    let inside = draw(printed.main, labels);
                    view! { <Frame chrome=printed.chrome head=printed.head class=printed.class inside=inside address=address/> }
                })
            }}
        </Transition>
    }
    .into_any()
}

/// A page in its frame, where script does not run.
pub fn still(page: Printed) -> AnyView {
    let labels = text::labels(page.chrome.language);
    let inside = place(page.main, labels);
    view! { <Frame chrome=page.chrome head=page.head class=page.class inside=inside address=String::new()/> }
        .into_any()
}

/// What stands inside `main`.
pub fn place(main: Main, labels: &'static Labels) -> Inside {
    match main {
        Main::Plain(html) => Inside::Html(html),
        Main::Story(story) => Inside::View(story::view(*story, labels)),
        Main::Talk(talk) => Inside::View(story::talk(*talk, labels)),
        // The server redirects and the browser takes the new address: on screen for a moment at most.
        Main::Moved(_) => Inside::Html(String::new()),
    }
}

/// The page that says that nothing arrived, in the frame that is on screen.
fn failure(error: &AppError) -> Printed {
    let chrome = chrome::on_screen();
    let labels = text::labels(chrome.language);
    let (title, text) = match error {
        AppError::Offline => (labels.offline_title, labels.offline_text),
        _ => (labels.error_title, labels.error_text),
    };
    Printed {
        chrome,
        head: Head {
            title: title.to_owned(),
            ..Head::default()
        },
        class: String::new(),
        main: Main::Plain(format!(
            "<section class=\"problem wrap\"><h1>{title}</h1><p>{text}</p><p class=\"problem__way\"><a href=\"/\">{}</a></p></section>",
            labels.to_home
        )),
    }
}
