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

/// The ways in which one path may be written, itself first: with and without a slash at its end,
/// and with signs outside ASCII in percents of small or of capital letters (RFC 3986, 6.2.2.1).
pub fn spellings(path: &str) -> Vec<String> {
    let slashed = match path.strip_suffix('/') {
        Some(bare) => bare.to_owned(),
        None => format!("{path}/"),
    };
    let mut all = vec![path.to_owned(), slashed];
    for capital in [false, true] {
        for at in 0..2 {
            let other = with_percents(&all[at], capital);
            if !all.contains(&other) {
                all.push(other);
            }
        }
    }
    all.retain(|path| path.len() > 1);
    all
}

/// The same path with the digits of its percents in one case, and bare signs outside ASCII as
/// percents.
fn with_percents(path: &str, capital: bool) -> String {
    let mut out = String::with_capacity(path.len());
    let mut digits = 0;
    for c in path.chars() {
        if !c.is_ascii() {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                out.push_str(&match capital {
                    true => format!("%{byte:02X}"),
                    false => format!("%{byte:02x}"),
                });
            }
            continue;
        }
        let digit = digits > 0 && c.is_ascii_hexdigit();
        digits = match c {
            '%' => 2,
            _ if digit => digits - 1,
            _ => 0,
        };
        out.push(match (digit, capital) {
            (false, _) => c,
            (true, true) => c.to_ascii_uppercase(),
            (true, false) => c.to_ascii_lowercase(),
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_path_is_written_in_many_ways() {
        let all = spellings("/2023/%D8%a3bc");
        for one in [
            "/2023/%D8%a3bc",
            "/2023/%D8%a3bc/",
            "/2023/%d8%a3bc/",
            "/2023/%D8%A3bc",
        ] {
            assert!(all.iter().any(|path| path == one), "{one}: {all:?}");
        }
        assert_eq!(spellings("/rob/"), ["/rob/", "/rob"]);
        assert_eq!(
            spellings("/é"),
            ["/é", "/é/", "/%c3%a9", "/%c3%a9/", "/%C3%A9", "/%C3%A9/"]
        );
        assert_eq!(spellings("/"), Vec::<String>::new());
    }

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
