//! The body of a story as it is sent: Markdown, HTML or a document, made into a document.

use crate::{
    domain::{
        document::{BlockId, Document},
        embed::provided,
        story::{Complaint, Wrong},
    },
    service::{clock::block_ids, error::ServiceError, html, markdown},
};
use rand::{SeedableRng, rngs::StdRng};
use serde_json::{Map, Value};

/// A body as somebody sends it.
#[derive(Debug, Clone)]
pub enum Body {
    Markdown(String),
    Html(String),
    /// ProseMirror's JSON.
    Json(Value),
    /// One of our own, as a working copy keeps it.
    Document(Document),
}

/// Makes a document of it that can be stored. What reads as in `stored` keeps its ids. A long text
/// takes milliseconds of CPU: it is read on a thread for that.
pub(super) async fn read(
    body: Body,
    stored: Option<Document>,
) -> Result<Result<Document, Complaint>, ServiceError> {
    let read = tokio::task::spawn_blocking(move || convert(body, stored.as_ref()));
    read.await
        .map_err(|_| ServiceError::Input("a body could not be read".into()))
}

/// The same for a document that is no story's.
pub async fn checked(
    document: Document,
    stored: Option<Document>,
) -> Result<Result<Document, Complaint>, ServiceError> {
    read(Body::Document(document), stored).await
}

fn convert(body: Body, stored: Option<&Document>) -> Result<Document, Complaint> {
    let mut ids = block_ids(StdRng::from_os_rng());
    let too_deep = |at: &str| Complaint::new(at, Wrong::TooDeep(Document::DEPTH));
    let (mut document, at) = match body {
        Body::Markdown(text) => {
            let at = "/body/markdown";
            if markdown::depth(&text) > Document::DEPTH {
                return Err(too_deep(at));
            }
            let mut document = markdown::to_document(&text, &mut ids);
            align(&mut document, stored);
            (document, at)
        }
        Body::Html(text) => {
            let at = "/body/html";
            let read = html::to_document(&text, &mut ids);
            let mut document = read.ok_or_else(|| too_deep(at))?;
            align(&mut document, stored);
            (document, at)
        }
        Body::Json(value) => (from_json(value, &mut ids)?, "/body/document"),
        Body::Document(document) => (document, "/body/document"),
    };
    if document.depth() > Document::DEPTH {
        return Err(too_deep(at));
    }
    if document.content.len() > Document::BLOCKS {
        return Err(Complaint::new(at, Wrong::TooMany(Document::BLOCKS)));
    }
    let shown = |url: &str| stored.is_some_and(|stored| stored.embeds().contains(&url));
    for url in document.embeds() {
        // What a story shows already may stay.
        if provided(url).is_none() && !shown(url) {
            let why = format!(
                "{url} is not the address of a provider whose frames may be shown; write it as a link"
            );
            return Err(Complaint::new(at, Wrong::Document(why)));
        }
    }
    document.settle_ids(&mut ids);
    Ok(document)
}

fn align(document: &mut Document, stored: Option<&Document>) {
    // More would not be kept anyway, and comparing takes the square of it.
    if document.content.len() <= Document::BLOCKS
        && let Some(stored) = stored
    {
        document.align_with(stored);
    }
}

/// Reads a document strictly: a node or an attribute that we do not know is refused, never dropped.
/// Blocks without an id get one.
fn from_json(mut value: Value, ids: &mut dyn FnMut() -> BlockId) -> Result<Document, Complaint> {
    const AT: &str = "/body/document";
    let wrong = |at: &str, why: String| Complaint::new(format!("{AT}{at}"), Wrong::Document(why));
    name_blocks(&mut value, ids);
    if let Value::Object(doc) = &mut value {
        doc.entry("version").or_insert(Document::VERSION.into());
    }
    let document: Document =
        serde_json::from_value(value.clone()).map_err(|error| wrong("", error.to_string()))?;
    if document.version != Document::VERSION {
        let why = format!("the version of a document is {}", Document::VERSION);
        return Err(wrong("/version", why));
    }
    let kept = serde_json::to_value(&document).map_err(|error| wrong("", error.to_string()))?;
    match lost(&value, &kept) {
        None => Ok(document),
        Some(at) => Err(wrong(&at, "this is not part of our documents".into())),
    }
}

