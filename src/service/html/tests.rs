use super::*;
use crate::service::markdown;

fn document(html: &str) -> Document {
    let mut n = 0;
    let mut ids = || {
        n += 1;
        BlockId::from_bits(n)
    };
    to_document(html, &mut ids).expect("not too deep")
}

/// The HTML that is made of it again, without ids.
fn again(html: &str) -> String {
    let html = document(html).to_html();
    let mut out = String::new();
    let mut rest = html.as_str();
    while let Some((before, after)) = rest.split_once(" id=\"b-") {
        out.push_str(before);
        rest = after.split_once('"').map_or("", |(_, rest)| rest);
    }
    out + rest
}

#[test]
fn lines_and_marks() {
    assert_eq!(
        again("<p>Satu <b>dua</b>\n  <i>tiga</i> </p>"),
        "<p>Satu <strong>dua</strong> <em>tiga</em></p>"
    );
    assert_eq!(
        again("lepas <a href='https://w.id'>tautan</a><p>x</p>"),
        "<p>lepas <a href=\"https://w.id\">tautan</a></p><p>x</p>"
    );
    assert_eq!(again("<h1>A</h1><h4>B</h4>"), "<h2>A</h2><h3>B</h3>");
    assert_eq!(again("<p> </p><p><br></p>"), "");
    assert_eq!(again("<div><div>a</div>b</div>"), "<p>a</p><p>b</p>");
}

#[test]
fn lists_tables_quotes_and_code() {
    assert_eq!(
        again("<ul><li>a<li><p>b</p><ol><li>c</ol></ul>"),
        "<ul><li>a</li><li><p>b</p><ol><li>c</li></ol></li></ul>"
    );
    let table = again("<table><tr><th>a<td>b</table>");
    assert!(
        table.contains("<th scope=\"col\">a</th><td>b</td>"),
        "{table}"
    );
    assert_eq!(
        again("<blockquote>a</blockquote>"),
        "<blockquote><p>a</p></blockquote>"
    );
    assert!(again("<pre><code>a\n  b\n</code></pre>").contains("<code>a\n  b</code>"));
}

const PICTURE: &str = "<img src=\"/media/key/640.jpg\" width=\"640\" height=\"360\" alt=\"w\">";

#[test]
fn a_figure_with_more_than_a_picture_keeps_it() {
    let html = format!(
        "<figure><table><tr><td>Satu</td><td>{PICTURE}</td></tr></table><figcaption>Tabel</figcaption></figure>"
    );
    let html = again(&html);
    for part in ["<table>", "Satu", "/media/key/", "<p>Tabel</p>"] {
        assert!(html.contains(part), "{part}: {html}");
    }
    let html = format!(
        "<figure><div><a href=\"/x\">{PICTURE}</a></div><figcaption>Laut</figcaption></figure>"
    );
    let read = document(&html);
    assert!(
        matches!(&read.content[..], [Block::Image { attrs }] if attrs.caption == "Laut"),
        "{read:?}"
    );
}

#[test]
fn a_link_around_blocks_keeps_its_address() {
    assert_eq!(
        again("<a href=\"https://a.test/x\"><div><div>Judul</div><div>Uraian</div></div></a>"),
        "<p><a href=\"https://a.test/x\">Judul</a></p><p>Uraian</p>"
    );
    assert_eq!(
        again("<a href=\"javascript:x()\"><h2>Judul</h2></a>"),
        "<h2>Judul</h2>"
    );
}

#[test]
fn code_keeps_its_language_and_quotes_their_kind() {
    let language = |html: &str| match &document(html).content[..] {
        [Block::CodeBlock { attrs, .. }] => attrs.language.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        language("<pre><code class=\"x language-js\">a</code></pre>"),
        "js"
    );
    assert_eq!(language("<pre class=\"language-rust\">a</pre>"), "rust");
    let read = document(
        "<figure class=\"wp-block-pullquote\"><blockquote><p>Satu</p><cite>Sari</cite></blockquote></figure>",
    );
    assert!(
        matches!(&read.content[..], [Block::PullQuote { content, .. }] if content.len() == 3),
        "{read:?}"
    );
}

