//! Reading what a caller sends: a JSON object whose every field is known, bounded in size.

use super::problem::{Fault, Problem};
use axum::{
    body::{Body, to_bytes},
    extract::Query,
    http::{HeaderMap, StatusCode, Uri, header},
};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Largest body: a comment of 5,000 characters, each escaped in the longest way, and then some.
const LARGEST: usize = 128 << 10;

/// The fields of an object that have not been taken yet, and what was wrong with those that were.
#[derive(Debug)]
pub struct Fields {
    left: Map<String, Value>,
    faults: Vec<Fault>,
}

impl Fields {
    /// Reads a request's body. An empty one is an object without fields.
    pub async fn read(headers: &HeaderMap, body: Body) -> Result<Fields, Problem> {
        Fields::read_up_to(headers, body, LARGEST).await
    }

    /// The same, where more is to be expected.
    pub async fn read_up_to(
        headers: &HeaderMap,
        body: Body,
        largest: usize,
    ) -> Result<Fields, Problem> {
        let bytes = to_bytes(body, largest).await.map_err(|_| {
            let title = "Too large";
            let detail = format!("a body may have at most {largest} bytes");
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", title, detail)
        })?;
        let of = |left| Fields {
            left,
            faults: Vec::new(),
        };
        if bytes.is_empty() {
            return Ok(of(Map::new()));
        }
        let kind = headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
            let detail = "send Content-Type: application/json";
            return Err(Problem::new(status, "wrong-type", "Wrong type", detail));
        }
        match serde_json::from_slice(&bytes) {
            Ok(Value::Object(mut left)) => {
                left.values_mut().for_each(without_zero);
                Ok(of(left))
            }
            Ok(_) => Err(Problem::field("", "the body must be an object")),
            Err(error) => Err(Problem::unreadable(format!("the body is no JSON: {error}"))),
        }
    }

    /// Notes what is wrong with a field.
    pub fn wrong(&mut self, name: &str, detail: impl Into<String>) {
        self.faults.push(Fault {
            pointer: format!("/{}", name.replace('~', "~0").replace('/', "~1")),
            detail: detail.into(),
        });
    }

    fn take(&mut self, name: &str) -> Option<Value> {
        self.left.remove(name).filter(|value| !value.is_null())
    }

    /// A text, if it is there.
    pub fn text(&mut self, name: &str) -> Option<String> {
        match self.take(name)? {
            Value::String(text) => Some(text),
            _ => {
                self.wrong(name, format!("{name} must be a string"));
                None
            }
        }
    }

    /// A text that must be there.
    pub fn needed_text(&mut self, name: &str) -> String {
        let faults = self.faults.len();
        let text = self.text(name);
        if text.is_none() && self.faults.len() == faults {
            self.wrong(name, format!("{name} is missing"));
        }
        text.unwrap_or_default()
    }

    /// Notes that a field is missing, unless something is wrong with it already.
    pub fn needed(&mut self, name: &str, missing: bool) {
        let known = self
            .faults
            .iter()
            .any(|fault| fault.pointer.strip_prefix('/') == Some(name));
        if missing && !known {
            self.wrong(name, format!("{name} is missing"));
        }
    }

    /// Whether a field is there and empties what it names.
    pub fn takes_null(&mut self, name: &str) -> bool {
        let null = self.left.get(name).is_some_and(Value::is_null);
        if null {
            self.left.remove(name);
        }
        null
    }

    /// An object, if it is there.
    pub fn object(&mut self, name: &str) -> Option<Map<String, Value>> {
        match self.take(name)? {
            Value::Object(object) => Some(object),
            _ => {
                self.wrong(name, format!("{name} must be an object"));
                None
            }
        }
    }

    /// An id, if it is there.
    pub fn id(&mut self, name: &str) -> Option<i64> {
        let text = self.text(name)?;
        let id = id(&text);
        if id.is_none() {
            self.wrong(name, format!("{name} is no id"));
        }
        id
    }

    /// A whole number, if it is there.
    pub fn number(&mut self, name: &str) -> Option<i64> {
        let number = self.take(name)?.as_i64();
        if number.is_none() {
            self.wrong(name, format!("{name} must be a whole number"));
        }
        number
    }

    /// Yes or no, if it is there.
    pub fn flag(&mut self, name: &str) -> Option<bool> {
        match self.take(name)? {
            Value::Bool(flag) => Some(flag),
            _ => {
                self.wrong(name, format!("{name} must be true or false"));
                None
            }
        }
    }

    /// A point in a picture, `{"x", "y"}` in percent, if it is there.
    pub fn point(&mut self, name: &str) -> Option<(u8, u8)> {
        let value = self.take(name)?;
        let percent = |side: &str| {
            let n = value.get(side)?.as_u64()?;
            u8::try_from(n).ok().filter(|n| *n <= 100)
        };
        let point = percent("x").zip(percent("y"));
        let known = value.as_object().is_some_and(|object| object.len() == 2);
        if point.is_none() || !known {
            self.wrong(
                name,
                format!("{name} has x and y, whole numbers from 0 to 100"),
            );
        }
        point
    }

    /// Texts, if they are there.
    pub fn texts(&mut self, name: &str) -> Vec<String> {
        let texts = match self.take(name) {
            None => Some(Vec::new()),
            Some(Value::Array(items)) => items
                .into_iter()
                .map(|item| match item {
                    Value::String(text) => Some(text),
                    _ => None,
                })
                .collect(),
            Some(_) => None,
        };
        if texts.is_none() {
            self.wrong(name, format!("{name} must be an array of strings"));
        }
        texts.unwrap_or_default()
    }

    /// Texts, or nothing where the field is not there; `null` is an empty list.
    pub fn some_texts(&mut self, name: &str) -> Option<Vec<String>> {
        self.left.contains_key(name).then(|| self.texts(name))
    }

    /// Refuses the request if anything was wrong or is left over.
    pub fn finish(mut self) -> Result<(), Problem> {
        let left: Vec<String> = self.left.keys().cloned().collect();
        for name in left {
            self.wrong(&name, format!("there is no field {name:?} here"));
        }
        if self.faults.is_empty() {
            Ok(())
        } else {
            Err(Problem::unacceptable(self.faults))
        }
    }
}

