//! The picture that stands where a story without one is shared: its headline, set as the site sets
//! it, on the site's paper.

mod face;
mod lines;

use super::{logo::resized, refusal::Refusal};
use crate::domain::{accent::Colour, logo::Logo};
use face::{Face, Faces};
use image::{
    DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, RgbaImage,
    codecs::png::{CompressionType, FilterType, PngEncoder},
    imageops,
};
use sha2::{Digest, Sha256};
use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Transform};

/// Raised whenever the same card is drawn in another way.
const EDITION: u32 = 1;

/// Pixels of its sides, as links are shown where they are shared (<https://ogp.me>).
pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;

/// `--paper`, `--ink` and `--second` by day.
const PAPER: Colour = Colour([0xfd, 0xfc, 0xf9]);
const INK: Colour = Colour([0x17, 0x14, 0x0f]);
const SECOND: Colour = Colour([0x5a, 0x53, 0x4a]);

/// Left and right of everything that is written.
const MARGIN: f32 = 72.0;
const ROOM: f32 = WIDTH as f32 - 2.0 * MARGIN;
/// The line on which the site's name stands, and the rule under it.
const MASTHEAD: f32 = 88.0;
const RULE: (f32, f32) = (116.0, 3.0);
/// Most pixels of a name or logo.
const NAME_SIZE: f32 = 46.0;
const LOGO_HEIGHT: u32 = 56;
const LOGO_WIDTH: u32 = 560;
/// The bar of the site's colour at the foot.
const BAR: f32 = 20.0;
/// Between which lines the headline stands, with what is over it.
const FROM: f32 = 156.0;
const TO: f32 = HEIGHT as f32 - BAR - 44.0;

const LABEL_SIZE: f32 = 29.0;
const DATE_SIZE: f32 = 26.0;

/// What is written on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    headline: String,
    /// Empty where the type lacks a letter of it; the same for the site's name.
    category: String,
    date: String,
    site: String,
    /// Stands in the name's place.
    logo: Option<Logo>,
    accent: Colour,
}

/// The same before it is known whether it can be set.
#[derive(Debug, Clone)]
pub struct Written<'a> {
    pub headline: &'a str,
    pub category: &'a str,
    /// Of publication, in words.
    pub date: &'a str,
    pub site: &'a str,
    pub logo: Option<&'a Logo>,
    pub accent: Colour,
}

impl Card {
    /// A card with this written on it. The site's type has the letters of Western Europe and no
    /// others: a headline in another script (Arabic, Chinese, Cyrillic), or with a single letter
    /// that the type lacks, has no card, and whoever asks shows the site's own picture. Emoji are
    /// left out of a headline; a category, or a site's name, that cannot be set is not shown.
    pub fn of(written: &Written<'_>) -> Option<Card> {
        let faces = Faces::get()?;
        let other = |face: &Face, text: &str| face.settable(text).unwrap_or_default();
        Some(Card {
            headline: faces.serif.settable(written.headline)?,
            category: other(&faces.label, written.category),
            date: other(&faces.meta, written.date),
            site: other(&faces.serif, written.site),
            logo: written.logo.cloned(),
            accent: written.accent,
        })
    }

    /// The logo on it.
    pub fn logo(&self) -> Option<&Logo> {
        self.logo.as_ref()
    }

