//! The demo content against what it promises.

use crate::on_both_databases;
use axum::http::{Method, StatusCode};
use warta::{service::scale, store};

on_both_databases! {
    async fn all_stories_load_and_every_page_of_the_site_answers(site: Site) {
        let site = site.with_demo().await;
        let mut todo = vec!["/".to_owned()];
        let mut seen = std::collections::BTreeSet::new();
        while let Some(path) = todo.pop() {
            if !seen.insert(path.clone()) {
                continue;
            }
            let page = site.get(&path).await;
            let status = if path == "/account" { 303 } else { 200 };
            assert_eq!(page.status, status, "{path}");
            if page.header("content-type").starts_with("text/html") {
                let links = page.body.split(" href=\"/").skip(1).filter_map(|rest| rest.split(['"', '#']).next());
                let pages = links.filter(|l| !l.starts_with("pkg/") && !l.starts_with("fonts/") && !l.contains(".png") && !l.contains(".svg"));
                todo.extend(pages.map(|link| format!("/{}", link.replace("&amp;", "&"))));
            }
        }
        let stories = seen.iter().filter(|path| path.starts_with("/articles/")).count();
        assert!(stories >= 42, "{stories} stories can be reached by links");
    }

    async fn a_drawing_is_sent_compressed(site: Site) {
        let site = site.with_demo().await;
        let front = site.get("/").await.body;
        let at = front.find("/media/").expect("a picture");
        let drawing = front[at..].split(['"', ' ']).find(|part| part.ends_with("drawing.svg")).expect("a drawing").to_owned();
        let plain = site.get(&drawing).await;
        let sent = site.send(Method::GET, &drawing, &[("accept-encoding", "br")]).await;
        assert_eq!((plain.header("content-encoding"), sent.header("content-encoding")), ("", "br"));
        assert!(sent.body.len() < plain.body.len(), "{} of {}", sent.body.len(), plain.body.len());
        assert_ne!(plain.header("etag"), sent.header("etag"));
        let tag = sent.header("etag").to_owned();
        let again = site.send(Method::GET, &drawing, &[("accept-encoding", "br"), ("if-none-match", &tag)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    }

    async fn a_synthetic_thread_is_whole(site: Site) {
        let site = site.with_stories(2).await;
        let (services, clock) = (&site.services, &*site.services.clock);
        scale::comments(&services.store, clock, 1100, |_| ()).await.expect("written");
        let story = store::thread::newest_story(&services.store).await.expect("read").expect("a story");
        assert_eq!((story.count, story.seq), (1100, 1100));
        let events = store::event::since(&services.store, story.id, 0, 2000).await.expect("events");
        assert!(events.iter().map(|event| event.seq).eq(1..=1100));
        let comments: Vec<_> = events.into_iter().filter_map(|event| event.comment).collect();
        let answers = comments.iter().filter(|c| c.parent.is_some()).count();
        assert!(answers > 200, "{answers} answers");
        assert_eq!(comments.iter().map(|c| c.replies as usize).sum::<usize>(), answers);
        assert!(comments.iter().filter(|c| c.parent.is_none()).all(|c| c.thread == c.id));
        assert!(site.get(&format!("/articles/{}", story.slug)).await.body.contains("1100 komentar"));
    }
}
