//! People of the newsroom: who is invited, changed and disabled, through the API and on the pages of
//! administrators; and the log of what everybody did.

use crate::{
    on_both_databases,
    support::{Client, Site, api::Api, people::People},
};
use serde_json::{Value, json};
use std::{path::Path, time::Duration};
use warta::{
    domain::{account::Role, id::AccountId, site::Language},
    service::{
        administering::{self, By},
        moderating::Decision,
        tokens,
    },
    store, text,
};

const DAY: Duration = Duration::from_secs(86_400);
const PEOPLE: &str = "/editor/people";

/// Somebody with this role at a browser.
async fn somebody(site: &Site, name: &str, role: Role) -> (AccountId, Client) {
    let (services, email) = (&site.services, Client::email(name));
    let made =
        administering::create(services, By::Console, name, &email, role, Client::PASSWORD).await;
    let id = made.expect("an account is made");
    let mut client = Client::new();
    assert_eq!(client.sign_in(site, name).await.status, 303);
    (id, client)
}

/// The path of a link that the page shows once.
fn link(body: &str) -> String {
    let start = body.find("http://warta.test/invitation/").expect("a link");
    let rest = &body[start + "http://warta.test".len()..];
    rest[..rest.find('<').unwrap_or(rest.len())].to_owned()
}

/// The link that was mailed last to this address.
async fn mailed(site: &Site, email: &str) -> String {
    let outbox = site.folder.path().join("outbox");
    for _ in 0..100 {
        let files = std::fs::read_dir(&outbox).into_iter().flatten().flatten();
        let mut names: Vec<_> = files
            .map(|f| f.path())
            .filter(|p| p.extension().is_some_and(|e| e == "eml"))
            .collect();
        names.sort();
        let texts = names.iter().rev();
        let mut texts = texts.filter_map(|name| std::fs::read_to_string(name).ok());
        let to = format!("To: {email}");
        if let Some(text) = texts.find(|text| text.contains(&to)) {
            let text = text.replace("=\r\n", "").replace("=3D", "=");
            let start =
                text.find("http://warta.test/").expect("a link") + "http://warta.test".len();
            let rest = &text[start..];
            return rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())].to_owned();
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("no mail to {email} arrived");
}

const BUDI: [(&str, &str); 4] = [
    ("act", "invite"),
    ("name", "Budi Santoso"),
    ("email", "budi@warta.example"),
    ("role", "author"),
];

/// Sends a form of the page.
async fn act(site: &Site, client: &mut Client, act: &str, id: AccountId) -> crate::support::Answer {
    let id = id.to_string();
    client
        .post(site, PEOPLE, &[("act", act), ("account", &id)])
        .await
}

async fn id_of(site: &Site, email: &str) -> AccountId {
    let row = store::account::by_email(&site.services.store, email).await;
    AccountId(row.expect("read").expect("an account").id)
}

