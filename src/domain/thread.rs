//! A thread on screen as one list: every comment is followed by its replies. What arrives later is
//! put where the server would have put it.

use super::comment::{Comment, Removed, Sort, State};

/// Puts a comment into the list, or its newer state over the older one. `false` when it has no
/// place here: its parent is on another page, or it stands deeper than the `deepest` level shown.
pub fn place(list: &mut Vec<Comment>, new: Comment, sort: Sort, deepest: u32) -> bool {
    if let Some(old) = list.iter_mut().find(|c| c.id == new.id) {
        if new.seq >= old.seq {
            *old = new;
        }
        return true;
    }
    let at = match new.parent_id {
        Some(parent) => {
            let Some(above) = list.iter_mut().position(|c| c.id == parent) else {
                return false;
            };
            if new.depth > deepest {
                list[above].replies += 1;
                return false;
            }
            after_replies(list, above)
        }
        None => match sort {
            Sort::Newest => list.iter().position(|c| !c.pinned).unwrap_or(list.len()),
            Sort::Oldest | Sort::Top => list.len(),
        },
    };
    // A pinned comment may have replies of its own before the first that is not pinned.
    let at = if new.parent_id.is_none() && at < list.len() && list[at].depth > 0 {
        let next = list[at..].iter().position(|c| c.depth == 0 && !c.pinned);
        next.map_or(list.len(), |n| at + n)
    } else {
        at
    };
    list.insert(at, new);
    true
}

/// The index after the last comment that answers the one at `above`, directly or not.
fn after_replies(list: &[Comment], above: usize) -> usize {
    let depth = list[above].depth;
    let below = list[above + 1..].iter().position(|c| c.depth <= depth);
    below.map_or(list.len(), |n| above + 1 + n)
}

/// Takes a comment away; where replies stand under it its place is kept.
pub fn strike(list: &mut Vec<Comment>, removed: &Removed) {
    let Some(at) = list.iter().position(|c| c.id == removed.id) else {
        return;
    };
    if removed.tombstone {
        let c = &mut list[at];
        c.state = State::Removed;
        c.author.name.clear();
        c.html.clear();
        c.body.clear();
        c.seq = removed.seq;
        return;
    }
    let end = after_replies(list, at);
    list.drain(at..end);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        comment::{DEPTH, Writer},
        id::{ArticleId, CommentId},
    };

    fn comment(id: i64, parent: Option<i64>, depth: u32) -> Comment {
        Comment {
            id: CommentId(id),
            article: ArticleId(1),
            parent_id: parent.map(CommentId),
            author: Writer {
                name: format!("P{id}"),
                hue: 0,
                staff: false,
                byline: false,
            },
            body: String::new(),
            html: format!("<p>{id}</p>"),
            created_at: String::new(),
            edited_at: None,
            state: State::Published,
            likes: 0,
            replies: 0,
            pinned: false,
            picked: false,
            seq: id,
            depth,
            reason: String::new(),
        }
    }

    fn ids(list: &[Comment]) -> Vec<i64> {
        list.iter().map(|c| c.id.0).collect()
    }

    fn thread() -> Vec<Comment> {
        vec![
            comment(3, None, 0),
            comment(1, None, 0),
            comment(2, Some(1), 1),
            comment(4, Some(2), 2),
        ]
    }

    #[test]
    fn a_new_comment_stands_first_and_a_reply_last_among_its_siblings() {
        let mut list = thread();
        assert!(place(&mut list, comment(5, None, 0), Sort::Newest, DEPTH));
        assert!(place(
            &mut list,
            comment(6, Some(1), 1),
            Sort::Newest,
            DEPTH
        ));
        assert_eq!(ids(&list), [5, 3, 1, 2, 4, 6]);
        assert!(place(
            &mut list,
            comment(7, Some(2), 2),
            Sort::Newest,
            DEPTH
        ));
        assert_eq!(ids(&list), [5, 3, 1, 2, 4, 7, 6]);
    }

    #[test]
    fn a_pinned_comment_and_its_replies_stay_on_top() {
        let mut list = thread();
        list[1].pinned = true;
        list.rotate_left(1);
        assert_eq!(ids(&list), [1, 2, 4, 3]);
        place(&mut list, comment(5, None, 0), Sort::Newest, DEPTH);
        assert_eq!(ids(&list), [1, 2, 4, 5, 3]);
    }

    #[test]
    fn an_older_state_never_replaces_a_newer_one() {
        let mut list = thread();
        let mut newer = comment(3, None, 0);
        (newer.seq, newer.likes) = (9, 4);
        place(&mut list, newer, Sort::Newest, DEPTH);
        let mut older = comment(3, None, 0);
        older.seq = 8;
        place(&mut list, older, Sort::Newest, DEPTH);
        assert_eq!((list[0].likes, list.len()), (4, 4));
    }

    #[test]
    fn a_reply_to_what_is_elsewhere_has_no_place() {
        let mut list = thread();
        assert!(!place(
            &mut list,
            comment(8, Some(99), 1),
            Sort::Newest,
            DEPTH
        ));
        assert_eq!(list.len(), 4);
    }

    #[test]
    fn what_is_struck_leaves_a_mark_where_replies_stand() {
        let mut list = thread();
        strike(
            &mut list,
            &Removed {
                id: CommentId(1),
                seq: 10,
                tombstone: true,
            },
        );
        assert_eq!(
            (list[1].state, list[1].html.as_str(), list.len()),
            (State::Removed, "", 4)
        );
        strike(
            &mut list,
            &Removed {
                id: CommentId(3),
                seq: 11,
                tombstone: false,
            },
        );
        assert_eq!(ids(&list), [1, 2, 4]);
    }
}
