//! Saying that stories are translations of each other, and beginning one.
//!
//! A story is linked with a whole set of others: they and it are a group from then on. What was in
//! another group leaves it, and the rest of that one stays together. Whoever links must be allowed to
//! change every story that gains a translation, or loses one that is not the story they began from.

use super::{
    Seen, WriteError,
    body::Body,
    input::{self, Patch},
    insert,
    pen::{Done, Entry, Pen, Wish, transaction},
};
use crate::{
    domain::{
        id::ArticleId,
        story::{Complaint, Content, Wrong},
        translation::{self, MOST, Member, same_language},
        workflow::{self, Act, Refusal},
    },
    service::{
        Services,
        error::ServiceError,
        rights::Writer,
        thread::{self, ArticleRef},
    },
    store::{self, Store, StoreError, Tx, story::Story},
};
use std::collections::{BTreeMap, BTreeSet};

/// The translations of a story that somebody may know of: public ones, and of the others those that
/// are theirs to read.
pub async fn translations(
    services: &Services,
    writer: Option<&Writer>,
    id: ArticleId,
) -> Result<Vec<Member>, ServiceError> {
    let mut shown = Vec::new();
    for member in store::translation::of_article(&services.store, id).await? {
        let theirs = match writer {
            _ if member.is_public() => true,
            None => false,
            Some(writer) => {
                let story = store::story::by_id(&services.store, member.id).await?;
                story.is_some_and(|story| {
                    let own = story.is_of(writer.id());
                    let role = writer.viewer().role;
                    workflow::may(role, own, story.status, Act::Read).is_ok()
                })
            }
        };
        if theirs {
            shown.push(member);
        }
    }
    Ok(shown)
}

/// The stories that these texts name, each by its slug or its id.
pub(super) async fn named(
    store: &Store,
    names: &[String],
    faults: &mut Vec<Complaint>,
) -> Result<Option<Vec<ArticleId>>, WriteError> {
    if names.len() > MOST {
        faults.push(Complaint::new("/translations", Wrong::TooMany(MOST)));
        return Ok(None);
    }
    let mut ids = Vec::new();
    for (n, name) in names.iter().enumerate() {
        match thread::story(store, &ArticleRef::from(name.trim())).await? {
            Some(story) => ids.push(story.id),
            None => faults.push(Complaint::new(at(n), Wrong::Unknown)),
        }
    }
    Ok(Some(ids))
}

fn at(n: usize) -> String {
    format!("/translations/{n}")
}

/// What the translations of a story are when it is linked with these and no others: checked, and
/// locked with everything that changes by it. Those that the writer may not know of stay.
///
/// The transaction must be alone with the groups ([`store::translation::alone`]).
pub(super) async fn linked(
    tx: &mut Tx<'_>,
    pen: &Pen,
    story: &Story,
    wanted: &[ArticleId],
) -> Result<Vec<Member>, WriteError> {
    let stories = around(tx, story, wanted).await?;
    let mut faults = Vec::new();
    let mut group: Vec<Member> = Vec::new();
    for (n, id) in wanted.iter().enumerate() {
        let wrong = match stories.get(id) {
            _ if *id == story.id => Some(Wrong::SameLanguage),
            None => Some(Wrong::Unknown),
            Some(other) if is_hidden(pen, other) && !has(story, *id) => Some(Wrong::Unknown),
            Some(_) if group.iter().any(|member| member.id == *id) => None,
            Some(other) => add(&mut group, story, other),
        };
        faults.extend(wrong.map(|wrong| Complaint::new(at(n), wrong)));
    }
    for member in &story.translations {
        let known = group.iter().any(|known| known.id == member.id);
        if let Some(other) = stories.get(&member.id).filter(|_| !known)
            && is_hidden(pen, other)
            && let Some(wrong) = add(&mut group, story, other)
        {
            faults.push(Complaint::new("/translations", wrong));
        }
    }
    if !faults.is_empty() {
        return Err(WriteError::Fields(faults));
    }
    let groups: Vec<BTreeSet<ArticleId>> = stories
        .values()
        .chain([story])
        .map(|story| {
            let others = story.translations.iter().map(|member| member.id);
            others.chain([story.id]).collect()
        })
        .collect();
    let ids = group.iter().map(|member| member.id).collect();
    for id in translation::changed(story.id, &ids, &groups) {
        let other = stories.get(&id).ok_or(WriteError::NotFound)?;
        if pen.may(other, Wish::Do(Act::Edit)).is_err() {
            return Err(WriteError::Forbidden);
        }
    }
    group.sort_unstable_by_key(|member| member.id);
    Ok(group)
}

