//! RSS 2.0 (<https://www.rssboard.org/rss-specification>) with the modules `content`, `dc`, `atom`
//! and `media` (<https://www.rssboard.org/media-rss>).

use super::{Out, printable, summary, widest};
use crate::{
    domain::media::Picture,
    server::when::rfc2822,
    service::{
        feeds::{Entry, Feed},
        pictures::{CARD_HEIGHT, CARD_WIDTH},
    },
};
use rss::{
    Category, Channel, Guid, Image, Item,
    extension::{Extension, ExtensionMap, atom::AtomExtension, dublincore::DublinCoreExtension},
};
use std::collections::BTreeMap;

const MEDIA: &str = "http://search.yahoo.com/mrss/";

pub(super) fn write(feed: &Feed, out: &Out<'_>) -> String {
    let link = rss::extension::atom::Link {
        href: out.absolute(&out.own),
        rel: "self".to_owned(),
        mime_type: Some("application/rss+xml".to_owned()),
        ..Default::default()
    };
    let hub = rss::extension::atom::Link {
        href: out.hub.to_owned(),
        rel: "hub".to_owned(),
        ..Default::default()
    };
    let mut links = vec![link];
    links.extend((!out.hub.is_empty()).then_some(hub));
    let channel = Channel {
        title: printable(&feed.title),
        link: out.absolute(&feed.path),
        description: printable(&feed.description),
        language: Some(out.language.to_owned()),
        last_build_date: newest(feed),
        generator: Some("Warta".to_owned()),
        docs: Some("https://www.rssboard.org/rss-specification".to_owned()),
        image: Some(Image {
            url: out.absolute("/icon-192.png"),
            title: printable(&feed.title),
            link: out.absolute(&feed.path),
            ..Image::default()
        }),
        items: feed.entries.iter().map(|entry| item(entry, out)).collect(),
        atom_ext: Some(AtomExtension { links }),
        namespaces: BTreeMap::from([("media".to_owned(), MEDIA.to_owned())]),
        ..Channel::default()
    };
    channel.to_string()
}

fn newest(feed: &Feed) -> Option<String> {
    let entries = feed.entries.iter();
    let newest = entries.max_by_key(|entry| entry.updated.datetime())?;
    Some(rfc2822(&newest.updated))
}

fn item(entry: &Entry, out: &Out<'_>) -> Item {
    let creators = entry.bylines.iter().map(|by| printable(&by.name)).collect();
    let categories = std::iter::once(&entry.category).chain(&entry.tags);
    Item {
        title: Some(printable(&entry.headline)),
        link: Some(out.story(entry)),
        description: Some(printable(&summary(entry))),
        categories: categories
            .map(|named| Category {
                name: printable(&named.name),
                domain: None,
            })
            .collect(),
        guid: Some(Guid {
            value: out.id(entry),
            permalink: false,
        }),
        pub_date: Some(rfc2822(&entry.published)),
        content: Some(printable(&out.html(entry))),
        dublin_core_ext: Some(DublinCoreExtension {
            creators,
            languages: out.other_language(entry).into_iter().collect(),
            ..DublinCoreExtension::default()
        }),
        extensions: match &entry.banner {
            Some(banner) => media(banner, out),
            None => out.drawn(entry).map(drawn).unwrap_or_default(),
        },
        ..Item::default()
    }
}

fn media(banner: &Picture, out: &Out<'_>) -> ExtensionMap {
    let width = widest(banner, 1280);
    let height = u64::from(banner.height) * u64::from(width) / u64::from(banner.width.max(1));
    let element = |name: &str, value: String| Extension {
        name: format!("media:{name}"),
        value: Some(printable(&value)),
        ..Extension::default()
    };
    let mut children = BTreeMap::new();
    let texts = [
        ("description", banner.alt.clone()),
        ("title", banner.caption.clone()),
        ("credit", banner.credit.clone()),
    ];
    for (name, text) in texts {
        if !text.is_empty() {
            children.insert(name.to_owned(), vec![element(name, text)]);
        }
    }
    let url = out.absolute(&banner.url(width, "jpg"));
    let size = (width.to_string(), height.to_string());
    content(url, "image/jpeg", size, children)
}

/// The picture that is drawn of a story.
fn drawn(url: String) -> ExtensionMap {
    let size = (CARD_WIDTH.to_string(), CARD_HEIGHT.to_string());
    content(url, "image/png", size, BTreeMap::new())
}

fn content(
    url: String,
    kind: &str,
    (width, height): (String, String),
    children: BTreeMap<String, Vec<Extension>>,
) -> ExtensionMap {
    let attribute = |name: &str, value: String| (name.to_owned(), value);
    let content = Extension {
        name: "media:content".to_owned(),
        value: None,
        attrs: BTreeMap::from([
            attribute("url", url),
            attribute("medium", "image".to_owned()),
            attribute("type", kind.to_owned()),
            attribute("width", width),
            attribute("height", height),
        ]),
        children,
    };
    let contents = BTreeMap::from([("content".to_owned(), vec![content])]);
    BTreeMap::from([("media".to_owned(), contents)])
}
