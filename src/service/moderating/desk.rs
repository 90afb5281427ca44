//! The newsroom's desk: comments with all that helps to decide about them, printed for the page.

mod acting;
mod lines;

use super::{
    Search,
    looking::{Rows, found, queued},
    waiting,
};
use crate::{
    domain::{
        comment::State,
        id::{AccountId, CommentId},
        moderation::{Act, Answered, Author, Ban, Entry, Filter, Report, Staff, When},
        moment::Moment,
        site::Site,
        stamp::Stamp,
    },
    service::{
        Services,
        error::ServiceError,
        rights::{Moderator, Reader},
        zone::Zone,
    },
    store::{self, audit::AuditRow, queue::QueueRow},
    text,
};
pub use lines::Line;
use std::collections::HashMap;

/// Comments on a page.
const PAGE: u32 = 25;
/// Lines of the log that are shown with a comment.
const ACTS: u32 = 5;

/// The desk of one moderator, for one page.
pub struct Desk<'a> {
    services: &'a Services,
    moderator: &'a Moderator,
    site: &'a Site,
    zone: &'a Zone,
    now: Moment,
    authors: HashMap<AccountId, Option<Author>>,
}

/// A page of comments.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    pub entries: Vec<Entry>,
    /// Cursor of the next page.
    pub next: Option<String>,
}

/// Whoever works in the newsroom, and what waits for them. `None` for a reader.
pub async fn staff(
    services: &Services,
    reader: &Reader,
    site: &Site,
) -> Result<Option<Staff>, ServiceError> {
    let viewer = reader.viewer();
    if !viewer.role.is_staff() {
        return Ok(None);
    }
    let waiting = match reader.as_moderator() {
        Some(moderator) => Some(waiting(services, &moderator).await?),
        None => None,
    };
    let notices = match viewer.role.may_write() {
        true => store::desk_notice::unread(&services.store, viewer.id).await?,
        false => 0,
    };
    Ok(Some(Staff {
        id: viewer.id,
        role: viewer.role,
        name: viewer.name.clone(),
        language: site.language,
        site: site.name.clone(),
        waiting,
        notices,
    }))
}

