//! The document as a page: plain HTML that loads nothing but its own style sheet. Its words are
//! the document's, which is English like every text of the API.

use super::{
    DOCUMENT,
    shape::{Shapes, anchor, inline},
};
use crate::domain::document::Escaped;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The page's own style sheet: it stands outside the site's frame.
pub(super) const STYLE: &str = concat!(
    include_str!("../../../../style/tokens.css"),
    include_str!("../../../../style/api.css")
);

/// The address of the style sheet.
pub(super) fn style() -> String {
    let hash = Sha256::digest(STYLE.as_bytes());
    let hash = BASE64_URL_SAFE_NO_PAD.encode(&hash[..6]);
    format!("/theme/api-{hash}.css")
}

/// The order of methods under one address.
const METHODS: [&str; 4] = ["get", "post", "patch", "delete"];

/// A call of the document.
struct Call<'a> {
    path: &'a str,
    method: &'a str,
    operation: &'a Value,
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// The page.
pub(super) fn html(document: &Value) -> String {
    let shapes = Shapes(document);
    let groups: Vec<_> = document["tags"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|tag| (tag, calls(document, text(tag, "name"))))
        .collect();
    let contents: String = groups
        .iter()
        .map(|(tag, calls)| listed(tag, calls))
        .collect();
    let sections: String = groups
        .iter()
        .map(|(tag, calls)| {
            let name = text(tag, "name");
            let calls: String = calls.iter().map(|call| shown(&shapes, call)).collect();
            format!(
                "<section aria-labelledby=\"{name}\"><h2 id=\"{name}\">{name}</h2>{}{calls}</section>",
                paragraphs(text(tag, "description"))
            )
        })
        .collect();
    let info = &document["info"];
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>HTTP API: {title}</title>\
         <link rel=\"stylesheet\" href=\"{style}\">\
         <link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\"></head><body>\
         <a class=\"skip\" href=\"#main\">Skip to the calls</a>\
         <header><p><a href=\"/\">{title}</a> {version}</p><h1>HTTP API</h1>{about}\
         <p>For programs: <a href=\"{DOCUMENT}\">openapi.json</a></p></header>\
         <nav aria-label=\"Calls\">{contents}\
         <h2>Besides</h2><ul><li><a href=\"#refusals\">Refusals</a></li>\
         <li><a href=\"#shapes\">Shapes</a></li></ul></nav>\
         <main id=\"main\">{sections}{refusals}{shapes}</main></body></html>",
        title = Escaped(text(info, "title")),
        version = Escaped(text(info, "version")),
        about = paragraphs(text(info, "description")),
        style = style(),
        refusals = refusals(document),
        shapes = shapes.all(),
    )
}

fn calls<'a>(document: &'a Value, tag: &str) -> Vec<Call<'a>> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let calls = paths.flat_map(|(path, methods)| {
        METHODS.into_iter().filter_map(move |method| {
            let operation = methods.get(method)?;
            Some(Call {
                path,
                method,
                operation,
            })
        })
    });
    calls
        .filter(|call| call.operation["tags"][0] == tag)
        .collect()
}