/// The stories that may change when one is linked with these, locked in the order of their ids.
async fn around(
    tx: &mut Tx<'_>,
    story: &Story,
    wanted: &[ArticleId],
) -> Result<BTreeMap<ArticleId, Story>, WriteError> {
    let mut ids: BTreeSet<ArticleId> = wanted.iter().copied().collect();
    for id in wanted {
        let others = store::translation::of_article_in(tx, *id).await?;
        ids.extend(others.into_iter().map(|member| member.id));
    }
    ids.extend(story.translations.iter().map(|member| member.id));
    ids.remove(&story.id);
    let mut stories = BTreeMap::new();
    for id in ids {
        if let Some(other) = store::story::lock(tx, id).await? {
            stories.insert(id, other);
        }
    }
    Ok(stories)
}

fn is_hidden(pen: &Pen, story: &Story) -> bool {
    pen.may(story, Wish::Do(Act::Read)) == Err(Refusal::Hidden)
}

fn has(story: &Story, id: ArticleId) -> bool {
    story.translations.iter().any(|member| member.id == id)
}

/// Puts a story into a group, unless its language is there already.
fn add(group: &mut Vec<Member>, story: &Story, other: &Story) -> Option<Wrong> {
    if same_language(&other.language, &story.language) {
        return Some(Wrong::SameLanguage);
    }
    let mut languages = group.iter().map(|member| &member.language);
    if let Some(taken) = languages.find(|language| same_language(language, &other.language)) {
        return Some(Wrong::LanguageTaken(taken.clone()));
    }
    group.push(Member {
        id: other.id,
        slug: other.slug.clone(),
        language: other.language.clone(),
        headline: other.headline.clone(),
        status: other.status,
    });
    None
}

/// What is wanted of the group of a story.
#[derive(Debug, Clone, Copy)]
enum Change {
    /// That it and this one's become one.
    Link(ArticleId),
    /// That this one leaves it.
    Unlink(ArticleId),
}

/// Says that a story and another one, named by its slug or id, are translations of each other, each
/// together with the translations that it has.
pub async fn link(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    other: &str,
) -> Result<Story, WriteError> {
    let found = thread::story(&services.store, &ArticleRef::from(other)).await?;
    let other = found.ok_or_else(|| WriteError::field("/translations", Wrong::Unknown))?;
    relink(services, writer, id, Change::Link(other.id)).await
}

/// Says that another story is no translation of this one and of those with it.
pub async fn unlink(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    other: ArticleId,
) -> Result<Story, WriteError> {
    relink(services, writer, id, Change::Unlink(other)).await
}

async fn relink(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    change: Change,
) -> Result<Story, WriteError> {
    let pen = Pen::of(services, writer).await?;
    let done = transaction(&services.store, move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            store::translation::alone(tx).await?;
            let before = pen.take(tx, id, Wish::Do(Act::Edit), &Seen::any()).await?;
            let mut wanted = ids(&before.translations);
            match change {
                Change::Link(other) => {
                    wanted.push(other);
                    let theirs = store::translation::of_article_in(tx, other).await?;
                    wanted.extend(brought(&before, &theirs)?);
                }
                Change::Unlink(other) => wanted.retain(|known| *known != other),
            }
            let translations = linked(tx, &pen, &before, &wanted).await?;
            let after = Story {
                translations,
                ..before.clone()
            };
            if after == before {
                return Ok(Done::nothing(before));
            }
            pen.put(tx, &before, after, entry()).await
        })
    });
    Ok(done.await?.settle(services))
}

/// What another story brings along; its group may have no story in this one's language.
fn brought(story: &Story, theirs: &[Member]) -> Result<Vec<ArticleId>, WriteError> {
    let others = theirs.iter().filter(|member| member.id != story.id);
    let mut brought = Vec::new();
    for member in others {
        if same_language(&member.language, &story.language) {
            let wrong = Wrong::LanguageTaken(member.language.clone());
            return Err(WriteError::field("/translations", wrong));
        }
        brought.push(member.id);
    }
    Ok(brought)
}

