//! A text in Markdown with pictures: Markdown has none of the library, and our own reader keeps
//! what is said of a picture as text. So pictures are taken out first and put in afterwards.

use super::{ImportError, Skipped, bodies, pictures};
use crate::{
    domain::{
        document::{Block, Document, Image, Inline},
        media::Picture,
    },
    service::{Services, clock::block_ids, markdown},
};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use rand::{Rng, SeedableRng, rngs::StdRng};
use std::ops::Range;

/// A picture that stands in a line, or in a paragraph with other pictures.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    src: String,
    alt: String,
    caption: String,
}

/// What is done to a place of the text.
#[derive(Debug, PartialEq, Eq)]
enum Edit {
    /// A comment of HTML: it says nothing to readers.
    Drop,
    /// A paragraph of pictures.
    Pictures(Vec<Shown>),
}

/// What of a text needs doing.
#[derive(Debug, Default)]
struct Survey {
    edits: Vec<(Range<usize>, Edit)>,
    /// Pictures in the middle of text.
    inline: usize,
    html: bool,
}

impl pictures::Pictures {
    /// The document of a text whose file stands in `folder`, and what was changed on the way;
    /// `None` where its blocks stand too deep in blocks.
    pub(super) async fn in_markdown(
        &mut self,
        services: &Services,
        source: &str,
        text: &str,
        folder: &str,
        skipped: &mut Vec<Skipped>,
    ) -> Result<(Option<Document>, Vec<String>), ImportError> {
        let mut notes = Vec::new();
        if markdown::depth(text) > Document::DEPTH {
            return Ok((None, notes));
        }
        let survey = survey(text);
        if survey.html {
            notes.push("the HTML in it stays as text".to_owned());
        }
        if survey.inline > 0 {
            let n = survey.inline;
            notes.push(format!("{n} pictures in the middle of a line are left out"));
        }
        for code in bodies::shortcodes(text) {
            notes.push(format!("the shortcode [{code}] stays as text"));
        }
        if text.contains("{{<") || text.contains("{{%") || text.contains("{% ") {
            notes.push("the shortcodes in it stay as text".to_owned());
        }
        let mut rng = StdRng::from_os_rng();
        // Nobody can have written it.
        let mark = format!("warta{:032x}n", rng.random::<u128>());
        let (mut out, mut from) = (String::with_capacity(text.len()), 0);
        let mut found: Vec<(Picture, Shown)> = Vec::new();
        for (place, edit) in survey.edits {
            let Edit::Pictures(list) = edit else {
                out.push_str(&text[from..place.start]);
                from = place.end;
                continue;
            };
            let mut here = String::new();
            for one in list {
                let url = pictures::resolved(folder, &one.src);
                let said = pictures::Said {
                    alt: one.alt.clone(),
                    caption: one.caption.clone(),
                };
                match self.take(services, source, &url, said).await? {
                    Ok((_, picture)) => {
                        here.push_str(&format!("\n\n{mark}{}\n\n", found.len()));
                        found.push((picture, one));
                    }
                    Err(reason) => skipped.extend(reason),
                }
            }
            out.push_str(&text[from..place.start]);
            out.push_str(&here);
            from = place.end;
        }
        out.push_str(&text[from..]);
        let mut document = markdown::to_document(&out, &mut block_ids(rng));
        for block in &mut document.content {
            let Block::Paragraph { attrs, content } = block else {
                continue;
            };
            let [Inline::Text { text, .. }] = &content[..] else {
                continue;
            };
            let number = text.strip_prefix(&mark).and_then(|n| n.parse().ok());
            if let Some((picture, said)) = number.and_then(|n: usize| found.get(n)) {
                *block = Block::Image {
                    attrs: Image {
                        id: attrs.id.clone(),
                        media: picture.key.clone(),
                        width: picture.width,
                        height: picture.height,
                        alt: said.alt.clone(),
                        caption: said.caption.clone(),
                        credit: String::new(),
                        focal: None,
                        size: Default::default(),
                    },
                };
            }
        }
        Ok((Some(document), notes))
    }
}

