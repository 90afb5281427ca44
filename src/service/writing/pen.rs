//! The one way in which a story is changed: taken under its lock and by right, and put back with
//! everything that hangs on a change, in one transaction.

use super::{Seen, WriteError, input::Checked, shown::Effects, translating};
use crate::{
    domain::{
        account::Role,
        article::Status,
        desk_notice::Cause,
        id::{AccountId, ArticleId},
        site::Announcing,
        slug::Slug,
        stamp::Stamp,
        story::Wrong,
        workflow::{self, Act},
    },
    service::{Services, error::ServiceError, rights::Writer, settings, telling, zone::Zone},
    store::{self, Store, Tx, revision::Kind, story::Story},
};
use futures::future::BoxFuture;

/// What is saved within so many microseconds is one revision.
const SITTING: i64 = 10 * 60 * 1_000_000;

/// What is wanted of a story.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wish {
    Do(Act),
    MoveTo(Status),
}

/// How a change goes down in history.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) revision: Option<Kind>,
    /// It goes on with what the same hand saved a little while ago.
    pub(super) goes_on: bool,
    /// JSON of the correction, where it is one.
    pub(super) correction: Option<String>,
    /// The line in the log of who did what.
    pub(super) action: &'static str,
    pub(super) detail: String,
}

/// A change that is stored.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) story: Story,
    effects: Effects,
}

impl Done {
    /// Tells this process, after the commit.
    pub(super) fn settle(self, services: &Services) -> Story {
        self.effects.settle(services);
        self.story
    }

    /// Nothing was to be done.
    pub(super) fn nothing(story: Story) -> Done {
        Done {
            story,
            effects: Effects::default(),
        }
    }
}

/// Who writes, when, and where it is what time.
#[derive(Debug, Clone)]
pub(super) struct Pen {
    /// Nobody where the server itself acts.
    pub(super) by: Option<AccountId>,
    role: Option<Role>,
    pub(super) now: Stamp,
    zone: Zone,
    announcing: Announcing,
}

impl Pen {
    /// In a writer's hand.
    pub(super) async fn of(services: &Services, writer: &Writer) -> Result<Pen, ServiceError> {
        let mut pen = Pen::of_server(services).await?;
        pen.by = Some(writer.id());
        pen.role = Some(writer.viewer().role);
        Ok(pen)
    }

    /// In the server's own: it only carries out what somebody decided before.
    pub(super) async fn of_server(services: &Services) -> Result<Pen, ServiceError> {
        let settings = settings::load(&services.store).await?;
        Ok(Pen {
            by: None,
            role: None,
            now: services.clock.now(),
            zone: Zone::named(&settings.zone).unwrap_or_else(Zone::utc),
            announcing: settings.announcing,
        })
    }

    /// An instant as the API prints it.
    pub(super) fn shown(&self, at: Stamp) -> String {
        self.zone.moment(at).datetime()
    }

    /// Whether the table lets this hand do this.
    pub(super) fn may(&self, story: &Story, wish: Wish) -> Result<(), workflow::Refusal> {
        let (Some(by), Some(role)) = (self.by, self.role) else {
            return Ok(());
        };
        let own = story.is_of(by);
        match wish {
            Wish::Do(act) => workflow::may(role, own, story.status, act),
            Wish::MoveTo(to) => workflow::may_move(role, own, story.status, to),
        }
    }

    /// Takes a story, locked, if this hand may do with it what it wants and has seen it as it is.
    pub(super) async fn take(
        &self,
        tx: &mut Tx<'_>,
        id: ArticleId,
        wish: Wish,
        seen: &Seen,
    ) -> Result<Story, WriteError> {
        let story = store::story::lock(tx, id)
            .await?
            .ok_or(WriteError::NotFound)?;
        match self.may(&story, wish) {
            Err(refusal) => Err(WriteError::refused(refusal, story)),
            Ok(()) if !seen.allows(story.version) => Err(WriteError::Stale(Box::new(story))),
            Ok(()) => Ok(story),
        }
    }

