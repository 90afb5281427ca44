//! The site's colour. It stands on light and on dark paper and must be read on both: contrast as
//! WCAG 2.2 reckons it (success criterion 1.4.3, relative luminance).

/// A colour of the sRGB space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

/// The darkest light paper that text of the accent stands on (`--tint`), and the lightest dark one.
const DAY: Colour = Colour([0xf3, 0xef, 0xe6]);
const NIGHT: Colour = Colour([0x1c, 0x1a, 0x17]);
const WHITE: Colour = Colour([0xff; 3]);
const BLACK: Colour = Colour([0x14, 0x0b, 0x09]);

/// The least contrast at which a text is read.
pub const ENOUGH: f64 = 4.5;
/// On dark paper the colour is made lighter until it has this contrast.
const AT_NIGHT: f64 = 6.5;

impl Colour {
    /// `--accent` of a site that has none of its own.
    pub const OWN: Colour = Colour([0xb3, 0x26, 0x1e]);

    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Option<Colour> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Colour([part(0)?, part(2)?, part(4)?]))
    }

    /// Six digits, without `#`.
    pub fn digits(self) -> String {
        let [r, g, b] = self.0;
        format!("{r:02x}{g:02x}{b:02x}")
    }

    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// From 1 to 21.
    pub fn contrast(self, other: Colour) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Its contrast as a text on light paper.
    pub fn by_day(self) -> f64 {
        self.contrast(DAY)
    }

    /// Mixed with white; `share` of 20.
    fn lighter(self, share: u16) -> Colour {
        Colour(self.0.map(|part| {
            let mixed = (u16::from(part) * (20 - share) + 255 * share) / 20;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        }))
    }

    /// The same colour for dark paper.
    fn at_night(self) -> Colour {
        let steps = (0..20).map(|share| self.lighter(share));
        let mut light = steps.filter(|colour| colour.contrast(NIGHT) >= AT_NIGHT);
        light.next().unwrap_or(WHITE)
    }

    /// What is written on a field of this colour.
    fn ink(self) -> Colour {
        if self.contrast(WHITE) >= self.contrast(BLACK) {
            WHITE
        } else {
            BLACK
        }
    }

    /// The style sheet that gives it to the whole site.
    pub fn sheet(self) -> String {
        let rule = |colour: Colour| {
            let (own, ink) = (colour.digits(), colour.ink().digits());
            format!(":root{{--accent:#{own};--on-accent:#{ink}}}")
        };
        let (day, night) = (rule(self), rule(self.at_night()));
        format!("{day}@media (prefers-color-scheme:dark){{{night}}}\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).expect("a colour")
    }

    #[test]
    fn contrast_is_what_wcag_reckons() {
        assert!((colour("#000000").contrast(WHITE) - 21.0).abs() < 0.001);
        // The grey that the guideline's own documents give as the lightest that passes on white.
        assert!(colour("#767676").contrast(WHITE) >= ENOUGH);
        assert!(colour("#777777").contrast(WHITE) < ENOUGH);
    }

    #[test]
    fn what_can_be_read_by_day_can_be_read_at_night_and_written_on() {
        for text in ["#b3261e", "#003366", "#0a5c36", "#000000", "#5b2a86"] {
            let own = colour(text);
            assert!(own.by_day() >= ENOUGH, "{text}");
            let night = own.at_night();
            assert!(night.contrast(NIGHT) >= AT_NIGHT, "{text}");
            for field in [own, night] {
                assert!(field.ink().contrast(field) >= ENOUGH, "{text}");
            }
        }
    }

    #[test]
    fn other_texts_are_no_colours() {
        for text in ["", "b3261e", "#b32", "#b3261g", "#b3261e ", "#€€", "red"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }
}
