//! The document of the API: whether it is whole, well made and true, and the page made of it. And
//! how often the API may be called.

mod answers;
mod document;

use crate::{
    on_both_databases,
    support::{Site, api::Api, people::People},
};
use axum::http::Method;
use document::Document;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use warta::domain::account::Role;

/// The routes that the sources name.
fn routes() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![std::path::PathBuf::from("src/server/rest")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let text = std::fs::read_to_string(entry.path()).expect("a source");
            for rest in text.split(".route(").skip(1) {
                let (named, _) = rest.trim_start().split_once(',').expect("a route");
                let path = match named.strip_prefix('"') {
                    Some(path) => path.trim_end_matches('"').to_owned(),
                    None => constant(&text, named),
                };
                found.insert(path);
            }
        }
    }
    found.retain(|path| path.starts_with("/api/v1/") && !path.contains('*') && path != "/api/v1/");
    found
}

/// What a name stands for in this source; nothing where it is no constant.
fn constant(text: &str, name: &str) -> String {
    let named = format!("const {name}: &str = \"");
    let value = text.split_once(&named).map(|(_, rest)| rest);
    let value = value.and_then(|rest| rest.split('"').next());
    value.unwrap_or_default().to_owned()
}

#[tokio::test]
async fn every_route_is_in_the_document_and_the_other_way_round() {
    let site = Site::on_sqlite().await;
    let document = Document::of(&site).await;
    let mut told: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for call in document.calls() {
        let methods = told.entry(call.path).or_default();
        methods.insert(call.method.to_uppercase());
    }
    let paths: BTreeSet<String> = told.keys().map(|path| (*path).to_owned()).collect();
    assert_eq!(paths, routes());
    for (path, methods) in told {
        // What the router itself says that it takes there.
        let filled: Vec<_> = path
            .split('/')
            .map(|part| if part.starts_with('{') { "1" } else { part })
            .collect();
        let same = [("sec-fetch-site", "same-origin")];
        let answer = site.send(Method::PUT, &filled.join("/"), &same).await;
        assert_eq!(answer.status, 405, "{path}: {}", answer.body);
        let allowed: BTreeSet<String> = answer
            .header("allow")
            .split(',')
            .map(|method| method.trim().to_owned())
            .filter(|method| method != "HEAD")
            .collect();
        assert_eq!(allowed, methods, "{path}");
    }
}

