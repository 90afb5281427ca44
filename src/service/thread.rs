//! A story's thread as pages and the API show it.

mod wire;

use super::{error::ServiceError, settings, zone::Zone};
use crate::{
    domain::{
        comment::{Comment, DEPTH, PAGE, Policy, Sort, Thread},
        id::{ArticleId, CommentId},
        page::Key,
        site::Who,
        stamp::Stamp,
    },
    store::{self, Store, comment::CommentRow, thread::StoryRow},
};
use std::collections::HashMap;
pub use wire::{inside, own, wire};

/// A story as an address names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArticleRef {
    Id(ArticleId),
    /// A slug, one the story had before, or its id in digits.
    Slug(String),
}

impl From<&str> for ArticleRef {
    fn from(text: &str) -> Self {
        ArticleRef::Slug(text.to_owned())
    }
}

/// The story, in whatever status.
pub async fn story(store: &Store, article: &ArticleRef) -> Result<Option<StoryRow>, ServiceError> {
    let slug = match article {
        ArticleRef::Id(id) => return Ok(store::thread::story(store, *id).await?),
        ArticleRef::Slug(slug) => slug,
    };
    let found = store::thread::story_by_slug(store, slug).await?;
    match (found, slug.parse()) {
        (None, Ok(id)) => Ok(store::thread::story(store, ArticleId(id)).await?),
        (found, _) => Ok(found),
    }
}

/// Whether everyone may read it.
pub fn is_public(story: &StoryRow) -> bool {
    story.status == "published"
}

/// A way through a list: on from a key, or back from it.
#[derive(Debug, Clone, Copy)]
struct Way {
    key: Key,
    back: bool,
    /// Whether it begins where the list does.
    first: bool,
}

impl Way {
    /// Reads a cursor bound to `scope`; one that leads back begins with `p`.
    fn read(cursor: Option<&str>, scope: &str, start: Key) -> Result<Way, ServiceError> {
        let Some(cursor) = cursor else {
            return Ok(Way {
                key: start,
                back: false,
                first: true,
            });
        };
        let back = cursor.strip_prefix('p');
        let key = Key::from_cursor(back.unwrap_or(cursor), scope);
        Ok(Way {
            key: key.ok_or(ServiceError::BadAddress("cursor"))?,
            back: back.is_some(),
            first: false,
        })
    }

    /// Cuts what was read, one more than a page, into a page in the order of the list. Returns
    /// whether something lies (before, after) it.
    fn cut(self, rows: &mut Vec<CommentRow>, page: u32) -> (bool, bool) {
        let more = rows.len() > page as usize;
        rows.truncate(page as usize);
        if self.back {
            rows.reverse();
            (more, true)
        } else {
            (!self.first, more)
        }
    }
}

/// Where a list begins.
fn start(sort: Sort) -> Key {
    match sort {
        Sort::Newest | Sort::Top => Key::NEWEST,
        Sort::Oldest => Key {
            at: Stamp::from_micros(0),
            id: 0,
        },
    }
}

fn key(row: &CommentRow, sort: Sort) -> Key {
    Key {
        at: match sort {
            Sort::Newest | Sort::Oldest => row.created_at,
            Sort::Top => Stamp::from_micros(i64::from(row.likes)),
        },
        id: row.id.0,
    }
}

fn scope(story: &StoryRow, sort: Sort) -> String {
    format!("comments/{}/{}", story.id, sort.as_str())
}

/// A page of a story's thread: pinned comments first on the first page, then top-level comments,
/// each followed by its first replies; no comments where they are off. `None` where there is no
/// such public story.
///
/// `older` and `newer` are links; under [`Sort::Top`] `older` is the next page, `newer` the one before.
pub async fn page(
    store: &Store,
    zone: &Zone,
    base: &ArticleRef,
    sort: Sort,
    cursor: Option<&str>,
) -> Result<Option<Thread>, ServiceError> {
    let Some(story) = story(store, base).await?.filter(is_public) else {
        return Ok(None);
    };
    if story.policy == Policy::Off {
        return thread(store, story, sort, Vec::new(), None, None)
            .await
            .map(Some);
    }
    let scope = scope(&story, sort);
    let way = Way::read(cursor, &scope, start(sort))?;
    let mut rows =
        store::thread::top_level(store, story.id, sort, way.key, way.back, PAGE + 1).await?;
    let (before, after) = way.cut(&mut rows, PAGE);
    let link = |row: Option<&CommentRow>, wanted: bool, mark: &str| {
        row.filter(|_| wanted).map(|row| {
            let cursor = key(row, sort).to_cursor(&scope);
            let sort = sort.as_str();
            format!(
                "/articles/{}?sort={sort}&comments={mark}{cursor}#comments",
                story.slug
            )
        })
    };
    let (previous, next) = (
        link(rows.first(), before, "p"),
        link(rows.last(), after, ""),
    );
    let (older, newer) = match sort {
        Sort::Newest | Sort::Top => (next, previous),
        Sort::Oldest => (previous, next),
    };
    if way.first {
        let mut pinned = store::thread::pinned(store, story.id).await?;
        pinned.append(&mut rows);
        rows = pinned;
    }
    let with_replies: Vec<CommentId> = rows
        .iter()
        .filter(|r| r.replies > 0)
        .map(|r| r.id)
        .collect();
    let replies = store::thread::of_threads(store, &with_replies).await?;
    let comments = in_order(rows, replies, zone);
    thread(store, story, sort, comments, older, newer)
        .await
        .map(Some)
}

