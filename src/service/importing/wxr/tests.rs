use super::*;
use crate::service::importing::{CommentState, State};
use std::{cell::RefCell, io::Write};

fn found(items: &str) -> Vec<Found> {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    let text = format!("<rss><channel><link>https://a.test</link>{items}</channel></rss>");
    file.write_all(text.as_bytes()).expect("written");
    let zone = Zone::named("Asia/Jakarta").expect("a zone");
    let list = RefCell::new(Vec::new());
    read(file.path(), &zone, |next| {
        list.borrow_mut().extend(next.ok().map(|(found, _)| found));
        true
    });
    list.into_inner()
}

fn item(kind: &str, id: u32, more: &str) -> String {
    format!(
        "<item><wp:post_id>{id}</wp:post_id><wp:post_type>{kind}</wp:post_type>\
         <wp:status>publish</wp:status>{more}</item>"
    )
}

fn meta(key: &str, value: &str) -> String {
    format!(
        "<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )
}

fn story(items: &str) -> Story {
    let story = found(items).into_iter().find_map(|one| match one {
        Found::Story(story) => Some(*story),
        _ => None,
    });
    story.expect("a story")
}

#[test]
fn pictures_say_what_they_show_and_not_what_their_file_is_called() {
    let picture = item(
        "attachment",
        7,
        &format!(
            "<title>IMG_2034</title><excerpt:encoded>Di &lt;em&gt;pantai&lt;/em&gt;</excerpt:encoded>\
             <wp:post_parent>5</wp:post_parent><wp:attachment_url>https://a.test/a.jpg</wp:attachment_url>{}",
            meta("_wp_attachment_image_alt", "Kucing")
        ),
    );
    let text = format!(
        "<content:encoded>a [gallery]</content:encoded>{}",
        meta("_thumbnail_id", "7")
    );
    let story = story(&(item("post", 5, &text) + &picture));
    assert_eq!(story.banner.as_deref(), Some("https://a.test/a.jpg"));
    assert_eq!(
        (story.banner_alt.as_str(), story.banner_caption.as_str()),
        ("Kucing", "Di pantai")
    );
    let Text::WordPress(text) = story.text else {
        panic!("WordPress' own text");
    };
    assert!(
        text.contains("alt=\"Kucing\"") && text.contains(">Di pantai<"),
        "{text}"
    );
}

#[test]
fn what_not_everyone_could_read_is_held_with_its_reason() {
    let with = |status: &str| {
        let text = item(
            "post",
            5,
            "<wp:post_date_gmt>2030-01-02 03:04:05</wp:post_date_gmt>",
        );
        story(&text.replace(">publish<", &format!(">{status}<")))
    };
    let later = with("future");
    assert_eq!(later.state, State::Draft);
    assert!(later.planned.is_some() && later.planned == later.published && later.held.is_some());
    let private = with("private");
    assert!(private.held.is_some() && private.planned.is_none());
    assert_eq!(with("draft").held, None);
}

#[test]
fn old_addresses_and_lists_are_known() {
    let text = item(
        "post",
        5,
        &format!(
            "<link>https://a.test/2020/baru/</link><wp:post_name>baru</wp:post_name>{}",
            meta("_wp_old_slug", "lama")
        ),
    );
    assert_eq!(story(&text).aliases, ["https://a.test/2020/lama/"]);
    let terms = "<wp:author><wp:author_login>tanpa.nama</wp:author_login></wp:author>\
                 <wp:category><wp:category_nicename>daerah</wp:category_nicename></wp:category>\
                 <wp:category><wp:category_nicename>kota</wp:category_nicename><wp:category_parent>daerah</wp:category_parent></wp:category>";
    let links: Vec<Vec<String>> = found(terms)
        .into_iter()
        .filter_map(|one| match one {
            Found::Author(author) => Some(author.links),
            Found::Category(term) => Some(term.links),
            _ => None,
        })
        .collect();
    assert_eq!(
        links,
        [
            vec!["/author/tanpa-nama/"],
            vec!["/category/daerah/"],
            vec!["/category/daerah/kota/", "/category/kota/"]
        ]
    );
}

#[test]
fn a_comment_without_greenwich_has_the_sites_time() {
    let text = item(
        "post",
        5,
        "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_date>2020-01-02 08:00:00</wp:comment_date>\
         <wp:comment_date_gmt>0000-00-00 00:00:00</wp:comment_date_gmt><wp:comment_approved>1</wp:comment_approved></wp:comment>",
    );
    let comments = story(&text).comments;
    assert_eq!(comments[0].state, CommentState::Published);
    assert_eq!(
        comments[0].at,
        crate::service::zone::parse_rfc3339("2020-01-02T01:00:00Z")
    );
}

#[test]
fn a_shared_block_is_in_the_story() {
    let block = item(
        "wp_block",
        9,
        "<content:encoded><![CDATA[<p>Bersama</p>]]></content:encoded>",
    );
    let text = item(
        "post",
        5,
        "<content:encoded><![CDATA[<!-- wp:block {\"ref\":9} /--><!-- wp:block {\"ref\":8} /-->]]></content:encoded>",
    );
    let story = story(&(text + &block));
    assert_eq!(story.text, Text::WordPress("<p>Bersama</p>".into()));
    assert_eq!(story.notes.len(), 1);
}
