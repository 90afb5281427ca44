//! A document as Markdown (CommonMark, with the tables and strikes of GitHub's), and the front matter
//! that goes with it. For reading elsewhere: the document itself is in the rows.

use crate::domain::document::{
    Block, Cell, Document, GalleryItem, Image, Inline, ListItem, Mark, Row,
};
use std::fmt::Write;

/// A document as Markdown. `up` leads from the file to the root of the export.
pub(super) fn of(document: &Document, up: &str) -> String {
    let mut out = String::new();
    blocks(&document.content, "", up, &mut out);
    out
}

/// Fields between `---` lines, as YAML: every text is written as JSON, which YAML reads.
#[derive(Default)]
pub(super) struct Front(String);

impl Front {
    pub(super) fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            let value = serde_json::Value::from(value);
            // Writing to memory does not fail.
            let _ = writeln!(self.0, "{name}: {value}");
        }
    }

    pub(super) fn flag(&mut self, name: &str, value: bool) {
        if value {
            let _ = writeln!(self.0, "{name}: true");
        }
    }

    pub(super) fn list<'a>(&mut self, name: &str, values: impl IntoIterator<Item = &'a str>) {
        let values: Vec<&str> = values.into_iter().collect();
        if !values.is_empty() {
            let values = serde_json::Value::from(values);
            let _ = writeln!(self.0, "{name}: {values}");
        }
    }

    pub(super) fn above(self, body: &str) -> String {
        format!("---\n{}---\n\n{body}", self.0)
    }
}

/// Blocks with an empty line between them; `indent` stands before every line.
fn blocks(list: &[Block], indent: &str, up: &str, out: &mut String) {
    for (n, one) in list.iter().enumerate() {
        if n > 0 {
            out.push_str(indent.trim_end());
            out.push('\n');
        }
        let mut text = String::new();
        block(one, up, &mut text);
        for line in text.trim_end_matches('\n').split('\n') {
            let line = format!("{indent}{line}");
            out.push_str(line.trim_end_matches(' '));
            // Two spaces at the end of a line would have been a break: those are backslashes here.
            out.push('\n');
        }
    }
}

fn block(block: &Block, up: &str, out: &mut String) {
    match block {
        Block::Paragraph { content, .. } | Block::PullQuote { content, .. } => {
            line(content, out);
        }
        Block::Heading { attrs, content } => {
            out.push_str(if attrs.level <= 2 { "## " } else { "### " });
            line(content, out);
        }
        Block::Image { attrs } => picture(attrs, up, out),
        Block::Gallery { content, .. } => {
            for (n, GalleryItem::Image { attrs }) in content.iter().enumerate() {
                if n > 0 {
                    out.push('\n');
                }
                picture(attrs, up, out);
            }
        }
        Block::Blockquote { content, .. } => blocks(content, "> ", up, out),
        Block::BulletList { content, .. } => items(content, |_| "- ".to_owned(), up, out),
        Block::OrderedList { content, .. } => items(content, |n| format!("{}. ", n + 1), up, out),
        Block::CodeBlock { attrs, content } => {
            let text: String = content.iter().map(plain).collect();
            let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            let _ = write!(out, "{fence}{}\n{text}\n{fence}\n", attrs.language);
        }
        Block::Table { content, .. } => table(content, out),
        Block::HorizontalRule { .. } => out.push_str("---\n"),
        Block::Embed { attrs } => {
            let title = if attrs.title.is_empty() {
                &attrs.url
            } else {
                &attrs.title
            };
            let _ = writeln!(out, "[{}](<{}>)", escaped(title), address(&attrs.url));
        }
        Block::RelatedStory { attrs } => {
            let (headline, slug) = (escaped(&attrs.headline), &attrs.slug);
            let _ = writeln!(out, "[{headline}](</articles/{}>)", address(slug));
        }
        Block::FactBox { attrs, content } => {
            if !attrs.title.is_empty() {
                let _ = writeln!(out, "> **{}**\n>", escaped(&attrs.title));
            }
            blocks(content, "> ", up, out);
        }
    }
}

fn items(list: &[ListItem], mark: impl Fn(usize) -> String, up: &str, out: &mut String) {
    for (n, ListItem::ListItem { content, .. }) in list.iter().enumerate() {
        let mark = mark(n);
        let mut text = String::new();
        blocks(content, &" ".repeat(mark.len()), up, &mut text);
        out.push_str(&mark);
        out.push_str(text.get(mark.len()..).unwrap_or("\n"));
    }
}

fn table(rows: &[Row], out: &mut String) {
    for (n, Row::TableRow { content, .. }) in rows.iter().enumerate() {
        for cell in content {
            let (Cell::TableHeader { content } | Cell::TableCell { content }) = cell;
            let mut text = String::new();
            for one in content {
                if let Block::Paragraph { content, .. } = one {
                    line(content, &mut text);
                }
            }
            let text = text.trim().replace("\\\n", " ").replace('\n', " ");
            let _ = write!(out, "| {text} ");
        }
        out.push_str("|\n");
        if n == 0 {
            out.push_str(&"| --- ".repeat(content.len()));
            out.push_str("|\n");
        }
    }
}

