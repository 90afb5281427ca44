//! Front matter: what stands above a text, in YAML between `---` or in TOML between `+++`.

use saphyr_parser::{Event, Parser};

/// Longest front matter, in bytes.
const LARGEST: usize = 64 << 10;
/// Deepest list or table in another.
const DEPTH: usize = 8;

/// Names in lower case with what is said under them, in order. What stands in a table is named by
/// both, with a point between: `cover.image`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Front(Vec<(String, String)>);

impl Front {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first value of the first of these names that says something.
    pub(super) fn first(&self, names: &[&str]) -> Option<&str> {
        names
            .iter()
            .find_map(|name| self.0.iter().find(|(key, _)| key == name))
            .map(|(_, value)| value.as_str())
    }

    /// Every value of the first of these names that says something.
    pub(super) fn all<'a>(&'a self, names: &[&'a str]) -> impl Iterator<Item = &'a str> {
        let name = names
            .iter()
            .find(|name| self.0.iter().any(|(key, _)| key == *name));
        let name = name.copied().unwrap_or_default();
        let own = self.0.iter().filter(move |(key, _)| key == name);
        own.map(|(_, value)| value.as_str())
    }

    /// Whether a name's value is this word.
    pub(super) fn is(&self, name: &str, word: &str) -> bool {
        self.first(&[name])
            .is_some_and(|value| value.eq_ignore_ascii_case(word))
    }

    fn put(&mut self, path: &[String], value: &str) {
        let value = value.trim();
        if !value.is_empty() {
            self.0.push((path.join("."), value.to_owned()));
        }
    }
}

/// The front matter and the text below it, or what is wrong with it. A text without any has an
/// empty one.
pub(super) fn parts(text: &str) -> Result<(Front, &str), String> {
    for (fence, reader) in [("---", yaml as fn(&str) -> _), ("+++", toml)] {
        let Some(rest) = text.strip_prefix(fence).and_then(|r| r.strip_prefix('\n')) else {
            continue;
        };
        let mut end = 0;
        for line in rest.split_inclusive('\n') {
            if line.trim_end() == fence {
                if end > LARGEST {
                    return Err(format!("its front matter has more than {LARGEST} bytes"));
                }
                let front = reader(&rest[..end]);
                let front = front.map_err(|why| format!("its front matter: {why}"))?;
                return Ok((front, &rest[end + line.len()..]));
            }
            end += line.len();
        }
        return Err(format!("its front matter has no second {fence}"));
    }
    Ok((Front::default(), text))
}

fn toml(text: &str) -> Result<Front, String> {
    let table: toml::Table = text
        .parse()
        .map_err(|error: toml::de::Error| error.message().to_owned())?;
    let mut front = Front::default();
    let mut path = Vec::new();
    spread(&toml::Value::Table(table), &mut path, &mut front)?;
    Ok(front)
}

fn spread(value: &toml::Value, path: &mut Vec<String>, front: &mut Front) -> Result<(), String> {
    if path.len() > DEPTH {
        return Err("tables stand too deep in tables".to_owned());
    }
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                path.push(key.to_lowercase());
                spread(value, path, front)?;
                path.pop();
            }
        }
        toml::Value::Array(list) => {
            for value in list {
                if !value.is_array() {
                    spread(value, path, front)?;
                }
            }
        }
        toml::Value::String(text) => front.put(path, text),
        toml::Value::Datetime(at) => front.put(path, &at.to_string()),
        toml::Value::Boolean(yes) => front.put(path, &yes.to_string()),
        toml::Value::Integer(n) => front.put(path, &n.to_string()),
        toml::Value::Float(_) => {}
    }
    Ok(())
}

/// What encloses what is being read.
enum Around {
    List,
    /// With whether a key comes next.
    Table(bool),
}

/// From events, not from a tree: nothing is read that another place only points to, so a short
/// text cannot become a long one.
fn yaml(text: &str) -> Result<Front, String> {
    let mut front = Front::default();
    let mut path: Vec<String> = Vec::new();
    let mut open: Vec<Around> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, _) = event.map_err(|error| error.to_string())?;
        match event {
            Event::Alias(_) => return Err("references (*name) are not read".to_owned()),
            Event::Scalar(value, ..) => match open.last_mut() {
                Some(Around::Table(key @ true)) => {
                    path.push(value.to_lowercase());
                    *key = false;
                }
                Some(Around::Table(_) | Around::List) => {
                    if !matches!(&*value, "~" | "null") {
                        front.put(&path, &value);
                    }
                    ended(&mut open, &mut path);
                }
                None => return Err("it is no table of names and values".to_owned()),
            },
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                if open.len() >= DEPTH {
                    return Err("tables stand too deep in tables".to_owned());
                }
                if let Some(Around::Table(true)) = open.last() {
                    return Err("a name is a list or a table".to_owned());
                }
                open.push(match event {
                    Event::MappingStart(..) => Around::Table(true),
                    _ => Around::List,
                });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
                ended(&mut open, &mut path);
            }
            _ => {}
        }
    }
    Ok(front)
}

/// A value has ended: in a table another name comes.
fn ended(open: &mut [Around], path: &mut Vec<String>) {
    if let Some(Around::Table(key)) = open.last_mut() {
        path.pop();
        *key = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Front {
        parts(text).unwrap_or_else(|why| panic!("{why}")).0
    }

    #[test]
    fn yaml_and_toml_say_the_same() {
        let yaml = "---\ntitle: \"Rob: lagi\"\ndraft: false\ntags: [a, b]\ncover:\n  image: x.jpg\nauthors:\n  - name: Sari\n  - name: Budi\nempty:\n---\nIsi";
        let toml = "+++\ntitle = \"Rob: lagi\"\ndraft = false\ntags = [\"a\", \"b\"]\n[cover]\nimage = \"x.jpg\"\n[[authors]]\nname = \"Sari\"\n[[authors]]\nname = \"Budi\"\n+++\nIsi";
        for text in [yaml, toml] {
            let front = read(text);
            assert_eq!(front.first(&["judul", "title"]), Some("Rob: lagi"));
            assert!(front.is("draft", "false") && front.first(&["empty"]).is_none());
            assert!(front.all(&["tags"]).eq(["a", "b"]));
            assert_eq!(front.first(&["cover.image"]), Some("x.jpg"));
            assert!(front.all(&["authors", "authors.name"]).eq(["Sari", "Budi"]));
            assert_eq!(parts(text).map(|(_, body)| body), Ok("Isi"));
        }
    }

    #[test]
    fn what_is_hostile_or_broken_is_refused() {
        let deep = format!("---\na: {}\n---\n", "[".repeat(5000));
        for text in [
            "---\na: &x [1]\nb: *x\n---\n",
            "---\ntitle: x\n",
            "---\n- a\n- {b\n---\n",
            "+++\na = \n+++\n",
            deep.as_str(),
        ] {
            assert!(parts(text).is_err(), "{text:.60}");
        }
        assert!(read("Isi saja").is_empty());
    }
}