/// No text holds the sign of number zero, and PostgreSQL takes none.
fn without_zero(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('\0') => text.retain(|c| c != '\0'),
        Value::Array(items) => items.iter_mut().for_each(without_zero),
        Value::Object(fields) => fields.values_mut().for_each(without_zero),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// An id as addresses and bodies carry it.
pub fn id(text: &str) -> Option<i64> {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|id| plain && *id > 0)
}

/// An id in an address; what is no id names nothing.
pub fn id_in_path(text: &str) -> Result<i64, Problem> {
    id(text).ok_or_else(|| Problem::not_found("there is nothing with this id"))
}

/// The parameters after the question mark.
pub fn query(uri: &Uri) -> Result<HashMap<String, String>, Problem> {
    Query::try_from_uri(uri)
        .map(|Query(query)| query)
        .map_err(|_| Problem::unreadable("the query cannot be read"))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn fields(text: &'static str) -> Result<Fields, Problem> {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::CONTENT_TYPE,
            axum::http::HeaderValue::from_static("application/json; charset=utf-8"),
        );
        Fields::read(&headers, Body::from(text)).await
    }

    #[tokio::test]
    async fn every_fault_is_told_with_its_pointer() {
        let mut read = fields(r#"{"body": 1, "parent_id": "x", "a/b": null, "c~d": 2}"#)
            .await
            .expect("an object");
        let body = read.needed_text("body");
        let parent = read.id("parent_id");
        let reason = read.text("reason");
        assert_eq!((body.as_str(), parent, reason), ("", None, None));
        read.needed_text("name");
        let pointers: Vec<_> = read.faults.iter().map(|f| f.pointer.clone()).collect();
        assert_eq!(pointers, ["/body", "/parent_id", "/name"]);
        let problem = format!("{:?}", read.finish().expect_err("refused"));
        assert!(
            problem.contains("/a~1b") && problem.contains("/c~0d"),
            "{problem}"
        );
    }

    #[tokio::test]
    async fn an_empty_body_is_an_empty_object() {
        let mut read = fields("").await.expect("read");
        assert_eq!(read.flag("on"), None);
        assert!(read.finish().is_ok());
        assert!(fields("[]").await.is_err() && fields("{").await.is_err());
    }

    #[tokio::test]
    async fn no_text_holds_a_zero() {
        let mut read = fields(r#"{"a": "x\u0000y", "b": {"c": ["\u0000"]}}"#)
            .await
            .expect("an object");
        assert_eq!(read.needed_text("a"), "xy");
        let inner = read.object("b").expect("an object");
        assert_eq!(inner["c"], serde_json::json!([""]));
    }

    #[test]
    fn ids_are_plain_positive_numbers() {
        assert_eq!(id("12"), Some(12));
        for bad in ["", "0", "-1", "+1", "1.5", "x", "99999999999999999999"] {
            assert_eq!(id(bad), None, "{bad:?}");
        }
    }
}
