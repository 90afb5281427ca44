//! Stories that say the same in different languages. They stand in groups: being a translation holds
//! in both directions and for all of a group, and no language is in it twice.

use super::{article::Status, id::ArticleId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most other stories in a group.
pub const MOST: usize = 20;

/// A story of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub id: ArticleId,
    pub slug: String,
    /// BCP 47.
    pub language: String,
    pub headline: String,
    pub status: Status,
}

impl Member {
    /// Whether everyone may read it.
    pub fn is_public(&self) -> bool {
        self.status == Status::Published
    }
}

/// Whether two tags name one language: letters count alike, large or small (RFC 5646, 2.1.1).
pub fn same_language(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// The part of a tag that names the language without place and script: `en` of `en-GB`.
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

/// The story of a group that is taken for the original: the one that was begun first.
pub fn original(stories: impl IntoIterator<Item = ArticleId>) -> Option<ArticleId> {
    stories.into_iter().min()
}

/// The language for readers of no language that is there (`x-default`): the site's, where a story
/// of the group is in it, or else the original's.
pub fn by_default<'a>(members: &'a [Member], site: &str) -> Option<&'a Member> {
    let own = members.iter().find(|m| same_language(&m.language, site));
    own.or_else(|| members.iter().min_by_key(|m| m.id))
}

/// Which other stories are changed when `story` and the `wanted` ones become a group: those that it
/// had not, and those whose relation to a third one changes. A story that only loses `story` is not
/// among them: it may be left by whoever may change that one.
///
/// `groups` are the groups that there were, each with all of its stories; what is in none was alone.
/// What leaves a group leaves the rest of it together.
pub fn changed(
    story: ArticleId,
    wanted: &BTreeSet<ArticleId>,
    groups: &[BTreeSet<ArticleId>],
) -> BTreeSet<ArticleId> {
    let mut group = wanted.clone();
    group.insert(story);
    let before = |id: ArticleId| groups.iter().find(|g| g.contains(&id));
    let old = |id: ArticleId| -> BTreeSet<ArticleId> {
        let all = before(id).into_iter().flatten().copied();
        all.filter(|other| *other != id).collect()
    };
    let new = |id: ArticleId| -> BTreeSet<ArticleId> {
        let others = |other: &ArticleId| *other != id;
        match group.contains(&id) {
            true => group.iter().copied().filter(others).collect(),
            false => {
                let left = old(id).into_iter();
                left.filter(|other| !group.contains(other)).collect()
            }
        }
    };
    let without = |mut set: BTreeSet<ArticleId>| {
        set.remove(&story);
        set
    };
    let all = groups.iter().flatten().chain(wanted).copied();
    let all: BTreeSet<ArticleId> = all.filter(|id| *id != story).collect();
    all.into_iter()
        .filter(|id| {
            let (old, new) = (old(*id), new(*id));
            let gains = new.contains(&story) && !old.contains(&story);
            gains || without(old) != without(new)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(ids: &[i64]) -> BTreeSet<ArticleId> {
        ids.iter().copied().map(ArticleId).collect()
    }

    fn of(story: i64, wanted: &[i64], groups: &[&[i64]]) -> BTreeSet<ArticleId> {
        let groups: Vec<_> = groups.iter().map(|group| set(group)).collect();
        changed(ArticleId(story), &set(wanted), &groups)
    }

    #[test]
    fn whoever_gains_or_loses_a_third_one_is_changed() {
        // Two that were alone.
        assert_eq!(of(1, &[2], &[]), set(&[2]));
        // One more joins: all learn of it.
        assert_eq!(of(1, &[2, 3], &[&[2, 3]]), set(&[2, 3]));
        assert_eq!(of(1, &[2, 3], &[&[1, 2]]), set(&[2, 3]));
        // As it was.
        assert_eq!(of(1, &[2], &[&[1, 2]]), set(&[]));
    }

    #[test]
    fn a_story_leaves_by_itself() {
        assert_eq!(of(1, &[], &[&[1, 2]]), set(&[]));
        assert_eq!(of(1, &[], &[&[1, 2, 3]]), set(&[]));
    }

    #[test]
    fn sending_another_away_concerns_those_that_lose_it() {
        assert_eq!(of(1, &[2], &[&[1, 2, 3]]), set(&[2, 3]));
        // Those that are sent away together stay together.
        assert_eq!(of(1, &[], &[&[1, 2, 3], &[4, 5]]), set(&[]));
        assert_eq!(of(1, &[4], &[&[4, 5]]), set(&[4, 5]));
    }

    #[test]
    fn one_language_may_be_written_in_two_ways() {
        assert!(same_language("en-GB", "en-gb") && !same_language("en", "en-GB"));
        assert_eq!((primary("zh-Hans-CN"), primary("id")), ("zh", "id"));
    }

    #[test]
    fn readers_of_no_language_get_the_sites_or_the_original() {
        let member = |id, language: &str| Member {
            id: ArticleId(id),
            slug: String::new(),
            language: language.into(),
            headline: String::new(),
            status: Status::Published,
        };
        let members = [member(7, "en"), member(9, "id"), member(3, "jv")];
        let default = |site| by_default(&members, site).map(|m| m.id.0);
        assert_eq!((default("id"), default("su")), (Some(9), Some(3)));
    }
}
