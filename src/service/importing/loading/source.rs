//! What the other site is called in the notes of what came.

use super::super::{Format, Site};

/// The names of a site: the one it has now, and those that earlier versions may have noted.
pub(super) fn names(format: Format, site: &Site) -> Vec<String> {
    let named = |what: &str| format!("{format:?} {what}");
    let address = site.address.trim();
    if let Some(key) = &site.key {
        return vec![named(key), named(address)];
    }
    let Some(("http" | "https", rest)) = address.split_once("://") else {
        return vec![named(address)];
    };
    let rest = rest.trim_end_matches('/');
    let (host, path) = match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let host = host.to_ascii_lowercase();
    let bare = format!("{}{path}", host.strip_prefix("www.").unwrap_or(&host));
    let mut all = vec![named(&bare), named(address)];
    for scheme in ["https", "http"] {
        for www in ["", "www."] {
            for slash in ["", "/"] {
                all.push(named(&format!("{scheme}://{www}{bare}{slash}")));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_the_same_at_another_address() {
        let first = |address: &str| names(Format::Wxr, &Site::at(address)).swap_remove(0);
        for address in ["http://a.test/", "https://www.a.test", " https://A.test "] {
            assert_eq!(first(address), "Wxr a.test");
        }
        assert_eq!(first("https://a.test/Blog/"), "Wxr a.test/Blog");
        let all = names(Format::Wxr, &Site::at("https://a.test"));
        assert!(all.contains(&"Wxr http://www.a.test/".to_owned()));
        assert_eq!(names(Format::Disqus, &Site::at("forum")), ["Disqus forum"]);
    }

    #[test]
    fn a_key_is_more_than_a_title() {
        let site = Site {
            address: "Judul".into(),
            key: Some("h".into()),
        };
        assert_eq!(names(Format::Ghost, &site), ["Ghost h", "Ghost Judul"]);
    }
}
