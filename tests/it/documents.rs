//! Documents as the writing surface makes them (`src/browser/writing`): read, written and rendered.

use serde::Deserialize;
use serde_json::Value;
use std::path::Path;
use warta::domain::{document::Document, embed::provided};

/// Documents and their HTML, which the browser tests read back into the same documents.
const RENDERED: &str = "end2end/writing/rendered.json";
/// What the browser tests last saw come out of the writing surface; there only after they ran.
const EMITTED: &str = "target/writing/emitted.json";

/// Addresses as people paste them, the provider whose they are, and what the writing surface makes of
/// them.
const ADDRESSES: &str = "end2end/writing/addresses.json";

#[derive(Deserialize)]
struct Pasted {
    given: String,
    provider: Option<String>,
    address: Option<String>,
}

#[derive(Deserialize)]
struct Rendered {
    document: Value,
    html: String,
}

fn file(path: &str) -> Option<String> {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).ok()
}

/// The document, which must not lose or gain anything on its way.
fn read(json: &Value) -> Document {
    let document: Document =
        serde_json::from_value(json.clone()).unwrap_or_else(|error| panic!("{error}: {json}"));
    let written = serde_json::to_value(&document).expect("a document is JSON");
    assert_eq!(&written, json);
    document
}

#[test]
fn documents_of_the_writing_surface_are_rendered_as_its_tests_expect() {
    let rendered: Vec<Rendered> =
        serde_json::from_str(&file(RENDERED).expect("is in the repository")).expect("is a list");
    assert!(rendered.len() >= 60);
    if std::env::var_os("WARTA_RENDER").is_some() {
        let again: Vec<Value> = rendered
            .iter()
            .map(|one| {
                let html = read(&one.document).to_html();
                serde_json::json!({ "document": one.document, "html": html })
            })
            .collect();
        let text = serde_json::to_string(&again).expect("is JSON") + "\n";
        std::fs::write(RENDERED, text).expect("can be written");
        return;
    }
    for one in rendered {
        assert_eq!(
            read(&one.document).to_html(),
            one.html,
            "if the rendering was meant to change: WARTA_RENDER=1 cargo test documents"
        );
    }
}

#[test]
fn whatever_the_writing_surface_emits_is_a_document() {
    let Some(emitted) = file(EMITTED) else {
        return;
    };
    let emitted: Vec<Value> = serde_json::from_str(&emitted).expect("is a list");
    emitted.iter().for_each(|json| {
        read(json);
    });
}

#[test]
fn the_server_allows_what_the_writing_surface_does() {
    let pasted: Vec<Pasted> =
        serde_json::from_str(&file(ADDRESSES).expect("is in the repository")).expect("is a list");
    for one in pasted {
        let address = one.address.unwrap_or(one.given);
        let found = provided(&address).map(|found| found.provider.to_owned());
        assert_eq!(found, one.provider, "{address}");
    }
}
