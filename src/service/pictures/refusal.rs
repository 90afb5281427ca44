//! Why a file does not become a picture.

use super::{MAX_FILE, MAX_LOGO_FILE, MAX_LOGO_SIDE, MAX_PIXELS, MAX_SIDE};

/// A refusal; its text tells whoever uploads what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the file is empty")]
    Empty,
    #[error("the file is larger than {} MB: save a smaller version", MAX_FILE >> 20)]
    TooLarge,
    /// A kind of file that is known and not taken.
    #[error("{kind} is not taken here: {advice}")]
    Kind {
        kind: &'static str,
        advice: &'static str,
    },
    #[error("this is no picture that can be read here: JPEG, PNG, WebP and GIF can")]
    Unknown,
    /// Nobody should have to guess which of the two is true.
    #[error("the file is called .{said} but is {is}: give it the right ending")]
    WrongName { said: String, is: &'static str },
    #[error("the file is cut short: upload it again from its source")]
    CutShort,
    #[error("the file is damaged and cannot be read: open it in an image program and save it anew")]
    Damaged,
    #[error(
        "the picture is {width} × {height}: at most {MAX_SIDE} pixels a side and {} megapixels are taken",
        MAX_PIXELS / 1_000_000
    )]
    TooManyPixels { width: u32, height: u32 },
    #[error("the logo's file is larger than {} MB: save a smaller version", MAX_LOGO_FILE >> 20)]
    LogoTooLarge,
    #[error(
        "the logo is {width} × {height}: at most {MAX_LOGO_SIDE} pixels a side are taken, and a few hundred are enough"
    )]
    LogoTooManyPixels { width: u32, height: u32 },
    #[error("the file needs more memory than is given to a picture: save it with 8 bits a channel")]
    TooDeep,
    /// Shown as a still, it would say something else than what was uploaded.
    #[error("the file is an animation: save the one frame that is meant")]
    Moving,
}
