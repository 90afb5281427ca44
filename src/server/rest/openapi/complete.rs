//! What follows from an operation's address and method is added to the document by rule rather
//! than told beside every handler: parameters of the path, the key against doing things twice,
//! headers of lists and of limits, and the refusals that any such call may meet.

use super::answers::REFUSALS;
use crate::{domain::moderation::Decision, server::rest::limits};
use serde_json::{Map, Value, json};

/// Completes the document.
pub(super) fn complete(document: &mut Value) {
    document["components"]["responses"] = responses();
    document["components"]["headers"] = headers();
    document["components"]["parameters"] = json!({"IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": false,
        "description": "A new one for each call, of 1 to 200 plain characters. A call that is sent \
            again with the same key is answered as it was the first time, and nothing is done twice.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    }});
    let Some(paths) = document["paths"].as_object_mut() else {
        return;
    };
    for (path, methods) in paths {
        for (method, operation) in methods.as_object_mut().into_iter().flatten() {
            if let Some(operation) = operation.as_object_mut() {
                Call { path, method }.complete(operation);
            }
        }
    }
}

struct Call<'a> {
    path: &'a str,
    method: &'a str,
}

impl Call<'_> {
    fn complete(&self, operation: &mut Map<String, Value>) {
        let changes = self.method != "get";
        let in_path = self.in_path();
        let mut statuses = vec![400, 414, 500, 503];
        if !in_path.is_empty() {
            statuses.push(404);
        }
        if operation.contains_key("security") {
            statuses.extend([401, 403]);
        }
        if operation.contains_key("requestBody") {
            statuses.extend([413, 415, 422]);
        }
        if changes {
            statuses.extend([409, 422]);
        }
        let limited = limits::applies(&self.method.to_uppercase(), self.path);
        if limited {
            statuses.push(429);
        }
        let mut given = in_path;
        if let Some(Value::Array(told)) = operation.remove("parameters") {
            given.extend(told);
        }
        let list = given.iter().any(|parameter| parameter["name"] == "after");
        if changes {
            given.push(json!({"$ref": "#/components/parameters/IdempotencyKey"}));
        }
        if !given.is_empty() {
            operation.insert("parameters".into(), given.into());
        }
        let answers = operation.entry("responses").or_insert_with(|| json!({}));
        for status in statuses {
            for refusal in REFUSALS.iter().filter(|r| r.status == status) {
                let there = format!("#/components/responses/{}", refusal.name);
                if let Some(answers) = answers.as_object_mut() {
                    let entry = answers.entry(status.to_string());
                    entry.or_insert_with(|| json!({"$ref": there}));
                }
            }
        }
        for (status, answer) in answers.as_object_mut().into_iter().flatten() {
            if !status.starts_with('2') {
                continue;
            }
            let mut names = Vec::new();
            if list {
                names.push("Link");
            }
            if limited {
                names.extend(limits::HEADERS);
            }
            for name in names {
                answer["headers"][name] = header(name);
            }
        }
    }

    /// The parameters that stand in the address.
    fn in_path(&self) -> Vec<Value> {
        let names = self.path.split('{').skip(1);
        let names = names.filter_map(|rest| Some(rest.split_once('}')?.0));
        let parameter = |name: &str| {
            let text = json!({"type": "string"});
            let (about, schema) = match name {
                "slug" if self.path.starts_with("/api/v1/articles/") => {
                    ("Slug of the story, or its id.", text)
                }
                "slug" => ("Its slug.", text),
                "n" => (
                    "Number of the revision.",
                    json!({"type": "string", "pattern": "^[0-9]+$"}),
                ),
                "decision" => (
                    "What is decided; `restore` undoes.",
                    json!({"type": "string", "enum": Decision::ALL.map(Decision::as_str)}),
                ),
                _ => ("Its id.", json!({"$ref": "#/components/schemas/Id"})),
            };
            json!({"name": name, "in": "path", "required": true, "description": about, "schema": schema})
        };
        names.map(parameter).collect()
    }
}

fn header(name: &str) -> Value {
    json!({"$ref": format!("#/components/headers/{name}")})
}

fn headers() -> Value {
    let whole = json!({"type": "integer", "minimum": 0});
    json!({
        "Link": {
            "description": "Where there are more: `<path?…&after=…>; rel=\"next\"`.",
            "schema": {"type": "string"},
        },
        "ETag": {
            "description": "The version, for `If-Match`: `\"7\"`.",
            "schema": {"type": "string"},
        },
        "WWW-Authenticate": {
            "description": "`Bearer`, with an error where the token does not work.",
            "schema": {"type": "string"},
        },
        "Retry-After": {"description": "Seconds to wait.", "schema": whole},
        "RateLimit-Limit": {
            "description": "Calls that may be made at once. Not there on answers that others may be given too.",
            "schema": whole,
        },
        "RateLimit-Remaining": {"description": "Calls that are left now.", "schema": whole},
        "RateLimit-Reset": {
            "description": "Seconds until all of them are there again; some come back before.",
            "schema": whole,
        },
    })
}

fn responses() -> Value {
    let mut all = Map::new();
    all.insert(
        "Moved".into(),
        json!({
            "description": "The story has another slug now: the same call goes to `Location`.",
            "headers": {"Location": {
                "description": "Path and query of the call.",
                "schema": {"type": "string"},
            }},
        }),
    );
    for refusal in REFUSALS {
        let kinds: Vec<_> = refusal
            .kinds
            .iter()
            .map(|kind| format!("`/problems/{kind}`"))
            .collect();
        let mut response = json!({
            "description": format!("{} `type`: {}.", refusal.about, kinds.join(", ")),
            "content": {"application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"},
            }},
        });
        let names: &[&str] = match refusal.status {
            401 => &["WWW-Authenticate"],
            412 => &["ETag"],
            429 => &[
                "Retry-After",
                "RateLimit-Limit",
                "RateLimit-Remaining",
                "RateLimit-Reset",
            ],
            503 => &["Retry-After"],
            _ => &[],
        };
        for name in names {
            response["headers"][*name] = header(name);
        }
        all.insert(refusal.name.into(), response);
    }
    all.into()
}
