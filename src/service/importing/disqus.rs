//! Comments of Disqus (<https://help.disqus.com/en/articles/1717164-comments-export>), read as a
//! stream: first the threads, then everything that was said in them.

use super::{Comment, CommentState, Found, Next, Site, Skipped, Thread, xml};
use crate::service::zone::parse_rfc3339;
use std::path::Path;

/// A comment as far as it was read.
#[derive(Default)]
struct Post {
    comment: Comment,
    thread: String,
    deleted: bool,
    spam: bool,
    held: bool,
}

/// Reads an export, telling what it finds until `tell` says stop.
pub(super) fn read(path: &Path, tell: impl Fn(Next) -> bool) {
    let kind = xml::Kind {
        name: "an export of Disqus",
        root: "disqus",
    };
    let mut thread = Thread::default();
    let mut thread_deleted = false;
    let mut post = Post::default();
    let mut named = false;
    let done = xml::walk(path, kind, |piece, meter| match piece {
        xml::Piece::Open {
            name,
            parent,
            attributes,
        } => {
            let id = attributes.get("dsq:id");
            match (parent, name) {
                ("disqus", "thread") => {
                    thread = Thread {
                        key: id.to_owned(),
                        ..Thread::default()
                    };
                    thread_deleted = false;
                }
                ("disqus", "post") => {
                    post = Post::default();
                    post.comment.key = id.to_owned();
                }
                ("post", "thread") => post.thread = id.to_owned(),
                ("post", "parent") => post.comment.parent = id.to_owned(),
                _ => {}
            }
            true
        }
        xml::Piece::Close { name, parent, text } => {
            let yes = text.trim() == "true";
            match (parent, name) {
                ("thread", "forum") if !named => {
                    named = true;
                    return tell(Ok((Found::Site(Site::at(text)), meter.read.into())));
                }
                ("thread", "link") => thread.link = text.trim().to_owned(),
                ("thread", "title") => thread.title = text,
                ("thread", "isClosed") => thread.closed = yes,
                ("thread", "isDeleted") => thread_deleted = yes,
                ("post", "message") => post.comment.html = text,
                ("post", "createdAt") => post.comment.at = parse_rfc3339(text.trim()),
                ("post", "isDeleted") => post.deleted = yes,
                ("post", "isSpam") => post.spam = yes,
                ("post", "isApproved") => post.held = text.trim() == "false",
                // Of a thread too: it is overwritten before a comment is told.
                ("author", "name") => post.comment.name = text,
                ("disqus", "thread") => {
                    meter.item_ended();
                    let thread = std::mem::take(&mut thread);
                    let what = format!("thread {}: {}", thread.key, thread.title);
                    let found = match thread_deleted {
                        false => Found::Thread(thread),
                        true => skipped(what, "it was deleted there"),
                    };
                    return tell(Ok((found, meter.read.into())));
                }
                ("disqus", "post") => {
                    meter.item_ended();
                    return tell(Ok((told(std::mem::take(&mut post)), meter.read.into())));
                }
                _ => {}
            }
            true
        }
    });
    if let Err(error) = done {
        tell(Err(error));
    }
}

fn skipped(what: String, why: &str) -> Found {
    let why = why.to_owned();
    Found::Skipped(Skipped { what, why })
}

fn told(post: Post) -> Found {
    let mut comment = post.comment;
    if post.deleted {
        let what = format!("comment {}", comment.key);
        return skipped(what, "it was deleted there");
    }
    comment.state = match (post.spam, post.held) {
        (true, _) => CommentState::Spam,
        (false, true) => CommentState::Held,
        (false, false) => CommentState::Published,
    };
    Found::Comment(post.thread, Box::new(comment))
}
