//! Comments of another site, with their threads and states.

use super::super::{Comment, CommentState, plain::plain, remarks};
use crate::{
    domain::{
        comment,
        id::{ArticleId, CommentId},
        media::one_line,
        stamp::Stamp,
    },
    service::{
        comment_text,
        visibility::{self, Effects},
    },
    store::{self, StoreError, Tx, comment::NewComment},
};
use std::collections::{HashMap, HashSet};

/// Longest name, in characters.
const NAME: usize = 60;
/// A comment here: its parent, the top of its thread, and the depth of its replies.
type Place = (CommentId, CommentId, u32);

/// What became of comments.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Came {
    pub(super) came: usize,
    /// Were here already.
    pub(super) known: usize,
    /// Nothing could be seen of them.
    pub(super) empty: usize,
    /// Were longer than comments are here.
    pub(super) cut: usize,
}

impl Came {
    pub(super) fn add(&mut self, more: Came) {
        self.came += more.came;
        self.known += more.known;
        self.empty += more.empty;
        self.cut += more.cut;
    }

    /// What is to be told of them.
    pub(super) fn notes(self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.empty > 0 {
            let n = self.empty;
            notes.push(format!("{n} comments without anything to see are left out"));
        }
        if self.cut > 0 {
            let (n, longest) = (self.cut, comment::LONGEST);
            notes.push(format!("{n} comments are cut to {longest} characters"));
        }
        notes
    }
}

/// Writes those of a story's comments that did not come before.
pub(super) async fn write(
    tx: &mut Tx<'_>,
    source: &str,
    article: ArticleId,
    list: Vec<Comment>,
    now: Stamp,
) -> Result<Came, StoreError> {
    let mut done = Came::default();
    if list.is_empty() {
        return Ok(done);
    }
    let Some(story) = store::thread::lock(tx, article).await? else {
        return Ok(done);
    };
    let mut effects = Effects::on(&story);
    let mut places: HashMap<String, Place> = HashMap::new();
    for one in parents_first(list) {
        if store::import::find(tx, source, "comment", &one.key)
            .await?
            .is_some()
        {
            done.known += 1;
            continue;
        }
        let (markdown, cut) = remarks::markdown(&one.html);
        let text = comment_text::render(&markdown);
        if !text.visible {
            done.empty += 1;
            continue;
        }
        done.cut += usize::from(cut);
        let under = match places.get(&one.parent) {
            Some(place) => Some(*place),
            None => earlier(tx, source, article, &one.parent).await?,
        };
        let mut new = NewComment {
            article,
            under,
            account: None,
            name: match one_line(&comment_text::clean_name(&plain(&one.name)), NAME) {
                name if name.is_empty() => "Anonim".to_owned(),
                name => name,
            },
            body: text.body,
            html: text.html,
            state: match one.state {
                CommentState::Published => comment::State::Published,
                CommentState::Held => comment::State::Held,
                CommentState::Spam => comment::State::Spam,
            },
            reason: String::new(),
            key: None,
            address_hash: String::new(),
            at: one.at.unwrap_or(now).min(now),
            seq: 0,
        };
        let spot = match new.state {
            comment::State::Published => {
                visibility::arrive_untold(tx, &mut new, &mut effects).await?
            }
            _ => store::comment::insert(tx, &new).await?,
        };
        store::import::note(tx, source, "comment", &one.key, spot.id.0).await?;
        let (top, depth) = under.map_or((spot.id, 0), |(_, top, depth)| (top, depth));
        places.insert(one.key, (spot.id, top, depth + 1));
        done.came += 1;
    }
    effects.note(tx).await?;
    Ok(done)
}

/// The place under a comment that came in an earlier transaction.
async fn earlier(
    tx: &mut Tx<'_>,
    source: &str,
    article: ArticleId,
    parent: &str,
) -> Result<Option<Place>, StoreError> {
    if parent.is_empty() || parent == "0" {
        return Ok(None);
    }
    let Some(id) = store::import::find(tx, source, "comment", parent).await? else {
        return Ok(None);
    };
    let row = store::comment::read(tx, CommentId(id)).await?;
    let row = row.filter(|row| row.article == article);
    Ok(row.map(|row| (row.id, row.thread, row.depth + 1)))
}

/// In their order, but none before the one it answers. Those that answer each other in a circle
/// answer nobody.
fn parents_first(list: Vec<Comment>) -> Vec<Comment> {
    let keys: HashSet<String> = list.iter().map(|one| one.key.clone()).collect();
    let mut out = Vec::with_capacity(list.len());
    let mut done: HashSet<String> = HashSet::new();
    let mut waiting: HashMap<String, Vec<Comment>> = HashMap::new();
    for one in list {
        if keys.contains(&one.parent) && !done.contains(&one.parent) {
            waiting.entry(one.parent.clone()).or_default().push(one);
            continue;
        }
        let mut ready = vec![one];
        while let Some(one) = ready.pop() {
            done.insert(one.key.clone());
            let mut answers = waiting.remove(&one.key).unwrap_or_default();
            answers.reverse();
            ready.append(&mut answers);
            out.push(one);
        }
    }
    let mut circles: Vec<Comment> = waiting.into_values().flatten().collect();
    circles.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.key.cmp(&b.key)));
    out.extend(circles.into_iter().map(|one| Comment {
        parent: String::new(),
        ..one
    }));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(list: &[(&str, &str)]) -> Vec<String> {
        let one = |(key, parent): &(&str, &str)| Comment {
            key: (*key).to_owned(),
            parent: (*parent).to_owned(),
            ..Comment::default()
        };
        let done = parents_first(list.iter().map(one).collect());
        done.into_iter()
            .map(|one| format!("{}<{}", one.key, one.parent))
            .collect()
    }

    #[test]
    fn nobody_is_answered_before_they_have_spoken() {
        assert_eq!(
            order(&[("1", "0"), ("2", "1"), ("3", "")]),
            ["1<0", "2<1", "3<"]
        );
        assert_eq!(
            order(&[("3", "2"), ("2", "1"), ("4", "2"), ("1", "")]),
            ["1<", "2<1", "3<2", "4<2"]
        );
        assert_eq!(order(&[("1", "2"), ("2", "1")]), ["1<", "2<"]);
        assert_eq!(order(&[("1", "9")]), ["1<9"], "which may have come before");
    }
}
