//! From a file to pixels: bounded before anything is decoded, upright, in sRGB, on paper.

use super::{
    MAX_FILE, MAX_PIXELS, MAX_SIDE, MAX_WIDTH,
    kind::{self, HEAD, Kind},
    refusal::Refusal,
    told::{self, Told},
    whole,
};
use fast_image_resize::{
    FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer,
    images::{Image, ImageRef},
};
use image::{
    ColorType, DynamicImage, ImageDecoder, ImageError, Limits, RgbImage, RgbaImage,
    codecs::{gif::GifDecoder, jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder},
    metadata::Orientation,
};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use std::io::{BufRead, BufReader, Read, Seek};

/// Most bytes for the pixels as they are decoded.
const MAX_DECODED: u64 = 256 << 20;
/// Most bytes for what a decoder needs beside them; a PNG's colour profile may be a bomb.
const MAX_BESIDE: u64 = 32 << 20;
/// Bytes a pixel that a progressive JPEG may need for its coefficients: three of two bytes.
const COEFFICIENTS: u64 = 6;
/// Longest colour profile that is heeded.
const MAX_PROFILE: usize = 4 << 20;

/// What the header of a file says, once it is found acceptable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    pub kind: Kind,
    /// As the picture will be kept: upright, and no wider than is ever asked for.
    pub width: u32,
    pub height: u32,
}

/// Looks at a file without decoding it. `name` is what it was called.
pub fn measure<F: Read + Seek>(file: &mut F, name: &str) -> Result<Measured, Refusal> {
    let opened = open(file, name)?;
    let (width, height) = opened.kept_size();
    Ok(Measured {
        kind: opened.kind,
        width,
        height,
    })
}

/// Decodes a file to a picture that is upright, in sRGB, without transparency and at most
/// [`MAX_WIDTH`] wide; and reads what it tells of itself.
pub fn read<F: Read + Seek>(file: &mut F, name: &str) -> Result<(Kind, RgbImage, Told), Refusal> {
    let mut opened = open(file, name)?;
    let decoder = &mut opened.decoder;
    let told = told::from(
        decoder.xmp_metadata().ok().flatten().as_deref(),
        decoder.iptc_metadata().ok().flatten().as_deref(),
    );
    let profile = decoder.icc_profile().ok().flatten();
    let (width, height) = opened.kept_size();
    let turned = opened.turned();
    let (kind, orientation) = (opened.kind, opened.orientation);
    let pixels = DynamicImage::from_decoder(opened.decoder).map_err(refused)?;
    let mut picture = on_paper(pixels);
    // Turned after it is made smaller: that costs the less memory.
    let (w, h) = if turned {
        (height, width)
    } else {
        (width, height)
    };
    if (w, h) != picture.dimensions() {
        picture = resized(&picture, w, h)?;
    }
    if let Some(profile) = profile.filter(|profile| profile.len() <= MAX_PROFILE) {
        to_srgb(&mut picture, &profile);
    }
    let mut picture = DynamicImage::ImageRgb8(picture);
    picture.apply_orientation(orientation);
    Ok((kind, picture.into_rgb8(), told))
}

/// Decodes a logo to a picture that is upright and keeps its transparency; none of its sides may be
/// longer than `side`.
pub fn read_clear<F: Read + Seek>(
    file: &mut F,
    name: &str,
    side: u32,
) -> Result<RgbaImage, Refusal> {
    let opened = open(file, name)?;
    let (width, height) = opened.decoder.dimensions();
    if width.max(height) > side {
        return Err(Refusal::LogoTooManyPixels { width, height });
    }
    let orientation = opened.orientation;
    let mut picture = DynamicImage::from_decoder(opened.decoder).map_err(refused)?;
    picture.apply_orientation(orientation);
    Ok(picture.into_rgba8())
}

/// A smaller copy.
pub fn resized(picture: &RgbImage, width: u32, height: u32) -> Result<RgbImage, Refusal> {
    let damaged = |_| Refusal::Damaged;
    let (w, h) = picture.dimensions();
    let from =
        ImageRef::new(w, h, picture.as_raw(), PixelType::U8x3).map_err(|_| Refusal::Damaged)?;
    let mut to = Image::new(width, height, PixelType::U8x3);
    let algorithm = ResizeAlg::Convolution(FilterType::CatmullRom);
    let options = ResizeOptions::new().resize_alg(algorithm);
    Resizer::new()
        .resize(&from, &mut to, &options)
        .map_err(damaged)?;
    RgbImage::from_raw(width, height, to.into_vec()).ok_or(Refusal::Damaged)
}

/// A file whose header has been read and found acceptable.
struct Opened<'a> {
    kind: Kind,
    decoder: Box<dyn ImageDecoder + 'a>,
    orientation: Orientation,
}

impl Opened<'_> {
    fn turned(&self) -> bool {
        matches!(
            self.orientation,
            Orientation::Rotate90
                | Orientation::Rotate270
                | Orientation::Rotate90FlipH
                | Orientation::Rotate270FlipH
        )
    }

    /// Upright, and no wider than is kept.
    fn kept_size(&self) -> (u32, u32) {
        let (mut width, mut height) = self.decoder.dimensions();
        if self.turned() {
            (width, height) = (height, width);
        }
        let kept = width.min(MAX_WIDTH);
        let tall = u64::from(height) * u64::from(kept) / u64::from(width.max(1));
        (kept, u32::try_from(tall.max(1)).unwrap_or(u32::MAX))
    }
}

