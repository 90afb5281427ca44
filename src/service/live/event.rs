//! An event as it travels: in the stream and in the delta.

use super::Frame;
use crate::{
    domain::{
        comment::{ARTICLE_UPDATED, CREATED, REMOVED, Removed, State, UPDATED},
        id::{ArticleId, CommentId},
    },
    service::{error::ServiceError, settings, thread, zone::Zone},
    store::{self, Store, event::EventRow},
};
use bytes::Bytes;

/// Events in one delta.
pub const DELTA: u32 = 500;

/// A public event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub seq: i64,
    pub kind: &'static str,
    /// The comment it is about; none where it is about the story itself.
    pub about: Option<CommentId>,
    /// JSON on one line.
    pub data: String,
}

impl Event {
    /// As a server-sent event.
    pub fn text(&self) -> String {
        format!(
            "id: {}\nevent: {}\ndata: {}\n\n",
            self.seq, self.kind, self.data
        )
    }

    /// As an item of the delta.
    pub fn item(&self) -> String {
        format!(
            "{{\"id\":\"{}\",\"event\":\"{}\",\"data\":{}}}",
            self.seq, self.kind, self.data
        )
    }

    pub(super) fn frame(&self) -> Frame {
        Frame {
            seq: Some(self.seq),
            about: self.about,
            hides: self.kind == REMOVED,
            bytes: self.text().into(),
        }
    }
}

/// The events that everyone may see, as their comments are now. The rest are holes.
pub fn visible(rows: Vec<EventRow>, zone: &Zone) -> Vec<Event> {
    let event = |row: EventRow| {
        if row.kind == ARTICLE_UPDATED {
            return Some(Event {
                seq: row.seq,
                kind: ARTICLE_UPDATED,
                about: None,
                data: row.told?,
            });
        }
        let (kind, about, data) = match (row.kind.as_str(), row.comment, row.removed) {
            (REMOVED, _, Some((id, tombstone))) => {
                let removed = Removed {
                    id,
                    seq: row.seq,
                    tombstone,
                };
                (REMOVED, id, serde_json::to_string(&removed).ok()?)
            }
            (kind @ (CREATED | UPDATED), Some(comment), _) => {
                let comment = thread::wire(&comment, zone);
                if comment.state != State::Published {
                    return None;
                }
                let kind = if kind == CREATED { CREATED } else { UPDATED };
                (kind, comment.id, serde_json::to_string(&comment).ok()?)
            }
            _ => return None,
        };
        Some(Event {
            seq: row.seq,
            kind,
            about: Some(about),
            data,
        })
    };
    rows.into_iter().filter_map(event).collect()
}

/// What happened after an event, as far as one answer goes.
#[derive(Debug, PartialEq, Eq)]
pub struct Delta {
    /// JSON.
    pub body: String,
    /// Whether it holds as many events as one answer may: it does not grow any more.
    pub full: bool,
}

/// The events after number `since`, or none after the present where nothing is asked for.
pub async fn delta(
    store: &Store,
    article: ArticleId,
    since: Option<i64>,
) -> Result<Delta, ServiceError> {
    let written = store::event::last(store, article).await?.unwrap_or(0);
    let since = match since {
        Some(since) if since <= written => since,
        Some(_) => {
            return Ok(Delta {
                body: format!("{{\"items\":[],\"last\":{written},\"reset\":true}}"),
                full: false,
            });
        }
        None => written,
    };
    let rows = store::event::since(store, article, since, DELTA).await?;
    let full = rows.len() >= DELTA as usize;
    let last = rows.last().map_or(since, |row| row.seq);
    let settings = settings::load(store).await?;
    let zone = Zone::named(&settings.zone).unwrap_or_else(Zone::utc);
    let items: Vec<String> = visible(rows, &zone).iter().map(Event::item).collect();
    let body = format!("{{\"items\":[{}],\"last\":{last}}}", items.join(","));
    Ok(Delta { body, full })
}

fn bare(text: String) -> Frame {
    Frame {
        seq: None,
        about: None,
        hides: false,
        bytes: text.into(),
    }
}

/// How many comments are public.
pub(super) fn count(count: u32) -> Frame {
    bare(format!("event: count\ndata: {{\"count\":{count}}}\n\n"))
}

/// How many are reading.
pub(super) fn presence(readers: usize) -> Frame {
    bare(format!(
        "event: presence\ndata: {{\"readers\":{readers}}}\n\n"
    ))
}

/// A sign of life: an event rather than a remark, so that the page hears it too.
pub(super) fn heartbeat() -> Frame {
    Frame {
        seq: None,
        about: None,
        hides: false,
        bytes: Bytes::from_static(b"event: heartbeat\ndata: {}\n\n"),
    }
}

/// The thread must be read anew; the stream goes on after `last`.
pub(super) fn reset(last: i64) -> String {
    format!("event: reset\ndata: {{\"last\":{last}}}\n\n")
}

/// A comment came into the queue of moderation or left it.
pub(super) fn queue_changed(id: CommentId, state: State, by: Option<&str>) -> Frame {
    let by = serde_json::to_string(&by).unwrap_or_else(|_| "null".into());
    bare(format!(
        "event: queue.changed\ndata: {{\"id\":\"{id}\",\"state\":\"{}\",\"by\":{by}}}\n\n",
        state.as_str()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_three_lines_and_an_empty_one() {
        let event = Event {
            seq: 7,
            kind: CREATED,
            about: Some(CommentId(3)),
            data: "{\"id\":\"3\"}".into(),
        };
        assert_eq!(
            event.text(),
            "id: 7\nevent: comment.created\ndata: {\"id\":\"3\"}\n\n"
        );
        let item: serde_json::Value = serde_json::from_str(&event.item()).expect("JSON");
        assert_eq!(item["id"], "7");
        assert_eq!(item["data"]["id"], "3");
    }

    #[test]
    fn a_name_cannot_break_out_of_the_queues_event() {
        let frame = queue_changed(CommentId(1), State::Held, Some("a\"\n\nevent: x"));
        let text = String::from_utf8_lossy(&frame.bytes).into_owned();
        assert_eq!(text.matches('\n').count(), 3, "{text}");
    }
}
