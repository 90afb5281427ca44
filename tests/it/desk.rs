//! The newsroom's door and its desk for comments, as a browser without script sees them.

use crate::{
    on_both_databases,
    support::{Answer, Client, Site, people::People},
};
use warta::{
    domain::{account::Role, comment::Comment, id::CommentId},
    service::{
        administering::{self, By},
        commenting::{self, Poster, Posting, Reporter},
        rights::Reader,
    },
    store,
};

/// Somebody of the newsroom, signed in.
async fn signed_in(site: &Site, name: &str, role: Role) -> Client {
    let email = Client::email(name);
    let made = administering::create(
        &site.services,
        By::Console,
        name,
        &email,
        role,
        Client::PASSWORD,
    );
    made.await.expect("an account is made");
    let mut client = Client::new();
    let answer = client.sign_in(site, name).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    client
}

async fn post(site: &Site, reader: &Reader, slug: &str, body: &str) -> Comment {
    let posting = Posting {
        article: slug.into(),
        parent: None,
        body: body.into(),
        key: None,
        address: format!("sandi-{}", reader.viewer().name),
        honeypot: String::new(),
        composing: None,
    };
    commenting::post(&site.services, Poster::Account(reader), posting)
        .await
        .expect("a comment is taken")
        .comment
}

async fn state(site: &Site, id: CommentId) -> &'static str {
    let row = store::comment::by_id(&site.services.store, id).await;
    row.expect("read").expect("there").state.as_str()
}

/// A page without the marks that hydration leaves in its text.
async fn seen(client: &mut Client, site: &Site, path: &str) -> Answer {
    let mut page = client.get(site, path).await;
    page.body = page.body.replace("<!---->", "");
    page
}

async fn sent(client: &mut Client, site: &Site, fields: &[(&str, &str)]) -> Answer {
    let mut page = client.post(site, DESK, fields).await;
    page.body = page.body.replace("<!---->", "");
    page
}

const DESK: &str = "/editor/moderation";

