//! What runs inside a line of HTML.

use super::tree::{Element, Node};
use crate::domain::document::{Inline, Link, Mark, is_safe_href};

/// Whether a node runs inside a line, with everything in it.
pub(super) fn is_inline(node: &Node) -> bool {
    match node {
        Node::Text(_) => true,
        Node::Element(element, inside) => {
            matches!(
                element.name.as_str(),
                "br" | "span"
                    | "a"
                    | "strong"
                    | "b"
                    | "em"
                    | "i"
                    | "s"
                    | "del"
                    | "strike"
                    | "code"
                    | "kbd"
                    | "samp"
                    | "sub"
                    | "sup"
            ) && inside.iter().all(is_inline)
        }
    }
}

fn mark(element: &Element) -> Option<Mark> {
    Some(match element.name.as_str() {
        "strong" | "b" => Mark::Bold,
        "em" | "i" => Mark::Italic,
        "s" | "del" | "strike" => Mark::Strike,
        "code" | "kbd" | "samp" => Mark::Code,
        "sub" => Mark::Subscript,
        "sup" => Mark::Superscript,
        "a" if is_safe_href(&element.href) => Mark::Link {
            attrs: Link {
                href: element.href.clone(),
            },
        },
        _ => return None,
    })
}

/// The runs of a line. White space is one space, and none at either end, as a browser shows it.
pub(super) fn line(nodes: &[Node]) -> Vec<Inline> {
    let mut out = Vec::new();
    runs(nodes, &mut Vec::new(), &mut out);
    // What was kept as a space at the end of a run may stand at the end of the line.
    while let Some(Inline::Text { text, .. }) = out.last_mut() {
        text.truncate(text.trim_end_matches(' ').len());
        if !text.is_empty() {
            break;
        }
        out.pop();
    }
    let empty = out.iter().all(|run| *run == Inline::HardBreak);
    if empty { Vec::new() } else { out }
}

fn runs(nodes: &[Node], marks: &mut Vec<Mark>, out: &mut Vec<Inline>) {
    for node in nodes {
        match node {
            Node::Text(text) => push(text, marks, out),
            Node::Element(element, _) if element.is("br") => out.push(Inline::HardBreak),
            Node::Element(element, inside) => {
                let mark = mark(element).filter(|mark| !marks.contains(mark));
                let set = mark.is_some();
                marks.extend(mark);
                runs(inside, marks, out);
                if set {
                    marks.pop();
                }
            }
        }
    }
}

/// Adds a text, joining it to the run before when they are set alike.
fn push(text: &str, marks: &[Mark], out: &mut Vec<Inline>) {
    let mut said = String::with_capacity(text.len());
    let mut spaced = match out.last() {
        None | Some(Inline::HardBreak) => true,
        Some(Inline::Text { text, .. }) => text.ends_with(' '),
    };
    for c in text.chars() {
        if c.is_ascii_whitespace() {
            if !spaced {
                said.push(' ');
            }
            spaced = true;
        } else {
            said.push(c);
            spaced = false;
        }
    }
    if said.is_empty() {
        return;
    }
    if let Some(Inline::Text { text, marks: same }) = out.last_mut()
        && same == marks
    {
        text.push_str(&said);
        return;
    }
    out.push(Inline::Text {
        text: said,
        marks: marks.to_vec(),
    });
}

/// The text of nodes without their setting, in one line.
pub(super) fn text_of(nodes: &[Node]) -> String {
    let mut out = String::new();
    collect(nodes, &mut out);
    out.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text as it stands, for code.
pub(super) fn verbatim(nodes: &[Node]) -> Vec<Inline> {
    let mut text = String::new();
    collect(nodes, &mut text);
    text.truncate(text.trim_end_matches('\n').len());
    if text.is_empty() {
        return Vec::new();
    }
    vec![Inline::Text {
        text,
        marks: Vec::new(),
    }]
}

fn collect(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(element, _) if element.is("br") => out.push('\n'),
            Node::Element(_, inside) => collect(inside, out),
        }
    }
}
