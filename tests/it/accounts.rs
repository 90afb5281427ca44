//! Accounts: signing up, in and out, and everything on `/account`.

use crate::{
    on_both_databases,
    support::{Client, Site},
};
use std::{sync::Arc, time::Duration};
use warta::{
    domain::account::Role,
    server::router::router,
    service::{
        administering::{self, By},
        mail::Mailer,
    },
};

const DAY: Duration = Duration::from_secs(86_400);

/// The newest mail that went out, waiting for it.
async fn mail(site: &Site, sign: &str) -> String {
    let outbox = site.folder.path().join("outbox");
    for _ in 0..100 {
        let files = std::fs::read_dir(&outbox).into_iter().flatten().flatten();
        let mut names: Vec<_> = files
            .map(|f| f.path())
            .filter(|p| p.extension().is_some_and(|e| e == "eml"))
            .collect();
        names.sort();
        let texts = names
            .iter()
            .rev()
            .filter_map(|name| std::fs::read_to_string(name).ok());
        // Quoted-printable, where a line was long or not ASCII.
        let plain = |text: String| text.replace("=\r\n", "").replace("=3D", "=");
        if let Some(text) = texts.map(plain).find(|text| text.contains(sign)) {
            return text;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("no mail with {sign:?} arrived");
}

/// The path of the link in a mail.
fn link(mail: &str) -> String {
    let start = mail.find("http://warta.test/").expect("a link") + "http://warta.test".len();
    let rest = &mail[start..];
    rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())].to_owned()
}

async fn signed_in(site: &Site, client: &mut Client) -> bool {
    client.get(site, "/account").await.status == 200
}

/// The same site with a mail server, so that addresses have to be confirmed. Its mail is lost.
fn with_mail_server(mut site: Site) -> Site {
    site.services.mailer = Mailer::smtp("smtp://127.0.0.1:1", "warta@warta.test").expect("usable");
    site.router = router(site.services.clone(), &site.config);
    site
}

