//! Standing pages as editors write them: what the site says of itself, linked from every footer. So
//! every page is stale when one changes its name, its place or its address.

use super::{
    Services,
    arranging::{Outcome, change as change_site},
    error::ServiceError,
    rights::SiteEditor,
    writing,
};
use crate::{
    domain::{
        category::Named,
        document::Document,
        slug::Slug,
        story::{Complaint, Wrong},
    },
    store::{
        self, Tx,
        standing_page::{NewPage, PageRow},
    },
};
use futures::future::BoxFuture;

/// Longest title, in characters.
const TITLE: usize = 120;
/// Most pages: every footer names them all.
pub const MOST: usize = 50;

/// A page as it is to be.
#[derive(Debug, Clone)]
pub struct Written {
    pub title: String,
    /// Follows the title of a new page when it is empty.
    pub slug: String,
    pub document: Document,
}

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    #[error("there is no such page")]
    NotFound,
    /// Somebody else saved first; this is the version now.
    #[error("the page was changed meanwhile")]
    Stale(i64),
    #[error("{} of the fields cannot be taken", .0.len())]
    Fields(Vec<Complaint>),
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl From<store::StoreError> for PageError {
    fn from(error: store::StoreError) -> Self {
        PageError::Service(error.into())
    }
}

fn wrong<T>(pointer: &'static str, wrong: Wrong) -> Result<T, PageError> {
    Err(PageError::Fields(vec![Complaint::new(pointer, wrong)]))
}

/// All pages in their order.
pub async fn list(services: &Services, _by: &SiteEditor) -> Result<Vec<Named>, ServiceError> {
    Ok(store::standing_page::all(&services.store).await?)
}

/// A page as it is written.
pub async fn read(services: &Services, _by: &SiteEditor, slug: &str) -> Result<PageRow, PageError> {
    let row = store::standing_page::written(&services.store, slug).await?;
    row.ok_or(PageError::NotFound)
}

/// Adds an empty page behind the others; its slug follows the title. Answers with the slug.
pub async fn add(services: &Services, by: &SiteEditor, title: &str) -> Result<String, PageError> {
    let written = Written {
        title: title.to_owned(),
        slug: String::new(),
        document: Document::new(Vec::new()),
    };
    let (title, slug) = named(&written)?;
    let document = document(written.document, None).await?;
    let at = services.clock.now();
    run(services, by, "page.created", move |tx| {
        Box::pin(async move {
            let order = store::standing_page::order(tx).await?;
            if order.len() >= MOST {
                return Ok(wrong("/title", Wrong::TooMany(MOST)));
            }
            let page = NewPage {
                slug: &slug,
                title: &title,
                document: &document,
                html: &document.to_html(),
                at,
            };
            // Behind all others, whatever their numbers were.
            let last = put_in_order(tx, &order).await?;
            if !store::standing_page::insert(tx, &page, last).await? {
                return Ok(wrong("/slug", Wrong::SlugTaken));
            }
            store::redirect::free(tx, &path(&slug)).await?;
            Ok(Ok(slug))
        })
    })
    .await
}

/// Writes a page anew over the version that was seen. Its former address leads to the new one for
/// ever. Answers with the page as it is now.
pub async fn save(
    services: &Services,
    by: &SiteEditor,
    slug: &str,
    seen: i64,
    written: Written,
) -> Result<PageRow, PageError> {
    let (title, new) = named(&written)?;
    let stored = read(services, by, slug).await?;
    let before = serde_json::from_str(&stored.document).ok();
    let document = document(written.document, before).await?;
    let (old, at) = (slug.to_owned(), services.clock.now());
    let slug = run(services, by, "page.changed", move |tx| {
        Box::pin(async move {
            let Some(row) = store::standing_page::lock(tx, &old).await? else {
                return Ok(Err(PageError::NotFound));
            };
            if row.version != seen {
                return Ok(Err(PageError::Stale(row.version)));
            }
            if new != old && store::standing_page::lock(tx, &new).await?.is_some() {
                return Ok(wrong("/slug", Wrong::SlugTaken));
            }
            let page = NewPage {
                slug: &new,
                title: &title,
                document: &document,
                html: &document.to_html(),
                at,
            };
            store::standing_page::update(tx, &old, &page).await?;
            if new != old {
                store::redirect::keep(tx, &path(&old), &path(&new)).await?;
            }
            Ok(Ok(new))
        })
    })
    .await?;
    read(services, by, &slug).await
}

/// Takes a page away.
pub async fn delete(services: &Services, by: &SiteEditor, slug: &str) -> Result<(), PageError> {
    let slug = slug.to_owned();
    run(services, by, "page.deleted", move |tx| {
        Box::pin(async move {
            if store::standing_page::lock(tx, &slug).await?.is_none() {
                return Ok(Err(PageError::NotFound));
            }
            store::standing_page::delete(tx, &slug).await?;
            Ok(Ok(slug))
        })
    })
    .await?;
    Ok(())
}

/// Moves a page one place up or down; at the end it stays.
pub async fn shift(
    services: &Services,
    by: &SiteEditor,
    slug: &str,
    up: bool,
) -> Result<(), PageError> {
    let slug = slug.to_owned();
    run(services, by, "page.changed", move |tx| {
        Box::pin(async move {
            let mut order = store::standing_page::order(tx).await?;
            let Some(at) = order.iter().position(|own| *own == slug) else {
                return Ok(Err(PageError::NotFound));
            };
            let to = match up {
                true => at.saturating_sub(1),
                false => (at + 1).min(order.len() - 1),
            };
            order.swap(at, to);
            put_in_order(tx, &order).await?;
            Ok(Ok(slug))
        })
    })
    .await?;
    Ok(())
}

/// Numbers them from 1; answers with the number behind the last.
async fn put_in_order(tx: &mut Tx<'_>, order: &[String]) -> Result<i64, store::StoreError> {
    let mut next = 1;
    for slug in order {
        store::standing_page::place(tx, slug, next).await?;
        next += 1;
    }
    Ok(next)
}

fn path(slug: &str) -> String {
    format!("/pages/{slug}")
}

/// Title and slug, if both can be taken.
fn named(written: &Written) -> Result<(String, String), PageError> {
    let title = written.title.trim();
    if title.is_empty() {
        return wrong("/title", Wrong::Empty);
    }
    if title.chars().count() > TITLE {
        return wrong("/title", Wrong::TooLong(TITLE));
    }
    let slug = match written.slug.trim() {
        "" => Slug::from_title(title),
        typed => Slug::parse(typed).ok(),
    };
    match slug {
        Some(slug) => Ok((title.to_owned(), slug.to_string())),
        None => wrong("/slug", Wrong::SlugForm),
    }
}

async fn document(document: Document, before: Option<Document>) -> Result<Document, PageError> {
    let read = writing::checked(document, before).await?;
    read.map_err(|complaint| PageError::Fields(vec![complaint]))
}

async fn run<F>(
    services: &Services,
    by: &SiteEditor,
    action: &'static str,
    work: F,
) -> Result<String, PageError>
where
    F: for<'a, 't> FnOnce(&'a mut Tx<'t>) -> BoxFuture<'a, Outcome<PageError>> + Send + 'static,
{
    change_site(services, by, ("page", action), work).await
}
