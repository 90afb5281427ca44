//! Giving the ids of a stored document to a text that was written anew: what reads the same keeps
//! its id, and so do the notes, corrections and links that hang on it.

use super::{Block, Cell, Document, GalleryItem, ListItem, Row, text};
use std::{collections::HashMap, hash::Hash};

impl Document {
    /// Takes over the ids of `stored` for blocks that read the same, and for a block that was
    /// changed between two that were not. Blocks that carry an id of `stored` already keep it.
    pub fn align_with(&mut self, stored: &Document) {
        blocks(&stored.content, &mut self.content);
    }
}

fn blocks(old: &[Block], new: &mut [Block]) {
    let named: HashMap<_, _> = old.iter().enumerate().map(|(i, b)| (b.id(), i)).collect();
    let mut taken = vec![false; old.len()];
    let mut pairs = Vec::new();
    let mut open = Vec::new();
    for (j, block) in new.iter().enumerate() {
        match named.get(block.id()).filter(|i| !taken[**i]) {
            Some(i) => {
                taken[*i] = true;
                pairs.push((*i, j));
            }
            None => open.push(j),
        }
    }
    let free: Vec<usize> = (0..old.len()).filter(|i| !taken[*i]).collect();
    let before: Vec<String> = free.iter().map(|i| key(&old[*i])).collect();
    let after: Vec<String> = open.iter().map(|j| key(&new[*j])).collect();
    // Where blocks carry their ids, one without is new.
    let marked = !pairs.is_empty();
    let kin = |i: usize, j: usize| {
        !marked && std::mem::discriminant(&old[free[i]]) == std::mem::discriminant(&new[open[j]])
    };
    let found = matches(&before, &after, kin);
    pairs.extend(found.into_iter().map(|(i, j)| (free[i], open[j])));
    for (i, j) in pairs {
        adopt(&old[i], &mut new[j]);
    }
}

/// What a block is recognised by.
fn key(block: &Block) -> String {
    match block {
        Block::Image { attrs } => format!("\0image {}", attrs.media),
        Block::Gallery { content, .. } => {
            let media = content
                .iter()
                .map(|GalleryItem::Image { attrs }| attrs.media.as_str());
            format!("\0gallery {}", media.collect::<Vec<_>>().join(" "))
        }
        Block::Embed { attrs } => format!("\0embed {}", attrs.url),
        Block::RelatedStory { attrs } => format!("\0related {}", attrs.slug),
        Block::HorizontalRule { .. } => "\0rule".to_owned(),
        Block::Paragraph { .. }
        | Block::Heading { .. }
        | Block::Blockquote { .. }
        | Block::PullQuote { .. }
        | Block::BulletList { .. }
        | Block::OrderedList { .. }
        | Block::CodeBlock { .. }
        | Block::Table { .. }
        | Block::FactBox { .. } => text::of(std::slice::from_ref(block)),
    }
}

fn adopt(old: &Block, new: &mut Block) {
    *new.id_mut() = old.id().clone();
    match (old, new) {
        (
            Block::Blockquote { content: old, .. } | Block::FactBox { content: old, .. },
            Block::Blockquote { content: new, .. } | Block::FactBox { content: new, .. },
        ) => blocks(old, new),
        (
            Block::BulletList { content: old, .. } | Block::OrderedList { content: old, .. },
            Block::BulletList { content: new, .. } | Block::OrderedList { content: new, .. },
        ) => items(old, new),
        (Block::Table { content: old, .. }, Block::Table { content: new, .. }) => rows(old, new),
        (Block::Gallery { content: old, .. }, Block::Gallery { content: new, .. }) => {
            let media = |item: &GalleryItem| match item {
                GalleryItem::Image { attrs } => attrs.media.clone(),
            };
            let (before, after): (Vec<_>, Vec<_>) = (
                old.iter().map(media).collect(),
                new.iter().map(media).collect(),
            );
            for (i, j) in matches(&before, &after, |_, _| false) {
                let (GalleryItem::Image { attrs: old }, GalleryItem::Image { attrs: new }) =
                    (&old[i], &mut new[j]);
                new.id = old.id.clone();
            }
        }
        _ => {}
    }
}

fn items(old: &[ListItem], new: &mut [ListItem]) {
    let said = |item: &ListItem| match item {
        ListItem::ListItem { content, .. } => text::of(content),
    };
    let (before, after): (Vec<_>, Vec<_>) = (
        old.iter().map(said).collect(),
        new.iter().map(said).collect(),
    );
    for (i, j) in matches(&before, &after, |_, _| true) {
        let (
            ListItem::ListItem { attrs, content },
            ListItem::ListItem {
                attrs: own,
                content: inside,
            },
        ) = (&old[i], &mut new[j]);
        own.id = attrs.id.clone();
        blocks(content, inside);
    }
}

