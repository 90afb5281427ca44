//! A row as a line of JSON, and a line as a row.

use crate::{
    domain::stamp::Stamp,
    service::zone::{parse_rfc3339, rfc3339},
    store::moving::{As, Kind, Value},
};
use serde_json::Value as Json;

/// A row as one line, without its end.
pub(super) fn written(kind: &Kind, row: &[Value]) -> serde_json::Result<String> {
    let mut line = String::from("{");
    for (n, (column, value)) in kind.columns.iter().zip(row).enumerate() {
        if n > 0 {
            line.push(',');
        }
        line.push_str(&serde_json::to_string(column.name)?);
        line.push(':');
        let json = match value {
            Value::Nothing => Json::Null,
            Value::Flag(flag) => Json::Bool(*flag),
            Value::Number(micros) if column.kind == As::Time => {
                // A time that no calendar holds stays a number.
                let time = rfc3339(Stamp::from_micros(*micros));
                time.map_or_else(|| Json::from(*micros), Json::String)
            }
            Value::Number(number) => Json::from(*number),
            // What is no JSON, though it should be, stays the text that it is.
            Value::Text(text) if column.kind == As::Json => {
                serde_json::from_str(text).unwrap_or_else(|_| Json::String(text.clone()))
            }
            Value::Text(text) => Json::String(text.clone()),
        };
        line.push_str(&serde_json::to_string(&json)?);
    }
    line.push('}');
    Ok(line)
}

/// A row as it is put in: columns by their names. What a line does not name is as the table has it;
/// what the table does not know is refused.
pub(super) fn read(kind: &Kind, line: &str) -> Result<Vec<(&'static str, Value)>, String> {
    let fields: serde_json::Map<String, Json> =
        serde_json::from_str(line).map_err(|error| error.to_string())?;
    let mut row = Vec::with_capacity(fields.len());
    for (name, value) in fields {
        let column = kind
            .column(&name)
            .ok_or_else(|| format!("{name:?} is unknown"))?;
        let value = match (value, column.kind) {
            (Json::Null, _) => Some(Value::Nothing),
            (Json::Bool(flag), As::Flag) => Some(Value::Flag(flag)),
            (Json::Number(number), As::Number | As::Time) => number.as_i64().map(Value::Number),
            (Json::String(text), As::Time) => {
                parse_rfc3339(&text).map(|at| Value::Number(at.micros()))
            }
            (Json::String(text), As::Text | As::Json) => Some(Value::Text(text)),
            (json, As::Json) => Some(Value::Text(json.to_string())),
            _ => None,
        };
        let value = value.ok_or_else(|| format!("{name:?} is not what it should be"))?;
        row.push((column.name, value));
    }
    Ok(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_the_row_that_it_was() {
        let kind = Kind::named("revisions").expect("there");
        let row = vec![
            Value::Number(7),
            Value::Number(1),
            Value::Number(1_732_079_251_000_001),
            Value::Nothing,
            Value::Text("\"Kota\"\n".into()),
            Value::Text(String::new()),
            Value::Text("{\"a\":[1]}".into()),
            Value::Text("saved".into()),
            Value::Number(2),
        ];
        let line = written(kind, &row).expect("written");
        assert_eq!(
            line,
            "{\"article_id\":7,\"n\":1,\"at\":\"2024-11-20T05:07:31.000001Z\",\"account_id\":null,\"headline\":\"\\\"Kota\\\"\\n\",\"standfirst\":\"\",\"document\":{\"a\":[1]},\"kind\":\"saved\",\"version\":2}"
        );
        let back = read(kind, &line).expect("read");
        for (column, value) in kind.columns.iter().zip(row) {
            assert!(back.contains(&(column.name, value)), "{}", column.name);
        }
        assert!(read(kind, "{\"x\":1}").is_err() && read(kind, "{\"n\":\"1\"}").is_err());
    }
}
