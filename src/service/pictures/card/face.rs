//! The type that pictures are set in: the very fonts that readers get, opened once.

use harfrust::{Buffer, Direction, Feature, ShapeOptions, ShaperFont, Tag};
use skrifa::{DrawMemory, Font, ScalerFont, font::glyph::outline::PathSink};
use std::sync::LazyLock;
use tiny_skia::{Path, PathBuilder};
use unicode_normalization::UnicodeNormalization;

static NEWSREADER: &[u8] = include_bytes!("../../../../public/fonts/newsreader-20f46e2b.woff2");
static INSTRUMENT_SANS: &[u8] =
    include_bytes!("../../../../public/fonts/instrument-sans-a21b0b98.woff2");

static FACES: LazyLock<Option<Faces>> = LazyLock::new(|| {
    let faces = Faces::open();
    if faces.is_none() {
        tracing::error!("the fonts cannot be opened: stories without a banner get no picture");
    }
    faces
});

/// The faces of a picture.
pub(super) struct Faces {
    /// Of headlines, and of the site's name.
    pub(super) serif: Face,
    /// Of what says where a headline belongs.
    pub(super) label: Face,
    /// Of what is said beside.
    pub(super) meta: Face,
}

impl Faces {
    /// They, opened when somebody first asks.
    pub(super) fn get() -> Option<&'static Faces> {
        FACES.as_ref()
    }

    fn open() -> Option<Faces> {
        let serif = font(NEWSREADER)?;
        let sans = font(INSTRUMENT_SANS)?;
        // As `--article-title`, `--label` and `--link` have them; type as large as this has the
        // forms of the largest optical size.
        Some(Faces {
            serif: Face::new(&serif, &[("wght", 600.0), ("opsz", 72.0)], -0.015)?,
            label: Face::new(&sans, &[("wght", 600.0)], 0.0)?,
            meta: Face::new(&sans, &[("wght", 500.0)], 0.0)?,
        })
    }
}

/// A font out of a WOFF 2 file.
fn font(file: &[u8]) -> Option<Font> {
    let mut inflate = |packed: &[u8], size: usize| {
        let mut out = Vec::with_capacity(size);
        brotli::BrotliDecompress(&mut &*packed, &mut out)?;
        Ok(out)
    };
    let opened = wuff::decompress_woff2_with_custom_brotli(file, &mut inflate).ok()?;
    Font::new(opened, 0)
}

/// A font in one weight and optical size.
pub(super) struct Face {
    font: Font,
    scaler: ScalerFont,
    /// Units of the font in an em.
    em: f32,
    /// Ems between letters besides their own room.
    tracking: f32,
}

/// A letter of a line: which, and where it stands, in ems from the line's beginning.
struct Placed {
    glyph: u32,
    x: f32,
    y: f32,
}

impl Face {
    fn new(font: &Font, axes: &[(&str, f32)], tracking: f32) -> Option<Face> {
        let font = font
            .instance_builder()
            .variations(axes.iter().copied())
            .build();
        let em = f32::from(font.units_per_em());
        let scaler = ScalerFont::unhinted(font.clone(), None);
        (em > 0.0).then_some(Face {
            font,
            scaler,
            em,
            tracking,
        })
    }

    fn has(&self, letter: char) -> bool {
        self.font.charmap().map_unicode(letter).is_some()
    }

    /// The text as it can be set, with single spaces. What is no letter (emoji, marks that only
    /// steer) is left out; `None` where nothing is left, or where the face lacks a letter: half a
    /// name would say something else than the whole, and an empty box nothing.
    pub(super) fn settable(&self, text: &str) -> Option<String> {
        let mut out = String::new();
        for letter in text.nfc() {
            match letter {
                '\u{a0}' | '\u{202f}' | '\u{2007}' => out.push('\u{a0}'),
                letter if letter.is_whitespace() => {
                    if !out.ends_with(' ') {
                        out.push(' ');
                    }
                }
                letter if is_mute(letter) => {}
                letter if self.has(letter) => out.push(letter),
                letter => self.push_alike(&mut out, letter)?,
            }
        }
        let said = out.trim();
        said.chars()
            .any(char::is_alphanumeric)
            .then(|| said.to_owned())
    }

    /// Adds what stands for a letter that the face lacks.
    fn push_alike(&self, out: &mut String, letter: char) -> Option<()> {
        let alike = match letter {
            // What transliterations have for an apostrophe, and minutes.
            '\u{2b9}' | '\u{2bc}' | '\u{2032}' => '\u{2019}',
            '\u{2bb}' => '\u{2018}',
            '\u{2033}' => '\u{201d}',
            '\u{2015}' => '\u{2014}',
            letter => letter,
        };
        let alike: Vec<char> = std::iter::once(alike).nfkc().collect();
        for letter in alike {
            match self.has(letter) {
                true => out.push(letter),
                false => return None,
            }
        }
        Some(())
    }

