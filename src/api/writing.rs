//! The story editor: opening a story, and everything that is done with it.

use crate::{
    domain::{
        desk::{Answer, Opened, Wish},
        id::ArticleId,
    },
    error::AppError,
};
use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};

/// A story as the editor opens it.
#[server(endpoint = "stories/open", input = GetUrl)]
pub async fn open_story(id: ArticleId) -> Result<Opened, AppError> {
    let desk = super::at_desk::AtDesk::of_caller()?;
    desk.open(id).await
}

/// Does something with a story.
#[server(endpoint = "stories/act", input = Json)]
pub async fn act_on_story(id: ArticleId, wish: Wish) -> Result<Answer, AppError> {
    let desk = super::at_desk::AtDesk::of_caller()?;
    desk.act(id, wish).await
}

#[cfg(feature = "ssr")]
mod server {
    use super::{Answer, AppError, ArticleId, Opened, Wish};
    use crate::{
        api::at_desk::AtDesk,
        context,
        domain::{
            article::Status,
            desk::{Objection, Past, Typed},
            document::Document,
            stamp::Stamp,
            story::Content,
        },
        service::{
            desk_notices, publishing, story_desk,
            writing::{self, Correction, Given, Seen, Text, WriteError},
        },
        store, text,
    };

    /// Lines of the history at once.
    const PAST: u32 = 30;
    /// Stories that a search offers.
    const FOUND: u32 = 8;

    impl AtDesk {
        pub(in crate::api) async fn open(&self, id: ArticleId) -> Result<Opened, AppError> {
            let staff = self.staff().await?;
            desk_notices::opened(&self.services, &self.writer, id).await?;
            match story_desk::open(&self.room(), id, staff).await {
                Ok(opened) => Ok(opened),
                Err(WriteError::NotFound) => Err(context::refuse(AppError::NotFound)),
                Err(WriteError::Service(error)) => Err(error.into()),
                Err(_) => Err(context::refuse(AppError::Forbidden)),
            }
        }

        pub(in crate::api) async fn act(
            &self,
            id: ArticleId,
            wish: Wish,
        ) -> Result<Answer, AppError> {
            match self.done(id, wish).await {
                Ok(Some(answer)) => Ok(answer),
                Ok(None) => self
                    .open(id)
                    .await
                    .map(|opened| Answer::Story(Box::new(opened))),
                Err(error) => self.refused(error),
            }
        }

        /// Refusals are answers: whoever is refused keeps what is written, and reads why.
        fn refused(&self, error: WriteError) -> Result<Answer, AppError> {
            let language = self.place.site.language;
            let words = text::story(language);
            let line = |text: &str| {
                Answer::Refused(vec![Objection {
                    at: String::new(),
                    text: text.to_owned(),
                }])
            };
            match error {
                WriteError::NotFound => Err(context::refuse(AppError::NotFound)),
                WriteError::Forbidden => Ok(line(words.forbidden)),
                WriteError::WrongState(_) => Ok(line(words.wrong_state)),
                WriteError::Stale(_) | WriteError::CopyStale(_) => Ok(Answer::Stale),
                WriteError::Fields(complaints) => {
                    let told = complaints.iter().map(|complaint| Objection {
                        at: complaint.pointer.clone(),
                        text: text::objection(complaint, language),
                    });
                    Ok(Answer::Refused(told.collect()))
                }
                WriteError::Service(error) => Err(error.into()),
            }
        }

