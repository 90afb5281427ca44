//! Writing stories: from the first draft to the correction of what is public. Every use case is one
//! transaction, takes a [`Writer`], and asks the table in `domain/workflow.rs` what that writer may.

mod body;
mod copies;
mod correcting;
mod error;
mod input;
mod moving;
mod noting;
mod pen;
mod revisions;
pub mod scheduling;
mod shown;
mod translating;

use super::{Services, error::ServiceError, rights::Writer, settings};
use crate::{
    domain::{
        article::Status,
        document::Document,
        id::{AccountId, ArticleId, CategoryId, TagId},
        page::Key,
        story::{Complaint, Wrong},
        workflow::{self, Act, Power, Reach},
    },
    store::{
        self, StoreError, Tx,
        article::{Desk, NewArticle},
        revision::Kind,
        story::Story,
        story_list::{Filter, Line},
    },
};
pub use body::{Body, checked};
pub use copies::{
    apply as apply_copy, discard as discard_copy, read as read_copy, save as save_copy,
};
pub use correcting::{Corrected, CorrectedText, Correction, correct, corrections};
pub use error::WriteError;
use input::Checked;
pub use input::Patch;
pub use moving::{Text, delete, hand_on, plan, publish, schedule, unpublish};
pub use noting::{Given, assign, delete_note, note, notes, set_note_done, staff};
use pen::{Done, Entry, Pen, Wish, transaction};
pub use revisions::{bring_back, list as revisions, one as revision, restore};
pub use shown::SITEMAP_BLOCK;
pub use translating::{begin_translation, link, translations, unlink};

/// Which versions of a story the caller has seen: a change of any other is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen(Option<Vec<i64>>);

impl Seen {
    /// Whatever it is now.
    pub fn any() -> Seen {
        Seen(None)
    }

    /// This version.
    pub fn version(version: i64) -> Seen {
        Seen(Some(vec![version]))
    }

    /// One of these.
    pub fn one_of(versions: Vec<i64>) -> Seen {
        Seen(Some(versions))
    }

    fn allows(&self, version: i64) -> bool {
        self.0.as_ref().is_none_or(|seen| seen.contains(&version))
    }
}

/// So often two that make a story of the same headline at once are given another slug.
const TRIES: u32 = 5;

/// Makes a draft. It is signed by the writer unless the byline says otherwise.
pub async fn create(
    services: &Services,
    writer: &Writer,
    patch: Patch,
) -> Result<Story, WriteError> {
    let missing = [
        ("/headline", patch.headline.is_none()),
        ("/category", patch.category.is_none()),
        ("/body", patch.body.is_none()),
    ];
    let missing: Vec<_> = missing
        .into_iter()
        .filter(|(_, missing)| *missing)
        .map(|(at, _)| Complaint::new(at, Wrong::Empty))
        .collect();
    let checked = match input::check(&services.store, patch, None).await {
        Err(WriteError::Fields(more)) => {
            return Err(WriteError::Fields(
                missing.into_iter().chain(more).collect(),
            ));
        }
        _ if !missing.is_empty() => return Err(WriteError::Fields(missing)),
        checked => checked?,
    };
    let language = settings::load(&services.store).await?.language.tag();
    let pen = Pen::of(services, writer).await?;
    let own = vec![(writer.id(), writer.slug().to_owned())];
    for _ in 1..TRIES {
        let (pen, checked, own) = (pen.clone(), checked.clone(), own.clone());
        let made = transaction(&services.store, move |mut tx| {
            Box::pin(async move { insert(&mut tx, &pen, checked, own, language).await })
        });
        match made.await {
            Err(WriteError::Service(ServiceError::Store(StoreError::Conflict(_)))) => {}
            Ok(id) => return whole(services, id).await,
            Err(error) => return Err(error),
        }
    }
    Err(ServiceError::Busy("many stories of this headline are being made").into())
}

/// Begins a story with nothing in it: a draft of the first category, signed by the writer.
pub async fn begin(services: &Services, writer: &Writer) -> Result<Story, WriteError> {
    let categories = store::category::all(&services.store).await?;
    let Some(first) = categories.into_iter().next() else {
        return Err(WriteError::field("/category", Wrong::Unknown));
    };
    let language = settings::load(&services.store).await?.language.tag();
    let pen = Pen::of(services, writer).await?;
    let own = vec![(writer.id(), writer.slug().to_owned())];
    let made = transaction(&services.store, move |mut tx| {
        Box::pin(async move {
            let checked = Checked {
                category: Some((CategoryId(first.id), first.slug)),
                ..Checked::default()
            };
            insert(&mut tx, &pen, checked, own, language).await
        })
    });
    whole(services, made.await?).await
}

