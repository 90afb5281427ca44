//! The site's logo, where it has one in place of its name in type.

use serde::{Deserialize, Serialize};

/// Most pixels of its height: twice what the largest masthead shows.
pub const HEIGHT: u32 = 124;
/// Most pixels of its width.
pub const WIDTH: u32 = 1200;
/// The name of its file.
pub const FILE: &str = "logo.webp";

/// A picture with its own transparency, in one size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// Names the file's folder.
    pub key: String,
    pub width: u32,
    pub height: u32,
}

impl Logo {
    /// Reads what [`Logo::setting`] writes: `key WIDTHxHEIGHT`.
    pub fn parse(text: &str) -> Option<Logo> {
        let (key, size) = text.split_once(' ')?;
        let (width, height) = size.split_once('x')?;
        let logo = Logo {
            key: key.to_owned(),
            width: width.parse().ok()?,
            height: height.parse().ok()?,
        };
        let fits = (1..=WIDTH).contains(&logo.width) && (1..=HEIGHT).contains(&logo.height);
        (fits && !key.is_empty()).then_some(logo)
    }

    /// As the setting that is stored.
    pub fn setting(&self) -> String {
        format!("{} {}x{}", self.key, self.width, self.height)
    }

    /// Address of its file.
    pub fn url(&self) -> String {
        format!("/media/{}/{FILE}", self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::Logo;

    #[test]
    fn a_setting_is_read_as_it_is_written() {
        let logo = Logo {
            key: "abcdefghijklmnop".into(),
            width: 400,
            height: 124,
        };
        assert_eq!(Logo::parse(&logo.setting()), Some(logo));
        for bad in [
            "",
            "abc",
            "abc 0x10",
            "abc 10x125",
            "abc 1201x10",
            " 10x10",
            "abc 10×10",
        ] {
            assert_eq!(Logo::parse(bad), None, "{bad}");
        }
    }
}
