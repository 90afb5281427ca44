//! What accounts are told: on their page, and by mail that can be ended with one click.

use crate::{
    on_both_databases,
    support::{
        Client, Site,
        people::{People, later},
    },
};
use axum::http::Method;
use warta::{
    context::Services,
    domain::{comment::Comment, id::CommentId},
    service::{
        commenting::{self, ArticleRef, Poster, Posting},
        mail::Mailer,
        mailing::Postman,
        moderating::{self, Decision},
        rights::Reader,
    },
    store,
};

const MINUTE: i64 = 60 * 1_000_000;

async fn with_story(site: Site) -> (Site, String) {
    let site = site.with_stories(3).await;
    set(&site.services, "comments.moderation", "after").await;
    let slug = People::story(&site.services).await;
    (site, slug)
}

async fn set(services: &Services, key: &'static str, value: &'static str) {
    let written = services.store.write(move |mut tx| {
        Box::pin(async move { store::settings::set(&mut tx, key, value).await })
    });
    written.await.expect("set");
}

async fn post(
    services: &Services,
    by: &Reader,
    slug: &str,
    parent: Option<CommentId>,
    body: &str,
) -> Comment {
    let posting = Posting {
        article: ArticleRef::Slug(slug.to_owned()),
        parent,
        body: body.to_owned(),
        key: None,
        address: format!("alamat {}", by.id()),
        honeypot: String::new(),
        composing: None,
    };
    let posted = commenting::post(services, Poster::Account(by), posting).await;
    posted.expect("posted").comment
}

/// Every mail that was kept, the oldest first, with its lines whole.
fn outbox(site: &Site) -> Vec<String> {
    let folder = site.folder.path().join("outbox");
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<_> = files
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|e| e == "eml"))
        .collect();
    names.sort();
    let plain = |text: String| text.replace("=\r\n", "").replace("=3D", "=");
    names
        .iter()
        .map(|name| plain(std::fs::read_to_string(name).expect("a mail")))
        .collect()
}

/// The path of the address in a header.
fn unsubscribe(mail: &str) -> String {
    let line = mail
        .lines()
        .find(|line| line.starts_with("List-Unsubscribe: <"))
        .unwrap_or_else(|| panic!("no such header in {mail}"));
    let start = line.find("/unsubscribe/").expect("the address");
    line[start..].trim_end_matches('>').to_owned()
}

/// The reader of an account made by [`Site::reader`].
async fn reader(site: &Site, client: &Client) -> Reader {
    let cookie = client.cookie.as_deref().expect("signed in");
    let key = cookie.split_once('=').expect("a pair").1;
    let found = warta::service::sessions::read(&site.services, key).await;
    found.expect("read").expect("a session")
}

