//! What a picture's file tells of itself: who took it, whose it is, what it shows. Read from XMP
//! (ISO 16684-1) and, where that is silent, from IPTC-IIM (version 4.2) as Photoshop wraps it.
//! Everything else in a file's metadata, places above all, is dropped with it.

use crate::domain::media::{ALT_LENGTH, CAPTION_LENGTH, CREDIT_LENGTH, one_line};
use quick_xml::{Reader, XmlVersion, escape::resolve_predefined_entity, events::Event};

/// Most bytes of metadata that are read.
const MOST: usize = 256 << 10;

/// Texts as the file holds them, tidied and cut to what is kept. Empty where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    pub creator: String,
    pub credit: String,
    pub copyright: String,
    pub caption: String,
    pub alt: String,
}

impl Told {
    /// The line under the picture: agencies ask for "photographer/agency".
    pub fn credit_line(&self) -> String {
        let line = match (self.creator.as_str(), self.credit.as_str()) {
            ("", "") => self.copyright.clone(),
            ("", one) | (one, "") => one.to_owned(),
            (creator, credit) if credit.contains(creator) => credit.to_owned(),
            (creator, credit) => format!("{creator}/{credit}"),
        };
        one_line(&line, CREDIT_LENGTH)
    }
}

/// From the two kinds of metadata, as the decoder hands them over.
pub fn from(xmp: Option<&[u8]>, iptc: Option<&[u8]>) -> Told {
    let xmp = xmp.filter(|bytes| bytes.len() <= MOST).map(of_xmp);
    let iptc = iptc.filter(|bytes| bytes.len() <= MOST).map(of_iptc);
    let (xmp, iptc) = (xmp.unwrap_or_default(), iptc.unwrap_or_default());
    let first = |one: String, other: String, longest| {
        let one = one_line(&one, longest);
        if one.is_empty() {
            one_line(&other, longest)
        } else {
            one
        }
    };
    Told {
        creator: first(xmp.creator, iptc.creator, CREDIT_LENGTH),
        credit: first(xmp.credit, iptc.credit, CREDIT_LENGTH),
        copyright: first(xmp.copyright, iptc.copyright, CREDIT_LENGTH),
        caption: first(xmp.caption, iptc.caption, CAPTION_LENGTH),
        alt: first(xmp.alt, iptc.alt, ALT_LENGTH),
    }
}

impl Told {
    /// The text that a property of XMP fills. Its prefixes are conventions, but of all writers.
    fn property(&mut self, name: &[u8]) -> Option<&mut String> {
        match name {
            b"dc:creator" => Some(&mut self.creator),
            b"dc:description" => Some(&mut self.caption),
            b"dc:rights" => Some(&mut self.copyright),
            b"photoshop:Credit" => Some(&mut self.credit),
            b"Iptc4xmpCore:AltTextAccessibility" => Some(&mut self.alt),
            _ => None,
        }
    }

    /// Adds to the open property. Of several creators all are taken, of several languages the first.
    fn add(&mut self, open: Option<&[u8]>, items: usize, piece: &str) {
        let open = open.filter(|name| items <= 1 || *name == b"dc:creator");
        if let Some(text) = open.and_then(|name| self.property(name)) {
            text.push_str(piece);
        }
    }
}

fn of_xmp(packet: &[u8]) -> Told {
    let mut told = Told::default();
    let Ok(text) = std::str::from_utf8(packet) else {
        return told;
    };
    let mut reader = Reader::from_str(text.trim_matches('\0'));
    let mut open: Option<Vec<u8>> = None;
    let mut items = 0;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) if open.is_none() => {
                for attribute in tag.attributes().flatten() {
                    let value = attribute.normalized_value(XmlVersion::Explicit1_0);
                    if let (Some(text), Ok(value)) = (told.property(attribute.key.as_ref()), value)
                    {
                        text.push_str(&value);
                    }
                }
                let name = tag.name().as_ref().to_owned();
                if told.property(&name).is_some() {
                    (open, items) = (Some(name), 0);
                }
            }
            Event::Start(tag) if tag.name().as_ref() == b"rdf:li" => {
                items += 1;
                if items > 1 {
                    told.add(open.as_deref(), items, ", ");
                }
            }
            Event::End(tag) if open.as_deref() == Some(tag.name().as_ref()) => open = None,
            Event::Text(piece) => {
                told.add(open.as_deref(), items, &piece.decode().unwrap_or_default());
            }
            Event::GeneralRef(piece) => {
                let letter = piece.resolve_char_ref().ok().flatten().map(String::from);
                let name = piece.decode().unwrap_or_default();
                let known = || resolve_predefined_entity(&name).map(str::to_owned);
                let letter = letter.or_else(known).unwrap_or_default();
                told.add(open.as_deref(), items, &letter);
            }
            _ => {}
        }
    }
    told
}

