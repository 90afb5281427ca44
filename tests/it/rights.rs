//! Every way to write in a thread, tried by everybody, on what is their own and what is not: by
//! the forms of pages and by the API, against the real router.

use crate::{
    on_both_databases,
    support::{Answer, Client, Site, people::People},
};
use axum::{body::Body, http::Request};
use std::time::Duration;
use tower::ServiceExt;
use warta::{
    context::Services,
    domain::{
        account::Role,
        comment::State,
        id::{AccountId, CommentId, TokenId},
    },
    service::{
        administering::{self, By},
        commenting::{self, ArticleRef, Poster, Posting},
        moderating::{self, Decision},
        rights::{Moderator, Reader},
        tokens,
    },
    store::{self, account::NewAccount},
};

/// Who tries, in the order of the columns below.
const CALLERS: [(&str, Option<Role>); 9] = [
    ("nobody", None),
    ("unverified", Some(Role::Reader)),
    ("reader", Some(Role::Reader)),
    ("contributor", Some(Role::Contributor)),
    ("author", Some(Role::Author)),
    ("editor", Some(Role::Editor)),
    ("moderator", Some(Role::Moderator)),
    ("administrator", Some(Role::Administrator)),
    ("banned", Some(Role::Reader)),
];
const BANNED: &str = "banned";

/// On which comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum On {
    /// None at all.
    Story,
    /// One that the caller wrote; nobody's own is somebody else's.
    Own,
    /// A public one that somebody else wrote.
    Other,
    /// One that somebody else wrote and a moderator rejected.
    Hidden,
}

