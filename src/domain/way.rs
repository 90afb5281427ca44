//! Links that the newsroom sets around every page, each written as a line: its name, then its address.

use super::address::Address;
use serde::{Deserialize, Serialize};

/// A link with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    pub name: String,
    /// On this site, from its root (`/categories/sport`), or elsewhere by `https`.
    pub href: String,
}

impl Way {
    /// Longest name in characters.
    const NAME: usize = 40;
    /// Longest address in bytes.
    const HREF: usize = 500;

    /// Reads a line.
    pub fn parse(line: &str) -> Option<Way> {
        let (name, href) = line.trim().rsplit_once(char::is_whitespace)?;
        let name = name.trim();
        let here = href.starts_with('/') && !href.starts_with("//");
        let there = href
            .strip_prefix("https://")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
        let plain = href
            .bytes()
            .all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'\\'));
        let fits = name.chars().count() <= Way::NAME && href.len() <= Way::HREF;
        ((here || there) && plain && fits).then(|| Way {
            name: name.to_owned(),
            href: href.to_owned(),
        })
    }

    /// Whether it leads to a page of this site that is not swapped in place, such as `/account`.
    pub fn is_loaded(&self) -> bool {
        self.href.starts_with('/') && Address::parse(&self.href).is_none()
    }

    /// Reads lines; `None` if one of them is none, or there are more than `most`.
    pub fn parse_all(lines: &str, most: usize) -> Option<Vec<Way>> {
        let lines = lines.lines().filter(|line| !line.trim().is_empty());
        let ways: Vec<Way> = lines.map(Way::parse).collect::<Option<_>>()?;
        (ways.len() <= most).then_some(ways)
    }

    /// As lines again.
    pub fn lines(ways: &[Way]) -> String {
        let lines: Vec<_> = ways
            .iter()
            .map(|way| format!("{} {}", way.name, way.href))
            .collect();
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_name_and_an_address() {
        let way = Way::parse("  Olahraga kita  /categories/olahraga ").expect("a way");
        assert_eq!(
            (&*way.name, &*way.href),
            ("Olahraga kita", "/categories/olahraga")
        );
        let text = "Mastodon https://example.org/@warta\nTentang /pages/tentang";
        let ways = Way::parse_all(&format!("{text}\n\n"), 2).expect("ways");
        assert_eq!(Way::lines(&ways), text);
        assert_eq!(Way::parse_all(text, 1), None);
    }

    #[test]
    fn pages_of_readers_are_swapped_in_place() {
        let loaded = |line| Way::parse(line).is_some_and(|way| way.is_loaded());
        assert!(!loaded("Olahraga /categories/olahraga") && !loaded("Radio https://example.org/"));
        assert!(loaded("Akun /account") && loaded("Umpan /feed.xml"));
    }

    #[test]
    fn nothing_else_is() {
        for line in [
            "/categories/olahraga",
            "Olahraga",
            "Jahat javascript:alert(1)",
            "Jahat //evil.example",
            "Jahat http://example.org",
            "Jahat https://",
            "Jahat https://a\"onclick=",
            "Jahat /\\evil.example",
        ] {
            assert_eq!(Way::parse(line), None, "{line}");
        }
    }
}
