//! Comments of another site as the Markdown that comments are here.

use super::{
    bodies::{from_remark, images},
    plain::{plain, printable},
};
use crate::{
    domain::{comment::LONGEST, document::Escaped},
    service::{clock::block_ids, html, moving},
};
use rand::{SeedableRng, rngs::StdRng};

/// A comment in Markdown, at most as long as one may be, and whether it was longer. What was typed
/// as it is stays so: no sign in it means anything.
pub(super) fn markdown(said: &str) -> (String, bool) {
    let text = from_remark(&with_links(&printable(said)));
    let mut ids = block_ids(StdRng::seed_from_u64(0));
    let read = html::to_document(&text, &mut ids);
    let text = match read {
        Some(read) => with_line_ends(&moving::to_markdown(&read)),
        None => plain(said),
    };
    shortened(text.trim_end())
}

/// Pictures as links: comments have none here.
fn with_links(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut from = 0;
    for image in images(html) {
        out.push_str(&html[from..image.place.start]);
        from = image.place.end;
        let said = match image.alt.trim() {
            "" => &image.src,
            alt => alt,
        };
        let (src, said) = (Escaped(&image.src), Escaped(said));
        out.push_str(&format!("<a href=\"{src}\">{said}</a>"));
    }
    out.push_str(&html[from..]);
    out
}

/// Every line end in a comment is shown: what marks some of them is not needed.
fn with_line_ends(markdown: &str) -> String {
    let mut code = false;
    let lines = markdown.split('\n').map(|line| {
        code ^= line.trim_start_matches([' ', '>']).starts_with("```");
        let marked = line.len() - line.trim_end_matches('\\').len();
        match marked % 2 == 1 && !code {
            true => &line[..line.len() - 1],
            false => line,
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Cut at the end of a paragraph where there is one in its second half.
fn shortened(text: &str) -> (String, bool) {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else {
        return (text.to_owned(), false);
    };
    let room = text[..end].char_indices().nth(LONGEST - 2);
    let cut = &text[..room.map_or(end, |(at, _)| at)];
    let cut = match cut.rfind("\n\n") {
        Some(at) if at > cut.len() / 2 => &cut[..at],
        _ => cut.trim_end_matches('\\'),
    };
    (format!("{} …", cut.trim_end()), true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::comment_text;

    fn shown(said: &str) -> String {
        let (text, _) = markdown(said);
        comment_text::render(&text).html.replace('\n', "")
    }

    #[test]
    fn paragraphs_and_addresses_stay() {
        let html = shown("Satu & dua\nbaris\n\n<a href=\"https://a.test/x_y\">taut</a> < tiga");
        assert!(
            html.starts_with("<p>Satu &amp; dua<br>baris</p><p>"),
            "{html}"
        );
        assert!(
            html.contains("href=\"https://a.test/x_y\"") && html.contains("taut</a> &lt; tiga")
        );
        let html = shown("Lihat https://a.test/b_c_d ya");
        assert!(html.contains("href=\"https://a.test/b_c_d\""), "{html}");
    }

    #[test]
    fn signs_stay_as_they_were_typed() {
        for said in [
            "* bukan daftar",
            "# bukan judul",
            "a_b_c dan *d*",
            "1. satu",
            "- x",
            "> y",
            "`z`",
        ] {
            let escaped = said.replace('>', "&gt;");
            assert_eq!(shown(said), format!("<p>{escaped}</p>"));
        }
    }

    #[test]
    fn a_picture_is_a_link() {
        let html = shown("<img src=\"https://a.test/x.jpg\" alt=\"\">");
        assert!(html.contains("href=\"https://a.test/x.jpg\""), "{html}");
    }

    #[test]
    fn what_is_too_long_is_cut() {
        let (text, cut) = markdown(&"kata ".repeat(3_000));
        assert!(cut && text.ends_with('…') && text.chars().count() <= LONGEST);
        assert!(!markdown("pendek").1);
    }
}