/// Photoshop's resources: `8BIM`, number, name, length, data; number 0x0404 is IPTC-IIM.
fn of_iptc(resources: &[u8]) -> Told {
    let mut rest = resources;
    while let Some((resource, data, next)) = resource(rest) {
        if resource == 0x0404 {
            return of_datasets(data);
        }
        rest = next;
    }
    Told::default()
}

fn resource(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let rest = bytes.strip_prefix(b"8BIM")?;
    let (number, rest) = rest.split_first_chunk::<2>()?;
    // A Pascal string, padded to an even length.
    let name = (usize::from(*rest.first()?) + 2) & !1;
    let (length, rest) = rest.get(name..)?.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let data = rest.get(..length)?;
    let next = rest.get(length + (length & 1)..).unwrap_or_default();
    Some((u16::from_be_bytes(*number), data, next))
}

/// Datasets: 0x1c, record, number, length, data.
fn of_datasets(bytes: &[u8]) -> Told {
    let mut told = Told::default();
    let mut rest = bytes;
    while let [0x1c, record, number, high, low, data @ ..] = rest {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let Some((data, next)) = data.split_at_checked(length) else {
            break;
        };
        rest = next;
        let text = match (record, number) {
            (2, 80) => &mut told.creator,
            (2, 110) => &mut told.credit,
            (2, 116) => &mut told.copyright,
            (2, 120) => &mut told.caption,
            _ => continue,
        };
        if !text.is_empty() {
            text.push_str(", ");
        }
        match std::str::from_utf8(data) {
            Ok(data) => text.push_str(data),
            // Before UTF-8 it was whatever the writer's machine used; mostly this.
            Err(_) => text.extend(data.iter().map(|b| char::from(*b))),
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    const XMP: &str = r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>
        <rdf:Description photoshop:Credit="Antara &amp; mitra" exif:GPSLatitude="1,2N">
        <dc:creator><rdf:Seq><rdf:li>Ratih</rdf:li><rdf:li>Eko</rdf:li></rdf:Seq></dc:creator>
        <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Banjir &lt;besar&gt; &#233;</rdf:li>
        <rdf:li xml:lang="en">Flood</rdf:li></rdf:Alt></dc:description>
        </rdf:Description></rdf:RDF></x:xmpmeta>"#;

    fn iptc(sets: &[(u8, &[u8])]) -> Vec<u8> {
        let mut data = Vec::new();
        for (number, text) in sets {
            data.extend([0x1c, 2, *number, 0, text.len() as u8]);
            data.extend(*text);
        }
        let mut all = b"8BIM\x04\x25\0\0\0\0\0\x01x\0".to_vec();
        all.extend(b"8BIM\x04\x04\0\0");
        all.extend((data.len() as u32).to_be_bytes());
        all.extend(data);
        all
    }

    #[test]
    fn xmp_is_read_with_its_entities_and_first_language() {
        let told = from(Some(XMP.as_bytes()), None);
        assert_eq!(told.creator, "Ratih, Eko");
        assert_eq!(told.credit, "Antara & mitra");
        assert_eq!(told.caption, "Banjir <besar> é");
        assert_eq!(told.credit_line(), "Ratih, Eko/Antara & mitra");
    }

    #[test]
    fn iptc_fills_what_xmp_leaves_open() {
        let sets: [(u8, &[u8]); 3] = [(80, b"Dewi"), (116, b"\xa9 2024"), (120, b"Isi\0\nlain")];
        let told = from(None, Some(&iptc(&sets)));
        assert_eq!(
            (told.creator.as_str(), told.caption.as_str()),
            ("Dewi", "Isi lain")
        );
        assert_eq!(told.copyright, "© 2024");
        let told = from(Some(XMP.as_bytes()), Some(&iptc(&sets)));
        assert_eq!(
            (told.creator.as_str(), told.copyright.as_str()),
            ("Ratih, Eko", "© 2024")
        );
    }

    #[test]
    fn what_is_cut_or_hostile_tells_nothing_and_breaks_nothing() {
        let whole = iptc(&[(80, b"Dewi")]);
        for end in 0..whole.len() {
            let _ = from(None, Some(&whole[..end]));
        }
        for end in 0..XMP.len() {
            let _ = from(XMP.as_bytes().get(..end), None);
        }
        let bomb =
            "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><dc:rights>&b;</dc:rights>";
        assert_eq!(from(Some(bomb.as_bytes()), None), Told::default());
    }
}