on_both_databases! {
    async fn whoever_is_invited_comes_in_once_with_the_role(site: Site) {
        let (_, mut ratih) = somebody(&site, "Ratih", Role::Administrator).await;
        let sent = ratih.post(&site, PEOPLE, &BUDI).await;
        assert_eq!(sent.status, 200, "{}", sent.body);
        let path = link(&sent.body);
        assert_eq!(mailed(&site, "budi@warta.example").await, path, "the mail holds the same link");
        assert!(sent.body.contains("Diundang, belum menerima"), "{}", sent.body);
        // Nobody is there yet: neither to sign in, nor as an author.
        let fields = [("email", "budi@warta.example"), ("password", "")];
        assert_eq!(Client::at(1).post(&site, "/login", &fields).await.status, 422);
        assert_eq!(site.get("/authors/budi-santoso").await.status, 404);
        let mut budi = Client::at(2);
        for _ in 0..2 {
            let page = budi.get(&site, &path).await;
            assert_eq!((page.status.as_u16(), page.header("cache-control")), (200, "no-store"));
            assert!(page.body.contains("budi@warta.example") && page.body.contains("value=\"Budi Santoso\""), "{}", page.body);
        }
        let short = budi.post(&site, &path, &[("name", "Budi S."), ("password", "pendek")]).await;
        assert_eq!(short.status, 422);
        assert!(short.body.contains("value=\"Budi S.\"") && short.body.contains("undangan-password-wrong"), "{}", short.body);
        let came = budi.post(&site, &path, &[("name", "Budi S. Utomo"), ("password", Client::PASSWORD)]).await;
        assert_eq!((came.status.as_u16(), came.header("location")), (303, "/editor"));
        assert_eq!(budi.get(&site, "/editor/stories").await.status, 200);
        assert_eq!(budi.get(&site, PEOPLE).await.status, 403);
        assert_eq!(site.get("/authors/budi-s-utomo").await.status, 200);
        // Once.
        let again = Client::at(3).post(&site, &path, &[("name", "Maling"), ("password", Client::PASSWORD)]).await;
        assert_eq!(again.status, 422);
        assert!(again.body.contains("Undangan ini tidak berlaku lagi"), "{}", again.body);
        assert_eq!(Client::at(3).get(&site, &path).await.status, 404);
        let fields = [("email", "budi@warta.example"), ("password", Client::PASSWORD)];
        assert_eq!(Client::at(3).post(&site, "/login", &fields).await.status, 303);
        assert!(ratih.get(&site, PEOPLE).await.body.contains("Budi S. Utomo"));
    }

    async fn an_invitation_expires_is_sent_again_and_taken_back(site: Site) {
        let (_, mut ratih) = somebody(&site, "Ratih", Role::Administrator).await;
        let first = link(&ratih.post(&site, PEOPLE, &BUDI).await.body);
        let id = id_of(&site, "budi@warta.example").await;
        let second = link(&act(&site, &mut ratih, "resend", id).await.body);
        assert_ne!(first, second);
        assert_eq!(site.get(&first).await.status, 404, "the one before stopped working");
        assert_eq!(site.get(&second).await.status, 200);
        site.clock.forward(DAY * 7);
        assert_eq!(site.get(&second).await.status, 404);
        let mut ratih = Client::new();
        assert_eq!(ratih.sign_in(&site, "Ratih").await.status, 303);
        assert!(ratih.get(&site, PEOPLE).await.body.contains("tautannya kedaluwarsa"));
        let third = link(&act(&site, &mut ratih, "resend", id).await.body);
        assert_eq!(site.get(&third).await.status, 200);
        let gone = act(&site, &mut ratih, "take_back", id).await;
        assert_eq!((gone.status.as_u16(), gone.header("location")), (303, "/editor/people?done=take_back"));
        assert_eq!(site.get(&third).await.status, 404);
        assert_eq!(act(&site, &mut ratih, "take_back", id).await.status, 422);
        assert_eq!(ratih.post(&site, PEOPLE, &BUDI).await.status, 200, "the address is free again");
    }

    async fn a_refused_invitation_keeps_what_was_typed(site: Site) {
        let (_, mut ratih) = somebody(&site, "Ratih", Role::Administrator).await;
        let fields = [("act", "invite"), ("name", "Budi & Kawan"), ("email", "budi tanpa at"), ("role", "moderator")];
        let refused = ratih.post(&site, PEOPLE, &fields).await;
        assert_eq!(refused.status, 422);
        for part in ["value=\"Budi &amp; Kawan\"", "value=\"budi tanpa at\"", "id=\"undang-email-wrong\"", "value=\"moderator\" selected"] {
            assert!(refused.body.contains(part), "{part}: {}", refused.body);
        }
        let taken = [("act", "invite"), ("name", "Ratih"), ("email", "RATIH@warta.example"), ("role", "author")];
        let taken = ratih.post(&site, PEOPLE, &taken).await;
        assert!(taken.status == 422 && taken.body.contains("sudah punya akun"), "{}", taken.body);
        let role = [("act", "invite"), ("name", "Budi"), ("email", "budi@warta.example"), ("role", "raja")];
        assert_eq!(ratih.post(&site, PEOPLE, &role).await.status, 422);
    }

    async fn a_disabled_account_is_refused_everywhere_at_once(site: Site) {
        let (_, mut ratih) = somebody(&site, "Ratih", Role::Administrator).await;
        let (id, mut budi) = somebody(&site, "Budi", Role::Editor).await;
        let token = administering::create_token(&site.services, By::Console, &Client::email("Budi"), "uji", &[]).await.expect("a token").secret;
        let api = Api(Some(token.clone()));
        assert_eq!((api.get(&site, "/me").await.status.as_u16(), budi.get(&site, "/editor").await.status.as_u16()), (200, 200));
        let done = act(&site, &mut ratih, "disable", id).await;
        assert_eq!((done.status.as_u16(), done.header("location")), (303, "/editor/people?done=disable"));
        assert_eq!(api.get(&site, "/me").await.status, 401);
        assert!(tokens::verify(&site.services, &token).await.expect("read").is_none());
        assert_eq!(budi.get(&site, "/editor").await.status, 303, "signed out");
        assert_eq!(Client::at(1).sign_in(&site, "Budi").await.status, 422);
        let listed = ratih.get(&site, "/editor/people?list=disabled").await;
        assert!(listed.body.contains("Budi") && listed.body.contains("value=\"enable\""), "{}", listed.body);
        assert!(!ratih.get(&site, PEOPLE).await.body.contains("budi@warta.example"));
        assert_eq!(act(&site, &mut ratih, "enable", id).await.status, 303);
        assert_eq!(budi.get(&site, "/editor").await.status, 303, "the session stays ended");
        assert_eq!(Client::at(2).sign_in(&site, "Budi").await.status, 303);
        assert_eq!(api.get(&site, "/me").await.status, 200);
    }

    async fn the_last_administrator_stays_on_every_path(site: Site) {
        let (own, mut ratih) = somebody(&site, "Ratih", Role::Administrator).await;
        let token = administering::create_token(&site.services, By::Console, &Client::email("Ratih"), "uji", &[]).await.expect("a token").secret;
        let (api, path) = (Api(Some(token)), format!("/users/{own}"));
        let id = own.to_string();
        let down = ratih.post(&site, PEOPLE, &[("act", "role"), ("account", &id), ("role", "editor")]).await;
        assert!(down.status == 422 && down.body.contains("pengelola terakhir"), "{}", down.body);
        assert_eq!(act(&site, &mut ratih, "disable", own).await.status, 422);
        for body in [json!({"role": "editor"}), json!({"state": "disabled"})] {
            assert_eq!(api.call(&site, "PATCH", &path, None, Some(body)).await.status, 409);
        }
        assert_eq!(api.call(&site, "DELETE", &path, None, None).await.status, 409);
        // Somebody who is disabled does not count as another.
        let (second, _) = somebody(&site, "Budi", Role::Administrator).await;
        assert_eq!(act(&site, &mut ratih, "disable", own).await.status, 422, "not oneself");
        assert_eq!(act(&site, &mut ratih, "disable", second).await.status, 303);
        assert_eq!(api.call(&site, "PATCH", &path, None, Some(json!({"role": "editor"}))).await.status, 409);
        assert_eq!(act(&site, &mut ratih, "enable", second).await.status, 303);
        assert_eq!(api.call(&site, "PATCH", &path, None, Some(json!({"role": "editor"}))).await.status, 200);
        assert_eq!(ratih.get(&site, PEOPLE).await.status, 303, "another role is another session");
    }

    async fn only_administrators_see_people_and_the_whole_log(site: Site) {
        for role in Role::ALL {
            let may = role == Role::Administrator;
            let (_, mut client) = somebody(&site, &format!("Orang {}", role.as_str()), role).await;
            for path in [PEOPLE, "/editor/log"] {
                assert_eq!(client.get(&site, path).await.status.as_u16(), if may { 200 } else { 403 }, "{role:?} {path}");
            }
            assert_eq!(client.post(&site, PEOPLE, &[("act", "invite")]).await.status.as_u16(), if may { 422 } else { 403 }, "{role:?}");
            let (_, token) = People::with_token(&site.services, &format!("api-{}", role.as_str()), role).await;
            assert_eq!(Api(Some(token)).get(&site, "/users").await.status.as_u16(), if may { 200 } else { 403 }, "{role:?}");
        }
        assert_eq!(Client::new().get(&site, PEOPLE).await.header("location"), "/login?next=%2Feditor%2Fpeople");
        assert_eq!(Api(None).get(&site, "/users").await.status, 401);
    }

    async fn the_api_lists_makes_changes_and_deletes_accounts(site: Site) {
        let (_, token) = People::with_token(&site.services, "pengelola", Role::Administrator).await;
        let api = Api(Some(token));
        let made = api.post(&site, "/users", json!({"name": "Budi", "email": "Budi@warta.example", "role": "author", "password": Client::PASSWORD})).await;
        let id = made.json()["id"].as_str().expect("an id").to_owned();
        assert_eq!((made.status.as_u16(), made.json()), (201, json!({"id": id, "name": "Budi", "email": "budi@warta.example", "role": "author", "state": "active"})));
        let invited = api.post(&site, "/users", json!({"name": "Sari", "email": "sari@warta.example", "role": "editor"})).await;
        assert_eq!((invited.status.as_u16(), invited.json()["state"].clone()), (201, json!("invited")));
        assert!(mailed(&site, "sari@warta.example").await.starts_with("/invitation/"));
        let bad = api.post(&site, "/users", json!({"name": "X", "email": "x@warta.example", "role": "raja", "warna": "merah"})).await;
        assert_eq!((bad.status.as_u16(), bad.pointers()), (422, ["/role", "/warna"].map(str::to_owned).to_vec()));
        let missing = api.post(&site, "/users", json!({})).await;
        assert_eq!(missing.pointers(), ["/name", "/email", "/role"]);
        let taken = api.post(&site, "/users", json!({"name": "X", "email": "budi@warta.example", "role": "author"})).await;
        assert_eq!((taken.status.as_u16(), taken.pointers()), (422, vec!["/email".to_owned()]));
        // A page at a time.
        let first = api.get(&site, "/users?limit=2").await;
        let next = first.json()["next"].as_str().expect("a cursor").to_owned();
        assert!(first.header("link").contains("rel=\"next\"") && first.header("link").contains(&next));
        let second = api.get(&site, &format!("/users?limit=2&after={next}")).await.json();
        assert_eq!((second["items"].as_array().map(Vec::len), &second["items"][0]["email"], &second["next"]), (Some(1), &json!("sari@warta.example"), &Value::Null));
        assert_eq!(api.get(&site, "/users?after=x").await.status, 400);
        let path = format!("/users/{id}");
        let patch = |body: Value| api.call(&site, "PATCH", &path, None, Some(body));
        let changed = patch(json!({"name": "Budi Utomo", "role": "editor"})).await;
        assert_eq!((changed.status.as_u16(), changed.json()["name"].clone(), changed.json()["role"].clone()), (200, json!("Budi Utomo"), json!("editor")));
        assert_eq!(patch(json!({"state": "disabled"})).await.json()["state"], "disabled");
        assert_eq!(patch(json!({"state": "active"})).await.json()["state"], "active");
        let bad = patch(json!({"state": "deleted", "email": "a@b.c"})).await;
        assert_eq!((bad.status.as_u16(), bad.pointers()), (422, ["/state", "/email"].map(str::to_owned).to_vec()));
        assert_eq!(patch(json!({"name": " "})).await.pointers(), ["/name"]);
        let sari = format!("/users/{}", invited.json()["id"].as_str().expect("an id"));
        let early = api.call(&site, "PATCH", &sari, None, Some(json!({"state": "active"}))).await;
        assert_eq!(early.status, 409, "not accepted yet");
        for gone in [&path, &sari] {
            assert_eq!(api.call(&site, "DELETE", gone, None, None).await.status, 204);
            assert_eq!(api.get(&site, gone).await.status, 404);
            assert_eq!(api.call(&site, "DELETE", gone, None, None).await.status, 404);
        }
        assert_eq!(Client::at(1).sign_in(&site, "Budi").await.status, 422);
    }

    async fn people_are_found_by_name_address_and_role(site: Site) {
        let (_, mut ratih) = somebody(&site, "Ratih", Role::Administrator).await;
        for n in 0..60 {
            People::with_role(&site.services, &format!("penulis-{n:02}"), Role::Author).await;
        }
        People::with_role(&site.services, "pembaca", Role::Reader).await;
        let first = ratih.get(&site, PEOPLE).await;
        assert!(first.body.contains("penulis-59@") && !first.body.contains("penulis-05@") && !first.body.contains("pembaca@"));
        let next = first.between("rel=\"next\" href=\"", "\"").replace("&amp;", "&");
        let second = ratih.get(&site, &next).await;
        assert!(second.body.contains("penulis-05@") && second.body.contains("ratih@") && !second.body.contains("penulis-59@"), "{next}");
        let found = ratih.get(&site, "/editor/people?q=PENULIS-07").await;
        assert!(found.body.contains("penulis-07@") && !found.body.contains("penulis-08@"));
        let none = ratih.get(&site, "/editor/people?q=100%25_").await;
        assert!(none.body.contains("Tidak ada orang yang cocok"));
        let editors = ratih.get(&site, "/editor/people?role=administrator").await;
        assert!(editors.body.contains("ratih@") && !editors.body.contains("penulis-59@"));
        assert!(ratih.get(&site, "/editor/people?list=readers").await.body.contains("pembaca@"));
    }

    async fn the_log_tells_what_was_done_and_can_be_sifted(site: Site) {
        let (own, mut ratih) = somebody(&site, "Ratih", Role::Administrator).await;
        let (id, mut budi) = somebody(&site, "Budi", Role::Author).await;
        let number = id.to_string();
        ratih.post(&site, PEOPLE, &[("act", "role"), ("account", &number), ("role", "editor")]).await;
        act(&site, &mut ratih, "sign_out", id).await;
        act(&site, &mut ratih, "reset", id).await;
        assert!(mailed(&site, "budi@warta.example").await.starts_with("/password/reset/"));
        assert_eq!(budi.get(&site, "/editor").await.status, 303);
        ratih.post(&site, "/editor/settings", &[("tagline", "Pelan dan pasti")]).await;
        let all = ratih.get(&site, "/editor/log").await;
        for part in ["mengganti peran", "Penulis \u{2192} Redaktur", "mengeluarkan dari semua perangkat", "mengirim tautan kata sandi untuk", "mengubah pengaturan", "href=\"/editor/people?account="] {
            assert!(all.body.contains(part), "{part}: {}", all.body);
        }
        let site_alone = ratih.get(&site, "/editor/log?kind=site").await;
        assert!(site_alone.body.contains("mengubah pengaturan") && !site_alone.body.contains("mengganti peran"));
        let people = ratih.get(&site, &format!("/editor/log?kind=people&by={own}")).await;
        assert!(people.body.contains("mengganti peran") && !people.body.contains("mengubah pengaturan"));
        let none = ratih.get(&site, &format!("/editor/log?kind=site&by={id}")).await;
        assert!(none.body.contains("Belum ada tindakan"));
        for n in 0..60 {
            let detail = n.to_string();
            let noted = site.services.store.write(move |mut tx| Box::pin(async move {
                store::audit::note(&mut tx, crate::support::noon(), Some(own), "setting.changed", &format!("setting:uji-{detail}-akhir"), "").await
            }));
            noted.await.expect("noted");
        }
        let first = ratih.get(&site, "/editor/log?kind=site").await;
        assert!(first.body.contains("uji-59-akhir") && !first.body.contains("uji-5-akhir"));
        let next = first.between("rel=\"next\" href=\"", "\"").replace("&amp;", "&");
        let second = ratih.get(&site, &next).await;
        assert!(second.body.contains("uji-5-akhir") && !second.body.contains("uji-59-akhir"), "{next}");
    }
}

