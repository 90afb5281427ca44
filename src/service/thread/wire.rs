//! A comment as it travels, to everyone, to its author, and to moderators.

use crate::{
    domain::comment::{Comment, State, Writer},
    service::zone::Zone,
    store::comment::CommentRow,
};

/// A comment as everyone may see it. One that is not public travels without name and text.
pub fn wire(row: &CommentRow, zone: &Zone) -> Comment {
    if row.state == State::Published {
        return whole(row, zone);
    }
    Comment {
        author: Writer {
            name: String::new(),
            hue: 0,
            staff: false,
            byline: false,
        },
        body: String::new(),
        html: String::new(),
        edited_at: None,
        state: State::Removed,
        likes: 0,
        pinned: false,
        picked: false,
        ..whole(row, zone)
    }
}

/// A comment as its author may see it: what is taken for spam looks held, and the reason of a
/// rejection is told.
pub fn own(row: &CommentRow, zone: &Zone) -> Comment {
    let told = row.state == State::Rejected || row.state == State::Removed;
    Comment {
        state: match row.state {
            State::Spam => State::Held,
            state => state,
        },
        reason: if told {
            row.reason.clone()
        } else {
            String::new()
        },
        ..whole(row, zone)
    }
}

/// A comment as moderators see it.
pub fn inside(row: &CommentRow, zone: &Zone) -> Comment {
    Comment {
        reason: row.reason.clone(),
        ..whole(row, zone)
    }
}

fn whole(row: &CommentRow, zone: &Zone) -> Comment {
    // Guests of one name have one hue.
    let colour = row.account.map_or_else(
        || {
            row.name
                .bytes()
                .fold(7_i64, |h, b| (h * 31 + i64::from(b)) % 997)
        },
        |id| id.0,
    );
    Comment {
        id: row.id,
        article: row.article,
        parent_id: row.parent,
        author: Writer {
            name: row.name.clone(),
            hue: u8::try_from(colour.rem_euclid(12)).unwrap_or(0),
            staff: row.role.is_some_and(|role| role.is_staff()),
            byline: row.byline,
        },
        body: row.body.clone(),
        html: row.html.clone(),
        created_at: zone.moment(row.created_at).datetime(),
        edited_at: row.edited_at.map(|at| zone.moment(at).datetime()),
        state: row.state,
        likes: row.likes,
        replies: row.replies,
        pinned: row.pinned,
        picked: row.picked,
        seq: row.seq,
        depth: row.depth,
        reason: String::new(),
    }
}