        /// `None`: the story has changed, and is sent as it is now.
        async fn done(&self, id: ArticleId, wish: Wish) -> Result<Option<Answer>, WriteError> {
            let (services, writer) = (&self.services, &self.writer);
            let room = self.room();
            match wish {
                Wish::Save {
                    seen,
                    base,
                    typed,
                    document,
                } => {
                    let content = content(*typed, &document)?;
                    let copy =
                        writing::save_copy(services, writer, id, seen, base, content).await?;
                    return Ok(Some(Answer::Saved {
                        version: copy.version,
                        at: self.when(copy.at),
                    }));
                }
                Wish::Apply { seen } => {
                    writing::apply_copy(services, writer, id, seen).await?;
                }
                Wish::Discard { seen } => writing::discard_copy(services, writer, id, seen).await?,
                Wish::Publish { version, copy, at } => {
                    self.publish(id, version, copy, &at).await?;
                }
                Wish::HandOn { version, to } => {
                    writing::hand_on(services, writer, id, Seen::version(version), to).await?;
                }
                Wish::Move { version, category } => {
                    let patch = writing::Patch {
                        category: Some(category),
                        ..writing::Patch::default()
                    };
                    writing::update(services, writer, id, Seen::version(version), patch).await?;
                }
                Wish::Unpublish { version, reason } => {
                    let seen = Seen::version(version);
                    writing::unpublish(services, writer, id, seen, &reason).await?;
                }
                Wish::Delete { version } => {
                    writing::delete(services, writer, id, Seen::version(version)).await?;
                    return Ok(Some(Answer::Done));
                }
                Wish::Plan { version, at } => {
                    let at = self.place.zone.local(&at);
                    writing::plan(services, writer, id, Seen::version(version), at).await?;
                }
                Wish::Comments { policy } => {
                    let story = writing::may_edit(services, writer, id).await?;
                    publishing::set_comments(
                        &services.store,
                        &services.freshness,
                        &story.slug,
                        policy,
                    )
                    .await?;
                }
                Wish::Correct {
                    version,
                    block,
                    before,
                    after,
                    reason,
                } => {
                    let correction = Correction {
                        block,
                        before,
                        after,
                        reason,
                    };
                    let seen = Seen::version(version);
                    writing::correct(services, writer, id, seen, correction).await?;
                }
                Wish::History { before } => return self.history(id, before).await.map(Some),
                Wish::Compare { left, right } => {
                    let pairs = story_desk::compare(&room, id, left, right).await?;
                    return Ok(Some(Answer::Pairs(pairs)));
                }
                Wish::Restore { version, copy, n } => {
                    // Read before what is typed becomes the story: that may go on with it.
                    let then = writing::revision(services, writer, id, n).await?;
                    let version = match copy {
                        0 => version,
                        copy => {
                            let story = writing::apply_copy(services, writer, id, copy).await?;
                            story.version
                        }
                    };
                    let seen = Seen::version(version);
                    writing::bring_back(services, writer, id, then, seen).await?;
                }
                Wish::Merge {
                    base_typed,
                    base_document,
                    typed,
                    document,
                } => {
                    let base = (&*base_typed, &parsed(&base_document)?);
                    let mine = (&*typed, &parsed(&document)?);
                    let merging = story_desk::merge(&room, id, base, mine).await?;
                    return Ok(Some(Answer::Merging(Box::new(merging))));
                }
                Wish::Preview => {
                    let address = story_desk::address(&room, id).await?;
                    return Ok(Some(Answer::Address(address)));
                }
                Wish::Here { tab, block } => {
                    let news = story_desk::here(&room, id, &tab, block).await?;
                    return Ok(Some(Answer::News(news)));
                }
                Wish::Leave { tab } => {
                    story_desk::leave(&room, id, &tab).await?;
                    return Ok(Some(Answer::Done));
                }
                Wish::Find {
                    words,
                    translation: true,
                } => {
                    let found = story_desk::find_translation(&room, id, words).await?;
                    return Ok(Some(Answer::Found(found)));
                }
                Wish::Find { words, .. } => return self.find(words).await.map(Some),
                Wish::Assign { people } => {
                    writing::assign(services, writer, id, Given::These(people)).await?;
                }
                Wish::Give { to } => writing::assign(services, writer, id, Given::Also(to)).await?,
                Wish::Notes(wish) => {
                    let notes = story_desk::notes(&room, id, wish).await?;
                    return Ok(Some(Answer::Notes(notes)));
                }
                Wish::Translations(wish) => {
                    let begun = story_desk::translate(&room, id, wish).await?;
                    return Ok(begun.map(Answer::Address));
                }
            }
            Ok(None)
        }

        async fn publish(
            &self,
            id: ArticleId,
            version: i64,
            copy: i64,
            at: &str,
        ) -> Result<(), WriteError> {
            let text = match copy {
                0 => Text::Story,
                version => Text::WorkingCopy(version),
            };
            let (services, writer) = (&self.services, &self.writer);
            let seen = Seen::version(version);
            if at.is_empty() {
                writing::publish(services, writer, id, seen, text).await?;
            } else {
                // What is no time is none to come.
                let at = self.place.zone.local(at).unwrap_or(Stamp::from_micros(0));
                writing::schedule(services, writer, id, seen, text, at).await?;
            }
            Ok(())
        }

        async fn history(&self, id: ArticleId, before: i64) -> Result<Answer, WriteError> {
            let rows = writing::revisions(&self.services, &self.writer, id, before, PAST).await?;
            let past = rows.into_iter().map(|row| Past {
                n: row.n,
                when: self.when(Stamp::from_micros(row.at)),
                by: row.by_name.unwrap_or_default(),
                headline: row.headline,
                kind: row.kind,
            });
            Ok(Answer::Past(past.collect()))
        }

        async fn find(&self, words: String) -> Result<Answer, WriteError> {
            let wanted = writing::Wanted {
                status: Some(Status::Published),
                words: Some(words),
                ..writing::Wanted::default()
            };
            let lines = writing::public_lines(&self.services.store, wanted, FOUND).await?;
            let named = |line: store::story_list::Line| crate::domain::category::Named {
                slug: line.slug,
                name: line.headline,
            };
            Ok(Answer::Found(lines.into_iter().map(named).collect()))
        }
    }

    fn parsed(document: &str) -> Result<Document, WriteError> {
        serde_json::from_str(document).map_err(|error| WriteError::document(&error))
    }

    fn content(typed: Typed, document: &str) -> Result<Content, WriteError> {
        Ok(Content {
            document: parsed(document)?,
            headline: typed.headline,
            standfirst: typed.standfirst,
            slug: Some(typed.slug).filter(|slug| !slug.is_empty()),
            category: typed.category,
            tags: typed.tags,
            bylines: typed.bylines,
            dateline: typed.dateline,
            language: typed.language,
            banner: typed.banner,
            seo_title: typed.seo_title,
            seo_description: typed.seo_description,
        })
    }
}