/// Looks through a text for pictures and for HTML.
fn survey(text: &str) -> Survey {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut found = Survey::default();
    let mut level = 0_usize;
    // Of the paragraph on the outermost level: its place, its pictures, whether it has text too.
    let mut paragraph: Option<(Range<usize>, Vec<Shown>, bool)> = None;
    let mut image: Option<Shown> = None;
    for (event, place) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => {
                level += 1;
                image = Some(Shown {
                    src: dest_url.to_string(),
                    alt: String::new(),
                    caption: title.to_string(),
                });
            }
            Event::End(TagEnd::Image) => {
                level -= 1;
                match (paragraph.as_mut(), image.take()) {
                    (Some((_, list, _)), Some(one)) => list.push(one),
                    (None, Some(_)) => found.inline += 1,
                    (_, None) => {}
                }
            }
            Event::Start(tag) => {
                level += 1;
                match tag {
                    Tag::Paragraph if level == 1 => paragraph = Some((place, Vec::new(), false)),
                    Tag::HtmlBlock => html(text, place, &mut found),
                    // A picture may be a link to itself.
                    Tag::Link { .. } => {}
                    _ => worded(&mut paragraph, image.is_some()),
                }
            }
            Event::End(end) => {
                level -= 1;
                if end == TagEnd::Paragraph
                    && level == 0
                    && let Some((place, list, text)) = paragraph.take()
                {
                    match text {
                        true => found.inline += list.len(),
                        false if list.is_empty() => {}
                        false => found.edits.push((place, Edit::Pictures(list))),
                    }
                }
            }
            Event::Text(said) | Event::Code(said) => match image.as_mut() {
                Some(image) => image.alt.push_str(&said),
                None if said.trim().is_empty() => {}
                None => worded(&mut paragraph, false),
            },
            Event::InlineHtml(_) => {
                html(text, place, &mut found);
                worded(&mut paragraph, image.is_some());
            }
            _ => {}
        }
    }
    found
}

fn worded(paragraph: &mut Option<(Range<usize>, Vec<Shown>, bool)>, in_image: bool) {
    if let Some((_, _, text)) = paragraph.as_mut().filter(|_| !in_image) {
        *text = true;
    }
}

fn html(text: &str, place: Range<usize>, found: &mut Survey) {
    let said = text[place.clone()].trim();
    if said.starts_with("<!--") && said.find("-->") == said.len().checked_sub(3) {
        found.edits.push((place, Edit::Drop));
    } else {
        found.html = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_of_their_own_paragraph_are_told_from_others() {
        let text = "Satu\n\n![Laut *biru*](a.jpg \"Di pantai\")\n![B](b.jpg)\n\n<!-- more -->\n\nDua ![c](c.jpg) tiga\n\n- ![d](d.jpg)\n\n[![e](e.jpg)](e.jpg)\n";
        let found = survey(text);
        let edits: Vec<(&str, &Edit)> = found
            .edits
            .iter()
            .map(|(place, edit)| (text[place.clone()].trim(), edit))
            .collect();
        let shown = |src: &str, alt: &str, caption: &str| Shown {
            src: src.into(),
            alt: alt.into(),
            caption: caption.into(),
        };
        assert_eq!(
            edits[0].1,
            &Edit::Pictures(vec![
                shown("a.jpg", "Laut biru", "Di pantai"),
                shown("b.jpg", "B", "")
            ])
        );
        assert_eq!(edits[1], ("<!-- more -->", &Edit::Drop));
        assert_eq!(edits[2].1, &Edit::Pictures(vec![shown("e.jpg", "e", "")]));
        assert_eq!((edits.len(), found.inline, found.html), (3, 2, false));
        assert!(survey("<div>x</div>").html && survey("a <b>b</b>").html);
    }
}
