//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use super::{Out, summary, widest};
use crate::service::feeds::{Entry, Feed};
use serde_json::{Value, json};

pub(super) fn write(feed: &Feed, out: &Out<'_>) -> String {
    let items: Vec<Value> = feed.entries.iter().map(|entry| item(entry, out)).collect();
    let mut written = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": out.absolute(&feed.path),
        "feed_url": out.absolute(&out.own),
        "icon": out.absolute("/icon-512.png"),
        "favicon": out.absolute("/icon-192.png"),
        "language": out.language,
        "authors": [{"name": out.site, "url": out.absolute("/")}],
        "items": items,
    });
    if !out.hub.is_empty() {
        written["hubs"] = json!([{"type": "WebSub", "url": out.hub}]);
    }
    written.to_string()
}

fn item(entry: &Entry, out: &Out<'_>) -> Value {
    let authors = entry
        .bylines
        .iter()
        .map(|by| json!({"name": by.name, "url": out.absolute(&format!("/authors/{}", by.slug))}));
    let tags = std::iter::once(&entry.category).chain(&entry.tags);
    let tags: Vec<&str> = tags.map(|named| named.name.as_str()).collect();
    let mut item = json!({
        "id": out.id(entry),
        "url": out.story(entry),
        "title": entry.headline,
        "content_html": out.html(entry),
        "summary": summary(entry),
        "date_published": entry.published.datetime(),
        "date_modified": entry.updated.datetime(),
        "authors": authors.collect::<Vec<_>>(),
        "tags": tags,
        "language": entry.language,
    });
    if let Some(banner) = &entry.banner {
        item["image"] = out
            .absolute(&banner.url(widest(banner, 1280), "jpg"))
            .into();
    } else if let Some(drawn) = out.drawn(entry) {
        item["image"] = drawn.into();
    }
    item
}