fn listed(tag: &Value, calls: &[Call<'_>]) -> String {
    let name = text(tag, "name");
    let lines: String = calls
        .iter()
        .map(|call| {
            format!(
                "<li><a href=\"#{}\">{}</a></li>",
                text(call.operation, "operationId"),
                Escaped(text(call.operation, "summary"))
            )
        })
        .collect();
    format!("<h2><a href=\"#{name}\">{name}</a></h2><ul>{lines}</ul>")
}

/// Texts with an empty line between them.
fn paragraphs(text: &str) -> String {
    text.split("\n\n")
        .filter(|part| !part.is_empty())
        .map(|part| format!("<p>{}</p>", inline(part)))
        .collect()
}

/// A call, whole.
fn shown(shapes: &Shapes<'_>, call: &Call<'_>) -> String {
    let Call {
        path,
        method,
        operation,
    } = call;
    let id = text(operation, "operationId");
    let method = method.to_uppercase();
    let mut out = format!(
        "<article aria-labelledby=\"{id}\"><h3 id=\"{id}\">{}</h3>\
         <p class=\"call\"><b class=\"method\">{method}</b> <code>{}</code></p>{}",
        Escaped(text(operation, "summary")),
        Escaped(path),
        paragraphs(text(operation, "description")),
    );
    out.push_str(&format!("<p class=\"token\">{}</p>", token(operation)));
    let parameters = operation["parameters"].as_array();
    let parameters: String = parameters
        .into_iter()
        .flatten()
        .map(|given| parameter(shapes, shapes.resolved(given)))
        .collect();
    if !parameters.is_empty() {
        out.push_str(&format!("<h4>Parameters</h4><dl>{parameters}</dl>"));
    }
    if let Some((kind, schema)) = body(operation) {
        let needed = match operation["requestBody"]["required"].as_bool() {
            Some(true) => "",
            _ => ", may be left out",
        };
        out.push_str(&format!(
            "<h4>Body</h4><p><code>{}</code>{needed}: {}</p>{}",
            Escaped(kind),
            shapes.kind(schema),
            shapes.fields(schema)
        ));
    }
    let answers = operation["responses"].as_object().into_iter().flatten();
    let (mut done, mut refused) = (String::new(), String::new());
    for (status, given) in answers {
        if status.starts_with('4') || status.starts_with('5') {
            let there = text(given, "$ref").rsplit('/').next().unwrap_or_default();
            refused.push_str(&format!(
                "<li><a href=\"#refusal-{there}\">{status}</a></li>"
            ));
        } else {
            done.push_str(&answer(shapes, status, shapes.resolved(given)));
        }
    }
    out.push_str(&format!(
        "<h4>Answers</h4><dl>{done}</dl><p class=\"refused\" id=\"{id}-refused\">Refusals</p>\
         <ul class=\"refused\" aria-labelledby=\"{id}-refused\">{refused}</ul>\
         <h4>Example</h4><pre><code>{}</code></pre></article>",
        Escaped(&curl(shapes, call))
    ));
    out
}

/// Whether a token is needed, and made for what.
fn token(operation: &Value) -> String {
    let Some(ways) = operation["security"].as_array() else {
        return "No token needed.".into();
    };
    let may_be_nobody = ways
        .iter()
        .any(|way| way.as_object().is_some_and(|way| way.is_empty()));
    let scopes = ways
        .iter()
        .filter_map(|way| way["token"].as_array())
        .flatten();
    let scopes: Vec<_> = scopes
        .filter_map(Value::as_str)
        .map(|scope| format!("<code>{}</code>", Escaped(scope)))
        .collect();
    let made = match scopes.is_empty() {
        true => String::new(),
        false => format!(" good for {}", scopes.join(", ")),
    };
    match may_be_nobody {
        true => format!("With or without a token{made}."),
        false => format!("With a token{made}."),
    }
}

fn parameter(shapes: &Shapes<'_>, given: &Value) -> String {
    let needed = match given["required"].as_bool() {
        Some(true) => ", needed",
        _ => "",
    };
    format!(
        "<dt><code>{}</code> <span>in {}, {}{needed}</span></dt><dd>{}</dd>",
        Escaped(text(given, "name")),
        Escaped(text(given, "in")),
        shapes.kind(&given["schema"]),
        inline(text(given, "description")),
    )
}

/// Media type and schema of what is sent.
fn body(operation: &Value) -> Option<(&str, &Value)> {
    let content = operation["requestBody"]["content"].as_object()?;
    let (kind, media) = content.iter().next()?;
    Some((kind.as_str(), &media["schema"]))
}

fn answer(shapes: &Shapes<'_>, status: &str, given: &Value) -> String {
    let content = given["content"].as_object().into_iter().flatten().next();
    let shape = content.map(|(kind, media)| {
        format!(
            ": <code>{}</code>, {}",
            Escaped(kind),
            shapes.kind(&media["schema"])
        )
    });
    let headers = given["headers"].as_object().into_iter().flatten();
    let headers: Vec<_> = headers
        .map(|(name, _)| format!("<code>{}</code>", Escaped(name)))
        .collect();
    let headers = match headers.is_empty() {
        true => String::new(),
        false => format!("<p>Headers: {}</p>", headers.join(", ")),
    };
    format!(
        "<dt><b>{status}</b>{}</dt><dd><p>{}</p>{headers}</dd>",
        shape.unwrap_or_default(),
        inline(text(given, "description")),
    )
}

/// The call on a command line.
fn curl(shapes: &Shapes<'_>, call: &Call<'_>) -> String {
    let Call {
        path,
        method,
        operation,
    } = call;
    let mut address = format!("{}{path}", text(&shapes.0["servers"][0], "url"));
    let mut lines = Vec::new();
    if operation
        .get("security")
        .is_some_and(|ways| ways[0] != serde_json::json!({}))
    {
        lines.push("-H \"Authorization: Bearer $WARTA_TOKEN\"".to_owned());
    }
    for given in operation["parameters"].as_array().into_iter().flatten() {
        let given = shapes.resolved(given);
        let name = text(given, "name");
        let sample = match (name, shapes.sample(&given["schema"])) {
            ("If-Match", _) => "\"7\"".to_owned(),
            ("slug", _) => "a-slug".to_owned(),
            ("from", _) => "/old-address".to_owned(),
            (_, Value::String(text)) => text,
            (_, other) => other.to_string(),
        };
        match (text(given, "in"), given["required"].as_bool()) {
            ("path", _) => address = address.replace(&format!("{{{name}}}"), &sample),
            ("query", Some(true)) => address.push_str(&format!("?{name}={sample}")),
            ("header", Some(true)) => lines.push(format!("-H '{name}: {sample}'")),
            _ => {}
        }
    }
    match body(operation) {
        Some(("multipart/form-data", _)) => lines.push("-F file=@picture.jpg -F 'alt=…'".into()),
        Some((kind, schema)) => {
            lines.push(format!("-H 'Content-Type: {kind}'"));
            lines.push(format!("-d '{}'", shapes.sample(schema)));
        }
        None => {}
    }
    let mut command = match *method {
        "get" => format!("curl '{address}'"),
        method => format!("curl -X {} '{address}'", method.to_uppercase()),
    };
    for line in lines {
        command.push_str(" \\\n  ");
        command.push_str(&line);
    }
    command
}

fn refusals(document: &Value) -> String {
    let all = document["components"]["responses"].as_object();
    let lines: String = all
        .into_iter()
        .flatten()
        .filter(|(_, given)| given.get("content").is_some())
        .map(|(name, given)| {
            format!(
                "<dt id=\"refusal-{name}\">{name}</dt><dd>{}</dd>",
                inline(text(given, "description"))
            )
        })
        .collect();
    format!(
        "<section aria-labelledby=\"refusals\"><h2 id=\"refusals\">Refusals</h2>\
         <p>Each is a <a href=\"#{}\">Problem</a>.</p><dl>{lines}</dl></section>",
        anchor("Problem")
    )
}
