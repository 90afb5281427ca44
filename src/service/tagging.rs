//! The site's tags: renamed, merged and taken away. Stories print their names, so every page is
//! stale when one changes.

use super::{
    Services,
    arranging::{Outcome, change as change_site},
    error::ServiceError,
    rights::SiteEditor,
    sections::{DESCRIPTION, NAME},
};
use crate::{
    domain::{
        slug::Slug,
        story::{Complaint, Wrong},
    },
    store::{self, Tx, story_list::pattern, tag::TagRow, tag_list::TagLine},
};
use futures::future::BoxFuture;

/// What is to be changed; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct Patch {
    pub name: Option<String>,
    /// Follows the name of a new tag when it is empty.
    pub slug: Option<String>,
    pub description: Option<String>,
}

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum TagError {
    #[error("there is no such tag")]
    NotFound,
    #[error("{} of the fields cannot be taken", .0.len())]
    Fields(Vec<Complaint>),
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<store::StoreError> for TagError {
    fn from(error: store::StoreError) -> Self {
        TagError::Service(error.into())
    }
}

fn wrong<T>(pointer: &'static str, wrong: Wrong) -> Result<T, TagError> {
    Err(TagError::Fields(vec![Complaint::new(pointer, wrong)]))
}

/// Up to `limit` tags after a slug, by slug.
pub async fn list(
    services: &Services,
    words: &str,
    unused: bool,
    after: &str,
    limit: u32,
) -> Result<Vec<TagLine>, ServiceError> {
    let words = Some(words.trim()).filter(|words| !words.is_empty());
    let pattern = words.map(pattern);
    let store = &services.store;
    Ok(store::tag_list::lines(store, pattern.as_deref(), unused, after, limit).await?)
}

/// Adds a tag.
pub async fn add(services: &Services, by: &SiteEditor, patch: Patch) -> Result<TagRow, TagError> {
    let mut checked = check(patch)?;
    let Some(name) = checked.name.take() else {
        return wrong("/name", Wrong::Empty);
    };
    let from_name = || Slug::from_title(&name).map(|slug| slug.to_string());
    let Some(slug) = checked.slug.take().or_else(from_name) else {
        return wrong("/slug", Wrong::SlugForm);
    };
    change(services, by, "tag.created", move |tx| {
        Box::pin(async move {
            let text = checked.description.unwrap_or_default();
            if !store::tag_list::insert(tx, &slug, &name, &text).await? {
                return Ok(wrong("/slug", Wrong::SlugTaken));
            }
            store::redirect::free(tx, &path(&slug)).await?;
            Ok(Ok(slug))
        })
    })
    .await
}

/// Changes a tag. Its former address leads to the new one for ever.
pub async fn update(
    services: &Services,
    by: &SiteEditor,
    slug: &str,
    patch: Patch,
) -> Result<TagRow, TagError> {
    let checked = check(patch)?;
    let old = slug.to_owned();
    change(services, by, "tag.changed", move |tx| {
        Box::pin(async move {
            let Some(row) = store::tag_list::lock(tx, &old).await? else {
                return Ok(Err(TagError::NotFound));
            };
            let slug = checked.slug.unwrap_or_else(|| row.slug.clone());
            if slug != old && store::tag_list::lock(tx, &slug).await?.is_some() {
                return Ok(wrong("/slug", Wrong::SlugTaken));
            }
            let name = checked.name.unwrap_or(row.name);
            let text = checked.description.unwrap_or(row.description);
            store::tag_list::update(tx, row.id, &slug, &name, &text).await?;
            if slug != old {
                store::redirect::keep(tx, &path(&old), &path(&slug)).await?;
            }
            Ok(Ok(slug))
        })
    })
    .await
}

/// Gives every story of one tag another instead; the address of the one leads to the other. `into`
/// is the other's name or slug.
pub async fn merge(
    services: &Services,
    by: &SiteEditor,
    slug: &str,
    into: &str,
) -> Result<TagRow, TagError> {
    let old = slug.to_owned();
    let Some(into) = Slug::from_title(into).map(|slug| slug.to_string()) else {
        return wrong("/into", Wrong::Empty);
    };
    if into == old {
        return wrong("/into", Wrong::Unknown);
    }
    change(services, by, "tag.merged", move |tx| {
        Box::pin(async move {
            let Some(from) = store::tag_list::lock(tx, &old).await? else {
                return Ok(Err(TagError::NotFound));
            };
            let Some(row) = store::tag_list::lock(tx, &into).await? else {
                return Ok(wrong("/into", Wrong::Unknown));
            };
            store::tag_list::merge(tx, from.id, row.id).await?;
            store::tag_list::delete(tx, from.id).await?;
            store::redirect::keep(tx, &path(&old), &path(&row.slug)).await?;
            Ok(Ok(row.slug))
        })
    })
    .await
}

/// Takes a tag away, from its stories too.
pub async fn delete(services: &Services, by: &SiteEditor, slug: &str) -> Result<(), TagError> {
    let slug = slug.to_owned();
    run(services, by, "tag.deleted", move |tx| {
        Box::pin(async move {
            let Some(row) = store::tag_list::lock(tx, &slug).await? else {
                return Ok(Err(TagError::NotFound));
            };
            store::tag_list::delete(tx, row.id).await?;
            Ok(Ok(slug))
        })
    })
    .await?;
    Ok(())
}

/// Takes away the tags that no story has.
pub async fn delete_unused(services: &Services, by: &SiteEditor) -> Result<(), TagError> {
    run(services, by, "tag.cleared", move |tx| {
        Box::pin(async move {
            let gone = store::tag_list::delete_unused(tx).await?;
            Ok(Ok(gone.to_string()))
        })
    })
    .await?;
    Ok(())
}

fn path(slug: &str) -> String {
    format!("/tags/{slug}")
}

async fn change<F>(
    services: &Services,
    by: &SiteEditor,
    action: &'static str,
    work: F,
) -> Result<TagRow, TagError>
where
    F: for<'a, 't> FnOnce(&'a mut Tx<'t>) -> BoxFuture<'a, Outcome<TagError>> + Send + 'static,
{
    let slug = run(services, by, action, work).await?;
    let row = store::tag::by_slug(&services.store, &slug).await?;
    row.ok_or(TagError::NotFound)
}

async fn run<F>(
    services: &Services,
    by: &SiteEditor,
    action: &'static str,
    work: F,
) -> Result<String, TagError>
where
    F: for<'a, 't> FnOnce(&'a mut Tx<'t>) -> BoxFuture<'a, Outcome<TagError>> + Send + 'static,
{
    change_site(services, by, ("tag", action), work).await
}

/// Trims and bounds what was written.
fn check(patch: Patch) -> Result<Patch, TagError> {
    let mut faults = Vec::new();
    let trimmed = |text: Option<String>| text.map(|text| text.trim().to_owned());
    let (name, description) = (trimmed(patch.name), trimmed(patch.description));
    let long = |text: &Option<String>, most| {
        text.as_ref()
            .is_some_and(|text| text.chars().count() > most)
    };
    if name.as_ref().is_some_and(String::is_empty) {
        faults.push(Complaint::new("/name", Wrong::Empty));
    }
    if long(&name, NAME) {
        faults.push(Complaint::new("/name", Wrong::TooLong(NAME)));
    }
    if long(&description, DESCRIPTION) {
        faults.push(Complaint::new("/description", Wrong::TooLong(DESCRIPTION)));
    }
    let slug = trimmed(patch.slug).filter(|slug| !slug.is_empty());
    if slug.as_ref().is_some_and(|slug| Slug::parse(slug).is_err()) {
        faults.push(Complaint::new("/slug", Wrong::SlugForm));
    }
    if !faults.is_empty() {
        return Err(TagError::Fields(faults));
    }
    Ok(Patch {
        name,
        slug,
        description,
    })
}