fn picture(image: &Image, up: &str, out: &mut String) {
    let caption = [image.caption.as_str(), image.credit.as_str()]
        .iter()
        .filter(|text| !text.is_empty())
        .map(|text| text.replace(['\n', '\r'], " "))
        .collect::<Vec<_>>()
        .join(" — ");
    let (alt, key) = (escaped(&image.alt), address(&image.media));
    let _ = write!(out, "![{alt}](<{up}media/{key}/{}.jpg>", image.width);
    if !caption.is_empty() {
        let caption = caption.replace('\\', "\\\\").replace('"', "\\\"");
        let _ = write!(out, " \"{caption}\"");
    }
    out.push_str(")\n");
}

fn plain(inline: &Inline) -> &str {
    match inline {
        Inline::Text { text, .. } => text,
        Inline::HardBreak => "\n",
    }
}

/// Runs of text on one line. A mark is closed where it ends, and what it holds begins and ends with
/// no space: otherwise it would be none.
fn line(content: &[Inline], out: &mut String) {
    let mut open: Vec<&Mark> = Vec::new();
    let mut text = String::new();
    let mut spaces = String::new();
    for inline in content {
        let Inline::Text { text: run, marks } = inline else {
            close(&mut open, 0, &mut text);
            spaces.clear();
            text.push_str("\\\n");
            continue;
        };
        let same = open
            .iter()
            .zip(marks)
            .take_while(|(a, b)| **a == *b)
            .count();
        close(&mut open, same, &mut text);
        let inner = run.trim_start_matches(' ');
        spaces.push_str(&run[..run.len() - inner.len()]);
        let trimmed = inner.trim_end_matches(' ');
        if trimmed.is_empty() {
            continue;
        }
        text.push_str(&std::mem::take(&mut spaces));
        for mark in &marks[open.len()..] {
            text.push_str(&opening(mark));
            open.push(mark);
        }
        match marks.contains(&Mark::Code) {
            true => {
                let longest = trimmed.split(|c| c != '`').map(str::len).max().unwrap_or(0);
                let fence = "`".repeat(longest + 1);
                let room = if trimmed.contains('`') { " " } else { "" };
                let _ = write!(text, "{fence}{room}{trimmed}{room}{fence}");
            }
            false => text.push_str(&escaped(trimmed)),
        }
        spaces.push_str(&inner[trimmed.len()..]);
    }
    close(&mut open, 0, &mut text);
    out.push_str(&guarded(&text));
    out.push('\n');
}

fn close(open: &mut Vec<&Mark>, down_to: usize, text: &mut String) {
    while open.len() > down_to {
        if let Some(mark) = open.pop() {
            text.push_str(&closing(mark));
        }
    }
}

fn opening(mark: &Mark) -> String {
    match mark {
        Mark::Bold => "**".into(),
        Mark::Italic => "*".into(),
        Mark::Strike => "~~".into(),
        // Written with its text.
        Mark::Code => String::new(),
        Mark::Subscript => "<sub>".into(),
        Mark::Superscript => "<sup>".into(),
        Mark::Link { .. } => "[".into(),
    }
}

fn closing(mark: &Mark) -> String {
    match mark {
        Mark::Subscript => "</sub>".into(),
        Mark::Superscript => "</sup>".into(),
        Mark::Link { attrs } => format!("](<{}>)", address(&attrs.href)),
        other => opening(other),
    }
}

/// An address between `<` and `>`.
fn address(href: &str) -> String {
    let mut out = String::with_capacity(href.len());
    for c in href.chars().filter(|c| !matches!(c, '\n' | '\r')) {
        if matches!(c, '<' | '>' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Text in which no sign means anything.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A paragraph whose lines begin like none of a heading, a list or a rule.
fn guarded(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let number = line.bytes().take_while(u8::is_ascii_digit).count();
        if line.starts_with(['#', '+', '-', '=', ':']) {
            return format!("\\{line}");
        }
        match line.get(number..) {
            Some(rest) if number > 0 && rest.starts_with(['.', ')']) => {
                format!("{}\\{rest}", &line[..number])
            }
            _ => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::{clock::block_ids, markdown};
    use rand::{SeedableRng, rngs::StdRng};

    /// Markdown that is read and written again is the same, and means the same.
    #[test]
    fn a_text_comes_back_as_it_was() {
        for text in [
            "Satu **dua *tiga* empat** [lima](<https://a.test/x>).\n",
            "## Judul\n\n### Anak\n\n1\\. Bukan daftar\n",
            "- satu\n- dua\n\n  lagi\n",
            "1. satu\n2. dua\n",
            "> kutipan\n>\n> kedua\n",
            "```rust\nlet a = \"`\";\n```\n",
            "a \\* b \\_ c \\[d\\] `x*y`\n",
            "---\n",
        ] {
            let mut ids = block_ids(StdRng::seed_from_u64(1));
            let document = markdown::to_document(text, &mut ids);
            assert_eq!(of(&document, ""), text);
        }
    }

    #[test]
    fn front_matter_cannot_be_left() {
        let mut front = Front::default();
        front.text("title", "a\n---\nb: \"c\"");
        front.list("tags", ["x", "y: z"]);
        front.flag("draft", true);
        front.flag("sample", false);
        assert_eq!(
            front.above("Isi.\n"),
            "---\ntitle: \"a\\n---\\nb: \\\"c\\\"\"\ntags: [\"x\",\"y: z\"]\ndraft: true\n---\n\nIsi.\n"
        );
    }
}
