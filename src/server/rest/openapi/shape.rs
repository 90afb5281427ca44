//! Schemas of the document in words, as lists of fields, and as an example.

use crate::domain::document::Escaped;
use serde_json::{Map, Value, json};

/// Deepest level of an example.
const DEEPEST: usize = 6;

/// The document's schemas.
pub(super) struct Shapes<'a>(pub &'a Value);

/// Where a named shape is on the page.
pub(super) fn anchor(name: &str) -> String {
    format!("shape-{name}")
}

/// A line of text, with what stands between backticks as code.
pub(super) fn inline(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts
        .map(|(n, part)| match n % 2 {
            0 => Escaped(part).to_string(),
            _ => format!("<code>{}</code>", Escaped(part)),
        })
        .collect()
}

impl Shapes<'_> {
    /// What a reference leads to, or the thing itself.
    pub fn resolved<'b>(&'b self, value: &'b Value) -> &'b Value {
        let there = value["$ref"]
            .as_str()
            .and_then(|there| there.strip_prefix('#'));
        there
            .and_then(|there| self.0.pointer(there))
            .unwrap_or(value)
    }

    /// What kind of value it is, in a few words.
    pub fn kind(&self, schema: &Value) -> String {
        if let Some(there) = schema["$ref"].as_str() {
            let name = there.rsplit('/').next().unwrap_or_default();
            return format!("<a href=\"#{}\">{name}</a>", anchor(name));
        }
        if let Some(words) = schema["enum"].as_array() {
            let words: Vec<_> = words
                .iter()
                .map(|word| match word {
                    Value::String(word) => format!("<code>{}</code>", Escaped(word)),
                    other => format!("<code>{other}</code>"),
                })
                .collect();
            return words.join(" or ");
        }
        for name in ["oneOf", "anyOf"] {
            if let Some(some) = schema[name].as_array() {
                let some: Vec<_> = some.iter().map(|one| self.kind(one)).collect();
                return some.join(" or ");
            }
        }
        if let Some(parts) = schema["allOf"].as_array() {
            let parts: Vec<_> = parts.iter().map(|part| self.kind(part)).collect();
            return parts.join(" with ");
        }
        if let Some(item) = schema.get("items") {
            return format!("array of {}", self.kind(item));
        }
        let mut kind = match &schema["type"] {
            Value::String(kind) => kind.clone(),
            Value::Array(kinds) => {
                let kinds: Vec<_> = kinds.iter().filter_map(Value::as_str).collect();
                kinds.join(" or ")
            }
            _ => "anything".into(),
        };
        if let Some(format) = schema["format"].as_str().filter(|f| !f.starts_with("int")) {
            kind.push_str(&format!(" ({})", Escaped(format)));
        }
        for (name, word) in [
            ("minimum", "at least"),
            ("maximum", "at most"),
            ("maxLength", "no longer than"),
        ] {
            if let Some(number) = schema.get(name).filter(|number| **number != json!(0)) {
                kind.push_str(&format!(", {word} {number}"));
            }
        }
        if let Some(usual) = schema.get("default") {
            kind.push_str(&format!(", else <code>{usual}</code>"));
        }
        kind
    }

    /// The fields of an object, and of those that it holds without giving them a name.
    pub fn fields(&self, schema: &Value) -> String {
        let mut lines = String::new();
        self.add_fields(schema, &mut lines);
        match lines.is_empty() {
            true => lines,
            false => format!("<dl>{lines}</dl>"),
        }
    }

    fn add_fields(&self, schema: &Value, lines: &mut String) {
        let schema = self.resolved(schema);
        for name in ["oneOf", "allOf"] {
            for one in schema[name].as_array().into_iter().flatten() {
                self.add_fields(one, lines);
            }
        }
        let needed = schema["required"].as_array();
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            let needed = needed.is_some_and(|names| names.iter().any(|n| n == name));
            let needed = if needed { ", always there" } else { "" };
            let about = field["description"].as_str().unwrap_or_default();
            lines.push_str(&format!(
                "<dt><code>{}</code> <span>{}{needed}</span></dt><dd>{}</dd>",
                Escaped(name),
                self.kind(field),
                inline(about)
            ));
        }
    }

    /// All that have a name.
    pub fn all(&self) -> String {
        let named = self.0["components"]["schemas"].as_object();
        let named: String = named
            .into_iter()
            .flatten()
            .map(|(name, schema)| {
                let about = schema["description"].as_str().unwrap_or_default();
                let fields = self.fields(schema);
                let kind = match fields.is_empty() {
                    true => format!("<p>{}</p>", self.kind(schema)),
                    false => String::new(),
                };
                format!(
                    "<article><h3 id=\"{}\">{name}</h3><p>{}</p>{kind}{fields}</article>",
                    anchor(name),
                    inline(about)
                )
            })
            .collect();
        format!(
            "<section aria-labelledby=\"shapes\"><h2 id=\"shapes\">Shapes</h2>{named}</section>"
        )
    }

    /// An example with what is needed; with everything, where nothing is.
    pub fn sample(&self, schema: &Value) -> Value {
        self.sampled(schema, 0)
    }

    fn sampled(&self, schema: &Value, depth: usize) -> Value {
        let schema = self.resolved(schema);
        if depth > DEEPEST {
            return Value::Null;
        }
        if let Some(first) = schema["enum"].as_array().and_then(|words| words.first()) {
            return first.clone();
        }
        if let Some(some) = schema["oneOf"].as_array() {
            let real = some.iter().find(|one| one["type"] != "null");
            return real.map_or(Value::Null, |one| self.sampled(one, depth));
        }
        if let Some(fields) = schema["properties"].as_object() {
            let needed = schema["required"].as_array();
            let wanted = fields.iter().filter(|(name, _)| {
                needed.is_none_or(|names| names.iter().any(|needed| needed == *name))
            });
            let fields: Map<_, _> = wanted
                .map(|(name, field)| (name.clone(), self.sampled(field, depth + 1)))
                .collect();
            return fields.into();
        }
        if let Some(item) = schema.get("items") {
            return json!([self.sampled(item, depth + 1)]);
        }
        let kinds = match &schema["type"] {
            Value::Array(kinds) => kinds.first().unwrap_or(&Value::Null),
            kind => kind,
        };
        match (kinds.as_str(), schema["format"].as_str()) {
            (Some("string"), Some("date-time")) => json!("2030-01-01T08:00:00+07:00"),
            (Some("string"), _) if schema.get("pattern").is_some() => json!("1"),
            (Some("string"), _) => json!("…"),
            (Some("integer"), _) => json!(1),
            (Some("boolean"), _) => json!(true),
            _ => json!({}),
        }
    }
}
