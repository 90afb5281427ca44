//! The site's sign on a device: its logo on paper, in a square.

use super::{logo::resized, refusal::Refusal};
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage, imageops};
use std::io::Cursor;

/// `--paper` by day, on which a logo for light screens is drawn.
const PAPER: Rgba<u8> = Rgba([0xfd, 0xfc, 0xf9, 0xff]);

/// Which of the icons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    Small,
    Large,
    /// Cut to whatever shape the device likes: nothing stands outside the circle in its middle that
    /// has four fifths of its width (W3C Web Application Manifest, 2.6.3).
    Maskable,
    /// What iOS asks for.
    Touch,
}

impl Icon {
    pub const ALL: [Icon; 4] = [Icon::Small, Icon::Large, Icon::Maskable, Icon::Touch];

    /// Pixels of its sides.
    pub const fn side(self) -> u32 {
        match self {
            Icon::Small => 192,
            Icon::Large | Icon::Maskable => 512,
            Icon::Touch => 180,
        }
    }

    /// As its address names it.
    pub const fn name(self) -> &'static str {
        match self {
            Icon::Small => "192",
            Icon::Large => "512",
            Icon::Maskable => "maskable",
            Icon::Touch => "touch",
        }
    }

    /// Width and height of a logo in it.
    fn fitting(self, (width, height): (u32, u32)) -> (u32, u32) {
        let (w, h) = (u64::from(width), u64::from(height));
        let (measure, room) = match self {
            Icon::Maskable => ((w * w + h * h).isqrt() + 1, 80),
            Icon::Small | Icon::Large | Icon::Touch => (w.max(h), 84),
        };
        let room = u64::from(self.side()) * room / 100;
        let scaled = |length: u64| {
            let length = length * room / measure.max(1);
            u32::try_from(length.max(1)).unwrap_or(1)
        };
        (scaled(w), scaled(h))
    }
}

/// Draws an icon of a logo's file.
pub fn make(logo: &[u8], icon: Icon) -> Result<Vec<u8>, Refusal> {
    let logo = image::load_from_memory_with_format(logo, ImageFormat::WebP);
    let logo = logo.map_err(|_| Refusal::Damaged)?.into_rgba8();
    let (width, height) = icon.fitting(logo.dimensions());
    let logo = resized(&logo, width, height)?;
    let mut drawn = RgbaImage::from_pixel(icon.side(), icon.side(), PAPER);
    let middle = |length: u32| i64::from((icon.side() - length) / 2);
    imageops::overlay(&mut drawn, &logo, middle(width), middle(height));
    let mut file = Cursor::new(Vec::new());
    // Nothing shows through: iOS would put black behind it.
    let drawn = DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(drawn).into_rgb8());
    let written = drawn.write_to(&mut file, ImageFormat::Png);
    written.map_err(|_| Refusal::Damaged)?;
    Ok(file.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logo_stands_in_the_middle_and_within_what_no_device_cuts_off() {
        let red = Rgba([179, 38, 30, 255]);
        let logo = RgbaImage::from_pixel(400, 124, red);
        let mut file = Cursor::new(Vec::new());
        logo.write_to(&mut file, ImageFormat::WebP).expect("a logo");
        for icon in Icon::ALL {
            let made = make(file.get_ref(), icon).expect("an icon");
            let made = image::load_from_memory(&made).expect("a PNG").into_rgba8();
            let side = icon.side();
            assert_eq!(made.dimensions(), (side, side), "{icon:?}");
            assert_eq!(*made.get_pixel(side / 2, side / 2), red, "{icon:?}");
            assert_eq!(*made.get_pixel(2, side / 2), PAPER, "{icon:?}");
        }
        let (width, height) = Icon::Maskable.fitting((400, 124));
        assert!(f64::from(width).hypot(f64::from(height)) <= 0.8 * 512.0);
    }
}