fn open<'a, F: Read + Seek>(file: &'a mut F, name: &str) -> Result<Opened<'a>, Refusal> {
    let unreadable = |_| Refusal::Damaged;
    let mut file = BufReader::with_capacity(64 << 10, file);
    let length = file.seek(std::io::SeekFrom::End(0)).map_err(unreadable)?;
    file.rewind().map_err(unreadable)?;
    if length > MAX_FILE {
        return Err(Refusal::TooLarge);
    }
    let mut head = Vec::new();
    let limited = file.by_ref().take(HEAD as u64).read_to_end(&mut head);
    limited.map_err(unreadable)?;
    let kind = kind::of(&head)?;
    kind::agrees(kind, name)?;
    file.rewind().map_err(unreadable)?;
    let progressive = match kind {
        Kind::Jpeg => whole::jpeg(&mut file)?.progressive,
        Kind::Gif => {
            whole::gif(&mut file)?;
            false
        }
        Kind::Png | Kind::WebP => false,
    };
    file.rewind().map_err(unreadable)?;
    let mut decoder = decoder(kind, file)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if width > MAX_SIDE || height > MAX_SIDE || pixels > MAX_PIXELS {
        return Err(Refusal::TooManyPixels { width, height });
    }
    if pixels == 0 {
        return Err(Refusal::Damaged);
    }
    let beside = if progressive {
        pixels * COEFFICIENTS
    } else {
        0
    };
    if decoder.total_bytes() + beside > MAX_DECODED {
        return Err(match decoder.color_type() {
            ColorType::Rgb8 | ColorType::L8 => Refusal::TooManyPixels { width, height },
            _ => Refusal::TooDeep,
        });
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok(Opened {
        kind,
        decoder,
        orientation,
    })
}

fn decoder<'a, F: BufRead + Seek + 'a>(
    kind: Kind,
    file: F,
) -> Result<Box<dyn ImageDecoder + 'a>, Refusal> {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_BESIDE);
    Ok(match kind {
        Kind::Jpeg => Box::new(JpegDecoder::new(file).map_err(refused)?),
        Kind::Png => {
            let decoder = PngDecoder::with_limits(file, limits).map_err(refused)?;
            if decoder.is_apng().map_err(refused)? {
                return Err(Refusal::Moving);
            }
            Box::new(decoder)
        }
        Kind::WebP => {
            let decoder = WebPDecoder::new(file).map_err(refused)?;
            if decoder.has_animation() {
                return Err(Refusal::Moving);
            }
            Box::new(decoder)
        }
        Kind::Gif => {
            let mut decoder = GifDecoder::new(file).map_err(refused)?;
            limits.max_alloc = Some(MAX_DECODED);
            decoder.set_limits(limits).map_err(refused)?;
            Box::new(decoder)
        }
    })
}

/// What a decoder's complaint means to whoever uploaded the file.
fn refused(error: ImageError) -> Refusal {
    match &error {
        ImageError::IoError(cause) if cause.kind() == std::io::ErrorKind::UnexpectedEof => {
            Refusal::CutShort
        }
        ImageError::Limits(_) => Refusal::TooDeep,
        _ => {
            tracing::debug!(%error, "an uploaded picture cannot be read: {error}");
            Refusal::Damaged
        }
    }
}

/// Lays a picture on white paper: neither JPEG nor a page has transparency.
fn on_paper(pixels: DynamicImage) -> RgbImage {
    let picture = match pixels {
        DynamicImage::ImageRgb8(picture) => return picture,
        picture if !picture.color().has_alpha() => return picture.into_rgb8(),
        picture => picture.into_rgba8(),
    };
    let (width, height) = picture.dimensions();
    let mut bytes = picture.into_raw();
    // In place, for want of memory: three bytes are written where four were read.
    for n in 0..bytes.len() / 4 {
        let alpha = u32::from(bytes[4 * n + 3]);
        for c in 0..3 {
            let ink = u32::from(bytes[4 * n + c]);
            let mixed = (ink * alpha + 255 * (255 - alpha) + 127) / 255;
            bytes[3 * n + c] = u8::try_from(mixed).unwrap_or(u8::MAX);
        }
    }
    bytes.truncate(width as usize * height as usize * 3);
    RgbImage::from_raw(width, height, bytes).unwrap_or_default()
}

/// Turns the numbers of a profile (phones write Display P3) into those that a page without one
/// means. A profile that cannot be used is left unheeded.
fn to_srgb(picture: &mut RgbImage, profile: &[u8]) {
    let Ok(from) = ColorProfile::new_from_slice(profile) else {
        return;
    };
    if from.color_space != DataColorSpace::Rgb {
        return;
    }
    let to = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let Ok(transform) = from.create_transform_8bit(Layout::Rgb, &to, Layout::Rgb, options) else {
        return;
    };
    let row = picture.width() as usize * 3;
    let mut before = vec![0; row];
    for row in picture.chunks_exact_mut(row) {
        before.copy_from_slice(row);
        if transform.transform(&before, row).is_err() {
            row.copy_from_slice(&before);
        }
    }
}