/// Every reference in a value.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(there)) = fields.get("$ref") {
                found.insert(there.clone());
            }
            fields.values().for_each(|value| references(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[tokio::test]
async fn the_document_is_well_made() {
    let site = Site::on_sqlite().await;
    let document = Document::of(&site).await;
    let whole = &document.0;
    assert!(
        whole["openapi"]
            .as_str()
            .is_some_and(|v| v.starts_with("3.1."))
    );
    assert!(whole["info"]["title"].is_string() && whole["info"]["version"].is_string());
    assert_eq!(whole["servers"], json!([{"url": "http://warta.test"}]));

    let mut there = BTreeSet::new();
    references(whole, &mut there);
    for reference in &there {
        let pointer = reference.strip_prefix('#').expect("inside the document");
        assert!(
            whole.pointer(pointer).is_some(),
            "{reference} leads nowhere"
        );
    }
    for (kind, named) in whole["components"].as_object().expect("components") {
        for (name, one) in named.as_object().expect("by name") {
            let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
            assert!(name.chars().all(plain), "{name}");
            let used = there.contains(&format!("#/components/{kind}/{name}"));
            assert!(
                used || kind == "securitySchemes",
                "{kind} {name} is for nothing"
            );
            if kind == "schemas" {
                assert!(
                    jsonschema::meta::is_valid(one),
                    "{name} is no schema: {one}"
                );
            }
        }
    }

    let tags = whole["tags"].as_array().expect("tags").iter();
    let tags: BTreeSet<_> = tags.map(|tag| tag["name"].as_str()).collect();
    let mut ids = BTreeSet::new();
    for call in document.calls() {
        let (of, told) = (call.id(), call.told);
        assert!(
            !of.is_empty() && ids.insert(of.to_owned()),
            "{of} is there twice"
        );
        assert!(of.chars().all(|c| c.is_ascii_alphanumeric()), "{of}");
        assert!(
            told["summary"]
                .as_str()
                .is_some_and(|text| !text.is_empty()),
            "{of}"
        );
        assert!(
            tags.contains(&told["tags"][0].as_str()),
            "{of}: {}",
            told["tags"]
        );
        parameters(&document, call);
        let answers = told["responses"].as_object().expect("answers");
        assert!(answers.keys().any(|status| status.starts_with('2')), "{of}");
        for (status, answer) in answers {
            assert!(status.len() == 3 && status.parse::<u16>().is_ok(), "{of}");
            assert!(document.resolved(answer)["description"].is_string(), "{of}");
        }
        for way in told["security"].as_array().into_iter().flatten() {
            for name in way.as_object().expect("a way in").keys() {
                assert!(
                    whole["components"]["securitySchemes"].get(name).is_some(),
                    "{of}"
                );
            }
        }
    }
    // A program's code may be named after them: they stay as they are.
    assert!(ids.contains("createArticle") && ids.contains("listThreadEvents"));
}

/// Every part of the address is told, and nothing twice.
fn parameters(document: &Document, call: document::Call<'_>) {
    let given = call.told["parameters"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let mut named = BTreeSet::new();
    for given in &given {
        let given = document.resolved(given);
        let (place, name) = (
            given["in"].as_str(),
            given["name"].as_str().expect("a name"),
        );
        assert!(
            named.insert((place.map(str::to_owned), name.to_owned())),
            "{} {name}",
            call.id()
        );
        assert!(
            given["description"]
                .as_str()
                .is_some_and(|text| !text.is_empty()),
            "{} {name}",
            call.id()
        );
        assert!(
            jsonschema::meta::is_valid(&given["schema"]),
            "{} {name}",
            call.id()
        );
        if place == Some("path") {
            assert_eq!(given["required"], true, "{} {name}", call.id());
        }
    }
    let in_path = named
        .iter()
        .filter(|(place, _)| place.as_deref() == Some("path"));
    let in_path: BTreeSet<_> = in_path.map(|(_, name)| format!("{{{name}}}")).collect();
    let parts = call.path.split('/').filter(|part| part.starts_with('{'));
    let parts: BTreeSet<_> = parts.map(str::to_owned).collect();
    assert_eq!(in_path, parts, "{}", call.id());
}

#[tokio::test]
async fn the_page_loads_nothing_but_its_style_and_names_every_call() {
    let site = Site::on_sqlite().await;
    let document = Document::of(&site).await;
    let page = site.get("/api/v1/docs").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    for call in document.calls() {
        assert!(
            page.body.contains(&format!("<h3 id=\"{}\">", call.id())),
            "{}",
            call.id()
        );
    }
    for never in ["<script", "style=", "<img", "src=", "@import", "undefined"] {
        assert!(!page.body.contains(never), "{never}");
    }
    assert!(
        page.header("content-security-policy")
            .contains("style-src 'self';")
    );
    for (n, rest) in page.body.split("<link ").skip(1).enumerate() {
        let address = rest
            .split_once("href=\"")
            .and_then(|(_, rest)| rest.split('"').next());
        let address = address.expect("an address");
        assert!(address.starts_with('/'), "{address}");
        if n == 0 {
            let sheet = site.get(address).await;
            assert_eq!(sheet.header("content-type"), "text/css; charset=utf-8");
            assert!(sheet.body.contains("prefers-color-scheme: dark"));
        }
    }
    let again = [("if-none-match", page.header("etag"))];
    let again = site.send(Method::GET, "/api/v1/docs", &again).await;
    assert_eq!(again.status, 304);
    // Every address inside the page is there.
    let named: BTreeSet<_> = page
        .body
        .split(" id=\"")
        .skip(1)
        .filter_map(|r| r.split('"').next())
        .collect();
    for address in page
        .body
        .split("href=\"#")
        .skip(1)
        .filter_map(|r| r.split('"').next())
    {
        assert!(named.contains(address), "#{address} leads nowhere");
    }
}

on_both_databases! {
    async fn who_calls_too_often_is_told_when_to_come_back(site: Site) {
        let (nobody, document) = (Api::default(), Document::of(&site).await);
        let (_, token) = People::with_token(&site.services, "editor", Role::Editor).await;
        let first = nobody.get(&site, "/me").await;
        let told = |answer: &crate::support::Answer| ["limit", "remaining", "reset"].map(|name| answer.header(&format!("ratelimit-{name}")).to_owned());
        assert_eq!(told(&first), ["1200", "1199", "1"]);
        for _ in 1..1200 {
            assert_eq!(nobody.get(&site, "/me").await.status, 401);
        }
        let over = nobody.get(&site, "/tags").await;
        assert_eq!((over.status.as_u16(), over.header("retry-after")), (429, "1"));
        assert_eq!(told(&over), ["1200", "0", "60"]);
        assert_eq!(over.json()["type"], "/problems/too-fast");
        document.check(document.call("GET", "/tags"), &over);
        // A token that nobody made brings no allowance of its own.
        let made_up = Api(Some("warta_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".into()));
        assert_eq!(made_up.get(&site, "/tags").await.status, 429);
        // What every open page asks for is not counted, and may be kept for everyone.
        for path in ["/api/v1/breaking", "/api/v1/openapi.json", "/api/v1/docs"] {
            let answer = site.get(path).await;
            assert_eq!((answer.status.as_u16(), answer.header("ratelimit-limit")), (200, ""), "{path}");
            assert!(answer.header("cache-control").starts_with("public"), "{path}");
        }
        // Time brings calls back, one by one; whoever has a token then has its own allowance.
        site.clock.forward(std::time::Duration::from_millis(50));
        let known = Api(Some(token)).get(&site, "/me").await;
        assert_eq!((known.status.as_u16(), told(&known)), (200, ["6000".into(), "5999".into(), "1".into()]));
        assert_eq!(nobody.get(&site, "/tags").await.status, 429);
    }

    async fn every_field_that_a_body_is_told_to_have_is_known(site: Site) {
        let site = site.with_stories(1).await;
        let document = Document::of(&site).await;
        let slug = People::story(&site.services).await;
        let (_, token) = People::with_token(&site.services, "pengelola", Role::Administrator).await;
        let api = Api(Some(token));
        let comment = api.post(&site, &format!("/articles/{slug}/comments"), json!({"body": "Satu"})).await.json();
        let id = comment["id"].as_str().expect("an id");
        for call in document.calls() {
            let Some(schema) = call.told["requestBody"]["content"]["application/json"].get("schema") else {
                continue;
            };
            // `null` or an object, where the body may be left out.
            let schema = schema["oneOf"].as_array().map_or(schema, |ways| &ways[ways.len() - 1]);
            let fields = document.resolved(schema)["properties"].as_object().expect("fields");
            let mut body: Value = fields.keys().map(|name| (name.clone(), json!(0.5))).collect();
            body["tidak_ada"] = json!(0.5);
            let path = call.path.replace("/api/v1", "").replace("{slug}", &slug);
            let path = path.replace("{id}", id).replace("{decision}", "approve");
            let answer = api.call(&site, &call.method.to_uppercase(), &path, Some("*"), Some(body)).await;
            assert_eq!(answer.status, 422, "{}: {}", call.id(), answer.body);
            let faults = answer.json()["errors"].clone();
            let faults: BTreeMap<_, _> = faults.as_array().expect("faults").iter()
                .map(|fault| (fault["pointer"].as_str().unwrap_or_default().trim_start_matches('/').to_owned(), fault["detail"].to_string()))
                .collect();
            for name in fields.keys() {
                let known = faults.get(name).is_some_and(|detail| !detail.contains("there is no field"));
                assert!(known, "{}: {name} is not known: {}", call.id(), answer.body);
            }
            assert!(faults.contains_key("tidak_ada"), "{}", call.id());
        }
    }
}
