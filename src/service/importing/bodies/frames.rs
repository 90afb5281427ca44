//! What plays or shows something of elsewhere: a story has none of it, so a link stays.

use super::{
    markup::{Found, attribute, behind, next_tag},
    shortcodes::{Code, replaced},
};
use crate::domain::document::Escaped;

/// Attributes of `[audio]` and `[video]` that hold an address.
const SOURCES: [&str; 12] = [
    "src", "mp3", "m4a", "ogg", "wav", "flac", "wma", "mp4", "m4v", "webm", "ogv", "flv",
];

/// Sounds and films that became links.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Played {
    pub(super) audio: usize,
    pub(super) video: usize,
}

impl Played {
    fn count(&mut self, name: &str) {
        match name {
            "audio" => self.audio += 1,
            _ => self.video += 1,
        }
    }
}

/// `[embed]address[/embed]`, `[embed src="address"]`, `[audio …]` and `[video …]`: the address in a
/// paragraph of its own.
pub(super) fn coded(text: &str, played: &mut Played) -> String {
    let text = replaced(text, &["embed"], |code| {
        // It stands in HTML.
        let inside = code.inside.clone();
        let inside = inside.map(|place| text[place].trim().replace("&amp;", "&"));
        let source = || code.get("src").map(str::to_owned);
        linked(&inside.or_else(source)?)
    });
    let mut told = |text: &str, name: &'static str| {
        replaced(text, &[name], |code| {
            let link = linked(source(code)?)?;
            played.count(name);
            Some(link)
        })
    };
    let text = told(&text, "audio");
    told(&text, "video")
}

fn source(code: &Code) -> Option<&str> {
    SOURCES.iter().find_map(|name| code.get(name))
}

/// Frames of other sites, sounds and films as links to what they show.
pub(super) fn framed(text: &str, played: &mut Played) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut written, mut from) = (0, 0);
    while let Some(tag) = next_tag(text, from) {
        from = tag.place.end;
        let frame = tag.name == "iframe";
        if tag.closes || !(frame || matches!(tag.name.as_str(), "audio" | "video")) {
            continue;
        }
        out.push_str(&text[written..tag.place.start]);
        let end = behind(text, &tag.name, from);
        // One that is never closed holds nothing.
        let inside = match end == text.len() && !closed(text, &tag.name) {
            true => "",
            false => &text[from..end],
        };
        let src = attribute(&text[tag.place.clone()], "src").or_else(|| first_source(inside));
        let link = linked(&src.unwrap_or_default());
        if !frame && link.is_some() {
            played.count(&tag.name);
        }
        out.push_str(&link.unwrap_or_default());
        from += inside.len();
        written = from;
    }
    out.push_str(&text[written..]);
    out
}

fn closed(text: &str, name: &str) -> bool {
    let end = format!("</{name}>");
    text.get(text.len().saturating_sub(end.len())..)
        .is_some_and(|last| last.eq_ignore_ascii_case(&end))
}

/// The address of the first `<source>`.
fn first_source(inside: &str) -> Option<String> {
    let mut from = 0;
    while let Some(Found { place, name, .. }) = next_tag(inside, from) {
        from = place.end;
        if name == "source" {
            return attribute(&inside[place], "src");
        }
    }
    None
}

/// A paragraph that is an address and nothing else.
fn linked(address: &str) -> Option<String> {
    let address = match address.strip_prefix("//") {
        Some(rest) => format!("https://{rest}"),
        None => address.to_owned(),
    };
    let web = address.starts_with("https://") || address.starts_with("http://");
    let path = address.starts_with('/');
    (web || path).then(|| {
        let address = Escaped(&address);
        format!("\n\n<p><a href=\"{address}\">{address}</a></p>\n\n")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_stays_of_what_plays() {
        let mut played = Played::default();
        let html = framed(
            "a<audio controls><source\nsrc='https://a.test/x.mp3'></audio>b<VIDEO src=\"/v.mp4\"></VIDEO>c<iframe src=//d.test/e></iframe>d",
            &mut played,
        );
        for part in [
            "a\n",
            "https://a.test/x.mp3\"",
            ">/v.mp4<",
            "\"https://d.test/e\"",
            "\nd",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert_eq!((played.audio, played.video), (1, 1));
        let html = coded(
            "[video width=3 mp4=\"https://a.test/v.mp4\"][/video] x",
            &mut played,
        );
        assert!(
            html.contains("a.test/v.mp4") && html.ends_with(" x"),
            "{html}"
        );
        assert_eq!(played.video, 2);
    }

    #[test]
    fn a_frame_that_is_never_closed_takes_nothing_along() {
        let html = framed(
            "<iframe src='https://a.test/'><p>lagi</p>",
            &mut Played::default(),
        );
        assert!(html.ends_with("<p>lagi</p>"), "{html}");
    }

    #[test]
    fn other_shortcodes_stay() {
        let text = "[embed_pdf url=\"https://a.test/x.pdf\"] lama [embed]https://b.test/[/embed]";
        let html = coded(text, &mut Played::default());
        assert!(
            html.starts_with("[embed_pdf url=\"https://a.test/x.pdf\"] lama "),
            "{html}"
        );
        assert!(html.contains("<a href=\"https://b.test/\">"));
        let html = coded(
            "[embed]https://b.test/?a=1&amp;b[/embed]",
            &mut Played::default(),
        );
        assert!(
            html.contains("href=\"https://b.test/?a=1&amp;b\""),
            "{html}"
        );
    }
}
