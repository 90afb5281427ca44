//! Atom (RFC 4287).

use super::{Out, newest, printable, summary};
use crate::service::feeds::{Entry, Feed};
use atom_syndication::{
    Category, Content, Entry as AtomEntry, Feed as AtomFeed, FixedDateTime, Generator, Link,
    Person, Text,
};

pub(super) fn write(feed: &Feed, out: &Out<'_>) -> String {
    let link = |rel: &str, path: &str, kind: &str| Link {
        href: out.absolute(path),
        rel: rel.to_owned(),
        mime_type: Some(kind.to_owned()),
        ..Link::default()
    };
    let hub = Link {
        href: out.hub.to_owned(),
        rel: "hub".to_owned(),
        ..Link::default()
    };
    let mut links = vec![
        link("self", &out.own, "application/atom+xml"),
        link("alternate", &feed.path, "text/html"),
    ];
    links.extend((!out.hub.is_empty()).then_some(hub));
    let written = AtomFeed {
        title: Text::plain(printable(&feed.title)),
        id: out.absolute(&out.own),
        updated: time(&newest(feed)),
        // Every entry has an author, its own or the feed's (4.1.2).
        authors: vec![Person {
            name: printable(out.site),
            ..Person::default()
        }],
        generator: Some(Generator {
            value: "Warta".to_owned(),
            ..Generator::default()
        }),
        icon: Some(out.absolute("/icon-192.png")),
        links,
        subtitle: Some(Text::plain(printable(&feed.description))),
        entries: feed.entries.iter().map(|one| entry(one, out)).collect(),
        lang: Some(out.language.to_owned()),
        ..AtomFeed::default()
    };
    written.to_string()
}

fn time(text: &str) -> FixedDateTime {
    text.parse().unwrap_or_default()
}

fn entry(entry: &Entry, out: &Out<'_>) -> AtomEntry {
    let person = |by: &crate::domain::category::Named| Person {
        name: printable(&by.name),
        uri: Some(out.absolute(&format!("/authors/{}", by.slug))),
        ..Person::default()
    };
    let text = |text: &str| Text {
        lang: out.other_language(entry),
        ..Text::plain(printable(text))
    };
    let categories = std::iter::once(&entry.category).chain(&entry.tags);
    AtomEntry {
        title: text(&entry.headline),
        id: out.id(entry),
        updated: time(&entry.updated.datetime()),
        published: Some(time(&entry.published.datetime())),
        authors: entry.bylines.iter().map(person).collect(),
        categories: categories
            .map(|named| Category {
                term: named.slug.clone(),
                label: Some(printable(&named.name)),
                ..Category::default()
            })
            .collect(),
        links: vec![Link {
            href: out.story(entry),
            rel: "alternate".to_owned(),
            mime_type: Some("text/html".to_owned()),
            ..Link::default()
        }],
        summary: Some(text(&summary(entry))),
        content: Some(Content {
            value: Some(printable(&out.html(entry))),
            content_type: Some("html".to_owned()),
            lang: Some(entry.language.clone()),
            ..Content::default()
        }),
        ..AtomEntry::default()
    }
}
