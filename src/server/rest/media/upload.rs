//! The multipart body of an upload: the field `file`, and texts beside it in whatever order.

use crate::{
    server::rest::problem::{Fault, Problem},
    service::{
        illustrating::{Description, Intake, MediaError},
        pictures::{MAX_FILE, Refusal},
    },
};
use axum::{
    extract::{FromRequest, Multipart, Request, multipart::Field, multipart::MultipartError},
    http::{StatusCode, header},
};

/// Largest body: the largest file, and its texts with all that multipart puts around them.
pub const LARGEST: u64 = MAX_FILE + (64 << 10);
/// Largest text in bytes; what is too long for its field is said by the use case.
const LARGEST_TEXT: usize = 16 << 10;

/// Why there is no picture in a body.
#[derive(Debug)]
pub enum Trouble {
    /// The use case says so.
    Media(MediaError),
    /// It is no form as it should be.
    Form(Box<Problem>),
}

impl From<MediaError> for Trouble {
    fn from(error: MediaError) -> Self {
        Trouble::Media(error)
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Trouble::Media(refusal.into())
    }
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Trouble::Form(Box::new(problem))
    }
}

impl From<Trouble> for Problem {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Media(error) => error.into(),
            Trouble::Form(problem) => *problem,
        }
    }
}

/// Reads the body. A file that is too large is given up at once: by `Content-Length` before its
/// first byte, else as soon as there is too much of it.
pub async fn read(request: Request) -> Result<(Intake, Description), Trouble> {
    let announced = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > LARGEST) {
        return Err(Refusal::TooLarge.into());
    }
    let mut body = Multipart::from_request(request, &()).await.map_err(|_| {
        let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        let detail = "send Content-Type: multipart/form-data with the picture in the field file";
        Problem::new(status, "wrong-type", "Wrong type", detail)
    })?;
    let (mut file, mut said) = (None, Description::default());
    let mut faults = Vec::new();
    while let Some(field) = body.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let place = match name.as_str() {
            "file" if file.is_none() => {
                file = Some(kept(field).await?);
                continue;
            }
            "alt" if said.alt.is_none() => &mut said.alt,
            "caption" if said.caption.is_none() => &mut said.caption,
            "credit" if said.credit.is_none() => &mut said.credit,
            "file" | "alt" | "caption" | "credit" => {
                faults.push(fault(&name, format!("{name} is there twice")));
                continue;
            }
            _ => {
                faults.push(fault(&name, format!("there is no field {name:?} here")));
                continue;
            }
        };
        match text(field).await? {
            Some(text) => *place = Some(text).filter(|text| !text.trim().is_empty()),
            None => faults.push(fault(
                &name,
                format!("{name} is no text, or too long a one"),
            )),
        }
    }
    match file {
        Some(intake) if faults.is_empty() => Ok((intake, said)),
        Some(_) => Err(Problem::unacceptable(faults).into()),
        None => {
            faults.push(fault("file", "file is missing".to_owned()));
            Err(Problem::unacceptable(faults).into())
        }
    }
}

fn fault(name: &str, detail: String) -> Fault {
    Fault {
        pointer: format!("/{}", name.replace('~', "~0").replace('/', "~1")),
        detail,
    }
}

async fn kept(mut field: Field<'_>) -> Result<Intake, Trouble> {
    let mut intake = Intake::begin(field.file_name().unwrap_or_default()).await?;
    while let Some(piece) = field.chunk().await.map_err(broken)? {
        intake.add(&piece).await?;
    }
    Ok(intake)
}

/// A text field; `None` when it is none.
async fn text(mut field: Field<'_>) -> Result<Option<String>, Trouble> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(broken)? {
        if bytes.len() + piece.len() > LARGEST_TEXT {
            return Ok(None);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(String::from_utf8(bytes).ok())
}

fn broken(error: MultipartError) -> Trouble {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Refusal::TooLarge.into();
    }
    let what = error.body_text();
    Problem::unreadable(format!("the body is no multipart form: {what}")).into()
}
