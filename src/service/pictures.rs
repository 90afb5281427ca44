//! From an uploaded picture to the files pages ask for: WebP and JPEG in every width of the
//! ladder that is not wider than the original, and the drawing itself where there is one.

use super::error::ServiceError;
use crate::{domain::media::widths, store::media::Rendition};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use image::{DynamicImage, ImageReader, codecs::jpeg::JpegEncoder, imageops::FilterType};
use sha2::{Digest, Sha256};
use std::{
    cell::OnceCell,
    io::Cursor,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

/// Most pixels a picture may have: about 50 megapixels, 200 MB decoded.
const MAX_PIXELS: u64 = 50_000_000;

/// A picture made ready.
#[derive(Debug)]
pub struct Prepared {
    /// From the SHA-256 of the original: equal pictures are kept once, and addresses never lie.
    pub key: String,
    pub width: u32,
    pub height: u32,
    pub vector: bool,
    pub mime: &'static str,
    pub renditions: Vec<Rendition>,
}

/// Decodes `original` (JPEG or PNG), makes its files and writes them under `media`.
///
/// Takes tenths of a second of CPU: call it on a blocking thread.
pub fn prepare(
    media: &Path,
    original: &[u8],
    drawing: Option<&[u8]>,
) -> Result<Prepared, ServiceError> {
    let wrong = |what: String| ServiceError::Input(what);
    let reader = ImageReader::new(Cursor::new(original))
        .with_guessed_format()
        .map_err(|e| wrong(e.to_string()))?;
    let mime = match reader.format() {
        Some(image::ImageFormat::Jpeg) => "image/jpeg",
        Some(image::ImageFormat::Png) => "image/png",
        _ => return Err(wrong("a picture must be JPEG or PNG".into())),
    };
    let (width, height) = reader
        .into_dimensions()
        .map_err(|e| wrong(format!("the picture cannot be read: {e}")))?;
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(wrong(format!(
            "a picture may have at most 50 megapixels; this one is {width} × {height}"
        )));
    }
    let picture = image::load_from_memory(original)
        .map_err(|e| wrong(format!("the picture cannot be read: {e}")))?;
    // Transparency is not kept: neither JPEG nor a page of paper has any.
    let picture = DynamicImage::ImageRgb8(picture.to_rgb8());

    let hash = Sha256::new()
        .chain_update(original)
        .chain_update(drawing.unwrap_or_default())
        .finalize();
    let key = BASE64_URL_SAFE_NO_PAD.encode(&hash[..12]);
    let folder = media.join(&key);
    std::fs::create_dir_all(&folder).map_err(file_error(&folder))?;
    let mut renditions = Vec::new();
    let mut keep = |name: String, format, width, height, make: &Make<'_>| {
        let path = folder.join(name);
        // The folder is named after the content: a file that is there is the right one.
        let bytes = match std::fs::metadata(&path) {
            Ok(there) if there.len() > 0 => there.len(),
            _ => write_whole(&path, &make()?)?,
        };
        renditions.push(Rendition {
            format,
            width,
            height,
            bytes,
        });
        Ok::<(), ServiceError>(())
    };
    for w in widths(width) {
        let h = (u64::from(height) * u64::from(w) / u64::from(width)).max(1) as u32;
        let cell = OnceCell::new();
        let sized = || {
            cell.get_or_init(|| match w == width {
                true => picture.clone(),
                false => picture.resize_exact(w, h, FilterType::CatmullRom),
            })
        };
        keep(format!("{w}.jpg"), "jpg", w, h, &|| {
            let mut jpeg = Vec::new();
            let encoder = JpegEncoder::new_with_quality(&mut jpeg, 82);
            sized()
                .write_with_encoder(encoder)
                .map_err(|e| wrong(e.to_string()))?;
            Ok(jpeg)
        })?;
        keep(format!("{w}.webp"), "webp", w, h, &|| {
            Ok(webp::Encoder::from_rgb(&sized().to_rgb8(), w, h)
                .encode(78.0)
                .to_vec())
        })?;
    }
    if let Some(svg) = drawing {
        keep("drawing.svg".into(), "svg", width, height, &|| {
            Ok(svg.to_vec())
        })?;
    }
    Ok(Prepared {
        key,
        width,
        height,
        vector: drawing.is_some(),
        mime,
        renditions,
    })
}

/// Makes the bytes of one file.
type Make<'a> = dyn Fn() -> Result<Vec<u8>, ServiceError> + 'a;

fn file_error(path: &Path) -> impl FnOnce(std::io::Error) -> ServiceError + use<> {
    let path = path.display().to_string();
    move |cause| ServiceError::File { path, cause }
}

/// Writes a file under another name first, so that nobody ever sees a part of it.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<u64, ServiceError> {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let part = path.with_extension(format!("{}-{number}.part", std::process::id()));
    std::fs::write(&part, bytes).map_err(file_error(&part))?;
    std::fs::rename(&part, path).map_err(file_error(path))?;
    Ok(bytes.len() as u64)
}

/// The file behind `/media/{key}/{name}`, or `None` when the address names none that could exist.
pub fn file(media: &Path, key: &str, name: &str) -> Option<(PathBuf, &'static str)> {
    let safe_key = key.len() == 16
        && key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    let (stem, extension) = name.split_once('.')?;
    let sized = stem.len() <= 5 && !stem.is_empty() && stem.bytes().all(|b| b.is_ascii_digit());
    let mime = match extension {
        "jpg" if sized => "image/jpeg",
        "webp" if sized => "image/webp",
        "svg" if stem == "drawing" => "image/svg+xml",
        _ => return None,
    };
    safe_key.then(|| (media.join(key).join(name), mime))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_cannot_leave_the_media_folder() {
        let media = Path::new("/m");
        assert!(file(media, "abcdefghijklmno_", "320.webp").is_some());
        for (key, name) in [
            ("..", "320.webp"),
            ("abcdefghijklmno/", "1.jpg"),
            ("abcdefghijklmnop", "../1.jpg"),
            ("abcdefghijklmnop", "x.svg"),
            ("abcdefghijklmnop", "1.png"),
        ] {
            assert!(file(media, key, name).is_none(), "{key}/{name}");
        }
    }
}
