//! Two texts that began from the same one, block by block.

use super::{Block, Document};
use crate::domain::desk::Changed;
use std::collections::HashSet;

/// A block in three states; `None` where it is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Three<'a> {
    pub base: Option<&'a Block>,
    pub mine: Option<&'a Block>,
    pub theirs: Option<&'a Block>,
}

impl Three<'_> {
    /// Who changed it.
    pub fn changed(&self) -> Changed {
        changed(self.base, self.mine, self.theirs)
    }
}

/// Who changed something.
pub fn changed<T: PartialEq>(base: T, mine: T, theirs: T) -> Changed {
    if mine == theirs {
        Changed::Nobody
    } else if mine == base {
        Changed::Theirs
    } else if theirs == base {
        Changed::Mine
    } else {
        Changed::Both
    }
}

/// All blocks of the three, in the order of theirs; a block of mine stands after the one that it
/// stands after in mine.
pub fn three_way<'a>(
    base: &'a Document,
    mine: &'a Document,
    theirs: &'a Document,
) -> Vec<Three<'a>> {
    let find = |document: &'a Document, block: &Block| {
        document.content.iter().find(|b| b.id() == block.id())
    };
    let three = |block: &'a Block| Three {
        base: find(base, block),
        mine: find(mine, block),
        theirs: find(theirs, block),
    };
    let mut order: Vec<&'a Block> = theirs.content.iter().collect();
    let mut known: HashSet<_> = order.iter().map(|b| b.id().clone()).collect();
    for document in [mine, base] {
        let mut after = None;
        for block in &document.content {
            if known.insert(block.id().clone()) {
                order.insert(after.map_or(0, |at: usize| at + 1), block);
            }
            after = order.iter().position(|b| b.id() == block.id());
        }
    }
    order.into_iter().map(three).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::{BlockId, Id, Inline};

    fn text(list: &[(&str, &str)]) -> Document {
        let paragraph = |(id, text): &(&str, &str)| Block::Paragraph {
            attrs: Id {
                id: BlockId((*id).into()),
            },
            content: vec![Inline::Text {
                text: (*text).into(),
                marks: Vec::new(),
            }],
        };
        Document::new(list.iter().map(paragraph).collect())
    }

    fn told(base: &Document, mine: &Document, theirs: &Document) -> Vec<(String, Changed)> {
        let pieces = three_way(base, mine, theirs);
        let id = |t: &Three| {
            let block = t.theirs.or(t.mine).or(t.base);
            block.map(|b| b.id().0.clone()).unwrap_or_default()
        };
        pieces.iter().map(|t| (id(t), t.changed())).collect()
    }

    #[test]
    fn each_block_says_who_changed_it() {
        let base = text(&[("a", "1"), ("b", "2"), ("c", "3"), ("d", "4")]);
        let mine = text(&[
            ("a", "1"),
            ("b", "mine"),
            ("n", "new"),
            ("c", "mine"),
            ("d", "4"),
        ]);
        let theirs = text(&[("t", "new"), ("a", "theirs"), ("b", "2"), ("c", "theirs")]);
        let expected = [
            ("t", Changed::Theirs),
            ("a", Changed::Theirs),
            ("b", Changed::Mine),
            ("n", Changed::Mine),
            ("c", Changed::Both),
            ("d", Changed::Theirs),
        ];
        let expected = expected.map(|(id, changed)| (id.to_owned(), changed));
        assert_eq!(told(&base, &mine, &theirs), expected);
    }

    #[test]
    fn what_one_deletes_and_the_other_changes_is_to_be_chosen() {
        let base = text(&[("a", "1"), ("b", "2")]);
        let told = told(
            &base,
            &text(&[("a", "1")]),
            &text(&[("a", "1"), ("b", "new")]),
        );
        assert_eq!(told[1], ("b".into(), Changed::Both));
    }

    #[test]
    fn the_same_change_twice_is_none() {
        let base = text(&[("a", "1")]);
        let both = text(&[("a", "2")]);
        assert_eq!(told(&base, &both, &both), [("a".into(), Changed::Nobody)]);
    }
}
