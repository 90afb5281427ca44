//! `/settings`: one object, changed in part.

use super::{
    input::Fields,
    list,
    openapi::bodies::{Settings as SettingsShape, SettingsPatch},
    problem::{Fault, Problem},
    who,
};
use crate::{
    domain::site::Settings,
    server::pages::Pages,
    service::settings::{self, NAMES, SettingsError},
};
use axum::{body::Body, extract::State, http::HeaderMap, response::Response};
use serde_json::{Map, Value};

/// The settings by name; what is a list or a number is a text as on the command line.
fn shown(settings: &Settings) -> Map<String, Value> {
    NAMES
        .into_iter()
        .map(|name| (name.to_owned(), settings::value(settings, name).into()))
        .collect()
}

impl From<SettingsError> for Problem {
    fn from(error: SettingsError) -> Self {
        match error {
            SettingsError::Fields(faults) => {
                let fault = |(name, detail)| Fault {
                    pointer: format!("/{name}"),
                    detail,
                };
                Problem::unacceptable(faults.into_iter().map(fault).collect())
            }
            SettingsError::Service(error) => error.into(),
        }
    }
}

/// `GET /settings`
#[utoipa::path(
    get, path = "/api/v1/settings", operation_id = "getSettings", tag = "site",
    summary = "The settings",
    description = "Administrators.",
    security(("token" = ["admin"])),
    responses(
        (status = 200, description = "The settings", body = SettingsShape),
    ),
)]
pub async fn read(State(pages): State<Pages>, headers: HeaderMap) -> Result<Response, Problem> {
    who::administrator(&pages.services, &headers).await?;
    let settings = settings::load(&pages.services.store).await?;
    Ok(list::json(axum::http::StatusCode::OK, &shown(&settings)))
}

/// `PATCH /settings`: all that is sent, or nothing.
#[utoipa::path(
    patch, path = "/api/v1/settings", operation_id = "updateSettings", tag = "site",
    summary = "Change settings",
    description = "All that is sent, or nothing. Administrators.",
    security(("token" = ["admin"])),
    request_body = SettingsPatch,
    responses(
        (status = 200, description = "The settings as they are now", body = SettingsShape),
    ),
)]
pub async fn update(
    State(pages): State<Pages>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let by = who::administrator(&pages.services, &headers).await?;
    let mut fields = Fields::read(&headers, body).await?;
    let mut wanted = Vec::new();
    for name in NAMES {
        if let Some(value) = fields.text(name) {
            wanted.push((name, value));
        }
    }
    fields.finish()?;
    settings::change(&pages.services, &by, wanted).await?;
    let settings = settings::load(&pages.services.store).await?;
    Ok(list::json(axum::http::StatusCode::OK, &shown(&settings)))
}
