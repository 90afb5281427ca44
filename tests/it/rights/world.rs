//! Everybody who tries, on one site, and what they send.

use super::{BANNED, CALLERS, On, Way};
use crate::support::{Answer, Client, Site, people::People};
use On::{Hidden, Other, Own, Story};
use Way::{Ask, Call, Desk, Form};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use tower::ServiceExt;
use warta::{
    context::Services,
    domain::{
        account::Role,
        comment::State,
        id::{AccountId, ArticleId, CommentId, TokenId},
    },
    service::{
        administering::{self, By},
        commenting::{self, ArticleRef, Poster, Posting},
        moderating::{self, Decision},
        rights::{Moderator, Reader},
        thread, tokens,
    },
    store::{self, account::NewAccount},
};

/// Somebody who tries, with a session and a token.
pub(super) struct Caller {
    pub(super) name: &'static str,
    pub(super) reader: Option<Reader>,
    pub(super) browser: Client,
    token: String,
}

/// A site in which everybody is there.
pub(super) struct World {
    pub(super) site: Site,
    pub(super) slug: String,
    article: ArticleId,
    pub(super) callers: Vec<Caller>,
    moderator: Moderator,
    other: Reader,
    other_token: TokenId,
}

impl World {
    pub(super) async fn new(site: Site) -> World {
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
        let story = thread::story(&services.store, &slug.as_str().into()).await;
        let world = World {
            article: story.expect("read").expect("a story").id,
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
    pub(super) async fn comment(&self, on: On, caller: &Caller) -> CommentId {
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

    pub(super) async fn send(&self, way: Way, on: On, caller: &Caller) -> Answer {
        let id = match on {
            Story => String::new(),
            Own | Other | Hidden => self.comment(on, caller).await.to_string(),
        };
        let own = caller.reader.as_ref().map_or(AccountId(0), Reader::id);
        let filled = |text: &str| {
            text.replace("{id}", &id)
                .replace("{other}", &self.other.id().to_string())
                .replace("{own}", &own.to_string())
        };
        match way {
            Form(fields) | Desk(fields) => {
                let fields: Vec<_> = fields
                    .iter()
                    .map(|(name, value)| (*name, filled(value)))
                    .collect();
                let fields: Vec<_> = fields
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .collect();
                let path = match way {
                    Desk(_) => "/editor/moderation".to_owned(),
                    _ => format!("/articles/{}/comment", self.slug),
                };
                caller
                    .browser
                    .clone()
                    .post(&self.site, &path, &fields)
                    .await
            }
            Ask(path, body) => {
                let body = filled(body).replace("{article}", &self.article.to_string());
                let answer = caller.browser.clone().ask(&self.site, path, &body).await;
                in_words(answer)
            }
            Call(method, path, body) => {
                let mut path = filled(path).replace("{slug}", &self.slug);
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
                let made = tokens::create(self.services(), reader, "cadangan", &[], None).await;
                made.expect("a token").id.to_string()
            }
        }
    }

    pub(super) async fn call(
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

/// What the thread asks is answered with 200, and in words why nothing was done.
fn in_words(mut answer: Answer) -> Answer {
    if answer.status != StatusCode::OK {
        return answer;
    }
    let says = |text: &str| answer.body.contains(text);
    answer.status = if says("\"sign_in\":true") {
        StatusCode::UNAUTHORIZED
    } else if says("\"Refused\"") {
        StatusCode::FORBIDDEN
    } else {
        answer.status
    };
    answer
}
