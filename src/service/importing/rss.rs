//! RSS 2.0 (<https://www.rssboard.org/rss-specification>) with the modules that feeds of whole
//! texts use, read as a stream.

use super::{Author, Found, Next, Site, State, Story, Term, Text, xml};
use crate::{
    domain::stamp::Stamp,
    service::zone::{parse_rfc2822, parse_rfc3339},
};
use std::{collections::HashSet, path::Path};

/// Reads a feed, telling what it finds until `tell` says stop.
pub(super) fn read(path: &Path, tell: impl Fn(Next) -> bool) {
    let kind = xml::Kind {
        name: "a feed of RSS 2.0",
        root: "rss",
    };
    let mut item: Option<Item> = None;
    let mut named = false;
    let mut authors = HashSet::new();
    let done = xml::walk(path, kind, |piece, meter| match piece {
        xml::Piece::Open {
            name,
            parent,
            attributes,
        } => {
            match (parent, name, item.as_mut()) {
                ("channel", "item", _) => item = Some(Item::default()),
                (
                    "item" | "media:group",
                    "enclosure" | "media:content" | "media:thumbnail",
                    Some(item),
                ) if item.story.banner.is_none() => {
                    let picture = name == "media:thumbnail"
                        || attributes.get("type").starts_with("image/")
                        || attributes.get("medium") == "image";
                    let url = attributes.get("url");
                    item.story.banner = (picture && !url.is_empty()).then(|| url.to_owned());
                }
                _ => {}
            }
            true
        }
        xml::Piece::Close { name, parent, text } => match (parent, name, item.as_mut()) {
            ("channel", "link", None) if !named && !text.trim().is_empty() => {
                named = true;
                tell(Ok((Found::Site(Site::at(text)), meter.read.into())))
            }
            ("channel", "item", Some(_)) => {
                meter.item_ended();
                let story = item.take().unwrap_or_default().finished();
                for name in &story.authors {
                    if authors.insert(name.clone()) {
                        let author = Author {
                            key: name.clone(),
                            name: name.clone(),
                            ..Author::default()
                        };
                        if !tell(Ok((Found::Author(author), meter.read.into()))) {
                            return false;
                        }
                    }
                }
                tell(Ok((Found::Story(Box::new(story)), meter.read.into())))
            }
            ("item", name, Some(item)) => {
                item.put(name, text);
                true
            }
            _ => true,
        },
    });
    if let Err(error) = done {
        tell(Err(error));
    }
}

#[derive(Default)]
struct Item {
    story: Story,
    summary: String,
    whole: String,
}

impl Item {
    fn put(&mut self, name: &str, text: String) {
        let story = &mut self.story;
        match name {
            "title" => story.title = text,
            "link" => story.link = text.trim().to_owned(),
            "guid" => story.key = text.trim().to_owned(),
            "pubDate" | "dc:date" => story.published = moment(&text).or(story.published),
            "atom:updated" | "dcterms:modified" => story.updated = moment(&text),
            "description" => self.summary = text,
            "content:encoded" => self.whole = text,
            "dc:creator" if !text.trim().is_empty() => story.authors.push(text.trim().to_owned()),
            "author" if story.authors.is_empty() => story.authors.extend(name_of(&text)),
            "category" if !text.trim().is_empty() => story.tags.push(Term {
                name: text.trim().to_owned(),
                ..Term::default()
            }),
            _ => {}
        }
    }

    fn finished(self) -> Story {
        let mut story = self.story;
        if story.key.is_empty() {
            story.key = match story.link.is_empty() {
                true => story.title.clone(),
                false => story.link.clone(),
            };
        }
        if self.whole.trim().is_empty() {
            story
                .notes
                .push("the feed holds no more than its description".to_owned());
            story.text = Text::Html(self.summary);
        } else {
            story.summary = self.summary;
            story.text = Text::Html(self.whole);
        }
        story.slug = slug_of(&story.link);
        story.state = State::Published;
        story
    }
}

/// The last part of an address's path.
fn slug_of(link: &str) -> String {
    let path = link.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let last = path.split('/').skip(1).filter(|part| !part.is_empty());
    let last = last.last().unwrap_or_default();
    last.split('.').next().unwrap_or_default().to_owned()
}

/// The name in `somebody@a.example (Name)`.
fn name_of(author: &str) -> Option<String> {
    let author = author.trim();
    let name = match author.split_once('(') {
        Some((_, name)) => name.trim_end_matches(')'),
        None if author.contains('@') => author.split('@').next()?,
        None => author,
    };
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// RFC 2822, or RFC 3339 where a feed does not keep to its own.
fn moment(text: &str) -> Option<Stamp> {
    let text = text.trim();
    parse_rfc2822(text).or_else(|| parse_rfc3339(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_slugs_and_times() {
        assert_eq!(name_of("a@b.test (Sari)").as_deref(), Some("Sari"));
        assert_eq!(name_of("sari@b.test").as_deref(), Some("sari"));
        assert_eq!(slug_of("https://a.test/2019/05/rob.html?x=1"), "rob");
        assert_eq!(slug_of("https://a.test/"), "");
        let at = parse_rfc3339("2019-05-03T17:11:12+07:00");
        assert_eq!(moment("Fri, 03 May 2019 17:11:12 +0700"), at);
        assert_eq!(moment("Fri, 03 May 2019 10:11:12 GMT"), at);
        assert_eq!(moment("kemarin"), None);
    }
}
