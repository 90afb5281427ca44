//! A newsroom: two categories and somebody of each role.

use crate::support::{Site, api::Api, people::People};
use warta::{
    domain::{account::Role, article::Status},
    service::{
        rights::{Reader, Writer},
        writing::{self, Body, Patch, Seen, Text},
    },
    store::{self, story::Story},
};

/// Somebody with a token.
pub(super) struct Person {
    pub(super) reader: Reader,
    pub(super) api: Api,
}

impl Person {
    pub(super) async fn new(site: &Site, name: &str, role: Role) -> Person {
        let (reader, token) = People::with_token(&site.services, name, role).await;
        Person {
            reader,
            api: Api(Some(token)),
        }
    }

    pub(super) fn writer(&self) -> Writer {
        self.reader.as_writer().expect("somebody who writes")
    }
}

/// The newsroom.
pub(super) struct World {
    pub(super) site: Site,
    pub(super) contributor: Person,
    pub(super) author: Person,
    pub(super) editor: Person,
}

impl World {
    pub(super) async fn new(site: Site) -> World {
        for (n, slug) in (1_i64..).zip(["alam", "sains"]) {
            let made = site.services.store.write(move |mut tx| {
                Box::pin(async move { store::category::insert(&mut tx, slug, slug, n, "").await })
            });
            made.await.expect("a category");
        }
        World {
            contributor: Person::new(&site, "kontributor", Role::Contributor).await,
            author: Person::new(&site, "penulis", Role::Author).await,
            editor: Person::new(&site, "editor", Role::Editor).await,
            site,
        }
    }

    /// A draft by somebody.
    pub(super) async fn draft(&self, writer: &Writer, headline: &str, body: &str) -> Story {
        let patch = Patch {
            headline: Some(headline.into()),
            category: Some("alam".into()),
            body: Some(Body::Markdown(body.into())),
            ..Patch::default()
        };
        writing::create(&self.site.services, writer, patch)
            .await
            .unwrap_or_else(|error| panic!("a draft: {error}"))
    }

    /// The same in a state; an editor put it there.
    pub(super) async fn story_in(&self, writer: &Writer, status: Status) -> Story {
        let (services, editor) = (&self.site.services, self.editor.writer());
        let id = self
            .draft(writer, "Banjir di pantai", "Satu.\n\nDua.")
            .await
            .id;
        let any = Seen::any;
        let moved = match status {
            Status::Draft => return self.story(id.0).await,
            Status::Idea | Status::InReview | Status::Ready => {
                writing::hand_on(services, &editor, id, any(), status).await
            }
            Status::Scheduled => {
                let at = warta::domain::stamp::Stamp::from_micros(
                    services.clock.now().micros() + 3_600_000_000,
                );
                writing::schedule(services, &editor, id, any(), Text::Story, at).await
            }
            Status::Published => writing::publish(services, &editor, id, any(), Text::Story).await,
            Status::Unpublished => {
                writing::publish(services, &editor, id, any(), Text::Story)
                    .await
                    .expect("published");
                writing::unpublish(services, &editor, id, any(), "Keliru").await
            }
        };
        moved.unwrap_or_else(|error| panic!("{status:?}: {error}"))
    }

    /// A story as it is stored now.
    pub(super) async fn story(&self, id: i64) -> Story {
        let id = warta::domain::id::ArticleId(id);
        let story = store::story::by_id(&self.site.services.store, id).await;
        story.expect("read").expect("a story")
    }
}