on_both_databases! {
    async fn a_reader_signs_up_out_and_in(site: Site) {
        let mut ratih = site.reader("Ratih Ayu").await;
        let page = ratih.get(&site, "/account").await;
        assert_eq!((page.status.as_u16(), page.header("cache-control")), (200, "no-store"));
        assert!(page.body.contains("Ratih Ayu") && page.body.contains("ratih.ayu@warta.example"));
        let old = ratih.clone();
        assert_eq!(ratih.post(&site, "/logout", &[]).await.status, 303);
        assert_eq!(ratih.cookie, None);
        assert!(!signed_in(&site, &mut old.clone()).await, "the key of the session is worth nothing now");
        let answer = ratih.sign_in(&site, "Ratih Ayu").await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/"));
        assert!(signed_in(&site, &mut ratih).await);
        let fields = [("name", "Ratih A.")];
        assert_eq!(site.post("/account/name", &fields, ratih.cookie.as_deref()).await.header("location"), "/account?done=name");
        assert!(ratih.get(&site, "/account?done=name").await.body.contains("Ratih A."));
        assert_eq!(site.post("/account/name", &fields, None).await.header("location"), "/login?next=%2Faccount");
        let away = ratih.get(&site, "/login?next=%2Fcategories%2Fsains").await;
        assert_eq!((away.status.as_u16(), away.header("location")), (303, "/categories/sains"));
        let mut nobody = Client::new();
        let away = nobody.get(&site, "/account").await;
        assert_eq!((away.status.as_u16(), away.header("location")), (303, "/login?next=%2Faccount"));
    }

    async fn refusals_keep_what_was_typed_and_never_the_password(site: Site) {
        let mut client = Client::new();
        let fields = [("name", "  "), ("email", "ratih<b>@"), ("password", "rahasia1"), ("next", "/categories/sains")];
        let page = client.post(&site, "/signup", &fields).await;
        assert_eq!((page.status.as_u16(), page.header("cache-control")), (422, "no-store"));
        assert!(page.body.contains("value=\"ratih&lt;b&gt;@\""), "{}", page.body);
        assert!(!page.body.contains("rahasia1"));
        for part in ["id=\"daftar-name-wrong\"", "id=\"daftar-email-wrong\"", "id=\"daftar-password-wrong\"", "aria-describedby=\"daftar-password-wrong daftar-password-hint\"", "href=\"#daftar-email\"", "role=\"alert\"", "value=\"/categories/sains\""] {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        assert!(client.cookie.is_none());
        site.reader("Ratih").await;
        let fields = [("name", "Lain"), ("email", " RATIH@warta.example"), ("password", "sandi yang lain")];
        let page = client.post(&site, "/signup", &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("daftar-email-wrong"));
    }

    async fn an_unknown_address_is_answered_like_a_wrong_password(site: Site) {
        site.reader("Ratih").await;
        let wrong = Client::at(1).post(&site, "/login", &[("email", "ratih@warta.example"), ("password", "bukan sandinya")]).await;
        let unknown = Client::at(2).post(&site, "/login", &[("email", "budix@warta.example"), ("password", "bukan sandinya")]).await;
        assert_eq!((wrong.status.as_u16(), unknown.status.as_u16()), (422, 422));
        assert_eq!(wrong.body.replace("ratih@", "X@"), unknown.body.replace("budix@", "X@"));
        assert!(!wrong.body.contains("bukan sandinya"));
        for email in ["", "no address", "a@b"] {
            let page = Client::at(3).post(&site, "/login", &[("email", email), ("password", "")]).await;
            assert_eq!(page.status, 422, "{email:?}");
        }
    }

    async fn guessing_is_slowed_and_the_owner_is_not_locked_out(site: Site) {
        let mut ratih = site.reader("Ratih").await;
        let guess = |last: u8| {
            let site = &site;
            async move {
                let fields = [("email", "ratih@warta.example"), ("password", "tebakan ke sekian")];
                Client::at(last).post(site, "/login", &fields).await
            }
        };
        let mut checked = 0;
        for last in 0..40 {
            let page = guess(last).await;
            match page.status.as_u16() {
                422 => checked += 1,
                429 => assert!(page.header("retry-after").parse::<u32>().is_ok_and(|s| s > 0)),
                other => panic!("{other}"),
            }
            site.clock.forward(Duration::from_secs(22));
        }
        assert!((5..=10).contains(&checked), "{checked} guesses in a quarter of an hour");
        // From elsewhere even the right password waits; where she has been before it does not.
        assert_eq!(Client::at(99).sign_in(&site, "Ratih").await.status, 429);
        ratih.cookie = None;
        assert_eq!(ratih.sign_in(&site, "Ratih").await.status, 303);
        // Signing in often is no guessing.
        for _ in 0..15 {
            site.clock.forward(Duration::from_secs(1));
            assert_eq!(ratih.sign_in(&site, "Ratih").await.status, 303);
        }
        // Guessing from her own address is slowed as well.
        let mut near = Client { address: ratih.address, ..Client::new() };
        let fields = [("email", "ratih@warta.example"), ("password", "tebakan ke sekian")];
        let mut statuses = Vec::new();
        for _ in 0..12 {
            statuses.push(near.post(&site, "/login", &fields).await.status.as_u16());
        }
        assert_eq!(statuses.iter().filter(|s| **s == 422).count(), 10, "{statuses:?}");
        site.clock.forward(Duration::from_secs(900));
        assert_eq!(Client::at(99).sign_in(&site, "Ratih").await.status, 303);
    }

    async fn a_session_is_another_one_after_signing_in_and_after_changes(site: Site) {
        let mut ratih = site.reader("Ratih").await;
        let mut elsewhere = Client::at(1);
        elsewhere.sign_in(&site, "Ratih").await;
        let before = ratih.clone();
        // Signing in again with the old cookie ends the old session.
        ratih.sign_in(&site, "Ratih").await;
        assert_ne!(ratih.cookie, before.cookie);
        assert!(!signed_in(&site, &mut before.clone()).await && signed_in(&site, &mut elsewhere).await);
        let fields = [("current_password", "keliru keliru"), ("password", "sandi yang baru")];
        let page = ratih.post(&site, "/account/password", &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("sandi-current_password-wrong") && !page.body.contains("keliru keliru") && !page.body.contains("sandi yang baru"));
        let fields = [("current_password", Client::PASSWORD), ("password", "sandi yang baru")];
        let before = ratih.clone();
        let answer = ratih.post(&site, "/account/password", &fields).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/account?done=password"));
        assert!(signed_in(&site, &mut ratih).await);
        assert!(!signed_in(&site, &mut before.clone()).await && !signed_in(&site, &mut elsewhere).await);
        assert_eq!(Client::new().sign_in(&site, "Ratih").await.status, 422);
        let fields = [("current_password", "sandi yang baru"), ("email", "Ayu@warta.example ")];
        let before = ratih.clone();
        assert_eq!(ratih.post(&site, "/account/email", &fields).await.status, 303);
        assert!(!signed_in(&site, &mut before.clone()).await);
        assert!(ratih.get(&site, "/account").await.body.contains("ayu@warta.example"));
        let row = administering::by_email(&site.services, By::Console, "ayu@warta.example").await.expect("there");
        let id = warta::domain::id::AccountId(row.id);
        administering::set_role(&site.services, By::Console, id, Role::Author).await.expect("changed");
        assert!(!signed_in(&site, &mut ratih).await, "another role, another session");
    }

    async fn sessions_end_when_idle_and_when_old(site: Site) {
        let mut ratih = site.reader("Ratih").await;
        site.clock.forward(DAY * 29);
        assert!(signed_in(&site, &mut ratih).await);
        site.clock.forward(DAY * 30);
        assert!(!signed_in(&site, &mut ratih).await, "idle for 30 days");
        ratih.sign_in(&site, "Ratih").await;
        for _ in 0..8 {
            site.clock.forward(DAY * 22);
            assert!(signed_in(&site, &mut ratih).await);
        }
        site.clock.forward(DAY * 5);
        assert!(!signed_in(&site, &mut ratih).await, "older than 180 days");
        administering::create(&site.services, By::Console, "Eko", "eko@warta.example", Role::Editor, Client::PASSWORD).await.expect("made");
        let mut eko = Client::new();
        assert_eq!(eko.sign_in(&site, "Eko").await.status, 303);
        site.clock.forward(Duration::from_secs(11 * 3600));
        assert!(signed_in(&site, &mut eko).await);
        site.clock.forward(Duration::from_secs(13 * 3600));
        assert!(!signed_in(&site, &mut eko).await, "staff: idle for 12 hours");
        eko.sign_in(&site, "Eko").await;
        for _ in 0..33 {
            site.clock.forward(Duration::from_secs(10 * 3600));
            assert!(signed_in(&site, &mut eko).await);
        }
        site.clock.forward(Duration::from_secs(7 * 3600));
        assert!(!signed_in(&site, &mut eko).await, "staff: older than 14 days");
    }

    async fn signing_out_everywhere_ends_every_session(site: Site) {
        let mut ratih = site.reader("Ratih").await;
        let mut elsewhere = Client::at(1);
        elsewhere.sign_in(&site, "Ratih").await;
        let old = elsewhere.clone();
        let answer = elsewhere.post(&site, "/account/sessions", &[]).await;
        assert_eq!(answer.header("location"), "/login?done=out");
        assert!(!signed_in(&site, &mut ratih).await && !signed_in(&site, &mut old.clone()).await);
    }

    async fn a_forgotten_password_is_replaced_once(site: Site) {
        let mut ratih = site.reader("Ratih").await;
        let page = ratih.post(&site, "/account/tokens", &[("token_name", "Skrip")]).await;
        let secret = format!("warta_{}", page.between("<code>warta_", "</code>"));
        let mut client = Client::at(5);
        let known = client.post(&site, "/password/reset", &[("email", "Ratih@warta.example")]).await;
        let unknown = client.post(&site, "/password/reset", &[("email", "siapa@warta.example")]).await;
        assert_eq!((known.status.as_u16(), &known.body), (200, &unknown.body));
        let path = link(&mail(&site, "/password/reset/").await);
        let page = client.get(&site, &path).await;
        assert_eq!((page.status.as_u16(), page.header("cache-control"), page.header("referrer-policy")), (200, "no-store", "same-origin"));
        assert_eq!(client.post(&site, &path, &[("password", "pendek")]).await.status, 422);
        let answer = client.post(&site, &path, &[("password", "sandi yang baru")]).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/account?done=password"));
        assert!(signed_in(&site, &mut client).await && !signed_in(&site, &mut ratih).await);
        assert!(warta::service::tokens::verify(&site.services, &secret).await.expect("read").is_none(), "nor a token");
        assert_eq!(Client::at(6).post(&site, &path, &[("password", "sandi yang lain")]).await.status, 422, "once");
        assert_eq!(Client::at(6).get(&site, &path).await.status, 404);
        assert_eq!(Client::at(6).sign_in(&site, "Ratih").await.status, 422);
        let fields = [("email", "ratih@warta.example"), ("password", "sandi yang baru")];
        assert_eq!(Client::at(6).post(&site, "/login", &fields).await.status, 303);
        mail(&site, "Kata sandi Anda berubah").await;
        // A link that lay about too long.
        site.clock.forward(DAY);
        std::fs::remove_dir_all(site.folder.path().join("outbox")).expect("emptied");
        client.post(&site, "/password/reset", &[("email", "ratih@warta.example")]).await;
        let path = link(&mail(&site, "/password/reset/").await);
        site.clock.forward(Duration::from_secs(3601));
        assert_eq!(client.post(&site, &path, &[("password", "sandi yang lain")]).await.status, 422);
        for path in ["/password/reset/x", "/password/reset/%2e%2e", "/account/verify?token=x"] {
            assert!(client.get(&site, path).await.status.as_u16() < 500, "{path}");
        }
    }

    async fn addresses_are_confirmed_where_mail_is_sent(site: Site) {
        let site = with_mail_server(site);
        let mut ratih = site.reader("Ratih").await;
        let page = ratih.get(&site, "/account").await;
        assert!(page.body.contains("/account/verify/again"), "signed in, not confirmed");
        // The link of a mail that was kept instead of sent.
        let mut kept = site.services.clone();
        kept.mailer = site.config.mailer.clone();
        let key = ratih.cookie.clone().expect("signed in");
        let key = key.trim_start_matches("warta=");
        let reader = warta::service::sessions::read(&kept, key).await.expect("read").expect("signed in");
        warta::service::accounts::send_confirmation(&kept, &reader).await.expect("sent");
        let path = link(&mail(&site, "/account/verify?token=").await);
        let mut program = Client::at(9);
        let page = program.get(&site, &path).await;
        assert_eq!(page.status, 200);
        assert!(ratih.get(&site, "/account").await.body.contains("/account/verify/again"), "opening a link confirms nothing");
        let token = path.rsplit_once('=').expect("a token").1;
        assert_eq!(program.post(&site, "/account/verify", &[("token", token)]).await.status, 303);
        assert!(!ratih.get(&site, "/account").await.body.contains("/account/verify/again"));
        assert_eq!(program.post(&site, "/account/verify", &[("token", token)]).await.status, 422, "once");
        // A new address counts from its confirmation on.
        let fields = [("current_password", Client::PASSWORD), ("email", "baru@warta.example")];
        let answer = ratih.post(&site, "/account/email", &fields).await;
        assert_eq!(answer.header("location"), "/account?done=email-asked");
        assert!(ratih.get(&site, "/account").await.body.contains("ratih@warta.example"));
        let origin = warta::service::accounts::Origin::default();
        let changed = warta::service::accounts::change_email(&site.services, &reader, Client::PASSWORD, "baru@warta.example", &origin).await;
        assert!(changed.is_ok());
    }

    async fn requests_of_other_sites_change_nothing(site: Site) {
        let mut ratih = site.reader("Ratih").await;
        let cookie = ratih.cookie.clone().expect("signed in");
        for path in ["/login", "/signup", "/logout", "/account/name", "/account/delete", "/account/tokens", "/password/reset", "/account/sessions"] {
            for (header, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.test"), ("x-none", "x")] {
                let headers = [(header, value), ("cookie", cookie.as_str()), ("content-type", "application/x-www-form-urlencoded")];
                let answer = site.send(axum::http::Method::POST, path, &headers).await;
                assert_eq!(answer.status, 403, "{path} {header}");
            }
            let answer = ratih.get(&site, path).await;
            assert!(answer.status.as_u16() < 400, "{path}");
        }
        assert!(signed_in(&site, &mut ratih).await);
        // A cookie beside a token counts for nothing.
        let headers = [("cookie", cookie.as_str()), ("authorization", "Bearer x")];
        assert_eq!(site.send(axum::http::Method::GET, "/account", &headers).await.status, 303);
    }

    async fn nobody_is_led_to_another_site(site: Site) {
        site.reader("Ratih").await;
        for next in ["//evil.test", "/\\evil.test", "https://evil.test", "javascript:alert(1)", "\\\\evil.test", "/\t/evil.test", "/a\r\nset-cookie: x=y", "evil.test", "%2f%2fevil.test", "/%0a", " //evil.test"] {
            site.clock.forward(Duration::from_secs(1));
            let fields = [("email", "ratih@warta.example"), ("password", Client::PASSWORD), ("next", next)];
            let answer = Client::new().post(&site, "/login", &fields).await;
            assert_eq!(answer.status, 303, "{next:?}");
            assert!(["/", "/%0a"].contains(&answer.header("location")), "{next:?}: {}", answer.header("location"));
        }
        let fields = [("email", "ratih@warta.example"), ("password", Client::PASSWORD), ("next", "/articles/a#c-12")];
        let answer = Client::new().post(&site, "/login", &fields).await;
        assert_eq!(answer.header("location"), "/articles/a#c-12");
    }

    async fn tokens_are_shown_once_and_revoked(site: Site) {
        let mut ratih = site.reader("Ratih").await;
        let page = ratih.post(&site, "/account/tokens", &[("token_name", "Skrip saya"), ("scopes", "comment")]).await;
        assert_eq!((page.status.as_u16(), page.header("cache-control")), (200, "no-store"));
        let secret = format!("warta_{}", page.between("<code>warta_", "</code>"));
        let reader = warta::service::tokens::verify(&site.services, &secret).await.expect("read").expect("it works");
        assert_eq!(reader.viewer().name, "Ratih");
        let page = ratih.get(&site, "/account").await;
        assert!(page.body.contains("Skrip saya") && !page.body.contains(&secret));
        let mut other = site.reader("Budi").await;
        let path = format!("/account/tokens/{}", page.between("action=\"/account/tokens/", "\""));
        assert_eq!(other.post(&site, &path, &[]).await.status, 404, "somebody else's");
        assert_eq!(ratih.post(&site, &path, &[]).await.status, 303);
        assert!(warta::service::tokens::verify(&site.services, &secret).await.expect("read").is_none());
        assert_eq!(ratih.post(&site, "/account/tokens", &[("token_name", "")]).await.status, 422);
    }

    async fn data_is_handed_out_to_its_owner_alone(site: Site) {
        let mut ratih = site.reader("Ratih").await;
        let file = ratih.get(&site, "/account/data").await;
        assert_eq!((file.status.as_u16(), file.header("content-type"), file.header("cache-control")), (200, "application/json", "no-store"));
        assert!(file.body.contains("\"email\": \"ratih@warta.example\"") && !file.body.contains("argon2"));
        assert_eq!(Client::new().get(&site, "/account/data").await.status, 303);
    }

    async fn a_deleted_account_is_gone_and_its_comments_stay_or_go(site: Site) {
        let site = site.with_demo().await;
        for (name, choice) in [("Ratih", "keep"), ("Budi", "remove")] {
            let mut client = site.reader(name).await;
            let row = administering::by_email(&site.services, By::Console, &Client::email(name)).await.expect("there");
            insert_comment(&site, row.id, name).await;
            let page = client.post(&site, "/account/delete", &[("current_password", "keliru keliru"), ("comments", choice)]).await;
            assert_eq!(page.status, 422);
            let old = client.clone();
            let answer = client.post(&site, "/account/delete", &[("current_password", Client::PASSWORD), ("comments", choice)]).await;
            assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/login?done=deleted"), "{}", answer.body);
            assert!(!signed_in(&site, &mut old.clone()).await);
            assert_eq!(Client::at(3).sign_in(&site, name).await.status, 422);
            // The address is free again.
            site.reader(name).await;
        }
        let comments = comments(&site).await;
        assert_eq!(comments, [(None, String::new(), "published".to_owned()), (None, String::new(), "removed".to_owned())]);
    }

    async fn the_last_administrator_cannot_go(site: Site) {
        administering::create(&site.services, By::Console, "Eko", "eko@warta.example", Role::Administrator, Client::PASSWORD).await.expect("made");
        let site = site.with_stories(1).await;
        let mut eko = Client::new();
        eko.sign_in(&site, "Eko").await;
        let row = administering::by_email(&site.services, By::Console, "eko@warta.example").await.expect("there");
        insert_comment(&site, row.id, "Eko").await;
        let page = eko.post(&site, "/account/delete", &[("current_password", Client::PASSWORD), ("comments", "remove")]).await;
        assert_eq!(page.status, 422);
        assert_eq!(comments(&site).await, [(Some(row.id), "Eko".to_owned(), "published".to_owned())], "and nothing of theirs");
        assert!(signed_in(&site, &mut eko).await);
    }

    async fn cookies_are_as_strict_as_the_site_allows(site: Site) {
        let fields = [("name", "Ratih"), ("email", "ratih@warta.example"), ("password", Client::PASSWORD)];
        let answer = Client::new().post(&site, "/signup", &fields).await;
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with("warta=") && cookie.contains("; HttpOnly; SameSite=Lax") && cookie.contains("Path=/;") && !cookie.contains("Secure"), "{cookie}");
        let mut site = site;
        site.services.base_url = Arc::from("https://warta.test");
        site.router = router(site.services.clone(), &site.config);
        let mut client = Client::new();
        let answer = client.sign_in(&site, "Ratih").await;
        let cookie = answer.header("set-cookie");
        assert!(cookie.starts_with("__Host-warta=") && cookie.contains("; Secure") && cookie.contains("; HttpOnly") && !cookie.contains("Domain"), "{cookie}");
        assert!(signed_in(&site, &mut client).await);
        // The weaker cookie does not count there.
        client.cookie = client.cookie.map(|c| c.replace("__Host-warta", "warta"));
        assert!(!signed_in(&site, &mut client).await);
    }

    async fn a_copy_of_the_database_opens_nothing(site: Site) {
        let mut ratih = site.reader("Ratih").await;
        let page = ratih.post(&site, "/account/tokens", &[("token_name", "Skrip")]).await;
        let secret = page.between("<code>", "</code>").to_owned();
        let key = ratih.cookie.clone().expect("signed in").trim_start_matches("warta=").to_owned();
        assert_eq!(key.len(), 43);
        let row = administering::by_email(&site.services, By::Console, "ratih@warta.example").await.expect("there");
        let session = warta::store::session::of_account(&site.services.store, warta::domain::id::AccountId(row.id), site.services.clock.now()).await.expect("read");
        assert_eq!(session.len(), 1);
        assert!(session[0].token_hash.len() == 64 && session[0].token_hash != key && secret.len() == 49);
        let phc = row.password.expect("a hash");
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        for known in [session[0].token_hash.as_str(), phc.as_str()] {
            let mut thief = Client::at(66);
            thief.cookie = Some(format!("warta={known}"));
            assert!(!signed_in(&site, &mut thief).await);
        }
    }
}

