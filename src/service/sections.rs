//! The site's categories: added, renamed, put in order, and taken away while nothing is in them.
//! Every page shows them, so every page is stale when one changes.

use super::{
    Services,
    arranging::{Outcome, change as change_site},
    error::ServiceError,
    rights::SiteEditor,
};
use crate::{
    domain::{
        front_picks::Slot,
        slug::Slug,
        story::{Complaint, Wrong},
    },
    store::{self, Tx, category::CategoryRow},
};
use futures::future::BoxFuture;

/// Longest name and description, in characters.
pub const NAME: usize = 60;
pub const DESCRIPTION: usize = 300;

/// What is to be changed; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct Patch {
    pub name: Option<String>,
    /// Follows the name of a new category when it is empty.
    pub slug: Option<String>,
    pub description: Option<String>,
    /// Its place among the others, from 1.
    pub order: Option<i64>,
}

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum SectionError {
    #[error("there is no such category")]
    NotFound,
    /// So many stories are in it.
    #[error("{0} stories are in this category")]
    InUse(i64),
    /// A site without a category could hold no story.
    #[error("the last category has to stay")]
    Last,
    #[error("{} of the fields cannot be taken", .0.len())]
    Fields(Vec<Complaint>),
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<store::StoreError> for SectionError {
    fn from(error: store::StoreError) -> Self {
        SectionError::Service(error.into())
    }
}

/// All categories in their order.
pub async fn list(services: &Services) -> Result<Vec<CategoryRow>, ServiceError> {
    Ok(store::category::all(&services.store).await?)
}

/// Adds a category behind the others, or where it is wanted.
pub async fn add(
    services: &Services,
    by: &SiteEditor,
    patch: Patch,
) -> Result<CategoryRow, SectionError> {
    let mut checked = check(patch)?;
    if checked.name.is_none() {
        return Err(SectionError::Fields(vec![Complaint::new(
            "/name",
            Wrong::Empty,
        )]));
    }
    if checked.slug.is_none() {
        let from_name = checked.name.as_deref().and_then(Slug::from_title);
        let missing = || SectionError::Fields(vec![Complaint::new("/slug", Wrong::SlugForm)]);
        checked.slug = Some(from_name.ok_or_else(missing)?.to_string());
    }
    change(services, by, "category.created", move |tx| {
        Box::pin(async move {
            let slug = checked.slug.unwrap_or_default();
            if store::category::taken(tx, &slug, 0).await? {
                let complaint = Complaint::new("/slug", Wrong::SlugTaken);
                return Ok(Err(SectionError::Fields(vec![complaint])));
            }
            let all = store::category::locked(tx).await?;
            let name = checked.name.unwrap_or_default();
            let text = checked.description.unwrap_or_default();
            let last = i64::try_from(all.len()).unwrap_or(i64::MAX) + 1;
            let id = store::category::insert(tx, &slug, &name, last, &text).await?;
            let ids = all.iter().map(|row| row.id).chain([id.0]).collect();
            put_in_order(tx, ids, id.0, checked.order).await?;
            store::redirect::free(tx, &format!("/categories/{slug}")).await?;
            Ok(Ok(slug))
        })
    })
    .await
}

/// Changes a category. Its former address leads to the new one for ever.
pub async fn update(
    services: &Services,
    by: &SiteEditor,
    slug: &str,
    patch: Patch,
) -> Result<CategoryRow, SectionError> {
    let checked = check(patch)?;
    let old = slug.to_owned();
    change(services, by, "category.changed", move |tx| {
        Box::pin(async move {
            let all = store::category::locked(tx).await?;
            let Some(row) = all.iter().find(|row| row.slug == old) else {
                return Ok(Err(SectionError::NotFound));
            };
            let slug = checked.slug.unwrap_or_else(|| row.slug.clone());
            if store::category::taken(tx, &slug, row.id).await? {
                let complaint = Complaint::new("/slug", Wrong::SlugTaken);
                return Ok(Err(SectionError::Fields(vec![complaint])));
            }
            let name = checked.name.unwrap_or_else(|| row.name.clone());
            let text = checked
                .description
                .unwrap_or_else(|| row.description.clone());
            store::category::update(tx, row.id, &slug, &name, &text).await?;
            if slug != old {
                let path = |slug: &str| format!("/categories/{slug}");
                store::redirect::keep(tx, &path(&old), &path(&slug)).await?;
                store::front_pick::follow(tx, &old, &slug).await?;
            }
            let ids = all.iter().map(|row| row.id).collect();
            put_in_order(tx, ids, row.id, checked.order).await?;
            Ok(Ok(slug))
        })
    })
    .await
}

/// Takes away a category in which nothing is.
pub async fn delete(services: &Services, by: &SiteEditor, slug: &str) -> Result<(), SectionError> {
    let slug = slug.to_owned();
    run(services, by, "category.deleted", move |tx| {
        Box::pin(async move {
            let all = store::category::locked(tx).await?;
            let Some(row) = all.iter().find(|row| row.slug == slug) else {
                return Ok(Err(SectionError::NotFound));
            };
            let stories = store::category::stories(tx, row.id).await?;
            if stories > 0 {
                return Ok(Err(SectionError::InUse(stories)));
            }
            if all.len() == 1 {
                return Ok(Err(SectionError::Last));
            }
            store::category::delete(tx, row.id).await?;
            Ok(Ok(slug))
        })
    })
    .await?;
    Ok(())
}

/// Moves every story of one category to another, and takes the one away; its address leads to the
/// other. Like a new name, that is no change of the stories: their versions stay.
pub async fn merge(
    services: &Services,
    by: &SiteEditor,
    slug: &str,
    into: &str,
) -> Result<CategoryRow, SectionError> {
    let (old, into) = (slug.to_owned(), into.to_owned());
    change(services, by, "category.merged", move |tx| {
        Box::pin(async move {
            let all = store::category::locked(tx).await?;
            let find = |slug: &str| all.iter().find(|row| row.slug == slug);
            let Some(from) = find(&old) else {
                return Ok(Err(SectionError::NotFound));
            };
            let Some(row) = find(&into).filter(|row| row.id != from.id) else {
                let complaint = Complaint::new("/into", Wrong::Unknown);
                return Ok(Err(SectionError::Fields(vec![complaint])));
            };
            store::category::move_stories(tx, from.id, row.id).await?;
            store::front_pick::clear(tx, &Slot::Block(old.clone())).await?;
            store::category::delete(tx, from.id).await?;
            let path = |slug: &str| format!("/categories/{slug}");
            store::redirect::keep(tx, &path(&old), &path(&into)).await?;
            Ok(Ok(into))
        })
    })
    .await
}

async fn change<F>(
    services: &Services,
    by: &SiteEditor,
    action: &'static str,
    work: F,
) -> Result<CategoryRow, SectionError>
where
    F: for<'a, 't> FnOnce(&'a mut Tx<'t>) -> BoxFuture<'a, Outcome<SectionError>> + Send + 'static,
{
    let slug = run(services, by, action, work).await?;
    let row = store::category::by_slug(&services.store, &slug).await?;
    row.ok_or(SectionError::NotFound)
}

async fn run<F>(
    services: &Services,
    by: &SiteEditor,
    action: &'static str,
    work: F,
) -> Result<String, SectionError>
where
    F: for<'a, 't> FnOnce(&'a mut Tx<'t>) -> BoxFuture<'a, Outcome<SectionError>> + Send + 'static,
{
    change_site(services, by, ("category", action), work).await
}

/// Numbers all of them anew, one of them at a wanted place.
async fn put_in_order(
    tx: &mut Tx<'_>,
    mut ids: Vec<i64>,
    own: i64,
    order: Option<i64>,
) -> Result<(), store::StoreError> {
    let Some(order) = order else { return Ok(()) };
    ids.retain(|id| *id != own);
    let place = usize::try_from(order.max(1) - 1).unwrap_or(usize::MAX);
    ids.insert(place.min(ids.len()), own);
    for (position, id) in (1_i64..).zip(ids) {
        store::category::place(tx, id, position).await?;
    }
    Ok(())
}

/// Trims and bounds what was written.
fn check(patch: Patch) -> Result<Patch, SectionError> {
    let mut faults = Vec::new();
    let name = patch.name.map(|name| name.trim().to_owned());
    match &name {
        Some(name) if name.is_empty() => faults.push(Complaint::new("/name", Wrong::Empty)),
        Some(name) if name.chars().count() > NAME => {
            faults.push(Complaint::new("/name", Wrong::TooLong(NAME)));
        }
        _ => {}
    }
    let description = patch.description.map(|text| text.trim().to_owned());
    if description
        .as_ref()
        .is_some_and(|text| text.chars().count() > DESCRIPTION)
    {
        faults.push(Complaint::new("/description", Wrong::TooLong(DESCRIPTION)));
    }
    let slug = patch.slug.map(|slug| slug.trim().to_owned());
    let slug = slug.filter(|slug| !slug.is_empty());
    if slug.as_ref().is_some_and(|slug| Slug::parse(slug).is_err()) {
        faults.push(Complaint::new("/slug", Wrong::SlugForm));
    }
    if faults.is_empty() {
        Ok(Patch {
            name,
            slug,
            description,
            order: patch.order,
        })
    } else {
        Err(SectionError::Fields(faults))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_trimmed_and_bounded() {
        let patch = Patch {
            name: Some("  Budaya ".into()),
            slug: Some(" ".into()),
            ..Patch::default()
        };
        let checked = check(patch).expect("fine");
        assert_eq!(checked.name.as_deref(), Some("Budaya"));
        assert_eq!(checked.slug, None);
        let bad = Patch {
            name: Some(String::new()),
            slug: Some("Dua Kata".into()),
            description: Some("x".repeat(301)),
            order: None,
        };
        match check(bad) {
            Err(SectionError::Fields(faults)) => assert_eq!(faults.len(), 3),
            other => panic!("{other:?}"),
        }
    }
}
