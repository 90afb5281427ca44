//! SERVER. What a server function needs of the request it serves: the services, and the page
//! that is being rendered, if one is.

use crate::{
    domain::{
        accent::Colour,
        comment::Thread,
        described::Described,
        printed::Html,
        site::{Language, Site},
    },
    error::AppError,
    service::{
        accounts::Origin, error::ServiceError, rights::Reader, sessions::Key, sharing::Look,
        zone::Zone,
    },
    store::StoreError,
};
use axum::http::StatusCode;
use leptos::prelude::use_context;
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

pub use crate::service::Services;

/// The site and its zone as this request sees them.
#[derive(Clone)]
pub struct Place {
    pub site: Arc<Site>,
    pub zone: Zone,
    /// The site's own colour.
    pub accent: Option<Colour>,
}

impl Place {
    /// What pictures that are drawn of stories take from the site.
    pub fn look(&self) -> Look<'_> {
        Look {
            site: &self.site,
            accent: self.accent,
        }
    }

    /// The same place for somebody of the newsroom: in the language they have chosen.
    pub fn read_by(mut self, reader: &Reader) -> Place {
        if let Some(language) = reader.desk().language
            && language != self.site.language
        {
            Arc::make_mut(&mut self.site).language = language;
        }
        self
    }
}

/// Who calls a server function, or reads a page that is not for everyone.
#[derive(Clone)]
pub struct Caller {
    pub reader: Option<Reader>,
    pub origin: Origin,
    entered: Arc<OnceLock<Key>>,
}

impl Caller {
    /// A caller as the request shows it.
    pub fn new(reader: Option<Reader>, origin: Origin) -> Caller {
        Caller {
            reader,
            origin,
            entered: Arc::default(),
        }
    }

    /// Notes that the caller has signed in: the answer brings the key of the new session.
    pub fn enter(&self, key: Key) {
        // Nobody signs in twice in one request.
        let _ = self.entered.set(key);
    }

    /// The key of a session that began with this request.
    pub fn entered(&self) -> Option<&Key> {
        self.entered.get()
    }
}

/// How a thread is drawn. Provided by the server: the living thread draws itself, and stands above
/// what asks for it here.
#[derive(Clone, Copy)]
pub struct ThreadDrawing(pub fn(Thread, Language) -> Html);

/// A thread as HTML.
pub fn draw_thread(thread: Thread, language: Language) -> Result<Html, AppError> {
    let ThreadDrawing(draw) = use_context().ok_or(AppError::Internal)?;
    Ok(draw(thread, language))
}

/// The request failed before any page with this HTTP status.
#[derive(Debug, Clone, Copy)]
pub struct Refused(pub u16);

/// What the rendering of a page reports back to the server: which data it shows, and how it ended.
#[derive(Clone, Default)]
pub struct Rendering(Arc<Mutex<Report>>);

#[derive(Default)]
struct Report {
    keys: BTreeSet<String>,
    outcome: Option<Outcome>,
    described: Option<Described>,
}

/// How a page ended when not with 200.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Status(StatusCode),
    MovedTo(String),
}

impl Rendering {
    fn with<T>(&self, f: impl FnOnce(&mut Report) -> T) -> T {
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The keys noted so far, sorted.
    pub fn keys(&self) -> Vec<String> {
        self.with(|report| report.keys.iter().cloned().collect())
    }

    /// What the page says of itself, if it is one for everyone.
    pub fn described(&self) -> Option<Described> {
        self.with(|report| report.described.take())
    }

    /// The outcome noted, if any.
    pub fn outcome(&self) -> Option<Outcome> {
        self.with(|report| report.outcome.clone())
    }
}

/// The services of the current request.
pub fn services() -> Result<Services, AppError> {
    use_context().ok_or(AppError::Internal)
}

/// Who makes the current request. Never provided to pages that everyone sees.
pub fn caller() -> Option<Caller> {
    use_context()
}

/// The site of the current request.
pub fn place() -> Result<Place, AppError> {
    use_context().ok_or(AppError::Internal)
}

/// Notes that the page being rendered shows data with this key.
pub fn shows(key: impl Into<String>) {
    if let Some(rendering) = use_context::<Rendering>() {
        rendering.with(|report| report.keys.insert(key.into()));
    }
}

/// Notes what the page being rendered says of itself to machines. Does nothing where a browser asks
/// for a page: it has no use for it.
pub fn describe(page: impl FnOnce() -> Described) {
    if let Some(rendering) = use_context::<Rendering>() {
        rendering.with(|report| report.described = Some(page()));
    }
}

/// Gives the page being rendered, or the answer to a call, another status. Does nothing where the
/// browser asks for a page, whose body carries the same fact.
pub fn answer_with(outcome: Outcome) {
    if let Some(rendering) = use_context::<Rendering>() {
        rendering.with(|report| report.outcome = Some(outcome));
    }
}

/// Ends the current page with an error: notes its status and hands the error back.
pub fn refuse(error: AppError) -> AppError {
    answer_with(Outcome::Status(status(&error)));
    error
}

/// The HTTP status of an error.
pub fn status(error: &AppError) -> StatusCode {
    match error {
        AppError::NotFound => StatusCode::NOT_FOUND,
        AppError::BadAddress => StatusCode::BAD_REQUEST,
        AppError::Forbidden => StatusCode::FORBIDDEN,
        AppError::Unavailable | AppError::Offline => StatusCode::SERVICE_UNAVAILABLE,
        AppError::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        AppError::Refused(status) => {
            StatusCode::from_u16(*status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

impl From<ServiceError> for AppError {
    fn from(error: ServiceError) -> Self {
        let public = match &error {
            ServiceError::BadAddress(_) => return refuse(AppError::BadAddress),
            ServiceError::Store(StoreError::Busy(_)) | ServiceError::Busy(_) => {
                AppError::Unavailable
            }
            ServiceError::Store(_) | ServiceError::Input(_) | ServiceError::File { .. } => {
                AppError::Internal
            }
        };
        tracing::error!(%error, "a request failed: {error}");
        refuse(public)
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        ServiceError::from(error).into()
    }
}