async fn insert(
    tx: &mut Tx<'_>,
    pen: &Pen,
    checked: Checked,
    own: Vec<(AccountId, String)>,
    language: &str,
) -> Result<ArticleId, WriteError> {
    let headline = checked.headline.unwrap_or_default();
    let slug = match &checked.slug {
        Some(slug) if store::story::slug_taken(tx, slug.as_str(), None).await? => {
            return Err(WriteError::field("/slug", Wrong::SlugTaken));
        }
        Some(slug) => slug.to_string(),
        None => pen::free_slug(tx, &headline, None).await?,
    };
    let mut tags = Vec::new();
    for tag in checked.tags.unwrap_or_default() {
        tags.push(store::tag::ensure(tx, &tag.slug, &tag.name).await?);
    }
    let (category, _) = checked
        .category
        .ok_or_else(|| WriteError::field("/category", Wrong::Empty))?;
    let bylines = checked.bylines.filter(|b| !b.is_empty()).unwrap_or(own);
    let new = NewArticle {
        slug,
        status: Status::Draft,
        headline,
        standfirst: checked.standfirst.unwrap_or_default(),
        document: checked
            .document
            .unwrap_or_else(|| Document::new(Vec::new())),
        language: checked.language.unwrap_or_else(|| language.to_owned()),
        category,
        dateline: checked.dateline.unwrap_or_default(),
        banner: checked.banner.flatten(),
        banner_caption: None,
        banner_credit: None,
        banner_note: None,
        sample: false,
        published_at: None,
        bylines: bylines.into_iter().map(|(id, _)| id).collect(),
        tags,
        desk: Desk {
            created_by: pen.by,
            slug_fixed: checked.slug.is_some(),
            seo_title: checked.seo_title.unwrap_or_default(),
            seo_description: checked.seo_description.unwrap_or_default(),
            planned_at: None,
        },
    };
    let id = store::article::insert(tx, &new, pen.now).await?;
    let subject = format!("article:{id}");
    store::audit::note(
        tx,
        pen.now,
        pen.by,
        "story.created",
        &subject,
        &new.headline,
    )
    .await?;
    Ok(id)
}

/// Changes a story; of a public one, what everyone reads, at once.
pub async fn update(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    seen: Seen,
    patch: Patch,
) -> Result<Story, WriteError> {
    let pen = Pen::of(services, writer).await?;
    let stored = whole(services, id).await?;
    // Before anything is read: whoever may not write here learns nothing of what is in it.
    if let Err(refusal) = pen.may(&stored, Wish::Do(Act::Edit)) {
        return Err(WriteError::refused(refusal, stored));
    }
    let checked = input::check(&services.store, patch, Some(stored.document)).await?;
    let done = transaction(&services.store, move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            if checked.translations.is_some() {
                store::translation::alone(tx).await?;
            }
            let before = pen.take(tx, id, Wish::Do(Act::Edit), &seen).await?;
            rewrite(tx, &pen, before, checked, Kind::Saved, "story.saved", false).await
        })
    });
    Ok(done.await?.settle(services))
}

/// Puts a story back with what was written; nothing happens where that changes nothing.
async fn rewrite(
    tx: &mut Tx<'_>,
    pen: &Pen,
    before: Story,
    checked: Checked,
    kind: Kind,
    action: &'static str,
    goes_on: bool,
) -> Result<Done, WriteError> {
    let mut after = before.clone();
    pen.write(tx, &mut after, checked).await?;
    if after == before {
        return Ok(Done::nothing(before));
    }
    let entry = Entry {
        revision: Some(kind),
        // What is public has a revision for every text that was ever read.
        goes_on: goes_on && !before.is_public(),
        action,
        ..Entry::default()
    };
    pen.put(tx, &before, after, entry).await
}

/// A story as the newsroom sees it.
pub async fn read(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
) -> Result<Story, WriteError> {
    let story = whole(services, id).await?;
    let own = story.is_of(writer.id());
    match workflow::may(writer.viewer().role, own, story.status, Act::Read) {
        Ok(()) => Ok(story),
        Err(refusal) => Err(WriteError::refused(refusal, story)),
    }
}

/// A story, for whoever may change it.
pub async fn may_edit(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
) -> Result<Story, WriteError> {
    let story = whole(services, id).await?;
    let pen = Pen::of(services, writer).await?;
    match pen.may(&story, Wish::Do(Act::Edit)) {
        Ok(()) => Ok(story),
        Err(refusal) => Err(WriteError::refused(refusal, story)),
    }
}

async fn whole(services: &Services, id: ArticleId) -> Result<Story, WriteError> {
    let story = store::story::by_id(&services.store, id).await?;
    story.ok_or(WriteError::NotFound)
}

/// What is looked for in the newsroom's list.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub status: Option<Status>,
    pub category: Option<CategoryId>,
    pub tag: Option<TagId>,
    pub author: Option<AccountId>,
    /// Whose own it is: made or signed by them, or given to them to work on.
    pub of: Option<AccountId>,
    /// Words of the headline.
    pub words: Option<String>,
    /// In another language than this one.
    pub not_in: Option<String>,
}

/// What everyone may read, last touched first: no matter whose it is.
pub async fn public_lines(
    store: &store::Store,
    wanted: Wanted,
    limit: u32,
) -> Result<Vec<Line>, ServiceError> {
    let filter = Filter {
        status: Some(Status::Published),
        words: wanted.words,
        ..Filter::default()
    };
    Ok(store::story_list::lines(store, &filter, Key::NEWEST, limit).await?)
}

/// Stories that the writer may read, last touched first, after a place in the list. Whose power
/// reaches only their own sees only those.
pub async fn list(
    services: &Services,
    writer: &Writer,
    wanted: Wanted,
    after: Key,
    limit: u32,
) -> Result<Vec<Line>, ServiceError> {
    let every = workflow::reach(writer.viewer().role, Power::Write) == Some(Reach::Every);
    let filter = Filter {
        status: wanted.status,
        category: wanted.category,
        tag: wanted.tag,
        author: wanted.author,
        own: if every { wanted.of } else { Some(writer.id()) },
        words: wanted.words,
        not_in: wanted.not_in,
    };
    Ok(store::story_list::lines(&services.store, &filter, after, limit).await?)
}
