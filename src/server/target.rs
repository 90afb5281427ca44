//! Addresses as pages and the cache read them.

use percent_encoding::percent_decode_str;

/// An address reduced to what its page reads.
pub(super) struct Target {
    path: String,
    query: String,
}

impl Target {
    /// `None` when the path is not UTF-8 once decoded, or holds control characters.
    pub(super) fn of(uri: &axum::http::Uri) -> Option<Target> {
        let path = uri.path();
        let broken = path.as_bytes().iter().enumerate().any(|(i, b)| {
            *b == b'%'
                && !path
                    .as_bytes()
                    .get(i + 1..i + 3)
                    .is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
        });
        let decoded = percent_decode_str(path).decode_utf8().ok()?;
        if broken || decoded.chars().any(char::is_control) {
            return None;
        }
        let paged = ["/categories/", "/tags/", "/authors/", "/archive/"]
            .iter()
            .any(|list| path.starts_with(list));
        let wanted = if paged {
            &["before", "after"][..]
        } else if path.starts_with("/articles/") {
            &["sort", "comments"][..]
        } else if path == "/search" {
            &["q", "category", "tag", "author", "from", "to", "after"][..]
        } else {
            &[]
        };
        let given = |name: &&str| {
            let pairs = uri
                .query()
                .unwrap_or_default()
                .split('&')
                .filter_map(|pair| pair.split_once('='));
            let value = pairs
                .filter(|(key, _)| key == name)
                .map(|(_, value)| value)
                .next()?;
            Some(format!("{name}={value}"))
        };
        let query = wanted
            .iter()
            .filter_map(given)
            .collect::<Vec<_>>()
            .join("&");
        Some(Target {
            path: path.to_owned(),
            query,
        })
    }
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.path)?;
        if self.query.is_empty() {
            Ok(())
        } else {
            write!(f, "?{}", self.query)
        }
    }
}
