//! The story editor: opening a story, and everything that is done with it.

use crate::{
    domain::{
        desk::{Answer, Opened, Stories, Wish},
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
    let desk = server::Desk::of_caller()?;
    desk.open(id).await
}

/// A page of the newsroom's list of stories.
#[server(endpoint = "stories/list", input = GetUrl)]
pub async fn list_stories(
    #[server(default)] status: String,
    #[server(default)] category: String,
    #[server(default)] words: String,
    #[server(default)] mine: String,
    #[server(default)] after: String,
) -> Result<Stories, AppError> {
    let desk = server::Desk::of_caller()?;
    let shown = crate::domain::desk::Shown {
        status,
        category,
        words,
        mine,
        after,
    };
    desk.list(shown).await
}

/// Does something with a story.
#[server(endpoint = "stories/act", input = Json)]
pub async fn act_on_story(id: ArticleId, wish: Wish) -> Result<Answer, AppError> {
    let desk = server::Desk::of_caller()?;
    desk.act(id, wish).await
}

#[cfg(feature = "ssr")]
mod server {
    use super::{Answer, AppError, ArticleId, Opened, Stories, Wish};
    use crate::{
        context::{self, Place, Services},
        domain::{
            article::Status,
            desk::{Line, Objection, Past, Shown, Typed},
            document::Document,
            id::CategoryId,
            moderation::When,
            page::Key,
            stamp::Stamp,
            story::Content,
        },
        service::{
            moderating, publishing,
            rights::{Reader, Writer},
            story_desk::{self, Room},
            writing::{self, Correction, Seen, Text, WriteError},
        },
        store, text,
    };

    /// Lines of the history at once.
    const PAST: u32 = 30;
    /// Stories of a list at once.
    const LINES: u32 = 40;
    /// What the cursors of the list are of.
    const SCOPE: &str = "desk/stories";
    /// Stories that a search offers.
    const FOUND: u32 = 8;

    pub(super) struct Desk {
        services: Services,
        place: Place,
        reader: Reader,
        writer: Writer,
    }

    impl Desk {
        pub(super) fn of_caller() -> Result<Desk, AppError> {
            let reader = context::caller().and_then(|caller| caller.reader);
            let reader = reader.ok_or_else(|| context::refuse(AppError::Refused(401)))?;
            let writer = reader.as_writer();
            Ok(Desk {
                writer: writer.ok_or_else(|| context::refuse(AppError::Forbidden))?,
                services: context::services()?,
                place: context::place()?,
                reader,
            })
        }

        fn room(&self) -> Room<'_> {
            Room {
                services: &self.services,
                writer: &self.writer,
                site: &self.place.site,
                zone: &self.place.zone,
            }
        }

        fn when(&self, at: Stamp) -> When {
            let zone = &self.place.zone;
            let moment = zone.moment(at);
            let now = zone.moment(self.services.clock.now());
            When {
                text: text::short_when(&moment, &now, self.place.site.language),
                datetime: moment.datetime(),
            }
        }

        pub(super) async fn open(&self, id: ArticleId) -> Result<Opened, AppError> {
            let staff = moderating::staff(&self.services, &self.reader, &self.place.site).await?;
            let staff = staff.ok_or_else(|| context::refuse(AppError::Forbidden))?;
            match story_desk::open(&self.room(), id, staff).await {
                Ok(opened) => Ok(opened),
                Err(WriteError::NotFound) => Err(context::refuse(AppError::NotFound)),
                Err(WriteError::Service(error)) => Err(error.into()),
                Err(_) => Err(context::refuse(AppError::Forbidden)),
            }
        }

        pub(super) async fn list(&self, shown: Shown) -> Result<Stories, AppError> {
            let store = &self.services.store;
            let staff = moderating::staff(&self.services, &self.reader, &self.place.site).await?;
            let categories = store::category::all(store).await?;
            let bad = || context::refuse(AppError::BadAddress);
            let after = match shown.after.as_str() {
                "" => Key::NEWEST,
                cursor => Key::from_cursor(cursor, SCOPE).ok_or_else(bad)?,
            };
            let category = categories.iter().find(|c| c.slug == shown.category);
            let wanted = writing::Wanted {
                status: Status::from_word(&shown.status),
                category: category.map(|c| CategoryId(c.id)),
                author: (shown.mine == "1").then(|| self.reader.id()),
                words: Some(shown.words.trim().to_owned()).filter(|words| !words.is_empty()),
                ..writing::Wanted::default()
            };
            let found =
                writing::list(&self.services, &self.writer, wanted, after, LINES + 1).await?;
            let more = found.len() > LINES as usize;
            let mut lines = Vec::new();
            let mut next = None;
            for row in found.into_iter().take(LINES as usize) {
                next = more.then(|| row.key().to_cursor(SCOPE));
                let id = ArticleId(row.id);
                let names = store::account::bylines_of(store, id).await?;
                let when = row.publish_at.or(row.published_at).or(row.planned_at);
                lines.push(Line {
                    id,
                    headline: row.headline,
                    status: Status::from_word(&row.status).unwrap_or(Status::Draft),
                    category: row.category,
                    names: names.into_iter().map(|named| named.name).collect(),
                    when: when.map(|at| self.when(Stamp::from_micros(at))),
                    saved: self.when(Stamp::from_micros(row.saved_at)),
                });
            }
            Ok(Stories {
                staff: staff.ok_or_else(|| context::refuse(AppError::Forbidden))?,
                shown,
                lines,
                next,
                categories: categories.iter().map(|row| row.named()).collect(),
            })
        }

        pub(super) async fn act(&self, id: ArticleId, wish: Wish) -> Result<Answer, AppError> {
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
                Wish::Find { words } => return self.find(words).await.map(Some),
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