/// A comment with what it answers above it and what answers it below. `None` where the comment is
/// not shown, or stands under another story.
pub async fn around(
    store: &Store,
    zone: &Zone,
    article: &ArticleRef,
    id: CommentId,
) -> Result<Option<Thread>, ServiceError> {
    around_from(store, zone, article, id, None).await
}

/// The same, with the direct replies from a cursor on.
pub async fn around_from(
    store: &Store,
    zone: &Zone,
    article: &ArticleRef,
    id: CommentId,
    cursor: Option<&str>,
) -> Result<Option<Thread>, ServiceError> {
    let Some(story) = story(store, article).await?.filter(is_public) else {
        return Ok(None);
    };
    let found = store::comment::by_id(store, id).await?;
    let shown =
        |row: &CommentRow| row.article == story.id && row.is_shown() && story.policy != Policy::Off;
    let Some(row) = found.filter(shown) else {
        return Ok(None);
    };
    let scope = format!("replies/{id}");
    let start = Key {
        at: Stamp::from_micros(0),
        id: 0,
    };
    let way = Way::read(cursor, &scope, start)?;
    let mut replies = store::thread::replies(store, id, way.key.id, way.back, PAGE + 1).await?;
    let (before, after) = way.cut(&mut replies, PAGE);
    let link = |row: Option<&CommentRow>, wanted: bool, mark: &str| {
        row.filter(|_| wanted).map(|row| {
            let key = Key {
                at: Stamp::from_micros(0),
                id: row.id.0,
            };
            let cursor = key.to_cursor(&scope);
            format!(
                "/articles/{}/comments/{id}?comments={mark}{cursor}",
                story.slug
            )
        })
    };
    let (older, newer) = (
        link(replies.first(), before, "p"),
        link(replies.last(), after, ""),
    );
    // Two more levels below the direct replies, level by level.
    let mut level: Vec<CommentId> = replies
        .iter()
        .filter(|r| r.replies > 0)
        .map(|r| r.id)
        .collect();
    for _ in 1..DEPTH {
        level.truncate(PAGE as usize);
        let rows = store::thread::of_parents(store, &level).await?;
        level = rows
            .iter()
            .filter(|r| r.replies > 0)
            .map(|r| r.id)
            .collect();
        replies.extend(rows);
    }
    let mut comments: Vec<Comment> = ancestors(store, &row)
        .await?
        .iter()
        .map(|row| wire(row, zone))
        .collect();
    comments.extend(in_order(vec![row], replies, zone));
    let thread = thread(store, story, Sort::Oldest, comments, older, newer).await?;
    Ok(Some(Thread {
        alone: true,
        ..thread
    }))
}

/// Most ancestors shown above a comment; the nearest ones.
const ANCESTORS: usize = 30;

/// What a comment answers, from the top down.
async fn ancestors(store: &Store, row: &CommentRow) -> Result<Vec<CommentRow>, ServiceError> {
    let mut above = Vec::new();
    let mut next = row.parent;
    while let Some(id) = next.filter(|_| above.len() < ANCESTORS) {
        let Some(row) = store::comment::by_id(store, id).await? else {
            break;
        };
        next = row.parent;
        above.push(row);
    }
    above.reverse();
    Ok(above)
}

/// A page of all published comments of a story, replies among them, and the cursor of the next.
pub async fn flat(
    store: &Store,
    zone: &Zone,
    story: &StoryRow,
    sort: Sort,
    cursor: Option<&str>,
    limit: u32,
) -> Result<(Vec<Comment>, Option<String>), ServiceError> {
    let scope = format!("flat/{}/{}", story.id, sort.as_str());
    let way = Way::read(cursor, &scope, start(sort))?;
    if way.back {
        return Err(ServiceError::BadAddress("cursor"));
    }
    let limit = limit.clamp(1, 100);
    let mut rows = store::thread::flat(store, story.id, sort, way.key, limit + 1).await?;
    let (_, more) = way.cut(&mut rows, limit);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|row| key(row, sort).to_cursor(&scope));
    Ok((rows.iter().map(|row| wire(row, zone)).collect(), next))
}

async fn thread(
    store: &Store,
    story: StoryRow,
    sort: Sort,
    comments: Vec<Comment>,
    older: Option<String>,
    newer: Option<String>,
) -> Result<Thread, ServiceError> {
    let settings = settings::load(store).await?.comments;
    Ok(Thread {
        article: story.id,
        slug: story.slug,
        policy: story.policy,
        sort,
        count: story.count,
        // Read before the comments: what happened in between comes again by the stream.
        seq: story.seq,
        comments,
        older,
        newer,
        alone: false,
        guests: settings.who == Who::Anyone,
    })
}

/// Puts replies under what they answer, oldest first. Walks with a stack of its own: threads may
/// be deep.
fn in_order(tops: Vec<CommentRow>, replies: Vec<CommentRow>, zone: &Zone) -> Vec<Comment> {
    let mut under: HashMap<CommentId, Vec<CommentRow>> = HashMap::new();
    for row in replies {
        if let Some(parent) = row.parent {
            under.entry(parent).or_default().push(row);
        }
    }
    for list in under.values_mut() {
        // The last one is taken first.
        list.sort_by_key(|row| std::cmp::Reverse(row.id));
    }
    let mut comments = Vec::new();
    let mut stack: Vec<CommentRow> = tops.into_iter().rev().collect();
    while let Some(row) = stack.pop() {
        comments.push(wire(&row, zone));
        stack.extend(under.remove(&row.id).unwrap_or_default());
    }
    comments
}
