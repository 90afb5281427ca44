//! From a file to the files that pages ask for: what it is, whether it is whole and small enough,
//! its pixels, and those in every width and format. Nothing here keeps anything: a file that is
//! refused leaves no trace, and of one that is taken only the pixels go on.

mod card;
mod finish;
mod icon;
mod kind;
mod logo;
mod raster;
mod refusal;
mod renditions;
mod told;
mod whole;

pub use crate::domain::media::MAX_WIDTH;
pub use card::{Card, HEIGHT as CARD_HEIGHT, WIDTH as CARD_WIDTH, Written};
pub use finish::Base;
pub use icon::Icon;
pub use logo::{MAX_LOGO_FILE, MAX_LOGO_SIDE, MadeLogo};
pub use raster::Measured;
pub use refusal::Refusal;
pub use renditions::{Made, sizes};

use super::error::ServiceError;
use crate::domain::{crop::Crop, logo::FILE as LOGO};
use std::io::{Read, Seek};
use tokio::sync::Semaphore;

/// Largest file that is taken: a camera's best JPEG has half of it.
pub const MAX_FILE: u64 = 50 << 20;
/// Most pixels a picture may have.
pub const MAX_PIXELS: u64 = 50_000_000;
/// Most pixels of a side.
pub const MAX_SIDE: u32 = 12_000;

/// One at a time in the whole process: a picture may need some hundred megabytes for a moment.
static DARKROOM: Semaphore = Semaphore::const_new(1);
/// Cards are small and quickly drawn, and are not to wait until an upload is ready.
static EASEL: Semaphore = Semaphore::const_new(1);

/// A picture made ready, with its files still to be kept.
#[derive(Debug)]
pub struct Developed {
    pub mime: &'static str,
    /// Of the largest file.
    pub width: u32,
    pub height: u32,
    pub files: Vec<Made>,
    /// A tiny WebP in base64.
    pub placeholder: String,
    /// What its file said.
    pub creator: String,
    pub copyright: String,
    pub alt: String,
    pub caption: String,
    pub credit: String,
}

/// Makes a picture of a file, off the threads that answer requests and after those that came
/// before it. `name` is what the file was called.
pub async fn develop<F>(
    mut file: F,
    name: String,
) -> Result<Result<Developed, Refusal>, ServiceError>
where
    F: Read + Seek + Send + 'static,
{
    in_turn(&DARKROOM, move || develop_here(&mut file, &name, |_| true)).await
}

/// Makes a logo of a file, in the same way.
pub async fn logo<F>(mut file: F, name: String) -> Result<Result<MadeLogo, Refusal>, ServiceError>
where
    F: Read + Seek + Send + 'static,
{
    in_turn(&DARKROOM, move || logo::make(&mut file, &name)).await
}

/// Draws an icon of a logo's file, in the same way.
pub async fn icon(
    logo: bytes::Bytes,
    icon: Icon,
) -> Result<Result<Vec<u8>, Refusal>, ServiceError> {
    in_turn(&DARKROOM, move || icon::make(&logo, icon)).await
}

/// Draws the card of a story, after those that were asked for before. `logo` is the file of the
/// logo on it.
pub async fn card(
    card: Card,
    logo: Option<bytes::Bytes>,
) -> Result<Result<Vec<u8>, Refusal>, ServiceError> {
    in_turn(&EASEL, move || card::make(&card, logo.as_deref())).await
}

async fn in_turn<T: Send + 'static>(
    room: &'static Semaphore,
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<Result<T, Refusal>, ServiceError> {
    let closed = |_| ServiceError::Busy("pictures");
    let turn = room.acquire().await.map_err(closed)?;
    let work = tokio::task::spawn_blocking(move || {
        // Kept until the work ends, even where nobody waits for it any more.
        let _turn = turn;
        work()
    });
    // A decoder that panics on a file has met one that it cannot read.
    Ok(work.await.unwrap_or_else(|error| {
        tracing::error!(%error, "a picture could not be made ready: {error}");
        Err(Refusal::Damaged)
    }))
}

/// The same, here and now: takes seconds, and makes only the files that are wanted.
pub fn develop_here<F: Read + Seek>(
    file: &mut F,
    name: &str,
    wanted: impl Fn(&str) -> bool + Sync,
) -> Result<Developed, Refusal> {
    let (kind, picture, told) = raster::read(file, name)?;
    let (width, height) = picture.dimensions();
    Ok(Developed {
        mime: kind.mime(),
        width,
        height,
        placeholder: renditions::placeholder(&picture)?,
        files: renditions::make(picture, wanted)?,
        credit: told.credit_line(),
        creator: told.creator,
        copyright: told.copyright,
        alt: told.alt,
        caption: told.caption,
    })
}

/// Looks at a file without decoding it.
pub fn measure<F: Read + Seek>(file: &mut F, name: &str) -> Result<Measured, Refusal> {
    raster::measure(file, name)
}

impl Measured {
    /// The media type of the file.
    pub fn mime(&self) -> &'static str {
        self.kind.mime()
    }
}

/// The media type of `/media/{key}/{name}`, or `None` when the address names no file that could
/// exist.
pub fn mime_at(key: &str, name: &str) -> Option<&'static str> {
    let safe_key = key.len() == 16
        && key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    let (stem, extension) = name.split_once('.')?;
    let sized = stem.len() <= 5 && !stem.is_empty() && stem.bytes().all(|b| b.is_ascii_digit());
    let mime = match extension {
        "jpg" if sized || Crop::is_name(stem) => "image/jpeg",
        "avif" if sized => "image/avif",
        "webp" if sized => "image/webp",
        "svg" if stem == "drawing" => "image/svg+xml",
        "webp" if name == LOGO => "image/webp",
        _ => return None,
    };
    safe_key.then_some(mime)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_cannot_leave_the_media_folder() {
        assert!(mime_at("abcdefghijklmno_", "320.webp").is_some());
        for (key, name) in [
            ("..", "320.webp"),
            ("abcdefghijklmno/", "1.jpg"),
            ("abcdefghijklmnop", "../1.jpg"),
            ("abcdefghijklmnop", "x.svg"),
            ("abcdefghijklmnop", "16x9-50-50.webp"),
            ("abcdefghijklmnop", "1.png"),
        ] {
            assert!(mime_at(key, name).is_none(), "{key}/{name}");
        }
    }
}