    /// A line's letters, and how long it is in ems.
    fn placed(&self, text: &str) -> (Vec<Placed>, f32) {
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.guess_segment_properties();
        // Letters that are moved apart or together form no ligatures.
        let features = match self.tracking {
            0.0 => Vec::new(),
            _ => vec![Feature::new(Tag::new(b"liga"), 0, ..)],
        };
        let options = ShapeOptions::new().features(&features);
        let shaper = ShaperFont::new(&self.font);
        if harfrust::shape(&shaper, &mut buffer, options).is_err() {
            return (Vec::new(), 0.0);
        }
        let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
        let mut pen = 0.0;
        let mut placed = Vec::new();
        for (info, position) in glyphs {
            placed.push(Placed {
                glyph: info.glyph_id,
                x: pen + position.x_offset as f32 / self.em,
                y: position.y_offset as f32 / self.em,
            });
            pen += position.x_advance as f32 / self.em + self.tracking;
        }
        (placed, pen)
    }

    /// How long a line is, in ems.
    pub(super) fn width(&self, text: &str) -> f32 {
        self.placed(text).1
    }

    /// The outlines of a line whose base line begins at this point, `size` pixels to the em.
    /// `None` where nothing is to be seen.
    pub(super) fn outline(&self, text: &str, size: f32, (x, y): (f32, f32)) -> Option<Path> {
        let mut pen = Pen {
            path: PathBuilder::new(),
            scale: size / self.em,
            x,
            y,
        };
        for letter in self.placed(text).0 {
            pen.x = x + letter.x * size;
            pen.y = y - letter.y * size;
            // A space has none.
            if let Some(outline) = self.scaler.outline(letter.glyph.into()) {
                outline.draw(DrawMemory::Scratch, &mut pen).ok()?;
            }
        }
        pen.path.finish()
    }
}

/// What only steers how the letters beside it are shown, or is a picture: there are no letters
/// among these blocks of Unicode.
fn is_mute(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{20e3}' | '\u{2300}'..='\u{23ff}'
            | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{1f000}'..='\u{1faff}' | '\u{e0000}'..='\u{e007f}')
}

/// Draws outlines of a font, which rise, on a picture, whose lines are counted downwards.
struct Pen {
    path: PathBuilder,
    scale: f32,
    x: f32,
    y: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y - y * self.scale)
    }
}

impl PathSink for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        let ((cx, cy), (x, y)) = (self.at(cx0, cy0), self.at(x, y));
        self.path.quad_to(cx, cy, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let ((ax, ay), (bx, by), (x, y)) = (self.at(cx0, cy0), self.at(cx1, cy1), self.at(x, y));
        self.path.cubic_to(ax, ay, bx, by, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serif() -> &'static Face {
        &Faces::get().expect("the fonts open").serif
    }

    #[test]
    fn letters_have_their_own_widths_and_are_kerned() {
        let face = serif();
        assert!(face.width("iii") < face.width("mmm"));
        let apart = face.width("A") + face.width("V");
        assert!(face.width("AV") < apart - 0.02, "A and V move together");
        let drawn = face
            .outline("Warta", 100.0, (10.0, 200.0))
            .expect("outlines");
        let bounds = drawn.bounds();
        let right = 10.0 + face.width("Warta") * 100.0;
        assert!(bounds.left() > 0.0 && (right - bounds.right()).abs() < 10.0);
        assert!(
            bounds.bottom() < 203.0 && bounds.top() > 120.0,
            "it stands on its line"
        );
        assert!(face.outline(" ", 100.0, (0.0, 0.0)).is_none());
    }

    #[test]
    fn what_is_no_letter_is_left_out_and_what_is_alike_stands_in() {
        let face = serif();
        let set = |text: &str| face.settable(text);
        assert_eq!(
            set("  Hujan \u{1f327}\u{fe0f}  di\n Kota ").as_deref(),
            Some("Hujan di Kota")
        );
        assert_eq!(set("A < B & \"C\"").as_deref(), Some("A < B & \"C\""));
        assert_eq!(set("Qur\u{2bc}an").as_deref(), Some("Qur\u{2019}an"));
        assert_eq!(set("e\u{301}lan \u{fb01}n").as_deref(), Some("élan fin"));
        assert_eq!(set("Rp\u{a0}5").as_deref(), Some("Rp\u{a0}5"));
    }

    #[test]
    fn no_text_becomes_empty_boxes() {
        for text in [
            "أمطار غزيرة",
            "暴雨",
            "Hujan di 北京",
            "Привет",
            "\u{1f327}\u{1f327}",
            "",
            " \u{202e} ",
        ] {
            assert_eq!(serif().settable(text), None, "{text}");
        }
    }
}
