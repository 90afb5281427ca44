//! `/icon/…`: the site's logo as the icon of an installed site. The address holds the logo's key,
//! whose file never changes, so it can be worked out of the name alone and works for ever.

use crate::{
    domain::logo::Logo,
    server::{answer::knows, pages::Pages},
    service::pictures::Icon,
};
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// Raised whenever another icon is drawn of the same logo.
const EDITION: u32 = 1;

/// The address of an icon of this logo.
pub(super) fn address(logo: &Logo, icon: Icon) -> String {
    format!("/icon/{}-{EDITION}-{}.png", logo.key, icon.name())
}

/// The address of the icon of notifications: of this logo, or the one that comes with the program.
pub(super) fn small(logo: Option<&Logo>) -> String {
    logo.map_or_else(
        || "/icon-192.png".to_owned(),
        |logo| address(logo, Icon::Small),
    )
}

/// The address of what iOS shows.
pub(in crate::server) fn touch(logo: &Logo) -> String {
    address(logo, Icon::Touch)
}

/// The logo's key and the icon, from the name in an address.
fn parse(name: &str) -> Option<(&str, Icon)> {
    let (rest, icon) = name.strip_suffix(".png")?.rsplit_once('-')?;
    let (key, edition) = rest.rsplit_once('-')?;
    let icon = Icon::ALL.into_iter().find(|one| one.name() == icon)?;
    (edition == EDITION.to_string()).then_some((key, icon))
}

/// `GET /icon/{name}`
pub(super) async fn answer(
    State(pages): State<Pages>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some((key, icon)) = parse(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = format!("\"{name}\"");
    if knows(&headers, &tag) {
        return dressed(StatusCode::NOT_MODIFIED.into_response(), &tag);
    }
    let drawn = pages.icons.of(&pages.services.media, key, icon).await;
    let bytes = match drawn {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "an icon cannot be drawn: {error}");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let mut response = Response::new(Body::from(bytes));
    let kind = HeaderValue::from_static("image/png");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    dressed(response, &tag)
}

fn dressed(mut response: Response, tag: &str) -> Response {
    let headers = response.headers_mut();
    let keep = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(header::CACHE_CONTROL, keep);
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_its_logo_and_its_size() {
        let logo = Logo {
            key: "ab-1-cd_efghijkl".into(),
            width: 10,
            height: 10,
        };
        for icon in Icon::ALL {
            let address = address(&logo, icon);
            let name = address.strip_prefix("/icon/").expect("its folder");
            assert_eq!(parse(name), Some((logo.key.as_str(), icon)));
        }
        for bad in ["", "x.png", "x-1-192.webp", "x-0-192.png", "x-1-9.png"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
