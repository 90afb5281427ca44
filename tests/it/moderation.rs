//! Decisions about comments: what they lead to, who learns of them, and what is written down.

use crate::{
    on_both_databases,
    support::people::{People, later},
};
use warta::{
    context::Services,
    domain::{
        comment::{CREATED, Comment, REMOVED, Sort, State, UPDATED},
        id::CommentId,
        moderation::Ban,
        site::{Language, Site as Place},
        stamp::Stamp,
    },
    service::{
        commenting::{self, CommentError, Poster, Posting, Reporter},
        moderating::{self, Decision, Desk, Filter, Search, Seen},
        notifying,
        rights::{Moderator, Reader},
        thread,
        zone::Zone,
    },
    store,
};

async fn post(
    services: &Services,
    reader: &Reader,
    slug: &str,
    parent: Option<CommentId>,
    body: &str,
) -> Comment {
    let posting = Posting {
        article: slug.into(),
        parent,
        body: body.into(),
        key: None,
        address: "alamat".into(),
        honeypot: String::new(),
        composing: None,
    };
    commenting::post(services, Poster::Account(reader), posting)
        .await
        .expect("a comment is taken")
        .comment
}

/// Where the desk's times and words are printed.
fn place() -> (Place, Zone) {
    let zone = Zone::named("Asia/Jakarta").expect("a zone");
    let site = Place {
        name: "Warta".into(),
        tagline: String::new(),
        language: Language::Indonesian,
        base_url: "http://localhost".into(),
        zone: "Asia/Jakarta".into(),
        today: zone.moment(Stamp::from_micros(0)),
        categories: Vec::new(),
        pages: Vec::new(),
        navigation: Vec::new(),
        social: Vec::new(),
        footer: String::new(),
        logo: None,
        logo_dark: None,
    };
    (site, zone)
}

async fn decide(services: &Services, by: &Moderator, id: CommentId, decision: Decision) -> Comment {
    moderating::decide(services, by, id, decision, "", None)
        .await
        .expect("decided")
}

async fn kinds(services: &Services, slug: &str) -> Vec<String> {
    let story = thread::story(&services.store, &slug.into())
        .await
        .expect("read")
        .expect("a story");
    let rows = store::event::since(&services.store, story.id, 0, 1000)
        .await
        .expect("events");
    assert!(
        rows.iter()
            .enumerate()
            .all(|(n, row)| row.seq == n as i64 + 1),
        "no gaps"
    );
    rows.into_iter().map(|row| row.kind).collect()
}

async fn count(services: &Services, slug: &str) -> u32 {
    thread::story(&services.store, &slug.into())
        .await
        .expect("read")
        .expect("a story")
        .count
}

async fn row(services: &Services, id: CommentId) -> store::comment::CommentRow {
    store::comment::by_id(&services.store, id)
        .await
        .expect("read")
        .expect("there")
}

