//! A logo: trimmed to what is not transparent, as high as the largest masthead needs it, lossless.

use super::{raster, refusal::Refusal};
use crate::domain::logo::{HEIGHT, WIDTH};
use fast_image_resize::{
    FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer,
    images::{Image, ImageRef},
};
use image::RgbaImage;
use std::io::{Read, Seek, SeekFrom};
use webp::WebPConfig;

/// Largest file of a logo, in bytes: what is shown is a few kilobytes.
pub const MAX_LOGO_FILE: u64 = 5 << 20;
/// Most pixels of a side.
pub const MAX_LOGO_SIDE: u32 = 4096;

/// A logo made ready.
#[derive(Debug)]
pub struct MadeLogo {
    pub width: u32,
    pub height: u32,
    /// WebP with transparency.
    pub bytes: Vec<u8>,
}

/// Makes a logo of a file. `name` is what it was called.
pub fn make<F: Read + Seek>(file: &mut F, name: &str) -> Result<MadeLogo, Refusal> {
    let length = file.seek(SeekFrom::End(0)).map_err(|_| Refusal::Damaged)?;
    if length > MAX_LOGO_FILE {
        return Err(Refusal::LogoTooLarge);
    }
    file.rewind().map_err(|_| Refusal::Damaged)?;
    let picture =
        trimmed(raster::read_clear(file, name, MAX_LOGO_SIDE)?).ok_or(Refusal::Damaged)?;
    let (width, height) = fitting(picture.width(), picture.height());
    let picture = match (width, height) == picture.dimensions() {
        true => picture,
        false => resized(&picture, width, height)?,
    };
    let mut config = WebPConfig::new().map_err(|()| Refusal::Damaged)?;
    config.lossless = 1;
    let encoder = webp::Encoder::from_rgba(&picture, width, height);
    let bytes = encoder.encode_advanced(&config);
    Ok(MadeLogo {
        width,
        height,
        bytes: bytes.map_err(|_| Refusal::Damaged)?.to_vec(),
    })
}

/// The part that is not transparent; nothing where all of it is.
fn trimmed(picture: RgbaImage) -> Option<RgbaImage> {
    let seen = |(_, _, pixel): &(u32, u32, &image::Rgba<u8>)| pixel.0[3] > 0;
    let mut edges: Option<(u32, u32, u32, u32)> = None;
    for (x, y, _) in picture.enumerate_pixels().filter(seen) {
        let (left, top, right, bottom) = edges.unwrap_or((x, y, x, y));
        edges = Some((left.min(x), top.min(y), right.max(x), bottom.max(y)));
    }
    let (left, top, right, bottom) = edges?;
    let (width, height) = (right - left + 1, bottom - top + 1);
    if (width, height) == picture.dimensions() {
        return Some(picture);
    }
    Some(image::imageops::crop_imm(&picture, left, top, width, height).to_image())
}

/// The largest size in the same proportions that is no larger than needed, nor than it is.
fn fitting(width: u32, height: u32) -> (u32, u32) {
    let (w, h) = (u64::from(width), u64::from(height));
    let by_height = HEIGHT.min(height);
    let wide = w * u64::from(by_height) / h.max(1);
    if wide <= u64::from(WIDTH) {
        return (u32::try_from(wide.max(1)).unwrap_or(1), by_height);
    }
    let tall = h * u64::from(WIDTH) / w.max(1);
    (WIDTH, u32::try_from(tall.max(1)).unwrap_or(1))
}

/// The same picture in another size.
pub(super) fn resized(picture: &RgbaImage, width: u32, height: u32) -> Result<RgbaImage, Refusal> {
    let (w, h) = picture.dimensions();
    let from =
        ImageRef::new(w, h, picture.as_raw(), PixelType::U8x4).map_err(|_| Refusal::Damaged)?;
    let mut to = Image::new(width, height, PixelType::U8x4);
    let algorithm = ResizeAlg::Convolution(FilterType::CatmullRom);
    let options = ResizeOptions::new().resize_alg(algorithm);
    let done = Resizer::new().resize(&from, &mut to, &options);
    done.map_err(|_| Refusal::Damaged)?;
    RgbaImage::from_raw(width, height, to.into_vec()).ok_or(Refusal::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgba;
    use std::io::Cursor;

    #[test]
    fn a_logo_is_trimmed_made_small_and_keeps_its_transparency() {
        let mut picture = RgbaImage::new(900, 600);
        for (x, y) in (100..700).flat_map(|x| (200..500).map(move |y| (x, y))) {
            let clear = (300..400).contains(&x);
            picture.put_pixel(x, y, Rgba([179, 38, 30, if clear { 0 } else { 255 }]));
        }
        let mut file = Cursor::new(Vec::new());
        picture
            .write_to(&mut file, image::ImageFormat::Png)
            .expect("a PNG");
        let made = make(&mut file, "logo.png").expect("a logo");
        assert_eq!((made.width, made.height), (248, 124));
        let read = image::load_from_memory(&made.bytes)
            .expect("a picture")
            .into_rgba8();
        assert_eq!(read.dimensions(), (248, 124));
        assert_eq!(
            (read.get_pixel(20, 60).0[3], read.get_pixel(103, 60).0[3]),
            (255, 0)
        );
    }

    #[test]
    fn what_is_far_too_large_for_a_logo_is_refused() {
        let mut file = Cursor::new(Vec::new());
        RgbaImage::from_pixel(4097, 2, Rgba([0, 0, 0, 255]))
            .write_to(&mut file, image::ImageFormat::Png)
            .expect("a PNG");
        let wide = make(&mut file, "logo.png").map(|made| made.width);
        let (width, height) = (4097, 2);
        assert_eq!(wide, Err(Refusal::LogoTooManyPixels { width, height }));
        let mut large = Cursor::new(vec![0; 1 + (5 << 20)]);
        let large = make(&mut large, "logo.png").map(|made| made.width);
        assert_eq!(large, Err(Refusal::LogoTooLarge));
    }

    #[test]
    fn nothing_is_enlarged_or_too_wide() {
        assert_eq!(fitting(100, 50), (100, 50));
        assert_eq!(fitting(4000, 200), (1200, 60));
        assert_eq!(fitting(200, 400), (62, 124));
    }
}