fn entry() -> Entry {
    Entry {
        action: "story.linked",
        ..Entry::default()
    }
}

fn ids(members: &[Member]) -> Vec<ArticleId> {
    members.iter().map(|member| member.id).collect()
}

/// Begins a translation of a story: a draft in this language that says the same for now, linked with
/// the story and its other translations. `content` is the story as it is typed.
pub async fn begin_translation(
    services: &Services,
    writer: &Writer,
    id: ArticleId,
    content: Content,
    language: &str,
) -> Result<Story, WriteError> {
    let pen = Pen::of(services, writer).await?;
    let Content {
        headline,
        standfirst,
        category,
        bylines,
        dateline,
        banner,
        document,
        ..
    } = content;
    let patch = Patch {
        headline: Some(headline).filter(|headline| !headline.trim().is_empty()),
        standfirst: Some(standfirst),
        category: Some(category),
        bylines: Some(bylines.iter().map(ToString::to_string).collect()),
        dateline: Some(dateline),
        language: Some(language.to_owned()),
        banner: Some(banner),
        body: Some(Body::Document(document)),
        ..Patch::default()
    };
    let checked = input::check(&services.store, patch, None).await?;
    let own = vec![(writer.id(), writer.slug().to_owned())];
    let language = language.to_owned();
    let done = transaction(&services.store, move |mut tx| {
        Box::pin(async move {
            let tx = &mut tx;
            store::translation::alone(tx).await?;
            let story = pen.take(tx, id, Wish::Do(Act::Edit), &Seen::any()).await?;
            let theirs = &story.translations;
            if same_language(&story.language, &language) {
                return Err(WriteError::field("/translations", Wrong::SameLanguage));
            }
            if theirs.iter().any(|m| same_language(&m.language, &language)) {
                let wrong = Wrong::LanguageTaken(language);
                return Err(WriteError::field("/translations", wrong));
            }
            let new = insert(tx, &pen, checked, own, &language).await?;
            let draft = store::story::lock(tx, new).await?;
            let draft = draft.ok_or(WriteError::NotFound)?;
            let mut wanted = vec![id];
            wanted.extend(ids(theirs));
            let after = Story {
                translations: linked(tx, &pen, &draft, &wanted).await?,
                ..draft.clone()
            };
            pen.put(tx, &draft, after, entry()).await
        })
    });
    Ok(done.await?.settle(services))
}

/// Whether a story may be in the language in which it is now.
pub(super) fn in_own_language(story: &Story) -> Result<(), WriteError> {
    let mut others = story.translations.iter();
    match others.find(|other| same_language(&other.language, &story.language)) {
        None => Ok(()),
        Some(other) => {
            let wrong = Wrong::LanguageTaken(other.language.clone());
            Err(WriteError::field("/language", wrong))
        }
    }
}

/// Takes a story and those it is to be linked with out of the groups that they are in. Answers with
/// the stories besides it that have, or had, any of them as a translation.
///
/// To be called before the story is saved: it may have a language by then that its old group has.
pub(super) async fn part(
    tx: &mut Tx<'_>,
    before: &Story,
    after: &Story,
) -> Result<Vec<Member>, StoreError> {
    let mut touched = before.translations.clone();
    for member in &after.translations {
        touched.extend(store::translation::of_article_in(tx, member.id).await?);
        touched.push(member.clone());
    }
    touched.retain(|member| member.id != after.id);
    touched.sort_unstable_by_key(|member| member.id);
    touched.dedup_by_key(|member| member.id);
    store::translation::part(tx, &group(after)).await?;
    Ok(touched)
}

/// Makes a group of a story and those it is to be linked with, when [`part`] has gone before.
pub(super) async fn join(tx: &mut Tx<'_>, after: &Story) -> Result<(), StoreError> {
    store::translation::join(tx, &group(after)).await
}

fn group(story: &Story) -> Vec<ArticleId> {
    let mut group = ids(&story.translations);
    group.push(story.id);
    group
}
