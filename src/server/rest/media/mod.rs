//! `/media`: the picture library, for whoever illustrates stories.

mod refusals;
mod shape;
pub mod upload;

pub use shape::{Media, media};

use super::{
    input::{self, Fields, id_in_path},
    list,
    openapi::bodies::{MediaPatch, Paging, Upload},
    problem::Problem,
    who,
};
use crate::{
    context::Services,
    domain::{id::MediaId, page::Key},
    server::pages::Pages,
    service::{
        illustrating::{self, Description},
        rights::{Illustrator, Scope},
    },
    store::{media::MediaRow, media_library::Wanted},
};
use axum::{
    Router,
    body::Body,
    extract::{DefaultBodyLimit, Path, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};

type Library = list::List<'static, Media>;

const PATH: &str = "/api/v1/media";

/// The addresses.
pub(super) fn routes() -> Router<Pages> {
    let limit = usize::try_from(upload::LARGEST).unwrap_or(usize::MAX);
    Router::new()
        .route(PATH, get(all).post(create))
        .route("/api/v1/media/{id}", get(one).patch(change).delete(delete))
        .layer(DefaultBodyLimit::max(limit))
}

async fn illustrator(services: &Services, headers: &HeaderMap) -> Result<Illustrator, Problem> {
    let reader = who::reader(services, headers, Scope::Media).await?;
    reader.as_illustrator().ok_or_else(|| {
        Problem::forbidden("only contributors, authors, editors and administrators may do this")
    })
}

fn shaped(row: MediaRow, services: &Services) -> Media {
    media(row.id, row.picture, &services.base_url)
}

/// `GET /media`: the newest first; `q` looks for words, `mine=true` for own uploads, `unused=true`
/// for what no story shows.
#[utoipa::path(
    get, path = "/api/v1/media", operation_id = "listMedia", tag = "media",
    summary = "Pictures, newest first",
    description = "Contributors, authors, editors and administrators.",
    security(("token" = ["media"])),
    params(
        ("q" = Option<String>, Query, description = "Words to look for"),
        ("mine" = Option<bool>, Query, description = "Own uploads alone"),
        ("unused" = Option<bool>, Query, description = "What no story shows alone"),
        Paging,
    ),
    responses(
        (status = 200, description = "A page of the list", body = Library),
    ),
)]
pub(in crate::server::rest) async fn all(
    State(pages): State<Pages>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let services = &pages.services;
    let illustrator = illustrator(services, &headers).await?;
    let query = input::query(&uri)?;
    let limit = list::limit(&query)?;
    let flag = |name: &str| match query.get(name).map(String::as_str) {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(Problem::unreadable(format!("{name} is true or false"))),
    };
    let (mine, unused) = (flag("mine")?, flag("unused")?);
    let words = query.get("q").cloned().unwrap_or_default();
    let mut parameters = Vec::new();
    if !words.is_empty() {
        let words =
            percent_encoding::utf8_percent_encode(&words, percent_encoding::NON_ALPHANUMERIC);
        parameters.push(format!("q={words}"));
    }
    for (name, on) in [("mine", mine), ("unused", unused)] {
        if on {
            parameters.push(format!("{name}=true"));
        }
    }
    let path = match parameters.as_slice() {
        [] => PATH.to_owned(),
        some => format!("{PATH}?{}", some.join("&")),
    };
    let before = match query.get("after") {
        None => Key::NEWEST,
        Some(cursor) => Key::from_cursor(cursor, &path)
            .ok_or_else(|| Problem::unreadable("after is no cursor of this list"))?,
    };
    let wanted = Wanted {
        words,
        uploader: mine.then(|| illustrator.id()),
        unused,
    };
    let mut rows = illustrating::list(services, &illustrator, &wanted, before, limit + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|row| {
        let key = Key {
            at: row.created_at,
            id: row.id.0,
        };
        key.to_cursor(&path)
    });
    let items: Vec<Media> = rows.into_iter().map(|row| shaped(row, services)).collect();
    Ok(list::answer(&items, next.as_deref(), &path))
}

/// `POST /media`
#[utoipa::path(
    post, path = "/api/v1/media", operation_id = "uploadMedia", tag = "media",
    summary = "Upload a picture",
    description = "Contributors, authors, editors and administrators. It is checked and made \
        into the sizes and formats that pages ask for.",
    security(("token" = ["media"])),
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "The picture", body = Media, headers(("Location" = String, description = "Path of what was made"))),
    ),
)]
pub(in crate::server::rest) async fn create(
    State(pages): State<Pages>,
    request: Request,
) -> Result<Response, Problem> {
    let services = &pages.services;
    // Before the first byte of the body is read.
    let illustrator = illustrator(services, request.headers()).await?;
    let (intake, said) = upload::read(request).await.map_err(Problem::from)?;
    let row = illustrating::upload(services, &illustrator, intake, said).await?;
    let place = HeaderValue::from_str(&format!("{PATH}/{}", row.id));
    let mut response = list::json(StatusCode::CREATED, &shaped(row, services));
    if let Ok(place) = place {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

/// `GET /media/{id}`
#[utoipa::path(
    get, path = "/api/v1/media/{id}", operation_id = "getMedia", tag = "media",
    summary = "One picture",
    description = "Contributors, authors, editors and administrators.",
    security(("token" = ["media"])),
    responses(
        (status = 200, description = "The picture", body = Media),
    ),
)]
pub(in crate::server::rest) async fn one(
    State(pages): State<Pages>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let services = &pages.services;
    let illustrator = illustrator(services, &headers).await?;
    let row = illustrating::read(services, &illustrator, MediaId(id_in_path(&id)?)).await?;
    Ok(list::json(StatusCode::OK, &shaped(row, services)))
}

/// `PATCH /media/{id}`
#[utoipa::path(
    patch, path = "/api/v1/media/{id}", operation_id = "updateMedia", tag = "media",
    summary = "Say what is on a picture",
    description = "Contributors, authors, editors and administrators; contributors and authors \
        their own.",
    security(("token" = ["media"])),
    request_body = MediaPatch,
    responses(
        (status = 200, description = "The picture as it is now", body = Media),
    ),
)]
pub(in crate::server::rest) async fn change(
    State(pages): State<Pages>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let services = &pages.services;
    let illustrator = illustrator(services, &headers).await?;
    let id = MediaId(id_in_path(&id)?);
    let mut fields = Fields::read(&headers, body).await?;
    let said = Description {
        alt: fields.text("alt"),
        caption: fields.text("caption"),
        credit: fields.text("credit"),
        focal: fields.point("focal"),
    };
    fields.finish()?;
    let row = illustrating::describe(services, &illustrator, id, said).await?;
    Ok(list::json(StatusCode::OK, &shaped(row, services)))
}

/// `DELETE /media/{id}`
#[utoipa::path(
    delete, path = "/api/v1/media/{id}", operation_id = "deleteMedia", tag = "media",
    summary = "Delete a picture",
    description = "Contributors, authors, editors and administrators; contributors and authors \
        their own. Not while a story shows it.",
    security(("token" = ["media"])),
    responses(
        (status = 204, description = "Deleted"),
    ),
)]
pub(in crate::server::rest) async fn delete(
    State(pages): State<Pages>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let illustrator = illustrator(&pages.services, &headers).await?;
    let id = MediaId(id_in_path(&id)?);
    illustrating::delete(&pages.services, &illustrator, id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
