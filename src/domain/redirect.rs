//! Addresses that lead elsewhere.

use super::breaking::is_link;

/// Longest address, in bytes.
pub const LENGTH: usize = 500;

/// Beginnings of addresses that have pages or programs of their own. What moves there leaves its
/// redirect by itself.
const OWN: [&str; 24] = [
    "account",
    "api",
    "archive",
    "articles",
    "authors",
    "categories",
    "editor",
    "fonts",
    "healthz",
    "invitation",
    "login",
    "logout",
    "media",
    "pages",
    "password",
    "pkg",
    "preview",
    "readyz",
    "search",
    "signup",
    "sitemap",
    "tags",
    "theme",
    "writing",
];

/// Why an address cannot lead elsewhere, or nothing can lead there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// It does not begin with `/`, or holds what no path holds.
    From,
    /// The site has pages there.
    Own,
    /// Neither a path of the site nor an `https` address.
    To,
    /// It would lead to itself.
    Circle,
}

/// Checks both ends.
pub fn check(from: &str, to: &str) -> Result<(), Wrong> {
    let path = from.starts_with('/') && !from.starts_with("//") && from.len() > 1;
    let strange = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '\\');
    if !path || from.len() > LENGTH || from.contains(strange) {
        return Err(Wrong::From);
    }
    let first = from[1..].split('/').next().unwrap_or_default();
    if OWN.contains(&first) {
        return Err(Wrong::Own);
    }
    if to.len() > LENGTH || !is_link(to) {
        return Err(Wrong::To);
    }
    if to.split(['?', '#']).next() == Some(from) {
        return Err(Wrong::Circle);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_are_checked() {
        assert_eq!(check("/2019/05/berita-lama/", "/articles/berita"), Ok(()));
        assert_eq!(check("/toko", "https://toko.example/"), Ok(()));
        for from in ["", "/", "toko", "//x", "/a b", "/a?b", "/a#b"] {
            assert_eq!(check(from, "/"), Err(Wrong::From), "{from}");
        }
        for from in ["/articles/x", "/editor", "/tags/x", "/api/v1"] {
            assert_eq!(check(from, "/"), Err(Wrong::Own), "{from}");
        }
        assert_eq!(check("/a", "http://x.example"), Err(Wrong::To));
        assert_eq!(check("/a", "//x"), Err(Wrong::To));
        assert_eq!(check("/a", "/a?x=1"), Err(Wrong::Circle));
    }
}
