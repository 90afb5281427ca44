//! Comments as the use cases leave them: states, counts, the log, and every refusal.

use crate::{
    on_both_databases,
    support::{
        noon,
        people::{People, later},
    },
};
use futures::future::join_all;
use std::time::Duration;
use warta::{
    context::Services,
    domain::{
        comment::{CREATED, Comment, LONGEST, Policy, REMOVED, Sort, State, UPDATED},
        id::CommentId,
    },
    service::{
        commenting::{self, ArticleRef, CommentError, Poster, Posting, Reporter},
        notifying,
        rights::Reader,
        settings, thread,
        zone::Zone,
    },
    store,
};

fn posting(slug: &str, body: &str) -> Posting {
    Posting {
        article: slug.into(),
        parent: None,
        body: body.into(),
        key: None,
        address: String::new(),
        honeypot: String::new(),
        composing: None,
    }
}

async fn post(services: &Services, reader: &Reader, slug: &str, body: &str) -> Comment {
    commenting::post(services, Poster::Account(reader), posting(slug, body))
        .await
        .expect("a comment is taken")
        .comment
}

async fn reply(services: &Services, reader: &Reader, slug: &str, parent: CommentId) -> Comment {
    let mut answer = posting(slug, "Balasan");
    answer.parent = Some(parent);
    commenting::post(services, Poster::Account(reader), answer)
        .await
        .expect("a reply is taken")
        .comment
}

async fn set(services: &Services, name: &'static str, value: &'static str) {
    settings::check(name, value).expect("a good setting");
    let set = services
        .store
        .write(move |mut tx| Box::pin(async move { settings::set(&mut tx, name, value).await }));
    set.await.expect("a setting is stored");
}

async fn set_policy(services: &Services, slug: &str, policy: Policy) {
    let story = story(services, slug).await;
    let set = services.store.write(move |mut tx| {
        Box::pin(async move { store::thread::set_policy(&mut tx, story.id, policy).await })
    });
    assert!(set.await.expect("a policy is stored"));
}

async fn story(services: &Services, slug: &str) -> store::thread::StoryRow {
    thread::story(&services.store, &slug.into())
        .await
        .expect("read")
        .expect("a story")
}

/// Number, kind and comment of every event of a story.
async fn events(services: &Services, slug: &str) -> Vec<(i64, String)> {
    let id = story(services, slug).await.id;
    let rows = store::event::since(&services.store, id, 0, 10_000)
        .await
        .expect("events");
    rows.into_iter().map(|row| (row.seq, row.kind)).collect()
}

async fn page(
    services: &Services,
    slug: &str,
    sort: Sort,
    cursor: Option<&str>,
) -> warta::domain::comment::Thread {
    thread::page(&services.store, &Zone::utc(), &slug.into(), sort, cursor)
        .await
        .expect("a page is read")
        .expect("a public story")
}

fn cursor(link: &str) -> &str {
    link.split_once("comments=")
        .expect("a cursor")
        .1
        .trim_end_matches("#comments")
}

async fn slug_of_a_story(services: &Services) -> String {
    People::story(services).await
}