/// A published comment of this account in some story.
async fn insert_comment(site: &Site, account: i64, body: &str) {
    let sql = "INSERT INTO comments (article_id, thread_id, depth, account_id, name, body, html, state, created_at) \
               SELECT min(id), 0, 0, $1, $2, $2, $2, 'published', 1 FROM articles";
    execute(site, sql, account, body).await;
}

async fn execute(site: &Site, sql: &'static str, number: i64, text: &str) {
    let url = &site.config.database_url;
    if url.starts_with("sqlite") {
        let pool = sqlx::SqlitePool::connect(url).await.expect("opens");
        sqlx::query(sql)
            .bind(number)
            .bind(text)
            .execute(&pool)
            .await
            .expect("runs");
        pool.close().await;
    } else {
        let pool = sqlx::PgPool::connect(url).await.expect("opens");
        sqlx::query(sql)
            .bind(number)
            .bind(text)
            .execute(&pool)
            .await
            .expect("runs");
        pool.close().await;
    }
}

async fn comments(site: &Site) -> Vec<(Option<i64>, String, String)> {
    let sql = "SELECT account_id, name, state FROM comments ORDER BY id";
    let url = &site.config.database_url;
    if url.starts_with("sqlite") {
        let pool = sqlx::SqlitePool::connect(url).await.expect("opens");
        sqlx::query_as(sql).fetch_all(&pool).await.expect("runs")
    } else {
        let pool = sqlx::PgPool::connect(url).await.expect("opens");
        sqlx::query_as(sql).fetch_all(&pool).await.expect("runs")
    }
}
