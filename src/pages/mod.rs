//! SHARED. One file per address: each loads its data and arranges components.

pub mod archive;
pub mod article;
pub mod category;
pub mod editor;
pub mod front;
pub mod list;
pub mod not_found;
pub mod standing;

use crate::{
    components::{
        frame::{Frame, Loading, Sheet},
        problem::{Problem, Told, told_by_error},
    },
    domain::site::{Language, Settings, Site},
    error::AppError,
    text::{self, Words},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use std::{future::Future, sync::Arc};

/// The frame's data, loaded once by [`crate::app::App`].
#[derive(Debug, Clone, Copy)]
pub struct SiteResource(pub Resource<Result<Site, AppError>>);

/// What the frame shows when not even the site's name can be read.
pub fn nameless_site() -> Site {
    let settings = Settings::default();
    let today = crate::domain::moment::Moment {
        year: 1970,
        month: 1,
        day: 1,
        hour: 0,
        minute: 0,
        second: 0,
        offset: 0,
        zone: "UTC".into(),
    };
    Site {
        name: settings.name,
        tagline: settings.tagline,
        language: Language::default(),
        base_url: String::new(),
        zone: settings.zone,
        today,
        categories: Vec::new(),
        pages: Vec::new(),
    }
}

/// Loads data by a key and shows it inside the frame; an error becomes a page that says so.
/// While another key loads, the page before stays on screen.
pub fn load<K, T, Fut>(
    key: impl Fn() -> K + Send + Sync + 'static,
    fetch: impl Fn(K) -> Fut + Send + Sync + 'static,
    show: impl Fn(T, Arc<Site>, &'static Words) -> Sheet + Clone + Send + Sync + 'static,
) -> AnyView
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Clone + Send + Sync + serde::Serialize + serde::de::DeserializeOwned + 'static,
    Fut: Future<Output = Result<T, AppError>> + Send + 'static,
{
    let data = Resource::new(key, fetch);
    framed(move || {
        let show = show.clone();
        async move {
            let outcome = data.await;
            Box::new(move |site: Arc<Site>, words: &'static Words| match outcome {
                Ok(data) => show(data, site, words),
                Err(error) => problem(told_by_error(&error, words)),
            }) as Draw
        }
    })
}

/// Turns loaded data into a sheet.
pub type Draw = Box<dyn FnOnce(Arc<Site>, &'static Words) -> Sheet + Send>;

/// Waits for the site and for `prepare`, then draws the sheet in its frame.
pub fn framed<Fut>(prepare: impl Fn() -> Fut + Send + Sync + 'static) -> AnyView
where
    Fut: Future<Output = Draw> + Send + 'static,
{
    let site = expect_context::<SiteResource>().0;
    let pending = expect_context::<Loading>().0;
    view! {
        <Transition set_pending=pending>
            {move || {
                let prepared = prepare();
                Suspend::new(async move {
                    let draw = prepared.await;
                    let site = Arc::new(site.await.unwrap_or_else(|_| nameless_site()));
                    provide_context(site.clone());
                    let sheet = draw(site.clone(), text::words(site.language));
                    view! { <Frame site=site sheet=sheet/> }
                })
            }}
        </Transition>
    }
    .into_any()
}

/// A page that says what went wrong.
pub fn problem(told: Told) -> Sheet {
    Sheet {
        title: told.title.clone(),
        description: told.text.clone(),
        canonical: None,
        when: None,
        category: None,
        class: "",
        main: view! { <Problem told=told/> }.into_any(),
    }
}

/// A part of the path, as a signal would read it.
pub fn param(name: &'static str) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let params = use_params_map();
    move || params.read().get(name).unwrap_or_default()
}

/// The cursors of a list's address.
pub fn cursors() -> impl Fn() -> (Option<String>, Option<String>) + Copy + Send + Sync + 'static {
    let query = use_query_map();
    move || {
        let query = query.read();
        (query.get("before"), query.get("after"))
    }
}

/// Path and query of a list page's own address.
pub fn canonical(path: &str, (before, after): &(Option<String>, Option<String>)) -> String {
    match (before, after) {
        (Some(cursor), _) => format!("{path}?before={cursor}"),
        (None, Some(cursor)) => format!("{path}?after={cursor}"),
        (None, None) => path.to_owned(),
    }
}