on_both_databases! {
    async fn an_approved_comment_appears_and_its_author_is_trusted(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, People::story(&site.services).await);
        let (ratih, moderator) = (People::reader(services, "ratih").await, People::moderator(services, "mod").await);
        let comment = post(services, &ratih, &slug, None, "Halo").await;
        assert_eq!(row(services, comment.id).await.reason, "first");
        let approved = decide(services, &moderator, comment.id, Decision::Approve).await;
        assert_eq!((approved.state, approved.seq, approved.reason.as_str()), (State::Published, 1, ""));
        assert_eq!((count(services, &slug).await, kinds(services, &slug).await), (1, vec![CREATED.to_owned()]));
        let told = notifying::unread(services, &ratih).await.expect("notices");
        assert_eq!(told.iter().map(|n| n.kind.as_str()).collect::<Vec<_>>(), ["decision"]);
        let next = post(services, &ratih, &slug, None, "Lagi").await;
        assert_eq!(next.state, State::Published, "trusted now");
        // Once more does nothing and is not written down.
        decide(services, &moderator, comment.id, Decision::Approve).await;
        let log = store::audit::by_subject(&services.store, &format!("comment:{}", comment.id), 10).await.expect("a log");
        let lines: Vec<_> = log.iter().map(|l| (l.by_name.as_str(), l.action.as_str(), l.detail.as_str())).collect();
        assert_eq!(lines, [("mod", "approve", "held > published")]);
        // Undone: waiting again, gone from the page, and no longer trusted.
        let undone = decide(services, &moderator, comment.id, Decision::Restore).await;
        assert_eq!((undone.state, count(services, &slug).await), (State::Held, 1));
        assert_eq!(post(services, &ratih, &slug, None, "Lagi").await.state, State::Held);
    }

    async fn hiding_reaches_everyone_and_can_be_undone(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, People::story(&site.services).await);
        let (editor, moderator) = (People::staff(services, "editor").await, People::moderator(services, "mod").await);
        for decision in [Decision::Reject, Decision::Spam, Decision::Remove] {
            let comment = post(services, &editor, &slug, None, "Halo").await;
            let before = kinds(services, &slug).await.len();
            let hidden = moderating::decide(services, &moderator, comment.id, decision, " Kasar ", None).await.expect("decided");
            assert_eq!(hidden.reason, "Kasar");
            decide(services, &moderator, comment.id, decision).await;
            assert_eq!(kinds(services, &slug).await[before..], [REMOVED.to_owned()]);
            let public = thread::page(&services.store, &Zone::utc(), &slug.as_str().into(), Sort::Newest, None).await.expect("read").expect("public");
            assert!(public.comments.iter().all(|c| c.id != comment.id));
            let back = decide(services, &moderator, comment.id, Decision::Restore).await;
            assert_eq!((back.state, back.reason.as_str()), (State::Published, ""));
            assert_eq!(kinds(services, &slug).await[before..], [REMOVED.to_owned(), CREATED.to_owned()]);
        }
        assert_eq!(count(services, &slug).await, 3);
    }

    async fn a_rejection_tells_its_author_why_and_spam_tells_nothing(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, People::story(&site.services).await);
        let (ratih, moderator) = (People::reader(services, "ratih").await, People::moderator(services, "mod").await);
        let rejected = post(services, &ratih, &slug, None, "Satu").await;
        let spam = post(services, &ratih, &slug, None, "Dua").await;
        moderating::decide(services, &moderator, rejected.id, Decision::Reject, "Menyerang pribadi", None).await.expect("decided");
        moderating::decide(services, &moderator, spam.id, Decision::Spam, "Iklan", None).await.expect("decided");
        let own = commenting::own_held(services, &ratih, &slug.as_str().into()).await.expect("own");
        let seen: Vec<_> = own.iter().map(|c| (c.id, c.state, c.reason.as_str())).collect();
        assert_eq!(seen, [(spam.id, State::Held, ""), (rejected.id, State::Rejected, "Menyerang pribadi")]);
        assert_eq!(notifying::unread(services, &ratih).await.expect("notices").len(), 1);
        assert!(kinds(services, &slug).await.is_empty(), "neither was public");
    }

    async fn two_moderators_never_decide_unknowingly(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, People::story(&site.services).await);
        let (ratih, one, two) = (People::reader(services, "ratih").await, People::moderator(services, "satu").await, People::moderator(services, "dua").await);
        let comment = post(services, &ratih, &slug, None, "Halo").await;
        let (a, b) = tokio::join!(
            moderating::decide(services, &one, comment.id, Decision::Approve, "", Some(State::Held.into())),
            moderating::decide(services, &two, comment.id, Decision::Reject, "", Some(State::Held.into())),
        );
        let refused = [&a, &b].into_iter().filter(|d| matches!(d, Err(CommentError::Conflict { .. }))).count();
        assert_eq!(refused, 1, "{a:?} {b:?}");
        // What its author took back stays away.
        let other = post(services, &ratih, &slug, None, "Sebentar").await;
        commenting::delete(services, &ratih, other.id).await.expect("taken back");
        for decision in Decision::ALL {
            let got = moderating::decide(services, &one, other.id, decision, "", None).await;
            assert!(matches!(got, Err(CommentError::Conflict { now: State::Removed })), "{got:?}");
        }
    }

    async fn a_text_that_changed_is_read_again_first(site: Site) {
        let site = site.with_stories(2).await;
        let services = &site.services;
        let slug = People::story(services).await;
        let (ratih, moderator) = (People::reader(services, "ratih").await, People::moderator(services, "eko").await);
        let id = post(services, &ratih, &slug, None, "Terima kasih").await.id;
        let seen = |edited| Some(Seen { state: State::Held, edited: Some(edited) });
        commenting::edit(services, &ratih, id, "Beli di sini").await.expect("edited");
        let refused = moderating::decide(services, &moderator, id, Decision::Approve, "", seen(0)).await;
        assert!(matches!(refused, Err(CommentError::Edited)), "{refused:?}");
        let now = row(services, id).await;
        assert_eq!(now.state, State::Held);
        let edited = now.edited_at.expect("edited").micros();
        let approved = moderating::decide(services, &moderator, id, Decision::Approve, "", seen(edited)).await;
        assert_eq!(approved.expect("approved").state, State::Published);
        // A retry of an undo undoes nothing more.
        for _ in 0..2 {
            assert_eq!(decide(services, &moderator, id, Decision::Restore).await.state, State::Held);
        }
    }

    async fn picks_and_pins_are_seen_and_one_pin_is_enough(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, People::story(&site.services).await);
        let (editor, moderator) = (People::staff(services, "editor").await, People::moderator(services, "mod").await);
        let one = post(services, &editor, &slug, None, "Satu").await;
        let two = post(services, &editor, &slug, None, "Dua").await;
        let answer = post(services, &editor, &slug, Some(one.id), "Balasan").await;
        assert!(decide(services, &moderator, one.id, Decision::Pick).await.picked);
        decide(services, &moderator, one.id, Decision::Pick).await;
        assert!(decide(services, &moderator, one.id, Decision::Pin).await.pinned);
        let pinned = decide(services, &moderator, two.id, Decision::Pin).await;
        assert_eq!((pinned.pinned, row(services, one.id).await.pinned), (true, false));
        assert_eq!(kinds(services, &slug).await[3..], [UPDATED, UPDATED, UPDATED, UPDATED]);
        let got = moderating::decide(services, &moderator, answer.id, Decision::Pin, "", None).await;
        assert!(matches!(got, Err(CommentError::NotPinnable)), "{got:?}");
        decide(services, &moderator, one.id, Decision::Pin).await;
        let shown = thread::page(&services.store, &Zone::utc(), &slug.as_str().into(), Sort::Newest, None).await.expect("read").expect("public");
        assert_eq!(shown.comments.iter().map(|c| c.id).collect::<Vec<_>>(), [one.id, answer.id, two.id]);
        decide(services, &moderator, one.id, Decision::Unpin).await;
        let hidden = decide(services, &moderator, one.id, Decision::Reject).await;
        assert!(!hidden.pinned && !hidden.picked);
        let got = moderating::decide(services, &moderator, one.id, Decision::Pick, "", None).await;
        assert!(matches!(got, Err(CommentError::Conflict { now: State::Rejected })), "{got:?}");
    }

    async fn a_place_comes_back_with_the_reply_under_it(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, People::story(&site.services).await);
        let (editor, moderator) = (People::staff(services, "editor").await, People::moderator(services, "mod").await);
        let top = post(services, &editor, &slug, None, "Atas").await;
        let leaf = post(services, &editor, &slug, Some(top.id), "Bawah").await;
        decide(services, &moderator, leaf.id, Decision::Reject).await;
        decide(services, &moderator, top.id, Decision::Reject).await;
        assert_eq!(count(services, &slug).await, 0);
        decide(services, &moderator, leaf.id, Decision::Restore).await;
        let shown = thread::page(&services.store, &Zone::utc(), &slug.as_str().into(), Sort::Newest, None).await.expect("read").expect("public");
        let states: Vec<_> = shown.comments.iter().map(|c| (c.id, c.state, c.reason.as_str())).collect();
        assert_eq!(states, [(top.id, State::Removed, ""), (leaf.id, State::Published, "")]);
        decide(services, &moderator, top.id, Decision::Restore).await;
        assert_eq!((count(services, &slug).await, row(services, top.id).await.replies), (2, 1));
    }

    async fn the_queue_holds_what_waits_page_by_page(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, People::story(&site.services).await);
        let (editor, moderator) = (People::staff(services, "editor").await, People::moderator(services, "mod").await);
        let mut waiting = Vec::new();
        for n in 0..7 {
            let at = later(services, n * 10);
            let reader = People::reader(&at, &format!("pembaca{n}")).await;
            waiting.push(post(&at, &reader, &slug, None, "Menunggu").await.id);
        }
        let reported = post(&later(services, 35), &editor, &slug, None, "Dilaporkan").await;
        commenting::report(services, Reporter::Address("x"), reported.id, "kasar", "").await.expect("reported");
        waiting.insert(4, reported.id);
        let mut seen = Vec::new();
        let mut cursor = None;
        loop {
            let page = moderating::queue(services, &moderator, Filter::Waiting, cursor.as_deref(), 3).await.expect("a page");
            assert!(page.items.len() <= 3);
            seen.extend(page.items.iter().map(|item| item.comment.id));
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen, waiting);
        assert_eq!(moderating::waiting(services, &moderator).await.expect("counts"), (7, 1));
        // A decision settles the reports; what is fine stays.
        decide(services, &moderator, reported.id, Decision::Approve).await;
        let page = moderating::queue(services, &moderator, Filter::Reported, None, 10).await.expect("a page");
        assert!(page.items.is_empty());
        for word in ["published", "held", "rejected", "spam", "removed", "all", "waiting", "reported"] {
            let filter = Filter::from_word(word).expect("a filter");
            let page = moderating::queue(services, &moderator, filter, None, 100).await.expect("a page");
            let want = match word { "published" => 1, "held" | "waiting" => 7, "all" => 8, _ => 0 };
            assert_eq!(page.items.len(), want, "{word}");
        }
        let ids: Vec<_> = waiting.iter().filter(|id| **id != reported.id).map(|id| (*id, Some(State::Held.into()))).collect();
        let done = moderating::bulk(services, &moderator, &ids, Decision::Spam, "").await;
        assert!(done.len() == 7 && done.iter().all(|(_, d)| d.is_ok()));
        let done = moderating::bulk(services, &moderator, &ids[..2], Decision::Approve, "").await;
        assert!(done.iter().all(|(_, d)| matches!(d, Err(CommentError::Conflict { now: State::Spam }))));
    }

    async fn a_ban_stops_everything_but_taking_back(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, People::story(&site.services).await);
        let (ratih, editor, moderator) = (People::reader(services, "ratih").await, People::staff(services, "editor").await, People::moderator(services, "mod").await);
        let own = post(services, &ratih, &slug, None, "Halo").await;
        let public = post(services, &editor, &slug, None, "Halo").await;
        let hour = later(services, 3_600_000_000);
        moderating::ban(services, &moderator, ratih.id(), Some(hour.clock.now()), "Mengganggu").await.expect("banned");
        let posted = commenting::post(services, Poster::Account(&ratih), Posting {
            article: slug.as_str().into(), parent: None, body: "x".into(), key: None, address: String::new(), honeypot: String::new(), composing: None,
        }).await;
        assert!(matches!(&posted, Err(CommentError::Banned { until, reason }) if *until == Some(hour.clock.now()) && reason == "Mengganggu"), "{posted:?}");
        for got in [
            commenting::like(services, &ratih, public.id, true).await.map(|_| ()),
            commenting::report(services, Reporter::Account(&ratih), public.id, "", "").await,
            commenting::edit(services, &ratih, own.id, "x").await.map(|_| ()),
        ] {
            assert!(matches!(got, Err(CommentError::Banned { .. })), "{got:?}");
        }
        commenting::delete(services, &ratih, own.id).await.expect("taken back");
        post(&hour, &ratih, &slug, None, "Kembali").await;
        moderating::ban(services, &moderator, ratih.id(), None, "Selamanya").await.expect("banned");
        let (site, zone) = place();
        let facts = Desk::new(services, &moderator, &site, &zone).author(ratih.id()).await.expect("read").expect("facts");
        assert_eq!(facts.ban, Some(Ban { reason: "Selamanya".into(), until: None }));
        assert_eq!((facts.published, facts.held, facts.refused, facts.removed), (0, 1, 0, 1));
        moderating::unban(services, &moderator, ratih.id()).await.expect("ended");
        moderating::unban(services, &moderator, ratih.id()).await.expect("twice does nothing");
        post(services, &ratih, &slug, None, "Kembali").await;
        let log = Desk::new(services, &moderator, &site, &zone).log_of(ratih.id()).await.expect("a log");
        let bans: Vec<_> = log.iter().filter(|l| l.act.action.ends_with("ban")).map(|l| l.act.action.as_str()).collect();
        assert_eq!(bans, ["unban", "ban", "ban"]);
        let got = moderating::ban(services, &moderator, editor.id(), None, "x").await;
        assert!(matches!(got, Err(CommentError::Protected)), "{got:?}");
    }

    async fn comments_are_found_by_text_account_and_address(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, People::story(&site.services).await);
        let (editor, moderator) = (People::staff(services, "editor").await, People::moderator(services, "mod").await);
        let mut ids = Vec::new();
        for body in ["Harga 50% turun", "harga_beras", "Banjir", "HARGA naik"] {
            ids.push(post(services, &editor, &slug, None, body).await.id);
        }
        let (place, zone) = place();
        let find = async |search: Search| {
            let mut desk = Desk::new(services, &moderator, &place, &zone);
            let mut found = Vec::new();
            let mut cursor: Option<String> = None;
            loop {
                let page = desk.search(&search, cursor.as_deref()).await.expect("a page");
                found.extend(page.entries.iter().map(|entry| entry.id));
                cursor = page.next;
                if cursor.is_none() {
                    return found;
                }
            }
        };
        assert_eq!(find(Search::Text("Harga".into())).await, [ids[3], ids[1], ids[0]]);
        assert_eq!(find(Search::Text("0%".into())).await, [ids[0]]);
        assert_eq!(find(Search::Text("a_b".into())).await, [ids[1]]);
        assert_eq!(find(Search::Account(editor.id())).await.len(), 4);
        assert_eq!(find(Search::Address("alamat".into())).await.len(), 4);
        assert!(find(Search::Address("lain".into())).await.is_empty());
        assert!(find(Search::Text(" ".into())).await.is_empty());
        // More than a page holds, each once.
        let mut many = Vec::new();
        for n in 0..30 {
            many.push(post(services, &editor, &slug, None, &format!("Cabai {n}")).await.id);
        }
        many.reverse();
        assert_eq!(find(Search::Text("cabai".into())).await, many);
        assert_eq!(find(Search::Account(editor.id())).await.len(), 34);
    }

    async fn the_desk_shows_all_that_stands_around_a_comment(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, People::story(&site.services).await);
        let (ratih, editor, moderator) = (People::reader(services, "ratih").await, People::staff(services, "editor").await, People::moderator(services, "mod").await);
        let top = post(services, &editor, &slug, None, "Atas").await;
        let held = post(services, &ratih, &slug, Some(top.id), "Balasan").await;
        commenting::edit(services, &ratih, held.id, "Balasan lain").await.expect("edited");
        decide(services, &moderator, held.id, Decision::Approve).await;
        commenting::report(services, Reporter::Account(&editor), held.id, "kasar", "lihat").await.expect("reported");
        let (place, zone) = place();
        let mut desk = Desk::new(services, &moderator, &place, &zone);
        let entry = desk.entry(held.id).await.expect("read").expect("an entry");
        assert!(entry.answers.is_some_and(|answered| answered.html.contains("Atas")));
        assert_eq!(entry.before.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>(), ["Balasan"]);
        assert_eq!((entry.reports.len(), entry.reports[0].note.as_str(), entry.address.as_str()), (1, "lihat", "alamat"));
        let author = entry.author.expect("an author");
        assert_eq!((author.name.as_str(), author.trusted), ("ratih", true));
        assert_eq!(entry.log.iter().map(|act| act.action.as_str()).collect::<Vec<_>>(), ["approve"]);
        // A moderator deletes through the same door as everybody, and it is written down.
        commenting::delete(services, &moderator, held.id).await.expect("removed");
        let entry = desk.entry(held.id).await.expect("read").expect("an entry");
        assert_eq!((entry.log[0].action.as_str(), entry.state), ("remove", State::Removed));
    }

    async fn what_resembles_spam_is_held(site: Site) {
        let site = site.with_stories(2).await;
        let (services, slug) = (&site.services, People::story(&site.services).await);
        let (ratih, dewi, moderator) = (People::reader(services, "ratih").await, People::reader(services, "dewi").await, People::moderator(services, "mod").await);
        let good = post(services, &dewi, &slug, None, "Halo").await;
        decide(services, &moderator, good.id, Decision::Approve).await;
        let text = "Menang besar setiap hari di situs kami, daftar sekarang juga dan klaim bonus";
        let spam = post(services, &ratih, &slug, None, text).await;
        decide(services, &moderator, spam.id, Decision::Spam).await;
        let like = post(services, &dewi, &slug, None, &text.to_uppercase()).await;
        assert_eq!((like.state, row(services, like.id).await.reason.as_str()), (State::Held, "similar"));
        assert_eq!(post(services, &dewi, &slug, None, "Berita yang bagus sekali, terima kasih redaksi").await.state, State::Published);
    }
}
