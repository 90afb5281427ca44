//! Accounts that take part, as the use cases see them.

use std::sync::Arc;
use warta::domain::page::{Key, Walk};
use warta::{
    context::Services,
    domain::{account::Role, stamp::Stamp},
    service::{
        administering::{self, By},
        clock::FixedClock,
        rights::{Moderator, Reader},
        tokens,
    },
    store::{self, account::NewAccount, listing::Scope},
};

/// Makes people.
pub struct People;

impl People {
    /// Somebody who reads and comments.
    pub async fn reader(services: &Services, name: &str) -> Reader {
        People::with_role(services, name, Role::Reader).await
    }

    /// Somebody whose comments are never held.
    pub async fn staff(services: &Services, name: &str) -> Reader {
        People::with_role(services, name, Role::Author).await
    }

    /// Somebody who moderates.
    pub async fn moderator(services: &Services, name: &str) -> Moderator {
        let reader = People::with_role(services, name, Role::Moderator).await;
        reader.as_moderator().expect("a moderator may moderate")
    }

    /// Without a password: hashing one takes long, and nobody signs in.
    pub async fn with_role(services: &Services, name: &str, role: Role) -> Reader {
        People::with_token(services, name, role).await.0
    }

    /// The same, with the token that calls of the API send.
    pub async fn with_token(services: &Services, name: &str, role: Role) -> (Reader, String) {
        let new = NewAccount {
            email: format!("{name}@warta.test"),
            name: name.into(),
            slug: name.into(),
            role,
            password: String::new(),
            verified_at: Some(services.clock.now()),
            at: services.clock.now(),
        };
        let made = services.store.write(move |mut tx| {
            Box::pin(async move { store::account::insert(&mut tx, &new).await })
        });
        made.await.expect("an account is made");
        let email = format!("{name}@warta.test");
        let token = administering::create_token(services, By::Console, &email, "tes", &[])
            .await
            .unwrap_or_else(|error| panic!("a token is made: {error}"));
        let reader = tokens::verify(services, &token.secret)
            .await
            .expect("the token is read")
            .expect("the token works");
        (reader, token.secret)
    }

    /// The slugs of the newest stories.
    pub async fn stories(services: &Services) -> Vec<String> {
        let newest = Walk::Before(Key::NEWEST);
        let cards = store::listing::cards(&services.store, Scope::ALL, newest, 10).await;
        cards
            .expect("stories")
            .into_iter()
            .map(|card| card.slug)
            .collect()
    }

    /// The slug of the newest story.
    pub async fn story(services: &Services) -> String {
        People::stories(services).await.remove(0)
    }
}

/// The same site, so many microseconds later.
pub fn later(services: &Services, micros: i64) -> Services {
    let now = services.clock.now().micros() + micros;
    Services {
        clock: Arc::new(FixedClock(Stamp::from_micros(now))),
        ..services.clone()
    }
}