    /// Names what is drawn: 16 hexadecimal digits, others for whatever looks otherwise.
    pub fn hash(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(EDITION.to_be_bytes());
        hash.update(self.accent.0);
        let logo = self.logo.as_ref().map(Logo::setting).unwrap_or_default();
        // None of them holds the character between.
        for text in [
            &self.headline,
            &self.category,
            &self.date,
            &self.site,
            &logo,
        ] {
            hash.update(text.as_bytes());
            hash.update([0]);
        }
        let digest = hash.finalize();
        digest[..8]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

/// Draws a card as a PNG. `logo` is the file of its logo, where it is there.
pub fn make(card: &Card, logo: Option<&[u8]>) -> Result<Vec<u8>, Refusal> {
    let faces = Faces::get().ok_or(Refusal::Damaged)?;
    let mut sheet = Sheet(Pixmap::new(WIDTH, HEIGHT).ok_or(Refusal::Damaged)?);
    sheet.0.fill(colour(PAPER));
    sheet.bar((MARGIN, RULE.0, ROOM, RULE.1), INK);
    sheet.bar((0.0, HEIGHT as f32 - BAR, WIDTH as f32, BAR), card.accent);
    // A logo that cannot be read is no reason to be without a picture.
    let logo = logo.and_then(scaled);
    let date = faces.meta.width(&card.date) * DATE_SIZE;
    let at = (WIDTH as f32 - MARGIN - date, MASTHEAD);
    sheet.write(&faces.meta, &card.date, DATE_SIZE, at, SECOND);
    if logo.is_none() {
        let room = ROOM - date - 48.0;
        let name = lines::one_line(&card.site, room / NAME_SIZE, |text| faces.serif.width(text));
        sheet.write(&faces.serif, &name, NAME_SIZE, (MARGIN, MASTHEAD), INK);
    }
    sheet.headline(faces, card);
    let (width, height) = (sheet.0.width(), sheet.0.height());
    // All of it is opaque, so that nothing is multiplied.
    let mut drawn = RgbaImage::from_raw(width, height, sheet.0.take()).ok_or(Refusal::Damaged)?;
    if let Some(logo) = logo {
        let top = 74 - i64::from(logo.height()) / 2;
        imageops::overlay(&mut drawn, &logo, MARGIN as i64, top);
    }
    let drawn = DynamicImage::ImageRgba8(drawn).into_rgb8();
    let mut file = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut file, CompressionType::Best, FilterType::Adaptive);
    let written = encoder.write_image(&drawn, width, height, ExtendedColorType::Rgb8);
    written.map_err(|_| Refusal::Damaged)?;
    Ok(file)
}

/// A logo in the size that it has on a card.
fn scaled(file: &[u8]) -> Option<RgbaImage> {
    let logo = image::load_from_memory_with_format(file, ImageFormat::WebP).ok()?;
    let logo = logo.into_rgba8();
    let (width, height) = logo.dimensions();
    if height <= LOGO_HEIGHT && width <= LOGO_WIDTH {
        return Some(logo);
    }
    let by = (LOGO_HEIGHT as f32 / height as f32).min(LOGO_WIDTH as f32 / width as f32);
    let pixels = |length: u32| ((length as f32 * by).round() as u32).max(1);
    resized(&logo, pixels(width), pixels(height)).ok()
}

fn colour(Colour([r, g, b]): Colour) -> Color {
    Color::from_rgba8(r, g, b, 255)
}

struct Sheet(Pixmap);

impl Sheet {
    fn fill(&mut self, path: &Path, with: Colour) {
        let mut paint = Paint::default();
        paint.set_color(colour(with));
        paint.anti_alias = true;
        // Parts of a letter may overlap in a font that varies.
        let rule = FillRule::Winding;
        self.0
            .fill_path(path, &paint, rule, Transform::identity(), None);
    }

    /// A bar: left, top, width, height.
    fn bar(&mut self, (x, y, width, height): (f32, f32, f32, f32), with: Colour) {
        if let Some(bar) = Rect::from_xywh(x, y, width, height) {
            self.fill(&PathBuilder::from_rect(bar), with);
        }
    }

    fn write(&mut self, face: &Face, text: &str, size: f32, at: (f32, f32), with: Colour) {
        if let Some(path) = face.outline(text, size, at) {
            self.fill(&path, with);
        }
    }

    /// The headline under its category, a little above the middle of the room that is left.
    fn headline(&mut self, faces: &Faces, card: &Card) {
        let face = &faces.serif;
        let set = lines::fit(&card.headline, ROOM, |text| face.width(text));
        let size = set.size;
        let leading = (size * 1.07).round();
        // Capitals of the label and the room under it.
        let over = match card.category.is_empty() {
            true => 0.0,
            false => 50.0 + size * 0.05,
        };
        let more = set.lines.len().saturating_sub(1) as f32;
        // Capitals rise to two thirds of the size, and letters hang by a fifth.
        let tall = over + more * leading + size * 0.88;
        let top = FROM + ((TO - FROM - tall) * 0.42).max(0.0);
        if over > 0.0 {
            let label = |text: &str| faces.label.width(text);
            let text = lines::one_line(&card.category, ROOM / LABEL_SIZE, label);
            let at = (MARGIN, top + 21.0);
            self.write(&faces.label, &text, LABEL_SIZE, at, card.accent);
        }
        let mut line = top + over + size * 0.67;
        for text in &set.lines {
            // Large letters seem to stand further in than small ones.
            self.write(face, text, size, (MARGIN - size * 0.012, line), INK);
            line += leading;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};
    use std::io::Cursor;

    const ACCENT: Colour = Colour([0x00, 0x33, 0x66]);

    fn written(headline: &str) -> Written<'_> {
        Written {
            headline,
            category: "Kota",
            date: "Rabu, 20 November 2024",
            site: "Kabar Pesisir",
            logo: None,
            accent: ACCENT,
        }
    }

