//! Two texts of a story beside each other, and what three have in common.

use super::{
    Room,
    opening::{content_of, typed},
};
use crate::{
    domain::{
        desk::{Changed, Difference, Merging, Pair, Piece, Side, Typed},
        document::{Block, Document, merge as pieces},
        id::ArticleId,
        story::Content,
    },
    service::writing::{self, WriteError},
    store,
};
use similar::{ChangeTag, TextDiff};

/// Two texts of a story, block by block, with what differs marked word by word.
pub async fn compare(
    room: &Room<'_>,
    id: ArticleId,
    left: Side,
    right: Side,
) -> Result<Vec<Pair>, WriteError> {
    let left = text(room, id, left).await?;
    let right = text(room, id, right).await?;
    let heads = [
        (&left.headline, &right.headline, "h2"),
        (&left.standfirst, &right.standfirst, "p"),
    ];
    let heads = heads.into_iter().map(|(a, b, tag)| {
        let (left, right) = marked(a, b);
        let dress = |inside: String| format!("<{tag}>{inside}</{tag}>");
        Pair {
            difference: if a == b {
                Difference::Same
            } else {
                Difference::Changed
            },
            left: dress(left),
            right: dress(right),
        }
    });
    let empty = Document::new(Vec::new());
    let all = pieces::three_way(&left.document, &empty, &right.document);
    let blocks = all.iter().map(|three| pair(three.base, three.theirs));
    Ok(heads.chain(blocks).collect())
}

async fn text(room: &Room<'_>, id: ArticleId, side: Side) -> Result<Content, WriteError> {
    let story = writing::read(room.services, room.writer, id).await?;
    match side {
        Side::Story => Ok(content_of(story)),
        Side::Copy => {
            let copy = store::working_copy::of_article(&room.services.store, id).await?;
            Ok(copy.map_or_else(|| content_of(story), |copy| copy.content))
        }
        Side::Revision(n) => {
            let then = writing::revision(room.services, room.writer, id, n).await?;
            Ok(Content {
                headline: then.row.headline,
                standfirst: then.standfirst,
                document: then.document,
                ..content_of(story)
            })
        }
    }
}

fn pair(left: Option<&Block>, right: Option<&Block>) -> Pair {
    let whole = |block: Option<&Block>| block.map(Block::to_html).unwrap_or_default();
    let (difference, left, right) = match (left, right) {
        (Some(a), Some(b)) if a == b => (Difference::Same, whole(left), whole(right)),
        (Some(a), Some(b)) => {
            let (before, after) = (a.to_plain(), b.to_plain());
            if before == after {
                // Only its setting differs.
                (Difference::Changed, whole(left), whole(right))
            } else {
                let (before, after) = marked(&before, &after);
                let dress = |inside| format!("<p>{inside}</p>");
                (Difference::Changed, dress(before), dress(after))
            }
        }
        (None, _) => (Difference::Added, String::new(), whole(right)),
        (_, None) => (Difference::Removed, whole(left), String::new()),
    };
    // The same block stands on both sides: an id may stand on a page once.
    Pair {
        difference,
        left: without_ids(&left),
        right: without_ids(&right),
    }
}

