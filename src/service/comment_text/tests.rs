//! What goes in and what may come out.

use super::*;

fn html(input: &str) -> String {
    render(input).html
}

/// The tags and attributes of a text, for comparing with the allow-list.
fn markup(html: &str) -> Vec<String> {
    html.split('<')
        .skip(1)
        .map(|part| part.split('>').next().unwrap_or_default().to_owned())
        .collect()
}

fn assert_harmless(input: &str) {
    let out = render(input);
    for tag in markup(&out.html) {
        let name = tag.trim_start_matches('/');
        let plain = [
            "p",
            "br",
            "em",
            "strong",
            "blockquote",
            "ul",
            "ol",
            "li",
            "code",
            "pre",
            "a",
        ];
        let link = ["http://", "https://", "mailto:"].iter().any(|scheme| {
            name.to_ascii_lowercase()
                .starts_with(&format!("a href=\"{scheme}"))
        }) && name.ends_with("\" rel=\"nofollow ugc noopener\"")
            && name.matches('"').count() == 4;
        assert!(
            plain.contains(&name) || link,
            "{input:?} gave {:?}",
            out.html
        );
    }
    assert_eq!(clean(&out.body), out.body, "cleaning is final: {input:?}");
    assert_eq!(
        SANITISER.clean(&out.html).to_string(),
        out.html,
        "sanitising is final: {input:?}"
    );
}

#[test]
fn the_subset_is_drawn() {
    let text = "Halo *semua*, **penting**.\nBaris dua.\n\n> kutipan\n\n- satu\n- dua\n\n1. a\n\n`x < y`\n\n```\n<b>\n```";
    assert_eq!(
        html(text),
        "<p>Halo <em>semua</em>, <strong>penting</strong>.<br>\nBaris dua.</p>\n<blockquote>\n<p>kutipan</p>\n</blockquote>\n\
         <ul>\n<li>satu</li>\n<li>dua</li>\n</ul>\n<ol>\n<li>a</li>\n</ol>\n<p><code>x &lt; y</code></p>\n\
         <pre><code>&lt;b&gt;\n</code></pre>\n"
    );
}

#[test]
fn links_say_whose_they_are() {
    let want = "<p><a href=\"https://warta.test/a?b=1&amp;c=2\" rel=\"nofollow ugc noopener\">di sini</a></p>\n";
    assert_eq!(html("[di sini](https://warta.test/a?b=1&c=2)"), want);
    let want = "<p>Lihat (<a href=\"https://warta.test/a_(b)\" rel=\"nofollow ugc noopener\">https://warta.test/a_(b)</a>).</p>\n";
    assert_eq!(html("Lihat (https://warta.test/a_(b))."), want);
    let mail = html("<redaksi@warta.test>");
    assert!(
        mail.contains("href=\"mailto:redaksi@warta.test\""),
        "{mail}"
    );
    assert_eq!(
        render("http://a.test dan https://b.test, [c](http://c.test)").links,
        3
    );
    assert_eq!(
        html("`https://a.test`"),
        "<p><code>https://a.test</code></p>\n"
    );
}

#[test]
fn headings_pictures_tables_and_html_are_text() {
    assert_eq!(html("# Judul"), "<p>Judul</p>\n");
    assert_eq!(html("![gambar](https://a.test/x.png)"), "<p>gambar</p>\n");
    assert!(html("| a | b |\n|---|---|\n| 1 | 2 |").starts_with("<p>| a | b |"));
    assert_eq!(
        html("a <b onclick=x>b</b>"),
        "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n"
    );
    assert_eq!(
        html("<script>alert(1)</script>"),
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
    );
}