    fn drawn(card: &Card, logo: Option<&[u8]>) -> RgbImage {
        let file = make(card, logo).expect("a picture");
        assert!(file.len() < 150_000, "{} bytes", file.len());
        let read = image::load_from_memory_with_format(&file, ImageFormat::Png);
        read.expect("a PNG").into_rgb8()
    }

    fn card(headline: &str) -> Card {
        Card::of(&written(headline)).expect("a card")
    }

    /// Whether anything that is not paper stands in a part: left, top, right, bottom.
    fn marked(picture: &RgbImage, (l, t, r, b): (u32, u32, u32, u32)) -> bool {
        let mut pixels = (t..b).flat_map(|y| (l..r).map(move |x| (x, y)));
        pixels.any(|(x, y)| *picture.get_pixel(x, y) != Rgb(PAPER.0))
    }

    #[test]
    fn every_headline_stays_inside_its_margins() {
        let long = "Mengapa <b>kapal</b> & feri \"ke pulau\" hanya berlayar dua kali ".repeat(7);
        let one_word = "x".repeat(400);
        for headline in ["A", "Banjir rob surut \u{1f30a}", &long, &one_word] {
            let picture = drawn(&card(headline), None);
            assert_eq!(picture.dimensions(), (WIDTH, HEIGHT));
            assert!(marked(&picture, (72, 140, 1128, 600)), "{headline}");
            for outside in [(0, 0, 64, 605), (1136, 0, 1200, 605), (0, 575, 1200, 605)] {
                assert!(!marked(&picture, outside), "{headline}: {outside:?}");
            }
            assert_eq!(*picture.get_pixel(600, 620), Rgb(ACCENT.0));
        }
    }

    #[test]
    fn a_headline_in_another_script_has_no_card() {
        for headline in [
            "أمطار غزيرة في جاكرتا",
            "雅加达暴雨",
            "Tamu dari 北京",
            "\u{1f30a}",
        ] {
            assert_eq!(Card::of(&written(headline)), None, "{headline}");
        }
        let elsewhere = Written {
            category: "城市",
            site: "新闻",
            ..written("Banjir rob surut")
        };
        let card = Card::of(&elsewhere).expect("a card without them");
        assert!(!marked(&drawn(&card, None), (0, 20, 640, 110)));
    }

    #[test]
    fn whatever_is_seen_is_in_the_hash() {
        let hash = |written: &Written<'_>| Card::of(written).expect("a card").hash();
        let first = written("Banjir rob surut");
        let logo = Logo {
            key: "abcdefghijklmnop".into(),
            width: 400,
            height: 124,
        };
        let others = [
            written("Banjir rob surut."),
            Written {
                category: "Pesisir",
                ..first.clone()
            },
            Written {
                date: "Kamis, 21 November 2024",
                ..first.clone()
            },
            Written {
                site: "Kabar",
                ..first.clone()
            },
            Written {
                accent: Colour([0; 3]),
                ..first.clone()
            },
            Written {
                logo: Some(&logo),
                ..first.clone()
            },
        ];
        let mut hashes: Vec<String> = others.iter().map(hash).collect();
        hashes.push(hash(&first));
        hashes.sort();
        hashes.dedup();
        assert_eq!(hashes.len(), others.len() + 1);
        assert!(hashes.iter().all(|hash| hash.len() == 16));
        assert_eq!(
            hash(&first),
            hash(&written("  Banjir rob\nsurut")),
            "what looks the same"
        );
    }

    #[test]
    fn a_logo_stands_in_the_names_place_and_a_damaged_one_gives_way() {
        let red = image::Rgba([179, 38, 30, 255]);
        let mut file = Cursor::new(Vec::new());
        let logo = RgbaImage::from_pixel(400, 124, red);
        logo.write_to(&mut file, ImageFormat::WebP).expect("a logo");
        let card = card("Banjir rob surut");
        let with = drawn(&card, Some(file.get_ref()));
        assert_eq!(*with.get_pixel(100, 74), Rgb([179, 38, 30]));
        assert!(
            !marked(&with, (72 + 190, 20, 600, 110)),
            "56 pixels high, and no name"
        );
        assert_eq!(drawn(&card, Some(b"RIFF")), drawn(&card, None));
    }
}
