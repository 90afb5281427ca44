//! Exports in XML, read as a stream: what all of them have in common, and what none may have.

use super::{ImportError, at};
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use std::{
    cell::Cell,
    fs::File,
    io::{BufReader, Read, Seek},
    path::Path,
    rc::Rc,
};

/// Most bytes of one item: what is longer is no story, and would fill the memory.
const LARGEST: u64 = 64 << 20;
/// Deepest nesting that an export has use for.
const DEPTH: usize = 64;
const HALF: &str = "the export ends in the middle; what came before is here";

/// What an export must be.
pub(super) struct Kind {
    /// What it is called in messages, with its article.
    pub(super) name: &'static str,
    /// Its outermost element.
    pub(super) root: &'static str,
}

/// What was read.
pub(super) enum Piece<'a> {
    Open {
        name: &'a str,
        /// The element around it; empty for the outermost.
        parent: &'a str,
        attributes: Attributes,
    },
    Close {
        name: &'a str,
        parent: &'a str,
        /// Its text behind the last element in it.
        text: String,
    },
}

/// The attributes of an element.
#[derive(Default)]
pub(super) struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// An attribute's value; empty where there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value)
    }

    fn of(start: &BytesStart<'_>) -> Attributes {
        let decoder = start.decoder();
        let one = |one: quick_xml::events::attributes::Attribute<'_>| {
            let name = std::str::from_utf8(one.key.as_ref()).ok()?.to_owned();
            let value = one.decoded_and_normalized_value(XmlVersion::Implicit1_0, decoder);
            Some((name, value.ok()?.into_owned()))
        };
        Attributes(start.attributes().flatten().filter_map(one).collect())
    }
}

/// How far the export was read.
pub(super) struct Meter {
    pub(super) read: u64,
    left: Rc<Cell<u64>>,
}

impl Meter {
    /// An item has ended: the next one may be as long again.
    pub(super) fn item_ended(&self) {
        self.left.set(LARGEST);
    }
}

/// Lets so many bytes through before it is told that an item has ended.
struct Bounded<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buffer)?;
        let left = self.left.get().checked_sub(n as u64).ok_or_else(|| {
            std::io::Error::other(format!("an item has more than {LARGEST} bytes"))
        })?;
        self.left.set(left);
        Ok(n)
    }
}