on_both_databases! {
    async fn a_reply_is_told_on_the_page_and_by_one_mail(site: Site) {
        let (site, slug) = with_story(site).await;
        let services = &site.services;
        let mut client = site.reader("Ratih").await;
        let ratih = reader(&site, &client).await;
        let budi = People::staff(services, "budi").await;
        let own = post(services, &ratih, &slug, None, "Pendapat saya").await;
        let reply = post(services, &budi, &slug, Some(own.id), "Saya setuju").await;
        let mut postman = Postman::default();
        assert_eq!(postman.round(services).await.expect("a round"), 1);
        assert_eq!(postman.round(services).await.expect("a round"), 0, "never twice");
        assert_eq!(Postman::default().round(services).await.expect("a round"), 0, "nor by another");
        let mails = outbox(&site);
        assert_eq!(mails.len(), 1, "{mails:#?}");
        let mail = &mails[0];
        assert!(mail.contains("To: ratih@warta.example") && mail.contains("Saya setuju"), "{mail}");
        assert!(mail.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{mail}");
        assert!(mail.contains(&format!("/articles/{slug}/comments/{}", reply.id)), "{mail}");

        let page = client.get(&site, "/account/notices").await;
        assert_eq!((page.status.as_u16(), page.header("cache-control")), (200, "no-store"));
        assert!(page.body.contains("budi menjawab komentar Anda") && page.body.contains("Saya setuju"), "{}", page.body);
        assert!(page.body.contains(&format!("/articles/{slug}/comments/{}#c-{}", reply.id, reply.id)));
        assert!(client.get(&site, "/account/notices").await.body.contains("Saya setuju"), "looking marks nothing");
        let up_to = page.between("name=\"up_to\" value=\"", "\"").to_owned();
        assert_eq!(client.post(&site, "/account/notices", &[("act", "read"), ("up_to", &up_to)]).await.status, 303);
        assert!(!client.get(&site, "/account/notices").await.body.contains("Saya setuju"));
        assert_eq!(Client::new().get(&site, "/account/notices").await.header("location"), "/login?next=%2Faccount%2Fnotices");
        assert!(client.get(&site, "/account").await.body.contains("href=\"/account/notices\""));
    }

    async fn one_click_ends_the_mail(site: Site) {
        let (site, slug) = with_story(site).await;
        let services = &site.services;
        let client = site.reader("Ratih").await;
        let ratih = reader(&site, &client).await;
        let budi = People::staff(services, "budi").await;
        let own = post(services, &ratih, &slug, None, "Pendapat saya").await;
        post(services, &budi, &slug, Some(own.id), "Satu").await;
        let mut postman = Postman::default();
        assert_eq!(postman.round(services).await.expect("a round"), 1);
        let path = unsubscribe(&outbox(&site)[0]);
        let page = site.get(&path).await;
        assert_eq!((page.status.as_u16(), page.header("cache-control")), (200, "no-store"));
        assert!(page.body.contains("<form") && page.body.contains(&path));
        assert!(commenting::follows(services, &ratih, &slug.as_str().into()).await.expect("read"), "opening it changes nothing");
        // As a mail program sends it: from nowhere, without a cookie.
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        let done = site.send(Method::POST, &path, &headers).await;
        assert_eq!(done.status, 200, "{}", done.body);
        assert!(!commenting::follows(services, &ratih, &slug.as_str().into()).await.expect("read"));
        assert_eq!(site.send(Method::POST, &path, &[("sec-fetch-site", "cross-site")]).await.status, 200, "twice is once");
        assert_eq!(site.get(&path).await.status, 404);
        post(services, &budi, &slug, Some(own.id), "Dua").await;
        assert_eq!(postman.round(services).await.expect("a round"), 0);
        assert_eq!(outbox(&site).len(), 1);
        // No other address is open to other sites.
        assert_eq!(site.send(Method::POST, "/unsubscribe", &headers).await.status, 403);
        assert_eq!(site.send(Method::POST, "/account/notices", &headers).await.status, 403);
    }

    async fn a_decision_is_told_with_its_reason(site: Site) {
        let (site, slug) = with_story(site).await;
        let services = &site.services;
        set(services, "comments.moderation", "all_held").await;
        let mut client = site.reader("Ratih").await;
        let ratih = reader(&site, &client).await;
        let moderator = People::moderator(services, "moderator").await;
        let rejected = post(services, &ratih, &slug, None, "Kasar").await;
        let spam = post(services, &ratih, &slug, None, "Iklan").await;
        moderating::decide(services, &moderator, rejected.id, Decision::Reject, "Menghina orang", None).await.expect("rejected");
        moderating::decide(services, &moderator, spam.id, Decision::Spam, "", None).await.expect("marked");
        let page = client.get(&site, "/account/notices").await;
        assert!(page.body.contains("ditolak") && page.body.contains("Menghina orang") && !page.body.contains("Iklan"), "{}", page.body);
        assert!(page.body.contains(&format!("href=\"/articles/{slug}/comment\"")));
        let own = client.get(&site, &format!("/articles/{slug}/comment")).await;
        assert!(own.body.contains("Menghina orang") && own.body.contains("Kasar"));
        assert_eq!(Postman::default().round(services).await.expect("a round"), 1);
        assert!(outbox(&site)[0].contains("Menghina orang"), "{}", outbox(&site)[0]);
        // Approved after all: that is news again, and the old reason is told no more.
        moderating::decide(services, &moderator, rejected.id, Decision::Approve, "", None).await.expect("approved");
        assert_eq!(Postman::default().round(services).await.expect("a round"), 1);
        let page = client.get(&site, "/account/notices").await;
        assert!(page.body.contains("tayang") && !page.body.contains("Menghina orang"), "{}", page.body);
    }

    async fn mail_waits_for_the_server_and_blocks_nobody(site: Site) {
        let (site, slug) = with_story(site).await;
        let services = &site.services;
        let writer = People::staff(services, "penulis").await;
        let top = post(services, &writer, &slug, None, "Pertama").await;
        let mut readers = Vec::new();
        for n in 0..5 {
            readers.push(People::staff(services, &format!("pembaca{n}")).await);
            commenting::follow(services, &readers[n], &slug.as_str().into(), true).await.expect("followed");
        }
        post(services, &writer, &slug, Some(top.id), "Kabar").await;
        let away = Services {
            mailer: Mailer::smtp("smtp://127.0.0.1:1", "warta@warta.test").expect("usable"),
            ..services.clone()
        };
        let mut postman = Postman::default();
        assert_eq!(postman.round(&away).await.expect("a round"), 0);
        assert_eq!(postman.round(services).await.expect("a round"), 2, "three failed in a row and wait; the others do not");
        assert_eq!(postman.round(services).await.expect("a round"), 0);
        let soon = later(services, 2 * MINUTE);
        assert_eq!(postman.round(&soon).await.expect("a round"), 3);
        assert_eq!(outbox(&site).len(), 5);
        // Two processes at once send each mail once.
        let next = post(services, &writer, &slug, None, "Kabar lagi").await;
        assert_eq!(next.article, top.article);
        for reader in &readers {
            warta::service::notifying::read(services, reader, i64::MAX).await.expect("read");
        }
        post(services, &writer, &slug, None, "Kabar ketiga").await;
        let (mut a, mut b) = (Postman::default(), Postman::default());
        let (a, b) = tokio::join!(a.round(services), b.round(services));
        assert_eq!(a.expect("a round") + b.expect("a round"), 5);
        assert_eq!(outbox(&site).len(), 10);
    }

    async fn nobody_is_mailed_who_never_confirmed(site: Site) {
        let (mut site, slug) = with_story(site).await;
        // With a mail server addresses have to be confirmed.
        let folder = site.services.mailer.clone();
        site.services.mailer = Mailer::smtp("smtp://127.0.0.1:1", "warta@warta.test").expect("usable");
        site.router = warta::server::router::router(site.services.clone(), &site.config);
        let client = site.reader("Ratih").await;
        let ratih = reader(&site, &client).await;
        assert!(!ratih.viewer().verified);
        commenting::follow(&site.services, &ratih, &slug.as_str().into(), true).await.expect("followed");
        let writer = People::staff(&site.services, "penulis").await;
        post(&site.services, &writer, &slug, None, "Kabar").await;
        let services = Services { mailer: folder, ..site.services.clone() };
        assert_eq!(Postman::default().round(&services).await.expect("a round"), 0);
        assert!(outbox(&site).is_empty());
    }

    async fn old_news_is_not_mailed(site: Site) {
        let (site, slug) = with_story(site).await;
        let services = &site.services;
        let (a, b) = (People::staff(services, "a").await, People::staff(services, "b").await);
        let own = post(services, &a, &slug, None, "Satu").await;
        post(services, &b, &slug, Some(own.id), "Dua").await;
        let late = later(services, 4 * 24 * 60 * MINUTE);
        assert_eq!(Postman::default().round(&late).await.expect("a round"), 0);
        assert_eq!(Postman::default().round(services).await.expect("a round"), 0);
    }
}
