//! Paragraphs where a text has none: empty lines part them, other line ends are line breaks, as
//! WordPress shows it (`wpautop`, <https://developer.wordpress.org/reference/functions/wpautop/>).

use super::markup::{Found, behind, next_tag};

/// Elements that stand by themselves.
const BLOCKS: [&str; 46] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "table",
    "caption",
    "colgroup",
    "col",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "figure",
    "figcaption",
    "div",
    "hr",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "hgroup",
    "nav",
    "dl",
    "dt",
    "dd",
    "form",
    "fieldset",
    "legend",
    "address",
    "details",
    "summary",
    "menu",
    "iframe",
    "audio",
    "video",
];
/// Elements in which text stands without a paragraph of its own.
const LINES: [&str; 11] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "figcaption",
    "caption",
    "summary",
    "dt",
];
/// Elements that are taken as they stand.
const WHOLE: [&str; 4] = ["pre", "script", "style", "textarea"];

/// The text with its paragraphs.
pub(super) fn paragraphs(text: &str) -> String {
    let mut writer = Writer::default();
    let mut from = 0;
    while let Some(tag) = next_tag(text, from) {
        writer.line.push_str(&text[from..tag.place.start]);
        from = tag.place.end;
        if !tag.closes && WHOLE.contains(&tag.name.as_str()) {
            from = behind(text, &tag.name, from);
            writer.flush();
            writer.out.push_str(&text[tag.place.start..from]);
        } else if BLOCKS.contains(&tag.name.as_str()) {
            writer.block(&tag, &text[tag.place.clone()]);
        } else {
            // No line ends in a line.
            let tag = text[tag.place].replace('\n', " ");
            writer.line.push_str(&tag);
        }
    }
    writer.line.push_str(&text[from..]);
    writer.flush();
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
    /// What runs in a line, and was not written yet.
    line: String,
    open: Vec<String>,
}

impl Writer {
    fn block(&mut self, tag: &Found, text: &str) {
        self.flush();
        self.out.push_str(text);
        if tag.closes {
            if let Some(at) = self.open.iter().rposition(|name| *name == tag.name) {
                self.open.truncate(at);
            }
        } else if !matches!(tag.name.as_str(), "hr" | "col") && !text.ends_with("/>") {
            // A paragraph ends where the next block begins.
            if self.open.last().is_some_and(|name| name == "p") {
                self.open.pop();
            }
            self.open.push(tag.name.clone());
        }
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let within = self.open.last().map(String::as_str).unwrap_or_default();
        let bare = LINES.contains(&within);
        let mut first = true;
        for piece in pieces(&line) {
            let said = with_breaks(piece);
            match (bare, within) {
                (true, "p") if !first => self.out.push_str(&format!("</p><p>{said}")),
                (true, _) if !first => self.out.push_str(&format!("<br>{said}")),
                (true, _) => self.out.push_str(&said),
                // Tags alone, as of a link around a block.
                _ if !says(piece) => self.out.push_str(piece),
                _ => self.out.push_str(&format!("<p>{said}</p>")),
            }
            first = false;
        }
    }
}

/// Line ends as line breaks, where none stands already.
fn with_breaks(piece: &str) -> String {
    let mut out = String::with_capacity(piece.len());
    for (n, line) in piece.split('\n').enumerate() {
        let broken = ["<br>", "<br/>", "<br />"];
        if n > 0 && !broken.iter().any(|br| out.ends_with(br)) {
            out.push_str("<br>");
        }
        out.push_str(line.trim_end());
    }
    out
}

/// What stands between empty lines.
fn pieces(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut begin, mut at) = (0, 0);
    for one in line.split_inclusive('\n') {
        let next = at + one.len();
        if one.trim().is_empty() && at > 0 {
            found.push(line[begin..at].trim());
            begin = next;
        }
        at = next;
    }
    found.push(line[begin..].trim());
    found.retain(|piece| !piece.is_empty());
    found
}

/// Whether a line shows anything: text, or an element without text.
fn says(line: &str) -> bool {
    let mut from = 0;
    while let Some(tag) = next_tag(line, from) {
        let shown = matches!(tag.name.as_str(), "img" | "input" | "embed" | "object");
        if shown || !line[from..tag.place.start].trim().is_empty() {
            return true;
        }
        from = tag.place.end;
    }
    !line[from..].trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_part_paragraphs_also_between_others() {
        assert_eq!(
            paragraphs("Satu\n\n<p>Dua</p>\n\nTiga\nempat\n \nLima <b>enam</b>"),
            "<p>Satu</p><p>Dua</p><p>Tiga<br>empat</p><p>Lima <b>enam</b></p>"
        );
        assert_eq!(
            paragraphs("<p class=\"x\">a\nb\n\nc</p>"),
            "<p class=\"x\">a<br>b</p><p>c</p>"
        );
        assert_eq!(paragraphs("a<br>\nb<br />\nc"), "<p>a<br>b<br />c</p>");
        assert_eq!(paragraphs("a < b\n\nc > d"), "<p>a < b</p><p>c > d</p>");
    }

    #[test]
    fn code_keeps_its_lines() {
        let text = "Satu\n<pre>a\n\n  b\n</pre>\ndua";
        assert_eq!(
            paragraphs(text),
            "<p>Satu</p><pre>a\n\n  b\n</pre><p>dua</p>"
        );
    }

    #[test]
    fn blocks_hold_what_they_held() {
        assert_eq!(
            paragraphs("<h2>Judul\n</h2>\n<ul>\n<li>a</li>\n<li>b\n\nc</li>\n</ul>"),
            "<h2>Judul</h2><ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>"
        );
        assert_eq!(
            paragraphs("<a href=\"x\"><div>a</div></a>\n\n<img src=\"b.jpg\">"),
            "<a href=\"x\"><div><p>a</p></div></a><p><img src=\"b.jpg\"></p>"
        );
        assert_eq!(
            paragraphs("<blockquote>a\n\nb</blockquote>"),
            "<blockquote><p>a</p><p>b</p></blockquote>"
        );
    }
}
