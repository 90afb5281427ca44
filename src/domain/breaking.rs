//! The line above every page while something breaks.

use super::stamp::Stamp;

/// Longest text, in characters.
pub const LENGTH: usize = 140;
/// How long it may stay, in minutes.
pub const TERMS: [i64; 4] = [30, 60, 180, 720];

/// The line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breaking {
    pub text: String,
    /// A path of the site or an `https` address; empty for none.
    pub href: String,
    pub until: Stamp,
    /// When it was put there; never the same as that of the line before.
    pub since: Stamp,
}

/// Whether a link may stand in the line.
pub fn is_link(href: &str) -> bool {
    let plain = !href.contains(|c: char| c.is_whitespace() || c.is_control());
    let inside = href.starts_with('/') && !href.starts_with("//") && !href.starts_with("/\\");
    let outside = href
        .strip_prefix("https://")
        .is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
    plain && href.len() <= 2000 && (inside || outside)
}

#[cfg(test)]
mod tests {
    use super::is_link;

    #[test]
    fn a_link_leads_into_the_site_or_over_https() {
        for good in ["/articles/banjir", "/", "https://example.org/a?b"] {
            assert!(is_link(good), "{good}");
        }
        for bad in [
            "",
            "//evil.example",
            "/\\evil",
            "http://example.org",
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "/a b",
        ] {
            assert!(!is_link(bad), "{bad}");
        }
    }
}