/// Texts in code that have the form of the log's words and are none: names of files and settings.
fn is_no_action(word: &str) -> bool {
    let (noun, verb) = word.split_once('.').unwrap_or_default();
    // Settings, and the words of other systems' front matter.
    [
        "author",
        "authors",
        "comments",
        "cover",
        "crawlers",
        "logo",
        "manifest",
        "taxonomies",
    ]
    .contains(&noun)
        || ["toml", "svg", "foto", "rs", "json", "xml", "db"].contains(&verb)
}

/// The words of this form in a file, without its tests.
fn words_in(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let plain = |part: &str| {
        let lower = |c: char| c.is_ascii_lowercase() || c == '_';
        let mut halves = part.split('.');
        let (noun, verb) = (
            halves.next().unwrap_or_default(),
            halves.next().unwrap_or_default(),
        );
        halves.next().is_none()
            && !noun.is_empty()
            && !verb.is_empty()
            && noun.chars().all(lower)
            && verb.chars().all(lower)
    };
    let literals = lines.flat_map(|line| line.split('"').skip(1).step_by(2));
    literals
        .filter(|part| plain(part))
        .map(str::to_owned)
        .collect()
}

fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs")
            && path.file_name().is_some_and(|n| n != "tests.rs")
        {
            found.push(path);
        }
    }
}

#[test]
fn every_act_in_the_log_has_a_text_in_both_languages() {
    let mut found = Vec::new();
    files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/service"),
        &mut found,
    );
    let texts = found
        .iter()
        .map(|path| std::fs::read_to_string(path).expect("a file"));
    let mut words: Vec<String> = texts.flat_map(|text| words_in(&text)).collect();
    words.retain(|word| !is_no_action(word));
    assert!(
        words.iter().any(|word| word == "account.role")
            && words.iter().any(|word| word == "story.moved"),
        "{words:?}"
    );
    words.extend(Decision::ALL.map(|decision| decision.as_str().to_owned()));
    words.extend(["ban", "unban"].map(str::to_owned));
    for language in [Language::Indonesian, Language::English] {
        let people = text::people(language);
        let without: Vec<_> = words
            .iter()
            .filter(|word| people.did(word).is_none())
            .collect();
        assert!(
            without.is_empty(),
            "without a text in text/people.rs, or no word of the log: {without:?}"
        );
    }
}