on_both_databases! {
    async fn numbers_have_no_gaps_when_many_write_at_once(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, slug_of_a_story(&site.services).await);
        let mut people = Vec::new();
        for n in 0..8 {
            people.push(People::staff(services, &format!("penulis{n}")).await);
        }
        let writes = (0..64).map(|n| post(services, &people[n % 8], &slug, "Bersamaan"));
        let comments = join_all(writes).await;
        let mut numbers: Vec<i64> = comments.iter().map(|c| c.seq).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=64).collect::<Vec<_>>());
        let log: Vec<i64> = events(services, &slug).await.into_iter().map(|(seq, _)| seq).collect();
        assert_eq!(log, numbers);
        let row = story(services, &slug).await;
        assert_eq!((row.count, row.seq), (64, 64));
    }

    async fn a_retry_brings_the_same_comment(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, slug_of_a_story(&site.services).await);
        let editor = People::staff(services, "editor").await;
        let mut twice = posting(&slug, "Sekali saja");
        twice.key = Some("satu-kunci".into());
        let writes = (0..12).map(|_| commenting::post(services, Poster::Account(&editor), twice.clone()));
        let done: Vec<_> = join_all(writes).await.into_iter().map(|d| d.expect("taken")).collect();
        assert!(done.iter().all(|d| d.comment.id == done[0].comment.id));
        assert_eq!(done.iter().filter(|d| d.fresh).count(), 1);
        assert_eq!(story(services, &slug).await.count, 1);
        // A thread that is closed by now still knows it.
        set_policy(services, &slug, Policy::ReadOnly).await;
        let again = commenting::post(services, Poster::Account(&editor), twice).await.expect("known");
        assert!(!again.fresh);
        let other = People::staff(services, "lain").await;
        let mut stolen = posting(&slug, "x");
        stolen.key = Some("satu-kunci".into());
        let refused = commenting::post(services, Poster::Account(&other), stolen).await;
        assert!(matches!(refused, Err(CommentError::Closed)), "{refused:?}");
    }

    async fn the_first_comment_waits_and_shows_nowhere(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, slug_of_a_story(&site.services).await);
        let ratih = People::reader(services, "ratih").await;
        let comment = post(services, &ratih, &slug, "Halo").await;
        assert_eq!((comment.state, comment.seq, comment.reason.as_str()), (State::Held, 0, ""));
        assert_eq!((story(services, &slug).await.count, events(services, &slug).await.len()), (0, 0));
        assert!(page(services, &slug, Sort::Newest, None).await.comments.is_empty());
        let own = commenting::own_held(services, &ratih, &slug.as_str().into()).await.expect("own");
        assert_eq!(own.iter().map(|c| c.id).collect::<Vec<_>>(), [comment.id]);
        let other = People::reader(services, "lain").await;
        assert!(commenting::own_held(services, &other, &slug.as_str().into()).await.expect("own").is_empty());
        for hidden in [
            commenting::edit(services, &other, comment.id, "x").await.map(|_| ()),
            commenting::delete(services, &other, comment.id).await,
            commenting::like(services, &other, comment.id, true).await.map(|_| ()),
            commenting::report(services, Reporter::Account(&other), comment.id, "spam", "").await,
        ] {
            assert!(matches!(hidden, Err(CommentError::NotFound)), "{hidden:?}");
        }
        let answered = commenting::post(services, Poster::Account(&other), Posting { parent: Some(comment.id), ..posting(&slug, "x") }).await;
        assert!(matches!(answered, Err(CommentError::ParentGone)), "{answered:?}");
    }

    async fn what_cannot_be_a_comment_is_refused(site: Site) {
        let site = site.with_stories(3).await;
        let (services, slug) = (&site.services, slug_of_a_story(&site.services).await);
        let editor = People::staff(services, "editor").await;
        let by = Poster::Account(&editor);
        for empty in ["", "  \n ", "\u{200b}\u{202e}", ">"] {
            let got = commenting::post(services, by, posting(&slug, empty)).await;
            assert!(matches!(got, Err(CommentError::Empty)), "{got:?}");
        }
        let got = commenting::post(services, by, posting(&slug, &"é".repeat(LONGEST + 1))).await;
        assert!(matches!(got, Err(CommentError::TooLong { length }) if length == LONGEST + 1), "{got:?}");
        let longest = post(services, &editor, &slug, &"😀".repeat(LONGEST)).await;
        assert_eq!(longest.body.chars().count(), LONGEST);
        let got = commenting::post(services, by, posting("tidak-ada", "Halo")).await;
        assert!(matches!(got, Err(CommentError::NotFound)), "{got:?}");
        // Answering what is removed, what stands elsewhere, and what never was.
        let elsewhere = People::stories(services).await.remove(1);
        let foreign = post(services, &editor, &elsewhere, "Di sana").await;
        let removed = post(services, &editor, &slug, "Sebentar").await;
        commenting::delete(services, &editor, removed.id).await.expect("taken back");
        for parent in [foreign.id, removed.id, CommentId(999_999)] {
            let got = commenting::post(services, by, Posting { parent: Some(parent), ..posting(&slug, "x") }).await;
            assert!(matches!(got, Err(CommentError::ParentGone)), "{got:?}");
        }
        for policy in [Policy::ReadOnly, Policy::Off] {
            set_policy(services, &slug, policy).await;
            let got = commenting::post(services, by, posting(&slug, "Halo")).await;
            assert!(matches!(got, Err(CommentError::Closed)), "{got:?}");
        }
        assert!(page(services, &slug, Sort::Newest, None).await.comments.is_empty(), "off shows nothing");
        set_policy(services, &slug, Policy::Open).await;
        set(services, "comments.days_open", "1").await;
        let day_after = later(services, 48 * 3_600_000_000);
        let got = commenting::post(&day_after, by, posting(&slug, "Halo")).await;
        assert!(matches!(got, Err(CommentError::Closed)), "{got:?}");
        warta::service::publishing::withdraw(&services.store, &services.freshness, &slug, "Salah").await.expect("withdrawn");
        let got = commenting::post(services, by, posting(&slug, "Halo")).await;
        assert!(matches!(got, Err(CommentError::Gone)), "{got:?}");
    }

    async fn guests_write_only_where_anyone_may(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, slug_of_a_story(&site.services).await);
        let guest = |name| Poster::Guest { name };
        let got = commenting::post(services, guest("Tamu"), posting(&slug, "Halo")).await;
        assert!(matches!(got, Err(CommentError::SignInNeeded)), "{got:?}");
        set(services, "comments.who", "anyone").await;
        let long = "a".repeat(61);
        for nameless in ["", " \u{200b} ", &long] {
            let got = commenting::post(services, guest(nameless), posting(&slug, "Halo")).await;
            assert!(matches!(got, Err(CommentError::NameNeeded)), "{got:?}");
        }
        let mut keyed = posting(&slug, "Halo");
        (keyed.key, keyed.address) = (Some("k".into()), "alamat".into());
        let held = commenting::post(services, guest("Tamu"), keyed.clone()).await.expect("taken");
        assert_eq!((held.comment.state, held.comment.author.name.as_str()), (State::Held, "Tamu"));
        let again = commenting::post(services, guest("Tamu"), keyed).await.expect("known");
        assert_eq!((again.fresh, again.comment.id), (false, held.comment.id));
        set(services, "comments.moderation", "after").await;
        let public = commenting::post(services, guest("Tamu"), posting(&slug, "Halo")).await.expect("taken");
        assert_eq!(public.comment.state, State::Published);
        assert!(page(services, &slug, Sort::Newest, None).await.guests);
        // A trap that a machine fell into: it is told nothing.
        let trapped = commenting::post(services, guest("Tamu"), Posting { honeypot: "x".into(), ..posting(&slug, "Beli") }).await.expect("taken");
        assert_eq!(trapped.comment.state, State::Held);
        let row = store::comment::by_id(&services.store, trapped.comment.id).await.expect("read").expect("there");
        assert_eq!((row.state, row.reason.as_str()), (State::Spam, "honeypot"));
    }

    async fn too_many_in_a_minute_are_refused_but_not_from_staff(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, slug_of_a_story(&site.services).await);
        set(services, "comments.moderation", "after").await;
        let ratih = People::reader(services, "ratih").await;
        for _ in 0..5 {
            post(services, &ratih, &slug, "Halo").await;
        }
        let soon = later(services, 20_000_000);
        let got = commenting::post(&soon, Poster::Account(&ratih), posting(&slug, "Halo")).await;
        assert!(matches!(got, Err(CommentError::TooFast { retry_after }) if retry_after == Duration::from_secs(40)), "{got:?}");
        post(&later(services, 61_000_000), &ratih, &slug, "Halo").await;
        let editor = People::staff(services, "editor").await;
        for _ in 0..30 {
            let mut own = posting(&slug, "Halo");
            own.address = "kantor".into();
            commenting::post(services, Poster::Account(&editor), own).await.expect("staff may");
        }
        // The same address, another account.
        let dewi = People::reader(services, "dewi").await;
        let got = commenting::post(services, Poster::Account(&dewi), Posting { address: "kantor".into(), ..posting(&slug, "Halo") }).await;
        assert!(matches!(got, Err(CommentError::TooFast { .. })), "{got:?}");
    }

    async fn a_comment_is_changed_for_a_quarter_of_an_hour(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, slug_of_a_story(&site.services).await);
        set(services, "comments.moderation", "after").await;
        let ratih = People::reader(services, "ratih").await;
        let comment = post(services, &ratih, &slug, "Halo").await;
        let minute = later(services, 60_000_000);
        let edited = commenting::edit(&minute, &ratih, comment.id, "Halo **semua**").await.expect("edited");
        assert_eq!(edited.html, "<p>Halo <strong>semua</strong></p>\n");
        assert!(edited.edited_at.is_some() && edited.seq == 2);
        commenting::edit(&minute, &ratih, comment.id, "Halo **semua**").await.expect("nothing to do");
        assert_eq!(events(services, &slug).await, [(1, CREATED.to_owned()), (2, UPDATED.to_owned())]);
        let versions = store::queue::versions(&services.store, comment.id).await.expect("versions");
        assert_eq!(versions, [("Halo".to_owned(), noon().micros())]);
        let late = later(services, 15 * 60_000_000 + 1);
        let got = commenting::edit(&late, &ratih, comment.id, "x").await;
        assert!(matches!(got, Err(CommentError::TooLate)), "{got:?}");
        let other = People::staff(services, "lain").await;
        let got = commenting::edit(services, &other, comment.id, "x").await;
        assert!(matches!(got, Err(CommentError::NotYours)), "{got:?}");
        // What would have been held at first is held now, and goes from every page.
        let held = commenting::edit(&minute, &ratih, comment.id, "https://a.test https://b.test").await.expect("edited");
        assert_eq!(held.state, State::Held);
        assert_eq!(events(services, &slug).await.last().expect("an event").1, REMOVED);
        assert_eq!(story(services, &slug).await.count, 0);
    }

    async fn what_is_taken_back_keeps_its_place_while_replies_stand(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, slug_of_a_story(&site.services).await);
        let editor = People::staff(services, "editor").await;
        let top = post(services, &editor, &slug, "Atas").await;
        let middle = reply(services, &editor, &slug, top.id).await;
        let leaf = reply(services, &editor, &slug, middle.id).await;
        commenting::delete(services, &editor, middle.id).await.expect("taken back");
        commenting::delete(services, &editor, middle.id).await.expect("twice does nothing");
        let shown = page(services, &slug, Sort::Newest, None).await;
        let states: Vec<_> = shown.comments.iter().map(|c| (c.id, c.state, c.depth)).collect();
        assert_eq!(states, [(top.id, State::Published, 0), (middle.id, State::Removed, 1), (leaf.id, State::Published, 2)]);
        let place = &shown.comments[1];
        assert!(place.body.is_empty() && place.html.is_empty() && place.author.name.is_empty());
        assert_eq!((shown.count, shown.comments[0].replies), (2, 1));
        // The last reply goes, and the place with it.
        commenting::delete(services, &editor, leaf.id).await.expect("taken back");
        let shown = page(services, &slug, Sort::Newest, None).await;
        assert_eq!(shown.comments.iter().map(|c| c.id).collect::<Vec<_>>(), [top.id]);
        assert_eq!((shown.count, shown.comments[0].replies), (1, 0));
        let rows = store::event::since(&services.store, top.article, 0, 100).await.expect("events");
        let removed: Vec<_> = rows.iter().filter_map(|row| row.removed).collect();
        assert_eq!(removed, [(middle.id, true), (leaf.id, false), (middle.id, false)]);
        // Of what is hidden now, the log gives nothing away.
        assert!(rows.iter().all(|row| row.comment.as_ref().is_none_or(|c| c.state == State::Published)));
        assert_eq!(rows.iter().map(|row| row.seq).collect::<Vec<_>>(), (1..=6).collect::<Vec<_>>());
    }

    async fn likes_are_counted_once_and_told_once_a_second(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, slug_of_a_story(&site.services).await);
        let editor = People::staff(services, "editor").await;
        let comment = post(services, &editor, &slug, "Halo").await;
        let later = later(services, 5_000_000);
        let mut fans = Vec::new();
        for n in 0..6 {
            fans.push(People::reader(services, &format!("fan{n}")).await);
        }
        for fan in &fans {
            for _ in 0..3 {
                commenting::like(&later, fan, comment.id, true).await.expect("liked");
            }
        }
        assert_eq!(events(services, &slug).await.len(), 2, "one event for the first, the rest wait");
        let liked = commenting::like(&later, &fans[5], comment.id, false).await.expect("taken back");
        assert_eq!(liked.likes, 5);
        tokio::time::sleep(Duration::from_millis(1500)).await;
        assert_eq!(events(services, &slug).await.len(), 3, "one event for all that waited");
        let rows = store::event::since(&services.store, comment.article, 2, 9).await.expect("events");
        assert_eq!(rows[0].comment.as_ref().expect("public").likes, 5);
        let own = commenting::likes_of(services, fans[0].id(), &[comment.id, CommentId(77)]).await.expect("likes");
        assert_eq!(own, [comment.id]);
        let article = ArticleRef::Slug(slug);
        assert_eq!(commenting::likes_in(services, &fans[0], &article).await.expect("likes"), [comment.id]);
        assert!(commenting::likes_in(services, &fans[5], &article).await.expect("likes").is_empty());
    }

    async fn a_report_counts_once_from_each(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, slug_of_a_story(&site.services).await);
        let (editor, ratih) = (People::staff(services, "editor").await, People::reader(services, "ratih").await);
        let comment = post(services, &editor, &slug, "Halo").await;
        for reporter in [Reporter::Account(&ratih), Reporter::Account(&ratih), Reporter::Address("a"), Reporter::Address("a"), Reporter::Address("b")] {
            commenting::report(services, reporter, comment.id, "spam", "catatan").await.expect("reported");
        }
        let row = store::comment::by_id(&services.store, comment.id).await.expect("read").expect("there");
        assert_eq!((row.reports, row.state), (3, State::Published));
    }

    async fn those_who_are_answered_or_follow_are_told_once(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, slug_of_a_story(&site.services).await);
        let article = ArticleRef::Slug(slug.clone());
        let (a, b, c) = (People::staff(services, "a").await, People::staff(services, "b").await, People::staff(services, "c").await);
        let first = post(services, &a, &slug, "Satu").await;
        assert!(commenting::follows(services, &a, &article).await.expect("read"), "who writes follows");
        commenting::follow(services, &c, &article, true).await.expect("followed");
        let answer = reply(services, &b, &slug, first.id).await;
        post(services, &b, &slug, "Dua").await;
        let kinds = async |reader: &Reader| {
            let list = notifying::unread(services, reader).await.expect("notices");
            list.into_iter().map(|n| (n.kind, n.comment_id)).collect::<Vec<_>>()
        };
        let told = kinds(&a).await;
        assert_eq!(told.len(), 2, "the reply, and one notice of the thread: {told:?}");
        assert!(told.contains(&("reply".into(), answer.id.0)));
        assert_eq!(kinds(&c).await, [("thread".to_owned(), answer.id.0)], "one unread notice of a thread is enough");
        assert!(kinds(&b).await.is_empty());
        let mail = notifying::unmailed(services, 0, 100).await.expect("notices");
        assert_eq!(mail.len(), 3);
        let secret = mail.iter().find(|n| n.account_id == c.id().0).and_then(|n| n.secret.clone()).expect("a secret");
        assert!(commenting::unfollow_by_secret(services, &secret).await.expect("ended"));
        assert!(!commenting::follows(services, &c, &article).await.expect("read"));
        notifying::read(services, &a, i64::MAX).await.expect("read");
        assert!(kinds(&a).await.is_empty());
        let next = post(services, &b, &slug, "Tiga").await;
        assert_eq!(kinds(&a).await, [("thread".to_owned(), next.id.0)], "after reading, the next one is told again");
        notifying::read(services, &a, i64::MAX).await.expect("read");
        // Muted: no more notices, and the reader's pages know what to leave out.
        commenting::mute(services, &a, answer.id, true).await.expect("muted");
        reply(services, &b, &slug, first.id).await;
        assert!(kinds(&a).await.is_empty());
        assert_eq!(commenting::muted_in(services, &a, &article).await.expect("muted").len(), 4);
        // Hidden comments are not told of.
        commenting::delete(services, &b, answer.id).await.expect("taken back");
        assert!(kinds(&c).await.is_empty());
    }

    async fn pages_of_a_thread_follow_each_other_both_ways(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, slug_of_a_story(&site.services).await);
        let editor = People::staff(services, "editor").await;
        let mut all = Vec::new();
        for n in 0..120 {
            let at = later(services, n);
            all.push(post(&at, &editor, &slug, &format!("Nomor {n}")).await.id);
        }
        for sort in [Sort::Oldest, Sort::Newest, Sort::Top] {
            let mut want = all.clone();
            if sort != Sort::Oldest {
                want.reverse();
            }
            let next = |t: &warta::domain::comment::Thread| if sort == Sort::Oldest { t.newer.clone() } else { t.older.clone() };
            let before = |t: &warta::domain::comment::Thread| if sort == Sort::Oldest { t.older.clone() } else { t.newer.clone() };
            let first = page(services, &slug, sort, None).await;
            assert!(before(&first).is_none() && first.count == 120 && first.seq == 120);
            let second = page(services, &slug, sort, Some(cursor(&next(&first).expect("more")))).await;
            let third = page(services, &slug, sort, Some(cursor(&next(&second).expect("more")))).await;
            assert!(next(&third).is_none());
            let got: Vec<_> = [&first, &second, &third].into_iter().flat_map(|t| t.comments.iter().map(|c| c.id)).collect();
            assert_eq!(got, want, "{sort:?}");
            let back = page(services, &slug, sort, Some(cursor(&before(&third).expect("a page before")))).await;
            assert_eq!(back.comments, second.comments);
            let back = page(services, &slug, sort, Some(cursor(&before(&back).expect("a page before")))).await;
            assert_eq!(back.comments, first.comments);
            assert!(before(&back).is_none());
        }
        let link = page(services, &slug, Sort::Newest, None).await.older.expect("more");
        let zone = Zone::utc();
        let wrong = thread::page(&services.store, &zone, &slug.as_str().into(), Sort::Oldest, Some(cursor(&link))).await;
        assert!(wrong.is_err(), "a cursor of another order is refused");
        let row = story(services, &slug).await;
        let (list, next) = thread::flat(&services.store, &zone, &row, Sort::Newest, None, 100).await.expect("a list");
        let (rest, end) = thread::flat(&services.store, &zone, &row, Sort::Newest, next.as_deref(), 100).await.expect("a list");
        assert_eq!((list.len(), rest.len(), end), (100, 20, None));
    }

    async fn a_thread_a_thousand_deep_is_read_and_taken_down(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, slug_of_a_story(&site.services).await);
        let editor = People::staff(services, "editor").await;
        let top = post(services, &editor, &slug, "Atas").await;
        let mut chain = vec![top.id];
        for _ in 0..1000 {
            chain.push(reply(services, &editor, &slug, chain[chain.len() - 1]).await.id);
        }
        let shown = page(services, &slug, Sort::Newest, None).await;
        assert_eq!(shown.comments.len(), 4, "three levels under the first");
        let zone = Zone::utc();
        let deep = thread::around(&services.store, &zone, &slug.as_str().into(), chain[500]).await.expect("read").expect("shown");
        let ids: Vec<_> = deep.comments.iter().map(|c| c.id).collect();
        assert_eq!(ids, chain[470..=503], "what it answers, itself, and what answers it");
        // From the middle up all are taken back; the leaf holds every place.
        for id in &chain[1..1000] {
            commenting::delete(services, &editor, *id).await.expect("taken back");
        }
        assert_eq!(story(services, &slug).await.count, 2);
        assert_eq!(page(services, &slug, Sort::Newest, None).await.comments.len(), 4);
        commenting::delete(services, &editor, chain[1000]).await.expect("taken back");
        assert_eq!(page(services, &slug, Sort::Newest, None).await.comments.len(), 1);
    }

    async fn many_replies_are_cut_and_their_own_page_leads_on(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, slug_of_a_story(&site.services).await);
        let editor = People::staff(services, "editor").await;
        let mut tops = Vec::new();
        for _ in 0..12 {
            let top = post(services, &editor, &slug, "Atas").await.id;
            reply(services, &editor, &slug, top).await;
            tops.push(top);
        }
        for _ in 0..69 {
            reply(services, &editor, &slug, tops[0]).await;
        }
        let shown = page(services, &slug, Sort::Oldest, None).await;
        assert_eq!(shown.comments.len(), 12 + 20 + 11);
        assert_eq!(shown.comments[0].replies, 70);
        let (zone, article) = (Zone::utc(), ArticleRef::Slug(slug.clone()));
        let own = thread::around(&services.store, &zone, &article, tops[0]).await.expect("read").expect("shown");
        assert_eq!((own.comments.len(), own.older.is_none()), (51, true));
        let link = own.newer.expect("more");
        let rest = thread::around_from(&services.store, &zone, &article, tops[0], Some(cursor(&link))).await.expect("read").expect("shown");
        assert_eq!((rest.comments.len(), rest.newer.is_none()), (21, true));
        let elsewhere = People::stories(services).await.remove(1);
        assert!(thread::around(&services.store, &zone, &elsewhere.as_str().into(), tops[0]).await.expect("read").is_none());
    }

    async fn everything_of_an_account_goes_when_it_is_asked_for(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, slug_of_a_story(&site.services).await);
        let (a, b) = (People::staff(services, "a").await, People::staff(services, "b").await);
        let first = post(services, &a, &slug, "Rahasia").await;
        reply(services, &b, &slug, first.id).await;
        post(services, &a, &slug, "Rahasia lagi").await;
        commenting::remove_all_of(services, a.id()).await.expect("removed");
        let shown = page(services, &slug, Sort::Newest, None).await;
        assert_eq!((shown.count, shown.comments.len()), (1, 2));
        let row = store::comment::by_id(&services.store, first.id).await.expect("read").expect("there");
        assert!(row.body.is_empty() && row.html.is_empty() && row.state == State::Removed);
    }

    async fn hiding_makes_the_page_stale_at_once(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, slug_of_a_story(&site.services).await);
        let editor = People::staff(services, "editor").await;
        let keys = |name: String| vec![name];
        let begun = services.freshness.now();
        let comment = post(services, &editor, &slug, "Halo").await;
        assert!(services.freshness.is_fresh(begun, &keys(format!("article/{slug}"))));
        assert!(!services.freshness.is_fresh(begun, &keys(format!("thread/{}", comment.article))));
        commenting::delete(services, &editor, comment.id).await.expect("taken back");
        assert!(!services.freshness.is_fresh(begun, &keys(format!("article/{slug}"))));
    }

    async fn a_clock_an_hour_off_loses_nothing(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, slug_of_a_story(&site.services).await);
        set(services, "comments.moderation", "after").await;
        let ratih = People::reader(services, "ratih").await;
        let ahead = later(services, 3_600_000_000);
        for _ in 0..5 {
            post(&ahead, &ratih, &slug, "Dari nanti").await;
        }
        // The clock is set back: the rule of pace does not lock anybody out for an hour.
        let now = post(services, &ratih, &slug, "Dari kini").await;
        assert_eq!(now.seq, 6);
        let liked = commenting::like(services, &ratih, now.id, true).await.expect("liked");
        assert_eq!(liked.likes, 1);
    }
}