#[test]
fn the_buttons_of_a_player_are_no_text() {
    assert_eq!(
        again("<div>Judul<div class=\"kg-audio-player\"><span>0:00</span>1×</div></div>"),
        "<p>Judul</p>"
    );
}

#[test]
fn what_could_run_is_gone() {
    for html in [
        "<script>alert(1)</script><p onclick=alert(1)>x</p>",
        "<p>x<img src=x onerror=alert(1)></p>",
        "<style>p{}</style><p>x<svg><script>alert(1)</script></svg></p>",
        "<p><a href='javascript:alert(1)'>x</a></p>",
        "<iframe src='//evil'>y</iframe><p>x</p>",
        "<p>x<!-- y --></p>",
    ] {
        assert_eq!(again(html), "<p>x</p>", "{html}");
    }
}

#[test]
fn our_own_html_reads_back_as_it_was() {
    let markdown = "## Judul\n\nSatu **dua** *tiga* ~~x~~ `y` [z](/articles/z)\n\n- a\n- b\n\n1. c\n\n> kutip\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\n```\nkode <b>\n```";
    let mut n = 0;
    let mut ids = || {
        n += 1;
        BlockId::from_bits(n)
    };
    let html = markdown::to_document(markdown, &mut ids).to_html();
    assert_eq!(document(&html).to_html(), html);
}

#[test]
fn blocks_with_an_id_keep_it() {
    let rich = "<p id=\"b-abcdefghijkl\">a</p><figure id=\"b-bbcdefghijkl\"><img src=\"/media/key/640.jpg\" width=\"640\" height=\"360\" alt=\"w\">\
                <figcaption>Banjir <span class=\"credit\">Ana</span></figcaption></figure>\
                <aside class=\"factbox\" id=\"b-cbcdefghijkl\"><h3>Fakta</h3><p id=\"b-dbcdefghijkl\">b</p></aside>\
                <p class=\"pullquote\" id=\"b-ebcdefghijkl\">c</p>\
                <p class=\"embed\" id=\"b-fbcdefghijkl\"><a href=\"https://vimeo.com/1\">Video</a></p>\
                <p class=\"related-story\" id=\"b-gbcdefghijkl\"><a href=\"/articles/lain\">Lain</a></p>";
    let read = document(rich);
    let ids: Vec<_> = read.content.iter().map(|b| b.id().0.as_str()).collect();
    assert_eq!(
        ids,
        [
            "abcdefghijkl",
            "bbcdefghijkl",
            "cbcdefghijkl",
            "ebcdefghijkl",
            "fbcdefghijkl",
            "gbcdefghijkl"
        ]
    );
    let Block::Image { attrs } = &read.content[1] else {
        panic!("a picture: {read:?}");
    };
    assert_eq!(
        (
            attrs.media.as_str(),
            attrs.caption.as_str(),
            attrs.credit.as_str()
        ),
        ("key", "Banjir", "Ana")
    );
    assert!(matches!(&read.content[2], Block::FactBox { attrs, .. } if attrs.title == "Fakta"));
    assert!(matches!(&read.content[3], Block::PullQuote { .. }));
    assert!(
        matches!(&read.content[4], Block::Embed { attrs } if attrs.url == "https://vimeo.com/1")
    );
    assert!(matches!(&read.content[5], Block::RelatedStory { attrs } if attrs.slug == "lain"));
    assert_eq!(document(&read.to_html()), read, "and once more");
}

#[test]
fn what_stands_too_deep_is_refused() {
    let deep = "<div>".repeat(2_000);
    assert!(to_document(&deep, &mut || BlockId::from_bits(1)).is_none());
}
