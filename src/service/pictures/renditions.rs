//! The files of one picture: JPEG and WebP in every width it has, and a placeholder.

use super::{raster::resized, refusal::Refusal};
use crate::{domain::media::widths, store::media::Rendition};
use base64::{Engine, prelude::BASE64_STANDARD};
use image::{RgbImage, codecs::jpeg::JpegEncoder};
use webp::WebPConfig;

const JPEG_QUALITY: u8 = 82;
const WEBP_QUALITY: f32 = 78.0;
/// Pixels of the placeholder's longer side: enough for where light and colour are.
const PLACEHOLDER: u32 = 16;

/// One file, ready to be kept.
#[derive(Debug)]
pub struct Made {
    pub name: String,
    pub rendition: Rendition,
    pub bytes: Vec<u8>,
}

/// The sizes in which a picture of this size is kept, the largest first.
pub fn sizes(width: u32, height: u32) -> Vec<(u32, u32)> {
    let tall = |w: u32| {
        let h = u64::from(height) * u64::from(w) / u64::from(width.max(1));
        u32::try_from(h.max(1)).unwrap_or(u32::MAX)
    };
    widths(width)
        .into_iter()
        .rev()
        .map(|w| (w, tall(w)))
        .collect()
}

/// Makes every file for which `wanted` says so by its name.
pub fn make(picture: RgbImage, wanted: impl Fn(&str) -> bool + Sync) -> Result<Vec<Made>, Refusal> {
    // Each is made from the next larger one: that is faster and as good.
    let mut pictures: Vec<RgbImage> = Vec::new();
    let (width, height) = picture.dimensions();
    pictures.push(picture);
    for (w, h) in sizes(width, height).into_iter().skip(1) {
        let larger = pictures.last().ok_or(Refusal::Damaged)?;
        pictures.push(resized(larger, w, h)?);
    }
    let (pictures, wanted) = (&pictures, &wanted);
    let each = |format: &'static str, encode: fn(&RgbImage) -> Result<Vec<u8>, Refusal>| {
        let named = pictures
            .iter()
            .map(move |p| (format!("{}.{format}", p.width()), p));
        let files = named.filter(|(name, _)| wanted(name)).map(|(name, p)| {
            let bytes = encode(p)?;
            let rendition = Rendition {
                format,
                width: p.width(),
                height: p.height(),
                bytes: bytes.len() as u64,
            };
            Ok(Made {
                name,
                rendition,
                bytes,
            })
        });
        files.collect::<Result<Vec<Made>, Refusal>>()
    };
    // WebP takes several times as long as JPEG: side by side, JPEG costs no time.
    let (webp, jpeg) = std::thread::scope(|scope| {
        let webp = scope.spawn(|| each("webp", webp));
        let jpeg = each("jpg", jpeg);
        (webp.join().unwrap_or(Err(Refusal::Damaged)), jpeg)
    });
    let mut made = jpeg?;
    made.extend(webp?);
    Ok(made)
}

pub(super) fn jpeg(picture: &RgbImage) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
    picture
        .write_with_encoder(encoder)
        .map_err(|_| Refusal::Damaged)?;
    Ok(bytes)
}

fn webp(picture: &RgbImage) -> Result<Vec<u8>, Refusal> {
    encoded(picture, WEBP_QUALITY)
}

fn encoded(picture: &RgbImage, quality: f32) -> Result<Vec<u8>, Refusal> {
    let mut config = WebPConfig::new().map_err(|()| Refusal::Damaged)?;
    config.quality = quality;
    let encoder = webp::Encoder::from_rgb(picture, picture.width(), picture.height());
    let bytes = encoder.encode_advanced(&config);
    Ok(bytes.map_err(|_| Refusal::Damaged)?.to_vec())
}

/// A hundred bytes or so of WebP in base64, to be drawn, blurred, until the picture is there.
pub fn placeholder(picture: &RgbImage) -> Result<String, Refusal> {
    let (width, height) = picture.dimensions();
    let longer = width.max(height);
    let side = |n: u32| {
        let n = u64::from(n) * u64::from(PLACEHOLDER.min(longer)) / u64::from(longer.max(1));
        u32::try_from(n.max(1)).unwrap_or(1)
    };
    let small = resized(picture, side(width), side(height))?;
    Ok(BASE64_STANDARD.encode(encoded(&small, 30.0)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            image::Rgb([(x % 256) as u8, (y % 256) as u8, 128])
        })
    }

    #[test]
    fn every_width_is_there_in_both_formats_and_can_be_read() {
        let made = make(picture(700, 350), |_| true).expect("made");
        let mut names: Vec<_> = made.iter().map(|m| m.name.as_str()).collect();
        names.sort_unstable();
        let expected = [
            "320.jpg", "320.webp", "480.jpg", "480.webp", "640.jpg", "640.webp", "700.jpg",
            "700.webp",
        ];
        assert_eq!(names, expected);
        for file in made {
            let read = image::load_from_memory(&file.bytes).expect("a picture");
            assert_eq!(read.width(), file.rendition.width);
            assert_eq!(read.height(), file.rendition.width / 2);
        }
    }

    #[test]
    fn only_what_is_wanted_is_made() {
        let made = make(picture(400, 400), |name| name == "320.webp").expect("made");
        assert_eq!(made.len(), 1);
    }

    #[test]
    fn a_placeholder_is_small_whatever_the_picture_is() {
        for (width, height) in [(1, 1), (3000, 2), (2, 3000), (1200, 800)] {
            let text = placeholder(&picture(width, height)).expect("made");
            let bytes = BASE64_STANDARD.decode(&text).expect("base64");
            let read = image::load_from_memory(&bytes).expect("a picture");
            assert!(
                read.width() <= 16 && read.height() <= 16 && text.len() < 400,
                "{}",
                text.len()
            );
        }
    }
}