    /// Writes what was checked into a story. A slug set by hand stays; without one it follows the
    /// headline until the story is first published.
    pub(super) async fn write(
        &self,
        tx: &mut Tx<'_>,
        story: &mut Story,
        mut checked: Checked,
    ) -> Result<(), WriteError> {
        let (slug, headline) = (checked.slug.take(), story.headline.clone());
        let translations = checked.translations.take();
        checked.apply(story);
        if let Some(wanted) = translations {
            story.translations = translating::linked(tx, self, story, &wanted).await?;
        }
        if let Some(slug) = slug {
            if store::story::slug_taken(tx, slug.as_str(), Some(story.id)).await? {
                return Err(WriteError::field("/slug", Wrong::SlugTaken));
            }
            story.slug_fixed |= slug.as_str() != story.slug;
            story.slug = slug.into();
        } else if story.headline != headline && !story.slug_fixed && story.published_at.is_none() {
            story.slug = free_slug(tx, &story.headline, Some(story.id)).await?;
        }
        Ok(())
    }

    /// Puts a story back as a new version, with its revision, its event, what the outside is told, and
    /// the pages that show it noted.
    pub(super) async fn put(
        &self,
        tx: &mut Tx<'_>,
        before: &Story,
        mut after: Story,
        entry: Entry,
    ) -> Result<Done, WriteError> {
        if after.is_public() || after.status == Status::Scheduled {
            publishable(&after)?;
            // Of what is public already, only what is new has to keep the rule.
            let new = !before.is_public();
            if new || before.document != after.document || before.banner != after.banner {
                credited(tx, &after).await?;
            }
        }
        let relinked = before.translations != after.translations;
        if before.language != after.language {
            translating::in_own_language(&after)?;
        }
        after.version = before.version + 1;
        after.saved_at = self.now;
        if after.is_public() {
            let new = before.published_at.is_none();
            after.published_at = before.published_at.or(after.publish_at).or(Some(self.now));
            let other_text = before.headline != after.headline
                || before.standfirst != after.standfirst
                || before.document != after.document
                || before.banner != after.banner;
            if !new && (other_text || !before.is_public()) {
                after.updated_at = Some(self.now);
            }
            after.withdrawn_reason = None;
        }
        if after.status != Status::Scheduled {
            (after.publish_at, after.scheduled_by) = (None, None);
        }
        if before.slug != after.slug && before.published_at.is_some() {
            store::story::keep_slug(tx, after.id, &before.slug, &after.slug).await?;
        }
        let touched = match relinked {
            true => translating::part(tx, before, &after).await?,
            false => Vec::new(),
        };
        store::story::save(tx, &after).await?;
        if relinked {
            translating::join(tx, &after).await?;
        }
        if entry.revision.is_none() {
            store::working_copy::carry(tx, after.id, before.version, after.version).await?;
        }
        if let Some(kind) = entry.revision {
            if entry.goes_on {
                let since = Stamp::from_micros(self.now.micros() - SITTING);
                store::revision::grow(tx, &after, self.by, self.now, since).await?;
            } else {
                store::revision::insert(tx, &after, kind, self.by, self.now).await?;
            }
        }
        if let Some(cause) = Cause::of_move(before.status, after.status) {
            store::desk_notice::tell_all(tx, cause, after.id, self.by, self.now).await?;
        }
        let mut effects = Effects::of(tx, before, &after, &self.zone).await?;
        effects.translations(before, &after, &touched);
        if before.is_public() && after.is_public() {
            let payload = format!(
                "{{\"version\":{},\"correction\":{}}}",
                after.version,
                entry.correction.as_deref().unwrap_or("null")
            );
            store::event::article_updated(tx, after.id, &payload, self.now).await?;
            effects.tell(after.id);
        }
        let subject = format!("article:{}", after.id);
        store::audit::note(tx, self.now, self.by, entry.action, &subject, &entry.detail).await?;
        telling::story(tx, before, Some(&after), &self.announcing, self.now).await?;
        effects.note(tx).await?;
        Ok(Done {
            story: after,
            effects,
        })
    }