/// What is sent: `{id}` and `{slug}` are filled in.
#[derive(Debug, Clone, Copy)]
enum Way {
    /// A form of the comment page, with a session.
    Form(&'static [(&'static str, &'static str)]),
    /// A call of the API, with a token.
    Call(&'static str, &'static str, &'static str),
}
use On::{Hidden, Other, Own, Story};
use Way::{Call, Form};

const TEXT: &str = r#"{"body":"Isi lain"}"#;
const WHY: &str = r#"{"reason":"uji"}"#;

/// The statuses of a line: for nobody, for those who do not moderate, for those who do, and for
/// whoever is banned.
fn row(nobody: u16, plain: u16, moderating: u16, banned: u16) -> [u16; 9] {
    let (p, m) = (plain, moderating);
    [nobody, p, p, p, p, m, m, m, banned]
}

/// The whole table: what is sent, on what, and the status for each caller.
fn table() -> Vec<(Way, On, [u16; 9])> {
    let edit = Form(&[("act", "edit"), ("id", "{id}"), ("body", "Isi lain")]);
    let delete = Form(&[("act", "delete"), ("id", "{id}")]);
    let like = Form(&[("act", "like"), ("id", "{id}")]);
    let unlike = Form(&[("act", "unlike"), ("id", "{id}")]);
    let report = Form(&[("act", "report"), ("id", "{id}"), ("reason", "spam")]);
    let mute = Form(&[("act", "mute"), ("id", "{id}")]);
    let unmute = Form(&[("act", "unmute"), ("id", "{id}")]);
    let reply = Form(&[("act", "post"), ("parent", "{id}"), ("body", "Isi")]);
    let patch = Call("PATCH", "/comments/{id}", TEXT);
    let remove = Call("DELETE", "/comments/{id}", "");
    let vote = Call("POST", "/comments/{id}/vote", "");
    let unvote = Call("POST", "/comments/{id}/vote", r#"{"on":false}"#);
    let tell = Call("POST", "/comments/{id}/report", WHY);
    let follow = Form(&[("act", "follow")]);
    let unfollow = Form(&[("act", "unfollow")]);
    let write = Call("POST", "/articles/{slug}/comments", TEXT);
    let ban = Call("POST", "/users/{other}/ban", WHY);
    let unban = Call("DELETE", "/users/{other}/ban", "");
    let ban_self = Call("POST", "/users/{own}/ban", WHY);
    let unban_self = Call("DELETE", "/users/{own}/ban", "");
    let make_token = Call("POST", "/tokens", r#"{"name":"uji"}"#);
    let revoke = Call("DELETE", "/tokens/{own token}", "");
    let revoke_other = Call("DELETE", "/tokens/{other token}", "");
    let mut table = vec![
        (Form(&[("body", "Isi")]), Story, row(401, 303, 303, 403)),
        (reply, Other, row(401, 303, 303, 403)),
        (reply, Hidden, row(401, 422, 422, 403)),
        (edit, Own, row(401, 303, 303, 403)),
        (edit, Other, row(401, 403, 403, 403)),
        (edit, Hidden, row(401, 404, 404, 404)),
        (delete, Own, row(401, 303, 303, 303)),
        (delete, Other, row(401, 403, 303, 403)),
        (delete, Hidden, row(401, 404, 303, 404)),
        (like, Own, row(401, 303, 303, 403)),
        (like, Other, row(401, 303, 303, 403)),
        (like, Hidden, row(401, 404, 404, 404)),
        (unlike, Other, row(401, 303, 303, 403)),
        // Whoever reads may report, with an account or without.
        (report, Own, row(303, 303, 303, 403)),
        (report, Other, row(303, 303, 303, 403)),
        (report, Hidden, row(404, 404, 404, 404)),
        // What only the caller's own pages show is not taking part.
        (mute, Own, row(401, 404, 404, 404)),
        (mute, Other, row(401, 303, 303, 303)),
        (unmute, Other, row(401, 303, 303, 303)),
        (follow, Story, row(401, 303, 303, 303)),
        (unfollow, Story, row(401, 303, 303, 303)),
        (write, Story, row(401, 201, 201, 403)),
        (patch, Own, row(401, 200, 200, 403)),
        (patch, Other, row(401, 403, 403, 403)),
        (patch, Hidden, row(401, 404, 404, 404)),
        (remove, Own, row(401, 204, 204, 204)),
        (remove, Other, row(401, 403, 204, 403)),
        (remove, Hidden, row(401, 404, 204, 404)),
        (vote, Own, row(401, 200, 200, 403)),
        (vote, Other, row(401, 200, 200, 403)),
        (vote, Hidden, row(401, 404, 404, 404)),
        (unvote, Other, row(401, 200, 200, 403)),
        (tell, Own, row(401, 204, 204, 403)),
        (tell, Other, row(401, 204, 204, 403)),
        (tell, Hidden, row(401, 404, 404, 404)),
        (ban, Story, row(401, 403, 204, 403)),
        (unban, Story, row(401, 403, 204, 403)),
        // Nobody of the newsroom is banned, not even by themselves; nobody frees themselves.
        (ban_self, Story, row(401, 403, 403, 403)),
        (unban_self, Story, row(401, 403, 204, 403)),
        (make_token, Story, row(401, 201, 201, 201)),
        (revoke, Story, row(401, 204, 204, 204)),
        (revoke_other, Story, row(401, 404, 404, 404)),
    ];
    for decision in Decision::ALL {
        let path: &'static str = match decision {
            Decision::Approve => "/moderation/comments/{id}/approve",
            Decision::Reject => "/moderation/comments/{id}/reject",
            Decision::Spam => "/moderation/comments/{id}/spam",
            Decision::Remove => "/moderation/comments/{id}/remove",
            Decision::Pick => "/moderation/comments/{id}/pick",
            Decision::Unpick => "/moderation/comments/{id}/unpick",
            Decision::Pin => "/moderation/comments/{id}/pin",
            Decision::Unpin => "/moderation/comments/{id}/unpin",
            Decision::Restore => "/moderation/comments/{id}/restore",
        };
        for on in [Own, Other] {
            table.push((Call("POST", path, WHY), on, row(401, 403, 200, 403)));
        }
    }
    table
}

/// Somebody who tries, with a session and a token.
struct Caller {
    name: &'static str,
    reader: Option<Reader>,
    browser: Client,
    token: String,
}

/// A site in which everybody is there.
struct World {
    site: Site,
    slug: String,
    callers: Vec<Caller>,
    moderator: Moderator,
    other: Reader,
    other_token: TokenId,
}

impl World {
    async fn new(site: Site) -> World {
        let site = site.with_stories(2).await;
        let services = &site.services;
        let set = services.store.write(|mut tx| {
            Box::pin(
                async move { store::settings::set(&mut tx, "comments.moderation", "after").await },
            )
        });
        set.await.expect("a setting");
        let hash = services
            .hashing
            .hash(Client::PASSWORD.to_owned())
            .await
            .expect("a hash");
        let mut callers = Vec::new();
        for (name, role) in CALLERS {
            callers.push(match role {
                None => Caller {
                    name,
                    reader: None,
                    browser: Client::new(),
                    token: String::new(),
                },
                Some(role) => caller(&site, name, role, &hash).await,
            });
        }
        let (moderator, other) = (
            People::moderator(services, "orang-tengah").await,
            People::reader(services, "orang-lain").await,
        );
        let slug = People::story(services).await;
        let world = World {
            other_token: other.token().expect("a token"),
            site,
            slug,
            callers,
            moderator,
            other,
        };
        world.ban(BANNED, true).await;
        world
    }

    fn services(&self) -> &Services {
        &self.site.services
    }

    async fn ban(&self, name: &str, on: bool) {
        let caller = self
            .callers
            .iter()
            .find(|c| c.name == name)
            .expect("a caller");
        let id = caller.reader.as_ref().expect("an account").id();
        if on {
            moderating::ban(self.services(), &self.moderator, id, None, "Uji")
                .await
                .expect("banned");
        } else {
            moderating::unban(self.services(), &self.moderator, id)
                .await
                .expect("free");
        }
    }

    /// A comment by somebody, in the state that is wanted.
    async fn comment(&self, on: On, caller: &Caller) -> CommentId {
        let own = caller.reader.as_ref().filter(|_| on == Own);
        let by = own.unwrap_or(&self.other);
        let freed = own.is_some() && caller.name == BANNED;
        if freed {
            self.ban(BANNED, false).await;
        }
        let posting = Posting {
            article: ArticleRef::Slug(self.slug.clone()),
            parent: None,
            body: "Isi uji".into(),
            key: None,
            address: String::new(),
            honeypot: String::new(),
            composing: None,
        };
        let posted = commenting::post(self.services(), Poster::Account(by), posting)
            .await
            .expect("posted");
        if freed {
            self.ban(BANNED, true).await;
        }
        let id = posted.comment.id;
        let decision = match (on, posted.comment.state) {
            (Hidden, _) => Some(Decision::Reject),
            (_, State::Held) => Some(Decision::Approve),
            _ => None,
        };
        if let Some(decision) = decision {
            let decided =
                moderating::decide(self.services(), &self.moderator, id, decision, "Uji", None);
            decided.await.expect("decided");
        }
        id
    }

    async fn send(&self, way: Way, on: On, caller: &Caller) -> Answer {
        let id = match on {
            Story => String::new(),
            Own | Other | Hidden => self.comment(on, caller).await.to_string(),
        };
        let own = caller.reader.as_ref().map_or(AccountId(0), Reader::id);
        match way {
            Form(fields) => {
                let fields: Vec<_> = fields
                    .iter()
                    .map(|(name, value)| (*name, value.replace("{id}", &id)))
                    .collect();
                let fields: Vec<_> = fields
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .collect();
                let path = format!("/articles/{}/comment", self.slug);
                caller
                    .browser
                    .clone()
                    .post(&self.site, &path, &fields)
                    .await
            }
            Call(method, path, body) => {
                let mut path = path.replace("{id}", &id).replace("{slug}", &self.slug);
                path = path
                    .replace("{other}", &self.other.id().to_string())
                    .replace("{own}", &own.to_string());
                path = path.replace("{other token}", &self.other_token.to_string());
                if path.contains("{own token}") {
                    path = path.replace("{own token}", &self.spare_token(caller).await);
                }
                let token = (!caller.token.is_empty()).then(|| format!("Bearer {}", caller.token));
                self.call(method, &path, body, token.as_deref(), None).await
            }
        }
    }

    /// The id of a token of the caller's that may go.
    async fn spare_token(&self, caller: &Caller) -> String {
        match &caller.reader {
            None => "1".to_owned(),
            Some(reader) => {
                let made = tokens::create(self.services(), reader, "cadangan", &[]).await;
                made.expect("a token").id.to_string()
            }
        }
    }

    async fn call(
        &self,
        method: &str,
        path: &str,
        body: &str,
        token: Option<&str>,
        cookie: Option<&str>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"));
        let headers = [
            ("authorization", token),
            ("cookie", cookie),
            ("sec-fetch-site", token.is_none().then_some("same-origin")),
            (
                "content-type",
                (!body.is_empty()).then_some("application/json"),
            ),
        ];
        for (name, value) in headers {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let request = request
            .body(Body::from(body.to_owned()))
            .expect("a request");
        let response = self
            .site
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let (head, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX)
            .await
            .expect("a body");
        Answer {
            status: head.status,
            headers: head.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }
}

async fn caller(site: &Site, name: &'static str, role: Role, hash: &str) -> Caller {
    let services = &site.services;
    let email = Client::email(name);
    let now = services.clock.now();
    let new = NewAccount {
        email: email.clone(),
        name: name.into(),
        slug: name.into(),
        role,
        password: hash.into(),
        verified_at: (name != "unverified").then_some(now),
        at: now,
    };
    let made = services
        .store
        .write(move |mut tx| Box::pin(async move { store::account::insert(&mut tx, &new).await }));
    made.await.expect("an account");
    let token = administering::create_token(services, By::Console, &email, "uji", &[])
        .await
        .expect("a token")
        .secret;
    let reader = tokens::verify(services, &token)
        .await
        .expect("read")
        .expect("it works");
    let mut browser = Client::new();
    assert_eq!(browser.sign_in(site, name).await.status, 303);
    Caller {
        name,
        reader: Some(reader),
        browser,
        token,
    }
}

on_both_databases! {
    async fn everybody_may_what_the_table_says_and_nothing_else(site: Site) {
        let world = World::new(site).await;
        let mut wrong = Vec::new();
        for (way, on, statuses) in table() {
            for (caller, status) in world.callers.iter().zip(statuses) {
                // Nobody writes too fast here.
                world.site.clock.forward(Duration::from_secs(61));
                let answer = world.send(way, on, caller).await;
                if answer.status != status {
                    wrong.push(format!("{way:?} on {on:?} by {}: {} instead of {status}", caller.name, answer.status.as_u16()));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    async fn a_cookie_is_worth_nothing_in_the_api(site: Site) {
        let world = World::new(site).await;
        for (way, on, _) in table() {
            let Call(method, path, body) = way else { continue };
            for caller in &world.callers {
                let Some(cookie) = &caller.browser.cookie else { continue };
                world.site.clock.forward(Duration::from_secs(61));
                let id = if on == Story { CommentId(1) } else { world.comment(Other, caller).await };
                let path = path.replace("{id}", &id.to_string()).replace("{slug}", &world.slug).replace("{other}", "1").replace("{own}", "1").replace("{own token}", "1").replace("{other token}", "1");
                let answer = world.call(method, &path, body, None, Some(cookie)).await;
                assert_eq!(answer.status, 401, "{method} {path} by {}: {}", caller.name, answer.body);
            }
        }
    }
}