#[test]
fn hostile_texts_come_out_harmless() {
    let hostile = [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x]( javascript:alert(1))",
        "[x](\tjavascript:alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](java\nscript:alert(1))",
        "[x](<java script:alert(1)>)",
        "[x](javascript&colon;alert(1))",
        "[x](javascript&#58;alert(1))",
        "[x](javascript&#x3A;alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](&#x0000006A;avascript:alert(1))",
        "[x](&Tab;javascript:alert(1))",
        "[x](\u{1}javascript:alert(1))",
        "[x](vbscript:msgbox(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](file:///etc/passwd)",
        "[x](//evil.test/x)",
        "[x](/relative)",
        "[x](\\\\evil.test)",
        "[x](https://a.test/\" onmouseover=\"alert(1))",
        "[x](<https://a.test/\" onmouseover=\"alert(1)>)",
        "[x](https://a.test/'onmouseover='alert(1))",
        "[x](https://a.test/%22%20onmouseover=alert(1))",
        "[x](https://a.test \"title\\\" onmouseover=alert(1)\")",
        "[x]: javascript:alert(1)\n\n[x]",
        "[x][y]\n\n[y]: data:text/html,x",
        "<javascript:alert(1)>",
        "<https://a.test/\"onclick=alert(1)>",
        "https://a.test/\"onclick=alert(1)",
        "https://a.test/'><img src=x onerror=alert(1)>",
        "![x](javascript:alert(1))",
        "![x\"onerror=\"alert(1)](https://a.test/x.png)",
        "[![x](javascript:alert(1))](https://a.test)",
        "[[x](javascript:a)](https://a.test)",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<img src=x onerror=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<svg/onload=alert(1)>",
        "<math><mtext></p><style><!--</style><img src=x onerror=alert(1)>",
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "<style>@import 'x'</style>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "</p></div></body><script>alert(1)</script>",
        "<!--><script>alert(1)</script>-->",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?php echo 1 ?>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;alert(1)",
        "`<script>`",
        "```html\" onclick=\"alert(1)\n<script>\n```",
        "```\n</code></pre><script>alert(1)</script>\n```",
        "    <script>",
        "> <script>alert(1)</script>",
        "- <img src=x onerror=alert(1)>",
        "*<b>*</b>",
        "\u{202e}gnp.exe\u{2066}x",
        "a\u{0}b\u{7}c\u{1b}[31m",
        "<\u{0}script>",
    ];
    for input in hostile {
        assert_harmless(input);
        assert_harmless(&format!("Halo {input} semua\n> {input}\n\n1. {input}"));
    }
}

#[test]
fn any_mixture_of_marks_is_harmless() {
    // A fixed walk through many mixtures, the same in every run.
    let parts = [
        "[",
        "](",
        ")",
        "<",
        ">",
        "\"",
        "'",
        "javascript:",
        "https://a.test/",
        "\n",
        "> ",
        "- ",
        "`",
        "```\n",
        "*",
        "**",
        "&",
        "&#x3a;",
        "![",
        "\\",
        "1. ",
        "    ",
        "data:",
        "é",
        "\u{301}",
        "😀",
        "]: ",
        "<!--",
        "--",
        "<a href=",
    ];
    let mut state = 20_241_120_u64;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..14 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text.push_str(parts[(state >> 33) as usize % parts.len()]);
        }
        assert_harmless(&text);
    }
}

#[test]
fn nesting_is_bounded_in_depth_and_time() {
    let started = std::time::Instant::now();
    for mark in [">", "> ", "- ", "1. ", ">- "] {
        let out = render(&format!("{}x", mark.repeat(10_000)));
        let deep = out.html.matches("<blockquote>").count()
            + out.html.matches("<ul>").count()
            + out.html.matches("<ol>").count();
        assert!(deep <= NESTING, "{mark}: {deep}");
        assert!(out.html.len() < 200_000, "{mark}: {}", out.html.len());
    }
    for mark in ["*", "**", "[", "![", "`", "<", "&", "(", "](", "_a", "a*"] {
        assert_harmless(&mark.repeat(10_000 / mark.len()));
    }
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn what_cannot_be_seen_is_taken_out() {
    assert_eq!(
        clean("  \r\n\r\n a\u{0}b\u{202e}c\u{2067} \r\n\r\n\r\n\r\nd \n"),
        " abc \n\nd"
    );
    let zalgo = format!("Z{}a", "\u{335}".repeat(60));
    assert_eq!(clean(&zalgo), format!("Z{}a", "\u{335}".repeat(MARKS)));
    let emoji = "👩‍👩‍👧‍👦🏳️‍🌈".repeat(500);
    assert_eq!(clean(&emoji), emoji);
    let thai = "ที่นี่ กำลัง";
    assert_eq!(clean(thai), thai);
}

#[test]
fn emptiness_is_seen() {
    for empty in [
        "",
        " \n\t ",
        "\u{200b}\u{feff}",
        "---",
        ">",
        "> \n> ",
        "```\n```",
        "\u{3164}",
        "![](https://a.test)",
        "[](https://a.test)",
    ] {
        assert!(!render(empty).visible, "{empty:?}");
    }
    for text in ["a", "😀", ".", "`x`", "<b>"] {
        assert!(render(text).visible, "{text:?}");
    }
    assert!(render(&"😀".repeat(5000)).html.chars().count() > 5000);
}

#[test]
fn names_are_one_line_of_letters() {
    assert_eq!(clean_name("  Eko \n Satrio\u{202e}\u{200b} "), "Eko Satrio");
    assert_eq!(clean_name("\u{200b} --"), "");
}
