//! What a file is, by its first bytes; never by its name, which only has to agree.

use super::refusal::Refusal;

/// Bytes that are looked at.
pub const HEAD: usize = 4096;

/// A kind of file that becomes a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Jpeg,
    Png,
    WebP,
    Gif,
}

impl Kind {
    /// With its article, as a refusal names it.
    const fn said(self) -> &'static str {
        match self {
            Kind::Jpeg => "a JPEG",
            Kind::Png => "a PNG",
            Kind::WebP => "a WebP",
            Kind::Gif => "a GIF",
        }
    }

    /// Its media type.
    pub const fn mime(self) -> &'static str {
        match self {
            Kind::Jpeg => "image/jpeg",
            Kind::Png => "image/png",
            Kind::WebP => "image/webp",
            Kind::Gif => "image/gif",
        }
    }

    /// Endings a file of this kind may have.
    const fn endings(self) -> &'static [&'static str] {
        match self {
            Kind::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Kind::Png => &["png"],
            Kind::WebP => &["webp"],
            Kind::Gif => &["gif"],
        }
    }
}

const AS_JPEG: &str = "save it as JPEG";

/// What the beginning of a file says it is.
pub fn of(head: &[u8]) -> Result<Kind, Refusal> {
    let refused = |kind, advice| Err(Refusal::Kind { kind, advice });
    match head {
        [] => Err(Refusal::Empty),
        [0xff, 0xd8, 0xff, ..] => Ok(Kind::Jpeg),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Ok(Kind::Png),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Ok(Kind::WebP),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Ok(Kind::Gif),
        [_, _, _, _, b'f', b't', b'y', b'p', a, b, c, d, ..] => match &[*a, *b, *c, *d] {
            b"avif" | b"avis" => refused("AVIF", AS_JPEG),
            b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"mif1" | b"msf1" => {
                let advice = "save it as JPEG, or let the phone take \"most compatible\" pictures";
                refused("HEIC", advice)
            }
            _ => refused("a video", "pictures alone are kept here"),
        },
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => {
            refused("TIFF or a camera's raw file", AS_JPEG)
        }
        [0xff, 0x0a, ..] | [0, 0, 0, 0x0c, b'J', b'X', b'L', b' ', ..] => {
            refused("JPEG XL", AS_JPEG)
        }
        [0, 0, 0, 0x0c, b'j', b'P', ..] => refused("JPEG 2000", AS_JPEG),
        [b'%', b'P', b'D', b'F', ..] => refused("PDF", "save the page as PNG"),
        [b'8', b'B', b'P', b'S', ..] => refused("a Photoshop file", AS_JPEG),
        [b'B', b'M', ..] => refused("BMP", "save it as PNG"),
        // A drawing may carry script, and what it refers to: it is not served for strangers.
        _ if is_svg(head) => refused("SVG", "save it as PNG, twice as large as it is shown"),
        _ => Err(Refusal::Unknown),
    }
}

/// Whether a text at the beginning opens an `<svg>`, whatever stands before it.
fn is_svg(head: &[u8]) -> bool {
    head.windows(4)
        .any(|four| four.eq_ignore_ascii_case(b"<svg"))
}

/// Refuses a name whose ending says something else. A name without one says nothing.
pub fn agrees(kind: Kind, name: &str) -> Result<(), Refusal> {
    let said = match name.rsplit_once('.') {
        Some((_, ending)) => ending.trim().to_lowercase(),
        None => return Ok(()),
    };
    if said.is_empty() || kind.endings().contains(&said.as_str()) {
        return Ok(());
    }
    Err(Refusal::WrongName {
        said: said.chars().take(12).collect(),
        is: kind.said(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        assert_eq!(of(b"\xff\xd8\xff\xe0"), Ok(Kind::Jpeg));
        assert_eq!(of(b"GIF89a"), Ok(Kind::Gif));
        assert_eq!(of(b""), Err(Refusal::Empty));
        assert_eq!(of(b"<!doctype html><script>"), Err(Refusal::Unknown));
        let named = |head: &[u8]| match of(head) {
            Err(Refusal::Kind { kind, .. }) => kind,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            named(b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><SVG>"),
            "SVG"
        );
        assert_eq!(named(b"\0\0\0\x18ftypheic\0\0"), "HEIC");
        assert_eq!(named(b"\0\0\0\x18ftypavif\0\0"), "AVIF");
        assert_eq!(named(b"\0\0\0\x18ftypisom\0\0"), "a video");
    }

    #[test]
    fn a_name_has_to_agree() {
        for name in ["a.jpg", "A.JPEG", "foto", "x.y.jfif", ""] {
            assert_eq!(agrees(Kind::Jpeg, name), Ok(()), "{name}");
        }
        for name in ["a.png", "a.jpg.html", "a.svg", "a.heic"] {
            assert!(agrees(Kind::Jpeg, name).is_err(), "{name}");
        }
    }
}
