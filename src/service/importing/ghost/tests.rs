use super::*;
use serde_json::{Value, json};
use std::{cell::RefCell, io::Write};

fn found(data: Value) -> Vec<Found> {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    let text = json!({"db": [{"data": data}]}).to_string();
    file.write_all(text.as_bytes()).expect("written");
    let list = RefCell::new(Vec::new());
    read(file.path(), |next| {
        let (found, _) = next.expect("sound");
        list.borrow_mut().push(found);
        true
    });
    list.into_inner()
}

fn story(post: Value, meta: Value) -> Story {
    let mut data = json!({"posts": [{"id": "a", "title": "T", "slug": "t", "status": "published"}], "posts_meta": [{"post_id": "a"}]});
    let merge = |into: &mut Value, more: Value| {
        for (key, value) in more.as_object().expect("an object") {
            into[key] = value.clone();
        }
    };
    merge(&mut data["posts"][0], post);
    merge(&mut data["posts_meta"][0], meta);
    let story = found(data).into_iter().find_map(|one| match one {
        Found::Story(story) => Some(*story),
        _ => None,
    });
    story.expect("a story")
}

#[test]
fn what_was_mailed_only_is_not_public() {
    for (post, meta) in [
        (json!({"status": "sent", "html": "<p>x</p>"}), json!({})),
        (json!({"html": "<p>x</p>"}), json!({"email_only": 1})),
        (json!({"html": "<p>x</p>"}), json!({"email_only": true})),
    ] {
        let story = story(post, meta);
        assert!(story.held.is_some_and(|why| why.contains("mail")));
    }
    let open = story(json!({"html": "<p>x</p>"}), json!({"email_only": 0}));
    assert_eq!((open.held, open.state), (None, State::Published));
}

#[test]
fn a_text_that_only_an_editor_knows_is_not_lost() {
    let kept = json!({"root": {"children": [{"type": "paragraph", "children": [{"type": "text", "text": "Isi"}]}, {"type": "signup"}]}});
    let made = story(json!({"lexical": kept.to_string()}), json!({}));
    assert_eq!(made.text, Text::Html("<p>Isi</p>".into()));
    assert_eq!((made.held, made.notes.len()), (None, 2));
    let old = story(json!({"mobiledoc": "{}", "plaintext": "a < b"}), json!({}));
    assert_eq!(old.text, Text::Html("a &lt; b".into()));
    assert!(old.held.is_some(), "somebody should look at it");
}

#[test]
fn what_is_said_of_few_posts_comes_along() {
    let story = story(
        json!({"html": "<p>x</p>", "feature_image": "__GHOST_URL__/content/images/a.jpg", "status": "scheduled", "published_at": "2030-01-02T03:04:05.000Z"}),
        json!({"feature_image_alt": "Kucing", "feature_image_caption": "<b>Foto</b>", "meta_title": "Judul", "meta_description": "Uraian"}),
    );
    assert_eq!(
        (story.banner_alt.as_str(), story.banner_caption.as_str()),
        ("Kucing", "<b>Foto</b>")
    );
    assert_eq!(
        (story.seo_title.as_str(), story.seo_description.as_str()),
        ("Judul", "Uraian")
    );
    assert!(story.planned.is_some() && story.held.is_some());
}

#[test]
fn a_new_title_is_no_new_site() {
    let site = |title: &str| {
        let settings = json!([{"key": "title", "value": title}, {"key": "site_uuid", "value": "u"}, {"key": "db_hash", "value": "h"}]);
        match found(json!({"settings": settings})).into_iter().next() {
            Some(Found::Site(site)) => site.key,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(site("Lama").as_deref(), Some("h"));
    assert_eq!(site("Baru"), site("Lama"));
}
