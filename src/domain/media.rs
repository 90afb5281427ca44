//! Pictures as pages show them.

use super::crop::Crop;
use serde::{Deserialize, Serialize};

/// Widths in pixels in which pictures are kept, besides their own.
pub const LADDER: [u32; 6] = [320, 480, 640, 960, 1280, 1600];
/// Widest that a picture is kept; wider ones are made smaller when they come in.
pub const MAX_WIDTH: u32 = 2400;

/// Longest texts of a picture, in characters.
pub const ALT_LENGTH: usize = 1000;
pub const CAPTION_LENGTH: usize = 2000;
pub const CREDIT_LENGTH: usize = 200;
/// Longest name of an uploaded file that is kept, in characters.
pub const FILE_NAME_LENGTH: usize = 200;

/// A picture with everything a page prints of it. Its files are at
/// `/media/{key}/{width}.{avif|webp|jpg}` and, for drawings, `/media/{key}/drawing.svg`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Names the files; changes when the picture does.
    pub key: String,
    /// Pixels of the largest file.
    pub width: u32,
    pub height: u32,
    /// Whether a scalable drawing stands beside the raster files.
    pub vector: bool,
    pub alt: String,
    pub caption: String,
    pub credit: String,
    /// A line that must stand beside the caption, e.g. that it is an illustration.
    pub note: String,
    /// What must stay in view when the picture is cropped: percent from the left and the top.
    pub focal: (u8, u8),
    /// A tiny WebP in base64, to be drawn blurred until the picture is there; empty where a page
    /// does without.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub placeholder: String,
    /// Whether AVIF files stand beside the others: they are made some time after these.
    #[serde(default)]
    pub avif: bool,
    /// Whether cuts around the focal point are there, made at the same time.
    #[serde(default)]
    pub cropped: bool,
}

impl Picture {
    /// The widths in which the picture exists: those of the ladder below its own, then its own.
    pub fn widths(&self) -> Vec<u32> {
        widths(self.width)
    }

    /// Address of one raster file.
    pub fn url(&self, width: u32, extension: &str) -> String {
        format!("/media/{}/{width}.{extension}", self.key)
    }

    /// Address of the drawing, if there is one.
    pub fn drawing(&self) -> Option<String> {
        self.vector
            .then(|| format!("/media/{}/drawing.svg", self.key))
    }

    /// Address of the cut in a shape, with its size, if there is one.
    pub fn crop(&self, crop: Crop) -> Option<(String, (u32, u32))> {
        let path = || format!("/media/{}/{}.jpg", self.key, crop.name(self.focal));
        self.cropped
            .then(|| (path(), crop.size((self.width, self.height))))
    }

    /// A `srcset` of all widths.
    pub fn srcset(&self, extension: &str) -> String {
        let one = |w: u32| format!("{} {w}w", self.url(w, extension));
        self.widths()
            .into_iter()
            .map(one)
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The classes that hold the focal point, rounded to tens: `fx-50 fy-30`.
    pub fn focal_classes(&self) -> String {
        focal_classes(self.focal)
    }
}

/// The classes that hold a focal point, rounded to tens.
pub fn focal_classes((x, y): (u8, u8)) -> String {
    let ten = |n: u8| (u32::from(n.min(100)) + 5) / 10 * 10;
    format!("fx-{} fy-{}", ten(x), ten(y))
}

/// A text on one line: runs of white space and control characters are one space each, and there
/// are at most `longest` characters.
pub fn one_line(text: &str, longest: usize) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let mut line = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if let Some((end, _)) = line.char_indices().nth(longest) {
        line.truncate(end);
    }
    line
}

/// The widths kept of a picture that is `own` pixels wide.
pub fn widths(own: u32) -> Vec<u32> {
    LADDER
        .into_iter()
        .filter(|w| *w < own)
        .chain([own])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_no_breaks_and_an_end() {
        assert_eq!(one_line(" a\0\n\u{85} b\tc ", 9), "a b c");
        assert_eq!(one_line("éé é", 3), "éé ");
        assert_eq!(one_line("\u{7f}", 3), "");
    }

    #[test]
    fn a_picture_is_never_enlarged() {
        assert_eq!(widths(451), [320, 451]);
        assert_eq!(widths(640), [320, 480, 640]);
        assert_eq!(widths(100), [100]);
    }
}
