//! Taking part by links and forms alone: what the page shows, what its forms do, and that nothing
//! typed is ever lost.

use crate::{
    on_both_databases,
    support::{Answer, Client, Site, people::People},
};
use warta::{
    context::Services,
    domain::{
        account::Role,
        comment::{Comment, LONGEST, Policy, Sort, State},
        id::CommentId,
    },
    service::{
        administering::{self, By},
        commenting::{self, ArticleRef, Poster, Posting},
        publishing,
        rights::Reader,
        thread,
        zone::Zone,
    },
    store,
};

/// A site with stories, and the slug of the newest.
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

async fn policy(services: &Services, slug: &str, policy: Policy) {
    let set = publishing::set_comments(&services.store, &services.freshness, slug, policy).await;
    assert!(set.expect("set"));
}

/// What everyone sees under a story.
async fn comments(services: &Services, slug: &str) -> Vec<Comment> {
    let article = ArticleRef::Slug(slug.to_owned());
    let page = thread::page(&services.store, &Zone::utc(), &article, Sort::Oldest, None).await;
    page.expect("read").expect("a story").comments
}

async fn written(services: &Services, by: &Reader, slug: &str, body: &str) -> CommentId {
    let posting = Posting {
        article: ArticleRef::Slug(slug.to_owned()),
        parent: None,
        body: body.to_owned(),
        key: None,
        address: "alamat".into(),
        honeypot: String::new(),
        composing: None,
    };
    let posted = commenting::post(services, Poster::Account(by), posting).await;
    posted.expect("posted").comment.id
}

/// The value of a hidden field.
fn field(page: &Answer, name: &str) -> String {
    let tag = page
        .body
        .split("<input")
        .find(|tag| tag.contains(&format!("name=\"{name}\"")))
        .unwrap_or_else(|| panic!("no field {name}"));
    let value = tag.split("value=\"").nth(1).expect("a value");
    value.split('"').next().unwrap_or_default().to_owned()
}

fn path(slug: &str) -> String {
    format!("/articles/{slug}/comment")
}

async fn somebody(site: &Site, name: &str, role: Role) -> Client {
    let email = Client::email(name);
    let made = administering::create(
        &site.services,
        By::Console,
        name,
        &email,
        role,
        Client::PASSWORD,
    );
    made.await.expect("an account");
    let mut client = Client::new();
    assert_eq!(client.sign_in(site, name).await.status, 303);
    client
}