    /// Removes a story for good. The transaction must be alone with the groups of translations.
    pub(super) async fn remove(&self, tx: &mut Tx<'_>, story: Story) -> Result<Done, WriteError> {
        let gone = Story {
            status: Status::Unpublished,
            ..story.clone()
        };
        let mut effects = Effects::of(tx, &story, &gone, &self.zone).await?;
        effects.translations(&story, &gone, &[]);
        store::translation::part(tx, &[story.id]).await?;
        store::story::delete(tx, story.id).await?;
        telling::story(tx, &story, None, &self.announcing, self.now).await?;
        let subject = format!("article:{}", story.id);
        store::audit::note(
            tx,
            self.now,
            self.by,
            "story.deleted",
            &subject,
            &story.headline,
        )
        .await?;
        effects.note(tx).await?;
        Ok(Done { story, effects })
    }
}

/// Whether readers could make anything of it.
fn publishable(story: &Story) -> Result<(), WriteError> {
    if story.document.content.is_empty() {
        return Err(WriteError::field("/body", Wrong::Empty));
    }
    Ok(())
}

/// Whether every picture says whose it is.
async fn credited(tx: &mut Tx<'_>, story: &Story) -> Result<(), WriteError> {
    let count = story.document.without_credit();
    if count > 0 {
        return Err(WriteError::field("/body", Wrong::NoCredit(count)));
    }
    if let Some(banner) = story.banner
        && !store::story::banner_credited(tx, story.id, banner).await?
    {
        return Err(WriteError::field("/banner", Wrong::NoCredit(1)));
    }
    Ok(())
}

/// An address made of the headline that no other story has or had.
pub(super) async fn free_slug(
    tx: &mut Tx<'_>,
    headline: &str,
    own: Option<ArticleId>,
) -> Result<String, WriteError> {
    let base = match Slug::from_title(headline) {
        Some(slug) if slug.as_str().bytes().any(|b| !b.is_ascii_digit()) => slug.to_string(),
        // Digits alone would be taken for an id.
        Some(digits) => format!("berita-{digits}"),
        None => "berita".to_owned(),
    };
    let mut n = 1_u32;
    loop {
        let slug = match n {
            1 => base.clone(),
            n => {
                let end = format!("-{n}");
                let head: String = base.chars().take(Slug::MAX - end.len()).collect();
                format!("{}{end}", head.trim_end_matches('-'))
            }
        };
        if !store::story::slug_taken(tx, &slug, own).await? {
            return Ok(slug);
        }
        // Many of one headline get numbers by chance rather than being tried one by one.
        n = if n < 20 {
            n + 1
        } else {
            rand::random_range(21..1_000_000)
        };
    }
}

/// Runs a use case in one transaction. A refusal rolls it back like a fault does.
pub(super) async fn transaction<T, F>(store: &Store, work: F) -> Result<T, WriteError>
where
    T: Send + 'static,
    F: for<'c> FnOnce(Tx<'c>) -> BoxFuture<'c, Result<T, WriteError>> + Send + 'static,
{
    let (refuse, refusal) = futures::channel::oneshot::channel();
    let done = store.write(move |tx| {
        Box::pin(async move {
            match work(tx).await {
                Ok(value) => Ok(value),
                Err(WriteError::Service(ServiceError::Store(fault))) => Err(fault),
                Err(error) => {
                    // Whoever asked is gone, or hears of it now.
                    let _ = refuse.send(error);
                    Err(store::StoreError::Unusable("refused".into()))
                }
            }
        })
    });
    match (done.await, refusal.await) {
        (Ok(value), _) => Ok(value),
        (Err(_), Ok(refusal)) => Err(refusal),
        (Err(fault), Err(_)) => Err(fault.into()),
    }
}
