//! Files: the built site, and pictures.

use super::{answer, encoding::Encoding, pages::Pages};
use crate::service::pictures;
use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// A year: for names that change with their content.
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");
const ASK: HeaderValue = HeaderValue::from_static("no-cache");

/// Sets how long a built file may be kept, by its name.
pub async fn keep(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    // The splitter's loader keeps its name when only the chunks change.
    let keeps_its_name =
        path.contains("__wasm_split") && (path.ends_with(".js") || path.ends_with(".json"));
    let value = if keeps_its_name {
        ASK
    } else if ["/pkg/", "/fonts/", "/writing/"]
        .iter()
        .any(|folder| path.starts_with(folder))
    {
        IMMUTABLE
    } else {
        A_DAY
    };
    let mut response = next.run(request).await;
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        response.headers_mut().insert(header::CACHE_CONTROL, value);
    }
    response
}

/// `/media/{key}/{name}`, from the folder or the bucket. What is there never changes, so its
/// address is its ETag. Drawings are text: compressed, they are a third.
pub async fn media(
    State(pages): State<Pages>,
    Path((key, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let Some(mime) = pictures::mime_at(&key, &name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let encoding = match mime {
        "image/svg+xml" => Encoding::wanted(&headers),
        _ => Encoding::Identity,
    };
    let suffix = encoding.name().map(|name| format!("-{name}"));
    let tag = format!("\"{key}-{name}{}\"", suffix.unwrap_or_default());
    let known = answer::knows(&headers, &tag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        match pages.services.media.get(&key, &name).await {
            Ok(Some(bytes)) if encoding == Encoding::Identity => Response::new(Body::from(bytes)),
            Ok(Some(bytes)) => Response::new(Body::from(encoding.encode(&bytes))),
            Ok(None) => {
                tracing::warn!(%key, %name, "a picture's file {key}/{name} is gone: put it back from a backup");
                return StatusCode::NOT_FOUND.into_response();
            }
            Err(error) => {
                tracing::error!(%error, "a picture cannot be read: {error}");
                return StatusCode::SERVICE_UNAVAILABLE.into_response();
            }
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, IMMUTABLE);
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    if !known {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime));
        if let Some(name) = encoding.name() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
    }
    if mime == "image/svg+xml" {
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    // A drawing opened by itself may style itself and nothing more.
    let policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(policy),
    );
    response
}