on_both_databases! {
    async fn whoever_is_signed_in_posts_and_is_led_to_the_comment(site: Site) {
        let (site, slug) = with_story(site).await;
        let mut ratih = site.reader("Ratih").await;
        let page = ratih.get(&site, &path(&slug)).await;
        assert_eq!((page.status.as_u16(), page.header("cache-control")), (200, "no-store"));
        assert!(page.body.contains("Ratih") && page.body.contains("name=\"body\"") && !page.body.contains("type=\"password\""));
        let fields = [("body", "Halo *dunia*"), ("key", &field(&page, "key")), ("act", "post")];
        let answer = ratih.post(&site, &path(&slug), &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let found = comments(&site.services, &slug).await;
        assert_eq!((found.len(), found[0].author.name.as_str()), (1, "Ratih"));
        assert_eq!(answer.header("location"), format!("/articles/{slug}/comments/{}", found[0].id));
        // What the hydrated composer's own form would send, were there no script.
        let parent = found[0].id.to_string();
        let reply = ratih.get(&site, &format!("{}?parent={parent}", path(&slug))).await;
        assert!(reply.body.contains("<em>dunia</em>"), "it shows what is answered");
        let answer = ratih.post(&site, &path(&slug), &[("body", "Balasan"), ("parent", &parent)]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert_eq!(comments(&site.services, &slug).await[1].parent_id, Some(found[0].id));
    }

    async fn the_story_prints_its_thread(site: Site) {
        let (site, slug) = with_story(site).await;
        let ratih = People::reader(&site.services, "ratih").await;
        let first = written(&site.services, &ratih, &slug, "Yang *pertama*").await;
        for path in [format!("/articles/{slug}"), format!("/articles/{slug}/comments/{first}")] {
            let page = site.get(&path).await;
            assert_eq!(page.status, 200, "{path}");
            assert!(page.body.contains("<p>Yang <em>pertama</em></p>") && page.body.contains(&format!("id=\"c-{first}\"")), "{path}");
        }
    }

    async fn a_form_sent_twice_is_one_comment(site: Site) {
        let (site, slug) = with_story(site).await;
        let mut ratih = site.reader("Ratih").await;
        let key = field(&ratih.get(&site, &path(&slug)).await, "key");
        assert_ne!(key, field(&ratih.get(&site, &path(&slug)).await, "key"), "every form has its own");
        let fields = [("body", "Sekali saja"), ("key", key.as_str())];
        let first = ratih.post(&site, &path(&slug), &fields).await;
        let second = ratih.post(&site, &path(&slug), &fields).await;
        assert_eq!((first.status.as_u16(), second.status.as_u16()), (303, 303));
        assert_eq!(first.header("location"), second.header("location"));
        assert_eq!(comments(&site.services, &slug).await.len(), 1);
    }

    async fn without_an_account_the_text_waits_for_signing_in(site: Site) {
        let (site, slug) = with_story(site).await;
        site.reader("Ratih").await;
        let mut nobody = Client::new();
        let page = nobody.get(&site, &path(&slug)).await;
        for way in ["login", "signup"] {
            assert!(page.body.contains(&format!("/{way}?next=/articles/{slug}/comment")), "{}", page.body);
        }
        let text = "Panjang & <b>tajam</b> \"kutip\" </textarea><script>";
        let refused = nobody.post(&site, &path(&slug), &[("body", text)]).await;
        assert_eq!(refused.status, 401);
        assert!(refused.body.contains("Panjang &amp; &lt;b>tajam&lt;/b>"), "the text is kept: {}", refused.body);
        assert!(refused.body.contains("&lt;/textarea>&lt;script></textarea>"), "and does not break out");
        assert!(refused.body.contains("type=\"password\"") && refused.body.contains("target=\"_blank\""));
        let key = field(&refused, "key");
        let wrong = [("body", text), ("key", key.as_str()), ("email", "ratih@warta.example"), ("password", "bukan ini")];
        let refused = nobody.post(&site, &path(&slug), &wrong).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("Panjang &amp;") && refused.body.contains("ratih@warta.example") && !refused.body.contains("bukan ini"));
        assert!(nobody.cookie.is_none() && comments(&site.services, &slug).await.is_empty());
        let right = [("body", text), ("key", key.as_str()), ("email", "ratih@warta.example"), ("password", Client::PASSWORD)];
        let answer = nobody.post(&site, &path(&slug), &right).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        assert_eq!(nobody.get(&site, "/account").await.status, 200, "signed in from here on");
        assert_eq!(comments(&site.services, &slug).await.len(), 1);
    }

    async fn signing_in_counts_even_where_the_text_is_refused(site: Site) {
        let (site, slug) = with_story(site).await;
        site.reader("Ratih").await;
        let mut nobody = Client::new();
        let fields = [("body", "  "), ("email", "ratih@warta.example"), ("password", Client::PASSWORD)];
        let refused = nobody.post(&site, &path(&slug), &fields).await;
        assert_eq!(refused.status, 422);
        assert!(!refused.body.contains("type=\"password\""));
        assert_eq!(nobody.get(&site, "/account").await.status, 200);
    }

    async fn an_expired_session_keeps_the_text(site: Site) {
        let (site, slug) = with_story(site).await;
        let mut ratih = site.reader("Ratih").await;
        let answer = ratih.post(&site, &path(&slug), &[("body", "Halo")]).await;
        assert_eq!(answer.status, 303);
        let id = comments(&site.services, &slug).await[0].id.to_string();
        let stale = ratih.cookie.clone();
        assert_eq!(ratih.post(&site, "/logout", &[]).await.status, 303);
        ratih.cookie = stale;
        let change = [("act", "edit"), ("id", id.as_str()), ("body", "Halo, diperbaiki")];
        let refused = ratih.post(&site, &path(&slug), &change).await;
        assert_eq!(refused.status, 401);
        assert!(refused.body.contains("Halo, diperbaiki") && refused.body.contains("type=\"password\""));
        assert_eq!(field(&refused, "id"), id);
        let again = [change[0], change[1], change[2], ("email", "ratih@warta.example"), ("password", Client::PASSWORD)];
        assert_eq!(ratih.post(&site, &path(&slug), &again).await.status, 303);
        assert_eq!(comments(&site.services, &slug).await[0].body, "Halo, diperbaiki");
    }

    async fn guests_post_with_a_name_where_they_may(site: Site) {
        let (site, slug) = with_story(site).await;
        set(&site.services, "comments.who", "anyone").await;
        let mut guest = Client::at(9);
        let page = guest.get(&site, &path(&slug)).await;
        assert!(page.body.contains("name=\"name\"") && !page.body.contains("type=\"password\""));
        let refused = guest.post(&site, &path(&slug), &[("body", "Tanpa nama")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("Tanpa nama</textarea>"));
        let machine = [("body", "Iklan"), ("name", "Budi"), ("website", "http://x")];
        let answer = guest.post(&site, &path(&slug), &machine).await;
        assert_eq!(answer.header("location"), format!("{}?notice=held", path(&slug)), "a machine learns nothing");
        let answer = guest.post(&site, &path(&slug), &[("body", "Halo"), ("name", "Budi")]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let found = comments(&site.services, &slug).await;
        assert_eq!((found.len(), found[0].author.name.as_str()), (1, "Budi"));
    }

    async fn a_held_comment_is_shown_to_its_author(site: Site) {
        let (site, slug) = with_story(site).await;
        set(&site.services, "comments.moderation", "all_held").await;
        let mut ratih = site.reader("Ratih").await;
        let answer = ratih.post(&site, &path(&slug), &[("body", "Menunggu giliran")]).await;
        assert_eq!(answer.header("location"), format!("{}?notice=held", path(&slug)));
        let page = ratih.get(&site, answer.header("location")).await;
        assert!(page.body.contains("role=\"status\"") && page.body.contains("Menunggu giliran") && page.body.contains("menunggu moderasi"));
        let mut other = site.reader("Budi").await;
        assert!(!other.get(&site, &path(&slug)).await.body.contains("Menunggu giliran"));
    }

    async fn own_comments_are_changed_and_taken_back(site: Site) {
        let (site, slug) = with_story(site).await;
        let mut ratih = site.reader("Ratih").await;
        ratih.post(&site, &path(&slug), &[("body", "Halo *dunia*")]).await;
        let id = comments(&site.services, &slug).await[0].id;
        let (edit, delete) = (format!("{}?edit={id}", path(&slug)), format!("{}?delete={id}", path(&slug)));
        let page = ratih.get(&site, &edit).await;
        assert!(page.body.contains("Halo *dunia*</textarea>"), "as it was typed: {}", page.body);
        let look = [("act", "preview"), ("id", &*id.to_string()), ("body", "Halo **semua**")];
        let preview = ratih.post(&site, &path(&slug), &look).await;
        assert_eq!(preview.status, 200);
        assert!(preview.body.contains("<strong>semua</strong>") && preview.body.contains("value=\"edit\""));
        assert_eq!(comments(&site.services, &slug).await[0].body, "Halo *dunia*", "nothing is kept by looking");
        let answer = ratih.post(&site, &path(&slug), &[("act", "edit"), ("id", &id.to_string()), ("body", "Halo semua")]).await;
        assert_eq!(answer.header("location"), format!("/articles/{slug}/comments/{id}"));
        let mut other = site.reader("Budi").await;
        assert_eq!(other.get(&site, &edit).await.status, 403);
        assert_eq!(other.post(&site, &path(&slug), &[("act", "delete"), ("id", &id.to_string())]).await.status, 403);
        assert_eq!(Client::new().get(&site, &edit).await.status, 303, "first one signs in");
        let page = ratih.get(&site, &delete).await;
        assert!(page.body.contains("Halo semua") && page.body.contains("value=\"delete\""));
        assert_eq!(comments(&site.services, &slug).await.len(), 1, "asking deletes nothing");
        let answer = ratih.post(&site, &path(&slug), &[("act", "delete"), ("id", &id.to_string())]).await;
        assert_eq!(answer.header("location"), format!("{}?notice=deleted", path(&slug)));
        assert!(comments(&site.services, &slug).await.is_empty());
        assert_eq!(ratih.get(&site, &edit).await.status, 404);
    }

    async fn likes_reports_mutes_and_follows_are_forms(site: Site) {
        let (site, slug) = with_story(site).await;
        let author = People::staff(&site.services, "penulis").await;
        let id = written(&site.services, &author, &slug, "Pendapat").await;
        let text = id.to_string();
        let mut ratih = site.reader("Ratih").await;
        let at = |what: &str| format!("{}?{what}={id}", path(&slug));
        assert!(ratih.get(&site, &at("like")).await.body.contains("value=\"like\""));
        for (act, likes) in [("like", 1), ("like", 1), ("unlike", 0), ("like", 1)] {
            let answer = ratih.post(&site, &path(&slug), &[("act", act), ("id", &text)]).await;
            assert_eq!(answer.header("location"), format!("/articles/{slug}/comments/{id}"));
            assert_eq!(comments(&site.services, &slug).await[0].likes, likes, "{act}");
        }
        assert!(ratih.get(&site, &at("like")).await.body.contains("value=\"unlike\""));

        let form = ratih.get(&site, &at("report")).await;
        assert_eq!(form.body.matches("type=\"radio\"").count(), 5);
        let refused = ratih.post(&site, &path(&slug), &[("act", "report"), ("id", &text), ("note", "Lihat ini")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("Lihat ini</textarea>"));
        let fields = [("act", "report"), ("id", text.as_str()), ("reason", "spam"), ("note", "Lihat ini")];
        for client in [&mut ratih, &mut Client::at(3)] {
            let answer = client.post(&site, &path(&slug), &fields).await;
            assert_eq!(answer.header("location"), format!("{}?notice=reported", path(&slug)), "{}", answer.body);
        }
        let reports = store::report::of_comment(&site.services.store, id).await.expect("read");
        assert_eq!((reports.len(), reports[0].reason.as_str(), reports[0].note.as_str()), (2, "spam", "Lihat ini"));

        assert!(ratih.get(&site, &at("mute")).await.body.contains("penulis"));
        let answer = ratih.post(&site, &path(&slug), &[("act", "mute"), ("id", &text)]).await;
        assert_eq!(answer.header("location"), format!("{}?notice=muted", path(&slug)));
        let notices = ratih.get(&site, "/account/notices").await;
        assert!(notices.body.contains("penulis") && notices.body.contains("value=\"unmute\""));
        let muted = author.id().to_string();
        assert_eq!(ratih.post(&site, "/account/notices", &[("act", "unmute"), ("id", &muted)]).await.status, 303);
        assert!(!ratih.get(&site, "/account/notices").await.body.contains("value=\"unmute\""));

        assert!(ratih.get(&site, &format!("{}?follow", path(&slug))).await.body.contains("value=\"follow\""));
        ratih.post(&site, &path(&slug), &[("act", "follow")]).await;
        assert!(ratih.get(&site, &format!("{}?follow", path(&slug))).await.body.contains("value=\"unfollow\""));
        assert!(ratih.get(&site, "/account/notices").await.body.contains(&format!("/articles/{slug}")));
        ratih.post(&site, &path(&slug), &[("act", "unfollow")]).await;
        assert!(!ratih.get(&site, "/account/notices").await.body.contains("value=\"unfollow\""));

        // Each needs an account, and says so with the form to sign in.
        for act in ["like", "mute", "follow"] {
            let refused = Client::at(4).post(&site, &path(&slug), &[("act", act), ("id", &text)]).await;
            assert_eq!(refused.status, 401, "{act}");
            assert!(refused.body.contains("type=\"password\"") && refused.body.contains(&format!("value=\"{act}\"")), "{act}");
        }
    }

    async fn every_refusal_keeps_what_was_typed(site: Site) {
        let (site, slug) = with_story(site).await;
        let mut ratih = site.reader("Ratih").await;
        let author = People::staff(&site.services, "penulis").await;
        let parent = written(&site.services, &author, &slug, "Atas").await;
        let long = "panjang ".repeat(LONGEST / 8 + 1);
        let refused = ratih.post(&site, &path(&slug), &[("body", &long)]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains(long.trim()) && refused.body.contains("5000"));
        commenting::delete(&site.services, &author, parent).await.expect("taken back");
        let refused = ratih.post(&site, &path(&slug), &[("body", "Balasan saya"), ("parent", &parent.to_string())]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("Balasan saya</textarea>") && !refused.body.contains("name=\"parent\""), "it may stand alone");
        for n in 0..5 {
            assert_eq!(ratih.post(&site, &path(&slug), &[("body", &format!("Komentar {n}"))]).await.status, 303);
        }
        let refused = ratih.post(&site, &path(&slug), &[("body", "Yang keenam")]).await;
        assert_eq!(refused.status, 429);
        assert!(refused.header("retry-after").parse::<u64>().is_ok_and(|s| s > 0 && s <= 60));
        assert!(refused.body.contains("Yang keenam</textarea>"));
        let moderator = People::moderator(&site.services, "moderator").await;
        let row = store::account::by_email(&site.services.store, &Client::email("Ratih")).await.expect("read").expect("there");
        let id = warta::domain::id::AccountId(row.id);
        warta::service::moderating::ban(&site.services, &moderator, id, None, "Menghina").await.expect("banned");
        let refused = ratih.post(&site, &path(&slug), &[("body", "Masih saya")]).await;
        assert_eq!(refused.status, 403);
        assert!(refused.body.contains("Menghina") && refused.body.contains("Masih saya</textarea>"));
    }

    async fn closed_threads_say_so(site: Site) {
        let (site, slug) = with_story(site).await;
        let mut ratih = site.reader("Ratih").await;
        policy(&site.services, &slug, Policy::ReadOnly).await;
        let page = ratih.get(&site, &path(&slug)).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("name=\"body\""));
        let story = site.get(&format!("/articles/{slug}")).await;
        assert!(story.body.contains("Komentar sudah ditutup.") && !story.body.contains("<textarea"));
        let refused = ratih.post(&site, &path(&slug), &[("body", "Terlambat sedikit")]).await;
        assert_eq!(refused.status, 403);
        assert!(refused.body.contains("Terlambat sedikit</textarea>"));
        policy(&site.services, &slug, Policy::Off).await;
        let page = ratih.get(&site, &path(&slug)).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("dimatikan") && !page.body.contains("<textarea"));
        assert!(!site.get(&format!("/articles/{slug}")).await.body.contains("id=\"comments\""));
        let listed = site.get(&format!("/api/v1/articles/{slug}/comments")).await;
        assert_eq!((listed.status.as_u16(), listed.body.as_str()), (200, r#"{"items":[],"next":null}"#));
        for live in ["events", "stream"] {
            assert_eq!(site.get(&format!("/api/v1/articles/{slug}/comments/{live}")).await.status, 404, "{live}");
        }
    }

    async fn the_story_decides_what_the_address_answers(site: Site) {
        let (site, slug) = with_story(site).await;
        let mut ratih = site.reader("Ratih").await;
        for (missing, status) in [("/articles/tidak-ada/comment", 404), (&*format!("{}?like=999999", path(&slug)), 404), (&*format!("{}?edit=x", path(&slug)), 400)] {
            assert_eq!(ratih.get(&site, missing).await.status, status, "{missing}");
        }
        assert_eq!(ratih.post(&site, &path(&slug), &[("act", "hapus semua")]).await.status, 400);
        let services = &site.services;
        publishing::rename(&services.store, &services.freshness, &slug, "nama-baru").await.expect("renamed");
        let moved = ratih.get(&site, &format!("{}?follow", path(&slug))).await;
        assert_eq!((moved.status.as_u16(), moved.header("location")), (301, "/articles/nama-baru/comment?follow"));
        let moved = ratih.post(&site, &path(&slug), &[("body", "Halo")]).await;
        assert_eq!((moved.status.as_u16(), moved.header("location")), (308, "/articles/nama-baru/comment"));
        publishing::withdraw(&services.store, &services.freshness, "nama-baru", "Keliru").await.expect("withdrawn");
        let gone = ratih.get(&site, "/articles/nama-baru/comment").await;
        assert_eq!(gone.status, 410);
        assert!(gone.body.contains("Keliru"));
        assert_eq!(ratih.post(&site, "/articles/nama-baru/comment", &[("body", "Halo")]).await.status, 410);
    }

    async fn moderators_take_down_by_the_same_form(site: Site) {
        let (site, slug) = with_story(site).await;
        let author = People::staff(&site.services, "penulis").await;
        let id = written(&site.services, &author, &slug, "Pendapat").await;
        let mut moderator = somebody(&site, "Moderator", Role::Moderator).await;
        let page = moderator.get(&site, &format!("{}?delete={id}", path(&slug))).await;
        assert!(page.body.contains("Pendapat") && page.body.contains("value=\"delete\""));
        let answer = moderator.post(&site, &path(&slug), &[("act", "delete"), ("id", &id.to_string())]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let row = store::comment::by_id(&site.services.store, id).await.expect("read").expect("there");
        assert_eq!(row.state, State::Removed);
    }

    async fn other_sites_cannot_post_here(site: Site) {
        let (site, slug) = with_story(site).await;
        let ratih = site.reader("Ratih").await;
        let cookie = ratih.cookie.expect("signed in");
        let headers = [("sec-fetch-site", "cross-site"), ("content-type", "application/x-www-form-urlencoded"), ("cookie", cookie.as_str())];
        let answer = site.send(axum::http::Method::POST, &path(&slug), &headers).await;
        assert_eq!(answer.status, 403);
        assert!(comments(&site.services, &slug).await.is_empty());
    }
}
