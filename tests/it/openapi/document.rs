//! The document, and whether an answer is one that it tells of.

use crate::support::{Answer, Site, api::Api};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The document of a site.
pub(super) struct Document(pub(super) Value);

/// A call of the document.
#[derive(Clone, Copy)]
pub(super) struct Call<'a> {
    pub(super) path: &'a str,
    pub(super) method: &'a str,
    pub(super) told: &'a Value,
}

impl Call<'_> {
    pub(super) fn id(&self) -> &str {
        self.told["operationId"].as_str().unwrap_or_default()
    }
}

impl Document {
    pub(super) async fn of(site: &Site) -> Document {
        let answer = site.get("/api/v1/openapi.json").await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), "application/json");
        Document(answer.json())
    }

    pub(super) fn calls(&self) -> Vec<Call<'_>> {
        let paths = self.0["paths"].as_object().expect("paths");
        let calls = paths.iter().flat_map(|(path, methods)| {
            let methods = methods.as_object().expect("methods").iter();
            methods.map(move |(method, told)| Call { path, method, told })
        });
        calls.collect()
    }

    /// What a reference leads to, or the thing itself.
    pub(super) fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"]
            .as_str()
            .and_then(|there| there.strip_prefix('#'))
        {
            Some(there) => self.0.pointer(there).expect("references lead somewhere"),
            None => value,
        }
    }

    /// The schema with this name of a place, in which nothing may be that is not told.
    fn closed(&self, schema: &Value) -> Value {
        let mut whole = json!({"components": {"schemas": self.0["components"]["schemas"]}});
        let root = schema.as_object().expect("a schema").clone();
        whole.as_object_mut().expect("an object").extend(root);
        let all = whole["components"]["schemas"].clone();
        close(&mut whole, &all, false);
        whole
    }

    /// The call that a request is, by its method and path.
    pub(super) fn call(&self, method: &str, path: &str) -> Call<'_> {
        let path = path.split('?').next().unwrap_or_default();
        let parts: Vec<_> = path.split('/').collect();
        let fits = |told: &str| {
            let told: Vec<_> = told.trim_start_matches("/api/v1").split('/').collect();
            let alike = |(told, part): (&&str, &&str)| told == part || told.starts_with('{');
            told.len() == parts.len() && told.iter().zip(&parts).all(alike)
        };
        let method = method.to_lowercase();
        let mut calls = self.calls();
        calls.retain(|call| call.method == method && fits(call.path));
        calls.sort_by_key(|call| call.path.matches('{').count());
        *calls
            .first()
            .unwrap_or_else(|| panic!("{method} {path} is not in the document"))
    }

    /// Whether the answer is one that the document tells of: status, kind, shape and headers.
    pub(super) fn check(&self, call: Call<'_>, answer: &Answer) {
        let of = format!("{} {}: {}", call.id(), answer.status, answer.body);
        let told = call.told["responses"].get(answer.status.as_str());
        let told = self.resolved(told.unwrap_or_else(|| panic!("not told: {of}")));
        for (name, _) in told["headers"].as_object().into_iter().flatten() {
            // Only where there is more of a list.
            let needed = name != "Link";
            assert!(!needed || answer.headers.contains_key(name), "{name}: {of}");
        }
        let Some(content) = told["content"].as_object() else {
            assert_eq!(answer.body, "", "{of}");
            return;
        };
        let kind = answer.header("content-type").split(';').next();
        let media = content.get(kind.unwrap_or_default());
        let media = media.unwrap_or_else(|| panic!("another kind, {kind:?}: {of}"));
        if !kind.is_some_and(|kind| kind.ends_with("json")) {
            return;
        }
        let schema = self.closed(&media["schema"]);
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema)
            .expect("a schema");
        let faults: Vec<_> = validator
            .iter_errors(&answer.json())
            .map(|fault| format!("{} at {}", fault, fault.instance_path))
            .collect();
        assert!(faults.is_empty(), "{faults:?} in {of}");
    }
}

/// Refuses in every object of a schema what is not told. What an object takes from elsewhere is
/// looked at with the object itself.
fn close(schema: &mut Value, all: &Value, is_part: bool) {
    let fields = match schema {
        Value::Array(values) => return values.iter_mut().for_each(|one| close(one, all, false)),
        Value::Object(fields) => fields,
        _ => return,
    };
    if let Some(Value::Array(parts)) = fields.get_mut("allOf") {
        for part in parts {
            let name = part["$ref"]
                .as_str()
                .and_then(|there| there.rsplit('/').next());
            if let Some(name) = name {
                *part = all[name].clone();
            }
        }
        fields.insert("unevaluatedProperties".into(), false.into());
    }
    let names = fields.get("properties").is_some_and(Value::is_object);
    if names && !is_part && !fields.contains_key("additionalProperties") {
        fields.insert("additionalProperties".into(), false.into());
    }
    for (name, value) in fields.iter_mut() {
        match value {
            Value::Array(parts) if name == "allOf" => {
                parts.iter_mut().for_each(|part| close(part, all, true));
            }
            value => close(value, all, false),
        }
    }
}

/// Somebody whose calls are looked at, and the calls that were answered well.
pub(super) struct Told<'a> {
    pub(super) site: &'a Site,
    pub(super) document: &'a Document,
    pub(super) done: BTreeSet<String>,
}

impl Told<'_> {
    /// Makes a call, and looks whether its answer is as told.
    pub(super) async fn call(
        &mut self,
        who: &Api,
        (method, path): (&str, &str),
        seen: Option<&str>,
        body: Option<Value>,
        status: u16,
    ) -> Answer {
        let answer = who.call(self.site, method, path, seen, body).await;
        assert_eq!(answer.status, status, "{method} {path}: {}", answer.body);
        self.note(method, path, &answer);
        answer
    }

    /// Looks at an answer.
    pub(super) fn note(&mut self, method: &str, path: &str, answer: &Answer) {
        let call = self.document.call(method, path);
        self.document.check(call, answer);
        if answer.status.is_success() {
            self.done.insert(call.id().to_owned());
        }
    }
}