/// Reads an export from its beginning to its end, until `each` says stop.
pub(super) fn walk(
    path: &Path,
    kind: Kind,
    mut each: impl FnMut(Piece<'_>, &Meter) -> bool,
) -> Result<(), ImportError> {
    let left = Rc::new(Cell::new(LARGEST));
    let inner = open_utf8(path)?;
    let bounded = Bounded {
        inner,
        left: Rc::clone(&left),
    };
    let mut xml = Reader::from_reader(BufReader::with_capacity(64 << 10, bounded));
    let mut meter = Meter { read: 0, left };
    let mut buffer = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut text = String::new();
    let mut seen = false;
    loop {
        buffer.clear();
        meter.read = xml.buffer_position();
        let here = meter.read;
        let event = xml.read_event_into(&mut buffer);
        let event = event.map_err(|error| match error {
            // All of these say that the end came too early.
            quick_xml::Error::Syntax(_) if seen => wrong(path, here, HALF),
            error => wrong(path, here, error),
        });
        match event? {
            Event::DocType(_) => {
                let what = format!("{} has no document type", kind.name);
                return Err(wrong(path, here, what));
            }
            Event::Decl(decl) => {
                let named = decl.encoding().and_then(Result::ok);
                let named = named.map(|name| String::from_utf8_lossy(&name).into_owned());
                if let Some(name) = named.filter(|name| !is_utf8(name)) {
                    return Err(encoding(path, &name));
                }
            }
            Event::Start(start) => {
                let name = name_of(&start, path, here)?;
                let attributes = Attributes::of(&start);
                if open.len() >= DEPTH {
                    return Err(wrong(path, here, "elements stand too deep in elements"));
                }
                if open.is_empty() {
                    root(path, here, &kind, &name)?;
                    seen = true;
                }
                let parent = open.last().map(String::as_str).unwrap_or_default();
                let piece = Piece::Open {
                    name: &name,
                    parent,
                    attributes,
                };
                if !each(piece, &meter) {
                    return Ok(());
                }
                text.clear();
                open.push(name);
            }
            Event::Empty(start) => {
                let name = name_of(&start, path, here)?;
                let attributes = Attributes::of(&start);
                let parent = open.last().map(String::as_str).unwrap_or_default();
                let begins = Piece::Open {
                    name: &name,
                    parent,
                    attributes,
                };
                let ends = Piece::Close {
                    name: &name,
                    parent,
                    text: String::new(),
                };
                if !each(begins, &meter) || !each(ends, &meter) {
                    return Ok(());
                }
            }
            Event::Comment(_) | Event::PI(_) => {}
            Event::Text(piece) => {
                let piece = piece.decode();
                text.push_str(&piece.map_err(|_| encoding(path, "another one"))?);
            }
            Event::CData(piece) => {
                let piece = piece.decode();
                text.push_str(&piece.map_err(|_| encoding(path, "another one"))?);
            }
            Event::GeneralRef(named) => {
                let known = named.resolve_char_ref().ok().flatten();
                let name = named.decode();
                let name = name.map_err(|_| encoding(path, "another one"))?;
                let known = known.or(match &*name {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => None,
                });
                match known {
                    Some(c) => text.push(c),
                    // One of HTML, which the text's own reader knows.
                    None => text.push_str(&format!("&{name};")),
                }
            }
            Event::End(_) => {
                let name = open.pop().unwrap_or_default();
                let parent = open.last().map(String::as_str).unwrap_or_default();
                let piece = Piece::Close {
                    name: &name,
                    parent,
                    text: std::mem::take(&mut text),
                };
                if !each(piece, &meter) {
                    return Ok(());
                }
            }
            Event::Eof if open.is_empty() && seen => return Ok(()),
            Event::Eof if seen => return Err(wrong(path, here, HALF)),
            Event::Eof => return Err(wrong(path, here, format!("this is no {}", bare(&kind)))),
        }
    }
}

/// Opens a file whose first bytes are not those of UTF-16.
pub(super) fn open_utf8(path: &Path) -> Result<File, ImportError> {
    let mut file = File::open(path).map_err(at(path))?;
    let mut first = Vec::new();
    (&mut file)
        .take(2)
        .read_to_end(&mut first)
        .map_err(at(path))?;
    if matches!(first[..], [0xfe, 0xff] | [0xff, 0xfe]) {
        return Err(encoding(path, "UTF-16"));
    }
    file.rewind().map_err(at(path))?;
    Ok(file)
}

fn root(path: &Path, here: u64, kind: &Kind, name: &str) -> Result<(), ImportError> {
    if name == kind.root {
        return Ok(());
    }
    let what = format!(
        "this is no {}: it begins with <{}>",
        bare(kind),
        name.chars().take(40).collect::<String>()
    );
    Err(wrong(path, here, what))
}

/// The name without its article.
fn bare(kind: &Kind) -> &str {
    kind.name
        .split_once(' ')
        .map_or(kind.name, |(_, bare)| bare)
}

fn is_utf8(name: &str) -> bool {
    ["utf-8", "utf8", "us-ascii"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

fn encoding(path: &Path, name: &str) -> ImportError {
    let name: String = name.chars().filter(|c| !c.is_control()).take(40).collect();
    ImportError::Export(format!(
        "{}: its encoding is {name}, and only UTF-8 is read; `iconv -f … -t UTF-8` converts it",
        path.display()
    ))
}

fn wrong(path: &Path, here: u64, what: impl std::fmt::Display) -> ImportError {
    ImportError::Export(format!("{}: at byte {here}: {what}", path.display()))
}

fn name_of(start: &BytesStart<'_>, path: &Path, here: u64) -> Result<String, ImportError> {
    let name = std::str::from_utf8(start.name().into_inner());
    Ok(name
        .map_err(|_| wrong(path, here, "an element's name is not UTF-8"))?
        .to_owned())
}
