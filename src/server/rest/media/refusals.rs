//! What is refused of a picture, as a problem document.

use crate::{
    server::rest::problem::Problem,
    service::{
        illustrating::{MediaError, Use},
        pictures::Refusal,
    },
};
use axum::http::StatusCode;

/// Most stories that a refusal names.
const NAMED: usize = 10;

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let detail = refusal.to_string();
        match refusal {
            Refusal::TooLarge | Refusal::LogoTooLarge => {
                let status = StatusCode::PAYLOAD_TOO_LARGE;
                Problem::new(status, "too-large", "Too large", detail)
            }
            Refusal::Kind { .. } | Refusal::Unknown | Refusal::WrongName { .. } => {
                let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
                Problem::new(status, "wrong-type", "Wrong type", detail)
            }
            Refusal::Empty
            | Refusal::CutShort
            | Refusal::Damaged
            | Refusal::TooManyPixels { .. }
            | Refusal::LogoTooManyPixels { .. }
            | Refusal::TooDeep
            | Refusal::Moving => Problem::field("/file", detail),
        }
    }
}

impl From<MediaError> for Problem {
    fn from(error: MediaError) -> Self {
        match error {
            MediaError::NotFound => Problem::not_found(error.to_string()),
            MediaError::NotYours => Problem::forbidden(error.to_string()),
            MediaError::InUse(uses) => {
                let title = "Still in use";
                Problem::new(StatusCode::CONFLICT, "in-use", title, named(&uses))
            }
            MediaError::OnPages(_) => {
                let title = "Still in use";
                Problem::new(StatusCode::CONFLICT, "in-use", title, error.to_string())
            }
            MediaError::Refused(refusal) => refusal.into(),
            MediaError::TooLong { field, .. } => {
                Problem::field(&format!("/{}", field.as_str()), error.to_string())
            }
            MediaError::Service(error) => error.into(),
        }
    }
}

fn named(uses: &[Use]) -> String {
    let mut names: Vec<String> = uses
        .iter()
        .filter_map(|one| one.named.as_ref())
        .take(NAMED)
        .map(|(slug, headline)| format!("{headline} (/articles/{slug})"))
        .collect();
    let others = uses.len() - names.len();
    if others > 0 {
        names.push(format!("{others} more"));
    }
    format!("stories use the picture: {}", names.join("; "))
}
