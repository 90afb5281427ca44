//! What a document shows from elsewhere, wherever in it that stands.

use super::{Block, Document};

impl Document {
    /// The addresses of its embeds.
    pub fn embeds(&self) -> Vec<&str> {
        let mut found = Vec::new();
        read(&self.content, &mut found);
        found
    }
}

fn read<'a>(blocks: &'a [Block], found: &mut Vec<&'a str>) {
    for block in blocks {
        if let Block::Embed { attrs } = block {
            found.push(&attrs.url);
        }
        for inner in block.within() {
            read(inner, found);
        }
    }
}