/// Gives an id to each node that stands like a block and has none.
fn name_blocks(node: &mut Value, ids: &mut dyn FnMut() -> BlockId) {
    let Value::Object(node) = node else { return };
    let kind = node.get("type").and_then(Value::as_str);
    let bare = matches!(
        kind,
        None | Some("doc" | "text" | "hardBreak" | "tableHeader" | "tableCell")
    );
    if !bare {
        let attrs = node
            .entry("attrs")
            .or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(attrs) = attrs
            && attrs.get("id").is_none_or(Value::is_null)
        {
            attrs.insert("id".into(), ids().0.into());
        }
    }
    if let Some(Value::Array(content)) = node.get_mut("content") {
        for child in content {
            name_blocks(child, ids);
        }
    }
}

/// Where something was sent that is not in what is kept; empty values say nothing.
fn lost(sent: &Value, kept: &Value) -> Option<String> {
    match (sent, kept) {
        (Value::Object(sent), Value::Object(kept)) => sent.iter().find_map(|(name, value)| {
            let empty = match value {
                Value::Null => true,
                Value::Array(items) => items.is_empty(),
                _ => false,
            };
            match kept.get(name) {
                Some(kept) => lost(value, kept).map(|rest| format!("/{name}{rest}")),
                None if empty => None,
                None => Some(format!("/{name}")),
            }
        }),
        (Value::Array(sent), Value::Array(kept)) => sent
            .iter()
            .zip(kept)
            .enumerate()
            .find_map(|(n, (sent, kept))| lost(sent, kept).map(|rest| format!("/{n}{rest}"))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn doc(content: Value) -> Result<Document, Complaint> {
        convert(Body::Json(json!({"type": "doc", "content": content})), None)
    }

    #[test]
    fn blocks_without_an_id_get_one() {
        let document = doc(json!([
            {"type": "paragraph", "content": [{"type": "text", "text": "a", "marks": []}]},
            {"type": "bulletList", "content": [{"type": "listItem", "content": [{"type": "paragraph"}]}]},
            {"type": "paragraph", "attrs": {"id": "abcdefghijkl"}},
        ]))
        .expect("a document");
        assert!(document.content.iter().all(|b| b.id().is_well_formed()));
        assert_eq!(document.content[2].id().0, "abcdefghijkl");
    }

    #[test]
    fn what_we_do_not_know_is_refused_with_its_place() {
        let cases = [
            (json!([{"type": "marquee"}]), "/body/document"),
            (
                json!([{"type": "paragraph", "attrs": {"align": "left"}}]),
                "/body/document/content/0/attrs/align",
            ),
            (
                json!([{"type": "paragraph", "content": [{"type": "text", "text": "a", "marks": [{"type": "link", "attrs": {"href": "/", "target": "_top"}}]}]}]),
                "/body/document/content/0/content/0/marks/0/attrs/target",
            ),
            (json!("x"), "/body/document"),
        ];
        for (content, at) in cases {
            let complaint = doc(content).expect_err(at);
            assert_eq!(complaint.pointer, at);
        }
    }

    #[test]
    fn an_embed_of_another_site_is_refused_unless_it_stands_there_already() {
        let embed = |url: &str| json!([{"type": "embed", "attrs": {"url": url}}]);
        doc(embed("https://vimeo.com/76979871")).expect("an allowed provider");
        let json = json!({"type": "doc", "content": embed("https://elsewhere.example/x")});
        let refused = convert(Body::Json(json.clone()), None).expect_err("another site");
        assert!(matches!(&refused.wrong, Wrong::Document(why) if why.contains("elsewhere")));
        let mut ids = block_ids(StdRng::from_os_rng());
        let stored = from_json(json.clone(), &mut ids).expect("a document");
        convert(Body::Json(json), Some(&stored)).expect("what is shown already may stay");
    }

    #[test]
    fn what_stands_too_deep_is_refused_before_it_is_read() {
        let deep = Body::Markdown("> ".repeat(50_000) + "x");
        let complaint = convert(deep, None).expect_err("too deep");
        assert_eq!(complaint.wrong, Wrong::TooDeep(Document::DEPTH));
        let mut quote = json!({"type": "paragraph"});
        for _ in 0..20 {
            quote = json!({"type": "blockquote", "content": [quote]});
        }
        let complaint = doc(json!([quote])).expect_err("too deep");
        assert_eq!(complaint.wrong, Wrong::TooDeep(Document::DEPTH));
    }

    #[test]
    fn a_text_written_anew_keeps_the_ids_of_what_is_the_same() {
        let first = convert(Body::Markdown("satu\n\ndua\n\ntiga".into()), None).expect("a text");
        let html = "<p>nol</p><p>satu</p><p>dua</p><p>tiga</p>";
        let second = convert(Body::Html(html.into()), Some(&first)).expect("a text");
        assert_eq!(second.content[1..], first.content[..]);
    }
}
