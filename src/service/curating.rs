//! Putting stories on the front page by hand, and the line above every page while something breaks.

use super::{
    Services,
    error::ServiceError,
    front_page::{self, Composed},
    rights::SiteEditor,
};
use crate::{
    domain::{
        article::Status,
        front_picks::{SECONDS, Slot},
        id::{ArticleId, CategoryId},
        page::Key,
    },
    store::{self, Tx, front_pick::Resting, listing::CardRow, story_list},
};
use futures::future::BoxFuture;

/// Stories that a search offers.
const FOUND: u32 = 12;
/// Stories looked through for the one at an address, which others may share a headline with.
const SAME: u32 = 200;

/// A place of the front page as editors see it.
#[derive(Debug, Clone)]
pub struct Place {
    pub slot: Slot,
    /// Name of the category whose block it begins.
    pub category: Option<String>,
    /// What stands there now.
    pub now: Option<CardRow>,
    /// Whether an editor put it there.
    pub picked: bool,
    /// What an editor put there that does not stand there now.
    pub resting: Option<Resting>,
}

/// Why not.
#[derive(Debug, thiserror::Error)]
pub enum CurateError {
    /// There is no such place, or nothing beside it.
    #[error("there is no such place")]
    NoPlace,
    /// The story is not public, or not of the block's category.
    #[error("the story cannot stand there")]
    NotThere,
    /// Somebody else has changed one of the places since they were looked at.
    #[error("the places have changed")]
    Stale,
    #[error(transparent)]
    Service(#[from] ServiceError),
}

/// Every place that can be filled, in the order of the page.
pub async fn places(services: &Services, _by: &SiteEditor) -> Result<Vec<Place>, ServiceError> {
    let store = &services.store;
    let Composed {
        lead,
        seconds,
        sections,
        ..
    } = front_page::compose(store).await?;
    let second = |n: u8| {
        let found = seconds.iter().find(|(own, _)| *own == n);
        (Slot::Second(n), found.map(|(_, placed)| placed.clone()))
    };
    let above = std::iter::once((Slot::Lead, lead)).chain((1..=SECONDS).map(second));
    let mut places: Vec<Place> = above
        .map(|(slot, placed)| Place {
            slot,
            category: None,
            picked: placed.as_ref().is_some_and(|placed| placed.picked),
            now: placed.map(|placed| placed.row),
            resting: None,
        })
        .collect();
    for section in sections {
        places.push(Place {
            slot: Slot::Block(section.category.slug),
            category: Some(section.category.name),
            now: section.rows.into_iter().next(),
            picked: section.picked,
            resting: None,
        });
    }
    for resting in store::front_pick::resting(store).await? {
        let Some(slot) = Slot::from_word(&resting.slot) else {
            continue;
        };
        if let Some(place) = places.iter_mut().find(|place| place.slot == slot) {
            place.resting = Some(resting);
            continue;
        }
        // A block that nothing else fills is not on the page; its pick can be let go here alone.
        let category = match &slot {
            Slot::Block(slug) => store::category::by_slug(store, slug).await?,
            Slot::Lead | Slot::Second(_) => None,
        };
        places.push(Place {
            slot,
            category: category.map(|row| row.name),
            now: None,
            picked: false,
            resting: Some(resting),
        });
    }
    Ok(places)
}

/// Public stories for a place: of the block's category where it is a block's. `words` are of the
/// headline, or the address of a story.
pub async fn find(
    services: &Services,
    _by: &SiteEditor,
    slot: &Slot,
    words: &str,
) -> Result<Vec<story_list::Line>, ServiceError> {
    let store = &services.store;
    let category = match slot {
        Slot::Block(slug) => store::category::by_slug(store, slug).await?,
        Slot::Lead | Slot::Second(_) => None,
    };
    let words = words.trim();
    let named = match words.rsplit_once("/articles/") {
        None => None,
        Some((_, slug)) => {
            let slug = slug.split(['?', '#', '/']).next().unwrap_or_default();
            match store::article::by_slug(store, slug).await? {
                Some(row) => Some(row),
                None => return Ok(Vec::new()),
            }
        }
    };
    let (words, limit) = match &named {
        Some(row) => (row.headline.clone(), SAME),
        None => (words.to_owned(), FOUND),
    };
    let words = Some(words).filter(|words| !words.is_empty());
    let filter = story_list::Filter {
        status: Some(Status::Published),
        category: category.map(|row| CategoryId(row.id)),
        words,
        ..story_list::Filter::default()
    };
    let mut found = story_list::lines(store, &filter, Key::NEWEST, limit).await?;
    if let Some(row) = named {
        found.retain(|line| line.id == row.id.0);
    }
    Ok(found)
}

/// Puts a story in a place, at once.
pub async fn pick(
    services: &Services,
    by: &SiteEditor,
    slot: Slot,
    article: ArticleId,
) -> Result<(), CurateError> {
    let (now, account) = (services.clock.now(), by.id());
    changed(services, move |tx| {
        Box::pin(async move {
            let Some(story) = store::story::lock(tx, article).await? else {
                return Ok(Err(CurateError::NotThere));
            };
            let fits = match &slot {
                Slot::Block(slug) => *slug == story.category_slug,
                Slot::Lead | Slot::Second(_) => true,
            };
            if !fits || !story.is_public() {
                return Ok(Err(CurateError::NotThere));
            }
            store::front_pick::put(tx, &slot, article, Some(account), now).await?;
            let subject = format!("article:{}", article.0);
            store::audit::note(
                tx,
                now,
                Some(account),
                "front.picked",
                &subject,
                &slot.word(),
            )
            .await?;
            Ok(Ok(()))
        })
    })
    .await
}

/// Leaves a place to the newest stories.
pub async fn clear(services: &Services, by: &SiteEditor, slot: Slot) -> Result<(), CurateError> {
    let (now, account) = (services.clock.now(), by.id());
    changed(services, move |tx| {
        Box::pin(async move {
            let Some(article) = store::front_pick::at(tx, &slot).await? else {
                return Ok(Ok(()));
            };
            store::front_pick::clear(tx, &slot).await?;
            let subject = format!("article:{}", article.0);
            store::audit::note(
                tx,
                now,
                Some(account),
                "front.cleared",
                &subject,
                &slot.word(),
            )
            .await?;
            Ok(Ok(()))
        })
    })
    .await
}

/// Changes the place of a second with the one `by_places` further on. `seen` are the stories that
/// stood in both when they were looked at: where an editor has put another one since, or put one of
/// them somewhere else, nothing moves. What stands there by itself is put there by hand from now on:
/// otherwise nothing would seem to happen.
pub async fn shift(
    services: &Services,
    by: &SiteEditor,
    slot: Slot,
    by_places: i8,
    seen: (ArticleId, ArticleId),
) -> Result<(), CurateError> {
    let to = slot.beside(by_places).ok_or(CurateError::NoPlace)?;
    let (one, other) = seen;
    if one == other {
        return Err(CurateError::Stale);
    }
    let (now, account) = (services.clock.now(), by.id());
    changed(services, move |tx| {
        Box::pin(async move {
            // Always in one order: of two who hold one each, none would ever go on.
            for article in [one.min(other), one.max(other)] {
                let story = store::story::lock(tx, article).await?;
                if !story.is_some_and(|story| story.is_public()) {
                    return Ok(Err(CurateError::Stale));
                }
            }
            if !stands(tx, &slot, one).await? || !stands(tx, &to, other).await? {
                return Ok(Err(CurateError::Stale));
            }
            store::front_pick::clear(tx, &slot).await?;
            store::front_pick::put(tx, &to, one, Some(account), now).await?;
            store::front_pick::put(tx, &slot, other, Some(account), now).await?;
            let subject = format!("article:{}", one.0);
            store::audit::note(tx, now, Some(account), "front.picked", &subject, &to.word())
                .await?;
            Ok(Ok(()))
        })
    })
    .await
}

/// Whether a public story is in a place still: put there, or there by itself. What was put there and
/// is not public leaves the place free.
async fn stands(
    tx: &mut Tx<'_>,
    slot: &Slot,
    article: ArticleId,
) -> Result<bool, store::StoreError> {
    if let Some(own) = store::front_pick::slot_of(tx, article).await? {
        return Ok(own == *slot);
    }
    let Some(there) = store::front_pick::at(tx, slot).await? else {
        return Ok(true);
    };
    let there = store::story::lock(tx, there).await?;
    Ok(!there.is_some_and(|story| story.is_public()))
}

type Outcome = Result<Result<(), CurateError>, store::StoreError>;

async fn changed<F>(services: &Services, work: F) -> Result<(), CurateError>
where
    F: for<'a, 't> FnOnce(&'a mut Tx<'t>) -> BoxFuture<'a, Outcome> + Send + 'static,
{
    let done = services.store.write(move |mut tx| {
        Box::pin(async move {
            store::front_pick::hold(&mut tx).await?;
            let done = work(&mut tx).await?;
            if done.is_ok() {
                store::changes::note(&mut tx, &["front".to_owned()]).await?;
            }
            Ok(done)
        })
    });
    done.await.map_err(ServiceError::from)??;
    services.freshness.purge(&["front"]);
    Ok(())
}