impl<'a> Desk<'a> {
    /// A desk whose times are printed for this site.
    pub fn new(
        services: &'a Services,
        moderator: &'a Moderator,
        site: &'a Site,
        zone: &'a Zone,
    ) -> Desk<'a> {
        Desk {
            services,
            moderator,
            site,
            zone,
            now: zone.moment(services.clock.now()),
            authors: HashMap::new(),
        }
    }

    fn when(&self, at: Stamp) -> When {
        let moment = self.zone.moment(at);
        When {
            text: text::short_when(&moment, &self.now, self.site.language),
            datetime: moment.datetime(),
        }
    }

    /// A page of a list.
    pub async fn queue(
        &mut self,
        filter: Filter,
        cursor: Option<&str>,
    ) -> Result<Shown, ServiceError> {
        let rows = queued(self.services, filter, cursor, PAGE).await?;
        self.shown(rows).await
    }

    /// A page of what is looked for.
    pub async fn search(
        &mut self,
        search: &Search,
        cursor: Option<&str>,
    ) -> Result<Shown, ServiceError> {
        let rows = found(self.services, search, cursor, PAGE).await?;
        self.shown(rows).await
    }

    async fn shown(&mut self, (rows, next): Rows) -> Result<Shown, ServiceError> {
        let mut entries = Vec::with_capacity(rows.len());
        for row in rows {
            entries.push(self.printed(row).await?);
        }
        Ok(Shown { entries, next })
    }

    /// One comment.
    pub async fn entry(&mut self, id: CommentId) -> Result<Option<Entry>, ServiceError> {
        let store = &self.services.store;
        let Some(comment) = store::comment::by_id(store, id).await? else {
            return Ok(None);
        };
        let (slug, headline) = store::queue::story_of(store, id).await?.unwrap_or_default();
        let row = QueueRow {
            comment,
            slug,
            headline,
        };
        Ok(Some(self.printed(row).await?))
    }

    async fn printed(&mut self, row: QueueRow) -> Result<Entry, ServiceError> {
        let store = &self.services.store;
        let comment = row.comment;
        let answers = match comment.parent {
            Some(parent) => store::comment::by_id(store, parent).await?,
            None => None,
        };
        let reports = if comment.reports > 0 {
            store::report::of_comment(store, comment.id).await?
        } else {
            Vec::new()
        };
        let versions = if comment.edited_at.is_some() {
            store::queue::versions(store, comment.id).await?
        } else {
            Vec::new()
        };
        let subject = format!("comment:{}", comment.id);
        let log = store::audit::by_subject(store, &subject, ACTS).await?;
        let author = match comment.account {
            Some(account) => self.author(account).await?,
            None => None,
        };
        Ok(Entry {
            id: comment.id,
            state: comment.state,
            when: self.when(comment.created_at),
            edited: comment.edited_at.map_or(0, Stamp::micros),
            pinned: comment.pinned,
            picked: comment.picked,
            top: comment.parent.is_none(),
            slug: row.slug,
            headline: row.headline,
            answers: answers.map(|row| Answered {
                name: row.name,
                html: row.html,
            }),
            reports: reports
                .into_iter()
                .filter(|report| report.resolved_at.is_none())
                .map(|report| Report {
                    reason: report.reason,
                    note: report.note,
                })
                .collect(),
            before: versions
                .into_iter()
                .map(|(body, at)| (body, self.when(Stamp::from_micros(at))))
                .collect(),
            log: log.iter().map(|row| self.act(row)).collect(),
            taken_back: comment.state == State::Removed
                && comment.removed_by.as_deref() == Some("author"),
            address: comment.address_hash,
            reason: comment.reason,
            name: comment.name,
            html: comment.html,
            author,
        })
    }

    fn act(&self, row: &AuditRow) -> Act {
        // `held > published and the reason` for what moves a comment, `until N and the reason` for
        // a ban that ends, else all of it is the reason.
        let mut parts = row.detail.splitn(4, ' ');
        let reason = match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (_, Some(">"), _, reason) => reason.unwrap_or_default().to_owned(),
            (Some("until"), Some(at), ..) if row.action == "ban" => {
                let words = text::newsroom(self.site.language);
                let until = at.parse().map(|at| self.until(Stamp::from_micros(at)).text);
                let reason = row.detail.splitn(3, ' ').nth(2).unwrap_or_default();
                let until = until.unwrap_or_default();
                format!("{} {until}. {reason}", words.banned_until)
                    .trim_end()
                    .to_owned()
            }
            _ => row.detail.clone(),
        };
        Act {
            by: row.by_name.clone(),
            action: row.action.clone(),
            when: self.when(Stamp::from_micros(row.at)),
            reason,
        }
    }

    /// What is known of an account; `None` when there is none.
    pub async fn author(&mut self, id: AccountId) -> Result<Option<Author>, ServiceError> {
        if let Some(known) = self.authors.get(&id) {
            return Ok(known.clone());
        }
        let author = self.look_up(id).await?;
        self.authors.insert(id, author.clone());
        Ok(author)
    }

    async fn look_up(&self, id: AccountId) -> Result<Option<Author>, ServiceError> {
        let store = &self.services.store;
        let Some(row) = store::account::by_id(store, id).await? else {
            return Ok(None);
        };
        let counts = store::queue::count_by_state(store, id).await?;
        let count = |state: State| {
            let found = counts.iter().find(|(word, _)| word == state.as_str());
            found.map_or(0, |(_, count)| *count)
        };
        let ban = row.ban_at(self.services.clock.now());
        Ok(Some(Author {
            id,
            since: self.when(Stamp::from_micros(row.created_at)),
            verified: row.verified_at.is_some(),
            trusted: row.trusted,
            staff: row.role().is_staff(),
            ban: ban.map(|(reason, until)| Ban {
                reason: reason.to_owned(),
                until: until.map(|at| self.until(at)),
            }),
            published: count(State::Published),
            held: count(State::Held),
            refused: count(State::Rejected) + count(State::Spam),
            removed: count(State::Removed),
            name: row.name,
            email: row.email.unwrap_or_default(),
        }))
    }

    /// A time to come: with its day, for `short_when` is about the past.
    fn until(&self, at: Stamp) -> When {
        let moment = self.zone.moment(at);
        let day = text::day_month_year(&moment, self.site.language);
        When {
            text: format!("{day} {}", moment.clock()),
            datetime: moment.datetime(),
        }
    }
}
