//! `/editor/settings`: what it shows, its form, and the logo.

use super::{
    account::see_other,
    arranging::{administrator, kept},
    fields::Fields,
};
use crate::{
    app::editor::frame::Section,
    domain::{moderation::Staff, site::Settings},
    pages::arranging::settings as sheet,
    server::{
        library,
        pages::Pages,
        private,
        rest::media::upload::{self, Trouble},
        session,
    },
    service::{
        error::ServiceError,
        logo::{self, Screen},
        rights::Reader,
        settings::{self, NAMES, SettingsError},
    },
    text,
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, RawQuery, Request, State},
    http::StatusCode,
    response::Response,
    routing::{get, post},
};

/// The addresses of the page and of what is sent to it.
pub fn routes() -> Router<Pages> {
    let limit = usize::try_from(upload::LARGEST).unwrap_or(usize::MAX);
    let logos = Router::new()
        .route(sheet::LOGO, post(light))
        .route(sheet::LOGO_DARK, post(dark))
        .layer(DefaultBodyLimit::max(limit));
    Router::new()
        .route(sheet::PATH, get(show).post(set))
        .route(sheet::LOGO_CLEAR, post(clear))
        .merge(logos)
}

async fn draw(
    pages: &Pages,
    status: StatusCode,
    staff: Staff,
    typed: sheet::Typed,
    kept: bool,
) -> Response {
    let words = text::arranging(staff.language);
    let draw = move |_: &'static _| sheet::page(&typed, kept, words);
    private::room(pages, status, staff, Section::Settings, draw).await
}

/// The form with what is stored.
async fn stored(pages: &Pages) -> Result<sheet::Typed, ServiceError> {
    let now: Settings = settings::load(&pages.services.store).await?;
    let values = NAMES.map(|name| (name, settings::value(&now, name)));
    Ok(sheet::Typed {
        values: values.into(),
        logo: now.logo,
        logo_dark: now.logo_dark,
        ..sheet::Typed::default()
    })
}

/// `GET /editor/settings`
async fn show(
    State(pages): State<Pages>,
    reader: Option<Reader>,
    RawQuery(query): RawQuery,
) -> Response {
    let staff = match administrator(&pages, reader, sheet::PATH).await {
        Ok((staff, _)) => staff,
        Err(response) => return response,
    };
    match stored(&pages).await {
        Ok(typed) => draw(&pages, StatusCode::OK, staff, typed, kept(query)).await,
        Err(error) => session::fault(&pages, error).await,
    }
}

/// `POST /editor/settings`
async fn set(State(pages): State<Pages>, reader: Option<Reader>, fields: Fields) -> Response {
    let (staff, by) = match administrator(&pages, reader, sheet::PATH).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let sent = NAMES.into_iter().filter(|name| fields.has(name));
    // Browsers end lines with both signs.
    let values: Vec<_> = sent
        .map(|name| (name, fields.get(name).replace("\r\n", "\n")))
        .collect();
    let faults = match settings::change(&pages.services, &by, values.clone()).await {
        Ok(()) => return see_other(&format!("{}?kept", sheet::PATH)),
        Err(SettingsError::Service(error)) => return session::fault(&pages, error).await,
        Err(SettingsError::Fields(faults)) => faults,
    };
    match stored(&pages).await {
        Ok(typed) => {
            let typed = sheet::Typed {
                values,
                wrong: faults.into_iter().map(|(name, _)| name).collect(),
                ..typed
            };
            draw(
                &pages,
                StatusCode::UNPROCESSABLE_ENTITY,
                staff,
                typed,
                false,
            )
            .await
        }
        Err(error) => session::fault(&pages, error).await,
    }
}

/// `POST /editor/settings/logo`
async fn light(State(pages): State<Pages>, reader: Option<Reader>, request: Request) -> Response {
    take(&pages, reader, Screen::Light, request).await
}

/// `POST /editor/settings/logo/dark`
async fn dark(State(pages): State<Pages>, reader: Option<Reader>, request: Request) -> Response {
    take(&pages, reader, Screen::Dark, request).await
}

async fn take(pages: &Pages, reader: Option<Reader>, screen: Screen, request: Request) -> Response {
    let (staff, by) = match administrator(pages, reader, sheet::PATH).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let done = match upload::read(request).await {
        Ok((intake, _)) => {
            let set = logo::set(&pages.services, &by, screen, intake).await;
            set.map_err(Trouble::from)
        }
        Err(trouble) => Err(trouble),
    };
    let Err(trouble) = done else {
        return see_other(&format!("{}?kept", sheet::PATH));
    };
    let (status, line) = library::said(trouble, staff.language);
    match stored(pages).await {
        Ok(typed) => {
            let typed = sheet::Typed {
                trouble: line,
                ..typed
            };
            draw(pages, status, staff, typed, false).await
        }
        Err(error) => session::fault(pages, error).await,
    }
}

/// `POST /editor/settings/logo/clear`
async fn clear(State(pages): State<Pages>, reader: Option<Reader>) -> Response {
    let by = match administrator(&pages, reader, sheet::PATH).await {
        Ok((_, by)) => by,
        Err(response) => return response,
    };
    match logo::clear(&pages.services, &by).await {
        Ok(()) => see_other(&format!("{}?kept", sheet::PATH)),
        Err(error) => session::fault(&pages, error).await,
    }
}