/// Two texts as HTML, with the words that one has alone in `<del>` and `<ins>`.
fn marked(before: &str, after: &str) -> (String, String) {
    let diff = TextDiff::from_words(before, after);
    let (mut left, mut right) = (String::new(), String::new());
    for change in diff.iter_all_changes() {
        let text = escaped(change.value());
        match change.tag() {
            ChangeTag::Equal => {
                left.push_str(&text);
                right.push_str(&text);
            }
            ChangeTag::Delete => left.push_str(&format!("<del>{text}</del>")),
            ChangeTag::Insert => right.push_str(&format!("<ins>{text}</ins>")),
        }
    }
    // Runs of marked words are one mark.
    let join = |html: String| {
        html.replace("</del><del>", "")
            .replace("</ins><ins>", "")
            .replace('\n', "<br>")
    };
    (join(left), join(right))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Our own HTML without ` id="b-…"`.
fn without_ids(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    // Text cannot hold it: quotes are escaped there.
    while let Some(at) = rest.find(" id=\"b-") {
        out.push_str(&rest[..at]);
        let after = &rest[at + 7..];
        rest = after.split_once('"').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out
}

/// What is typed here beside what somebody else saved since both began from `base`.
pub async fn merge(
    room: &Room<'_>,
    id: ArticleId,
    base: (&Typed, &Document),
    mine: (&Typed, &Document),
) -> Result<Merging, WriteError> {
    let story = writing::read(room.services, room.writer, id).await?;
    let version = story.version;
    let copy = store::working_copy::of_article(&room.services.store, id).await?;
    let (seen, by, at, theirs) = match copy {
        // A copy of an older text says less than the story itself.
        Some(copy) if copy.base_version == version => {
            (copy.version, copy.by, copy.at, copy.content)
        }
        Some(copy) => (copy.version, copy.by, story.saved_at, content_of(story)),
        None => (0, story.created_by, story.saved_at, content_of(story)),
    };
    let document = theirs.document.clone();
    let theirs = typed(theirs);
    let mut out = fields(base.0, mine.0, &theirs);
    for three in pieces::three_way(base.1, mine.1, &document) {
        let html = |block: Option<&Block>| {
            let html = block.map(Block::to_html).unwrap_or_default();
            without_ids(&html)
        };
        let json = |block: Option<&Block>| {
            let json = block.and_then(|block| serde_json::to_string(block).ok());
            json.unwrap_or_default()
        };
        out.push(Piece {
            field: String::new(),
            changed: three.changed(),
            base: html(three.base),
            mine: html(three.mine),
            theirs: html(three.theirs),
            my_value: json(three.mine),
            their_value: json(three.theirs),
        });
    }
    Ok(Merging {
        seen,
        base: version,
        by: room.name(by).await?,
        at: room.when(at),
        theirs,
        pieces: out,
    })
}

/// The fields, as pieces.
fn fields(base: &Typed, mine: &Typed, theirs: &Typed) -> Vec<Piece> {
    let value = |typed: &Typed| serde_json::to_value(typed).unwrap_or_default();
    let (base, mine, theirs) = (value(base), value(mine), value(theirs));
    let Some(names) = theirs.as_object() else {
        return Vec::new();
    };
    let shown = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => escaped(text),
        serde_json::Value::Array(list) => {
            let list = list
                .iter()
                .map(|v| v.as_str().map_or_else(|| v.to_string(), escaped));
            list.collect::<Vec<_>>().join(", ")
        }
        serde_json::Value::Null => String::new(),
        other => escaped(&other.to_string()),
    };
    let piece = |name: &String| {
        let (base, mine, theirs) = (&base[name], &mine[name], &theirs[name]);
        Piece {
            field: name.clone(),
            changed: pieces::changed(base, mine, theirs),
            base: shown(base),
            mine: shown(mine),
            theirs: shown(theirs),
            my_value: mine.to_string(),
            their_value: theirs.to_string(),
        }
    };
    let all = names.keys().map(piece);
    all.filter(|piece| piece.changed != Changed::Nobody)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_are_marked() {
        let (left, right) = marked("harga naik 5 persen", "harga naik 7,5 persen < lalu");
        assert_eq!(left, "harga naik <del>5</del> persen");
        assert!(
            right.contains("<ins>7,5</ins>") && right.contains("&lt; lalu"),
            "{right}"
        );
    }

    #[test]
    fn ids_are_taken_off() {
        assert_eq!(without_ids("<p id=\"b-abc\">id=\"b-</p>"), "<p>id=\"b-</p>");
    }

    #[test]
    fn fields_say_who_changed_them() {
        let base = Typed {
            headline: "a".into(),
            ..Typed::default()
        };
        let mine = Typed {
            headline: "b".into(),
            ..base.clone()
        };
        let theirs = Typed {
            headline: "c".into(),
            dateline: "Solo".into(),
            ..base.clone()
        };
        let told: Vec<_> = fields(&base, &mine, &theirs)
            .into_iter()
            .map(|p| (p.field, p.changed))
            .collect();
        assert_eq!(
            told,
            [
                ("dateline".to_owned(), Changed::Theirs),
                ("headline".to_owned(), Changed::Both)
            ]
        );
    }
}
