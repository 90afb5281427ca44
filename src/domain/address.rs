//! What an address of the public site names.

use super::{comment::Sort, id::CommentId, slug::Slug};

/// A page by its address. Cursors are kept as given; the list they belong to reads them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    Front,
    /// A story and the place in its thread.
    Article(Slug, ThreadPlace),
    /// What was corrected in a story.
    History(Slug),
    /// One comment of a story, with the cursor in its replies.
    Comment(Slug, CommentId, Option<String>),
    Category(Slug, Cursors),
    Tag(Slug, Cursors),
    Author(Slug, Cursors),
    Archive,
    /// Year and month (1-12).
    Month(i16, u8, Cursors),
    Standing(Slug),
    Search(SearchPlace),
    /// The stories that are saved on the reader's device.
    Saved,
    /// What the reader's browser shows where it has no copy.
    Offline,
}

/// What a search asks for and the place in its answer, each as the address writes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchPlace {
    pub q: Option<String>,
    /// Slugs.
    pub category: Option<String>,
    pub tag: Option<String>,
    pub author: Option<String>,
    /// Days.
    pub from: Option<String>,
    pub to: Option<String>,
    pub after: Option<String>,
}

/// The place in a list that an address names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cursors {
    pub before: Option<String>,
    pub after: Option<String>,
}

/// The place in a thread that an address names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ThreadPlace {
    pub sort: Sort,
    pub cursor: Option<String>,
}

fn value(query: &str, name: &str) -> Option<String> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

impl Cursors {
    fn parse(query: &str) -> Cursors {
        Cursors {
            before: value(query, "before"),
            after: value(query, "after"),
        }
    }

    /// As a query, with its question mark; empty for the newest page.
    pub fn to_query(&self) -> String {
        match (&self.before, &self.after) {
            (Some(cursor), _) => format!("?before={cursor}"),
            (None, Some(cursor)) => format!("?after={cursor}"),
            (None, None) => String::new(),
        }
    }
}

impl Address {
    /// Reads path and query. `None` for addresses that name nothing.
    pub fn parse(address: &str) -> Option<Address> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let cursors = || Cursors::parse(query);
        let mut parts = path.strip_prefix('/')?.split('/');
        let first = parts.next()?;
        let second = parts.next();
        let third = parts.next();
        let fourth = parts.next();
        if parts.next().is_some() || (fourth.is_some() && first != "articles") {
            return None;
        }
        let slug = || Slug::parse(second?).ok();
        match (first, third) {
            ("", None) if second.is_none() => Some(Address::Front),
            ("articles", None) => {
                // An unknown order is the usual one: a link with a slip in it still leads somewhere.
                let sort = value(query, "sort").and_then(|word| Sort::from_word(&word));
                let place = ThreadPlace {
                    sort: sort.unwrap_or_default(),
                    cursor: value(query, "comments"),
                };
                slug().map(|slug| Address::Article(slug, place))
            }
            ("articles", Some("history")) if fourth.is_none() => slug().map(Address::History),
            ("articles", Some("comments")) => {
                let id = fourth?.parse().ok()?;
                slug().map(|slug| Address::Comment(slug, CommentId(id), value(query, "comments")))
            }
            ("categories", None) => slug().map(|slug| Address::Category(slug, cursors())),
            ("tags", None) => slug().map(|slug| Address::Tag(slug, cursors())),
            ("authors", None) => slug().map(|slug| Address::Author(slug, cursors())),
            ("pages", None) => slug().map(Address::Standing),
            ("search", None) if second.is_none() => Some(Address::Search(SearchPlace {
                q: value(query, "q"),
                category: value(query, "category"),
                tag: value(query, "tag"),
                author: value(query, "author"),
                from: value(query, "from"),
                to: value(query, "to"),
                after: value(query, "after"),
            })),
            ("archive", None) if second.is_none() => Some(Address::Archive),
            ("saved", None) if second.is_none() => Some(Address::Saved),
            ("offline", None) if second.is_none() => Some(Address::Offline),
            ("archive", Some(month)) => {
                let digits = |text: &str, n: usize| {
                    text.len() == n && text.bytes().all(|b| b.is_ascii_digit())
                };
                let year = second.filter(|y| digits(y, 4))?.parse().ok()?;
                let month = Some(month).filter(|m| digits(m, 2))?.parse().ok()?;
                (1..=12)
                    .contains(&month)
                    .then(|| Address::Month(year, month, cursors()))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_addresses_of_the_site() {
        assert_eq!(Address::parse("/"), Some(Address::Front));
        assert_eq!(Address::parse("/saved"), Some(Address::Saved));
        assert_eq!(Address::parse("/offline"), Some(Address::Offline));
        assert_eq!(
            Address::parse("/archive/2024/11"),
            Some(Address::Month(2024, 11, Cursors::default()))
        );
        let at = Cursors {
            before: Some("1-2-3".into()),
            after: None,
        };
        let sains = Slug::parse("sains").expect("a slug");
        assert_eq!(
            Address::parse("/categories/sains?x=1&before=1-2-3"),
            Some(Address::Category(sains, at))
        );
    }

    #[test]
    fn reads_the_place_in_a_thread() {
        let slug = || Slug::parse("a").expect("a slug");
        let place = ThreadPlace {
            sort: Sort::Top,
            cursor: Some("1-2-3".into()),
        };
        assert_eq!(
            Address::parse("/articles/a?sort=top&comments=1-2-3"),
            Some(Address::Article(slug(), place))
        );
        assert_eq!(
            Address::parse("/articles/a/history"),
            Some(Address::History(slug()))
        );
        assert_eq!(
            Address::parse("/articles/a/comments/12"),
            Some(Address::Comment(slug(), CommentId(12), None))
        );
    }

    #[test]
    fn reads_what_is_looked_for() {
        let place = SearchPlace {
            q: Some("kota+tua".into()),
            to: Some(String::new()),
            ..SearchPlace::default()
        };
        assert_eq!(
            Address::parse("/search?q=kota+tua&to="),
            Some(Address::Search(place))
        );
        assert_eq!(Address::parse("/search/x"), None);
    }

    #[test]
    fn refuses_what_names_nothing() {
        for bad in [
            "",
            "x",
            "/x",
            "/articles",
            "/articles/",
            "/articles/A",
            "/articles/a/b",
            "/articles/a/comments",
            "/articles/a/history/1",
            "/articles/a/comments/x",
            "/articles/a/comments/1/2",
            "/archive/2024",
            "/archive/2024/13",
            "/archive/24/1",
            "/saved/a",
            "/offline/a.js",
            "//",
            "/archive/2024/11/1",
        ] {
            assert_eq!(Address::parse(bad), None, "{bad:?}");
        }
    }
}
