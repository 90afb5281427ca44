//! A picture as the API tells of it, also as the banner of a story.

use crate::domain::{id::MediaId, media::Picture};
use serde::Serialize;
use utoipa::ToSchema;

/// A size and format of a picture.
#[derive(Serialize, ToSchema)]
struct Rendition {
    url: String,
    width: u32,
    r#type: &'static str,
}

/// What must stay in view when a picture is cropped, in percent.
#[derive(Serialize, ToSchema)]
struct Focal {
    /// From the left.
    x: u8,
    /// From the top.
    y: u8,
}

/// A picture.
#[derive(Serialize, ToSchema)]
pub struct Media {
    id: MediaId,
    url: String,
    width: u32,
    height: u32,
    alt: String,
    caption: String,
    credit: String,
    focal: Focal,
    renditions: Vec<Rendition>,
}

/// A picture in that shape; addresses are absolute.
pub fn media(id: MediaId, picture: Picture, base_url: &str) -> Media {
    let rendition = |width, extension, kind| Rendition {
        url: format!("{base_url}{}", picture.url(width, extension)),
        width,
        r#type: kind,
    };
    let avif = picture.avif;
    let renditions = picture.widths().into_iter().flat_map(|width| {
        let first = avif.then(|| rendition(width, "avif", "image/avif"));
        first.into_iter().chain([
            rendition(width, "webp", "image/webp"),
            rendition(width, "jpg", "image/jpeg"),
        ])
    });
    Media {
        id,
        url: format!("{base_url}{}", picture.url(picture.width, "jpg")),
        width: picture.width,
        height: picture.height,
        renditions: renditions.collect(),
        focal: Focal {
            x: picture.focal.0,
            y: picture.focal.1,
        },
        alt: picture.alt,
        caption: picture.caption,
        credit: picture.credit,
    }
}
