//! AVIF files in a text that was rendered before they were there.

/// What stands before the addresses of a picture's WebP files in rendered HTML.
const WEBP: &str = "<source type=\"image/webp\" srcset=\"";

/// HTML as [`super::Document::to_html`] makes it, in which every picture whose key is among `keys`
/// offers its AVIF files first. What is written by people cannot look like it: quotes and signs are
/// escaped there.
pub fn with_avif(html: &str, keys: &[String]) -> String {
    let mut out = String::with_capacity(html.len() + 512);
    let mut rest = html;
    while let Some(at) = rest.find(WEBP) {
        let (before, source) = rest.split_at(at);
        out.push_str(before);
        let end = source.find('>').map_or(source.len(), |end| end + 1);
        let (source, after) = source.split_at(end);
        let key = source[WEBP.len()..].strip_prefix("/media/");
        let key = key.and_then(|addresses| addresses.split('/').next());
        if key.is_some_and(|key| keys.iter().any(|own| own == key)) {
            let source = source.replace("image/webp", "image/avif");
            out.push_str(&source.replace(".webp ", ".avif "));
        }
        out.push_str(source);
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::with_avif;
    use crate::domain::document::{Block, BlockId, Document, Image};

    fn html(keys: &[&str], alt: &str) -> String {
        let image = |key: &&str| Block::Image {
            attrs: Image {
                id: BlockId((*key).into()),
                media: (*key).into(),
                width: 640,
                height: 480,
                alt: alt.into(),
                caption: String::new(),
                credit: String::new(),
                focal: None,
                size: Default::default(),
            },
        };
        Document::new(keys.iter().map(image).collect()).to_html()
    }

    #[test]
    fn a_picture_offers_avif_before_webp_once_it_is_there() {
        let html = html(
            &["ada", "belum"],
            "<source type=\"image/webp\" srcset=\"/media/ada/",
        );
        let shown = with_avif(&html, &["ada".to_owned()]);
        let avif = "<picture><source type=\"image/avif\" srcset=\"/media/ada/320.avif 320w, /media/ada/480.avif 480w, /media/ada/640.avif 640w\" sizes=";
        assert!(shown.contains(avif), "{shown}");
        assert_eq!(shown.matches("image/avif").count(), 1, "{shown}");
        assert_eq!(
            shown.matches("<source type=\"image/webp\"").count(),
            2,
            "{shown}"
        );
        assert_eq!(with_avif(&html, &[]), html);
    }
}