fn rows(old: &[Row], new: &mut [Row]) {
    fn content(cell: &Cell) -> &[Block] {
        match cell {
            Cell::TableHeader { content } | Cell::TableCell { content } => content,
        }
    }
    let said = |row: &Row| match row {
        Row::TableRow { content: cells, .. } => {
            let cells = cells.iter().map(|cell| text::of(content(cell)));
            cells.collect::<Vec<_>>().join("\u{1f}")
        }
    };
    let (before, after): (Vec<_>, Vec<_>) = (
        old.iter().map(said).collect(),
        new.iter().map(said).collect(),
    );
    for (i, j) in matches(&before, &after, |_, _| true) {
        let (
            Row::TableRow {
                attrs,
                content: cells,
            },
            Row::TableRow {
                attrs: own,
                content: own_cells,
            },
        ) = (&old[i], &mut new[j]);
        own.id = attrs.id.clone();
        for (cell, Cell::TableHeader { content: new } | Cell::TableCell { content: new }) in
            cells.iter().zip(own_cells)
        {
            blocks(content(cell), new);
        }
    }
}

/// Pairs of equal items in order, as many as there can be (longest common subsequence); then,
/// between two of them, what was changed in place: as many before as after, one by one, where
/// `kin` allows.
fn matches<T: Eq + Hash>(
    old: &[T],
    new: &[T],
    kin: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, usize)> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old[head..]
        .iter()
        .rev()
        .zip(new[head..].iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|i| (i, i)).collect();
    let (a, b) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    pairs.extend(
        subsequence(a, b)
            .into_iter()
            .map(|(i, j)| (i + head, j + head)),
    );
    pairs.extend((0..tail).map(|i| (old.len() - tail + i, new.len() - tail + i)));
    let mut changed = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (next_i, next_j) in pairs.iter().copied().chain([(old.len(), new.len())]) {
        if next_i - i == next_j - j {
            changed.extend((i..next_i).zip(j..next_j).filter(|(i, j)| kin(*i, *j)));
        }
        (i, j) = (next_i + 1, next_j + 1);
    }
    pairs.extend(changed);
    pairs
}

/// The longest common subsequence as pairs of places, by the textbook's table: bodies have
/// hundreds of blocks, and what is the same at both ends is cut off before.
fn subsequence<T: Eq>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut lengths = vec![0_u16; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i * width + j] = if old[i] == new[j] {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::{BlockId, Id, Inline};

    fn body(first: u32, lines: &[&str]) -> Document {
        let block = |(n, line): (usize, &&str)| Block::Paragraph {
            attrs: Id {
                id: BlockId(format!("{}", first + n as u32)),
            },
            content: vec![Inline::Text {
                text: (*line).to_owned(),
                marks: vec![],
            }],
        };
        Document::new(lines.iter().enumerate().map(block).collect())
    }

    /// The ids after aligning `new` (ids from 100 on) with `old` (ids from 1 on).
    fn aligned(old: &[&str], new: &[&str]) -> Vec<String> {
        let mut document = body(100, new);
        document.align_with(&body(1, old));
        document.content.iter().map(|b| b.id().0.clone()).collect()
    }

    #[test]
    fn unchanged_blocks_keep_their_ids() {
        let old = ["a", "b", "c", "d"];
        assert_eq!(aligned(&old, &old), ["1", "2", "3", "4"]);
        assert_eq!(
            aligned(&old, &["a", "x", "b", "c", "d"]),
            ["1", "101", "2", "3", "4"]
        );
        assert_eq!(aligned(&old, &["a", "d"]), ["1", "4"]);
        assert_eq!(
            aligned(&old, &["x", "a", "b", "y", "z", "d"]),
            ["100", "1", "2", "103", "104", "4"]
        );
        assert_eq!(aligned(&[], &["a"]), ["100"]);
    }

    #[test]
    fn a_block_changed_in_its_place_keeps_its_id() {
        assert_eq!(aligned(&["a", "b", "c"], &["a", "B", "c"]), ["1", "2", "3"]);
        assert_eq!(aligned(&["a"], &["b"]), ["1"]);
    }

    #[test]
    fn no_id_is_given_twice() {
        let ids = aligned(&["a", "a", "b", "a"], &["a", "b", "a", "a", "a"]);
        let unique: std::collections::HashSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{ids:?}");
    }

    #[test]
    fn an_id_that_came_along_counts_more_than_the_text() {
        let old = body(1, &["a", "b"]);
        let mut new = body(2, &["a", "c"]);
        new.align_with(&old);
        let ids: Vec<_> = new.content.iter().map(|b| b.id().0.as_str()).collect();
        assert_eq!(ids, ["2", "3"], "the first names block 2");
    }

    #[test]
    fn items_of_a_list_are_matched_one_by_one() {
        let list = |first: u32, lines: &[&str]| {
            let item = |(n, line): (usize, &&str)| ListItem::ListItem {
                attrs: Id {
                    id: BlockId(format!("i{}", first + n as u32)),
                },
                content: body(first + 50 + n as u32, &[*line]).content,
            };
            Document::new(vec![Block::BulletList {
                attrs: Id {
                    id: BlockId(format!("l{first}")),
                },
                content: lines.iter().enumerate().map(item).collect(),
            }])
        };
        let mut new = list(200, &["nol", "satu", "dua"]);
        new.align_with(&list(1, &["satu", "dua"]));
        let html = new.to_html();
        assert!(html.starts_with("<ul id=\"b-l1\"><li id=\"b-i200\">nol</li><li id=\"b-i1\">satu</li><li id=\"b-i2\">"), "{html}");
    }
}