on_both_databases! {
    async fn the_newsroom_opens_to_staff_and_the_desk_to_moderators(site: Site) {
        let pages = ["/editor", DESK, "/editor/moderation?state=spam", "/editor/moderation/search", "/editor/moderation/log", "/editor/apa-saja"];
        for path in pages {
            let page = seen(&mut Client::new(), &site, path).await;
            assert_eq!(page.status, 303, "{path}");
            assert!(page.header("location").starts_with("/login?next=%2Feditor"), "{path}");
            assert_eq!(page.header("cache-control"), "no-store", "{path}");
        }
        for role in Role::ALL {
            let mut client = signed_in(&site, role.as_str(), role).await;
            let mut statuses = Vec::new();
            for path in pages {
                let page = seen(&mut client, &site, path).await;
                assert_eq!(page.header("cache-control"), "no-store", "{path}");
                assert!(page.body.contains("<h1>"), "{path}: a page");
                statuses.push(page.status.as_u16());
            }
            let want = if role.may_moderate() {
                [200, 200, 200, 200, 200, 404]
            } else if role.is_staff() {
                [200, 403, 403, 403, 403, 404]
            } else {
                [403; 6]
            };
            assert_eq!(statuses, want, "{role:?}");
            let answer = sent(&mut client, &site, &[("decision", "approve"), ("ids", "1")]).await;
            assert_eq!(answer.status, if role.may_moderate() { 404 } else { 403 }, "{role:?}");
        }
        assert_eq!(Client::new().post(&site, DESK, &[]).await.header("location"), "/login?next=%2Feditor%2Fmoderation");
    }

    async fn the_start_page_shows_what_somebody_may_do(site: Site) {
        let site = site.with_stories(2).await;
        let slug = People::story(&site.services).await;
        let ratih = People::reader(&site.services, "ratih").await;
        post(&site, &ratih, &slug, "Halo").await;
        let page = seen(&mut signed_in(&site, "Eko", Role::Moderator).await, &site, "/editor").await;
        assert!(page.body.contains("Eko") && page.body.contains("1 menunggu") && page.body.contains("href=\"/editor/moderation\""));
        let page = seen(&mut signed_in(&site, "Dewi", Role::Author).await, &site, "/editor").await;
        assert!(page.body.contains("Dewi") && page.body.contains("/account") && !page.body.contains("/editor/moderation"));
    }

    async fn the_desk_lists_what_waits_with_its_context(site: Site) {
        let site = site.with_stories(2).await;
        let slug = People::story(&site.services).await;
        let (ratih, penulis) = (People::reader(&site.services, "ratih").await, People::staff(&site.services, "penulis").await);
        let held = post(&site, &ratih, &slug, "Komentar *pertama* saya").await;
        let public = post(&site, &penulis, &slug, "Yang dilaporkan").await;
        commenting::report(&site.services, Reporter::Account(&ratih), public.id, "abuse", "lihat ini").await.expect("reported");
        let mut eko = signed_in(&site, "Eko", Role::Moderator).await;
        let page = seen(&mut eko, &site, DESK).await;
        for text in ["Komentar <em>pertama</em> saya", "Komentar pertama akun ini", "Yang dilaporkan", "Dilaporkan 1 kali", "lihat ini", "0 terbit, 0 ditolak", &format!("value=\"{}:held:0\"", held.id)] {
            assert!(page.body.contains(text), "{text}");
        }
        assert!(page.body.contains(&format!("/articles/{slug}")));
        assert!(!page.body.contains("Sebelum disunting"));
        commenting::edit(&site.services, &ratih, held.id, "Komentar yang lain").await.expect("edited");
        let panel = seen(&mut eko, &site, DESK).await;
        assert!(panel.between("Sebelum disunting", "</section>").contains("Komentar *pertama* saya"), "what it said is kept for whoever decides");
        commenting::edit(&site.services, &ratih, held.id, "Komentar *pertama* saya").await.expect("edited back");
        for (list, first, second) in [("?state=held", true, false), ("?state=reported", false, true), ("?state=all", true, true), ("?state=spam", false, false)] {
            let page = seen(&mut eko, &site, &format!("{DESK}{list}")).await;
            assert_eq!((page.body.contains("saya</p>"), page.body.contains("Yang dilaporkan")), (first, second), "{list}");
        }
        assert_eq!(seen(&mut eko, &site, &format!("{DESK}?state=entah")).await.status, 400);
        assert_eq!(seen(&mut eko, &site, &format!("{DESK}?after=entah")).await.status, 400);
    }

    async fn a_long_list_goes_on_by_plain_links(site: Site) {
        let site = site.with_stories(2).await;
        let slug = People::story(&site.services).await;
        let mut ids = Vec::new();
        for n in 0..30 {
            let reader = People::reader(&site.services, &format!("pembaca{n}")).await;
            ids.push(post(&site, &reader, &slug, "Menunggu").await.id);
        }
        let mut eko = signed_in(&site, "Eko", Role::Moderator).await;
        let page = seen(&mut eko, &site, DESK).await;
        assert!(page.body.contains(&format!("id=\"k-{}\"", ids[24])) && !page.body.contains(&format!("id=\"k-{}\"", ids[25])));
        let next = page.between("rel=\"next\" href=\"", "\"").replace("&amp;", "&");
        let page = seen(&mut eko, &site, &next).await;
        assert!(page.body.contains(&format!("id=\"k-{}\"", ids[25])) && page.body.contains(&format!("id=\"k-{}\"", ids[29])) && !page.body.contains("rel=\"next\""));
    }

    async fn deciding_by_form_works_is_told_logged_and_undone(site: Site) {
        let site = site.with_stories(2).await;
        let slug = People::story(&site.services).await;
        let ratih = People::reader(&site.services, "ratih").await;
        let comment = post(&site, &ratih, &slug, "Halo").await;
        let mut eko = signed_in(&site, "Eko", Role::Moderator).await;
        let ids = format!("{}:held", comment.id);
        let answer = sent(&mut eko, &site, &[("decision", "approve"), ("ids", &ids), ("back", "/editor/moderation?state=held")]).await;
        let location = format!("/editor/moderation?state=held&done={}", comment.id);
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, location.as_str()));
        assert_eq!(state(&site, comment.id).await, "published");
        let page = seen(&mut eko, &site, &location).await;
        let notice = page.between("class=\"form__done\"", "</form>");
        assert!(notice.contains("Disetujui oleh Eko") && notice.contains(&format!("{}:published", comment.id)) && notice.contains("value=\"restore\""), "{notice}");
        let log = seen(&mut eko, &site, "/editor/moderation/log").await;
        assert!(log.body.contains("Disetujui oleh Eko"));
        let published = format!("{}:published", comment.id);
        for (word, after) in [("pick", "published"), ("pin", "published"), ("restore", "held")] {
            let answer = sent(&mut eko, &site, &[("decision", word), ("ids", &published)]).await;
            assert_eq!(answer.status, 303, "{word}");
            assert_eq!(state(&site, comment.id).await, after, "{word}");
        }
        for bad in [&[("decision", "entah")][..], &[("ids", "1")], &[("decision", "ban"), ("account", "x")]] {
            assert_eq!(sent(&mut eko, &site, bad).await.status, 400);
        }
        assert_eq!(sent(&mut eko, &site, &[("decision", "spam")]).await.status, 422, "nothing is chosen");
    }

    async fn the_second_of_two_moderators_is_told(site: Site) {
        let site = site.with_stories(2).await;
        let slug = People::story(&site.services).await;
        let ratih = People::reader(&site.services, "ratih").await;
        let comment = post(&site, &ratih, &slug, "Halo").await;
        let (mut satu, mut dua) = (signed_in(&site, "Satu", Role::Moderator).await, signed_in(&site, "Dua", Role::Editor).await);
        let ids = format!("{}:held", comment.id);
        assert_eq!(sent(&mut satu, &site, &[("decision", "reject"), ("ids", &ids), ("reason", "Di luar topik")]).await.status, 303);
        let page = sent(&mut dua, &site, &[("decision", "approve"), ("ids", &ids)]).await;
        assert_eq!((page.status.as_u16(), page.header("cache-control")), (409, "no-store"));
        let notice = page.between("Sudah diputuskan orang lain.", "</div>");
        assert!(notice.contains("Ditolak oleh Satu: Di luar topik"), "{notice}");
        assert_eq!(state(&site, comment.id).await, "rejected");
    }

    async fn several_are_decided_at_once_and_undone_at_once(site: Site) {
        let site = site.with_stories(2).await;
        let slug = People::story(&site.services).await;
        let mut ids = Vec::new();
        for name in ["satu", "dua", "tiga"] {
            let reader = People::reader(&site.services, name).await;
            ids.push(post(&site, &reader, &slug, "Iklan").await.id);
        }
        let mut eko = signed_in(&site, "Eko", Role::Administrator).await;
        let held: Vec<String> = ids.iter().map(|id| format!("{id}:held")).collect();
        let mut fields = vec![("decision", "spam")];
        fields.extend(held[..2].iter().map(|id| ("ids", id.as_str())));
        let answer = sent(&mut eko, &site, &fields).await;
        assert_eq!(answer.status, 303);
        assert_eq!((state(&site, ids[0]).await, state(&site, ids[1]).await, state(&site, ids[2]).await), ("spam", "spam", "held"));
        let page = seen(&mut eko, &site, answer.header("location")).await;
        let undo = page.between("class=\"form__done\"", "</form>");
        assert!(undo.contains(&format!("{}:spam", ids[0])) && undo.contains(&format!("{}:spam", ids[1])), "{undo}");
        // One of them was decided already: the others are done, and it is said.
        fields[0].1 = "approve";
        fields.push(("ids", &held[2]));
        assert_eq!(sent(&mut eko, &site, &fields).await.status, 409);
        assert_eq!((state(&site, ids[0]).await, state(&site, ids[2]).await), ("spam", "published"));
    }

    async fn the_reason_reaches_whoever_wrote_it(site: Site) {
        let site = site.with_stories(2).await;
        let slug = People::story(&site.services).await;
        let ratih = People::reader(&site.services, "ratih").await;
        let comment = post(&site, &ratih, &slug, "Halo").await;
        let mut eko = signed_in(&site, "Eko", Role::Moderator).await;
        let ids = format!("{}:held", comment.id);
        let fields = [("decision", "reject"), ("ids", ids.as_str()), ("reason", "Iklan"), ("own", "Tolong tanpa nama orang")];
        assert_eq!(sent(&mut eko, &site, &fields).await.status, 303);
        let own = commenting::own_held(&site.services, &ratih, &slug.as_str().into()).await.expect("own");
        assert_eq!(own[0].reason, "Tolong tanpa nama orang");
        let told = warta::service::notifying::unread(&site.services, &ratih).await.expect("notices");
        assert_eq!(told.iter().map(|n| n.kind.as_str()).collect::<Vec<_>>(), ["decision"]);
    }

    async fn comments_and_accounts_are_found(site: Site) {
        let site = site.with_stories(2).await;
        let slug = People::story(&site.services).await;
        let ratih = People::reader(&site.services, "ratih").await;
        post(&site, &ratih, &slug, "Harga beras naik").await;
        let mut eko = signed_in(&site, "Eko", Role::Moderator).await;
        for (query, found) in [("q=BERAS", true), ("q=jagung", false), ("by=address&q=sandi-ratih", true), ("by=address&q=lain", false), ("by=account&q=ratih%40warta.test", true), ("by=account&q=siapa%40warta.test", false), ("q=", false)] {
            let page = seen(&mut eko, &site, &format!("/editor/moderation/search?{query}")).await;
            assert_eq!((page.status.as_u16(), page.body.contains("Harga beras naik")), (200, found), "{query}");
        }
        let page = seen(&mut eko, &site, &format!("/editor/moderation/accounts/{}", ratih.id())).await;
        assert!(page.body.contains("Harga beras naik") && page.body.contains("ratih@warta.test") && page.body.contains("1 menunggu"));
        for path in ["/editor/moderation/accounts/99999", "/editor/moderation/accounts/x"] {
            assert_eq!(seen(&mut eko, &site, path).await.status, 404, "{path}");
        }
    }

    async fn accounts_are_banned_until_a_day_and_let_back(site: Site) {
        let ratih = People::reader(&site.services, "ratih").await;
        let penulis = People::staff(&site.services, "penulis").await;
        let mut eko = signed_in(&site, "Eko", Role::Moderator).await;
        let (id, staff) = (ratih.id().to_string(), penulis.id().to_string());
        let home = format!("/editor/moderation/accounts/{id}");
        let ban = |more: &[(&'static str, &'static str)]| {
            let mut fields = vec![("decision", "ban"), ("account", id.as_str()), ("back", home.as_str()), ("ban_reason", "Mengganggu")];
            fields.extend_from_slice(more);
            fields
        };
        for bad in [&[("until", "2024-11-20")][..], &[("until", "2024-13-01")], &[("days", "0"), ("until", "entah")]] {
            let page = sent(&mut eko, &site, &ban(bad)).await;
            assert_eq!(page.status, 422, "{bad:?}");
            assert!(page.body.contains("Pilih hari yang akan datang."), "{bad:?}");
        }
        let answer = sent(&mut eko, &site, &ban(&[("days", "7"), ("until", "2024-12-01")])).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, home.as_str()));
        let page = seen(&mut eko, &site, &home).await;
        assert!(page.body.contains("<dt>Diblokir</dt>") && page.body.contains("1 Desember 2024 00:00") && page.body.contains("Mengganggu") && page.body.contains("Diblokir oleh Eko"), "until the day begins here");
        let unban = [("decision", "unban"), ("account", id.as_str()), ("back", home.as_str())];
        assert_eq!(sent(&mut eko, &site, &unban).await.status, 303);
        let page = seen(&mut eko, &site, &home).await;
        assert!(!page.body.contains("<dt>Diblokir</dt>") && page.body.contains("Blokir dibuka oleh Eko"));
        assert_eq!(sent(&mut eko, &site, &ban(&[("days", "0")])).await.status, 303);
        assert!(seen(&mut eko, &site, &home).await.body.contains("selamanya"));
        let protected = [("decision", "ban"), ("account", staff.as_str()), ("days", "1")];
        assert_eq!(sent(&mut eko, &site, &protected).await.status, 422);
    }

    async fn the_browser_asks_by_named_addresses_and_only_moderators_are_answered(site: Site) {
        let site = site.with_stories(2).await;
        let slug = People::story(&site.services).await;
        let ratih = People::reader(&site.services, "ratih").await;
        post(&site, &ratih, &slug, "Halo").await;
        let mut eko = signed_in(&site, "Eko", Role::Moderator).await;
        let desk = seen(&mut eko, &site, "/api/moderation/desk?state=held").await;
        assert_eq!((desk.status.as_u16(), desk.header("cache-control")), (200, "no-store"));
        assert!(desk.body.contains("\"filter\":\"held\"") && desk.body.contains("Halo"));
        assert!(seen(&mut eko, &site, "/api/newsroom").await.body.contains("\"waiting\":[1,0]"));
        let mut reader = site.reader("Budi").await;
        for path in ["/api/moderation/desk", "/api/newsroom"] {
            assert_eq!(seen(&mut Client::new(), &site, path).await.status, 401, "{path}");
            assert_eq!(seen(&mut reader, &site, path).await.status, 403, "{path}");
        }
    }
}
