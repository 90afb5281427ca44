//! Items of an export that are whole, made what they are here.

use super::{
    super::{Comment, CommentState, Found, Skipped, State, Story, Text, bodies, plain::plain},
    Item, Remark,
};
use crate::{
    domain::stamp::Stamp,
    service::zone::{Zone, parse_rfc3339},
};
use std::collections::HashMap;

/// A picture, or another file.
struct Attachment {
    url: String,
    alt: String,
    caption: String,
}

/// What stories name by its number.
#[derive(Default)]
pub(super) struct Library {
    attachments: HashMap<String, Attachment>,
    /// Pictures by the items they were uploaded for, with their order there.
    belonging: HashMap<String, Vec<(i64, u64, String)>>,
    /// Blocks that many stories share.
    shared: HashMap<String, String>,
}

impl Library {
    pub(super) fn take(&mut self, item: Item) {
        let key = item.story.key;
        match (item.kind.as_str(), item.story.text) {
            ("attachment", _) if !item.attachment.is_empty() => {
                if is_picture(&item.attachment) {
                    let number = key.parse().unwrap_or(u64::MAX);
                    let list = self.belonging.entry(item.parent).or_default();
                    list.push((item.order, number, key.clone()));
                    list.sort();
                }
                let attachment = Attachment {
                    url: item.attachment,
                    alt: item.alt,
                    caption: plain(&item.story.summary),
                };
                self.attachments.insert(key, attachment);
            }
            ("wp_block", Text::WordPress(text)) => {
                self.shared.insert(key, text);
            }
            _ => {}
        }
    }

    /// The text with what it names by numbers.
    fn filled(&self, story: &mut Story) {
        let Text::WordPress(text) = &mut story.text else {
            return;
        };
        let shared = |id: &str| self.shared.get(id).map(String::as_str);
        let (whole, unknown) = bodies::with_shared(text, &shared);
        for id in unknown {
            let why = format!("the block {id} that it shares is not in the export");
            story.notes.push(why);
        }
        let picture = |id: &str| {
            let found = self.attachments.get(id)?;
            Some(bodies::Shown {
                url: &found.url,
                alt: &found.alt,
                caption: &found.caption,
            })
        };
        let belonging = |id: &str| {
            let list = self.belonging.get(id).map_or(&[][..], Vec::as_slice);
            list.iter().map(|(.., key)| key.clone()).collect()
        };
        *text = bodies::galleries(&whole, &story.key, picture, belonging);
    }
}

fn is_picture(url: &str) -> bool {
    let end = url.rsplit('.').next().unwrap_or_default();
    let known = ["jpg", "jpeg", "jpe", "png", "gif", "webp", "avif"];
    known.iter().any(|known| end.eq_ignore_ascii_case(known))
}

/// `2019-05-03 10:11:12` in a zone; nothing for WordPress' `0000-00-00 00:00:00`.
fn moment(text: &str, zone: &Zone) -> Option<Stamp> {
    let text = text.trim();
    if text.starts_with("0000") || text.len() < 19 {
        return None;
    }
    let (day, time) = (text.get(..10)?, text.get(11..19)?);
    if zone.name() == "UTC" {
        return parse_rfc3339(&format!("{day}T{time}Z"));
    }
    zone.local(&format!("{day}T{time}"))
}

/// The time in Greenwich where it is known, or else the one of the site's zone.
fn either(gmt: &str, local: &str, zone: &Zone) -> Option<Stamp> {
    moment(gmt, &Zone::utc()).or_else(|| moment(local, zone))
}

/// An item that is whole; `None` for what sites have no use for.
pub(super) fn finished(item: Item, library: &Library, zone: &Zone) -> Option<Found> {
    let mut story = item.story;
    let kind = item.kind;
    let skip = |story: &Story, why: &str| {
        Some(Found::Skipped(Skipped {
            what: format!("{kind} {}: {}", story.key, story.title),
            why: why.to_owned(),
        }))
    };
    match kind.as_str() {
        "post" => {}
        "page" => story.page = true,
        // Pictures and shared blocks come with the stories that show them; the rest is how the
        // other site looks.
        "attachment" | "wp_block" | "nav_menu_item" | "revision" | "custom_css"
        | "wp_global_styles" | "wp_navigation" | "wp_template" | "wp_template_part"
        | "oembed_cache" | "wp_font_face" | "wp_font_family" => return None,
        _ => return skip(&story, "this kind of content has no place here"),
    }
    story.published = either(&item.date_gmt, &item.date, zone);
    story.updated = either(&item.modified_gmt, &item.modified, zone);
    match item.status.as_str() {
        "publish" => story.state = State::Published,
        "pending" => story.state = State::InReview,
        "draft" => {}
        "future" => {
            story.held = Some("it was to be published later".to_owned());
            story.planned = story.published;
        }
        "private" => story.held = Some("only its editors could read it there".to_owned()),
        "trash" | "auto-draft" | "inherit" => return None,
        _ => return skip(&story, "its state is none that is known"),
    }
    if item.password {
        story.held = Some("only who had its password could read it there".to_owned());
    }
    library.filled(&mut story);
    let banner = item.thumbnail.and_then(|id| library.attachments.get(&id));
    if let Some(banner) = banner {
        story.banner = Some(banner.url.clone());
        story.banner_alt.clone_from(&banner.alt);
        story.banner_caption.clone_from(&banner.caption);
    }
    let before = item
        .old_slugs
        .iter()
        .filter_map(|old| with_slug(&story, old));
    story.aliases = before.collect();
    let remarks = item.remarks.into_iter();
    story.comments = remarks.filter_map(|one| said(one, zone)).collect();
    Some(Found::Story(Box::new(story)))
}

/// The address with another slug in place of its own.
fn with_slug(story: &Story, slug: &str) -> Option<String> {
    if slug.is_empty() || story.slug.is_empty() {
        return None;
    }
    let (before, after) = story.link.rsplit_once(&format!("/{}", story.slug))?;
    matches!(after, "" | "/").then(|| format!("{before}/{slug}{after}"))
}

/// `None` for what no reader said, and for what was thrown away.
fn said(remark: Remark, zone: &Zone) -> Option<Comment> {
    if !matches!(remark.kind.as_str(), "" | "comment") {
        return None;
    }
    let state = match remark.approved.as_str() {
        "trash" | "post-trashed" => return None,
        "1" => CommentState::Published,
        "spam" => CommentState::Spam,
        _ => CommentState::Held,
    };
    Some(Comment {
        at: either(&remark.date_gmt, &remark.date, zone),
        state,
        ..remark.comment
    })
}
