//! The demo content against what it promises.

use crate::on_both_databases;

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
}
