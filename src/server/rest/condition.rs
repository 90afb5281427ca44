//! `If-Match`: which versions the caller has seen.

use super::problem::Problem;
use crate::service::writing::Seen;
use axum::http::{HeaderMap, header};

/// What the caller has seen; whatever there is, where it does not say.
pub fn seen(headers: &HeaderMap) -> Seen {
    given(headers).unwrap_or_else(Seen::any)
}

/// The same, where it must say.
pub fn needed(headers: &HeaderMap) -> Result<Seen, Problem> {
    given(headers).ok_or_else(Problem::condition_needed)
}

fn given(headers: &HeaderMap) -> Option<Seen> {
    let mut tags = Vec::new();
    let mut there = false;
    for value in headers.get_all(header::IF_MATCH) {
        there = true;
        tags.extend(value.to_str().unwrap_or_default().split(',').map(str::trim));
    }
    if !there {
        return None;
    }
    if tags == ["*"] {
        return Some(Seen::any());
    }
    // What is no tag of ours, or a weak one, is no version that anybody has seen.
    let version = |tag: &str| {
        tag.strip_prefix('"')?
            .strip_suffix('"')?
            .parse::<i64>()
            .ok()
    };
    Some(Seen::one_of(tags.into_iter().filter_map(version).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn of(text: &'static str) -> Option<Seen> {
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_MATCH, HeaderValue::from_static(text));
        given(&headers)
    }

    #[test]
    fn tags_name_versions() {
        assert_eq!(given(&HeaderMap::new()), None);
        assert_eq!(of("\"3\""), Some(Seen::version(3)));
        assert_eq!(of("\"3\", \"5\""), Some(Seen::one_of(vec![3, 5])));
        assert_eq!(of("*"), Some(Seen::any()));
        for never in ["W/\"3\"", "3", "\"x\"", ""] {
            assert_eq!(of(never), Some(Seen::one_of(vec![])), "{never:?}");
        }
    }
}
